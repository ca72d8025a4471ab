package risk_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/tamiz-project/tamiz/risk"
	"github.com/tamiz-project/tamiz/risk/fact"
	"github.com/tamiz-project/tamiz/risk/indicator"
	"github.com/tamiz-project/tamiz/screening"
	"github.com/tamiz-project/tamiz/screening/feed"
)

// parse makes a methodology of one factor of weight 1 from its rules, after the head given.
func parse(t *testing.T, head, combine, rules string) *risk.Methodology {
	t.Helper()
	m, err := risk.ParseMethodology(fmt.Appendf(nil, `
methodology: test
version: "1"
tiers: {LOW: 0, MEDIUM: 25, HIGH: 50, CRITICAL: 75}
%s
facts:
  - {name: a, type: yes/no, ask: A?}
  - {name: b, type: yes/no, ask: B?}
  - {name: later, type: yes/no, stage: full, ask: Later?}
  - {name: n, type: number}
  - {name: row.x, type: yes/no}
  - {name: row.n, type: number}
factors:
  - {id: F, weight: 1, combine: %s, rules: [%s]}
`, head, combine, rules))
	require.NoError(t, err)
	return m
}

func judge(m *risk.Methodology, facts fact.Set, rows ...fact.Row) risk.Assessment {
	return m.Judge(risk.Observation{AsOf: screening.MustParseDate(today), Facts: facts, Tables: map[string]fact.Table{"row": {Complete: true, Rows: rows}}})
}

func TestCombine(t *testing.T) {
	const rules = "{id: R1, when: a, points: 60}, {id: R2, when: b, points: 50}"
	both, one := fact.Set{"a": fact.Yes(), "b": fact.Yes()}, fact.Set{"a": fact.Yes()}
	cases := []struct {
		combine          string
		facts            fact.Set
		low, point, high string
		reason           string
	}{
		{"max", both, "60", "60", "60", "the gravest"},
		{"sum", both, "100", "100", "100", "110 is held at 100"},
		{"compound", both, "80", "80", "80", "60, then half of the 40 left"},
		{"max", one, "60", "60", "60", "a lesser unknown cannot add"},
		{"sum", one, "60", "85", "100", "25 of the 50 points, then all of them"},
		{"compound", one, "60", "70", "80", "25 % of the 40 left, then 50 %"},
	}
	for _, c := range cases {
		a := judge(parse(t, "stages: [{id: simple}, {id: full, when: a and b}]", c.combine, rules), c.facts)
		require.Equal(t, risk.Range{Low: dec(c.low), Point: dec(c.point), High: dec(c.high)}.String(), a.Residual.String(), "%s: %s", c.combine, c.reason)
		requireAddsUp(t, a)
	}
}

func TestOverlapCountsOnce(t *testing.T) {
	m := parse(t, "stages: [{id: simple}, {id: full, when: a}]\noverlaps: [{rules: [R1, R2], because: one contains the other}]", "sum",
		"{id: R1, when: a, points: 30}, {id: R2, when: b, points: 40}, {id: R3, when: n >= 5, points: 20}")
	a := judge(m, fact.Set{"a": fact.Yes(), "b": fact.Yes(), "n": fact.Number(dec("5"))})
	require.Equal(t, "60", a.Residual.Point.String(), "40 and 20; the 30 are in the 40")
	requireAddsUp(t, a)
	a = judge(m, fact.Set{"a": fact.Yes(), "n": fact.Number(dec("1"))})
	require.Equal(t, "30 30 40", fmt.Sprint(a.Residual.Low, " ", a.Residual.Point, " ", a.Residual.High), "b could still be the higher one")
	requireAddsUp(t, a)
}

