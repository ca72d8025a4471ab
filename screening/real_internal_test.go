package screening

import (
	"cmp"
	"compress/gzip"
	"encoding/csv"
	"errors"
	"io"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/tamiz-project/tamiz/screening/feed/feedtest"
	"github.com/tamiz-project/tamiz/screening/name"
)

// listed is an entry of the OFAC list of 2026-04 with the aliases of 2026-08, read ad hoc: this package stands below watchlist.
type listed struct {
	id, program string
	party       Party
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
		kinds := map[string]Kind{"individual": Person, "vessel": Vessel, "aircraft": Aircraft}
		k, ok := kinds[r[2]]
		if !ok {
			k = Organization
		}
		e := &listed{id: r[0], program: r[3], party: NewParty(k, r[1])}
		byID[e.id] = e
		all = append(all, e)
	})
	alias := func(id, text string, typ NameType) {
		if e := byID[id]; e != nil {
			e.party.Names = append(e.party.Names, Name{Text: text, Type: typ})
		}
	}
	records(t, "data/ofac/sdn_aux_2026-08/alt.csv.gz", func(r []string) {
		if len(r) > 3 {
			alias(r[0], r[3], Alias)
		}
	})
	records(t, "data/ofac/sdn_2024-05-03/sdn.csv.gz", func(r []string) {
		for _, m := range quotedAlias.FindAllStringSubmatch(r[len(r)-1], -1) {
			alias(r[0], m[1], WeakAlias)
		}
	})
	slices.SortFunc(all, func(a, b *listed) int { return cmp.Compare(a.id, b.id) })
	return all
}

// A sieve is an index with the entries prepared, so that a query can be compared without an explanation.
type sieve struct {
	index    *Index
	prepared []prepared
	ids      []string
}

func newSieve(entries []*listed) *sieve {
	s := &sieve{}
	list := &Watchlist{List: List{ID: "ofac"}}
	for _, e := range entries {
		e.party.ID = e.id
		s.prepared = append(s.prepared, prepare(e.party))
		s.ids = append(s.ids, e.id)
		list.Entries = append(list.Entries, Entry{Party: e.party})
	}
	index, err := NewIndex(list)
	if err != nil {
		panic(err)
	}
	s.index = index
	return s
}

// A found is a hit of the sieve.
type found struct {
	id          string
	score, name int32
	at          int
}

// search returns what reaches a score, best first.
func (s *sieve) search(q *prepared, least int32) []found {
	var hits []found
	s.index.candidates(q, name.EvidenceFor(least), &scratch{}, func(i int) {
		if v := score(q, &s.prepared[i]); v.score() >= least {
			hits = append(hits, found{s.ids[i], v.score(), v.nameScore(), i})
		}
	})
	slices.SortFunc(hits, func(a, b found) int { return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.id, b.id)) })
	return hits
}

// suppliers returns the 40,071 real suppliers as parties of unknown kind, every step-th of them.
func suppliers(t testing.TB, step int) (all []Party) {
	n := 0
	records(t, "data/suppliers/latam_suppliers_unique.csv.gz", func(r []string) {
		if n++; n > 1 && n%step == 0 {
			p := NewParty(Unknown, r[3])
			p.Countries = []string{r[0]}
			all = append(all, p)
		}
	})
	return all
}

// TestSupplierAlerts counts how many real suppliers raise a hit.
func TestSupplierAlerts(t *testing.T) {
	if testing.Short() {
		t.Skip("measures on the full list")
	}
	entries := ofac(t)
	s := newSieve(entries)
	all := suppliers(t, 5)
	alerts, withoutWeak := 0, 0
	var sample []string
	for _, p := range all {
		q := prepare(p)
		hits := s.search(&q, 7000)
		if len(hits) == 0 {
			continue
		}
		alerts++
		c := explain(&q, &s.prepared[hits[0].at])
		if c.NameType != WeakAlias {
			withoutWeak++
		}
		sample = append(sample, strings.Join([]string{p.Names[0].Text, c.Name, string(c.NameType)}, " | "))
		t.Logf("%.4f %s | %s | %s | %s", c.Score, p.Names[0].Text, c.Name, c.NameType, entries[hits[0].at].party.Kind)
	}
	t.Logf("suppliers %d, alerts %d (%.2f %%), without weak aliases %d", len(all), alerts, 100*float64(alerts)/float64(len(all)), withoutWeak)
}
