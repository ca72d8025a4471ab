package name

import (
	"cmp"
	"math/bits"
	"slices"
)

// A source is a token of the query with the tokens of the corpus that are related to it and lead to names.
type source struct {
	leads []lead
	names int // how many postings they have
}

// A lead is a token of the corpus, what it gains as the partner of the token of the query, and what that costs.
type lead struct {
	id           uint32
	gain, damage int32
}

func (c *Corpus) addSource(i int, l lead, s *Scratch) {
	s.sources[i].leads = append(s.sources[i].leads, l)
	s.sources[i].names += int(c.postStart[l.id+1] - c.postStart[l.id])
}

// A plan says which postings are visited, and which of them are worth looking up. See bound.go for why nothing is lost.
type plan struct {
	order    [maxTokens]uint8 // tokens of the query, the fewest postings first
	n        int
	postings int                  // of all of them
	counted  bool                 // whether Scratch.counts is filled
	mass     int32                // the most that all tokens can gain
	need     int32                // the least need of a class
	most     int32                // what a name may lose and still reach the least need
	core     int                  // tokens of the query that cost something when opposed
	cores    uint32               // which
	close    uint32               // which of them may be close to the last word of a name
	cheap    [maxTokens + 1]int32 // what the cheapest n of them cost
	spared   [maxTokens + 1]int32 // and when omitted
	odd      int                  // how many of them an odd token may match
	odds     int                  // and how many of all tokens
	linked   int                  // how many of them a particle may match that many names hold
	linkGain int32                // the most that particles gain
	vague    int                  // tokens of the query that may stand for any word that begins like them
	letters  uint32               // the letters that these begin with
	guess    int32                // the most that they gain
	guesses  int32                // and the most that one of them gains
	top      int32                // the most that one token of a name gains
	regular  int32                // 256ths of an opposition that are sure to count against a name without initials
	share    int32                // and against any name
	omitted  int32                // of what cost more to oppose than the other name has, this part at least counts
	missing  int32                // the same for words that the query lacks
	lacking  int32                // and where the name has no initials
	glued    [apart]gluedTokens   // by gluing
}

// gluedTokens is how many tokens of the query are neighbours in some name, written together, what they gain, and how many of
// them may carry a match: not initials.
type gluedTokens struct {
	tokens int
	mass   int32
	holds  int
}

// mostOppose is the most that opposing a core token costs.
const mostOppose = 6100

// plan looks at what the tokens of the query lead to.
func (c *Corpus) plan(s *Scratch) (p plan) {
	p.need = slices.Min(s.needs[:])
	for i := range s.q.tokens {
		t := &s.q.tokens[i]
		most := max(s.best[i], s.weak[i])
		p.mass, p.top = p.mass+most, max(p.top, most)
		switch {
		case silent(t.role):
			continue
		case s.vague>>i&1 != 0:
			p.vague++
			p.letters |= 1 << letterOf(t.text[0])
			p.guess, p.guesses = p.guess+s.weak[i], max(p.guesses, s.weak[i])
		case core(t):
			p.core++
			p.cores |= 1 << i
			if mayBeClose(t) {
				p.close |= 1 << i
			}
			p.cheap[p.core], p.spared[p.core] = t.oppose, t.omit
			p.odd += int(s.odd >> i & 1)
		}
		p.order[p.n] = uint8(i)
		p.n++
		p.postings += s.sources[i].names
	}
	p.odds, p.linkGain = bits.OnesCount32(s.odd), int32(bits.OnesCount32(s.linking))*particleMass
	p.linked = c.linked(s)
	p.most = p.loss(p.mass)
	p.sort(s)
	p.shares(s.q)
	return p
}

// loss is the most that a name may lose that gains a mass and reaches the least need.
func (p *plan) loss(mass int32) int32 { return flattened(mass) - p.need + rounding }