func TestRows(t *testing.T) {
	m := parse(t, "stages: [{id: simple}, {id: full, when: a}]", "max", "{id: R, each: row, at_least: 2, when: row.x, points: 80}")
	yes, no, unknown := fact.Set{"row.x": fact.Yes()}, fact.Set{"row.x": fact.No()}, fact.Set{}
	rows := func(sets ...fact.Set) (all []fact.Row) {
		for i, s := range sets {
			all = append(all, fact.Row{ID: fmt.Sprint("r", i), Facts: s})
		}
		return all
	}
	cases := []struct {
		name      string
		table     fact.Table
		low, high string
		ask       []string
	}{
		{"two are", fact.Table{Complete: true, Rows: rows(yes, no, yes)}, "80", "80", nil},
		{"one is", fact.Table{Complete: true, Rows: rows(yes, no)}, "0", "0", nil},
		{"one is, one may be", fact.Table{Complete: true, Rows: rows(yes, unknown)}, "0", "80", []string{"row.x r1"}},
		{"there are none", fact.Table{Complete: true}, "0", "0", nil},
		{"nobody told us", fact.Table{}, "0", "80", []string{"row "}},
		{"one is, and there may be more", fact.Table{Rows: rows(yes)}, "0", "80", []string{"row "}},
		{"enough, though there may be more", fact.Table{Rows: rows(yes, yes)}, "80", "80", nil},
	}
	for _, c := range cases {
		a := m.Judge(risk.Observation{Facts: fact.Set{"a": fact.No()}, Tables: map[string]fact.Table{"row": c.table}})
		require.Equal(t, c.low+" "+c.high, fmt.Sprint(a.Residual.Low, " ", a.Residual.High), c.name)
		var asked []string
		for _, q := range a.Questions {
			asked = append(asked, q.Fact+" "+q.Row)
		}
		require.Equal(t, c.ask, asked, c.name)
	}
}

func TestScale(t *testing.T) {
	m := parse(t, "stages: [{id: simple}, {id: full, when: a}]", "max", "{id: R, each: row, scale: {fact: row.n, none: 10, full: 40}, points: 90}")
	for n, want := range map[string]string{"10": "0", "9": "0", "25": "45", "20": "29.997", "40": "90", "99": "90"} {
		a := judge(m, nil, fact.Row{ID: "r", Facts: fact.Set{"row.n": fact.Number(dec(n))}})
		require.Equal(t, want, a.Residual.Point.String(), "a third is 0.3333, rounded in one place")
	}
	a := judge(m, nil, fact.Row{ID: "r1", Facts: fact.Set{"row.n": fact.Number(dec("25"))}}, fact.Row{ID: "r2"})
	require.Equal(t, "45 45 90", fmt.Sprint(a.Residual.Low, " ", a.Residual.Point, " ", a.Residual.High), "the known row is a lower bound for the unknown one")
}

func TestStages(t *testing.T) {
	m := parse(t, "stages: [{id: simple}, {id: full, when: a}]", "sum", "{id: R1, when: later, points: 40}, {id: R2, when: b, points: 40}")
	simple := judge(m, fact.Set{"a": fact.No(), "b": fact.No()})
	require.Equal(t, "simple", simple.Stage)
	require.Equal(t, "1", simple.Coverage.String(), "what is not asked is not missing")
	require.Equal(t, "LOW", simple.Tier)
	require.Empty(t, simple.Questions)
	full := judge(m, fact.Set{"a": fact.Yes(), "b": fact.No()})
	require.Equal(t, "full", full.Stage)
	require.Equal(t, "0.5", full.Coverage.String())
	require.Equal(t, "INSUFFICIENT_DATA", full.Tier, "too little data is never LOW")
	require.Equal(t, "later", full.Questions[0].Fact)
	told := judge(m, fact.Set{"a": fact.No(), "b": fact.No(), "later": fact.Yes()})
	require.Equal(t, "40", told.Residual.Point.String(), "what is known counts at every stage")
	unknown := judge(m, fact.Set{"b": fact.No()})
	require.Equal(t, "simple", unknown.Stage, "what nobody knows does not raise the stage")
	require.Equal(t, "a", unknown.Questions[0].Fact, "it is asked, though")
}

