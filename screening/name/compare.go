package name

// Compare compares two names. It allocates nothing; Explain gives the pairing.
//
// The score lies in [0,1] at four decimals; it is the same in both directions but for rare ties, and depends on nothing
// but the two names and Tables.
func Compare(a, b *Name) (score float64) { return float64(Score(Evidence(a, b))) / 10000 }

// Evidence is the log-odds, in thousandths of a nat, that two names are of one party: the sum Compare maps to a score.
func Evidence(a, b *Name) int32 {
	var p pairing
	p.pair(a, b)
	return p.evidence()
}

// nothing is the evidence of two names without one strong pair.
const nothing = -20000

// A pairing is which token of a goes with which token of b.
type pairing struct {
	a, b         *Name
	usedA, usedB uint32
	n            int
	pairs        [maxTokens]pairOf
	mass         int32 // evidence of all pairs
	damage       int32 // what is inexact about them
	rough        bool  // two letters of a pair differ
	strong       int   // pairs that can carry a match
}

// A pairOf is one pair: tokens i..it of a and j..jt of b.
type pairOf struct {
	i, it, j, jt uint8
	code         Code
	gain         int32
}

// pair finds the pairs: equal words first, then the best of the related ones, then words written together in one name,
// then initials and stubs.
func (p *pairing) pair(a, b *Name) {
	p.a, p.b = a, b
	p.exact()
	if p.open() {
		p.relatedPairs()
	}
	if p.open() {
		p.joined()
	}
	if p.open() {
		p.weakPairs()
	}
	if p.open() {
		p.lastPair()
	}
}

// lastPair pairs the only word left in each name if they are close and all others are equal.
func (p *pairing) lastPair() {
	x, y := left(p.a, p.usedA), left(p.b, p.usedB)
	if p.strong < 2 || p.damage > 0 || x < 0 || y < 0 || !isClose(&p.a.tokens[x], &p.b.tokens[y]) {
		return
	}
	p.take(pairOf{uint8(x), uint8(x), uint8(y), uint8(y), Close, 0})
}

// left returns the only token without partner that is no particle, or -1.
func left(n *Name, used uint32) int {
	found := -1
	for i := range n.tokens {
		if used&(1<<i) != 0 || n.tokens[i].role == particle {
			continue
		}
		if found >= 0 {
			return -1
		}
		found = i
	}
	return found
}

// silent reports whether a role takes no part in pairing.
func silent(r role) bool { return r == title || r == form }

// open reports whether both names have tokens left to pair.
func (p *pairing) open() bool {
	return p.usedA != full(p.a) && p.usedB != full(p.b)
}

func full(n *Name) uint32 { return 1<<len(n.tokens) - 1 }

func (p *pairing) exact() {
	for i := range p.a.tokens {
		x := &p.a.tokens[i]
		if silent(x.role) {
			p.usedA |= 1 << i
			continue
		}
		for j := range p.b.tokens {
			y := &p.b.tokens[j]
			if x.hash == y.hash && p.usedB&(1<<j) == 0 && !silent(y.role) {
				p.take(pairOf{uint8(i), uint8(i), uint8(j), uint8(j), Exact, min(x.weight, y.weight)})
				break
			}
		}
	}
	for j := range p.b.tokens {
		if silent(p.b.tokens[j].role) {
			p.usedB |= 1 << j
		}
	}
}

// take makes a pair final.
func (p *pairing) take(x pairOf) {
	for i := x.i; i <= x.it; i++ {
		p.usedA |= 1 << i
	}
	for j := x.j; j <= x.jt; j++ {
		p.usedB |= 1 << j
	}
	p.pairs[p.n] = x
	p.n++
	if a, b := &p.a.tokens[x.i], &p.b.tokens[x.j]; a.wed != b.wed && (a.role == paternal || b.role == paternal) {
		p.damage += wedDamage
	}
	p.mass += x.gain
	if x.code != Exact {
		a, b := &p.a.tokens[x.i], &p.b.tokens[x.j]
		p.damage += damage(x.code, a, b)
		p.rough = p.rough || x.code == Edited && edits(a.text, b.text, 1) > 1
	}
	if !x.code.Weak() && carries(p.a.tokens[x.i].role) && carries(p.b.tokens[x.j].role) {
		p.strong++
	}
}

