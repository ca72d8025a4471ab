package watchlist

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/tamiz-project/tamiz/screening"
)

// mxSAT69B reads the list of article 69-B of Mexico's fiscal code: taxpayers that issue invoices for operations presumed not to exist
// (EFOS). Verified on the whole list of 30 June 2023 and on the sub-list of definitive ones of December 2025, whose further columns are empty.
//
// Every taxpayer has a stage: presumed (presunto), then disproved (desvirtuado) or definitive (definitivo), and perhaps later a
// favourable judgment (sentencia favorable). Each stage that was published becomes one designation with its own dates, so that
// the whole history stands in the entry and a question about a past day gets that day's answer; a stage ends the day
// before the next begins. A presumption is no guilt, and a taxpayer who was cleared informs, and is not a sanction.
//
// A stage begins on the earlier of its two publications, on the page of SAT or in the official gazette (DOF).
func mxSAT69B() *format {
	return &format{
		name: "mx-sat-69b", title: "SAT list of article 69-B", role: tableRole("list", "rfc", "nombre del contribuyente", "situacion del contribuyente"),
		list: screening.List{
			ID: "mx-sat-69b", Publisher: "Servicio de Administración Tributaria", Title: "Listado completo de contribuyentes, artículo 69-B del CFF", Official: true,
			MaxAge: 45, // published about every month
			URL:    "http://omawww.sat.gob.mx/cifras_sat/Documents/Listado_Completo_69-B.csv",
		},
		about: aboutSAT, parse: parseSAT,
	}
}

var satUpdated = regexp.MustCompile(`(?i)actualizad[ao] al (\d{1,2}) de (\pL+) del? (\d{4})`)

// aboutSAT reads the title lines. A file without any title may be a part of the list; it is not taken for the whole.
func aboutSAT(samples []*sample, l *screening.List) {
	titled, allDefinitive := false, true
	for i, row := range samples[0].rows {
		text := strings.Join(row, " ")
		if m := satUpdated.FindStringSubmatch(text); m != nil {
			l.Published, _ = dateIn(m[1] + " " + m[2] + " " + m[3])
		}
		titled = titled || strings.Contains(fold(text), "listado completo")
		if i > 3 && len(row) > 3 && !strings.EqualFold(row[3], "Definitivo") {
			allDefinitive = false
		}
	}
	if !titled && allDefinitive {
		l.Official = false
		l.Title += " (definitive ones only: not the whole list)"
	}
	if l.Published.IsZero() {
		l.Lacks = append(l.Lacks, "publication_date")
	}
}

// satStages are the stages in the order of the procedure, by the words of their columns.
var satStages = []struct {
	status           screening.Status
	situation        string
	act, page, gazet string
	actDOF           string
}{
	{
		screening.Presumed, "presunto", "numero y fecha de oficio global de presuncion sat", "publicacion pagina sat presuntos", "publicacion dof presuntos",
		"numero y fecha de oficio global de presuncion dof",
	},
	{
		screening.Disproved, "desvirtuado", "numero y fecha de oficio global de contribuyentes que desvirtuaron sat", "publicacion pagina sat desvirtuados", "publicacion dof desvirtuados",
		"numero y fecha de oficio global de contribuyentes que desvirtuaron dof",
	},
	{
		screening.Definitive, "definitivo", "numero y fecha de oficio global de definitivos sat", "publicacion pagina sat definitivos", "publicacion dof definitivos",
		"numero y fecha de oficio global de definitivos dof",
	},
	{
		screening.Favourable, "sentencia favorable", "numero y fecha de oficio global de sentencia favorable sat", "publicacion pagina sat sentencia favorable",
		"publicacion dof sentencia favorable", "numero y fecha de oficio global de sentencia favorable dof",
	},
}

