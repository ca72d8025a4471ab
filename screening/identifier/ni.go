package identifier

// Nicaragua. Cédula: Consejo Supremo Electoral; RUC: Dirección General de Ingresos. The letter of the cédula is documented
// nowhere official and holds on every number of the US list.
func nicaragua() []definition {
	return []definition{{
		Definition: Definition{
			Scheme: "NI-CEDULA", Country: "NI", Title: "a Nicaraguan cédula", Person: true,
			Pattern: `\d{3}(0[1-9]|[12]\d|3[01])(0[1-9]|1[0-2])\d{6}[A-HJ-NP-Y]`,
			Check:   "letter by the 13 digits mod 23 of ABCDEFGHJKLMNPQRSTUVWXY", Source: "CSE", SourceDate: "2026-11",
		},
		labels: []string{"CEDULA", "CÉDULA"}, official: true, letters: true, check: nicaraguanLetter,
	}, {
		Definition: Definition{
			Scheme: "NI-RUC", Country: "NI", Title: "a Nicaraguan RUC", Person: true, Organization: true, Pattern: `[JNRE]\d{13}|\d{13}[A-HJ-NP-Y]`,
			Check: "of nationals the letter of the cédula; none published for others", Source: "DGI", SourceDate: "2026-11",
		},
		labels: []string{"RUC"}, official: true, letters: true,
		check: func(v string) result {
			if v[0] > '9' {
				return silent
			}
			return nicaraguanLetter(v)
		},
		link: func(v string) (Scheme, string, bool) { return "NI-CEDULA", v, v[0] <= '9' },
	}}
}

func nicaraguanLetter(v string) result {
	return is("ABCDEFGHJKLMNPQRSTUVWXY"[number(v[:13])%23] == v[13])
}
