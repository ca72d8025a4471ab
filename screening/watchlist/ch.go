package watchlist

import (
	"strings"

	"github.com/tamiz-project/tamiz/screening"
	"github.com/tamiz-project/tamiz/screening/feed"
	"github.com/tamiz-project/tamiz/screening/identifier"
)

// chSECO reads the consolidated list of Switzerland's SECO (swiss-sanctions-list.xsd). The full file could not be had: built from the schema
// and an excerpt of August 2026.
//
// The file holds a target's whole history: every version as a <modification>. Its standing is that of the newest modification, and
// a target that was taken off the list is read as delisted, with its day, not left out. Programmes stand at the head and are kept; places
// are pointed at by number and stand after the targets, so the file is read twice.
func chSECO() *format {
	return &format{
		name: "ch-xml", title: "SECO sanctions list", role: xmlRole("swiss-sanctions-list", ""),
		list: screening.List{
			ID: "ch-seco", Publisher: "State Secretariat for Economic Affairs SECO", Title: "Consolidated list of sanctions", Official: true, MaxAge: 10,
			URL: "https://www.sesam.search.admin.ch/sesam-search-web/pages/search.xhtml",
		},
		about: func(samples []*sample, l *screening.List) {
			l.Published, _ = dateIn(samples[0].attr("date"))
			if kind := samples[0].attr("list-type"); kind != "" && kind != "whole-list" {
				l.Official = false
				l.Title += " (" + kind + ": not the whole list)"
			}
		},
		parse: parseSECO,
	}
}

// A seco is what the first pass keeps.
type seco struct {
	programmes map[string]string // sanctions set -> programme
	sets       map[string]string // sanctions set -> its measure
	places     map[string]screening.Address
}

func parseSECO(in *input, out *sink) error {
	s := &seco{programmes: map[string]string{}, sets: map[string]string{}, places: map[string]screening.Address{}}
	m := in.one("list")
	for n := range in.records(m, out, "sanctions-program", "place") {
		s.keep(n, out)
	}
	for n, at := range in.records(m, out, "target") {
		e, ok := s.entry(n, out)
		if !ok {
			if !out.bad(&feed.RecordError{Source: at.Source, Line: at.Line, Column: at.Column, ID: n.get("ssid"), Reason: "a target that is neither individual, entity nor object"}) {
				return nil
			}
			continue
		}
		if !out.entry(e, at) {
			return nil
		}
	}
	return nil
}

func (s *seco) keep(n *node, out *sink) {
	if n.name == "place" {
		a := screening.Address{Text: joined(", ", n.value("location"), n.value("area")), City: n.value("location"), Country: euCountry(n.child("country").get("iso-code"), n.value("country"), out)}
		s.places[n.get("ssid")] = a
		return
	}
	name := english(n, "program-key")
	for set := range n.each("sanctions-set") {
		s.programmes[set.get("ssid")] = name
		if set.get("lang") == "eng" || s.sets[set.get("ssid")] == "" {
			s.sets[set.get("ssid")] = set.text
		}
	}
}

// english returns the English text of an element that stands once per language, or the first.
func english(n *node, name string) string {
	text := ""
	for k := range n.each(name) {
		if text == "" || k.get("lang") == "eng" {
			text = k.text
		}
	}
	return text
}

func (s *seco) entry(n *node, out *sink) (screening.Entry, bool) {
	e := screening.Entry{Party: screening.Party{ID: n.get("ssid")}}
	body := n.child("individual")
	switch {
	case body != nil:
		e.Kind, e.Gender = screening.Person, gender(body.get("sex"))
	case n.child("entity") != nil:
		body, e.Kind = n.child("entity"), screening.Organization
	case n.child("object") != nil:
		body = n.child("object")
		e.Kind = ofacKind(body.get("object-type"))
		if e.Kind == screening.Organization {
			e.Kind = screening.Unknown
		}
	default:
		return e, false
	}
	for id := range body.each("identity") {
		s.identity(&e, id, out)
	}
	for j := range body.each("justification") {
		remark(&e, j.text)
	}
	for o := range body.each("other-information") {
		if rest, ok := strings.CutPrefix(o.text, "IMO Number:"); ok {
			e.Identifiers = append(e.Identifiers, number(imo, "", rest))
		}
		remark(&e, o.text)
	}
	for r := range body.each("relation") {
		e.Links = append(e.Links, screening.Link{Code: slug(r.get("relation-type")), Entry: r.get("target-id"), Name: r.text})
	}
	e.Designations = s.designations(n)
	return e, true
}

