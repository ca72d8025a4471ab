package risk_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/shopspring/decimal"
	"github.com/tamiz-project/tamiz/risk"
	"github.com/tamiz-project/tamiz/risk/fact"
	"github.com/tamiz-project/tamiz/screening"
	"github.com/tamiz-project/tamiz/screening/feed"
)

// tiny is a methodology of two factors and one floor.
const tiny = `
methodology: tiny
version: "1"
default_profile: {jurisdictions: [US]}
tiers: {LOW: 0, HIGH: 40}
facts:
  - {name: cash_share, type: number, unit: percent, ask: Which share is paid in cash?}
  - {name: audited, type: yes/no, ask: Are the accounts audited?}
factors:
  - id: MONEY
    title: {en: How it pays, es: Cómo paga}
    weight: 0.70
    rules: [{id: CASH, title: {en: Much cash, es: Mucho efectivo}, when: cash_share >= 30, points: 80, action: Agree on bank transfer, owner: treasury, days: 30, effect: 0.5}]
  - id: BOOKS
    weight: 0.30
    rules: [{id: NOAUDIT, when: not audited, points: 50}]
floors:
  - {id: OPEN, each: hit, when: 'hit.binding and hit.disposition == "pending"', tier: HIGH, standing: HOLD}
`

// exampleAssessor screens against one invented entry.
func exampleAssessor() *risk.Assessor {
	m, err := risk.ParseMethodology([]byte(tiny))
	if err != nil {
		panic(err)
	}
	index, err := screening.NewIndex(&screening.Watchlist{
		List: screening.List{ID: "us-invented", Publisher: "Nobody", Official: true, Published: screening.MustParseDate("2026-11-20"), MaxAge: 7},
		Entries: []screening.Entry{{
			Party:        screening.NewParty(screening.Organization, "Banda Inventada del Valle"),
			Designations: []screening.Designation{{Jurisdiction: "US", Effect: screening.AssetFreeze, AuthorityKind: screening.ExecutiveList}},
		}},
	})
	if err != nil {
		panic(err)
	}
	a, err := risk.NewAssessor(m, index, screening.MustParseDate("2026-11-22"), nil)
	if err != nil {
		panic(err)
	}
	return a
}

func customer(id, name, cash string) risk.Counterparty {
	c := risk.Counterparty{Party: screening.NewParty(screening.Organization, name), Role: risk.Customer}
	c.ID = id
	c.Facts = fact.Set{"cash_share": fact.Number(decimal.RequireFromString(cash)).From(fact.Origin{Source: "ERP"})}
	return c
}

func ExampleParseMethodology() {
	m, err := risk.ParseMethodology([]byte(tiny))
	fmt.Println(m.ID(), m.Version(), len(m.Rules()), err)
	broken := strings.NewReplacer("weight: 0.30", "weight: 0.40", "cash_share >= 30", "cash_shares >= 30").Replace(tiny)
	_, err = risk.ParseMethodology([]byte(broken))
	fmt.Println(err)
	// Output:
	// tiny 1 3 <nil>
	// line 9, column 1: the weights for role supplier add up to 1.1; they must add up to exactly 1
	// line 9, column 1: the weights for role customer add up to 1.1; they must add up to exactly 1
	// line 9, column 1: the weights for role partner add up to 1.1; they must add up to exactly 1
	// line 13, column 74: condition: "cash_shares" is not a fact of the dictionary; define it under facts, or put it in quotes if it is a word; did you mean "cash_share"?
}

func ExampleAssessor_Assess() {
	a, err := exampleAssessor().Assess(customer("C-1", "Comercial Ejemplo", "35"))
	if err != nil {
		panic(err)
	}
	fmt.Println(a.Tier, a.Residual.Low, a.Residual.Point, a.Residual.High, "coverage", a.Coverage)
	for _, c := range a.Contributions {
		fmt.Println(c.Factor, c.Rule, c.Outcome, c.Points.Point)
	}
	for _, q := range a.Questions {
		fmt.Println("ask:", q.Fact, "moves the score by up to", q.Moves)
	}
	for _, x := range a.Actions {
		fmt.Println("do:", x.Text, "-", x.Owner, x.Days, "days")
	}
	// Output:
	// HIGH 56 63.5 71 coverage 0.7
	// MONEY CASH true 56
	// BOOKS NOAUDIT unknown 7.5
	// ask: audited moves the score by up to 15
	// do: Agree on bank transfer - treasury 30 days
}

