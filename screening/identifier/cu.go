package identifier

// Cuba. Número de identidad: Ministerio del Interior; eleven digits that begin with the birth date. The seventh tells the century,
// the tenth the sex; no check digit is published.
func cuba() []definition {
	return []definition{{
		Definition: Definition{
			Scheme: "CU-NI", Country: "CU", Title: "a Cuban identity number", Person: true, Pattern: `\d{2}(0[1-9]|1[0-2])\d{7}`,
			Check: "none published; begins with a birth date", Source: "MININT", SourceDate: "2026-11",
		},
		labels: []string{"NI", "CI", "CARNE", "CARNET"}, official: true,
		normalize: func(_, text string) string {
			v := squeeze(text)
			if len(v) == 11 && digitsOnly(v) && !monthDay(v[2:6]) {
				return ""
			}
			return v
		},
	}}
}