// shares sets how much of an opposition is sure to count. Where roles are known on both sides a given name against a surname
// counts crossShare, and both are omitted besides. Omitting a core token costs at least a ninth of opposing it, an initial a
// twenty-fifth, and a quarter of that where the query may have been cut off.
func (p *plan) shares(q *Name) {
	p.regular, p.share, p.omitted, p.missing, p.lacking = 256, 256, omitShare, 256/25, omitShare
	if slices.ContainsFunc(q.tokens, func(t token) bool { return t.role == initial }) {
		p.omitted = 256 / 25
	}
	if q.cut {
		p.missing, p.lacking = p.missing/4, p.lacking/4
	}
	if q.known {
		p.share, p.regular = crossShare+p.omitted+p.missing, crossShare+p.omitted+p.lacking
	}
}

// omitShare is what omitting a core token costs at least, in 256ths of what opposing it costs.
const omitShare = 256 / 9

// sort puts the tokens in order, and sums up what the cheapest core tokens cost when opposed and when omitted.
func (p *plan) sort(s *Scratch) {
	slices.SortFunc(p.order[:p.n], func(a, b uint8) int {
		return cmp.Or(cmp.Compare(s.sources[a].names, s.sources[b].names), cmp.Compare(a, b))
	})
	for _, sum := range []*[maxTokens + 1]int32{&p.cheap, &p.spared} {
		slices.Sort(sum[1 : p.core+1])
		for i := 2; i <= p.core; i++ {
			sum[i] += sum[i-1]
		}
	}
}

// visit tries every name that a posting leads to and that may reach the need of its class.
func (c *Corpus) visit(s *Scratch) {
	p := c.plan(s)
	c.visitGlued(&p, s)
	c.visitLinked(&p, s)
	if p.most < 0 {
		return
	}
	if p.counted = p.postings > worthCounting; p.counted {
		p.count(&s.counts, 0, s)
	}
	w := walk{plan: &p, mass: p.mass}
	for _, i := range p.order[:p.n] {
		if carries(s.q.tokens[i].role) && len(s.sources[i].leads) > 0 {
			w.carriers++
		}
	}
	for _, i := range p.order[:p.n] {
		for _, l := range s.sources[i].leads {
			s.touched += c.posts[c.postStart[l.id]].sigs[0]
		}
		most, carrying := max(s.best[i], s.weak[i]), carries(s.q.tokens[i].role)
		for _, l := range s.sources[i].leads {
			whole := carrying && w.whole(l.gain-most, l.damage)
			c.follow(&l, &p, p.loss(p.mass-most+l.gain)-l.damage, whole, s)
		}
		if carrying {
			w.pass(&s.q.tokens[i], &s.sources[i], max(s.best[i]-s.weak[i], 0), s.vague>>i&1 != 0)
		}
	}
	c.tryAll(&p, apart, s)
}

// A walk goes through the tokens of the query that carry a match, the fewest postings first, and asks of a name that the passed
// ones have no partner in it: with one, it has been found.
type walk struct {
	*plan
	passed   int   // core tokens passed
	opposed  int32 // what they cost when opposed
	mass     int32 // what the others can gain
	carriers int   // tokens left that can carry a match
}

// whole reports whether all postings of a lead must be visited, whatever other words their names have: what the passed tokens
// cost at least may be made good by the rest. more is what the lead gains more than its token at its best.
func (w *walk) whole(more, damage int32) bool {
	mass := w.mass + more
	if w.passed > 0 && w.carriers == 1 {
		mass = mass * singleShare >> 8
	}
	left := w.loss(mass) - damage
	if left < 0 {
		return false
	}
	last := w.passed == 1 && w.carriers > 1 && damage == 0 && left >= closeDamage // the passed token may be close to the last of the name
	return last || w.opposed*w.regular>>8 <= left
}

// pass leaves a token behind that gains less when it has only a weak partner.
func (w *walk) pass(t *token, from *source, less int32, vague bool) {
	w.mass -= less
	if len(from.leads) > 0 {
		w.carriers--
	}
	if core(t) && !vague {
		w.passed++
		w.opposed += t.oppose
	}
}

