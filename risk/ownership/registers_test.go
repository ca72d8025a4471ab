package ownership_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/tamiz-project/tamiz/risk/ownership"
	"github.com/tamiz-project/tamiz/screening/feed/feedtest"
)

func open(t testing.TB, name string) *ownership.Graph {
	t.Helper()
	g, err := ownership.Open(filepath.Join("testdata", "registers", name))
	require.NoError(t, err)
	return g
}

// written is every stake of a graph on a line: "p1 60 c1 shares 2020-01-01..".
func written(g *ownership.Graph) []string {
	var all []string
	for _, id := range g.IDs() {
		for _, s := range g.Stakes(id) {
			all = append(all, strings.TrimSuffix(fmt.Sprintf("%s %s %s %s %s..%s", s.Holder, s.Share, s.Held, s.Kind, s.From, s.To), " .."))
		}
	}
	return all
}

func reasons(g *ownership.Graph) []string {
	var all []string
	for _, i := range g.Issues() {
		all = append(all, i.Error())
	}
	return all
}

func TestOpenTable(t *testing.T) {
	g := open(t, "table.csv")
	require.Equal(t, []string{"p1 60 c1 shares 2020-01-01..", "p2 25-40 c1 shares", "c1 ? c2 control"}, written(g))
	require.Empty(t, reasons(g))
	require.Equal(t, []string{"c1", "c2", "c3", "p1", "p2"}, g.IDs())
	require.Equal(t, "acta 7", g.Stakes("c1")[0].Source)
	require.Equal(t, "table.csv:3", g.Stakes("c1")[1].Source, "file and line where no source is given")
	require.Equal(t, "g1", g.Stakes("c1")[1].Group)
	p, ok := g.Party("c1")
	require.True(t, ok)
	require.Equal(t, "Inversiones Ficticias C.A.", p.Names[0].Text)
	require.Equal(t, "VE-RIF:J298765434", p.Identifiers[0].String(), "told in another row than its name")
	p, _ = g.Party("p1")
	require.Equal(t, []string{"VE"}, p.Countries)
	require.Equal(t, "csv", g.Origin().Format)
	require.Len(t, g.Origin().SHA256, 64)
}

func TestOpenTableInSpanish(t *testing.T) {
	g := open(t, "tabla.csv")
	const who, what = "Jonás Prueba Inventado", "Inversiones Ficticias C.A."
	require.Equal(t, []string{
		who + " 60.5 " + what + " shares 2020..",
		who + " ? " + what + " officer",
		"Otra Persona Inventada ? " + what + " beneficial ..2025-12-31",
	}, written(g))
	require.Empty(t, reasons(g))
}

func TestOpenReportsEachMistakeAndDropsNothing(t *testing.T) {
	g := open(t, "bad.csv")
	require.Equal(t, []string{
		`bad.csv i share "120": its shares add up to 120 %: the sum is reported and used as it is, not cut to 100`,
		`bad.csv q id "q": a stake names this node and nothing describes it: it cannot be screened`,
		`bad.csv:2 a share "150": above 100; the stake is kept and counts as unknown`,
		`bad.csv:3 b share "-5": below 0; the stake is kept and counts as unknown`,
		`bad.csv:4 c share "mucho": not a percentage; the stake is kept and counts as unknown`,
		`bad.csv:5 d holder "d": owns itself: own shares are kept, and nobody is blocked through them`,
		`bad.csv:6 e kind "friendship": no such kind of stake: it is kept, and may count as ownership`,
		`bad.csv:7 f from "31/12/2020": not a date; write 2024, 2024-07 or 2024-07-03; the stake is kept as if no date were given`,
		`bad.csv:8 g to "2020": the stake of "x" in "g" ends before it begins (2021): it is kept, and counts on no day`,
		`bad.csv:9 x held "x": the stake does not say in whom it is held; it is left out`,
		`bad.csv:13 "x,j,50,shares": 4 cells where the table has 8: a delimiter or a quote is missing or too many`,
	}, reasons(g))
	require.Equal(t, []string{
		"x ? a shares", "x ? b shares", "x ? c shares", "d 10 d shares", "x 50 e friendship", "x 50 f shares", "x 50 g shares 2021..2020",
		" 45 h shares", "x 60 i shares", "x 60 i shares", "q 10 k shares",
	}, written(g))
	rule, _ := ownership.Lookup("OFAC")
	r := g.Apply(rule, day, listedOf("x"))
	for id, want := range map[string]ownership.Status{
		"a": ownership.Indeterminate, "b": ownership.Indeterminate, "c": ownership.Indeterminate, "d": ownership.NotBlocked,
		"e": ownership.Indeterminate, "f": ownership.Blocked, "g": ownership.NotBlocked, "h": ownership.NotBlocked, "i": ownership.Blocked,
		"q": ownership.Indeterminate, "nobody": ownership.Indeterminate,
	} {
		require.Equal(t, want, r.Of(id).Status, id)
	}
}

