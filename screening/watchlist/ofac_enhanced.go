package watchlist

import (
	"strings"

	"github.com/tamiz-project/tamiz/screening"
)

// ofacEnhanced reads SDN_ENHANCED.XML, CONS_ENHANCED.XML and the custom exports of OFAC's list service (namespace ENHANCED_XML).
// Verified on the whole consolidated list of January 2025 and on two official exports by programme of August 2024. It is the
// richest of OFAC's formats: the only one with listing dates, legal authorities and ids in its links that is easy to read.
func ofacEnhanced() *format {
	return &format{
		name: "ofac-enhanced", title: "OFAC enhanced XML list", list: ofacList(), role: xmlRole("sanctionsData", "ENHANCED_XML"),
		about: aboutEnhanced, parse: parseEnhanced,
	}
}

// aboutEnhanced reads which lists the file holds. An export filtered by anything but the list is not the whole list.
func aboutEnhanced(samples []*sample, l *screening.List) {
	l.Published, _ = dateIn(samples[0].element("dataAsOf"))
	_, after, _ := strings.Cut(samples[0].text, "<filters>")
	filters, _, _ := strings.Cut(after, "</filters>")
	if !strings.Contains(filters, ">SDN List<") && strings.Contains(filters, "List<") {
		asConsolidated(l)
	}
	if strings.Contains(filters, "<sanctionsPrograms>") || strings.Contains(filters, "<sanctionsTypes>") {
		l.Official = false
		l.Title += " (an export filtered by its maker: not the whole list)"
	}
}

func parseEnhanced(in *input, out *sink) error {
	for n, at := range in.records(in.one("list"), out, "entity") {
		if !out.entry(enhancedEntry(n, out), at) {
			return nil
		}
	}
	return nil
}

func enhancedEntry(n *node, out *sink) screening.Entry {
	e := screening.Entry{Party: screening.Party{ID: n.get("id"), Kind: ofacKind(n.value("generalInfo", "entityType"))}}
	if title := n.value("generalInfo", "title"); title != "" {
		e.Positions = append(e.Positions, oneLine(title))
	}
	e.Designations = enhancedDesignations(n, out)
	for name := range n.each("names", "name") {
		enhancedName(&e, name)
	}
	for a := range n.each("addresses", "address") {
		enhancedAddress(&e, a, out)
	}
	for f := range n.each("features", "feature") {
		ofacFeature(&e, f.value("type"), f.value("value"), out)
	}
	for d := range n.each("identityDocuments", "identityDocument") {
		ofacDocument(&e, ofacDoc{
			label: d.value("type"), value: d.value("documentNumber"), country: d.value("issuingCountry"),
			issued: d.value("issueDate"), expires: d.value("expirationDate"),
		}, out)
	}
	for r := range n.each("relationships", "relationship") {
		to := r.child("relatedEntity")
		if to != nil {
			e.Links = append(e.Links, screening.Link{Code: ofacRelation(r.value("type")), Entry: to.get("entityId"), Name: oneLine(to.text)})
		}
	}
	ofacRemarks(&e, n.value("generalInfo", "remarks"), "", out)
	return e
}

// enhancedDesignations makes one designation per programme. The date is that of the most special list the entity stands on: "SDN
// List", or the sub-list of the consolidated one.
func enhancedDesignations(n *node, out *sink) []screening.Designation {
	var listed screening.Date
	sdn := false
	for l := range n.each("sanctionsLists", "sanctionsList") {
		day, ok := dateIn(l.get("datePublished"))
		if l.text == "SDN List" {
			sdn = true
		}
		if ok && (listed.IsZero() || l.text != "Consolidated List" && day.Compare(listed) < 0 || l.text == "SDN List") {
			listed = day
		}
	}
	var basis []string
	for a := range n.each("legalAuthorities", "legalAuthority") {
		basis = append(basis, a.text)
	}
	list := out.list
	if list.ID = ofacCons; sdn {
		list.ID = ofacSDN
	}
	var all []screening.Designation
	for p := range n.each("sanctionsPrograms", "sanctionsProgram") {
		d := ofacDesignation(&list, p.text)
		d.From, d.LegalBasis = listed, joined("; ", basis...)
		all = append(all, d)
	}
	if len(all) == 0 {
		all = []screening.Designation{ofacDesignation(&list, "")}
		all[0].From, all[0].LegalBasis = listed, joined("; ", basis...)
	}
	return all
}

