package identifier

import (
	_ "embed"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/tamiz-project/tamiz/screening/countries"
)

func isCountry(code string) bool { return slices.Contains(countries.Codes(), code) }

// Identifiers of vessels. A ship keeps its IMO number for life; call sign and MMSI change with the flag.
func ships() []definition {
	return []definition{{
		Definition: Definition{
			Scheme: IMO, Title: "an IMO ship number", Pattern: `\d{7}`, Check: "weights 7 6 5 4 3 2, last digit of the sum",
			Source: "IMO resolution A.1117(30)", SourceDate: "2017-12",
		},
		labels: []string{"IMO", "VESSEL REGISTRATION IDENTIFICATION IMO"}, shared: repeated,
		check: func(v string) result { return is(weighted(v, 7, 6, 5, 4, 3, 2)%10 == int(v[6]-'0')) },
	}, {
		Definition: Definition{
			Scheme: IMOCompany, Title: "an IMO company number", Organization: true, Pattern: `\d{7}`,
			Check: "mod 11, weights 8 6 4 2 9 7", Source: "IMO resolution MSC.160(78)", SourceDate: "2004-05",
		},
		labels: []string{"IMO", "IMO COMPANY"}, shared: repeated,
		check: func(v string) result { return is((11-weighted(v, 8, 6, 4, 2, 9, 7)%11)%10 == int(v[6]-'0')) },
	}, {
		Definition: Definition{
			Scheme: MMSI, Title: "an MMSI", Pattern: `[2-7]\d{8}`, Check: "none; the first three digits are a country's",
			Source: "ITU-R M.585-9", SourceDate: "2022-05",
		},
		labels: []string{"MMSI"}, many: true, shared: repeated,
	}, {
		Definition: Definition{
			Scheme: CallSign, Title: "a call sign", Pattern: `[A-Z0-9]{3,7}`, Check: "none", Source: "ITU Radio Regulations, article 19",
			SourceDate: "2024",
		},
		labels: []string{"CALL SIGN"}, letters: true, many: true, weak: always,
	}}
}

// Identifiers of aircraft. The prefix of a registration is the country's (ICAO annex 7), what follows varies; the hyphen says nothing.
func aircraft() []definition {
	return []definition{{
		Definition: Definition{
			Scheme: Aircraft, Title: "an aircraft registration", Pattern: `[A-Z0-9]{3,9}`, Check: "none; begins with a country's mark",
			Source: "ICAO annex 7", SourceDate: "2026-11",
		},
		labels: []string{"TAIL", "TAIL NUMBER", "REGISTRATION", "MATRICULA", "MATRÍCULA"}, letters: true, issued: true, many: true,
		normalize: tail,
	}, {
		Definition: Definition{
			Scheme: Airframe, Title: "a manufacturer's serial number", Pattern: `[A-Z0-9]{1,20}`, Check: "none", Source: "the manufacturer",
			SourceDate: "2026-11",
		},
		labels: []string{"MSN", "SERIAL"}, letters: true, many: true, weak: always,
	}, {
		Definition: Definition{
			Scheme: ModeS, Title: "a Mode S transponder code", Pattern: `[0-9A-F]{6}`, Check: "none; 24 bits in hexadecimal",
			Source: "ICAO annex 10", SourceDate: "2026-11",
		},
		labels: []string{"MODE S"}, letters: true, many: true, shared: repeated,
	}}
}

// marksFile holds a country's aircraft marks, maritime digits and IBAN length; see data/README.md.
//
//go:embed data/country_marks.csv
var marksFile string

// marks are the aircraft prefixes of countries of the region, without hyphens.
var marks = sync.OnceValue(func() map[string][]string {
	out := map[string][]string{}
	for line := range strings.Lines(marksFile) {
		cells := strings.Split(strings.ReplaceAll(strings.TrimSpace(line), `"`, ""), ",")
		if len(cells) < 4 || cells[0] == "iso2" {
			continue
		}
		for _, c := range cells[2:] {
			if c = strings.ReplaceAll(c, "-", ""); strings.ContainsAny(c, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") {
				out[cells[0]] = append(out[cells[0]], c)
			}
		}
	}
	return out
})

var usTail = regexp.MustCompile(`^N[1-9](\d{0,4}|\d{0,3}[A-HJ-NP-Z]|\d{0,2}[A-HJ-NP-Z]{2})$`)

// tail returns a registration without its hyphen, and "" where a known country's mark is not there.
func tail(country, text string) string {
	v := squeeze(text)
	prefixes := marks()[country]
	if country == "US" || country == "PR" {
		if !usTail.MatchString(v) {
			return ""
		}
		return v
	}
	if len(prefixes) == 0 {
		return v
	}
	for _, p := range prefixes {
		if rest, ok := strings.CutPrefix(v, p); ok && len(rest) >= 2 && len(rest) <= 7 {
			return v
		}
	}
	return ""
}
