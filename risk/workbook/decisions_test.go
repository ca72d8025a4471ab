package workbook_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/tamiz-project/tamiz/risk/workbook"
	"github.com/tamiz-project/tamiz/screening"
	"github.com/tamiz-project/tamiz/screening/feed"
	"github.com/xuri/excelize/v2"
)

// A sheetOf fills in a sheet by the heads of its columns, as a person does.
type sheetOf struct {
	t    testing.TB
	f    *excelize.File
	name string
	head map[string]int
}

func sheetNamed(t testing.TB, f *excelize.File, name string) *sheetOf {
	s := &sheetOf{t: t, f: f, name: name, head: map[string]int{}}
	for i, text := range rowsOf(t, f, name)[3] {
		s.head[text] = i + 1
	}
	return s
}

func (s *sheetOf) cell(row int, head string) string {
	require.Contains(s.t, s.head, head)
	ref, err := excelize.CoordinatesToCellName(s.head[head], row)
	require.NoError(s.t, err)
	return ref
}

// set fills in a row; the pairs are head and value.
func (s *sheetOf) set(row int, pairs ...any) {
	for i := 0; i < len(pairs); i += 2 {
		require.NoError(s.t, s.f.SetCellValue(s.name, s.cell(row, pairs[i].(string)), pairs[i+1]))
	}
}

func saved(t testing.TB, f *excelize.File) []byte {
	t.Helper()
	b, err := f.WriteToBuffer()
	require.NoError(t, err)
	return b.Bytes()
}

// readAll splits what is read back into decisions and refusals. An error that ends the sequence fails the test.
func readAll(t testing.TB, content []byte) (decisions []screening.Decision, refused []*feed.RecordError) {
	t.Helper()
	for d, err := range workbook.ReadDecisions(bytes.NewReader(content)) {
		var bad *feed.RecordError
		switch {
		case errors.As(err, &bad):
			refused = append(refused, bad)
		default:
			require.NoError(t, err)
			decisions = append(decisions, d)
		}
	}
	return decisions, refused
}

// closed are the cells of a hit closed as it should be.
var closed = []any{"Disposition", "False positive", "Reason", "An ordinary word or brand", "Rationale", "Registered in 1980, other trade", "Reviewer", "Ana Pérez", "Date", 46348}

func TestNobodyDecidedNothing(t *testing.T) {
	decisions, refused := readAll(t, report(t, sampleRun(t, false), samples(70), nil))
	require.Empty(t, decisions)
	require.Empty(t, refused)
}

func TestDecisionsComeBack(t *testing.T) {
	f := open(t, report(t, sampleRun(t, false), samples(70), nil))
	s := sheetNamed(t, f, "Hits")
	s.set(6, closed...)
	s.set(7, "Disposition", "Escalated")
	decisions, refused := readAll(t, saved(t, f))
	require.Empty(t, refused)
	require.Len(t, decisions, 2)
	hit := sampleAssessment(7).Hits[0]
	want := screening.Decision{
		Party: "S00007", List: "tamiz-regional", Entry: "CDL", Basis: screening.NewBasis(sampleAssessment(7).Counterparty.Party, hit.Hit),
		Disposition: screening.FalsePositive, Code: "common_word", Rationale: "Registered in 1980, other trade", Reviewer: "Ana Pérez", Date: day("2026-11-22"),
	}
	require.Equal(t, want, decisions[0])
	changed, holds := decisions[0].Holds(sampleAssessment(7).Counterparty.Party, hit.Hit, day("2026-12-01"))
	require.True(t, holds, "the next run stands on it: %v", changed)
	require.Equal(t, screening.Escalated, decisions[1].Disposition)
	_, err := screening.NewDecisions(decisions...)
	require.NoError(t, err)
}

