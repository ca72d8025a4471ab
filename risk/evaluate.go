package risk

import (
	"slices"

	"github.com/shopspring/decimal"
	"github.com/tamiz-project/tamiz/risk/fact"
)

func (j *judgement) evaluateFactors() {
	j.factors = make([][]finding, len(j.m.factors))
	for i := range j.m.factors {
		j.factors[i] = j.evaluate(j.m.factors[i].rules)
	}
}

func (j *judgement) evaluate(rules []rule) []finding {
	all := make([]finding, len(rules))
	for i := range rules {
		all[i] = j.find(&rules[i])
	}
	return all
}

// find decides one rule over the counterparty or over the rows of its table.
func (j *judgement) find(r *rule) finding {
	f := finding{rule: r}
	switch {
	case r.scale != nil:
		j.measure(&f)
	case r.Each == "":
		f.outcome = j.ask(r, nil)
		if f.outcome == fact.Undecided {
			f.gaps = []gap{{}}
		}
	default:
		j.count(&f)
	}
	if f.outcome == fact.Undecided && r.stage > j.stage && f.amount.isZero() {
		f.outcome, f.gaps = fact.Irrelevant, nil
	}
	if r.scale == nil {
		f.amount = r.amount(f.outcome)
	}
	return f
}

// ask evaluates a condition; one that no answer could make true is not worth a question.
func (j *judgement) ask(r *rule, row fact.Set) fact.Outcome {
	outcome := r.when.EvalAt(j.o.Facts, row, j.stage)
	if outcome == fact.Undecided && !r.when.CanHold(j.o.Facts, row, j.stage) {
		return fact.Irrelevant
	}
	return outcome
}

// amount is what a rule with a condition gives: all its points, none, or the bounds of not knowing.
func (r *rule) amount(o fact.Outcome) Range {
	switch o {
	case fact.True:
		return uniform(r.Points)
	case fact.Undecided:
		return Range{decimal.Zero, r.Points.Mul(r.unknown), r.Points}
	}
	return Range{}
}

// rows yields the rows a rule is asked of. Of a table that is not complete there may be others: one row of which nothing
// is known stands for them, with the table to ask for.
func (j *judgement) rows(r *rule) (rows []fact.Row, open bool) {
	t := j.o.Tables[r.Each]
	return t.Rows, !t.Complete && r.tables <= j.stage
}

// count asks a condition of every row: true when enough rows are, false when not enough can be.
func (j *judgement) count(f *finding) {
	r := f.rule
	rows, open := j.rows(r)
	hits, maybe, irrelevant := 0, 0, 0
	for i := range rows {
		switch j.ask(r, rows[i].Facts) {
		case fact.True:
			hits++
			f.evidence = append(f.evidence, rows[i].ID)
		case fact.Undecided:
			maybe++
			f.gaps = append(f.gaps, gap{row: rows[i]})
		case fact.Irrelevant:
			irrelevant++
		}
	}
	beyond := fact.False
	if open {
		beyond = j.ask(r, nil)
	}
	if beyond == fact.Undecided || beyond == fact.True {
		f.gaps = append(f.gaps, gap{table: r.Each})
	}
	f.evidence = slices.Compact(f.evidence)
	switch {
	case hits >= r.atLeast:
		f.outcome, f.gaps = fact.True, nil
	case hits+maybe >= r.atLeast || beyond == fact.Undecided || beyond == fact.True:
		f.outcome, f.evidence = fact.Undecided, nil
	case irrelevant > 0 || beyond == fact.Irrelevant || len(rows) == 0 && !j.o.Tables[r.Each].Complete:
		f.outcome, f.evidence, f.gaps = fact.Irrelevant, nil, nil
	default:
		f.outcome, f.evidence, f.gaps = fact.False, nil, nil
	}
}

