package watchlist

import (
	"strings"

	"github.com/tamiz-project/tamiz/screening"
)

// ofacXML reads SDN.XML and CONSOLIDATED.XML, in the namespace of 2024 and in the one before (tempuri.org). Verified on the whole
// consolidated files of April 2018 and March 2025; the SDN file has the same schema.
func ofacXML() *format {
	list := ofacList()
	list.Lacks = []string{"listing_dates"}
	return &format{name: "ofac-xml", title: "OFAC XML list", list: list, role: xmlRole("sdnList", ""), about: aboutOFACXML, parse: parseOFACXML}
}

func aboutOFACXML(samples []*sample, l *screening.List) {
	l.Published, _ = monthFirst(samples[0].element("Publish_Date"))
	var cells []string
	for i, part := range strings.Split(samples[0].text, "<programList>") {
		if i > 0 {
			cell, _, _ := strings.Cut(part, "</programList>")
			cells = append(cells, strings.NewReplacer("<program>", "[", "</program>", "]").Replace(cell))
		}
	}
	if isConsolidated(cells) {
		asConsolidated(l)
	}
}

func parseOFACXML(in *input, out *sink) error {
	for n, at := range in.records(in.one("list"), out, "sdnEntry") {
		if !out.entry(ofacXMLEntry(n, out), at) {
			return nil
		}
	}
	return nil
}

func ofacXMLEntry(n *node, out *sink) screening.Entry {
	e := screening.Entry{Party: screening.Party{ID: n.value("uid"), Kind: ofacKind(n.value("sdnType"))}}
	for p := range n.each("programList", "program") {
		e.Designations = append(e.Designations, ofacDesignation(&out.list, p.text))
	}
	if len(e.Designations) == 0 {
		e.Designations = ofacDesignations(&out.list, "")
	}
	e.Names = append(e.Names, ofacXMLName(n, e.Kind, screening.Primary))
	for a := range n.each("akaList", "aka") {
		t := ofacNameType(a.value("type"), strings.EqualFold(a.value("category"), "weak"))
		e.Names = append(e.Names, ofacXMLName(a, e.Kind, t))
	}
	if title := n.value("title"); title != "" {
		e.Positions = append(e.Positions, oneLine(title))
	}
	for id := range n.each("idList", "id") {
		ofacDocument(&e, ofacDoc{
			label: id.value("idType"), value: id.value("idNumber"), country: id.value("idCountry"),
			issued: id.value("issueDate"), expires: id.value("expirationDate"),
		}, out)
	}
	ofacXMLPlaces(&e, n, out)
	ofacVesselInfo(&e, n.child("vesselInfo"), out)
	ofacRemarks(&e, n.value("remarks"), n.value("title"), out)
	return e
}

// ofacXMLName joins the parts as OFAC prints them in its other formats.
func ofacXMLName(n *node, kind screening.Kind, t screening.NameType) screening.Name {
	last, first := n.value("lastName"), n.value("firstName")
	name := screening.Name{Text: oneLine(joined(", ", last, first)), Type: t}
	if kind == screening.Person && last != "" && first != "" {
		name.Parts = parts("family", last, "given", first)
	}
	return name
}

func ofacXMLPlaces(e *screening.Entry, n *node, out *sink) {
	for a := range n.each("addressList", "address") {
		street := joined(", ", a.value("address1"), a.value("address2"), a.value("address3"))
		city := joined(", ", a.value("city"), joined(" ", a.value("stateOrProvince"), a.value("postalCode")))
		out.address(e, street, city, a.value("country"))
	}
	for c := range n.each("nationalityList", "nationality", "country") {
		ofacFeature(e, "nationality", c.text, out)
	}
	for c := range n.each("citizenshipList", "citizenship", "country") {
		ofacFeature(e, "citizen", c.text, out)
	}
	for d := range n.each("dateOfBirthList", "dateOfBirthItem", "dateOfBirth") {
		ofacFeature(e, "DOB", d.text, out)
	}
	for p := range n.each("placeOfBirthList", "placeOfBirthItem", "placeOfBirth") {
		ofacFeature(e, "POB", p.text, out)
	}
}

func ofacVesselInfo(e *screening.Entry, v *node, out *sink) {
	if v == nil {
		return
	}
	for _, f := range [][2]string{
		{"callSign", "Vessel Call Sign"},
		{"vesselType", "Vessel Type"},
		{"vesselFlag", "Vessel Flag"},
		{"vesselOwner", "Vessel Owner"},
		{"tonnage", "Vessel Tonnage"},
		{"grossRegisteredTonnage", "Vessel Gross Registered Tonnage"},
	} {
		ofacFeature(e, f[1], v.value(f[0]), out)
	}
}

// ofacFeature reads a feature of the XML formats by the table of labels that the remarks use.
func ofacFeature(e *screening.Entry, label, value string, out *sink) {
	label, value = strings.TrimSpace(label), oneLine(value)
	if value == "" {
		return
	}
	piece := label + " " + value
	if ofacPiece(e, piece, out) {
		return
	}
	remark(e, piece)
	if !isInformation(piece) {
		out.unread()
	}
}

// An ofacDoc is a document of the XML formats.
type ofacDoc struct{ label, value, country, issued, expires string }

func ofacDocument(e *screening.Entry, d ofacDoc, out *sink) {
	value := d.value
	if d.country != "" {
		value += " (" + d.country + ")"
	}
	if d.issued != "" {
		value += " issued " + d.issued
	}
	if d.expires != "" {
		value += " expires " + d.expires
	}
	ofacFeature(e, d.label, value, out)
}
