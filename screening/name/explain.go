package name

import (
	"math/bits"
	"strings"
)

// Explain returns the pairing behind Compare: the pairs in the order of a, then what is left of a, then of b.
func Explain(a, b *Name) []Pair {
	var p pairing
	p.pair(a, b)
	out := make([]Pair, 0, p.n+len(a.tokens)-bits.OnesCount32(p.usedA)+len(b.tokens)-bits.OnesCount32(p.usedB))
	for i := range a.tokens {
		for k := range p.n {
			if x := p.pairs[k]; int(x.i) == i {
				out = append(out, Pair{
					A: text(a, x.i, x.it), B: text(b, x.j, x.jt), Role: a.tokens[i].role.word(), Code: x.code.String(), Gain: nats(x.gain),
				})
			}
		}
	}
	c, _ := p.against()
	for i := range a.tokens {
		if t := &a.tokens[i]; p.usedA&(1<<i) == 0 {
			out = append(out, leftOver(Pair{A: a.written(t)}, t, c > 0))
		}
	}
	for j := range b.tokens {
		if t := &b.tokens[j]; p.usedB&(1<<j) == 0 {
			out = append(out, leftOver(Pair{B: b.written(t)}, t, c > 0))
		}
	}
	return out
}

// leftOver says what a token without a partner costs at most: it is different when the other name has something in its
// place, else missing.
func leftOver(p Pair, t *token, contradicted bool) Pair {
	p.Role, p.Code, p.Gain = t.role.word(), "missing", -nats(t.omit)
	if contradicted && t.oppose > 0 {
		p.Code, p.Gain = "different", -nats(t.oppose)/2
	}
	return p
}

func text(n *Name, from, to uint8) string {
	if from == to {
		return n.written(&n.tokens[from])
	}
	var s strings.Builder
	s.WriteString(n.written(&n.tokens[from]))
	for i := from + 1; i <= to; i++ {
		s.WriteString(" " + n.written(&n.tokens[i]))
	}
	return s.String()
}