// follow visits all postings of a lead, or those within reach of what a name may lose that holds its pair.
func (c *Corpus) follow(l *lead, p *plan, most int32, whole bool, s *Scratch) {
	if most < 0 || !whole && !carries(c.tokens[l.id].role) {
		return // some other pair of the name carries its match, and leads to it
	}
	v := c.visitOf(l, p, s)
	for rest := c.postingsOf(l.id); len(rest) > 0; {
		list := ofClass(rest)
		rest = rest[len(list):]
		need := s.needs[list[0].about.class()]
		if need == Never {
			continue
		}
		if !whole {
			list = upTo(list, p.reach(most))
		}
		c.choose(list, need+l.damage, &v, p, s)
	}
}

// choose tries the names of postings of one class that may reach a need.
func (c *Corpus) choose(list []posting, need int32, v *visit, p *plan, s *Scratch) {
	for k := range list {
		x := &list[k]
		if (!p.counted || p.byCount(x, need, v, s)) && p.atMost(x, v, s) >= need {
			if s.names = append(s.names, x.name); len(s.names) == together {
				c.tryAll(p, apart, s)
			}
		}
	}
}

// A visit is what is known of all postings of a list.
type visit struct {
	glue     gluing
	core     bool   // they are of a core token
	sig      uint32 // its mark
	commoner int    // how many tokens of the query words may match that are commoner
	may      uint32 // and which
	top      int32  // the most that one of these gains
}

// visitOf looks at the words that may be commoner than a lead and match something, if it has so many postings that it pays.
func (c *Corpus) visitOf(l *lead, p *plan, s *Scratch) visit {
	v := visit{glue: apart, core: c.sort(l.id) >= lightSort, sig: c.sigOf(l.id), commoner: maxTokens, may: 1<<maxTokens - 1, top: p.top}
	if len(c.postingsOf(l.id)) < worthCounting {
		return v
	}
	v.commoner, v.may, v.top = 0, 0, 0
	for _, i := range p.order[:p.n] {
		most := int32(0)
		for k := range s.sources[i].leads {
			if o := &s.sources[i].leads[k]; c.compare(o.id, l.id) > 0 {
				most = max(most, o.gain)
			}
		}
		if most > 0 {
			v.commoner++
			v.may |= 1 << i
			v.top = max(v.top, most)
		}
	}
	return v
}

// untold is how many core tokens of a name no slot of a posting tells of.
type untold struct {
	any      int  // that may match any token of the query
	commoner int  // that may match those that visit.may says
	alone    int  // that match nothing, because no word of the query is so common
	own      bool // the posting's own token is one more
}

// untold looks at the core tokens beyond the slots, which are commoner than those in them: see bound.go.
func (v *visit) untold(x *posting) (u untold) {
	extra := x.about.extra()
	if v.glue != apart {
		u.any = extra
		return u
	}
	if u.own = v.core && x.order.place() >= sigSlots; u.own {
		extra--
	}
	u.any = min(max(0, x.order.place()-sigSlots), extra)
	u.commoner = min(extra-u.any, v.commoner)
	u.alone = extra - u.any - u.commoner
	return u
}

// worthCounting is from how many postings on it pays to fill the table of counts.
const worthCounting = 1000

// together is how many names are tried together.
const together = 64

// reach is up to which opposition of rarer tokens postings are visited.
func (p *plan) reach(most int32) int32 { return most*256/p.regular + 1 + int32(p.vague)*mostOppose }

// linked counts the core tokens of the query that a particle may match, an abbreviated one say: postings do not tell of particles.
// Those that few names hold do not count: the names are tried (visitLinked).
func (c *Corpus) linked(s *Scratch) int {
	tokens := uint32(0)
	for _, m := range s.linked {
		if len(c.postingsOf(m.id)) > fewLinked {
			tokens |= 1 << m.q
		}
	}
	return bits.OnesCount32(tokens)
}

// visitLinked tries the few names that hold a particle which may match a core token of the query. Neighbours in them may make a
// word of the query besides: by its posting alone, such a name was not worth it.
func (c *Corpus) visitLinked(p *plan, s *Scratch) {
	for _, m := range s.linked {
		if list := c.postingsOf(m.id); len(list) <= fewLinked {
			for k := range list {
				s.names = append(s.names, list[k].name)
			}
			c.tryAll(p, tight, s)
		}
	}
}

