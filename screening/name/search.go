package name

import (
	"math/bits"
	"slices"
	"sort"
	"strings"
)

// Scratch is the memory one search works in. It may be used again, but not by two searches at a time.
type Scratch struct {
	epoch    uint32   // of this search
	step     uint32   // of this token of this search
	markAt   []uint32 // for each token of the corpus: the search that marked it
	markHead []int32  // and its first mark
	marks    []mark
	normSeen []uint32            // for each skeleton: the step that looked at it
	nameSeen []uint32            // for each name: the search that looked at it
	strong   [maxTokens][]uint32 // for each token of the query: the tokens that can carry a match with it

	q        *Name
	best     [maxTokens]int32 // the most a strong pair of each token can gain
	weak     [maxTokens]int32 // and a weak one
	starting [256]uint32      // tokens of the query that an initial may stand for
	initials [256]uint32      // initials of the query
	stubs    []stubRange
	memos    []memo
	buf      []unit
	row      Name
}

// A mark says that a token of the corpus is related to a token of the query.
type mark struct {
	gain   int32
	next   int32 // of the same token of the corpus, or -1
	q      uint8
	strong bool // may carry a match
}

// A stubRange holds the tokens of the corpus that a stub of the query may be the beginning of.
type stubRange struct {
	from, to uint32
	q        uint8
}

// Search calls found with every name whose evidence reaches the need of its class, and perhaps with others, each once.
func (c *Corpus) Search(q *Name, needs *[Classes]int32, s *Scratch, found func(name int, evidence int32)) {
	if len(q.tokens) == 0 {
		return
	}
	c.begin(q, s)
	for i := range q.tokens {
		if !silent(q.tokens[i].role) {
			c.relatives(i, s)
		}
	}
	c.queryJoins(s)
	try := func(name uint32, bounded bool) {
		need := needs[c.heads[name].class]
		if s.nameSeen[name] == s.epoch {
			return
		}
		s.nameSeen[name] = s.epoch
		if need == Never || bounded && c.bound(int(name), s) < need {
			return
		}
		c.Name(int(name), &s.row)
		if e := Evidence(q, &s.row); e >= need {
			found(int(name), e)
		}
	}
	for i := range q.tokens {
		if !silent(q.tokens[i].role) {
			c.splitNames(&q.tokens[i], func(name uint32) { try(name, false) })
		}
	}
	skipped := s.skipped(massFor(slices.Min(needs[:])), c)
	for i := range q.tokens {
		if skipped&(1<<i) != 0 {
			continue
		}
		for _, t := range s.strong[i] {
			for _, name := range c.posts[c.postStart[t]:c.postStart[t+1]] {
				try(name, true)
			}
		}
	}
}

// Never is the need of a class whose names are not wanted.
const Never = 1 << 30

// begin readies the scratch for a query.
func (c *Corpus) begin(q *Name, s *Scratch) {
	if len(s.memos) == 0 || len(s.markAt) != len(c.tokens) || len(s.nameSeen) != len(c.heads) || max(s.step, s.epoch) > 1<<31 {
		*s = Scratch{
			markAt: make([]uint32, len(c.tokens)), markHead: make([]int32, len(c.tokens)),
			normSeen: make([]uint32, len(c.norms)), nameSeen: make([]uint32, len(c.heads)),
			memos: make([]memo, memos),
		}
	}
	s.epoch++
	s.q, s.marks, s.stubs = q, s.marks[:0], s.stubs[:0]
	clear(s.starting[:])
	clear(s.initials[:])
	for i := range q.tokens {
		t := &q.tokens[i]
		s.strong[i] = s.strong[i][:0]
		s.best[i], s.weak[i] = 0, 0
		if silent(t.role) || t.role == number {
			continue
		}
		s.starting[t.text[0]] |= 1 << i
		if c.first[t.text[0]] {
			s.weak[i] = min(initialGain, t.weight)
		}
		if t.role == initial {
			s.initials[t.text[0]] |= 1 << i
			s.weak[i] = min(initialGain, t.weight)
		}
	}
}

