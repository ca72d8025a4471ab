package ownership

import (
	"cmp"
	"iter"
	"slices"

	"github.com/tamiz-project/tamiz/screening"
)

// A Result is a rule applied to a graph. It is immutable and safe for concurrent use; findings are made when asked for.
type Result struct {
	g      *Graph
	day    screening.Date
	ruling *ruling
	listed []Status

	// By node: 0, or the round in which it was blocked.
	blocked, potential, open []int32
	// The last rounds in which control by definition was handed on.
	governed, openGoverned int32
}

// A Finding says whether a party is blocked through its owners, and why.
type Finding struct {
	Party  string  `json:"party"`
	Rule   string  `json:"rule"`
	Status Status  `json:"status"`
	Share  Share   `json:"share"` // held by blocked parties: the least for sure, the most that can be
	Proof  []Stake `json:"proof"` // a least set of stakes that the status rests on, from the listed party down

	Basis       Basis     `json:"basis,omitempty"`
	Undisclosed Share     `json:"undisclosed"` // capital that no stake accounts for
	Cautions    []Caution `json:"cautions,omitempty"`
}

// A Basis says by what a party is blocked, or may be.
type Basis string

const (
	Listed     Basis = "listed"     // itself: on a list, by definition, a hit on it, or nobody could screen it
	Owned      Basis = "owned"      // by blocked parties
	Controlled Basis = "controlled" // by a blocked party; under EU and UK rules a presumption that can be rebutted
	Restricted Basis = "restricted" // owned by listed parties whose restrictions reach it (BIS)
	Unrecorded Basis = "unrecorded" // the graph does not know the party
)

// A Caution is what a reviewer has to know beside the status.
type Caution string

const (
	NearThreshold Caution = "near_threshold" // not blocked, but a blocked or possibly blocked minority is significant (OFAC FAQ 398)
	ControlHeld   Caution = "control_held"   // a blocked holder controls it, and the rule asks for ownership only (FAQ 398)
	BlockedHand   Caution = "blocked_hand"   // a blocked officer or signatory: no contract that he signs (FAQ 400)
	Divested      Caution = "divested"       // a blocked holder had a stake that ended: what was blocked before stays so (FAQ 402)
	NotAdded      Caution = "not_added"      // blocked holders reach the threshold together, and the rule does not add them up
	Above100      Caution = "above_100"      // the stakes add up to more than 100 %: the data contradicts itself
	NotInForce    Caution = "not_in_force"   // the rule would block it, and is suspended or not in force on the day
)

// Rule returns the rule that was applied, and Day the day.
func (r *Result) Rule() Rule          { return r.ruling.rule }
func (r *Result) Day() screening.Date { return r.day }

// Of returns the finding for one party. A party that the graph does not know is Indeterminate: nobody said who owns it.
func (r *Result) Of(id string) Finding {
	node, ok := r.g.lookup(id)
	if !ok || id == "" {
		return Finding{Party: id, Rule: r.ruling.rule.ID, Status: Indeterminate, Basis: Unrecorded}
	}
	return r.finding(node)
}

// All returns the findings that are not NotBlocked, in the order of their ids, the listed parties among them.
func (r *Result) All() iter.Seq[Finding] {
	return func(yield func(Finding) bool) {
		var nodes []int32
		for n := range r.g.ids {
			if r.g.ids[n] != "" && r.status(int32(n)) != NotBlocked {
				nodes = append(nodes, int32(n))
			}
		}
		slices.SortFunc(nodes, r.g.compareNodes)
		for _, n := range nodes {
			if !yield(r.finding(n)) {
				return
			}
		}
	}
}

// own is the status a node has by itself.
func (r *Result) own(n int32) Status {
	if r.listed[n] == ByDefinition {
		return Blocked
	}
	return r.listed[n]
}

