package name

import (
	"math/bits"
	"slices"
	"strings"

	"github.com/tamiz-project/tamiz/screening/name/internal/fold"
)

// A lexicon holds distinct tokens and lists, for any token, a superset of those that relate calls strongly related. Each
// way in which two tokens can be related has its own list here; a new relation needs one too.
type lexicon struct {
	tokens   []token // in the order of their texts
	light    []lightToken
	sorts    []uint8       // sortOf each token, and above it the letter it begins with, see letterOf
	classes  []uint16      // a bit for each class of the names it stands in, none if it takes no part in pairing
	initials [256][]uint32 // the initials of each letter

	units    hashLists // unit -> tokens
	norms    []normRun // distinct spelling skeletons
	normToks []uint32  // the tokens of each
	normText string    // the skeletons, one after the other
	deleted  hashLists // spelling skeleton without up to two letters -> norms
	mistyped hashLists // text without one letter -> the first token of that text
}

// A lightToken is what the bound needs of a token.
type lightToken struct {
	oppose, omit int16
	first        byte
	group        uint8
}

// A normRun is one spelling skeleton, where its tokens are in normToks, and where its letters are in normText.
type normRun struct {
	from, to uint32
	mask     uint32 // letters in it
	text     uint32
	letters  uint32 // how many
}

func (l *lexicon) build() {
	l.respell()
	l.lighten()
	l.units.fill(len(l.tokens), 2*len(l.tokens), func(add func(hash uint64, id uint32)) {
		var buf [16]unit
		for i := range l.tokens {
			for _, u := range l.tokens[i].units(buf[:0], false) {
				add(mix(uint64(u)), uint32(i))
			}
		}
	})
	l.buildNorms()
}

// respell lays the texts and skeletons of the tokens side by side: a search reads many of them, both of a token together.
func (l *lexicon) respell() {
	var b strings.Builder
	for i := range l.tokens {
		if t := &l.tokens[i]; !l.spelt(i) {
			b.WriteString(t.text)
			if t.norm != t.text {
				b.WriteString(t.norm)
			}
		}
	}
	all := b.String()
	for i := range l.tokens {
		t := &l.tokens[i]
		if l.spelt(i) {
			t.text, t.norm = l.tokens[i-1].text, l.tokens[i-1].norm
			continue
		}
		same := t.norm == t.text
		t.text, all = all[:len(t.text)], all[len(t.text):]
		if same {
			t.norm = t.text
		} else {
			t.norm, all = all[:len(t.norm)], all[len(t.norm):]
		}
	}
}

// spelt reports whether a token is spelt like the one before it.
func (l *lexicon) spelt(i int) bool {
	return i > 0 && l.tokens[i-1].text == l.tokens[i].text && l.tokens[i-1].norm == l.tokens[i].norm
}

func (l *lexicon) lighten() {
	l.light, l.sorts = make([]lightToken, len(l.tokens)), make([]uint8, len(l.tokens))
	for i := range l.tokens {
		t := &l.tokens[i]
		l.sorts[i] = sortOf(t) | uint8(letterOf(t.text[0]))<<sortBits
		l.light[i] = lightToken{oppose: int16(t.oppose), omit: int16(leastOmit(t)), first: t.text[0], group: uint8(groupOf(t.role))}
		if t.role == initial {
			l.initials[t.text[0]] = append(l.initials[t.text[0]], uint32(i))
		}
	}
}

// spells reports whether spelled reads a token's letters.
func spells(t *token) bool {
	return !silent(t.role) && t.role != initial && t.role != number && t.script != fold.Other && !digits(t)
}

func (l *lexicon) buildNorms() {
	order := make([]uint32, 0, len(l.tokens))
	for i := range l.tokens {
		if spells(&l.tokens[i]) {
			order = append(order, uint32(i))
		}
	}
	slices.SortStableFunc(order, func(a, b uint32) int { return strings.Compare(l.tokens[a].norm, l.tokens[b].norm) })
	l.normToks = order
	for i := 0; i < len(order); {
		j := i + 1
		for j < len(order) && l.tokens[order[j]].norm == l.tokens[order[i]].norm {
			j++
		}
		l.norms = append(l.norms, normRun{from: uint32(i), to: uint32(j)})
		i = j
	}
	l.spellNorms()
	var buf []uint64
	l.deleted.fill(len(l.norms), len(l.norms)*8, func(add func(uint64, uint32)) {
		for i, run := range l.norms {
			buf = deletes(buf[:0], l.tokens[order[run.from]].norm)
			for _, h := range buf {
				add(h, uint32(i))
			}
		}
	})
	l.mistyped.fill(len(l.tokens), len(l.tokens)*2, func(add func(uint64, uint32)) {
		for i := range l.tokens {
			if i == 0 || l.tokens[i-1].text != l.tokens[i].text {
				buf = misspellings(buf[:0], l.tokens[i].text)
				for _, h := range buf {
					add(h, uint32(i))
				}
			}
		}
	})
}

// spellNorms lays the skeletons side by side: a search reads many of them.
func (l *lexicon) spellNorms() {
	var b strings.Builder
	for i := range l.norms {
		run := &l.norms[i]
		t := &l.tokens[l.normToks[run.from]]
		run.mask, run.text, run.letters = t.mask, uint32(b.Len()), uint32(len(t.norm))
		b.WriteString(t.norm)
	}
	l.normText = b.String()
}

