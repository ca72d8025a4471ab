package name

import (
	"cmp"
	"math/bits"
	"slices"
	"sort"
)

// A posting is a name that a token stands in, with what decides of most names that they cannot be meant, so that they need not
// be looked up: see sources.go.
type posting struct {
	name  uint32
	about about
	order order
	rarer uint8     // opposition of the core tokens of the name that are rarer than this one, in units of rarerUnit, at most
	sigs  [2]uint64 // marks of the core tokens of the name, three in each, the rarest first, then of its initials; 0 is none
}

// order says how many of the marks of a posting are of core tokens, and how many core tokens of the name are rarer than its own.
type order uint8

const (
	orderPlace = 3
	manyPlaces = 31 // the place of a token that stands in a name more than once, and not only where slots tell of it
)

func (o order) cores() int { return int(o & (1<<orderPlace - 1)) }
func (o order) place() int { return int(o >> orderPlace) }

// slots is how many tokens a posting tells of.
func (p *posting) slots() int {
	return (bits.Len64(p.sigs[0])+sigBits-1)/sigBits + (bits.Len64(p.sigs[1])+sigBits-1)/sigBits
}

// sigSlots is how many tokens of a name a posting tells of, sigBits how many bits each mark takes: the highest for the letter that
// the token begins with (sigLetter), or initialLetter for an initial, the others for a hash that is never 0.
const (
	sigSlots      = 6
	sigBits       = 21
	sigMask       = 1<<sigBits - 1
	sigLetter     = 16 // bits of the hash
	initialLetter = 31
)

// letterOf numbers the letters, those beyond a to z together.
func letterOf(c byte) uint32 { return min(uint32(c-'a'), initialLetter-1) }

// rarerUnit is how many thousandths of a nat a step of posting.rarer stands for.
const rarerUnit = 256

// about holds the class of a name, whether opposing each of its core tokens costs heavyOppose, whether it has no initials, and
// how many of its tokens no slot tells of: initials, core tokens (extra), and others that are no particles (odd).
type about uint16

const (
	aboutHeavy    = 4
	aboutInitials = 5
	aboutExtra    = 8
	aboutOdd      = 12
	aboutRegular  = 15
	manyInitials  = 7 // or more
	manyExtra     = 15
	manyOdd       = 7
)

func (a about) class() uint8  { return uint8(a) & (Classes - 1) }
func (a about) heavy() bool   { return a>>aboutHeavy&1 != 0 }
func (a about) initials() int { return int(a >> aboutInitials & manyInitials) }
func (a about) extra() int    { return int(a >> aboutExtra & manyExtra) }
func (a about) odd() int      { return int(a >> aboutOdd & manyOdd) }

// rest reports whether a name has tokens that no slot tells of, particles apart.
func (a about) rest() bool {
	return a&(manyInitials<<aboutInitials|manyExtra<<aboutExtra|manyOdd<<aboutOdd) != 0
}

// many reports whether there may be more tokens of some sort than can be said.
func (a about) many() bool {
	return a.initials() == manyInitials || a.extra() == manyExtra || a.odd() == manyOdd
}

func (a about) regular() bool { return a>>aboutRegular != 0 }

// What opposing a core token costs at least, and what it costs in names of people and of plain brands.
const (
	lightOppose = 4000
	heavyOppose = 5700
)

// core reports whether a token costs at least lightOppose when it and a core token of the query have no partner. A husband's
// name costs less; numbers and generations are weighed against their like alone; initials may stand for any word.
func core(t *token) bool { return carries(t.role) && !t.wed }

// Sorts of tokens, as sources.go tells them apart.
const (
	silentSort = iota
	particleSort
	initialSort
	oddSort   // neither core nor one of these
	lightSort // core
	heavySort // core, and opposing it costs heavyOppose
)

// sortBits is how many bits a sort takes.
const sortBits = 3

func (l *lexicon) sort(id uint32) uint8 { return l.sorts[id] & (1<<sortBits - 1) }

// letter numbers the letter a token begins with, see letterOf.
func (l *lexicon) letter(id uint32) uint32 { return uint32(l.sorts[id] >> sortBits) }

func sortOf(t *token) uint8 {
	switch {
	case silent(t.role):
		return silentSort
	case t.role == particle:
		return particleSort
	case t.role == initial:
		return initialSort
	case !core(t):
		return oddSort
	case t.oppose < heavyOppose:
		return lightSort
	}
	return heavySort
}

// sigOf is the mark of a token in a posting, never 0. Tokens may share one: then a posting is looked at in vain.
func (c *Corpus) sigOf(id uint32) uint32 {
	letter := c.letter(id)
	if c.sort(id) == initialSort {
		letter = initialLetter
	}
	return letter<<sigLetter | max(1, id*0x9e3779b1>>(32-sigLetter))
}

