package watchlist

import (
	"encoding/json"
	"regexp"
	"strings"

	"github.com/tamiz-project/tamiz/screening"
	"github.com/tamiz-project/tamiz/screening/identifier"
)

func openSanctionsList() screening.List {
	return screening.List{
		ID: "opensanctions", Publisher: "OpenSanctions", Title: "OpenSanctions targets", MaxAge: 7,
		URL: "https://www.opensanctions.org/datasets/", Lacks: []string{"publication_date"},
	}
}

// openSanctionsCSV reads targets.simple.csv. Verified on a file of March 2026 with 5,600 targets. The cells hold several values with
// semicolons between; there are no topics, no parts of names and no kinds of number.
func openSanctionsCSV() *format {
	list := openSanctionsList()
	list.Lacks = append(list.Lacks, "topics", "listing_dates", "identifier_kinds", "relations")
	return &format{
		name: "opensanctions-csv", title: "OpenSanctions targets (CSV)", list: list,
		role: tableRole("list", "id", "schema", "aliases", "birth date", "identifiers", "sanctions", "dataset"), parse: parseSimple,
	}
}

func parseSimple(in *input, out *sink) error {
	for r := range in.table(in.one("list"), out, "id", "schema", "aliases", "dataset") {
		kind, ok := ftmKinds[r.get("schema")]
		if !ok {
			out.note("a schema that is no party, kept as a party of unknown kind", r.get("schema"))
		}
		e := screening.Entry{Party: screening.Party{ID: r.get("id"), Kind: kind}}
		ftmName(&e, r.get("name"), screening.Primary)
		for text := range quotedValues(r.get("aliases")) {
			ftmName(&e, text, screening.Alias)
		}
		for text := range quotedValues(r.get("birth date")) {
			if d, ok := dateIn(text); ok {
				e.Born = append(e.Born, d)
			} else {
				remark(&e, "born "+text)
			}
		}
		for text := range quotedValues(r.get("countries")) {
			e.Countries = append(e.Countries, out.inCode(text))
		}
		for text := range quotedValues(r.get("addresses")) {
			e.Addresses = append(e.Addresses, screening.Address{Text: text})
		}
		simpleNumbers(&e, r)
		e.Designations = simpleDesignations(r)
		if !out.entry(e, r.at()) {
			return nil
		}
	}
	return nil
}

// quotedValues splits a cell at semicolons outside quotes.
func quotedValues(cell string) func(func(string) bool) {
	return func(yield func(string) bool) {
		quoted, from := false, 0
		for i := 0; i <= len(cell); i++ {
			if i < len(cell) && cell[i] == '"' {
				quoted = !quoted
			}
			if i < len(cell) && (cell[i] != ';' || quoted) {
				continue
			}
			text := strings.ReplaceAll(strings.Trim(cell[from:i], `" `), `""`, `"`)
			if from = i + 1; text != "" && !yield(oneLine(text)) {
				return
			}
		}
	}
}

var imoNumber = regexp.MustCompile(`^IMO\s?\d{7}$`)

func simpleNumbers(e *screening.Entry, r record) {
	for text := range quotedValues(r.get("identifiers")) {
		kind := otherNumber
		if imoNumber.MatchString(text) {
			kind = imo
		}
		e.Identifiers = append(e.Identifiers, number(kind, "", text))
	}
	for text := range quotedValues(r.get("phones")) {
		e.Identifiers = append(e.Identifiers, number(phone, "", text))
	}
	for text := range quotedValues(r.get("emails")) {
		e.Identifiers = append(e.Identifiers, number(email, "", text))
	}
	if e.Kind == screening.Vessel {
		e.Craft = &screening.Craft{}
	}
}

func simpleDesignations(r record) []screening.Designation {
	base := screening.Designation{Authority: "OpenSanctions", AuthorityKind: screening.Compiler, Effect: screening.Information, LegalBasis: r.get("program ids")}
	var all []screening.Designation
	for text := range quotedValues(r.get("sanctions")) {
		d := base
		d.Effect, d.Programme = screening.AssetFreeze, text
		all = append(all, d)
	}
	if len(all) == 0 {
		base.Programme = r.get("dataset")
		if base.LegalBasis != "" {
			base.Effect = screening.AssetFreeze
		}
		all = append(all, base)
	}
	return all
}

// senzing reads senzing.json, OpenSanctions' export for entity resolution. Verified on a file of March 2024.
func senzing() *format {
	list := openSanctionsList()
	list.Title = "OpenSanctions (Senzing)"
	list.Lacks = append(list.Lacks, "sanctions", "listing_dates")
	return &format{
		name: "opensanctions-senzing", title: "OpenSanctions (Senzing JSON)", list: list,
		role: func(s *sample) string {
			if s.isJSON() && strings.Contains(s.text, `"DATA_SOURCE"`) && strings.Contains(s.text, `"RECORD_ID"`) {
				return "list"
			}
			return ""
		},
		parse: parseSenzing,
	}
}

