package risk_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"
	"github.com/tamiz-project/tamiz/risk"
	"github.com/tamiz-project/tamiz/risk/fact"
	"github.com/tamiz-project/tamiz/risk/ownership"
	"github.com/tamiz-project/tamiz/screening"
	"github.com/tamiz-project/tamiz/screening/feed"
	"github.com/tamiz-project/tamiz/screening/identifier"
)

// everything is an assessment in which as many fields as possible say something.
func everything(t testing.TB) risk.Assessment {
	t.Helper()
	c := supplier("Listada <&> \"Ñandú\"")
	c.ID, c.Countries = "S1", []string{"VE"}
	c.Identifiers = []identifier.ID{{Scheme: "VE-RIF", Country: "VE", Value: "J298765434"}}
	c.Addresses = []screening.Address{{Text: "Calle 1", City: "Caracas", Country: "VE"}}
	c.Founded = []screening.Date{screening.MustParseDate("2019")}
	c.Notes = []risk.Note{{Code: risk.Blank, Field: "tax_id", Text: "no tax number"}}
	c.Controls = []risk.Control{{ID: "NONE", Effectiveness: dec("0.50"), Date: screening.MustParseDate("2026-01-01")}}
	c.Related = []risk.Related{
		{Party: screening.NewParty(screening.Person, "Dueña Inventada"), Relation: risk.Owner, Share: ownership.Percent(dec("60"))},
		{Party: screening.Party{Kind: screening.Organization}, Relation: risk.Bank},
	}
	c.Facts = fact.Set{"free_text": fact.Text("x").From(fact.Origin{Source: "ERP", Date: screening.MustParseDate("2026-10")})}
	c.Tables = map[string]fact.Table{"payment": {Rows: []fact.Row{{ID: "P-1", Facts: fact.Set{"payment.method": fact.Text("cash"), "payment.amount": fact.Number(dec("9500"))}}}}}
	hit := freeze("US", "100")
	hit.Evidence = []screening.Evidence{{Code: "name", Gain: 5.25}}
	s := searcher{c.Names[0].Text: {hit}, "Dueña Inventada": {freeze("US", "200"), freeze("EU", "300")}}
	decisions, err := screening.NewDecisions(screening.Decision{Party: "S1", List: "us-test", Entry: "100", Disposition: screening.Escalated, Basis: screening.Basis{"party.names": "old"}})
	require.NoError(t, err)
	a, err := assessor(t, sample(t), s, &risk.AssessorOptions{Decisions: decisions}).Assess(c)
	require.NoError(t, err)
	return a
}

func lines(t testing.TB, results iter.Seq2[risk.Assessment, error]) []byte {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, risk.WriteJSON(&b, results))
	return b.Bytes()
}

func report(a ...risk.Assessment) iter.Seq2[risk.Assessment, error] {
	return func(yield func(risk.Assessment, error) bool) {
		for _, one := range a {
			if !yield(one, nil) {
				return
			}
		}
		yield(risk.Assessment{}, fmt.Errorf("row: %w", &feed.RecordError{Source: "s.csv", Line: 7, Field: "country", Value: "Atlantis", Reason: "unknown country"}))
	}
}

func TestJSONRoundTrip(t *testing.T) {
	a := everything(t)
	require.Equal(t, risk.Hold, a.Standing)
	require.NotEmpty(t, a.Hits[0].Reopened, "a decision on other names no longer holds")
	require.NotEmpty(t, a.Ownership)
	require.Equal(t, []string{"free_text"}, a.Unjudged)
	written := lines(t, report(a))
	require.Equal(t, 2, bytes.Count(written, []byte("\n")), "one line per assessment and per rejected row")
	var back []risk.Assessment
	var rejected *feed.RecordError
	for one, err := range risk.ReadJSON(bytes.NewReader(written)) {
		if errors.As(err, &rejected) {
			continue
		}
		require.NoError(t, err)
		back = append(back, one)
	}
	require.Len(t, back, 1)
	require.Equal(t, "Atlantis", rejected.Value)
	require.Equal(t, string(written), string(lines(t, report(back...))), "what was read writes the same bytes")
}

func TestJSONDecimalsAreStrings(t *testing.T) {
	a := everything(t)
	before := lines(t, report(a))
	decimal.MarshalJSONWithoutQuotes = true
	t.Cleanup(func() { decimal.MarshalJSONWithoutQuotes = false })
	require.Equal(t, string(before), string(lines(t, report(a))), "whatever the host does to package decimal")
	require.Regexp(t, `"inherent":\{"low":"[0-9.]+","point":"[0-9.]+","high":"[0-9.]+"\}`, string(before))
	require.Regexp(t, `"effectiveness":"0.5"`, string(before))
}

