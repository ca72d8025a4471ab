package watchlist

import (
	"strings"

	"github.com/tamiz-project/tamiz/screening"
)

// caSEMA reads the consolidated list under Canada's Special Economic Measures Act and Justice for Victims of Corrupt Foreign Officials
// Act. Verified on the whole file of May 2025. A record is an item of a schedule of a country's regulations, which is its id.
func caSEMA() *format {
	return &format{
		name: "ca-xml", title: "Canadian autonomous sanctions list", role: xmlRole("data-set", "<DateOfListing>"),
		list: screening.List{
			ID: "ca-sema", Publisher: "Global Affairs Canada", Title: "Consolidated Canadian Autonomous Sanctions List", Official: true, MaxAge: 14,
			URL:   "https://www.international.gc.ca/world-monde/assets/office_docs/international_relations-relations_internationales/sanctions/sema-lmes.xml",
			Lacks: []string{"publication_date", "addresses", "identifiers", "nationalities"},
		},
		parse: func(in *input, out *sink) error {
			for n, at := range in.records(in.one("list"), out, "record") {
				if !out.entry(caEntry(n), at) {
					return nil
				}
			}
			return nil
		},
	}
}

func caEntry(n *node) screening.Entry {
	regime, _, _ := strings.Cut(n.value("Country"), " / ")
	e := screening.Entry{Party: screening.Party{ID: slug(regime, n.value("Schedule"), n.value("Item"))}}
	caName(&e, n)
	aliases, separator := oneLine(n.value("Aliases")), ","
	if strings.Contains(aliases, ";") {
		separator = ";"
	}
	for alias := range strings.SplitSeq(aliases, separator) {
		t := screening.Alias
		if s := scriptOf(alias); s != "Latn" && s != "" {
			e.Names = append(e.Names, screening.Name{Text: oneLine(alias), Type: t, Script: s})
			continue
		}
		named(&e, alias, t)
	}
	for text := range strings.SplitSeq(n.value("DateOfBirthOrShipBuildDate"), ";") {
		caDate(&e, text)
	}
	if id := n.value("ShipIMONumber"); id != "" {
		e.Identifiers = append(e.Identifiers, number(imo, "", id))
	}
	if title := n.value("TitleOrShip"); title != "" && e.Kind != screening.Vessel {
		e.Positions = append(e.Positions, oneLine(title))
	}
	d := screening.Designation{
		Authority: "Global Affairs Canada", Jurisdiction: "CA", AuthorityKind: screening.ExecutiveList, Effect: screening.AssetFreeze,
		Programme: regime, LegalBasis: joined(", item ", "Schedule "+n.value("Schedule"), n.value("Item")),
	}
	d.From, _ = dateIn(n.value("DateOfListing"))
	e.Designations = []screening.Designation{d}
	return e
}

// caName tells persons, organisations and ships apart by the fields that are filled.
func caName(e *screening.Entry, n *node) {
	last, given := n.value("LastName"), n.value("GivenName")
	switch {
	case n.value("ShipIMONumber") != "" || strings.EqualFold(n.value("TitleOrShip"), "ship"):
		e.Kind = screening.Vessel
		named(e, joined(" ", n.value("EntityOrShip"), joined(" ", given, last)), screening.Primary)
	case n.value("EntityOrShip") != "":
		e.Kind = screening.Organization
		named(e, n.value("EntityOrShip"), screening.Primary)
	default:
		e.Kind = screening.Person
		e.Names = append(e.Names, screening.Name{Text: oneLine(joined(" ", given, last)), Parts: parts("given", given, "family", last)})
	}
}

func caDate(e *screening.Entry, text string) {
	d, ok := dateIn(text)
	switch {
	case !ok:
		remark(e, text)
	case e.Kind == screening.Vessel:
		craft(e).Built = d
	case e.Kind == screening.Organization:
		e.Founded = append(e.Founded, d)
	default:
		e.Born = append(e.Born, d)
	}
}