// deletes appends the hash of a skeleton and of what is left of it without one letter, or two where two edits are allowed. Two
// skeletons within the limit of spelled share at least one of these: every edit, a swap of neighbours too, is undone by
// leaving out one letter on each side.
func deletes(dst []uint64, norm string) []uint64 {
	var r rolled
	n := len(norm)
	limit := editLimit(n)
	if n > maxEdit {
		return append(dst, mix(hash(norm)))
	}
	r.roll(norm)
	dst = append(dst, mix(r.part(0, n)))
	for i := 0; limit > 0 && i < n; i++ {
		head := r.part(0, i)
		dst = append(dst, mix(r.append(head, i+1, n)))
		for j := i + 1; limit > 1 && j < n; j++ {
			dst = append(dst, mix(r.append(r.append(head, i+1, j), j+1, n)))
		}
	}
	return dst
}

// misspellings appends the hash of a text and of what is left of it without one letter: two texts one edit apart share one of
// these.
func misspellings(dst []uint64, text string) []uint64 {
	if len(text) < textEdit || len(text) > maxEdit {
		return dst
	}
	var r rolled
	r.roll(text)
	dst = append(dst, mix(r.part(0, len(text))))
	for i := range len(text) {
		dst = append(dst, mix(r.append(r.part(0, i), i+1, len(text))))
	}
	return dst
}

// rolled holds a polynomial hash of every beginning of a word, from which those of its parts and of what is left when letters
// are taken out follow without reading them again.
type rolled struct {
	begin [maxEdit + 1]uint64
	power [maxEdit + 1]uint64
}

const rollBase = 0x9e3779b97f4a7c15 // odd, its bits well mixed

func (r *rolled) roll(s string) {
	r.power[0] = 1
	for i := range len(s) {
		r.begin[i+1] = r.begin[i]*rollBase + uint64(s[i]) + 1
		r.power[i+1] = r.power[i] * rollBase
	}
}

// part is the hash of the letters from..to.
func (r *rolled) part(from, to int) uint64 { return r.begin[to] - r.begin[from]*r.power[to-from] }

// append continues a hash with the letters from..to.
func (r *rolled) append(h uint64, from, to int) uint64 { return h*r.power[to-from] + r.part(from, to) }

// mix spreads a hash over all its bits.
func mix(h uint64) uint64 {
	h ^= h >> 32
	h *= 0x9e3779b97f4a7c15
	return h ^ h>>29
}

// hashLists maps hashes to lists of numbers, compactly. The bits of an item that its number does not need hold a part of the
// hash, so that few numbers of other hashes are given out; whoever reads a list checks what is in it all the same. Most hashes
// that are looked up have no list: filter, which is small enough to stay near the processor, says so of nearly all of them.
type hashLists struct {
	shift  uint8 // what is left of a hash after it is the number of its list
	low    uint8 // bits of an item that hold the number
	start  []uint32
	items  []uint32
	filter []uint32 // for each list, a bit set by each of its hashes
}

// fill builds the lists of numbers below ids in two passes over the same pairs.
func (h *hashLists) fill(ids, expect int, pairs func(add func(hash uint64, id uint32))) {
	size := uint8(max(4, bits.Len(uint(expect))))
	h.shift, h.low = 64-size, uint8(bits.Len(uint(ids)))
	h.start, h.filter = make([]uint32, 1<<size+1), make([]uint32, 1<<size)
	pairs(func(hash uint64, _ uint32) {
		h.start[hash>>h.shift+1]++
		h.filter[hash>>h.shift] |= h.bit(hash)
	})
	for i := 1; i < len(h.start); i++ {
		h.start[i] += h.start[i-1]
	}
	h.items = make([]uint32, h.start[len(h.start)-1])
	next := slices.Clone(h.start)
	pairs(func(hash uint64, id uint32) {
		h.items[next[hash>>h.shift]] = id | h.tag(hash)
		next[hash>>h.shift]++
	})
}

// sort puts the numbers of each hash in order.
func (h *hashLists) sort() {
	for b := range len(h.start) - 1 {
		slices.Sort(h.items[h.start[b]:h.start[b+1]])
	}
}

// bit is the bit of the filter that a hash sets.
func (h *hashLists) bit(hash uint64) uint32 { return 1 << (hash >> (h.shift - 5) & 31) }

// tag is the part of a hash that an item holds above its number.
func (h *hashLists) tag(hash uint64) uint32 { return uint32(hash) << h.low }

// may reports whether a hash may have a list.
func (h *hashLists) may(hash uint64) bool { return h.filter[hash>>h.shift]&h.bit(hash) != 0 }

// appendTo appends the numbers of a hash.
func (h *hashLists) appendTo(dst []uint32, hash uint64) []uint32 {
	if !h.may(hash) {
		return dst
	}
	return h.listed(dst, hash)
}

// listed appends the numbers of a hash that may have a list.
func (h *hashLists) listed(dst []uint32, hash uint64) []uint32 {
	b, tag := hash>>h.shift, h.tag(hash)
	for _, item := range h.items[h.start[b]:h.start[b+1]] {
		if item>>h.low<<h.low == tag {
			dst = append(dst, item&^(item>>h.low<<h.low))
		}
	}
	return dst
}
