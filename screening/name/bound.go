package name

import "math/bits"

// Why Search loses nothing.
//
// Let a name reach the evidence e against the query: e <= g(M) - D - C - O - F. M is the sum of the gains of its pairs, no token
// in two of them, D what is inexact about them, C contradiction, O omission, F at least 0. The needed evidence is met with
// equality, so "less than" prunes and "equal" does not. Integer divisions lose at most rounding.
//
// Every pair is known before a name is looked at. A strong one is a mark: relate is asked about each token that shares a unit
// with a token of the query or whose skeleton is within the limit (units.go, deletes), and the joins of the query are looked
// up. Names in which neighbours make a word of the query are listed (glued) and looked at, each as such: what they reach without
// is found like any name. A stub of the corpus is marked for each word it may begin, and the words that a stub of the query may
// begin if they are few. What is left is vague: initials, other stubs of the query, and Close, which pairs the one word left
// in each name when two others carry the match and nothing in it is inexact.
//
// Core tokens are the words of a name (given names, surnames, brands, generic words, places). Where core tokens that oppose with
// x in the query and y in the name have no partner, C + O >= share * min(x, y) and more for what exceeds it (plan.cost): all of
// it where the roles of one side are unknown, else at least crossShare and what both cost as omissions. Both C + O and this
// grow with x and y, because no token costs more when omitted than when opposed (leastOmit).
//
// Which names are visited (sources.go). Let the name lose at most S = g(M) - D - e. Then share * x <= S or share * y <= S.
//
//	x: take the first token of the query, in the order of the plan, that carries and has a partner in the name. Those before it
//	   have none: they oppose with no more than x, and gain no more than a weak partner gives (walk). So all postings of the lead
//	   to that partner are visited. With Close the one token before it may be the last word: then the pair is exact.
//	y: take the rarest core token of the name that has a marked partner. The rarer ones have none, but for as many as there are
//	   vague tokens in the query: they oppose with no more than y, which the posting says (rarer), and it stands within reach.
//	   If no core token has a partner, a husband's name carries the match, and its postings say the same.
//
// Initials of a name may stand for any token of the query, so that the first argument fails. In such a name no token counts as
// rarer: all its postings are within reach. D and M are those of the visited pair, because some pair of the name is visited
// as the pair it is.
//
// Which visited names are looked up (byCount, atMost, look). From marks alone, no more tokens have partners than have marks;
// each token gains at most its best; each token of the query that cannot have a partner, and each of the name, costs. Tokens that
// a posting does not tell of may match, each one token of the query, or several where the query's neighbours make a word
// (spanned). A single pair that carries counts at singleShare when something is left over; without any, the evidence is nothing.
// Initials that make a word of the query (letters) carry nothing, gain no more than they weigh, and make nothing else. Core tokens
// beyond the slots are commoner than those in them. Where the posting's own word stands in a slot, they are commoner than it,
// and match no token of the query that has no partner so common (visit). Two tokens that are related to one token of the query
// and to no other are one pair: one of them is alone, and either may begin like a vague token. Close is left out where what the
// query has left cannot be close to anything.
//
// bound is the same with all that is known of every token: each has its best gain on its own (a pairing gives it to one at
// most), what can have no partner is unmatched, D and F are left out. So each of them is at least the evidence.

// A tallyOf is what the bound adds up over the tokens of a name.
type tallyOf struct {
	mass    int32
	strong  int
	matched uint32 // tokens of the query that may have a partner
	carried uint32 // of them, those whose partner may carry the match
	gains   [maxTokens]int32
	left    side
	alone   int // tokens without partner, particles apart
	last    uint32
	glued   [maxTokens]gluedTo // for each token of the name
}

// gluedTo is what a token gains as the first of neighbours that make a word of the query when written together.
type gluedTo struct {
	q      uint32 // the words of the query that it may be a part of
	gain   int32
	strong bool // may carry a match
}

// bound returns an evidence that no pairing of name i with the query exceeds.
func (c *Corpus) bound(i int, glued bool, s *Scratch) int32 {
	var t tallyOf
	row := c.row(i)
	if glued {
		c.unglue(row, s, &t)
	}
	for k, id := range row {
		if c.sort(id) != silentSort {
			c.tally(k, id, s, &t)
		}
	}
	strong := min(t.strong, bits.OnesCount32(t.carried))
	if strong == 0 {
		return nothing
	}
	mass := int32(0)
	for m := t.matched; m != 0; m &= m - 1 {
		mass += t.gains[bits.TrailingZeros32(m)]
	}
	mass = min(mass, t.mass)
	x, xs, last := s.left(&t)
	if strong == 1 && (xs > 0 || t.alone > 0 && !s.q.cut) {
		mass = mass * singleShare >> 8
	}
	mass = flattened(mass)
	roles := s.q.known && c.heads[i].flags&flagKnown != 0
	cost := s.costs(&x, &t.left, roles)
	if strong > 1 && xs <= 1 && t.alone <= 1 && (xs == 0 || t.alone == 0 || isClose(&s.q.tokens[last], &c.tokens[t.last])) {
		cost = min(cost, closeDamage)
	}
	return mass - cost
}

