package ownership_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/tamiz-project/tamiz/risk/ownership"
	"github.com/tamiz-project/tamiz/screening"
	"github.com/tamiz-project/tamiz/screening/feed"
	"github.com/tamiz-project/tamiz/screening/identifier"
)

func TestNetwork(t *testing.T) {
	const header = "holder,holder_name,holder_country,holder_phone,holder_address,holder_email,holder_account,held,kind,to\n"
	for _, c := range []struct{ name, rows, from, to, path, reason string }{
		{"listed officer", "x,,,,,,,a,officer,\n", "a", "x", "1 officer", "FAQ 400: he signs"},
		{"listed signatory", "x,,,,,,,a,signatory,\n", "a", "x", "1 signatory", "FAQ 400"},
		{"minority owner", "x,,,,,,,a,shares,\n", "a", "x", "1 shares", "below any threshold and still a tie"},
		{"shared director", "d,,,,,,,a,officer,\nd,,,,,,,x,officer,\n", "a", "x", "2 officer officer", "one person runs both"},
		{"shared telephone", "a,Alfa,VE,0212-5550100,,,,,,\nx,Equis,VE,+58 212 555 0100,,,,,,\n", "a", "x", "1 shared_phone", "written in two ways"},
		{"shared e-mail", "a,Alfa,VE,,,Info@Example.com,,,,\nx,Equis,VE,,,info@example.com,,,,\n", "a", "x", "1 shared_email", "case does not matter"},
		{"shared account", "a,Alfa,VE,,,,01020304050607080910,,,\nx,Equis,VE,,,,01020304050607080910,,,\n", "a", "x", "1 shared_account", "paid into one account"},
		{"shared address", "a,Alfa,VE,,\"Av. Ficticia 12, piso 3\",,,,,\nx,Equis,VE,,AV FICTICIA 12 PISO 3,,,,,\n", "a", "x", "1 shared_address", "punctuation does not matter"},
		{"shared town", "a,Alfa,VE,,Caracas 1010,,,,,\nx,Equis,VE,,Caracas 1010,,,,,\n", "a", "", "", "a town is not an address"},
		{"shared surname", "a,Juan Ficticio Pérez,VE,,,,,,,\nx,Ana Ficticio Pérez,VE,,,,,,,\n", "a", "", "", "kinship is not scored"},
		{"officer who left", "x,,,,,,,a,officer,2020\n", "a", "", "", "ended"},
		{"three hops", "d,,,,,,,a,officer,\nd,,,,,,,b,officer,\nx,,,,,,,b,officer,\n", "a", "", "", "two is the default"},
	} {
		t.Run(c.name, func(t *testing.T) {
			g, err := ownership.Read(strings.NewReader(header+c.rows), "f")
			require.NoError(t, err)
			links := g.Network(c.from, &ownership.NetworkOptions{Day: day, Listed: listedOf("x")})
			if c.to == "" {
				require.Empty(t, links, c.reason)
				return
			}
			require.Len(t, links, 1, c.reason)
			var path strings.Builder
			path.WriteString(fmt.Sprint(links[0].Hops))
			for _, tie := range links[0].Path {
				path.WriteString(" " + string(tie.Kind))
			}
			require.Equal(t, []string{c.to, c.path}, []string{links[0].To, path.String()}, c.reason)
		})
	}
}

func TestNetworkFindsOtherCounterparties(t *testing.T) {
	g := graphOf(t, "d ? a officer; d ? b officer; d ? c officer")
	ours := func(id string) bool { return id == "b" }
	links := g.Network("a", &ownership.NetworkOptions{Day: day, Counterparty: ours})
	require.Len(t, links, 1)
	require.Equal(t, ownership.Link{Party: "a", To: "b", Status: ownership.NotBlocked, Hops: 2, Path: []ownership.Tie{
		{From: "a", To: "d", Kind: "officer"}, {From: "d", To: "b", Kind: "officer"},
	}}, links[0])
	require.Empty(t, g.Network("nobody", nil))
	require.Empty(t, g.Network("a", nil), "nothing was asked for")
}

func TestNetworkPassesOverWhatEverybodyShares(t *testing.T) {
	rows := "holder,holder_name,holder_country,holder_phone\n"
	for n := range 60 {
		rows += fmt.Sprintf("c%d,Empresa %d,PA,+507 555-0100\n", n, n)
	}
	rows = strings.Replace(rows, "phone\n", "phone,held\n", 1)
	rows = strings.ReplaceAll(rows, "0100\n", "0100,\n")
	g, err := ownership.Read(strings.NewReader(rows), "f")
	require.NoError(t, err)
	require.Empty(t, g.Network("c1", &ownership.NetworkOptions{Listed: listedOf("c2")}), "a registered agent's telephone")
	require.Len(t, g.Network("c1", &ownership.NetworkOptions{Listed: listedOf("c2"), Common: 100}), 1)
}

