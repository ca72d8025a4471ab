package screening_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/tamiz-project/tamiz/screening"
	"github.com/tamiz-project/tamiz/screening/feed"
	"github.com/tamiz-project/tamiz/screening/feed/feedtest"
	"github.com/tamiz-project/tamiz/screening/watchlist"
)

// realLists loads lists from the shared data, or skips.
func realLists(t testing.TB, paths ...string) []*screening.Watchlist {
	t.Helper()
	var lists []*screening.Watchlist
	for _, p := range paths {
		l, err := watchlist.Load(feedtest.Path(t, p), &watchlist.Options{MaxBad: 1000, ID: strings.NewReplacer("/", "-", ".", "-").Replace(p)})
		require.NoError(t, err, p)
		lists = append(lists, l)
	}
	return lists
}

// suppliers returns every n-th real supplier as a party, or skips.
func suppliers(t testing.TB, n int) []screening.Party {
	t.Helper()
	f, err := feed.Open(feedtest.Path(t, "data/suppliers/latam_suppliers_unique.csv.gz"), nil)
	require.NoError(t, err)
	defer f.Close()
	var all []screening.Party
	i := 0
	for row, err := range f.Rows() {
		require.NoError(t, err)
		if i++; i > 1 && i%n == 0 {
			p := screening.NewParty(screening.Unknown, row.Cells[3])
			p.Countries = []string{row.Cells[0]}
			all = append(all, p)
		}
	}
	return all
}

// edited damages a name in one of the ways names are damaged.
func edited(r *rand.Rand, s string) string {
	letters := []rune(s)
	if len(letters) < 2 {
		return s
	}
	i := r.IntN(len(letters) - 1)
	switch r.IntN(8) {
	case 0:
		letters[i], letters[i+1] = letters[i+1], letters[i]
	case 1:
		letters = slices.Delete(letters, i, i+1)
	case 2:
		letters[i] = rune('a' + r.IntN(26))
	case 3:
		letters = slices.Insert(letters, i, rune('A'+r.IntN(26)))
	case 4:
		return strings.ReplaceAll(s, " ", "")
	case 5:
		words := strings.Fields(s)
		k := r.IntN(len(words))
		words[k] = string([]rune(words[k])[:1]) + "."
		return strings.Join(words, " ")
	case 6:
		words := strings.Fields(s)
		r.Shuffle(len(words), func(a, b int) { words[a], words[b] = words[b], words[a] })
		return strings.Join(words[:max(1, len(words)-r.IntN(2))], " ")
	case 7:
		return string(letters[:min(len(letters), 35)])
	}
	return string(letters)
}

// queries makes parties of every sort: listed names with edits, real suppliers, odd ones.
func queries(t testing.TB, r *rand.Rand, lists []*screening.Watchlist, n int) []screening.Party {
	out := []screening.Party{
		screening.NewParty(screening.Unknown, "X"), screening.NewParty(screening.Person, "J"),
		screening.NewParty(screening.Unknown, strings.Repeat("GARCIA LOPEZ DE LA ", 100)),
		screening.NewParty(screening.Person, "محمد أحمد"), screening.NewParty(screening.Organization, "中国银行"),
		screening.NewParty(screening.Person, "Иван Петрович Сидоров"), screening.NewParty(screening.Unknown, "??? ---"),
		screening.NewParty(screening.Organization, "S.A. de C.V."), screening.NewParty(screening.Unknown, "1234 5678"),
		screening.NewParty(screening.Person, "J. M. G. R."), screening.NewParty(screening.Person, "김정은"),
	}
	kinds := []screening.Kind{screening.Unknown, screening.Person, screening.Organization, screening.Vessel}
	for len(out) < n {
		l := lists[r.IntN(len(lists))]
		e := l.Entries[r.IntN(len(l.Entries))]
		if len(e.Names) == 0 {
			continue
		}
		text := e.Names[r.IntN(len(e.Names))].Text
		for range r.IntN(3) {
			text = edited(r, text)
		}
		p := screening.NewParty(e.Kind, text)
		if r.IntN(3) == 0 {
			p.Kind = kinds[r.IntN(len(kinds))]
		}
		p.Countries = e.Countries
		if r.IntN(4) == 0 {
			p.Born, p.Addresses = e.Born, e.Addresses
		}
		if r.IntN(6) == 0 {
			p.Identifiers = e.Identifiers
		}
		out = append(out, p)
	}
	return out
}

