package identifier_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/tamiz-project/tamiz/screening/countries"
	"github.com/tamiz-project/tamiz/screening/feed"
	"github.com/tamiz-project/tamiz/screening/feed/feedtest"
	"github.com/tamiz-project/tamiz/screening/identifier"
)

var (
	ofacNumber = regexp.MustCompile(`^(?:alt\. )?(NIT #|RIF #|RUC #|RTN|RNC|R\.F\.C\.|RFC|C\.U\.R\.P\.|C\.U\.I\.T\.|C\.U\.I\.|Cedula No\.|National ID No\.|Tax ID No\.|Registration Number|D\.N\.I\.|CNPJ #|CNPJ|CPF|Identification Number IMO|Vessel Registration Identification IMO) *:? *(\S[^()]*?)(?: \(([^()]+)\))?\.?$`)
	kindOf     = map[string]identifier.Scheme{
		"Cedula No.": "NATIONAL-ID", "National ID No.": "NATIONAL-ID", "D.N.I.": "NATIONAL-ID", "C.U.R.P.": "NATIONAL-ID",
		"C.U.I.": "NATIONAL-ID", "Registration Number": "REGISTRATION", "Identification Number IMO": "IMO", "Vessel Registration Identification IMO": "IMO",
	}
	homeOf = map[string]string{
		"RIF #": "VE", "RTN": "HN", "RNC": "DO", "R.F.C.": "MX", "RFC": "MX", "C.U.R.P.": "MX", "C.U.I.T.": "AR", "C.U.I.": "GT",
		"CNPJ": "BR", "CNPJ #": "BR", "CPF": "BR",
	}
)

// TestCheckDigitsOnTheUSList measures how many of the numbers that OFAC prints agree with their check digit. The least wanted
// is what the table of the first study found, less what later lists mistype.
func TestCheckDigitsOnTheUSList(t *testing.T) {
	if testing.Short() {
		t.Skip("reads three lists")
	}
	seen := map[identifier.ID]bool{}
	for _, path := range []string{"data/ofac/sdn_trio_2022-01/sdn.csv.gz", "data/ofac/sdn_2024-05-03/sdn.csv.gz", "data/ofac/sdn_reconstructed_2026-04/sdn.csv.gz"} {
		f, err := feed.Open(feedtest.Path(t, path), nil)
		require.NoError(t, err)
		for row, err := range f.Rows() {
			require.NoError(t, err)
			for part := range strings.SplitSeq(row.Cell(11), ";") {
				if id, ok := ofacID(strings.TrimSpace(part)); ok {
					seen[id] = true
				}
			}
		}
		require.NoError(t, f.Close())
	}
	type tally struct{ valid, all int }
	tallies := map[identifier.Scheme]tally{}
	for id := range seen {
		n := tallies[id.Scheme]
		n.all++
		switch id.Check() {
		case identifier.Valid:
			n.valid++
		case identifier.Malformed, identifier.Placeholder:
			t.Logf("%s %s", id.Check(), id)
		}
		tallies[id.Scheme] = n
	}
	for scheme, n := range tallies {
		t.Logf("%-12s %5d of %5d valid", scheme, n.valid, n.all)
	}
	atLeast := map[identifier.Scheme]float64{
		"CO-NIT": 0.97, "VE-RIF": 0.96, "PE-RUC": 0.98, "GT-NIT": 0.95, "MX-CURP": 0.97, "MX-RFC": 0.70, "IMO": 0.95, "AR-CUIT": 0.9, "NI-CEDULA": 0.95, "RU-INN": 0.97,
		"RU-OGRN": 0.97, "DO-CEDULA": 0.9,
	}
	for scheme, share := range atLeast {
		require.NotZero(t, tallies[scheme].all, scheme)
		require.GreaterOrEqual(t, float64(tallies[scheme].valid)/float64(tallies[scheme].all), share, "%s: %+v", scheme, tallies[scheme])
	}
}

func ofacID(part string) (identifier.ID, bool) {
	m := ofacNumber.FindStringSubmatch(part)
	if m == nil {
		return identifier.ID{}, false
	}
	country, _ := countries.Parse(m[3])
	if country == "" {
		country = homeOf[m[1]]
	}
	kind, ok := kindOf[m[1]]
	if !ok {
		kind = identifier.TaxID
	}
	return identifier.Typed(kind, country, m[2]), true
}
