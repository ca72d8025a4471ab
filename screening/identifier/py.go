package identifier

import "strings"

// Paraguay. RUC: DNIT (formerly SET); cédula: Policía Nacional. A RUC is written body-digit; its body is a natural person's
// cédula, and from 80,000,000 a legal person's number.
func paraguay() []definition {
	return []definition{{
		Definition: Definition{
			Scheme: "PY-RUC", Country: "PY", Title: "a Paraguayan RUC", Person: true, Organization: true, Pattern: `\d{4,8}(-\d)?`,
			Check: "mod 11, weights 2 to 11 from the right", Source: "DNIT", SourceDate: "2026-11",
		},
		labels: []string{"RUC"}, official: true, normalize: paraguayanRUC, body: beforeHyphen,
		placeholders: []string{"44444401-7", "88888801-5", "66666601-6", "77777701-0"}, shared: func(v string) bool { return repeated(beforeHyphen(v)) },
		check: func(v string) result {
			body, digit, found := strings.Cut(v, "-")
			if !found {
				return silent
			}
			return is(below11(cycled(body, 2, 11)) == int(digit[0]-'0'))
		},
		link: func(v string) (Scheme, string, bool) {
			return "PY-CI", beforeHyphen(v), number(beforeHyphen(v)) < 80_000_000
		},
	}, {
		Definition: Definition{
			Scheme: "PY-CI", Country: "PY", Title: "a Paraguayan cédula", Person: true, Pattern: `\d{5,8}`, Check: "none",
			Source: "Policía Nacional", SourceDate: "2026-11",
		},
		labels: []string{"CI", "CIC", "CEDULA", "CÉDULA"}, official: true, body: noZeros, shared: repeated,
	}}
}

// paraguayanRUC finds out whether the last digit is the check digit: after a hyphen it is, and where it agrees.
func paraguayanRUC(_, text string) string {
	text = strings.TrimSpace(text)
	v := noZeros(squeeze(text))
	n := len(v)
	if !digitsOnly(v) || n < 5 || n > 9 {
		return v
	}
	if digitApart(text) || n == 9 || below11(cycled(v[:n-1], 2, 11)) == int(v[n-1]-'0') {
		return v[:n-1] + "-" + v[n-1:]
	}
	return v
}
