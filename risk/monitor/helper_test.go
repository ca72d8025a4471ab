package monitor_test

import (
	"fmt"
	"iter"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/tamiz-project/tamiz/risk"
	"github.com/tamiz-project/tamiz/screening"
)

// tiny is a methodology of one factor and one floor.
const tiny = `
methodology: tiny
version: "1"
default_profile: {jurisdictions: [US]}
tiers: {LOW: 0, HIGH: 40}
facts:
  - {name: cash_share, type: number, unit: percent, ask: Which share is paid in cash?}
factors:
  - id: MONEY
    title: {en: How it pays, es: Cómo paga}
    weight: 1
    rules: [{id: CASH, when: cash_share >= 30, points: 80}]
floors:
  - {id: OPEN, each: hit, when: 'hit.binding and hit.disposition == "pending"', tier: HIGH, standing: HOLD}
`

// list makes a list whose provenance differs with its edition.
func list(edition string, entries ...screening.Entry) *screening.Watchlist {
	return &screening.Watchlist{
		List: screening.List{
			ID: "us-invented", Publisher: "Nobody", Official: true, Published: screening.MustParseDate("2026-11-20"), MaxAge: 7, SHA256: edition,
		},
		Entries: entries,
	}
}

// frozen is an entry under an asset freeze.
func frozen(id, name string) screening.Entry {
	e := screening.Entry{Party: screening.NewParty(screening.Organization, name), Designations: []screening.Designation{{
		Jurisdiction: "US", Effect: screening.AssetFreeze, AuthorityKind: screening.ExecutiveList,
	}}}
	e.ID = id
	return e
}

func index(lists ...*screening.Watchlist) *screening.Index {
	x, err := screening.NewIndex(lists...)
	if err != nil {
		panic(err)
	}
	return x
}

func assessor(s risk.Searcher, day string, o *risk.AssessorOptions) *risk.Assessor {
	m, err := risk.ParseMethodology([]byte(tiny))
	if err != nil {
		panic(err)
	}
	a, err := risk.NewAssessor(m, s, screening.MustParseDate(day), o)
	if err != nil {
		panic(err)
	}
	return a
}

// suppliers yields counterparties of these names, with the ids S1, S2, ...
func suppliers(names ...string) iter.Seq2[risk.Counterparty, error] {
	return func(yield func(risk.Counterparty, error) bool) {
		for i, name := range names {
			c := risk.Counterparty{Party: screening.NewParty(screening.Organization, name)}
			c.ID = fmt.Sprint("S", i+1)
			if !yield(c, nil) {
				return
			}
		}
	}
}

// sequence yields assessments, then err where there is one.
func sequence(err error, all ...risk.Assessment) iter.Seq2[risk.Assessment, error] {
	return func(yield func(risk.Assessment, error) bool) {
		for _, a := range all {
			if !yield(a, nil) {
				return
			}
		}
		if err != nil {
			yield(risk.Assessment{}, err)
		}
	}
}

func collect[T any](t testing.TB, in iter.Seq2[T, error]) (all []T) {
	t.Helper()
	for v, err := range in {
		require.NoError(t, err)
		all = append(all, v)
	}
	return all
}

var syllables = []string{"ban", "da", "ro", "sal", "ver", "mi", "cor", "tez", "lu", "pa", "gar", "cía"}

// word is an invented word; few syllables make many neighbours.
func word(r *rand.Rand) string {
	return syllables[r.IntN(len(syllables))] + syllables[r.IntN(len(syllables))] + syllables[r.IntN(len(syllables))]
}
