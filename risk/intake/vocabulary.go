package intake

import (
	_ "embed"
	"encoding/csv"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

//go:embed vocabulary.csv
var vocabularyFile string

// A use says what the phrases of a line of vocabulary.csv are; the file explains each.
type use string

const (
	useSelf      use = "self"
	useRelation  use = "relation"
	useAttribute use = "attribute"
	useScheme    use = "scheme"
	useBuyer     use = "buyer"
	usePlain     use = "plain"
	useSkip      use = "skip"
	useRole      use = "role"
	useKind      use = "kind"
	useGender    use = "gender"
	useMonth     use = "month"
	useBlank     use = "blank"
	useForm      use = "form"
	useTable     use = "table"
)

// headerUses are the uses whose phrases make up headers, in the order in which they win when a phrase has several.
func headerUses() []use {
	return []use{useAttribute, useScheme, useRelation, useSelf, useBuyer, usePlain, useSkip}
}

// A vocabulary is vocabulary.csv, read: the meaning of each normalised phrase by use. Immutable.
type vocabulary struct {
	meanings map[use]map[string]string
	longest  int // tokens of the longest header phrase
}

// readVocabulary reads the format of vocabulary.csv. A phrase that stands twice in one use with two meanings is refused.
func readVocabulary(text string) (*vocabulary, error) {
	r := csv.NewReader(strings.NewReader(text))
	r.Comment = '#'
	r.FieldsPerRecord = 4
	records, err := r.ReadAll()
	if err != nil {
		return nil, fmt.Errorf("vocabulary.csv: %w", err)
	}
	v := &vocabulary{meanings: map[use]map[string]string{}}
	for i, record := range records {
		if i == 0 {
			continue
		}
		for phrase := range strings.SplitSeq(record[3], ";") {
			if err := v.add(use(record[0]), record[1], phrase); err != nil {
				return nil, err
			}
		}
	}
	return v, nil
}

func (v *vocabulary) add(u use, meaning, phrase string) error {
	words := words(phrase)
	if slices.Contains(headerUses(), u) && u != useSkip {
		words = v.withoutLinks(words)
	}
	key := strings.Join(words, " ")
	if v.meanings[u] == nil {
		v.meanings[u] = map[string]string{}
	}
	if known, ok := v.meanings[u][key]; ok && known != meaning {
		return fmt.Errorf("vocabulary.csv: %s %q means both %q and %q", u, phrase, known, meaning)
	}
	v.meanings[u][key] = meaning
	v.longest = max(v.longest, len(words))
	return nil
}

// withoutLinks leaves out "of" and "del": fecha de nacimiento is fecha nacimiento. Words that are all links stay.
func (v *vocabulary) withoutLinks(words []string) []string {
	out := make([]string, 0, len(words))
	for _, w := range words {
		if v.meanings[useSkip][w] != "link" {
			out = append(out, w)
		}
	}
	if len(out) == 0 {
		return words
	}
	return out
}

// cell looks a whole cell up among the words of one use.
func (v *vocabulary) cell(u use, text string) (meaning string, ok bool) {
	w := words(text)
	if u == useScheme {
		w = v.withoutLinks(w)
	}
	meaning, ok = v.meanings[u][strings.Join(w, " ")]
	return meaning, ok
}

// maxBlank is longer than any word that means "nothing", with accents and punctuation.
const maxBlank = 32

// isBlank reports whether a cell says that nobody filled it in: nothing, only punctuation, or a word like "N/A".
func (v *vocabulary) isBlank(text string) bool {
	switch {
	case text == "":
		return true
	case len(text) > maxBlank:
		return strings.IndexFunc(text, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) < 0
	}
	key := strings.Join(words(text), " ")
	if key == "" {
		return true
	}
	_, blank := v.meanings[useBlank][key]
	return blank
}

// words splits a header or a cell into lower-case words without accents: "NombreComercial_2" is nombre, comercial, 2.
// Three or more single letters in a row are one word again, so that C.N.P.J. is cnpj.
func words(text string) []string {
	var out []string
	var word []rune
	flush := func() {
		if len(word) > 0 {
			out = append(out, string(word))
			word = word[:0]
		}
	}
	var before rune
	for _, r := range decomposed(text) {
		switch {
		case unicode.Is(unicode.Mn, r):
			continue
		case r == '%':
			flush()
			out = append(out, "%")
		case unicode.IsLetter(r), unicode.IsDigit(r):
			if startsWord(before, r) {
				flush()
			}
			word = append(word, unicode.ToLower(r))
		default:
			flush()
		}
		before = r
	}
	flush()
	return joinLetters(out)
}

// decomposed splits letters from their accents; most cells have none.
func decomposed(text string) string {
	for i := range len(text) {
		if text[i] >= utf8.RuneSelf {
			return norm.NFKD.String(text)
		}
	}
	return text
}

// startsWord reports whether r starts a word after the rune before it: at a digit, after one, and in camelCase.
func startsWord(before, r rune) bool {
	if unicode.IsDigit(before) != unicode.IsDigit(r) && (unicode.IsDigit(before) || unicode.IsLetter(before)) {
		return true
	}
	return unicode.IsLower(before) && unicode.IsUpper(r)
}

func joinLetters(in []string) []string {
	out := in[:0:0]
	for i := 0; i < len(in); {
		n := i
		for n < len(in) && len(in[n]) == 1 && in[n] >= "a" && in[n] <= "z" {
			n++
		}
		if n-i >= 3 {
			out = append(out, strings.Join(in[i:n], ""))
			i = n
			continue
		}
		out = append(out, in[i])
		i++
	}
	return out
}