func (s *seco) identity(e *screening.Entry, id *node, out *sink) {
	for name := range id.each("name") {
		secoNames(e, name, id.get("main") == "true")
	}
	for d := range id.each("day-month-year") {
		text := isoDay(d.get("year"), pad(d.get("month")), pad(d.get("day")))
		if d.get("quality") == "low" {
			text = "circa " + text
		}
		if born, ok := dateIn(text); ok {
			e.Born = append(e.Born, born)
		}
	}
	for c := range id.each("nationality") {
		euCitizen(e, c.child("country").get("iso-code"), c.value("country"), out)
	}
	for p := range id.each("place-of-birth") {
		if a := s.places[p.get("place-id")]; a != (screening.Address{}) {
			e.Birthplaces = append(e.Birthplaces, a)
		}
	}
	for a := range id.each("address") {
		at := s.places[a.get("place-id")]
		out.address(e, joined(", ", a.value("c-o"), a.value("address-details"), a.value("p-o-box"), a.value("zip-code")), at.City, at.Country)
	}
	for d := range id.each("identification-document") {
		kind := map[string]identifier.Scheme{"passport": passport, "diplomatic-passport": passport, "id-card": national, "residence-permit": national}[d.get("document-type")]
		if kind == "" {
			kind = otherNumber
		}
		issuer := d.child("issuer")
		e.Identifiers = append(e.Identifiers, number(kind, euCountry(issuer.get("code"), d.value("issuer"), out), d.value("number")))
	}
}

// secoNames adds a name and, for its spelling variants, the name with the variant in the place of the part.
func secoNames(e *screening.Entry, n *node, main bool) {
	t := screening.Alias
	switch {
	case n.get("name-type") == "primary-name" && main:
		t = screening.Primary
	case strings.HasPrefix(n.get("name-type"), "former"):
		t = screening.Former
	case n.get("quality") == "low":
		t = screening.WeakAlias
	}
	var texts, pairs []string
	var variants []*node
	for p := range n.each("name-part") {
		value := p.value("value")
		texts, pairs = append(texts, value), append(pairs, partKey(p.get("name-part-type")), value)
		for v := range p.each("spelling-variant") {
			variants = append(variants, v)
		}
	}
	name := screening.Name{Text: oneLine(secoOrder(n, nil)), Type: t, Script: scriptISO(n.get("script"))}
	if e.Kind == screening.Person {
		name.Parts = parts(pairs...)
	}
	e.Names = append(e.Names, name)
	for _, v := range variants {
		text := v.text
		if len(texts) > 1 && v.get("script") != "" && strings.EqualFold(v.get("script"), "LATN") {
			text = secoOrder(n, v)
		}
		e.Names = append(e.Names, screening.Name{Text: oneLine(text), Type: screening.WeakAlias, Script: scriptISO(v.get("script"))})
	}
}

// secoOrder joins the parts, given name first, with a variant in the place of its part.
func secoOrder(n, variant *node) string {
	var given, family []string
	for p := range n.each("name-part") {
		text := p.value("value")
		for v := range p.each("spelling-variant") {
			if v == variant {
				text = v.text
			}
		}
		if p.get("name-part-type") == "family-name" {
			family = append(family, text)
		} else {
			given = append(given, text)
		}
	}
	return joined(" ", joined(" ", given...), joined(" ", family...))
}

// scriptISO writes a code as ISO 15924 does: LATN is Latn.
func scriptISO(code string) string {
	if len(code) != 4 {
		return ""
	}
	return strings.ToUpper(code[:1]) + strings.ToLower(code[1:])
}

// designations makes one per sanctions set. The newest modification tells whether the target stands on the list.
func (s *seco) designations(n *node) []screening.Designation {
	var listed, ended screening.Date
	newest, kind := "", ""
	for m := range n.each("modification") {
		day := m.get("effective-date")
		if day == "" {
			day = m.get("publication-date")
		}
		if m.get("modification-type") == "listed" {
			listed, _ = dateIn(day)
		}
		if day > newest {
			newest, kind = day, m.get("modification-type")
		}
	}
	status := screening.Active
	if kind == "de-listed" {
		status = screening.Delisted
		off, _ := dateIn(newest)
		ended = dayBefore(off)
	}
	var all []screening.Designation
	for set := range n.each("sanctions-set-id") {
		all = append(all, screening.Designation{
			Authority: "Switzerland SECO", Jurisdiction: "CH", AuthorityKind: screening.ExecutiveList, Effect: secoEffect(s.sets[set.text]), Status: status,
			Programme: s.programmes[set.text], LegalBasis: s.sets[set.text], From: listed, To: ended,
		})
	}
	return all
}

// secoEffect reads the measure of a sanctions set. Named individuals and entities are frozen; the capital market, exports and
// vessels are sectoral.
func secoEffect(measure string) screening.Effect {
	m := strings.ToLower(measure)
	switch {
	case strings.Contains(m, "capital market"), strings.Contains(m, "vessel"), strings.Contains(m, "goods"), strings.Contains(m, "broadcast"), strings.Contains(m, "transaction"):
		return screening.Sectoral
	case strings.Contains(m, "entry into") || strings.Contains(m, "travel"):
		return screening.TravelBan
	}
	return screening.AssetFreeze
}
