package identifier

// Guatemala. NIT: Superintendencia de Administración Tributaria; CUI: RENAP. "CF" (consumidor final) is no number.
func guatemala() []definition {
	return []definition{{
		Definition: Definition{
			Scheme: "GT-NIT", Country: "GT", Title: "a Guatemalan NIT", Person: true, Organization: true, Pattern: `\d{1,11}[0-9K]`,
			Check: "mod 11, weights 2 3 4 ... from the right, K for 10", Source: "SAT", SourceDate: "2026-11",
		},
		labels: []string{"NIT"}, official: true, shared: repeated,
		normalize: func(_, text string) string { return noZeros(squeeze(text)) },
		check: func(v string) result {
			n := len(v) - 1
			return is("0123456789K"[mod11to0(cycled(v[:n], 2, n+2))] == v[n])
		},
	}, {
		Definition: Definition{
			Scheme: "GT-CUI", Country: "GT", Title: "a Guatemalan CUI (DPI)", Person: true, Pattern: `\d{9}(0[1-9]|1\d|2[0-2])\d{2}`,
			Check: "ninth digit mod 11, weights 2 to 9 over the first eight; then department and municipality", Source: "RENAP",
			SourceDate: "2026-11",
		},
		labels: []string{"CUI", "DPI"}, official: true, shared: repeated,
		check: func(v string) result {
			place := number(v[11:13])
			return is(weighted(v, 2, 3, 4, 5, 6, 7, 8, 9)%11 == int(v[8]-'0') && place > 0 && place <= municipalities[number(v[9:11])-1])
		},
	}}
}

// municipalities is how many each department has; a number beyond is more likely mistyped than new.
var municipalities = [22]int{17, 8, 16, 16, 14, 14, 19, 8, 24, 21, 9, 30, 33, 21, 8, 17, 14, 5, 11, 11, 7, 17}
