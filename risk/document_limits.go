package risk

import (
	"slices"

	"github.com/shopspring/decimal"
)

// caps reads the most that some factors may add together. A factor stands in one cap at most: two would take the same
// points away twice.
func (p *documentParser) caps(s *section) {
	for _, n := range s.items("caps") {
		e := p.r.section(n, "a cap", "id", "title", "factors", "at", "source")
		c := limit{id: e.text("id"), title: e.label("title"), source: e.text("source"), factors: e.words("factors"), at: e.between("at", hundred(), 0, 100)}
		if e.need("id", "reports cite it by its id") {
			p.unique(e, c.id)
		}
		e.need("at", "say how many points the factors may add together")
		e.need("factors", "name the factors that it holds down")
		for i, id := range c.factors {
			f := p.m.factorIndex(id)
			switch {
			case f < 0:
				p.r.fail(e.items("factors")[i], "%q is not a factor of this methodology", id)
			case p.m.factors[f].cap >= 0:
				p.r.fail(e.items("factors")[i], "factor %s already stands in cap %s; join the two caps", id, p.m.caps[p.m.factors[f].cap].id)
			default:
				p.m.factors[f].cap = len(p.m.caps)
			}
		}
		p.m.caps = append(p.m.caps, c)
	}
}

// overlaps reads which rules measure the same thing. They must stand in one factor: between factors, "only the higher
// counts" could make a score fall when an input gets worse.
func (p *documentParser) overlaps(s *section) {
	for _, n := range s.items("overlaps") {
		e := p.r.section(n, "an overlap", "rules", "because")
		e.need("rules", "name the rules that measure the same thing")
		var group []int
		home := -1
		for i, id := range e.words("rules") {
			f, r := p.findRule(id)
			switch {
			case f < 0:
				p.r.fail(e.items("rules")[i], "%q is not a rule of a factor", id)
			case home >= 0 && f != home:
				p.r.fail(e.items("rules")[i], "rule %s belongs to factor %s and the ones before it to %s; move them into one factor, or cap the two factors",
					id, p.m.factors[f].ID, p.m.factors[home].ID)
			default:
				home, group = f, append(group, r)
			}
		}
		if home >= 0 {
			p.m.factors[home].groups = append(p.m.factors[home].groups, group)
		}
	}
}

func (p *documentParser) findRule(id string) (factor, index int) {
	for i, f := range p.m.factors {
		if j := slices.IndexFunc(f.rules, func(r rule) bool { return r.ID == id }); j >= 0 {
			return i, j
		}
	}
	return -1, -1
}

// controls reads what the methodology gives credit for.
func (p *documentParser) controls(s *section) {
	for _, n := range s.items("controls") {
		e := p.r.section(n, "a control", "id", "title", "factors", "max_credit", "max_age_days", "source")
		c := control{Mitigation: Mitigation{
			ID: e.text("id"), Title: e.label("title"), Factors: e.words("factors"), MaxAge: e.count("max_age_days"), Source: e.text("source"),
			MaxCredit: e.between("max_credit", decimal.Zero, 0, 1),
		}}
		if e.need("id", "counterparties name it by its id") {
			p.unique(e, c.ID)
		}
		e.need("max_credit", "say which share of the points it can remove at most, 0 to 1")
		for i, id := range c.Factors {
			f := p.m.factorIndex(id)
			if f < 0 {
				p.r.fail(e.items("factors")[i], "%q is not a factor of this methodology", id)
			}
			c.factors = append(c.factors, f)
		}
		p.m.controls = append(p.m.controls, c)
	}
}

// index makes rules findable by id, once the slices have stopped growing.
func (p *documentParser) index() {
	m := p.m
	for i := range m.factors {
		for j := range m.factors[i].rules {
			m.ruleByID[m.factors[i].rules[j].ID] = &m.factors[i].rules[j]
		}
	}
	for _, verdicts := range [][]rule{m.floors, m.overrides} {
		for i := range verdicts {
			m.ruleByID[verdicts[i].ID] = &verdicts[i]
		}
	}
}
