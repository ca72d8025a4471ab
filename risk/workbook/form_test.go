package workbook_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/tamiz-project/tamiz/risk"
	"github.com/tamiz-project/tamiz/risk/workbook"
	"github.com/tamiz-project/tamiz/screening/feed"
)

func TestVerdictsComeBack(t *testing.T) {
	f := open(t, report(t, sampleRun(t, false), samples(9), nil))
	s := sheetNamed(t, f, "Scorecards")
	s.set(6, "Your decision", "Approve with conditions", "Conditions", "Owners by March", "Decided by", "C. Board", "Decided on", 46348, "Holds until", "2027-03-01")
	s.set(7, "Your decision", "Exit", "Decided by", "C. Board", "Decided on", "2026-11-22")
	var got []workbook.Verdict
	for v, err := range workbook.ReadVerdicts(bytes.NewReader(saved(t, f))) {
		require.NoError(t, err)
		got = append(got, v)
	}
	require.Equal(t, []workbook.Verdict{
		{ID: "S00001", Outcome: workbook.ApproveWithConditions, Conditions: "Owners by March", Approver: "C. Board", Date: day("2026-11-22"), Expires: day("2027-03-01")},
		{ID: "S00002", Outcome: workbook.Exit, Approver: "C. Board", Date: day("2026-11-22")},
	}, got)
}

func TestRefusesVerdicts(t *testing.T) {
	for _, c := range []struct {
		name, reason, field, says string
		row                       int // 5 is on hold, 6 is not
		cells                     []any
	}{
		{"an outcome of one's own", "only known words can be acted on", "Your decision", "no such decision", 6, []any{"Your decision", "Fine", "Decided by", "C", "Decided on", 46348}},
		{"nobody", "somebody must answer for it", "Decided by", "the name of who", 6, []any{"Your decision", "Reject", "Decided on", 46348}},
		{"no day", "a decision has a day", "Decided on", "the day", 6, []any{"Your decision", "Reject", "Decided by", "C"}},
		{"conditions not said", "nobody could keep them", "Conditions", "not said", 6, []any{"Your decision", "Approve with conditions", "Decided by", "C", "Decided on", 46348}},
		{"accepted while on hold", "the hits come first", "Your decision", "is HOLD", 5, []any{"Your decision", "Approve", "Decided by", "C", "Decided on", 46348}},
		{"ends before it begins", "it never held", "Holds until", "ends before", 6, []any{"Your decision", "Reject", "Decided by", "C", "Decided on", 46348, "Holds until", 46000}},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := open(t, report(t, sampleRun(t, false), samples(9), nil))
			sheetNamed(t, f, "Scorecards").set(c.row, c.cells...)
			n := 0
			for v, err := range workbook.ReadVerdicts(bytes.NewReader(saved(t, f))) {
				var bad *feed.RecordError
				require.True(t, errors.As(err, &bad), "%s: %v", c.reason, err)
				require.Zero(t, v)
				require.Equal(t, c.field, bad.Field)
				require.Contains(t, bad.Reason, c.says)
				n++
			}
			require.Equal(t, 1, n)
		})
	}
}

// asked is an assessment with questions of every kind: to the supplier, derived, and about hits and the press.
func asked() risk.Assessment {
	a := sampleAssessment(0)
	a.Questions = nil
	for _, name := range []string{"sector", "state_share", "pep", "hit.effect", "media.tier", "media", "bribery_finding"} {
		a.Questions = append(a.Questions, risk.Question{Fact: name})
	}
	return a
}

func questionnaireFor(t *testing.T, a risk.Assessment, lang string) []byte {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, workbook.WriteQuestionnaire(&b, sampleRun(t, false), a, &workbook.Options{Lang: lang}))
	return b.Bytes()
}

func TestAQuestionnaireTipsNobodyOff(t *testing.T) {
	for _, lang := range []string{"en", "es", "pt"} {
		content := questionnaireFor(t, asked(), lang)
		require.Equal(t, content, questionnaireFor(t, asked(), lang), "the same bytes")
		f := open(t, content)
		require.Len(t, f.GetSheetList(), 1)
		var text strings.Builder
		for _, row := range rowsOf(t, f, f.GetSheetList()[0]) {
			text.WriteString(strings.Join(row, " ") + "\n")
		}
		props, err := f.GetDocProps()
		require.NoError(t, err)
		text.WriteString(props.Description + props.Subject + props.Title + props.Identifier)
		for _, word := range []string{"Cartel", "Lunas", "tamiz-regional", "HOLD", "PROHIB", "hit", "media", "sanction", "sancion", "sanç", "score", "CRITICAL", "Regional", "3f9a5c0d"} {
			require.NotContains(t, text.String(), word, lang)
		}
		require.Contains(t, text.String(), "sector")
	}
}

func TestAnswersComeBackAsFacts(t *testing.T) {
	dictionary := sampleRun(t, false).Methodology.Dictionary()
	f := open(t, questionnaireFor(t, asked(), "en"))
	s := sheetNamed(t, f, "Questionnaire")
	facts, err := f.GetCols(s.name)
	require.NoError(t, err)
	answers := map[string]any{"sector": "4661", "pep": "yes", "state_share": 12.5}
	for i, name := range facts[8] {
		if answer, ok := answers[name]; ok {
			s.set(i+1, "Answer", answer, "As of", 46348, "Document or source", "Register 7")
		}
	}
	got := map[string]workbook.Answer{}
	for a, err := range workbook.ReadAnswers(bytes.NewReader(saved(t, f)), dictionary) {
		require.NoError(t, err)
		got[a.Fact] = a
	}
	require.Len(t, got, 3)
	require.Equal(t, "S00000", got["sector"].Party)
	require.Equal(t, "4661", got["sector"].Value.String())
	require.Equal(t, "12.5", got["state_share"].Value.String())
	require.Equal(t, "Register 7", got["pep"].Value.Origin().Source)
	require.Equal(t, day("2026-11-22"), got["pep"].Value.Origin().Date)
}

func TestRefusesAnswers(t *testing.T) {
	dictionary := sampleRun(t, false).Methodology.Dictionary()
	for _, c := range []struct {
		name, reason, field, says string
		cells                     []any
	}{
		{"neither yes nor no", "maybe is no value", "Answer", "neither yes nor no", []any{"Answer", "maybe", "As of", 46348}},
		{"no day", "a fact is dated", "As of", "needs the day", []any{"Answer", "yes"}},
		{"another fact", "the hidden columns must stay", "Answer", "not a fact", []any{"Answer", "yes", "As of", 46348, "F", "nothing_known"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := asked()
			a.Questions = []risk.Question{{Fact: "pep"}}
			f := open(t, questionnaireFor(t, a, "en"))
			sheetNamed(t, f, "Questionnaire").set(5, c.cells...)
			n := 0
			for _, err := range workbook.ReadAnswers(bytes.NewReader(saved(t, f)), dictionary) {
				var bad *feed.RecordError
				require.True(t, errors.As(err, &bad), "%s: %v", c.reason, err)
				require.Equal(t, c.field, bad.Field)
				require.Contains(t, bad.Reason, c.says)
				n++
			}
			require.Equal(t, 1, n)
		})
	}
}

func TestNothingToAsk(t *testing.T) {
	a := asked()
	a.Questions = []risk.Question{{Fact: "hit.effect"}}
	var b bytes.Buffer
	require.ErrorContains(t, workbook.WriteQuestionnaire(&b, sampleRun(t, false), a, nil), "nothing to ask")
	require.Zero(t, b.Len())
}
