package watchlist

import (
	"iter"
	"slices"
	"strings"

	"github.com/tamiz-project/tamiz/screening"
)

func ukList() screening.List {
	return screening.List{
		ID: "gb-uksl", Publisher: "UK Foreign, Commonwealth & Development Office", Title: "UK Sanctions List", Official: true,
		MaxAge: 10, // changed several times a month, binding at once
		URL:    "https://sanctionslist.fcdo.gov.uk/docs/UK-Sanctions-List.xml",
	}
}

// ukXML reads the UK Sanctions List as XML, the only British list since 28 January 2026. The full file could not be had: built from the
// format guide on gov.uk and an excerpt of September 2026.
func ukXML() *format {
	return &format{
		name: "uk-xml", title: "UK Sanctions List (XML)", list: ukList(), role: xmlRole("Designations", "Designation"),
		about: func(samples []*sample, l *screening.List) {
			l.Published, _ = dayFirst(samples[0].element("DateGenerated"))
		},
		parse: func(in *input, out *sink) error {
			for n, at := range in.records(in.one("list"), out, "Designation") {
				if !out.entry(ukEntry(n, out), at) {
					return nil
				}
			}
			return nil
		},
	}
}

// deep yields the descendants of a name that have text.
func (n *node) deep(name string) iter.Seq[*node] {
	return func(yield func(*node) bool) { n.descend(name, yield) }
}

func (n *node) descend(name string, yield func(*node) bool) bool {
	if n == nil {
		return true
	}
	for _, k := range n.kids {
		if k.name == name && k.text != "" && !yield(k) {
			return false
		}
		if !k.descend(name, yield) {
			return false
		}
	}
	return true
}

func ukEntry(n *node, out *sink) screening.Entry {
	e := screening.Entry{Party: screening.Party{ID: n.value("UniqueID"), Kind: ukKind(n.value("IndividualEntityShip"))}}
	e.Designations = ukDesignations(n.value("RegimeName"), n.value("SanctionsImposed"), n.value("DateDesignated"), n.value("UKStatementofReasons"))
	for name := range n.each("Names", "Name") {
		given := []string{name.value("Name1"), name.value("Name2"), name.value("Name3"), name.value("Name4"), name.value("Name5")}
		ukName(&e, given, name.value("Name6"), name.value("NameType"), name.value("AliasStrength"))
	}
	for name := range n.deep("NameNonLatinScript") {
		e.Names = append(e.Names, screening.Name{Text: oneLine(name.text), Type: screening.Alias, Script: scriptOf(name.text)})
	}
	for a := range n.each("Addresses", "Address") {
		out.address(&e, joined(", ", a.value("AddressLine1"), a.value("AddressLine2"), a.value("AddressLine3"), a.value("AddressLine4"), a.value("AddressLine5"),
			a.value("AddressPostalCode")), a.value("AddressLine6"), a.value("AddressCountry"))
	}
	for tag, read := range ukFields() {
		for f := range n.deep(tag) {
			read(&e, oneLine(f.text), out)
		}
	}
	for l := range n.deep("TownOfBirth") {
		out.birthplace(&e, l.text)
	}
	for l := range n.deep("CountryOfBirth") {
		out.birthplace(&e, l.text)
	}
	ukReferences(&e, n.value("UNReferenceNumber"), n.value("OFSIGroupID"))
	remark(&e, n.value("OtherInformation"))
	return e
}

func ukReferences(e *screening.Entry, un, group string) {
	sameAs(e, "un-sc", un)
	sameAs(e, "gb-ofsi-conlist", group)
}

// ukFields are the details that XML and CSV share, by tag.
func ukFields() iter.Seq2[string, func(*screening.Entry, string, *sink)] {
	id := func(kind string) func(*screening.Entry, string, *sink) {
		return func(e *screening.Entry, v string, _ *sink) { ukNumber(e, kind, v) }
	}
	all := []struct {
		tag  string
		read func(*screening.Entry, string, *sink)
	}{
		{"DOB", ukBorn},
		{"Nationality", func(e *screening.Entry, v string, out *sink) { readNationality(e, v, out) }},
		{"Gender", func(e *screening.Entry, v string, _ *sink) { e.Gender = gender(v) }},
		{"Position", func(e *screening.Entry, v string, _ *sink) { e.Positions = append(e.Positions, v) }},
		{"PassportNumber", id("passport")},
		{"NationalIdentifierNumber", id("national")},
		{"BusinessRegistrationNumber", id("registration")},
		{"PhoneNumber", id("phone")},
		{"EmailAddress", id("email")},
		{"Website", id("website")},
		{"IMONumber", id("imo")},
		{"ParentCompany", func(e *screening.Entry, v string, _ *sink) {
			e.Links = append(e.Links, screening.Link{Code: "owned_by", Name: v})
		}},
		{"Subsidiary", func(e *screening.Entry, v string, _ *sink) {
			e.Links = append(e.Links, screening.Link{Code: "owns", Name: v})
		}},
		{"CurrentOwnerOperator", func(e *screening.Entry, v string, _ *sink) { craft(e).Owner = joined("; ", craft(e).Owner, v) }},
		{"CurrentBelievedFlagOfShip", func(e *screening.Entry, v string, out *sink) { readFlag(e, v, out) }},
		{"PreviousFlag", func(e *screening.Entry, v string, out *sink) { readPastFlag(e, v, out) }},
		{"TypeOfShip", func(e *screening.Entry, v string, _ *sink) { craft(e).Type = v }},
		{"TonnageOfShip", func(e *screening.Entry, v string, _ *sink) { addTonnage(e, v+" t") }},
		{"YearBuilt", func(e *screening.Entry, v string, _ *sink) { readBuilt(e, v, nil) }},
		{"PassportAdditionalInformation", func(e *screening.Entry, v string, _ *sink) { remark(e, v) }},
		{"NationalIdentifierAdditionalInformation", func(e *screening.Entry, v string, _ *sink) { remark(e, v) }},
		{"TypeOfEntity", func(e *screening.Entry, v string, _ *sink) { remark(e, v) }},
		{"HullIdentificationNumber", id("hull")},
	}
	return func(yield func(string, func(*screening.Entry, string, *sink)) bool) {
		for _, f := range all {
			if !yield(f.tag, f.read) {
				return
			}
		}
	}
}

