package watchlist

import (
	"cmp"
	"maps"
	"slices"
	"unicode"
)

// scriptOf returns the ISO 15924 code of the first letter that is not Latin, "Latn" for Latin letters, "" for none.
func scriptOf(text string) string {
	latin := ""
	for _, r := range text {
		for _, s := range scripts {
			if unicode.Is(s.table, r) {
				return s.code
			}
		}
		if unicode.Is(unicode.Latin, r) {
			latin = "Latn"
		}
	}
	return latin
}

var scripts = []struct {
	code  string
	table *unicode.RangeTable
}{
	{"Arab", unicode.Arabic},
	{"Cyrl", unicode.Cyrillic},
	{"Hang", unicode.Hangul},
	{"Jpan", unicode.Hiragana},
	{"Jpan", unicode.Katakana},
	{"Hani", unicode.Han},
	{"Hebr", unicode.Hebrew},
	{"Grek", unicode.Greek},
	{"Thai", unicode.Thai},
	{"Mymr", unicode.Myanmar},
	{"Deva", unicode.Devanagari},
	{"Beng", unicode.Bengali},
	{"Geor", unicode.Georgian},
	{"Armn", unicode.Armenian},
	{"Khmr", unicode.Khmer},
}

func sortedKeys[K cmp.Ordered, V any](m map[K]V) []K { return slices.Sorted(maps.Keys(m)) }
