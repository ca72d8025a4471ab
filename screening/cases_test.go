package screening_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/tamiz-project/tamiz/screening"
	"github.com/tamiz-project/tamiz/screening/feed/feedtest"
	"github.com/tamiz-project/tamiz/screening/identifier"
	"github.com/tamiz-project/tamiz/screening/watchlist"
)

func listWith(id string, entries ...screening.Entry) *screening.Watchlist {
	return &screening.Watchlist{List: screening.List{ID: id}, Entries: entries}
}

func entryOf(id string, kind screening.Kind, name string, change func(*screening.Entry)) screening.Entry {
	e := screening.Entry{Party: screening.NewParty(kind, name)}
	e.ID = id
	if change != nil {
		change(&e)
	}
	return e
}

func bornOn(days ...string) func(*screening.Entry) {
	return func(e *screening.Entry) {
		for _, d := range days {
			e.Born = append(e.Born, screening.MustParseDate(d))
		}
	}
}

func withNumber(scheme identifier.Scheme, country, text string, days ...string) func(*screening.Entry) {
	return func(e *screening.Entry) {
		e.Identifiers = append(e.Identifiers, identifier.Typed(scheme, country, text))
		bornOn(days...)(e)
	}
}

func TestCases(t *testing.T) {
	person, org, vessel := screening.Person, screening.Organization, screening.Vessel
	for _, c := range []struct {
		reason string
		a, b   screening.Entry
		code   string // "" means two cases
	}{
		{"a reference to the other list", entryOf("1", person, "INVENTADO, Juan", nil), entryOf("2", person, "Xuan Ynbentado", func(e *screening.Entry) {
			e.Links = []screening.Link{{Code: screening.CrossReference, Entry: "1", Name: "a"}}
		}), "cross_reference"},
		{"one tax number", entryOf("1", org, "Inventada", withNumber("TAX-ID", "CO", "860002964-4")), entryOf("2", org, "Comercial Otra", withNumber("TAX-ID", "CO", "860.002.964")), "identifier"},
		{"one ship number", entryOf("1", vessel, "MAR", withNumber("IMO", "", "9074729")), entryOf("2", vessel, "OLA", withNumber("IMO", "", "IMO 9074729")), "identifier"},
		{"one number in two countries is two numbers", entryOf("1", person, "A Inventado", withNumber("NATIONAL-ID", "BO", "5501234")), entryOf("2", person, "B Prueba", withNumber("NATIONAL-ID", "VE", "5501234")), ""},
		{"a shared telephone proves nothing", entryOf("1", org, "A Inventada", withNumber("PHONE", "", "+584141234567")), entryOf("2", org, "B Prueba", withNumber("PHONE", "", "+584141234567")), ""},
		{
			"one number, born on two days: one of them is misprinted, and nobody knows which", entryOf("1", person, "A Inventado", withNumber("PASSPORT", "CO", "AN123456", "1960-01-01")),
			entryOf("2", person, "B Prueba", withNumber("PASSPORT", "CO", "AN123456", "1970-02-02")), "",
		},
		{"one number, a person and a firm", entryOf("1", person, "A Inventado", withNumber("TAX-ID", "CO", "860002964-4")), entryOf("2", org, "B Prueba", withNumber("TAX-ID", "CO", "860002964-4")), ""},
		{"name and birth date, the name turned around", entryOf("1", person, "INVENTADO PRUEBA, Juan", bornOn("1965-03-02")), entryOf("2", person, "Juan Inventado Prueba", bornOn("1965-03-02")), "name_and_birth"},
		{"accents and case do not matter", entryOf("1", person, "JOSÉ INVENTADO", bornOn("1965-03-02")), entryOf("2", person, "Jose Inventado", bornOn("1965-03-02")), "name_and_birth"},
		{"a year is not a day", entryOf("1", person, "Juan Inventado Prueba", bornOn("1965")), entryOf("2", person, "Juan Inventado Prueba", bornOn("1965")), ""},
		{"a name alone", entryOf("1", person, "Juan Inventado Prueba", nil), entryOf("2", person, "Juan Inventado Prueba", nil), ""},
		{"a nickname and a birth date", entryOf("1", person, "Juan Inventado", func(e *screening.Entry) {
			e.Names = append(e.Names, screening.Name{Text: "El Ejemplo", Type: screening.WeakAlias})
			bornOn("1965-03-02")(e)
		}), entryOf("2", person, "El Ejemplo", bornOn("1965-03-02")), ""},
		{
			"an organisation of one name and country", entryOf("1", org, "Comercializadora Inventada", func(e *screening.Entry) { e.Countries = []string{"MX"} }),
			entryOf("2", org, "COMERCIALIZADORA INVENTADA", func(e *screening.Entry) { e.Countries = []string{"MX", "US"} }), "name_and_country",
		},
		{
			"of another country", entryOf("1", org, "Comercializadora Inventada", func(e *screening.Entry) { e.Countries = []string{"MX"} }),
			entryOf("2", org, "Comercializadora Inventada", func(e *screening.Entry) { e.Countries = []string{"PE"} }), "",
		},
	} {
		t.Run(c.reason, func(t *testing.T) {
			book := screening.Cases(listWith("a", c.a), listWith("b", c.b))
			one, ok := book.Of("a", "1")
			require.True(t, ok)
			two, ok := book.Of("b", "2")
			require.True(t, ok)
			if c.code == "" {
				require.NotEqual(t, one.ID, two.ID)
				require.Empty(t, book.All())
				return
			}
			require.Equal(t, one, two)
			require.Len(t, one.Listings, 2, "each listing stays visible")
			require.Equal(t, "a/1", one.ID)
			require.Equal(t, c.code, one.Evidence[0].Code)
			require.NotEmpty(t, one.Evidence[0].Text)
		})
	}
	_, ok := screening.Cases().Of("a", "1")
	require.False(t, ok)
}

