package screening_test

import (
	"flag"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"github.com/tamiz-project/tamiz/screening"
	"github.com/tamiz-project/tamiz/screening/name"
)

// growth recombines real list and supplier names into a list of n entries: the words of one name are exchanged for words of
// others, and some are edited.
func growth(t testing.TB, n int) *screening.Watchlist {
	base := growthNames(t)
	r := rand.New(rand.NewPCG(11, 12))
	l := &screening.Watchlist{List: screening.List{ID: "growth"}, Entries: make([]screening.Entry, n)}
	for i := range l.Entries {
		p := base[r.IntN(len(base))]
		words := strings.Fields(p.Names[0].Text)
		if i >= len(base) || n < len(base) {
			other := strings.Fields(base[r.IntN(len(base))].Names[0].Text)
			for range 1 + r.IntN(2) {
				words[r.IntN(len(words))] = other[r.IntN(len(other))]
			}
		}
		text := strings.Join(words, " ")
		if r.IntN(10) == 0 {
			text = edited(r, text)
		}
		e := &l.Entries[i]
		e.Party = screening.NewParty(p.Kind, text)
		e.ID, e.List = strconv.Itoa(i), l.ID // as loaded lists say it: such entries are referred to, not copied
	}
	return l
}

// growthNames are the parties that growth recombines.
func growthNames(t testing.TB) (all []screening.Party) {
	for _, l := range realLists(t, "data/ofac/sdn_2024-05-03", "data/un/consolidated_2026-08.xml.gz") {
		for i := range l.Entries {
			e := &l.Entries[i]
			for _, n := range e.Names {
				if len(strings.Fields(n.Text)) > 0 {
					all = append(all, screening.NewParty(e.Kind, n.Text))
				}
			}
		}
	}
	for _, p := range suppliers(t, 1) {
		if len(strings.Fields(p.Names[0].Text)) > 0 {
			all = append(all, p)
		}
	}
	return all
}

// TestSearchIsScanGrowth holds the promise of Search on a list of recombined names, where every word stands in many.
func TestSearchIsScanGrowth(t *testing.T) {
	if testing.Short() {
		t.Skip("reads the full list")
	}
	l := growth(t, 15_000)
	x, err := screening.NewIndex(l)
	require.NoError(t, err)
	r := rand.New(rand.NewPCG(15, 16))
	compared, hits := 0, 0
	for range 60 {
		q := l.Entries[r.IntN(len(l.Entries))].Party
		q = screening.NewParty(q.Kind, edited(r, q.Names[0].Text))
		c, h := requireTight(t, x, q, r)
		compared, hits = compared+c, hits+h
	}
	t.Logf("%d searches compared, %d hits", compared, hits)
	require.Greater(t, hits, 60, "the queries must find something")
}

