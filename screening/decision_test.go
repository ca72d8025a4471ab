package screening_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/tamiz-project/tamiz/screening"
)

func decidedHit() (screening.Party, screening.Hit) {
	query := screening.NewParty(screening.Person, "Ana Inventada Ejemplo")
	query.ID = "S-1"
	entry := screening.Entry{Party: screening.NewParty(screening.Person, "INVENTADA, Ana"), List: "test-list"}
	entry.ID = "77"
	entry.Born = []screening.Date{screening.MustParseDate("1970")}
	entry.Designations = []screening.Designation{{Authority: "Test", Effect: screening.AssetFreeze, From: screening.MustParseDate("2020-01-02")}}
	return query, screening.Hit{List: entry.List, EntryID: entry.ID, Entry: &entry, Designations: entry.Designations}
}

func TestDecisionHolds(t *testing.T) {
	day := screening.MustParseDate("2026-11-22")
	for _, c := range []struct {
		name, reason string
		change       func(q *screening.Party, h *screening.Hit, d *screening.Decision)
		changed      []string
	}{
		{"same", "nothing changed", func(*screening.Party, *screening.Hit, *screening.Decision) {}, nil},
		{"newer list", "a list that merely has a newer date reopens nothing", func(_ *screening.Party, h *screening.Hit, _ *screening.Decision) { h.Score = 0.9 }, nil},
		{"alias order", "the same names in another order are the same names", func(q *screening.Party, _ *screening.Hit, d *screening.Decision) {
			q.Names = append(q.Names, screening.Name{Text: "A"}, screening.Name{Text: "B"})
			_, h := decidedHit()
			d.Basis = screening.NewBasis(*q, h)
			q.Names[1], q.Names[2] = q.Names[2], q.Names[1]
		}, nil},
		{"new alias", "the entry got a name", func(_ *screening.Party, h *screening.Hit, _ *screening.Decision) {
			h.Entry.Names = append(h.Entry.Names, screening.Name{Text: "ANITA", Type: screening.WeakAlias})
		}, []string{"entry.names"}},
		{"birth date gone", "a part that vanished has changed", func(_ *screening.Party, h *screening.Hit, _ *screening.Decision) { h.Entry.Born = nil }, []string{"entry.born"}},
		{"birth date new", "a part that appeared has changed", func(q *screening.Party, _ *screening.Hit, _ *screening.Decision) {
			q.Born = []screening.Date{screening.MustParseDate("1970-05-01")}
		}, []string{"party.born"}},
		{"expired", "the day after its last", func(_ *screening.Party, _ *screening.Hit, d *screening.Decision) {
			d.Expires = screening.MustParseDate("2026-11-21")
		}, []string{"expired"}},
		{"last day", "it holds on its last day", func(_ *screening.Party, _ *screening.Hit, d *screening.Decision) { d.Expires = day }, nil},
		{"no basis", "nobody can say what it was made on", func(_ *screening.Party, _ *screening.Hit, d *screening.Decision) { d.Basis = nil }, []string{"basis"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			query, hit := decidedHit()
			d := screening.Decision{Basis: screening.NewBasis(query, hit)}
			c.change(&query, &hit, &d)
			changed, ok := d.Holds(query, hit, day)
			require.Equal(t, c.changed, changed, c.reason)
			require.Equal(t, c.changed == nil, ok, c.reason)
		})
	}
}

func TestNewDecisionsRefuses(t *testing.T) {
	good := screening.Decision{
		Party: "S-1", List: "test-list", Entry: "77", Disposition: screening.FalsePositive,
		Rationale: "another birth date", Reviewer: "R. Revisora", Date: screening.MustParseDate("2026-11-01"),
	}
	for _, c := range []struct {
		message string
		spoil   func(*screening.Decision)
	}{
		{"needs a rationale", func(d *screening.Decision) { d.Rationale = "" }},
		{"needs a reviewer", func(d *screening.Decision) { d.Reviewer = "" }},
		{`not "2026-11"`, func(d *screening.Decision) { d.Date = screening.MustParseDate("2026-11") }},
		{`unknown disposition "maybe"`, func(d *screening.Decision) { d.Disposition = "maybe" }},
		{"must name party", func(d *screening.Decision) { d.Entry = "" }},
	} {
		d := good
		c.spoil(&d)
		_, err := screening.NewDecisions(good, d)
		require.ErrorContains(t, err, c.message)
		require.ErrorContains(t, err, "decision 2", "says which one")
	}
}

func ExampleNewDecisions() {
	first := screening.Decision{
		Party: "S-1", List: "test-list", Entry: "77", Disposition: screening.Escalated, Date: screening.MustParseDate("2026-11-01"),
	}
	second := first
	second.Disposition, second.Date = screening.FalsePositive, screening.MustParseDate("2026-11-03")
	second.Rationale, second.Reviewer = "another birth date and tax number", "R. Revisora"
	decisions, err := screening.NewDecisions(second, first)
	if err != nil {
		fmt.Println(err)
		return
	}
	latest, _ := decisions.Find("S-1", "test-list", "77")
	fmt.Println(latest.Date, latest.Disposition)
	// Output: 2026-11-03 false_positive
}
