package screening

import (
	"cmp"
	"slices"
	"strings"
)

// A Mention is a place in a text where a listed name stands: text[Start:End], in bytes. It is a potential match until
// somebody decides, as every Hit is; Hit.Query is Text.
type Mention struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	Text  string `json:"text"`
	Hit   Hit    `json:"hit"`
}

// Mentions returns the listed names that a text mentions (a payment reference, a clause, a news item), in the order of the
// text, then best first. Every run of up to eight words of a sentence is searched with Search as a party of unknown kind;
// of overlapping findings of one entry the best stays, of equals the shortest. Limit counts the entries of each place.
// Discounted hits are not mentions. A text without words has no mentions; the options are checked as Search checks them.
//
// Case tells names from prose where a sentence has both cases. A single word counts only when it is written as a name, not
// the first of its sentence and not a part of a longer name ("Golfo de México"), or when it is all there is. Several words
// must score 0.90 where none but the first of the sentence is written as a name, though the sentence has capitals.
//
// It does not find: names of more than eight words; names across sentences, lines, semicolons or brackets; single words in a
// sentence of only capitals or only small letters; names inside a run of a script that writes no spaces; names whose first or
// last word resembles no listed word on its own (a word written together with another, a cut-off word), unless the rest of
// the name suffices; pronouns and descriptions. A person whose longer name only begins like a listed one is found with the
// part in common: the reader sees the rest. No mention does not mean that a text is about nobody listed.
func (x *Index) Mentions(text string, o *SearchOptions) ([]Mention, error) {
	anybody := NewParty(Unknown, "x")
	if _, err := o.resolve(&anybody); err != nil {
		return nil, err
	}
	m := mentions{index: x, text: text, options: o, query: anybody, gains: map[string]bool{}}
	for _, s := range sentences(text) {
		if err := m.sentence(s); err != nil {
			return nil, err
		}
	}
	return m.best(), nil
}

// longestMention is how many words a window has at most.
const longestMention = 8

// mentions is the work on one text.
type mentions struct {
	index   *Index
	text    string
	options *SearchOptions
	query   Party           // with one name, that of the window
	gains   map[string]bool // words that resemble a listed one
	found   []Mention
}

// sentence searches every window of a sentence that may be a name.
func (m *mentions) sentence(s sentence) error {
	for from := range s.words {
		if !m.mayEnd(s.words[from]) {
			continue
		}
		for to := from; to < min(len(s.words), from+longestMention); to++ {
			least, ok := s.named(from, to)
			if !ok || !m.mayEnd(s.words[to]) {
				continue
			}
			if err := m.window(s.words[from].start, s.words[to].end, least); err != nil {
				return err
			}
		}
	}
	return nil
}

// mayEnd reports whether a name may begin or end with a word: it is an initial, or resembles a listed word.
func (m *mentions) mayEnd(w word) bool {
	if w.function {
		return false
	}
	text := m.text[w.start:w.end]
	may, known := m.gains[text]
	if !known {
		may = w.letters == 1 || m.index.resembles(text)
		m.gains[text] = may
	}
	return may
}

// resembles reports whether a word, in any reading, is strongly related to a word of a listed name.
func (x *Index) resembles(text string) bool {
	s := x.scratch.Get().(*search)
	defer s.end()
	s.analyser.Reset()
	return x.names.Gain(s.analyser.Person(text), &s.corpus) > 0 || x.names.Gain(s.analyser.Organization(text), &s.corpus) > 0
}

// window searches one run of words.
func (m *mentions) window(start, end int, least float64) error {
	m.query.Names[0].Text = m.text[start:end]
	hits, err := m.index.Search(m.query, m.options)
	if err != nil {
		return err
	}
	for _, h := range hits {
		if !h.Discounted && h.Score >= least {
			m.found = append(m.found, Mention{start, end, m.text[start:end], h})
		}
	}
	return nil
}

// best keeps, of the overlapping findings of an entry, the best.
func (m *mentions) best() []Mention {
	slices.SortStableFunc(m.found, func(a, b Mention) int {
		return cmp.Or(cmp.Compare(b.Hit.Score, a.Hit.Score), cmp.Compare(a.End-a.Start, b.End-b.Start), cmp.Compare(a.Start, b.Start))
	})
	kept := map[*Entry][]Mention{}
	var out []Mention
	for _, f := range m.found {
		overlaps := func(k Mention) bool { return f.Start < k.End && k.Start < f.End }
		if !slices.ContainsFunc(kept[f.Hit.Entry], overlaps) {
			kept[f.Hit.Entry] = append(kept[f.Hit.Entry], f)
			out = append(out, f)
		}
	}
	slices.SortStableFunc(out, func(a, b Mention) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(b.Hit.Score, a.Hit.Score),
			cmp.Compare(a.Hit.List, b.Hit.List), cmp.Compare(a.Hit.EntryID, b.Hit.EntryID))
	})
	return out
}

// functionWords are the words that no name begins or ends with: articles, prepositions, conjunctions.
const functionWords = " a à al an and ante as at by com como con da das de del dela do dos e el em en entre for from in la las lo los na nas no nos o of on or os ou para pela pelo por que se sin sobre the to u um uma un una with y "

func isFunctionWord(text string) bool {
	return strings.Contains(functionWords, " "+strings.ToLower(text)+" ")
}
