package risk

import (
	"cmp"
	"slices"
	"strings"

	"github.com/shopspring/decimal"
	"github.com/tamiz-project/tamiz/risk/fact"
)

// questionKey is what a question asks for.
type questionKey struct{ fact, row string }

// questions ranks what is unknown by how much an answer could move the score, at most.
func (j *judgement) questions(inherent Range, verdicts []finding) []Question {
	moves := map[questionKey]decimal.Decimal{}
	for i := range j.m.factors {
		f := &j.m.factors[i]
		weight := f.Weight[j.role]
		if weight.IsZero() {
			continue
		}
		for key, points := range j.unknowns(f.combine, j.factors[i]) {
			moves[key] = moves[key].Add(points.Mul(weight))
		}
	}
	for i := range verdicts {
		if v := &verdicts[i]; v.outcome == fact.Undecided {
			lift := larger(v.rule.from.Sub(inherent.Low), decimal.Zero)
			for key := range j.asks(v) {
				moves[key] = larger(moves[key], lift)
			}
		}
	}
	j.stageQuestions(moves)
	all := make([]Question, 0, len(moves))
	for key, points := range moves {
		all = append(all, Question{Fact: key.fact, Row: key.row, Moves: smaller(points, hundred())})
	}
	slices.SortFunc(all, func(a, b Question) int {
		return cmp.Or(b.Moves.Cmp(a.Moves), strings.Compare(a.Fact, b.Fact), strings.Compare(a.Row, b.Row))
	})
	return all
}

// unknowns adds up, for each thing to ask, the points that hang on it in one factor, as the factor combines them.
func (j *judgement) unknowns(c combine, findings []finding) map[questionKey]decimal.Decimal {
	points := map[questionKey]decimal.Decimal{}
	for i := range findings {
		f := &findings[i]
		if f.outcome != fact.Undecided {
			continue
		}
		span := f.amount.High.Sub(f.amount.Low)
		for key := range j.asks(f) {
			if c == combineMax {
				points[key] = larger(points[key], span)
			} else {
				points[key] = smaller(points[key].Add(span), hundred())
			}
		}
	}
	return points
}

// asks returns what a finding that could not be decided asks for.
func (j *judgement) asks(f *finding) map[questionKey]bool {
	keys := map[questionKey]bool{}
	for _, g := range f.gaps {
		if g.table != "" {
			if j.m.asked(g.table) {
				keys[questionKey{g.table, ""}] = true
			}
			continue
		}
		condition := f.rule.when
		if f.rule.scale != nil {
			condition = f.rule.scale.fact
		}
		for name := range condition.Unknowns(j.o.Facts, g.row.Facts, j.stage) {
			key := questionKey{name, g.row.ID}
			if fact.Scope(name) == "" {
				key.row = ""
			}
			if j.m.asked(name) {
				keys[key] = true
			}
		}
	}
	return keys
}

// asked reports whether a fact or a table can be asked of somebody: it has a question, or it is not ours to derive.
func (m *Methodology) asked(name string) bool {
	def, ok := m.dict.Lookup(name)
	return !ok || !def.Derived || len(def.Question) > 0
}

// stageQuestions asks what could choose a stricter stage.
func (j *judgement) stageQuestions(moves map[questionKey]decimal.Decimal) {
	for i := j.stage + 1; i < len(j.m.stages) && i > 0; i++ {
		when := j.m.stages[i].when
		if when.Eval(j.o.Facts, nil) != fact.Undecided {
			continue
		}
		for name := range when.Unknowns(j.o.Facts, nil, j.stage) {
			if key := (questionKey{name, ""}); j.m.asked(name) {
				moves[key] = larger(moves[key], decimal.Zero)
			}
		}
	}
}

// actions collects what the rules that fired recommend; what must happen before business goes on comes first.
func (j *judgement) actions() []Action {
	all := []Action{}
	seen := map[string]bool{}
	for _, c := range j.contributions {
		r := j.m.ruleByID[c.Rule]
		if r == nil || c.Outcome != fact.True || seen[c.Rule] {
			continue
		}
		seen[c.Rule] = true
		for n, advice := range r.Actions {
			if !j.binds(advice.Binds) {
				continue
			}
			all = append(all, Action{
				Rule: c.Rule, Number: n, Text: advice.Text.In("en"), Owner: advice.Owner, Days: advice.Days, Effect: c.Points.Point.Mul(advice.Effect),
			})
		}
	}
	slices.SortStableFunc(all, func(a, b Action) int { return cmp.Or(cmp.Compare(a.Days, b.Days), b.Effect.Cmp(a.Effect)) })
	return all
}

// binds reports whether a duty of some jurisdictions is ours.
func (j *judgement) binds(jurisdictions []string) bool {
	return len(jurisdictions) == 0 || slices.ContainsFunc(jurisdictions, func(x string) bool {
		return slices.Contains(j.o.Profile.Jurisdictions, x)
	})
}

// ActionText returns the text of an action in a language: "en", "es" or "pt".
func (m *Methodology) ActionText(a Action, lang string) string {
	r := m.ruleByID[a.Rule]
	if r == nil || a.Number < 0 || a.Number >= len(r.Actions) {
		return a.Text
	}
	return r.Actions[a.Number].Text.In(lang)
}
