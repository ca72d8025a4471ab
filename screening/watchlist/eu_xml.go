package watchlist

import (
	"fmt"
	"strings"

	"github.com/tamiz-project/tamiz/screening"
	"github.com/tamiz-project/tamiz/screening/identifier"
)

func euList() screening.List {
	return screening.List{
		ID: "eu-fsf", Publisher: "European Commission, DG FISMA", Title: "Consolidated list of financial sanctions", Official: true,
		MaxAge: 10, // amended in the Official Journal at any time and binding on the day of publication
		URL:    "https://webgate.ec.europa.eu/fsd/fsf",
	}
}

// euXML reads xmlFullSanctionsList 1.1 of the EU's Financial Sanctions Files. The full file could not be had: built from the schema
// (FSF XML 1.1 as published beside the list) and an excerpt of August 2026.
func euXML() *format {
	return &format{
		name: "eu-xml-1.1", title: "EU consolidated list (XML 1.1)", list: euList(), role: xmlRole("export", "/fpi/fsd/export"),
		about: func(samples []*sample, l *screening.List) { l.Published, _ = dateIn(samples[0].attr("generationDate")) },
		parse: func(in *input, out *sink) error {
			for n, at := range in.records(in.one("list"), out, "sanctionEntity") {
				if !out.entry(euEntry(n, out), at) {
					return nil
				}
			}
			return nil
		},
	}
}

func euEntry(n *node, out *sink) screening.Entry {
	e := screening.Entry{Party: screening.Party{ID: n.get("euReferenceNumber"), Kind: euKind(n.child("subjectType").get("classificationCode"))}}
	if e.ID == "" {
		e.ID = n.get("logicalId")
	}
	e.Designations = euDesignations(n)
	for a := range n.each("nameAlias") {
		euName(&e, a.get("wholeName"), a.get("firstName"), a.get("middleName"), a.get("lastName"), a.get("strong") == "false")
		euPerson(&e, a.get("gender"), a.get("title"), a.get("function"))
		remark(&e, a.value("remark"))
	}
	for b := range n.each("birthdate") {
		euBirth(&e, b, out)
	}
	for c := range n.each("citizenship") {
		euCitizen(&e, c.get("countryIso2Code"), c.get("countryDescription"), out)
	}
	for a := range n.each("address") {
		euAddress(&e, a, out)
	}
	for id := range n.each("identification") {
		number := joined(" ", id.get("number"))
		if number == "" {
			number = id.get("latinNumber")
		}
		euNumber(&e, id.get("identificationTypeCode"), number, euCountry(id.get("countryIso2Code"), id.get("countryDescription"), out))
		remark(&e, id.value("remark"))
	}
	for r := range n.each("remark") {
		remark(&e, r.text)
	}
	remark(&e, n.get("designationDetails"))
	sameAs(&e, "un-sc", n.get("unitedNationId"))
	return e
}

// euKind reads the class: P person, E enterprise.
func euKind(code string) screening.Kind {
	switch strings.ToUpper(code) {
	case "P":
		return screening.Person
	case "E":
		return screening.Organization
	}
	return screening.Unknown
}

// euDesignations makes one designation per regulation that lists the entity; an amendment does not make another one.
func euDesignations(n *node) []screening.Designation {
	var all []screening.Designation
	for r := range n.each("regulation") {
		d := euDesignation(r.get("programme"), r.get("numberTitle"), r.get("publicationDate"), r.value("publicationUrl"))
		if in, ok := dateIn(r.get("entryIntoForceDate")); ok {
			d.From = in
		}
		all = append(all, d)
	}
	if len(all) > 0 {
		return all
	}
	d := euDesignation("", "", n.get("designationDate"), "")
	for s := range n.each("nameAlias", "regulationSummary") {
		d = euDesignation("", s.get("numberTitle"), s.get("publicationDate"), s.get("publicationUrl"))
		break
	}
	return []screening.Designation{d}
}

