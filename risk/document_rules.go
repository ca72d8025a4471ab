package risk

import (
	"fmt"
	"slices"

	"github.com/goccy/go-yaml/ast"
	"github.com/shopspring/decimal"
	"github.com/tamiz-project/tamiz/risk/fact"
)

// ruleKeys may stand in every rule.
func ruleKeys(more ...string) []string {
	return append([]string{
		"id", "title", "each", "at_least", "when", "unknown", "source", "severity", "caution", "stage", "action", "owner", "days", "effect",
		"binds", "actions",
	}, more...)
}

func (p *documentParser) factors(s *section) {
	if !s.need("factors", "write the risk factors with their rules") {
		return
	}
	seen := map[string]bool{}
	for _, n := range s.items("factors") {
		e := p.r.section(n, "a factor", "id", "title", "definition", "weight", "combine", "source", "stage", "rules")
		if e.need("id", "reports cite it by its id") && seen[e.text("id")] {
			p.r.fail(e.at("id"), "factor %q stands twice; keep one of the two", e.text("id"))
		}
		seen[e.text("id")] = true
		p.m.factors = append(p.m.factors, p.factor(e))
	}
	p.weights(s)
}

func (p *documentParser) factor(e *section) factor {
	f := factor{Factor: Factor{ID: e.text("id"), Title: e.label("title"), Definition: e.label("definition"), Source: e.text("source")}, combine: combineMax, cap: -1}
	if e.has("combine") {
		f.combine = combine(e.text("combine"))
		if !slices.Contains([]combine{combineMax, combineSum, combineCompound}, f.combine) {
			p.r.fail(e.at("combine"), "combine is %q; write max (the gravest rule), sum (rules add up to 100) or compound (each takes its share of the rest)", f.combine)
		}
	}
	f.Weight = p.weight(e)
	for _, n := range e.items("rules") {
		x := p.r.section(n, "a rule of factor "+f.ID, ruleKeys("points", "scale")...)
		r := p.rule(x, f.ID, Weighted)
		r.stage = max(r.stage, p.stage(e))
		p.points(x, &r, len(f.Weight) > 0)
		f.rules = append(f.rules, r)
	}
	if len(f.rules) == 0 && len(f.Weight) > 0 {
		p.r.fail(e.at("id"), "factor %s has a weight and no rule, so it can never add anything; write a rule or leave the weight away", f.ID)
	}
	return f
}

// weight reads {supplier: 0.4, customer: 0.5} or one number for every role.
func (p *documentParser) weight(e *section) map[Role]decimal.Decimal {
	if !e.has("weight") {
		return nil
	}
	weight := map[Role]decimal.Decimal{}
	switch e.values["weight"].(type) {
	case *ast.MappingNode, *ast.MappingValueNode:
		x := p.r.section(e.values["weight"], "weight", "supplier", "customer", "partner")
		for _, role := range x.order {
			weight[Role(role)] = x.between(role, decimal.Zero, 0, 1)
		}
	default:
		w := e.between("weight", decimal.Zero, 0, 1)
		weight[Supplier], weight[Customer], weight[Partner] = w, w, w
	}
	return weight
}

// weights checks that the weights of each role add up to exactly 1.
func (p *documentParser) weights(s *section) {
	for _, role := range []Role{Supplier, Customer, Partner} {
		sum, used := decimal.Zero, false
		for _, f := range p.m.factors {
			if w, ok := f.Weight[role]; ok {
				sum, used = sum.Add(w), true
			}
		}
		if used && !sum.Equal(decimal.NewFromInt(1)) {
			p.r.fail(s.keys["factors"], "the weights for role %s add up to %s; they must add up to exactly 1", role, sum)
		}
		if used {
			p.m.roles = append(p.m.roles, role)
		}
	}
	if len(p.m.roles) == 0 {
		p.r.fail(s.keys["factors"], "no factor has a weight, so every score would be 0; give at least one a weight of 1")
	}
}

// rule reads what all rules have in common.
func (p *documentParser) rule(e *section, factor string, step Step) rule {
	r := rule{Rule: Rule{
		ID: e.text("id"), Factor: factor, Each: e.text("each"), Source: e.text("source"), Title: e.label("title"), Step: step,
		Severity: e.text("severity"), Caution: e.label("caution"), Actions: p.actions(e),
	}, atLeast: max(e.count("at_least"), 1), unknown: e.between("unknown", p.m.unknown, 0, 1), stage: p.stage(e)}
	if len(r.Actions) > 0 {
		r.Action = r.Actions[0].Text
	}
	if e.need("id", "reports and decisions cite it by its id") {
		p.unique(e, r.ID)
	}
	if r.Each != "" && !p.tables[r.Each] {
		p.r.fail(e.at("each"), "%q is not a table; no fact begins with %q", r.Each, r.Each+".")
		return r
	}
	if def, ok := p.m.dict.Lookup(r.Each); ok {
		r.tables = def.Stage
	}
	if e.has("when") {
		r.when = p.condition(e, "when", r.Each)
		r.When, _ = p.r.scalar(e.values["when"])
	}
	if e.has("at_least") && r.Each == "" {
		p.r.fail(e.at("at_least"), "at_least counts rows; write each: and the table beside it")
	}
	return r
}

