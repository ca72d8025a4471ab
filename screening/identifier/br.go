package identifier

// Brazil. CNPJ: Receita Federal, IN RFB 2.119/2022 and, with letters from July 2026, IN RFB 2.229/2024; CPF: Receita Federal,
// IN RFB 1.548/2015. Registers publish the CPF as ***.533.447-**.
func brazil() []definition {
	return []definition{{
		Definition: Definition{
			Scheme: "BR-CNPJ", Country: "BR", Title: "a Brazilian CNPJ", Organization: true, Pattern: `[0-9A-Z]{12}\d{2}`,
			Check:  "two digits mod 11, weights 2 to 9 from the right; a letter counts as its ASCII code less 48",
			Source: "Receita Federal, IN RFB 2.229/2024", SourceDate: "2024-10-15",
		},
		labels: []string{"CNPJ", "CGC"}, official: true, shared: repeated, letters: true,
		check: func(v string) result {
			return is(below11(cycled(v[:12], 2, 9)) == int(v[12]-'0') && below11(cycled(v[:13], 2, 9)) == int(v[13]-'0'))
		},
		body: func(v string) string { return v[:8] }, // the entity; the rest is the branch
	}, {
		Definition: Definition{
			Scheme: "BR-CPF", Country: "BR", Title: "a Brazilian CPF", Person: true, Pattern: `\d{11}`,
			Check: "two digits mod 11, weights 2 to 11 from the right", Source: "Receita Federal", SourceDate: "2026-11",
		},
		labels: []string{"CPF"}, official: true, shared: repeated,
		check: func(v string) result {
			return is(below11(cycled(v[:9], 2, 11)) == int(v[9]-'0') && below11(cycled(v[:10], 2, 11)) == int(v[10]-'0'))
		},
	}}
}
