package identifier

// El Salvador. NIT: Ministerio de Hacienda; DUI: Registro Nacional de las Personas Naturales. Since December 2021 the DUI is the
// NIT of natural persons.
func elSalvador() []definition {
	return []definition{{
		Definition: Definition{
			Scheme: "SV-NIT", Country: "SV", Title: "a Salvadoran NIT", Person: true, Organization: true, Pattern: `[019]\d{13}`,
			Check: "mod 11, weights 14 to 2, or 2 7 6 5 4 3 2 7 6 5 4 3 2 for serials above 100", Source: "Ministerio de Hacienda",
			SourceDate: "2026-11",
		},
		labels: []string{"NIT"}, official: true, shared: repeated,
		check: func(v string) result { return is(salvadoranDigit(v) == int(v[13]-'0')) },
	}, {
		Definition: Definition{
			Scheme: "SV-DUI", Country: "SV", Title: "a Salvadoran DUI", Person: true, Pattern: `\d{9}`,
			Check: "mod 10, weights 9 to 2", Source: "RNPN", SourceDate: "2026-11",
		},
		labels: []string{"DUI"}, official: true, shared: repeated,
		check: func(v string) result { return is((10-weighted(v, 9, 8, 7, 6, 5, 4, 3, 2)%10)%10 == int(v[8]-'0')) },
	}}
}

func salvadoranDigit(v string) int {
	if number(v[10:13]) <= 100 {
		return weighted(v, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2) % 11 % 10
	}
	return mod11to0(weighted(v, 2, 7, 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2)) % 10
}