func ExampleAssessor_Observe() {
	a := exampleAssessor()
	seen, err := a.Observe(customer("C-2", "Banda Inventada del Valle", "0"))
	if err != nil {
		panic(err)
	}
	for _, h := range seen.Hits {
		fmt.Println(h.Party, "may be", h.Name, "on", h.List)
	}
	fmt.Println("effect", seen.Tables["hit"].Rows[0].Facts["hit.effect"], "binding", seen.Tables["hit"].Rows[0].Facts["hit.binding"])
	// Output:
	// C-2 may be Banda Inventada del Valle on us-invented
	// effect asset_freeze binding yes
}

func ExampleMethodology_Judge() {
	a := exampleAssessor()
	seen, err := a.Observe(customer("C-2", "Banda Inventada del Valle", "0"))
	if err != nil {
		panic(err)
	}
	m := a.Run().Methodology
	judged := m.Judge(seen)
	fmt.Println(judged.Standing, judged.TierLow, judged.Inherent.Low)
	seen.Hits, seen.Tables["hit"] = nil, fact.Table{Complete: true} // what if it had not been found?
	judged = m.Judge(seen)
	fmt.Printf("%q %s %s\n", judged.Standing, judged.TierLow, judged.Inherent.Low)
	// Output:
	// HOLD HIGH 40
	// "" LOW 0
}

func ExampleAssessor_AssessAll() {
	in := func(yield func(risk.Counterparty, error) bool) {
		yield(customer("C-1", "Comercial Ejemplo", "35"), nil)
		yield(risk.Counterparty{}, &feed.RecordError{Source: "suppliers.csv", Line: 3, Field: "country", Value: "Atlantis", Reason: "unknown country"})
		yield(customer("C-2", "Banda Inventada del Valle", "0"), nil)
	}
	for a, err := range exampleAssessor().AssessAll(context.Background(), in) {
		var rejected *feed.RecordError
		switch {
		case errors.As(err, &rejected):
			fmt.Println("rejected: line", rejected.Line, rejected.Reason)
		case err != nil:
			panic(err)
		default:
			fmt.Printf("%s %s %q\n", a.ID, a.Tier, a.Standing)
		}
	}
	// Output:
	// C-1 HIGH ""
	// rejected: line 3 unknown country
	// C-2 HIGH "HOLD"
}

func ExampleWriteJSON() {
	a := exampleAssessor()
	var lines bytes.Buffer
	err := risk.WriteJSON(&lines, func(yield func(risk.Assessment, error) bool) {
		yield(a.Assess(customer("C-1", "Comercial Ejemplo", "35")))
	})
	if err != nil {
		panic(err)
	}
	fmt.Println(lines.String()[:60])
	for back, err := range risk.ReadJSON(&lines) {
		fmt.Println(back.ID, back.Tier, back.Residual.Point, err)
	}
	// Output:
	// {"id":"C-1","name":"Comercial Ejemplo","standing":"","tier":
	// C-1 HIGH 63.5 <nil>
}

func ExampleAssessor_Run() {
	run := exampleAssessor().Run(risk.Input{Name: "suppliers.csv", Role: "counterparties", SHA256: "0b5c"})
	fmt.Println(run.AsOf, run.Methodology.ID(), run.Lists[0].ID, run.Lists[0].Count, len(run.ID))
	// Output: 2026-11-22 tiny us-invented 1 64
}

func ExampleMethodology_Explain() {
	a := exampleAssessor()
	m := a.Run().Methodology
	judged, err := a.Assess(customer("C-1", "Comercial Ejemplo", "35"))
	if err != nil {
		panic(err)
	}
	for _, line := range m.Explain(judged, "es") {
		fmt.Println(line)
	}
	// Output:
	// Cómo paga: Mucho efectivo. Suma 56 puntos.
	// BOOKS: no se sabe si NOAUDIT. Cuenta 7.5 puntos por ahora, 15 si resulta así.
}

