package ownership_test

import (
	"encoding/csv"
	"iter"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/tamiz-project/tamiz/risk/ownership"
	"github.com/tamiz-project/tamiz/screening"
	"github.com/tamiz-project/tamiz/screening/feed/feedtest"
)

// each vector is one line of testdata/vectors.csv, so that a lawyer can read and extend them.
func TestVectors(t *testing.T) {
	for _, file := range []string{"testdata/vectors.csv", "testdata/more_vectors.csv"} {
		for _, v := range readVectors(t, file) {
			t.Run(v["id"], func(t *testing.T) {
				rule, ok := ownership.Lookup(v["rule"])
				require.True(t, ok)
				g := graphOf(t, v["stakes"])
				f := g.Apply(rule, screening.MustParseDate(v["day"]), listedOf(v["listed"])).Of(v["target"])
				require.Equal(t, v["status"], string(f.Status), v["reason"])
				require.Equal(t, v["share"], f.Share.String(), v["reason"])
				require.Equal(t, v["basis"], string(f.Basis), v["reason"])
				require.Equal(t, strings.Fields(v["cautions"]), words(f.Cautions), v["reason"])
			})
		}
	}
}

func words(cautions []ownership.Caution) []string {
	all := []string{}
	for _, c := range cautions {
		all = append(all, string(c))
	}
	return all
}

func readVectors(t *testing.T, file string) []map[string]string {
	t.Helper()
	f, err := os.Open(file)
	require.NoError(t, err)
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	require.NoError(t, err)
	var vectors []map[string]string
	for _, row := range rows[1:] {
		v := map[string]string{}
		for i, name := range rows[0] {
			v[name] = row[i]
		}
		vectors = append(vectors, v)
	}
	return vectors
}

// stakesOf reads "X 50 A; Y 25 A votes from=2020-01-01 group=g": holder, share, held, kind and the rest. A missing holder
// is one whom nobody knows.
func stakesOf(t testing.TB, text string) []ownership.Stake {
	t.Helper()
	var stakes []ownership.Stake
	for line := range strings.SplitSeq(text, ";") {
		line = strings.TrimPrefix(line, " ")
		if line == "" {
			continue
		}
		words := strings.Split(line, " ")
		share, err := ownership.ParseShare(words[1])
		require.NoError(t, err)
		s := ownership.Stake{Holder: words[0], Share: share, Held: words[2], Kind: ownership.Shares}
		for _, w := range words[3:] {
			switch key, value, _ := strings.Cut(w, "="); key {
			case "from":
				s.From = screening.MustParseDate(value)
			case "to":
				s.To = screening.MustParseDate(value)
			case "group":
				s.Group = value
			case "source":
				s.Source = value
			default:
				s.Kind = ownership.Kind(w)
			}
		}
		stakes = append(stakes, s)
	}
	return stakes
}

func graphOf(t testing.TB, text string) *ownership.Graph {
	t.Helper()
	g, err := ownership.NewGraph(nil, seq(stakesOf(t, text)))
	require.NoError(t, err)
	return g
}

// listedOf reads "X; Y=potential".
func listedOf(text string) func(string) ownership.Status {
	listed := map[string]ownership.Status{}
	for entry := range strings.SplitSeq(text, ";") {
		id, status, ok := strings.Cut(strings.TrimSpace(entry), "=")
		if !ok {
			status = string(ownership.Blocked)
		}
		listed[id] = ownership.Status(status)
	}
	return func(id string) ownership.Status { return listed[id] }
}

func seq[T any](values []T) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for _, v := range values {
			if !yield(v, nil) {
				return
			}
		}
	}
}

// Each vector of the domain file has its line here, under its id or its id with a suffix, with the regime it names.
func TestVectorsCoverTheDomainFile(t *testing.T) {
	ours := readVectors(t, "testdata/vectors.csv")
	domain := readVectors(t, feedtest.Path(t, "domain/ownership_vectors.csv"))
	require.Len(t, domain, 25)
	for _, want := range domain {
		found := false
		for _, v := range ours {
			id, _, _ := strings.Cut(v["id"], "-")
			found = found || id == want["id"] && (strings.HasPrefix(want["regime"], v["rule"]) || want["regime"] == "any")
		}
		require.True(t, found, want["id"])
	}
}
