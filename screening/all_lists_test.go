package screening_test

import (
	"flag"
	"fmt"
	"iter"
	"math/rand/v2"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"unicode"

	"github.com/stretchr/testify/require"
	"github.com/tamiz-project/tamiz/screening"
)

// queryCount is how many queries TestSearchIsScanAllLists makes: each takes a scan of every list. The full run is
// go test ./screening -run SearchIsScanAllLists -queries 2000 -timeout 60m -v
var queryCount = flag.Int("queries", 100, "how many queries search all lists together")

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

// TestSearchIsScanAllLists holds the promise of Search on all lists together, for queries of every sort, at every threshold,
// with and without Limit and Keep. What is right follows from one scan at 0.5 (derived); that it does is itself held against
// scans, for every 20th query.
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
	qs := newSampler(t, lists).sample(*queryCount)
	tallies := make([]tally, len(qs))
	var next atomic.Int64
	var all sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		all.Go(func() {
			for i := int(next.Add(1)) - 1; i < len(qs); i = int(next.Add(1)) - 1 {
				tallies[i] = compareAll(x, qs[i].party, i)
			}
		})
	}
	all.Wait()
	sum, sorts := tally{}, map[string]tally{}
	for i, got := range tallies {
		for _, d := range got.differences {
			t.Errorf("query %d, %s: %s", i, qs[i].sort, d)
		}
		sum, sorts[qs[i].sort] = sum.plus(got), sorts[qs[i].sort].plus(got)
	}
	for sort, got := range sorts {
		t.Logf("%s: %d queries, %d hits at 0.5", sort, got.queries, got.hits)
	}
	t.Logf("%d entries, %d queries, %d searches compared, %d scans, %d hits at 0.5, %d differences",
		entries, sum.queries, sum.compared, sum.scans, sum.hits, len(sum.differences))
	require.Greater(t, sum.hits, len(qs)/2, "the queries must find something")
}

// A tally is what was compared, and what was wrong.
type tally struct {
	queries, compared, scans, hits int
	differences                    []string
}

func (a tally) plus(b tally) tally {
	return tally{
		a.queries + b.queries, a.compared + b.compared, a.scans + b.scans, a.hits + b.hits, slices.Concat(a.differences, b.differences),
	}
}

// compareAll searches for one query at every threshold with every option. It runs beside others, so it tells what is wrong
// instead of failing.
func compareAll(x *screening.Index, q screening.Party, i int) (out tally) {
	out.queries = 1
	all, err := x.Scan(q, &screening.SearchOptions{Threshold: 0.5})
	out.scans, out.hits = 1, len(all)
	differ := func(what string, o screening.SearchOptions, want, got []screening.Hit) {
		out.differences = append(out.differences,
			fmt.Sprintf("%s, query %+v, options %+v\nwant %q\ngot  %q", what, q, o, lines(want), lines(got)))
	}
	for _, threshold := range []float64{0.5, 0.6, 0.7, 0.85, 0} {
		for _, limit := range []int{0, 1 + i%4} {
			for _, keep := range []func(*screening.Entry) bool{nil, keptOfAll} {
				o := screening.SearchOptions{Threshold: threshold, Limit: limit, Keep: keep}
				got, err2 := x.Search(q, &o)
				out.compared++
				want := derived(all, o)
				if !slices.EqualFunc(want, got, sameHit) || (err == nil) != (err2 == nil) {
					differ("Search is not what follows from Scan", o, want, got)
				}
				if i%20 > 0 {
					continue
				}
				scanned, _ := x.Scan(q, &o)
				out.scans++
				if !slices.EqualFunc(want, scanned, sameHit) {
					differ("what follows from Scan at 0.5 is not Scan", o, scanned, want)
				}
				if !reflect.DeepEqual(scanned, got) {
					differ("Search is not Scan", o, scanned, got)
				}
			}
		}
	}
	return out
}

// keptOfAll lets about two thirds of all entries through.
func keptOfAll(e *screening.Entry) bool {
	return !strings.ContainsAny(e.ID[max(0, len(e.ID)-1):], "147")
}

// A sampled is a query and how it was made.
type sampled struct {
	sort  string
	party screening.Party
}

// A sampler makes queries from the names and words of lists, and of suppliers.
type sampler struct {
	*world
	entries, foreign []*screening.Entry // foreign have names in other scripts
	suppliers        []screening.Party
}

