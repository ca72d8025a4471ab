package watchlist

import (
	"regexp"
	"strings"

	"github.com/tamiz-project/tamiz/screening"
)

// auDFAT reads the consolidated list of Australia's DFAT as XLSX. Verified on the whole file of August 2026 (the layout of 2025, 19
// columns; the older layout with the columns Reference to Control Date is read too). The names of a party follow one another: 2, 2a, 2b.
func auDFAT() *format {
	return &format{
		name: "au-xlsx", title: "DFAT consolidated list", role: tableRole("list", "reference", "name of individual or entity", "name type"),
		list: screening.List{
			ID: "au-dfat", Publisher: "Australian Department of Foreign Affairs and Trade", Title: "Consolidated List", Official: true, MaxAge: 14,
			URL:   "https://www.dfat.gov.au/sites/default/files/Australian_Sanctions_Consolidated_List.xlsx",
			Lacks: []string{"publication_date"}, // and the listing date of those whose listing information does not print it
		},
		parse: parseDFAT,
	}
}

var auReference = regexp.MustCompile(`^(\d+)[a-z]*$`)

// unReference stands at the beginning of the remarks; further ones there are those of associates.
var unReference = regexp.MustCompile(`^([A-Z]{2}[ie]\.\d{3})\b`)

func parseDFAT(in *input, out *sink) error {
	g := &grouped{out: out}
	for r := range in.table(in.one("list"), out, "reference", "name of individual or entity", "name type") {
		m := auReference.FindStringSubmatch(strings.ToLower(r.get("reference")))
		if m == nil {
			if !out.bad(r.bad("reference", "not a reference such as 123 or 123a")) {
				return nil
			}
			continue
		}
		e, fresh := g.next(m[1], r.at())
		if e == nil {
			return nil
		}
		auRow(e, r, fresh, out)
	}
	g.flush()
	return nil
}

func auRow(e *screening.Entry, r record, fresh bool, out *sink) {
	if fresh {
		e.Kind = auKind(r.get("type"))
		e.Designations = auDesignations(r)
		remark(e, r.get("additional information"), r.get("listing information"))
		if m := unReference.FindStringSubmatch(r.get("additional information")); m != nil {
			sameAs(e, "un-sc", m[1])
		}
	}
	auName(e, r)
	for part := range numbered(strings.ReplaceAll(r.get("date of birth"), ";", ",")) {
		for text := range strings.SplitSeq(part, ",") {
			auBorn(e, oneLine(text))
		}
	}
	if fresh {
		for part := range numbered(r.get("place of birth")) {
			out.birthplace(e, part)
		}
		for text := range auCountries(r.get("citizenship")) {
			if !readNationality(e, text, out) {
				remark(e, "citizenship "+text)
			}
		}
		auAddress(e, r.get("address"), out)
	}
	if id := r.get("imo number"); id != "" {
		e.Identifiers = append(e.Identifiers, number(imo, "", id))
	}
}

// auCountries splits at semicolons, and at commas unless the whole is one country: "Congo, Democratic Republic of the".
func auCountries(text string) func(func(string) bool) {
	return func(yield func(string) bool) {
		for part := range values(text) {
			if country(part) != "" {
				if !yield(part) {
					return
				}
				continue
			}
			for piece := range strings.SplitSeq(part, ",") {
				if piece = oneLine(piece); piece != "" && !yield(piece) {
					return
				}
			}
		}
	}
}

func auKind(text string) screening.Kind {
	switch strings.ToLower(text) {
	case "individual":
		return screening.Person
	case "entity":
		return screening.Organization
	case "vessel":
		return screening.Vessel
	}
	return screening.Unknown
}

func auName(e *screening.Entry, r record) {
	n := screening.Name{Text: oneLine(r.get("name of individual or entity")), Type: screening.Alias}
	switch kind := strings.ToLower(r.get("name type")); {
	case kind == "primary name":
		n.Type = screening.Primary
	case kind == "formerly known as", kind == "former name":
		n.Type = screening.Former
	case strings.EqualFold(r.get("alias strength"), "weak"):
		n.Type = screening.WeakAlias
	case kind == "original script":
		n.Script = scriptOf(n.Text)
	}
	e.Names = append(e.Names, n)
}

func auBorn(e *screening.Entry, text string) {
	if text == "" {
		return
	}
	if d, ok := dayFirst(text); ok {
		if e.Kind == screening.Organization {
			e.Founded = append(e.Founded, d)
			return
		}
		e.Born = append(e.Born, d)
		return
	}
	addRemark(e, "born "+text)
}

// auAddress splits "a) Kabul, Afghanistan b) ..." and takes the country off the end.
func auAddress(e *screening.Entry, text string, out *sink) {
	for part := range numbered(text) {
		street, last := part, ""
		if i := strings.LastIndexByte(part, ','); i >= 0 {
			street, last = part[:i], part[i+1:]
		} else if country(part) != "" {
			street, last = "", part
		}
		if country(last) == "" {
			street, last = part, ""
		}
		out.address(e, street, "", last)
	}
}

// auListed finds the day of listing in a sentence. The control date is that of the last change, which says nothing about it.
var auListed = regexp.MustCompile(`(?i)^(?:listed|designated|first designated)\b.{0,120}?\b(\d{1,2} [A-Z][a-z]{2,8}\.? \d{4})`)

// auDesignations reads the four columns of measures of the layout of 2025; the older one knows only the freeze.
func auDesignations(r record) []screening.Designation {
	base := screening.Designation{
		Authority: "Australia DFAT", Jurisdiction: "AU", AuthorityKind: screening.ExecutiveList, Effect: screening.AssetFreeze,
		Programme: r.get("committees"), LegalBasis: oneLine(r.get("instrument of designation")),
	}
	if m := auListed.FindStringSubmatch(oneLine(r.get("listing information"))); m != nil {
		base.From, _ = dateIn(strings.ReplaceAll(m[1], ".", ""))
	}
	var all []screening.Designation
	for _, m := range []struct {
		column string
		effect screening.Effect
	}{
		{"targeted financial sanction", screening.AssetFreeze},
		{"travel ban", screening.TravelBan},
		{"arms embargo", screening.ExportControl},
		{"maritime restriction", screening.Sectoral},
	} {
		if strings.EqualFold(r.get(m.column), "true") {
			d := base
			d.Effect = m.effect
			all = append(all, d)
		}
	}
	if len(all) == 0 {
		all = append(all, base)
	}
	return all
}
