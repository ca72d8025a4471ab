package risk

import (
	"cmp"
	"slices"

	"github.com/shopspring/decimal"
	"github.com/tamiz-project/tamiz/risk/fact"
)

// Judge turns what was observed into an assessment. It is a pure function: no index, no clock.
//
// The order is that of the trade: the factors are weighted; caps hold down what must not decide alone (the country); floors
// lift what must not be outweighed; that is the inherent score. Controls with evidence lower it to the residual score, never
// below a floor. Overrides win over both, and the standing stands above all of it: no control lowers a HOLD or a PROHIBITED.
func (m *Methodology) Judge(o Observation) Assessment {
	j := &judgement{m: m, o: &o, role: cmp.Or(o.Counterparty.Role, Supplier), stage: m.stageOf(&o)}
	j.evaluateFactors()
	floors, overrides := j.evaluate(m.floors), j.evaluate(m.overrides)
	j.standings(floors, overrides)

	weighted := j.weigh()
	capped := j.applyCaps(weighted)
	inherent := j.lift(capped, floors, Floor)
	relieved := j.relieve(inherent, floors)
	residual := j.lift(relieved, overrides, Override)
	j.inform()

	a := Assessment{
		ID: o.Counterparty.ID, Name: nameOf(o.Counterparty), AsOf: o.AsOf, Stage: j.stageID(), Standing: j.standing, Coverage: j.coverage(),
		Inherent: inherent, Residual: residual, Contributions: j.contributions, Searched: o.Searched, Hits: o.Hits, Ownership: o.Ownership,
		Threshold: o.Threshold, Lists: o.Lists, Unjudged: o.Unjudged, Profile: o.Profile, Counterparty: o.Counterparty,
	}
	verdicts := slices.Concat(floors, overrides)
	a.Questions = j.questions(inherent, verdicts)
	a.Actions = j.actions()
	j.tier(&a, verdicts)
	return a
}

// A judgement is the work of one Judge.
type judgement struct {
	m     *Methodology
	o     *Observation
	role  Role
	stage int

	factors       [][]finding // by factor, in the order of its rules
	sums          []Range     // by factor: what it adds, weighted
	contributions []Contribution
	standing      Standing
}

// A finding is a rule with what became of it. amount is in points of the rule, before its weight.
type finding struct {
	rule     *rule
	outcome  fact.Outcome
	evidence []string
	amount   Range
	gaps     []gap
}

// A gap is a row, or the counterparty itself, in which the rule could not be decided.
type gap struct {
	row   fact.Row
	table string // set when the table itself is not complete
}

func nameOf(c Counterparty) string {
	if len(c.Names) == 0 {
		return c.ID
	}
	return c.Names[0].Text
}

// stageOf returns the strictest stage of diligence whose condition is true. What nobody knows does not raise the stage;
// write the condition so that what matters is asked at the stage before.
func (m *Methodology) stageOf(o *Observation) int {
	for i := len(m.stages) - 1; i > 0; i-- {
		if m.stages[i].when.Eval(o.Facts, nil) == fact.True {
			return i
		}
	}
	if len(m.stages) == 0 {
		return int(^uint(0) >> 1) // no stages: everything is asked
	}
	return 0
}

func (j *judgement) stageID() string {
	if len(j.m.stages) == 0 {
		return ""
	}
	return j.m.stages[j.stage].id
}

// tier reads the tiers off the residual score. With too little data the tier is the one the methodology names for that,
// because little data must not look like little risk; unless it cannot: a score that is critical at its lowest is critical,
// and what a floor or an override puts into the upper half of the scale is there whatever else is missing.
func (j *judgement) tier(a *Assessment, verdicts []finding) {
	m := j.m
	a.TierLow, a.Tier, a.TierHigh = m.tierOf(a.Residual.Low), m.tierOf(a.Residual.Point), m.tierOf(a.Residual.High)
	settled := a.TierLow == a.TierHigh && a.TierLow != m.tiers[0].ID || slices.ContainsFunc(verdicts, func(v finding) bool {
		return v.outcome == fact.True && 2*m.tierIndex(v.rule.Tier) >= len(m.tiers)
	})
	if a.Coverage.LessThan(m.minimum) && !settled {
		a.Tier = m.insufficient
	}
}

