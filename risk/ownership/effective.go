package ownership

import (
	"cmp"
	"slices"
	"strings"

	"github.com/shopspring/decimal"
	"github.com/tamiz-project/tamiz/screening"
)

// A BeneficialShare is what a party has in another through all chains, multiplied along each and added up.
//
// It is the economic figure of registers of beneficial owners and of 25 % thresholds. No blocking rule uses it: half of a
// half is 25 % here and blocked under OFAC, and nothing in this package compares one with the other.
type BeneficialShare struct {
	Holder   string `json:"holder"`
	Share    Share  `json:"share"`
	Ultimate bool   `json:"ultimate"` // nobody is known above the holder
	Circular bool   `json:"circular"` // chains run in circles; what still circulates at the end is in the upper bound
}

const (
	effectiveDigits = 12    // decimals that a multiplied share is kept at, rounded outwards: the bounds hold
	effectiveRounds = 1_000 // stakes in a chain; also how often a circle is walked, until what circulates is below the last decimal
)

// Effective returns the beneficial shares in a party on a day, the largest first: those of its direct holders too.
//
// Capital counts (shares, beneficial, joint); what is held as nominee or trustee, and consolidation without a figure, may
// count and is in the upper bound. Shares are rounded outwards at twelve decimals, so the true figure lies between the
// bounds.
func (g *Graph) Effective(id string, day screening.Date) []BeneficialShare {
	n, ok := g.lookup(id)
	if !ok {
		return nil
	}
	w := walk{g: g, u: newRuling(Rule{Owns: []Kind{Shares, Beneficial, Joint}, Perhaps: []Kind{Nominee, Trust, Consolidation}}, day)}
	w.run(n)
	var found []BeneficialShare
	for h, f := range w.total {
		if g.ids[h] == "" || h == n {
			continue
		}
		high := f.high.Add(w.rest)
		if all := decimal.NewFromInt(100); f.low.Cmp(all) <= 0 && high.Cmp(all) > 0 {
			high = all
		}
		found = append(found, BeneficialShare{Holder: g.ids[h], Share: Between(f.low, high), Ultimate: !w.owned(h), Circular: w.circular})
	}
	slices.SortFunc(found, func(a, b BeneficialShare) int {
		return cmp.Or(b.Share.Low().Cmp(a.Share.Low()), b.Share.High().Cmp(a.Share.High()), strings.Compare(a.Holder, b.Holder))
	})
	return found
}

// A flow is a multiplied share between two bounds, in percent.
type flow struct{ low, high decimal.Decimal }

// A walk follows the capital of one party upwards, all chains of one length at a time.
type walk struct {
	g        *Graph
	u        *ruling
	total    map[int32]flow
	rest     decimal.Decimal // what had not arrived when the walk was broken off
	circular bool
}

func (w *walk) run(n int32) {
	w.total = map[int32]flow{}
	all := decimal.NewFromInt(100)
	front := map[int32]flow{n: {all, all}}
	least := decimal.New(1, -effectiveDigits)
	for range effectiveRounds {
		front = w.step(front)
		moving := decimal.Zero
		for h, f := range front {
			t := w.total[h]
			w.total[h] = flow{t.low.Add(f.low), t.high.Add(f.high)}
			if w.owned(h) {
				moving = moving.Add(f.high)
			}
		}
		w.rest = moving
		if moving.Cmp(least) <= 0 {
			break
		}
	}
	w.circular = len(w.g.circles(n, w.u)) > 0
}

// step moves each flow up one stake.
func (w *walk) step(front map[int32]flow) map[int32]flow {
	next := map[int32]flow{}
	for held, f := range front {
		for holder, edges := range w.g.pairs(w.g.held.of(held), byHolder) {
			low := w.u.pull(w.g, edges, certain, nil).equity.decimal()
			high := w.u.pull(w.g, edges, possible, nil).equity.decimal()
			if high.IsZero() || holder == held {
				continue
			}
			sum := next[holder]
			next[holder] = flow{
				sum.low.Add(f.low.Mul(low).Shift(-2).RoundFloor(effectiveDigits)),
				sum.high.Add(f.high.Mul(high).Shift(-2).RoundCeil(effectiveDigits)),
			}
		}
	}
	return next
}

// owned reports whether anybody is known above a party.
func (w *walk) owned(n int32) bool {
	for holder, edges := range w.g.pairs(w.g.held.of(n), byHolder) {
		if holder != n && !w.u.pull(w.g, edges, possible, nil).equity.isZero() {
			return true
		}
	}
	return false
}
