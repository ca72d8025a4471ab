package risk_test

import (
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/tamiz-project/tamiz/risk"
	"github.com/tamiz-project/tamiz/risk/fact"
	"github.com/tamiz-project/tamiz/screening"
)

// method is testdata/sample.yaml with texts replaced, and more at its end.
func method(t testing.TB, more string, replace ...string) *risk.Methodology {
	t.Helper()
	document, err := os.ReadFile("testdata/sample.yaml")
	require.NoError(t, err)
	m, err := risk.ParseMethodology([]byte(strings.NewReplacer(replace...).Replace(string(document)) + more))
	require.NoError(t, err)
	return m
}

// risky is a supplier that pays cash, has unknown owners and works in a bad place.
func risky(m *risk.Methodology) risk.Observation {
	c := supplier("Comercial Ejemplo")
	return risk.Observation{
		AsOf: screening.MustParseDate(today), Counterparty: c, Profile: m.Profile(),
		Facts: fact.Set{"unknown_owner_share": fact.Number(dec("30"))},
		Tables: map[string]fact.Table{
			"payment": {Complete: true, Rows: []fact.Row{{ID: "P-1", Facts: fact.Set{"payment.method": fact.Text("cash"), "payment.amount": fact.Number(dec("9500"))}}}},
			"place":   {Complete: true, Rows: []fact.Row{{ID: "XX/operations", Facts: fact.Set{"place.WGI_RULE_OF_LAW_EST": fact.Number(dec("-2"))}}}},
			"hit":     {Complete: true},
		},
	}
}

const controls = `
controls:
  - {id: AUDIT, title: {en: A yearly audit, es: Una auditoría anual}, factors: [MONEY], max_credit: 0.40, max_age_days: 365}
`

func TestControls(t *testing.T) {
	m := method(t, controls)
	control := risk.Control{ID: "AUDIT", Effectiveness: dec("0.5"), Evidence: "report 12", Date: screening.MustParseDate("2026-06-01")}
	cases := []struct {
		name    string
		change  func(*risk.Control)
		score   string
		refused risk.Refusal
	}{
		{"in place: credit up to the maximum", func(*risk.Control) {}, "49.2", ""},
		{"no evidence", func(c *risk.Control) { c.Evidence = "" }, "62", risk.NoEvidence},
		{"no date", func(c *risk.Control) { c.Date = screening.Date{} }, "62", risk.NoEvidence},
		{"not yet", func(c *risk.Control) { c.Date = screening.MustParseDate("2027-01-01") }, "62", risk.NotYet},
		{"expired", func(c *risk.Control) { c.Expires = screening.MustParseDate("2026-11-21") }, "62", risk.ControlExpired},
		{"last day", func(c *risk.Control) { c.Expires = screening.MustParseDate(today) }, "49.2", ""},
		{"old evidence", func(c *risk.Control) { c.Date = screening.MustParseDate("2024-01-01") }, "62", risk.EvidenceOld},
		{"unknown control", func(c *risk.Control) { c.ID = "PRAYER" }, "62", risk.NotInMethod},
		{"impossible effectiveness", func(c *risk.Control) { c.Effectiveness = dec("1.5") }, "62", risk.OutOfBounds},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			o := risky(m)
			one := control
			c.change(&one)
			o.Counterparty.Controls = []risk.Control{one}
			a := m.Judge(o)
			requireAddsUp(t, a)
			require.Equal(t, "62", a.Inherent.Point.String(), "controls do not touch the inherent score")
			require.Equal(t, c.score, a.Residual.Point.String())
			last := a.Contributions[len(a.Contributions)-1]
			require.Equal(t, risk.Relief, last.Step)
			require.Equal(t, c.refused, last.Refused, "a control that earns nothing is listed with the reason")
		})
	}
}

func TestControlNeverLowersAFloor(t *testing.T) {
	m := method(t, controls, "points: 80", "points: 60")
	o := risky(m)
	o.Tables["hit"] = fact.Table{Complete: true, Rows: []fact.Row{{ID: "h", Facts: fact.Set{
		"hit.effect": fact.Text("asset_freeze"), "hit.binding": fact.Yes(), "hit.disposition": fact.Text("pending"),
	}}}}
	o.Counterparty.Controls = []risk.Control{{ID: "AUDIT", Effectiveness: dec("1"), Evidence: "e", Date: screening.MustParseDate(today)}}
	a := m.Judge(o)
	require.Equal(t, "54", a.Inherent.Point.String())
	require.Equal(t, "50", a.Residual.Point.String(), "44.4 without the floor")
	require.Equal(t, risk.Hold, a.Standing)
	requireAddsUp(t, a)
}

