package workbook

import (
	"github.com/tamiz-project/tamiz/risk"
	"github.com/tamiz-project/tamiz/risk/fact"
)

// A method is what the sheets look up in the methodology.
type method struct {
	of      *risk.Methodology
	tiers   []risk.Tier
	factors []risk.Factor
	titles  map[string]fact.Label // of factors
	rules   map[string]risk.Rule
	facts   map[string]fact.Definition
}

// newMethod reads a methodology; a run without one still has a report, with ids instead of titles.
func newMethod(m *risk.Methodology) *method {
	v := &method{of: m, titles: map[string]fact.Label{}, rules: map[string]risk.Rule{}, facts: map[string]fact.Definition{}}
	if m == nil {
		return v
	}
	v.tiers, v.factors = m.Tiers(), m.Factors()
	for _, f := range v.factors {
		v.titles[f.ID] = f.Title
	}
	for _, r := range m.Rules() {
		v.rules[r.ID] = r
	}
	for _, d := range m.Dictionary().Definitions() {
		v.facts[d.Name] = d
	}
	return v
}

// rank is the place of a tier from the lowest, or -1.
func (m *method) rank(tier string) int {
	for i, t := range m.tiers {
		if t.ID == tier {
			return i
		}
	}
	return -1
}

// colour is the fill and text colour of a tier.
func (m *method) colour(tier string) [2]string {
	rank := m.rank(tier)
	if rank < 0 {
		return unratedColour
	}
	return ramp[rank*(len(ramp)-1)/max(1, len(m.tiers)-1)]
}

// tier is the title of a tier, or what the catalogue calls a tier that is none (INSUFFICIENT_DATA).
func (b *book) tier(id string) string {
	if rank := b.method.rank(id); rank >= 0 {
		if title := b.method.tiers[rank].Title.In(b.c.lang); title != "" {
			return title
		}
	}
	return b.c.word("tier", id)
}

// factor is "F09 Money laundering".
func (b *book) factor(id string) string {
	if title := b.method.titles[id].In(b.c.lang); title != "" {
		return id + " " + title
	}
	return id
}

// rule is the title of a rule, or its id.
func (b *book) rule(id string) string {
	if title := b.method.rules[id].Title.In(b.c.lang); title != "" {
		return title
	}
	return id
}

// question is what is asked about a fact, or its name.
func (b *book) question(name string) string {
	d := b.method.facts[name]
	if q := d.Question.In(b.c.lang); q != "" {
		return q
	}
	if d.Doc != "" {
		return b.c.t("question.unknown", d.Doc)
	}
	return b.c.t("question.unknown", name)
}

// weight is the weight of a factor for a role, as the document writes it.
func (m *method) weight(factor string, role risk.Role) string {
	for _, f := range m.factors {
		if w, ok := f.Weight[role]; ok && f.ID == factor {
			return w.String()
		}
	}
	return ""
}

// A family groups factors for the summary.
type family struct {
	key     string
	factors []string
}

// families are the seven groups of the twenty-six factors that a board reads instead of them.
var families = []family{
	{"sanctions", []string{"F01", "F03", "F04", "F18"}},
	{"state", []string{"F02", "F19", "F21", "F22"}},
	{"network", []string{"F05", "F16", "F23"}},
	{"trafficking", []string{"F06", "F07", "F08"}},
	{"money", []string{"F09", "F10"}},
	{"place", []string{"F11", "F12", "F17", "F20", "F24"}},
	{"people", []string{"F13", "F14", "F15", "F25", "F26"}},
}

// familyOf finds the family of a factor, -1 for a factor of none.
func familyOf(factor string) int {
	for i, f := range families {
		for _, id := range f.factors {
			if id == factor {
				return i
			}
		}
	}
	return -1
}
