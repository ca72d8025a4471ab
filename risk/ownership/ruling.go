package ownership

import (
	"slices"

	"github.com/tamiz-project/tamiz/screening"
)

// A bound says how doubt is resolved: certain takes the least of each stake and only what surely stands, possible the most
// and whatever may stand.
type bound bool

const (
	certain  bound = false
	possible bound = true
)

// A weight is what a rule makes of a kind of stake.
type weight uint8

const (
	nothing weight = iota
	owns
	benefits // ownership too, but the same holder's shares may be the same capital
	perhaps
	votes
	controls
)

// A ruling is a rule on a day, ready to be asked a million times.
type ruling struct {
	rule        Rule
	first, last screening.Date // the day, or the days it may be
	threshold   amount
	inclusive   bool
	weights     [len(kinds)]weight
	votesOwn    bool
	force       bool
}

// half is where votes become control, whatever the threshold for capital: most of the votes is more than half of them.
var half = amount{units: whole / 2}

func newRuling(rule Rule, day screening.Date) *ruling {
	threshold, inclusive := rule.Measure(day)
	u := &ruling{
		rule: rule, first: day.First(), last: day.Last(), threshold: amountOf(threshold, false), inclusive: inclusive,
		votesOwn: rule.Votes, force: rule.InForce(day),
	}
	if day.IsZero() {
		u.first, u.last = screening.MustParseDate("0001-01-01"), screening.MustParseDate("9999-12-31")
	}
	u.weigh(rule.Perhaps, []Kind{Joint, Nominee, Trust, Consolidation, Indirect}, perhaps)
	if rule.Control && rule.Perhaps == nil {
		u.weights[kindNumber(Managed)] = perhaps
	}
	u.weigh(rule.Owns, []Kind{Shares, Beneficial}, owns)
	u.weigh(rule.Controls, []Kind{Board, Control}, controls)
	u.weights[0] = perhaps
	if u.weights[kindNumber(Beneficial)] == owns {
		u.weights[kindNumber(Beneficial)] = benefits
	}
	if rule.Votes || rule.Control || rule.Definition {
		u.weights[kindNumber(Votes)] = votes
	}
	return u
}

func (u *ruling) weigh(stated, usual []Kind, w weight) {
	if stated == nil {
		stated = usual
	}
	for _, k := range stated {
		u.weights[kindNumber(k)] = w
	}
}

// stands reports whether a stake stood on the day: surely, or possibly.
func (u *ruling) stands(g *Graph, e *edge, b bound) bool {
	if e.extra == 0 {
		return true
	}
	x := &g.extras[e.extra]
	if b == possible {
		return x.from.First().Compare(u.last) <= 0 && (x.to.IsZero() || u.first.Compare(x.to.Last()) <= 0)
	}
	return x.from.Last().Compare(u.first) <= 0 && (x.to.IsZero() || u.last.Compare(x.to.First()) <= 0)
}

// ended reports whether a stake stood once and surely stands no more.
func (u *ruling) ended(g *Graph, e *edge) bool {
	to := g.extras[e.extra].to
	return !to.IsZero() && to.Last().Compare(u.first) < 0
}

// A pull is what one holder, or one joint arrangement, has over one party under a ruling.
type pull struct {
	equity, votes amount
	control       bool
}

func (p pull) add(q pull) pull {
	return pull{equity: p.equity.add(q.equity), votes: p.votes.add(q.votes), control: p.control || q.control}
}

// pull adds up stakes of one holder in one party.
func (u *ruling) pull(g *Graph, edges []int32, b bound, counts func(*edge) bool) pull {
	var p pull
	var shares, benefit amount
	for _, i := range edges {
		e := g.edges.at(i)
		w := u.weights[e.kind]
		if w == nothing || !u.stands(g, e, b) || counts != nil && !counts(e) {
			continue
		}
		a := u.amount(g, e, b)
		switch w {
		case owns:
			shares = shares.add(a)
		case benefits:
			benefit = benefit.add(a)
		case perhaps:
			if b == possible {
				shares = shares.add(a)
			}
		case votes:
			p.votes = p.votes.add(a)
		case controls:
			p.control = p.control || u.boards(g, e, b)
		}
	}
	p.equity = shares.larger(benefit)
	if b == possible {
		p.equity = shares.add(benefit)
	}
	return p
}

func (u *ruling) amount(g *Graph, e *edge, b bound) amount {
	switch {
	case e.absurd && b == certain:
		return amount{}
	case e.absurd:
		return amount{units: whole}
	case e.extra != 0 && g.extras[e.extra].fine != nil:
		s := g.share(e)
		if b == certain {
			return s.lowAmount()
		}
		return s.highAmount()
	case b == certain:
		return amount{units: e.low, open: e.open&openLow != 0}
	}
	return amount{units: whole - e.rest, open: e.open&openHigh != 0}
}

// boards reports whether a right to appoint is one over most of the board. Most statements give no share: it is in the
// word. A share says less only where it is at most half.
func (u *ruling) boards(g *Graph, e *edge, b bound) bool {
	if kinds[e.kind] != Board || e.absurd {
		return true
	}
	s := g.share(e)
	low, high := s.lowAmount(), s.highAmount()
	switch {
	case s.Unknown() || high.cmp(amount{}) == 0:
		return true
	case b == possible:
		return high.cmp(half) > 0
	}
	return low.cmp(half) > 0 || low.cmp(half) == 0 && low.open
}

// passes reports whether a sum reaches the threshold.
func passes(sum, threshold amount, inclusive bool, b bound) bool {
	switch c := sum.cmp(threshold); {
	case c != 0:
		return c > 0
	case b == certain:
		return inclusive || sum.open
	}
	return inclusive && !sum.open
}

// blocks says on what basis a pull blocks, and "" where it does not. control says whether control counts here.
func (u *ruling) blocks(p pull, b bound, control bool) Basis {
	switch {
	case !p.equity.isZero() && passes(p.equity, u.threshold, u.inclusive, b):
		return u.owned()
	case u.votesOwn && !p.votes.isZero() && passes(p.votes, u.threshold, u.inclusive, b):
		return u.owned()
	case control && (p.control || passes(p.votes, half, false, b)):
		return Controlled
	}
	return ""
}

func (u *ruling) owned() Basis {
	if u.rule.Basis == "" {
		return Owned
	}
	return u.rule.Basis
}

func (a amount) isZero() bool { return a.units == 0 && a.frac == nil && !a.open }

// groups returns the joint arrangements among some stakes.
func (g *Graph) groups(edges []int32) []string {
	var names []string
	for _, e := range edges {
		if x := g.edges.at(e).extra; x != 0 && g.extras[x].group != "" && !slices.Contains(names, g.extras[x].group) {
			names = append(names, g.extras[x].group)
		}
	}
	return names
}
