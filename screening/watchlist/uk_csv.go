package watchlist

import (
	"regexp"
	"strings"

	"github.com/tamiz-project/tamiz/screening"
)

// ukCSV reads the UK Sanctions List as CSV or ODS. Rows of one designation follow one another, each with a name, an address or
// another detail. Verified on the ODS summary of 11 August 2025; the CSV follows the header in the format guide.
func ukCSV() *format {
	return &format{
		name: "uk-table", title: "UK Sanctions List (CSV, ODS)", list: ukList(), role: tableRole("list", "unique id", "regime name", "sanctions imposed"),
		about: aboutUKCSV, parse: parseUKCSV,
	}
}

// aboutUKCSV reads "Report Date: 28-Jan-2026" above the header, and says what the summary leaves out.
func aboutUKCSV(samples []*sample, l *screening.List) {
	for _, row := range samples[0].rows {
		text, ok := strings.CutPrefix(strings.Join(row, " "), "Report Date:")
		if ok {
			l.Published, _ = dateIn(strings.TrimSpace(text))
		}
	}
	if headerOf(samples[0], "unique id", "name") != nil {
		l.Lacks = append(l.Lacks, "aliases", "birth_dates", "nationalities", "identifiers", "addresses", "publication_date")
	}
}

func parseUKCSV(in *input, out *sink) error {
	g := &grouped{out: out}
	for r := range in.table(in.one("list"), out, "unique id", "regime name", "sanctions imposed") {
		id := r.get("unique id")
		if id == "" {
			if !out.bad(r.bad("unique id", "the row does not say which designation it is about")) {
				return nil
			}
			continue
		}
		e, fresh := g.next(id, r.at())
		if e == nil {
			return nil
		}
		if fresh {
			e.Kind = ukKind(r.get("type", "designation type", "individual entity ship"))
			e.Designations = ukDesignations(r.get("regime name"), r.get("sanctions imposed"), r.get("date designated"), r.get("uk statement of reasons"))
			ukReferences(e, r.get("un reference number"), r.get("ofsi group id"))
			remark(e, r.get("other information"))
		}
		ukRow(e, r, out)
	}
	g.flush()
	return nil
}

func ukRow(e *screening.Entry, r record, out *sink) {
	if whole := r.get("name"); whole != "" {
		named(e, whole, screening.Primary)
	} else {
		given := []string{r.get("name 1"), r.get("name 2"), r.get("name 3"), r.get("name 4"), r.get("name 5")}
		ukName(e, given, r.get("name 6"), r.get("name type"), r.get("alias strength"))
	}
	if script := r.get("name non latin script"); script != "" {
		e.Names = append(e.Names, screening.Name{Text: oneLine(script), Type: screening.Alias, Script: scriptOf(script)})
	}
	street := joined(", ", r.get("address line 1"), r.get("address line 2"), r.get("address line 3"), r.get("address line 4"), r.get("address line 5"), r.get("address postal code"))
	if street != "" || r.get("address line 6", "address country") != "" {
		out.address(e, street, r.get("address line 6"), r.get("address country"))
	}
	for tag, read := range ukFields() {
		if v := r.get(ukColumns[tag]...); v != "" {
			read(e, oneLine(v), out)
		}
	}
	if place := joined(", ", r.get("town of birth"), r.get("country of birth")); place != "" {
		out.birthplace(e, place)
	}
}

// ukColumns are the columns of the tags of the XML.
var ukColumns = map[string][]string{
	"DOB": {"d o b", "dob"}, "Nationality": {"nationality ies", "nationality"}, "Gender": {"gender"}, "Position": {"position"},
	"PassportNumber": {"passport number"}, "NationalIdentifierNumber": {"national identifier number"},
	"BusinessRegistrationNumber": {"business registration number s"}, "PhoneNumber": {"phone number"}, "EmailAddress": {"email address"},
	"Website": {"website"}, "IMONumber": {"imo number"}, "ParentCompany": {"parent company"}, "Subsidiary": {"subsidiaries"},
	"CurrentOwnerOperator": {"current owner operator s"}, "CurrentBelievedFlagOfShip": {"current believed flag of ship"}, "PreviousFlag": {"previous flags"},
	"TypeOfShip": {"type of ship"}, "TonnageOfShip": {"tonnage of ship"}, "YearBuilt": {"year built"}, "TypeOfEntity": {"type of entity"},
	"PassportAdditionalInformation":           {"passport additional information"},
	"NationalIdentifierAdditionalInformation": {"national identifier additional information"},
	"HullIdentificationNumber":                {"hull identification number hin"},
}

