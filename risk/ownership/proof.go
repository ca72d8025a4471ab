package ownership

import (
	"cmp"
	"slices"
)

// prove returns on what basis a node is blocked in a view, and a least set of stakes that shows it: of each party the
// largest blocked holders that are enough, and so on up to the listed ones. A stake stands before those that rest on it.
func (r *Result) prove(n int32, v view) (Basis, []Stake) {
	basis, chosen := r.step(n, v)
	nodes, seen := []int32{n}, map[int32]bool{n: true}
	layers := map[int32][]int32{n: r.edgesOf(chosen)}
	for open := chosen; len(open) > 0; {
		h := open[0]
		open = open[1:]
		if seen[h.node] || slices.Contains(v.seeds, r.listed[h.node]) {
			continue
		}
		seen[h.node] = true
		_, above := r.step(h.node, v)
		nodes, layers[h.node] = append(nodes, h.node), r.edgesOf(above)
		open = append(open, above...)
	}
	slices.SortFunc(nodes, func(a, b int32) int {
		return cmp.Or(cmp.Compare(v.rank[a], v.rank[b]), r.g.compareNodes(a, b))
	})
	var proof []Stake
	for _, node := range nodes {
		for _, e := range layers[node] {
			proof = append(proof, r.g.stake(e))
		}
	}
	return basis, proof
}

// step returns the fewest holders that block a node, all of them blocked before it.
func (r *Result) step(n int32, v view) (Basis, []stockholder) {
	holders := r.relevant(n, v, r.holders(n, v, v.rank[n]))
	var sum pull
	for i, h := range holders {
		control := r.ruling.rule.Control || h.rank <= v.governed
		if !r.ruling.rule.Aggregate {
			sum = pull{}
		}
		sum = pull{equity: sum.equity.add(h.equity), votes: sum.votes.add(h.votes)}
		if b := r.ruling.blocks(sum, v.bound, false); b != "" {
			return b, r.enough(holders[:i+1])
		}
		if control && r.ruling.blocks(pull{votes: sum.votes}, v.bound, true) != "" {
			return Controlled, r.enough(holders[:i+1])
		}
	}
	for _, h := range holders {
		if (r.ruling.rule.Control || h.rank <= v.governed) && h.control {
			return Controlled, []stockholder{h}
		}
	}
	return "", holders
}

// enough keeps the last holder where holders are not added up: it is the one that passes alone.
func (r *Result) enough(holders []stockholder) []stockholder {
	if r.ruling.rule.Aggregate {
		return holders
	}
	return holders[len(holders)-1:]
}

// relevant narrows the stakes of each holder to those that the rule counts, with all stakes of its joint arrangements.
func (r *Result) relevant(n int32, v view, holders []stockholder) []stockholder {
	for i, h := range holders {
		edges := h.edges
		if r.ruling.rule.Joint {
			if groups := r.g.groups(edges); groups != nil {
				edges = slices.DeleteFunc(slices.Clone(r.g.held.of(n)), func(e int32) bool {
					return r.g.edges.at(e).holder != h.node && !slices.Contains(groups, r.g.extras[r.g.edges.at(e).extra].group)
				})
			}
		}
		holders[i].edges = r.counted(edges, v.bound)
	}
	return holders
}

// counted returns the stakes that stand and that the rule gives a weight.
func (r *Result) counted(edges []int32, b bound) []int32 {
	return slices.DeleteFunc(slices.Clone(edges), func(i int32) bool {
		e := r.g.edges.at(i)
		w := r.ruling.weights[e.kind]
		return w == nothing || w == perhaps && b == certain || !r.ruling.stands(r.g, e, b)
	})
}

// edgesOf returns the stakes of some holders, each once, in their fixed order.
func (r *Result) edgesOf(holders []stockholder) []int32 {
	var edges []int32
	for _, h := range holders {
		edges = append(edges, h.edges...)
	}
	slices.Sort(edges)
	edges = slices.Compact(edges)
	slices.SortFunc(edges, func(a, b int32) int { return compareStakes(r.g.stake(a), r.g.stake(b)) })
	return edges
}

// minority returns the stakes that blocked or possibly blocked parties have in one that is not blocked.
func (r *Result) minority(n int32) []Stake {
	v := r.view(Indeterminate)
	return r.g.stakesAt(r.edgesOf(r.relevant(n, v, r.holders(n, v, 0))))
}

// cautions returns what a reviewer has to know beside the status, in the order in which they are declared.
func (r *Result) cautions(n int32, f Finding) []Caution {
	var found []Caution
	add := func(c Caution, when bool) {
		if when {
			found = append(found, c)
		}
	}
	near := amountOf(r.ruling.rule.Near, false)
	hands := r.hands(n)
	add(NearThreshold, f.Status == NotBlocked && !near.isZero() && f.Share.highAmount().cmp(near) >= 0)
	add(ControlHeld, hands.control && f.Basis != Controlled && f.Basis != Listed && !r.ruling.rule.Control)
	add(BlockedHand, hands.officer)
	add(Divested, hands.divested)
	add(NotAdded, f.Status == NotBlocked && !r.ruling.rule.Aggregate && r.together(n))
	add(Above100, r.capital(n, certain).cmp(amount{units: whole}) > 0)
	add(NotInForce, !r.ruling.force && r.inferred(n) != r.own(n))
	return found
}

// together reports whether the blocked holders reach the threshold when they are added up.
func (r *Result) together(n int32) bool {
	v := r.view(Potential)
	var sum amount
	for _, h := range r.holders(n, v, 0) {
		sum = sum.add(h.equity)
	}
	return passes(sum, r.ruling.threshold, r.ruling.inclusive, v.bound) && !sum.isZero()
}

// Hands are ties of blocked holders that no percentage shows.
type hands struct{ control, officer, divested bool }

// hands looks at every stake of a holder that is blocked or potentially so.
func (r *Result) hands(n int32) hands {
	var h hands
	for _, i := range r.g.held.of(n) {
		e := r.g.edges.at(i)
		if r.potential[e.holder] == 0 || e.holder == n {
			continue
		}
		kind := kinds[e.kind]
		if r.ruling.ended(r.g, e) {
			h.divested = h.divested || kind != Officer && kind != Signatory
			continue
		}
		h.officer = h.officer || kind == Officer || kind == Signatory
		most := kind == Votes && passes(r.ruling.amount(r.g, e, possible), half, false, possible)
		h.control = h.control || most || (kind == Board || kind == Control || kind == Managed) && r.ruling.boards(r.g, e, possible)
	}
	return h
}
