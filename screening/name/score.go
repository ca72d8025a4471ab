package name

// Evidence of a pairing: what agrees, less what contradicts, less what is missing.
//
//	E = g(M) - D - C - O - F
//
// M, the mass, is the sum of the gains of the pairs: the rarity of the token (the lighter of the two) times the worth of the
// relation. g is 1:1 up to the knee and flat after it: ten words that agree do not outweigh one that contradicts. A single
// strong pair counts at singleShare. C, contradiction, is what stands on both sides without a partner, role by role: the
// smaller of the two costs. O, omission, is what is left without a partner on one side only.
const (
	knee         = 7000 // thousandths of a nat
	slope        = 44   // 256ths, above the knee
	singleShare  = 190  // 256ths, for the mass of a match that rests on one word
	wholeShare   = 256  // the same, where neither name has another word
	roughAlone   = 900  // two letters differ in the one word a match rests on
	crossShare   = 128  // 256ths, for a contradiction of a given name with a surname where roles are known
	noGiven      = 2500 // only surnames agree, the given names stand in one name alone: family
	noSurname    = 3500 // only given names agree
	crossedGiven = 4300
	formClash    = 1500 // a company against a cooperative, a foundation, an agency
)

// evidence sums a pairing up.
func (p *pairing) evidence() int32 {
	if p.strong == 0 {
		return nothing
	}
	m := p.mass
	damage := p.damage
	if p.strong == 1 {
		m = m * p.single() >> 8
		if p.rough {
			damage += roughAlone
		}
	}
	m = flattened(m)
	c, o := p.against()
	return m - damage - c - o - p.family() - p.crossed() - p.formsClash()
}

// flattened is g: what a mass counts, all of it up to the knee and a part of it above.
func flattened(mass int32) int32 {
	if mass > knee {
		return knee + (mass-knee)*slope>>8
	}
	return mass
}

// single is the worth of a match that rests on one word: more when neither name has another word.
func (p *pairing) single() int32 {
	if p.usedA == full(p.a) && (p.usedB == full(p.b) || p.a.cut) {
		return wholeShare
	}
	return singleShare
}

// A side is what is left without a partner in one name, by group of roles.
type side struct {
	oppose, omit [groups]int32
}

// groups of roles that contradict each other.
const (
	firstGroup  = iota // given names, brands, generic words, places
	secondGroup        // surnames
	suffixGroup
	numberGroup
	groups
)

func groupOf(r role) int {
	switch r {
	case paternal, maternal:
		return secondGroup
	case suffix:
		return suffixGroup
	case number:
		return numberGroup
	}
	return firstGroup
}

func sideOf(n *Name, used uint32, roles bool) (s side) {
	for i := range n.tokens {
		if used&(1<<i) != 0 {
			continue
		}
		t := &n.tokens[i]
		g := groupOf(t.role)
		if g == secondGroup && !roles {
			g = firstGroup
		}
		s.oppose[g] += t.oppose
		s.omit[g] += t.omit
	}
	return s
}

// against returns contradiction and omission.
func (p *pairing) against() (c, o int32) {
	roles := p.a.known && p.b.known
	x, y := sideOf(p.a, p.usedA, roles), sideOf(p.b, p.usedB, roles)
	for g := range groups {
		m := min(x.oppose[g], y.oppose[g])
		c += m
		missing := rest(&y, g, m)
		if p.a.cut {
			missing /= 4 // the words may have been cut off
		}
		o += rest(&x, g, m) + missing
	}
	if roles {
		m := min(x.oppose[firstGroup], y.oppose[secondGroup]) + min(x.oppose[secondGroup], y.oppose[firstGroup])
		c += m * crossShare >> 8
	}
	return c, o
}

// rest takes the contradicted part out of a group of a side and returns what the part left over costs as an omission.
func rest(s *side, g int, contradicted int32) int32 {
	if s.oppose[g] == 0 {
		return s.omit[g]
	}
	left := s.oppose[g] - contradicted
	cost := int32(int64(s.omit[g]) * int64(left) / int64(s.oppose[g]))
	s.oppose[g] = left
	return cost
}

// family is the cost of sharing nothing but surnames, or nothing but given names, where one name tells which is which.
func (p *pairing) family() int32 {
	return max(lacks(p.a, p.usedA), lacks(p.b, p.usedB))
}

func lacks(n *Name, used uint32) int32 {
	if !n.known {
		return 0
	}
	var has, met [2]bool
	for i := range n.tokens {
		if r := n.tokens[i].role; r <= maternal {
			k := 0
			if r != given {
				k = 1
			}
			has[k] = true
			met[k] = met[k] || used&(1<<i) != 0
		}
	}
	switch {
	case has[1] && !met[1]:
		return noSurname
	case has[0] && !met[0]:
		return noGiven
	}
	return 0
}

// crossed is the cost of two given names that stand in the other order: José María and María José are two people.
func (p *pairing) crossed() int32 {
	if p.a.kind != person || p.b.kind != person {
		return 0
	}
	last, n := -1, 0
	for i := range p.a.tokens {
		if !p.a.isGiven(i) {
			continue
		}
		n++
		for k := range p.n {
			if x := &p.pairs[k]; int(x.i) == i && p.b.isGiven(int(x.j)) {
				if n == 2 && last > int(x.j) {
					return crossedGiven
				}
				last = int(x.j)
			}
		}
	}
	return 0
}

// isGiven reports whether token i is a given name: by its role where roles are sure, else by what the background says.
func (n *Name) isGiven(i int) bool {
	if t := &n.tokens[i]; n.known {
		return t.role == given
	} else {
		return t.first
	}
}

// formsClash is the cost of legal forms that no conversion leads between.
func (p *pairing) formsClash() int32 {
	x, y := p.a.forms&^droppedForm, p.b.forms&^droppedForm
	if x == 0 || y == 0 || x&y != 0 {
		return 0
	}
	return formClash
}

// Score maps evidence to ten-thousandths by the logistic table: .5 at 3.3 nats, 2.5 nats for each step of e.
func Score(evidence int32) int32 {
	x := evidence - evidenceOffset
	if x <= 0 {
		return 0
	}
	i := x / evidenceStep
	if i >= int32(len(logistic))-1 {
		return int32(logistic[len(logistic)-1])
	}
	lo, hi := int32(logistic[i]), int32(logistic[i+1])
	return lo + (hi-lo)*(x%evidenceStep)/evidenceStep
}

// EvidenceFor returns the least evidence that Score maps to at least the given ten-thousandths.
func EvidenceFor(score int32) int32 {
	lo, hi := int32(evidenceOffset), int32(evidenceOffset+evidenceStep*len(logistic))
	for lo < hi {
		if mid := (lo + hi) / 2; Score(mid) >= score {
			hi = mid
		} else {
			lo = mid + 1
		}
	}
	return lo
}
