package name_test

import (
	"bufio"
	"flag"
	"fmt"
	"hash/fnv"
	"math"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/tamiz-project/tamiz/screening/name"
)

var update = flag.Bool("update", false, "write the golden scores anew")

func everyPair(t *testing.T) []labelled {
	t.Helper()
	return append(pairs(t, "name_pairs_dev.csv"), pairs(t, "latam_pairs_dev.csv")...)
}

// TestGoldenScores holds the four decimals of every development pair: row, hash of the two names, score. No names are kept.
func TestGoldenScores(t *testing.T) {
	const file = "testdata/golden_scores.txt"
	var b strings.Builder
	for _, p := range everyPair(t) {
		h := fnv.New32a()
		fmt.Fprintf(h, "%s|%s|%s", p.schema, p.a, p.b)
		fmt.Fprintf(&b, "%s %d %08x %.4f\n", strings.TrimSuffix(p.source, "_pairs_dev.csv"), p.row, h.Sum32(), p.score())
	}
	if *update {
		require.NoError(t, os.WriteFile(file, []byte(b.String()), 0o644))
	}
	want, err := os.ReadFile(file)
	require.NoError(t, err)
	require.Equal(t, strings.Split(string(want), "\n"), strings.Split(b.String(), "\n"), "run with -update and review the difference; change Tables")
}

// TestDirection holds that a score hardly depends on which name is asked for. Names cut off by a field do: only the query's
// last word is read as the beginning of a longer one.
func TestDirection(t *testing.T) {
	apart, all := 0, everyPair(t)
	for _, p := range all {
		x, y := of(p.schema, p.a), of(p.schema, p.b)
		if math.Abs(name.Compare(x, y)-name.Compare(y, x)) > .05 {
			apart++
			t.Logf("%s | %s: %.4f and %.4f", p.a, p.b, name.Compare(x, y), name.Compare(y, x))
		}
	}
	require.Less(t, apart*100, len(all), "pairs whose two directions differ by more than .05")
}

// TestMeansWalkDown holds that the mean score falls from strong matches to strong differences.
func TestMeansWalkDown(t *testing.T) {
	sum, n := map[string]float64{}, map[string]float64{}
	for _, p := range everyPair(t) {
		k := fmt.Sprint(p.match, " ", p.quality)
		sum[k] += p.score()
		n[k]++
	}
	last := 1.1
	for _, k := range []string{"true STRONG", "true MEDIUM", "true WEAK", "false WEAK", "false MEDIUM", "false STRONG"} {
		mean := sum[k] / n[k]
		t.Logf("%-12s %.4f of %v", k, mean, n[k])
		require.Less(t, mean, last, k)
		last = mean
	}
}

// TestQuality holds the measured F1 of both development sets; see README.md for what they say and do not say.
func TestQuality(t *testing.T) {
	var names, latam, strong, companies tally
	for _, p := range everyPair(t) {
		said := p.score() >= threshold
		switch {
		case p.source == "name_pairs_dev.csv":
			names.add(p.match, said)
			continue
		case p.quality == "WEAK":
			continue
		case p.quality == "STRONG":
			strong.add(p.match, said)
		}
		if p.schema != "Person" {
			companies.add(p.match, said)
		}
		latam.add(p.match, said)
	}
	t.Log("worldwide names", names)
	t.Log("Latin American, strong and medium", latam)
	t.Log("Latin American, strong", strong)
	t.Log("Latin American, companies and organisations", companies)
	require.GreaterOrEqual(t, names.f1(), leastNames)
	require.GreaterOrEqual(t, latam.f1(), .97)
	require.GreaterOrEqual(t, strong.f1(), .99)
	require.GreaterOrEqual(t, companies.f1(), .93)
}

// leastNames is the aim for the worldwide set.
const leastNames = .92

