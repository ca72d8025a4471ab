package risk

import (
	"cmp"
	"slices"

	"github.com/shopspring/decimal"
	"github.com/tamiz-project/tamiz/risk/fact"
	"github.com/tamiz-project/tamiz/screening"
)

// A hitDerivation computes one fact of a hit under one of its designations.
type hitDerivation struct {
	fact.Definition
	of func(*sight, *Hit, *screening.Designation) fact.Value
}

func hitDerivations() []hitDerivation {
	return []hitDerivation{
		{define("hit.list", fact.Word, "id of the list"), func(_ *sight, h *Hit, _ *screening.Designation) fact.Value { return fact.Text(h.List) }},
		{define("hit.list_official", fact.YesNo, "the list is the authority's own"), hitListOfficial},
		{define("hit.list_kind", fact.Word, "sort of act: executive_list, treaty_body, decree, legislative_declaration, indictment, reward, ..."), func(_ *sight, _ *Hit, d *screening.Designation) fact.Value { return wordOrUnknown(d.AuthorityKind) }},
		{define("hit.effect", fact.Word, "what the listing does: asset_freeze, sectoral, debarment, tax, pep, information, ..."), func(_ *sight, _ *Hit, d *screening.Designation) fact.Value { return wordOrUnknown(d.Effect) }},
		{define("hit.jurisdiction", fact.Word, "whose act it is: alpha-2, UN, EU, none"), hitJurisdiction},
		{define("hit.programme", fact.Word, "programme of the listing"), func(_ *sight, _ *Hit, d *screening.Designation) fact.Value { return wordOrUnknown(d.Programme) }},
		{define("hit.status", fact.Word, "standing of the listing: active, presumed, definitive, disproved, favourable, ..."), hitStatus},
		{define("hit.binding", fact.YesNo, "the listing binds us, by the jurisdictions of the profile"), hitBinding},
		{define("hit.secondary", fact.YesNo, "the list warns of secondary sanctions"), func(_ *sight, _ *Hit, d *screening.Designation) fact.Value { return fact.Bool(d.Secondary != "") }},
		{define("hit.age_days", fact.Quantity, "days since the listing"), func(s *sight, _ *Hit, d *screening.Designation) fact.Value { return daysSince(d.From, s.a.asOf) }},
		{define("hit.score", fact.Quantity, "similarity, 0 to 1 at four decimals"), hitScore},
		{define("hit.weak", fact.YesNo, "the name that matched is a nickname or a broad alias"), func(_ *sight, h *Hit, _ *screening.Designation) fact.Value {
			return fact.Bool(h.NameType == screening.WeakAlias)
		}},
		{define("hit.strong", fact.YesNo, "an identifier agrees exactly"), hitStrong},
		{define("hit.relation", fact.Word, "who was found: self, or the relation of the related party"), hitRelation},
		{define("hit.disposition", fact.Word, "what a reviewer decided, pending while nobody has", dispositions()...), hitDisposition},
	}
}

func dispositions() []string {
	return []string{
		string(screening.Pending), string(screening.FalsePositive), string(screening.TrueMatch), string(screening.Escalated),
		string(screening.NeedInformation),
	}
}

func hitDefinitions() []fact.Definition {
	var defs []fact.Definition
	for _, d := range hitDerivations() {
		defs = append(defs, d.Definition)
	}
	return defs
}

// hitRows gives one row for every designation in force of every hit; the row's id is the hit's. A discounted hit, which
// other evidence pushed below the threshold, is no alert and has no row, unless a reviewer decided that it is a match.
func hitRows(s *sight) fact.Table {
	table := fact.Table{Complete: true}
	for i := range s.o.Hits {
		h := &s.o.Hits[i]
		if h.Discounted && h.disposition() != screening.TrueMatch {
			continue
		}
		designations := h.Designations
		if len(designations) == 0 {
			designations = []screening.Designation{s.presumed(h)}
		}
		for _, d := range designations {
			d.Effect = cmp.Or(d.Effect, s.presumed(h).Effect)
			table.Rows = append(table.Rows, fact.Row{ID: h.ID, Facts: s.a.hitFacts(s, h, &d)})
		}
	}
	return table
}

func (a *Assessor) hitFacts(s *sight, h *Hit, d *screening.Designation) fact.Set {
	set := make(fact.Set, len(a.hitDerivations))
	for _, derive := range a.hitDerivations {
		set[derive.Name] = derive.of(s, h, d)
	}
	return set
}

// presumed stands in for an entry that states no designation, or none with an effect: on an official list it is taken for the gravest, a freeze
// that binds; on any other for information.
func (s *sight) presumed(h *Hit) screening.Designation {
	if s.a.lists[h.List].Official {
		return screening.Designation{Effect: screening.AssetFreeze, AuthorityKind: screening.ExecutiveList, Status: screening.Unconfirmed}
	}
	return screening.Designation{Effect: screening.Information, AuthorityKind: screening.Internal, Status: screening.Unconfirmed}
}

func wordOrUnknown[S ~string](s S) fact.Value {
	if s == "" {
		return fact.Unknown()
	}
	return fact.Text(string(s))
}

func hitListOfficial(s *sight, h *Hit, _ *screening.Designation) fact.Value {
	return fact.Bool(s.a.lists[h.List].Official)
}

func hitJurisdiction(_ *sight, _ *Hit, d *screening.Designation) fact.Value {
	if d.Jurisdiction == "" {
		return fact.Text("none")
	}
	return fact.Text(d.Jurisdiction)
}

func hitStatus(_ *sight, _ *Hit, d *screening.Designation) fact.Value {
	if d.Status == screening.Active {
		return fact.Text("active")
	}
	return fact.Text(string(d.Status))
}

// hitBinding: a listing binds when its jurisdiction is among those that bind the profile; one without a jurisdiction is an
// internal or private list and binds by our own policy.
func hitBinding(s *sight, _ *Hit, d *screening.Designation) fact.Value {
	return fact.Bool(d.Jurisdiction == "" || s.a.bound(d.Jurisdiction))
}

func hitScore(_ *sight, h *Hit, _ *screening.Designation) fact.Value {
	return fact.Number(decimal.NewFromFloat(h.Score).Round(4))
}

func hitStrong(_ *sight, h *Hit, _ *screening.Designation) fact.Value {
	return fact.Bool(isStrong(h.Hit))
}

// isStrong reports whether an identifier of a hit agrees exactly.
func isStrong(h screening.Hit) bool {
	return slices.ContainsFunc(h.Evidence, func(e screening.Evidence) bool { return e.Code == "identifier_same" })
}

func hitRelation(_ *sight, h *Hit, _ *screening.Designation) fact.Value {
	if h.Relation == "" {
		return fact.Text("self")
	}
	return fact.Text(string(h.Relation))
}

func hitDisposition(_ *sight, h *Hit, _ *screening.Designation) fact.Value {
	return fact.Text(string(h.disposition()))
}

// disposition is what holds for a hit now: pending when nobody decided, or when the decision no longer holds.
func (h *Hit) disposition() screening.Disposition {
	if h.Decision == nil || h.Reopened != "" {
		return screening.Pending
	}
	return h.Decision.Disposition
}
