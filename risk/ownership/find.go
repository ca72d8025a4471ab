package ownership

import (
	"slices"
	"strings"
	"sync"
	"unicode"

	"github.com/tamiz-project/tamiz/screening"
	"github.com/tamiz-project/tamiz/screening/identifier"
)

// Find returns the nodes that carry an identifier of the party, in order. An identifier that many share, as a placeholder,
// or that does not name one party, as a telephone number, finds nothing.
//
// A node whose id is the party's own ID is one of them, unless both have names without a word in common: two files that
// number their records from 1 are not talking about the same companies.
func (g *Graph) Find(p screening.Party) []string {
	var found []string
	if own, ok := g.Party(p.ID); ok && related(own, p) || !ok && g.has(p.ID) {
		found = append(found, p.ID)
	}
	for _, id := range p.Identifiers {
		if telling(id) {
			for _, n := range g.keys.byID()[id] {
				found = append(found, g.ids[n])
			}
		}
	}
	slices.Sort(found)
	return slices.Compact(found)
}

func (g *Graph) has(id string) bool {
	_, ok := g.lookup(id)
	return ok && id != ""
}

// A keyIndex finds nodes by identifier. It is made when first asked for: most graphs are never searched that way.
type keyIndex struct {
	byID func() map[identifier.ID][]int32
}

func newKeyIndex(g *Graph) *keyIndex {
	return &keyIndex{byID: sync.OnceValue(func() map[identifier.ID][]int32 {
		index := map[identifier.ID][]int32{}
		for n, at := range g.described {
			if at == 0 || g.parties[at-1].whole == nil {
				continue
			}
			for _, id := range g.parties[at-1].whole.Identifiers {
				index[id] = append(index[id], int32(n))
			}
		}
		return index
	})}
}

// telling reports whether an identifier belongs to one party.
func telling(id identifier.ID) bool {
	switch id.Scheme {
	case "", "PHONE", "EMAIL", "WEB", "URL":
		return false
	}
	return id.Check() != identifier.Placeholder && id.Check() != identifier.Malformed
}

// related reports whether two parties share a word of their names, or one of them has no name.
func related(a, b screening.Party) bool {
	words := map[string]bool{}
	for _, n := range a.Names {
		for _, w := range nameWords(n.Text) {
			words[w] = true
		}
	}
	other := false
	for _, n := range b.Names {
		for _, w := range nameWords(n.Text) {
			if words[w] {
				return true
			}
			other = true
		}
	}
	return len(words) == 0 || !other
}

func nameWords(s string) []string {
	return strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}