func euDesignation(programme, title, published, url string) screening.Designation {
	d := screening.Designation{
		Authority: "Council of the European Union", Jurisdiction: "EU", AuthorityKind: screening.ExecutiveList, Effect: screening.AssetFreeze,
		Programme: programme, LegalBasis: title, Source: url,
	}
	d.From, _ = dateIn(published)
	return d
}

// euName adds a name. The first strong one is the primary one; the Union has no other mark for it.
func euName(e *screening.Entry, whole, first, middle, last string, weak bool) {
	n := screening.Name{Text: oneLine(whole), Type: screening.Alias}
	if n.Text == "" {
		n.Text = oneLine(joined(" ", first, middle, last))
	}
	switch {
	case weak:
		n.Type = screening.WeakAlias
	case len(e.Names) == 0:
		n.Type = screening.Primary
	}
	if e.Kind == screening.Person && (first != "" || last != "") {
		n.Parts = parts("given", first, "middle", middle, "family", last)
	}
	if s := scriptOf(n.Text); s != "Latn" {
		n.Script = s
	}
	e.Names = append(e.Names, n)
}

func euPerson(e *screening.Entry, sex, title, function string) {
	if g := gender(sex); g != "" {
		e.Gender = g
	}
	if title != "" {
		e.Positions = append(e.Positions, oneLine(title))
	}
	if function != "" {
		e.Positions = append(e.Positions, oneLine(function))
	}
}

// euCountry reads a code; 00 stands for unknown.
func euCountry(code, name string, out *sink) string {
	if c := country(code); c != "" {
		return c
	}
	return out.inCountry(name)
}

func euCitizen(e *screening.Entry, code, name string, out *sink) {
	if c := euCountry(code, name, out); c != "" {
		e.Nationalities = append(e.Nationalities, c)
	}
}

func euBirth(e *screening.Entry, b *node, out *sink) {
	text := b.get("birthdate")
	if text == "" {
		text = isoDay(b.get("year"), pad(b.get("monthOfYear")), pad(b.get("dayOfMonth")))
	}
	if from, to := b.get("yearRangeFrom"), b.get("yearRangeTo"); text == "" && from != "" {
		text = joined("/", from, to)
	}
	if b.get("circa") == "true" && text != "" {
		text = "circa " + text
	}
	if d, ok := dateIn(text); ok {
		e.Born = append(e.Born, d)
	} else if text != "" {
		remark(e, "born "+text)
	}
	place := joined(", ", b.get("place"), b.get("city"), b.get("region"))
	code := euCountry(b.get("countryIso2Code"), b.get("countryDescription"), out)
	if place != "" || code != "" {
		e.Birthplaces = append(e.Birthplaces, screening.Address{Text: oneLine(place), City: oneLine(b.get("city")), Country: code})
	}
	remark(e, b.value("remark"))
}

// pad leaves a part of a date that is missing or zero out.
func pad(part string) string {
	if part == "" || isZeros(part) {
		return ""
	}
	return fmt.Sprintf("%02s", part)
}

func euAddress(e *screening.Entry, a *node, out *sink) {
	box := a.get("poBox")
	if box != "" {
		box = "P.O. Box " + box
	}
	street := joined(", ", a.get("street"), box, a.get("place"), a.get("region"), a.get("zipCode"))
	code := euCountry(a.get("countryIso2Code"), a.get("countryDescription"), out)
	out.address(e, street, a.get("city"), code)
	for c := range a.each("contactInfo") {
		remark(e, joined(" ", c.get("key"), c.get("value")))
	}
	remark(e, a.value("remark"))
}