func newSampler(t testing.TB, lists []*screening.Watchlist) *sampler {
	r := rand.New(rand.NewPCG(21, 22))
	s := &sampler{world: &world{Rand: r, words: slices.Clone(hostile)}, suppliers: suppliers(t, 1)}
	for _, l := range lists {
		for i := range l.Entries {
			e := &l.Entries[i]
			if len(e.Names) == 0 || len(strings.Fields(e.Names[0].Text)) == 0 {
				continue
			}
			s.entries = append(s.entries, e)
			if slices.ContainsFunc(e.Names, func(n screening.Name) bool { return strings.ContainsFunc(n.Text, notLatin) }) {
				s.foreign = append(s.foreign, e)
			}
			if i%40 == 0 {
				s.words = append(s.words, strings.Fields(e.Names[0].Text)...)
			}
		}
	}
	require.NotEmpty(t, s.foreign)
	return s
}

func notLatin(r rune) bool { return unicode.IsLetter(r) && !unicode.Is(unicode.Latin, r) }

// sample makes n queries, of each sort as many.
func (s *sampler) sample(n int) []sampled {
	sorts := []struct {
		name string
		make func(e *screening.Entry) []string // the words, from a listed entry that may be looked for
	}{
		{"as listed", s.listed},
		{"edited", func(e *screening.Entry) []string { return s.editedWords(s.listed(e)) }},
		{"varied", func(e *screening.Entry) []string { return s.varied(s.listed(e)) }},
		{"supplier", func(*screening.Entry) []string { return s.supplier() }},
		{"supplier varied", func(*screening.Entry) []string { return s.varied(s.supplier()) }},
		{"person varied", func(*screening.Entry) []string { return s.varied(s.listed(s.person())) }},
		{"other script", func(*screening.Entry) []string { return s.script() }},
		{"other script varied", func(*screening.Entry) []string { return s.varied(s.script()) }},
		{"garbage", func(*screening.Entry) []string { return s.garbage() }},
		{"one letter", func(*screening.Entry) []string { return []string{string([]rune("ABCJMXYZñЖم金")[s.IntN(12)])} }},
		{"300 words", func(e *screening.Entry) []string { return s.many(s.listed(e)) }},
		{"cut", func(e *screening.Entry) []string { return s.cut(append(s.listed(e), s.listed(s.entry())...)) }},
		{"trailing dot", func(e *screening.Entry) []string { return append(s.listed(e)[:1:1], s.word()+".") }},
		{"dotted", func(e *screening.Entry) []string { return s.dotted(s.listed(e)) }},
		{"initials", func(e *screening.Entry) []string { return s.initials(s.listed(e)) }},
		{"glued", func(e *screening.Entry) []string { return s.glued(s.listed(e)) }},
		{"split", func(e *screening.Entry) []string { return s.split(s.listed(e)) }},
		{"two names mixed", func(e *screening.Entry) []string { return s.mixed(s.listed(e), s.listed(s.entry())) }},
		{"words of the lists", func(*screening.Entry) []string { return s.name() }},
	}
	out := make([]sampled, n)
	for i := range out {
		sort, e := sorts[i%len(sorts)], s.entry()
		out[i] = sampled{sort.name, s.query(e, sort.make(e))}
	}
	return out
}

// query makes a party with what a file may say of it beside its name: nothing, what is true, or what is said of another one.
func (s *sampler) query(e *screening.Entry, words []string) screening.Party {
	kinds := []screening.Kind{screening.Unknown, screening.Person, screening.Organization, screening.Vessel, screening.Aircraft}
	p := screening.NewParty(e.Kind, strings.Join(words, " "))
	if s.IntN(3) == 0 {
		p.Kind = kinds[s.IntN(len(kinds))]
	}
	if s.IntN(6) == 0 {
		p.Names[0].Text = s.text(words)
	}
	if s.IntN(2) == 0 {
		p.Countries = s.source(e).Countries
	}
	if s.IntN(3) == 0 {
		of := s.source(e)
		p.Born, p.Founded, p.Died, p.Gender = of.Born, of.Founded, of.Died, of.Gender
	}
	if s.IntN(4) == 0 {
		of := s.source(e)
		p.Addresses, p.Nationalities, p.Craft = of.Addresses, of.Nationalities, of.Craft
	}
	if s.IntN(5) == 0 {
		p.Identifiers = s.source(e).Identifiers
	}
	for range max(0, s.IntN(6)-3) {
		p.Names = append(p.Names, screening.Name{Text: s.text(s.varied(s.listed(s.source(e))))})
	}
	if s.IntN(6) == 0 {
		p.Names[s.IntN(len(p.Names))].Type = []screening.NameType{screening.WeakAlias, screening.Alias}[s.IntN(2)]
	}
	return p
}

