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
		if len(w) < longWord || v.words[w] != nil || w[0] < 'a' || w[0] > 'z' {
			continue
		}
		limit := 1 + len(w)/11
		w = strings.ReplaceAll(w, "rn", "m")
		for _, known := range v.long[w[0]-'a'] {
			if edits(w, known, limit) <= limit {
				words[i].Text = known
				break
			}
		}
	}
}
