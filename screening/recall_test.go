package screening_test

import (
	"cmp"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/tamiz-project/tamiz/screening"
	"github.com/tamiz-project/tamiz/screening/feed/feedtest"
)

// A perturbation changes a listed name as supplier files do; "" means it does not apply.
type perturbation struct {
	kind string
	make func(r *rand.Rand, e *listed, text string) string
}

var perturbations = []perturbation{
	{"typo", func(r *rand.Rand, _ *listed, text string) string { return typo(r, text) }},
	{"dropped second surname", func(_ *rand.Rand, e *listed, text string) string { return dropSecond(e, text) }},
	{"order", func(_ *rand.Rand, e *listed, text string) string { return reorder(e, text) }},
	{"initial", initialised},
	{"accents and spelling", spelt},
	{"nickname", nicknamed},
	{"legal form", reformed},
	{"abbreviation", abbreviated},
	{"OCR", ocr},
	{"cut at 35", cutAt35},
}

// typo changes, drops, doubles or swaps one letter of a word of four or more.
func typo(r *rand.Rand, text string) string {
	words := strings.Fields(text)
	var long []int
	for i, w := range words {
		if len(w) >= 4 && strings.Trim(strings.ToLower(w), "abcdefghijklmnopqrstuvwxyz") == "" {
			long = append(long, i)
		}
	}
	if len(long) == 0 {
		return ""
	}
	at := long[r.IntN(len(long))]
	w := []byte(words[at])
	i := r.IntN(len(w) - 1)
	switch r.IntN(4) {
	case 0:
		w[i] = w[i]&0xE0 + byte(1+r.IntN(26))
	case 1:
		w = slices.Delete(w, i, i+1)
	case 2:
		w = slices.Insert(w, i, w[i]&0xE0+byte(1+r.IntN(26)))
	default:
		w[i], w[i+1] = w[i+1], w[i]
	}
	words[at] = string(w)
	if out := strings.Join(words, " "); !strings.EqualFold(out, text) {
		return out
	}
	return ""
}

// parts splits a listed person's name; Arabic and other names with particles before the comma stay one surname.
func parts(e *listed, text string) (surnames, given []string) {
	s, g, ok := strings.Cut(text, ", ")
	if e.party.Kind != screening.Person || !ok {
		return nil, nil
	}
	return strings.Fields(s), strings.Fields(g)
}

func dropSecond(e *listed, text string) string {
	s, g := parts(e, text)
	if !e.latin() || len(s) != 2 || len(s[0]) < 4 || len(s[1]) < 4 || len(g) == 0 {
		return ""
	}
	return strings.Join(g, " ") + " " + s[0]
}

func reorder(e *listed, text string) string {
	s, g := parts(e, text)
	if len(g) == 0 {
		return ""
	}
	return strings.Join(slices.Concat(g, s), " ")
}

func initialised(r *rand.Rand, e *listed, text string) string {
	s, g := parts(e, text)
	if len(g) < 2 || len(g[1]) < 3 {
		return ""
	}
	return strings.Join(slices.Concat(g[:1], []string{g[1][:1] + "."}, s), " ")
}

// spelt respells a name by the classes people confuse and adds or drops accents.
func spelt(r *rand.Rand, e *listed, text string) string {
	if !e.latin() {
		return ""
	}
	changes := [][2]string{
		{"V", "B"},
		{"B", "V"},
		{"Z", "S"},
		{"S", "Z"},
		{"CE", "SE"},
		{"CI", "SI"},
		{"GE", "JE"},
		{"GI", "JI"},
		{"LL", "Y"},
		{"Y", "I"},
		{"H", ""},
		{"QU", "K"},
		{"PH", "F"},
		{"NN", "N"},
		{"RR", "R"},
	}
	upper := strings.ToUpper(text)
	r.Shuffle(len(changes), func(i, j int) { changes[i], changes[j] = changes[j], changes[i] })
	for _, c := range changes {
		if i := strings.Index(upper, c[0]); i > 0 && upper[i-1] != ' ' && !strings.Contains(upper[i:min(i+3, len(upper))], ".") {
			out := upper[:i] + c[1] + upper[i+len(c[0]):]
			return strings.NewReplacer("IA", "ÍA", "ON", "ÓN", "NA", "ÑA", "EZ", "ÉZ").Replace(out)
		}
	}
	return ""
}

// nicknamed uses the first nickname of the shared table that stands for the first given name.
func nicknamed(r *rand.Rand, e *listed, text string) string {
	s, g := parts(e, text)
	if !e.latin() || len(g) == 0 {
		return ""
	}
	nicks := nicknamesOf[strings.ToLower(g[0])]
	if len(nicks) == 0 {
		return ""
	}
	g = slices.Clone(g)
	g[0] = nicks[r.IntN(len(nicks))]
	return strings.Join(slices.Concat(g, s), " ")
}