func TestTooLittleDataYieldsToCertainty(t *testing.T) {
	m := parse(t, "stages: [{id: simple}, {id: full, when: a}]\nfloors: [{id: FL, when: b, tier: CRITICAL}]", "sum", "{id: R1, when: later, points: 40}, {id: R2, when: n > 1, points: 10}")
	a := judge(m, fact.Set{"a": fact.Yes(), "b": fact.Yes()})
	require.True(t, a.Coverage.IsZero())
	require.Equal(t, "CRITICAL", a.Tier, "critical at its lowest is critical")
}

func TestUnknownRoleIsNeverLow(t *testing.T) {
	m := parse(t, "stages: [{id: simple}, {id: full, when: a}]", "max", "{id: R, when: a, points: 100}")
	o := risk.Observation{Facts: fact.Set{"a": fact.No()}}
	o.Counterparty.Role = "landlord"
	require.Equal(t, "INSUFFICIENT_DATA", m.Judge(o).Tier)
}

func TestProhibitedNeedsADecision(t *testing.T) {
	m := method(t, "", `hit.disposition == "true_match"'`, `hit.disposition != "false_positive"'`)
	a, err := assessor(t, m, searcher{"Listada": {freeze("US", "1")}}, nil).Assess(supplier("Listada"))
	require.NoError(t, err)
	require.Equal(t, risk.Hold, a.Standing, "whatever the document says, an undecided hit holds and does not prohibit")
}

func TestDocumentWithoutHitsStillHolds(t *testing.T) {
	m := parse(t, "default_profile: {jurisdictions: [US]}\nstages: [{id: simple}, {id: full, when: a}]", "max", "{id: R, when: a, points: 100}")
	for jurisdiction, want := range map[string]risk.Standing{"US": risk.Hold, "CH": risk.Open} {
		a, err := assessor(t, m, searcher{"Listada": {freeze(jurisdiction, "1")}}, nil).Assess(supplier("Listada"))
		require.NoError(t, err)
		require.Equal(t, want, a.Standing, jurisdiction)
	}
}

func TestDiscountedHitsStayVisible(t *testing.T) {
	hit := freeze("US", "1")
	hit.Discounted = true
	a, err := assessor(t, sample(t), searcher{"Listada": {hit}}, nil).Assess(supplier("Listada"))
	require.NoError(t, err)
	require.Equal(t, risk.Open, a.Standing)
	require.Len(t, a.Hits, 1)
}

func TestEverybodyIsScreened(t *testing.T) {
	c := supplier("Empresa")
	relations := []risk.Relation{risk.Owner, risk.Officer, risk.Signatory, risk.Agent, risk.Bank, risk.Asset, risk.Payer, "guarantor"}
	s := searcher{}
	for i, r := range relations {
		name := fmt.Sprint("Parte ", i)
		c.Related = append(c.Related, risk.Related{Party: screening.NewParty(screening.Unknown, name), Relation: r})
		s[name] = []screening.Hit{freeze("US", fmt.Sprint(i))}
	}
	a, err := assessor(t, sample(t), s, nil).Assess(c)
	require.NoError(t, err)
	require.Len(t, a.Searched, 1+len(relations))
	for i, r := range relations {
		require.Equal(t, r, a.Hits[i].Relation)
	}
	require.Equal(t, risk.Hold, a.Standing)
}