// measure asks a scale of the counterparty or of every row; the highest row counts.
func (j *judgement) measure(f *finding) {
	r := f.rule
	rows, open := []fact.Row{{}}, false
	if r.Each != "" {
		rows, open = j.rows(r)
	}
	best, known, unknown := decimal.Zero, 0, 0
	for i := range rows {
		switch r.scale.fact.EvalAt(j.o.Facts, rows[i].Facts, j.stage) {
		case fact.Undecided:
			unknown++
			f.gaps = append(f.gaps, gap{row: rows[i]})
		case fact.True, fact.False:
			known++
			points := r.Points.Mul(r.scale.share(j.o.Facts, rows[i].Facts))
			if c := points.Cmp(best); c > 0 {
				best, f.evidence = points, []string{rows[i].ID}
			} else if c == 0 && points.IsPositive() {
				f.evidence = append(f.evidence, rows[i].ID)
			}
		}
	}
	if open {
		unknown++
		f.gaps = append(f.gaps, gap{table: r.Each})
	}
	f.settle(best, known, unknown)
	if r.Each == "" {
		f.evidence = nil
	}
}

// settle sets the outcome and the amount of a scale: what the known rows give, and what the unknown ones could.
func (f *finding) settle(best decimal.Decimal, known, unknown int) {
	f.amount = uniform(best)
	switch {
	case unknown > 0 && best.LessThan(f.rule.Points):
		f.outcome = fact.Undecided
		f.amount = Range{best, larger(best, f.rule.Points.Mul(f.rule.unknown)), f.rule.Points}
	case known == 0 && unknown == 0:
		f.outcome, f.gaps = fact.Irrelevant, nil
	case best.IsPositive():
		f.outcome, f.gaps = fact.True, nil
	default:
		f.outcome, f.gaps = fact.False, nil
	}
}

// share is how far a known number lies between the anchors, 0 to 1 at four decimals.
func (s *scale) share(party, row fact.Set) decimal.Decimal {
	v, ok := row[s.name]
	if !ok {
		v = party[s.name]
	}
	d, _ := v.Decimal()
	part := share(d.Sub(s.none), s.full.Sub(s.none))
	return smaller(larger(part, decimal.Zero), decimal.NewFromInt(1))
}

// standings collects what floors and overrides say of the standing.
func (j *judgement) standings(verdicts ...[]finding) {
	for _, all := range verdicts {
		for i := range all {
			j.stand(j.standingOf(&all[i]))
		}
	}
	if !j.m.judgesHits() {
		j.standByHits()
	}
}

// standingOf is what a verdict says. A hit is prohibited only when a reviewer decided that it is a true match; until then,
// and where the list says too little of the hit to decide the rule, it holds.
func (j *judgement) standingOf(v *finding) Standing {
	onHits := v.rule.Each == "hit" && v.rule.Standing != Open
	switch {
	case v.outcome == fact.Undecided && onHits && slices.ContainsFunc(v.gaps, func(g gap) bool { return g.table == "" }):
		return Hold
	case v.outcome != fact.True:
		return Open
	case onHits && !j.decided(v.evidence):
		return Hold
	}
	return v.rule.Standing
}

func (j *judgement) stand(s Standing) {
	if s == Prohibited || j.standing == Open {
		j.standing = s
	}
}

func (j *judgement) decided(hits []string) bool {
	return slices.ContainsFunc(j.o.Hits, func(h Hit) bool { return slices.Contains(hits, h.ID) && h.disposition() == trueMatch })
}

// judgesHits reports whether the document says what a hit does to the standing.
func (m *Methodology) judgesHits() bool {
	says := func(r rule) bool { return r.Each == "hit" && r.Standing != Open }
	return slices.ContainsFunc(m.floors, says) || slices.ContainsFunc(m.overrides, says)
}

// standByHits is what holds when the document says nothing: a binding freeze holds until somebody decides, and prohibits
// when it is a true match.
func (j *judgement) standByHits() {
	for _, row := range j.o.Tables["hit"].Rows {
		effect, binding := row.Facts["hit.effect"], row.Facts["hit.binding"]
		if !effect.Equal(fact.Text("asset_freeze")) || !binding.Equal(fact.Yes()) {
			continue
		}
		switch word := row.Facts["hit.disposition"]; {
		case word.Equal(fact.Text(string(trueMatch))):
			j.stand(Prohibited)
		case !word.Equal(fact.Text(string(falsePositive))):
			j.stand(Hold)
		}
	}
}
