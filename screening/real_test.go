package screening_test

import (
	"cmp"
	"compress/gzip"
	"encoding/csv"
	"errors"
	"io"
	"os"
	"regexp"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/tamiz-project/tamiz/screening"
	"github.com/tamiz-project/tamiz/screening/feed/feedtest"
)

// listed is an entry of the OFAC list of 2026-04 with the aliases of 2026-08, read ad hoc: this package stands below watchlist.
type listed struct {
	id, program string
	party       screening.Party
}

// records reads a gzip CSV file of the shared data.
func records(t testing.TB, path string, do func(r []string)) {
	t.Helper()
	f, err := os.Open(feedtest.Path(t, path))
	require.NoError(t, err)
	defer f.Close()
	z, err := gzip.NewReader(f)
	require.NoError(t, err)
	r := csv.NewReader(z)
	r.FieldsPerRecord, r.LazyQuotes = -1, true
	for {
		record, err := r.Read()
		if errors.Is(err, io.EOF) {
			return
		}
		require.NoError(t, err)
		do(record)
	}
}

var quotedAlias = regexp.MustCompile(`a\.k\.a\. '([^']+)'`)

// ofac returns the list, in the order of its ids.
func ofac(t testing.TB) []*listed {
	t.Helper()
	byID := map[string]*listed{}
	var all []*listed
	records(t, "data/ofac/sdn_reconstructed_2026-04/sdn.csv.gz", func(r []string) {
		if len(r) < 4 || byID[r[0]] != nil {
			return
		}
		kinds := map[string]screening.Kind{"individual": screening.Person, "vessel": screening.Vessel, "aircraft": screening.Aircraft}
		k, ok := kinds[r[2]]
		if !ok {
			k = screening.Organization
		}
		e := &listed{id: r[0], program: r[3], party: screening.NewParty(k, r[1])}
		byID[e.id] = e
		all = append(all, e)
	})
	alias := func(id, text string, typ screening.NameType) {
		if e := byID[id]; e != nil {
			e.party.Names = append(e.party.Names, screening.Name{Text: text, Type: typ})
		}
	}
	records(t, "data/ofac/sdn_aux_2026-08/alt.csv.gz", func(r []string) {
		if len(r) > 3 {
			alias(r[0], r[3], screening.Alias)
		}
	})
	records(t, "data/ofac/sdn_2024-05-03/sdn.csv.gz", func(r []string) {
		for _, m := range quotedAlias.FindAllStringSubmatch(r[len(r)-1], -1) {
			alias(r[0], m[1], screening.WeakAlias)
		}
	})
	slices.SortFunc(all, func(a, b *listed) int { return cmp.Compare(a.id, b.id) })
	return all
}

// indexed returns an index of the list.
func indexed(t testing.TB, entries []*listed) *screening.Index {
	t.Helper()
	l := &screening.Watchlist{List: screening.List{ID: "ofac"}}
	for _, e := range entries {
		e.party.ID = e.id
		l.Entries = append(l.Entries, screening.Entry{Party: e.party})
	}
	x, err := screening.NewIndex(l)
	require.NoError(t, err)
	return x
}

// find searches for a party and returns the alerts.
func find(t testing.TB, x *screening.Index, p screening.Party, threshold float64) []screening.Hit {
	t.Helper()
	hits, err := x.Search(p, &screening.SearchOptions{Threshold: threshold})
	require.NoError(t, err)
	for i := 1; i < len(hits); i++ {
		require.True(t, hits[i].Discounted || hits[i-1].Score >= hits[i].Score, "%s: what Compare says is what the index sorted by", p.Names[0].Text)
	}
	return slices.DeleteFunc(hits, func(h screening.Hit) bool { return h.Discounted })
}

// TestSupplierAlerts counts how many real suppliers raise a hit.
func TestSupplierAlerts(t *testing.T) {
	if testing.Short() {
		t.Skip("measures on the full list")
	}
	x := indexed(t, ofac(t))
	all := suppliers(t, 1)
	alerts, strong := 0, 0
	for _, p := range all {
		hits := find(t, x, p, 0)
		if len(hits) == 0 {
			continue
		}
		alerts++
		if slices.ContainsFunc(hits, func(h screening.Hit) bool { return h.NameType != screening.WeakAlias }) {
			strong++
		}
		t.Logf("%.4f %s | %s | %s | %s", hits[0].Score, p.Names[0].Text, hits[0].Name, hits[0].NameType, hits[0].Entry.Kind)
	}
	t.Logf("%d suppliers, %d alerts (%.2f %%), without weak aliases %d", len(all), alerts, 100*float64(alerts)/float64(len(all)), strong)
	require.LessOrEqual(t, alerts*1000, len(all)*5, "at most 0.5 %% of ordinary suppliers may raise a hit")
}
