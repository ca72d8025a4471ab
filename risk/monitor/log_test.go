package monitor_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/require"
	"github.com/tamiz-project/tamiz/risk"
	"github.com/tamiz-project/tamiz/risk/monitor"
	"github.com/tamiz-project/tamiz/screening"
)

// written is a log of one run and three decisions.
func written(t *testing.T) (path string, head monitor.Head, decisions []screening.Decision) {
	path = filepath.Join(t.TempDir(), "tamiz.log")
	l, err := monitor.OpenLog(path)
	require.NoError(t, err)
	x := index(list("1", frozen("1", "Banda Inventada del Valle")))
	a := assessor(x, "2026-11-22", nil)
	hit := run(t, x, nil, "Banda Inventada del Valle")[0].Hits[0]
	require.NoError(t, l.AppendRun(a.Run(risk.Input{Name: "Banda Inventada.csv", Role: "counterparties", SHA256: "cc"}), strings.NewReader("report")))
	for _, party := range []string{"S1", "S2", "S3"} {
		d := decision(hit)
		d.Party = party
		decisions = append(decisions, d)
	}
	require.NoError(t, l.AppendDecisions(decisions[0]))
	require.NoError(t, l.AppendDecisions(decisions[1:]...))
	head = l.Head()
	require.Equal(t, 4, head.Lines)
	require.NoError(t, l.Close())
	return path, head, decisions
}

func TestLogGivesBackWhatWasAppended(t *testing.T) {
	path, head, decisions := written(t)
	l, err := monitor.OpenLog(path)
	require.NoError(t, err)
	require.Equal(t, head, l.Head())
	require.NoError(t, l.Verify(head))
	require.Equal(t, decisions, collect(t, l.Decisions()))
	more := decisions[0]
	more.Disposition, more.Date = screening.TrueMatch, screening.MustParseDate("2026-11-23")
	require.NoError(t, l.AppendDecisions(more))
	require.NoError(t, l.Verify(head), "it goes on from there")
	require.Equal(t, append(decisions, more), collect(t, l.Decisions()))
	for range l.Decisions() {
		break
	}
	require.NoError(t, l.Close())
	require.NoError(t, l.Close())
	require.ErrorIs(t, l.AppendDecisions(more), os.ErrClosed)
}

func TestLogHoldsNoNames(t *testing.T) {
	path, _, _ := written(t)
	text, err := os.ReadFile(path)
	require.NoError(t, err)
	require.NotContains(t, string(text), "Banda", "neither of a party nor in the name of a file")
	require.Contains(t, string(text), `{"id":"counterparties","sha256":"cc"}`)
}

func TestLogSaysWhereItWasTamperedWith(t *testing.T) {
	for _, c := range []struct {
		name   string
		tamper func(lines []string) []string
		line   int
		reason string
	}{
		{"a rationale altered", func(l []string) []string {
			l[1] = strings.Replace(l[1], "forty", "four", 1)
			return l
		}, 3, "chain breaks"},
		{"a line taken out", func(l []string) []string { return append(l[:1:1], l[2:]...) }, 2, "chain breaks"},
		{"the first line taken out", func(l []string) []string { return l[1:] }, 1, "chain breaks"},
		{"two lines swapped", func(l []string) []string { return []string{l[0], l[2], l[1], l[3]} }, 2, "chain breaks"},
		{"a line twice", func(l []string) []string { return []string{l[0], l[1], l[1], l[2], l[3]} }, 3, "chain breaks"},
		{"an empty line put in", func(l []string) []string { return []string{l[0], "\n", l[1], l[2], l[3]} }, 2, "no line of a log"},
		{"a tail cut in the middle", func(l []string) []string { return []string{l[0], l[1], l[2], l[3][:40]} }, 4, "cut off after 40 bytes"},
		{"only the last line end cut", func(l []string) []string { return []string{l[0], l[1], l[2], strings.TrimSuffix(l[3], "\n")} }, 4, "cut off"},
		{"a line that calls itself another", func(l []string) []string {
			l[3] = strings.Replace(l[3], `"line":4`, `"line":5`, 1)
			return l
		}, 4, "calls itself line 5"},
		{"a line of nothing", func([]string) []string { return []string{`{"line":1,"before":""}` + "\n"} }, 1, "neither"},
	} {
		t.Run(c.name, func(t *testing.T) {
			path, _, _ := written(t)
			text, err := os.ReadFile(path)
			require.NoError(t, err)
			lines := c.tamper(strings.SplitAfter(strings.TrimSuffix(string(text), "\n")+"\n", "\n")[:4])
			require.NoError(t, os.WriteFile(path, []byte(strings.Join(lines, "")), 0o600))
			_, err = monitor.OpenLog(path)
			var at *monitor.LogError
			require.ErrorAs(t, err, &at)
			require.Equal(t, c.line, at.Line, "%v", err)
			require.ErrorContains(t, err, c.reason)
		})
	}
}

