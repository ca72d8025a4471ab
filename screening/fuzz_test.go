package screening_test

import (
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/tamiz-project/tamiz/screening"
)

// hostile are words chosen for how they relate to one another: short forms and initials, the same name in two scripts, words
// written together and apart, stubs, words one or two letters apart, numbers, particles, legal forms, words too long for the
// tables of misspellings.
var hostile = []string{
	"jose", "pepe", "j", "j.", "josé", "joseph", "yusuf", "يوسف", "иосиф", "maria", "ma.", "m", "mariajose", "josemaria",
	"rodriguez", "rguez", "rguez.", "rodrigues", "rodrigue", "rodriguezz", "lopez", "lopes", "lpz", "de", "la", "delacruz",
	"cruz", "de la cruz", "del", "dela", "van", "vander", "der", "bin", "al", "alassad", "assad", "asad", "الأسد", "асад",
	"mohammed", "mohamed", "muhammad", "محمد", "мухаммед", "md", "ivan", "иван", "juan", "john", "ivanov", "иванов", "ivanova",
	"kim", "김", "jongun", "jong", "un", "정은", "bank", "banco", "banka", "banking", "中国", "银行", "中国银行", "china",
	"limited", "ltd", "limted", "sa", "s.a.", "s.a. de c.v.", "cv", "llc", "ooo", "gulf", "golf", "golfo", "1", "one", "uno",
	"ii", "2", "two", "14", "catorce", "14th", "2000", "20000", "jr", "jr.", "hijo", "dr", "general", "gen", "sindicato", "cartel",
	"internacional", "international", "internat", "int", "intl", "comerc", "comercial", "comercializadora", "comercializadoras",
	"sunshine", "sun", "shine", "sunshin", "star", "stars", "x", "y", "z", "xy", "zx", "a", "e", "o", "y.", "(el chapo)",
	"alias", "el", "los", "lobos", "lobo", "zeta", "zetas", "ñandu", "nandu", "müller", "mueller", "muller", "o'brien", "obrien",
	"abcdefghijklmnopqrstuvwxyzabcdefg", "abcdefghijklmnopqrstuvwxyzabcdef", "abcdefghijklmnopqrstuvwxyzabcde",
	strings.Repeat("qwertasdfg", 7), strings.Repeat("qwertasdfg", 6) + "qwe", "transportes", "transporte", "transport", "tran",
	"gomez-perez", "gomez", "perez", "gomezperez", "peres", "perezz", ",", "y/o", "&", "-", "guillermo", "william", "memo", "bill",
}

// hostileParty makes a party of a row of bytes: the first chooses the kind and whether a second name follows and is weak,
// each other one a word of hostile or, beyond these, what is done to the last word.
func hostileParty(b []byte) (p screening.Party, ok bool) {
	if len(b) < 2 {
		return p, false
	}
	kinds := []screening.Kind{screening.Unknown, screening.Person, screening.Organization, screening.Vessel}
	words := []string{hostile[int(b[1])%len(hostile)]}
	for _, w := range b[2:min(len(b), 40)] {
		if int(w) < len(hostile) {
			words = append(words, hostile[w])
		} else {
			words = hostileChange(words, int(w)-len(hostile))
		}
	}
	h := b[0]
	p = screening.NewParty(kinds[h&3], hostileText(words, h>>2&3))
	if h&16 != 0 && len(words) > 2 {
		p.Names[0].Text = hostileText(words[:len(words)/2], h>>2&3)
		p.Names = append(p.Names, screening.Name{Text: hostileText(words[len(words)/2:], h>>3&3)})
		if h&32 != 0 {
			p.Names[1].Type = screening.WeakAlias
		}
	}
	if h&64 != 0 {
		p.Countries = []string{"MX"}
	}
	return p, true
}

