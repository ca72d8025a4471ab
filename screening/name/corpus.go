package name

import (
	"cmp"
	"slices"
	"strings"

	"github.com/tamiz-project/tamiz/screening/name/internal/fold"
)

// A Corpus holds many analysed names in little memory and finds those that can reach a given evidence, all of them. Fill it
// with Add, then Freeze it; from then on it is read-only and safe for concurrent use, each search with its own Scratch.
//
// Every distinct token is stored once. A name is a row of token numbers, and is put together again only when it must be
// compared exactly. See bound.go for why no name is lost.
type Corpus struct {
	lexicon
	start []uint32 // where the tokens of name i begin in toks; one more than there are names
	toks  []uint32
	spots []spot // of toks
	heads []head

	postStart []uint32 // where the postings of token t begin in posts
	posts     []posting
	glued     [apart]hashLists // two or three neighbours of a name written as one word -> a posting of each name, by gluing

	building map[tokenKey]uint32
}

// A head is what a name has besides its tokens.
type head struct {
	class uint8 // the caller's, below Classes
	kind  kind
	forms formSet
	flags uint8
}

const (
	flagKnown = 1 << iota
	flagCut
)

// Classes is how many classes of names a corpus can tell apart.
const Classes = 16

// tokenKey is what makes two tokens the same token.
type tokenKey struct {
	text                        string
	weight, oppose, omit, count int32
	role                        role
	script                      uint8
	dot, stub, cut, wed, first  bool
	gender                      int8
}

func keyFor(t *token) tokenKey {
	return tokenKey{t.text, t.weight, t.oppose, t.omit, t.count, t.role, uint8(t.script), t.dot, t.stub, t.cut, t.wed, t.first, t.gender}
}

// NewCorpus returns an empty corpus.
func NewCorpus() *Corpus {
	return &Corpus{start: []uint32{0}, building: map[tokenKey]uint32{}}
}

// Add adds a name; names are numbered from 0. class is the caller's word for what sort of name it is.
func (c *Corpus) Add(n *Name, class uint8) {
	for i := range n.tokens {
		t := &n.tokens[i]
		key := keyFor(t)
		id, ok := c.building[key]
		if !ok {
			id = uint32(len(c.tokens))
			own := *t
			own.from, own.to, own.text = 0, 0, strings.Clone(t.text)
			if t.norm == t.text {
				own.norm = own.text
			} else {
				own.norm = strings.Clone(t.norm)
			}
			key.text = own.text
			c.building[key] = id
			c.tokens = append(c.tokens, own)
		}
		c.toks, c.spots = append(c.toks, id), append(c.spots, spotOf(t))
	}
	c.start = append(c.start, uint32(len(c.toks)))
	h := head{class: class, kind: n.kind, forms: n.forms}
	if n.known {
		h.flags |= flagKnown
	}
	if n.cut {
		h.flags |= flagCut
	}
	c.heads = append(c.heads, h)
}

// Len returns the number of names.
func (c *Corpus) Len() int { return len(c.heads) }

// Freeze builds what searching needs. Nothing can be added after it.
func (c *Corpus) Freeze() {
	c.building = nil
	c.sortTokens()
	c.tokens, c.toks, c.spots = slices.Clip(c.tokens), slices.Clip(c.toks), slices.Clip(c.spots)
	c.start, c.heads = slices.Clip(c.start), slices.Clip(c.heads)
	c.lexicon.build()
	c.classify()
	c.postings()
	c.glue()
}

// row returns the tokens of name i.
func (c *Corpus) row(i int) []uint32 { return c.toks[c.start[i]:c.start[i+1]] }

// classify notes, for each token that takes part in pairing, the classes of the names it stands in.
func (c *Corpus) classify() {
	c.classes = make([]uint16, len(c.tokens))
	for i := range c.heads {
		for _, t := range c.row(i) {
			if c.sort(t) != silentSort {
				c.classes[t] |= 1 << c.heads[i].class
			}
		}
	}
}

// A gluing says how neighbours of a name may make a word of the query.
type gluing int

const (
	letters gluing = iota // all of them are initials
	loose                 // none of them is a core token: initials, particles, numbers
	tight                 // one is, or two
	apart                 // they do not
)

// glue lists the names in which neighbours make a word when written together, each by the posting of the first of them: where
// many names make one word, as S.A. does, their postings stand close together.
func (c *Corpus) glue() {
	of := c.ownPostings()
	for kind := range c.glued {
		c.glued[kind].fill(len(c.posts), len(c.toks)/gluedOf[kind], func(add func(hash uint64, id uint32)) {
			for i := range c.heads {
				row := c.row(i)
				c.eachJoin(row, func(j join) {
					if c.gluing(row, j) == gluing(kind) {
						add(mix(j.hash), of[c.start[i]+uint32(j.from)])
					}
				})
			}
		})
		c.glued[kind].sort()
	}
}

