package ownership_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/tamiz-project/tamiz/risk/ownership"
)

// fuzzRead feeds one reader from its samples. Whatever comes, the graph is whole: each stake ends in a node, each rule can
// be applied, and what the graph writes of itself it writes again.
func fuzzRead(f *testing.F, files ...string) {
	for _, name := range files {
		text, err := os.ReadFile(filepath.Join("testdata", "registers", name))
		require.NoError(f, err)
		f.Add(string(text))
	}
	f.Fuzz(func(t *testing.T, text string) {
		g, err := ownership.Read(strings.NewReader(text), "fuzz")
		if err != nil {
			require.Contains(t, err.Error(), "fuzz")
			return
		}
		for _, i := range g.Issues() {
			require.NotEmpty(t, i.Reason)
		}
		rules := ownership.Rules()
		r := g.Apply(rules[len(text)%len(rules)], day, nil)
		stakes := 0
		for _, id := range g.IDs() {
			stakes += len(g.Stakes(id))
			require.Equal(t, r.Of(id), g.Upstream(id).Apply(r.Rule(), day, nil).Of(id))
		}
		require.Equal(t, g.Origin().Stakes, stakes)
	})
}

func FuzzReadTable(f *testing.F)          { fuzzRead(f, "table.csv", "tabla.csv", "bad.csv") }
func FuzzReadBODS(f *testing.F)           { fuzzRead(f, "bods_0.2.json") }
func FuzzReadGLEIF(f *testing.F)          { fuzzRead(f, "gleif_rr.xml", "gleif_rr.json") }
func FuzzReadPSC(f *testing.F)            { fuzzRead(f, "psc.jsonl") }
func FuzzReadFollowTheMoney(f *testing.F) { fuzzRead(f, "ftm.jsonl") }

func FuzzParseRules(f *testing.F) {
	text, err := os.ReadFile("rules.yaml")
	require.NoError(f, err)
	f.Add(text)
	f.Fuzz(func(t *testing.T, text []byte) {
		rules, err := ownership.ParseRules(text)
		if err != nil {
			return
		}
		for _, r := range rules {
			require.NotEmpty(t, r.ID)
			require.NotEmpty(t, r.Source)
		}
	})
}
