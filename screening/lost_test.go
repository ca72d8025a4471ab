package screening_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/tamiz-project/tamiz/screening"
)

// TestSearchOnceLost holds cases in which a search once lost a hit: what the bound took as sure was not.
func TestSearchOnceLost(t *testing.T) {
	party := func(k screening.Kind) func(string) screening.Party {
		return func(text string) screening.Party { return screening.NewParty(k, text) }
	}
	person, organization, vessel := party(screening.Person), party(screening.Organization), party(screening.Vessel)
	var sunshines []screening.Party
	for _, word := range []string{"Zqxavok", "Zqxevok", "Zqxivok", "Zqxovok", "Zqxuvok"} {
		sunshines = append(sunshines, organization("Sunshine "+word))
	}
	repeated := func(n int, text string) []screening.Party { return slices.Repeat([]screening.Party{vessel(text)}, n) }
	common := slices.Concat(repeated(1100, "Zarvok Quorfan Blimpet"), repeated(50, "Quorfan Blimpet"), repeated(50, "Blimpet"))
	for _, c := range []struct {
		reason  string
		query   screening.Party
		entries []screening.Party
	}{
		{
			"the seventh core word of a name, of which no slot of its postings tells, is two words of the query",
			organization("Zarvok Blimpet Quorfan Dasteli Sun Shine Otherone"),
			append(sunshines, organization("Zarvok Blimpet Quorfan Dasteli Mirqon Telvash Sunshine")),
		},
		{
			"a husband's name, which is odd, is two core words of the query",
			person("Maria Quorfan Gomez Perez"),
			[]screening.Party{person("Maria Quorfan de Gomezperez"), person("Maria Lopez Quorfan de Gomezperez")},
		},
		{
			"the same where so many names hold the word that they are counted first",
			person("Gomez Perez"), slices.Repeat([]screening.Party{person("Quorfa Blimpet de Gomezperez")}, 1100),
		},
		{
			"a suffix, which is odd, is two core words of the query",
			person("Quorfan Blimpet Ne To"),
			[]screening.Party{person("Quorfan Blimpet Neto")},
		},
		{
			"a particle is two core words of the query",
			organization("Bin Ti Zarvok Blimpet"),
			[]screening.Party{vessel("Binti Zarvok Blimpet")},
		},
		{
			"an initial of the query seems to stand for the word that is close to the last one, and omitting that costs more than closeDamage",
			organization("Zarvok Blimpet Wamvik Q"),
			[]screening.Party{organization("Zarvok Blimpet Qamvok Q")},
		},
		{
			"never lost, but seen by no other test: an initial of the query stands for a suffix, of which no posting says how it begins",
			person("Zarvok Quorfan N."),
			[]screening.Party{person("Zarvok Quorfan Neto")},
		},
		{
			"the same where so many names hold the words that they are counted first",
			person("Zarvok Quorfan N."), slices.Repeat([]screening.Party{person("Zarvok Quorfan Neto")}, 600),
		},
		{
			"never lost, but seen by no other test: the commonest words of a name, of which no slot tells, are words of the query",
			vessel("Zarvok Quorfan Blimpet"),
			append(slices.Clone(common), vessel("Dasteli Mirqon Telvash Wamvik Otherone Zarvok Quorfan Blimpet")),
		},
		{
			"the same where the posting's own word is one of them",
			vessel("Quorfan Blimpet"),
			append(slices.Clone(common), vessel("Dasteli Mirqon Telvash Wamvik Otherone Qamvok Quorfan Blimpet")),
		},
		{
			"the same where it stands in a slot and beyond",
			vessel("Blimpet Blimpet"),
			append(slices.Clone(common), vessel("Dasteli Mirqon Telvash Wamvik Otherone Blimpet Blimpet")),
		},
		{
			"the same where a commoner word is a rarer one misspelt",
			vessel("Quorfan Zarvock Blimpet"),
			append(slices.Clone(common), vessel("Dasteli Mirqon Telvash Wamvik Otherone Zarvok Quorfan Blimpet")),
		},
		{
			"the same: a stub of the query that begins one word leads to it",
			organization("Zarv. Quorfan"),
			[]screening.Party{organization("Zarvok Quorfan"), organization("Quorfan Blimpet")},
		},
		{
			"the same where each part of the mass counts in full",
			person("Zarvok Quorfan N."), slices.Repeat([]screening.Party{person("Zarvok bin Neto")}, 1100),
		},
	} {
		l := &screening.Watchlist{List: screening.List{ID: "lost"}}
		for _, p := range c.entries {
			l.Entries = append(l.Entries, screening.Entry{Party: p})
		}
		x, err := screening.NewIndex(l)
		require.NoError(t, err)
		t.Run(c.reason, func(t *testing.T) {
			_, hits := requireTight(t, x, c.query, rand.New(rand.NewPCG(1, 2)))
			require.Positive(t, hits)
		})
	}
}
