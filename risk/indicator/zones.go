package indicator

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/runes"
	"golang.org/x/text/transform"
	"golang.org/x/text/unicode/norm"

	"github.com/tamiz-project/tamiz/screening"
)

// The series that describe zones: their kind, the areas they lie in, the names of places in them.
const (
	zoneKinds = "ZONE"
	zoneAreas = "ZONE_AREAS"
	zoneNames = "ZONE_NAMES"
)

// Zones returns the zones that a place may be in on a day, as values of the series ZONE (Area is the zone's id, Text its
// kind), by id. A place is a country with a subdivision as somebody wrote it: an ISO 3166-2 code ("PY-10"), a zone's own
// id ("TBA") or the name of a town ("Ciudad del Este"), compared without case and accents. A code finds every zone that touches the
// subdivision, a name only the zones that list it, in the country given. A zone that a place may be in is a question to
// ask, not a finding about the party.
func (t *Table) Zones(country, subdivision string, day screening.Date) []Value {
	var out []Value
	for k := range t.values {
		if k.series != zoneKinds || subdivision == "" {
			continue
		}
		if v, ok := t.Lookup(zoneKinds, k.area, day); ok && t.within(k.area, country, subdivision, day) {
			out = append(out, v)
		}
	}
	slices.SortFunc(out, func(a, b Value) int { return strings.Compare(a.Area, b.Area) })
	return out
}

func (t *Table) within(zone, country, subdivision string, day screening.Date) bool {
	if zone == subdivision {
		return true
	}
	areas, _ := t.Lookup(zoneAreas, zone, day)
	inCountry := false
	for area := range strings.SplitSeq(areas.Text, "|") {
		if area == subdivision {
			return true
		}
		inCountry = inCountry || country == "" || area == country || strings.HasPrefix(area, country+"-")
	}
	names, _ := t.Lookup(zoneNames, zone, day)
	wanted := fold(subdivision)
	return inCountry && slices.ContainsFunc(strings.Split(names.Text, "|"), func(n string) bool { return fold(n) == wanted })
}

// fold removes case, accents and outer space.
func fold(s string) string {
	plain, _, err := transform.String(transform.Chain(norm.NFD, runes.Remove(runes.In(unicode.Mn)), norm.NFC), s)
	if err != nil {
		plain = s
	}
	return strings.Join(strings.Fields(strings.ToLower(plain)), " ")
}
