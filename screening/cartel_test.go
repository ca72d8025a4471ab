package screening_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/tamiz-project/tamiz/screening"
)

// TestCartelWords holds that ordinary names with the words of designated groups stay quiet and that the groups are found, in
// English, Spanish and Portuguese, whatever kind the caller gave.
func TestCartelWords(t *testing.T) {
	text, err := os.ReadFile("testdata/cartel_words.txt")
	require.NoError(t, err)
	list := &screening.Watchlist{List: screening.List{ID: "groups"}}
	var quiet, found [][2]string
	for line := range strings.Lines(string(text)) {
		what, rest, _ := strings.Cut(strings.TrimSpace(line), ": ")
		switch what {
		case "list":
			names := strings.Split(rest, " | ")
			p := screening.NewParty(screening.Organization, names...)
			p.ID = names[0]
			list.Entries = append(list.Entries, screening.Entry{Party: p})
		case "quiet":
			quiet = append(quiet, [2]string{rest})
		case "found":
			text, entry, _ := strings.Cut(rest, " > ")
			found = append(found, [2]string{text, entry})
		}
	}
	require.GreaterOrEqual(t, len(quiet), 60)
	require.GreaterOrEqual(t, len(found), 60)
	x, err := screening.NewIndex(list)
	require.NoError(t, err)
	for _, kind := range []screening.Kind{screening.Organization, screening.Unknown} {
		for _, q := range quiet {
			for _, h := range find(t, x, screening.NewParty(kind, q[0]), 0) {
				t.Errorf("%s (%q) is quiet, yet %s %.4f", q[0], kind, h.Name, h.Score)
			}
		}
		for _, f := range found {
			hits := find(t, x, screening.NewParty(kind, f[0]), 0)
			if !slices.ContainsFunc(hits, func(h screening.Hit) bool { return h.EntryID == f[1] }) {
				i := slices.IndexFunc(list.Entries, func(e screening.Entry) bool { return e.ID == f[1] })
				t.Errorf("%s (%q) finds %s: %.4f", f[0], kind, f[1], screening.Compare(screening.NewParty(kind, f[0]), list.Entries[i].Party).Score)
			}
		}
	}
}
