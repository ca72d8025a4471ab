package identifier

import (
	"strings"
)

// Costa Rica. Cédula jurídica: Registro Nacional; cédula física: Tribunal Supremo de Elecciones; DIMEX: Migración. No check digits.
func costaRica() []definition {
	return []definition{{
		Definition: Definition{
			Scheme: "CR-CPJ", Country: "CR", Title: "a Costa Rican cédula jurídica", Organization: true,
			Pattern: `3(002|003|004|005|006|007|008|009|010|011|012|013|014|101|102|103|104|105|106|107|108|109|110)\d{6}|2[1-4]00\d{6}|4000\d{6}|5001\d{6}`,
			Check:   "none; class and type digits", Source: "Registro Nacional", SourceDate: "2026-11",
		},
		labels: []string{"CEDULA JURIDICA", "CÉDULA JURÍDICA", "CPJ", "CED JURIDICA"}, official: true, register: true,
	}, {
		Definition: Definition{
			Scheme: "CR-CPF", Country: "CR", Title: "a Costa Rican cédula física", Person: true, Pattern: `0[1-9]\d{8}`, Check: "none",
			Source: "TSE", SourceDate: "2026-11",
		},
		labels: []string{"CEDULA", "CÉDULA", "CPF", "CEDULA FISICA"}, official: true, normalize: costaRicanCard,
		shared: func(v string) bool { return repeated(v[1:]) },
	}, {
		Definition: Definition{
			Scheme: "CR-DIMEX", Country: "CR", Title: "a Costa Rican DIMEX", Person: true, Pattern: `1\d{10,11}`, Check: "none",
			Source: "Dirección General de Migración y Extranjería", SourceDate: "2026-11",
		},
		labels: []string{"DIMEX"}, official: true, shared: repeated,
	}}
}

// costaRicanCard pads the groups of "1-613-584" to 0P-TTTT-AAAA.
func costaRicanCard(_, text string) string {
	groups := strings.Split(strings.TrimSpace(text), "-")
	if len(groups) != 3 {
		return leftZero(squeeze(text))
	}
	for i, width := range []int{2, 4, 4} {
		if !digitsOnly(groups[i]) || len(groups[i]) > width {
			return ""
		}
		groups[i] = leftPad(groups[i], width)
	}
	return strings.Join(groups, "")
}

// leftZero adds the zero that the nine-digit form leaves out.
func leftZero(v string) string {
	if len(v) == 9 && digitsOnly(v) {
		return "0" + v
	}
	return v
}