func TestObserveRefuses(t *testing.T) {
	m := sample(t)
	cases := []struct {
		name   string
		change func(*risk.Counterparty)
		field  string
		says   string
	}{
		{"nothing to search for", func(c *risk.Counterparty) { c.Names = nil }, "name", "neither name"},
		{"role without weights", func(c *risk.Counterparty) { c.Role = "landlord" }, "role", "no weights"},
		{"fact of another type", func(c *risk.Counterparty) { c.Facts = fact.Set{"unknown_owner_share": fact.Yes()} }, "unknown_owner_share", "as a number"},
		{"word outside the vocabulary", func(c *risk.Counterparty) {
			c.Tables = map[string]fact.Table{"payment": {Rows: []fact.Row{{ID: "P", Facts: fact.Set{"payment.method": fact.Text("cheque")}}}}}
		}, "payment P", "not one of the values"},
		{"a table of hits", func(c *risk.Counterparty) { c.Tables = map[string]fact.Table{"hit": {Complete: true}} }, "hit", "cannot bring it"},
		{"impossible control", func(c *risk.Counterparty) { c.Controls = []risk.Control{{ID: "K", Effectiveness: dec("7")}} }, "control K", "between 0 and 1"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			party := supplier("Empresa")
			party.ID = "S1"
			c.change(&party)
			_, err := assessor(t, m, searcher{}, nil).Assess(party)
			var bad *feed.RecordError
			require.ErrorAs(t, err, &bad)
			require.Equal(t, c.field, bad.Field)
			require.Equal(t, "S1", bad.ID)
			require.Contains(t, bad.Reason, c.says)
		})
	}
}

func TestNewAssessorRefuses(t *testing.T) {
	m, day := sample(t), screening.MustParseDate(today)
	empty, err := indicator.NewTable(nil, func(func(indicator.Value, error) bool) {})
	require.NoError(t, err)
	cases := []struct {
		says string
		make func() (*risk.Assessor, error)
	}{
		{"no methodology", func() (*risk.Assessor, error) { return risk.NewAssessor(nil, searcher{}, day, nil) }},
		{"no list to search", func() (*risk.Assessor, error) { return risk.NewAssessor(m, nil, day, nil) }},
		{"is not one day", func() (*risk.Assessor, error) {
			return risk.NewAssessor(m, searcher{}, screening.MustParseDate("2026-11"), nil)
		}},
		{"outside 0.5 to 1", func() (*risk.Assessor, error) {
			return risk.NewAssessor(m, searcher{}, day, &risk.AssessorOptions{Threshold: 0.3})
		}},
		{"write US", func() (*risk.Assessor, error) {
			return risk.NewAssessor(m, searcher{}, day, &risk.AssessorOptions{Profile: &risk.Profile{Jurisdictions: []string{"USA"}}})
		}},
		{"WGI_RULE_OF_LAW_EST", func() (*risk.Assessor, error) {
			return risk.NewAssessor(m, searcher{}, day, &risk.AssessorOptions{Indicators: empty})
		}},
	}
	for _, c := range cases {
		_, err := c.make()
		require.ErrorContains(t, err, c.says)
	}
}

func TestRunIsAFunctionOfItsInputs(t *testing.T) {
	m := sample(t)
	one, two := assessor(t, m, searcher{}, nil).Run(), assessor(t, m, searcher{}, nil).Run()
	require.Equal(t, one.ID, two.ID)
	other := assessor(t, m, searcher{}, &risk.AssessorOptions{Threshold: 0.9}).Run()
	require.NotEqual(t, one.ID, other.ID)
	require.NotEqual(t, one.ID, assessor(t, m, searcher{}, nil).Run(risk.Input{Name: "s.csv"}).ID)
}

func TestIDsOfTheNameless(t *testing.T) {
	a := assessor(t, sample(t), searcher{}, nil)
	one, err := a.Assess(supplier("Sin Número"))
	require.NoError(t, err)
	two, err := a.Assess(supplier("Sin Número"))
	require.NoError(t, err)
	other, err := a.Assess(supplier("Otra Sin Número"))
	require.NoError(t, err)
	require.NotEmpty(t, one.ID)
	require.Equal(t, one.ID, two.ID, "the same party has the same id in every run")
	require.NotEqual(t, one.ID, other.ID)
}

