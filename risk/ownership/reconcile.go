package ownership

import (
	"cmp"
	"slices"
	"strings"

	"github.com/tamiz-project/tamiz/screening"
)

// Reconcile joins two accounts of who owns whom, as a supplier's answers and a register, into one. What both say of one
// holder, one company and one kind on the day is one stake: added up it would be owned twice, and 30 % would read as 60.
// Where the accounts can both be true, what is true of both is kept: "25-50" and "30" are 30. Where they contradict each
// other the stake is anything from the least to the most that either says, so that the doubt shows in the finding.
//
// A stake that only one of them knows, or that ended or had not begun on the day, is kept as it is.
func Reconcile(stated, recorded []Stake, day screening.Date) []Stake {
	u := newRuling(Rule{}, day)
	open := func(s Stake) bool {
		return (s.From.IsZero() || s.From.First().Compare(u.last) <= 0) && (s.To.IsZero() || u.first.Compare(s.To.Last()) <= 0)
	}
	both := map[pairing][2][]Stake{}
	for i, account := range [][]Stake{stated, recorded} {
		for _, s := range account {
			if open(s) && s.Holder != "" {
				p := both[pairingOf(s)]
				p[i] = append(p[i], s)
				both[pairingOf(s)] = p
			}
		}
	}
	var joined []Stake
	done := map[pairing]bool{}
	for _, s := range slices.Concat(stated, recorded) {
		p := both[pairingOf(s)]
		if !open(s) || len(p[0]) == 0 || len(p[1]) == 0 {
			joined = append(joined, s)
		} else if !done[pairingOf(s)] {
			done[pairingOf(s)] = true
			joined = append(joined, agree(p[0], p[1]))
		}
	}
	return joined
}

// A pairing is what makes two statements speak of the same stake.
type pairing struct {
	holder, held string
	kind         Kind
}

func pairingOf(s Stake) pairing { return pairing{s.Holder, s.Held, cmp.Or(s.Kind, Shares)} }

func agree(stated, recorded []Stake) Stake {
	a, b := sumOf(stated), sumOf(recorded)
	one := stated[0]
	one.Share = shareOf(a.low.larger(b.low), least(a.high, b.high))
	if a.high.cmp(b.low) < 0 || b.high.cmp(a.low) < 0 {
		one.Share = shareOf(least(a.low, b.low), a.high.larger(b.high))
	}
	one.From, one.To = screening.Date{}, screening.Date{}
	var sources []string
	for _, s := range slices.Concat(stated, recorded) {
		one.Group = cmp.Or(one.Group, s.Group)
		if s.Source != "" && !slices.Contains(sources, s.Source) {
			sources = append(sources, s.Source)
		}
	}
	one.Source = strings.Join(sources, "; ")
	return one
}

// bounds are the least and the most of some stakes together.
type bounds struct{ low, high amount }

func sumOf(stakes []Stake) bounds {
	var b bounds
	for _, s := range stakes {
		if s.Share.check() != nil {
			s.Share = UnknownShare()
		}
		b.low, b.high = b.low.add(s.Share.lowAmount()), b.high.add(s.Share.highAmount())
	}
	if all := (amount{units: whole}); b.low.cmp(all) <= 0 {
		b.high = least(b.high, all)
	}
	return b
}

func least(a, b amount) amount {
	if c := a.cmp(b); c < 0 || c == 0 && a.open {
		return a
	}
	return b
}
