package name

import (
	"errors"
	"fmt"
	"runtime"
	"slices"
	"sync"

	"github.com/tamiz-project/tamiz/screening/internal/flat"
	"github.com/tamiz-project/tamiz/screening/name/internal/fold"
)

// The binary form of a frozen Corpus is the lists it works with, in the form of package flat:
//
//	tokens   storedToken each; their keys, storedKey each; their texts and skeletons, one behind the other
//	names    start, toks, spots, heads
//	lists    postStart, posts, classes, normToks, norms, normText
//	hashes   of units, deleted, mistyped and glued: shift and low, start, items, filter
//
// What takes longer to work out than to read is stored, and all but the tokens is used where it stands.

// A storedToken is a token with numbers in place of what Go keeps elsewhere.
type storedToken struct {
	hash, nhash    uint64
	mask, letters  uint32
	weight, oppose int32
	omit, count    int32
	common         int32
	at             uint32 // where its text begins; its skeleton follows
	text, norm     uint32 // how long they are; a skeleton of no length is the text
	keys           uint32 // where its keys end; they begin where those of the token before end
	role           role
	script         fold.Script
	gender         int8
	flags          uint8
}

// storedKey is a key: the id in the low half, then the code, then own.
type storedKey uint64

// AppendBinary appends the binary form. It belongs to one version of Tables; the caller stores that beside it.
func (c *Corpus) AppendBinary(b []byte) []byte {
	b = c.appendTokens(b)
	b = flat.Append(flat.Append(flat.Append(flat.Append(b, c.start), c.toks), c.spots), c.heads)
	b = flat.Append(flat.Append(flat.Append(b, c.postStart), c.posts), c.classes)
	b = flat.Append(flat.Append(flat.Append(b, c.normToks), c.norms), []byte(c.normText))
	for _, l := range c.hashes() {
		b = flat.Append(b, []uint8{l.shift, l.low})
		b = flat.Append(flat.Append(flat.Append(b, l.start), l.items), l.filter)
	}
	return b
}

// hashes are the lists by hash of a corpus in the order of its binary form.
func (c *Corpus) hashes() []*hashLists {
	return []*hashLists{&c.units, &c.deleted, &c.mistyped, &c.glued[letters], &c.glued[loose], &c.glued[tight]}
}

func (c *Corpus) appendTokens(b []byte) []byte {
	stored := make([]storedToken, len(c.tokens))
	var keys []storedKey
	var texts []byte
	at := 0
	for i := range c.tokens {
		t := &c.tokens[i]
		norm := t.norm
		if norm == t.text {
			norm = ""
		}
		if !c.spelt(i) {
			at = len(texts)
			texts = append(append(texts, t.text...), norm...)
		}
		for _, k := range t.keys {
			keys = append(keys, k.stored())
		}
		stored[i] = storedToken{
			hash: t.hash, nhash: t.nhash, mask: t.mask, letters: t.letters,
			weight: t.weight, oppose: t.oppose, omit: t.omit, count: t.count, common: t.common,
			at: uint32(at), text: uint32(len(t.text)), norm: uint32(len(norm)), keys: uint32(len(keys)),
			role: t.role, script: t.script, gender: t.gender, flags: t.flags(),
		}
	}
	return flat.Append(flat.Append(flat.Append(b, stored), keys), texts)
}

func (k key) stored() storedKey {
	s := storedKey(k.id) | storedKey(k.code)<<32
	if k.own {
		s |= 1 << 40
	}
	return s
}

func (s storedKey) key() key { return key{uint32(s), Code(s >> 32), s>>40&1 != 0} }

const (
	dotFlag = 1 << iota
	stubFlag
	cutFlag
	wedFlag
	firstFlag
)

func (t *token) flags() (flags uint8) {
	for i, set := range []bool{t.dot, t.stub, t.cut, t.wed, t.first} {
		if set {
			flags |= dotFlag << i
		}
	}
	return flags
}

// ReadCorpus reads what AppendBinary wrote. The corpus consists of views of b: as long as it is in use nobody may write to b or
// give its memory back. Names that come from it hold no part of b.
func ReadCorpus(b []byte) (*Corpus, error) {
	r := flat.NewReader(b)
	c := &Corpus{}
	tokens, keys, texts := flat.Take[storedToken](r), flat.Take[storedKey](r), r.Text()
	c.start, c.toks, c.spots, c.heads = flat.Take[uint32](r), flat.Take[uint32](r), flat.Take[spot](r), flat.Take[head](r)
	c.postStart, c.posts, c.classes = flat.Take[uint32](r), flat.Take[posting](r), flat.Take[uint16](r)
	c.normToks, c.norms, c.normText = flat.Take[uint32](r), flat.Take[normRun](r), r.Text()
	for _, l := range c.hashes() {
		if h := flat.Take[uint8](r); len(h) == 2 {
			l.shift, l.low = h[0], h[1]
		}
		l.start, l.items, l.filter = flat.Take[uint32](r), flat.Take[uint32](r), flat.Take[uint32](r)
	}
	if !r.Done() {
		return nil, errors.New("names: the data ends too early or goes on too long")
	}
	c.tokens = make([]token, len(tokens))
	checked := make(chan bool)
	go func() { checked <- c.check() }()
	if read := c.readTokens(tokens, keys, texts); !<-checked || !read {
		return nil, fmt.Errorf("names: numbers that point nowhere, in a corpus of %d names", len(c.heads))
	}
	c.lighten()
	return c, nil
}

