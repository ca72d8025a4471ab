package name

import "github.com/tamiz-project/tamiz/screening/name/internal/fold"

// A Unit is one way in which a token can be strongly related to another: two tokens whose relation is strong and is neither
// an edit nor a join share a unit. (The converse does not hold: sharing a unit is a reason to look, not a relation.)
type Unit uint64

// Kinds of unit, in the low bits.
const (
	textUnit       = iota // the folded word: Exact
	skeletonUnit          // the spelling skeleton: Spelling
	keyUnit               // a shared key: Nickname, Abbreviation, Translation, Numeral
	consonantsUnit        // the consonants: Consonants, where one side comes from a script without vowels
	unitKinds      = 4
)

func unit(kind uint64, h uint64) Unit { return Unit(h*unitKinds | kind) }

// Units appends the units of token i of a name. Tokens of names that share none, whose skeletons lie further apart than
// EditLimit allows and that are not a join of one another have no strong relation.
func (n *Name) Units(dst []Unit, i int) []Unit {
	t := &n.tokens[i]
	if silent(t.role) {
		return dst
	}
	dst = append(dst, unit(textUnit, t.hash))
	if t.role == initial {
		return dst
	}
	if t.script != fold.Other {
		dst = append(dst, unit(skeletonUnit, t.nhash))
		var buf [maxEdit]byte
		if c := skeleton(buf[:0], t.norm); len(c) >= 2 {
			dst = append(dst, unit(consonantsUnit, hash(string(c))))
		}
	}
	for _, k := range t.keys {
		dst = append(dst, unit(keyUnit, uint64(k.id)))
	}
	return dst
}

// Joins returns the words that neighbouring tokens make when written together, as text units, with the tokens from..to that
// make them.
func (n *Name) Joins(yield func(u Unit, from, to int) bool) {
	for _, j := range n.joins {
		if !yield(unit(textUnit, j.hash), int(j.from), int(j.to)) {
			return
		}
	}
}

// Skeleton returns the spelling skeleton of token i: words related by an edit have skeletons within EditLimit edits (insert,
// delete, substitute, swap neighbours) of each other, the limit being that of the shorter one.
func (n *Name) Skeleton(i int) string { return n.tokens[i].norm }

// Word returns the folded text of token i. Words of TextEdit letters or more that lie one edit apart are related too, however
// far apart their skeletons are.
func (n *Name) Word(i int) string { return n.tokens[i].text }

// TextEdit is from how many letters on a word may carry one edit whatever that does to its skeleton.
const TextEdit = textEdit

// Cut returns the last word when the text may have been cut off by a field of fixed length and enough of the word is left:
// it is related to every word that begins with it, when this name is the first of the two compared.
func (n *Name) Cut() (word string, ok bool) {
	if len(n.tokens) == 0 {
		return "", false
	}
	t := &n.tokens[len(n.tokens)-1]
	return t.text, t.cut && len(t.text) >= cutLetters
}

// WeakMost is the most that a weak relation adds, in thousandths of a nat: half the heaviest token.
const WeakMost = heaviest * stubShare >> 8

// EditLimit is how many edits a skeleton of n letters may carry: 0, 1 or 2.
func EditLimit(n int) int { return editLimit(n) }
