package screening_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/tamiz-project/tamiz/screening"
	"github.com/tamiz-project/tamiz/screening/identifier"
)

// party returns an invented person.
func party(change ...func(*screening.Party)) screening.Party {
	p := screening.NewParty(screening.Person, "Leopoldo Efraín Barrientos Ugarte")
	for _, c := range change {
		c(&p)
	}
	return p
}

func named(text string) func(*screening.Party) {
	return func(p *screening.Party) { p.Names[0].Text = text }
}

func born(date string) func(*screening.Party) {
	return func(p *screening.Party) { p.Born = []screening.Date{screening.MustParseDate(date)} }
}

func number(country, text string) func(*screening.Party) {
	return func(p *screening.Party) {
		p.Identifiers = append(p.Identifiers, identifier.Recognize(country, text)[0])
	}
}

func countries(codes ...string) func(*screening.Party) {
	return func(p *screening.Party) { p.Countries = codes }
}

func TestCompareEvidence(t *testing.T) {
	base := screening.Compare(party(), party()).Score
	require.GreaterOrEqual(t, base, screening.DefaultThreshold)
	for _, c := range []struct {
		name        string
		query, list screening.Party
		code        string
		up          bool
		reason      string
	}{
		{"same day", party(born("1970-05-04")), party(born("1970-05-04")), "born_same", true, "a birth date lifts"},
		{"day and month", party(born("1970-05-04")), party(born("1970-04-05")), "born_swapped", true, "exchanged by a form"},
		{"year only", party(born("1970-05-04")), party(born("1970")), "born_year", true, "as far as it is known"},
		{"range", party(born("1970-05-04")), party(born("1965/1972")), "born_year", true, "inside the range"},
		{"other birth", party(born("1970-05-04")), party(born("1950-01-02")), "born_differs", false, "another person, or a misprint"},
		{"same number", party(number("CO", "79.123.456")), party(number("CO", "79123456")), "identifier_same", true, "written otherwise"},
		{"other number", party(number("CO", "79.123.456")), party(number("CO", "80.765.432")), "identifier_differs", false, "another cedula"},
		{"country", party(countries("CO")), party(countries("CO", "PA")), "country_shared", true, "one in common"},
		{"countries", party(countries("CO")), party(countries("RU")), "country_differs", false, "none in common"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := screening.Compare(c.query, c.list)
			require.Equal(t, c.up, got.Score > base, "%s: %.4f against %.4f", c.reason, got.Score, base)
			require.Less(t, got.Score, 1.0, "no evidence is certainty")
			require.Equal(t, base, got.NameScore, "names alone")
			codes := fmt.Sprint(got.Evidence)
			require.Contains(t, codes, c.code)
		})
	}
}

func TestContradictionStaysVisible(t *testing.T) {
	for _, c := range []struct {
		name        string
		query, list screening.Party
	}{
		{"birth", party(born("1970-05-04")), party(born("1950-01-02"))},
		{"cedula", party(number("CO", "79.123.456")), party(number("CO", "80.765.432"))},
	} {
		t.Run(c.name, func(t *testing.T) {
			list := &screening.Watchlist{List: screening.List{ID: "l"}, Entries: []screening.Entry{{Party: c.list}}}
			x, err := screening.NewIndex(list)
			require.NoError(t, err)
			hits, err := x.Search(c.query, nil)
			require.NoError(t, err)
			require.Len(t, hits, 1, "discounted, not gone")
			require.True(t, hits[0].Discounted)
			require.Less(t, hits[0].Score, screening.DefaultThreshold)
			require.GreaterOrEqual(t, hits[0].NameScore, screening.DefaultThreshold)
		})
	}
}

func TestIdentifierAlone(t *testing.T) {
	stranger := named("Ximena Landeta")
	same := screening.Compare(party(number("CO", "79.123.456")), party(stranger, number("CO", "79123456")))
	require.GreaterOrEqual(t, same.Score, screening.DefaultThreshold, "an exact typed identifier alerts alone")
	nameless := screening.Party{Identifiers: party(number("CO", "79.123.456")).Identifiers}
	require.GreaterOrEqual(t, screening.Compare(nameless, party(stranger, number("CO", "79123456"))).Score, screening.DefaultThreshold)
	placeholder := screening.Compare(party(number("CO", "222222222")), party(stranger, number("CO", "222222222")))
	require.Less(t, placeholder.Score, .5, "a placeholder is nobody's number")
}

func TestWeakAlias(t *testing.T) {
	listed := screening.NewParty(screening.Person, "Leopoldo Efraín Barrientos Ugarte")
	listed.Names = append(listed.Names, screening.Name{Text: "El Quetzalito Bravo", Type: screening.WeakAlias})
	q := screening.NewParty(screening.Person, "Quetzalito Bravo")
	alone := screening.Compare(q, listed)
	require.Less(t, alone.Score, screening.DefaultThreshold, "never enough alone")
	require.Equal(t, screening.WeakAlias, alone.NameType)
	q.Born, listed.Born = party(born("1970-05-04")).Born, party(born("1970-05-04")).Born
	require.GreaterOrEqual(t, screening.Compare(q, listed).Score, screening.DefaultThreshold, "with a birth date it is")
}

