package screening_test

import (
	"os/exec"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/tamiz-project/tamiz/screening/feed/feedtest"
)

const module = "github.com/tamiz-project/tamiz/"

// floors is the house: a package imports only from floors below its own.
var floors = map[string]int{
	"screening/countries":     -1, // a table that identifiers read too
	"screening/internal/flat": -1, // the form of files, for the parts of the index
	"screening/name":          0, "screening/identifier": 0, "screening/feed": 0,
	"screening": 1,
	"risk/fact": 2, "risk/ownership": 2, "risk/indicator": 2, "screening/watchlist": 2,
	"risk":       3,
	"risk/latam": 4, "risk/intake": 4, "risk/workbook": 4, "risk/monitor": 4,
	"examples": 5,
}

func TestHouse(t *testing.T) {
	list := exec.CommandContext(t.Context(), "go", "list", "-f", "{{.ImportPath}}: {{join .Imports \" \"}}", "./...")
	list.Dir = feedtest.Root(t)
	out, err := list.Output()
	require.NoError(t, err)
	for line := range strings.Lines(string(out)) {
		path, imports, _ := strings.Cut(strings.TrimSpace(line), ": ")
		floor, known := floorOf(path)
		require.True(t, known, "%s stands on no floor of the house", path)
		for imported := range strings.FieldsSeq(imports) {
			if below, ours := floorOf(imported); ours {
				inside := strings.HasPrefix(imported, path+"/") || strings.HasPrefix(path, imported+"/") && strings.Contains(path, "/internal/")
				if room, _, ok := strings.Cut(imported, "/internal/"); ok {
					inside = inside || strings.HasPrefix(path, room+"/internal/") // two parts of one room
				}
				require.True(t, below < floor || inside, "%s (floor %d) imports %s (floor %d)", path, floor, imported, below)
			}
			if strings.HasPrefix(path, module+"screening") {
				require.NotContains(t, imported, module+"risk", "screening knows nothing of risk")
			}
		}
	}
}

// floorOf finds the floor of the package or of the package it stands in.
func floorOf(path string) (floor int, ours bool) {
	name, ours := strings.CutPrefix(path, module)
	for ours && name != "" {
		if floor, known := floors[name]; known {
			return floor, true
		}
		cut := strings.LastIndexByte(name, '/')
		if cut < 0 {
			return 0, false
		}
		name = name[:cut]
	}
	return 0, false
}
