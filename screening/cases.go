package screening

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/tamiz-project/tamiz/screening/identifier"
	"github.com/tamiz-project/tamiz/screening/name"
)

// A Case is one real party as far as the lists can tell: the entries of several lists, or several of one, that are about it.
// A reviewer sees the case; each listing in it stays what it is, with its own dates, programmes and remarks.
type Case struct {
	ID       string     `json:"id"` // of its first listing: "us-ofac-sdn/36"
	Listings []Listing  `json:"listings"`
	Evidence []SameCase `json:"evidence,omitempty"` // why the listings stand together: enough pairs to connect all of them
}

// A Listing names an entry of a list.
type Listing struct {
	List  string `json:"list"`
	Entry string `json:"entry"`
	Name  string `json:"name,omitempty"`
}

// SameCase is why two listings are one party.
type SameCase struct {
	A    Listing `json:"a"`
	B    Listing `json:"b"`
	Code string  `json:"code"` // cross_reference, identifier, name_and_birth, name_and_country
	Text string  `json:"text"` // the reference, the number, or the name with the date or country
}

// CrossReference is the Link.Code of an entry that names itself on another list: Link.Entry is the id there, Link.Name the id of the list.
const CrossReference = "same_as"

// Cases groups the entries of lists into cases. Two entries are one party when
//
//  1. one refers to the other (a UN reference on the British list, an OFAC number on the Consolidated Screening List), or
//  2. they share an identifier that is issued to one holder (see identifier.ID.Strength), or
//  3. they are persons who share a name, other than a weak alias, and a birth date to the day, or
//  4. they stand on different lists, are organisations, and share their primary name and a country.
//
// Entries of different kinds are never one party (unless a kind is unknown), nor are persons with an identifier in common whose birth
// dates are all known to the day and all differ, and an identifier on more than maxSharing entries of one list is no evidence: it is an
// office's, not a party's. A wrong case would hide a listing behind another, so what is left in doubt stays apart; a reviewer
// sees two cases then.
func Cases(lists ...*Watchlist) *CaseBook {
	g := &grouping{keys: map[string][]int{}, at: map[hitKey]int{}}
	for _, w := range lists {
		for i := range w.Entries {
			g.add(w, &w.Entries[i])
		}
	}
	g.parent = make([]int, len(g.entries))
	for i := range g.parent {
		g.parent[i] = i
	}
	g.crossReferences()
	for _, key := range slices.Sorted(maps.Keys(g.keys)) {
		g.shared(key, g.keys[key])
	}
	return g.book()
}

// maxSharing is how many entries of one list may share an identifier: a party listed anew, or twice under two programmes.
const maxSharing = 4

// A CaseBook answers which case an entry belongs to; immutable.
type CaseBook struct {
	cases []Case
	of    map[hitKey]int
}

// All returns the cases of several listings, in the order of their first listing in the lists given.
func (b *CaseBook) All() []Case {
	return slices.DeleteFunc(slices.Clone(b.cases), func(c Case) bool { return len(c.Listings) < 2 })
}

// Len returns the number of cases, those of a single listing included.
func (b *CaseBook) Len() int { return len(b.cases) }

// Of returns the case of an entry; ok is false for an entry of no list given.
func (b *CaseBook) Of(list, entry string) (c Case, ok bool) {
	i, ok := b.of[hitKey{list: list, entry: entry}]
	if !ok {
		return Case{}, false
	}
	return b.cases[i], true
}

// A grouping is a union of entries that grows by evidence.
type grouping struct {
	entries  []*Entry
	lists    []string
	at       map[hitKey]int
	keys     map[string][]int // what entries may have in common -> entries
	parent   []int
	evidence []pairEvidence
}

type pairEvidence struct {
	a, b       int
	code, text string
}

func (g *grouping) add(w *Watchlist, e *Entry) {
	n := len(g.entries)
	g.entries, g.lists = append(g.entries, e), append(g.lists, w.ID)
	if _, twice := g.at[hitKey{list: w.ID, entry: e.ID}]; !twice {
		g.at[hitKey{list: w.ID, entry: e.ID}] = n
	}
	for _, id := range e.Identifiers {
		if id.Strength() == identifier.Strong {
			for _, key := range id.Keys() {
				g.key("id "+key, n)
			}
		}
	}
	for i, text := range e.Names {
		folded := sortedTokens(text.Text)
		if len(folded) < 6 || text.Type == WeakAlias {
			continue
		}
		if e.Kind == Person {
			for _, d := range e.Born {
				if d.IsDay() {
					g.key("nb "+folded+", born "+d.String(), n)
				}
			}
		}
		if i == 0 && e.Kind != Person && strings.Contains(folded, " ") {
			for _, c := range e.Countries {
				g.key("nc "+folded+", "+c, n)
			}
		}
	}
}