func TestReadJSONRefuses(t *testing.T) {
	for _, c := range []struct{ text, says string }{
		{"{\"id\":\"x\"}\n", "is no assessment"},
		{"{\"id\":", "line 1"},
		{"\n\nnonsense\n", "line 3"},
	} {
		for _, err := range risk.ReadJSON(strings.NewReader(c.text)) {
			require.ErrorContains(t, err, c.says)
		}
	}
}

func TestWriteJSONStopsAtAnError(t *testing.T) {
	broken := errors.New("the disk is gone")
	err := risk.WriteJSON(&bytes.Buffer{}, func(yield func(risk.Assessment, error) bool) { yield(risk.Assessment{}, broken) })
	require.ErrorIs(t, err, broken)
}

func TestSchema(t *testing.T) {
	text, err := os.ReadFile("assessment.schema.json")
	require.NoError(t, err)
	var schema map[string]any
	require.NoError(t, json.Unmarshal(text, &schema))
	v := validator{schema}
	for line := range bytes.Lines(lines(t, report(everything(t)))) {
		var value any
		require.NoError(t, json.Unmarshal(line, &value))
		require.Empty(t, v.mistakes(schema, value, ""), "%s", line)
		broken := value.(map[string]any)
		broken["surprise"] = true
		require.NotEmpty(t, v.mistakes(schema, value, ""), "a field that the schema does not know")
	}
}

// A validator checks the subset of JSON Schema that assessment.schema.json uses.
type validator struct{ root map[string]any }

func (v validator) mistakes(schema map[string]any, value any, at string) (all []string) {
	if ref, ok := schema["$ref"].(string); ok {
		defs := v.root["$defs"].(map[string]any)
		return v.mistakes(defs[strings.TrimPrefix(ref, "#/$defs/")].(map[string]any), value, at)
	}
	if options, ok := schema["anyOf"].([]any); ok {
		for _, o := range options {
			found := v.mistakes(o.(map[string]any), value, at)
			if len(found) == 0 {
				return nil
			}
			all = append(all, found...)
		}
		return all
	}
	if enum, ok := schema["enum"].([]any); ok && !slices.Contains(enum, value) {
		return []string{fmt.Sprintf("%s: %v is not one of %v", at, value, enum)}
	}
	switch schema["type"] {
	case "object":
		return v.object(schema, value, at)
	case "array":
		items, ok := value.([]any)
		if !ok {
			return []string{at + ": no array"}
		}
		for i, item := range items {
			all = append(all, v.mistakes(schema["items"].(map[string]any), item, fmt.Sprintf("%s[%d]", at, i))...)
		}
		return all
	}
	return v.scalar(schema, value, at)
}

func (v validator) scalar(schema map[string]any, value any, at string) []string {
	ok := true
	switch schema["type"] {
	case "string":
		var s string
		s, ok = value.(string)
		if pattern, has := schema["pattern"].(string); has && ok {
			ok = regexp.MustCompile(pattern).MatchString(s)
		}
	case "number":
		_, ok = value.(float64)
	case "integer":
		f, isNumber := value.(float64)
		ok = isNumber && f == float64(int(f))
	case "boolean":
		_, ok = value.(bool)
	case "null":
		ok = value == nil
	}
	if ok {
		return nil
	}
	return []string{fmt.Sprintf("%s: %v is no %v", at, value, schema["type"])}
}

func (v validator) object(schema map[string]any, value any, at string) (all []string) {
	object, ok := value.(map[string]any)
	if !ok {
		return []string{at + ": no object"}
	}
	properties, _ := schema["properties"].(map[string]any)
	required, _ := schema["required"].([]any)
	for _, name := range required {
		if _, there := object[name.(string)]; !there {
			all = append(all, fmt.Sprintf("%s: %v is missing", at, name))
		}
	}
	for name, field := range object {
		if p, known := properties[name].(map[string]any); known {
			all = append(all, v.mistakes(p, field, at+"."+name)...)
		} else if rest, open := schema["additionalProperties"].(map[string]any); open {
			all = append(all, v.mistakes(rest, field, at+"."+name)...)
		} else {
			all = append(all, fmt.Sprintf("%s: %s is not known", at, name))
		}
	}
	return all
}

// FuzzReadJSON: no input breaks the reader, and what it accepts can be written.
func FuzzReadJSON(f *testing.F) {
	f.Add(lines(f, report(everything(f))))
	f.Add([]byte(`{"rejected":{"source":"a","reason":"b"}}`))
	f.Fuzz(func(t *testing.T, b []byte) {
		for a, err := range risk.ReadJSON(bytes.NewReader(b)) {
			if err == nil {
				require.NoError(t, risk.WriteJSON(&bytes.Buffer{}, report(a)))
			}
		}
	})
}

func TestStandingIsWrittenWhenOpenToo(t *testing.T) {
	line, err := json.Marshal(risk.Assessment{ID: "S1"})
	require.NoError(t, err)
	require.Contains(t, string(line), `"standing":""`, "a reader of the key must not mistake an absent one for a program that does not know it")
}