// readTokens reads the tokens. It reports whether their texts and keys are where they are said to be, and all else is in range.
func (c *Corpus) readTokens(stored []storedToken, storedKeys []storedKey, texts string) bool {
	keys := make([]key, len(storedKeys))
	for i, k := range storedKeys {
		if keys[i] = k.key(); keys[i].code > Numeral {
			return false
		}
	}
	parts := runtime.GOMAXPROCS(0) // much of the time goes into finding memory, page by page
	ok := make([]bool, parts)
	var all sync.WaitGroup
	for k := range parts {
		all.Go(func() { ok[k] = c.readPart(stored, len(stored)*k/parts, len(stored)*(k+1)/parts, keys, texts) })
	}
	all.Wait()
	return !slices.Contains(ok, false)
}

// readPart reads the tokens from one to another.
func (c *Corpus) readPart(stored []storedToken, first, end int, keys []key, texts string) bool {
	from := uint32(0)
	if first > 0 {
		from = stored[first-1].keys
	}
	for i := first; i < end; i++ {
		s := &stored[i]
		if s.role > number || s.text == 0 || uint64(s.at)+uint64(s.text)+uint64(s.norm) > uint64(len(texts)) ||
			s.keys < from || s.keys > uint32(len(keys)) {
			return false
		}
		s.read(&c.tokens[i], texts[s.at:], keys[from:s.keys:s.keys])
		from = s.keys
	}
	return true
}

// read makes the token, whose text texts begins with.
func (s *storedToken) read(t *token, texts string, keys []key) {
	t.text, t.norm = texts[:s.text], texts[:s.text]
	if s.norm > 0 {
		t.norm = texts[s.text:][:s.norm]
	}
	if len(keys) > 0 {
		t.keys = keys
	}
	for _, k := range keys {
		t.bloom |= 1 << (k.id & 31)
	}
	t.hash, t.nhash, t.mask, t.letters = s.hash, s.nhash, s.mask, s.letters
	t.weight, t.oppose, t.omit, t.count, t.common = s.weight, s.oppose, s.omit, s.count, s.common
	t.role, t.script, t.gender = s.role, s.script, s.gender
	t.dot, t.stub, t.cut = s.flags&dotFlag != 0, s.flags&stubFlag != 0, s.flags&cutFlag != 0
	t.wed, t.first = s.flags&wedFlag != 0, s.flags&firstFlag != 0
}

// check reports whether every number points inside of what it counts in, so that a search cannot fail. It does not look at tokens.
func (c *Corpus) check() bool {
	tokens, posts, norms := uint32(len(c.tokens)), uint32(len(c.posts)), uint32(len(c.norms))
	return rising(c.start, len(c.heads), len(c.toks)) && rising(c.postStart, len(c.tokens), len(c.posts)) &&
		below(c.toks, tokens) && len(c.spots) == len(c.toks) && below(c.normToks, tokens) && len(c.classes) == len(c.tokens) &&
		c.checkNames() && c.checkPostings() && c.checkNorms() &&
		c.units.check(tokens) && c.deleted.check(norms) && c.mistyped.check(tokens) &&
		c.glued[letters].check(posts) && c.glued[loose].check(posts) && c.glued[tight].check(posts)
}

// checkNames makes sure that no name has another class or more tokens than a search has room for.
func (c *Corpus) checkNames() bool {
	for i, h := range c.heads {
		if h.class >= Classes || c.start[i+1]-c.start[i] > maxTokens {
			return false
		}
	}
	return true
}

// checkPostings makes sure that postings name names, and do not tell of more tokens than they have marks for. Any marks will do:
// whoever reads them cuts them to size.
func (c *Corpus) checkPostings() bool {
	names := uint32(len(c.heads))
	for i := range c.posts {
		if p := &c.posts[i]; p.name >= names || p.order.cores() > sigSlots {
			return false
		}
	}
	return true
}

func (c *Corpus) checkNorms() bool {
	for _, n := range c.norms {
		if n.from >= n.to || n.to > uint32(len(c.normToks)) || uint64(n.text)+uint64(n.letters) > uint64(len(c.normText)) {
			return false
		}
	}
	return true
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
