package screening

import (
	"slices"
	"strings"

	"github.com/tamiz-project/tamiz/screening/identifier"
)

// Evidence is one thing for or against. Code and Values are stable; Text puts them in words.
type Evidence struct {
	Code   string   `json:"code"` // name, identifier_same, born_differs, ...
	Values []string `json:"values,omitempty"`
	Gain   float64  `json:"gain"` // log-odds, three decimals
}

// What everything besides the names weighs, in thousandths of a nat. Six nats alert.
const (
	noNames      = 0     // one side has no name: identifiers alone speak
	namesLeast   = -2500 // names that disagree altogether: an exact identifier still alerts
	weakDiscount = 1500  // a weak alias
	weakMost     = 5200  // and the most it may reach: never an alert alone
	contradicted = 7700  // the most that names count beside a contradiction: it always takes an alert below the threshold

	idSame      = 9500  // an exact typed identifier alerts alone, whatever the names say
	idSameBody  = 8600  // the same but for check digit or branch
	idLinked    = 3500  // the same body in another scheme (a tax number made from an identity number)
	idDiffers   = -4500 // another number of the same scheme and country; lists misprint, agents lend theirs: never final
	contactSame = 3500  // the same telephone, e-mail or web address: shared by offices and families

	bornSame    = 4000  // one day in some twenty thousand, less what copyists lose
	bornSwapped = 2500  // day and month changed places
	bornMonth   = 1800  // as exact as the vaguer date can be: a month
	bornYear    = 1000  // a year
	bornNear    = 0     // within a year of a vague date
	bornClose   = -1200 // another day of the same year: often a copyist's
	bornDiffers = -4500
	founded     = 3 // founding dates count a third of birth dates: registers, refoundations, branches

	countryShared  = 500
	countryDiffers = -700 // seats move, lists give one address of many
	cityShared     = 600
	genderDiffers  = -3500
	kindDiffers    = -3500
	kindUnlikely   = -2000 // what reads like a company (or only like a name) against a vessel, an aircraft or a person
	flagShared     = 300
)

// A sum adds evidence up; list is nil while nobody wants an explanation.
type sum struct {
	list    []Evidence
	gain    int32 // of everything but names
	against bool  // a strong contradiction is among it
}

// add notes a piece of evidence. Values are texts only an explanation needs.
func (s *sum) add(code string, gain int32, values func() []string) {
	s.gain += gain
	s.against = s.against || gain <= idDiffers
	if s.list != nil {
		s.list = append(s.list, Evidence{Code: code, Values: values(), Gain: float64(gain) / 1000})
	}
}

// names puts the name evidence first in the list.
func (s *sum) names(q, c *prepared, v verdict) {
	if s.list == nil || v.query < 0 {
		return
	}
	x, y := &q.names[v.query], &c.names[v.name]
	code := "name"
	if x.kind == WeakAlias || y.kind == WeakAlias {
		code = "name_weak"
	}
	s.list = append(s.list, Evidence{Code: code, Values: []string{x.text, y.text}, Gain: float64(max(v.names, namesLeast)) / 1000})
}

// total adds the names to the rest. Beside a contradiction names count at most what leaves the sum below the threshold.
func (s *sum) total(v verdict) int32 {
	n := max(v.names, namesLeast)
	if s.against {
		n = min(n, contradicted)
	}
	return n + s.gain
}

// identifiers counts the strongest relation between two sets of identifiers. A difference counts only where nothing agrees.
func (s *sum) identifiers(q, c []identifier.ID) {
	if len(q) == 0 || len(c) == 0 {
		return
	}
	code, gain, at, to := "", int32(0), 0, 0
	for i := range q {
		for j := range c {
			k, g := relation(q[i], c[j])
			if k != "" && (code == "" || g > gain && (gain < 0 || g > 0)) {
				code, gain, at, to = k, g, i, j
			}
		}
	}
	if code != "" {
		s.add(code, gain, func() []string { return []string{q[at].String(), c[to].String()} })
	}
}

// relation weighs two identifiers. Placeholders say nothing.
func relation(a, b identifier.ID) (string, int32) {
	r := a.Compare(b)
	if r == identifier.Unrelated || a.Check() == identifier.Placeholder || b.Check() == identifier.Placeholder {
		return "", 0
	}
	contact := isContact(a.Scheme) || isContact(b.Scheme)
	switch {
	case contact && (r == identifier.Same || r == identifier.SameBody):
		return "contact_same", contactSame
	case contact:
		return "", 0
	case r == identifier.Same && a.Scheme == "":
		return "identifier_linked", idLinked
	case r == identifier.Same:
		return "identifier_same", idSame
	case r == identifier.SameBody:
		return "identifier_same_body", idSameBody
	case r == identifier.Linked:
		return "identifier_linked", idLinked
	case r == identifier.Different && a.Scheme != "":
		return "identifier_differs", idDiffers
	}
	return "", 0
}

// isContact reports whether a scheme names a way to reach somebody rather than somebody.
func isContact(s identifier.Scheme) bool {
	switch s {
	case identifier.Phone, identifier.Email, identifier.Website, identifier.CallSign, identifier.Airframe, identifier.Ticker:
		return true
	}
	return false
}

