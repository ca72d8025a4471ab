// Package fold turns a name as written into folded words: lower-case Latin letters and digits wherever a script can be
// romanised, without accents, with the damage of bad encodings repaired where that is certain.
package fold

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// A Word is a folded word and where it stands.
type Word struct {
	Text       string // folded: a-z, 0-9, '?' for a damaged letter, or the letters of a script without a table
	Start, End int    // bytes of the text it was read from
	Script     Script
	Dot        bool // a full stop follows: an abbreviation or an initial
	Comma      bool // a comma follows
	Open       bool // stands inside parentheses
	Quote      bool // stands inside quotation marks
	Glued      bool // the word before it touches it: a hyphen, an apostrophe, a change of case
}

// Script says how a word was romanised.
type Script uint8

const (
	Latin     Script = iota
	Romanised        // from Cyrillic, Greek, Kana: vowels are there
	Skeleton         // from Arabic or Hebrew: consonants only
	Syllables        // from Hangul, romanised: one letter more or less is another syllable
	Han              // from Han characters by their commonest reading
	Other            // a script without a table, compared as it is
)

// Words folds a text. Text that holds no letter and no digit gives no words.
func Words(text string) []Word {
	text = Repair(text)
	s := splitter{text: text, words: make([]Word, 0, 8)}
	for i := 0; i < len(text); {
		r, size := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(text[i:])
		}
		s.next(r, i, size)
		i += size
	}
	s.flush(len(text))
	return s.words
}

// Repair undoes the commonest double encoding: UTF-8 that somebody read as Windows-1252 ("MuÃ±oz").
func Repair(text string) string {
	if !strings.ContainsAny(text, "ÃÂÐÑ") {
		return text
	}
	out := make([]byte, 0, len(text))
	for _, r := range text {
		b, ok := windows1252(r)
		if !ok {
			return text
		}
		out = append(out, b)
	}
	if !utf8.Valid(out) {
		return text
	}
	return string(out)
}

// windows1252 returns the byte that a reader of Windows-1252 or Latin-1 saw as r.
func windows1252(r rune) (byte, bool) {
	if r < 0x100 {
		return byte(r), true
	}
	if i := strings.IndexRune(high1252, r); i >= 0 {
		return byte(0x80 + utf8.RuneCountInString(high1252[:i])), true
	}
	return 0, false
}

// high1252 holds the characters of Windows-1252 from 0x80 to 0x9F; the five unused places hold a line break.
const high1252 = "€\n‚ƒ„…†‡ˆ‰Š‹Œ\nŽ\n\n‘’“”•–—˜™š›œ\nžŸ"

// Letters folds the letters of one rune: its base letters in lower case, without accents.
func Letters(dst []byte, r rune) []byte {
	switch {
	case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
		return append(dst, byte(r))
	case r >= 'A' && r <= 'Z':
		return append(dst, byte(r)+'a'-'A')
	}
	if s, ok := special(r); ok {
		return append(dst, s...)
	}
	var buf [utf8.UTFMax]byte
	for _, d := range string(norm.NFKD.AppendString(buf[:0], string(r))) {
		switch {
		case unicode.Is(unicode.Mn, d):
		case d >= 'A' && d <= 'Z':
			dst = append(dst, byte(d)+'a'-'A')
		case d < utf8.RuneSelf:
			dst = append(dst, byte(d))
		default:
			dst = utf8.AppendRune(dst, unicode.ToLower(d))
		}
	}
	return dst
}

// special folds the Latin letters that do not decompose.
func special(r rune) (string, bool) {
	switch r {
	case 'ß', 'ẞ':
		return "ss", true
	case 'æ', 'Æ':
		return "ae", true
	case 'œ', 'Œ':
		return "oe", true
	case 'ø', 'Ø':
		return "o", true
	case 'ł', 'Ł':
		return "l", true
	case 'đ', 'Đ', 'ð', 'Ð':
		return "d", true
	case 'þ', 'Þ':
		return "th", true
	case 'ı', 'İ':
		return "i", true
	case 'ə', 'Ə':
		return "a", true
	case 'ħ', 'Ħ':
		return "h", true
	}
	return "", false
}
