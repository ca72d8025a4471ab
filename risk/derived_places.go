package risk

import (
	"cmp"
	"slices"
	"strings"

	"github.com/tamiz-project/tamiz/risk/fact"
	"github.com/tamiz-project/tamiz/screening"
	"github.com/tamiz-project/tamiz/screening/countries"
)

func placeQuestion() fact.Label {
	return fact.Label{
		"en": "Where is it incorporated, and where does it work?", "es": "¿Dónde está constituida y dónde trabaja?",
		"pt": "Onde está constituída e onde trabalha?",
	}
}

func placeDefinitions() []fact.Definition {
	return []fact.Definition{
		define("place.country", fact.Word, "alpha-2"),
		define("place.subdivision", fact.Word, "ISO 3166-2 or a named zone, where known"),
		define("place.as", fact.Word, "what happens there: incorporation, operations, route, bank, owner, ..."),
		asking(define("place.zones", fact.Words, "ids of the zones that it may lie in: border strips, ports, free zones, declared areas"),
			"In which state and town is it?", "¿En qué estado y ciudad está?", "Em que estado e cidade fica?"),
		define("place.zone_kinds", fact.Words, "kinds of those zones"),
	}
}

// placeRows gives one row for each place in each role, with the indicators that the methodology asks for: of the
// subdivision where there is a value, else of the country. Nobody having named a place leaves the table incomplete.
func placeRows(s *sight) fact.Table {
	table := fact.Table{}
	for _, p := range s.places() {
		row := fact.Row{ID: cmp.Or(p.Subdivision, p.Country) + "/" + p.As, Facts: fact.Set{
			"place.country": wordOrUnknown(p.Country), "place.subdivision": wordOrUnknown(p.Subdivision), "place.as": wordOrUnknown(p.As),
		}}
		row.Facts["place.zones"], row.Facts["place.zone_kinds"] = s.zones(p)
		for _, series := range s.a.series {
			row.Facts["place."+series] = s.indicator(series, p)
		}
		table.Rows = append(table.Rows, row)
	}
	table.Complete = len(table.Rows) > 0
	return table
}

// places collects where the counterparty and the parties behind it are, each place once per role.
func (s *sight) places() []Place {
	all := slices.Clone(s.c.Places)
	for _, country := range s.c.Countries {
		all = append(all, Place{Country: country, As: "incorporation"})
	}
	for _, a := range s.c.Addresses {
		if a.Country != "" {
			all = append(all, Place{Country: a.Country, Subdivision: cmp.Or(a.Subdivision, a.City), As: "operations"})
		}
		if country := countryInText(a); country != "" {
			all = append(all, Place{Country: country, Subdivision: a.Subdivision, As: "address"})
		}
		all = s.mentioned(all, a)
	}
	for _, r := range s.c.Related {
		for _, country := range r.Countries {
			all = append(all, Place{Country: country, As: string(r.Relation)})
		}
	}
	slices.SortFunc(all, func(a, b Place) int {
		return cmp.Or(cmp.Compare(a.Country, b.Country), cmp.Compare(a.Subdivision, b.Subdivision), cmp.Compare(a.As, b.As))
	})
	return slices.Compact(all)
}

// countryInText returns the country that an address ends with in words, where its country field is empty or says another:
// what stands in the text must not escape because a field was left blank. Codes do not count ("Los Angeles, CA"), nor
// does a name that is also a part of the country given ("Granada" in Nicaragua).
func countryInText(a screening.Address) string {
	parts := strings.FieldsFunc(a.Text, func(r rune) bool { return strings.ContainsRune(",;\n", r) })
	if len(parts) == 0 {
		return ""
	}
	last := strings.TrimSpace(parts[len(parts)-1])
	country, ok := countries.Parse(last)
	if !ok || len(last) <= 3 || country == a.Country {
		return ""
	}
	if _, part := countries.ParseSubdivision(a.Country, last); part {
		return ""
	}
	return country
}

// mentioned adds the zones that the text of an address names, also where its country is empty or says otherwise.
func (s *sight) mentioned(all []Place, a screening.Address) []Place {
	if s.a.indicators == nil {
		return all
	}
	for _, z := range s.a.indicators.Mentions(a.Text+" "+a.City, s.a.asOf) {
		all = append(all, Place{Country: a.Country, Subdivision: z.Area, As: "operations"})
	}
	return all
}

// indicator looks a series up. An optional series that nobody loaded does not apply; any other without a value is unknown.
func (s *sight) indicator(series string, p Place) fact.Value {
	if s.a.absent[series] {
		return fact.NotApplicable()
	}
	if s.a.indicators == nil {
		return fact.Unknown()
	}
	for _, area := range []string{p.Subdivision, p.Country} {
		v, ok := s.a.indicators.Lookup(series, area, s.a.asOf)
		if area == "" || !ok {
			continue
		}
		from := fact.Origin{Source: v.Source, Date: v.From}
		if v.Text != "" {
			return fact.Text(v.Text).From(from)
		}
		return fact.Number(v.Number).From(from)
	}
	return fact.Unknown()
}

// zones returns the zones that a place may lie in, and their kinds. Of a place known by its country only they are unknown.
func (s *sight) zones(p Place) (ids, kinds fact.Value) {
	if s.a.indicators == nil || p.Subdivision == "" {
		return fact.Unknown(), fact.Unknown()
	}
	zones, words := []string{}, []string{}
	for _, z := range s.a.indicators.Zones(p.Country, p.Subdivision, s.a.asOf) {
		zones, words = append(zones, z.Area), append(words, z.Text)
	}
	return fact.Texts(zones...), fact.Texts(words...)
}
