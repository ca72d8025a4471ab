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

// The series that describe zones: their kind, the areas they lie in, the names of places in them, and those of the names
// that are distinctive enough to be recognised inside an address.
const (
	zoneKinds    = "ZONE"
	zoneAreas    = "ZONE_AREAS"
	zoneNames    = "ZONE_NAMES"
	zoneMentions = "ZONE_MENTIONS"
)

// A zone is what the zone series say of one area, folded once.
type zone struct {
	id              string
	areas           []string
	names, mentions []string // folded
}

// readZones gathers the zones by id. Where they lie and what they are called is taken from the latest edition.
func (t *Table) readZones() []zone {
	var all []zone
	for k := range t.values {
		if k.series == zoneKinds {
			all = append(all, zone{
				id: k.area, areas: t.texts(zoneAreas, k.area), names: each(t.texts(zoneNames, k.area), fold), mentions: each(t.texts(zoneMentions, k.area), plain),
			})
		}
	}
	slices.SortFunc(all, func(a, b zone) int { return strings.Compare(a.id, b.id) })
	return all
}

func (t *Table) texts(series, area string) []string {
	v, ok := t.Lookup(series, area, screening.Date{})
	if !ok {
		return nil
	}
	return strings.Split(v.Text, "|")
}

func each(in []string, f func(string) string) []string {
	out := make([]string, len(in))
	for i, s := range in {
		out[i] = f(s)
	}
	return out
}

// Zones returns the zones that a place may be in on a day, as values of the series ZONE (Area is the zone's id, Text its
// kind), by id. A place is a country with a subdivision as somebody wrote it: an ISO 3166-2 code ("PY-10"), a zone's own
// id ("TBA") or the name of a town ("Ciudad del Este"), compared without case and accents. A code finds the zones that hold
// most of the subdivision, a name only the zones that list it, in the country given. A zone that a place may be in is a
// question to ask, not a finding about the party.
func (t *Table) Zones(country, subdivision string, day screening.Date) []Value {
	if subdivision == "" {
		return nil
	}
	town := fold(subdivision)
	return t.zonesWhere(day, func(z zone) bool {
		if z.id == subdivision || slices.Contains(z.areas, subdivision) {
			return true
		}
		return z.in(country) && slices.Contains(z.names, town)
	})
}

// Mentions returns the zones of which a text, such as an address, holds a distinctive name (series ZONE_MENTIONS): whole words,
// without case and accents, whatever country stands beside them. "Yalta, Krimea" is such a text.
func (t *Table) Mentions(text string, day screening.Date) []Value {
	padded := " " + plain(text) + " "
	return t.zonesWhere(day, func(z zone) bool {
		return slices.ContainsFunc(z.mentions, func(name string) bool { return strings.Contains(padded, " "+name+" ") })
	})
}

func (t *Table) zonesWhere(day screening.Date, holds func(zone) bool) []Value {
	var out []Value
	for _, z := range t.zones {
		if !holds(z) {
			continue
		}
		if v, ok := t.Lookup(zoneKinds, z.id, day); ok {
			out = append(out, v)
		}
	}
	return out
}

// in reports whether a zone lies in a country, at least in part; in any when the country is not known.
func (z zone) in(country string) bool {
	return country == "" || slices.ContainsFunc(z.areas, func(area string) bool {
		return area == country || strings.HasPrefix(area, country+"-")
	})
}

// fold removes case, accents and outer space.
func fold(s string) string {
	plain, _, err := transform.String(transform.Chain(norm.NFD, runes.Remove(runes.In(unicode.Mn)), norm.NFC), s)
	if err != nil {
		plain = s
	}
	return strings.Join(strings.Fields(strings.ToLower(plain)), " ")
}
