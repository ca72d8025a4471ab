package screening_test

import (
	"iter"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/tamiz-project/tamiz/screening"
)

// allLists loads the largest lists of the shared data together.
func allLists(t testing.TB) []*screening.Watchlist {
	return realLists(t, "data/ofac/sdn_2024-05-03", "data/ofac/sdn_trio_2022-01", "data/un/consolidated_2026-08.xml.gz",
		"data/un/consolidated_2025-04.xml.gz", "data/eu/fsd_WHOLE_2016-02.xml.gz", "data/uk/ConList_2018-04-13.csv.gz",
		"data/us_csl/consolidated.csv.gz", "data/ca/sema-lmes_2025.xml.gz", "data/au/dfat_2026-08.xlsx",
		"data/mdb/world_bank_2025-01.xlsx", "data/latam_lists/mx_sat_69b_utf8_2026-02/sat_blacklist.csv.gz")
}

func partySeq(all []screening.Party) iter.Seq2[screening.Party, error] {
	return func(yield func(screening.Party, error) bool) {
		for _, p := range all {
			if !yield(p, nil) {
				return
			}
		}
	}
}

// TestSearchIsScanAllLists holds the promise of Search on all lists together, for a sample of names and thresholds, with and
// without Limit and Keep.
func TestSearchIsScanAllLists(t *testing.T) {
	if testing.Short() {
		t.Skip("scans 60,000 entries for each query")
	}
	lists := allLists(t)
	x, err := screening.NewIndex(lists...)
	require.NoError(t, err)
	entries := 0
	for _, l := range lists {
		entries += len(l.Entries)
	}
	require.Greater(t, entries, 60_000)
	r := rand.New(rand.NewPCG(21, 22))
	qs := append(queries(t, r, lists, allListsQueries), suppliers(t, 40_000/allListsQueries)...)
	r.Shuffle(len(qs), func(i, j int) { qs[i], qs[j] = qs[j], qs[i] })
	hits := 0
	for i, q := range qs[:allListsQueries] {
		o := &screening.SearchOptions{Threshold: []float64{0.5, 0.6, 0.7, 0.85, 0}[i%5]}
		if i%3 == 0 {
			o.Limit = 1 + i%4
		}
		if i%7 == 0 {
			o.Keep = func(e *screening.Entry) bool { return !strings.HasSuffix(e.ID, "7") }
		}
		hits += requireSame(t, x, q, o)
	}
	t.Logf("%d entries, %d queries, %d hits", entries, allListsQueries, hits)
	require.Greater(t, hits, allListsQueries/2, "the queries must find something")
}

// allListsQueries is how many queries are made in a test run: each takes a scan of every list.
const allListsQueries = 300
