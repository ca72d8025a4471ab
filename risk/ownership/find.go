package ownership

import (
	"slices"
	"strings"
	"sync"
	"unicode"

	"github.com/tamiz-project/tamiz/screening"
	"github.com/tamiz-project/tamiz/screening/identifier"
)

// Find returns the nodes that carry an identifier of the party, in order. Only an identifier that is issued to one holder
// finds: a placeholder, a telephone number or a masked number names nobody. A number with and without its check digit is the
// same, and so is one that contains the other, as a RUC does a DNI.
//
// A node whose id is the party's own ID is one of them, unless both have names without a word in common: two files that
// number their records from 1 are not talking about the same companies. In a table without numbers, where the name is the
// id, the party is found by the very same name.
func (g *Graph) Find(p screening.Party) []string {
	var found []string
	if own, ok := g.Party(p.ID); ok && related(own, p) || !ok && g.has(p.ID) {
		found = append(found, p.ID)
	}
	for _, name := range p.Names {
		if id := strings.Join(strings.Fields(name.Text), " "); name.Type != screening.WeakAlias && g.namedBy(id) {
			found = append(found, id)
		}
	}
	for _, id := range p.Identifiers {
		if id.Strength() != identifier.Strong {
			continue
		}
		if number := companyNumber(id.Value); id.Country == "GB" && g.origin.Format == "psc" && g.has(number) {
			found = append(found, number) // that register names no company, it numbers them
		}
		for _, key := range id.Keys() {
			for _, c := range g.keys.of()[key] {
				if sameHolder(id.Compare(c.id)) {
					found = append(found, g.ids[c.node])
				}
			}
		}
	}
	slices.Sort(found)
	return slices.Compact(found)
}

func sameHolder(r identifier.Relation) bool {
	return r == identifier.Same || r == identifier.SameBody || r == identifier.Linked
}

// namedBy reports whether a node has its name for an id, as in a table without numbers.
func (g *Graph) namedBy(id string) bool {
	own, ok := g.Party(id)
	return ok && strings.Join(strings.Fields(firstName(own)), " ") == id
}

func (g *Graph) has(id string) bool {
	_, ok := g.lookup(id)
	return ok && id != ""
}

// A keyIndex finds nodes by identifier. It is made when first asked for: most graphs are never searched that way.
type keyIndex struct {
	of    func() map[string][]carrier
	marks func() map[mark][]int32
}

// A carrier is a node with one of its identifiers.
type carrier struct {
	node int32
	id   identifier.ID
}

func newKeyIndex(g *Graph) *keyIndex {
	return &keyIndex{marks: newMarks(g), of: sync.OnceValue(func() map[string][]carrier {
		index := map[string][]carrier{}
		for n, at := range g.described {
			if at == 0 || g.parties[at-1].whole == nil {
				continue
			}
			for _, id := range g.parties[at-1].whole.Identifiers {
				for _, key := range id.Keys() {
					index[key] = append(index[key], carrier{int32(n), id})
				}
			}
		}
		return index
	})}
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
