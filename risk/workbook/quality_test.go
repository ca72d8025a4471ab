package workbook_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/tamiz-project/tamiz/risk"
)

// TestDoubtsOfTheIntakeAreOnTheDataQualitySheet: what the input left open must reach the officer, by row and by column.
func TestDoubtsOfTheIntakeAreOnTheDataQualitySheet(t *testing.T) {
	run := sampleRun(t, false)
	run.Inputs[0].Notes = []risk.Note{{Code: risk.NotScreened, Field: "Contacto 2", Text: "not screened: nobody knows this header"}}
	a := named("Ejemplo S.A.")
	a.Counterparty.Notes = []risk.Note{
		{Code: risk.Damaged, Line: 12, Field: "RUC", Value: "1.79E+12", Text: "the number was not used"},
		{Code: risk.Blank, Line: 12, Field: "País", Text: "has a column of its own"},
	}
	var quality strings.Builder
	for _, row := range rowsOf(t, open(t, report(t, run, only(a), nil)), "Data quality") {
		quality.WriteString(strings.Join(row, " | ") + "\n")
	}
	require.Contains(t, quality.String(), `line 12 RUC "1.79E+12": the number was not used`)
	require.NotContains(t, quality.String(), "has a column of its own")
	require.Contains(t, quality.String(), "suppliers.csv |  |  | Contacto 2: not screened: nobody knows this header")
}
