package watchlist

import (
	"fmt"
	"strings"

	"github.com/tamiz-project/tamiz/screening"
)

// ofacAdvanced reads SDN_ADVANCED.XML and CONS_ADVANCED.XML (namespace ADVANCED_XML, or un.org's one before it). No whole file could be had:
// built from the schema as documented by OFAC, a written fixture and four real parties cut from a file of 2024, see README.md.
//
// Everything in it is a number that points into tables at its head, and what was sanctioned why stands at its end. So the
// file is read twice: first the tables, places, documents, relations and measures, which are kept, then the parties, one by one.
func ofacAdvanced() *format {
	return &format{
		name: "ofac-advanced", title: "OFAC advanced XML list", list: ofacList(), role: xmlRole("Sanctions", "DistinctPart"),
		about: func(samples []*sample, l *screening.List) {
			l.Published = issueDate(samples[0])
		}, parse: parseAdvanced,
	}
}

// issueDate reads <DateOfIssue><Year>2026</Year><Month>7</Month><Day>13</Day></DateOfIssue>.
func issueDate(s *sample) screening.Date {
	_, after, _ := strings.Cut(s.text, "<DateOfIssue")
	head := &sample{text: after}
	d, _ := screening.ParseDate(isoDay(head.element("Year"), head.element("Month"), head.element("Day")))
	return d
}

// isoDay writes the parts of a date, of which month and day may be missing.
func isoDay(year, month, day string) string {
	switch {
	case month == "":
		return year
	case day == "":
		return fmt.Sprintf("%s-%02s", year, month)
	}
	return fmt.Sprintf("%s-%02s-%02s", year, month, day)
}

// An advanced is what the first pass keeps.
type advanced struct {
	names     map[string]string // "FeatureType 8" -> "Birthdate"
	types     map[string]string // party sub-type -> party type
	places    map[string][3]string
	documents map[string][]ofacDoc // by identity
	relations map[string][]screening.Link
	measures  map[string][]*measure // by profile
}

// A measure is one sanctions entry of a profile.
type measure struct {
	list       string
	from       screening.Date
	basis      string
	programmes []string
}

func parseAdvanced(in *input, out *sink) error {
	a := &advanced{
		names: map[string]string{}, types: map[string]string{}, places: map[string][3]string{},
		documents: map[string][]ofacDoc{}, relations: map[string][]screening.Link{}, measures: map[string][]*measure{},
	}
	m := in.one("list")
	for n := range in.records(m, out, "ReferenceValueSets", "Location", "IDRegDocument", "ProfileRelationship", "SanctionsEntry") {
		a.keep(n)
	}
	if out.err == nil && len(a.names) == 0 {
		return fmt.Errorf("%s: the list has no <ReferenceValueSets>, so nobody can tell what its numbers mean", m.Source())
	}
	for n, at := range in.records(m, out, "DistinctParty") {
		for p := range n.each("Profile") {
			if !out.entry(a.entry(n, p, out), at) {
				return nil
			}
		}
	}
	return nil
}

func (a *advanced) keep(n *node) {
	switch n.name {
	case "ReferenceValueSets":
		a.keepNames(n)
	case "Location":
		a.places[n.get("ID")] = a.place(n)
	case "IDRegDocument":
		a.keepDocument(n)
	case "ProfileRelationship":
		link := screening.Link{Code: ofacRelation(a.name("RelationType", n.get("RelationTypeID"))), Entry: n.get("To-ProfileID")}
		a.relations[n.get("From-ProfileID")] = append(a.relations[n.get("From-ProfileID")], link)
	case "SanctionsEntry":
		a.measures[n.get("ProfileID")] = append(a.measures[n.get("ProfileID")], a.measure(n))
	}
}

func (a *advanced) name(table, id string) string { return a.names[table+" "+id] }

