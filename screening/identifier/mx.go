package identifier

import "strings"

// Mexico. RFC: Servicio de Administración Tributaria, Anexo 19 of the Código Fiscal rules; CURP: RENAPO, DOF 2021-10-18. One in
// twelve RFCs that official lists print fails its check character. Both begin with letters of the name and the birth date.
func mexico() []definition {
	return []definition{{
		Definition: Definition{
			Scheme: "MX-RFC", Country: "MX", Title: "a Mexican RFC", Person: true, Organization: true,
			Pattern: `[A-ZÑ&]{3,4}\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])([0-9A-Z]{3})?`,
			Check:   "mod 11 over 0-9 A-N & O-Z blank Ñ, weights 13 to 2", Source: "SAT", SourceDate: "2026-11",
		},
		labels: []string{"RFC"}, official: true, letters: true, check: checkRFC,
		placeholders: []string{"XAXX010101000", "XEXX010101000"},
		partly:       sameWithoutHomoclave,
		partlyWith: func(v string, other ID) bool {
			return other.Scheme == "MX-CURP" && len([]rune(v)) != 12 && strings.HasPrefix(other.Value, v[:min(10, len(v))])
		},
		weak: func(v string) bool { return len([]rune(v)) < 12 }, // name and date alone
	}, {
		Definition: Definition{
			Scheme: "MX-CURP", Country: "MX", Title: "a Mexican CURP", Person: true,
			Pattern: `[A-ZÑ][AEIOUX][A-ZÑ]{2}\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])[HMX]` + mexicanStates + `[B-DF-HJ-NP-TV-ZÑ]{3}[0-9A-Z]\d`,
			Check:   "mod 10 over 0-9 A-N Ñ O-Z, weights 18 to 2", Source: "RENAPO", SourceDate: "2026-11",
		},
		labels: []string{"CURP"}, official: true, letters: true,
		normalize: func(_, text string) string { return squeeze(text) },
		check:     checkCURP,
	}}
}

const (
	// mexicanStates are the two letters of the state of birth; NE is abroad.
	mexicanStates = `(AS|B[CS]|C[CHLMS]|D[FG]|G[RT]|HG|JC|M[CNS]|N[ELT]|OC|PL|Q[RT]|S[LPR]|T[CLS]|VZ|YN|ZS)`

	rfcLetters  = "0123456789ABCDEFGHIJKLMN&OPQRSTUVWXYZ Ñ"
	curpLetters = "0123456789ABCDEFGHIJKLMNÑOPQRSTUVWXYZ"
)

// checkRFC: a company's twelve characters are read with a blank before them.
func checkRFC(v string) result {
	c := []rune(v)
	if len(c) < 12 {
		return silent
	}
	if len(c) == 12 {
		c = append([]rune{' '}, c...)
	}
	sum := 0
	for i, r := range c[:12] {
		sum += place(rfcLetters, r) * (13 - i)
	}
	return is(c[12] == []rune("0123456789A")[mod11to0(sum)])
}

func checkCURP(v string) result {
	c := []rune(v)
	sum := 0
	for i, r := range c[:17] {
		sum += place(curpLetters, r) * (18 - i)
	}
	return is(c[17] == rune('0'+(10-sum%10)%10))
}

// place counts characters, of which Ñ has two bytes.
func place(alphabet string, want rune) int {
	n := 0
	for _, r := range alphabet {
		if r == want {
			return n
		}
		n++
	}
	return 0
}

// sameWithoutHomoclave: lists print many an RFC without its last three characters.
func sameWithoutHomoclave(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	return len(b)-len(a) == 3 && strings.HasPrefix(b, a)
}
