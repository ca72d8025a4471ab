package name_test

import (
	"encoding/csv"
	"fmt"
	"os"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/tamiz-project/tamiz/screening/feed/feedtest"
	"github.com/tamiz-project/tamiz/screening/name"
)

// threshold is screening.DefaultThreshold, which this package may not import.
const threshold = 0.70

// A labelled is a labelled pair of names.
type labelled struct {
	row                       int
	schema, a, b              string
	match                     bool
	quality, category, source string
}

// pairs reads a file of labelled pairs.
func pairs(t testing.TB, file string) []labelled {
	t.Helper()
	f, err := os.Open(feedtest.Path(t, "eval/"+file))
	require.NoError(t, err)
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	require.NoError(t, err)
	var out []labelled
	for i, r := range rows[1:] {
		p := labelled{row: i + 1, schema: r[0], a: r[1], b: r[2], match: r[3] == "true", quality: r[4], source: file}
		if len(r) > 5 {
			p.category = r[5]
		}
		out = append(out, p)
	}
	return out
}

// of analyses a name by the schema of its row.
func of(schema, text string) *name.Name {
	switch schema {
	case "Person":
		return name.Person(text)
	case "Company", "Organization":
		return name.Organization(text)
	}
	return name.Thing(text)
}

func (p labelled) score() float64 { return name.Compare(of(p.schema, p.a), of(p.schema, p.b)) }

// A tally counts right and wrong answers.
type tally struct{ tp, fp, fn, tn int }

func (c *tally) add(match, said bool) {
	switch {
	case match && said:
		c.tp++
	case match:
		c.fn++
	case said:
		c.fp++
	default:
		c.tn++
	}
}

func (c tally) f1() float64 { return 2 * float64(c.tp) / float64(2*c.tp+c.fp+c.fn) }

func (c tally) String() string {
	return fmt.Sprintf("F1 %.4f  tp %d fp %d fn %d tn %d", c.f1(), c.tp, c.fp, c.fn, c.tn)
}

func TestDevelopmentPairs(t *testing.T) {
	for _, file := range []string{"name_pairs_dev.csv", "latam_pairs_dev.csv"} {
		byQuality := map[string]*tally{"all": {}}
		for _, p := range pairs(t, file) {
			s := p.score()
			for _, q := range []string{"all", p.quality} {
				if byQuality[q] == nil {
					byQuality[q] = &tally{}
				}
				byQuality[q].add(p.match, s >= threshold)
			}
			if p.match != (s >= threshold) {
				t.Logf("%s %d %-5v %.4f %s %-6s | %s | %s | %s", file[:5], p.row, p.match, s, p.schema, p.quality, p.a, p.b, p.category)
			}
		}
		for q, c := range byQuality {
			t.Log(file, q, c)
		}
	}
}