// fewLinked is up to how many names that hold a particle are tried one by one.
const fewLinked = 100

// visitGlued tries the names that hold the word of a token as two neighbours, or as three with a particle between.
func (c *Corpus) visitGlued(p *plan, s *Scratch) {
	var ends [apart + 1]int
	s.ids = s.ids[:0]
	for glue := range apart {
		for i := range s.q.tokens {
			t := &s.q.tokens[i]
			if n := len(s.ids); !silent(t.role) {
				if s.ids = c.glued[glue].appendTo(s.ids, mix(t.hash)); len(s.ids) > n {
					p.glued[glue].add(t, glue)
				}
			}
		}
		ends[glue+1] = len(s.ids)
	}
	for glue := tight; glue >= letters; glue-- { // a name that is more than one is met as all that it is
		c.tryGlued(s.ids[ends[glue]:ends[glue+1]], glue, p, s)
	}
}

// twoInitials is how many initials make a word.
const twoInitials = 2

// add counts a token of the query.
func (g *gluedTokens) add(t *token, glue gluing) {
	g.tokens++
	if glue == letters {
		g.mass += min(t.weight, twoInitials*initialMass)
		return
	}
	g.mass += t.weight
	g.holds++
}

// tryGlued tries the names of postings that are worth it.
func (c *Corpus) tryGlued(postings []uint32, glue gluing, p *plan, s *Scratch) {
	v, counted := visit{glue: glue}, glue == letters && len(postings) > worthCounting
	if counted {
		p.count(&s.spelt, p.glued[letters].mass, s)
	}
	for batch := range slices.Chunk(postings, together) {
		for _, at := range batch {
			s.touched += c.posts[at].sigs[0]
		}
		for _, at := range batch {
			x := &c.posts[at]
			need := s.needs[x.about.class()]
			if need != Never && (!counted || p.byLetters(x, need, s)) && p.atMost(x, &v, s) >= need {
				s.names = append(s.names, x.name)
			}
		}
		c.tryAll(p, glue, s)
	}
}

// A balance is what is known of the tokens of a name by their marks alone.
type balance struct {
	matched uint32           // tokens of the query that core tokens of the name may be related to
	begun   uint32           // and those that initials may
	single  uint32           // those that some core token may be related to, and to no other
	gains   [maxTokens]uint8 // and the most that it gains
	pairs   int              // how many core tokens may be matched
	letters int              // how many initials
	alone   int              // how many core tokens cannot
	free    int              // how many other tokens may match a core token of the query
	among   int              // how many of them may match only some
	may     uint32           // which
	mass    int32            // the most that these and the matched tokens gain
	vague   uint32           // vague tokens of the query that have marks of their own
	met     int32            // what they gain by these, at most what they gain elsewhere
	heavy   bool             // opposing each core token costs heavyOppose
	regular bool             // no initials
	holds   int              // how many other tokens may carry a match
	far     bool             // what the query has left cannot be close to anything
	oppose  int32            // what those tokens of the query cost that are sure to be left
	omit    int32            // and when omitted
}

// spanning is set in balance.matched where a token is what neighbours in the query make when written together.
const spanning = 1 << maxTokens

// counts holds, for names that are heavy and others, by how many tokens of a name may be matched (the last: that many or more),
// how many core tokens of the query cannot, and how many of the name, an evidence that is not exceeded.
type counts [2][mostCounted + 1][maxTokens + 1][sigSlots + 1]int32

const mostCounted = sigSlots

// count fills a table of what can be reached by counting alone, and a mass besides.
func (p *plan) count(reached *counts, mass int32, s *Scratch) {
	var gains [maxTokens]int32
	for i := range s.q.tokens {
		gains[i] = -max(s.best[i], s.weak[i])
	}
	slices.Sort(gains[:])
	mass += p.linkGain
	b := balance{mass: mass}
	for b.pairs = range mostCounted {
		p.countPairs(reached, &b, s)
		b.mass -= gains[b.pairs]
	}
	b.pairs, b.mass = mostCounted, mass+p.mass
	p.countPairs(reached, &b, s)
}

