package identifier

import "strings"

// Peru. RUC: SUNAT; DNI: RENIEC. A natural person's RUC is 10, the DNI and a check digit.
func peru() []definition {
	return []definition{{
		Definition: Definition{
			Scheme: "PE-RUC", Country: "PE", Title: "a Peruvian RUC", Person: true, Organization: true, Pattern: `(10|15|16|17|20)\d{9}`,
			Check: "mod 11, weights 5 4 3 2 7 6 5 4 3 2", Source: "SUNAT", SourceDate: "2026-11",
		},
		labels: []string{"RUC"}, official: true, shared: func(v string) bool { return repeated(v[2:]) },
		check: func(v string) result {
			return is((11-weighted(v, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2)%11)%10 == int(v[10]-'0'))
		},
		link: func(v string) (Scheme, string, bool) { return "PE-DNI", v[2:10], v[1] == '0' && v[0] == '1' },
	}, {
		Definition: Definition{
			Scheme: "PE-DNI", Country: "PE", Title: "a Peruvian DNI", Person: true, Pattern: `\d{8}[0-9A-K]?`,
			Check: "optional digit or letter mod 11, weights 3 2 7 6 5 4 3 2", Source: "RENIEC", SourceDate: "2026-11",
		},
		labels: []string{"DNI", "CUI"}, official: true,
		check: func(v string) result {
			if len(v) == 8 {
				return silent
			}
			r := weighted(v, 3, 2, 7, 6, 5, 4, 3, 2) % 11
			return is("65432110987"[r] == v[8] || "KJIHGFEDCBA"[r] == v[8])
		},
		body:   func(v string) string { return v[:8] },
		shared: func(v string) bool { return strings.Count(v[:8], v[:1]) == 8 },
	}}
}
