package name

import (
	"math/bits"

	"github.com/tamiz-project/tamiz/screening/name/internal/fold"
)

// A Code names how two tokens are related.
type Code uint8

const (
	Unrelated    Code = iota
	Exact             // the same folded word
	Spelling          // the same spelling skeleton: b/v, s/z/c, y/i, doubled letters, silent h
	Edited            // one or two letters of the skeleton differ
	Nickname          // one is a short form of the other's name
	Abbreviation      // one is the abbreviation of the other
	Translation       // synonyms: languages, variants of a name, legal usage
	Numeral           // the same number, in digits, words or roman
	Consonants        // one comes from a script without vowels, the consonants agree
	Joined            // one is written as two words in the other name
	InitialOf         // weak: an initial and a word that begins with it
	StubOf            // weak: an abbreviated or cut-off word and one that begins with it
)

var codeWords = [...]string{
	"different", "exact", "spelling", "edit", "nickname", "abbreviation", "translation", "number", "consonants", "joined",
	"initial", "stub",
}

func (c Code) String() string { return codeWords[c] }

// Weak reports whether the relation may support a match but never carries one.
func (c Code) Weak() bool { return c >= InitialOf }

// relate returns how two tokens are related and which share of their weight, in 256ths, the relation is worth. It is the
// one place where two tokens meet; units.go lists, for one token, every token that can be strongly related to it.
func relate(a, b *token) (Code, int32) {
	if a.hash == b.hash {
		return Exact, 256
	}
	best, share := Unrelated, int32(0)
	if a.bloom&b.bloom != 0 {
		best, share = related(a.keys, b.keys)
	}
	if a.role == initial || b.role == initial {
		if best == Unrelated && startsWith(a, b) {
			return InitialOf, 0
		}
		return best, share
	}
	if share >= 240 || a.script == fold.Other || b.script == fold.Other {
		return best, share
	}
	if (a.script == fold.Skeleton) != (b.script == fold.Skeleton) {
		if c := consonants(a, b); c > share {
			return Consonants, c
		}
		return best, share
	}
	if c, s := spelled(a, b); s > share {
		return c, s
	}
	if best == Unrelated && (stubOf(a, b) || stubOf(b, a)) {
		return StubOf, 0
	}
	return best, share
}

// keyShare is what a shared key is worth.
var keyShare = [...]int32{Nickname: 218, Abbreviation: 240, Translation: 240, Numeral: 250}

// related compares the keys of two tokens. Two short forms of one name are related only when both mean nothing else:
// Beto and Beto agree, but Nacho and Nicho do not, though both may be short for the same name.
func related(a, b []key) (Code, int32) {
	code, share := Unrelated, int32(0)
	for i := range a {
		for j := range b {
			if a[i].id != b[j].id {
				continue
			}
			if !a[i].own && !b[j].own && (len(a) > 1 || len(b) > 1) {
				continue
			}
			if s := keyShare[a[i].code]; s > share {
				code, share = a[i].code, s
			}
		}
	}
	return code, share
}

func startsWith(a, b *token) bool {
	return a.text[0] == b.text[0] && a.role != number && b.role != number
}

// stubOf reports whether a is the beginning of b and marked as such.
func stubOf(a, b *token) bool {
	return a.stub && len(a.text) >= 2 && len(b.text) > len(a.text) && b.text[:len(a.text)] == a.text
}

// spelled compares the letters of two tokens.
func spelled(a, b *token) (Code, int32) {
	if a.role == number || b.role == number || digits(a) || digits(b) {
		return Unrelated, 0
	}
	if a.nhash == b.nhash {
		return spelling(a, b)
	}
	limit := editLimit(min(len(a.norm), len(b.norm)))
	if limit == 0 || bits.OnesCount32(a.mask^b.mask) > 2*limit {
		return Unrelated, 0
	}
	d := edits(a.norm, b.norm, limit)
	if d > limit {
		return Unrelated, 0
	}
	if other(a, b) {
		return Unrelated, 0
	}
	return Edited, editShare(d, a, b)
}

// editLimit is how many edits of the skeleton a word of n letters may carry.
func editLimit(n int) int {
	switch {
	case n < 3:
		return 0
	case n < 8:
		return 1
	}
	return 2
}

// spelling is the worth of two words with one skeleton: it falls with every letter that differs.
func spelling(a, b *token) (Code, int32) {
	if genderPair(a, b) {
		return Unrelated, 0
	}
	d := edits(a.text, b.text, 4)
	if len(a.norm) < 3 && d > 1 {
		return Unrelated, 0
	}
	return Spelling, int32(max(250-10*d, 200))
}

// editShare is the worth of d edits: more in longer words, less when both words are well known, for then each is more
// likely to be meant (Marín and Martín, Polar and Solar).
func editShare(d int, a, b *token) int32 {
	n := min(len(a.norm), len(b.norm))
	share := int32([...]int{0, 0, 0, 120, 150, 170, 185, 200}[min(n, 7)])
	if d == 2 {
		share = int32([...]int{140, 150, 160}[min(n, 10)-8])
	}
	if a.count >= knownWord && b.count >= knownWord {
		share = share * 5 / 8
	}
	return share
}

// knownWord is how often the background must hold a word for it to be a word of its own.
const knownWord = 5

// other reports whether two words close in letters are known to be different.
func other(a, b *token) bool { return genderPair(a, b) }

// genderPair reports whether two words differ only in a final a or o: Gabriel and Gabriela, Mario and Maria.
func genderPair(a, b *token) bool {
	if a.role > maternal || b.role > maternal || a.role != given && b.role != given {
		return false
	}
	s, l := a.text, b.text
	if len(s) > len(l) {
		s, l = l, s
	}
	if len(s) < 3 || l[len(l)-1] != 'a' && s[len(s)-1] != 'a' {
		return false
	}
	if len(l) == len(s)+1 {
		return l[:len(s)] == s
	}
	x, y := s[len(s)-1], l[len(l)-1]
	return len(s) == len(l) && s[:len(s)-1] == l[:len(l)-1] && (x == 'o' || y == 'o' || x == 'e' || y == 'e') && x != y
}

func digits(t *token) bool { return t.mask&(1<<26) != 0 }

// consonants compares a skeleton with a word that has its vowels.
func consonants(a, b *token) int32 {
	var x, y [maxEdit]byte
	p, q := skeleton(x[:0], a.norm), skeleton(y[:0], b.norm)
	if len(p) < 2 || len(q) < 2 {
		return 0
	}
	if string(p) == string(q) {
		return 215
	}
	return 0
}

// skeleton drops the vowels, and the letters that stand for long vowels, from a normalised word.
func skeleton(dst []byte, norm string) []byte {
	for i := range len(norm) {
		c := norm[i]
		if c == 'p' {
			c = 'b'
		}
		if vowel(c) || len(dst) == cap(dst) {
			continue
		}
		if len(dst) == 0 || dst[len(dst)-1] != c {
			dst = append(dst, c)
		}
	}
	return dst
}