// countPairs fills the part of a table for a number of pairs.
func (p *plan) countPairs(reached *counts, b *balance, s *Scratch) {
	for heavy := range reached {
		b.heavy = heavy == 1
		for left := range p.core + 1 {
			for b.alone = range sigSlots + 1 {
				reached[heavy][b.pairs][left][b.alone] = p.sum(b, left, s)
			}
		}
	}
}

// byCount decides of most postings: it reports whether the name of a posting may reach a need, by the number of its tokens that have
// marks and have none. It hardly branches, because branches would often be guessed wrong.
func (p *plan) byCount(x *posting, need int32, v *visit, s *Scratch) bool {
	marked, cores := s.marked(&x.sigs), x.order.cores()
	pairs := bits.OnesCount8(marked & (1<<cores - 1))
	others := bits.OnesCount8(marked >> cores)
	alone, odd := cores-pairs, 0
	var u untold
	if x.about.rest() {
		if x.about.many() {
			return true
		}
		odd, u = x.about.odd(), v.untold(x)
		others += x.about.initials() + min(odd, p.odds) + u.any + u.commoner
		alone = min(alone+u.alone, sigSlots)
		if u.own {
			pairs++
		}
	}
	left := p.core - (pairs+others)*(1+s.spanned) - p.linked
	reached := &s.counts[x.about>>aboutHeavy&1][min(pairs+others, mostCounted)][max(0, left)]
	if p.vague == 0 {
		return reached[alone] >= need
	}
	if reached[max(0, alone-p.vague)]+p.guess < need { // whatever begins like the vague tokens of the query
		return false
	}
	begun := min(p.begun(x, marked)+u.alone, p.vague, alone)
	return reached[alone-begun]+p.guessed(begun, others+odd, 0) >= need
}

// byLetters is byCount for a name in which initials make a word of the query: they make nothing else, and two at least are used.
func (p *plan) byLetters(x *posting, need int32, s *Scratch) bool {
	if x.about.many() {
		return true
	}
	cores := x.order.cores()
	pairs := bits.OnesCount8(s.marked(&x.sigs) & (1<<cores - 1))
	initials := max(0, x.slots()-cores+x.about.initials()-twoInitials)
	others := initials + x.about.extra() + min(x.about.odd(), p.odds)
	left := p.core - (pairs+others)*(1+s.spanned) - p.linked - p.glued[letters].tokens
	alone := max(0, cores-pairs-p.vague)
	return s.spelt[x.about>>aboutHeavy&1][min(pairs+others, mostCounted)][max(0, left)][alone]+p.guess >= need
}

// marked returns which tokens that a posting tells of may have marks, a bit each.
func (s *Scratch) marked(sigs *[2]uint64) uint8 {
	a, b := sigs[0], sigs[1]
	return s.coarse[uint16(a)] | s.coarse[uint16(a>>sigBits)]<<1 | s.coarse[uint16(a>>(2*sigBits))]<<2 |
		s.coarse[uint16(b)]<<3 | s.coarse[uint16(b>>sigBits)]<<4 | s.coarse[uint16(b>>(2*sigBits))]<<5
}

// guessed is the most that the vague tokens of the query gain, where so many core tokens without mark begin like them: also
// particles may, and others do not tell how they begin. met is what those of them gain no more that gain as much by marks.
func (p *plan) guessed(begun, others int, met int32) int32 {
	if others > 0 {
		return p.guess - met
	}
	return min(p.guess-met, int32(begun)*p.guesses+int32(p.vague)*particleMass)
}

// begun counts the core tokens without mark that a vague token of the query may stand for.
func (p *plan) begun(x *posting, marked uint8) (n int) {
	for k := range x.order.cores() {
		letter := x.sigs[k/3] >> (k%3*sigBits + sigLetter) & (1<<(sigBits-sigLetter) - 1)
		n += int(p.letters>>letter&1) &^ int(marked>>k&1)
	}
	return n
}

