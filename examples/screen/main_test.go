package main

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/tamiz-project/tamiz/risk"
	"github.com/tamiz-project/tamiz/screening"
	"github.com/tamiz-project/tamiz/screening/feed/feedtest"
	"github.com/xuri/excelize/v2"
)

const (
	sample = "../../testdata/suppliers.csv"
	day    = "2026-11-22"
)

// screen calls the program and returns its exit code and what it said.
func screen(t *testing.T, args ...string) (code int, stdout, stderr string) {
	t.Helper()
	var out, errs bytes.Buffer
	code = Main(t.Context(), args, &out, &errs)
	return code, out.String(), errs.String()
}

// assess runs the program on a file made of lines and returns the assessments by id, and the rejected lines.
func assess(t *testing.T, file string, args ...string) map[string]risk.Assessment {
	t.Helper()
	dir := t.TempDir()
	in, out := filepath.Join(dir, "in.csv"), filepath.Join(dir, "out.jsonl")
	require.NoError(t, os.WriteFile(in, []byte(file), 0o600))
	code, _, stderr := screen(t, append([]string{"-in", in, "-out", out, "-as-of", day}, args...)...)
	require.Equal(t, done, code, stderr)
	f, err := os.Open(out)
	require.NoError(t, err)
	defer f.Close()
	all := map[string]risk.Assessment{}
	for a, err := range risk.ReadJSON(f) {
		if err == nil {
			all[a.ID] = a
		}
	}
	return all
}

func TestDefaultReportSaysWhatItIs(t *testing.T) {
	out := filepath.Join(t.TempDir(), "report.xlsx")
	code, _, stderr := screen(t, "-in", sample, "-out", out, "-as-of", day)
	require.Equal(t, done, code, stderr)
	require.Contains(t, stderr, "regional sample, not a sanctions screening")

	book, err := excelize.OpenFile(out)
	require.NoError(t, err)
	defer book.Close()
	require.NotEmpty(t, book.GetSheetList())
	for _, sheet := range book.GetSheetList() {
		if visible, err := book.GetSheetVisible(sheet); err != nil || !visible {
			continue
		}
		rows, err := book.GetRows(sheet)
		require.NoError(t, err)
		var text strings.Builder
		for _, row := range rows {
			text.WriteString(strings.Join(row, " ") + "\n")
		}
		require.Contains(t, strings.ToLower(text.String()), "regional sample, not a sanctions screening", "sheet %s", sheet)
		for _, word := range []string{"no hits: clear", "approved", "is clean"} {
			require.NotContains(t, strings.ToLower(text.String()), word, "sheet %s", sheet)
		}
	}
}

func TestSameBytesInTwoProcesses(t *testing.T) {
	if testing.Short() {
		t.Skip("builds the program")
	}
	dir := t.TempDir()
	program := filepath.Join(dir, "screen")
	built, err := exec.CommandContext(t.Context(), "go", "build", "-o", program, ".").CombinedOutput()
	require.NoError(t, err, string(built))
	var files [2][2][]byte
	for i := range files {
		for j, name := range []string{"r.xlsx", "r.jsonl"} {
			out := filepath.Join(dir, name)
			said, err := exec.CommandContext(t.Context(), program, "-in", sample, "-out", out, "-as-of", day).CombinedOutput()
			require.NoError(t, err, string(said))
			files[i][j], err = os.ReadFile(out)
			require.NoError(t, err)
		}
	}
	require.True(t, bytes.Equal(files[0][0], files[1][0]), "the workbooks differ")
	require.True(t, bytes.Equal(files[0][1], files[1][1]), "the JSON Lines differ")
}

