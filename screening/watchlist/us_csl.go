package watchlist

import (
	"strings"

	"github.com/tamiz-project/tamiz/screening"
)

// usCSL reads the Consolidated Screening List of the International Trade Administration as CSV: OFAC's lists once more, and the export
// control lists of Commerce and State, which stand nowhere else in one file. Verified on the whole file of 2022 (14,160 entries).
// Cells hold several values with semicolons between; the numbers of the lists of Commerce and State are the compiler's.
func usCSL() *format {
	return &format{
		name: "us-csl-csv", title: "US Consolidated Screening List", role: tableRole("list", "source", "entity number", "source list url"),
		list: screening.List{
			ID: "us-csl", Publisher: "US Department of Commerce, ITA", Title: "Consolidated Screening List", Official: true, MaxAge: 10,
			URL:   "https://data.trade.gov/downloadable_consolidated_screening_list/v1/consolidated.csv",
			Lacks: []string{"publication_date", "alias_quality"},
		},
		parse: func(in *input, out *sink) error {
			for r := range in.table(in.one("list"), out, "source", "name", "source list url") {
				if !out.entry(cslEntry(r, out), r.at()) {
					return nil
				}
			}
			return nil
		},
	}
}

// cslSources are the lists inside, by a word of the source's name.
var cslSources = []struct {
	word, authority string
	effect          screening.Effect
}{
	{"(SDN)", ofacName, screening.AssetFreeze},
	{"Entity List", "US Commerce BIS", screening.ExportControl},
	{"Denied Persons", "US Commerce BIS", screening.ExportControl},
	{"Unverified List", "US Commerce BIS", screening.ExportControl},
	{"Military End User", "US Commerce BIS", screening.ExportControl},
	{"ITAR Debarred", "US State DDTC", screening.ExportControl},
	{"Nonproliferation", "US State ISN", screening.Sectoral},
	{"", ofacName, screening.Sectoral}, // SSI, PLC, CMIC, CAP, MBS, FSE: OFAC's lists of those who are not blocked
}

func cslEntry(r record, out *sink) screening.Entry {
	e := screening.Entry{Party: screening.Party{ID: r.get("id"), Kind: ofacKind(r.get("type"))}}
	if r.get("type") == "" {
		e.Kind = screening.Unknown // the lists of Commerce and State do not say
	}
	e.Names = append(e.Names, ofacNameOf(r.get("name"), e.Kind, screening.Primary))
	for text := range values(r.get("alt names")) {
		e.Names = append(e.Names, ofacNameOf(strings.TrimPrefix(text, "and "), e.Kind, screening.Alias))
	}
	e.Designations = cslDesignations(r)
	if strings.Contains(r.get("source"), "(SDN)") {
		sameAs(&e, ofacSDN, r.get("entity number"))
	} else {
		sameAs(&e, ofacCons, r.get("entity number"))
	}
	for text := range values(r.get("addresses")) {
		cslAddress(&e, text, out)
	}
	for text := range values(r.get("dates of birth")) {
		ofacFeature(&e, "DOB", text, out)
	}
	for text := range values(r.get("places of birth")) {
		out.birthplace(&e, text)
	}
	for text := range values(joined("; ", r.get("nationalities"), r.get("citizenships"))) {
		ofacFeature(&e, "nationality", text, out)
	}
	for text := range values(r.get("ids")) {
		cslNumber(&e, text, out)
	}
	cslCraft(&e, r, out)
	if title := r.get("title"); title != "" {
		e.Positions = append(e.Positions, oneLine(title))
	}
	ofacRemarks(&e, r.get("remarks"), r.get("title"), out)
	if url := r.get("source information url"); url != "" {
		e.URLs = append(e.URLs, url)
	}
	return e
}

// values splits a cell at semicolons; an item that holds one itself cannot be told from two.
func values(cell string) func(func(string) bool) {
	return func(yield func(string) bool) {
		for text := range strings.SplitSeq(cell, ";") {
			if text = oneLine(text); text != "" && !yield(text) {
				return
			}
		}
	}
}

func cslDesignations(r record) []screening.Designation {
	d := screening.Designation{Jurisdiction: "US", AuthorityKind: screening.ExecutiveList}
	for _, s := range cslSources {
		if strings.Contains(r.get("source"), s.word) {
			d.Authority, d.Effect = s.authority, s.effect
			break
		}
	}
	d.From, _ = monthFirst(r.get("start date"))
	d.To, _ = monthFirst(r.get("end date"))
	d.LegalBasis = joined("; ", oneLine(r.get("federal register notice")), oneLine(r.get("license requirement")), oneLine(r.get("license policy")))
	d.Source = r.get("source list url")
	var all []screening.Designation
	for p := range values(r.get("programs")) {
		d.Programme = p
		if p == "FTO" {
			d.Effect = screening.Terrorist
		}
		all = append(all, d)
	}
	if len(all) == 0 {
		d.Programme, _, _ = strings.Cut(r.get("source"), " - ")
		all = append(all, d)
	}
	return all
}

// cslAddress reads "Neglinnaya St 12, Moscow, 107016, RU".
func cslAddress(e *screening.Entry, text string, out *sink) {
	i := strings.LastIndexByte(text, ',')
	if code := country(text[i+1:]); code != "" {
		out.address(e, strings.TrimSuffix(text[:max(i, 0)], ","), "", code)
		return
	}
	out.address(e, text, "", "")
}

// cslNumber reads "RU, 7702235133, Tax ID No." and "Male, Gender": a country perhaps, the value, the label.
func cslNumber(e *screening.Entry, text string, out *sink) {
	i := strings.LastIndex(text, ", ")
	if i < 0 {
		remark(e, text)
		out.unread()
		return
	}
	value, label := text[:i], text[i+2:]
	code, rest, ok := strings.Cut(value, ", ")
	if ok && len(code) == 2 && country(code) != "" {
		ofacDocument(e, ofacDoc{label: label, value: rest, country: code}, out)
		return
	}
	ofacFeature(e, label, value, out)
}

func cslCraft(e *screening.Entry, r record, out *sink) {
	for _, f := range [][2]string{
		{"call sign", "Vessel Call Sign"},
		{"vessel type", "Vessel Type"},
		{"vessel flag", "Vessel Flag"},
		{"vessel owner", "Vessel Owner"},
		{"gross tonnage", "Vessel Tonnage"},
		{"gross registered tonnage", "Vessel Gross Registered Tonnage"},
	} {
		ofacFeature(e, f[1], r.get(f[0]), out)
	}
}