func ukKind(text string) screening.Kind {
	switch strings.ToLower(text) {
	case "individual":
		return screening.Person
	case "entity":
		return screening.Organization
	case "ship":
		return screening.Vessel
	}
	return screening.Unknown
}

// ukName adds a name: Name 6 is the family name or the name of an entity.
func ukName(e *screening.Entry, given []string, last, kind, strength string) {
	n := screening.Name{Text: oneLine(joined(" ", joined(" ", given...), last)), Type: screening.Alias}
	switch {
	case strings.EqualFold(kind, "Primary Name"), strings.EqualFold(kind, "Prime Alias"):
		n.Type = screening.Primary
	case strings.EqualFold(kind, "FKA"):
		n.Type = screening.Former
	case strings.Contains(strings.ToLower(strength), "low"):
		n.Type = screening.WeakAlias
	}
	if e.Kind == screening.Person {
		n.Parts = parts("given", joined(" ", given...), "family", last)
	}
	e.Names = append(e.Names, n)
}

// ukBorn reads dd/mm/1945 as the year and every other form of dayFirst.
func ukBorn(e *screening.Entry, text string, _ *sink) {
	clean := strings.NewReplacer("dd/", "00/", "mm/", "00/", "DD/", "00/", "MM/", "00/").Replace(text)
	if d, ok := dayFirst(clean); ok {
		e.Born = append(e.Born, d)
	} else if text != "" {
		remark(e, "born "+text)
	}
}

func ukNumber(e *screening.Entry, kind, value string) {
	if value == "" {
		return
	}
	switch kind {
	case "passport":
		e.Identifiers = append(e.Identifiers, number(passport, "", value))
	case "national":
		e.Identifiers = append(e.Identifiers, number(national, "", value))
	case "registration":
		e.Identifiers = append(e.Identifiers, number(registration, "", value))
	case "phone":
		e.Identifiers = append(e.Identifiers, number(phone, "", value))
	case "email":
		e.Identifiers = append(e.Identifiers, number(email, "", value))
	case "website":
		e.Identifiers = append(e.Identifiers, number(website, "", value))
	case "imo":
		e.Identifiers = append(e.Identifiers, number(imo, "", value))
	default:
		e.Identifiers = append(e.Identifiers, number(otherNumber, "", value))
	}
}

// ukDesignations makes one designation per sort of measure: the freeze, the travel ban, and all others together.
func ukDesignations(regime, imposed, from, reasons string) []screening.Designation {
	base := screening.Designation{
		Authority: "UK FCDO", Jurisdiction: "GB", AuthorityKind: screening.ExecutiveList, Effect: screening.Sectoral, Programme: oneLine(regime),
		Reason: strings.TrimSpace(reasons),
	}
	base.From, _ = dayFirst(from)
	var all []screening.Designation
	var others []string
	for _, m := range ukMeasures(imposed) {
		d := base
		switch strings.ToLower(m) {
		case "asset freeze", "targeted asset freeze":
			d.Effect = screening.AssetFreeze
		case "travel ban":
			d.Effect = screening.TravelBan
		default:
			others = append(others, m)
			continue
		}
		all = append(all, d)
	}
	if len(others) > 0 || len(all) == 0 {
		base.LegalBasis = joined("; ", others...)
		all = append(all, base)
	}
	return all
}

// ukMeasures splits "Asset freeze|Travel Ban" and "Asset freeze, Travel Ban"; a comma inside brackets or quotes is text.
func ukMeasures(imposed string) []string {
	parts := strings.FieldsFunc(imposed, func(r rune) bool { return r == '|' || r == ',' })
	for i := range parts {
		parts[i] = oneLine(parts[i])
	}
	return slices.DeleteFunc(parts, func(s string) bool { return s == "" })
}
