package ownership

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/shopspring/decimal"
	"github.com/tamiz-project/tamiz/screening"
)

// A Structure is what the shape of the ownership above a party says, whoever the owners are.
type Structure struct {
	Party    string     `json:"party"`
	Owners   int        `json:"owners"`             // parties above it, at any distance
	Layers   int        `json:"layers"`             // stakes in the longest chain of parties above it, each party once
	Circular [][]string `json:"circular,omitempty"` // groups of parties that own each other in a circle
	Opaque   []Opaque   `json:"opaque,omitempty"`
}

// An Opaque party is one above, or the party itself, behind which nobody can see.
type Opaque struct {
	Party  string          `json:"party"`
	Reason OpaqueReason    `json:"reason"`
	Share  decimal.Decimal `json:"share"` // of its capital that is concerned, in percent
}

// An OpaqueReason says why nobody can see behind a party.
type OpaqueReason string

const (
	NoOwnerRecorded OpaqueReason = "no_owner_recorded" // an organisation at the end of the chain, and nobody above it
	OwnerUnknown    OpaqueReason = "owner_unknown"     // a stake whose holder the register does not name, or names by id only
	SizeUnknown     OpaqueReason = "size_unknown"      // stakes of unknown size
	HeldForOthers   OpaqueReason = "held_for_others"   // by nominees and trustees
)

// Structure describes what is above a party on a day. It looks at capital and not at officers.
func (g *Graph) Structure(id string, day screening.Date) Structure {
	s := Structure{Party: id}
	n, ok := g.lookup(id)
	if !ok {
		return s
	}
	u := structureRuling(day)
	above := g.above(n, u)
	s.Owners = len(above) - 1
	s.Layers = g.layers(n, u)
	for _, circle := range g.circles(n, u) {
		var ids []string
		for _, c := range circle {
			ids = append(ids, g.ids[c])
		}
		slices.Sort(ids)
		s.Circular = append(s.Circular, ids)
	}
	slices.SortFunc(s.Circular, slices.Compare)
	for _, a := range above {
		s.Opaque = append(s.Opaque, g.opaque(a, u)...)
	}
	slices.SortFunc(s.Opaque, func(a, b Opaque) int {
		return cmp.Or(strings.Compare(a.Party, b.Party), strings.Compare(string(a.Reason), string(b.Reason)))
	})
	return s
}

func structureRuling(day screening.Date) *ruling {
	return newRuling(Rule{Owns: []Kind{Shares, Beneficial, Joint, Nominee, Trust, Consolidation, Indirect}, Perhaps: []Kind{}}, day)
}

// above returns a node and all above it through capital that may stand.
func (g *Graph) above(n int32, u *ruling) []int32 {
	order, seen := []int32{n}, map[int32]bool{n: true}
	for i := 0; i < len(order); i++ {
		for _, h := range g.owners(order[i], u) {
			if !seen[h] {
				seen[h] = true
				order = append(order, h)
			}
		}
	}
	return order
}

// owners are the known holders of capital in a node.
func (g *Graph) owners(n int32, u *ruling) []int32 {
	var owners []int32
	for h, edges := range g.pairs(g.held.of(n), byHolder) {
		if h != n && g.ids[h] != "" && slices.ContainsFunc(edges, func(e int32) bool { return u.holds(g, e) }) {
			owners = append(owners, h)
		}
	}
	return owners
}

func (u *ruling) holds(g *Graph, e int32) bool {
	at := g.edges.at(e)
	return (u.weights[at.kind] == owns || u.weights[at.kind] == benefits) && u.stands(g, at, possible)
}

// opaque says why nobody can see behind one party.
func (g *Graph) opaque(n int32, u *ruling) []Opaque {
	sums := map[OpaqueReason]amount{}
	any := false
	for _, i := range g.held.of(n) {
		e := g.edges.at(i)
		if !u.holds(g, i) || e.holder == n {
			continue
		}
		any = true
		share := u.amount(g, e, possible)
		switch {
		case g.ids[e.holder] == "" || !g.bare && g.described[e.holder] == 0:
			sums[OwnerUnknown] = sums[OwnerUnknown].add(share)
		case g.share(e).Unknown() || e.absurd:
			sums[SizeUnknown] = sums[SizeUnknown].add(share)
		}
		if k := kinds[e.kind]; k == Nominee || k == Trust {
			sums[HeldForOthers] = sums[HeldForOthers].add(share)
		}
	}
	if p, ok := g.Party(g.ids[n]); !any && ok && p.Kind != screening.Person {
		sums[NoOwnerRecorded] = amount{units: whole}
	}
	var found []Opaque
	for reason, sum := range sums {
		if sum.units > whole {
			sum = amount{units: whole}
		}
		found = append(found, Opaque{g.ids[n], reason, sum.decimal()})
	}
	return found
}

// circles returns the groups of parties above a node that own each other (Tarjan's strongly connected components), without
// recursion: a chain may be a million long.
func (g *Graph) circles(n int32, u *ruling) [][]int32 {
	t := tarjan{index: map[int32]int{}, low: map[int32]int{}, on: map[int32]bool{}}
	t.visit(n, func(v int32) []int32 { return g.owners(v, u) })
	return t.found
}