// What the chain alone cannot show, the head that was kept outside does.
func TestLogWhoseLastLinesWereCutOffOrWrittenAnew(t *testing.T) {
	path, head, decisions := written(t)
	text, err := os.ReadFile(path)
	require.NoError(t, err)
	lines := bytes.SplitAfter(text, []byte("\n"))
	require.NoError(t, os.WriteFile(path, bytes.Join(lines[:3], nil), 0o600))
	l, err := monitor.OpenLog(path)
	require.NoError(t, err, "a chain without its last line is a chain")
	require.ErrorContains(t, l.Verify(head), ":4: the log ends before line 4")
	other := decisions[2]
	other.Rationale = "written later"
	require.NoError(t, l.AppendDecisions(other))
	require.ErrorContains(t, l.Verify(head), "another line")
	require.NoError(t, l.Verify(monitor.Head{}), "every log goes on from nothing")
	require.Error(t, l.Verify(monitor.Head{SHA256: "aa"}))
	require.NoError(t, l.Close())
}

func TestLogTakesAllOrNothing(t *testing.T) {
	path, head, decisions := written(t)
	l, err := monitor.OpenLog(path)
	require.NoError(t, err)
	bad := decisions[1]
	bad.Reviewer = ""
	require.ErrorContains(t, l.AppendDecisions(decisions[0], bad), "2")
	require.ErrorContains(t, l.AppendRun(risk.Run{}, strings.NewReader("")), "id")
	r := assessor(index(list("1", frozen("1", "Banda Inventada"))), "2026-11-22", nil).Run()
	require.ErrorContains(t, l.AppendRun(r, iotest.ErrReader(errors.New("disk gone"))), "disk gone")
	require.NoError(t, l.AppendDecisions())
	require.Equal(t, head, l.Head())

	second, err := monitor.OpenLog(path)
	require.NoError(t, err)
	require.NoError(t, second.AppendDecisions(decisions[0]))
	require.ErrorContains(t, l.AppendDecisions(decisions[0]), "somebody else", "two writers would break the chain")
	require.NoError(t, l.Close())
	require.NoError(t, second.Close())
	_, err = monitor.OpenLog(filepath.Join(path, "nowhere"))
	require.Error(t, err)
}

func TestLogFromManyGoroutines(t *testing.T) {
	path, _, decisions := written(t)
	l, err := monitor.OpenLog(path)
	require.NoError(t, err)
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			if l.AppendDecisions(decisions...) != nil {
				t.Error("an append failed")
			}
		})
	}
	all.Wait()
	require.NoError(t, l.Close())
	l, err = monitor.OpenLog(path)
	require.NoError(t, err)
	require.Equal(t, 4+8*3, l.Head().Lines)
	require.NoError(t, l.Close())
}

// Whatever stands in the file, opening it says what is wrong and where, and never panics.
func FuzzOpenLog(f *testing.F) {
	f.Add([]byte(`{"line":1,"before":"","decision":{"party":"S1"}}` + "\n"))
	f.Add([]byte("{}"))
	f.Fuzz(func(t *testing.T, text []byte) {
		path := filepath.Join(t.TempDir(), "log")
		require.NoError(t, os.WriteFile(path, text, 0o600))
		l, err := monitor.OpenLog(path)
		var at *monitor.LogError
		if err != nil {
			require.ErrorAs(t, err, &at)
			return
		}
		require.Equal(t, bytes.Count(text, []byte("\n")), l.Head().Lines)
		require.NoError(t, l.Close())
	})
}