// TestLeaveOut chooses the threshold without a part of the pairs and measures on that part: halves, and kinds of change.
func TestLeaveOut(t *testing.T) {
	all := everyPair(t)
	scores := map[labelled]float64{}
	for _, p := range all {
		scores[p] = p.score()
	}
	parts := map[string]func(labelled) bool{
		"even rows": func(p labelled) bool { return p.row%2 == 0 },
		"odd rows":  func(p labelled) bool { return p.row%2 == 1 },
	}
	for _, p := range all {
		if c := p.category; c != "" {
			parts["kind: "+c] = func(p labelled) bool { return p.category == c }
		}
		s := p.schema
		parts["schema: "+s] = func(p labelled) bool { return p.schema == s }
	}
	var keys []string
	for k := range parts {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	for _, k := range keys {
		at, best := 0.0, -1.0
		for th := .5; th < .9; th += .01 {
			var c tally
			for _, p := range all {
				if !parts[k](p) {
					c.add(p.match, scores[p] >= th)
				}
			}
			if f := c.f1(); f > best {
				at, best = th, f
			}
		}
		var c tally
		for _, p := range all {
			if parts[k](p) {
				c.add(p.match, scores[p] >= at)
			}
		}
		t.Logf("left out %-55s threshold %.2f, wrong %d of %d", k, at, c.fp+c.fn, c.tp+c.fp+c.fn+c.tn)
	}
}

// TestInventedPairs reads testdata/pairs.txt: pairs written for tamiz, each with its reason.
func TestInventedPairs(t *testing.T) {
	f, err := os.Open("testdata/pairs.txt")
	require.NoError(t, err)
	defer f.Close()
	for s := bufio.NewScanner(f); s.Scan(); {
		line := strings.TrimSpace(s.Text())
		if line == "" || line[0] == '#' {
			continue
		}
		c := strings.Split(line, " ; ")
		require.Len(t, c, 5, line)
		t.Run(c[1]+" "+c[2]+" "+c[3], func(t *testing.T) {
			got := name.Compare(of(c[0], c[2]), of(c[0], c[3]))
			require.Equal(t, c[1] == "same", got >= threshold, "%.4f: %s", got, c[4])
		})
	}
}

// TestCommonNames holds that the exact agreement of common names is worth less than that of rare ones, and never all.
func TestCommonNames(t *testing.T) {
	common := name.Compare(name.Person("José García"), name.Person("José García"))
	rare := name.Compare(name.Person("Wenefrido Urrunaga"), name.Person("Wenefrido Urrunaga"))
	require.Greater(t, rare, common)
	require.Less(t, common, .85)
	require.Less(t, rare, 1.0)
	require.GreaterOrEqual(t, common, threshold, "an exact name alerts all the same")
}

// TestHarmless feeds what is no name.
func TestHarmless(t *testing.T) {
	for _, text := range []string{"", " ", "🙂", "-", "&", "S.A.", "de la", strings.Repeat("Juan Pérez ", 150), "\xff\xfe", "?", "???", "a.k.a.", "(", "\"", "1", ",,,"} {
		for _, n := range []*name.Name{name.Person(text), name.Organization(text), name.Thing(text)} {
			require.LessOrEqual(t, len(n.Tokens()), 24)
			s := name.Compare(n, n)
			require.True(t, s >= 0 && s < 1, "%q scores %v", text, s)
			name.Explain(n, n)
		}
	}
}

func FuzzCompare(f *testing.F) {
	f.Add("Rodríguez Orejuela, Gilberto", "Gilberto Rodrigues")
	f.Add("习近平", "Xi Jinping a.k.a. \"El Jefe\"")
	f.Add("S.A. DE C.V.", "Ltd (hijo) d'O")
	f.Fuzz(func(t *testing.T, x, y string) {
		for _, read := range []func(string) *name.Name{name.Person, name.Organization, name.Thing} {
			a, b := read(x), read(y)
			s := name.Compare(a, b)
			require.True(t, s >= 0 && s < 1)
			require.Equal(t, name.Compare(read(x), read(y)), s)
			for _, p := range name.Explain(a, b) {
				require.NotEmpty(t, p.Code)
			}
		}
	})
}
