package watchlist_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/tamiz-project/tamiz/screening"
	"github.com/tamiz-project/tamiz/screening/watchlist"
)

// TestStagesOfArticle69B: each day has the stage of that day, and one only.
func TestStagesOfArticle69B(t *testing.T) {
	w, err := watchlist.Load("testdata/mx-sat-69b/69b.csv", nil)
	require.NoError(t, err)
	favourable := w.Entries[3].Designations
	for day, want := range map[string]screening.Status{
		"2017-01-01": screening.Presumed, "2018-05-24": screening.Presumed, "2018-05-25": screening.Definitive, "2019-03-04": screening.Definitive,
		"2019-03-05": screening.Favourable, "2026-11-23": screening.Favourable,
	} {
		var in []screening.Status
		for _, d := range favourable {
			if d.InForce(screening.MustParseDate(day)) {
				in = append(in, d.Status)
			}
		}
		require.Equal(t, []screening.Status{want}, in, day)
	}
	for _, d := range favourable {
		require.False(t, d.InForce(screening.MustParseDate("2016-12-31")), "nobody knew yet")
	}
}

func TestDeltaIsAppliedToItsEntities(t *testing.T) {
	dir := t.TempDir()
	b, err := os.ReadFile("testdata/opensanctions-ftm/entities.ftm.json")
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(filepath.Join(dir, "entities.ftm.json"), b, 0o600))
	delta := `{"op":"DEL","entity":{"id":"C1","schema":"Company"}}
{"op":"MOD","entity":{"id":"P1","caption":"Juan Renombrado","schema":"Person","properties":{"name":["Juan Renombrado"]},"target":true}}
{"op":"ADD","entity":{"id":"P9","caption":"Ana Nueva","schema":"Person","properties":{"name":["Ana Nueva"],"topics":["role.pep"]},"target":true}}
{"op":"ADD","entity":{"id":"S9","schema":"Sanction","properties":{"entity":["P9"],"authority":["Invented"]}}}
`
	require.NoError(t, os.WriteFile(filepath.Join(dir, "entities.delta.json"), []byte(delta), 0o600))
	w, err := watchlist.Load(dir, nil)
	require.NoError(t, err)
	require.Len(t, w.Entries, 2)
	require.Equal(t, "Juan Renombrado", w.Entries[0].Names[0].Text)
	require.Equal(t, "2020-01-02", w.Entries[0].Designations[0].From.String(), "his sanction did not change")
	require.Equal(t, "Ana Nueva", w.Entries[1].Names[0].Text)
	require.Equal(t, "Invented", w.Entries[1].Designations[0].Authority)
}

func TestTCUPagesMustBeComplete(t *testing.T) {
	b, err := os.ReadFile("testdata/br-tcu/inidoneos.json")
	require.NoError(t, err)
	first := []byte(strings.Replace(string(b), `"hasMore":false`, `"hasMore":true`, 1))
	_, err = watchlist.Load(write(t, "1.json", first), nil)
	require.ErrorContains(t, err, "more follow")
	dir := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(dir, "1.json"), first, 0o600))
	require.NoError(t, os.WriteFile(filepath.Join(dir, "2.json"), []byte(strings.ReplaceAll(string(b), "001.23", "009.23")), 0o600))
	w, err := watchlist.Load(dir, nil)
	require.NoError(t, err)
	require.Len(t, w.Entries, 4)
}

func TestReadRefuses(t *testing.T) {
	for _, c := range []struct{ reason, id, text, want string }{
		{"a list without an id", "", "name\nJuan Inventado\n", "List.ID is empty"},
		{"no header", "x", "Juan Inventado,person\nAna Prueba,person\n", `no column "name"`},
		{"no entry", "x", "id,name\n", "no entry"},
		{"an unknown kind", "x", "name,kind\nJuan Inventado,human\n", "person, organization, vessel, aircraft"},
		{"an unknown country", "x", "name,countries\nJuan Inventado,Atlantis\n", `unknown country "Atlantis"`},
		{"an impossible day", "x", "name,born\nJuan Inventado,1965-02-30\n", "no such day"},
		{"an unknown scheme", "x", "name,identifiers\nJuan Inventado,XX-YY:1\n", "unknown scheme"},
		{"an effect nobody knows", "x", "name,effect\nJuan Inventado,bad\n", "asset_freeze"},
		{"a row without a name", "x", "id,name\n1,\n2,Ana Prueba\n", "without a name"},
		{"JSON with a misspelt field", "x", `{"nmaes":[{"text":"Juan"}]}`, "nmaes"},
		{"two values on a line", "x", `{"names":[{"text":"Juan"}],"list":"","designations":null} {}`, "more than one"},
	} {
		_, err := watchlist.Read(strings.NewReader(c.text), screening.List{ID: c.id})
		require.ErrorContains(t, err, c.want, c.reason)
	}
}

// TestNamesOfFilesMeanNothing: recognition goes by content, so a name of a file means nothing.
func TestNamesOfFilesMeanNothing(t *testing.T) {
	b, err := os.ReadFile("testdata/ca-xml/sema.xml")
	require.NoError(t, err)
	w, err := watchlist.Load(write(t, "sdn.csv", b), nil)
	require.NoError(t, err)
	require.Equal(t, "ca-sema", w.ID)
}