func TestSolesByDate(t *testing.T) {
	const file = "id,name,country\nS1,CÁRTEL DE LOS SOLES,VE\nS2,\"Transportes Los Soles, S.A. de C.V.\",MX\n"
	us := func(a risk.Assessment) (found bool) {
		for _, h := range a.Hits {
			for _, d := range h.Designations {
				found = found || d.Jurisdiction == "US"
			}
		}
		return found
	}
	before, on := assess(t, file, "-as-of", "2025-07-24"), assess(t, file, "-as-of", "2025-07-25")
	require.False(t, us(before["S1"]), "not a US designation yet")
	require.True(t, us(on["S1"]), "designated that day")
	require.Equal(t, risk.Hold, on["S1"].Standing, "a hit nobody decided holds, it does not prohibit")
	require.Empty(t, on["S2"].Hits, "an ordinary name with a cartel word stays quiet")
	require.Equal(t, risk.Open, on["S2"].Standing)
}

func TestPDVSAByNameAndByNumber(t *testing.T) {
	all := assess(t, "id,name,country,tax_id\nP1,\"Petróleos de Venezuela, S.A.\",VE,\nP2,Nombre Cambiado,VE,J-00095036-9\n")
	require.NotEmpty(t, all["P1"].Hits, "by name")
	require.NotEmpty(t, all["P2"].Hits, "by RIF")
}

func TestDecisionsDecide(t *testing.T) {
	const file = "id,name,country\nS1,CÁRTEL DE LOS SOLES,VE\n"
	held := assess(t, file)["S1"]
	require.Equal(t, risk.Hold, held.Standing)
	for disposition, want := range map[screening.Disposition]risk.Standing{
		screening.TrueMatch: risk.Prohibited, screening.FalsePositive: risk.Open, screening.Escalated: risk.Hold,
	} {
		var lines strings.Builder
		for _, h := range held.Hits {
			line, err := json.Marshal(decisionOn(t, held, h, disposition))
			require.NoError(t, err)
			lines.Write(append(line, '\n'))
		}
		path := filepath.Join(t.TempDir(), "decisions.jsonl")
		require.NoError(t, os.WriteFile(path, []byte(lines.String()), 0o600))
		require.Equal(t, want, assess(t, file, "-decisions", path)["S1"].Standing, disposition)
	}
}

// decisionOn decides a hit as a reviewer would; the entry is looked up anew, because a report does not carry it.
func decisionOn(t *testing.T, a risk.Assessment, h risk.Hit, d screening.Disposition) screening.Decision {
	t.Helper()
	return screening.Decision{
		Party: h.Party, List: h.List, Entry: h.EntryID, Basis: h.Basis, Disposition: d,
		Rationale: "test", Reviewer: "R. Revisora", Second: "S. Segunda", Date: screening.MustParseDate(day),
	}
}

func TestFailuresAreErrors(t *testing.T) {
	dir := t.TempDir()
	file := func(name, content string) string {
		path := filepath.Join(dir, name)
		require.NoError(t, os.WriteFile(path, []byte(content), 0o600))
		return path
	}
	for _, c := range []struct {
		name, says string
		args       []string
	}{
		{"missing list", "nowhere.xml", []string{"-list", filepath.Join(dir, "nowhere.xml")}},
		{"empty list", "empty.csv", []string{"-list", file("empty.csv", "")}},
		{"truncated list", "cut.xml", []string{"-list", file("cut.xml", `<?xml version="1.0"?><CONSOLIDATED_LIST dateGenerated="2026-08-01T00:00:00"><INDIVIDUALS><INDIVIDUAL><DATAID>1</DATAID>`)}},
		{"header nobody knows", "qwx", []string{"-in", file("odd.csv", "qwx,zzy\n1,2\n")}},
		{"missing input", "none.csv", []string{"-in", filepath.Join(dir, "none.csv")}},
		{"empty input", "void.csv", []string{"-in", file("void.csv", "")}},
		{"output in no folder", "absent", []string{"-out", filepath.Join(dir, "absent", "r.xlsx")}},
		{"broken methodology", "m.yaml", []string{"-methodology", file("m.yaml", "tiers: 3\n")}},
		{"unknown tier", "SEVERE", []string{"-fail-on", "SEVERE"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			out := filepath.Join(t.TempDir(), "r.xlsx")
			code, _, stderr := screen(t, append([]string{"-in", sample, "-out", out, "-as-of", day}, c.args...)...)
			require.Equal(t, failed, code, stderr)
			require.Contains(t, stderr, c.says)
			if c.name != "output in no folder" {
				require.NoFileExists(t, out, "nothing half-written")
			}
		})
	}
}

