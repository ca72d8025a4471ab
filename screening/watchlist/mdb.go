package watchlist

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/tamiz-project/tamiz/screening"
)

func bankDesignation(authority string) screening.Designation {
	return screening.Designation{Authority: authority, AuthorityKind: screening.DevelopmentBank, Effect: screening.Debarment}
}

// worldBank reads the export of the World Bank's list of ineligible firms and individuals as XLSX. Verified on the whole file of 7
// January 2025. Nobody is numbered: the id is made of name and country.
func worldBank() *format {
	return &format{
		name: "wb-xlsx", title: "World Bank list of ineligible firms", role: tableRole("list", "firm name", "additional firm info", "ineligibility period"),
		list: screening.List{
			ID: "wb-ineligible", Publisher: "World Bank Group", Title: "Ineligible Firms and Individuals", Official: true, MaxAge: 31,
			URL:   "https://www.worldbank.org/en/projects-operations/procurement/debarred-firms",
			Lacks: []string{"ids", "birth_dates", "identifiers", "kinds"},
		},
		about: func(samples []*sample, l *screening.List) {
			text, ok := strings.CutPrefix(samples[0].rows[0][0], "Downloaded on: ")
			if ok {
				l.Published, _ = dayFirst(text)
			}
		},
		parse: parseWorldBank,
	}
}

func parseWorldBank(in *input, out *sink) error {
	for r := range in.table(in.one("list"), out, "firm name", "additional firm info", "ineligibility period") {
		if r.get("firm name") == "" && r.get("ineligibility period") == "From Date" {
			continue // the second row of the header
		}
		e := screening.Entry{Party: screening.Party{ID: slug(r.get("firm name"), r.get("country"))}}
		bankNames(&e, r.get("firm name"))
		out.address(&e, r.get("address"), "", r.get("country"))
		d := bankDesignation("World Bank")
		d.Reason = oneLine(r.get("grounds"))
		d.From, _ = dateIn(r.get("ineligibility period"))
		to := r.Cell(r.columns["ineligibility period"] + 1)
		if d.To, _ = dateIn(to); d.To.IsZero() && to != "" {
			remark(&e, "ineligible until: "+to) // Permanent, Ongoing
		}
		e.Designations = []screening.Designation{endless(d)}
		bankInfo(&e, r.get("additional firm info"))
		if !out.entry(e, r.at()) {
			return nil
		}
	}
	return nil
}

var (
	bankOther  = regexp.MustCompile(`(?i)\((?:also )?((?:formerly|previously) (?:known|doing business) as|a/?k/?a|also known as|f/?k/?a|d/?b/?a|doing business as|trading as):? ([^()]+)\)`)
	bankNumber = regexp.MustCompile(`(?i)\((?:company |business )?(?:reg(?:istration)?|id)\.? (?:no|number)s?\.?:? ([^()]+)\)`)
)

// bankInfo reads what stands beside a firm: "(formerly known as X) *623 (Reg. No. 110111-6557114)", with the number of a footnote.
func bankInfo(e *screening.Entry, text string) {
	for _, m := range bankOther.FindAllStringSubmatch(text, -1) {
		t := screening.Alias
		if word := strings.ToLower(m[1]); word[0] == 'f' || word[0] == 'p' {
			t = screening.Former
		}
		named(e, m[2], t)
	}
	for _, m := range bankNumber.FindAllStringSubmatch(text, -1) {
		code := ""
		if len(e.Countries) > 0 {
			code = e.Countries[0]
		}
		e.Identifiers = append(e.Identifiers, number(registration, code, m[1]))
	}
	remark(e, text)
}

// endless takes off the year 2999 by which some banks write "permanent".
func endless(d screening.Designation) screening.Designation {
	if d.To.String() >= "2900" {
		d.To = screening.Date{}
	}
	return d
}

var (
	personTitle = regexp.MustCompile(`(?i)^(mr|mrs|ms|miss|dr|sr|sra|srta|engr|eng|ing)\b\.?\s+`)
	otherName   = regexp.MustCompile(`(?i)[\s(,]*\b(a\.?k\.?a\.?|f\.?k\.?a\.?|f/k/a|a/k/a|d/b/a|d\.?b\.?a\.?|formerly(?: known as)?|also known as|previously known as)\s*:?\s+`)
)

