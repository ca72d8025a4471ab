package risk

import (
	"math/rand/v2"
	"slices"

	"github.com/shopspring/decimal"
	"github.com/tamiz-project/tamiz/risk/fact"
)

// A replay is the arithmetic of an assessment, rebuilt from its contributions, so that one may ask what the score would be
// if a factor weighed otherwise. It needs no index and no facts.
type replay struct {
	m                 *Methodology
	role              Role
	sums              []Range // by factor
	left              []decimal.Decimal
	floors, overrides []finding
}

func (m *Methodology) replay(a Assessment) *replay {
	r := &replay{m: m, role: a.Counterparty.complete().Role, sums: make([]Range, len(m.factors)), left: make([]decimal.Decimal, len(m.factors))}
	for i := range r.left {
		r.left[i] = decimal.NewFromInt(1)
	}
	least := decimal.NewFromInt(1).Sub(m.creditLimit)
	for _, c := range a.Contributions {
		switch c.Step {
		case Weighted:
			if i := m.factorIndex(c.Factor); i >= 0 {
				r.sums[i] = r.sums[i].add(c.Points)
			}
		case Floor, Override:
			r.verdict(c)
		}
	}
	for _, c := range a.Counterparty.Controls {
		if known, refused := m.creditable(c, a.AsOf); refused == "" {
			known.apply(r.left, least, c.Effectiveness)
		}
	}
	return r
}

func (r *replay) verdict(c Contribution) {
	rule := r.m.ruleByID[c.Rule]
	switch {
	case rule == nil:
	case c.Step == Floor:
		r.floors = append(r.floors, finding{rule: rule, outcome: c.Outcome})
	default:
		r.overrides = append(r.overrides, finding{rule: rule, outcome: c.Outcome})
	}
}

func (m *Methodology) factorIndex(id string) int {
	return slices.IndexFunc(m.factors, func(f factor) bool { return f.ID == id })
}

// score is the residual score with the sums given.
func (r *replay) score(sums []Range) Range {
	score := r.m.rescore(sums, r.left, r.floors)
	for _, v := range byHeight(r.overrides) {
		score = v.lift(score)
	}
	return score
}

// A Stability says how much the tier depends on the weights that somebody chose.
type Stability struct {
	Tier    string          // that the point score falls in
	Kept    decimal.Decimal // share of the draws that kept it, 0 to 1
	Lowest  string          // tier of all draws
	Highest string
	Without []Omission // factor by factor, as if it were not there, those that move the tier first
}

// Stable reports whether no draw and no omission moves the tier.
func (s Stability) Stable() bool {
	return s.Lowest == s.Highest && !slices.ContainsFunc(s.Without, func(o Omission) bool { return o.Tier != s.Tier })
}

// An Omission is the score without one factor.
type Omission struct {
	Factor string
	Tier   string
	Score  decimal.Decimal // residual point score
}

// draws is how many sets of weights Stability tries: enough for a share at two decimals, few enough for every row of a report.
const draws = 100

// Stability moves every weight by up to 20 % at random, a hundred times, and takes each factor away in turn. The draws are
// seeded: the same assessment gives the same answer. What it varies is the judgement in the weights, not the facts.
func (m *Methodology) Stability(a Assessment) Stability {
	r := m.replay(a)
	s := Stability{Tier: m.tierOf(a.Residual.Point)}
	random := rand.New(rand.NewPCG(draws, 20))
	kept, lowest, highest := 0, m.tierIndex(s.Tier), m.tierIndex(s.Tier)
	for range draws {
		tier := m.tierIndex(m.tierOf(r.score(r.shaken(random)).Point))
		if m.tiers[tier].ID == s.Tier {
			kept++
		}
		lowest, highest = min(lowest, tier), max(highest, tier)
	}
	s.Kept, s.Lowest, s.Highest = share(decimal.NewFromInt(int64(kept)), decimal.NewFromInt(draws)), m.tiers[lowest].ID, m.tiers[highest].ID
	s.Without = r.omissions(s.Tier)
	return s
}

