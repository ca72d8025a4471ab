package workbook_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"iter"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/tamiz-project/tamiz/risk"
	"github.com/tamiz-project/tamiz/risk/workbook"
	"github.com/tamiz-project/tamiz/screening"
	"github.com/tamiz-project/tamiz/screening/feed"
	"github.com/xuri/excelize/v2"
)

// report writes a workbook into memory.
func report(t testing.TB, run risk.Run, results iter.Seq2[risk.Assessment, error], o *workbook.Options) []byte {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, workbook.Write(&b, run, results, o))
	return b.Bytes()
}

func open(t testing.TB, content []byte) *excelize.File {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(content), excelize.Options{RawCellValue: true})
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, f.Close()) })
	return f
}

func rowsOf(t testing.TB, f *excelize.File, sheet string) [][]string {
	t.Helper()
	rows, err := f.GetRows(sheet, excelize.Options{RawCellValue: true})
	require.NoError(t, err)
	return rows
}

// only yields one assessment.
func only(all ...risk.Assessment) iter.Seq2[risk.Assessment, error] {
	return func(yield func(risk.Assessment, error) bool) {
		for _, a := range all {
			if !yield(a, nil) {
				return
			}
		}
	}
}

func TestSheetsInReadingOrder(t *testing.T) {
	for lang, want := range map[string][]string{
		"en": {"Summary", "Scorecards", "Hits", "No hits", "Factors", "Contributions", "Questions", "Ownership", "Actions", "Lists", "Methodology", "Rejected", "Data quality", "Glossary", "Choices"},
		"es": {"Resumen", "Fichas", "Coincidencias", "Sin coincidencias", "Factores", "Aportes", "Preguntas", "Propiedad", "Acciones", "Listas", "Metodología", "Rechazados", "Calidad de datos", "Glosario", "Opciones"},
		"pt": {"Resumo", "Fichas", "Correspondências", "Sem correspondências", "Fatores", "Contribuições", "Perguntas", "Propriedade", "Ações", "Listas", "Metodologia", "Rejeitados", "Qualidade dos dados", "Glossário", "Opções"},
	} {
		require.Equal(t, want, open(t, report(t, sampleRun(t, false), samples(10), &workbook.Options{Lang: lang})).GetSheetList(), lang)
	}
}

func TestEverySheetSaysWhatTheRunIsWorth(t *testing.T) {
	for _, c := range []struct {
		name     string
		official bool
		says     string
		silent   string
	}{
		{"sample only", false, "REGIONAL SAMPLE, NOT A SANCTIONS SCREENING", "Screened as of"},
		{"with an official list, stale", true, "STALE: 1 of 2 lists", "REGIONAL SAMPLE"},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := open(t, report(t, sampleRun(t, c.official), samples(3), nil))
			for _, sheet := range f.GetSheetList() {
				var text strings.Builder
				for _, row := range rowsOf(t, f, sheet) {
					text.WriteString(strings.Join(row, " ") + "\n")
				}
				require.True(t, strings.Contains(text.String(), c.says), sheet)
				require.False(t, strings.Contains(text.String(), c.silent), sheet)
				for _, word := range []string{"approved", "is clean", "is clear", "all clear"} {
					require.False(t, strings.Contains(strings.ToLower(text.String()), word), "%s: %s", sheet, word)
				}
			}
		})
	}
}

func TestSameRunSameBytes(t *testing.T) {
	first := report(t, sampleRun(t, true), samples(50), nil)
	for range 8 { // maps are walked in another order each time
		require.True(t, bytes.Equal(first, report(t, sampleRun(t, true), samples(50), nil)))
	}
}

func TestRowsOfEverySheet(t *testing.T) {
	f := open(t, report(t, sampleRun(t, false), samples(70), nil))
	for sheet, want := range map[string]int{ // heads take four rows
		"Scorecards": 70, "Hits": 10, "No hits": 60, "Factors": 70, "Contributions": 210, "Questions": 70, "Actions": 70, "Rejected": 1, "Lists": 1,
	} {
		require.Len(t, rowsOf(t, f, sheet), want+4, sheet)
	}
	rejected := rowsOf(t, f, "Rejected")[4]
	require.Equal(t, []string{"suppliers.csv", "72", "3", "", "country", "Atlantis", "no country is called that"}, rejected)
	require.Equal(t, []string{"(none)"}, rowsOf(t, f, "Ownership")[4], "an empty sheet says so")
}

func TestContributionsAddUpInTheirExactText(t *testing.T) {
	a := sampleAssessment(1)
	a.Contributions[0].Points = points("12.123456789012345678", "12.123456789012345678", "12.123456789012345678")
	f := open(t, report(t, sampleRun(t, false), only(a), nil))
	s := sheetNamed(t, f, "Contributions")
	number, err := f.GetCellValue(s.name, s.cell(5, "Point"), excelize.Options{RawCellValue: true})
	require.NoError(t, err)
	require.Equal(t, "12.12345679", number, "the number is rounded for formulas")
	exact, err := f.GetCellValue(s.name, s.cell(5, "Exact low / point / high"))
	require.NoError(t, err)
	require.Equal(t, "12.123456789012345678 / 12.123456789012345678 / 12.123456789012345678", exact)
}

