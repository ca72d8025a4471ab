package watchlist

import (
	"slices"
	"strings"

	"github.com/tamiz-project/tamiz/screening"
)

const (
	ofacName  = "US Treasury OFAC"
	ofacSite  = "https://sanctionslist.ofac.treas.gov/"
	ofacSDN   = "us-ofac-sdn"
	ofacCons  = "us-ofac-cons"
	sdnTitle  = "Specially Designated Nationals and Blocked Persons List"
	consTitle = "Consolidated Non-SDN List"
)

// ofacList is the SDN list. OFAC publishes several times a week, and names must be blocked from the hour of publication; ten days
// are what an institution that updates weekly cannot miss without noticing.
func ofacList() screening.List {
	return screening.List{ID: ofacSDN, Publisher: ofacName, Title: sdnTitle, Official: true, MaxAge: 10, URL: ofacSite}
}

func asConsolidated(l *screening.List) { l.ID, l.Title = ofacCons, consTitle }

// consOnly are the programmes that stand on the consolidated list and, alone, not on the SDN list.
var consOnly = []string{"NS-PLC", "561-Related", "UKRAINE-EO13662", "CMIC-EO13959", "CCMC-EO13959", "FSE-IR", "FSE-SY", "FSE-WMD", "FSE-SDGT", "BPI-PA", "NS-ISA"}

// isConsolidated reports whether most of the first records, given by their programme cells, can only stand on the consolidated list.
func isConsolidated(cells []string) bool {
	n := 0
	for _, cell := range cells {
		if slices.ContainsFunc(programmes(cell), func(p string) bool { return slices.Contains(consOnly, p) }) {
			n++
		}
	}
	return 2*n > len(cells)
}

// programmes splits "IRAN] [SDGT" and "[IRAN] [SDGT]".
func programmes(cell string) []string {
	var all []string
	for _, p := range strings.FieldsFunc(cell, func(r rune) bool { return r == '[' || r == ']' || r == ';' }) {
		if p = strings.TrimSpace(p); p != "" {
			all = append(all, p)
		}
	}
	return all
}

// ofacDesignation returns what one programme does. Everything on the SDN list is blocked (31 CFR chapter V). FTO is the
// Secretary of State's designation of a terrorist organisation (8 USC 1189), blocked under 31 CFR 597 besides. The consolidated list
// gathers those who are not blocked: some dealings with them are barred (directives, securities, correspondent accounts).
func ofacDesignation(l *screening.List, programme string) screening.Designation {
	d := screening.Designation{
		Authority: ofacName, Jurisdiction: "US", AuthorityKind: screening.ExecutiveList,
		Effect: screening.AssetFreeze, Programme: programme,
	}
	switch {
	case l.ID == ofacCons:
		d.Effect = screening.Sectoral
	case programme == "FTO":
		d.Effect = screening.Terrorist
	}
	return d
}

func ofacDesignations(l *screening.List, cell string) []screening.Designation {
	all := programmes(cell)
	if len(all) == 0 {
		all = []string{""}
	}
	out := make([]screening.Designation, len(all))
	for i, p := range all {
		out[i] = ofacDesignation(l, p)
	}
	return out
}

// ofacKind reads the type column: empty means an organisation.
func ofacKind(text string) screening.Kind {
	switch strings.ToLower(strings.TrimSpace(text)) {
	case "individual":
		return screening.Person
	case "vessel":
		return screening.Vessel
	case "aircraft":
		return screening.Aircraft
	}
	return screening.Organization
}

// ofacNameOf returns a name as printed; that of a person is "LAST, First", which is split into parts too.
func ofacNameOf(text string, kind screening.Kind, t screening.NameType) screening.Name {
	n := screening.Name{Text: oneLine(text), Type: t}
	if family, given, ok := strings.Cut(n.Text, ", "); ok && kind == screening.Person {
		n.Parts = parts("family", family, "given", given)
	}
	return n
}

// ofacNameType reads "a.k.a.", "f.k.a.", "n.k.a." and the quality beside it. A former name that is weak stays a former one.
func ofacNameType(kind string, weak bool) screening.NameType {
	switch strings.ToLower(strings.Trim(strings.ReplaceAll(kind, ".", ""), " ")) {
	case "fka", "formerly known as":
		return screening.Former
	}
	if weak {
		return screening.WeakAlias
	}
	return screening.Alias
}
