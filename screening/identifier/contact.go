package identifier

import "strings"

// Ways to reach a party. They are shared by colleagues and families, so that agreement supports other evidence only.
func contacts() []definition {
	return []definition{{
		Definition: Definition{
			Scheme: Phone, Title: "a telephone number", Person: true, Organization: true, Pattern: `\+?\d{6,15}`,
			Check: "none", Source: "ITU-T E.164", SourceDate: "2010-11",
		},
		labels: []string{"TEL", "TELEFONO", "TELÉFONO", "PHONE", "TELEPHONE", "CEL", "FAX"}, issued: true, many: true, weak: always,
		normalize: phone, body: func(v string) string { return v[max(0, len(v)-8):] }, shared: func(v string) bool { return repeated(strings.TrimPrefix(v, "+")) },
	}, {
		Definition: Definition{
			Scheme: Email, Title: "an e-mail address", Person: true, Organization: true, Pattern: `[^@\s,;<>"]+@[^@\s,;<>"]+\.[a-z][a-z0-9-]+`,
			Check: "none", Source: "RFC 5321", SourceDate: "2008-10",
		},
		letters: true, many: true, weak: always,
		normalize: func(_, text string) string { return strings.ToLower(strings.Trim(text, " \t<>.;,")) },
	}, {
		Definition: Definition{
			Scheme: Website, Title: "a web address", Person: true, Organization: true, Pattern: `[^\s/@.]+(\.[^\s/@.]+)+(:\d+)?(/\S*)?`,
			Check: "none", Source: "RFC 3986", SourceDate: "2005-01",
		},
		letters: true, many: true, weak: always, normalize: website,
	}}
}

// dialling are the codes that a national number of a country gets in front.
const dialling = "AR54 BO591 BR55 CL56 CO57 CR506 CU53 DO1 EC593 SV503 GT502 HN504 MX52 NI505 PA507 PE51 PR1 PY595 UY598 VE58 HT509 JM1 TT1 " +
	"GY592 SR597 BZ501 BS1 BB1 US1 CA1 ES34 PT351 "

// phone writes a number as + and digits where the country is known; an extension is left out.
func phone(country, text string) string {
	lower := strings.ToLower(text)
	for _, ext := range []string{"ext", " x", "anexo", "int.", "ramal"} {
		if i := strings.Index(lower, ext); i > 0 {
			text, lower = text[:i], lower[:i]
		}
	}
	abroad := strings.HasPrefix(strings.TrimSpace(text), "+")
	v := strings.NewReplacer("(", "", ")", "", "+", "").Replace(squeeze(text))
	if rest, ok := strings.CutPrefix(v, "00"); ok && !abroad {
		abroad, v = true, rest
	}
	code := ""
	if _, rest, ok := strings.Cut(" "+dialling, " "+country); ok && country != "" {
		code, _, _ = strings.Cut(rest, " ")
	}
	switch {
	case abroad:
		return "+" + v
	case code == "" || strings.HasPrefix(v, code) && len(v) > 10:
		return v
	}
	return "+" + code + strings.TrimLeft(v, "0")
}

// website drops scheme, www and a slash at the end; a path is kept with its case.
func website(_, text string) string {
	v := strings.TrimRight(strings.TrimSpace(text), "/.,;")
	if _, rest, ok := strings.Cut(v, "://"); ok {
		v = rest
	}
	host, path, found := strings.Cut(v, "/")
	host = strings.TrimPrefix(strings.ToLower(host), "www.")
	if !found {
		return host
	}
	return host + "/" + path
}