// ukConList reads OFSI's consolidated list of targets, which was closed on 28 January 2026: it is readable for old runs, marked as
// ended, and never current. Verified on the whole file of 13 April 2018. The rows of one target stand anywhere in the file, one for
// each combination of its names, birth dates and addresses.
func ukConList() *format {
	return &format{
		name: "uk-conlist", title: "OFSI consolidated list (ended)",
		list: screening.List{
			ID: "gb-ofsi-conlist", Publisher: "HM Treasury, OFSI", Title: "Consolidated list of financial sanctions targets", Official: true, MaxAge: 10,
			Ended: screening.MustParseDate("2026-01-28"), URL: "https://www.gov.uk/government/publications/financial-sanctions-consolidated-list-of-targets",
		},
		role: tableRole("list", "name 6", "group type", "alias type", "regime", "listed on", "group id"),
		about: func(samples []*sample, l *screening.List) {
			for _, row := range samples[0].rows[:1] {
				if len(row) > 1 && row[0] == "Last Updated" {
					l.Published, _ = dayFirst(row[1])
				}
			}
		},
		parse: parseConList,
	}
}

func parseConList(in *input, out *sink) error {
	all := &collected{}
	for r := range in.table(in.one("list"), out, "name 6", "group type", "group id") {
		id := r.get("group id")
		if id == "" {
			if !out.bad(r.bad("group id", "the row does not say which target it is about")) {
				return nil
			}
			continue
		}
		e, fresh := all.next(id, r.at())
		if fresh {
			e.Kind = ukKind(r.get("group type"))
			d := ukDesignations(r.get("regime"), "asset freeze", r.get("listed on"), "")
			d[0].Authority, d[0].Status = "HM Treasury OFSI", screening.Ended
			e.Designations = d
		}
		conRow(e, r, out)
	}
	all.flush(out)
	return nil
}

func conRow(e *screening.Entry, r record, out *sink) {
	given := []string{r.get("name 1"), r.get("name 2"), r.get("name 3"), r.get("name 4"), r.get("name 5")}
	ukName(e, given, r.get("name 6"), r.get("alias type"), "")
	ukBorn(e, r.get("dob"), out)
	for part := range numbered(r.get("nationality")) {
		if !readNationality(e, part, out) {
			addRemark(e, "nationality "+part)
		}
	}
	if place := joined(", ", r.get("town of birth"), r.get("country of birth")); place != "" {
		out.birthplace(e, place)
	}
	for part := range numbered(r.get("passport details")) {
		value, place := documentText(part)
		e.Identifiers = append(e.Identifiers, number(passport, country(place), value))
	}
	for part := range numbered(r.get("ni number")) {
		value, place := documentText(part)
		e.Identifiers = append(e.Identifiers, number(national, country(place), value))
	}
	for _, text := range []string{r.get("title"), r.get("position")} {
		if text != "" {
			e.Positions = append(e.Positions, oneLine(text))
		}
	}
	street := joined(", ", r.get("address 1"), r.get("address 2"), r.get("address 3"), r.get("address 4"), r.get("address 5"), r.get("post zip code"))
	if street != "" || r.get("address 6", "country") != "" {
		place, note, _ := strings.Cut(r.get("country"), " (")
		out.address(e, joined(" ", street, strings.TrimSuffix(note, ")")), r.get("address 6"), place)
	}
	if m := conReference.FindStringSubmatch(r.get("other information")); m != nil && len(e.Links) == 0 {
		sameAs(e, "un-sc", m[1])
	}
	addRemark(e, r.get("other information"))
}

// conReference is the UN's number of the target itself: "UN Ref QDe.004." at the beginning.
var conReference = regexp.MustCompile(`^UN Ref[.: ]*([A-Z]{2}[ie]\.\d{3})\b`)

// addRemark adds a remark that the rows of a group repeat only once.
func addRemark(e *screening.Entry, text string) {
	if !strings.Contains(e.Remarks, text) {
		remark(e, text)
	}
}