func TestFamilyIsNoHit(t *testing.T) {
	listed := party(named("BARRIENTOS UGARTE, Leopoldo Efraín"))
	for _, text := range []string{"Barrientos Ugarte", "Raquel Barrientos Ugarte", "BARRIENTOS UGARTE, Raquel Inés"} {
		require.Less(t, screening.Compare(party(named(text)), listed).Score, screening.DefaultThreshold, text)
	}
}

func TestKinds(t *testing.T) {
	listed := screening.NewParty(screening.Vessel, "QUETZALITO STAR")
	require.Less(t, screening.Compare(screening.NewParty(screening.Organization, "Quetzalito Star S.A."), listed).Score, screening.DefaultThreshold)
	require.GreaterOrEqual(t, screening.Compare(screening.NewParty(screening.Vessel, "Quetzalito Star"), listed).Score, screening.DefaultThreshold)
	for _, k := range []screening.Kind{screening.Person, screening.Organization} {
		p := screening.NewParty(k, "Leopoldo Barrientos Ugarte")
		require.GreaterOrEqual(t, screening.Compare(screening.NewParty(screening.Unknown, "BARRIENTOS UGARTE LEOPOLDO"), p).Score, screening.DefaultThreshold,
			"an unknown kind is read as the other side is: %s", k)
	}
}

func TestEvidenceText(t *testing.T) {
	e := screening.Evidence{Code: "born_differs", Values: []string{"1970-05-04", "1950-01-02"}}
	require.Equal(t, "another date of birth: 1970-05-04 against 1950-01-02", e.Text("en"))
	require.Equal(t, "otra fecha de nacimiento: 1970-05-04 frente a 1950-01-02", e.Text("es"))
	require.Equal(t, "outra data de nascimento: 1970-05-04 contra 1950-01-02", e.Text("pt"))
	require.Equal(t, e.Text("en"), e.Text("de"), "an unknown language is answered in English")
	require.Equal(t, "new_code: a, b", screening.Evidence{Code: "new_code", Values: []string{"a", "b"}}.Text("en"))
}

func ExampleCompare() {
	query := screening.NewParty(screening.Person, "Leopoldo Barientos U.")
	query.Born = []screening.Date{screening.MustParseDate("1970-05-04")}
	listed := screening.NewParty(screening.Person, "BARRIENTOS UGARTE, Leopoldo Efraín")
	listed.Born = []screening.Date{screening.MustParseDate("1970-05-04")}
	c := screening.Compare(query, listed)
	fmt.Println(c.Score >= screening.DefaultThreshold)
	for _, e := range c.Evidence {
		fmt.Println(e.Text("en"))
	}
	for _, p := range c.Pairs {
		fmt.Println(p.A, p.B, p.Code)
	}
	// Output:
	// true
	// the name Leopoldo Barientos U. is compared with BARRIENTOS UGARTE, Leopoldo Efraín
	// born on the same day: 1970-05-04
	// Leopoldo Leopoldo exact
	// Barientos BARRIENTOS spelling
	// U UGARTE initial
	//  Efraín missing
}

// TestCompareNamesHeadedLikeFirms holds that a name which begins like an organisation's is read as one beside another of unknown
// kind, and still tells of the person it holds.
func TestCompareNamesHeadedLikeFirms(t *testing.T) {
	score := func(query string, kind screening.Kind, candidate string) float64 {
		return screening.Compare(screening.NewParty("", query), screening.NewParty(kind, candidate)).Score
	}
	for _, other := range [][2]string{
		{"Consorcio Aeropuerto Landeta", "Consorcio A & L"},
		{"Consorcio Aeropuerto Landeta", "S.A. Consorcio"},
		{"Alcaldía Municipal de Quetzalito", "Alcaldía Municipal de Cumbres"},
		{"Asociación de Producción Textil Quetzalito Barrientos", "Asociación de Producción Textil Cumbres Azules"},
	} {
		require.Less(t, score(other[0], "", other[1]), 0.60, other)
	}
	require.Greater(t, score("Constructora Guillermo Urrutia Landeta", screening.Person, "URRUTIA LANDETA, Guillermo"), 0.85)
	require.Greater(t, score("Constructora Guillermo Urrutia Landeta", "", "Guillermo Urrutia Landeta"), 0.85)
	require.Greater(t, score("Consorcio Aeropuerto Landeta", "", "CONSORCIO AEROPUERTO LANDETA"), 0.85)
	require.Greater(t, score("Alcaldía Municipal de Quetzalito", "", "ALCALDIA MUNICIPAL QUETZALITO"), 0.85)
}