// A senzingRecord is a line; its parts are objects with one or several keys.
type senzingRecord struct {
	Source      string              `json:"DATA_SOURCE"`
	ID          string              `json:"RECORD_ID"`
	Type        string              `json:"RECORD_TYPE"`
	Names       []map[string]string `json:"NAMES"`
	Addresses   []map[string]string `json:"ADDRESSES"`
	Countries   []map[string]string `json:"COUNTRIES"`
	Dates       []map[string]string `json:"DATES"`
	Identifiers []map[string]string `json:"IDENTIFIERS"`
	Risks       []map[string]string `json:"RISKS"`
	Gender      string              `json:"GENDER"`
	Birth       string              `json:"DATE_OF_BIRTH"`
	URL         string              `json:"URL"`
}

func parseSenzing(in *input, out *sink) error {
	for line, at := range in.lines(in.one("list"), out) {
		var s senzingRecord
		if err := json.Unmarshal(line, &s); err != nil {
			if !out.bad(badJSON(at, err)) {
				return nil
			}
			continue
		}
		if !out.entry(senzingEntry(s, out), at) {
			return nil
		}
	}
	return nil
}

func senzingEntry(s senzingRecord, out *sink) screening.Entry {
	e := screening.Entry{Party: screening.Party{ID: s.ID, Gender: gender(s.Gender)}}
	switch strings.ToUpper(s.Type) {
	case "PERSON":
		e.Kind = screening.Person
	case "ORGANIZATION", "COMPANY":
		e.Kind = screening.Organization
	case "VESSEL":
		e.Kind = screening.Vessel
	}
	for _, n := range s.Names {
		t := screening.Alias
		if n["NAME_TYPE"] == "PRIMARY" {
			t = screening.Primary
		}
		ftmName(&e, joined(" ", n["NAME_FULL"], n["NAME_ORG"]), t)
	}
	for _, a := range s.Addresses {
		out.address(&e, joined(", ", a["ADDR_FULL"], a["ADDR_LINE1"]), a["ADDR_CITY"], a["ADDR_COUNTRY"])
	}
	for _, c := range s.Countries {
		e.Nationalities = append(e.Nationalities, country(c["CITIZENSHIP"]), country(c["NATIONALITY"]))
		e.Countries = append(e.Countries, country(c["REGISTRATION_COUNTRY"]), country(c["COUNTRY_OF_ASSOCIATION"]))
	}
	for _, d := range append(s.Dates, map[string]string{"DATE_OF_BIRTH": s.Birth}) {
		if born, ok := dateIn(d["DATE_OF_BIRTH"]); ok {
			e.Born = append(e.Born, born)
		}
	}
	for _, id := range s.Identifiers {
		e.Identifiers = append(e.Identifiers, senzingNumber(id)...)
	}
	e.Designations = senzingRisks(s)
	if s.URL != "" {
		e.URLs = []string{s.URL}
	}
	return e
}

func senzingNumber(id map[string]string) []identifier.ID {
	var all []identifier.ID
	for _, k := range []struct {
		value, country string
		kind           identifier.Scheme
	}{
		{"PASSPORT_NUMBER", "PASSPORT_COUNTRY", passport},
		{"NATIONAL_ID_NUMBER", "NATIONAL_ID_COUNTRY", national},
		{"TAX_ID_NUMBER", "TAX_ID_COUNTRY", taxNumber},
		{"LEI_NUMBER", "", lei},
		{"IMO_NUMBER", "", imo},
		{"MMSI_NUMBER", "", mmsi},
		{"CALL_SIGN", "", callSign},
		{"DUNS_NUMBER", "", duns},
		{"OTHER_ID_NUMBER", "OTHER_ID_COUNTRY", otherNumber},
	} {
		if v := id[k.value]; v != "" {
			all = append(all, number(k.kind, country(id[k.country]), v))
		}
	}
	return all
}

func senzingRisks(s senzingRecord) []screening.Designation {
	var all []screening.Designation
	for _, r := range s.Risks {
		topic := r["TOPIC"]
		all = append(all, screening.Designation{Authority: "OpenSanctions", AuthorityKind: screening.Compiler, Effect: topicEffect(topic), Programme: topic})
	}
	if len(all) == 0 {
		all = append(all, screening.Designation{Authority: "OpenSanctions", AuthorityKind: screening.Compiler, Effect: screening.Information, Programme: s.Source})
	}
	return all
}
