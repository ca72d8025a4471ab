package watchlist

import (
	"strings"

	"github.com/tamiz-project/tamiz/screening"
)

// unXML reads the consolidated list of the United Nations Security Council (scsanctions.un.org, sc-sanctions.xsd). Verified on
// the whole files of April 2025, February 2026 and August 2026. The same structure carries Argentina's RePET, see ar_repet.go.
func unXML() *format {
	return &format{
		name: "un-xml", title: "UN Security Council consolidated list", role: xmlRole("CONSOLIDATED_LIST", "INDIVIDUAL"),
		list: screening.List{
			ID: "un-sc", Publisher: "United Nations Security Council", Title: "Consolidated List", Official: true,
			MaxAge: 10, // committees list at any time; members must freeze "without delay"
			URL:    "https://scsanctions.un.org/resources/xml/en/consolidated.xml",
		},
		about: func(samples []*sample, l *screening.List) {
			l.Published, _ = dateIn(samples[0].attr("dateGenerated"))
		},
		parse: parseUN,
	}
}

func parseUN(in *input, out *sink) error {
	for _, m := range in.members["list"] {
		for n, at := range in.records(m, out, "INDIVIDUAL", "ENTITY") {
			e := unEntry(n, out)
			if !out.entry(e, at) {
				return nil
			}
		}
	}
	return nil
}

func unEntry(n *node, out *sink) screening.Entry {
	e := screening.Entry{Party: screening.Party{ID: n.value("REFERENCE_NUMBER"), Kind: screening.Person}}
	prefix := "INDIVIDUAL_"
	if n.name == "ENTITY" {
		e.Kind, prefix = screening.Organization, "ENTITY_"
	}
	unNames(&e, n, prefix)
	unDates(&e, n)
	unPlaces(&e, n, prefix, out)
	for d := range n.each("INDIVIDUAL_DOCUMENT") {
		unDocument(&e, d, out)
	}
	for v := range n.each("DESIGNATION", "VALUE") {
		e.Positions = append(e.Positions, oneLine(v.text))
	}
	for v := range n.each("TITLE", "VALUE") {
		e.Positions = append(e.Positions, oneLine(v.text))
	}
	e.Gender = gender(n.value("GENDER"))
	e.Designations = []screening.Designation{unDesignation(n)}
	remark(&e, n.value("COMMENTS1"))
	if link := n.value("INTERPOL_LINK"); link != "" {
		e.URLs = append(e.URLs, link)
	}
	return e
}

func unNames(e *screening.Entry, n *node, prefix string) {
	first, second, third, fourth := n.value("FIRST_NAME"), n.value("SECOND_NAME"), n.value("THIRD_NAME"), n.value("FOURTH_NAME")
	primary := screening.Name{Text: oneLine(joined(" ", first, second, third, fourth))}
	if e.Kind == screening.Person {
		primary.Parts = parts("first", first, "second", second, "third", third, "fourth", fourth)
	}
	e.Names = append(e.Names, primary)
	if script := n.value("NAME_ORIGINAL_SCRIPT"); script != "" {
		e.Names = append(e.Names, screening.Name{Text: oneLine(script), Type: screening.Alias, Script: scriptOf(script)})
	}
	for a := range n.each(prefix + "ALIAS") {
		for text := range strings.SplitSeq(a.value("ALIAS_NAME"), ";") {
			named(e, text, unQuality(a.value("QUALITY")))
		}
		if note := a.value("NOTE"); note != "" {
			remark(e, joined(": ", a.value("ALIAS_NAME"), note))
		}
	}
}

// unQuality reads the quality of an alias: Good and Low of persons, a.k.a. and f.k.a. of entities.
func unQuality(text string) screening.NameType {
	switch strings.ToLower(text) {
	case "low":
		return screening.WeakAlias
	case "f.k.a.", "f.k.a":
		return screening.Former
	}
	return screening.Alias
}