func TestEffective(t *testing.T) {
	for _, c := range []struct{ name, stakes, of, want, reason string }{
		{"chain", "X 50 A; A 50 B", "B", "A=50 X=25", "multiplied"},
		{"diamond", "X 50 A; X 50 B; A 50 C; B 50 C", "C", "A=50 B=50 X=50", "both ways add up"},
		{"thirds", "X 33.33 A; A 33.33 B", "B", "A=33.33 X=11.108889", "exact"},
		{"range", "X 25-50 A; A 50 B", "B", "A=50 X=12.5-25", "bounds are multiplied too"},
		{"nominee", "N 60 A nominee; X 60 A beneficial", "A", "X=60 N=0-60", "for whom a nominee holds is not known"},
		{"officer", "X ? A officer", "A", "", "runs it and owns nothing"},
		{"unknown", "X ? A; A 50 B", "B", "A=50 X=0-50", "anything"},
		{"ended", "X 50 A to=2020", "A", "", "owns nothing today"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got []string
			for _, b := range graphOf(t, c.stakes).Effective(c.of, day) {
				got = append(got, b.Holder+"="+b.Share.String())
			}
			require.Equal(t, c.want, strings.Join(got, " "), c.reason)
		})
	}
}

// A and B own 40 % of each other; X has the rest of A. Of B, X owns 0.4 × (0.6 + 0.4 × 0.4 × 0.6 + ...) = 0.4 × 0.6 / 0.84.
func TestEffectiveThroughACircleIsBetweenItsBounds(t *testing.T) {
	shares := graphOf(t, "A 40 B; B 40 A; X 60 A").Effective("B", day)
	for _, b := range shares {
		if b.Holder == "X" {
			require.True(t, b.Circular)
			require.Equal(t, "28.571428571", b.Share.Low().StringFixed(9))
			require.Equal(t, "28.571428571", b.Share.High().StringFixed(9))
			return
		}
	}
	t.Fatal("X is above B", shares)
}

func TestStructure(t *testing.T) {
	g := graphOf(t, "a 100 b; b 100 c; x 100 a; y 50 c; d 30 e; e 30 f; f 30 d; d 10 c;  20 c; n 10 c nominee; z ? c officer")
	s := g.Structure("c", day)
	require.Equal(t, 8, s.Owners, "the officer is not one")
	require.Equal(t, 3, s.Layers, "x, a, b; a circle is one")
	require.Equal(t, [][]string{{"d", "e", "f"}}, s.Circular)
	require.Equal(t, []string{"c held_for_others 10", "c owner_unknown 20"}, func() (all []string) {
		for _, o := range s.Opaque {
			all = append(all, fmt.Sprintf("%s %s %s", o.Party, o.Reason, o.Share))
		}
		return all
	}())
	require.Equal(t, ownership.Structure{Party: "nobody"}, g.Structure("nobody", day))
}

func TestStructureOfAMillionLayersNeedsNoRecursion(t *testing.T) {
	if testing.Short() {
		t.Skip("slow with the race detector")
	}
	const layers = 200_000
	stakes := make([]ownership.Stake, layers)
	for n := range stakes {
		stakes[n] = ownership.Stake{Holder: fmt.Sprint(n), Held: fmt.Sprint(n + 1)}
	}
	g, err := ownership.NewGraph(nil, seq(stakes))
	require.NoError(t, err)
	require.Equal(t, layers, g.Structure(fmt.Sprint(layers), day).Layers)
}

func TestDivestments(t *testing.T) {
	g := graphOf(t, "X 60 A to=2026-03-01; X 60 B to=2026-05-01; A 100 C; X 10 C; Y 5 C to=2026-03-01; X 1 D to=2026")
	listed := func(id string) screening.Date {
		return map[string]screening.Date{"X": screening.MustParseDate("2026-03-31")}[id]
	}
	got := g.Divestments("C", 30, listed)
	require.Len(t, got, 1, "also one layer further up; nobody knows when Y was listed")
	require.Equal(t, -30, got[0].Days)
	require.Empty(t, g.Divestments("C", 29, listed))
	require.Equal(t, 31, g.Divestments("B", 31, listed)[0].Days, "after the listing: what was blocked stays blocked")
	require.Equal(t, 0, g.Divestments("D", 0, listed)[0].Days, "some day in 2026 may be the day itself")
}

