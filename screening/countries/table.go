package countries

import (
	"embed"
	"encoding/csv"
	"fmt"
	"slices"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/runes"
	"golang.org/x/text/transform"
	"golang.org/x/text/unicode/norm"
)

//go:embed data/countries.csv data/subdivisions.csv
var files embed.FS

type country struct{ en, es, pt string }

type table struct {
	countries    map[string]country
	current      []string
	codes        map[string]string   // every code in upper and lower case
	names        map[string]string   // folded name -> code
	subdivisions map[string]string   // code -> name
	places       map[string]string   // country and folded name -> code
	divided      map[string][]string // country -> subdivisions
}

// tables reads the embedded files once. They are part of the program: a mistake in them is a broken program.
var tables = sync.OnceValue(func() *table {
	t := &table{
		countries: map[string]country{}, codes: map[string]string{}, names: map[string]string{},
		subdivisions: map[string]string{}, places: map[string]string{}, divided: map[string][]string{},
	}
	for _, row := range read("data/countries.csv") {
		t.addCountry(row)
	}
	slices.Sort(t.current)
	for _, row := range read("data/subdivisions.csv") {
		t.addSubdivision(row)
	}
	for _, codes := range t.divided {
		slices.Sort(codes)
	}
	return t
})

func read(name string) [][]string {
	f, err := files.Open(name)
	if err != nil {
		panic(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		panic(fmt.Sprintf("%s: %v", name, err))
	}
	return rows[1:]
}

// formerly are codes of ISO 3166-3: known when read, not among the countries that exist.
var formerly = []string{"AN", "CS", "SU", "YU"}

// spoken are codes that other systems use for a country of ISO 3166-1.
var spoken = map[string]string{"UK": "GB", "EL": "GR", "KOS": "XK", "ROM": "RO", "TMP": "TL", "ZAR": "CD", "BUR": "MM"}

// addCountry reads a row: code, alpha3, numeric, en, es, pt, variants, nationality.
func (t *table) addCountry(row []string) {
	code := row[0]
	t.countries[code] = country{row[3], row[4], row[5]}
	if !slices.Contains(formerly, code) {
		t.current = append(t.current, code)
	}
	for _, c := range row[:3] {
		if c != "" {
			t.put(t.codes, c, code)
			t.codes[strings.ToLower(c)] = code
		}
	}
	for other, c := range spoken {
		if c == code {
			t.codes[other], t.codes[strings.ToLower(other)] = code, code
		}
	}
	delete(t.codes, "no")
	names := append(slices.Clone(row[3:6]), split(row[6])...)
	for _, name := range append(names, split(row[7])...) {
		t.put(t.names, fold(name), code)
	}
}

// put keeps a name from meaning two things. Former states may share a number with their successors.
func (t *table) put(to map[string]string, key, code string) {
	if old, ok := to[key]; ok && old != code && !slices.Contains(formerly, code) {
		panic(fmt.Sprintf("data/countries.csv: %q means %s and %s", key, old, code))
	} else if ok {
		return
	}
	to[key] = code
}

// addSubdivision reads a row: code, name, variants.
func (t *table) addSubdivision(row []string) {
	code := row[0]
	of, _, _ := strings.Cut(code, "-")
	t.subdivisions[code] = row[1]
	t.divided[of] = append(t.divided[of], code)
	for _, name := range append([]string{row[1]}, split(row[2])...) {
		key := of + " " + foldPlace(name)
		if old, ok := t.places[key]; ok && old != code {
			panic(fmt.Sprintf("data/subdivisions.csv: %q means %s and %s", name, old, code))
		}
		t.places[key] = code
	}
}

func split(s string) []string {
	if s == "" {
		return nil
	}
	return strings.Split(s, "|")
}

// idle are words that do not tell names of countries apart.
var idle = []string{"the", "of", "and", "de", "del", "la", "las", "el", "los", "y", "e", "da", "do", "das", "dos"}

// fold makes spellings of one name equal: without accents, case, punctuation, articles and conjunctions.
func fold(text string) string {
	words := foldWords(text)
	kept := slices.DeleteFunc(slices.Clone(words), func(w string) bool { return slices.Contains(idle, w) })
	if len(kept) == 0 {
		return ""
	}
	return strings.Join(kept, " ")
}

// level are words that say what a place is, not which.
var level = []string{
	"estado", "provincia", "departamento", "depto", "dpto", "region", "parish", "state", "province", "department",
	"distrito", "municipio", "prov", "dep", "edo", "parroquia", "district", "county",
}

// foldPlace is fold without a leading word such as "Estado" or "Provincia de", unless nothing else is left.
func foldPlace(text string) string {
	key := fold(text)
	first, rest, found := strings.Cut(key, " ")
	if found && slices.Contains(level, first) {
		if first == "distrito" || first == "estado" && rest == "mexico" {
			return key
		}
		return rest
	}
	return key
}

func foldWords(text string) []string {
	plain, _, err := transform.String(transform.Chain(norm.NFKD, runes.Remove(runes.In(unicode.Mn))), text)
	if err != nil {
		plain = text
	}
	plain = strings.NewReplacer(".", "", "'", " ", "’", " ", "&", " ").Replace(strings.ToLower(plain))
	words := strings.FieldsFunc(plain, func(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsDigit(c) })
	for i, w := range words {
		if w == "st" {
			words[i] = "saint"
		}
	}
	return words
}
