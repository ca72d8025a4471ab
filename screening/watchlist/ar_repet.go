package watchlist

import (
	"encoding/json"
	"strings"

	"github.com/tamiz-project/tamiz/screening"
)

// arRePET reads Argentina's public register of persons and entities linked to terrorism (RePET), published as JSON in the
// structure of the UN's list: personas and entidades. No real file could be had: built from that structure and the field list in README.md.
func arRePET() *format {
	return &format{
		name: "ar-repet", title: "RePET", role: func(s *sample) string {
			if s.isJSON() && (strings.Contains(s.text, `"personas"`) || strings.Contains(s.text, `"entidades"`)) && strings.Contains(s.text, "FIRST_NAME") {
				return "list"
			}
			return ""
		},
		list: screening.List{
			ID: "ar-repet", Publisher: "Ministerio de Justicia de la República Argentina", Title: "Registro Público de Personas y Entidades vinculadas a actos de Terrorismo y su Financiamiento", Official: true,
			MaxAge: 10, URL: "https://repet.jus.gob.ar/", Lacks: []string{"publication_date"},
		},
		parse: parseRePET,
	}
}

func (s *sample) isJSON() bool {
	return strings.HasPrefix(s.text, "{") || strings.HasPrefix(s.text, "[")
}

func parseRePET(in *input, out *sink) error {
	for _, kind := range []struct{ array, element string }{{"personas", "INDIVIDUAL"}, {"entidades", "ENTITY"}} {
		for raw, at := range in.elements(in.one("list"), out, nil, kind.array) {
			n, err := nodeOf(raw)
			if err != nil {
				if !out.bad(badJSON(at, err)) {
					return nil
				}
				continue
			}
			n.name = kind.element
			e := unEntry(n, out)
			if unReference.MatchString(e.ID) {
				sameAs(&e, "un-sc", e.ID)
			}
			if e.ID == "" {
				e.ID = n.value("DATAID")
			}
			d := &e.Designations[0]
			d.Authority, d.Jurisdiction, d.AuthorityKind = "Argentina RePET", "AR", screening.ExecutiveList
			if !out.entry(e, at) {
				return nil
			}
		}
	}
	return nil
}

// brTCU reads the lists of Brazil's audit court as its service gives them, page by page as JSON: firms unfit for public tenders
// (inidôneos) and persons disqualified from office (inabilitados). No real file could be had: built from the field list in README.md.
// Several pages are a folder or an archive; when the last one says that more follow, the list is refused as cut off.
func brTCU() *format {
	return &format{
		name: "br-tcu", title: "TCU list", role: func(s *sample) string {
			if s.isJSON() && strings.Contains(s.text, `"items"`) && strings.Contains(s.text, "data_transito_julgado") {
				return "page"
			}
			return ""
		},
		list: screening.List{
			ID: "br-tcu-inidoneos", Publisher: "Tribunal de Contas da União", Title: "Licitantes inidôneos", Official: true, MaxAge: 31,
			URL: "https://contas.tcu.gov.br/ords/condenacao/consulta/inidoneos", Lacks: []string{"publication_date"},
		},
		about: func(samples []*sample, l *screening.List) {
			if !strings.Contains(samples[0].text, "cpf_cnpj") {
				l.ID, l.Title, l.URL = "br-tcu-inabilitados", "Inabilitados para função pública", strings.Replace(l.URL, "inidoneos", "inabilitados", 1)
			}
		},
		parse: parseTCU,
	}
}

func parseTCU(in *input, out *sink) error {
	more := 0
	for _, m := range in.members["page"] {
		after := func(name string, value any) {
			if name == "hasMore" && value == true {
				more++
			}
		}
		for raw, at := range in.elements(m, out, after, "items") {
			var fields map[string]any
			if err := json.Unmarshal(raw, &fields); err != nil {
				if !out.bad(badJSON(at, err)) {
					return nil
				}
				continue
			}
			if !out.entry(tcuEntry(fields, out), at) {
				return nil
			}
		}
	}
	if out.err == nil && !out.stopped && more >= len(in.members["page"]) {
		return errMorePages(in.source())
	}
	return nil
}

type errMorePages string

func (e errMorePages) Error() string {
	return string(e) + ": the last page says that more follow (hasMore): the list is not complete; download all pages into one folder"
}

func tcuEntry(fields map[string]any, out *sink) screening.Entry {
	get := func(name string) string { s, _ := fields[name].(string); return strings.TrimSpace(s) }
	id := digits(get("cpf_cnpj") + get("cpf"))
	e := screening.Entry{Party: screening.Party{ID: joined("/", id, get("processo"))}}
	brParty(&e, id, "")
	named(&e, get("nome"), screening.Primary)
	d := screening.Designation{
		Authority: "Brazil TCU", Jurisdiction: "BR", AuthorityKind: screening.Procurement, Effect: screening.Debarment,
		Programme: out.list.Title, LegalBasis: joined("; ", get("processo"), get("deliberacao")),
	}
	d.From, _ = dayFirst(get("data_transito_julgado"))
	d.To, _ = dayFirst(get("data_final"))
	if day := get("data_acordao"); day != "" {
		d.Known, _ = dayFirst(day)
	}
	if place := joined(", ", get("municipio"), get("uf")); place != "" {
		e.Addresses = append(e.Addresses, screening.Address{Text: place, Country: "BR"})
	}
	e.Designations = []screening.Designation{d}
	return e
}
