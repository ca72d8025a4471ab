package risk_test

import (
	"os"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/tamiz-project/tamiz/risk"
	"github.com/tamiz-project/tamiz/risk/fact"
	"github.com/tamiz-project/tamiz/risk/latam"
	"github.com/tamiz-project/tamiz/screening"
	"github.com/tamiz-project/tamiz/screening/name"
)

// BenchmarkAnalyseOneName is the yardstick of the others: one company name, analysed.
func BenchmarkAnalyseOneName(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		name.Organization("Comercializadora e Importadora del Caribe, C.A.")
	}
}

// observed is a supplier with an address and an owner under the full Latin American method.
func observed(b *testing.B) (*risk.Methodology, risk.Observation) {
	b.Helper()
	pack, err := latam.Load()
	require.NoError(b, err)
	a, err := risk.NewAssessor(pack.Methodology, searcher{}, screening.MustParseDate(today), &risk.AssessorOptions{Indicators: pack.Indicators})
	require.NoError(b, err)
	c := supplier("Comercializadora e Importadora del Caribe, C.A.")
	c.Countries = []string{"VE"}
	c.Facts = fact.Set{"spend_usd": fact.Number(dec("250000")), "sector": fact.Text("4690")}
	o, err := a.Observe(c)
	require.NoError(b, err)
	return pack.Methodology, o
}

// BenchmarkJudgeFullMethodology is Judge alone, the observation given: at most 60 analysed names.
func BenchmarkJudgeFullMethodology(b *testing.B) {
	m, o := observed(b)
	b.ReportAllocs()
	for b.Loop() {
		m.Judge(o)
	}
}

// BenchmarkObserveWithoutHits is what Observe costs beside the search itself.
func BenchmarkObserveWithoutHits(b *testing.B) {
	pack, err := latam.Load()
	require.NoError(b, err)
	a, err := risk.NewAssessor(pack.Methodology, searcher{}, screening.MustParseDate(today), &risk.AssessorOptions{Indicators: pack.Indicators})
	require.NoError(b, err)
	c := supplier("Comercializadora e Importadora del Caribe, C.A.")
	c.Countries = []string{"VE"}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := a.Observe(c); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkParseMethodology is reading and checking the full document once.
func BenchmarkParseMethodology(b *testing.B) {
	document, err := os.ReadFile("latam/data/methodology.yaml")
	require.NoError(b, err)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := risk.ParseMethodology(document); err != nil {
			b.Fatal(err)
		}
	}
}