// tally adds one token of a name.
func (c *Corpus) tally(k int, id uint32, s *Scratch, t *tallyOf) {
	l := &c.light[id]
	best, met, strong := t.glued[k].gain, t.glued[k].q != 0, t.glued[k].strong
	if s.markAt[id] == s.epoch {
		for m := s.markHead[id]; m >= 0; m = s.marks[m].next {
			x := &s.marks[m]
			met = true
			best = max(best, x.gain)
			t.meet(x.q, x.gain)
			if x.strong {
				strong = true
				t.carried |= 1 << x.q
			}
		}
	}
	weak := s.initials[l.first]
	if c.sort(id) == initialSort {
		weak |= s.starting[l.first]
	}
	for _, r := range s.stubs {
		if id >= r.from && id < r.to {
			weak |= 1 << r.q
		}
	}
	for ; weak != 0; weak &= weak - 1 {
		q := uint8(bits.TrailingZeros32(weak))
		met = true
		best = max(best, s.weak[q])
		t.meet(q, s.weak[q])
	}
	t.mass += best
	if strong {
		t.strong++
	}
	if !met {
		if c.sort(id) != particleSort {
			t.alone++
			t.last = id
		}
		t.left.oppose[l.group] += int32(l.oppose)
		t.left.omit[l.group] += int32(l.omit)
	}
}

// unglue notes which neighbours in a name make a word of the query.
func (c *Corpus) unglue(row []uint32, s *Scratch, t *tallyOf) {
	c.eachJoin(row, func(j join) {
		for i := range s.q.tokens {
			if x := &s.q.tokens[i]; x.hash == j.hash && !silent(x.role) {
				t.glue(uint8(i), j, min(x.weight, c.massOf(row, j)), carries(x.role) && carries(c.tokens[row[j.from]].role))
			}
		}
	})
}

// massOf is the mass of the tokens of a join of a name.
func (c *Corpus) massOf(row []uint32, j join) (sum int32) {
	for _, id := range row[j.from : j.to+1] {
		sum += c.tokens[id].weight
	}
	return sum
}

// glue notes that a join of a name may be token q of the query.
func (t *tallyOf) glue(q uint8, j join, gain int32, strong bool) {
	t.meet(q, gain)
	if strong {
		t.carried |= 1 << q
		t.glued[j.from].strong = true
	}
	t.glued[j.from].gain = max(t.glued[j.from].gain, gain)
	for k := j.from; k <= j.to; k++ {
		t.glued[k].q |= 1 << q
	}
}

func (t *tallyOf) meet(q uint8, gain int32) {
	t.matched |= 1 << q
	t.gains[q] = max(t.gains[q], gain)
}

// left returns what the tokens of the query cost that can have no partner, how many they are, particles apart, and the last.
func (s *Scratch) left(t *tallyOf) (x side, n, last int) {
	for i := range s.q.tokens {
		if q := &s.q.tokens[i]; t.matched&(1<<i) == 0 && !silent(q.role) {
			g := groupOf(q.role)
			x.oppose[g] += q.oppose
			x.omit[g] += leastOmit(q)
			if q.role != particle {
				n, last = n+1, i
			}
		}
	}
	return x, n, last
}

// leastOmit is what a token costs at least when it has no partner. The number of a fund costs more when omitted than when
// opposed: then another number in its place makes it cheaper.
func leastOmit(t *token) int32 { return min(t.omit, t.oppose) }

// costs is the least that contradiction and omission cost, given what can have no partner. What surnames cost as given names
// is left out, and rounding is allowed for.
func (s *Scratch) costs(x, y *side, roles bool) int32 {
	if !roles {
		x.merge()
		y.merge()
	}
	c, o := int32(0), int32(0)
	for g := range groups {
		m := min(x.oppose[g], y.oppose[g])
		c += m
		missing := rest(y, g, m)
		if s.q.cut {
			missing /= 4
		}
		o += rest(x, g, m) + missing
	}
	return max(0, c+o-rounding)
}

// rounding is more than the integer divisions of against can lose.
const rounding = 2 * groups

// merge counts surnames as given names.
func (s *side) merge() {
	s.oppose[firstGroup] += s.oppose[secondGroup]
	s.omit[firstGroup] += s.omit[secondGroup]
	s.oppose[secondGroup], s.omit[secondGroup] = 0, 0
}
