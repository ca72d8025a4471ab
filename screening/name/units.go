package name

import "github.com/tamiz-project/tamiz/screening/name/internal/fold"

// A unit is one way in which a token can be strongly related to another: two tokens that relate calls strongly related share
// a unit, or their skeletons lie within editLimit edits of each other (see deletes), or one is a join of the other's
// neighbours. The converse does not hold: sharing a unit is a reason to look, not a relation.
type unit uint64

// Kinds of unit, in the low bits.
const (
	textUnit      = iota // the folded word: Exact
	skeletonUnit         // the spelling skeleton: Spelling
	keyUnit              // a shared key: Nickname, Abbreviation, Translation, Numeral
	consonantUnit        // the consonants of a word from a script without vowels: Consonants
	vowelUnit            // the consonants of any other word
	unitKinds     = 8
)

func unitOf(kind uint64, h uint64) unit { return unit(h*unitKinds | kind) }

// units appends the units under which a token is found; asked turns round those that join unlike tokens, so that they are
// the units under which to look for partners of the token.
func (t *token) units(dst []unit, asked bool) []unit {
	if silent(t.role) {
		return dst
	}
	dst = append(dst, unitOf(textUnit, t.hash))
	for _, k := range t.keys {
		dst = append(dst, unitOf(keyUnit, uint64(k.id)))
	}
	if t.role == initial || t.script == fold.Other {
		return dst
	}
	dst = append(dst, unitOf(skeletonUnit, t.nhash))
	var buf [maxEdit]byte
	if c := skeleton(buf[:0], t.norm); len(c) >= 2 {
		kind := uint64(vowelUnit)
		if (t.script == fold.Skeleton) != asked {
			kind = consonantUnit
		}
		dst = append(dst, unitOf(kind, hash(string(c))))
	}
	return dst
}
