package workbook_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/tamiz-project/tamiz/risk"
	"github.com/tamiz-project/tamiz/risk/workbook"
	"github.com/tamiz-project/tamiz/screening"
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

// TestNoHitsNamesTheColumnsThatWereNotScreened: a search that found nothing must say what it did not look at, in the words
// of the input file, and not without end.
func TestNoHitsNamesTheColumnsThatWereNotScreened(t *testing.T) {
	run := sampleRun(t, false)
	for i := range 10 {
		run.Inputs[0].Notes = append(run.Inputs[0].Notes, risk.Note{Code: risk.NotScreened, Field: fmt.Sprint("Contacto ", i)})
	}
	for lang, want := range map[string]string{"en": "and 2 more", "es": "y 2 más", "pt": "e mais 2"} {
		a := named("Ejemplo S.A.")
		book := open(t, report(t, run, only(a), &workbook.Options{Lang: lang}))
		var text strings.Builder
		for _, row := range rowsOf(t, book, book.GetSheetList()[3]) {
			text.WriteString(strings.Join(row, " | ") + "\n")
		}
		require.Contains(t, text.String(), `"Contacto 7"`, lang)
		require.NotContains(t, text.String(), `"Contacto 8"`, lang)
		require.Contains(t, text.String(), want, lang)
	}
}

// TestReopenedIsSaidInWords: a code in the column of reasons tells an officer nothing, and a code without its text would show.
func TestReopenedIsSaidInWords(t *testing.T) {
	for lang, want := range map[string]string{"en": "needs a second, different reviewer", "es": "segunda persona revisora", "pt": "segunda pessoa revisora"} {
		a := named("Ejemplo S.A.")
		a.Hits = []risk.Hit{{ID: "X", Party: a.ID, Hit: screening.Hit{List: "un-sc", EntryID: "1"}, Reopened: "entry.designations, party.names, second_reviewer"}}
		book := open(t, report(t, sampleRun(t, false), only(a), &workbook.Options{Lang: lang}))
		var text strings.Builder
		for _, row := range rowsOf(t, book, book.GetSheetList()[2]) {
			text.WriteString(strings.Join(row, " | ") + "\n")
		}
		require.Contains(t, text.String(), want, lang)
		for _, code := range []string{"second_reviewer", "entry.designations"} {
			require.NotContains(t, text.String(), code, lang)
		}
	}
}
