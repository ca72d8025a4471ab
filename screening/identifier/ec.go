package identifier

// Ecuador. Cédula: Registro Civil; RUC: Servicio de Rentas Internas. The SRI says that the numbers of companies and public bodies
// (third digit 9 and 6) come from no algorithm, so for those an agreeing digit is a confirmation and a failing one says nothing.
func ecuador() []definition {
	return []definition{{
		Definition: Definition{
			Scheme: "EC-RUC", Country: "EC", Title: "an Ecuadorian RUC", Person: true, Organization: true,
			Pattern: `(0[1-9]|1\d|2[0-4]|30)[0-69]\d{7}(00[1-9]|0[1-9]\d|[1-9]\d\d)|9{13}`,
			Check:   "third digit below 6: that of the cédula; 6 and 9: mod 11, not binding", Source: "SRI", SourceDate: "2026-11",
		},
		labels: []string{"RUC"}, official: true, placeholders: []string{"9999999999999"},
		check: checkEcuadorRUC,
		body:  func(v string) string { return v[:10] }, // the rest is the establishment
		link:  func(v string) (Scheme, string, bool) { return "EC-CI", v[:10], v[2] < '6' },
	}, {
		Definition: Definition{
			Scheme: "EC-CI", Country: "EC", Title: "an Ecuadorian cédula", Person: true, Pattern: `(0[1-9]|1\d|2[0-4]|30)[0-5]\d{7}`,
			Check: "Luhn", Source: "Registro Civil", SourceDate: "2026-11",
		},
		labels: []string{"CI", "CEDULA", "CÉDULA", "CC"}, official: true, shared: repeated,
		check: func(v string) result { return is(luhn(v)%10 == 0) },
	}}
}

func checkEcuadorRUC(v string) result {
	switch v[2] {
	case '6':
		if v[8]-'0' == byte(mod11to0(weighted(v, 3, 2, 7, 6, 5, 4, 3, 2))) {
			return passes
		}
		return silent
	case '9':
		if v[9]-'0' == byte(mod11to0(weighted(v, 4, 3, 2, 7, 6, 5, 4, 3, 2))) {
			return passes
		}
		return silent
	}
	return is(luhn(v[:10])%10 == 0)
}

func mod11to0(sum int) int { return (11 - sum%11) % 11 }
