package monitor_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/tamiz-project/tamiz/risk"
	"github.com/tamiz-project/tamiz/risk/monitor"
	"github.com/tamiz-project/tamiz/screening"
	"github.com/tamiz-project/tamiz/screening/feed"
)

// invented is an entry with random names, dates and designations.
func invented(r *rand.Rand, id int) screening.Entry {
	kind := []screening.Kind{screening.Person, screening.Organization, screening.Unknown}[r.IntN(3)]
	e := screening.Entry{Party: screening.NewParty(kind, word(r)+" "+word(r))}
	e.ID = fmt.Sprint(id)
	if r.IntN(3) == 0 {
		e.Names = append(e.Names, screening.Name{Text: word(r) + " " + word(r), Type: screening.WeakAlias})
	}
	if r.IntN(2) == 0 {
		e.Born = []screening.Date{screening.MustParseDate(fmt.Sprint(1960 + r.IntN(20)))}
	}
	if r.IntN(2) == 0 {
		e.Countries = []string{[]string{"CO", "MX", "VE"}[r.IntN(3)]}
	}
	if r.IntN(2) == 0 {
		d := screening.Designation{Jurisdiction: "US", Effect: screening.AssetFreeze}
		d.From = screening.MustParseDate(fmt.Sprintf("2026-11-%02d", 10+r.IntN(20)))
		if r.IntN(2) == 0 {
			d.To = screening.MustParseDate(fmt.Sprintf("2026-12-%02d", 1+r.IntN(20)))
		}
		e.Designations = []screening.Designation{d}
	}
	return e
}

// edited is a list of the next day: some entries are gone, some changed, some new.
func edited(r *rand.Rand, entries []screening.Entry) []screening.Entry {
	var out []screening.Entry
	for i, e := range entries {
		switch r.IntN(20) {
		case 0:
			continue
		case 1:
			out = append(out, invented(r, i))
		case 2:
			e.Names = append(slices.Clone(e.Names), screening.Name{Text: word(r) + " " + word(r)})
			out = append(out, e)
		default:
			out = append(out, e)
		}
	}
	return append(out, invented(r, 1000), invented(r, 1001))
}

// query is a party like an entry, with other data.
func query(r *rand.Rand, entries []screening.Entry) screening.Party {
	p := entries[r.IntN(len(entries))].Party
	other := invented(r, 0)
	p.ID, p.Names = "", []screening.Name{{Text: p.Names[0].Text}}
	if r.IntN(2) == 0 {
		p.Born, p.Countries = other.Born, other.Countries
	}
	if r.IntN(3) == 0 {
		p.Names[0].Text = word(r) + " " + p.Names[0].Text
	}
	if r.IntN(20) == 0 {
		p.Names[0].Text += "\xff"
	}
	return p
}

// Rescreen gives what the full search gives, for every party, threshold, day and filter.
func TestRescreenIsTheFullSearch(t *testing.T) {
	short, found := 0, 0
	for seed := range uint64(40) {
		r := rand.New(rand.NewPCG(seed, 7))
		var entries []screening.Entry
		for i := range 120 {
			entries = append(entries, invented(r, i))
		}
		second := []screening.Entry{frozen("x", "Banda Segunda"), invented(r, 5)}
		other := func() *screening.Watchlist {
			return &screening.Watchlist{List: screening.List{ID: "aa-second"}, Entries: slices.Clone(second)}
		}
		before := index(list("1", slices.Clone(entries)...), other())
		after := index(other(), list("2", edited(r, entries)...))
		var known []risk.Assessment
		var parties []screening.Party
		for i := range 30 {
			p := query(r, entries)
			p.ID = fmt.Sprint("S", i)
			parties = append(parties, p, query(r, entries))
			a, err := assessor(before, "2026-11-20", &risk.AssessorOptions{Threshold: 0.7 + float64(r.IntN(3))*0.1}).Assess(risk.Counterparty{Party: p})
			require.NoError(t, err)
			known = append(known, a)
		}
		s, err := monitor.Rescreen(before, after, sequence(nil, known...))
		require.NoError(t, err)
		require.Equal(t, after.Lists(), s.Lists())
		for _, p := range parties {
			o := options(r)
			want, err := after.Search(p, o)
			require.NoError(t, err)
			got, err := s.Search(p, o)
			require.NoError(t, err)
			require.Equal(t, want, got, "seed %d, party %q, options %+v", seed, p.Names, o)
			for i := range got {
				require.Same(t, want[i].Entry, got[i].Entry)
			}
			if _, enough := monitor.Small(s, p, o); enough {
				short, found = short+1, found+len(got)
			}
		}
	}
	require.Greater(t, short, 500, "the small index answers")
	require.Greater(t, found, 200, "and finds")
}

