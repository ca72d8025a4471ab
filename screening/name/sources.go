package name

import (
	"cmp"
	"slices"
)

// A source is a token of the query with the tokens of the corpus that are related to it and lead to names.
type source struct {
	ids   []uint32
	names int // how many postings they have
}

func (c *Corpus) addSource(i int, id uint32, s *Scratch) {
	s.sources[i].ids = append(s.sources[i].ids, id)
	s.sources[i].names += int(c.postStart[id+1] - c.postStart[id])
}

// A plan says which postings are visited, and which of them are worth looking up. See bound.go for why nothing is lost.
type plan struct {
	order   [maxTokens]uint8 // tokens of the query, the fewest postings first
	n       int
	mass    int32                // the most that all tokens can gain
	need    int32                // the least need of a class
	slack   [Classes]int32       // what a name of each class may lose and still reach its need
	most    int32                // the largest slack
	core    int                  // tokens of the query that cost something when opposed
	cheap   [maxTokens + 1]int32 // what the cheapest n of them cost
	odd     int                  // how many of them a token may match that no slot of a posting tells of
	vague   int                  // tokens of the query that may stand for any word that begins like them
	regular int32                // 256ths of an opposition that are sure to count against a name without initials
	share   int32                // and against any name
	reach   int32                // up to which opposition of rarer tokens all postings are visited
	orphan  bool                 // one word may be left in each name, if the two are close
}

// mostOppose is the most that opposing a core token costs.
const mostOppose = 6100

// plan looks at what the tokens of the query lead to.
func (c *Corpus) plan(s *Scratch) (p plan) {
	p.need, p.most = slices.Min(s.needs[:]), -1
	for i := range s.q.tokens {
		t := &s.q.tokens[i]
		p.mass += max(s.best[i], s.weak[i])
		switch {
		case silent(t.role):
			continue
		case vague(t):
			p.vague++
		case core(t):
			p.core++
			p.cheap[p.core] = t.oppose
			p.odd += int(s.odd >> i & 1)
		}
		p.order[p.n] = uint8(i)
		p.n++
	}
	for class, need := range s.needs {
		p.slack[class] = p.loss(p.mass, need)
		p.most = max(p.most, p.slack[class])
	}
	p.sort(s)
	p.shares(s.q)
	p.reach = p.most*256/p.regular + 1 + int32(p.vague)*mostOppose
	p.orphan = p.most >= closeDamage
	return p
}

// vague reports whether a token of the query may stand for any word that begins like it.
func vague(t *token) bool { return t.role == initial || t.stub && !cutWord(t) }

// loss is the most that a name may lose that gains a mass and reaches a need.
func (p *plan) loss(mass, need int32) int32 { return flattened(mass) - need + rounding }

// shares sets how much of an opposition is sure to count. Where roles are known on both sides a given name against a surname
// counts crossShare, and both are omitted besides, each at a ninth of its opposition or more; only initials cost less, and a
// quarter what a query that was cut off may have lost.
func (p *plan) shares(q *Name) {
	p.regular, p.share = 256, 256
	if !q.known {
		return
	}
	p.share = crossShare
	if !slices.ContainsFunc(q.tokens, func(t token) bool { return t.role == initial }) {
		p.share += omitShare
	}
	p.regular = p.share + omitShare
	if q.cut {
		p.regular = p.share + omitShare/4
	}
}

// omitShare is what omitting a core token of a person's name costs at least, in 256ths of what opposing it costs.
const omitShare = 256 / 9

// sort puts the tokens in order, and sums up what the cheapest core tokens cost.
func (p *plan) sort(s *Scratch) {
	slices.SortFunc(p.order[:p.n], func(a, b uint8) int {
		return cmp.Or(cmp.Compare(s.sources[a].names, s.sources[b].names), cmp.Compare(a, b))
	})
	slices.Sort(p.cheap[1 : p.core+1])
	for i := 2; i <= p.core; i++ {
		p.cheap[i] += p.cheap[i-1]
	}
}

// visit tries every name that a posting leads to and that may reach the need of its class.
func (c *Corpus) visit(s *Scratch) {
	p := c.plan(s)
	if p.most < 0 {
		return
	}
	passed, opposed, mass := 0, int32(0), p.mass
	for _, i := range p.order[:p.n] {
		t := &s.q.tokens[i]
		carrying, left := carries(t.role), p.loss(mass, p.need)
		whole := carrying && (opposed*p.regular>>8 <= left || p.orphan && passed == 1 && left >= closeDamage)
		c.visitSource(&s.sources[i], &p, whole && left >= 0, s)
		if !carrying {
			continue
		}
		mass -= max(s.best[i]-s.weak[i], 0)
		if core(t) && !vague(t) {
			passed++
			opposed += t.oppose
		}
	}
}

// visitSource visits all postings of a source, or those within reach.
func (c *Corpus) visitSource(from *source, p *plan, whole bool, s *Scratch) {
	for _, id := range from.ids {
		list := c.postingsOf(id)
		if !whole {
			list = upTo(list, p.reach)
		}
		for k := range list {
			if x := &list[k]; p.worth(x, s) {
				c.try(x.name, false, s)
			}
		}
	}
}

// worth reports whether a posting is worth looking up: by the marks of its tokens alone, the name may reach its need.
func (p *plan) worth(x *posting, s *Scratch) bool {
	slack := p.slack[x.about.class()]
	if slack < 0 {
		return false
	}
	matched, alone := 0, -p.vague
	for _, sig := range x.sig {
		if sig == 0 {
			break
		}
		if s.marked[sig>>6]>>(sig&63)&1 != 0 {
			matched++
		} else {
			alone++
		}
	}
	aside, odd := x.about.aside(), p.odd
	if x.about.odd() < mostAside {
		odd = min(odd, x.about.odd())
	}
	left := p.core - matched - aside - odd - s.spanned
	if left <= 0 || alone <= 0 || aside == mostAside || p.orphan && left == 1 && alone == 1 {
		return true
	}
	return p.cost(x.about, left, alone) <= slack
}

// cost is the least that so many core tokens without partner cost on both sides.
func (p *plan) cost(about about, left, alone int) int32 {
	each, share := int32(lightOppose), p.share
	if about.heavy() {
		each = heavyOppose
	}
	if about.aside() == 0 {
		share = p.regular
	}
	return min(p.cheap[left], int32(alone)*each) * share >> 8
}
