package risk

import (
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"
	"github.com/tamiz-project/tamiz/risk/fact"
	"github.com/tamiz-project/tamiz/risk/ownership"
	"github.com/tamiz-project/tamiz/screening"
)

const (
	// nearby is how far hops_to_listed looks: a listed officer is one step, a shared director two; further away half the
	// country is connected.
	nearby = 2
	// common is how many parties may share an officer or an address before it says nothing. It is lower than ownership's
	// own default, because each party found beside a counterparty is searched for.
	common = 10
)

// hopsToListed is the distance to the nearest party with a freeze or terrorist designation that no reviewer ruled out. The
// counterparty's own hits are not a step. That nobody was found is no answer: who was not named was not looked at.
func hopsToListed(s *sight) fact.Value {
	link := s.nearestHit()
	if link.Hops != 1 && s.a.ownership != nil {
		for _, id := range s.a.ownership.Find(s.c.Party) {
			o := &ownership.NetworkOptions{Day: s.a.asOf, Listed: s.beside(id), Hops: nearby, Common: common}
			for _, l := range s.a.ownership.Network(id, o) {
				if link.Hops == 0 || l.Hops < link.Hops {
					link = l
				}
			}
		}
	}
	if link.Hops == 0 {
		return fact.Unknown()
	}
	return fact.Number(decimal.NewFromInt(int64(link.Hops))).From(fact.Origin{Source: pathText(link)})
}

// nearestHit is the nearest listed party among those that were screened with the counterparty.
func (s *sight) nearestHit() ownership.Link {
	listed := map[string]bool{}
	for i := range s.o.Hits {
		h := &s.o.Hits[i]
		if h.Relation == "" || h.disposition() == screening.FalsePositive || h.Discounted || !grave(s, h) {
			continue
		}
		if h.Relation != Upstream {
			return ownership.Link{Party: s.c.ID, To: h.Party, Hops: 1, Path: []ownership.Tie{{From: s.c.ID, To: h.Party, Kind: ownership.TieKind(h.Relation)}}}
		}
		listed[h.Party] = true
	}
	if s.owners == nil || len(listed) == 0 {
		return ownership.Link{}
	}
	links := s.owners.Network(s.c.ID, &ownership.NetworkOptions{Day: s.a.asOf, Hops: nearby, Listed: func(id string) ownership.Status {
		if listed[id] {
			return ownership.Potential
		}
		return ownership.NotBlocked
	}})
	if len(links) == 0 {
		return ownership.Link{}
	}
	return links[0]
}

// beside searches the lists for a party of the register that stands beside the counterparty's own node.
func (s *sight) beside(own string) func(id string) ownership.Status {
	return func(id string) ownership.Status {
		party, ok := s.a.ownership.Party(id)
		if !ok || id == own {
			return ownership.NotBlocked
		}
		hits, err := s.a.search.Search(party, &screening.SearchOptions{Threshold: s.a.threshold, AsOf: s.a.asOf})
		if err != nil {
			return ownership.NotBlocked // it has nothing to search for; what stands above the counterparty is screened and reported elsewhere
		}
		for _, found := range hits {
			h := Hit{Party: id, Hit: found}
			if d, ok := s.a.decisions.Find(id, found.List, found.EntryID); ok {
				h.Decision = &d
			}
			if h.disposition() != screening.FalsePositive && !h.Discounted && grave(s, &h) {
				return ownership.Potential
			}
		}
		return ownership.NotBlocked
	}
}

// grave reports whether a hit is on a freeze or a terrorist designation, of whatever authority.
func grave(s *sight, h *Hit) bool {
	designations := h.Designations
	if len(designations) == 0 {
		designations = []screening.Designation{s.presumed(h)}
	}
	return slices.ContainsFunc(designations, func(d screening.Designation) bool {
		return d.Effect == screening.AssetFreeze || d.Effect == screening.Terrorist
	})
}

// pathText is a connection in one line: "a -officer- b -shares- c".
func pathText(l ownership.Link) string {
	var b strings.Builder
	b.WriteString(l.Party)
	for _, tie := range l.Path {
		fmt.Fprintf(&b, " -%s- %s", tie.Kind, tie.To)
	}
	return b.String()
}

func (s *sight) structure() (ownership.Structure, bool) {
	if s.owners == nil {
		return ownership.Structure{}, false
	}
	shape := s.owners.Structure(s.c.ID, s.a.asOf)
	return shape, shape.Owners > 0
}

func ownershipLayers(s *sight) fact.Value {
	shape, ok := s.structure()
	if !ok {
		return fact.Unknown()
	}
	return count(shape.Layers)
}

func ownershipCircular(s *sight) fact.Value {
	shape, ok := s.structure()
	if !ok {
		return fact.Unknown()
	}
	return fact.Bool(len(shape.Circular) > 0)
}

func ownershipOpaque(s *sight) fact.Value {
	shape, ok := s.structure()
	if !ok {
		return fact.Unknown()
	}
	return fact.Bool(len(shape.Opaque) > 0)
}
