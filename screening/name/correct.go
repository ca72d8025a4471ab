package name

import (
	"slices"
	"strings"

	"github.com/tamiz-project/tamiz/screening/name/internal/fold"
)

// longWord is the length from which a misspelt generic word or legal form is recognised.
const longWord = 5

// readLong collects the words that correct knows.
func (v *vocabulary) readLong() {
	add := func(w string) {
		if c := w[0] - 'a'; len(w) >= longWord && c < 26 && !slices.Contains(v.long[c], w) {
			v.long[c] = append(v.long[c], w)
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
		slices.Sort(v.long[i])
	}
}

// correct writes the words of a company name that are a letter or two from a long generic word or legal form as that word: one
// typo in LIMITED must not make it a brand. Words that the tables know stay.
func (v *vocabulary) correct(words []fold.Word) {
	for i := range words {
		w := words[i].Text
		if len(w) < longWord || w[0] < 'a' || w[0] > 'z' || w[1] < 'a' || w[1] > 'z' {
			continue
		}
		if known := v.meant(strings.ReplaceAll(w, "rn", "m"), v.words[w]); known != "" {
			words[i].Text = known
		}
	}
}

// meant returns the long word that w is a misspelling of, or "". A word that the tables know is one only if they know it for
// nothing but a rare company word beside a common one.
func (v *vocabulary) meant(w string, e *word) string {
	if e != nil && (e.class != 0 || len(e.keys) > 0 || e.given+e.surname > 0 || e.company == 0 || e.company > 10 || len(w) < 8) {
		return ""
	}
	limit := 1 + len(w)/11
	for _, first := range [...]byte{w[0], w[1]} {
		for _, known := range v.long[first-'a'] {
			if edits(w, known, limit) <= limit && (e == nil || v.words[known].company > 20*e.company) {
				return known
			}
		}
	}
	return ""
}