func enhancedName(e *screening.Entry, n *node) {
	t := ofacNameType(n.value("aliasType"), n.value("isLowQuality") == "true")
	if n.value("isPrimary") == "true" {
		t = screening.Primary
	}
	for tr := range n.each("translations", "translation") {
		name := screening.Name{Text: oneLine(tr.value("formattedFullName")), Type: t, Script: scriptNamed(tr.value("script"))}
		if t == screening.Primary && tr.value("isPrimary") == "false" {
			name.Type = screening.Alias
		}
		if e.Kind == screening.Person {
			var pairs []string
			for p := range tr.each("nameParts", "namePart") {
				pairs = append(pairs, partKey(p.value("type")), p.value("value"))
			}
			name.Parts = parts(pairs...)
		}
		e.Names = append(e.Names, name)
	}
}

// partKey names a part of a name as all formats here do.
func partKey(source string) string {
	switch strings.ToLower(source) {
	case "last name", "family-name", "surname":
		return "family"
	case "first name", "given-name", "forename":
		return "given"
	case "middle name", "further-given-name":
		return "middle"
	case "patronymic", "father-name":
		return "patronymic"
	case "matronymic":
		return "matronymic"
	case "maiden name", "maiden-name":
		return "maiden"
	case "nickname", "tribal-name", "grand-father-name", "suffix", "title", "whole-name", "other":
		return strings.ToLower(source)
	}
	return "other"
}

func enhancedAddress(e *screening.Entry, a *node, out *sink) {
	for tr := range a.each("translations", "translation") {
		if tr.value("isPrimary") == "false" {
			continue
		}
		street, city := []string{}, []string{}
		for p := range tr.each("addressParts", "addressPart") {
			switch strings.ToUpper(p.value("type")) {
			case "CITY", "STATE/PROVINCE", "POSTAL CODE", "REGION":
				city = append(city, p.value("value"))
			default:
				street = append(street, p.value("value"))
			}
		}
		out.address(e, joined(", ", street...), joined(", ", city...), a.value("country"))
		return
	}
	out.address(e, "", "", a.value("country"))
}

// ofacRelation turns OFAC's words for a relation into codes.
func ofacRelation(text string) string {
	switch strings.ToLower(text) {
	case "owned or controlled by":
		return "owned_by"
	case "acting for or on behalf of":
		return "acts_for"
	case "leader or official of":
		return "leader_of"
	case "family member of":
		return "family"
	case "associate of":
		return "associate"
	case "providing support to":
		return "supports"
	case "property in the interest of":
		return "property_of"
	case "playing a significant role in":
		return "role_in"
	}
	return "linked_to"
}

// scriptNamed turns a script's English name into its ISO 15924 code.
func scriptNamed(text string) string {
	switch strings.ToLower(text) {
	case "latin":
		return "Latn"
	case "cyrillic":
		return "Cyrl"
	case "arabic":
		return "Arab"
	case "chinese simplified", "chinese - simplified":
		return "Hans"
	case "chinese traditional", "chinese - traditional":
		return "Hant"
	case "japanese":
		return "Jpan"
	case "korean", "hangul":
		return "Kore"
	case "hebrew":
		return "Hebr"
	case "greek":
		return "Grek"
	case "burmese", "myanmar":
		return "Mymr"
	case "khmer":
		return "Khmr"
	}
	return ""
}
