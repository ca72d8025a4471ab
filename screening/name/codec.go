package name

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"

	"github.com/tamiz-project/tamiz/screening/name/internal/fold"
)

// The binary form of a frozen Corpus, little-endian, counts before what they count:
//
//	tokens   n, then for each: text, norm ("" when equal), weights (5 x int32), role, script, flags, gender, keys (n, id, code, own)
//	names    start []uint32, toks []uint32, heads 4 bytes each
//	lists    postings (postingSize bytes each), normToks, norms; units, deleted, mistyped and glued with their filters
//
// What follows from a token's text (hashes, letters) is computed again; what takes long to build (the lists) is stored.

// AppendBinary appends the binary form. It belongs to one version of Tables; the caller stores that beside it.
func (c *Corpus) AppendBinary(b []byte) []byte {
	b = binary.AppendUvarint(b, uint64(len(c.tokens)))
	for i := range c.tokens {
		b = appendToken(b, &c.tokens[i])
	}
	b = appendNumbers(b, c.start)
	b = appendNumbers(b, c.toks)
	b = binary.AppendUvarint(b, uint64(len(c.heads)))
	for _, h := range c.heads {
		b = append(b, h.class, byte(h.kind), byte(h.forms), h.flags)
	}
	b = appendNumbers(b, c.postStart)
	b = appendPostings(b, c.posts)
	b = appendNumbers(b, c.normToks)
	b = binary.AppendUvarint(b, uint64(len(c.norms)))
	for _, n := range c.norms {
		b = binary.LittleEndian.AppendUint32(b, n.from)
		b = binary.LittleEndian.AppendUint32(b, n.to)
	}
	for _, l := range c.lists() {
		b = append(b, l.shift, l.low)
		b = appendNumbers(b, l.start)
		b = appendNumbers(b, l.items)
		b = appendNumbers(b, l.filter)
	}
	return b
}

// lists are the lists of a corpus in the order of its binary form.
func (c *Corpus) lists() []*hashLists {
	return []*hashLists{&c.units, &c.deleted, &c.mistyped, &c.glued[loose], &c.glued[tight]}
}

// appendPostings appends each posting in postingSize bytes.
func appendPostings(b []byte, list []posting) []byte {
	b = binary.AppendUvarint(b, uint64(len(list)))
	for i := range list {
		p := &list[i]
		b = binary.LittleEndian.AppendUint16(binary.LittleEndian.AppendUint32(b, p.name), uint16(p.about))
		b = append(b, p.cores, p.rarer)
		for _, sigs := range p.sigs {
			b = binary.LittleEndian.AppendUint64(b, sigs)
		}
	}
	return b
}

func appendToken(b []byte, t *token) []byte {
	norm := t.norm
	if norm == t.text {
		norm = ""
	}
	b = appendString(appendString(b, t.text), norm)
	for _, v := range []int32{t.weight, t.oppose, t.omit, t.count, t.common} {
		b = binary.AppendVarint(b, int64(v))
	}
	flags := byte(0)
	for i, set := range []bool{t.dot, t.stub, t.cut, t.wed, t.first} {
		if set {
			flags |= 1 << i
		}
	}
	b = append(b, byte(t.role), byte(t.script), flags, byte(t.gender))
	b = binary.AppendUvarint(b, uint64(len(t.keys)))
	for _, k := range t.keys {
		own := byte(0)
		if k.own {
			own = 1
		}
		b = append(binary.LittleEndian.AppendUint32(b, k.id), byte(k.code), own)
	}
	return b
}

func appendString(b []byte, s string) []byte {
	return append(binary.AppendUvarint(b, uint64(len(s))), s...)
}

func appendNumbers(b []byte, list []uint32) []byte {
	b = binary.AppendUvarint(b, uint64(len(list)))
	for _, v := range list {
		b = binary.LittleEndian.AppendUint32(b, v)
	}
	return b
}

// ReadCorpus reads what AppendBinary wrote. It keeps no part of b.
func ReadCorpus(b []byte) (*Corpus, error) {
	r := reader{rest: b}
	c := &Corpus{}
	c.tokens = make([]token, r.count(10))
	for i := range c.tokens {
		r.token(&c.tokens[i])
	}
	c.start, c.toks = r.numbers(), r.numbers()
	c.heads = make([]head, r.count(4))
	for i := range c.heads {
		h := r.bytes(4)
		c.heads[i] = head{h[0] & (Classes - 1), kind(h[1]), formSet(h[2]), h[3]}
	}
	c.postStart, c.posts, c.normToks = r.numbers(), r.postings(), r.numbers()
	c.norms = make([]normRun, r.count(8))
	for i := range c.norms {
		c.norms[i].from, c.norms[i].to = r.number(), r.number()
	}
	for _, l := range c.lists() {
		h := r.bytes(2)
		l.shift, l.low = h[0], h[1]
		l.start, l.items, l.filter = r.numbers(), r.numbers(), r.numbers()
	}
	if r.failed || len(r.rest) > 0 {
		return nil, errors.New("names: the data ends too early or goes on too long")
	}
	if err := c.check(); err != nil {
		return nil, err
	}
	c.respell()
	c.lighten()
	c.classify()
	c.spellNorms()
	return c, nil
}

