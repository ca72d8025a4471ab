package identifier

// Dominican Republic. RNC: Dirección General de Impuestos Internos; cédula: Junta Central Electoral. Some genuine numbers of
// both fail their check. A natural person's RNC is the cédula.
func dominicanRepublic() []definition {
	return []definition{{
		Definition: Definition{
			Scheme: "DO-RNC", Country: "DO", Title: "a Dominican RNC", Organization: true, Pattern: `\d{9}`,
			Check: "mod 11, weights 7 9 8 6 5 4 3 2", Source: "DGII", SourceDate: "2026-11",
		},
		labels: []string{"RNC"}, official: true, shared: repeated,
		check: func(v string) result {
			d := 11 - weighted(v, 7, 9, 8, 6, 5, 4, 3, 2)%11
			return is((d-1)%9+1 == int(v[8]-'0')) // a remainder of 0 gives 2, of 1 gives 1
		},
	}, {
		Definition: Definition{
			Scheme: "DO-CEDULA", Country: "DO", Title: "a Dominican cédula", Person: true, Pattern: `\d{11}`, Check: "Luhn",
			Source: "JCE", SourceDate: "2026-11",
		},
		labels: []string{"CEDULA", "CÉDULA", "CIE", "RNC"}, official: true, shared: repeated,
		check: func(v string) result { return is(luhn(v)%10 == 0) },
	}}
}