func TestFind(t *testing.T) {
	g := open(t, "table.csv")
	rif := identifier.MustParse("VE-RIF", "VE", "J298765434")
	phone := identifier.MustParse(identifier.Phone, "VE", "+58 212 5550100")
	for _, c := range []struct {
		name   string
		party  screening.Party
		want   []string
		reason string
	}{
		{"by tax number", screening.Party{ID: "7", Identifiers: []identifier.ID{rif}}, []string{"c1"}, "issued to one holder"},
		{"by telephone", screening.Party{ID: "7", Identifiers: []identifier.ID{phone}}, nil, "two have it"},
		{"by id", screening.Party{ID: "c1", Names: []screening.Name{{Text: "INVERSIONES FICTICIAS"}}}, []string{"c1"}, "the names agree"},
		{"by id alone", screening.Party{ID: "c1"}, []string{"c1"}, "nothing speaks against it"},
		{"by another's id", screening.Party{ID: "c1", Names: []screening.Name{{Text: "Ferretería Norte"}}}, nil, "two files that number from 1"},
		{"by nothing", screening.Party{}, nil, "no id, no identifier"},
	} {
		t.Run(c.name, func(t *testing.T) { require.Equal(t, c.want, g.Find(c.party), c.reason) })
	}
	named := screening.NewParty(screening.Organization, "Inversiones  Ficticias C.A.")
	require.Equal(t, []string{"Inversiones Ficticias C.A."}, open(t, "tabla.csv").Find(named), "where the name is the id")
	require.Empty(t, g.Find(named), "where parties have numbers a name alone is not one")
}

func TestNewGraphKeepsTheRuleOfSequences(t *testing.T) {
	bad := &feed.RecordError{Source: "f", Line: 7, Reason: "no"}
	stakes := func(yield func(ownership.Stake, error) bool) {
		_ = yield(ownership.Stake{}, bad) && yield(stakesOf(t, "X 60 A")[0], nil)
	}
	g, err := ownership.NewGraph(nil, stakes)
	require.NoError(t, err, "a record error concerns one record")
	require.Equal(t, []feed.RecordError{*bad}, g.Issues())
	require.Len(t, g.Stakes("A"), 1)
	end := errors.New("disk")
	_, err = ownership.NewGraph(nil, func(yield func(ownership.Stake, error) bool) { yield(ownership.Stake{}, end) })
	require.ErrorIs(t, err, end)
	_, err = ownership.NewGraph(func(yield func(screening.Party, error) bool) { yield(screening.Party{}, end) }, nil)
	require.ErrorIs(t, err, end)
}

// Who says nothing of a node has said that it is not blocked only where the graph describes it.
func TestAnEmptyAnswerIsNotInnocence(t *testing.T) {
	stakes := stakesOf(t, "X 60 A; Y 60 B; A 100 C")
	parties := []screening.Party{{ID: "A", Names: []screening.Name{{Text: "Alfa"}}}, {ID: "X", Names: []screening.Name{{Text: "Equis"}}}, {ID: "B", Names: []screening.Name{{Text: "Beta"}}}, {ID: "C"}}
	g, err := ownership.NewGraph(seq(parties), seq(stakes))
	require.NoError(t, err)
	rule, _ := ownership.Lookup("OFAC")
	r := g.Apply(rule, day, nil)
	require.Equal(t, ownership.NotBlocked, r.Of("A").Status)
	require.Equal(t, ownership.Indeterminate, r.Of("B").Status, "Y is known by id only")
	require.Equal(t, ownership.Indeterminate, r.Of("C").Status, "described by an id and nothing to search for")
	require.Equal(t, ownership.Unrecorded, r.Of("nobody").Basis)
	require.Equal(t, ownership.Indeterminate, r.Of("nobody").Status)
	odd := g.Apply(rule, day, func(string) ownership.Status { return "purple" })
	require.Equal(t, ownership.Indeterminate, odd.Of("A").Status, "an answer that means nothing")
}

func TestNamesCannotForgeLinesOrMarkup(t *testing.T) {
	parties := []screening.Party{{ID: "A", Names: []screening.Name{{Text: "Alfa\n  100 % shares: Nobody"}}}, {ID: "X", Names: []screening.Name{{Text: `"]; click x "javascript:`}}}}
	g, err := ownership.NewGraph(seq(parties), seq(stakesOf(t, "X 60 A")))
	require.NoError(t, err)
	rule, _ := ownership.Lookup("OFAC")
	r := g.Apply(rule, day, listedOf("X"))
	require.Len(t, strings.Split(strings.TrimSpace(r.Outline("A")), "\n"), 2)
	require.NotContains(t, r.Mermaid("A"), `x "java`)
	require.Contains(t, r.Mermaid("A"), "&quot;")
}