// shaken multiplies each weight by 0.80 to 1.20 and scales them back so that they add up to 1.
func (r *replay) shaken(random *rand.Rand) []Range {
	total := decimal.Zero
	factors := make([]decimal.Decimal, len(r.sums))
	for i := range r.m.factors {
		factors[i] = decimal.New(int64(80+random.IntN(41)), -2)
		total = total.Add(r.m.factors[i].Weight[r.role].Mul(factors[i]))
	}
	shaken := make([]Range, len(r.sums))
	for i := range shaken {
		shaken[i] = r.sums[i].times(share(factors[i], total))
	}
	return shaken
}

func (r *replay) omissions(tier string) []Omission {
	var all []Omission
	for i := range r.sums {
		if r.sums[i].isZero() {
			continue
		}
		without := slices.Clone(r.sums)
		without[i] = Range{}
		point := r.score(without).Point
		all = append(all, Omission{Factor: r.m.factors[i].ID, Tier: r.m.tierOf(point), Score: point})
	}
	slices.SortStableFunc(all, func(a, b Omission) int {
		if moved := (b.Tier != tier); moved != (a.Tier != tier) {
			if moved {
				return 1
			}
			return -1
		}
		return a.Score.Cmp(b.Score)
	})
	return all
}

// A Path is what would have to change for the next lower tier.
type Path struct {
	Tier    string          // the next lower tier; "" at the lowest
	Points  decimal.Decimal // the residual point score has to fall below this
	Must    []string        // floors and overrides that hold the score up: each of them has to go
	Changes []Change        // that would take it there, the largest first; more than one only where one is not enough
	Reached bool            // whether the changes suffice
}

// A Change is a rule that would no longer fire, or an unknown that would turn out harmless.
type Change struct {
	Rule    string
	Outcome fact.Outcome    // now
	Takes   decimal.Decimal // residual points, at most: a lesser rule of the same factor may take its place
}

// NextTier says what would have to change for the next lower tier: first the floors and overrides that must not hold, then
// the rules that weigh most, until the score is there. It is arithmetic, no advice to make the finding go away.
func (m *Methodology) NextTier(a Assessment) Path {
	now := m.tierIndex(m.tierOf(a.Residual.Point))
	if now <= 0 {
		return Path{}
	}
	p := Path{Tier: m.tiers[now-1].ID, Points: m.tiers[now].From}
	r := m.replay(a)
	r.floors, r.overrides = p.drop(r.floors), p.drop(r.overrides)
	score := r.score(r.sums).Point
	for _, c := range m.heaviest(a) {
		if score.LessThan(p.Points) {
			break
		}
		i := m.factorIndex(c.Factor)
		r.sums[i] = r.sums[i].sub(c.Points)
		next := r.score(r.sums).Point
		if takes := score.Sub(next); takes.IsPositive() {
			p.Changes = append(p.Changes, Change{Rule: c.Rule, Outcome: c.Outcome, Takes: takes})
		}
		score = next
	}
	p.Reached = score.LessThan(p.Points)
	return p
}

// drop takes out the verdicts that hold the score at or above the path's end.
func (p *Path) drop(verdicts []finding) []finding {
	return slices.DeleteFunc(verdicts, func(v finding) bool {
		holds := v.outcome == fact.True && v.rule.from.GreaterThanOrEqual(p.Points)
		if holds {
			p.Must = append(p.Must, v.rule.ID)
		}
		return holds
	})
}

// heaviest returns the weighted contributions to the point score, the largest first.
func (m *Methodology) heaviest(a Assessment) []Contribution {
	var all []Contribution
	for _, c := range a.Contributions {
		if c.Step == Weighted && c.Points.Point.IsPositive() && m.factorIndex(c.Factor) >= 0 {
			all = append(all, c)
		}
	}
	slices.SortStableFunc(all, func(x, y Contribution) int { return y.Points.Point.Cmp(x.Points.Point) })
	return all
}
