package risk_test

import (
	"errors"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/tamiz-project/tamiz/risk"
)

// A broken document is testdata/sample.yaml with one text changed. at is the text in the changed document that the error must
// point at.
type broken struct{ name, old, new, at, says string }

func brokenDocuments() []broken {
	return []broken{
		{"not YAML", "CRITICAL: 75}", "CRITICAL: 75", "", "not YAML"},
		{"no version", `version: "1"`, "", "methodology: two", `no "version"`},
		{"unknown key", "unknown: 0.50", "unknwon: 0.50", "unknwon", "may hold methodology, version"},
		{"key twice", "unknown: 0.50", "unknown: 0.50\nunknown: 0.40", "unknown: 0.40", "stands twice"},
		{"share above 1", "unknown: 0.50", "unknown: 50", "50\nfacts", "between 0 and 1"},
		{"number in words", "unknown: 0.50", "unknown: half", "half", "write digits with a decimal point"},
		{"number with an exponent", "unknown: 0.50", "unknown: 5e-1", "5e-1", "not a number"},
		{"tiers fall", "MEDIUM: 25, HIGH: 50", "MEDIUM: 50, HIGH: 25", "25, CRITICAL", "write the tiers from the lowest"},
		{"lowest tier above 0", "LOW: 0", "LOW: 5", "5, MEDIUM", "must begin at 0"},
		{"tier above 100", "CRITICAL: 75", "CRITICAL: 175", "175", "scores end at 100"},
		{"no tiers", "tiers: {LOW: 0, MEDIUM: 25, HIGH: 50, CRITICAL: 75}", "", "methodology: two", `no "tiers"`},
		{"too little data looks like a tier", "below: INSUFFICIENT_DATA", "below: LOW", "LOW}", "choose another word"},
		{"fact without a type", "type: number, unit: USD, ask: How", "unit: USD, ask: How", "name: payment.amount", `no "type"`},
		{"unknown type", "type: number, unit: USD", "type: amount, unit: USD", "payment.amount, type: amount", `type "amount"`},
		{"fact twice", "name: payment.amount", "name: payment.method", "payment.method, type: number", "defined twice"},
		{"derived fact of another type", "unknown_owner_share, type: number", "unknown_owner_share, type: text", "text, unit: percent", "write type: number"},
		{"text with a comma, unquoted", `"Who owns it, and how much?"`, "Who owns it, and how much?", "and how much?", "put that text in quotes"},
		{"weights of a role", "supplier: 0.40", "supplier: 0.45", "factors:", "role supplier add up to 1.05; they must add up to exactly 1"},
		{"unknown role", "partner: 0.50}\n    combine", "agent: 0.50}\n    combine", "agent", "may hold supplier, customer, partner"},
		{"unknown combination", "combine: max", "combine: average", "average", "write max"},
		{"rule id twice", "id: OWNERS", "id: CASH", "CASH, when: unknown", "was used on line"},
		{"unknown fact", "unknown_owner_share >= 25", "unknown_owner_shar >= 25", "unknown_owner_shar >=", `did you mean "unknown_owner_share"?`},
		{"word outside the vocabulary", `"cash" and`, `"cheque" and`, `"cheque" and`, "its values are transfer, cash, crypto"},
		{"table forgotten", "each: payment, when", "when", "payment.method ==", "write each: payment"},
		{"unknown table", "each: payment", "each: paiment", "paiment, when", "not a table"},
		{"points above 100", "points: 80", "points: 180", "180", "between 0 and 100"},
		{"rule without condition", "when: unknown_owner_share >= 25, ", "", "OWNERS", "either a condition (when) or a scale"},
		{"scale without width", "full: -1.50", "full: 1.00", "1.00}, points", "two different anchors"},
		{"scale of a text", "place.WGI_RULE_OF_LAW_EST", "place.country", "place.country", "a scale measures a number"},
		{"points on nationality", "unknown_owner_share, type: number, unit: percent", "nationality, type: number", "OWNERS", "never a risk"},
		{"floor at no tier", "tier: HIGH, standing: HOLD", "tier: SEVERE, standing: HOLD", "SEVERE", "not a tier"},
		{"floor that decides nothing", "tier: HIGH, standing: HOLD, ", "", "OPEN_HIT", "decides nothing"},
		{"unknown standing", "standing: PROHIBITED", "standing: FORBIDDEN", "FORBIDDEN", "write HOLD or PROHIBITED"},
		{"cap on an unknown factor", "factors: [PLACE]", "factors: [PLACES]", "PLACES", "not a factor"},
		{"action data without an action", "action: Pay by bank transfer only, ", "", "CASH, each", "belong to an action"},
		{"jurisdiction nobody calls itself", "jurisdictions: [US", "jurisdictions: [USA", "USA", "write US"},
		{"an anchor", "unknown: 0.50", "unknown: &half 0.50", "&half", "write the value out"},
		{"empty", "", "", "", "the document is empty"},
	}
}

