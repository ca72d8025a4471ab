package risk_test

import (
	"errors"
	"os"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"
	"github.com/tamiz-project/tamiz/risk"
	"github.com/tamiz-project/tamiz/risk/fact"
	"github.com/tamiz-project/tamiz/screening"
	"github.com/tamiz-project/tamiz/screening/feed/feedtest"
)

const today = "2026-11-22"

// A searcher finds what a test put under a name.
type searcher map[string][]screening.Hit

func (s searcher) Search(q screening.Party, _ *screening.SearchOptions) ([]screening.Hit, error) {
	if len(q.Names) == 0 {
		return nil, errors.New("neither name nor identifier")
	}
	return s[q.Names[0].Text], nil
}

func (s searcher) Lists() []screening.List {
	return []screening.List{{ID: "us-test", Official: true, Published: screening.MustParseDate(today), MaxAge: 7}}
}

// freeze is a hit on an asset freeze of a jurisdiction.
func freeze(jurisdiction, entry string) screening.Hit {
	return screening.Hit{
		List: "us-test", EntryID: entry, Comparison: screening.Comparison{Score: 0.91, Query: "q", Name: "n"},
		Designations: []screening.Designation{{
			Authority: "Test", Jurisdiction: jurisdiction, AuthorityKind: screening.ExecutiveList, Effect: screening.AssetFreeze,
			From: screening.MustParseDate("2025-07-25"),
		}},
	}
}

func sample(t testing.TB) *risk.Methodology {
	t.Helper()
	document, err := os.ReadFile("testdata/sample.yaml")
	require.NoError(t, err)
	m, err := risk.ParseMethodology(document)
	require.NoError(t, err)
	return m
}

func assessor(t testing.TB, m *risk.Methodology, s risk.Searcher, o *risk.AssessorOptions) *risk.Assessor {
	t.Helper()
	a, err := risk.NewAssessor(m, s, screening.MustParseDate(today), o)
	require.NoError(t, err)
	return a
}

func supplier(name string) risk.Counterparty {
	return risk.Counterparty{Party: screening.NewParty(screening.Organization, name), Role: risk.Supplier}
}

func dec(s string) decimal.Decimal { return decimal.RequireFromString(s) }

// requireAddsUp checks that contributions add up to the scores to the last digit.
func requireAddsUp(t testing.TB, a risk.Assessment) {
	t.Helper()
	var low, point, high, inherent decimal.Decimal
	for _, c := range a.Contributions {
		low, point, high = low.Add(c.Points.Low), point.Add(c.Points.Point), high.Add(c.Points.High)
		if c.Step != risk.Relief && c.Step != risk.Override {
			inherent = inherent.Add(c.Points.Point)
		}
	}
	require.Equal(t, a.Residual.Low.String(), low.String(), "low")
	require.Equal(t, a.Residual.Point.String(), point.String(), "point")
	require.Equal(t, a.Residual.High.String(), high.String(), "high")
	require.Equal(t, a.Inherent.Point.String(), inherent.String(), "inherent")
}

func TestSampleMethodology(t *testing.T) {
	m := sample(t)
	require.Equal(t, "two-factors", m.ID())
	require.Equal(t, "1", m.Version())
	require.Len(t, m.SHA256(), 64)
	require.Equal(t, []string{"US", "UN", "CO"}, m.Profile().Jurisdictions)
	c := supplier("Comercial Ejemplo")
	c.Facts = fact.Set{"unknown_owner_share": fact.Number(dec("30"))}
	c.Tables = map[string]fact.Table{"payment": {Complete: true, Rows: []fact.Row{
		{ID: "P-1", Facts: fact.Set{"payment.method": fact.Text("cash"), "payment.amount": fact.Number(dec("9500.00"))}},
		{ID: "P-2", Facts: fact.Set{"payment.method": fact.Text("transfer")}},
	}}}
	a, err := assessor(t, m, searcher{}, nil).Assess(c)
	require.NoError(t, err)
	requireAddsUp(t, a)
	require.Equal(t, "32", a.Residual.Low.String(), "0.40 of 80; the place is unknown")
	require.Equal(t, "62", a.Residual.High.String(), "and 0.60 of 100, capped at 30")
	require.Equal(t, "62", a.Residual.Point.String(), "half of 100 is 50, of which 0.60 are 30")
	require.Equal(t, []string{"P-1"}, a.Contributions[0].Evidence)
	require.Equal(t, "INSUFFICIENT_DATA", a.Tier, "most of the weight hangs on a place that nobody named")
}

func TestStandingOfAHit(t *testing.T) {
	m := sample(t)
	hit := freeze("US", "100")
	c := supplier("Listada")
	c.ID = "S1"
	s := searcher{"Listada": {hit}}
	decide := func(d screening.Disposition) *risk.AssessorOptions {
		all, err := screening.NewDecisions(screening.Decision{
			Party: "S1", List: "us-test", Entry: "100", Basis: screening.NewBasis(c.Party, hit), Disposition: d,
			Rationale: "r", Reviewer: "a", Second: "b", Date: screening.MustParseDate(today),
		})
		require.NoError(t, err)
		return &risk.AssessorOptions{Decisions: all}
	}
	for _, want := range []struct {
		name     string
		options  *risk.AssessorOptions
		standing risk.Standing
	}{
		{"nobody decided", nil, risk.Hold},
		{"escalated", decide(screening.Escalated), risk.Hold},
		{"true match", decide(screening.TrueMatch), risk.Prohibited},
		{"false positive", decide(screening.FalsePositive), risk.Open},
	} {
		t.Run(want.name, func(t *testing.T) {
			a, err := assessor(t, m, s, want.options).Assess(c)
			require.NoError(t, err)
			require.Equal(t, want.standing, a.Standing)
			require.Len(t, a.Hits, 1, "a hit stays visible whatever was decided")
			requireAddsUp(t, a)
		})
	}
}

func TestSharedSampleParses(t *testing.T) {
	document, err := os.ReadFile(feedtest.Path(t, "api/methodology-sample.yaml"))
	require.NoError(t, err)
	m, err := risk.ParseMethodology(document)
	require.NoError(t, err)
	require.Len(t, m.Factors(), 2)
	require.Len(t, m.Rules(), 6)
}