func TestOpenBODS(t *testing.T) {
	g := open(t, "bods_0.2.json")
	require.Equal(t, []string{" 30 s-e1 shares", "s-p1 >50-<75 s-e1 shares", "s-p2 ? s-e1 indirect"}, written(g), "the replaced statement is gone")
	p, _ := g.Party("s-e1")
	require.Equal(t, []string{"PA"}, p.Countries)
	require.Equal(t, "PA", p.Addresses[0].Country)
	_, described := g.Party("s-p2")
	require.False(t, described, "an anonymous person is known by id only")
	require.Equal(t, []string{
		`bods_0.2.json s-p2 id "s-p2": a stake names this node and nothing describes it: it cannot be screened`,
		`bods_0.2.json:4 s-p2 name "anonymousPerson": a party without a name: known by id only`,
		`bods_0.2.json:7 s-e1 interestedParty "interested-party-has-not-provided-information": the register does not say who: the stake counts as that of somebody unknown`,
		`bods_0.2.json:8 s-e1 share.exact "130": above 100; the stake is kept and counts as unknown`,
		`bods_0.2.json:9 s-x recordType "poem": no such kind of statement; not used`,
	}, reasons(g))
}

func TestOpenGLEIFRelations(t *testing.T) {
	g := open(t, "gleif_rr.xml")
	const one, two, three, four = "TAMIZ0INVENTED000001", "TAMIZ0INVENTED000002", "TAMIZ0INVENTED000003", "TAMIZ0INVENTED000004"
	require.Equal(t, []string{
		two + " ? " + one + " consolidation 2020-03-01..", two + " 100 " + three + " shares", two + " ? " + four + " managed ..2025-05-01",
	}, written(g), "the quantifier of 51 %% is accounting and not a share")
	require.Equal(t, "gleif_rr.xml:5", g.Stakes(one)[0].Source)
	rule, _ := ownership.Lookup("OFAC")
	r := g.Apply(rule, day, func(id string) ownership.Status {
		return map[string]ownership.Status{two: ownership.Blocked, one: ownership.NotBlocked}[id]
	})
	require.Equal(t, ownership.Indeterminate, r.Of(one).Status, "a hint of control never proves 50 %%")

	g = open(t, "gleif_rr.json")
	require.Equal(t, []string{two + " ? " + one + " consolidation 2020-03-01..", two + " ? " + three + " managed"}, written(g))
	require.Contains(t, strings.Join(reasons(g), "\n"), `gleif_rr.json:3 `+three+` RelationshipType "IS_COUSIN_OF"`)
}

func TestOpenPSC(t *testing.T) {
	g := open(t, "psc.jsonl")
	const her = "/company/09999901/persons-with-significant-control/individual/x1"
	require.Equal(t, []string{
		her + " >50-<75 09999901 shares 2020-01-01..", her + " >50-<75 09999901 votes 2020-01-01..", her + " ? 09999901 board 2020-01-01..",
		"09999901 ? 09999902 control", "09999901 >=75 09999902 trust",
		" >25-50 09999903 shares", " >25 09999904 shares 2020-01-01..", "/company/09999905/x5 ? 09999905 indirect ..2021-02-03",
	}, written(g), "a company of the register is the node of its number")
	p, _ := g.Party(her)
	require.Equal(t, "Invented Example", p.Names[0].Text)
	require.Equal(t, "1970-05", p.Born[0].String())
	require.Equal(t, []string{"CO"}, p.Countries)
	text := strings.Join(reasons(g), "\n")
	require.Contains(t, text, `psc.jsonl:3 09999903 name "super-secure-person-with-significant-control"`)
	require.Contains(t, text, `psc.jsonl:4 09999904 statement "psc-exists-but-not-identified"`)
	require.Contains(t, text, `psc.jsonl:5 09999905 natures_of_control "ownership-of-vibes"`)
	require.Contains(t, text, `psc.jsonl:7 `)
}

