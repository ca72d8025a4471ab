package identifier

import "strings"

// Argentina. CUIT and CUIL: ARCA (formerly AFIP), https://www.afip.gob.ar; DNI: RENAPER.
func argentina() []definition {
	return []definition{{
		Definition: Definition{
			Scheme: "AR-CUIT", Country: "AR", Title: "an Argentine CUIT or CUIL", Person: true, Organization: true,
			Pattern: `(20|23|24|25|26|27|30|33|34|50|51|55)\d{9}`, Check: "mod 11, weights 5 4 3 2 7 6 5 4 3 2",
			Source: "ARCA (AFIP)", SourceDate: "2026-11",
		},
		labels: []string{"CUIT", "CUIL", "CUIT/CUIL", "CDI"}, official: true,
		check: func(v string) result { return is(checkCUIT(v)) },
		link:  dniOfCUIT,
		// 50, 51 and 55 are given to a country and shared by its residents without a CUIT of their own.
		shared: func(v string) bool { return v[0] == '5' || repeated(v[2:10]) },
	}, {
		Definition: Definition{
			Scheme: "AR-DNI", Country: "AR", Title: "an Argentine DNI", Person: true, Pattern: `\d{7,8}`, Check: "none",
			Source: "RENAPER", SourceDate: "2026-11",
		},
		labels: []string{"DNI", "LE", "LC", "DU"}, official: true, body: noZeros, shared: repeated,
	}}
}

func checkCUIT(v string) bool {
	d := 11 - weighted(v, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2)%11
	return d%11 == int(v[10]-'0') && d != 10
}

// dniOfCUIT is the middle of a natural person's number; the prefixes from 30 are legal persons.
func dniOfCUIT(v string) (Scheme, string, bool) {
	return "AR-DNI", v[2:10], v[0] == '2'
}

func noZeros(v string) string { return strings.TrimLeft(v, "0") }