func TestUsage(t *testing.T) {
	for _, args := range [][]string{
		{"-threshold", "0.2"},
		{"-as-of", "2026-11"},
		{"-out", "r.pdf"},
		{"-decisions", "report.xlsx"}, // it would be replaced by the report of the default name
		{"-in", "suppliers.xlsx", "-out", "./suppliers.xlsx"},
		{"-out", "r.jsonl", "-out", "r.jsonl"},
		{"-max-bad", "-3"},
		{"-lang", "fr"},
		{"-embedded=false"},
		{"suppliers.csv"},
		{"-nonsense"},
	} {
		code, _, stderr := screen(t, args...)
		require.Equal(t, usage, code, args)
		require.NotEmpty(t, stderr)
	}
}

// sheetText returns the cells of a sheet of a workbook as text.
func sheetText(t *testing.T, path, sheet string) string {
	t.Helper()
	book, err := excelize.OpenFile(path)
	require.NoError(t, err)
	defer book.Close()
	rows, err := book.GetRows(sheet)
	require.NoError(t, err)
	var text strings.Builder
	for _, row := range rows {
		text.WriteString(strings.Join(row, " | ") + "\n")
	}
	return text.String()
}

func TestInputAsPeopleHaveIt(t *testing.T) {
	windows := "id;raz\xf3n social;pa\xeds\n1;Construcciones Mu\xf1oz S.A.;Espa\xf1a\n2;Otra S.A.;Atlantis\n"
	dir := t.TempDir()
	in, out := filepath.Join(dir, "in.csv"), filepath.Join(dir, "out.xlsx")
	require.NoError(t, os.WriteFile(in, []byte(windows), 0o600))
	code, _, stderr := screen(t, "-in", in, "-out", out, "-as-of", day)
	require.Equal(t, done, code, stderr)
	require.Contains(t, stderr, "1 assessed, 1 rejected")
	text := sheetText(t, out, "Rejected")
	require.Contains(t, text, "Atlantis", "the row that could not be read, with its value")
}

func TestColumns(t *testing.T) {
	code, stdout, stderr := screen(t, "-in", sample, "-columns")
	require.Equal(t, done, code, stderr)
	require.Contains(t, stdout, "READ AS")
}

func TestFailOn(t *testing.T) {
	dir := t.TempDir()
	in := filepath.Join(dir, "in.csv")
	require.NoError(t, os.WriteFile(in, []byte("id,name,country\nS1,CÁRTEL DE LOS SOLES,VE\n"), 0o600))
	out := filepath.Join(dir, "r.jsonl")
	code, _, stderr := screen(t, "-in", in, "-out", out, "-as-of", day, "-fail-on", "HIGH")
	require.Equal(t, reached, code, stderr)
	require.FileExists(t, out, "the report is written all the same")
}

func TestRealSuppliersAgainstOfficialLists(t *testing.T) {
	if testing.Short() {
		t.Skip("40,071 suppliers")
	}
	suppliers := feedtest.Path(t, "data/suppliers/latam_suppliers_unique.csv.gz")
	out := filepath.Join(t.TempDir(), "r.xlsx")
	code, _, stderr := screen(t, "-in", suppliers, "-out", out, "-as-of", day,
		"-list", feedtest.Path(t, "data/ofac/sdn_trio_2022-01"), "-list", feedtest.Path(t, "data/un/consolidated_2026-08.xml.gz"))
	require.Equal(t, done, code, stderr)
	require.Contains(t, stderr, "is stale", "a list of January 2022 is stamped, not refused")
	text := sheetText(t, out, "Lists")
	require.Contains(t, text, "9,044")
	require.Contains(t, text, "1,011")
}
