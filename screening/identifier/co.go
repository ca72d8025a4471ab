package identifier

import "strings"

// Colombia. NIT: DIAN, Orden Administrativa 4 de 1989; cédula: Registraduría Nacional. A NIT is written body-digit when its check
// digit is known and as its body when not: the digit is often left out, and the body is what identifies.
func colombia() []definition {
	return []definition{{
		Definition: Definition{
			Scheme: "CO-NIT", Country: "CO", Title: "a Colombian NIT", Person: true, Organization: true, Pattern: `\d{6,15}(-\d)?`,
			Check: "mod 11, weights 3 7 13 17 19 23 29 37 41 43 47 53 59 67 71 from the right", Source: "DIAN", SourceDate: "2026-11",
		},
		labels: []string{"NIT", "NIT.", "RUT"}, official: true, normalize: colombianNIT,
		check: checkNIT, body: beforeHyphen, link: cedulaOfNIT,
		shared: func(v string) bool { return repeated(beforeHyphen(v)) || strings.HasPrefix(v, "222222222") },
	}, {
		Definition: Definition{
			Scheme: "CO-CC", Country: "CO", Title: "a Colombian cédula de ciudadanía", Person: true, Pattern: `[1-9]\d{3,7}|1\d{9}`,
			Check: "none", Source: "Registraduría Nacional del Estado Civil", SourceDate: "2026-11",
		},
		labels: []string{"CC", "CEDULA", "CÉDULA", "CEDULA DE CIUDADANIA", "CÉDULA DE CIUDADANÍA"}, official: true, shared: repeated,
	}}
}

// nitDigit is the check digit of a body.
func nitDigit(body string) byte {
	weights := [...]int{3, 7, 13, 17, 19, 23, 29, 37, 41, 43, 47, 53, 59, 67, 71}
	sum := 0
	for i := range len(body) {
		sum += int(body[len(body)-1-i]-'0') * weights[i]
	}
	if r := sum % 11; r > 1 {
		return byte('0' + 11 - r)
	} else {
		return byte('0' + r)
	}
}

func checkNIT(v string) result {
	body, digit, found := strings.Cut(v, "-")
	if !found {
		return silent
	}
	return is(nitDigit(body) == digit[0])
}

// colombianNIT finds out whether the last digit is the check digit: after a hyphen it is; a company's nine digits begin with 8
// or 9 and a cédula's ten with 1, so one digit more is the check digit too; else only its agreeing can tell.
func colombianNIT(_, text string) string {
	text = strings.TrimSpace(text)
	v := squeeze(text)
	n := len(v)
	if masked(v) || !digitsOnly(v) || n < 7 {
		return v
	}
	company, modern := v[0] >= '8', v[0] == '1'
	switch {
	case digitApart(text):
		return v[:n-1] + "-" + v[n-1:]
	case n == 10 && company, n == 11 && modern:
		return v[:n-1] + "-" + v[n-1:]
	case n == 9 && company, n == 10 && modern, n <= 8 || n > 16:
		return v
	case nitDigit(v[:n-1]) == v[n-1]:
		return v[:n-1] + "-" + v[n-1:]
	}
	return v
}

// digitApart reports whether a hyphen or a slash stands before the last digit.
func digitApart(text string) bool {
	rest := strings.TrimRight(text[:len(text)-1], " ")
	for _, hyphen := range []string{"-", "/", "‐", "‑", "–", "—", "−"} {
		if strings.HasSuffix(rest, hyphen) {
			return true
		}
	}
	return false
}

func beforeHyphen(v string) string {
	body, _, _ := strings.Cut(v, "-")
	return body
}

// cedulaOfNIT: a natural person's NIT is the cédula and a check digit.
func cedulaOfNIT(v string) (Scheme, string, bool) {
	body := beforeHyphen(v)
	return "CO-CC", body, len(body) <= 8 || len(body) == 10 && body[0] == '1'
}