// lines says what hits are, one line each.
func lines(hits []screening.Hit) (out []string) {
	for _, h := range hits {
		out = append(out, fmt.Sprintf("%.4f %v %s %s %s", h.Score, h.Discounted, h.List, h.EntryID, h.Name))
	}
	return out
}

func requireSame(t *testing.T, x *screening.Index, q screening.Party, o *screening.SearchOptions) int {
	t.Helper()
	want, err1 := x.Scan(q, o)
	got, err2 := x.Search(q, o)
	require.Equal(t, err1, err2)
	require.Equal(t, lines(want), lines(got), "query %+v, options %+v", q, o)
	return len(want)
}

func TestSearchIsScan(t *testing.T) {
	paths := []string{"data/ofac/sdn_trio_2022-01", "data/un/consolidated_2026-08.xml.gz"}
	n := 300
	if testing.Short() {
		n = 40
	}
	lists := realLists(t, paths...)
	x, err := screening.NewIndex(lists...)
	require.NoError(t, err)
	r := rand.New(rand.NewPCG(1, 2))
	hits := 0
	for i, q := range append(queries(t, r, lists, n), suppliers(t, 40000/n)...) {
		o := &screening.SearchOptions{Threshold: []float64{0.5, 0.6, 0.7, 0.85, 0}[i%5]}
		if i%3 == 0 {
			o.Limit = 1 + i%4
		}
		if i%7 == 0 {
			o.Keep = func(e *screening.Entry) bool { return e.Kind == screening.Person }
		}
		hits += requireSame(t, x, q, o)
	}
	require.Greater(t, hits, n/2, "the queries must find something")
}

// TestLimitKeepsTheBest holds that Limit takes the first alerts of all that there are and leaves the discounted hits alone.
// Most queries have nothing but a name: there the bar rises while the search runs. Two editions of a list give ties.
func TestLimitKeepsTheBest(t *testing.T) {
	lists := realLists(t, "data/un/consolidated_2026-08.xml.gz", "data/un/consolidated_2025-04.xml.gz")
	r := rand.New(rand.NewPCG(11, 12))
	for i := range lists[1].Entries { // the lists know what everybody is
		if e := &lists[1].Entries[i]; i%3 == 0 {
			e.Kind = []screening.Kind{screening.Unknown, screening.Vessel, screening.Person}[r.IntN(3)]
		}
	}
	x, err := screening.NewIndex(lists...)
	require.NoError(t, err)
	n := 400
	if testing.Short() {
		n = 60
	}
	cut := 0
	for i, q := range queries(t, r, lists, n) {
		if i%4 > 0 {
			q.Countries, q.Born, q.Identifiers = nil, nil, nil
		}
		o := screening.SearchOptions{Threshold: []float64{0.5, 0.6, 0.7}[i%3]}
		if i%5 == 0 {
			o.Keep = func(e *screening.Entry) bool { return len(e.ID)%2 == 0 }
		}
		requireSame(t, x, q, &screening.SearchOptions{Limit: 2})
		all, err := x.Scan(q, &o)
		require.NoError(t, err)
		alerts := slices.IndexFunc(all, func(h screening.Hit) bool { return h.Discounted })
		if alerts < 0 {
			alerts = len(all)
		}
		for o.Limit = 1; o.Limit <= 10; o.Limit++ {
			within := min(o.Limit, alerts)
			want := slices.Concat(all[:within], all[alerts:])
			got, err := x.Search(q, &o)
			require.NoError(t, err)
			require.Equal(t, lines(want), lines(got), "query %+v, options %+v", q, o)
			cut += alerts - within
		}
	}
	require.Greater(t, cut, n, "Limit must cut something")
}

