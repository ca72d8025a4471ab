package risk_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/tamiz-project/tamiz/risk"
	"github.com/tamiz-project/tamiz/risk/fact"
	"github.com/tamiz-project/tamiz/screening"
)

// A world makes random methodologies and observations. Facts are n0..n7 (numbers, higher is worse), y0..y5 (yes is worse),
// row.n and row.y of a table: every rule of every random methodology only gets truer when an input gets worse.
type world struct{ *rand.Rand }

func (w world) pick(of ...string) string { return of[w.IntN(len(of))] }

// harm is a random condition that is monotone in harm.
func (w world) harm(depth int, each bool) string {
	if depth > 0 && w.IntN(2) == 0 {
		return fmt.Sprintf("(%s %s %s)", w.harm(depth-1, each), w.pick("and", "or"), w.harm(depth-1, each))
	}
	scope := ""
	if each && w.IntN(2) == 0 {
		scope = "row."
	}
	if w.IntN(2) == 0 {
		return fmt.Sprintf("%sn%d >= %d.%d", scope, w.IntN(4), w.IntN(100), w.IntN(10))
	}
	return fmt.Sprintf("%sy%d", scope, w.IntN(4))
}

// weights splits 1 among n factors exactly, at three decimals.
func (w world) weights(n int) []string {
	cuts := []int{0, 1000}
	for range n - 1 {
		cuts = append(cuts, w.IntN(1001))
	}
	slices.Sort(cuts)
	parts := make([]string, n)
	for i := range parts {
		parts[i] = fmt.Sprintf("%d.%03d", (cuts[i+1]-cuts[i])/1000, (cuts[i+1]-cuts[i])%1000)
	}
	return parts
}

func (w world) methodology() string {
	var b strings.Builder
	fmt.Fprintf(&b, "methodology: random\nversion: \"1\"\nunknown: 0.%d\ntiers: {LOW: 0, MEDIUM: 25, HIGH: 50, CRITICAL: 75}\n", w.IntN(100))
	b.WriteString("stages: [{id: simple}, {id: full, when: y0}]\nfacts:\n")
	for i := range 4 {
		fmt.Fprintf(&b, "  - {name: n%d, type: number}\n  - {name: y%d, type: yes/no}\n  - {name: row.n%d, type: number}\n  - {name: row.y%d, type: yes/no}\n", i, i, i, i)
	}
	n := 1 + w.IntN(5)
	fmt.Fprintf(&b, "credit_limit: 0.%d\nfactors:\n", w.IntN(100))
	for i, weight := range w.weights(n) {
		fmt.Fprintf(&b, "  - id: F%d\n    weight: %s\n    combine: %s\n    rules:\n", i, weight, w.pick("max", "sum", "compound"))
		for k := range 1 + w.IntN(4) {
			b.WriteString(w.rule(fmt.Sprintf("F%dR%d", i, k)))
		}
	}
	b.WriteString("overlaps: [{rules: [F0R0], because: alone}]\n")
	fmt.Fprintf(&b, "caps: [{id: C, factors: [F0], at: %d.%d}]\n", w.IntN(40), w.IntN(10))
	fmt.Fprintf(&b, "floors:\n  - {id: FL1, when: '%s', tier: %s}\n  - {id: FL2, when: '%s', tier: HIGH, standing: HOLD, unknown: 0.3}\n", w.harm(1, false), w.pick("MEDIUM", "CRITICAL"), w.harm(1, false))
	fmt.Fprintf(&b, "overrides: [{id: OV, when: '%s', tier: CRITICAL, standing: PROHIBITED}]\n", w.harm(2, false))
	fmt.Fprintf(&b, "controls:\n  - {id: K1, max_credit: 0.%d}\n  - {id: K2, factors: [F0], max_credit: 0.9}\n", w.IntN(100))
	return b.String()
}

func (w world) rule(id string) string {
	points := fmt.Sprintf("%d.%d", w.IntN(100), w.IntN(10))
	switch w.IntN(4) {
	case 0:
		return fmt.Sprintf("      - {id: %s, scale: {fact: n%d, none: %d, full: %d}, points: %s}\n", id, w.IntN(4), w.IntN(40), 41+w.IntN(40), points)
	case 1:
		return fmt.Sprintf("      - {id: %s, each: row, at_least: %d, when: '%s', points: %s}\n", id, 1+w.IntN(3), w.harm(2, true), points)
	}
	return fmt.Sprintf("      - {id: %s, when: '%s', points: %s}\n", id, w.harm(2, false), points)
}

func (w world) value(name string) fact.Value {
	switch w.IntN(5) {
	case 0:
		return fact.Unknown()
	case 1:
		return fact.NotApplicable()
	}
	if strings.Contains(name, "y") {
		return fact.Bool(w.IntN(2) == 0)
	}
	return fact.Number(dec(fmt.Sprintf("%d.%d", w.IntN(100), w.IntN(100))))
}