// hostileChange does to the last word of a name what makes the words of two names related but not equal.
func hostileChange(words []string, how int) []string {
	words = slices.Clone(words)
	last := len(words) - 1
	letters, more := []rune(words[last]), how/10
	at := more % len(letters)
	switch how % 10 {
	case 0: // again
		return append(words, words[last])
	case 1: // the first word again
		return append(words, words[0])
	case 2: // a stub
		words[last] = string(letters[:1+at]) + "."
	case 3: // an initial
		words[last] = string(letters[:1])
	case 4: // one more initial, dotted
		return append(words, string(rune('a'+how%26))+".")
	case 5: // close by a letter, which may be the first
		letters[at] = rune('a' + how%26)
		words[last] = string(letters)
	case 6: // glued to the one before, as particles are
		if last > 0 {
			return append(words[:last-1], words[last-1]+words[last])
		}
	case 7: // in two
		if at > 0 {
			return append(words[:last], string(letters[:at]), string(letters[at:]))
		}
	case 8: // one of several funds
		return append(words, "fund", strconv.Itoa(1+more))
	case 9: // abbreviated from within
		words[last] = string(letters[:1]) + string(letters[len(letters)/2:])
	}
	return words
}

// hostileText writes words as a text: as they are, in capitals, glued, or cut off as a field of 35 characters does.
func hostileText(words []string, how byte) string {
	text := strings.Join(words, " ")
	switch how {
	case 1:
		return strings.ToUpper(text)
	case 2:
		if len(words) > 1 {
			return words[0] + strings.Join(words[1:], " ")
		}
	case 3:
		letters := []rune(text)
		return string(letters[:min(len(letters), 29+len(words)%7)])
	}
	return text
}

// hostileSearch cuts bytes at 255 into parties, the first the query, and requires that Search is Scan, also at the very scores of
// hits. Some lists it repeats until they have so many names that postings are counted before they are looked at. It returns the
// hits.
func hostileSearch(t *testing.T, data []byte) (hits int) {
	t.Helper()
	var parties []screening.Party
	for row := range strings.SplitSeq(string(data), "\xff") {
		if p, ok := hostileParty([]byte(row)); ok && len(parties) < 40 {
			parties = append(parties, p)
		}
	}
	if len(parties) < 2 {
		return 0
	}
	l, names := &screening.Watchlist{List: screening.List{ID: "hostile"}}, 0
	for names == 0 || data[0] >= repeated && names < 1200 {
		for _, p := range parties[1:] {
			l.Entries = append(l.Entries, screening.Entry{Party: p})
			names += len(p.Names)
		}
	}
	x, err := screening.NewIndex(l)
	require.NoError(t, err)
	_, hits = requireTight(t, x, parties[0], rand.New(rand.NewPCG(1, uint64(len(data)))))
	return hits
}

// repeated is from which first byte on hostileSearch repeats its list.
const repeated = 248

// hostileData makes bytes for hostileSearch: a query and lists of variations of it.
func hostileData(r *rand.Rand) []byte {
	query, words := []byte{byte(r.IntN(255))}, 1+r.IntN(5)
	switch r.IntN(10) {
	case 0:
		words = 7 + r.IntN(18)
	case 1:
		words = 5 + r.IntN(5)
	}
	for range words {
		query = append(query, byte(r.IntN(255)))
	}
	data := query
	for range 3 + r.IntN(12) {
		data = append(data, 255, byte(r.IntN(128)))
		for _, w := range query[1:] {
			switch r.IntN(6) {
			case 0:
				w = byte((int(w)%len(hostile) + r.IntN(5) + len(hostile) - 2) % len(hostile))
			case 1:
				continue
			case 2:
				data = append(data, byte(r.IntN(255)))
			}
			data = append(data, w)
		}
	}
	return data
}

// TestSearchIsScanHostile runs what FuzzSearchIsScan runs, on lists of a seeded generator.
func TestSearchIsScanHostile(t *testing.T) {
	n, hits := 1500, 0
	if testing.Short() {
		n = 150
	}
	r := rand.New(rand.NewPCG(7, 8))
	for range n {
		hits += hostileSearch(t, hostileData(r))
	}
	require.Greater(t, hits, n, "the queries must find something")
}

func FuzzSearchIsScan(f *testing.F) {
	r := rand.New(rand.NewPCG(9, 10))
	for range 60 {
		f.Add(hostileData(r))
	}
	f.Fuzz(func(t *testing.T, data []byte) { hostileSearch(t, data) })
}