// atMost returns an evidence that the name of a posting does not exceed, by the marks of its tokens alone.
func (p *plan) atMost(x *posting, v *visit, s *Scratch) int32 {
	initials, odd := x.about.initials(), x.about.odd()
	if x.about.many() {
		return flattened(p.mass + p.glued[letters].mass + p.glued[loose].mass + p.glued[tight].mass)
	}
	b := balance{heavy: x.about.heavy(), regular: x.about.regular()}
	begun, any := 0, 0
	if x.about.extra() > 0 {
		u := v.untold(x)
		b.free, b.among, b.may, b.alone = u.any+u.commoner, u.commoner, v.may, u.alone
		b.holds, b.mass = b.free, int32(u.any)*p.top+int32(u.commoner)*v.top
		if u.own && !b.match(v.sig, s) {
			b.alone++
		}
		begun, any = b.alone, b.alone
	}
	for _, sigs := range x.sigs {
		for ; sigs != 0; sigs >>= sigBits {
			sig := uint32(sigs & sigMask)
			letter := sig >> sigLetter
			begins := int(p.letters >> letter & 1) // no vague token begins with initialLetter
			any += begins
			switch signed := s.signed[sig>>6]>>(sig&63)&1 != 0; {
			case v.glue == letters && letter == initialLetter:
				initials++
			case signed && b.match(sig, s), letter == initialLetter:
			case signed:
				b.alone++
				begun++ // the other one may begin like it
			default:
				b.alone++
				begun += begins
			}
		}
	}
	b.alone -= min(begun, p.vague)
	if v.glue == letters {
		initials = max(0, initials-twoInitials)
	}
	b.mass += p.guessed(min(any, p.vague), b.letters+initials+b.free+odd, b.met) + p.linkGain + int32(initials)*initialMass
	b.free += initials + p.linked
	if odd > 0 {
		b.addOdd(odd, p, s)
	}
	b.glue(v.glue, p)
	return p.evidence(&b, s)
}

// match counts a token that is related to the query. It returns false of a core token that is related to nothing but what another
// one is related to: one of the two is alone.
func (b *balance) match(sig uint32, s *Scratch) bool {
	sign := &s.signs[signOf(sig)]
	gain, single := int32(sign.gain)*gainUnit, sign.q&(sign.q-1) == 0
	if single && sig>>sigLetter != initialLetter {
		before := &b.gains[bits.TrailingZeros32(sign.q)]
		if b.single&sign.q != 0 {
			b.mass += max(0, int32(sign.gain)-int32(*before)) * gainUnit
			*before = max(*before, sign.gain)
			return false
		}
		b.single |= sign.q
		*before = sign.gain
	}
	b.mass += gain
	if single && sign.q&s.vague&^b.vague != 0 {
		b.vague |= sign.q
		b.met += min(gain, s.weak[bits.TrailingZeros32(sign.q)])
	}
	if sig>>sigLetter == initialLetter {
		b.letters++
		b.begun |= sign.q
		return true
	}
	b.pairs++
	b.matched |= sign.q
	return true
}

// addOdd counts odd tokens, of which the marks are not known.
func (b *balance) addOdd(odd int, p *plan, s *Scratch) {
	b.free += min(odd, p.odd)
	b.mass += int32(min(odd, p.odds)) * s.oddGain
	if s.oddHolds {
		b.holds += odd
	}
}