func TestDecisionsStandInTheNextReport(t *testing.T) {
	for _, lang := range []string{"en", "es", "pt"} {
		a := sampleAssessment(0)
		a.Hits[0].Decision = &screening.Decision{
			Party: "S00000", List: "tamiz-regional", Entry: "CDL", Basis: screening.NewBasis(a.Counterparty.Party, a.Hits[0].Hit), Disposition: screening.TrueMatch,
			Code: "same_identity", Rationale: "Document 7 shows it", Reviewer: "Ana", Second: "Luis", Date: day("2026-11-20"), Expires: day("2027-11-20"),
		}
		decisions, refused := readAll(t, report(t, sampleRun(t, false), only(a), &workbook.Options{Lang: lang}))
		require.Empty(t, refused)
		require.Equal(t, []screening.Decision{*a.Hits[0].Decision}, decisions, lang)
	}
}

func TestRefusesRows(t *testing.T) {
	with := func(pairs ...any) []any { return append(slices.Clone(closed), pairs...) }
	for _, c := range []struct {
		name, reason, field, says string
		row                       int // 5 is a hit with an agreeing number, 6 one without
		cells                     []any
	}{
		{"a changed name on the list", "what was decided on is not what was found", "Check", "not as it wrote them", 6, with("Name on the list", "Cartel de los Lunes")},
		{"a changed score", "figures are evidence too", "Check", "not as it wrote them", 6, with("Score", 0.5)},
		{"a changed date of listing", "dates are evidence too", "Check", "not as it wrote them", 6, with("Listed on", 45000)},
		{"a changed basis", "the hidden columns count as well", "Check", "not as it wrote them", 6, with("Basis", `{"party.names":"000000000000"}`)},
		{"fewer reviewers", "nobody lowers what is needed", "Check", "not as it wrote them", 5, with("Reviewers needed", 1)},
		{"another counterparty", "a row is not moved to another party", "Check", "not as it wrote them", 6, with("Searched ID", "S00014")},
		{"a check that was wiped", "a row that cannot be checked counts for nothing", "Check", "not as it wrote them", 6, with("Check", "")},
		{"a disposition of one's own", "only known words can be acted on", "Disposition", "no such disposition", 6, with("Disposition", "Cleared")},
		{"no disposition", "a rationale alone decides nothing", "Disposition", "without a disposition", 6, with("Disposition", "")},
		{"a reason of one's own", "reasons are counted", "Reason", "no such reason", 6, with("Reason", "because")},
		{"no rationale", "nobody could defend it", "Rationale", "needs a rationale", 6, with("Rationale", "")},
		{"blank rationale", "spaces say nothing", "Rationale", "needs a rationale", 6, with("Rationale", "  \n ")},
		{"no reviewer", "somebody must answer for it", "Reviewer", "needs a reviewer", 6, with("Reviewer", "")},
		{"no date", "a decision has a day", "Date", "needs the day", 6, with("Date", "")},
		{"no such date", "the thirtieth of February", "Date", "not a day", 6, with("Date", "2026-02-30")},
		{"a month", "a decision is made on a day", "Date", "not a day", 6, with("Date", "2026-11")},
		{"an end before the beginning", "it never held", "Holds until", "ends before", 6, with("Holds until", "2026-11-01")},
		{"a number agrees, one reviewer", "one analyst closed such an alert and the bank paid", "Second reviewer", "a second reviewer must sign", 5, closed},
		{"a number agrees, the same reviewer twice", "two signatures of one hand", "Second reviewer", "another person", 5, with("Second reviewer", "ANA PEREZ")},
		{"a number agrees, the name differs", "an alert with the birth date was closed so for four years", "Reason", "is no reason", 5, with("Second reviewer", "Luis Gil", "Reason", "The name differs in what matters")},
		{"a match confirmed by one", "a true match needs two as well", "Second reviewer", "a second reviewer must sign", 5, with("Disposition", "True match")},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := open(t, report(t, sampleRun(t, false), samples(70), nil))
			sheetNamed(t, f, "Hits").set(c.row, c.cells...)
			decisions, refused := readAll(t, saved(t, f))
			require.Empty(t, decisions, c.reason)
			require.Len(t, refused, 1, c.reason)
			require.Equal(t, c.field, refused[0].Field)
			require.Contains(t, refused[0].Reason, c.says)
			require.Equal(t, "Hits", refused[0].Source)
			require.Equal(t, c.row, refused[0].Line)
		})
	}
}