func (s *sampler) entry() *screening.Entry { return s.entries[s.IntN(len(s.entries))] }

// source is the entry itself, or another one.
func (s *sampler) source(e *screening.Entry) *screening.Entry {
	if s.IntN(4) == 0 {
		return s.entry()
	}
	return e
}

func (s *sampler) person() *screening.Entry {
	for {
		if e := s.entry(); e.Kind == screening.Person {
			return e
		}
	}
}

func (s *sampler) word() string { return s.words[s.IntN(len(s.words))] }

// listed are the words of one name of an entry.
func (s *sampler) listed(e *screening.Entry) []string {
	if words := strings.Fields(e.Names[s.IntN(len(e.Names))].Text); len(words) > 0 {
		return words
	}
	return strings.Fields(e.Names[0].Text)
}

func (s *sampler) supplier() []string {
	for {
		if words := strings.Fields(s.suppliers[s.IntN(len(s.suppliers))].Names[0].Text); len(words) > 0 {
			return words
		}
	}
}

// script are the words of a name in another script.
func (s *sampler) script() []string {
	e := s.foreign[s.IntN(len(s.foreign))]
	i := slices.IndexFunc(e.Names, func(n screening.Name) bool { return strings.ContainsFunc(n.Text, notLatin) })
	return strings.Fields(e.Names[i].Text)
}

func (s *sampler) editedWords(words []string) []string {
	text := strings.Join(words, " ")
	for range 1 + s.IntN(3) {
		text = edited(s.Rand, text)
	}
	return strings.Fields(text)
}

// garbage is what stands in a column of names by mistake.
func (s *sampler) garbage() (out []string) {
	signs := []rune("?-#&./,()0123456789ñÿŋøß€漢字ﬁ'\u200b\u0301\ufffdXQZ")
	for range 1 + s.IntN(6) {
		b := []rune{'0'} // something to search for
		for range s.IntN(9) {
			b = append(b, signs[s.IntN(len(signs))])
		}
		out = append(out, string(b))
	}
	return out
}

func (s *sampler) many(words []string) []string {
	for len(words) < 300 {
		words = append(words, s.listed(s.entry())...)
	}
	return words
}

// cut cuts a name off at the end of a field.
func (s *sampler) cut(words []string) []string {
	letters := []rune(strings.Join(words, " "))
	return strings.Fields(string(letters[:min(len(letters), cutLengths[s.IntN(len(cutLengths))])]))
}

func (s *sampler) dotted(words []string) []string {
	words = slices.Clone(words)
	for i, w := range words {
		if letters := []rune(w); len(letters) > 3 && s.IntN(2) == 0 {
			words[i] = string(letters[:2+s.IntN(len(letters)-2)]) + "."
		}
	}
	return words
}

func (s *sampler) initials(words []string) []string {
	words = slices.Clone(words)
	for i, w := range words {
		if s.IntN(2) == 0 {
			words[i] = string([]rune(w)[:1]) + []string{".", ""}[s.IntN(2)]
		}
	}
	return words
}

func (s *sampler) glued(words []string) []string {
	if len(words) < 2 {
		return []string{words[0] + s.word()}
	}
	i := s.IntN(len(words) - 1)
	return slices.Concat(words[:i], []string{words[i] + words[i+1]}, words[i+2:])
}

func (s *sampler) split(words []string) []string {
	i := s.IntN(len(words))
	letters := []rune(words[i])
	k := s.IntN(len(letters) + 1)
	return slices.Concat(words[:i], []string{string(letters[:k]), string(letters[k:])}, words[i+1:])
}

func (s *sampler) mixed(a, b []string) []string {
	return append(slices.Clone(a[:(len(a)+1)/2]), b[len(b)/2:]...)
}
