package latam_test

import (
	"encoding/csv"
	"errors"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/tamiz-project/tamiz/risk/latam"
	"github.com/tamiz-project/tamiz/screening"
	"github.com/tamiz-project/tamiz/screening/feed"
	"github.com/tamiz-project/tamiz/screening/feed/feedtest"
)

// A check is one line of data/checks.csv.
type check struct{ row, party, copy, entry, name, programmes, outcome, checked, note string }

func checks(t testing.TB) []check {
	t.Helper()
	f, err := os.Open("data/checks.csv")
	require.NoError(t, err)
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	require.NoError(t, err)
	out := make([]check, 0, len(rows))
	for _, r := range rows[1:] {
		out = append(out, check{r[0], r[1], r[2], r[3], r[4], r[5], r[6], r[7], r[8]})
	}
	return out
}

// Each of the sixty rows of the research table has an outcome, each embedded party with an entry number a line.
func TestEveryRowWasChecked(t *testing.T) {
	outcomes := []string{"there", "absent", "not_in_copies", "not_a_listing", "not_embedded"}
	rows, parties := map[string]bool{}, map[string]bool{}
	for _, c := range checks(t) {
		require.Contains(t, outcomes, c.outcome, "%+v", c)
		_, err := screening.ParseDate(c.checked)
		require.NoError(t, err)
		require.NotEmpty(t, c.checked)
		rows[c.row] = true
		for id := range strings.FieldsSeq(c.party) {
			parties[id] = true
		}
	}
	for i := range 60 {
		require.Contains(t, rows, "D"+string([]byte{'0', byte('0' + (i+1)/10), byte('0' + (i+1)%10)}))
	}
	list, _ := designations(t)
	for _, e := range list.Entries {
		require.Contains(t, parties, e.ID, "%s has no line in checks.csv", e.Names[0].Text)
		delete(parties, e.ID)
	}
	require.Empty(t, parties, "checked and not embedded")
}

// The same checks again, on the list copies where they are present: entry number, official name, programmes, still there.
func TestChecksHoldOnTheListCopies(t *testing.T) {
	for _, c := range []struct{ copy, file string }{
		{"ofac/sdn_reconstructed_2026-04", "data/ofac/sdn_reconstructed_2026-04/sdn.csv.gz"},
		{"ofac/sdn_2024-05-03", "data/ofac/sdn_2024-05-03/sdn.csv.gz"},
	} {
		t.Run(c.copy, func(t *testing.T) {
			entries := sdn(t, feedtest.Path(t, c.file))
			done := 0
			for _, check := range checks(t) {
				if check.copy != c.copy {
					continue
				}
				done++
				e, found := entries[check.entry]
				require.Equal(t, check.outcome == "there", found, "%+v", check)
				if found {
					require.Equal(t, check.name, e[0], "%+v", check)
					require.ElementsMatch(t, strings.Fields(check.programmes), strings.Fields(strings.NewReplacer("]", " ", "[", " ").Replace(e[1])), "%+v", check)
				}
			}
			require.NotZero(t, done)
		})
	}
}

// sdn reads entry number to name and programmes.
func sdn(t testing.TB, path string) map[string][2]string {
	t.Helper()
	f, err := feed.Open(path, nil)
	require.NoError(t, err)
	defer f.Close()
	out := map[string][2]string{}
	for row, err := range f.Rows() {
		require.NoError(t, err)
		if len(row.Cells) >= 4 {
			out[row.Cell(0)] = [2]string{row.Cell(1), row.Cell(3)}
		}
	}
	return out
}

// Names from other copies: the line of the check stands in the text of the list.
func TestChecksHoldOnOtherCopies(t *testing.T) {
	for copy, file := range map[string]string{
		"un/consolidated_2026-08": "data/un/consolidated_2026-08.xml.gz", "ca/sema-lmes_2025": "data/ca/sema-lmes_2025.xml.gz",
		"uk/FCDO_SL_2025-08-11_summary": "data/uk/FCDO_SL_2025-08-11_summary.ods",
	} {
		t.Run(copy, func(t *testing.T) {
			f, err := feed.Open(feedtest.Path(t, file), nil)
			require.NoError(t, err)
			defer f.Close()
			text := textOf(t, f)
			for _, c := range checks(t) {
				if c.copy == copy {
					require.Contains(t, text, c.name, "%+v", c)
					require.Contains(t, text, c.entry, "%+v", c)
				}
			}
		})
	}
}

// textOf is the text of a list, whatever its format.
func textOf(t testing.TB, f *feed.File) string {
	t.Helper()
	rows := f.Members()[0].Lines()
	if f.Members()[0].Kind() != "" {
		rows = f.Rows()
	}
	var text strings.Builder
	for row, err := range rows {
		var bad *feed.RecordError
		require.True(t, err == nil || errors.As(err, &bad), "%v", err)
		text.WriteString(strings.Join(row.Cells, "\t") + "\n")
	}
	return text.String()
}

// The aliases marked as official stand in the official alias file; those from the press do not and are weak.
func TestPressNamesAreWeak(t *testing.T) {
	list, _ := designations(t)
	weak := map[string]bool{}
	for _, e := range list.Entries {
		for _, n := range e.Names {
			weak[n.Text] = n.Type == screening.WeakAlias
		}
	}
	for _, name := range []string{"Los Soles", "Cartel do Sol", "Cartel dos Sóis", "LOS LOBOS", "CV", "PCC", "CU", "CDS", "TdA", "SL", "G-9", "BCV"} {
		require.True(t, weak[name], "%s must be a weak alias: it is an ordinary word or a short form", name)
	}
	for _, name := range []string{"CARTEL OF THE SUNS", "LOS ZETAS", "PDVSA", "SENDERO LUMINOSO", "CJNG", "GULF CLAN"} {
		require.False(t, weak[name], name)
	}
}

