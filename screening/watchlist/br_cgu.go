package watchlist

import (
	"strings"

	"github.com/tamiz-project/tamiz/screening"
)

// brCGU reads Brazil's registers of the federal comptroller (CGU, Portal da Transparência): CEIS (suspended and unfit firms and persons), CNEP
// (punished under the anti-corruption law), both in the download layout of 21 columns and in the portal's export, and CEPIM (barred
// non-profits). Verified on the whole files of October and November 2018. A row is one sanction; all sanctions of one number are one
// entry with one designation each. The kinds of sanction are those of the register: a fine informs, everything else debars.
func brCGU() *format {
	return &format{
		name: "br-cgu", title: "CGU register of sanctioned parties", role: cguRole,
		list: screening.List{
			ID: "br-cgu-ceis", Publisher: "Controladoria-Geral da União", Title: "Cadastro Nacional de Empresas Inidôneas e Suspensas (CEIS)", Official: true, MaxAge: 15,
			URL:   "https://portaldatransparencia.gov.br/download-de-dados/ceis",
			Lacks: []string{"publication_date"},
		},
		about: aboutCGU, parse: parseCGU,
	}
}

func cguRole(s *sample) string {
	for _, needed := range [][]string{
		{"cpf ou cnpj do sancionado", "tipo sancao", "orgao sancionador"},
		{"cnpj cpf do sancionado", "tipo da sancao", "nome do orgao sancionador"},
		{"cpf ou cnpj do sancionado", "categoria da sancao", "orgao sancionador"},
	} {
		if headerOf(s, needed...) != nil {
			return "sanctions"
		}
	}
	if headerOf(s, "cnpj entidade", "nome entidade", "motivo do impedimento") != nil {
		return "cepim"
	}
	return ""
}

// aboutCGU tells the registers apart. CNEP has a column for the fine, CEIS has none.
func aboutCGU(samples []*sample, l *screening.List) {
	switch s := samples[0]; {
	case cguRole(s) == "cepim":
		l.ID, l.Title = "br-cgu-cepim", "Entidades Privadas sem Fins Lucrativos Impedidas (CEPIM)"
		l.Lacks = append(l.Lacks, "listing_dates")
		l.URL = strings.Replace(l.URL, "ceis", "cepim", 1)
	case headerOf(s, "valor da multa") != nil:
		l.ID, l.Title = "br-cgu-cnep", "Cadastro Nacional de Empresas Punidas (CNEP)"
		l.URL = strings.Replace(l.URL, "ceis", "cnep", 1)
	}
}

func parseCGU(in *input, out *sink) error {
	all := &collected{}
	for _, m := range in.members["sanctions"] {
		for r := range in.table(m, out, "orgao sancionador|nome do orgao sancionador") {
			cguRow(all, r, out)
		}
	}
	for _, m := range in.members["cepim"] {
		for r := range in.table(m, out, "cnpj entidade", "nome entidade") {
			cepimRow(all, r)
		}
	}
	all.flush(out)
	return nil
}

func digits(text string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r == '*' {
			return r
		}
		return -1
	}, strings.ToUpper(text))
}

func cguRow(all *collected, r record, out *sink) {
	id := digits(r.get("cpf ou cnpj do sancionado", "cnpj cpf do sancionado"))
	name := r.get("nome informado pelo orgao sancionador", "nome do sancionado", "nome")
	if id == "" {
		out.note("a sanctioned party without CPF or CNPJ", oneLine(name))
	}
	key := id
	if key == "" || strings.Contains(key, "*") {
		key = joined("/", id, slug(name))
	}
	e, fresh := all.next(key, r.at())
	if fresh {
		brParty(e, id, r.get("tipo de pessoa"))
	}
	for i, text := range []string{cguText(r.get("razao social cadastro receita", "razao social")), cguText(name), cguText(r.get("nome fantasia cadastro receita", "nome fantasia da empresa sancionada", "nome fantasia"))} {
		switch {
		case i < 2 && len(e.Names) == 0:
			named(e, text, screening.Primary)
		default:
			named(e, text, screening.Alias)
		}
	}
	e.Designations = append(e.Designations, cguDesignation(r))
}

// cguText drops the words by which the portal says that a cell is empty.
func cguText(text string) string {
	if strings.HasPrefix(fold(text), "sem informa") {
		return ""
	}
	return text
}

// brParty reads a CPF (11 digits, a person) or CNPJ (14, an organisation), and J or F.
func brParty(e *screening.Entry, id, kind string) {
	e.Countries = []string{"BR"}
	switch {
	case strings.EqualFold(kind, "F"), kind == "" && len(id) == 11:
		e.Kind = screening.Person
	case strings.EqualFold(kind, "J"), kind == "" && len(id) == 14:
		e.Kind = screening.Organization
	}
	if id != "" {
		e.Identifiers = append(e.Identifiers, number(taxNumber, "BR", id))
	}
}

