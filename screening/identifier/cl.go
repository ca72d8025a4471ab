package identifier

// Chile. RUT and RUN: Servicio de Impuestos Internos, Registro Civil. Numbers from 50,000,000 are legal persons by convention.
func chile() []definition {
	return []definition{{
		Definition: Definition{
			Scheme: "CL-RUT", Country: "CL", Title: "a Chilean RUT or RUN", Person: true, Organization: true, Pattern: `\d{6,9}[0-9K]`,
			Check: "mod 11, weights 2 to 7 from the right, K for 10", Source: "SII", SourceDate: "2026-11",
		},
		labels: []string{"RUT", "RUN", "ROL UNICO TRIBUTARIO"}, official: true,
		normalize:    func(_, text string) string { return noZeros(squeeze(text)) },
		placeholders: []string{"666666666", "555555555", "444444460", "444444444", "111111111"},
		check: func(v string) result {
			return is("0123456789K"[(11-cycled(v[:len(v)-1], 2, 7)%11)%11] == v[len(v)-1])
		},
	}}
}
