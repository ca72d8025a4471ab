package fact_test

import (
	"fmt"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"
	"github.com/tamiz-project/tamiz/risk/fact"
	"github.com/tamiz-project/tamiz/screening"
)

func dictionary(t testing.TB) *fact.Dictionary {
	t.Helper()
	d, err := fact.NewDictionary(
		fact.Definition{Name: "licensed", Type: fact.YesNo},
		fact.Definition{Name: "cash_share", Type: fact.Quantity, Unit: "percent"},
		fact.Definition{Name: "spend", Type: fact.Quantity, Unit: "USD"},
		fact.Definition{Name: "sector", Type: fact.Word},
		fact.Definition{Name: "method", Type: fact.Word, Values: []string{"transfer", "cash", "crypto"}},
		fact.Definition{Name: "zones", Type: fact.Words, Values: []string{"TBA", "DARIEN"}},
		fact.Definition{Name: "founded", Type: fact.Date},
		fact.Definition{Name: "late", Type: fact.YesNo, Stage: 2},
		fact.Definition{Name: "payment", Type: fact.Rows},
		fact.Definition{Name: "payment.method", Type: fact.Word, Values: []string{"transfer", "cash", "crypto"}},
		fact.Definition{Name: "payment.amount", Type: fact.Quantity, Unit: "USD"},
		fact.Definition{Name: "profile.jurisdictions", Type: fact.Words},
	)
	require.NoError(t, err)
	return d
}

func number(s string) fact.Value { return fact.Number(decimal.RequireFromString(s)) }
func day(s string) fact.Value    { return fact.Day(screening.MustParseDate(s)) }

func TestEval(t *testing.T) {
	party := fact.Set{
		"licensed": fact.Yes(), "cash_share": number("25"), "sector": fact.Text("4690"), "method": fact.Text("cash"),
		"zones": fact.Texts("TBA"), "founded": day("2025-07"), "profile.jurisdictions": fact.Texts("US", "MX"), "payment.amount": number("7"),
	}
	row := fact.Set{"payment.method": fact.Text("crypto")}
	cases := []struct {
		source, reason string
		want           fact.Outcome
	}{
		{`cash_share >= 25`, "the bound belongs to it", fact.True},
		{`25.000 <= cash_share`, "either side, trailing zeros", fact.True},
		{`50 >= cash_share`, "the literal may come first", fact.True},
		{`cash_share > 24.9999999999999999999999999999`, "exact beyond floating point and int64", fact.True},
		{`cash_share + 0.1 + 0.2 == 25.3`, "exact decimals", fact.True},
		{`cash_share * 2 - 1 == 49`, "arithmetic", fact.True},
		{`-cash_share < 0`, "sign", fact.True},
		{`spend > 10`, "unknown operand", fact.Undecided},
		{`spend > 10 and cash_share < 1`, "false wins over unknown", fact.False},
		{`spend > 10 or cash_share > 1`, "true wins over unknown", fact.True},
		{`not (spend in [1, 2])`, "not of unknown is unknown", fact.Undecided},
		{`method in ["cash", "crypto"]`, "in a list", fact.True},
		{`method not in ["cash"]`, "not in", fact.False},
		{`"TBA" in zones`, "in texts", fact.True},
		{`zones contains "DARIEN"`, "contains", fact.False},
		{`sector startsWith "46"`, "prefix of a code", fact.True},
		{`founded < "2025-08-01"`, "every day of the month is before", fact.True},
		{`founded < "2025-07-15"`, "some days are, some are not", fact.Undecided},
		{`founded <= "2025-07-31"`, "the last day belongs to it", fact.True},
		{`founded == "2025-07-15"`, "may be that day", fact.Undecided},
		{`founded == "2025-09-15"`, "cannot be that day", fact.False},
		{`licensed == false`, "compared with false", fact.False},
		{`late`, "asked from the third stage on", fact.Irrelevant},
		{`late or licensed`, "true wins over not applicable", fact.True},
		{`late or spend > 1`, "unknown wins over not applicable in or", fact.Undecided},
		{`payment.method == "crypto"`, "of the row", fact.True},
		{`payment.amount == 7`, "a row inherits what the counterparty says", fact.True},
		{`"MX" in profile.jurisdictions`, "every condition knows the profile", fact.True},
		{`1 < cash_share < 30`, "a chain", fact.True},
	}
	d := dictionary(t)
	for _, c := range cases {
		t.Run(c.source, func(t *testing.T) {
			condition, err := d.Compile(c.source, "payment")
			require.NoError(t, err)
			require.Equal(t, c.want, condition.EvalAt(party, row, 1), c.reason)
		})
	}
}

