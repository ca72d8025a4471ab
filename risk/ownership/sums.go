package ownership

import (
	"slices"

	"github.com/tamiz-project/tamiz/screening"
)

// checkSums reports parties whose stakes of one kind add up to more than 100 % on a day.
func (b *builder) checkSums() {
	g := b.g
	for n := range g.ids {
		for _, kind := range []Kind{Shares, Votes} {
			edges := g.exact(int32(n), kindNumber(kind))
			if total := g.total(edges, nil); total.cmp(amount{units: whole}) <= 0 {
				continue
			}
			day, total := g.peak(edges)
			if total.cmp(amount{units: whole}) > 0 {
				b.issueSum(int32(n), kind, day, total)
			}
		}
	}
}

func (b *builder) issueSum(n int32, kind Kind, day screening.Date, total amount) {
	on := ""
	if !day.IsZero() {
		on = " on " + day.String()
	}
	b.issue(0, b.g.ids[n], "share", total.decimal().String(), "its %s add up to %s %%%s: the sum is reported and used as it is, not cut to 100",
		kind, total.decimal(), on)
}

// exact returns the stakes of a kind in a party. The common case, nothing near 100 %, costs no memory.
func (g *Graph) exact(n int32, kind uint8) []int32 {
	var sum int64
	for _, i := range g.held.of(n) {
		if e := &g.edges[i]; e.kind == kind && !e.absurd {
			sum += max(e.low, 0)
		}
	}
	if sum < whole {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(g.held.of(n)), func(i int32) bool { return g.edges[i].kind != kind || g.edges[i].absurd })
}

// total adds up the least of some stakes.
func (g *Graph) total(edges []int32, counts func(*edge) bool) amount {
	var sum amount
	for _, i := range edges {
		if e := &g.edges[i]; counts == nil || counts(e) {
			sum = sum.add(g.share(e).lowAmount())
		}
	}
	return sum
}

// peak returns the day on which the stakes that surely stand add up to most. Stakes only begin on their From, so those
// are the days to look at; a holder who sold to the next one is not counted twice.
func (g *Graph) peak(edges []int32) (screening.Date, amount) {
	var days []screening.Date
	for _, i := range edges {
		days = append(days, g.edges[i].from.Last())
	}
	slices.SortFunc(days, screening.Date.Compare)
	var best screening.Date
	var most amount
	for _, day := range slices.Compact(days) {
		u := ruling{first: day, last: day}
		sum := g.total(edges, func(e *edge) bool { return u.stands(e, certain) })
		if sum.cmp(most) > 0 {
			best, most = day, sum
		}
	}
	return best, most
}