// nicknamesOf is filled by the test from the shared table.
var nicknamesOf = map[string][]string{}

func reformed(r *rand.Rand, e *listed, text string) string {
	if e.party.Kind != screening.Organization {
		return ""
	}
	swaps := [][2]string{
		{" S.A. DE C.V.", " SOCIEDAD ANONIMA DE CAPITAL VARIABLE"},
		{" LIMITED LIABILITY COMPANY", " LLC"},
		{" LTDA.", " LIMITADA"},
		{" LIMITED", " LTD"},
		{" S. DE R.L.", " SRL"},
		{" S.A.S.", " SOCIEDAD POR ACCIONES SIMPLIFICADA"},
		{" S.A.", ""},
		{" LTD.", ""},
		{" LTD", " LIMITED"},
		{" INC.", ""},
		{" CORPORATION", " CORP"},
		{" COMPANY", " CO."},
		{" LLC", ""},
		{" S A", " S.A."},
		{" GMBH", ""},
	}
	for _, s := range swaps {
		if rest, ok := strings.CutSuffix(text, s[0]); ok {
			return rest + s[1]
		}
	}
	return ""
}

func abbreviated(r *rand.Rand, e *listed, text string) string {
	short := map[string]string{
		"COMERCIALIZADORA": "COMERC.", "INVERSIONES": "INV.", "CONSTRUCTORA": "CONST.", "DISTRIBUIDORA": "DIST.", "INMOBILIARIA": "INMOB.",
		"AGROPECUARIA": "AGROP.", "AGRICOLA": "AGRIC.", "TRANSPORTES": "TRANSP.", "IMPORTADORA": "IMP.", "INTERNATIONAL": "INTL",
		"INTERNACIONAL": "INTERNAC.", "INDUSTRIAL": "IND.", "INDUSTRIES": "IND.", "COMPANIA": "CIA.", "SERVICIOS": "SERV.", "GRUPO": "GPO.",
		"RODRIGUEZ": "RDGUEZ.", "GONZALEZ": "GLEZ.", "HERNANDEZ": "HDZ.", "MARTINEZ": "MTZ.", "FERNANDEZ": "FDEZ.", "SANCHEZ": "SCHZ.",
		"Maria": "Ma.", "Francisco": "Fco.", "Guadalupe": "Gpe.", "GARCIA": "GCIA.", "LOPEZ": "LPZ.", "GUTIERREZ": "GTZ.", "GENERAL": "GRAL.",
	}
	words := strings.Fields(text)
	for i, w := range words {
		bare := strings.TrimRight(w, ",")
		if s := short[bare]; s != "" {
			words[i] = s + w[len(bare):]
			return strings.Join(words, " ")
		}
	}
	return ""
}

// ocr misreads one letter as scanners do.
func ocr(r *rand.Rand, e *listed, text string) string {
	swaps := [][2]string{{"O", "0"}, {"I", "1"}, {"S", "5"}, {"M", "RN"}, {"B", "8"}, {"L", "1"}, {"E", "3"}, {"A", "4"}, {"CL", "D"}, {"VV", "W"}}
	r.Shuffle(len(swaps), func(i, j int) { swaps[i], swaps[j] = swaps[j], swaps[i] })
	upper := strings.ToUpper(text)
	for _, s := range swaps {
		if i := strings.Index(upper[1:], s[0]) + 1; i > 0 && upper[i-1] >= 'A' && i+1 < len(upper) && upper[i+1] >= 'A' {
			return upper[:i] + s[1] + upper[i+len(s[0]):]
		}
	}
	return ""
}

func cutAt35(r *rand.Rand, e *listed, text string) string {
	if len(text) <= 36 {
		return ""
	}
	return strings.TrimSpace(strings.ToUpper(text[:35]))
}

// latin reports whether an entry is Latin American by its programme.
func (e *listed) latin() bool {
	for _, p := range []string{"SDNT", "VENEZUELA", "NICARAGUA", "CUBA", "ILLICIT-DRUGS", "TCO"} {
		if strings.Contains(e.program, p) {
			return true
		}
	}
	return false
}

func readNicknames(t testing.TB) {
	text, err := os.ReadFile(feedtest.Path(t, "latam/hypocoristics.csv"))
	require.NoError(t, err)
	for line := range strings.Lines(string(text)) {
		f := strings.Split(strings.TrimSpace(line), ",")
		if !strings.Contains(f[1], " ") && !strings.Contains(f[0], " ") {
			nicknamesOf[strings.ToLower(f[1])] = append(nicknamesOf[strings.ToLower(f[1])], f[0])
		}
	}
}

