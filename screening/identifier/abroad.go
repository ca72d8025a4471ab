package identifier

// Spain. NIF of natural persons (DNI, NIE) and of entities: Agencia Tributaria, Orden EHA/451/2008.
func spain() []definition {
	return []definition{{
		Definition: Definition{
			Scheme: "ES-NIF", Country: "ES", Title: "a Spanish NIF", Person: true, Organization: true,
			Pattern: `[0-9XYZ]\d{7}[A-Z]|[ABCDEFGHJNPQRSUVWKLM]\d{7}[0-9A-J]`,
			Check:   "person: number mod 23 into TRWAGMYFPDXBNJZSQVHLCKE; entity: Luhn digit, or its letter of JABCDEFGHI", Source: "AEAT",
			SourceDate: "2026-11",
		},
		labels: []string{"NIF", "CIF", "DNI", "NIE"}, official: true, letters: true, check: checkNIF,
		placeholders: []string{"00000000T", "99999999R"},
		body: func(v string) string { // lists leave the letter of a DNI out
			if v[0] <= '9' {
				return v[:8]
			}
			return v
		},
	}}
}

func checkNIF(v string) result {
	switch c := v[0]; {
	case c <= '9':
		return is("TRWAGMYFPDXBNJZSQVHLCKE"[number(v[:8])%23] == v[8])
	case c >= 'X':
		return is("TRWAGMYFPDXBNJZSQVHLCKE"[(int(c-'X')*10_000_000+number(v[1:8]))%23] == v[8])
	}
	d := (10 - luhn(v[1:8]+"0")%10) % 10
	return is(v[8] == byte('0'+d) || v[8] == "JABCDEFGHI"[d])
}

// Portugal. NIF and NIPC: Autoridade Tributária, Registo Nacional de Pessoas Coletivas.
func portugal() []definition {
	return []definition{{
		Definition: Definition{
			Scheme: "PT-NIF", Country: "PT", Title: "a Portuguese NIF or NIPC", Person: true, Organization: true, Pattern: `[1-9]\d{8}`,
			Check: "mod 11, weights 9 to 2", Source: "AT", SourceDate: "2026-11",
		},
		labels: []string{"NIF", "NIPC"}, official: true, placeholders: []string{"999999990"}, shared: repeated,
		check: func(v string) result { return is(below11(weighted(v, 9, 8, 7, 6, 5, 4, 3, 2)) == int(v[8]-'0')) },
	}}
}

// United States. EIN: Internal Revenue Service, whose campuses never issued some prefixes. Puerto Rico uses it too.
func unitedStates() []definition {
	return []definition{{
		Definition: Definition{
			Scheme: "US-EIN", Country: "US", Title: "a US EIN", Organization: true,
			Pattern: `(0[1-6]|1[0-6]|2[0-7]|3\d|4[0-8]|5\d|6[0-8]|7[1-7]|8[0-8]|9[0-58-9])\d{7}`,
			Check:   "none; some prefixes are never issued", Source: "IRS", SourceDate: "2026-11",
		},
		labels: []string{"EIN", "FEIN", "TIN"}, official: true, shared: repeated,
	}}
}

// Russia. INN and OGRN: Federal Tax Service, order MMV-7-6/435@ of 2012 and order SAE-3-09/16 of 2005.
func russia() []definition {
	return []definition{{
		Definition: Definition{
			Scheme: "RU-INN", Country: "RU", Title: "a Russian INN", Person: true, Organization: true, Pattern: `\d{10}|\d{12}`,
			Check: "mod 11 mod 10, weights 2 4 10 3 5 9 4 6 8; persons two digits", Source: "FNS", SourceDate: "2026-11",
		},
		labels: []string{"INN", "ИНН", "TAX ID"}, official: true, shared: repeated, check: checkINN,
	}, {
		Definition: Definition{
			Scheme: "RU-OGRN", Country: "RU", Title: "a Russian OGRN", Person: true, Organization: true, Pattern: `[1-9]\d{12}|3\d{14}`,
			Check: "the other digits mod 11 (companies) or 13 (entrepreneurs), mod 10", Source: "FNS", SourceDate: "2026-11",
		},
		labels: []string{"OGRN", "OGRNIP", "ОГРН"}, official: true, register: true, shared: repeated,
		check: func(v string) result {
			n := len(v) - 1
			return is(number(v[:n])%(n-1)%10 == int(v[n]-'0'))
		},
	}}
}

func checkINN(v string) result {
	if len(v) == 10 {
		return is(weighted(v, 2, 4, 10, 3, 5, 9, 4, 6, 8)%11%10 == int(v[9]-'0'))
	}
	return is(weighted(v, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8)%11%10 == int(v[10]-'0') &&
		weighted(v, 3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8)%11%10 == int(v[11]-'0'))
}
