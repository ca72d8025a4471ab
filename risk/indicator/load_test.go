package indicator_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/tamiz-project/tamiz/risk/indicator"
	"github.com/tamiz-project/tamiz/screening"
)

// The files in testdata have the shape of the publishers' and invented values.
func TestLoad(t *testing.T) {
	for _, c := range []struct {
		reason, publisher, file, series, area, day, want, edition string
	}{
		{"titles above the header, year in the header", "CPI", "CPI2025_Results.xlsx", "CPI", "CL", "2026-06-01", "61", "2025"},
		{"not yet published in 2025", "CPI", "CPI2025_Results.xlsx", "CPI", "CL", "2025-12-31", "", ""},
		{"a name without a code column", "OCI", "global_oc_index_2025.xlsx", "OCI_EXTORTION", "CO", "2026-01-01", "8", "2025"},
		{"year in the file name", "OCI", "global_oc_index_2025.xlsx", "OCI_RES_AML", "HT", "2026-01-01", "1.5", "2025"},
		{"two editions in one sheet, the later", "FH", "All_data_FIW_2013-2026.xlsx", "FH", "UY", "2026-06-01", "97", "2026"},
		{"two editions in one sheet, the earlier", "FH", "All_data_FIW_2013-2026.xlsx", "FH", "UY", "2025-06-01", "96", "2025"},
		{"score column with its year", "BASEL_AML", "basel_aml_2025.csv", "BASEL_AML", "HT", "2026-01-01", "8.1", "2025"},
		{"long table", "WJP", "wjp_historical.csv", "WJP", "PE", "2026-01-01", "0.49", "2025"},
		{"a dash is no value", "WJP", "wjp_historical.csv", "WJP", "PE", "2024-01-01", "", ""},
		{"of several year columns the latest", "GPI", "GPI-2026.xlsx", "GPI", "EC", "2026-07-01", "2.5", "2026"},
		{"capital headers", "INFORM", "INFORM_Risk_2026.csv", "INFORM", "HN", "2026-07-01", "5.2", "2026"},
	} {
		t.Run(c.publisher+" "+c.reason, func(t *testing.T) {
			table, err := indicator.Load(c.publisher, filepath.Join("testdata", c.file))
			require.NoError(t, err)
			v, ok := table.Lookup(c.series, c.area, screening.MustParseDate(c.day))
			require.Equal(t, c.want != "", ok)
			if ok {
				require.Equal(t, c.want, v.String())
				require.Equal(t, c.edition, v.Edition)
				require.NotEmpty(t, v.Source)
			}
		})
	}
}

func TestLoadNamesWhatItLeftOut(t *testing.T) {
	table, err := indicator.Load("CPI", "testdata/CPI2025_Results.xlsx")
	require.NoError(t, err)
	require.Equal(t, []string{`CPI2025_Results.xlsx line 7: area "Northern Atlantis" has no code and was left out`}, table.Notes())
}

func TestLoadRefuses(t *testing.T) {
	for _, c := range []struct{ reason, publisher, name, content, says string }{
		{"an unknown publisher", "XYZ", "x_2025.csv", "a,b\n", `series "XYZ" is not known`},
		{"no header", "CPI", "x_2025.csv", "Country,Something\nPeru,3\n", "no header of CPI"},
		{"no edition", "CPI", "x.csv", "Country,Score\nPeru,30\n", "says which year"},
		{"no value", "CPI", "x_2025.csv", "Country,Score\nPeru,-\n", "no value below"},
		{"a word for a number", "CPI", "x_2025.csv", "Country,Score\nPeru,low\n", `line 2, column 2: "low" is not a number`},
		{"outside the scale", "CPI", "x_2025.csv", "Country,Score\nPeru,300\n", "outside its scale"},
		{"a column of something else", "CPI", "x_2025.csv", "Country,Score\nAlfa,30\nBeta,40\n", "2 of 2 rows"},
		{"a country twice", "CPI", "x_2025.csv", "Country,Score\nPeru,30\nPerú,31\nChile,60\nBrazil,35\nMexico,30\n", "two values"},
		{"a broken year", "WJP", "x.csv", "Country,Year,Overall Score\nPeru,20xx,0.5\n", `the year is "20xx"`},
		{"an empty file", "CPI", "x_2025.csv", "", "empty"},
	} {
		t.Run(c.reason, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), c.name)
			require.NoError(t, os.WriteFile(path, []byte(c.content), 0o600))
			_, err := indicator.Load(c.publisher, path)
			require.ErrorContains(t, err, c.says)
		})
	}
}
