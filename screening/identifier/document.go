package identifier

import (
	"strings"
	"unicode"
)

// Documents and registrations of any country whose kind is not known, and passports. They need the country: without it equal
// digits are only partial evidence.
func documents() []definition {
	open := func(s Scheme, title string, labels ...string) definition {
		return definition{
			Definition: Definition{
				Scheme: s, Title: title, Person: true, Organization: true, Pattern: `[\pL\pN&]{3,40}`, Check: "none",
				Source: "the issuer", SourceDate: "2026-11",
			},
			labels: labels, letters: true, issued: true, many: true, vague: true, official: true, normalize: loose,
			shared: dummy,
		}
	}
	passport := open(Passport, "a passport number", "PASSPORT", "PASAPORTE", "PASSAPORTE")
	passport.Organization, passport.vague, passport.official, passport.Pattern = false, false, false, `[\pL\pN]{4,20}`
	passport.Source = "ICAO Doc 9303"
	return []definition{
		passport,
		open(NationalID, "a personal document number", "CEDULA", "CÉDULA", "CI", "DNI", "IDENTIDAD", "NATIONAL"),
		open(TaxID, "a tax number", "TAX", "TIN", "RUC", "NIT", "RUT"),
		open(Registration, "a registration number", "REGISTRATION", "REGISTRO", "MATRICULA", "MATRÍCULA", "FOLIO", "REG"),
		open(License, "a licence number", "LICENSE", "LICENCE", "LICENCIA"),
		open("", "a number"),
	}
}

// loose keeps letters and digits of any script in upper case, and needs a digit.
func loose(_, text string) string {
	digit := false
	v := strings.Map(func(c rune) rune {
		switch {
		case separator(c) || strings.ContainsRune("()[]#:;'’\"ºª°№", c):
			return -1
		case unicode.IsDigit(c):
			digit = true
		}
		return unicode.ToUpper(c)
	}, text)
	if !digit {
		return ""
	}
	return v
}

// dummy reports what people type when a form insists: one digit repeated, or counting up.
func dummy(v string) bool {
	return repeated(v) || digitsOnly(v) && len(v) >= 5 && strings.HasPrefix("12345678901234567890", v)
}
