package risk

import (
	"slices"
	"time"

	"github.com/shopspring/decimal"
	"github.com/tamiz-project/tamiz/risk/fact"
	"github.com/tamiz-project/tamiz/risk/ownership"
	"github.com/tamiz-project/tamiz/screening"
)

// Facts that Observe derives stand in the tables of this file and of derived_hits.go, derived_places.go and
// derived_owners.go. To add one, write a line with its definition and a small function; every methodology may then use it.

// A derivation computes one fact of the counterparty, of ourselves or of the run.
type derivation struct {
	fact.Definition
	of func(*sight) fact.Value
}

// A tableDerivation computes the rows of one table. It replaces a table of the same name that the counterparty brings,
// unless joins says that it adds to it.
type tableDerivation struct {
	name  string
	defs  []fact.Definition
	rows  func(*sight) fact.Table
	joins bool
	ask   fact.Label // when nobody filled it in
}

// A sight is a counterparty while it is observed.
type sight struct {
	a *Assessor
	c *Counterparty
	o *Observation

	owners *ownership.Graph // what the counterparty and the register say together; nil when nobody said anything
}

func define(name string, t fact.Type, doc string, values ...string) fact.Definition {
	return fact.Definition{Name: name, Type: t, Doc: doc, Values: values, Derived: true}
}

// asking gives a derived fact the question that fills it when it is unknown.
func asking(d fact.Definition, en, es, pt string) fact.Definition {
	d.Question = fact.Label{"en": en, "es": es, "pt": pt}
	return d
}

func derivations() []derivation {
	return []derivation{
		{define("party.kind", fact.Word, "what the counterparty is", "person", "organization", "vessel", "aircraft", "unknown"), partyKind},
		{define("party.role", fact.Word, "what it is to us", string(Supplier), string(Customer), string(Partner)), func(s *sight) fact.Value { return fact.Text(string(s.c.Role)) }},
		{define("party.countries", fact.Words, "its countries, alpha-2"), func(s *sight) fact.Value { return fact.Texts(s.c.Countries...) }},
		{asking(define("party.age_days", fact.Quantity, "days since it was founded, for the youngest it can be; of a person: not applicable"),
			"When was it founded?", "¿Cuándo se constituyó?", "Quando foi constituída?"), partyAge},
		{define("party.identified", fact.YesNo, "it brings at least one identifier"), func(s *sight) fact.Value { return fact.Bool(len(s.c.Identifiers) > 0) }},
		{define("party.missing", fact.Words, "what nobody told us of it: identifier, country, address, founded, owners, officers", missingWords()...), partyMissing},
		{define("party.related", fact.Quantity, "how many parties behind or beside it were screened"), func(s *sight) fact.Value { return count(len(s.c.Related)) }},
		{define("party.zones", fact.Words, "kinds of the zones that its places may be in; unknown where no subdivision or town is given"), partyZones},
		{define("profile.jurisdictions", fact.Words, "jurisdictions that bind us, alpha-2, EU, UN"), func(s *sight) fact.Value { return fact.Texts(s.a.profile.Jurisdictions...) }},
		{define("profile.currencies", fact.Words, "currencies we pay in"), func(s *sight) fact.Value { return fact.Texts(s.a.profile.Currencies...) }},
		{define("profile.covered_fi", fact.YesNo, "we are a covered financial institution"), func(s *sight) fact.Value { return fact.Bool(s.a.profile.CoveredFI) }},
		{define("run.official_list", fact.YesNo, "an authority's own full list was searched"), func(s *sight) fact.Value { return fact.Bool(s.a.official) }},
		{define("run.stale_list", fact.YesNo, "a list was older than its maximum age"), func(s *sight) fact.Value { return fact.Bool(s.a.stale) }},
		{define("run.as_of", fact.Date, "the day for which the answer holds"), func(s *sight) fact.Value { return fact.Day(s.a.asOf) }},
		{asking(define("unknown_owner_share", fact.Quantity, "percent of the shares whose owner nobody named; derived where owners with shares are given"),
			"Who owns it, and which share does each hold?", "¿Quiénes son los dueños y qué porcentaje tiene cada uno?", "Quem são os donos e que participação tem cada um?"), unknownOwnerShare},
		{asking(define("hops_to_listed", fact.Quantity, "steps to the nearest party that is or may be listed, over owners, officers, agents, and what the register shares; derived where there is one within two"),
			"How many steps is it from a listed party?", "¿A cuántos pasos está de una parte listada?", "A quantos passos está de uma parte listada?"), hopsToListed},
		{define("ownership_layers", fact.Quantity, "stakes in the longest chain of owners above it"), ownershipLayers},
		{define("ownership_circular", fact.YesNo, "parties above it own each other in a circle"), ownershipCircular},
		{define("ownership_opaque", fact.YesNo, "somewhere above it nobody can see who owns, or how much"), ownershipOpaque},
	}
}