func TestBrokenDocuments(t *testing.T) {
	original, err := os.ReadFile("testdata/sample.yaml")
	require.NoError(t, err)
	for _, c := range brokenDocuments() {
		t.Run(c.name, func(t *testing.T) {
			document := strings.Replace(string(original), c.old, c.new, 1)
			if c.name == "empty" {
				document = "# nothing\n"
			}
			if c.name == "points on nationality" {
				document = strings.Replace(document, "unknown_owner_share >= 25", "nationality >= 25", 1)
			}
			require.NotEqual(t, string(original), document, "the case changes nothing")
			_, err := risk.ParseMethodology([]byte(document))
			var mistake *risk.DocumentError
			require.ErrorAs(t, err, &mistake)
			require.ErrorContains(t, err, c.says)
			if c.at != "" {
				requirePlace(t, document, c.at, err)
			}
		})
	}
}

// requirePlace checks that a mistake points at a text.
func requirePlace(t *testing.T, document, at string, err error) {
	t.Helper()
	i := strings.Index(document, at)
	require.GreaterOrEqual(t, i, 0, "%q is not in the document", at)
	line := 1 + strings.Count(document[:i], "\n")
	column := len([]rune(document[strings.LastIndex(document[:i], "\n")+1:i])) + 1
	for _, e := range mistakes(err) {
		if e.Line == line && e.Column == column {
			return
		}
	}
	require.Fail(t, "no mistake points there", "want %d:%d in\n%v", line, column, err)
}

func mistakes(err error) []*risk.DocumentError {
	joined, ok := err.(interface{ Unwrap() []error })
	if !ok {
		var e *risk.DocumentError
		errors.As(err, &e)
		return []*risk.DocumentError{e}
	}
	var all []*risk.DocumentError
	for _, one := range joined.Unwrap() {
		all = append(all, mistakes(one)...)
	}
	return all
}

func TestEveryMistakeAtOnce(t *testing.T) {
	original, err := os.ReadFile("testdata/sample.yaml")
	require.NoError(t, err)
	document := strings.NewReplacer("points: 80", "points: 800", "tier: HIGH", "tier: HIHG", "supplier: 0.40", "supplier: 0.41", "factors: [PLACE]", "factors: [X]").Replace(string(original))
	_, err = risk.ParseMethodology([]byte(document))
	all := mistakes(err)
	require.Len(t, all, 4, "%v", err)
	for i := range all[1:] {
		require.LessOrEqual(t, all[i].Line, all[i+1].Line, "in the order of the document")
	}
}

// FuzzParseMethodology: no document breaks the reader; what is refused is refused with a place.
func FuzzParseMethodology(f *testing.F) {
	original, err := os.ReadFile("testdata/sample.yaml")
	require.NoError(f, err)
	f.Add(original)
	f.Add([]byte("tiers: 3\n"))
	f.Add([]byte("{a: [b, {c: *d}]}"))
	f.Add([]byte("methodology: x\nversion: 1\ntiers: {A: 0}\nfactors: [{id: F, weight: 1, rules: [{id: R, when: 'true', points: 1}]}]"))
	f.Fuzz(func(t *testing.T, document []byte) {
		m, err := risk.ParseMethodology(document)
		if err != nil {
			for _, e := range mistakes(err) {
				require.Positive(t, e.Line)
				require.Positive(t, e.Column)
				require.NotEmpty(t, e.Message)
			}
			return
		}
		requireAddsUp(t, m.Judge(risk.Observation{}))
	})
}