func TestAnOfficesNumberIsNoEvidence(t *testing.T) {
	var all []screening.Entry
	for i := range 6 {
		all = append(all, entryOf(fmt.Sprint(i), screening.Organization, fmt.Sprintf("Inventada %d", i), withNumber("TAX-ID", "CO", "860002964-4")))
	}
	require.Equal(t, 6, screening.Cases(listWith("a", all...)).Len())
}

func TestCasesOfRealLists(t *testing.T) {
	if testing.Short() {
		t.Skip("reads whole lists")
	}
	var lists []*screening.Watchlist
	for _, path := range []string{"data/ofac/sdn_2024-05-03", "data/un/consolidated_2026-08.xml.gz", "data/au/dfat_2026-08.xlsx", "data/uk/ConList_2018-04-13.csv.gz", "data/us_csl/consolidated.csv.gz"} {
		w, err := watchlist.Load(feedtest.Path(t, path), nil)
		require.NoError(t, err)
		lists = append(lists, w)
	}
	book := screening.Cases(lists...)
	codes, largest := map[string]int{}, 0
	for _, c := range book.All() {
		largest = max(largest, len(c.Listings))
		for _, e := range c.Evidence {
			codes[e.Code]++
		}
		require.Len(t, c.Evidence, len(c.Listings)-1, "a tree of evidence holds each case together")
	}
	t.Logf("%d cases of several listings, the largest of %d; %v", len(book.All()), largest, codes)
	require.Greater(t, len(book.All()), 9_000)
	require.Less(t, largest, 40, "a chain that grows that long has swallowed strangers")
}

func TestDiff(t *testing.T) {
	before := listWith("a", entryOf("1", screening.Person, "Juan Inventado", bornOn("1965-03-02", "1966-03-02")), entryOf("2", screening.Person, "Ana Prueba", nil), entryOf("3", screening.Person, "Eva Prueba", nil))
	after := listWith("a", entryOf("4", screening.Person, "Leo Nuevo", nil), entryOf("1", screening.Person, "Juan Inventado", bornOn("1966-03-02", "1965-03-02")), entryOf("3", screening.Person, "Eva Prueba", func(e *screening.Entry) {
		e.Remarks, e.Gender = "new", "female"
	}))
	var got []string
	for _, c := range screening.Diff(before, after) {
		got = append(got, fmt.Sprint(c.Kind, " ", c.Entry, " ", c.Name, " ", c.Fields))
	}
	require.Equal(t, []string{"removed 2 Ana Prueba []", "added 4 Leo Nuevo []", "changed 3 Eva Prueba [gender remarks]"}, got, "the order of birth dates is no change")
	require.Len(t, screening.Diff(nil, after), 3)
	require.Len(t, screening.Diff(before, nil), 3)
	require.Empty(t, screening.Diff(before, before))
}

func ExampleDiff() {
	entry := func(id, name string) screening.Entry {
		e := screening.Entry{Party: screening.NewParty(screening.Organization, name)}
		e.ID = id
		return e
	}
	yesterday := &screening.Watchlist{Entries: []screening.Entry{entry("1", "Alfa Inventada"), entry("2", "Beta Inventada")}}
	today := &screening.Watchlist{Entries: []screening.Entry{entry("1", "Alfa Inventada, S.A."), entry("3", "Gama Inventada")}}
	for _, c := range screening.Diff(yesterday, today) {
		fmt.Println(c.Kind, c.Entry, c.Name, c.Fields)
	}
	// Output:
	// removed 2 Beta Inventada []
	// changed 1 Alfa Inventada, S.A. [names]
	// added 3 Gama Inventada []
}

func ExampleCases() {
	tax := identifier.MustParse("CO-NIT", "CO", "860002964-4")
	one := screening.Entry{Party: screening.NewParty(screening.Organization, "Inventada S.A.")}
	one.ID, one.Identifiers = "7", []identifier.ID{tax}
	other := screening.Entry{Party: screening.NewParty(screening.Organization, "Comercial Inventada")}
	other.ID, other.Identifiers = "99", []identifier.ID{tax}
	book := screening.Cases(
		&screening.Watchlist{List: screening.List{ID: "us"}, Entries: []screening.Entry{one}},
		&screening.Watchlist{List: screening.List{ID: "bank"}, Entries: []screening.Entry{other}})
	for _, c := range book.All() {
		fmt.Println(c.ID, len(c.Listings), c.Evidence[0].Code, c.Evidence[0].Text)
	}
	// Output:
	// us/7 2 identifier 860002964
}
