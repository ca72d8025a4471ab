package name

import (
	"math/bits"
	"slices"
	"strings"
)

// longWordLetters is the length from which a misspelt generic word or legal form is recognised.
const longWordLetters = 5

// A longWord is a word that correct knows.
type longWord struct {
	text    string
	letters uint32 // as letterMask gives them
	company int32
}

// readLong collects the words that correct knows.
func (v *vocabulary) readLong() {
	add := func(text string) {
		has := func(w longWord) bool { return w.text == text }
		if c := text[0] - 'a'; len(text) >= longWordLetters && c < 26 && !slices.ContainsFunc(v.long[c], has) {
			v.long[c] = append(v.long[c], longWord{text, letterMask(text), v.word(text).company})
		}
	}
	for text, w := range v.words {
		if w.class&isGeneric != 0 && len(text) > 6 {
			add(text)
		}
	}
	for _, w := range [...]string{
		"aktiengesellschaft", "gesellschaft", "incorporated", "limited", "limitada", "company", "corporation", "sociedad", "anonima",
		"responsabilidad", "sociedade", "societe", "liability", "partnership", "proprietary", "companhia", "compania", "joint", "stock", "public", "closed",
	} {
		add(w)
	}
	for i := range v.long {
		slices.SortFunc(v.long[i], func(a, b longWord) int { return strings.Compare(a.text, b.text) })
	}
}

// correct writes the words of a company name that are a letter or two from a long generic word or legal form as that word: one
// typo in LIMITED must not make it a brand. Words that the tables know stay.
func (a *analysis) correct() {
	for i := range a.words {
		w := &a.words[i]
		if len(w.Text) < longWordLetters || w.Text[0] < 'a' || w.Text[0] > 'z' || w.Text[1] < 'a' || w.Text[1] > 'z' {
			continue
		}
		if known := a.meant(w.Text, w.entry); known != "" {
			w.Text, w.entry = known, a.word(known)
		}
	}
}

// meant returns the long word that w is a misspelling of, or "". A word that the tables know is one only if they know it for
// nothing but a rare company word beside a common one.
func (a *analysis) meant(w string, e *word) string {
	known := e != a.unknown
	if known && (e.class != 0 || len(e.keys) > 0 || e.given+e.surname > 0 || e.company == 0 || e.company > 10 || len(w) < 8) {
		return ""
	}
	if strings.Contains(w, "rn") {
		w = a.withoutRN(w)
	}
	if known && len(w) < 8 {
		return ""
	}
	limit, letters := 1+len(w)/11, letterMask(w)
	for _, first := range [...]byte{w[0], w[1]} {
		if first < 'a' || first > 'z' {
			continue
		}
		for i := range a.long[first-'a'] {
			l := &a.long[first-'a'][i]
			if l.mayBe(w, letters, limit) && edits(w, l.text, limit) <= limit && (!known || l.company > 20*e.company) {
				return l.text
			}
		}
	}
	return ""
}

// mayBe reports whether a word of some letters can lie within a number of edits: each changes the length by one at most and
// two of the letters.
func (l *longWord) mayBe(w string, letters uint32, limit int) bool {
	return max(len(w)-len(l.text), len(l.text)-len(w)) <= limit && bits.OnesCount32(letters^l.letters) <= 2*limit
}

// withoutRN writes rn, which scanners read for m, as that.
func (a *analysis) withoutRN(w string) string {
	a.letters = a.letters[:0]
	for i := 0; i < len(w); i++ {
		if strings.HasPrefix(w[i:], "rn") {
			a.letters = append(a.letters, 'm')
			i++
			continue
		}
		a.letters = append(a.letters, w[i])
	}
	return a.folder.Keep(a.letters)
}
