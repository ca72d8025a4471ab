package ownership

import (
	"slices"

	"github.com/tamiz-project/tamiz/screening"
)

// checkSums reports parties whose stakes of one kind add up to more than 100 % on a day.
func (b *builder) checkSums() {
	for _, kind := range []Kind{Shares, Votes} {
		for n, sum := range b.g.sums(kindNumber(kind)) {
			if sum < whole {
				continue
			}
			edges := b.g.exact(int32(n), kindNumber(kind))
			total, day := b.g.total(edges, nil), screening.Date{}
			if b.g.dated(edges) {
				day, total = b.g.peak(edges)
			}
			if total.cmp(amount{units: whole}) > 0 {
				b.issueSum(int32(n), kind, day, total)
			}
		}
	}
}

// sums returns by node the units of the stakes of a kind, whatever their dates: enough to find the few parties to look at.
func (g *Graph) sums(kind uint8) []int64 {
	var sums []int64
	for _, edges := range g.edges.chunks {
		for i := range edges {
			e := &edges[i]
			if e.kind != kind || e.absurd {
				continue
			}
			if sums == nil {
				sums = make([]int64, len(g.ids))
			}
			sums[e.held] += e.low
		}
	}
	return sums
}

func (g *Graph) dated(edges []int32) bool {
	return slices.ContainsFunc(edges, func(i int32) bool {
		x := &g.extras[g.edges.at(i).extra]
		return !x.from.IsZero() || !x.to.IsZero()
	})
}

func (b *builder) issueSum(n int32, kind Kind, day screening.Date, total amount) {
	on := ""
	if !day.IsZero() {
		on = " on " + day.String()
	}
	b.issue(0, b.g.ids[n], "share", total.decimal().String(), "its %s add up to %s %%%s: the sum is reported and used as it is, not cut to 100",
		kind, total.decimal(), on)
}

// exact returns the stakes of a kind in a party whose share can be.
func (g *Graph) exact(n int32, kind uint8) []int32 {
	return slices.DeleteFunc(slices.Clone(g.held.of(n)), func(i int32) bool {
		e := g.edges.at(i)
		return e.kind != kind || e.absurd
	})
}

// total adds up the least of some stakes.
func (g *Graph) total(edges []int32, counts func(*edge) bool) amount {
	var sum amount
	for _, i := range edges {
		if e := g.edges.at(i); counts == nil || counts(e) {
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
		days = append(days, g.extras[g.edges.at(i).extra].from.Last())
	}
	slices.SortFunc(days, screening.Date.Compare)
	var best screening.Date
	var most amount
	for _, day := range slices.Compact(days) {
		u := ruling{first: day, last: day}
		sum := g.total(edges, func(e *edge) bool { return u.stands(g, e, certain) })
		if sum.cmp(most) > 0 {
			best, most = day, sum
		}
	}
	return best, most
}