func cguDesignation(r record) screening.Designation {
	d := screening.Designation{
		Authority: joined(", ", "Brazil CGU", oneLine(r.get("orgao sancionador", "nome do orgao sancionador"))), Jurisdiction: "BR",
		AuthorityKind: screening.Procurement, Effect: screening.Debarment,
		Programme:  oneLine(r.get("tipo sancao", "tipo da sancao", "categoria da sancao")),
		LegalBasis: joined("; ", oneLine(r.get("fundamentacao legal")), oneLine(r.get("numero do processo"))),
		Reason:     oneLine(r.get("descricao da fundamentacao legal")), Source: oneLine(cguText(r.get("publicacao"))),
	}
	if strings.Contains(fold(d.Programme), "multa") {
		d.Effect = screening.Information
	}
	if fine := cguText(r.get("valor da multa")); fine != "" {
		d.Reason = joined("; ", d.Reason, "multa R$ "+fine)
	}
	d.From, _ = dayFirst(r.get("data inicio sancao", "data inicial da sancao"))
	d.To, _ = dayFirst(r.get("data final sancao", "data final da sancao"))
	d.Known, _ = dayFirst(r.get("data publicacao"))
	return d
}

func cepimRow(all *collected, r record) {
	id := digits(r.get("cnpj entidade"))
	e, fresh := all.next(id, r.at())
	if fresh {
		brParty(e, id, "J")
		named(e, r.get("nome entidade"), screening.Primary)
	} else {
		named(e, r.get("nome entidade"), screening.Alias)
	}
	e.Designations = append(e.Designations, screening.Designation{
		Authority: joined(", ", "Brazil CGU", oneLine(r.get("orgao concedente"))), Jurisdiction: "BR", AuthorityKind: screening.Procurement,
		Effect: screening.Debarment, Programme: "CEPIM", LegalBasis: "convênio " + r.get("numero convenio"), Reason: oneLine(r.get("motivo do impedimento")),
	})
}

// brSlavery reads the register of employers who kept workers in conditions like slavery, as CSV with title lines. No real file could be
// had: built from the columns that the ministry documents, see README.md.
func brSlavery() *format {
	return &format{
		name: "br-slavery", title: "register of employers (forced labour)", role: slaveryRole,
		list: screening.List{
			ID: "br-mte-escravo", Publisher: "Ministério do Trabalho e Emprego", Title: "Cadastro de Empregadores que submeteram trabalhadores a condições análogas à de escravo", Official: true,
			MaxAge: 200, // published every six months
			URL:    "https://www.gov.br/trabalho-e-emprego/pt-br/assuntos/inspecao-do-trabalho/areas-de-atuacao/cadastro_de_empregadores.csv",
			Lacks:  []string{"publication_date"},
		},
		parse: func(in *input, out *sink) error {
			for r := range in.table(in.one("list"), out, "empregador", "cnpj cpf") {
				if r.get("empregador") == "" {
					continue // notes below the table
				}
				if !out.entry(slaveryEntry(r), r.at()) {
					return nil
				}
			}
			return nil
		},
	}
}

func slaveryRole(s *sample) string {
	columns := headerOf(s, "empregador", "cnpj cpf")
	for name := range columns {
		if strings.HasPrefix(name, "inclusao no cadastro") {
			return "list"
		}
	}
	return ""
}

func slaveryEntry(r record) screening.Entry {
	id := digits(r.get("cnpj cpf"))
	e := screening.Entry{Party: screening.Party{ID: id}}
	brParty(&e, id, "")
	named(&e, r.get("empregador"), screening.Primary)
	if place := oneLine(r.get("estabelecimento")); place != "" {
		e.Addresses = append(e.Addresses, screening.Address{Text: joined(", ", place, r.get("uf")), Country: "BR"})
	}
	d := screening.Designation{
		Authority: "Brazil MTE", Jurisdiction: "BR", AuthorityKind: screening.ExecutiveList, Effect: screening.ForcedLabour,
		Programme: "Portaria Interministerial MTE/MDHC/MIR 18/2024", Reason: joined(" ", r.get("trabalhadores envolvidos"), "trabalhadores;", "ação fiscal", r.get("ano da acao fiscal")),
	}
	for name, i := range r.columns {
		if strings.HasPrefix(name, "inclusao no cadastro") {
			d.From, _ = dayFirst(r.Cell(i))
		}
		if strings.HasPrefix(name, "decisao administrativa") {
			d.Known, _ = dayFirst(r.Cell(i))
		}
	}
	if cnae := r.get("cnae"); cnae != "" {
		remark(&e, "CNAE "+cnae)
	}
	e.Designations = []screening.Designation{d}
	return e
}
