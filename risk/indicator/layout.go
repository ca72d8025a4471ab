package indicator

import (
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/tamiz-project/tamiz/screening"
)

// A layout says how a publisher's table is laid out and what it holds. Headers are compared folded (no case, accents, signs).
type layout struct {
	name      string   // as Load takes it
	country   []string // headers of the column with the name of the country
	code      []string // headers of the column with its code
	edition   []string // headers of the column with the year of the edition; none: a year in another header, sheet or file name
	published func(year int) string
	columns   []column
}

// A column is one series of a layout.
type column struct {
	Series
	headers []string // exact folded headers, "{year}" stands for a year
}

// layouts lists what Load can read. To add a publisher: one entry here, a sample of the true shape in testdata, a line in the
// table test. Anchors are the ends of the publisher's own scale.
func layouts() []layout {
	return []layout{
		{
			name: "CPI", country: []string{"country territory", "country"}, code: []string{"iso3", "iso"}, edition: []string{"year"},
			published: func(y int) string { return fmt.Sprintf("%d-02", y+1) }, // the index of a year appears in January or February of the next
			columns: []column{{
				number("CPI", "Corruption Perceptions Index", "Transparency International", "CC BY-ND 4.0", 0, 100, true, "BASEL_AML", "WGI_CONTROL_CORRUPTION_EST"),
				[]string{"cpi {year} score", "cpi score {year}", "cpi score", "score"},
			}},
		},
		{
			name: "BASEL_AML", country: []string{"country", "jurisdiction"}, code: []string{"iso3", "iso code", "iso", "code"}, edition: []string{"year"},
			published: func(y int) string { return fmt.Sprintf("%d-12", y) },
			columns: []column{{
				number("BASEL_AML", "Basel AML Index", "Basel Institute on Governance", "CC BY-NC-ND 4.0", 0, 10, false),
				[]string{"overall score", "score", "basel aml index {year}", "{year} score", "risk score"},
			}},
		},
		{
			name: "OCI", country: []string{"country"}, code: []string{"iso3", "iso code", "iso", "country code"}, edition: []string{"year"},
			published: func(y int) string { return fmt.Sprintf("%d-11", y) },
			columns:   organizedCrime(),
		},
		{
			name: "FH", country: []string{"country territory", "country"}, code: []string{"iso3"}, edition: []string{"edition", "year"},
			published: func(y int) string { return fmt.Sprintf("%d-03", y) },
			columns: []column{{
				number("FH", "Freedom in the World, total", "Freedom House", "attribution, non-commercial", 0, 100, true),
				[]string{"total", "total score", "score"},
			}},
		},
		{
			name: "WJP", country: []string{"country"}, code: []string{"country code", "iso3"}, edition: []string{"year"},
			published: func(y int) string { return fmt.Sprintf("%d-10", y) },
			columns: []column{{
				number("WJP", "Rule of Law Index, overall", "World Justice Project", "attribution, non-commercial", 0, 1, true),
				[]string{"wjp rule of law index overall score", "overall score"},
			}},
		},
		{
			name: "GPI", country: []string{"country", "geoname"}, code: []string{"iso3c", "iso3", "iso3 code", "code", "geocode"}, edition: []string{"year"},
			published: func(y int) string { return fmt.Sprintf("%d-06", y) },
			columns: []column{{
				number("GPI", "Global Peace Index", "Institute for Economics and Peace", "CC BY-NC-SA 4.0", 1, 5, false),
				[]string{"overall score", "{year}", "gpi {year}", "score"},
			}},
		},
		{
			name: "INFORM", country: []string{"country"}, code: []string{"iso3"}, edition: []string{"year"},
			published: func(y int) string { return fmt.Sprintf("%d-01", y) },
			columns: []column{{
				number("INFORM", "INFORM risk index", "European Commission JRC", "CC BY 4.0", 0, 10, false),
				[]string{"inform risk", "inform risk index"},
			}},
		},
	}
}

func organizedCrime() []column {
	bad := func(id, title string, headers ...string) column {
		return column{number(id, title, "Global Initiative against Transnational Organized Crime", "not confirmed; non-commercial", 0, 10, false, "BASEL_AML"), headers}
	}
	good := func(id, title string, headers ...string) column {
		c := bad(id, title, headers...)
		c.HighIsGood = true
		return c
	}
	return []column{
		bad("OCI_CRIMINALITY", "Organized Crime Index: criminality", "criminality avg", "criminality"),
		bad("OCI_HUMAN_TRAFFICKING", "Organized Crime Index: human trafficking", "human trafficking"),
		bad("OCI_HUMAN_SMUGGLING", "Organized Crime Index: human smuggling", "human smuggling"),
		bad("OCI_EXTORTION", "Organized Crime Index: extortion and protection racketeering", "extortion protection racketeering", "extortion and protection racketeering"),
		bad("OCI_ARMS", "Organized Crime Index: arms trafficking", "arms trafficking"),
		bad("OCI_COCAINE", "Organized Crime Index: cocaine trade", "cocaine trade"),
		bad("OCI_FINANCIAL_CRIMES", "Organized Crime Index: financial crimes", "financial crimes"),
		bad("OCI_STATE_EMBEDDED", "Organized Crime Index: state-embedded actors", "state embedded actors"),
		good("OCI_RESILIENCE", "Organized Crime Index: resilience", "resilience avg", "resilience"),
		good("OCI_RES_TERRITORIAL", "Organized Crime Index: territorial integrity", "territorial integrity"),
		good("OCI_RES_AML", "Organized Crime Index: anti-money laundering", "anti money laundering"),
	}
}

func number(id, title, publisher, licence string, low, high int64, highIsGood bool, overlaps ...string) Series {
	return Series{
		ID: id, Title: title, Publisher: publisher, Licence: licence, Low: decimal.NewFromInt(low), High: decimal.NewFromInt(high),
		HighIsGood: highIsGood, Overlaps: overlaps,
	}
}

// from is the first day on which an edition could be known.
func (l layout) from(year int) screening.Date { return screening.MustParseDate(l.published(year)) }
