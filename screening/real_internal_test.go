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

// A sieve finds by units and deleted letters the entries whose names can have a strong pair with a query: crude and complete
// enough to measure with, not the index.
type sieve struct {
	prepared []prepared
	ids      []string
	units    map[name.Unit][]int32
	deleted  map[string][]int32
}

func newSieve(entries []*listed) *sieve {
	s := &sieve{units: map[name.Unit][]int32{}, deleted: map[string][]int32{}}
	for i, e := range entries {
		s.prepared = append(s.prepared, prepare(e.party))
		s.ids = append(s.ids, e.id)
		s.each(&s.prepared[i], func(u name.Unit) { s.units[u] = appendOnce(s.units[u], int32(i)) },
			func(w string) { s.deleted[w] = appendOnce(s.deleted[w], int32(i)) })
	}
	return s
}

func appendOnce(list []int32, i int32) []int32 {
	if n := len(list); n > 0 && list[n-1] == i {
		return list
	}
	return append(list, i)
}

// each yields the units and the skeletons with up to two letters deleted of all names of a party.
func (s *sieve) each(p *prepared, unit func(name.Unit), deleted func(string)) {
	var buf []name.Unit
	for i := range p.names {
		for _, n := range []*name.Name{p.names[i].own, p.names[i].person} {
			if n == nil {
				continue
			}
			for k, t := range n.Tokens() {
				if t.Role == name.Particle || t.Role == name.Number || t.Role == name.Initial || t.Role == name.Suffix {
					continue
				}
				buf = n.Units(buf[:0], k)
				for _, u := range buf {
					unit(u)
				}
				deletions(n.Skeleton(k), name.EditLimit(len(n.Skeleton(k))+1), deleted)
			}
			n.Joins(func(u name.Unit, _, _ int) bool { unit(u); return true })
		}
	}
}

func deletions(w string, depth int, do func(string)) {
	if len(w) < 2 {
		return
	}
	do(w)
	if depth == 0 || len(w) > 24 {
		return
	}
	for i := range len(w) {
		deletions(w[:i]+w[i+1:], depth-1, do)
	}
}

// A found is a hit of the sieve.
type found struct {
	id          string
	score, name int32
	at          int
}

// search returns what reaches a score, best first.
func (s *sieve) search(q *prepared, least int32) []found {
	seen := map[int32]bool{}
	var hits []found
	try := func(list []int32) {
		for _, i := range list {
			if seen[i] {
				continue
			}
			seen[i] = true
			if v := score(q, &s.prepared[i]); v.score() >= least {
				hits = append(hits, found{s.ids[i], v.score(), v.nameScore(), int(i)})
			}
		}
	}
	s.each(q, func(u name.Unit) { try(s.units[u]) }, func(w string) { try(s.deleted[w]) })
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