// relatives marks the tokens of the corpus that are related to token i of the query.
func (c *Corpus) relatives(i int, s *Scratch) {
	t := &s.q.tokens[i]
	s.buf = t.units(s.buf[:0], true)
	for _, u := range s.buf {
		c.units.each(mix(uint64(u)), func(id uint32) { c.relative(i, id, s) })
	}
	if spells(t) {
		c.misspellings(i, s)
	}
	c.stubsOf(i, s)
}

// misspellings marks the tokens of the corpus that are few letters away from token i of the query.
func (c *Corpus) misspellings(i int, s *Scratch) {
	t := &s.q.tokens[i]
	m := &s.memos[t.hash%memos]
	if string(m.text) != t.text || string(m.norm) != t.norm {
		m.text, m.norm, m.ids = append(m.text[:0], t.text...), append(m.norm[:0], t.norm...), m.ids[:0]
		c.eachMisspelt(t, s, func(id uint32) { m.ids = append(m.ids, id) })
	}
	for _, id := range m.ids {
		c.relative(i, id, s)
	}
}

// A memo remembers what is few letters away from a word: the same words come again and again in a file of suppliers.
type memo struct {
	text, norm []byte
	ids        []uint32
}

// memos is how many words a Scratch remembers.
const memos = 1 << 12

// eachMisspelt calls do with the tokens of the corpus that are few letters away from a token, some of them twice.
func (c *Corpus) eachMisspelt(t *token, s *Scratch, do func(id uint32)) {
	s.step++
	eachDelete(t.norm, func(h uint64) {
		c.deletes.each(h, func(n uint32) {
			run := &c.norms[n]
			if bits.OnesCount32(t.mask^run.mask) > 2*mostEdits || s.normSeen[n] == s.step {
				return
			}
			s.normSeen[n] = s.step
			if near(t, &c.tokens[c.normToks[run.from]]) {
				for _, id := range c.normToks[run.from:run.to] {
					do(id)
				}
			}
		})
	})
	eachMisspelling(t.text, func(h uint64) {
		c.misspelt.each(h, func(first uint32) {
			y := &c.tokens[first]
			if bits.OnesCount32(t.letters^y.letters) > 2 || edits(t.text, y.text, 1) != 1 {
				return
			}
			for id := first; int(id) < len(c.tokens) && c.tokens[id].text == y.text; id++ {
				do(id)
			}
		})
	})
}

// near reports whether two skeletons can lie within the limit of spelled.
func near(a, b *token) bool {
	limit := editLimit(min(len(a.norm), len(b.norm)))
	return a.nhash == b.nhash || limit > 0 && bits.OnesCount32(a.mask^b.mask) <= 2*limit && edits(a.norm, b.norm, limit) <= limit
}

// relative marks one token of the corpus if it is related to token i of the query.
func (c *Corpus) relative(i int, id uint32, s *Scratch) {
	x, y := &s.q.tokens[i], &c.tokens[id]
	if silent(y.role) || c.marked(id, i, s) {
		return
	}
	switch code, share := relate(x, y); {
	case share > 0:
		gain := min(x.weight, y.weight) * share >> 8
		c.mark(id, mark{gain: gain, q: uint8(i), strong: carries(x.role) && carries(y.role)}, s)
		s.best[i] = max(s.best[i], gain)
		s.strong[i] = append(s.strong[i], id)
	case code.Weak():
		gain := weakGain(code, x, y)
		c.mark(id, mark{gain: gain, q: uint8(i)}, s)
		s.weak[i] = max(s.weak[i], gain)
	}
}

func (c *Corpus) marked(id uint32, i int, s *Scratch) bool {
	if s.markAt[id] != s.epoch {
		return false
	}
	for m := s.markHead[id]; m >= 0; m = s.marks[m].next {
		if int(s.marks[m].q) == i {
			return true
		}
	}
	return false
}

func (c *Corpus) mark(id uint32, m mark, s *Scratch) {
	m.next = -1
	if s.markAt[id] == s.epoch {
		m.next = s.markHead[id]
	}
	s.markAt[id], s.markHead[id] = s.epoch, int32(len(s.marks))
	s.marks = append(s.marks, m)
}