// bankNames reads a name as the development banks write it: with a title for a person, and with other names behind "a.k.a." or in
// brackets.
func bankNames(e *screening.Entry, text string) {
	text = oneLine(text)
	if m := personTitle.FindString(text); m != "" {
		e.Kind = screening.Person
		e.Positions = append(e.Positions, strings.TrimSpace(m))
		text = text[len(m):]
	}
	cuts := otherName.FindAllStringSubmatchIndex(text, -1)
	end := len(text)
	for i := len(cuts) - 1; i >= 0; i-- {
		c := cuts[i]
		t := screening.Alias
		if word := strings.ToLower(text[c[2]:c[3]]); word[0] == 'f' || word[0] == 'p' {
			t = screening.Former
		}
		defer named(e, strings.Trim(text[c[1]:end], " ()\"“”,;"), t)
		end = c[0]
	}
	primary := strings.TrimSpace(text[:end])
	named(e, primary, screening.Primary)
	if i := strings.IndexByte(primary, '('); i > 0 && strings.HasSuffix(primary, ")") {
		named(e, strings.Trim(primary[i+1:len(primary)-1], " \"“”"), screening.Alias)
		named(e, primary[:i], screening.Alias)
	}
}

// iadb reads the export of the Inter-American Development Bank's list as XLSX. Verified on the whole file of January 2025.
func iadb() *format {
	return &format{
		name: "iadb-xlsx", title: "IADB list of sanctioned firms", role: tableRole("list", "title", "entity", "idb sanction type"),
		list: screening.List{
			ID: "iadb-sanctions", Publisher: "Inter-American Development Bank", Title: "Sanctioned Firms and Individuals", Official: true, MaxAge: 31,
			URL:   "https://www.iadb.org/en/who-we-are/transparency/sanctions-system/sanctioned-firms-and-individuals",
			Lacks: []string{"ids", "birth_dates", "identifiers", "publication_date"},
		},
		parse: parseIADB,
	}
}

func parseIADB(in *input, out *sink) error {
	for r := range in.table(in.one("list"), out, "title", "entity", "idb sanction type") {
		if r.get("entity") == "" && r.get("from") == "" {
			out.note("a row that is a footnote, not an entry", "row "+strconv.Itoa(r.Line))
			continue
		}
		e := screening.Entry{Party: screening.Party{ID: slug(r.get("title"), r.get("nationality"))}}
		bankNames(&e, r.get("title"))
		named(&e, r.get("other name"), screening.Alias)
		switch strings.ToLower(r.get("entity")) {
		case "individual":
			e.Kind = screening.Person
			readNationality(&e, r.get("nationality"), out)
		case "firm":
			e.Kind = screening.Organization
			readSeat(&e, r.get("nationality"), out)
		}
		if place := r.get("country"); place != "" {
			remark(&e, "project in "+place)
		}
		d := bankDesignation("Inter-American Development Bank")
		d.Programme, d.Reason = oneLine(joined("; ", r.get("idb sanction type"), r.get("source"), r.get("idb sanction source"))), r.get("grounds")
		d.From, _ = dateIn(r.get("from"))
		if d.To, _ = dateIn(r.get("to")); d.To.IsZero() && r.get("to") != "" {
			remark(&e, "ineligible until: "+r.get("to"))
		}
		e.Designations = []screening.Designation{endless(d)}
		if !out.entry(e, r.at()) {
			return nil
		}
	}
	return nil
}

// ebrd reads the European Bank for Reconstruction and Development's list as CSV. Verified on the whole file of January 2025.
func ebrd() *format {
	return &format{
		name: "ebrd-csv", title: "EBRD list of ineligible entities", role: tableRole("list", "firm name", "ineligible from", "originating institution"),
		list: screening.List{
			ID: "ebrd-ineligible", Publisher: "European Bank for Reconstruction and Development", Title: "Ineligible Entities", Official: true, MaxAge: 31,
			URL:   "https://www.ebrd.com/ineligible-entities.html",
			Lacks: []string{"ids", "birth_dates", "identifiers", "kinds", "publication_date"},
		},
		parse: parseEBRD,
	}
}

func parseEBRD(in *input, out *sink) error {
	for r := range in.table(in.one("list"), out, "firm name", "ineligible from", "originating institution") {
		e := screening.Entry{Party: screening.Party{ID: slug(r.get("firm name"), r.get("nationality"))}}
		bankNames(&e, r.get("firm name"))
		out.address(&e, r.get("address"), "", "")
		if !readSeat(&e, r.get("nationality"), out) {
			remark(&e, r.get("nationality"))
		}
		d := bankDesignation("European Bank for Reconstruction and Development")
		d.Programme, d.Reason = r.get("originating institution"), r.get("prohibited practice")
		d.From, _ = dateIn(r.get("ineligible from"))
		d.Known, _ = dateIn(r.get("notice effective at ebrd"))
		if d.To, _ = dateIn(r.get("ineligible until")); d.To.IsZero() && r.get("ineligible until") != "" {
			remark(&e, "ineligible until: "+r.get("ineligible until"))
		}
		e.Designations = []screening.Designation{endless(d)}
		if !out.entry(e, r.at()) {
			return nil
		}
	}
	return nil
}
