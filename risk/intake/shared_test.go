package intake_test

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/tamiz-project/tamiz/risk/intake"
	"github.com/tamiz-project/tamiz/screening"
	"github.com/tamiz-project/tamiz/screening/feed"
	"github.com/tamiz-project/tamiz/screening/feed/feedtest"
)

// TestRealFiles reads every supplier file beside the checkout. Of the rows that hold a name at least 99 of 100 must become a
// counterparty; the others must say why.
func TestRealFiles(t *testing.T) {
	if testing.Short() {
		t.Skip("reads 70,000 rows")
	}
	for _, c := range []struct {
		file, mapping string
		read, bad     int
		country       string // of nearly all
		numbered      int    // percent with a typed number, at least
	}{
		{"latam_suppliers_unique.csv.gz", "", 40061, 10, "", 83},
		{"ec/perfiles_proveedores.converted.csv.gz", "", 12212, 8, "EC", 98},
		{"ec/tenderers_data_2022.csv", "", 1990, 0, "EC", 98},
		{"mx/sample_Contratos2015.csv", "=MX -> country\nESTATUS_EMPRESA -> ignore", 397, 0, "MX", 0},
		{"pe/seace_sedapal.csv.gz", "", 6193, 0, "", 64},
		{"pe/seace_sedapal.csv.gz", "=PE -> country", 6193, 0, "PE", 64},
		{"py/catalogo_ruc.converted.csv.gz", "ruc_raw -> ignore", 3517, 0, "PY", 99},
		{"py/compras_382392.csv.gz", "nro_orden_compra -> id\nid -> ignore", 1530, 0, "PY", 99},
	} {
		t.Run(c.file+c.mapping, func(t *testing.T) {
			mapping, err := intake.ReadMapping(strings.NewReader(c.mapping))
			require.NoError(t, err)
			in, err := intake.Open(feedtest.Path(t, "data/suppliers/"+c.file), &intake.Options{Mapping: mapping})
			require.NoError(t, err)
			defer in.Close()
			read, bad, here, typed := 0, 0, 0, 0
			for party, err := range in.Counterparties() {
				var row *feed.RecordError
				if errors.As(err, &row) {
					require.Contains(t, row.Reason, "holds no name")
					bad++
					continue
				}
				require.NoError(t, err)
				read++
				if len(party.Countries) == 1 && party.Countries[0] == c.country {
					here++
				}
				if hasTyped(party.Party) {
					typed++
				}
			}
			require.Equal(t, c.read, read)
			require.Equal(t, c.bad, bad)
			require.GreaterOrEqual(t, typed*100, read*c.numbered, "rows with a typed number: %d", typed)
			if c.country != "" {
				require.GreaterOrEqual(t, here*100, read*98, "rows in %s: %d", c.country, here)
			}
		})
	}
}

func hasTyped(p screening.Party) bool {
	for _, id := range p.Identifiers {
		if id.Scheme != "TAX-ID" {
			return true
		}
	}
	return false
}

func TestRealFileWithoutNames(t *testing.T) {
	_, err := intake.Open(feedtest.Path(t, "data/suppliers/co/contratos_dnp_2020_R1.csv.gz"), nil)
	require.ErrorContains(t, err, "no column is known to hold names")
	require.ErrorContains(t, err, `"tipo_de_contrato"`)
}

// TestMemoryStaysFlat reads a file of 60,000 rows. What is alive after each part of the file may grow by the register of
// duplicates only.
func TestMemoryStaysFlat(t *testing.T) {
	if testing.Short() {
		t.Skip("reads 60,000 rows")
	}
	path := filepath.Join(t.TempDir(), "many.csv")
	require.NoError(t, os.WriteFile(path, []byte(manyRows(60_000)), 0o600))
	in, err := intake.Open(path, nil)
	require.NoError(t, err)
	defer in.Close()
	n, start := 0, uint64(0)
	for _, err := range in.Counterparties() {
		require.NoError(t, err)
		if n++; n == 1000 {
			start = alive()
		}
	}
	require.Equal(t, 60_000, n)
	require.Less(t, alive()-min(start, alive()), uint64(60_000*160), "bytes alive beyond those at row 1,000")
}

func alive() uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}
