package identifier

import "strings"

// Bolivia. NIT: Servicio de Impuestos Nacionales; CI: SEGIP. No check digit is published for either; a natural person's NIT is the
// number of the CI and three control digits.
func bolivia() []definition {
	return []definition{{
		Definition: Definition{
			Scheme: "BO-NIT", Country: "BO", Title: "a Bolivian NIT", Person: true, Organization: true,
			Pattern: `[1-9]\d{6,11}`, Check: "none published", Source: "SIN", SourceDate: "2026-11",
		},
		labels: []string{"NIT"}, official: true, shared: repeated,
		link: func(v string) (Scheme, string, bool) { return "BO-CI", v[:len(v)-3], len(v) >= 8 && len(v) <= 11 },
	}, {
		Definition: Definition{
			Scheme: "BO-CI", Country: "BO", Title: "a Bolivian identity card number", Person: true,
			Pattern: `\d{5,8}(-\d[A-Z])?`, Check: "none", Source: "SEGIP", SourceDate: "2026-11",
		},
		labels: []string{"CI", "CEDULA", "CÉDULA", "CARNET", "CEDULA DE IDENTIDAD"}, official: true,
		normalize: bolivianCard, body: noZeros, shared: repeated,
	}}
}

// bolivianCard drops the department of issue and keeps the complement ("-1A") of a number that was given twice.
func bolivianCard(_, text string) string {
	text = strings.ToUpper(strings.TrimSpace(text))
	if n := len(text); n > 2 {
		switch text[n-2:] {
		case "LP", "CB", "SC", "OR", "PT", "CH", "TJ", "BE", "BN", "PA", "PD", "PO", "QR":
			text = strings.TrimRight(text[:n-2], " .-")
		}
	}
	number, complement, found := strings.Cut(text, "-")
	number = squeeze(number)
	if !found {
		return number
	}
	if digitsOnly(complement) {
		return number + complement
	}
	return number + "-" + complement
}