// check makes sure that no number points outside of what it counts in, so that a search cannot fail.
func (c *Corpus) check() error {
	tokens, names := uint32(len(c.tokens)), uint32(len(c.heads))
	ok := rising(c.start, len(c.heads), len(c.toks)) && rising(c.postStart, len(c.tokens), len(c.posts)) &&
		below(c.toks, tokens) && below(c.normToks, tokens)
	for i := range c.posts {
		ok = ok && c.posts[i].name < names
	}
	for _, n := range c.norms {
		ok = ok && n.from < n.to && n.to <= uint32(len(c.normToks))
	}
	ok = ok && c.units.check(tokens) && c.deleted.check(uint32(len(c.norms))) && c.mistyped.check(tokens) && c.glued[loose].check(uint32(len(c.posts))) && c.glued[tight].check(uint32(len(c.posts)))
	for i := range c.tokens {
		ok = ok && c.tokens[i].text != "" && c.tokens[i].role <= number
	}
	if !ok {
		return fmt.Errorf("names: numbers that point nowhere, in a corpus of %d names", names)
	}
	return nil
}

func (h *hashLists) check(ids uint32) bool {
	if h.shift < 32 || h.shift > 63 || h.low > 32 || !rising(h.start, 1<<(64-h.shift), len(h.items)) || len(h.filter) != 1<<(64-h.shift) {
		return false
	}
	for _, item := range h.items {
		if item&(1<<h.low-1) >= ids {
			return false
		}
	}
	return true
}

// rising reports whether a list has n+1 numbers that never fall, from 0 to last.
func rising(list []uint32, n, last int) bool {
	if len(list) != n+1 || list[0] != 0 || int(list[n]) != last {
		return false
	}
	for i := range n {
		if list[i] > list[i+1] {
			return false
		}
	}
	return true
}

func below(list []uint32, limit uint32) bool {
	for _, v := range list {
		if v >= limit {
			return false
		}
	}
	return true
}

// A reader takes values off the front of its data. Once data is missing it gives zeros and has failed.
type reader struct {
	rest   []byte
	failed bool
}

func (r *reader) bytes(n int) []byte {
	if r.failed || n > len(r.rest) {
		r.failed, r.rest = true, nil
		return make([]byte, min(n, 16))
	}
	out := r.rest[:n]
	r.rest = r.rest[n:]
	return out
}

// count reads how many things follow; each takes at least size bytes.
func (r *reader) count(size int) int {
	n := r.uvarint()
	if n > uint64(len(r.rest)/size) {
		r.failed = true
		return 0
	}
	return int(n)
}

func (r *reader) uvarint() uint64 {
	v, n := binary.Uvarint(r.rest)
	if n <= 0 {
		r.failed = true
		return 0
	}
	r.rest = r.rest[n:]
	return v
}

func (r *reader) varint() int32 {
	v, n := binary.Varint(r.rest)
	if n <= 0 || v < math.MinInt32 || v > math.MaxInt32 {
		r.failed = true
		return 0
	}
	r.rest = r.rest[n:]
	return int32(v)
}

func (r *reader) number() uint32 { return binary.LittleEndian.Uint32(r.bytes(4)) }

func (r *reader) numbers() []uint32 {
	list := make([]uint32, r.count(4))
	b := r.bytes(4 * len(list))
	for i := range list {
		list[i] = binary.LittleEndian.Uint32(b[4*i:])
	}
	return list
}

func (r *reader) postings() []posting {
	list := make([]posting, r.count(postingSize))
	b := r.bytes(postingSize * len(list))
	if r.failed {
		return nil
	}
	for i := range list {
		p, x := &list[i], b[postingSize*i:]
		p.name, p.about, p.rarer = binary.LittleEndian.Uint32(x), about(binary.LittleEndian.Uint16(x[4:])), x[7]
		p.cores = min(x[6], sigSlots)
		for k := range p.sigs {
			p.sigs[k] = binary.LittleEndian.Uint64(x[8+8*k:])
		}
	}
	return list
}

func (r *reader) string() string { return string(r.bytes(r.count(1))) }

func (r *reader) token(t *token) {
	t.text, t.norm = r.string(), r.string()
	if t.norm == "" {
		t.norm = t.text
	}
	for _, v := range []*int32{&t.weight, &t.oppose, &t.omit, &t.count, &t.common} {
		*v = r.varint()
	}
	b := r.bytes(4)
	t.role, t.script, t.gender = role(b[0]), fold.Script(b[1]), int8(b[3])
	t.dot, t.stub, t.cut = b[2]&1 != 0, b[2]&2 != 0, b[2]&4 != 0
	t.wed, t.first = b[2]&8 != 0, b[2]&16 != 0
	if n := r.count(6); n > 0 {
		t.keys = make([]key, n)
		for i := range t.keys {
			t.keys[i].id = r.number()
			b := r.bytes(2)
			t.keys[i].code, t.keys[i].own = Code(b[0]), b[1] != 0
		}
	}
	t.derive()
}