// postings lists, for each token, the names it stands in by class, of each class those first in which few other tokens are rarer.
// Tokens that take no part in pairing have none.
func (c *Corpus) postings() {
	counts := make([]uint32, len(c.tokens)+1)
	c.eachPosting(func(t, _ uint32) { counts[t+1]++ })
	for i := 1; i < len(counts); i++ {
		counts[i] += counts[i-1]
	}
	c.postStart = counts
	c.posts = make([]posting, counts[len(counts)-1])
	next := slices.Clone(counts)
	p, last := poster{corpus: c}, -1
	c.eachPosting(func(t, name uint32) {
		if int(name) != last {
			last = int(name)
			p.read(last)
		}
		c.posts[next[t]] = p.posting(name, t)
		next[t]++
	})
	for t := range c.tokens {
		slices.SortFunc(c.posts[counts[t]:counts[t+1]], func(a, b posting) int {
			return cmp.Or(cmp.Compare(a.about.class(), b.about.class()), cmp.Compare(a.rarer, b.rarer), cmp.Compare(a.name, b.name))
		})
	}
}

func (c *Corpus) eachPosting(do func(token, name uint32)) {
	for i := range c.heads {
		row := c.row(i)
		for k, t := range row {
			if !silent(c.tokens[t].role) && !slices.Contains(row[:k], t) {
				do(t, uint32(i))
			}
		}
	}
}

// A poster makes the postings of one name after the other.
type poster struct {
	corpus *Corpus
	core   []uint32 // core tokens of the name, the rarest first, then its initials
	cores  int
	about  about
	sigs   [2]uint64
}

// read takes up a name.
func (p *poster) read(i int) {
	p.core = p.core[:0]
	odd, heavy := 0, true
	for _, id := range p.corpus.row(i) {
		switch sort := p.corpus.sort(id); sort {
		case oddSort:
			odd++
		case lightSort, heavySort:
			p.core = append(p.core, id)
			heavy = heavy && sort == heavySort
		}
	}
	slices.SortFunc(p.core, p.corpus.compare)
	p.cores = len(p.core)
	for _, id := range p.corpus.row(i) {
		if p.corpus.sort(id) == initialSort {
			p.core = append(p.core, id)
		}
	}
	extra := max(0, p.cores-sigSlots)
	initials := max(0, len(p.core)-sigSlots-extra)
	p.about = about(p.corpus.heads[i].class) | about(min(initials, manyInitials))<<aboutInitials | about(min(extra, manyExtra))<<aboutExtra |
		about(min(odd, manyOdd))<<aboutOdd
	if heavy {
		p.about |= 1 << aboutHeavy
	}
	if len(p.core) == p.cores {
		p.about |= 1 << aboutRegular
	}
	p.sigs = [2]uint64{}
	for k, id := range p.core[:min(len(p.core), sigSlots)] {
		p.sigs[k/3] |= uint64(p.corpus.sigOf(id)) << (k % 3 * sigBits)
	}
}

// compare orders tokens by how many names they stand in, the rarest first.
func (c *Corpus) compare(a, b uint32) int {
	return cmp.Or(cmp.Compare(c.postStart[a+1]-c.postStart[a], c.postStart[b+1]-c.postStart[b]), cmp.Compare(a, b))
}

// posting makes the posting of a token of the name. In a name with initials, which may stand for any word, no token counts as
// rarer.
func (p *poster) posting(name, t uint32) posting {
	sum, place, same := int32(0), 0, 0
	for _, id := range p.core[:p.cores] {
		switch by := p.corpus.compare(id, t); {
		case by < 0:
			sum += p.corpus.tokens[id].oppose
			place++
		case by == 0:
			same++
		}
	}
	if same > 1 && place+same > sigSlots {
		place = manyPlaces
	}
	if !p.about.regular() {
		sum = 0
	}
	return posting{
		name: name, about: p.about, order: order(min(p.cores, sigSlots) | place<<orderPlace), rarer: uint8(min(sum/rarerUnit, 255)),
		sigs: p.sigs,
	}
}

// postingsOf returns the postings of a token.
func (c *Corpus) postingsOf(t uint32) []posting { return c.posts[c.postStart[t]:c.postStart[t+1]] }

// fewPostings is up to how many postings are looked through one by one.
const fewPostings = 8

// upTo returns the postings at the beginning of a list of one class in which rarer tokens oppose with at most limit.
func upTo(list []posting, limit int32) []posting {
	return list[:until(list, func(p *posting) bool { return int32(p.rarer)*rarerUnit > limit })]
}

// ofClass returns the postings at the beginning of a list that are of the class of the first.
func ofClass(list []posting) []posting {
	class := list[0].about.class()
	return list[:until(list, func(p *posting) bool { return p.about.class() != class })]
}

// until returns the number of the first posting that is beyond something, as all after it are.
func until(list []posting, beyond func(*posting) bool) int {
	if len(list) > fewPostings {
		return sort.Search(len(list), func(i int) bool { return beyond(&list[i]) })
	}
	n := 0
	for n < len(list) && !beyond(&list[n]) {
		n++
	}
	return n
}