func TestCompileRefuses(t *testing.T) {
	cases := []struct {
		source string
		column int
		says   string
	}{
		{``, 1, "the condition is empty"},
		{`cash_share >= `, 15, "ends too early"},
		{`cash_shar >= 25`, 1, `did you mean "cash_share"?`},
		{`method == cash`, 11, "put it in quotes if it is a word"},
		{`method == "cheque"`, 11, "its values are transfer, cash, crypto"},
		{`method in ["cash", "crpto"]`, 20, `did you mean "crypto"?`},
		{`cash_share >= "25"`, 12, "write the number without quotes"},
		{`cash_share = 25`, 12, "write == instead of ="},
		{`licensed AND late`, 10, "write and instead of AND"},
		{`cash_share`, 1, "compare it with something"},
		{`cash_share / 2 > 1`, 12, "multiply the other side"},
		{`len(zones) > 2`, 1, "no functions"},
		{`founded > "2025"`, 11, "not a whole day"},
		{`founded > 2025`, 11, "compare it with a quoted day"},
		{`zones == "TBA"`, 7, `"word" in zones`},
		{`method > "cash"`, 8, "needs numbers or days"},
		{`payment.method == "cash"`, 1, "write each: payment"},
		{`payment`, 1, "is a table"},
		{`cash_share > 1e3`, 14, "not a number"},
		{`cash_share > 0x1F`, 14, "not a number"},
		{`spend in []`, 10, "the list is empty"},
		{`zones matches "T.*"`, 7, "not used in conditions"},
		{`method == “cash”`, 11, "straight quotes"},
		{`method == "cash`, 16, "close its quotes"},
		{`licensed and`, 13, "ends too early"},
	}
	d := dictionary(t)
	for _, c := range cases {
		t.Run(c.source, func(t *testing.T) {
			_, err := d.Compile(c.source, "")
			var mistake *fact.SyntaxError
			require.ErrorAs(t, err, &mistake)
			require.Contains(t, mistake.Message, c.says)
			require.Equal(t, c.column, mistake.Column, mistake.Message)
		})
	}
}

func TestDeMorgan(t *testing.T) {
	d, err := fact.NewDictionary(fact.Definition{Name: "a", Type: fact.YesNo}, fact.Definition{Name: "b", Type: fact.YesNo})
	require.NoError(t, err)
	values := []fact.Value{fact.Yes(), fact.No(), fact.Unknown(), fact.NotApplicable()}
	laws := [][2]string{
		{"not (a and b)", "not a or not b"},
		{"not (a or b)", "not a and not b"},
		{"a and b", "b and a"},
		{"a or b", "b or a"},
		{"not not a", "a"},
	}
	for _, law := range laws {
		left, err := d.Compile(law[0], "")
		require.NoError(t, err)
		right, err := d.Compile(law[1], "")
		require.NoError(t, err)
		for _, a := range values {
			for _, b := range values {
				s := fact.Set{"a": a, "b": b}
				require.Equal(t, right.Eval(s, nil), left.Eval(s, nil), fmt.Sprint(law, a, b))
			}
		}
	}
}

func TestUnknowns(t *testing.T) {
	c, err := dictionary(t).Compile("spend > 1 and late and licensed", "")
	require.NoError(t, err)
	var names []string
	for name := range c.Unknowns(fact.Set{"licensed": fact.Yes()}, nil, 1) {
		names = append(names, name)
	}
	require.Equal(t, []string{"spend"}, names, "late is not asked at this stage, licensed is known")
	require.Equal(t, []string{"late", "licensed", "spend"}, c.Facts())
}

func TestEvalAllocatesNothing(t *testing.T) {
	c, err := dictionary(t).Compile(`cash_share * 1.5 >= 25 and method in ["cash", "crypto"] and founded > "2020-01-01" and "TBA" in zones`, "")
	require.NoError(t, err)
	s := fact.Set{"cash_share": number("25.5"), "method": fact.Text("cash"), "founded": day("2025"), "zones": fact.Texts("TBA")}
	require.Equal(t, fact.True, c.Eval(s, nil))
	require.Zero(t, testing.AllocsPerRun(100, func() { c.Eval(s, nil) }))
}

// BenchmarkEvalFourComparisons is one typical rule over one counterparty.
func BenchmarkEvalFourComparisons(b *testing.B) {
	c, err := dictionary(b).Compile(`cash_share >= 25 and method in ["cash", "crypto"] and founded > "2020-01-01" and "TBA" in zones`, "")
	require.NoError(b, err)
	s := fact.Set{"cash_share": number("25.5"), "method": fact.Text("cash"), "founded": day("2025"), "zones": fact.Texts("TBA")}
	b.ReportAllocs()
	for b.Loop() {
		c.Eval(s, nil)
	}
}

func TestCanHold(t *testing.T) {
	cases := []struct {
		source, reason string
		want           bool
	}{
		{"spend > 1", "unknown can turn out true", true},
		{"licensed", "no is no", false},
		{"late and spend > 1", "what does not arise cannot be true", false},
		{"late or spend > 1", "one side still can", true},
		{"not (licensed or spend > 1)", "both can still be false", true},
		{"not (late or spend > 1)", "a side that does not arise is never false", false},
		{"licensed == (spend > 1)", "both can be no", true},
	}
	d := dictionary(t)
	party := fact.Set{"licensed": fact.No(), "late": fact.NotApplicable()}
	for _, c := range cases {
		condition, err := d.Compile(c.source, "")
		require.NoError(t, err)
		require.Equal(t, c.want, condition.CanHold(party, nil, 5), "%s: %s", c.source, c.reason)
	}
}
