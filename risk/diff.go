package risk

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/tamiz-project/tamiz/risk/fact"
)

// A Difference is one thing that two versions of a methodology say differently.
type Difference struct {
	Where  string // rule CASH points, factor F09 weight supplier, tier HIGH from
	Before string // "" when it is new
	After  string // "" when it is gone
}

// Diff compares two versions of a methodology by what they mean: order, comments and layout do not count. An approver
// reads it instead of two documents.
func (m *Methodology) Diff(newer *Methodology) []Difference {
	before, after := m.sayings(), newer.sayings()
	keys := slices.Concat(slices.Collect(maps.Keys(before)), slices.Collect(maps.Keys(after)))
	slices.Sort(keys)
	var all []Difference
	for _, key := range slices.Compact(keys) {
		if before[key] != after[key] {
			all = append(all, Difference{Where: key, Before: before[key], After: after[key]})
		}
	}
	return all
}

// A saying is what the document says in one place, as text.
type sayings map[string]string

func (s sayings) put(value string, where ...string) {
	if value != "" && value != "0" {
		s[strings.Join(where, " ")] = value
	}
}

func (s sayings) label(l fact.Label, where ...string) {
	for lang, text := range l {
		s.put(text, append(slices.Clone(where), lang)...)
	}
}

func (m *Methodology) sayings() sayings {
	s := sayings{}
	s.put(m.id, "methodology")
	s.put(m.version, "version")
	s.put(m.approver, "approver")
	s.put(m.approved.String(), "approved")
	s.put(m.minimum.String(), "coverage minimum")
	s.put(m.insufficient, "coverage below")
	s.put(m.unknown.String(), "unknown")
	s.put(m.creditLimit.String(), "credit_limit")
	s.put(fmt.Sprint(m.threshold), "threshold")
	s.put(fmt.Sprint(m.profile), "default_profile")
	for j, binding := range m.binds {
		s.put(strings.Join(binding, ", "), "binds", j)
	}
	for i, g := range m.stages {
		s.put(fmt.Sprint(i), "stage", g.id, "place")
		if g.when != nil {
			s.put(g.when.String(), "stage", g.id, "when")
		}
	}
	for _, t := range m.tiers {
		s.put("at "+t.From.String(), "tier", t.ID, "from")
		s.put(fmt.Sprint(t.Review), "tier", t.ID, "review_days")
		s.put(fmt.Sprint(t.Rescreen), "tier", t.ID, "rescreen_days")
		s.label(t.Title, "tier", t.ID, "title")
	}
	m.sayFactors(s)
	m.sayLimits(s)
	return s
}

func (m *Methodology) sayFactors(s sayings) {
	for _, f := range m.factors {
		s.put(string(f.combine), "factor", f.ID, "combine")
		s.put(f.Source, "factor", f.ID, "source")
		s.label(f.Title, "factor", f.ID, "title")
		s.label(f.Definition, "factor", f.ID, "definition")
		for role, w := range f.Weight {
			s.put(w.String(), "factor", f.ID, "weight", string(role))
		}
		for _, g := range f.groups {
			var ids []string
			for _, i := range g {
				ids = append(ids, f.rules[i].ID)
			}
			s.put("counted once", "overlap", strings.Join(ids, ", "))
		}
		for i := range f.rules {
			f.rules[i].say(s)
		}
	}
	for _, d := range m.dict.Definitions() {
		s.put(string(d.Type), "fact", d.Name, "type")
		s.put(strings.Join(d.Values, ", "), "fact", d.Name, "values")
		s.put(d.Unit, "fact", d.Name, "unit")
		s.put(fmt.Sprint(d.Stage), "fact", d.Name, "stage")
		s.label(d.Question, "fact", d.Name, "ask")
	}
}

func (r *rule) say(s sayings) {
	at := func(key string) []string { return []string{"rule", r.ID, key} }
	s.put(string(r.Step), at("step")...)
	s.put(r.Factor, at("factor")...)
	s.put(r.Each, at("each")...)
	s.put(r.When, at("when")...)
	s.put(r.Source, at("source")...)
	s.put(r.Severity, at("severity")...)
	s.put(r.Points.String(), at("points")...)
	s.put(r.Tier, at("tier")...)
	s.put(string(r.Standing), at("standing")...)
	s.put(r.unknown.String(), at("unknown")...)
	s.put(fmt.Sprint(r.stage), at("stage")...)
	if r.atLeast > 1 {
		s.put(fmt.Sprint(r.atLeast), at("at_least")...)
	}
	if r.scale != nil {
		s.put(fmt.Sprintf("%s from %s to %s", r.scale.name, r.scale.none, r.scale.full), at("scale")...)
	}
	s.label(r.Title, at("title")...)
	s.label(r.Caution, at("caution")...)
	for i, a := range r.Actions {
		where := at(fmt.Sprintf("action %d", i+1))
		s.label(a.Text, where...)
		s.put(fmt.Sprintf("%s, %d days, effect %s, binds %v", a.Owner, a.Days, a.Effect, a.Binds), append(where, "terms")...)
	}
}

func (m *Methodology) sayLimits(s sayings) {
	for _, c := range m.caps {
		s.put("at "+c.at.String(), "cap", c.id, "at")
		s.put(strings.Join(c.factors, ", "), "cap", c.id, "factors")
		s.put(c.source, "cap", c.id, "source")
		s.label(c.title, "cap", c.id, "title")
	}
	for _, verdicts := range [][]rule{m.floors, m.overrides} {
		for i := range verdicts {
			verdicts[i].say(s)
		}
	}
	for _, c := range m.controls {
		s.put(c.MaxCredit.String(), "control", c.ID, "max_credit")
		s.put(strings.Join(c.Factors, ", "), "control", c.ID, "factors")
		s.put(fmt.Sprint(c.MaxAge), "control", c.ID, "max_age_days")
		s.label(c.Title, "control", c.ID, "title")
	}
}
