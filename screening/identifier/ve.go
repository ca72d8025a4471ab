package identifier

import "strings"

// Venezuela. RIF: SENIAT; cédula: SAIME. The body of a RIF with V or E is the holder's cédula. The weight of C (communal councils)
// is not confirmed anywhere, so its check says nothing.
func venezuela() []definition {
	return []definition{{
		Definition: Definition{
			Scheme: "VE-RIF", Country: "VE", Title: "a Venezuelan RIF", Person: true, Organization: true, Pattern: `[VEJPGC]?\d{9}`,
			Check:  "mod 11, V 4 E 8 J 12 P 16 G 20 and weights 3 2 7 6 5 4 3 2",
			Source: "SENIAT", SourceDate: "2026-11",
		},
		labels: []string{"RIF"}, official: true, letters: true, normalize: venezuelanRIF, check: checkRIF,
		body:   func(v string) string { return v[len(v)-9:] }, // the letter is sometimes left out
		shared: func(v string) bool { return repeated(v[len(v)-9 : len(v)-1]) },
		link: func(v string) (Scheme, string, bool) {
			return "VE-CI", v[:len(v)-1], v[0] == 'V' || v[0] == 'E'
		},
	}, {
		Definition: Definition{
			Scheme: "VE-CI", Country: "VE", Title: "a Venezuelan cédula", Person: true, Pattern: `[VE]?\d{5,8}`, Check: "none",
			Source: "SAIME", SourceDate: "2026-11",
		},
		labels: []string{"CI", "CEDULA", "CÉDULA"}, official: true, letters: true, normalize: venezuelanCard,
		body:   func(v string) string { return strings.TrimLeft(v, "VE0") },
		shared: func(v string) bool { return repeated(strings.TrimLeft(v, "VE")) },
	}}
}

func checkRIF(v string) result {
	sum := 0
	switch v[0] {
	case 'V':
		sum = 4
	case 'E':
		sum = 8
	case 'J':
		sum = 12
	case 'P':
		sum = 16
	case 'G':
		sum = 20
	default: // C, or no letter
		return silent
	}
	return is(below11(sum+weighted(v[1:], 3, 2, 7, 6, 5, 4, 3, 2)) == int(v[9]-'0'))
}

// venezuelanRIF puts the leading zeros back that spreadsheets drop, where the check digit then agrees.
func venezuelanRIF(_, text string) string {
	v := squeeze(text)
	if n := len(v); n >= 7 && n < 10 && v[0] > '9' && digitsOnly(v[1:]) {
		if full := v[:1] + leftPad(v[1:], 9); checkRIF(full) == passes {
			return full
		}
	}
	return v
}

func venezuelanCard(_, text string) string {
	v := squeeze(text)
	if len(v) > 1 && (v[0] == 'V' || v[0] == 'E') {
		return v[:1] + noZeros(v[1:])
	}
	return noZeros(v)
}
