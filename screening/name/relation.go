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
	CutOff            // the last word of a, cut off by the length of a field, and a word that begins with it
	InitialOf         // weak: an initial and a word that begins with it
	StubOf            // weak: an abbreviated or cut-off word and one that begins with it
	Close             // weak: one or two letters differ, and nothing else in the names does
)

var codeWords = [...]string{
	"different", "exact", "spelling", "edit", "nickname", "abbreviation", "translation", "number", "consonants", "joined",
	"cut",
	"initial", "stub", "close",
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
		best, share = related(a.keys, b.keys, a.common >= commonName && b.common >= commonName)
	}
	if a.role == initial || b.role == initial {
		if best == Unrelated && startsWith(a, b) {
			return InitialOf, 0
		}
		return best, share
	}
	if share >= 240 || a.script >= fold.Syllables || b.script >= fold.Syllables {
		return best, share
	}
	if (a.script == fold.Skeleton) != (b.script == fold.Skeleton) {
		if c := consonants(a, b); c > share {
			return Consonants, c
		}
		return best, share
	}
	if n := len(a.text); a.cut && n >= cutLetters && len(b.text) > n && b.text[:n] == a.text {
		return CutOff, [...]int32{150, 175, 200, 220}[min(n, 8)-cutLetters]
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
// Beto and Beto agree, but Nacho and Nicho do not, though both may be short for the same name. Names that are neighbours, both
// common in one country, do not translate each other.
func related(a, b []key, neighbours bool) (Code, int32) {
	code, share := Unrelated, int32(0)
	for i := range a {
		for j := range b {
			if a[i].id != b[j].id || neighbours && a[i].code == Translation {
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

// cutLetters is from how many letters on what is left of a word that was cut off can carry a match.
const cutLetters = 5

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
	if n := len(a.text) - len(b.text); max(n, -n) > mostLetters || bits.OnesCount32(a.letters^b.letters) > 2*mostLetters {
		return Unrelated, 0
	}
	d := distance(a, b)
	if d == 0 || genderPair(a, b) || distinct(a, b) || edits(a.text, b.text, mostLetters) > mostLetters {
		return Unrelated, 0
	}
	return Edited, editShare(d, a, b)
}

// mostLetters is how many letters of the words themselves an edit of their skeletons may change.
const mostLetters = 2

// distinct reports whether two words are known to be two: frequent names of one country (Pereira and Ferreira), or words that
// each have short forms or synonyms of their own (Nacho and Nicho).
func distinct(a, b *token) bool {
	return a.common > 0 && b.common > 0 || len(a.keys) > 0 && len(b.keys) > 0
}

// distance is the number of edits between two words, 0 when there are too many: those of the skeletons within editLimit, or
// one of the words themselves, which may change more than one letter of a skeleton.
func distance(a, b *token) int {
	if limit := editLimit(min(len(a.norm), len(b.norm))); limit > 0 && bits.OnesCount32(a.mask^b.mask) <= 2*limit {
		if d := edits(a.norm, b.norm, limit); d <= limit {
			return d
		}
	}
	if min(len(a.text), len(b.text)) >= textEdit && bits.OnesCount32(a.letters^b.letters) <= 2 && edits(a.text, b.text, 1) == 1 {
		return 1
	}
	return 0
}

// textEdit is from how many letters on a word may carry one edit whatever that does to its skeleton.
const textEdit = 4

// editLimit is how many edits of the skeleton a word of n letters may carry.
func editLimit(n int) int {
	switch {
	case n < 3:
		return 0
	case n < 7:
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
	n := min(len(a.text), len(b.text))
	share := [...]int32{150, 150, 150, 150, 4: 175, 5: 200, 6: 220, 7: 232}[min(n, 7)]
	if d == 2 {
		share = 200
	}
	if bothKnown(a, b) {
		share /= 4
	}
	return share
}

// bothKnown reports whether both words are words of their own.
func bothKnown(a, b *token) bool { return a.count >= knownWord && b.count >= knownWord }

// commonName is the share from which on two names live side by side: there Juan and Iván are two people, not translations.
const commonName = 40

// knownWord is how often the background must hold a word for it to be a word of its own.
const knownWord = 5

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

// damage is what a relation that is not exact costs besides its share, in thousandths of a nat. Unlike the share it is not
// flattened by g: two short words that are both only alike do not make a match.
func damage(c Code, a, b *token) int32 {
	switch c {
	case Edited:
		return damageOfEdit(a, b)
	case Spelling:
		if min(len(a.text), len(b.text)) < 5 {
			return 350
		}
		return 100
	case Translation:
		if a.role <= maternal {
			return 350
		}
	case Nickname, Consonants:
		return 300
	case Close:
		return closeDamage
	}
	return 0
}

func damageOfEdit(a, b *token) int32 {
	n := min(len(a.text), len(b.text))
	d := editDamage[min(n, 7)]
	if raw := int32(edits(a.text, b.text, mostLetters)); raw > 1 {
		d += 300 * (raw - 1)
		if n < 6 {
			d += shortRough
			if a.role == brand {
				d += shortRough // brands are short words chosen to differ little
			}
		}
	}
	if misheard(a.text, b.text) {
		d -= 350
	} else if a.text[0] != b.text[0] {
		d += 500 // a first letter is seldom mistaken
		if a.role == brand {
			d += 200
		}
	}
	if bothKnown(a, b) {
		d += 1200
	}
	if edits(a.norm, b.norm, 2) == 2 {
		d += 300
		if n < 9 {
			d += 300
		}
	}
	return d
}

// shortRough is what the second letter that differs costs in a word of up to five.
const shortRough = 300

// closeDamage is what the one word that differs costs in a name that agrees otherwise.
const closeDamage = 1300

// isClose reports whether two words differ in so few letters that one may be the other misread. Names that live side by
// side (José and Jorge, Pereira and Ferreira) and words with short forms of their own are known to be two.
func isClose(a, b *token) bool {
	if !mayBeClose(a) || !mayBeClose(b) || distinct(a, b) || genderPair(a, b) {
		return false
	}
	d := edits(a.text, b.text, 2)
	return d <= 2 && min(len(a.text), len(b.text)) >= 2+d
}

// mayBeClose reports whether isClose can hold of a word and another one.
func mayBeClose(t *token) bool {
	return (t.role < particle || t.role == brand) && t.script == fold.Latin && len(t.text) > 2 && !digits(t)
}

// misheard reports whether two words of one length differ in a single letter that is heard like the other: d and t, b and p.
func misheard(a, b string) bool {
	if len(a) != len(b) {
		return false
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	if i == len(a) || a[i+1:] != b[i+1:] {
		return false
	}
	switch x, y := min(a[i], b[i]), max(a[i], b[i]); string([]byte{x, y}) {
	case "dt", "bp", "gk", "gq", "cg", "fv", "mn", "sz":
		return true
	}
	return false
}

var editDamage = [...]int32{2200, 2200, 2200, 2200, 4: 1700, 5: 1150, 6: 700, 7: 500}

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
