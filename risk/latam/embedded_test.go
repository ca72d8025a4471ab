package latam_test

import (
	"os"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/tamiz-project/tamiz/risk/indicator"
	"github.com/tamiz-project/tamiz/screening"
)

func indicators(t testing.TB) *indicator.Table {
	t.Helper()
	f, err := os.Open("data/indicators.csv")
	require.NoError(t, err)
	defer f.Close()
	table, err := indicator.Read(f)
	require.NoError(t, err)
	return table
}

func TestEmbeddedIndicators(t *testing.T) {
	table := indicators(t)
	for _, c := range []struct {
		reason, series, area, day, want string
	}{
		{"grey as of the plenary", "FATF_STATUS", "VE", "2026-06-19", "grey"},
		{"two lists, two indicators", "FATF_STATUS", "TT", "2026-06-19", "none"},
		{"on the EU list though not on FATF's", "EU_HIGH_RISK", "TT", "2026-06-19", "yes"},
		{"removed in June 2025", "EU_HIGH_RISK", "PA", "2026-06-19", "no"},
		{"added in January 2026", "EU_HIGH_RISK", "BO", "2026-01-29", "yes"},
		{"not yet added", "EU_HIGH_RISK", "BO", "2026-01-28", "no"},
		{"nobody could know it then", "EU_HIGH_RISK", "BO", "2024-01-01", ""},
		{"World Bank figure", "WGI_RULE_OF_LAW_EST", "VE", "2026-06-19", "-2.15"},
		{"annulled by a court", "EMERGENCY_DECREE", "EC-G", "2024-12-31", "annulled"},
	} {
		t.Run(c.reason, func(t *testing.T) {
			v, ok := table.Lookup(c.series, c.area, screening.MustParseDate(c.day))
			require.Equal(t, c.want != "", ok)
			if ok {
				require.Equal(t, c.want, v.String())
			}
		})
	}
}
