package monitor_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/tamiz-project/tamiz/risk/monitor"
	"github.com/tamiz-project/tamiz/screening"
	"github.com/tamiz-project/tamiz/screening/feed/feedtest"
	"github.com/tamiz-project/tamiz/screening/watchlist"
)

// A day with a real list: yesterday's index comes from its file, fifty entries got a new name, 1400 parties are screened
// again. The small index stays small, so that an index that was written and read back is the same to the last entry.
func TestRescreenOnARealList(t *testing.T) {
	if testing.Short() {
		t.Skip("loads a whole list")
	}
	w, err := watchlist.Load(feedtest.Path(t, "data/ofac/sdn_2024-05-03"), nil)
	require.NoError(t, err)
	before := stored(t, index(w))
	next := *w
	next.Entries, next.SHA256 = slices.Clone(w.Entries), "another file"
	for i := range 50 {
		e := &next.Entries[i*97]
		e.Names = append([]screening.Name{{Text: fmt.Sprint("Nuevo Nombre ", i)}}, e.Names...)
	}
	after := index(&next)
	var names []string
	for e := range before.Entries() {
		if len(names) < 400 {
			names = append(names, e.Names[0].Text+" Sociedad")
		}
	}
	for i := range 1000 {
		names = append(names, fmt.Sprint("Comercial Ejemplo ", i, " ", syllables[i%12], syllables[i/12%12]))
	}
	last := run(t, before, nil, names...)
	s, err := monitor.Rescreen(before, after, sequence(nil, last...))
	require.NoError(t, err)
	for _, a := range last {
		o := &screening.SearchOptions{AsOf: screening.MustParseDate("2026-11-23")}
		want, err := after.Search(a.Counterparty.Party, o)
		require.NoError(t, err)
		got, err := s.Search(a.Counterparty.Party, o)
		require.NoError(t, err)
		require.Equal(t, want, got)
		entries, enough := monitor.Small(s, a.Counterparty.Party, o)
		require.True(t, enough)
		require.Less(t, entries, 1500)
	}
}

// stored is an index after a night in a file.
func stored(t *testing.T, x *screening.Index) *screening.Index {
	path := filepath.Join(t.TempDir(), "index.tamiz")
	f, err := os.Create(path)
	require.NoError(t, err)
	_, err = x.WriteTo(f)
	require.NoError(t, err)
	require.NoError(t, f.Close())
	opened, err := screening.OpenIndex(path)
	require.NoError(t, err)
	return opened
}