func (g *grouping) key(key string, n int) {
	if all := g.keys[key]; len(all) == 0 || all[len(all)-1] != n {
		g.keys[key] = append(all, n)
	}
}

// sortedTokens is a name without case, accents and order.
func sortedTokens(text string) string {
	tokens := strings.FieldsFunc(name.Fold(text), func(r rune) bool { return strings.ContainsRune(" ,.;:'’\"()-", r) })
	slices.Sort(tokens)
	return strings.Join(tokens, " ")
}

func (g *grouping) crossReferences() {
	for n, e := range g.entries {
		for _, l := range e.Links {
			if l.Code != CrossReference {
				continue
			}
			if other, ok := g.at[hitKey{list: l.Name, entry: l.Entry}]; ok && other != n {
				g.unite(n, other, "cross_reference", l.Name+" "+l.Entry)
			}
		}
	}
}

// shared unites the entries that share a key, each with the first it fits.
func (g *grouping) shared(key string, all []int) {
	kind, text := key[:2], key[3:]
	perList := map[string]int{}
	for _, n := range all {
		if perList[g.lists[n]]++; perList[g.lists[n]] > maxSharing {
			return
		}
	}
	for i, n := range all {
		for _, first := range all[:i] {
			if g.same(kind, first, n) {
				code := map[string]string{"id": "identifier", "nb": "name_and_birth", "nc": "name_and_country"}[kind]
				g.unite(first, n, code, text)
				break
			}
		}
	}
}

func (g *grouping) same(kind string, a, b int) bool {
	x, y := g.entries[a], g.entries[b]
	if x.Kind != y.Kind && x.Kind != Unknown && y.Kind != Unknown {
		return false
	}
	switch kind {
	case "id":
		return sameIdentifier(x, y) && !bornApart(x, y)
	case "nc":
		return g.lists[a] != g.lists[b]
	}
	return true
}

// sameIdentifier reports an identifier that is the same, or the same but for a check digit; one that may merely be linked does not count.
func sameIdentifier(x, y *Entry) bool {
	for _, a := range x.Identifiers {
		for _, b := range y.Identifiers {
			r := a.Compare(b)
			if (r == identifier.Same || r == identifier.SameBody) && a.Strength() == identifier.Strong && b.Strength() == identifier.Strong {
				return true
			}
		}
	}
	return false
}

// bornApart reports persons whose birth dates are all days and have none in common.
func bornApart(x, y *Entry) bool {
	if x.Kind != Person || len(x.Born) == 0 || len(y.Born) == 0 {
		return false
	}
	for _, a := range x.Born {
		for _, b := range y.Born {
			if !a.IsDay() || !b.IsDay() || a == b {
				return false
			}
		}
	}
	return true
}

func (g *grouping) root(n int) int {
	for g.parent[n] != n {
		g.parent[n] = g.parent[g.parent[n]]
		n = g.parent[n]
	}
	return n
}

// unite joins two groups and keeps the evidence that did. The earlier entry leads.
func (g *grouping) unite(a, b int, code, text string) {
	ra, rb := g.root(a), g.root(b)
	if ra == rb {
		return
	}
	g.parent[max(ra, rb)] = min(ra, rb)
	g.evidence = append(g.evidence, pairEvidence{a, b, code, text})
}

func (g *grouping) book() *CaseBook {
	b := &CaseBook{of: map[hitKey]int{}}
	byRoot := map[int]int{}
	for n := range g.entries {
		root := g.root(n)
		i, ok := byRoot[root]
		if !ok {
			i = len(b.cases)
			byRoot[root] = i
			b.cases = append(b.cases, Case{ID: g.lists[n] + "/" + g.entries[n].ID})
		}
		b.cases[i].Listings = append(b.cases[i].Listings, g.listing(n))
		b.of[hitKey{list: g.lists[n], entry: g.entries[n].ID}] = i
	}
	for _, p := range g.evidence {
		c := &b.cases[byRoot[g.root(p.a)]]
		c.Evidence = append(c.Evidence, SameCase{g.listing(p.a), g.listing(p.b), p.code, p.text})
	}
	for i := range b.cases {
		slices.SortFunc(b.cases[i].Evidence, func(x, y SameCase) int {
			return cmp.Or(strings.Compare(x.A.List+x.A.Entry, y.A.List+y.A.Entry), strings.Compare(x.B.List+x.B.Entry, y.B.List+y.B.Entry))
		})
	}
	return b
}

func (g *grouping) listing(n int) Listing {
	l := Listing{List: g.lists[n], Entry: g.entries[n].ID}
	if names := g.entries[n].Names; len(names) > 0 {
		l.Name = names[0].Text
	}
	return l
}