type tarjan struct {
	index, low map[int32]int
	on         map[int32]bool
	stack      []int32
	found      [][]int32
}

type tarjanFrame struct {
	node int32
	next []int32
}

func (t *tarjan) open(v int32, owners []int32) tarjanFrame {
	t.index[v], t.low[v] = len(t.index), len(t.index)
	t.stack, t.on[v] = append(t.stack, v), true
	return tarjanFrame{v, owners}
}

func (t *tarjan) visit(root int32, owners func(int32) []int32) {
	frames := []tarjanFrame{t.open(root, owners(root))}
	for len(frames) > 0 {
		f := &frames[len(frames)-1]
		if len(f.next) > 0 {
			w := f.next[0]
			f.next = f.next[1:]
			if _, seen := t.index[w]; !seen {
				frames = append(frames, t.open(w, owners(w)))
			} else if t.on[w] {
				t.low[f.node] = min(t.low[f.node], t.index[w])
			}
			continue
		}
		v := f.node
		frames = frames[:len(frames)-1]
		if len(frames) > 0 {
			p := frames[len(frames)-1].node
			t.low[p] = min(t.low[p], t.low[v])
		}
		if t.low[v] == t.index[v] {
			t.close(v)
		}
	}
}

// close takes a component off the stack and keeps it when it is more than one party.
func (t *tarjan) close(v int32) {
	from := len(t.stack) - 1
	for t.stack[from] != v {
		from--
	}
	group := slices.Clone(t.stack[from:])
	t.stack = t.stack[:from]
	for _, w := range group {
		t.on[w] = false
	}
	if len(group) > 1 {
		t.found = append(t.found, group)
	}
}

// layers is the length of the longest chain above a node, each circle counted as one party.
func (g *Graph) layers(n int32, u *ruling) int {
	group := map[int32]int32{}
	for _, circle := range g.circles(n, u) {
		for _, c := range circle {
			group[c] = circle[0]
		}
	}
	root := func(v int32) int32 {
		if r, ok := group[v]; ok {
			return r
		}
		return v
	}
	next := map[int32][]int32{}
	waiting := map[int32]int{}
	for _, v := range g.above(n, u) {
		for _, h := range g.owners(v, u) {
			if root(h) != root(v) {
				next[root(v)] = append(next[root(v)], root(h))
				waiting[root(h)]++
			}
		}
	}
	depth, ready, deepest := map[int32]int{}, []int32{root(n)}, 0
	for len(ready) > 0 {
		v := ready[len(ready)-1]
		ready = ready[:len(ready)-1]
		deepest = max(deepest, depth[v])
		for _, h := range next[v] {
			depth[h] = max(depth[h], depth[v]+1)
			if waiting[h]--; waiting[h] == 0 {
				ready = append(ready, h)
			}
		}
	}
	return deepest
}

// A Divestment is a stake that a listed party gave up near the day of its listing.
type Divestment struct {
	Stake  Stake          `json:"stake"`
	Listed screening.Date `json:"listed"`
	Days   int            `json:"days"` // from the listing to the end of the stake; negative is before it
}

// Divestments returns the ended stakes in a party, and in all above it, whose holder was listed within so many days of
// their end, in the order of the stakes. listedOn says when a party was listed; the zero Date is not, or nobody knows. A
// stake that ended on no exact day is measured where the two may be closest.
//
// A stake sold shortly before a listing is a reason to ask whether the sale was real; one sold after it may not have
// freed anything, because what was blocked stays blocked (OFAC FAQ 402).
func (g *Graph) Divestments(id string, days int, listedOn func(holder string) screening.Date) []Divestment {
	n, ok := g.lookup(id)
	if !ok {
		return nil
	}
	var found []Divestment
	for _, held := range g.above(n, structureRuling(screening.Date{})) {
		for _, i := range g.held.of(held) {
			s := g.stake(i)
			if s.To.IsZero() || s.Holder == "" || s.Kind == Officer || s.Kind == Signatory {
				continue
			}
			listed := listedOn(s.Holder)
			if listed.IsZero() {
				continue
			}
			if d := distance(listed, s.To); d >= -days && d <= days {
				found = append(found, Divestment{s, listed, d})
			}
		}
	}
	slices.SortFunc(found, func(a, b Divestment) int { return compareStakes(a.Stake, b.Stake) })
	return found
}

// distance is the number of days from one date to another, the smallest that they may mean.
func distance(from, to screening.Date) int {
	switch {
	case to.Last().Compare(from.First()) < 0:
		return days(from.First(), to.Last())
	case from.Last().Compare(to.First()) < 0:
		return days(from.Last(), to.First())
	}
	return 0
}

func days(from, to screening.Date) int {
	const layout = "2006-01-02"
	a, errA := time.Parse(layout, from.String())
	b, errB := time.Parse(layout, to.String())
	if errA != nil || errB != nil {
		return 0 // days of a Date are always well formed
	}
	return int(b.Sub(a).Hours() / 24)
}