// heap is the memory in use after a collection.
func heap() uint64 {
	var m runtime.MemStats
	runtime.GC()
	runtime.GC()
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

// BenchmarkGrowth reports, at 15 thousand, 150 thousand and 1.5 million entries, the time of building and the heap of the index
// alone, the median and the 99th percentile of Search, how many times the median at a tenth of the entries (where that was
// measured just before) it is, and how many times longer Scan takes. The largest runs only when -bench names it:
// go test -run '^$' -bench 'Growth/(15000|150000|1500000)$' -benchtime 1x
func BenchmarkGrowth(b *testing.B) {
	var half time.Duration
	b.Run("15000", func(b *testing.B) { half = benchmarkGrowth(b, 15_000, 60, 0) })
	b.Run("150000", func(b *testing.B) { half = benchmarkGrowth(b, 150_000, 20, half) })
	b.Run("1500000", func(b *testing.B) {
		if !strings.Contains(flag.Lookup("test.bench").Value.String(), "1500000") {
			b.Skip("needs gigabytes and minutes: runs only when -bench names 1500000")
		}
		benchmarkGrowth(b, 1_500_000, 6, half)
	})
}

// benchmarkGrowth returns the median of Search; before is the one at a tenth of the entries, or 0.
func benchmarkGrowth(b *testing.B, n, scans int, before time.Duration) (half time.Duration) {
	l := growth(b, n)
	r := rand.New(rand.NewPCG(13, 14))
	qs := suppliers(b, 80)
	for len(qs) < 1000 {
		p := l.Entries[r.IntN(n)].Party
		qs = append(qs, screening.NewParty(p.Kind, edited(r, p.Names[0].Text)))
	}
	r.Shuffle(len(qs), func(i, j int) { qs[i], qs[j] = qs[j], qs[i] })
	for b.Loop() {
		empty, start := heap(), time.Now()
		x, err := screening.NewIndex(l)
		built := time.Since(start)
		require.NoError(b, err)
		b.ReportMetric(float64(heap()-empty)/float64(n), "heap-B/name")
		b.ReportMetric(micro(built)/float64(n), "build-us/name")
		search := func(q screening.Party) { _, _ = x.Search(q, nil) }
		each(qs[:200], search)
		searched := each(qs, search)
		scanned := each(qs[:scans], func(q screening.Party) { _, _ = x.Scan(q, nil) })
		last := searched[len(qs)*99/100]
		half = searched[len(qs)/2]
		b.ReportMetric(micro(half), "search-p50-us")
		b.ReportMetric(micro(last), "search-p99-us")
		b.ReportMetric(float64(last)/float64(half), "p99/p50")
		b.ReportMetric(float64(scanned[scans/2])/float64(half), "scan/search")
		if before > 0 {
			b.ReportMetric(float64(half)/float64(before), "p50/p50-at-a-tenth")
		}
		reportFloor(b, []*screening.Watchlist{l}, qs, half)
		reportOpening(b, x, built)
	}
	return half
}

// reportFloor reports how many times longer the median Search takes than an exact look-up of the folded name in a map.
func reportFloor(b *testing.B, lists []*screening.Watchlist, qs []screening.Party, half time.Duration) {
	exact := map[string]int{}
	for _, l := range lists {
		for i := range l.Entries {
			for _, n := range l.Entries[i].Names {
				exact[name.Fold(n.Text)] = i
			}
		}
	}
	found := 0
	looked := each(qs, func(q screening.Party) {
		if _, ok := exact[name.Fold(q.Names[0].Text)]; ok {
			found++
		}
	})
	b.ReportMetric(float64(half)/float64(max(looked[len(qs)/2], 1)), "search/map")
	b.ReportMetric(100*float64(found)/float64(len(qs)), "map-found-%")
}

// reportOpening reports the time of opening the compiled index, per cent of that of building it. What writing it left behind is
// collected first.
func reportOpening(b *testing.B, x *screening.Index, built time.Duration) {
	path := filepath.Join(b.TempDir(), "index")
	f, err := os.Create(path)
	require.NoError(b, err)
	_, err = x.WriteTo(f)
	require.NoError(b, err)
	require.NoError(b, f.Close())
	runtime.GC()
	start := time.Now()
	opened, err := screening.OpenIndex(path)
	took := time.Since(start)
	require.NoError(b, err)
	require.Len(b, opened.Lists(), 1)
	b.ReportMetric(100*float64(took)/float64(built), "open/build-%")
}

// BenchmarkSuppliers searches every real supplier in all lists together, on one core and on two, and analyses the names alone.
func BenchmarkSuppliers(b *testing.B) {
	x, err := screening.NewIndex(allLists(b)...)
	require.NoError(b, err)
	qs := suppliers(b, 1)
	run := func(cores int) time.Duration {
		defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(cores))
		start := time.Now()
		for _, err := range x.SearchAll(b.Context(), partySeq(qs), nil) {
			require.NoError(b, err)
		}
		return time.Since(start)
	}
	for b.Loop() {
		one, two := run(1), run(2)
		start := time.Now()
		for _, q := range qs {
			analyse(q)
		}
		alone := time.Since(start)
		b.ReportMetric(float64(len(qs))/two.Seconds(), "suppliers/s")
		b.ReportMetric(float64(one)/float64(two), "one/two-cores")
		b.ReportMetric(float64(two)/(float64(alone)/2), "search/analyse-on-two")
		b.ReportMetric(float64(two)/float64(alone), "search-on-two/analyse-on-one")
	}
}
