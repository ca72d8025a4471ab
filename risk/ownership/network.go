package ownership

import (
	"cmp"
	"iter"
	"slices"
	"strings"
	"sync"

	"github.com/tamiz-project/tamiz/screening"
	"github.com/tamiz-project/tamiz/screening/identifier"
)

// A Tie is one step between two parties of the graph.
type Tie struct {
	From  string  `json:"from"`
	To    string  `json:"to"`
	Kind  TieKind `json:"kind"`
	Value string  `json:"value,omitempty"` // what is shared, or the share of a stake
}

// A TieKind says what connects two parties. The kinds of stakes are among them, by their own words.
type TieKind string

const (
	SharedAddress    TieKind = "shared_address"
	SharedPhone      TieKind = "shared_phone"
	SharedEmail      TieKind = "shared_email"
	SharedAccount    TieKind = "shared_account"
	SharedIdentifier TieKind = "shared_identifier"
)

// A Link is the shortest connection of a party to one that matters: a listed party, or another counterparty.
type Link struct {
	Party  string `json:"party"`
	To     string `json:"to"`
	Status Status `json:"status"` // of To by itself; NotBlocked for a counterparty
	Hops   int    `json:"hops"`
	Path   []Tie  `json:"path"`
}

// NetworkOptions says what to look for. The zero value, and nil, look for nothing but what Listed says.
type NetworkOptions struct {
	Day          screening.Date
	Listed       func(id string) Status // what is known of a node itself, as for Apply; nil is nothing
	Counterparty func(id string) bool   // other counterparties of ours; nil is none
	Hops         int                    // zero is 2: a listed officer is 1, a shared director 2; further away half the country is connected
	Common       int                    // zero is 50: what more parties share is a registered agent or a bank, and says nothing
}

// Network returns the connections of a party to listed parties and to other counterparties, the shortest to each, nearest
// first. Stakes count in both directions and of every kind while they stand, officers and signatories too; so do an
// address, telephone, e-mail, account or identifier that two parties share. A shared surname is family and not a tie.
//
// A connection is a fact to explain and not a rule: nobody is blocked by it.
func (g *Graph) Network(id string, o *NetworkOptions) []Link {
	n, ok := g.lookup(id)
	if !ok || id == "" {
		return nil
	}
	s := search{g: g, o: withDefaults(o), from: map[int32]step{n: {node: -1}}}
	s.u = newRuling(Rule{}, s.o.Day)
	var found []Link
	front := []int32{n}
	for hop := 1; hop <= s.o.Hops; hop++ {
		front = s.outward(front)
		for _, to := range front {
			if status, matters := s.matters(to); matters {
				found = append(found, Link{Party: id, To: g.ids[to], Status: status, Hops: hop, Path: s.path(to)})
			}
		}
	}
	slices.SortFunc(found, func(a, b Link) int { return cmp.Or(cmp.Compare(a.Hops, b.Hops), strings.Compare(a.To, b.To)) })
	return found
}

func withDefaults(o *NetworkOptions) NetworkOptions {
	var d NetworkOptions
	if o != nil {
		d = *o
	}
	d.Hops, d.Common = cmp.Or(d.Hops, 2), cmp.Or(d.Common, 50)
	return d
}

// A search goes outward from one party, one tie at a time.
type search struct {
	g    *Graph
	o    NetworkOptions
	u    *ruling
	from map[int32]step // by node: how it was reached
}

type step struct {
	node int32
	tie  Tie
}

func (s *search) matters(n int32) (Status, bool) {
	status := NotBlocked
	if s.o.Listed != nil {
		status = cmp.Or(s.o.Listed(s.g.ids[n]), NotBlocked)
	}
	if status == ByDefinition {
		status = Blocked
	}
	return status, status == Blocked || status == Potential || s.o.Counterparty != nil && s.o.Counterparty(s.g.ids[n])
}

// outward returns the nodes one tie further, in the order of their ids. Of several ties to a node the first one in their
// order is kept, so that the path does not depend on the input.
func (s *search) outward(front []int32) []int32 {
	reached := map[int32]step{}
	for _, n := range front {
		for to, tie := range s.ties(n) {
			if _, seen := s.from[to]; seen || s.g.ids[to] == "" {
				continue
			}
			if old, seen := reached[to]; !seen || compareTies(tie, old.tie) < 0 {
				reached[to] = step{n, tie}
			}
		}
	}
	var next []int32
	for n, how := range reached {
		s.from[n] = how
		next = append(next, n)
	}
	slices.SortFunc(next, s.g.compareNodes)
	return next
}

