package name

import (
	"math/bits"
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
	signed   *[1 << sigBits / 64]uint64 // a bit for each sigOf of a marked token
	coarse   [1 << sigLetter]uint8      // 1 for each sigOf of a marked token, without the letter
	signs    []sign                     // and what such tokens are related to
	bits     []uint64                   // a bit for each marked token
	normSeen []uint32                   // for each skeleton: the step that looked at it
	nameSeen []uint32                   // for each name: the search that looked at it
	sources  [maxTokens]source
	counts   counts
	spelt    counts // of names in which initials make a word of the query

	q        *Name
	needs    *[Classes]int32
	found    func(name int, evidence int32)
	wanted   uint16           // classes of names, a bit each
	best     [maxTokens]int32 // the most a strong pair of each token can gain
	weak     [maxTokens]int32 // and a weak one
	starting [256]uint32      // tokens of the query that an initial may stand for
	initials [256]uint32      // initials of the query
	stubs    []stubRange
	vague    uint32 // tokens of the query that may stand for any word that begins like them
	odd      uint32 // tokens of the query that a token may match that is neither core nor particle
	oddGain  int32  // the most that it gains
	oddHolds bool   // whether it may carry a match
	spanned  int    // how many core tokens of the query a word of the corpus may match besides one
	linking  uint32 // tokens of the query that a particle may match
	linked   []mark // and these pairs, where the token of the query is a core token
	memos    []memo
	ids      []uint32
	near     []uint32
	norms    []uint32
	names    []uint32 // to be tried
	touched  uint64   // what tryAll, relativesOf and all read before they need it
	hashes   []uint64
	units    []unit
	row      Name
}

