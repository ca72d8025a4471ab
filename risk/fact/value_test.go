package fact_test

import (
	"encoding/json"
	"fmt"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"
	"github.com/tamiz-project/tamiz/risk/fact"
	"github.com/tamiz-project/tamiz/screening"
)

func TestValueJSON(t *testing.T) {
	cases := []struct {
		name string
		v    fact.Value
		want string
	}{
		{"yes", fact.Yes(), `{"yes":true}`},
		{"no", fact.No(), `{"yes":false}`},
		{"number", number("125000.50"), `{"number":"125000.5"}`},
		{"a number beyond int64 keeps every digit", number("12345678901234567890.123456789"), `{"number":"12345678901234567890.123456789"}`},
		{"text", fact.Text("cash"), `{"text":"cash"}`},
		{"texts", fact.Texts("TBA", "DARIEN"), `{"texts":["TBA","DARIEN"]}`},
		{"no texts at all is known", fact.Texts(), `{"texts":[]}`},
		{"date", day("2026-01"), `{"date":"2026-01"}`},
		{"not applicable", fact.NotApplicable(), `{"not_applicable":true}`},
		{"unknown", fact.Unknown(), `{}`},
		{
			"with its origin", fact.Yes().From(fact.Origin{Source: "ERP", Date: screening.MustParseDate("2026-10-31")}),
			`{"yes":true,"source":"ERP","date_of":"2026-10-31"}`,
		},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			b, err := json.Marshal(c.v)
			require.NoError(t, err)
			require.Equal(t, c.want, string(b))
			var back fact.Value
			require.NoError(t, json.Unmarshal(b, &back))
			require.True(t, c.v.Equal(back), "%s came back as %s", c.v, back)
			require.Equal(t, c.v.Origin(), back.Origin())
		})
	}
}

func TestValueJSONRefuses(t *testing.T) {
	for _, text := range []string{`{"yes":true,"text":"a"}`, `{"number":"1,5"}`, `{"number":"1e9"}`, `{"maybe":true}`, `{"date":"2026-13"}`, `{"date":""}`, `"cash"`} {
		var v fact.Value
		require.Error(t, json.Unmarshal([]byte(text), &v), text)
	}
	var v fact.Value
	require.NoError(t, json.Unmarshal([]byte(`{"number":0.1}`), &v), "a bare number is read exactly")
	require.True(t, v.Equal(number("0.1")))
}

func TestParse(t *testing.T) {
	cases := []struct {
		name, text, reason string
		want               fact.Value
	}{
		{"licensed", "Sí", "Spanish", fact.Yes()},
		{"licensed", "NÃO", "Portuguese", fact.No()},
		{"licensed", "", "empty is unknown", fact.Unknown()},
		{"licensed", "n/a", "not applicable is an answer", fact.NotApplicable()},
		{"cash_share", "35%", "percent sign", number("35")},
		{"spend", "USD 1,250,000.75", "English grouping", number("1250000.75")},
		{"spend", "1.250.000,75 USD", "Latin American grouping", number("1250000.75")},
		{"spend", "12,5", "decimal comma", number("12.5")},
		{"spend", "0,125", "cannot be a group", number("0.125")},
		{"method", "CASH", "the vocabulary's spelling", fact.Text("cash")},
		{"zones", "tba; DARIEN", "several", fact.Texts("TBA", "DARIEN")},
		{"founded", "2019-05", "a month", day("2019-05")},
	}
	d := dictionary(t)
	for _, c := range cases {
		t.Run(c.name+" "+c.text, func(t *testing.T) {
			v, err := d.Parse(c.name, c.text)
			require.NoError(t, err)
			require.True(t, c.want.Equal(v), "%s, got %s", c.reason, v)
		})
	}
}

func TestParseRefuses(t *testing.T) {
	cases := []struct{ name, text, says string }{
		{"licensed", "perhaps", "neither yes nor no"},
		{"spend", "1,250", "two ways"},
		{"spend", "lots", "not a number"},
		{"spend", "", ""},
		{"method", "cheque", "transfer, cash, crypto"},
		{"founded", "31/12/2019", "date"},
		{"spnd", "1", `did you mean "spend"?`},
		{"payment", "1", "not a fact"},
	}
	d := dictionary(t)
	for _, c := range cases {
		v, err := d.Parse(c.name, c.text)
		if c.says == "" {
			require.NoError(t, err)
			require.False(t, v.Known())
			continue
		}
		require.ErrorContains(t, err, c.says)
	}
}

