package intake

import (
	"strings"

	"github.com/tamiz-project/tamiz/risk"
	"github.com/tamiz-project/tamiz/screening"
	"github.com/tamiz-project/tamiz/screening/identifier"
)

// kind reads what the counterparty is: from its column, else from its numbers, else from its legal form, else unknown.
func (d *draft) kind(g *group) {
	for _, attribute := range []string{attrKind, attrIDType} {
		for _, c := range d.cells(g, attribute) {
			kind, ok := d.r.words.cell(useKind, c.text)
			if ok {
				d.out.Kind = screening.Kind(kind)
				return
			}
			if attribute == attrKind {
				d.note(risk.Doubtful, c, c.text, "not a kind of party that anybody knows; the kind was read from numbers and legal form")
			}
		}
	}
	d.out.Kind = d.guess(d.out.Party)
}

// guess reads the kind from numbers, else from the legal form of a name.
func (d *draft) guess(p screening.Party) screening.Kind {
	for _, id := range p.Identifiers {
		if kind := d.r.kindOfID(id); kind != screening.Unknown {
			return kind
		}
	}
	for _, n := range p.Names {
		if d.r.words.hasForm(n.Text) {
			return screening.Organization
		}
	}
	return screening.Unknown
}

// kindOfID is what a number says of who carries it: a scheme for one kind only, or a number whose form says it.
func (r *reader) kindOfID(id identifier.ID) screening.Kind {
	for _, def := range r.known {
		if def.Scheme != id.Scheme {
			continue
		}
		switch {
		case def.Person && !def.Organization:
			return screening.Person
		case def.Organization && !def.Person:
			return screening.Organization
		}
	}
	switch id.Scheme {
	case "IMO", "MMSI":
		return screening.Vessel
	case "AIRCRAFT":
		return screening.Aircraft
	}
	return kindByForm(id)
}

// kindByForm reads the numbers that say it in their own digits. A number that could be either says nothing.
//
// Peru: 10, 15, 16 and 17 are persons, 20 legal persons. Argentina: 20 to 27 persons, 30 to 34 legal persons. Venezuela: the letter. Mexico:
// thirteen characters are a person's RFC, twelve a legal person's. Ecuador: the third digit is 6 or 9 for bodies.
func kindByForm(id identifier.ID) screening.Kind {
	person, body := "", ""
	v := id.Value
	switch id.Scheme {
	case "PE-RUC":
		person, body = "10 15 16 17", "20"
	case "AR-CUIT":
		person, body = "20 23 24 25 26 27", "30 33 34"
	case "VE-RIF":
		return prefixKind(v, 1, "V E P", "J G C")
	case "MX-RFC":
		return map[int]screening.Kind{12: screening.Organization, 13: screening.Person}[len(v)]
	case "EC-RUC":
		if len(v) == 13 {
			return prefixKind(v[2:], 1, "0 1 2 3 4 5", "6 9")
		}
	}
	return prefixKind(v, 2, person, body)
}

func prefixKind(v string, n int, person, body string) screening.Kind {
	if len(v) < n {
		return screening.Unknown
	}
	switch {
	case person == "" && body == "":
		return screening.Unknown
	case hasWord(person, v[:n]):
		return screening.Person
	case hasWord(body, v[:n]):
		return screening.Organization
	}
	return screening.Unknown
}

func hasWord(list, word string) bool {
	for w := range strings.FieldsSeq(list) {
		if w == word {
			return true
		}
	}
	return false
}

// hasForm reports whether a name ends in a legal form that only an organisation has. Forms of two letters count only with the
// points that a surname never has: "João de Sá" is no sociedad anónima.
func (v *vocabulary) hasForm(name string) bool {
	tokens := words(name)
	for n := min(7, len(tokens)-1); n > 0; n-- {
		tail := tokens[len(tokens)-n:]
		key := strings.Join(tail, " ")
		if _, ok := v.meanings[useForm][key]; !ok {
			continue
		}
		return len(strings.ReplaceAll(key, " ", "")) > 2 || dotted(name) || strings.HasSuffix(name, "/A")
	}
	return false
}

// dotted reports whether the end of a name has points between letters: S.A., C. A.
func dotted(name string) bool {
	end := name[max(0, len(name)-5):]
	return strings.Count(end, ".") >= 1 && strings.ToUpper(end) == end
}
