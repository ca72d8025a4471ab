package intake

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/tamiz-project/tamiz/risk"
	"github.com/tamiz-project/tamiz/screening"
	"github.com/tamiz-project/tamiz/screening/identifier"
)

// identifiers reads every number of the counterparty.
func (d *draft) identifiers(g *group) {
	ids := d.typed(g, &d.out.Party)
	d.out.Identifiers = append(d.out.Identifiers, ids...)
	if len(d.out.Countries) > 0 {
		return
	}
	for _, id := range ids {
		if id.Country != "" && national(id.Scheme) {
			d.out.Countries = []string{id.Country}
			if len(g.columns[attrCountry]) > 0 {
				d.note(risk.Derived, d.head(g, attrCountry), "", fmt.Sprintf("no country in the row; its number %s is of %s, which was taken", id, id.Country))
			}
			return
		}
	}
}

// national reports whether a scheme is a tax or company register of one country, so that its number tells where a party is
// registered. A passport does not.
func national(s identifier.Scheme) bool { return len(s) > 3 && s[2] == '-' }

// typed reads the numbers of one party of the row, the counterparty or a related one, and notes what is wrong with them.
func (d *draft) typed(g *group, p *screening.Party) []identifier.ID {
	var out []identifier.ID
	add := func(c cell, ids ...identifier.ID) {
		for _, id := range ids {
			if !slices.Contains(out, id) {
				out = append(out, id)
				d.check(c, id)
			}
		}
	}
	hint := ""
	if c, ok := d.first(g, attrIDType); ok {
		hint = c.text
	}
	for _, c := range d.cells(g, attrTax) {
		for _, text := range split(c.text) {
			add(c, d.number(c, text, hint, p)...)
		}
	}
	for _, c := range d.cells(g, attrIdentifier) {
		for _, text := range split(c.text) {
			add(c, d.number(c, text, d.scheme(c), p)...)
		}
	}
	for _, c := range d.cells(g, attrID) {
		if id, ok := prefixed(c.text); ok {
			add(c, id)
		}
	}
	for _, contact := range contacts() {
		for _, c := range d.cells(g, contact.attribute) {
			for _, text := range split(c.text) {
				if id, err := identifier.Parse(contact.scheme, "", text); err == nil && spoilt(text) == "" {
					add(c, id)
				}
			}
		}
	}
	return out
}

func (d *draft) scheme(c cell) string {
	if c.column >= 0 {
		return d.l.columns[c.column].target.scheme
	}
	for _, f := range d.l.fixed {
		if f.value == c.text && f.target.scheme != "" {
			return f.target.scheme
		}
	}
	return ""
}

// number types one number. hint is a scheme, the family of one ("*-RUC"), what the file calls its type ("Cédula"), or "".
func (d *draft) number(c cell, text, hint string, p *screening.Party) []identifier.ID {
	if why := spoilt(text); why != "" {
		d.note(risk.Damaged, c, text, "the number was not used: "+why)
		return nil
	}
	if d.r.words.isBlank(text) {
		return nil
	}
	if id, ok := prefixed(text); ok {
		return []identifier.ID{id}
	}
	places := slices.Concat(p.Countries, p.Nationalities)
	schemes := d.r.schemes(hint, places)
	if c.column >= 0 {
		schemes = append(schemes, d.r.schemes(d.l.columns[c.column].scheme(), nil)...)
	}
	for _, s := range schemes {
		if id, ok := d.parsed(c, s, text, places); ok {
			return []identifier.ID{id}
		}
	}
	for _, country := range places {
		if id, ok := best(identifier.Recognize(country, text)); ok {
			return []identifier.ID{id}
		}
	}
	return d.untyped(c, text, places)
}

// untyped keeps a number that no scheme takes as a tax number of the country that the row gives, if it gives one.
func (d *draft) untyped(c cell, text string, places []string) []identifier.ID {
	value := compact(text)
	if strings.Trim(value, "0") == "" || !strings.ContainsAny(value, "0123456789") {
		d.note(risk.Placeholder, c, text, "no number stands in the place of a number; it was not used")
		return nil
	}
	country, why := "", "the row says of no country, so nobody can tell which kind of number it is; it is kept as it stands"
	if len(places) == 0 && c.column >= 0 {
		places = append(places, d.l.columns[c.column].stats.country())
	}
	if len(places) > 0 && places[0] != "" {
		country = places[0]
		why = fmt.Sprintf("it fits no kind of number known for %s; it is kept as it stands", country)
	}
	id, err := identifier.Parse("TAX-ID", country, text)
	if err != nil {
		d.note(risk.Damaged, c, text, "no number of any kind; it was not used")
		return nil
	}
	if id.Check() != identifier.Placeholder {
		d.note(risk.CheckFails, c, text, why)
	}
	return []identifier.ID{id}
}