func TestNewDictionaryRefuses(t *testing.T) {
	_, err := fact.NewDictionary(
		fact.Definition{Name: "a", Type: "boolean"}, fact.Definition{Name: "b c", Type: fact.YesNo}, fact.Definition{Name: "in", Type: fact.YesNo},
		fact.Definition{Name: "d", Type: fact.YesNo}, fact.Definition{Name: "d", Type: fact.Word}, fact.Definition{Name: "e", Type: fact.Date, Values: []string{"x"}},
	)
	for _, says := range []string{`type "boolean"`, `"b c"`, `"in" is a word of`, `"d" is defined twice`, `"e" is a date and cannot have values`} {
		require.ErrorContains(t, err, says)
	}
}

// FuzzValueJSON: whatever is read can be written and read again as the same value.
func FuzzValueJSON(f *testing.F) {
	f.Add([]byte(`{"number":"-0.50","source":"ERP"}`))
	f.Add([]byte(`{"texts":[]}`))
	f.Add([]byte(`{"date":"1960/1965~"}`))
	f.Fuzz(func(t *testing.T, b []byte) {
		var v, back fact.Value
		if json.Unmarshal(b, &v) != nil {
			return
		}
		out, err := json.Marshal(v)
		require.NoError(t, err)
		require.NoError(t, json.Unmarshal(out, &back))
		require.True(t, v.Equal(back))
	})
}

// FuzzCompile: any text compiles or is refused with a position inside it, and what compiles evaluates.
func FuzzCompile(f *testing.F) {
	for _, s := range []string{`cash_share >= 0.30 and not licensed`, `method in ["cash"]`, `founded > "2025-01-01" or "TBA" in zones`, `1 < -cash_share * 2 < 3`, `((`, `"`} {
		f.Add(s)
	}
	d := dictionary(f)
	f.Fuzz(func(t *testing.T, source string) {
		c, err := d.Compile(source, "payment")
		if err != nil {
			var mistake *fact.SyntaxError
			require.ErrorAs(t, err, &mistake)
			require.NotEmpty(t, mistake.Message)
			require.GreaterOrEqual(t, mistake.Column, 1)
			require.LessOrEqual(t, mistake.Column, len([]rune(source))+1)
			return
		}
		c.Eval(nil, nil)
		c.Eval(fact.Set{"cash_share": number("1"), "method": fact.Texts("a")}, fact.Set{"founded": fact.Yes()})
	})
}

func FuzzParse(f *testing.F) {
	f.Add("spend", "USD 1.250,50")
	f.Add("founded", "2019-05")
	d := dictionary(f)
	f.Fuzz(func(t *testing.T, name, text string) {
		v, err := d.Parse(name, text)
		if err != nil || name == "zones" {
			return
		}
		again, err := d.Parse(name, v.String())
		require.NoError(t, err)
		require.True(t, v.Equal(again), "%q became %s, then %s", text, v, again)
	})
}

func ExampleDictionary_Compile() {
	d, _ := fact.NewDictionary(
		fact.Definition{Name: "cash_share", Type: fact.Quantity, Unit: "percent"},
		fact.Definition{Name: "licensed", Type: fact.YesNo},
	)
	rule, _ := d.Compile("cash_share >= 30 and not licensed", "")
	known := fact.Set{"cash_share": fact.Number(decimal.RequireFromString("35"))}
	fmt.Println(rule.Eval(known, nil))
	for name := range rule.Unknowns(known, nil, 0) {
		fmt.Println("ask:", name)
	}
	_, err := d.Compile("cash_share >= 30 and not licenced", "")
	fmt.Println(err)
	// Output:
	// unknown
	// ask: licensed
	// line 1, column 26: "licenced" is not a fact of the dictionary; define it under facts, or put it in quotes if it is a word; did you mean "licensed"?
}

func ExampleDictionary_Parse() {
	d, _ := fact.NewDictionary(fact.Definition{Name: "spend", Type: fact.Quantity, Unit: "USD"})
	for _, text := range []string{"USD 1.250,50", "?", "1,250"} {
		v, err := d.Parse("spend", text)
		fmt.Println(v, err)
	}
	// Output:
	// 1250.5 <nil>
	// ? <nil>
	// ? fact "spend": "1,250" can be read two ways; write it with a decimal point and no other separator
}
