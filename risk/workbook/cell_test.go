package workbook_test

import (
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/stretchr/testify/require"
	"github.com/tamiz-project/tamiz/risk"
)

// named is an assessment with a name and nothing else.
func named(name string) risk.Assessment {
	a := sampleAssessment(1)
	a.Name = name
	return a
}

func TestCellsHoldTheirText(t *testing.T) {
	long := strings.Repeat("ñ", 40000)
	emoji := strings.Repeat("😀", 20000)
	for _, c := range []struct {
		name, reason, text, want, reported string
	}{
		{"formula", "a text cell stays text; an apostrophe before it would corrupt evidence", `=HYPERLINK("http://x","y")`, "", ""},
		{"plus", "a plus begins telephone numbers", "+58 212 000", "", ""},
		{"minus", "a minus begins a formula", "-2+3", "", ""},
		{"at", "an at begins a formula in old programs", "@SUM(1)", "", ""},
		{"markup", "a name is no markup", `<b>A&B "C" 'D'</b>`, "", ""},
		{"number", "digits keep their zeros", "00012345", "", ""},
		{"exponent", "an identifier is no number", "1E5", "", ""},
		{"spaces", "spaces are evidence", "  two  ", "", ""},
		{"lines", "lines end as Excel ends them", "a\r\nb\rc", "a\nb\nc", ""},
		{"tab", "a tab is legal", "a\tb", "", ""},
		{"escape", "Excel would read an A here", "_x0041_ and _x00", "", ""},
		{"null", "XML has no such character, and somebody must know", "a\x00b\x1fc", "a\uFFFDb\uFFFDc", "2 characters"},
		{"half a character", "bytes of another encoding", "Mu\xf1oz", "Mu\uFFFDoz", "1 characters"},
		{"replacement", "what is already replaced is text", "a\uFFFDb", "", ""},
		{"right to left", "names come in all scripts", "شركة النور", "", ""},
		{"beyond the first plane", "two units each", "𝔄😀", "", ""},
		{"too long", "Excel cuts without a word; we say so", long, long[:2*(32767-4)] + " […]", "7237 characters"},
		{"too long in pairs", "no half of a pair stays", emoji, emoji[:4*16381] + " […]", "7238 characters"},
	} {
		t.Run(c.name, func(t *testing.T) {
			want := c.want
			if want == "" {
				want = c.text
			}
			f := open(t, report(t, sampleRun(t, false), only(named(c.text)), nil))
			got, err := f.GetCellValue("Scorecards", "C5")
			require.NoError(t, err)
			require.Equal(t, want, got, c.reason)
			require.LessOrEqual(t, len(utf16.Encode([]rune(got))), 32767)
			formula, err := f.GetCellFormula("Scorecards", "C5")
			require.NoError(t, err)
			require.Empty(t, formula, c.reason)
			var quality strings.Builder
			for _, row := range rowsOf(t, f, "Data quality") {
				quality.WriteString(strings.Join(row, " ") + "\n")
			}
			if c.reported == "" {
				require.NotContains(t, quality.String(), "Scorecards!C5")
			} else {
				require.Contains(t, quality.String(), "Scorecards!C5: ")
				require.Contains(t, quality.String(), c.reported)
			}
		})
	}
}

func TestDatesAreDatesWhereTheyCanBe(t *testing.T) {
	for _, c := range []struct{ name, reason, listed, want string }{
		{"a day", "a real date sorts and filters", "2025-07-25", "45863"},
		{"a month", "a partial date is text", "2025-07", "2025-07"},
		{"a range", "a range is text", "1960/1965", "1960/1965"},
		{"before 1900", "Excel knows no earlier day", "1899-12-31", "1899-12-31"},
		{"the day that never was", "Excel counts 29 February 1900; before March its days are off by one", "1900-02-28", "1900-02-28"},
		{"the first safe day", "from March 1900 the numbers agree", "1900-03-01", "61"},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := sampleAssessment(0)
			a.Hits[0].Designations[0].From = day(c.listed)
			f := open(t, report(t, sampleRun(t, false), only(a), nil))
			require.Equal(t, c.want, rowsOf(t, f, "Hits")[4][14], c.reason)
		})
	}
}
