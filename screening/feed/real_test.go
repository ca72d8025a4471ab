package feed_test

import (
	"errors"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/tamiz-project/tamiz/screening/feed"
	"github.com/tamiz-project/tamiz/screening/feed/feedtest"
)

// TestRealTables counts the rows of real files; the wanted numbers are those of an independent program, header included.
func TestRealTables(t *testing.T) {
	tests := []struct {
		path    string
		rows    int
		bad     int
		charset string
		reason  string
	}{
		{"data/suppliers/latam_suppliers_unique.csv.gz", 40072, 0, "UTF-8", "the supplier file of the main job"},
		{"data/suppliers/py/compras_382392.csv.gz", 1531, 0, "UTF-8", "semicolons"},
		{"data/suppliers/pe/seace_sedapal.csv.gz", 6194, 0, "UTF-8", "32 columns"},
		{"data/uk/ConList_2018-04-13.csv.gz", 9489, 0, "windows-1252", "one title line above the header"},
		{"data/us_csl/consolidated.csv.gz", 14161, 0, "UTF-8", "29 columns"},
		{"data/uk/FCDO_SL_2025-08-11_summary.ods", 5303, 0, "", "an OpenDocument sheet: a header and 5,302 designations"},
	}
	for _, tc := range tests {
		t.Run(tc.path, func(t *testing.T) {
			f, err := feed.Open(feedtest.Path(t, tc.path), nil)
			require.NoError(t, err)
			defer f.Close()
			rows, bad := 0, 0
			for row, err := range f.Rows() {
				var e *feed.RecordError
				if errors.As(err, &e) {
					if bad < 5 {
						t.Log(e)
					}
					bad++
				} else {
					require.NoError(t, err)
				}
				rows++
				require.NotEmpty(t, row.Cells)
			}
			require.Equal(t, tc.rows, rows, tc.reason)
			require.Equal(t, tc.bad, bad, tc.reason)
			name, damaged, err := f.Members()[0].Charset()
			require.NoError(t, err)
			require.Equal(t, tc.charset, name)
			require.Zero(t, damaged)
		})
	}
}
