package identifier

// Uruguay. RUT: Dirección General Impositiva; cédula: Dirección Nacional de Identificación Civil.
func uruguay() []definition {
	return []definition{{
		Definition: Definition{
			Scheme: "UY-RUT", Country: "UY", Title: "a Uruguayan RUT", Organization: true, Person: true,
			Pattern: `(0[1-9]|1\d|2[0-2])\d{6}001\d`, Check: "mod 11, weights 4 3 2 9 8 7 6 5 4 3 2", Source: "DGI", SourceDate: "2026-11",
		},
		labels: []string{"RUT", "RUC"}, official: true,
		check: func(v string) result {
			return is(mod11to0(weighted(v, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2)) == int(v[11]-'0'))
		},
	}, {
		Definition: Definition{
			Scheme: "UY-CI", Country: "UY", Title: "a Uruguayan cédula", Person: true, Pattern: `\d{8}`,
			Check: "mod 10, weights 2 9 8 7 6 3 4", Source: "DNIC", SourceDate: "2026-11",
		},
		labels: []string{"CI", "CEDULA", "CÉDULA"}, official: true, placeholders: []string{"11111111", "00000000"},
		normalize: func(_, text string) string {
			if v := squeeze(text); len(v) == 7 {
				return "0" + v
			} else {
				return v
			}
		},
		check: func(v string) result { return is((10-weighted(v, 2, 9, 8, 7, 6, 3, 4)%10)%10 == int(v[7]-'0')) },
	}}
}
