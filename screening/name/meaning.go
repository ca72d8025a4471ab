package name

import (
	"cmp"
	"math"
)

// A meaning is what follows from an entry of the vocabulary, worked out once: the same words come again and again.
type meaning struct {
	text    string // the word itself, "" for an unknown one
	norm    string // and what follows from its letters, as in token
	hash    uint64
	nhash   uint64
	mask    uint32
	letters uint32
	bloom   uint32
	count   int32
	weight  [3]int32 // of a word that is not short, by kind
	lean    int      // positive for words that are given names more often than surnames
}

// settle works out what every word means.
func (v *vocabulary) settle() {
	for text, w := range v.words {
		t := token{text: text, norm: cmp.Or(string(reduced(nil, text)), text), keys: w.keys}
		t.derive()
		w.meaning = meaning{text: text, norm: t.norm, hash: t.hash, nhash: t.nhash, mask: t.mask, letters: t.letters, bloom: t.bloom}
		v.settleWeight(w)
		w.lean = leaning(w)
	}
	v.settleWeight(v.unknown)
}

// reduced writes the normalised letters of a word over dst, none where they are the word's own or nothing is left of them.
func reduced(dst []byte, text string) []byte {
	if dst = normalise(dst, text); string(dst) == text {
		return dst[:0]
	}
	return dst
}

// settleWeight weighs a word by its rarity among names of each kind; unknown kinds take the commoner reading.
func (v *vocabulary) settleWeight(w *word) {
	w.count = w.given + w.surname + w.company
	if len(w.keys) > 0 || w.class&(isGeneric|isPlace) != 0 {
		w.count = max(w.count, knownWord)
	}
	p, c := rarity(w.given+w.surname, v.persons), rarity(w.company, v.companies)
	if w.common > 0 {
		p = min(p, rarity(w.common, commonBase))
	}
	if w.nobodys() {
		p = min(p, nobodysMass)
	}
	w.weight = [...]int32{thing: min(p, c), person: p, organization: min(c, p+1000)}
	for k := range w.weight {
		w.weight[k] = max(lightest, min(w.weight[k], heaviest))
		if w.class&isArabic != 0 {
			w.weight[k] = min(w.weight[k], arabicMass)
		}
	}
}

// nobodys reports whether a word is what only organisations are called, and no person that the background knows.
func (w *word) nobodys() bool { return w.class&isHead != 0 && w.given+w.surname == 0 }

// leaning compares how often the background has a word as a given name and as a surname.
func leaning(w *word) int {
	g, s := float64(w.given)+0.5, float64(w.surname)+0.5
	l := int(rarity(int32(s), 1) - rarity(int32(g), 1))
	for _, k := range w.keys {
		if k.code == Nickname {
			l += 1500
			break
		}
	}
	return max(-3000, min(3000, l))
}

// rarity is the evidence of an exact agreement in thousandths of a nat: minus the logarithm of the share of names that
// hold the word. A word that the background has never seen is as rare as one seen once in two of its size.
func rarity(n int32, names float64) int32 {
	return int32(math.Round(-1000 * math.Log((float64(n)+0.5)/names)))
}