// stubsOf finds the stubs of the corpus that token i of the query may begin with, and what a stub of the query may begin.
func (c *Corpus) stubsOf(i int, s *Scratch) {
	t := &s.q.tokens[i]
	h := uint64(fnvOffset)
	for n := 1; n < len(t.text); n++ {
		h = extend(h, t.text[n-1:n])
		if n < 2 {
			continue
		}
		c.units.each(mix(uint64(unitOf(textUnit, h))), func(id uint32) {
			if y := &c.tokens[id]; y.stub && stubOf(y, t) {
				c.relative(i, id, s)
			}
		})
	}
	if !t.stub || len(t.text) < 2 {
		return
	}
	from := sort.Search(len(c.tokens), func(k int) bool { return c.tokens[k].text >= t.text })
	to := from + sort.Search(len(c.tokens)-from, func(k int) bool { return !strings.HasPrefix(c.tokens[from+k].text, t.text) })
	switch {
	case to > from && t.cut && len(t.text) >= cutLetters:
		for id := from; id < to; id++ {
			c.relative(i, uint32(id), s)
		}
	case to > from:
		s.stubs = append(s.stubs, stubRange{uint32(from), uint32(to), uint8(i)})
		s.weak[i] = max(s.weak[i], t.weight*stubShare>>8)
	}
}

// queryJoins marks the words of the corpus that neighbours in the query make when written together.
func (c *Corpus) queryJoins(s *Scratch) {
	for _, j := range s.q.joins {
		c.units.each(mix(uint64(unitOf(textUnit, j.hash))), func(id uint32) {
			y := &c.tokens[id]
			if y.hash != j.hash || silent(y.role) {
				return
			}
			gain := min(y.weight, span(s.q, j))
			for i := j.from; i <= j.to; i++ {
				c.mark(id, mark{gain: gain, q: i, strong: true}, s)
				gain = 0
			}
			s.best[j.from] = max(s.best[j.from], min(y.weight, span(s.q, j)))
			s.strong[j.from] = append(s.strong[j.from], id)
		})
	}
}

// splitNames calls do with the names that hold the word of a token as two neighbours, or as three with a particle between.
func (c *Corpus) splitNames(t *token, do func(name uint32)) {
	var left [maxJoin]uint64
	if len(t.text) > maxJoin {
		return
	}
	h := uint64(fnvOffset)
	for i := range len(t.text) {
		left[i] = h
		h = extend(h, t.text[i:i+1])
	}
	for i := 1; i < len(t.text); i++ {
		if !c.has(left[i]) {
			continue
		}
		for j := i; j < len(t.text) && j <= i+c.particle; j++ {
			if c.has(hash(t.text[j:])) && (j == i || c.has(hash(t.text[i:j]))) {
				c.neighbours(left[i], t.text[i:j], hash(t.text[j:]), do)
			}
		}
	}
}

// has reports whether some token has a text, by its hash.
func (c *Corpus) has(h uint64) bool { return c.withText(h, nil) > 0 }

// withText calls do, if it is not nil, with the tokens of a text and returns how many names they stand in.
func (c *Corpus) withText(h uint64, do func(id uint32)) (names uint32) {
	c.units.each(mix(uint64(unitOf(textUnit, h))), func(id uint32) {
		if c.tokens[id].hash == h {
			names += c.postStart[id+1] - c.postStart[id]
			if do != nil {
				do(id)
			}
		}
	})
	return names
}

// neighbours calls do with the names in which two words stand side by side, or with one token of some text between them.
func (c *Corpus) neighbours(left uint64, between string, right uint64, do func(name uint32)) {
	gap, rarer := 1, left
	if between != "" {
		gap = 2
	}
	if c.withText(right, nil) < c.withText(left, nil) {
		rarer = right
	}
	c.withText(rarer, func(id uint32) {
		for _, name := range c.posts[c.postStart[id]:c.postStart[id+1]] {
			row := c.toks[c.start[name]:c.start[name+1]]
			for k := 0; k+gap < len(row); k++ {
				if c.tokens[row[k]].hash == left && c.tokens[row[k+gap]].hash == right && (gap == 1 || c.tokens[row[k+1]].text == between) {
					do(name)
					break
				}
			}
		}
	})
}