func (w world) observation() risk.Observation {
	o := risk.Observation{AsOf: screening.MustParseDate(today), Facts: fact.Set{}, Tables: map[string]fact.Table{}}
	o.Counterparty = supplier("Cualquiera")
	for i := range 4 {
		for _, name := range []string{fmt.Sprintf("n%d", i), fmt.Sprintf("y%d", i)} {
			o.Facts[name] = w.value(name)
		}
	}
	table := fact.Table{Complete: w.IntN(2) == 0}
	for k := range w.IntN(4) {
		row := fact.Row{ID: fmt.Sprint("R", k), Facts: fact.Set{}}
		for i := range 4 {
			for _, name := range []string{fmt.Sprintf("row.n%d", i), fmt.Sprintf("row.y%d", i)} {
				row.Facts[name] = w.value(name)
			}
		}
		table.Rows = append(table.Rows, row)
	}
	o.Tables["row"] = table
	for _, id := range []string{"K1", "K2"} {
		if w.IntN(2) == 0 {
			o.Counterparty.Controls = append(o.Counterparty.Controls, risk.Control{
				ID: id, Effectiveness: dec(fmt.Sprintf("0.%d", w.IntN(100))), Evidence: "report", Date: screening.MustParseDate("2026-01-01"),
			})
		}
	}
	return o
}

// worse returns a copy of an observation in which one known input is worse.
func (w world) worse(o risk.Observation) risk.Observation {
	c := o
	c.Facts = fact.Set{}
	maps.Copy(c.Facts, o.Facts)
	name := w.pick("n0", "n1", "n2", "n3", "y1", "y2", "y3")
	if d, ok := c.Facts[name].Decimal(); ok {
		c.Facts[name] = fact.Number(d.Add(dec("17.5")))
	} else if c.Facts[name].Known() {
		c.Facts[name] = fact.Yes()
	}
	return c
}

// answered returns a copy in which every unknown of the counterparty is answered.
func (w world) answered(o risk.Observation) risk.Observation {
	c := o
	c.Facts = fact.Set{}
	for name, v := range o.Facts {
		for !v.Known() && v.Applies() && name != "y0" {
			v = w.value(name)
			if !v.Applies() {
				v = fact.Unknown()
			}
		}
		c.Facts[name] = v
	}
	return c
}

func TestProperties(t *testing.T) {
	n := 100_000
	if testing.Short() {
		n = 3_000
	}
	w := world{rand.New(rand.NewPCG(2026, 11))}
	for range n / 50 {
		document := w.methodology()
		m, err := risk.ParseMethodology([]byte(document))
		require.NoError(t, err, document)
		for range 50 {
			o := w.observation()
			check(t, w, m, o, document)
			if t.Failed() {
				return
			}
		}
	}
}

func check(t *testing.T, w world, m *risk.Methodology, o risk.Observation, document string) {
	t.Helper()
	a := m.Judge(o)
	requireAddsUp(t, a)
	again := m.Replay(a)
	require.True(t, again.Low.Equal(a.Residual.Low) && again.Point.Equal(a.Residual.Point),
		"the contributions do not rebuild the score: %v %v\n%s", a.Residual, again, document)
	for _, r := range []risk.Range{a.Inherent, a.Residual} {
		require.True(t, r.Low.LessThanOrEqual(r.Point) && r.Point.LessThanOrEqual(r.High), "%v\n%s", r, document)
		require.False(t, r.Low.IsNegative() || r.High.GreaterThan(dec("100")), "%v\n%s", r, document)
	}
	bad := m.Judge(w.worse(o))
	require.False(t, bad.Residual.Low.LessThan(a.Residual.Low), "a worse input lowered the low figure: %v %v\n%s", a.Residual, bad.Residual, document)
	require.False(t, bad.Residual.Point.LessThan(a.Residual.Point), "a worse input lowered the point: %v %v\n%s", a.Residual, bad.Residual, document)
	require.False(t, bad.Residual.High.LessThan(a.Residual.High), "a worse input lowered the high figure: %v %v\n%s", a.Residual, bad.Residual, document)

	known := m.Judge(w.answered(o))
	require.False(t, known.Residual.Low.LessThan(a.Residual.Low) || known.Residual.High.GreaterThan(a.Residual.High),
		"an answer left the bounds: %v %v\n%s", a.Residual, known.Residual, document)

	bare := o
	bare.Counterparty.Controls = nil
	b := m.Judge(bare)
	require.Equal(t, b.Standing, a.Standing, "a control moved the standing")
	require.False(t, a.Residual.Point.GreaterThan(b.Residual.Point), "a control raised the score")
	require.True(t, b.Inherent.Point.Equal(a.Inherent.Point), "a control moved the inherent score")
}