// ties yields what connects a node to others. What more than Common parties share is passed over, and so is a party with more
// than Common holders or holdings, unless it is the one that was asked for.
func (s *search) ties(n int32) iter.Seq2[int32, Tie] {
	return func(yield func(int32, Tie) bool) {
		for _, lane := range [][]int32{s.g.held.of(n), s.g.holder.of(n)} {
			if len(lane) > s.o.Common && s.from[n].node >= 0 {
				continue
			}
			for _, i := range lane {
				e := s.g.edges.at(i)
				other := e.holder
				if other == n {
					other = e.held
				}
				if other == n || !s.u.stands(s.g, e, possible) {
					continue
				}
				st := s.g.stake(i)
				tie := Tie{From: s.g.ids[n], To: s.g.ids[other], Kind: TieKind(st.Kind)}
				if !st.Share.Unknown() {
					tie.Value = st.Share.String() + " % of " + st.Held
				}
				if !yield(other, tie) {
					return
				}
			}
		}
		for _, mark := range s.g.marksOf(n) {
			sharers := s.g.keys.marks()[mark]
			if len(sharers) > s.o.Common {
				continue
			}
			for _, other := range sharers {
				if other != n && !yield(other, Tie{From: s.g.ids[n], To: s.g.ids[other], Kind: mark.kind, Value: mark.value}) {
					return
				}
			}
		}
	}
}

func compareTies(a, b Tie) int {
	return cmp.Or(strings.Compare(string(a.Kind), string(b.Kind)), strings.Compare(a.From, b.From), strings.Compare(a.Value, b.Value))
}

func (s *search) path(to int32) []Tie {
	var path []Tie
	for how := s.from[to]; how.node >= 0; how = s.from[how.node] {
		path = append(path, how.tie)
	}
	slices.Reverse(path)
	return path
}

// A mark is something that two parties can share.
type mark struct {
	kind  TieKind
	value string
}

// marksOf are the marks of a node. An address counts when it is more than a town.
func (g *Graph) marksOf(n int32) []mark {
	at := g.described[n]
	if at == 0 || g.parties[at-1].whole == nil {
		return nil
	}
	p := g.parties[at-1].whole
	var marks []mark
	for _, a := range p.Addresses {
		if text := foldAddress(a); text != "" {
			marks = append(marks, mark{SharedAddress, text})
		}
	}
	for _, id := range p.Identifiers {
		if kind, ok := tieOf(id); ok {
			marks = append(marks, mark{kind, id.String()})
		}
	}
	slices.SortFunc(marks, func(a, b mark) int {
		return cmp.Or(strings.Compare(string(a.kind), string(b.kind)), strings.Compare(a.value, b.value))
	})
	return slices.Compact(marks)
}

func tieOf(id identifier.ID) (TieKind, bool) {
	switch id.Scheme {
	case identifier.Phone:
		return SharedPhone, true
	case identifier.Email:
		return SharedEmail, true
	case identifier.IBAN, identifier.Account:
		return SharedAccount, true
	case identifier.Website, identifier.BIC, "":
		return "", false // a domain or a bank has many customers
	}
	return SharedIdentifier, id.Strength() == identifier.Strong
}

// foldAddress is an address without case, accents and punctuation, or "" where it names no street and number or office.
func foldAddress(a screening.Address) string {
	words := nameWords(fold(a.Text))
	if len(words) < 3 || !strings.ContainsAny(a.Text, "0123456789") {
		return ""
	}
	return strings.Join(words, " ")
}

// marks finds nodes by what they share; made when first asked for.
func newMarks(g *Graph) func() map[mark][]int32 {
	return sync.OnceValue(func() map[mark][]int32 {
		index := map[mark][]int32{}
		for n := range g.ids {
			for _, m := range g.marksOf(int32(n)) {
				index[m] = append(index[m], int32(n))
			}
		}
		return index
	})
}