// parsed reads text as a scheme, and puts a leading zero back that a program dropped where that, and only that, makes the
// number a valid one.
func (d *draft) parsed(c cell, def identifier.Definition, text string, places []string) (identifier.ID, bool) {
	country := def.Country
	if country == "" && len(places) > 0 && issued(def.Scheme) {
		country = places[0]
	}
	id, err := identifier.Parse(def.Scheme, country, text)
	if err == nil && id.Check() != identifier.Malformed {
		return id, true
	}
	if !digits(compact(text)) {
		return id, false
	}
	for _, zeros := range []string{"0", "00"} {
		fixed, err := identifier.Parse(def.Scheme, def.Country, zeros+text)
		if err == nil && fixed.Check() == identifier.Valid {
			d.note(risk.Repaired, c, text, fmt.Sprintf("a leading zero was lost: with it the number is the valid %s %s, and is read so", def.Scheme, fixed.Value))
			return fixed, true
		}
	}
	return id, false
}

// issued reports whether numbers of a scheme that exists in all countries are issued by one of them.
func issued(s identifier.Scheme) bool {
	return slices.Contains([]identifier.Scheme{"PASSPORT", "NATIONAL-ID", "TAX-ID", "REGISTRATION"}, s)
}

// schemes resolves a hint to the schemes to try, in order.
func (r *reader) schemes(hint string, places []string) []identifier.Definition {
	if hint == "" {
		return nil
	}
	if s, ok := r.words.cell(useScheme, hint); ok {
		hint = s
	}
	var out []identifier.Definition
	family, isFamily := strings.CutPrefix(hint, "*")
	for _, def := range r.known {
		switch {
		case !isFamily && strings.EqualFold(string(def.Scheme), hint):
			out = append(out, def)
		case isFamily && strings.HasSuffix(string(def.Scheme), family) && slices.Contains(places, def.Country):
			out = append(out, def)
		}
	}
	return out
}

// best picks a valid number before one that cannot be verified; Recognize has the most specific first.
func best(ids []identifier.ID) (identifier.ID, bool) {
	for _, want := range []identifier.Check{identifier.Valid, identifier.Placeholder, identifier.Unverifiable} {
		for _, id := range ids {
			if id.Check() == want {
				return id, true
			}
		}
	}
	return identifier.ID{}, false
}

// organisation identifiers of open contracting: EC-RUC-1790732657001, sometimes with a serial number behind.
var orgID = regexp.MustCompile(`^([A-Z]{2}-[A-Z]{2,6})[-:](.+)$`)

// prefixed reads a number that says its own scheme.
func prefixed(text string) (identifier.ID, bool) {
	m := orgID.FindStringSubmatch(text)
	if m == nil {
		return identifier.ID{}, false
	}
	values := []string{m[2]}
	if at := strings.LastIndexByte(m[2], '-'); at > 0 {
		values = append(values, m[2][:at])
	}
	var out identifier.ID
	for _, value := range values {
		id, err := identifier.Parse(identifier.Scheme(m[1]), m[1][:2], value)
		if err != nil || id.Check() == identifier.Malformed {
			continue
		}
		if id.Check() == identifier.Valid {
			return id, true
		}
		if out == (identifier.ID{}) {
			out = id
		}
	}
	return out, out != (identifier.ID{})
}

// check notes what the digits of a number say against it.
func (d *draft) check(c cell, id identifier.ID) {
	switch id.Check() {
	case identifier.Placeholder:
		d.note(risk.Placeholder, c, c.text, "a number that many share; it identifies nobody")
	case identifier.Unverifiable:
		if id.Fails() {
			d.note(risk.CheckFails, c, c.text, fmt.Sprintf("the check digit of %s is wrong; the number is kept, ask for the document", id))
		}
	}
}

// compact drops what people put between the characters of a number.
func compact(text string) string {
	return strings.ToUpper(strings.NewReplacer(" ", "", ".", "", "-", "", "/", "", ",", "").Replace(text))
}

// A contact is an attribute that is an identifier of a kind of its own.
type contact struct {
	attribute string
	scheme    identifier.Scheme
}

func contacts() []contact {
	return []contact{{attrPhone, "PHONE"}, {attrEmail, "EMAIL"}, {attrWebsite, "WEBSITE"}, {attrAccount, "ACCOUNT"}}
}
