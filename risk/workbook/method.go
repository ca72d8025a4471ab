package workbook

import (
	"slices"
	"strings"

	"github.com/tamiz-project/tamiz/risk"
	"github.com/tamiz-project/tamiz/risk/fact"
)

// A method is what the sheets look up in the methodology, in one language.
type method struct {
	of      *risk.Methodology
	tiers   []risk.Tier
	factors []risk.Factor
	names   map[string]string // of factors: "F09 Money laundering"
	titles  map[string]string // of rules
	weights map[weighing]string
	rules   map[string]risk.Rule
	facts   map[string]fact.Definition
}

// A weighing is a factor for a role.
type weighing struct {
	factor string
	role   risk.Role
}

// newMethod reads a methodology; a run without one still has a report, with ids instead of titles.
func newMethod(m *risk.Methodology, lang string) *method {
	v := &method{
		of: m, names: map[string]string{}, titles: map[string]string{}, weights: map[weighing]string{}, rules: map[string]risk.Rule{}, facts: map[string]fact.Definition{},
	}
	if m == nil {
		return v
	}
	v.tiers, v.factors = m.Tiers(), m.Factors()
	for _, f := range v.factors {
		v.names[f.ID] = strings.TrimSpace(f.ID + " " + f.Title.In(lang))
		for role, w := range f.Weight {
			v.weights[weighing{f.ID, role}] = w.String()
		}
	}
	for _, r := range m.Rules() {
		v.rules[r.ID], v.titles[r.ID] = r, r.Title.In(lang)
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

// factor is "F09 Money laundering", or its id.
func (b *book) factor(id string) string {
	if name, ok := b.method.names[id]; ok {
		return name
	}
	return id
}

// rule is the title of a rule, or its id.
func (b *book) rule(id string) string {
	if title := b.method.titles[id]; title != "" {
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
		if slices.Contains(f.factors, factor) {
			return i
		}
	}
	return -1
}
