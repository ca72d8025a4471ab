package latam_test

import (
	"maps"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/tamiz-project/tamiz/risk"
	"github.com/tamiz-project/tamiz/risk/fact"
	"github.com/tamiz-project/tamiz/risk/latam"
	"github.com/tamiz-project/tamiz/screening"
)

func load(t testing.TB) *latam.Pack {
	t.Helper()
	p, err := latam.Load()
	require.NoError(t, err)
	return p
}

// observation builds what was observed from the text of a case, at the enhanced stage, where everything is asked.
func observation(t testing.TB, m *risk.Methodology, text string) risk.Observation {
	t.Helper()
	o := risk.Observation{
		AsOf: screening.MustParseDate("2026-06-19"), Profile: m.Profile(), Tables: map[string]fact.Table{},
		Counterparty: risk.Counterparty{Party: screening.NewParty(screening.Organization, "Comercial Ejemplo"), Role: risk.Supplier},
	}
	o.Counterparty.ID = "T1"
	o.Facts = parse(t, m, "spend_usd=2000000")
	rows, given := 1, strings.Fields(text)
	if len(given) > 0 && strings.HasPrefix(given[0], "x") {
		n, err := strconv.Atoi(given[0][1:])
		require.NoError(t, err)
		rows, given = n, given[1:]
	}
	for name, v := range parse(t, m, given...) {
		table := fact.Scope(name)
		if table == "" {
			o.Facts[name] = v
			continue
		}
		filled := o.Tables[table]
		filled.Complete = true
		for i := range rows {
			if i == len(filled.Rows) {
				filled.Rows = append(filled.Rows, fact.Row{ID: table + strconv.Itoa(i), Facts: fact.Set{}})
			}
			filled.Rows[i].Facts[name] = v
		}
		o.Tables[table] = filled
	}
	o.Hits = decidedHits(o.Tables["hit"])
	return o
}

// decidedHits gives the hits behind the rows, with what a reviewer decided of each.
func decidedHits(table fact.Table) []risk.Hit {
	hits := make([]risk.Hit, len(table.Rows))
	for i, row := range table.Rows {
		hits[i] = risk.Hit{ID: row.ID, Party: "T1"}
		if words := row.Facts["hit.disposition"].Words(); len(words) == 1 {
			hits[i].Decision = &screening.Decision{Party: "T1", Disposition: screening.Disposition(words[0]), Reviewer: "ana", Rationale: "test"}
		}
	}
	return hits
}

func parse(t testing.TB, m *risk.Methodology, given ...string) fact.Set {
	t.Helper()
	set := fact.Set{}
	for _, g := range given {
		name, value, ok := strings.Cut(g, "=")
		require.True(t, ok, "%q is not name=value", g)
		v, err := m.Dictionary().Parse(name, strings.ReplaceAll(value, "_ ", " "))
		require.NoError(t, err, "%s", g)
		set[name] = v
	}
	return set
}

// outcome is what a rule of an assessment came to.
func outcome(a risk.Assessment, rule string) fact.Outcome {
	for _, c := range a.Contributions {
		if c.Rule == rule {
			return c.Outcome
		}
	}
	return "absent"
}

// alone evaluates the condition of a rule by itself, on the first row of its table. A scale has no condition: without a
// value nobody knows, with one it is at or below its lower anchor.
func alone(t testing.TB, m *risk.Methodology, o risk.Observation, id string) fact.Outcome {
	t.Helper()
	rules := m.Rules()
	r := rules[slices.IndexFunc(rules, func(r risk.Rule) bool { return r.ID == id })]
	row := fact.Set{}
	if rows := o.Tables[r.Each].Rows; len(rows) > 0 {
		row = rows[0].Facts
	}
	if r.When == "" {
		known := maps.Clone(o.Facts)
		delete(known, "spend_usd") // chooses the stage
		maps.Copy(known, row)
		if slices.ContainsFunc(slices.Collect(maps.Values(known)), func(v fact.Value) bool { return v.Type() == fact.Quantity }) {
			return fact.False
		}
		return fact.Undecided
	}
	c, err := m.Dictionary().Compile(r.When, r.Each)
	require.NoError(t, err)
	if c.Eval(o.Facts, row) == fact.True {
		return fact.False // it holds for one row where more are demanded
	}
	return c.Eval(o.Facts, row)
}

// ruleCases reads testdata/rules.txt: rule id to its three cases.
func ruleCases(t testing.TB) map[string][3]string {
	t.Helper()
	b, err := os.ReadFile("testdata/rules.txt")
	require.NoError(t, err)
	cases := map[string][3]string{}
	for line := range strings.Lines(string(b)) {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		parts := strings.Split(line, " | ")
		require.Len(t, parts, 4, "%s", line)
		require.NotContains(t, cases, parts[0], "stands twice")
		cases[parts[0]] = [3]string(parts[1:])
	}
	return cases
}

// Every rule of the method fires when it should, does not when it should not, and says unknown when nobody knows.
func TestRules(t *testing.T) {
	m, cases := load(t).Methodology, ruleCases(t)
	var want []string
	for _, r := range m.Rules() {
		if r.Step != risk.Cap {
			want = append(want, r.ID)
		}
	}
	require.ElementsMatch(t, want, slices.Collect(maps.Keys(cases)), "each rule has one line in testdata/rules.txt")
	for _, id := range want {
		for i, expected := range []fact.Outcome{fact.True, fact.False, fact.Undecided} {
			t.Run(id+" "+string(expected), func(t *testing.T) {
				o := observation(t, m, cases[id][i])
				a := m.Judge(o)
				require.Equal(t, "enhanced", a.Stage)
				got := outcome(a, id)
				if got == "absent" && expected != fact.True {
					got = alone(t, m, o, id) // what adds nothing beside a graver rule of its factor is not among the contributions
				}
				require.Equal(t, expected, got, "%s", cases[id][i])
			})
		}
	}
}
