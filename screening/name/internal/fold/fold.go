// Package fold turns a name as written into folded words: lower-case Latin letters and digits wherever a script can be
// romanised, without accents, with the damage of bad encodings repaired where that is certain.
package fold

import (
	"strings"
	"sync"
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
	var f Folder
	return f.Words(Repair(text))
}

// Repair undoes the commonest double encoding: UTF-8 that somebody read as Windows-1252 ("MuÃ±oz"), as often as it was done.
func Repair(text string) string {
	for doubled(text) {
		repaired, ok := undone(text)
		if !ok {
			return text
		}
		text = repaired
	}
	return text
}

// doubled reports whether a text may be double encoded: the first of its Â, Ã, Ð and Ñ, which a reader of Windows-1252 sees for
// the first byte of a letter, stands before no plain letter, as the second byte never is one.
func doubled(text string) bool {
	for i := 0; i+2 < len(text); i++ {
		if text[i] == 0xC3 {
			switch text[i+1] {
			case 0x82, 0x83, 0x90, 0x91:
				return text[i+2] >= utf8.RuneSelf
			}
		}
	}
	return false
}

// undone returns a text with each letter written as the byte that a reader of Windows-1252 saw, if that is UTF-8.
func undone(text string) (string, bool) {
	var buf [96]byte
	out := buf[:0]
	for _, r := range text {
		b, ok := windows1252(r)
		if !ok {
			return "", false
		}
		out = append(out, b)
	}
	if !utf8.Valid(out) {
		return "", false
	}
	return string(out), true
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

// appendLetters folds the letters of one rune: its base letters in lower case, without accents.
func appendLetters(dst []byte, r rune) []byte {
	switch {
	case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
		return append(dst, byte(r))
	case r >= 'A' && r <= 'Z':
		return append(dst, byte(r)+'a'-'A')
	case r < lastAccented:
		return append(dst, accented()[r]...)
	}
	return appendDecomposed(dst, r)
}

// lastAccented is where the blocks of accented Latin letters end.
const lastAccented = 0x250

// accented holds the folded letters of the first runes, so that a name in an ordinary language is not decomposed letter by
// letter.
var accented = sync.OnceValue(func() *[lastAccented]string {
	var all [lastAccented]string
	for r := range rune(lastAccented) {
		all[r] = string(appendDecomposed(nil, r))
	}
	return &all
})

// appendDecomposed folds any rune, by its decomposition.
func appendDecomposed(dst []byte, r rune) []byte {
	if s, ok := special(r); ok {
		return append(dst, s...)
	}
	var buf [64]byte
	var letter [utf8.UTFMax]byte
	for _, d := range string(norm.NFKD.Append(buf[:0], letter[:utf8.EncodeRune(letter[:], r)]...)) {
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