// look is atMost for the tokens of a name themselves.
func (c *Corpus) look(row []uint32, p *plan, glue gluing, s *Scratch) int32 {
	b, odd, vague, initials, any := balance{heavy: true, regular: true}, 0, 0, 0, false
	for _, id := range row {
		sort := c.sort(id)
		if sort == silentSort {
			continue
		}
		begins := p.vague > 0 && c.mayBegin(id, p, s)
		any = any || begins
		marked := s.bits[id>>6]>>(id&63)&1 != 0
		switch {
		case sort == oddSort:
			odd++
		case sort == particleSort:
			if marked {
				b.free++
				b.mass += particleMass
			}
		default:
			b.heavy, b.regular = b.heavy && sort != lightSort, b.regular && sort != initialSort
			switch {
			case glue == letters && sort == initialSort:
				initials++
			case marked && b.match(c.sigOf(id), s), sort == initialSort:
			default:
				b.alone++
				if begins || marked { // marked: the other one may begin like it
					vague++
				}
			}
		}
	}
	b.alone -= min(vague, p.vague)
	if any {
		b.mass += p.guess - b.met
	}
	if rest := initials - twoInitials; rest > 0 {
		b.free += rest
		b.mass += int32(rest) * initialMass
	}
	if odd > 0 {
		b.addOdd(odd, p, s)
	}
	b.glue(glue, p)
	return p.evidence(&b, s)
}

// glue counts tokens of the query as matched by neighbours of a name.
func (b *balance) glue(glue gluing, p *plan) {
	if glue == apart {
		return
	}
	b.glueTokens(&p.glued[letters], 0)
	if glue >= loose {
		b.glueTokens(&p.glued[loose], 0)
	}
	if glue == tight {
		b.glueTokens(&p.glued[tight], 2) // of three neighbours, the one between is a particle
	}
}

// glueTokens counts them as matched by so many core tokens each, at most.
func (b *balance) glueTokens(g *gluedTokens, cores int) {
	b.free += g.tokens
	b.alone -= cores * g.tokens
	b.mass += g.mass
	b.holds += g.holds
}

// mayBegin reports whether a token of the corpus may be what an initial or a stub of the query stands for.
func (c *Corpus) mayBegin(id uint32, p *plan, s *Scratch) bool {
	if p.letters>>c.letter(id)&1 == 0 {
		return false
	}
	if s.initials[c.light[id].first] != 0 {
		return true
	}
	for _, r := range s.stubs {
		if id >= r.from && id < r.to {
			return true
		}
	}
	return false
}

// evidence returns an evidence that a name of such a balance does not exceed.
func (p *plan) evidence(b *balance, s *Scratch) int32 {
	free := b.free * (1 + s.spanned)
	unmatched := p.cores &^ (b.matched | b.begun)
	left := bits.OnesCount32(unmatched) - free
	b.far = left > 0 && unmatched&p.close == 0
	if b.matched&spanning == 0 {
		left = max(left, p.core-b.pairs-b.letters-free)
	}
	if b.free == b.among {
		for rest := unmatched &^ b.may; rest != 0; rest &= rest - 1 {
			t := &s.q.tokens[bits.TrailingZeros32(rest)]
			b.oppose, b.omit = b.oppose+t.oppose, b.omit+t.omit
		}
	}
	return p.sum(b, max(0, left), s)
}

// sum is the evidence that a name of such a balance does not exceed that leaves so many core tokens of the query.
func (p *plan) sum(b *balance, left int, s *Scratch) int32 {
	alone, mass := max(0, b.alone), b.mass
	if b.pairs+b.holds == 0 {
		return nothing
	}
	if b.pairs+b.holds == 1 && (left > 0 || alone > 0 && !s.q.cut) {
		mass = mass * singleShare >> 8
	}
	cost := p.cost(b, left, alone)
	if left <= 1 && alone <= 1 && !b.far && p.close != 0 { // the last word of each may be close to the other
		cost = min(cost, closeDamage)
	}
	return flattened(mass) - cost + rounding
}

// cost is the least that so many core tokens without partner cost.
func (p *plan) cost(b *balance, left, alone int) int32 {
	each, share, missing := int32(lightOppose), p.share, p.missing
	if b.heavy {
		each = heavyOppose
	}
	if b.regular {
		share, missing = p.regular, p.lacking
	}
	x, y := max(b.oppose, p.cheap[left]), int32(alone)*each
	m := min(x, y)
	return max(b.omit, p.spared[left], (m*share+(x-m)*p.omitted+(y-m)*missing)>>8)
}