func (a *advanced) keepNames(sets *node) {
	for _, set := range sets.kids {
		for _, v := range set.kids {
			a.names[v.name+" "+v.get("ID")] = v.text
			if v.name == "PartySubType" {
				a.types[v.get("ID")] = v.get("PartyTypeID")
			}
		}
	}
}

func (a *advanced) place(n *node) [3]string {
	var street, city []string
	for p := range n.each("LocationPart") {
		value := p.value("LocationPartValue", "Value")
		switch strings.ToUpper(a.name("LocPartType", p.get("LocPartTypeID"))) {
		case "CITY", "STATE/PROVINCE", "STATE OR PROVINCE", "POSTAL CODE", "REGION":
			city = append(city, value)
		default:
			street = append(street, value)
		}
	}
	country := a.name("Country", n.child("LocationCountry").get("CountryID"))
	if country == "" {
		country = a.name("AreaCode", n.child("LocationAreaCode").get("AreaCodeID"))
	}
	return [3]string{joined(", ", street...), joined(", ", city...), country}
}

func (a *advanced) keepDocument(n *node) {
	d := ofacDoc{label: a.name("IDRegDocType", n.get("IDRegDocTypeID")), value: n.value("IDRegistrationNo")}
	d.country = a.name("Country", n.get("IssuedBy-CountryID"))
	for date := range n.each("DocumentDate") {
		day := advancedPeriod(date.child("DatePeriod"))
		if strings.Contains(a.name("IDRegDocDateType", date.get("IDRegDocDateTypeID")), "Expir") {
			d.expires = day
		} else {
			d.issued = day
		}
	}
	a.documents[n.get("IdentityID")] = append(a.documents[n.get("IdentityID")], d)
}

func (a *advanced) measure(n *node) *measure {
	m := &measure{list: a.name("List", n.get("ListID"))}
	if e := n.child("EntryEvent"); e != nil {
		d := e.child("Date")
		m.from, _ = screening.ParseDate(isoDay(d.value("Year"), d.value("Month"), d.value("Day")))
		m.basis = a.name("LegalBasis", e.get("LegalBasisID"))
	}
	for s := range n.each("SanctionsMeasure") {
		if a.name("SanctionsType", s.get("SanctionsTypeID")) == "Program" && s.value("Comment") != "" {
			m.programmes = append(m.programmes, s.value("Comment"))
		}
	}
	return m
}

// entry reads one profile.
func (a *advanced) entry(party, p *node, out *sink) screening.Entry {
	e := screening.Entry{Party: screening.Party{ID: p.get("ID"), Kind: a.kind(p.get("PartySubTypeID"))}}
	e.Designations = a.designations(p.get("ID"), out)
	for id := range p.each("Identity") {
		groups := map[string]string{}
		for g := range id.each("NamePartGroups", "MasterNamePartGroup", "NamePartGroup") {
			groups[g.get("ID")] = a.name("NamePartType", g.get("NamePartTypeID"))
		}
		for alias := range id.each("Alias") {
			a.alias(&e, alias, groups)
		}
		for _, d := range a.documents[id.get("ID")] {
			ofacDocument(&e, d, out)
		}
	}
	for f := range p.each("Feature") {
		a.feature(&e, f, out)
	}
	e.Links = append(e.Links, a.relations[p.get("ID")]...)
	ofacRemarks(&e, party.value("Comment"), "", out)
	return e
}

// kind reads the sub-type; "Unknown" is the sub-type of persons and of organisations, whose type then tells.
func (a *advanced) kind(subType string) screening.Kind {
	text := a.name("PartySubType", subType)
	if text == "Unknown" {
		text = a.name("PartyType", a.types[subType])
	}
	return ofacKind(text)
}