// gluedOf is of how many tokens about one is the first of such neighbours that make a word.
var gluedOf = [apart]int{letters: 64, loose: 64, tight: 8}

// ownPostings returns for each of toks its posting in the list of its token.
func (c *Corpus) ownPostings() []uint32 {
	of := make([]uint32, len(c.toks))
	for t := range c.tokens {
		for at := c.postStart[t]; at < c.postStart[t+1]; at++ {
			name := c.posts[at].name
			for k := c.start[name]; k < c.start[name+1]; k++ {
				if c.toks[k] == uint32(t) {
					of[k] = at
				}
			}
		}
	}
	return of
}

// eachJoin calls do with the joins of a name (see Name.join) of which every token takes part in pairing.
func (c *Corpus) eachJoin(row []uint32, do func(j join)) {
	for i := 0; i+1 < len(row); i++ {
		x, y := &c.tokens[row[i]], &c.tokens[row[i+1]]
		size := len(x.text) + len(y.text)
		if silent(x.role) || silent(y.role) || size > maxJoin {
			continue
		}
		h := extend(x.hash, y.text)
		do(join{h, uint8(i), uint8(i + 1)})
		if y.role != particle || i+2 == len(row) {
			continue
		}
		if z := &c.tokens[row[i+2]]; !silent(z.role) && size+len(z.text) <= maxJoin {
			do(join{extend(h, z.text), uint8(i), uint8(i + 2)})
		}
	}
}

// gluing returns how a join of a name holds its tokens.
func (c *Corpus) gluing(row []uint32, j join) gluing {
	glue := letters
	for _, id := range row[j.from : j.to+1] {
		switch sort := c.sort(id); {
		case sort >= lightSort:
			return tight
		case sort != initialSort:
			glue = loose
		}
	}
	return glue
}

// sortTokens numbers the tokens in the order of their texts, so that those with a common beginning are neighbours.
func (c *Corpus) sortTokens() {
	order := make([]uint32, len(c.tokens))
	for i := range order {
		order[i] = uint32(i)
	}
	slices.SortFunc(order, func(a, b uint32) int {
		x, y := &c.tokens[a], &c.tokens[b]
		return cmp.Or(strings.Compare(x.text, y.text), cmp.Compare(x.role, y.role), cmp.Compare(a, b))
	})
	sorted, at := make([]token, len(c.tokens)), make([]uint32, len(c.tokens))
	for i, old := range order {
		sorted[i], at[old] = c.tokens[old], uint32(i)
	}
	c.tokens = sorted
	for i, t := range c.toks {
		c.toks[i] = at[t]
	}
}

// Name puts name i together again, without the text it was written as, in the memory of n.
func (c *Corpus) Name(i int, n *Name) {
	h := c.heads[i]
	n.kind, n.forms, n.known, n.cut = h.kind, h.forms, h.flags&flagKnown != 0, h.flags&flagCut != 0
	n.tokens, n.joins = n.tokens[:0], n.joins[:0]
	for _, t := range c.row(i) {
		n.tokens = append(n.tokens, c.tokens[t])
	}
	n.join()
}

// Quote gives a name that Name has put together the text that name i was read from, so that Explain can quote it. It reports whether
// the corpus knows where the words stand in it: not in texts of more than a thousand letters.
func (c *Corpus) Quote(i int, text string, n *Name) bool {
	n.text = fold.Repair(text)
	for k, at := range c.spots[c.start[i]:c.start[i+1]] {
		t := &n.tokens[k]
		t.from = uint32(at >> spotBits)
		t.to = t.from + uint32(at&(1<<spotBits-1))
		if at == nowhere || int(t.to) > len(n.text) {
			return false
		}
	}
	return true
}

// A spot says where a word stands in a text: where it begins, and in the low bits how long it is.
type spot uint16

const (
	spotBits      = 6
	nowhere  spot = 1<<16 - 1 // beyond what can be said
)

func spotOf(t *token) spot {
	if t.from >= 1<<(16-spotBits)-1 || t.to-t.from >= 1<<spotBits {
		return nowhere
	}
	return spot(t.from<<spotBits | (t.to - t.from))
}

// Class returns the class of name i.
func (c *Corpus) Class(i int) uint8 { return c.heads[i].class }