// A damaged is a listed name that was changed, with what the search made of it.
type damaged struct {
	kind, text, listed string
	score              float64 // of the right entry, 0 where it scores below .5
	first              bool    // no other entry stands before it
}

// damage perturbs entries by every kind that applies, at least half of them Latin American, and searches for them.
func damage(t testing.TB, x *screening.Index, entries []*listed, each int) (all []damaged) {
	r := rand.New(rand.NewPCG(1, 2))
	order := r.Perm(len(entries))
	for _, p := range perturbations {
		n, others := 0, 0
		for _, i := range order {
			e := entries[i]
			if n >= each || e.party.Kind == screening.Aircraft || !e.latin() && others >= each/2 {
				continue
			}
			text := p.make(r, e, e.party.Names[0].Text)
			if text == "" {
				continue
			}
			n++
			if !e.latin() {
				others++
			}
			d := damaged{kind: p.kind, text: text, listed: e.party.Names[0].Text}
			for k, h := range find(t, x, screening.NewParty(e.party.Kind, text), .5) {
				if h.EntryID == e.id {
					d.score, d.first = h.Score, k == 0
				}
			}
			all = append(all, d)
		}
	}
	return all
}

// least is the share that must be found, in thousandths, by kind of damage.
var least = map[string]int{"typo": 960, "cut at 35": 920, "OCR": 980}

// TestRecall changes entries of the list as supplier files do and looks for them.
func TestRecall(t *testing.T) {
	if testing.Short() {
		t.Skip("measures on the full list")
	}
	readNicknames(t)
	entries := ofac(t)
	type result struct{ n, found, first int }
	results, sum := map[string]*result{}, result{}
	for _, d := range damage(t, indexed(t, entries), entries, 250) {
		res := results[d.kind]
		if res == nil {
			res = &result{}
			results[d.kind] = res
		}
		for _, c := range []*result{res, &sum} {
			c.n++
			if d.score >= screening.DefaultThreshold {
				c.found++
				if d.first {
					c.first++
				}
			}
		}
		if d.score < screening.DefaultThreshold {
			t.Logf("missed %s %.4f: %s | %s", d.kind, d.score, d.text, d.listed)
		}
	}
	for _, k := range slices.Sorted(maps.Keys(results)) {
		res := results[k]
		t.Log(k, res.n, "found", percent(res.found, res.n), "first", percent(res.first, res.n))
		require.GreaterOrEqual(t, res.n, 100, k)
		require.GreaterOrEqual(t, res.found*1000, res.n*cmp.Or(least[k], 990), k)
	}
	t.Log("all", sum.n, "found", percent(sum.found, sum.n), "first", percent(sum.first, sum.n))
	require.GreaterOrEqual(t, sum.found*100, sum.n*98)
	require.GreaterOrEqual(t, sum.first*100, sum.n*96)
}

// TestTradeOff prints alerts against recall at thresholds around the default, and a sample of what lies just below it.
func TestTradeOff(t *testing.T) {
	if testing.Short() {
		t.Skip("measures on the full list")
	}
	readNicknames(t)
	entries := ofac(t)
	x := indexed(t, entries)
	names := damage(t, x, entries, 100)
	all := suppliers(t, 10)
	var scores []float64
	var below []string
	for _, p := range all {
		if hits := find(t, x, p, .5); len(hits) > 0 {
			scores = append(scores, hits[0].Score)
			if s := hits[0].Score; s < screening.DefaultThreshold && s >= screening.DefaultThreshold-.04 {
				below = append(below, fmt.Sprintf("%.4f %s | %s", s, p.Names[0].Text, hits[0].Name))
			}
		}
	}
	for th := .56; th < .85; th += .02 {
		found, alerts := 0, 0
		for _, d := range names {
			if d.score >= th {
				found++
			}
		}
		for _, s := range scores {
			if s >= th {
				alerts++
			}
		}
		t.Logf("threshold %.2f: alerts %.1f per 1,000 suppliers, found %s", th, 1000*float64(alerts)/float64(len(all)), percent(found, len(names)))
	}
	r := rand.New(rand.NewPCG(3, 4))
	r.Shuffle(len(below), func(i, j int) { below[i], below[j] = below[j], below[i] })
	for _, s := range below[:min(len(below), 15)] {
		t.Log("just below:", s)
	}
}

func percent(n, of int) string { return fmt.Sprintf("%.1f %%", 100*float64(n)/float64(max(of, 1))) }