func parseSAT(in *input, out *sink) error {
	for r := range in.table(in.one("list"), out, "rfc", "nombre del contribuyente", "situacion del contribuyente") {
		e := screening.Entry{Party: screening.Party{ID: strings.ToUpper(r.get("rfc")), Countries: []string{"MX"}}}
		rfc := e.ID
		switch {
		case strings.Trim(rfc, "X") == "":
			out.note("a taxpayer whose name and RFC a court had taken off the list: nobody can be found by it", "row "+strconv.Itoa(r.Line))
			e.ID = slug(r.get("nombre del contribuyente"))
		default:
			e.Identifiers = append(e.Identifiers, number(taxNumber, "MX", rfc))
		}
		if len(e.Identifiers) > 0 {
			e.Kind = satKind(rfc)
		}
		satNames(&e, r.get("nombre del contribuyente"))
		e.Designations = satDesignations(&e, r, out)
		if len(e.Designations) == 0 {
			if !out.bad(r.bad("situacion del contribuyente", "not a stage of article 69-B")) {
				return nil
			}
			continue
		}
		if !out.entry(e, r.at()) {
			return nil
		}
	}
	return nil
}

var satFormer = regexp.MustCompile(`(?i)[,;. ]*\(?\bantes(?: denominad[ao]| llamad[ao])?\b:?\s+`)

// satNames reads "X, S.C. ANTES DENOMINADA Y, S.A. DE C.V.": a name and the one before it.
func satNames(e *screening.Entry, text string) {
	if at := satFormer.FindStringIndex(text); at != nil && at[0] > 0 {
		named(e, text[:at[0]], screening.Primary)
		named(e, strings.TrimSuffix(text[at[1]:], ")"), screening.Former)
		return
	}
	named(e, text, screening.Primary)
}

// satKind reads the length of an RFC: 12 characters for a legal person, 13 for a natural one.
func satKind(rfc string) screening.Kind {
	switch len([]rune(rfc)) {
	case 12:
		return screening.Organization
	case 13:
		return screening.Person
	}
	return screening.Unknown
}

func satDesignations(e *screening.Entry, r record, out *sink) []screening.Designation {
	var all []screening.Designation
	situation, current := fold(r.get("situacion del contribuyente")), -1
	for _, s := range satStages {
		d := screening.Designation{
			Authority: "Mexico SAT", Jurisdiction: "MX", AuthorityKind: screening.TaxAuthority, Effect: screening.TaxListing, Status: s.status,
			Programme: "Art. 69-B CFF", LegalBasis: r.get(s.act, s.actDOF), Source: "SAT",
		}
		page, gazette := satDate(e, r.get(s.page)), satDate(e, r.get(s.gazet))
		d.From, d.Known = earlier(page, gazette), gazette
		if situation == s.situation {
			current = len(all)
		} else if d.From.IsZero() {
			continue
		}
		if other := r.get(s.actDOF); other != "" && other != d.LegalBasis {
			d.Reason = "DOF: " + other
		}
		all = append(all, d)
	}
	if current < 0 {
		return nil
	}
	if current != len(all)-1 {
		out.note("a taxpayer whose stage is older than the last publication beside it; the stage counts", e.ID)
		all = append(append(all[:current:current], all[current+1:]...), all[current])
	}
	for i := range all[:len(all)-1] {
		all[i].To = dayBefore(all[i+1].From)
		if all[i].To.IsZero() || all[i].To.Compare(all[i].From) < 0 {
			all[i].To = all[i].From
		}
	}
	return all
}

func earlier(a, b screening.Date) screening.Date {
	if a.IsZero() || !b.IsZero() && b.Compare(a) < 0 {
		return b
	}
	return a
}

func dayBefore(d screening.Date) screening.Date {
	t, err := time.Parse(time.DateOnly, d.First().String())
	if err != nil {
		return screening.Date{}
	}
	return screening.DateOf(t.AddDate(0, 0, -1))
}

var satShortYear = regexp.MustCompile(`^(\d{1,2}/\d{1,2})/(\d{2})\b`)

// satDate reads a cell of dates. Two in one cell are two publications, of which the first counts; a bare number is a day as
// worksheets count them, which came into the file by an export.
func satDate(e *screening.Entry, cell string) screening.Date {
	if cell == "" {
		return screening.Date{}
	}
	text := satShortYear.ReplaceAllString(cell, "$1/20$2")
	if len(text) > 10 {
		remark(e, "published "+cell)
	}
	if n, err := strconv.Atoi(text); err == nil && n > 30000 && n < 80000 {
		return screening.DateOf(time.Date(1899, 12, 30+n, 0, 0, 0, 0, time.UTC))
	}
	d, ok := dayFirst(text)
	if !ok {
		remark(e, "publication date as printed: "+cell)
	}
	return d
}
