package workbook_test

import (
	"fmt"
	"iter"
	"sync"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"
	"github.com/tamiz-project/tamiz/risk"
	"github.com/tamiz-project/tamiz/risk/fact"
	"github.com/tamiz-project/tamiz/risk/latam"
	"github.com/tamiz-project/tamiz/screening"
	"github.com/tamiz-project/tamiz/screening/feed"
	"github.com/tamiz-project/tamiz/screening/identifier"
)

// The parties and lists of these tests are invented.

func points(low, point, high string) risk.Range {
	return risk.Range{Low: decimal.RequireFromString(low), Point: decimal.RequireFromString(point), High: decimal.RequireFromString(high)}
}

func day(s string) screening.Date { return screening.MustParseDate(s) }

// pack is the embedded method, parsed once for all tests.
var pack = sync.OnceValues(latam.Load)

// sampleRun is a run against one regional sample; official adds an official list.
func sampleRun(t testing.TB, official bool) risk.Run {
	t.Helper()
	pack, err := pack()
	require.NoError(t, err)
	r := risk.Run{
		Methodology: pack.Methodology,
		ID:          "3f9a5c0d7be1428890aa10c1d2e3f4055667788990a1b2c3d4e5f60718293a4b", AsOf: day("2026-11-22"), Software: "tamiz test",
		Lists: []screening.List{{
			ID: "tamiz-regional", Publisher: "tamiz", Title: "Regional designations, embedded sample", Published: day("2026-11-01"), MaxAge: 90, Count: 81, SHA256: "ab12cd34ef56ab12cd34ef56",
		}},
		Inputs:     []risk.Input{{Name: "suppliers.csv", Role: "counterparties", SHA256: "00ff"}},
		Parameters: map[string]string{"threshold": "0.7"},
	}
	if official {
		r.Lists = append(r.Lists, screening.List{ID: "xx-official", Publisher: "Ministry of Xanadu", Title: "Official list of Xanadu", Official: true, Published: day("2022-01-05"), Retrieved: day("2022-01-06"), MaxAge: 7, Count: 9044, SHA256: "99"})
	}
	return r
}

// sampleHit is a potential match of a party; strong ones agree in the tax number.
func sampleHit(id string, strong bool) risk.Hit {
	entry := &screening.Entry{Party: screening.NewParty(screening.Organization, "Cartel de las Lunas"), List: "tamiz-regional"}
	entry.ID, entry.Countries = "CDL", []string{"VE"}
	h := risk.Hit{
		ID: id + "|tamiz-regional|CDL", Party: id,
		Hit: screening.Hit{
			List: "tamiz-regional", EntryID: "CDL", Entry: entry,
			Designations: []screening.Designation{{Authority: "Ministry of Xanadu", Jurisdiction: "XX", Effect: screening.AssetFreeze, Programme: "XX-TCO", From: day("2025-07-25")}},
			Comparison:   screening.Comparison{Score: 0.8734, Query: "=Cartel de \"las\" Lunas & Cía", Name: "Cartel de las Lunas", NameType: screening.Alias, Evidence: []screening.Evidence{{Code: "name", Gain: 4.125}}},
		},
	}
	if strong {
		h.Evidence = append(h.Evidence, screening.Evidence{Code: "identifier_same", Values: []string{"VE-RIF:J000000000"}, Gain: 7})
	}
	return h
}

// sampleAssessment makes the nth assessment: every seventh has a hit, every tenth of those a strong one.
func sampleAssessment(n int) risk.Assessment {
	id := fmt.Sprintf("S%05d", n)
	party := screening.NewParty(screening.Organization, fmt.Sprintf("Comercializadora %d del Valle & Hijos, S.A.", n))
	party.ID, party.Countries = id, []string{[]string{"MX", "CO", "VE", "PE", "EC"}[n%5]}
	if n%3 != 0 {
		party.Identifiers = []identifier.ID{{Scheme: "VE-RIF", Country: "VE", Value: fmt.Sprintf("J%09d", n)}}
	}
	a := risk.Assessment{
		ID: id, Name: party.Names[0].Text, Counterparty: risk.Counterparty{Party: party, Role: risk.Supplier},
		Tier: []string{"LOW", "MEDIUM", "HIGH", "CRITICAL"}[n%4], Coverage: decimal.RequireFromString("0.72"),
		Contributions: []risk.Contribution{
			{Factor: "F09", Rule: "EX1", Step: risk.Weighted, Outcome: fact.True, Evidence: []string{"row-1"}, Points: points("12.125", "12.125", "12.125")},
			{Factor: "F19", Rule: "I1", Step: risk.Weighted, Outcome: fact.Undecided, Points: points("0", "4.0625", "8.125")},
			{Factor: "F12", Rule: "Z1", Step: risk.Weighted, Outcome: fact.False},
			{Factor: "F19", Rule: "GEO", Step: risk.Cap, Outcome: fact.True, Points: points("0", "-1", "-1")},
		},
		Inherent: points("12.125", "15.1875", "19.25"), Residual: points("12.125", "15.1875", "19.25"),
		Searched:  []risk.Searched{{Party: id, Names: []string{party.Names[0].Text}, SHA256: "aa"}},
		Questions: []risk.Question{{Fact: "payment.method", Moves: decimal.RequireFromString("8.125")}},
		Actions:   []risk.Action{{Rule: "EX1", Text: "Bank transfer only", Owner: "Treasury", Days: 30, Effect: decimal.RequireFromString("4.5")}},
	}
	if n%7 == 0 {
		a.Standing, a.Hits = risk.Hold, []risk.Hit{sampleHit(id, n%70 == 0)}
	}
	return a
}

// samples yields n assessments and a rejected row.
func samples(n int) iter.Seq2[risk.Assessment, error] {
	return func(yield func(risk.Assessment, error) bool) {
		for i := range n {
			if !yield(sampleAssessment(i), nil) {
				return
			}
		}
		yield(risk.Assessment{}, &feed.RecordError{Source: "suppliers.csv", Line: n + 2, Column: 3, Field: "country", Value: "Atlantis", Reason: "no country is called that"})
	}
}

// chain yields one sequence after the other.
func chain(all ...iter.Seq2[risk.Assessment, error]) iter.Seq2[risk.Assessment, error] {
	return func(yield func(risk.Assessment, error) bool) {
		for _, results := range all {
			for a, err := range results {
				if !yield(a, err) {
					return
				}
			}
		}
	}
}