func TestExplain(t *testing.T) {
	m := method(t, controls, "id: CASH,", "id: CASH, title: {en: Pays large sums in cash, es: Paga grandes sumas en efectivo, pt: Paga grandes somas em dinheiro},")
	o := risky(m)
	o.Counterparty.Controls = []risk.Control{{ID: "AUDIT", Effectiveness: dec("0.25"), Evidence: "report 12", Date: screening.MustParseDate(today)}}
	a := m.Judge(o)
	require.Equal(t, []string{
		"How it pays: Pays large sums in cash. Adds 32 points. [P-1]",
		"How it pays: OWNERS. Adds 0 points.",
		"Where it works: LAW. Adds 60 points. [XX/operations]",
		"GEO: what these factors add together is limited. Takes away 30 points.",
		"Control in place: A yearly audit. Takes away 8 points. [report 12]",
	}, m.Explain(a, "en"))
	require.Equal(t, "Cómo paga: Paga grandes sumas en efectivo. Suma 32 puntos. [P-1]", m.Explain(a, "es")[0])
	require.Equal(t, "How it pays: Paga grandes somas em dinheiro. Soma 32 pontos. [P-1]", m.Explain(a, "pt")[0], "a title nobody translated is English")
}

func TestExplainHasEverySentence(t *testing.T) {
	m := method(t, "")
	for _, step := range []risk.Step{risk.Weighted, risk.Cap, risk.Floor, risk.Relief, risk.Override, risk.Inform} {
		for _, outcome := range []fact.Outcome{fact.True, fact.Undecided} {
			for _, lang := range []string{"en", "es", "pt", "fr"} {
				text := m.Text(risk.Contribution{Rule: "OPEN_HIT", Step: step, Outcome: outcome}, lang)
				require.NotEmpty(t, text)
				require.NotContains(t, text, "{", "%s %s", step, lang)
			}
		}
	}
}

func TestNextTier(t *testing.T) {
	m := method(t, "")
	a := m.Judge(risky(m))
	require.Equal(t, "HIGH", a.Tier)
	p := m.NextTier(a)
	require.Equal(t, "MEDIUM", p.Tier)
	require.Equal(t, "50", p.Points.String())
	require.True(t, p.Reached)
	require.Equal(t, "LAW", p.Changes[0].Rule, "30 points after the cap, enough alone")
	require.Len(t, p.Changes, 1)

	o := risky(m)
	o.Tables["hit"] = fact.Table{Complete: true, Rows: []fact.Row{{ID: "h", Facts: fact.Set{
		"hit.effect": fact.Text("asset_freeze"), "hit.binding": fact.Yes(), "hit.disposition": fact.Text("pending"),
	}}}}
	require.Equal(t, []string{"OPEN_HIT"}, m.NextTier(m.Judge(o)).Must, "nothing else helps while the hit is open")

	low := risky(m)
	low.Facts, low.Tables = fact.Set{"unknown_owner_share": fact.Number(dec("0"))}, map[string]fact.Table{"payment": {Complete: true}, "place": {Complete: true}, "hit": {Complete: true}}
	require.Equal(t, risk.Path{}, m.NextTier(m.Judge(low)))
}

func TestStability(t *testing.T) {
	m := method(t, "")
	a := m.Judge(risky(m))
	s := m.Stability(a)
	require.Equal(t, "HIGH", s.Tier)
	require.Equal(t, "1", s.Kept.String(), "62, far from 50 and 75")
	require.Equal(t, s, m.Stability(a), "seeded")
	require.False(t, s.Stable(), "without either factor it is MEDIUM")
	require.Equal(t, []risk.Omission{
		{Factor: "MONEY", Tier: "MEDIUM", Score: dec("30")},
		{Factor: "PLACE", Tier: "MEDIUM", Score: dec("32")},
	}, []risk.Omission{{s.Without[0].Factor, s.Without[0].Tier, dec(s.Without[0].Score.String())}, {s.Without[1].Factor, s.Without[1].Tier, dec(s.Without[1].Score.String())}})
}

func TestDiff(t *testing.T) {
	before := method(t, "")
	require.Empty(t, before.Diff(method(t, "# a comment changes nothing\n")))
	after := method(t, controls, "points: 80", "points: 85", "MEDIUM: 25", "MEDIUM: 30", "supplier: 0.40", "supplier: 0.30", "supplier: 0.60", "supplier: 0.70", `version: "1"`, `version: "2"`, "id: OWNERS", "id: OWNER")
	found := map[string]risk.Difference{}
	for _, d := range before.Diff(after) {
		found[d.Where] = d
	}
	require.Equal(t, "80", found["rule CASH points"].Before)
	require.Equal(t, "85", found["rule CASH points"].After)
	require.Equal(t, "0.3", found["factor MONEY weight supplier"].After)
	require.Equal(t, "at 30", found["tier MEDIUM from"].After)
	require.Empty(t, found["rule OWNERS points"].After, "gone")
	require.Empty(t, found["rule OWNER points"].Before, "new")
	require.Equal(t, "0.4", found["control AUDIT max_credit"].After)
	require.Contains(t, found, "version")
}
