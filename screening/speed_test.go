package screening_test

import (
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"github.com/tamiz-project/tamiz/screening"
	"github.com/tamiz-project/tamiz/screening/name"
)

// namesOnly takes from parties what a supplier file of names has: a name and a country.
func namesOnly(all []screening.Party) []screening.Party {
	out := make([]screening.Party, len(all))
	for i, p := range all {
		out[i] = screening.NewParty(p.Kind, p.Names[0].Text)
		out[i].Countries = p.Countries
	}
	return out
}

// each times one call per query and returns the times in order.
func each(queries []screening.Party, do func(q screening.Party)) []time.Duration {
	times := make([]time.Duration, len(queries))
	for i, q := range queries {
		start := time.Now()
		do(q)
		times[i] = time.Since(start)
	}
	slices.Sort(times)
	return times
}

func analyse(q screening.Party) {
	switch q.Kind {
	case screening.Person:
		name.Person(q.Names[0].Text)
	case screening.Organization:
		name.Organization(q.Names[0].Text)
	default:
		name.Thing(q.Names[0].Text)
	}
}

func micro(d time.Duration) float64 { return float64(d.Nanoseconds()) / 1000 }

// BenchmarkSearchOFAC searches the OFAC list of 2024-05, 14,965 entries: see measureSearch.
func BenchmarkSearchOFAC(b *testing.B) { measureSearch(b, realLists(b, "data/ofac/sdn_2024-05-03")) }

// BenchmarkSearchOFAC2026 searches the OFAC list of 2026-04, 18,758 entries.
func BenchmarkSearchOFAC2026(b *testing.B) {
	measureSearch(b, realLists(b, "data/ofac/sdn_reconstructed_2026-04"))
}

// BenchmarkSearchAllLists searches all lists together.
func BenchmarkSearchAllLists(b *testing.B) { measureSearch(b, allLists(b)) }

// measureSearch reports, over list names with edits and real suppliers, the median and the 99th percentile of Search, the median of
// Scan, of analysing a name and of an exact look-up in a map, measured one after the other, and their ratios.
func measureSearch(b *testing.B, lists []*screening.Watchlist) {
	x, err := screening.NewIndex(lists...)
	require.NoError(b, err)
	names := 0
	for _, l := range lists {
		for i := range l.Entries {
			names += len(l.Entries[i].Names)
		}
	}
	warm := namesOnly(append(queries(b, rand.New(rand.NewPCG(5, 6)), lists, 1500), suppliers(b, 26)...))
	qs := namesOnly(append(queries(b, rand.New(rand.NewPCG(3, 4)), lists, 1500), suppliers(b, 27)...))
	search := func(q screening.Party) { _, _ = x.Search(q, nil) }
	for b.Loop() {
		each(warm, search)
		searched := each(qs, search)
		analysed := each(qs, analyse)
		scanned := each(qs[:150], func(q screening.Party) { _, _ = x.Scan(q, nil) })
		half, last := searched[len(qs)/2], searched[len(qs)*99/100]
		b.ReportMetric(float64(names), "names")
		b.ReportMetric(micro(half), "search-p50-us")
		b.ReportMetric(micro(last), "search-p99-us")
		b.ReportMetric(float64(last)/float64(half), "p99/p50")
		b.ReportMetric(float64(half)/float64(analysed[len(qs)/2]), "search/analyse")
		b.ReportMetric(float64(scanned[75])/float64(half), "scan/search")
		reportFloor(b, lists, qs, half)
	}
}