func TestTwoReviewersCloseAStrongHit(t *testing.T) {
	f := open(t, report(t, sampleRun(t, false), samples(70), nil))
	sheetNamed(t, f, "Hits").set(5, append(slices.Clone(closed), "Second reviewer", "Luis Gil")...)
	decisions, refused := readAll(t, saved(t, f))
	require.Empty(t, refused)
	require.Len(t, decisions, 1)
}

func TestTheSameHitDecidedTwice(t *testing.T) {
	a, b := sampleAssessment(7), sampleAssessment(7)
	b.ID = "S99" // another counterparty with the same owner: one party, two rows
	f := open(t, report(t, sampleRun(t, false), only(a, b), nil))
	s := sheetNamed(t, f, "Hits")
	s.set(5, closed...)
	s.set(6, append(slices.Clone(closed), "Disposition", "True match")...)
	decisions, refused := readAll(t, saved(t, f))
	require.Len(t, decisions, 1)
	require.Len(t, refused, 1)
	require.Contains(t, refused[0].Reason, "stand in another row as false_positive")
}

// rearranged sorts the rows from the last to the first, moves the first column to the end, inserts a row above and hides
// rows, as people do who unprotect the sheet.
func rearranged(t *testing.T, content []byte) []byte {
	from := open(t, content)
	rows := rowsOf(t, from, "Hits")
	to := excelize.NewFile()
	defer to.Close()
	require.NoError(t, to.SetSheetName("Sheet1", "Mis coincidencias"))
	write := func(line int, row []string) {
		for len(row) < len(rows[3]) {
			row = append(row, "")
		}
		for i, text := range append(slices.Clone(row[1:]), row[0]) {
			ref, err := excelize.CoordinatesToCellName(i+1, line)
			require.NoError(t, err)
			require.NoError(t, to.SetCellStr("Mis coincidencias", ref, text))
		}
	}
	write(7, rows[3])
	for i, row := range rows[4:] {
		write(7+len(rows)-4-i, row)
	}
	require.NoError(t, to.SetRowVisible("Mis coincidencias", 9, false))
	return saved(t, to)
}

func TestRowsMovedSortedHiddenAndColumnsMoved(t *testing.T) {
	f := open(t, report(t, sampleRun(t, false), samples(70), nil))
	s := sheetNamed(t, f, "Hits")
	for row := 6; row <= 14; row++ {
		s.set(row, closed...)
	}
	before, refused := readAll(t, saved(t, f))
	require.Empty(t, refused)
	after, refused := readAll(t, rearranged(t, saved(t, f)))
	require.Empty(t, refused)
	slices.Reverse(after)
	require.Equal(t, before, after)
}

func TestAFileThatIsNoReport(t *testing.T) {
	other := excelize.NewFile()
	defer other.Close()
	lost := open(t, report(t, sampleRun(t, false), samples(7), nil))
	require.NoError(t, lost.SetCellStr("Hits", sheetNamed(t, lost, "Hits").cell(4, "Rationale"), "Why"))
	for _, c := range []struct {
		name    string
		content []byte
		says    string
	}{
		{"another workbook", saved(t, other), "no sheet has the columns"},
		{"a cut workbook", report(t, sampleRun(t, false), samples(7), nil)[:3000], "workbook: "},
		{"a column that is gone", saved(t, lost), `the column "Rationale" is missing`},
	} {
		t.Run(c.name, func(t *testing.T) {
			var last error
			for _, err := range workbook.ReadDecisions(bytes.NewReader(c.content)) {
				last = err
			}
			require.ErrorContains(t, last, c.says)
			var bad *feed.RecordError
			require.False(t, errors.As(last, &bad), "it ends the reading")
		})
	}
}

