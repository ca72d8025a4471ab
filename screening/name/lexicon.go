package name

import (
	"slices"
	"strings"

	"github.com/tamiz-project/tamiz/screening/name/internal/fold"
)

// A lexicon holds distinct tokens and lists, for any token, a superset of those that relate calls strongly related. Each
// way in which two tokens can be related has its own list here; a new relation needs one too.
type lexicon struct {
	tokens []token // in the order of their texts
	light  []lightToken
	first  [256]bool // the letters that initials begin with

	particle int       // letters of the longest particle
	units    hashLists // unit -> tokens
	norms    []normRun // distinct spelling skeletons
	normToks []uint32  // the tokens of each
	deletes  hashLists // spelling skeleton without up to two letters -> norms
	misspelt hashLists // text without one letter -> the first token of that text
}

// A lightToken is what the bound needs of a token.
type lightToken struct {
	weight, oppose, omit int16
	first                byte
	group                uint8
	silent, initial      bool
	particle             bool
}

// A normRun is one spelling skeleton and where its tokens are in normToks.
type normRun struct{ from, to uint32 }

func (l *lexicon) build() {
	l.lighten()
	l.units.fill(len(l.tokens), func(add func(hash uint64, id uint32)) {
		var buf [16]unit
		for i := range l.tokens {
			for _, u := range l.tokens[i].units(buf[:0], false) {
				add(mix(uint64(u)), uint32(i))
			}
		}
	})
	l.buildNorms()
}

func (l *lexicon) lighten() {
	l.light = make([]lightToken, len(l.tokens))
	for i := range l.tokens {
		t := &l.tokens[i]
		l.light[i] = lightToken{
			weight: int16(t.weight), oppose: int16(t.oppose), omit: int16(t.omit), first: t.text[0],
			group: uint8(groupOf(t.role)), silent: silent(t.role), initial: t.role == initial, particle: t.role == particle,
		}
		if t.role == particle {
			l.particle = max(l.particle, len(t.text))
		}
		if t.role == initial {
			l.first[t.text[0]] = true
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
		l.norms = append(l.norms, normRun{uint32(i), uint32(j)})
		i = j
	}
	l.deletes.fill(len(l.norms)*16, func(add func(uint64, uint32)) {
		for i, run := range l.norms {
			eachDelete(l.tokens[order[run.from]].norm, func(h uint64) { add(h, uint32(i)) })
		}
	})
	l.misspelt.fill(len(l.tokens)*6, func(add func(uint64, uint32)) {
		for i := range l.tokens {
			if i == 0 || l.tokens[i-1].text != l.tokens[i].text {
				eachMisspelling(l.tokens[i].text, func(h uint64) { add(h, uint32(i)) })
			}
		}
	})
}

// eachDelete calls do with the hash of a skeleton and of what is left of it without one letter, or two where two edits are
// allowed. Two skeletons within the limit of spelled share at least one of these: every edit, a swap of neighbours too, is
// undone by leaving out one letter on each side.
func eachDelete(norm string, do func(uint64)) {
	do(mix(hash(norm)))
	limit := editLimit(len(norm))
	if limit == 0 || len(norm) > maxEdit {
		return
	}
	h := uint64(fnvOffset)
	for i := range len(norm) {
		do(mix(extend(h, norm[i+1:])))
		if limit > 1 {
			h2 := h
			for j := i + 1; j < len(norm); j++ {
				do(mix(extend(h2, norm[j+1:])))
				h2 = extend(h2, norm[j:j+1])
			}
		}
		h = extend(h, norm[i:i+1])
	}
}

// eachMisspelling calls do with the hash of a text and of what is left of it without one letter: two texts one edit apart
// share one of these.
func eachMisspelling(text string, do func(uint64)) {
	if len(text) < textEdit || len(text) > maxEdit {
		return
	}
	do(mix(hash(text)))
	h := uint64(fnvOffset)
	for i := range len(text) {
		do(mix(extend(h, text[i+1:])))
		h = extend(h, text[i:i+1])
	}
}

// mix spreads a hash over all its bits.
func mix(h uint64) uint64 {
	h ^= h >> 32
	h *= 0x9e3779b97f4a7c15
	return h ^ h>>29
}

// hashLists maps hashes to lists of numbers, compactly: lists of different hashes may be merged, so whoever reads one checks
// what is in it.
type hashLists struct {
	shift uint8
	start []uint32
	items []uint32
}

// fill builds the lists in two passes over the same pairs.
func (h *hashLists) fill(expect int, pairs func(add func(hash uint64, id uint32))) {
	bits := uint8(4)
	for 1<<bits < expect {
		bits++
	}
	h.shift = 64 - bits
	h.start = make([]uint32, 1<<bits+1)
	pairs(func(hash uint64, _ uint32) { h.start[hash>>h.shift+1]++ })
	for i := 1; i < len(h.start); i++ {
		h.start[i] += h.start[i-1]
	}
	h.items = make([]uint32, h.start[len(h.start)-1])
	next := slices.Clone(h.start)
	pairs(func(hash uint64, id uint32) {
		h.items[next[hash>>h.shift]] = id
		next[hash>>h.shift]++
	})
}

// of returns the list a hash is in.
func (h *hashLists) of(hash uint64) []uint32 {
	b := hash >> h.shift
	return h.items[h.start[b]:h.start[b+1]]
}