func (p *documentParser) unique(e *section, id string) {
	if before, ok := p.ids[id]; ok {
		line, _ := place(before)
		p.r.fail(e.at("id"), "id %q was used on line %d; every rule has its own id, because reports cite it", id, line)
		return
	}
	p.ids[id] = e.at("id")
}

// points reads points and scale of a factor's rule and refuses points on protected attributes.
func (p *documentParser) points(e *section, r *rule, weighs bool) {
	if weighs {
		e.need("points", "say how many points it gives, 0 to 100")
	}
	r.Points = e.between("points", decimal.Zero, 0, 100)
	if e.has("scale") {
		r.scale = p.scaleOf(e, r.Each)
	}
	if e.has("scale") == e.has("when") {
		p.r.fail(e.at("id"), "rule %s needs either a condition (when) or a scale, not both and not neither", r.ID)
	}
	if e.has("scale") && e.has("at_least") {
		p.r.fail(e.at("at_least"), "a scale takes the highest row; at_least goes with a condition")
	}
	if r.Points.IsPositive() {
		p.refuseSensitive(e, r, "points")
	}
}

func (p *documentParser) refuseSensitive(e *section, r *rule, gives string) {
	names := []string{}
	if r.when != nil {
		names = r.when.Facts()
	}
	if r.scale != nil {
		names = append(names, r.scale.name)
	}
	for _, name := range names {
		if what := sensitive(name); what != "" {
			p.r.fail(e.at("id"), "rule %s gives %s for %q: %s is never a risk; take it out of the condition", r.ID, gives, name, what)
		}
	}
}

// actions reads the short form (action, owner, days, effect) or the list.
func (p *documentParser) actions(e *section) []Advice {
	var all []Advice
	if e.has("action") {
		all = append(all, p.advice(e, e.label("action")))
	}
	for _, n := range e.items("actions") {
		x := p.r.section(n, "an action", "text", "owner", "days", "effect", "binds")
		x.need("text", "say what to do")
		all = append(all, p.advice(x, x.label("text")))
	}
	if !e.has("action") && (e.has("owner") || e.has("days") || e.has("effect") || e.has("binds")) {
		p.r.fail(e.at("id"), "owner, days, effect and binds belong to an action; write the action beside them")
	}
	return all
}

func (p *documentParser) advice(e *section, text fact.Label) Advice {
	return Advice{Text: text, Owner: e.text("owner"), Days: e.count("days"), Effect: e.between("effect", decimal.Zero, 0, 1), Binds: e.words("binds")}
}

// verdicts reads floors or overrides.
func (p *documentParser) verdicts(s *section, key string, step Step) []rule {
	var all []rule
	for _, n := range s.items(key) {
		what := map[Step]string{Floor: "a floor", Override: "an override"}[step]
		e := p.r.section(n, what, ruleKeys("tier", "standing")...)
		r := p.rule(e, "", step)
		if !e.has("unknown") {
			r.unknown = decimal.Zero // a verdict is not given in shares unless its author says so
		}
		e.need("when", "say when it holds")
		p.verdict(e, &r)
		all = append(all, r)
	}
	return all
}

func (p *documentParser) verdict(e *section, r *rule) {
	r.Tier, r.Standing = e.text("tier"), Standing(e.text("standing"))
	if r.Tier == "" && r.Standing == Open {
		p.r.fail(e.at("id"), "rule %s decides nothing; give it a tier, a standing (HOLD or PROHIBITED) or both", r.ID)
	}
	if i := p.m.tierIndex(r.Tier); i >= 0 {
		r.from = p.m.tiers[i].From
	} else if r.Tier != "" {
		p.r.fail(e.at("tier"), "%q is not a tier of this methodology", r.Tier)
	}
	if !slices.Contains([]Standing{Open, Hold, Prohibited}, r.Standing) {
		p.r.fail(e.at("standing"), "standing is %q; write HOLD or PROHIBITED", r.Standing)
	}
	p.refuseSensitive(e, r, fmt.Sprintf("a %s", r.Step))
}
