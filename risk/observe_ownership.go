package risk

import (
	"cmp"
	"slices"

	"github.com/tamiz-project/tamiz/risk/ownership"
	"github.com/tamiz-project/tamiz/screening"
)

// applyOwnership applies every ownership rule to those the counterparty names and to itself. Findings that a list already
// says of the party itself are left out: its hits say it.
func (s *sight) applyOwnership(g *ownership.Graph, known map[string]bool) {
	for _, rule := range s.a.rules {
		listed := s.listed(rule)
		if len(listed) == 0 && !s.unscreened(g, known) {
			continue
		}
		result := g.Apply(rule, s.a.asOf, func(id string) ownership.Status {
			switch {
			case listed[id] != "":
				return listed[id]
			case !known[id]:
				return ownership.Indeterminate
			}
			return ownership.NotBlocked
		})
		for _, id := range s.subjects() {
			f := result.Of(id)
			if f.Basis == ownership.Listed || f.Basis == ownership.Unrecorded || (f.Status == ownership.NotBlocked && len(f.Cautions) == 0) {
				continue
			}
			s.o.Ownership = append(s.o.Ownership, f)
		}
	}
}

// unscreened reports whether somebody above is known by id only, or not even by that.
func (s *sight) unscreened(g *ownership.Graph, known map[string]bool) bool {
	return len(g.Holdings("")) > 0 || slices.ContainsFunc(g.IDs(), func(id string) bool { return id != "" && !known[id] })
}

// subjects are those whom a finding may concern: the counterparty and the parties it names, each once.
func (s *sight) subjects() []string {
	ids := []string{s.c.ID}
	for _, r := range s.c.Related {
		if !slices.Contains(ids, r.ID) {
			ids = append(ids, r.ID)
		}
	}
	return ids
}

// listed says what the hits mean under a rule: a match that a reviewer confirmed blocks, one that nobody decided may.
func (s *sight) listed(rule ownership.Rule) map[string]ownership.Status {
	listed := map[string]ownership.Status{}
	for i := range s.o.Hits {
		h := &s.o.Hits[i]
		disposition := h.disposition()
		if disposition == screening.FalsePositive || (h.Discounted && disposition != screening.TrueMatch) || !s.blocks(h, rule.ID) {
			continue
		}
		switch {
		case disposition == screening.TrueMatch:
			listed[h.Party] = ownership.Blocked
		case listed[h.Party] == "":
			listed[h.Party] = ownership.Potential
		}
	}
	return listed
}

// blocks reports whether a designation of the hit is one that the rule reaches through: a freeze of the rule's own
// authority; for BIS an export control or a freeze.
func (s *sight) blocks(h *Hit, rule string) bool {
	designations := h.Designations
	if len(designations) == 0 {
		return s.presumed(h).Effect == screening.AssetFreeze
	}
	return slices.ContainsFunc(designations, func(d screening.Designation) bool {
		freeze := cmp.Or(d.Effect, s.presumed(h).Effect) == screening.AssetFreeze || (rule == "BIS" && d.Effect == screening.ExportControl)
		return freeze && d.Jurisdiction == jurisdictionOf(rule)
	})
}
