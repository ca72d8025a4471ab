package intake_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/tamiz-project/tamiz/risk/intake"
)

// manyRows is a file of invented suppliers with owners and numbers.
func manyRows(n int) string {
	var b strings.Builder
	b.WriteString("id,razón social,país,NIT,ciudad,accionista 1,participación accionista 1,representante legal\n")
	for i := range n {
		fmt.Fprintf(&b, "S%d,\"Comercializadora Ejemplo %d, S.A.S.\",Colombia,%d,Bogotá,Persona Inventada %d,60%%,Persona Supuesta %d\n", i, i, 900_000_000+i, i, i)
	}
	return b.String()
}

// BenchmarkSupplierFile reads a file of 10,000 suppliers with an owner, a representative and a tax number each.
func BenchmarkSupplierFile(b *testing.B) {
	path := filepath.Join(b.TempDir(), "suppliers.csv")
	require.NoError(b, os.WriteFile(path, []byte(manyRows(10_000)), 0o600))
	b.ReportAllocs()
	rows := 0
	for b.Loop() {
		in, err := intake.Open(path, nil)
		require.NoError(b, err)
		for _, err := range in.Counterparties() {
			require.NoError(b, err)
			rows++
		}
		require.NoError(b, in.Close())
	}
	b.ReportMetric(float64(rows)/b.Elapsed().Seconds(), "rows/s")
}