func unDates(e *screening.Entry, n *node) {
	for b := range n.each("INDIVIDUAL_DATE_OF_BIRTH") {
		text := b.value("DATE")
		if text == "" {
			text = b.value("YEAR")
		}
		if from, to := b.value("FROM_YEAR"), b.value("TO_YEAR"); text == "" && from != "" {
			text = joined("/", from, to)
		}
		if strings.EqualFold(b.value("TYPE_OF_DATE"), "APPROXIMATELY") {
			text = "circa " + text
		}
		if d, ok := dateIn(text); ok {
			e.Born = append(e.Born, d)
		} else if strings.TrimPrefix(text, "circa ") != "" {
			remark(e, "born "+text)
		}
		remark(e, b.value("NOTE"))
	}
	for a := range n.each("INDIVIDUAL_ALIAS") {
		born := a.value("DATE_OF_BIRTH")
		if d, ok := dateIn(born); ok {
			e.Born = append(e.Born, d)
		} else if born != "" {
			remark(e, joined(" born ", a.value("ALIAS_NAME"), born))
		}
	}
}

func unPlaces(e *screening.Entry, n *node, prefix string, out *sink) {
	for v := range n.each("NATIONALITY", "VALUE") {
		if code := out.inCountry(v.text); code != "" {
			e.Nationalities = append(e.Nationalities, code)
		} else {
			remark(e, joined(" ", "nationality", v.text))
		}
	}
	for p := range n.each("INDIVIDUAL_PLACE_OF_BIRTH") {
		a := screening.Address{
			Text: oneLine(joined(", ", p.value("STREET"), p.value("CITY"), p.value("STATE_PROVINCE"), p.value("COUNTRY"))),
			City: oneLine(p.value("CITY")), Country: out.inCountry(p.value("COUNTRY")),
		}
		e.Birthplaces = append(e.Birthplaces, a)
		remark(e, p.value("NOTE"))
	}
	for a := range n.each(prefix + "ADDRESS") {
		street := joined(", ", a.value("STREET"), a.value("STATE_PROVINCE"), a.value("ZIP_CODE"))
		if note := a.value("NOTE"); note != "" {
			street = joined(" ", street, "("+note+")")
		}
		out.address(e, street, a.value("CITY"), a.value("COUNTRY"))
	}
}

// unDocument reads a passport or an identity number. The sort stands in either of two fields, and the number may say more.
func unDocument(e *screening.Entry, d *node, out *sink) {
	value, nation := documentText(oneLine(d.value("NUMBER")))
	if value == "" {
		remark(e, joined(" ", d.value("TYPE_OF_DOCUMENT"), d.value("NOTE")))
		return
	}
	kind := national
	if strings.Contains(strings.ToLower(d.value("TYPE_OF_DOCUMENT")+d.value("TYPE_OF_DOCUMENT2")), "passport") {
		kind = passport
	}
	place := d.value("ISSUING_COUNTRY")
	if place == "" {
		place = d.value("COUNTRY_OF_ISSUE")
	}
	if place == "" && country(nation) != "" {
		place = nation
	}
	e.Identifiers = append(e.Identifiers, number(kind, out.inCountry(place), value))
	if note := joined("; ", d.value("DATE_OF_ISSUE"), d.value("DATE_OF_EXPIRY"), d.value("NOTE")); note != "" {
		remark(e, joined(" ", d.value("TYPE_OF_DOCUMENT"), value)+": "+note)
	}
}

func unDesignation(n *node) screening.Designation {
	d := screening.Designation{
		Authority: "UN Security Council", Jurisdiction: "UN", AuthorityKind: screening.TreatyBody, Effect: screening.AssetFreeze,
		Programme: n.value("UN_LIST_TYPE"),
	}
	d.From, _ = dateIn(n.value("LISTED_ON"))
	if day, ok := dateIn(n.value("DELISTED_ON")); ok {
		d.To, d.Status = dayBefore(day), screening.Delisted
	}
	return d
}
