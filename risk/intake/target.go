package intake

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/tamiz-project/tamiz/risk/fact"
)

// A target is where the cells of a column go. Its text form is that of Column.Field and of the right side of a mapping:
// "name", "tax id", "owner 2 share", "bank country", "identifier VE-RIF", "fact cash_share".
type target struct {
	relation  string // "" is the counterparty itself; a word of the vocabulary ("owner", "vessel") somebody beside it
	number    int    // of several owners; 0 is the only or first one
	attribute string
	scheme    string // of attribute "identifier"
	fact      string // of attribute "fact"
	order     string // of dates: "dmy", "mdy" or "", which leaves it to the column
}

const (
	attrName       = "name"
	attrTrade      = "trade name"
	attrFormer     = "former name"
	attrGiven      = "given names"
	attrMiddle     = "middle name"
	attrSurname    = "surname"
	attrSecond     = "second surname"
	attrID         = "id"
	attrRole       = "role"
	attrKind       = "kind"
	attrTax        = "tax id"
	attrIDType     = "id type"
	attrIdentifier = "identifier"
	attrCountry    = "country"
	attrOperations = "operations"
	attrNation     = "nationality"
	attrBorn       = "born"
	attrBirthplace = "birthplace"
	attrFounded    = "founded"
	attrGender     = "gender"
	attrAddress    = "address"
	attrCity       = "city"
	attrRegion     = "subdivision"
	attrPosition   = "position"
	attrShare      = "share"
	attrPhone      = "phone"
	attrEmail      = "email"
	attrWebsite    = "website"
	attrAccount    = "account"
	attrFact       = "fact"
	attrIgnore     = "ignore"
)

// String returns the text form, which parseTarget reads back.
func (t target) String() string {
	if t.attribute == attrFact {
		text := "fact " + t.fact
		if t.number > 0 {
			text = "fact " + strconv.Itoa(t.number) + " " + t.fact
		}
		return text
	}
	var parts []string
	if t.relation != "" {
		parts = append(parts, t.relation)
		if t.number > 0 {
			parts = append(parts, strconv.Itoa(t.number))
		}
	}
	parts = append(parts, t.attribute)
	if t.scheme != "" {
		parts = append(parts, t.scheme)
	}
	if t.order != "" {
		parts = append(parts, t.order)
	}
	return strings.Join(parts, " ")
}

// holdsName reports whether the column is one that names the counterparty.
func (t target) holdsName() bool {
	return t.relation == "" && slices.Contains([]string{attrName, attrSurname}, t.attribute)
}

// isDate reports whether the cells are dates.
func (t target) isDate() bool { return t.attribute == attrBorn || t.attribute == attrFounded }

// parseTarget reads the right side of a mapping: the text form of a target, or any header that the vocabulary knows.
func (v *vocabulary) parseTarget(text string, d *fact.Dictionary) (target, error) {
	fields := strings.Fields(text)
	switch {
	case len(fields) == 0 || text == "-" || strings.EqualFold(text, attrIgnore):
		return target{attribute: attrIgnore}, nil
	case fields[0] == attrFact:
		return factTarget(fields[1:], d)
	}
	order := ""
	if last := strings.ToLower(fields[len(fields)-1]); len(fields) > 1 && (last == "dmy" || last == "mdy") {
		order, fields = last, fields[:len(fields)-1]
	}
	if at := slices.Index(fields, attrIdentifier); at >= 0 && at == len(fields)-2 {
		t := target{attribute: attrName}
		if at > 0 {
			t = v.parseHeader(strings.Join(fields[:at], " ")).target
		}
		if t.attribute != attrName {
			return target{}, fmt.Errorf("field %q: write as in identifier VE-RIF or owner 1 identifier VE-RIF", text)
		}
		t.attribute, t.scheme = attrIdentifier, strings.ToUpper(fields[at+1])
		return t, nil
	}
	p := v.parseHeader(strings.Join(fields, " "))
	if !p.known || p.buyer || p.plain {
		return target{}, fmt.Errorf("field %q: not a field; write name, tax id, country, owner 1 share, identifier VE-RIF, fact NAME or ignore", text)
	}
	p.order = order
	if order != "" && !p.isDate() {
		return target{}, fmt.Errorf("field %q: only a date takes dmy or mdy", text)
	}
	return p.target, nil
}

// factTarget reads "cash_share" or "2 payment.method".
func factTarget(fields []string, d *fact.Dictionary) (target, error) {
	t := target{attribute: attrFact}
	if len(fields) == 2 {
		n, err := strconv.Atoi(fields[0])
		if err != nil || n < 1 || n > maxNumber {
			return target{}, fmt.Errorf("fact %q: %q is not a row number from 1 to %d", fields[1], fields[0], maxNumber)
		}
		t.number, fields = n, fields[1:]
	}
	if len(fields) != 1 {
		return target{}, fmt.Errorf("write the name of one fact, as in fact cash_share; got %q", strings.Join(fields, " "))
	}
	t.fact = fields[0]
	if d == nil {
		return target{}, fmt.Errorf("fact %q: no methodology was given that defines facts", t.fact)
	}
	def, ok := d.Lookup(t.fact)
	switch {
	case !ok:
		return target{}, fmt.Errorf("fact %q: the methodology defines no such fact", t.fact)
	case def.Derived:
		return target{}, fmt.Errorf("fact %q: tamiz computes it, a file cannot set it", t.fact)
	}
	return t, nil
}