func TestSplitsWhatASheetCannotHold(t *testing.T) {
	f := open(t, report(t, sampleRun(t, false), samples(70), &workbook.Options{MaxRows: 34}))
	require.Equal(t, []string{"Summary", "Scorecards", "Scorecards (2)", "Scorecards (3)", "Hits"}, f.GetSheetList()[:5])
	total := 0
	for _, sheet := range []string{"Scorecards", "Scorecards (2)", "Scorecards (3)"} {
		tables, err := f.GetTables(sheet)
		require.NoError(t, err)
		require.Len(t, tables, 1, sheet)
		total += len(rowsOf(t, f, sheet)) - 4
	}
	require.Equal(t, 70, total, "no row is lost")
	formula, err := f.GetCellFormula("Scorecards (3)", sheetNamed(t, f, "Scorecards (3)").cell(14, "Contribu-tions")) // of the last counterparty
	require.NoError(t, err)
	require.Contains(t, formula, "'Contributions (7)'", "a link follows to the part its rows are on")
}

func TestRefusesAndWritesNothing(t *testing.T) {
	broken := errors.New("the index is gone")
	for _, c := range []struct {
		name    string
		results iter.Seq2[risk.Assessment, error]
		o       *workbook.Options
		says    string
	}{
		{"a language it has no texts for", samples(1), &workbook.Options{Lang: "fr"}, `language "fr"`},
		{"fewer rows than a head takes", samples(1), &workbook.Options{MaxRows: 4}, "4 rows per sheet"},
		{"more rows than Excel holds", samples(1), &workbook.Options{MaxRows: 1 << 21}, "at most 1048576"},
		{"a folder for temporary files that is not there", samples(1), &workbook.Options{TempDir: "/nowhere/at/all"}, "/nowhere/at/all"},
		{"results that break off", func(yield func(risk.Assessment, error) bool) {
			_ = yield(sampleAssessment(0), nil) && yield(risk.Assessment{}, broken)
		}, nil, "the index is gone"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var b bytes.Buffer
			require.ErrorContains(t, workbook.Write(&b, sampleRun(t, false), c.results, c.o), c.says)
			require.Zero(t, b.Len(), "nothing half-written")
		})
	}
}

func TestLeavesNoTemporaryFiles(t *testing.T) {
	dir := t.TempDir()
	for _, results := range []iter.Seq2[risk.Assessment, error]{samples(30), func(yield func(risk.Assessment, error) bool) { yield(risk.Assessment{}, io.ErrUnexpectedEOF) }} {
		_ = workbook.Write(io.Discard, sampleRun(t, false), results, &workbook.Options{TempDir: dir})
		left, err := filepath.Glob(filepath.Join(dir, "*"))
		require.NoError(t, err)
		require.Empty(t, left)
	}
}

func TestRunWithoutMethodologyOrLists(t *testing.T) {
	f := open(t, report(t, risk.Run{AsOf: screening.MustParseDate("2026-11-22")}, samples(2), nil))
	require.Contains(t, rowsOf(t, f, "Summary")[1][0], "REGIONAL SAMPLE", "no list is no screening")
}

// The sheet's XML is looked at too: readers forgive what Excel does not.
func TestSheetXML(t *testing.T) {
	content := report(t, sampleRun(t, true), samples(20), nil)
	archive, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	require.NoError(t, err)
	require.Equal(t, "[Content_Types].xml", archive.File[0].Name, "the first part is what readers look for")
	parts := map[string]string{}
	for _, file := range archive.File {
		r, err := file.Open()
		require.NoError(t, err)
		text, err := io.ReadAll(r) // checks the CRC, which is put together from three
		require.NoError(t, err, file.Name)
		parts[file.Name] = string(text)
		require.Zero(t, file.Flags&8, "%s: sizes stand before the data", file.Name)
	}
	sheets := 0
	for name, text := range parts {
		if !strings.HasPrefix(name, "xl/worksheets/sheet") {
			continue
		}
		sheets++
		require.Equal(t, 1, strings.Count(text, "</sheetData>"), name)
		if !strings.Contains(text, "tablePart ") {
			continue
		}
		for _, element := range []string{"<pane ", "<sheetProtection ", "<pageSetup ", `orientation="landscape"`, "fitToPage=\"true\"", "<headerFooter", "<cols>", "<dimension ref="} {
			require.True(t, strings.Contains(text, element), "%s: %s", name, element)
		}
	}
	require.Equal(t, 15, sheets)
	require.Contains(t, parts["xl/workbook.xml"], "_xlnm.Print_Titles", "heads are repeated on each page")
	require.True(t, strings.Contains(parts["xl/charts/chart1.xml"], "<barChart>"), "a native chart")
	require.Regexp(t, regexp.MustCompile(`descr="[^"]{20,}"`), parts["xl/drawings/drawing1.xml"], "a chart says in words what it shows")
	require.Contains(t, parts["docProps/core.xml"], "3f9a5c0d7be1", "the properties name the run")
}

func TestOpenpyxlReadsEverySheet(t *testing.T) {
	python, err := exec.LookPath("python3")
	if err == nil {
		err = exec.CommandContext(t.Context(), python, "-c", "import openpyxl").Run()
	}
	if err != nil {
		python = "/usr/bin/python3" // where distributions put openpyxl when another Python comes first
		if exec.CommandContext(t.Context(), python, "-c", "import openpyxl").Run() != nil {
			t.Skip("no Python with openpyxl")
		}
	}
	for _, lang := range []string{"en", "es", "pt"} {
		path := filepath.Join(t.TempDir(), lang+".xlsx")
		require.NoError(t, feed.Write(path, func(w io.Writer) error {
			return workbook.Write(w, sampleRun(t, false), samples(30), &workbook.Options{Lang: lang})
		}))
		said, err := exec.CommandContext(t.Context(), python, "testdata/check.py", path).CombinedOutput()
		require.NoError(t, err, string(said))
		require.Contains(t, string(said), "15 sheets, 13 tables, 2 charts, 2 with alternative text")
	}
}