func TestOpenFollowTheMoney(t *testing.T) {
	g := open(t, "ftm.jsonl")
	require.Equal(t, []string{
		" 10 C1 shares", "P1 51 C1 shares 2020-01-01..", "P1 20-30 C2 beneficial", "P1 ? C2 officer ..2024-01-01", "P1 ? C3 shares", "P5 100 N1 shares",
	}, written(g))
	p, _ := g.Party("P1")
	require.Len(t, p.Names, 3)
	require.Contains(t, strings.Join(reasons(g), "\n"), `ftm.jsonl:5 O3 percentage "majority": not a percentage; the stake is kept and counts as unknown`)
}

func TestOpenRefuses(t *testing.T) {
	for _, c := range []struct{ name, content, says string }{
		{"empty.csv", "", "empty file"},
		{"header.csv", "nombre,monto\nx,1\n", `no header with the columns holder and held`},
		{"cut.json", `[{"recordType":"entity","recordId":"a"},{"recordType":`, "the file is cut off"},
		{"cutlist.json", `[{"recordType":"entity","recordId":"a"}`, "the file is cut off"},
		{"other.json", `{"hello":"world"}`, `begins with "{\"hello\"`},
		{"other.xml", `<html></html>`, "not BODS, GLEIF"},
		{"cut.xml", `<LEIData><LEIRecord><LEI>X</LEI>`, "unexpected EOF"},
		{"quote.csv", "holder,held,share\nx,\"a,50\n", "never ends"},
	} {
		t.Run(c.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), c.name)
			require.NoError(t, os.WriteFile(path, []byte(c.content), 0o600))
			_, err := ownership.Open(path)
			require.ErrorContains(t, err, c.says)
			require.ErrorContains(t, err, c.name, "the error names the file")
		})
	}
	_, err := ownership.Open(filepath.Join(t.TempDir(), "missing.csv"))
	require.ErrorIs(t, err, os.ErrNotExist)
}

// The real files are read whole. There is no GLEIF Level 2 file among them: its shape is tested with an invented one.
func TestOpenRealFiles(t *testing.T) {
	for _, c := range []struct {
		name                           string
		parties, nodes, stakes, issues int
	}{
		{"ownership/bods/bods-package-fi-soe.json", 4, 4, 5, 0},
		{"ownership/bods/fermcat.json", 4, 4, 5, 1},
		{"ownership/bods/multiple-indirect-ownership-2.json", 4, 4, 5, 0},
		{"ownership/bods/sample_300_statements_0.4.json", 200, 200, 100, 0},
		{"ownership/bods/tecido.json", 3, 3, 5, 2},
		{"ownership/gleif/20180901-lei2-Top10.xml", 10, 10, 0, 0},
		{"ownership/gleif/20240505-0000-gleif-goldencopy-lei2-intra-day.json", 577, 577, 0, 0},
		{"ownership/uk_psc", 2, 3, 6, 5},
		{"opensanctions/yente_fixtures/zala_entities.ftm.json", 17, 17, 17, 1},
		{"opensanctions/sa_wiki_peps/entities.ftm.json", 607, 607, 0, 19},
	} {
		t.Run(c.name, func(t *testing.T) {
			g, err := ownership.Open(feedtest.Path(t, "data/"+c.name))
			require.NoError(t, err)
			o := g.Origin()
			require.Equal(t, []int{c.parties, c.nodes, c.stakes, c.issues}, []int{o.Parties, o.Nodes, o.Stakes, len(g.Issues())}, reasons(g))
		})
	}
}