func TestDecisionsAsLines(t *testing.T) {
	f := open(t, report(t, sampleRun(t, false), samples(70), nil))
	s := sheetNamed(t, f, "Hits")
	s.set(6, closed...)
	s.set(8, closed...)
	content := saved(t, f)
	before, _ := readAll(t, content)
	var lines bytes.Buffer
	require.NoError(t, workbook.WriteDecisions(&lines, workbook.ReadDecisions(bytes.NewReader(content))))
	require.Equal(t, 2, strings.Count(lines.String(), "\n"))
	after, refused := readAll(t, append(lines.Bytes(), "\n{\"party\":1}\n{\"unheard\":true}\n{} {}\n"...))
	require.Equal(t, before, after)
	require.Len(t, refused, 3, "a line that is no decision is told, and the rest is read")
	require.Equal(t, 4, refused[0].Line)
}

// A filled report saved by LibreOffice: other styles, other dates, shared strings, formulas calculated again.
func TestSavedByLibreOffice(t *testing.T) {
	office, err := exec.LookPath("soffice")
	if err != nil || testing.Short() {
		t.Skip("needs LibreOffice")
	}
	dir, before := t.TempDir(), map[string][]screening.Decision{}
	args := []string{"--headless", "--norestore", "-env:UserInstallation=file://" + dir + "/profile", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", dir + "/out"}
	for _, lang := range []string{"en", "es", "pt"} {
		nasty := sampleAssessment(7)
		nasty.ID, nasty.Hits[0].Party, nasty.Hits[0].Name = "_x0041_", "S-nasty", "=a\r\nb  <&> _x0041_ 00012 "
		f := open(t, report(t, sampleRun(t, false), chain(samples(70), only(nasty)), &workbook.Options{Lang: lang}))
		fill(t, sheetNamed(t, f, map[string]string{"en": "Hits", "es": "Coincidencias", "pt": "Correspondências"}[lang]), lang)
		in := filepath.Join(dir, lang+".xlsx")
		require.NoError(t, os.WriteFile(in, saved(t, f), 0o600))
		args = append(args, in)
		var refused []*feed.RecordError
		before[lang], refused = readAll(t, saved(t, f))
		require.Empty(t, refused)
		require.Len(t, before[lang], 11)
	}
	said, err := exec.CommandContext(t.Context(), office, args...).CombinedOutput()
	require.NoError(t, err, string(said))
	for lang, want := range before {
		content, err := os.ReadFile(filepath.Join(dir, "out", lang+".xlsx"))
		require.NoError(t, err, string(said))
		after, refused := readAll(t, content)
		require.Empty(t, refused, lang)
		require.Equal(t, want, after, lang)
	}
}

// fill closes every hit in the words of a language.
func fill(t *testing.T, s *sheetOf, lang string) {
	t.Helper()
	words := map[string][]string{
		"en": {"Disposition", "False positive", "Rationale", "Reviewer", "Date", "Second reviewer"},
		"es": {"Disposición", "Falso positivo", "Fundamento", "Revisor", "Fecha", "Segundo revisor"},
		"pt": {"Disposição", "Falso positivo", "Fundamento", "Revisor", "Data", "Segundo revisor"},
	}[lang]
	for row := 5; row <= 15; row++ {
		s.set(row, words[0], words[1], words[2], fmt.Sprintf("Otra actividad, «%d»\nvista en el registro", row), words[3], "Ana", words[4], 46348, words[5], "Luis")
	}
}

func FuzzReadDecisions(f *testing.F) {
	run := sampleRun(f, false)
	run.Methodology = nil // a small file is changed oftener
	book := report(f, run, samples(8), nil)
	f.Add(book)
	f.Add(book[:len(book)/2])
	f.Add([]byte(`{"party":"a","list":"b","entry":"c","basis":{"x":"y"},"disposition":"pending","rationale":"","reviewer":""}`))
	f.Add([]byte("PK\x03\x04"))
	f.Fuzz(func(t *testing.T, content []byte) {
		for d, err := range workbook.ReadDecisions(bytes.NewReader(content)) {
			if err == nil && d.Disposition.Closes() && bytes.HasPrefix(content, []byte("PK")) {
				require.NotEmpty(t, d.Rationale)
				require.NotEmpty(t, d.Reviewer)
			}
		}
	})
}