func TestRunSaysWhatIndicatorsOverlap(t *testing.T) {
	table, err := indicator.NewTable([]indicator.Series{
		{ID: "PART", High: dec("1"), Overlaps: []string{"WHOLE"}}, {ID: "WHOLE", High: dec("1")},
	}, func(func(indicator.Value, error) bool) {})
	require.NoError(t, err)
	const scales = "{id: R1, each: place, scale: {fact: place.PART, none: 0, full: 1}, points: 10}, {id: R2, each: place, scale: {fact: place.WHOLE, none: 0, full: 1}, points: 10}, {id: R3, each: place, scale: {fact: place.GONE, none: 0, full: 1}, points: 10}"
	const head = "optional_indicators: [GONE]\nstages: [{id: simple}, {id: full, when: a}]"
	run := func(head, combine string) map[string]string {
		return assessor(t, parse(t, head, combine, scales), searcher{}, &risk.AssessorOptions{Indicators: table}).Run().Parameters
	}
	require.Equal(t, "PART and WHOLE", run(head, "sum")["indicators_that_overlap"], "both count, and one contains the other")
	require.Equal(t, "GONE", run(head, "sum")["indicators_not_loaded"])
	require.NotContains(t, run(head, "max"), "indicators_that_overlap", "only the graver counts")
	require.NotContains(t, run(head+"\noverlaps: [{rules: [R1, R2], because: contains}]", "sum"), "indicators_that_overlap", "declared")
	require.NotContains(t, run(head+"\ncaps: [{id: C, factors: [F], at: 15}]", "sum"), "indicators_that_overlap", "capped together")
}

func TestWhatTheListDoesNotSayHolds(t *testing.T) {
	bare, noEffect := freeze("US", "1"), freeze("US", "1")
	bare.Designations = nil
	noEffect.Designations[0].Effect = ""
	for name, hit := range map[string]screening.Hit{"no designation": bare, "no effect": noEffect} {
		a, err := assessor(t, sample(t), searcher{"Listada": {hit}}, nil).Assess(supplier("Listada"))
		require.NoError(t, err)
		require.Equal(t, risk.Hold, a.Standing, name)
		require.Equal(t, "50", a.Residual.Low.String(), name)
	}
	m := method(t, "", `hit.effect == "asset_freeze" and hit.binding and hit.disposition != "false_positive"`, `hit.age_days >= 0 and hit.disposition != "false_positive"`)
	undated := freeze("US", "1")
	undated.Designations[0].From = screening.Date{}
	a, err := assessor(t, m, searcher{"Listada": {undated}}, nil).Assess(supplier("Listada"))
	require.NoError(t, err)
	require.Equal(t, risk.Hold, a.Standing, "a rule on hits that the list leaves undecided holds")
}

func TestFloorsStandWhateverIsMissing(t *testing.T) {
	for tier, want := range map[string]string{"MEDIUM": "INSUFFICIENT_DATA", "HIGH": "HIGH", "CRITICAL": "CRITICAL"} {
		m := parse(t, "stages: [{id: simple}, {id: full, when: a}]\nfloors: [{id: FL, when: b, tier: "+tier+"}]", "sum", "{id: R1, when: later, points: 40}, {id: R2, when: n > 1, points: 60, unknown: 0.1}")
		a := judge(m, fact.Set{"a": fact.Yes(), "b": fact.Yes()})
		require.Equal(t, want, a.Tier, "at least "+tier+", and everything else unknown")
		require.Equal(t, tier, a.TierLow)
		require.Equal(t, "CRITICAL", a.TierHigh)
	}
}

func TestWithoutAProfileEverythingBinds(t *testing.T) {
	m := method(t, "", "default_profile: {jurisdictions: [US, UN, CO]}", "")
	a, err := assessor(t, m, searcher{"Listada": {freeze("CH", "1")}}, nil).Assess(supplier("Listada"))
	require.NoError(t, err)
	require.Equal(t, risk.Hold, a.Standing, "not knowing who we are must not release anybody")
	a, err = assessor(t, m, searcher{"Listada": {freeze("CH", "1")}}, &risk.AssessorOptions{Profile: &risk.Profile{Jurisdictions: []string{"US"}}}).Assess(supplier("Listada"))
	require.NoError(t, err)
	require.Equal(t, risk.Open, a.Standing)
}