// euNumber reads an identification by the Union's code of its type.
func euNumber(e *screening.Entry, code, value, country string) {
	if value = oneLine(value); value == "" {
		return
	}
	kinds := map[string]identifier.Scheme{
		"passport": passport, "diplomatic": passport, "travelDoc": passport, "id": national, "ssn": national, "electionid": national,
		"residentperm": national, "birthcert": national, "fiscalcode": taxNumber, "taxno": taxNumber, "vatnumber": taxNumber,
		"regnumber": registration, "tradelic": registration, "swiftbic": bic, "imo": imo, "drivinglic": licence,
	}
	kind, ok := kinds[code]
	if !ok {
		kind = otherNumber
	}
	e.Identifiers = append(e.Identifiers, number(kind, country, value))
}

// eu2016 reads the XML of before 2018 (root WHOLE). Verified on the whole file of 11 February 2016.
func eu2016() *format {
	return &format{
		name: "eu-xml-2016", title: "EU consolidated list (XML before 2018)", list: euList(), role: xmlRole("WHOLE", "ENTITY"),
		about: func(samples []*sample, l *screening.List) { l.Published, _ = dayFirst(samples[0].attr("Date")) },
		parse: func(in *input, out *sink) error {
			for n, at := range in.records(in.one("list"), out, "ENTITY") {
				if !out.entry(eu2016Entry(n, out), at) {
					return nil
				}
			}
			return nil
		},
	}
}

func eu2016Entry(n *node, out *sink) screening.Entry {
	e := screening.Entry{Party: screening.Party{ID: n.get("Id"), Kind: euKind(n.get("Type"))}}
	e.Designations = []screening.Designation{euDesignation(n.get("programme"), n.get("legal_basis"), n.get("reg_date"), n.get("pdf_link"))}
	for a := range n.each("NAME") {
		euName(&e, a.value("WHOLENAME"), a.value("FIRSTNAME"), a.value("MIDDLENAME"), a.value("LASTNAME"), false)
		euPerson(&e, a.value("GENDER"), a.value("TITLE"), a.value("FUNCTION"))
	}
	for b := range n.each("BIRTH") {
		euOldBirth(&e, b.value("DATE"), b.value("PLACE"), b.value("COUNTRY"), out)
	}
	for c := range n.each("CITIZEN", "COUNTRY") {
		euCitizen(&e, c.text, "", out)
	}
	for a := range n.each("ADDRESS") {
		out.address(&e, joined(", ", joined(" ", a.value("NUMBER"), a.value("STREET")), a.value("ZIPCODE"), a.value("OTHER")), a.value("CITY"), a.value("COUNTRY"))
	}
	for p := range n.each("PASSPORT") {
		euOldNumber(&e, p.value("NUMBER"), country(p.value("COUNTRY")))
	}
	remark(&e, n.get("remark"))
	return e
}

func euOldBirth(e *screening.Entry, date, place, countryName string, out *sink) {
	if d, ok := dateIn(date); ok {
		e.Born = append(e.Born, d)
	} else if !isNoCountry(date) {
		remark(e, joined(" ", "born", date))
	}
	code := out.inCountry(countryName)
	if place = oneLine(strings.Trim(place, "-")); place != "" || code != "" {
		e.Birthplaces = append(e.Birthplaces, screening.Address{Text: place, Country: code})
	}
}

// euOldNumber reads "AD001095 (passport-National passport) ((passport))": the number, then its sort in brackets.
func euOldNumber(e *screening.Entry, text, country string) {
	value, sort, _ := strings.Cut(oneLine(text), " (")
	if value == "" {
		return
	}
	kind := otherNumber
	switch sort = strings.ToLower(sort); {
	case strings.Contains(sort, "passport"):
		kind = passport
	case strings.HasPrefix(sort, "id"), strings.Contains(sort, "national"):
		kind = national
	case strings.Contains(sort, "fiscal"), strings.Contains(sort, "tax"):
		kind = taxNumber
	case strings.Contains(sort, "regnumber"), strings.Contains(sort, "registration"):
		kind = registration
	}
	e.Identifiers = append(e.Identifiers, number(kind, country, value))
	if sort != "" {
		remark(e, text)
	}
}