// weigh combines the rules of each factor and returns the sum over all factors.
func (j *judgement) weigh() Range {
	m := j.m
	total := Range{}
	j.sums = make([]Range, len(m.factors))
	for i := range m.factors {
		f := &m.factors[i]
		weight, ok := f.Weight[j.role]
		if !ok || weight.IsZero() {
			continue
		}
		for _, part := range f.combined(j.factors[i]) {
			if part.points.isZero() && part.outcome != fact.True {
				continue
			}
			points := part.points.times(weight)
			j.sums[i] = j.sums[i].add(points)
			j.contribute(part.finding, f.ID, Weighted, points)
		}
		total = total.add(j.sums[i])
	}
	return total
}

func (j *judgement) contribute(f *finding, factor string, step Step, points Range) {
	j.contributions = append(j.contributions, Contribution{
		Factor: factor, Rule: f.rule.ID, Step: step, Outcome: f.outcome, Evidence: f.evidence, Points: points,
	})
}

// inform lists what fired among the factors that carry no weight in this role.
func (j *judgement) inform() {
	for i := range j.m.factors {
		f := &j.m.factors[i]
		if weight, ok := f.Weight[j.role]; ok && !weight.IsZero() {
			continue
		}
		for k := range j.factors[i] {
			if j.factors[i][k].outcome == fact.True {
				j.contribute(&j.factors[i][k], f.ID, Inform, Range{})
			}
		}
	}
}

// applyCaps takes away what capped factors add beyond their cap.
func (j *judgement) applyCaps(total Range) Range {
	for i, c := range j.m.caps {
		over := j.m.over(i, j.sums)
		if over.isZero() {
			continue
		}
		taken := Range{}.sub(over)
		j.contributions = append(j.contributions, Contribution{Rule: c.id, Step: Cap, Outcome: fact.True, Evidence: c.factors, Points: taken})
		total = total.add(taken)
	}
	return total
}

// over is what the factors of a cap add beyond it.
func (m *Methodology) over(c int, sums []Range) Range {
	sum := Range{}
	for i := range m.factors {
		if m.factors[i].cap == c {
			sum = sum.add(sums[i])
		}
	}
	return sum.sub(uniform(m.caps[c].at)).max(Range{})
}

// lift applies floors or overrides, the highest first, and records what each lifted. One that fired is recorded though it
// lifted nothing: without the rules above it, it would.
func (j *judgement) lift(score Range, verdicts []finding, step Step) Range {
	for _, v := range byHeight(verdicts) {
		lifted := v.lift(score)
		points := lifted.sub(score)
		if v.outcome == fact.True || !points.isZero() || !v.rule.unknown.IsZero() {
			j.contribute(v, "", step, points)
		}
		score = lifted
	}
	return score
}

// byHeight orders verdicts by what they lift to, the highest first.
func byHeight(verdicts []finding) []*finding {
	all := make([]*finding, 0, len(verdicts))
	for i := range verdicts {
		if o := verdicts[i].outcome; o == fact.True || o == fact.Undecided {
			all = append(all, &verdicts[i])
		}
	}
	slices.SortStableFunc(all, func(a, b *finding) int { return b.rule.from.Cmp(a.rule.from) })
	return all
}

// lift raises a score to the tier of a verdict. One that nobody could decide raises the high figure only, and the point
// by the share that its author states.
func (v *finding) lift(score Range) Range {
	up := score.max(uniform(v.rule.from))
	switch v.outcome {
	case fact.True:
		return up
	case fact.Undecided:
		return Range{score.Low, score.Point.Add(up.Point.Sub(score.Point).Mul(v.rule.unknown)), up.High}
	}
	return score
}

// coverage is the share of what is relevant that could be decided, by weight and points. In a role that the methodology
// does not weigh nothing is covered; Observe refuses such a counterparty before.
func (j *judgement) coverage() decimal.Decimal {
	if !slices.Contains(j.m.roles, j.role) {
		return decimal.Zero
	}
	known, all := decimal.Zero, decimal.Zero
	for i := range j.m.factors {
		weight := j.m.factors[i].Weight[j.role]
		decided, relevant := decimal.Zero, decimal.Zero
		for k := range j.factors[i] {
			f := &j.factors[i][k]
			if f.outcome == fact.Irrelevant {
				continue
			}
			relevant = relevant.Add(f.rule.Points)
			if f.outcome != fact.Undecided {
				decided = decided.Add(f.rule.Points)
			}
		}
		if !weight.IsZero() && !relevant.IsZero() {
			known, all = known.Add(weight.Mul(share(decided, relevant))), all.Add(weight)
		}
	}
	return share(known, all)
}
