package watchlist

import (
	"encoding/csv"
	"iter"
	"strings"

	"github.com/tamiz-project/tamiz/screening"
	"github.com/tamiz-project/tamiz/screening/feed"
)

// euCSV reads csvFullSanctionsList in its two layouts: 1.0 (Naal_wholename, verified on the first 1,000 lines of the file of July
// 2018) and 1.1 (NameAlias_WholeName, from the header the Commission documents; no real file could be had). Each row holds one
// fact about an entity, the rows of one entity follow one another. A copy whose lines were each put into quotes is read too.
func euCSV() *format {
	return &format{
		name: "eu-csv", title: "EU consolidated list (CSV)", list: euList(), role: euCSVRole,
		about: func(samples []*sample, l *screening.List) { l.Published = euCSVDate(samples[0]) }, parse: parseEUCSV,
	}
}

func euCSVRole(s *sample) string {
	if strings.Contains(s.text, "Naal_wholename") || strings.Contains(s.text, "NameAlias_WholeName") {
		return "list"
	}
	return ""
}

func euCSVDate(s *sample) screening.Date {
	_, rest, _ := strings.Cut(s.text, "\n")
	first, _, _ := strings.Cut(strings.TrimLeft(rest, "\""), ";")
	d, _ := dayFirst(first)
	return d
}

func parseEUCSV(in *input, out *sink) error {
	g := &grouped{out: out}
	for r := range in.semicolons(in.one("list"), out) {
		id := r.get("entity logicalid", "entity logical id")
		if id == "" {
			if !out.bad(r.bad("entity logical id", "the row does not say which entity it is about")) {
				return nil
			}
			continue
		}
		e, fresh := g.next(id, r.at())
		if e == nil {
			return nil
		}
		if fresh {
			e.Kind = euKind(r.get("entity subjecttype classificationcode", "subject type"))
			remark(e, strings.ReplaceAll(r.get("entity remark"), `\n`, " "))
			if ref := r.get("entity eu referencenumber", "eu ref num"); ref != "" {
				remark(e, "EU reference "+ref)
			}
		}
		euCSVRow(e, r, out)
	}
	g.flush()
	return nil
}

// semicolons reads the rows below the header, taking off quotes that were put around whole lines.
func (in *input) semicolons(m *feed.Member, out *sink) iter.Seq[record] {
	return func(yield func(record) bool) {
		var columns map[string]int
		wrapped := false
		for row, err := range m.Lines() {
			if err != nil {
				out.fail(err)
				return
			}
			line := row.Cell(0)
			if columns == nil {
				wrapped = strings.HasPrefix(line, `"`) && !strings.Contains(line, `";`)
			}
			cells, err := splitSemicolons(line, wrapped)
			if err != nil {
				if !out.bad(row.Bad(0, "", "not a row of the list")) {
					return
				}
				continue
			}
			row.Cells = cells
			if columns == nil {
				columns = columnsOf(cells, nil)
				continue
			}
			if len(cells) != len(columns) && len(cells) < len(columns)-1 {
				if !out.bad(row.Bad(-1, "", "%d cells, %d are expected", len(cells), len(columns))) {
					return
				}
				continue
			}
			if !yield(record{Row: row, columns: columns}) {
				return
			}
		}
	}
}

// splitSemicolons cuts one line; wrapped is one that was put into quotes as a whole.
func splitSemicolons(line string, wrapped bool) ([]string, error) {
	line = strings.TrimRight(line, "\t")
	if wrapped && len(line) > 1 {
		line = strings.TrimRight(line[1:len(line)-1], "\t")
		line = strings.ReplaceAll(line, `""`, `"`)
	}
	c := csv.NewReader(strings.NewReader(line))
	c.Comma, c.LazyQuotes = ';', true
	return c.Read()
}

func euCSVRow(e *screening.Entry, r record, out *sink) {
	d := euDesignation(r.get("entity regulation programme", "programme"), r.get("entity regulation numbertitle", "leba numtitle"),
		r.get("entity regulation publicationdate", "leba publication date"), r.get("entity regulation publicationurl", "leba url"))
	if len(e.Designations) == 0 || d != e.Designations[len(e.Designations)-1] && d.LegalBasis != "" {
		e.Designations = append(e.Designations, d)
	}
	first, middle, last := r.get("namealias firstname", "naal firstname"), r.get("namealias middlename", "naal middlename"), r.get("namealias lastname", "naal lastname")
	if whole := r.get("namealias wholename", "naal wholename"); whole != "" || first != "" || last != "" {
		euName(e, whole, first, middle, last, false)
		euPerson(e, r.get("namealias gender", "naal gender"), r.get("namealias title", "naal title"), r.get("namealias function", "naal function"))
	}
	euCSVBirth(e, r, out)
	if c := r.get("citizenship countryiso2code", "citi country"); c != "" {
		euCitizen(e, c, r.get("citizenship countrydescription"), out)
	}
	if id := r.get("identification number", "identification latinnumber", "iden number"); id != "" {
		code := country(r.get("identification countryiso2code", "iden country"))
		if kind := r.get("identification typecode"); kind != "" {
			euNumber(e, kind, id, code)
		} else {
			euOldNumber(e, id, code)
		}
	}
	street := joined(", ", joined(" ", r.get("addr number"), r.get("address street", "addr street")), r.get("address pobox"), r.get("address place"),
		r.get("address region"), r.get("address zipcode", "addr zipcode"), r.get("addr other", "address contactinfo"))
	if name := r.get("address countryiso2code", "addr country"); street != "" || name != "" || r.get("address city", "addr city") != "" {
		out.address(e, street, r.get("address city", "addr city"), name)
	}
}

func euCSVBirth(e *screening.Entry, r record, out *sink) {
	date := r.get("birthdate birthdate", "birt date")
	if date == "" {
		date = isoDay(r.get("birthdate year"), pad(r.get("birthdate month")), pad(r.get("birthdate day")))
	}
	if from, to := r.get("birthdate yearrangefrom"), r.get("birthdate yearrangeto"); date == "" && from != "" {
		date = joined("/", from, to)
	}
	if strings.EqualFold(r.get("birthdate circa"), "true") && date != "" {
		date = "circa " + date
	}
	place := joined(", ", r.get("birthdate place"), r.get("birthdate city", "birt place"), r.get("birthdate region"))
	if date != "" || place != "" {
		euOldBirth(e, date, place, r.get("birthdate countryiso2code", "birt country"), out)
	}
}