func TestTheSampleSaysThatItIsOne(t *testing.T) {
	list, facts := designations(t)
	require.Equal(t, "latam-designations", list.ID)
	require.False(t, list.Official)
	require.NotEmpty(t, list.Notes)
	require.Len(t, list.SHA256, 64)
	require.Equal(t, len(list.Entries), list.Count)
	require.NotZero(t, list.MaxAge)
	require.Equal(t, "2026-11-22", list.Published.String())
	require.Len(t, facts, 12)
	for _, e := range list.Entries {
		for _, d := range e.Designations {
			require.NotEmpty(t, d.Authority, e.ID)
			require.NotEmpty(t, d.Jurisdiction, e.ID)
			require.NotEmpty(t, d.Effect, e.ID)
		}
	}
}

func TestBrokenDesignations(t *testing.T) {
	const head = "list: x\npublished: 2026-01-01\nacts:\n  A: {authority: x, jurisdiction: US, kind: executive_list, effect: asset_freeze}\n"
	const one = "parties:\n- id: P1\n  kind: organization\n  name: Ejemplo\n  acts:\n  - {act: A, from: 2025-01-01}\n"
	for _, c := range []struct{ reason, text, says string }{
		{"no party", head, "the file lists no party"},
		{"an unknown field", head + "parties:\n- id: P1\n  kin: organization\n", `unknown field "kin"`},
		{"an undefined act", head + "parties:\n- id: P1\n  kind: person\n  name: E\n  acts:\n  - {act: B, from: 2025}\n", `line 10, column 11: act "B" is not defined`},
		{"a bad date", head + "parties:\n- id: P1\n  kind: person\n  name: E\n  acts:\n  - {act: A, from: 2025-02-30}\n", "line 10, column 20"},
		{"ends before it begins", head + "parties:\n- id: P1\n  kind: person\n  name: E\n  acts:\n  - {act: A, from: 2025, to: 2024}\n", "before it begins"},
		{"an id twice", head + one + "- id: P1\n  kind: person\n  name: F\n  acts:\n  - {act: A, from: 2025}\n", `id "P1" is empty or stands twice`},
		{"no act", head + "parties:\n- id: P1\n  kind: person\n  name: E\n", "has no act"},
		{"no name", head + "parties:\n- id: P1\n  kind: person\n  acts:\n  - {act: A, from: 2025}\n", "has no name"},
		{"an unknown kind", head + "parties:\n- id: P1\n  kind: robot\n  name: E\n  acts:\n  - {act: A, from: 2025}\n", `kind of party "robot" is not known`},
		{"an unknown status", head + "parties:\n- id: P1\n  kind: person\n  name: E\n  acts:\n  - {act: A, from: 2025, status: maybe}\n", `status "maybe" is not known`},
		{"an unknown effect", "list: x\nacts:\n  A: {authority: x, jurisdiction: US, kind: executive_list, effect: frozen}\n" + one, `effect "frozen" is not known`},
		{"an identifier of no scheme", head + "parties:\n- id: P1\n  kind: person\n  name: E\n  identifiers: [{scheme: XX, value: \"1\"}]\n  acts:\n  - {act: A, from: 2025}\n", "identifier"},
		{"a fact about nobody", head + one + "facts:\n- {id: F, about: [P9], title: T, authority: x, jurisdiction: US, kind: reward, effect: information, from: 2025}\n", `about "P9": no party has this id`},
		{"a list where a value belongs", head + "parties:\n- id: [P1]\n", "a single value is expected"},
		{"cut off", head + one[:len(one)-12], "find"},
		{"no list id", "list: \"\"\nacts:\n  A: {authority: x, jurisdiction: US, kind: executive_list, effect: asset_freeze}\n" + one, "list has no id"},
	} {
		t.Run(c.reason, func(t *testing.T) {
			_, _, err := latam.ParseDesignations([]byte(c.text))
			require.Error(t, err)
			require.Regexp(t, regexp.QuoteMeta(c.says), err.Error())
		})
	}
	_, _, err := latam.ParseDesignations([]byte(head + one))
	require.NoError(t, err, "the head and one party are a whole file")
}

func FuzzParseDesignations(f *testing.F) {
	file, err := os.ReadFile("data/designations.yaml")
	require.NoError(f, err)
	f.Add(file[:4000])
	f.Add([]byte("list: x\nparties: []\n"))
	f.Fuzz(func(t *testing.T, file []byte) {
		list, _, err := latam.ParseDesignations(file)
		require.True(t, err != nil || len(list.Entries) > 0)
	})
}

func TestFactsStandWithThoseTheyAreAbout(t *testing.T) {
	list, facts := designations(t)
	for _, f := range facts {
		for _, id := range f.About {
			at := slices.IndexFunc(list.Entries, func(e screening.Entry) bool { return e.ID == id })
			require.GreaterOrEqual(t, at, 0)
			require.True(t, slices.ContainsFunc(list.Entries[at].Designations, func(d screening.Designation) bool { return d.Reason == f.Reason && d.From == f.From }), "%s with %s", f.ID, id)
		}
	}
}