func options(r *rand.Rand) *screening.SearchOptions {
	if r.IntN(10) == 0 {
		return nil
	}
	o := &screening.SearchOptions{Threshold: []float64{0, 0.6, 0.7, 0.8, 0.9}[r.IntN(5)], Limit: r.IntN(3)}
	if r.IntN(4) > 0 {
		o.AsOf = screening.MustParseDate(fmt.Sprintf("2026-11-%02d", 10+r.IntN(20)))
	}
	if r.IntN(3) == 0 {
		o.Keep = func(e *screening.Entry) bool { return len(e.Designations) == 0 }
	}
	return o
}

// Where the last run proves nothing, the search is full.
func TestRescreenInDoubtSearchesInFull(t *testing.T) {
	party := screening.NewParty(screening.Organization, "Banda Inventada del Valle")
	before := index(list("1", frozen("1", "Otra Cosa"), frozen("2", "Banda Inventada del Valle"), frozen("3", "Tercera Cosa")))
	after := index(list("2", frozen("1", "Otra Cosa"), frozen("2", "Banda Inventada del Valle"), frozen("3", "Tercera Cosa")))
	sound, err := assessor(before, "2026-11-22", nil).Assess(risk.Counterparty{Party: party})
	require.NoError(t, err)
	for _, c := range []struct {
		name   string
		damage func(*risk.Assessment)
		enough bool
	}{
		{"a sound run", func(*risk.Assessment) {}, true},
		{"a run in other lists", func(a *risk.Assessment) { a.Lists = risk.ListsDigest(after.Lists()) }, false},
		{"a run that does not say its lists", func(a *risk.Assessment) { a.Lists = "" }, false},
		{"a run that does not say its threshold", func(a *risk.Assessment) { a.Threshold = 0 }, false},
		{"a higher threshold", func(a *risk.Assessment) { a.Threshold = 0.99 }, false},
		{"a party that was not searched", func(a *risk.Assessment) { a.Searched = []risk.Searched{{SHA256: a.Searched[0].SHA256, Not: "no name"}} }, false},
		{"other data", func(a *risk.Assessment) { a.Searched = []risk.Searched{{SHA256: "00"}} }, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			last := sound
			c.damage(&last)
			s, err := monitor.Rescreen(before, after, sequence(nil, last))
			require.NoError(t, err)
			entries, enough := monitor.Small(s, party, nil)
			require.Equal(t, c.enough, enough)
			require.Equal(t, 2, entries, "the first entry, and the one that was hit")
			hits, err := s.Search(party, nil)
			require.NoError(t, err)
			require.Len(t, hits, 1)
		})
	}
}

func TestRescreenErrors(t *testing.T) {
	x := index(list("1", frozen("1", "Otra Cosa")))
	_, err := monitor.Rescreen(nil, x, sequence(nil))
	require.ErrorContains(t, err, "two indexes")
	_, err = monitor.Rescreen(x, x, sequence(errors.New("disk gone")))
	require.ErrorContains(t, err, "disk gone")
	s, err := monitor.Rescreen(x, x, sequence(&feed.RecordError{ID: "S1", Reason: "no name"}))
	require.NoError(t, err, "a rejected row is searched in full")
	_, err = s.Search(screening.Party{ID: "S1"}, nil)
	_, want := x.Search(screening.Party{ID: "S1"}, nil)
	require.Equal(t, want, err)
}

// A day after: 2000 entries of which 5 changed, 200 suppliers.
func BenchmarkSearchADayAfter(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 1))
	var entries []screening.Entry
	for i := range 2000 {
		entries = append(entries, invented(r, i))
	}
	before := index(list("1", slices.Clone(entries)...))
	for i := range 5 {
		entries[i*100] = invented(r, i*100)
	}
	after := index(list("2", entries...))
	var last []risk.Assessment
	a := assessor(before, "2026-12-01", &risk.AssessorOptions{Threshold: 0.9})
	for range 200 {
		last = append(last, must(a.Assess(risk.Counterparty{Party: screening.NewParty(screening.Organization, word(r)+" "+word(r))})))
	}
	s := must(monitor.Rescreen(before, after, sequence(nil, last...)))
	o := &screening.SearchOptions{Threshold: 0.9, AsOf: screening.MustParseDate("2026-12-02")}
	for name, searcher := range map[string]risk.Searcher{"rescreen": s, "full": after} {
		b.Run(name, func(b *testing.B) {
			for i := 0; b.Loop(); i++ {
				_, err := searcher.Search(last[i%len(last)].Counterparty.Party, o)
				require.NoError(b, err)
			}
		})
	}
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// Two broken bytes have one fingerprint: the search of one must not stand for the other.
func TestRescreenOfWhatIsNoTextIsFull(t *testing.T) {
	x := index(list("1", frozen("1", "Banda Inventada")))
	last := must(assessor(x, "2026-11-22", nil).Assess(risk.Counterparty{Party: screening.NewParty(screening.Person, "Juan P\xe9rez")}))
	s := must(monitor.Rescreen(x, x, sequence(nil, last)))
	_, enough := monitor.Small(s, screening.NewParty(screening.Person, "Juan P\xe8rez"), nil)
	require.False(t, enough)
}