// A mark says that a token of the corpus is related to a token of the query.
type mark struct {
	id     uint32
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

// Never is the need of a class whose names are not wanted.
const Never = 1 << 30

// Search calls found with every name whose evidence reaches the need of its class, and perhaps with others, each once. The
// needs may rise while it works.
func (c *Corpus) Search(q *Name, needs *[Classes]int32, s *Scratch, found func(name int, evidence int32)) {
	if len(q.tokens) == 0 {
		return
	}
	c.begin(q, s)
	s.needs, s.found, s.wanted = needs, found, 0
	for class, need := range needs {
		if need != Never {
			s.wanted |= 1 << class
		}
	}
	for i := range q.tokens {
		if !silent(q.tokens[i].role) {
			c.relatives(i, s)
		}
	}
	c.queryJoins(s)
	c.signInitials(s)
	c.visit(s)
	s.found, s.needs = nil, nil
}

// tryAll tries the names that were found. What a name needs lies far apart in a large corpus: all are touched before the first
// is tried, so that the processor fetches them at the same time.
func (c *Corpus) tryAll(p *plan, glue gluing, s *Scratch) {
	for _, name := range s.names {
		s.touched += uint64(c.start[name]+s.nameSeen[name]) + uint64(c.heads[name].class)
	}
	for _, name := range s.names {
		if at := c.start[name]; at < c.start[name+1] {
			s.touched += uint64(c.toks[at])
		}
	}
	for _, name := range s.names {
		c.try(name, p, glue, s)
	}
	s.names = s.names[:0]
}

// try compares a name exactly if it may reach the need of its class. Unless it is apart, neighbours in it make a word of
// the query: what it may reach without them is not asked now, so that it may be tried again.
func (c *Corpus) try(name uint32, p *plan, glue gluing, s *Scratch) {
	if s.nameSeen[name] == s.epoch {
		return
	}
	need := s.needs[c.heads[name].class]
	if need == Never || c.look(c.row(int(name)), p, glue, s) < need {
		if glue == apart {
			s.nameSeen[name] = s.epoch
		}
		return
	}
	s.nameSeen[name] = s.epoch
	if c.bound(int(name), glue != apart, s) < need {
		return
	}
	c.Name(int(name), &s.row)
	if e := Evidence(s.q, &s.row); e >= need {
		s.found(int(name), e)
	}
}

// begin readies the scratch for a query.
func (c *Corpus) begin(q *Name, s *Scratch) {
	if len(s.memos) == 0 || len(s.markAt) != len(c.tokens) || len(s.nameSeen) != len(c.heads) || max(s.step, s.epoch) > 1<<31 {
		*s = Scratch{
			markAt: make([]uint32, len(c.tokens)), markHead: make([]int32, len(c.tokens)),
			normSeen: make([]uint32, len(c.norms)), nameSeen: make([]uint32, len(c.heads)),
			signed: new([1 << sigBits / 64]uint64), signs: make([]sign, 1<<signBits), bits: make([]uint64, len(c.tokens)/64+1),
			memos: make([]memo, memos),
		}
	}
	c.unmark(s)
	s.linked = s.linked[:0]
	s.epoch++
	s.q, s.marks, s.stubs, s.wanted = q, s.marks[:0], s.stubs[:0], 1<<Classes-1
	s.odd, s.oddGain, s.oddHolds, s.linking, s.spanned, s.vague = 0, 0, false, 0, 0, 0
	clear(s.starting[:])
	clear(s.initials[:])
	for i := range q.tokens {
		t := &q.tokens[i]
		s.sources[i].leads, s.sources[i].names = s.sources[i].leads[:0], 0
		s.best[i], s.weak[i] = 0, 0
		if silent(t.role) || t.role == number {
			continue
		}
		s.starting[t.text[0]] |= 1 << i
		if len(c.initials[t.text[0]]) > 0 {
			s.weak[i] = min(initialGain, t.weight)
		}
		if t.role == initial {
			s.initials[t.text[0]] |= 1 << i
			s.vague |= 1 << i
			s.weak[i] = min(initialGain, t.weight)
		}
	}
}

// signInitials notes the initials of the corpus that a token of the query may begin with.
func (c *Corpus) signInitials(s *Scratch) {
	for i := range s.q.tokens {
		if t := &s.q.tokens[i]; !silent(t.role) && t.role != number {
			for _, id := range c.initials[t.text[0]] {
				m := mark{id: id, q: uint8(i), gain: min(initialGain, t.weight)}
				c.sign(id, m, s)
				s.marks = append(s.marks, m)
			}
		}
	}
}

// unmark takes back the marks of the last search.
func (c *Corpus) unmark(s *Scratch) {
	for i := range s.marks {
		id := s.marks[i].id
		sig := c.sigOf(id)
		s.coarse[uint16(sig)] = 0
		s.bits[id>>6], s.signed[sig>>6], s.signs[signOf(sig)] = 0, 0, sign{}
	}
}

// relatives marks the tokens of the corpus that are related to token i of the query.
func (c *Corpus) relatives(i int, s *Scratch) {
	t := &s.q.tokens[i]
	s.units = t.units(s.units[:0], true)
	hashes := s.hashes[:0]
	for _, u := range s.units {
		hashes = append(hashes, mix(uint64(u)))
	}
	s.ids = c.units.all(s.ids[:0], hashes, s)
	c.relativesOf(i, s.ids, s)
	if spells(t) {
		c.relativesOf(i, c.misspelt(t, s), s)
	}
	c.stubsOf(i, s)
}

// relativesOf marks those of the tokens that are related and stand in a name that is wanted.
func (c *Corpus) relativesOf(i int, ids []uint32, s *Scratch) {
	s.near = s.near[:0]
	for _, id := range ids {
		if c.classes[id]&s.wanted != 0 {
			s.near = append(s.near, id)
		}
	}
	for _, id := range s.near {
		s.touched += c.tokens[id].hash
	}
	for _, id := range s.near {
		s.touched += uint64(c.tokens[id].text[0])
	}
	for _, id := range s.near {
		c.relative(i, id, s)
	}
}

// misspelt returns the tokens of the corpus that are few letters away from a token, some of them twice.
func (c *Corpus) misspelt(t *token, s *Scratch) []uint32 {
	m := &s.memos[t.hash%memos]
	if string(m.text) != t.text || string(m.norm) != t.norm {
		m.text, m.norm = append(m.text[:0], t.text...), append(m.norm[:0], t.norm...)
		m.ids = c.misspellingsOf(m.ids[:0], t, s)
	}
	return m.ids
}

// A memo remembers what is few letters away from a word: the same words come again and again in a file of suppliers, and in
// the two readings of a name of unknown kind.
type memo struct {
	text, norm []byte
	ids        []uint32
}

// memos is how many words a Scratch remembers.
const memos = 1 << 12

// misspellingsOf appends the tokens of the corpus that are few letters away from a token, some of them twice.
func (c *Corpus) misspellingsOf(dst []uint32, t *token, s *Scratch) []uint32 {
	s.step++
	s.norms = c.deleted.all(s.norms[:0], deletes(s.hashes[:0], t.norm), s)
	for _, n := range s.norms {
		if s.normSeen[n] == s.step {
			continue
		}
		s.normSeen[n] = s.step
		if run := &c.norms[n]; c.near(t, run) {
			dst = append(dst, c.normToks[run.from:run.to]...)
		}
	}
	s.norms = c.mistyped.all(s.norms[:0], misspellings(s.hashes[:0], t.text), s)
	for _, first := range s.norms {
		y := &c.tokens[first]
		if bits.OnesCount32(t.letters^y.letters) > 2 || edits(t.text, y.text, 1) != 1 {
			continue
		}
		for id := first; int(id) < len(c.tokens) && c.tokens[id].text == y.text; id++ {
			dst = append(dst, id)
		}
	}
	return dst
}

// all appends the numbers of all hashes, which may be kept as the scratch's own. Of most hashes the filter knows that they have
// no list; where the others' lists begin, and they themselves, are touched before they are read one after the other.
func (h *hashLists) all(dst []uint32, hashes []uint64, s *Scratch) []uint32 {
	listed := hashes[:0]
	for _, hash := range hashes {
		if h.may(hash) {
			listed = append(listed, hash)
		}
	}
	for _, hash := range listed {
		s.touched += uint64(h.start[hash>>h.shift])
	}
	for _, hash := range listed {
		if at := h.start[hash>>h.shift]; int(at) < len(h.items) {
			s.touched += uint64(h.items[at])
		}
	}
	for _, hash := range listed {
		dst = h.listed(dst, hash)
	}
	s.hashes = hashes
	return dst
}

// near reports whether the skeleton of a token lies within the limit of spelled from one of the corpus.
func (c *Corpus) near(t *token, run *normRun) bool {
	limit := editLimit(min(len(t.norm), int(run.letters)))
	if bits.OnesCount32(t.mask^run.mask) > 2*limit {
		return false
	}
	return edits(t.norm, c.normText[run.text:run.text+run.letters], limit) <= limit
}

// relative marks one token of the corpus if it is related to token i of the query.
func (c *Corpus) relative(i int, id uint32, s *Scratch) {
	if c.isMarked(id, i, s) {
		return
	}
	x, y := &s.q.tokens[i], &c.tokens[id]
	switch code, share := relate(x, y); {
	case share > 0:
		gain := min(x.weight, y.weight) * share >> 8
		c.mark(id, mark{gain: gain, q: uint8(i), strong: carries(x.role) && carries(y.role)}, s)
		s.best[i] = max(s.best[i], gain)
		c.addSource(i, lead{id, gain, damage(code, x, y)}, s)
	case code.Weak():
		gain := weakGain(code, x, y)
		c.mark(id, mark{gain: gain, q: uint8(i)}, s)
		s.weak[i] = max(s.weak[i], gain)
		if stubOf(y, x) || stubOf(x, y) {
			c.addSource(i, lead{id, gain, 0}, s)
		}
	}
}

func (c *Corpus) isMarked(id uint32, i int, s *Scratch) bool {
	if s.bits[id>>6]>>(id&63)&1 == 0 || s.markAt[id] != s.epoch {
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
	m.id, m.next = id, -1
	if s.markAt[id] == s.epoch {
		m.next = s.markHead[id]
	}
	s.markAt[id], s.markHead[id] = s.epoch, int32(len(s.marks))
	s.marks = append(s.marks, m)
	c.sign(id, m, s)
}

// A sign holds the tokens of the query that tokens of one sigOf are related to, and the most that these gain in units of
// gainUnit. Few signs are kept, by the low bits of sigOf: those of marked tokens may fall together, others do not matter.
type sign struct {
	q    uint32
	gain uint8
}

// gainUnit is how many thousandths of a nat a step of sign.gain stands for.
const gainUnit = 64

// signOf is where the sign of a mark stands.
func signOf(sig uint32) uint32 { return sig & (1<<signBits - 1) }

const signBits = 14

// sign notes a mark where atMost sees it.
func (c *Corpus) sign(id uint32, m mark, s *Scratch) {
	s.bits[id>>6] |= 1 << (id & 63)
	sig, gain := c.sigOf(id), uint8((m.gain+gainUnit-1)/gainUnit)
	s.signed[sig>>6] |= 1 << (sig & 63)
	s.coarse[uint16(sig)] = 1
	at := &s.signs[signOf(sig)]
	at.gain, at.q = max(at.gain, gain), at.q|1<<m.q
	switch c.sort(id) {
	case particleSort:
		s.linking |= 1 << m.q
		if core(&s.q.tokens[m.q]) {
			s.linked = append(s.linked, mark{id: id, q: m.q})
		}
	case oddSort:
		s.odd |= 1 << m.q
		s.oddGain, s.oddHolds = max(s.oddGain, m.gain), s.oddHolds || m.strong
	}
}

// stubsOf finds the stubs of the corpus that token i of the query may begin with, and what a stub of the query may begin.
func (c *Corpus) stubsOf(i int, s *Scratch) {
	t := &s.q.tokens[i]
	h, hashes := uint64(fnvOffset), s.hashes[:0]
	for n := 1; n < len(t.text); n++ {
		h = extend(h, t.text[n-1:n])
		if n >= 2 {
			hashes = append(hashes, mix(uint64(unitOf(textUnit, h))))
		}
	}
	s.ids = c.units.all(s.ids[:0], hashes, s)
	for _, id := range s.ids {
		if y := &c.tokens[id]; c.classes[id]&s.wanted != 0 && y.stub && stubOf(y, t) {
			c.relative(i, id, s)
		}
	}
	if !t.stub || len(t.text) < 2 {
		return
	}
	from := sort.Search(len(c.tokens), func(k int) bool { return c.tokens[k].text >= t.text })
	to := from + sort.Search(len(c.tokens)-from, func(k int) bool { return !strings.HasPrefix(c.tokens[from+k].text, t.text) })
	switch {
	case to > from && (cutWord(t) || to-from <= c.fewBegun()):
		s.ids = s.ids[:0]
		for id := from; id < to; id++ {
			s.ids = append(s.ids, uint32(id))
		}
		c.relativesOf(i, s.ids, s)
	case to > from:
		s.stubs = append(s.stubs, stubRange{uint32(from), uint32(to), uint8(i)})
		s.vague |= 1 << i
		s.weak[i] = max(s.weak[i], t.weight*stubShare>>8)
	}
}

// fewBegun is how many words a stub of the query may begin to be looked up like any word. In a small corpus few names are to be
// told apart, which pays for fewer.
func (c *Corpus) fewBegun() int { return 1 + min(len(c.heads)>>14, 64) }

// cutWord reports whether a token of the query is what is left of a word that was cut off, long enough to carry a match with
// every word that it begins.
func cutWord(t *token) bool { return t.cut && len(t.text) >= cutLetters }

// cores is how many core tokens a join has.
func (n *Name) cores(j join) (count int) {
	for i := j.from; i <= j.to; i++ {
		if core(&n.tokens[i]) {
			count++
		}
	}
	return count
}

// queryJoins marks the words of the corpus that neighbours in the query make when written together.
func (c *Corpus) queryJoins(s *Scratch) {
	for _, j := range s.q.joins {
		s.ids = c.units.appendTo(s.ids[:0], mix(uint64(unitOf(textUnit, j.hash))))
		for _, id := range s.ids {
			y := &c.tokens[id]
			if y.hash != j.hash || silent(y.role) {
				continue
			}
			most := min(y.weight, span(s.q, j))
			gain := most
			for i := j.from; i <= j.to; i++ {
				c.mark(id, mark{gain: gain, q: i, strong: true}, s)
				c.addSource(int(i), lead{id, most, 0}, s)
				gain = 0
			}
			s.best[j.from] = max(s.best[j.from], most)
			s.signs[signOf(c.sigOf(id))].q |= spanning
			s.spanned = max(s.spanned, s.q.cores(j)-1)
		}
	}
}