// inferred is the status a node has by itself and through its owners.
func (r *Result) inferred(n int32) Status {
	switch {
	case r.blocked[n] != 0:
		return Blocked
	case r.potential[n] != 0:
		return Potential
	case r.open[n] != 0:
		return Indeterminate
	}
	return NotBlocked
}

func (r *Result) status(n int32) Status {
	if !r.ruling.force {
		return r.own(n)
	}
	return r.inferred(n)
}

func (r *Result) finding(n int32) Finding {
	f := Finding{Party: r.g.ids[n], Rule: r.ruling.rule.ID, Status: r.status(n), Share: r.share(n), Undisclosed: r.undisclosed(n)}
	switch inferred := r.inferred(n); {
	case inferred == NotBlocked:
		f.Proof = r.minority(n)
	case r.own(n) == inferred:
		f.Basis = Listed
	default:
		f.Basis, f.Proof = r.prove(n, r.view(inferred))
	}
	f.Cautions = r.cautions(n, f)
	if !r.ruling.force && f.Basis != Listed {
		f.Basis = ""
	}
	return f
}

// A view is the run that a status comes from.
type view struct {
	rank     []int32
	bound    bound
	governed int32
	seeds    []Status
}

func (r *Result) view(s Status) view {
	switch s {
	case Blocked:
		return view{r.blocked, certain, r.governed, []Status{Blocked, ByDefinition}}
	case Potential:
		return view{r.potential, certain, r.governed, []Status{Blocked, ByDefinition, Potential}}
	}
	return view{r.open, possible, r.openGoverned, []Status{Blocked, ByDefinition, Potential, Indeterminate}}
}

// share is what the blocked surely hold, to what they may hold. A rule that does not add up has the largest holder.
func (r *Result) share(n int32) Share {
	low := r.hold(n, r.view(Blocked))
	high := r.hold(n, r.view(Indeterminate))
	if all := (amount{units: whole}); low.cmp(all) <= 0 && high.cmp(all) > 0 {
		high = all
	}
	return shareOf(low, high.larger(low))
}

func (r *Result) hold(n int32, v view) amount {
	var sum amount
	for _, h := range r.holders(n, v, 0) {
		if r.ruling.rule.Aggregate {
			sum = sum.add(h.equity)
		} else {
			sum = sum.larger(h.equity)
		}
	}
	return sum
}

// A stockholder is a blocked holder and what it has.
type stockholder struct {
	pull
	node  int32
	edges []int32
	rank  int32
}

// holders returns the holders of a node that are blocked in a view, the largest first; before is the round that they were
// blocked before, or 0.
func (r *Result) holders(n int32, v view, before int32) []stockholder {
	var all []stockholder
	joint := map[arrangement]pull{}
	for node, edges := range r.g.pairs(r.g.held.of(n), byHolder) {
		rank := v.rank[node]
		if rank == 0 || before != 0 && rank >= before || node == n {
			continue
		}
		all = append(all, stockholder{r.ruling.held(r.g, n, edges, v.bound, joint), node, edges, rank})
	}
	slices.SortFunc(all, func(a, b stockholder) int {
		return cmp.Or(b.equity.cmp(a.equity), cmp.Compare(a.rank, b.rank), r.g.compareNodes(a.node, b.node))
	})
	return all
}

// undisclosed is what is missing from 100 % of the capital, counting each stake that may stand.
func (r *Result) undisclosed(n int32) Share {
	low, high := r.capital(n, certain), r.capital(n, possible)
	return shareOf(missing(high), missing(low))
}

// capital is the part of a party that is recorded, whoever holds it.
func (r *Result) capital(n int32, b bound) amount {
	var sum amount
	for _, edges := range r.g.pairs(r.g.held.of(n), byHolder) {
		sum = sum.add(r.ruling.pull(r.g, edges, b, nil).equity)
	}
	return sum
}

func missing(of amount) amount {
	all := amount{units: whole}
	if of.cmp(all) >= 0 {
		return amount{}
	}
	return amountOf(all.decimal().Sub(of.decimal()), of.open)
}