// carries reports whether a token of a role can carry a match: the others only support one.
func carries(r role) bool {
	return r <= maternal || r == brand || r == generic || r == place
}

// relatedPairs pairs the tokens that are left by their best relations.
func (p *pairing) relatedPairs() {
	var found [48]pairOf
	n := 0
	for i := range p.a.tokens {
		if p.usedA&(1<<i) != 0 {
			continue
		}
		x := &p.a.tokens[i]
		for j := range p.b.tokens {
			y := &p.b.tokens[j]
			if p.usedB&(1<<j) != 0 {
				continue
			}
			if c, share := relate(x, y); share > 0 && n < len(found) {
				found[n] = pairOf{uint8(i), uint8(i), uint8(j), uint8(j), c, min(x.weight, y.weight) * share >> 8}
				n++
			}
		}
	}
	p.takeBest(found[:n])
}

// takeBest takes pairs from the best down, each token once.
func (p *pairing) takeBest(found []pairOf) {
	for {
		best := -1
		for k := range found {
			x := &found[k]
			if p.usedA&(1<<x.i) != 0 || p.usedB&(1<<x.j) != 0 {
				continue
			}
			if best < 0 || x.gain > found[best].gain {
				best = k
			}
		}
		if best < 0 {
			return
		}
		p.take(found[best])
	}
}

// joined pairs a word with the two or three words it is written as in the other name.
func (p *pairing) joined() {
	for i := range p.a.tokens {
		if p.usedA&(1<<i) == 0 {
			if j, ok := joinOf(p.b, p.usedB, p.a.tokens[i].hash); ok {
				gain := min(p.a.tokens[i].weight, span(p.b, j))
				p.take(pairOf{uint8(i), uint8(i), j.from, j.to, Joined, gain})
			}
		}
	}
	for j := range p.b.tokens {
		if p.usedB&(1<<j) == 0 {
			if i, ok := joinOf(p.a, p.usedA, p.b.tokens[j].hash); ok {
				gain := min(p.b.tokens[j].weight, span(p.a, i))
				p.take(pairOf{i.from, i.to, uint8(j), uint8(j), Joined, gain})
			}
		}
	}
}

// joinOf returns the join of n with a hash, if its tokens are all free.
func joinOf(n *Name, used uint32, hash uint64) (join, bool) {
	for _, j := range n.joins {
		if j.hash == hash && used&(1<<(j.to+1)-1<<j.from) == 0 {
			return j, true
		}
	}
	return join{}, false
}

// span is the mass of the tokens of a join.
func span(n *Name, j join) (sum int32) {
	for i := j.from; i <= j.to; i++ {
		sum += n.tokens[i].weight
	}
	return sum
}

// weakPairs pairs initials and stubs with the words they may begin, in the order of the text.
func (p *pairing) weakPairs() {
	for i := range p.a.tokens {
		if p.usedA&(1<<i) != 0 {
			continue
		}
		x := &p.a.tokens[i]
		for j := range p.b.tokens {
			if p.usedB&(1<<j) != 0 {
				continue
			}
			y := &p.b.tokens[j]
			if c, share := relate(x, y); share == 0 && c.Weak() {
				p.take(pairOf{uint8(i), uint8(i), uint8(j), uint8(j), c, weakGain(c, x, y)})
				break
			}
		}
	}
}

// weakGain is the evidence of an initial or a stub.
func weakGain(c Code, x, y *token) int32 {
	if c == InitialOf {
		return min(initialGain, x.weight, y.weight)
	}
	return min(x.weight, y.weight) * stubShare >> 8
}

const (
	initialGain = 700
	stubShare   = 120
)