func tableDerivations() []tableDerivation {
	return []tableDerivation{
		{name: "hit", defs: hitDefinitions(), rows: hitRows},
		{name: "place", defs: placeDefinitions(), rows: placeRows, joins: true, ask: placeQuestion()},
		{name: "owner", defs: ownerDefinitions(), rows: ownerRows, joins: true, ask: ownerQuestion()},
		{name: "related", defs: relatedDefinitions(), rows: relatedRows, joins: true, ask: relatedQuestion()},
		{name: "ownership", defs: ownershipDefinitions(), rows: ownershipRows},
	}
}

// derivedDefinitions documents every derived fact.
func derivedDefinitions() []fact.Definition {
	var defs []fact.Definition
	for _, d := range derivations() {
		defs = append(defs, d.Definition)
	}
	for _, t := range tableDerivations() {
		defs = append(defs, fact.Definition{Name: t.name, Type: fact.Rows, Derived: true, Question: t.ask})
		defs = append(defs, t.defs...)
	}
	return defs
}

func count(n int) fact.Value { return fact.Number(decimal.NewFromInt(int64(n))) }

func partyKind(s *sight) fact.Value {
	if s.c.Kind == screening.Unknown {
		return fact.Text("unknown")
	}
	return fact.Text(string(s.c.Kind))
}

// partyAge counts from the latest day the founding can mean, because a young company is the risk.
func partyAge(s *sight) fact.Value {
	if s.c.Kind == screening.Person {
		return fact.NotApplicable()
	}
	var latest screening.Date
	for _, d := range s.c.Founded {
		if d.Last().Compare(latest) > 0 {
			latest = d.Last()
		}
	}
	return daysSince(latest, s.a.asOf)
}

// daysSince returns the days from one day to another, unknown when the first is.
func daysSince(from, to screening.Date) fact.Value {
	start, err := time.Parse(time.DateOnly, from.First().String())
	if err != nil {
		return fact.Unknown()
	}
	end, err := time.Parse(time.DateOnly, to.First().String())
	if err != nil {
		return fact.Unknown()
	}
	return count(int(end.Sub(start) / (24 * time.Hour)))
}

func missingWords() []string {
	return []string{"identifier", "country", "address", "founded", "owners", "officers"}
}

func partyMissing(s *sight) fact.Value {
	c := s.c
	person := c.Kind == screening.Person
	given := []bool{
		len(c.Identifiers) > 0, len(c.Countries)+len(c.Places) > 0, len(c.Addresses) > 0, person || len(c.Founded) > 0,
		person || c.hasRelated(Owner), person || c.hasRelated(Officer),
	}
	missing := []string{}
	for i, word := range missingWords() {
		if !given[i] {
			missing = append(missing, word)
		}
	}
	return fact.Texts(missing...)
}

// partyZones gives the kinds of the zones that any place of the counterparty may lie in.
func partyZones(s *sight) fact.Value {
	kinds, asked := []string{}, false
	for _, p := range s.places() {
		_, found := s.zones(p)
		asked = asked || found.Known()
		kinds = append(kinds, found.Words()...)
	}
	if !asked {
		return fact.Unknown()
	}
	slices.Sort(kinds)
	return fact.Texts(slices.Compact(kinds)...)
}