// dates compares births and foundings.
func (s *sum) dates(q, c *Party) {
	s.date("born", q.Born, c.Born, 1)
	s.date("founded", q.Founded, c.Founded, founded)
}

func (s *sum) date(what string, q, c []Date, share int32) {
	best, gain, at, to := "", int32(0), 0, 0
	for i := range q {
		for j := range c {
			if q[i].IsZero() || c[j].IsZero() {
				continue
			}
			if k, g := compareDates(q[i], c[j]); best == "" || g > gain {
				best, gain, at, to = k, g, i, j
			}
		}
	}
	if best != "" {
		code := ""
		if s.list != nil {
			code = what + "_" + best
		}
		s.add(code, gain/share, func() []string { return []string{q[at].String(), c[to].String()} })
	}
}

// compareDates weighs two dates that may be vague.
func compareDates(a, b Date) (string, int32) {
	switch {
	case a.IsDay() && a == b:
		return "same", bornSame
	case a.IsDay() && b.IsDay() && swapped(a, b):
		return "swapped", bornSwapped
	case a.overlaps(b):
		if daysBetween(a.First(), a.Last()) < 31 && daysBetween(b.First(), b.Last()) < 31 {
			return "month", bornMonth
		}
		return "year", bornYear
	case a.IsDay() && b.IsDay():
		if sameYear(a, b) {
			return "close", bornClose
		}
		return "differs", bornDiffers
	case a.distance(b) <= 366 || (a.circa || b.circa) && a.distance(b) <= 3*366:
		return "near", bornNear
	}
	return "differs", bornDiffers
}

// daysOfYear is how far two days of one year lie apart at most. Most dates lie farther apart, which is quicker to see.
const daysOfYear = 365

func sameYear(a, b Date) bool {
	if a.distance(b) > daysOfYear {
		return false
	}
	x, _, _ := fromDayNumber(a.first)
	y, _, _ := fromDayNumber(b.first)
	return x == y
}

func swapped(a, b Date) bool {
	if a.distance(b) > daysOfYear {
		return false
	}
	y1, m1, d1 := fromDayNumber(a.first)
	y2, m2, d2 := fromDayNumber(b.first)
	return y1 == y2 && int(m1) == d2 && int(m2) == d1
}

func (d Date) overlaps(o Date) bool { return d.first <= o.last && o.first <= d.last }

// distance is the number of days between two dates that do not overlap.
func (d Date) distance(o Date) int { return int(max(o.first-d.last, d.first-o.last)) }

// places compares countries and cities.
func (s *sum) places(q, c *prepared) {
	a, b := q.party, c.party
	if known(a) && known(b) {
		if shared := sharedCountry(a, b); shared != "" {
			s.add("country_shared", countryShared, func() []string { return []string{shared} })
		} else {
			s.add("country_differs", countryDiffers, func() []string {
				return []string{strings.Join(countriesOf(a), " "), strings.Join(countriesOf(b), " ")}
			})
		}
	}
	for _, city := range q.cities {
		if city != "" && slices.Contains(c.cities, city) {
			s.add("city_shared", cityShared, func() []string { return []string{strings.Clone(city)} })
			return
		}
	}
}

func known(p *Party) bool { return len(p.Countries) > 0 || len(p.Nationalities) > 0 }

func sharedCountry(a, b *Party) string {
	for _, list := range [...][]string{a.Countries, a.Nationalities} {
		for _, x := range list {
			if slices.Contains(b.Countries, x) || slices.Contains(b.Nationalities, x) {
				return x
			}
		}
	}
	return ""
}

func countriesOf(p *Party) []string { return slices.Concat(p.Countries, p.Nationalities) }

// kinds compares what the parties are.
func (s *sum) kinds(q, c *prepared) {
	a, b := q.party, c.party
	if unlikely(q, b.Kind) || unlikely(c, a.Kind) {
		s.add("kind_unlikely", kindUnlikely, func() []string { return []string{string(max(a.Kind, b.Kind))} })
	}
	if a.Kind != Unknown && b.Kind != Unknown && a.Kind != b.Kind {
		s.add("kind_differs", kindDiffers, func() []string { return []string{string(a.Kind), string(b.Kind)} })
	}
	if a.Gender != "" && b.Gender != "" && a.Gender != b.Gender {
		s.add("gender_differs", genderDiffers, func() []string { return []string{a.Gender, b.Gender} })
	}
	if a.Craft != nil && b.Craft != nil && a.Craft.Flag != "" && (a.Craft.Flag == b.Craft.Flag || slices.Contains(b.Craft.PastFlags, a.Craft.Flag)) {
		s.add("flag_shared", flagShared, func() []string { return []string{a.Craft.Flag} })
	}
}

// unlikely reports whether a party of unknown kind does not read like the kind of the other: a name with a legal form is no
// person's, and few suppliers are ships.
func unlikely(p *prepared, other Kind) bool {
	if p.party.Kind != Unknown || len(p.names) == 0 {
		return false
	}
	return other == Vessel || other == Aircraft || other == Person && p.names[0].person == nil
}