// TestSearchAllocatesOnlyItsResult searches for parties of every kind that are not listed, though words of them are.
func TestSearchAllocatesOnlyItsResult(t *testing.T) {
	if forgetful() {
		t.Skip("the race detector makes pools forget")
	}
	x, err := screening.NewIndex(inventedList())
	require.NoError(t, err)
	o := &screening.SearchOptions{Limit: 3}
	for _, q := range []screening.Party{
		screening.NewParty(screening.Unknown, "Comercializadora del Norte Ñandú S. de R.L. de C.V."), screening.NewParty(screening.Unknown, "José Ana Núñez"),
		screening.NewParty(screening.Person, "SIDOROV SUPUESTO, Piotr"), screening.NewParty(screening.Organization, "Ejemplo Austral, C.A.", "Otro Nombre 2000"),
		screening.NewParty(screening.Vessel, "Estrella Otra"), screening.NewParty(screening.Person, "Иван Вымышленный", "محمد أحمد"),
	} {
		q.Countries = []string{"VE"}
		q.Addresses = []screening.Address{{City: "São Tomé"}}
		q.Born = []screening.Date{screening.MustParseDate("1961-02-03"), screening.MustParseDate("1950")}
		for _, search := range []func(screening.Party, *screening.SearchOptions) ([]screening.Hit, error){x.Search, x.Scan} {
			require.Zero(t, testing.AllocsPerRun(100, func() {
				hits, err := search(q, o)
				if len(hits) > 0 || err != nil {
					t.Fatal(hits, err)
				}
			}), q.Names)
		}
	}
}

// TestHitsOutliveTheSearch holds that hits do not change when the memory of their search is used again.
func TestHitsOutliveTheSearch(t *testing.T) {
	x, err := screening.NewIndex(inventedList())
	require.NoError(t, err)
	q := screening.NewParty(screening.Unknown, "COMERCIAL EJEMPLO DEL SÃšR alias La Comercial", "Ana Ynventada Persona alias La Inventada")
	q.Addresses = []screening.Address{{City: "CARÁCAS"}}
	hits, err := x.Search(q, &screening.SearchOptions{Threshold: 0.5})
	require.NoError(t, err)
	require.Len(t, hits, 2)
	before := fmt.Sprintf("%+v", hits)
	for range 10 {
		other := screening.NewParty(screening.Person, strings.Repeat("Otra Vez Zzz ", 99))
		other.Addresses = []screening.Address{{City: "Zzzzzzz"}}
		_, err := x.Search(other, nil)
		require.NoError(t, err)
	}
	require.Contains(t, before, "[caracas]")
	require.Equal(t, before, fmt.Sprintf("%+v", hits))
}

// forgetful reports whether a sync.Pool loses what is put into it, as it does under the race detector.
func forgetful() bool {
	var pool sync.Pool
	for range 100 {
		pool.Put(new(int))
		if pool.Get() == nil {
			return true
		}
	}
	return false
}

func BenchmarkOFAC(b *testing.B) {
	lists := realLists(b, "data/ofac/sdn_trio_2022-01")
	x, err := screening.NewIndex(lists...)
	require.NoError(b, err)
	qs := append(queries(b, rand.New(rand.NewPCG(3, 4)), lists, 500), suppliers(b, 80)...)
	b.Run("search", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			_, _ = x.Search(qs[i%len(qs)], nil)
		}
	})
	b.Run("scan", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			_, _ = x.Scan(qs[i%len(qs)], nil)
		}
	})
}

// TestHitsQuoteLongNames searches for names with words and texts too long for the index to know where their words stand.
func TestHitsQuoteLongNames(t *testing.T) {
	word := strings.Repeat("quetzal", 10)
	l := &screening.Watchlist{List: screening.List{ID: "long"}}
	for _, text := range []string{"Leopoldo " + word, strings.Repeat(" ", 1100) + "Leopoldo Barrientos", "MuÃ±oz Landeta, Leopoldo alias El Quetzalito"} {
		l.Entries = append(l.Entries, screening.Entry{Party: screening.NewParty(screening.Person, text)})
	}
	x, err := screening.NewIndex(l)
	require.NoError(t, err)
	for _, text := range []string{"Leopoldo " + word, "Leopoldo Barrientos", "Leopoldo Muñoz Landeta", "Quetzalito"} {
		q := screening.NewParty(screening.Person, text)
		hits, err := x.Search(q, &screening.SearchOptions{Threshold: 0.5})
		require.NoError(t, err)
		require.NotEmpty(t, hits, text)
		require.Equal(t, screening.Compare(q, hits[0].Entry.Party), hits[0].Comparison)
	}
}