func ExampleMethodology_NextTier() {
	a := exampleAssessor()
	judged, err := a.Assess(customer("C-1", "Comercial Ejemplo", "35"))
	if err != nil {
		panic(err)
	}
	path := a.Run().Methodology.NextTier(judged)
	fmt.Println("to", path.Tier, "below", path.Points, path.Reached)
	for _, c := range path.Changes {
		fmt.Println(c.Rule, "takes away up to", c.Takes)
	}
	// Output:
	// to LOW below 40 true
	// CASH takes away up to 56
}

func ExampleMethodology_Stability() {
	a := exampleAssessor()
	judged, err := a.Assess(customer("C-1", "Comercial Ejemplo", "35"))
	if err != nil {
		panic(err)
	}
	s := a.Run().Methodology.Stability(judged)
	fmt.Println(s.Tier, "in", s.Kept.Shift(2), "% of the draws; stable:", s.Stable())
	for _, o := range s.Without {
		fmt.Println("without", o.Factor, o.Tier, o.Score)
	}
	// Output:
	// HIGH in 100 % of the draws; stable: false
	// without MONEY LOW 7.5
	// without BOOKS HIGH 56
}

func ExampleMethodology_Diff() {
	before, _ := risk.ParseMethodology([]byte(tiny))
	after, _ := risk.ParseMethodology([]byte(strings.Replace(tiny, "points: 80", "points: 90", 1)))
	for _, d := range before.Diff(after) {
		fmt.Println(d.Where, d.Before, "->", d.After)
	}
	// Output: rule CASH points 80 -> 90
}

func ExampleMethodology_Reaches() {
	a := exampleAssessor()
	judged, err := a.Assess(customer("C-1", "Comercial Ejemplo", "35"))
	if err != nil {
		panic(err)
	}
	m := a.Run().Methodology
	fmt.Println(m.Reaches(judged, "LOW"), m.Reaches(judged, "HIGH"), m.Reaches(judged, "SEVERE"))
	// Output: true true false
}

// A document that an officer edits is read from a file; every mistake comes with its place.
func ExampleDocumentError() {
	document, err := os.ReadFile("testdata/sample.yaml")
	if err != nil {
		panic(err)
	}
	_, err = risk.ParseMethodology(bytes.Replace(document, []byte("points: 80"), []byte("points: 800"), 1))
	var mistake *risk.DocumentError
	if errors.As(err, &mistake) {
		fmt.Println(mistake.Line, mistake.Message)
	}
	// Output: 19 "points" of a rule of factor MONEY is 800; it must lie between 0 and 100
}

func ExampleNewAssessor() {
	m, err := risk.ParseMethodology([]byte(tiny))
	if err != nil {
		panic(err)
	}
	_, err = risk.NewAssessor(m, nil, screening.MustParseDate("2026-11-22"), nil)
	fmt.Println(err)
	// Output: assessor: no list to search; a search in nothing finds nothing
}

func ExampleReadJSON() {
	for _, err := range risk.ReadJSON(strings.NewReader(`{"rejected":{"source":"suppliers.csv","line":7,"reason":"unknown country"}}`)) {
		var rejected *feed.RecordError
		fmt.Println(errors.As(err, &rejected), rejected.Line, rejected.Reason)
	}
	// Output: true 7 unknown country
}

func ExampleMethodology_Text() {
	m, err := risk.ParseMethodology([]byte(tiny))
	if err != nil {
		panic(err)
	}
	points := decimal.NewFromInt(56)
	fmt.Println(m.Text(risk.Contribution{
		Factor: "MONEY", Rule: "CASH", Step: risk.Weighted, Outcome: fact.True, Evidence: []string{"ledger 2026"},
		Points: risk.Range{Low: points, Point: points, High: points},
	}, "en"))
	// Output: How it pays: Much cash. Adds 56 points. [ledger 2026]
}