func (a *advanced) designations(profile string, out *sink) []screening.Designation {
	var all []screening.Designation
	for _, m := range a.measures[profile] {
		list := out.list
		if list.ID = ofacCons; strings.Contains(m.list, "SDN") && !strings.Contains(m.list, "Non-SDN") {
			list.ID = ofacSDN
		}
		if len(m.programmes) == 0 {
			m.programmes = []string{""}
		}
		for _, p := range m.programmes {
			d := ofacDesignation(&list, p)
			d.From, d.LegalBasis = m.from, m.basis
			all = append(all, d)
		}
	}
	if len(all) == 0 {
		out.note("a party without a sanctions entry in the file", profile)
		all = append(all, ofacDesignation(&out.list, ""))
	}
	return all
}

func (a *advanced) alias(e *screening.Entry, alias *node, groups map[string]string) {
	t := ofacNameType(a.name("AliasType", alias.get("AliasTypeID")), alias.get("LowQuality") == "true")
	if alias.get("Primary") == "true" {
		t = screening.Primary
	}
	for doc := range alias.each("DocumentedName") {
		var family, others, pairs []string
		script := ""
		for v := range doc.each("DocumentedNamePart", "NamePartValue") {
			key := partKey(groups[v.get("NamePartGroupID")])
			pairs = append(pairs, key, v.text)
			script = scriptNamed(a.name("Script", v.get("ScriptID")))
			if key == "family" {
				family = append(family, v.text)
			} else {
				others = append(others, v.text)
			}
		}
		name := screening.Name{Text: joined(", ", joined(" ", family...), joined(" ", others...)), Type: t, Script: script}
		if t == screening.Primary && len(e.Names) > 0 {
			name.Type = screening.Alias // the primary name in another script
		}
		if e.Kind == screening.Person {
			name.Parts = parts(pairs...)
		}
		e.Names = append(e.Names, name)
	}
}

// feature reads a feature: a date, a place, a word from a table, or text.
func (a *advanced) feature(e *screening.Entry, f *node, out *sink) {
	label := a.name("FeatureType", f.get("FeatureTypeID"))
	switch label {
	case "Date of Birth":
		label = "DOB"
	case "Nationality":
		label = "nationality"
	case "Citizenship":
		label = "citizen"
	case "Tonnage":
		label = "Vessel Tonnage"
	case "Gross Registered Tonnage":
		label = "Vessel Gross Registered Tonnage"
	}
	for v := range f.each("FeatureVersion") {
		if loc := v.child("VersionLocation"); loc != nil {
			a.located(e, label, a.places[loc.get("LocationID")], out)
		}
		if period := advancedPeriod(v.child("DatePeriod")); period != "" {
			ofacFeature(e, label, period, out)
			continue
		}
		detail := v.child("VersionDetail")
		if detail == nil {
			continue
		}
		value := detail.text
		if ref := a.name("DetailReference", detail.get("DetailReferenceID")); ref != "" {
			value = joined(" ", ref, value)
		}
		ofacFeature(e, label, value, out)
	}
}

// located adds the place of a feature: a seat, or what the feature says it is.
func (a *advanced) located(e *screening.Entry, label string, place [3]string, out *sink) {
	switch label {
	case "Location", "Address", "":
		out.address(e, place[0], place[1], place[2])
	case "Place of Birth":
		out.birthplace(e, joined(", ", place[:]...))
	default:
		ofacFeature(e, label, joined(", ", place[:]...), out)
	}
}

// advancedPeriod writes a period as dateIn reads it: a day, a year, a range, perhaps circa.
func advancedPeriod(p *node) string {
	if p == nil {
		return ""
	}
	from, to := advancedDay(p.child("Start", "From")), advancedDay(p.child("End", "To"))
	if from == "" || to == "" {
		return from
	}
	text := span(from, to)
	if p.child("Start").get("Approximate") == "true" {
		text = "circa " + text
	}
	return text
}

func advancedDay(n *node) string {
	if n == nil {
		return ""
	}
	return isoDay(n.value("Year"), n.value("Month"), n.value("Day"))
}

// span writes the range of two days as a date says it: a whole year is the year.
func span(from, to string) string {
	d, err := screening.ParseDate(from + "/" + to)
	if err != nil {
		return from
	}
	return d.String()
}
