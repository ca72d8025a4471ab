package ownership

import (
	"slices"
	"strings"

	"github.com/tamiz-project/tamiz/screening"
)

// A Status of a finding.
type Status string

const (
	NotBlocked    Status = "not_blocked"
	Blocked       Status = "blocked"
	Potential     Status = "potential"     // blocked if an undecided hit is a true match
	Indeterminate Status = "indeterminate" // what is not known could decide

	// ByDefinition is only an answer of listed, never a finding: blocked without being listed, as the Government of
	// Venezuela is. What such a party controls is blocked too, under a rule that says so.
	ByDefinition Status = "blocked_by_definition"
)

// Apply applies a rule as of a day. listed says what is known of a node itself: Blocked (decided, or by definition),
// ByDefinition (a government, whose control counts), Potential (a hit nobody has decided), NotBlocked, or Indeterminate
// (known by id only, so it could not be screened). It is asked once per node.
//
// An empty answer is NotBlocked for a party that the graph describes, and Indeterminate for a node known by id only,
// unless the graph was built without any description.
//
// The blocked parties are the least fixpoint: a blocked holder passes its whole stake on, another one nothing. Percentages
// are never multiplied. The work is done three times, and each time is linear in the stakes of those it blocks: with the
// least of each stake (Blocked), with the undecided hits taken for true (Potential), and with the most of each stake and
// everybody who could not be screened (Indeterminate).
func (g *Graph) Apply(rule Rule, asOf screening.Date, listed func(id string) Status) *Result {
	r := &Result{g: g, day: asOf, ruling: newRuling(rule, asOf), listed: make([]Status, len(g.ids))}
	for n, id := range g.ids {
		r.listed[n] = g.own(int32(n), id, listed)
	}
	sure := r.newRun(certain)
	sure.seed(r.ruling.rule.Definition, ByDefinition)
	r.governed = sure.round
	sure.seed(false, Blocked, ByDefinition)
	r.blocked = sure.rank
	r.potential = r.blocked
	if slices.Contains(r.listed, Potential) {
		sure.rank = slices.Clone(sure.rank)
		sure.seed(false, Potential)
		r.potential = sure.rank
	}
	open := r.newRun(possible)
	open.seed(r.ruling.rule.Definition, ByDefinition)
	r.openGoverned = open.round
	open.seed(false, Blocked, ByDefinition, Potential, Indeterminate)
	r.open = open.rank
	return r
}

// own is what is known of a node itself.
func (g *Graph) own(n int32, id string, listed func(string) Status) Status {
	answer := Status("")
	if listed != nil && id != "" {
		answer = listed(id)
	}
	switch answer {
	case NotBlocked, Blocked, Potential, ByDefinition:
		return answer
	case "":
		if id != "" && (g.bare || g.described[n] != 0 && g.parties[g.described[n]-1].screenable()) {
			return NotBlocked
		}
	}
	return Indeterminate
}

// A run is one fixpoint. It goes round by round: all that is blocked by what was blocked before gets the next rank, so
// that a rank, and the proof built on it, does not depend on the order of the input.
type run struct {
	*ruling
	g       *Graph
	bound   bound
	listed  []Status
	rank    []int32 // by node; 0 is not blocked
	touched []int32 // by node: its place in sums; 0 is that nobody blocked holds anything
	sums    []pull  // what the blocked hold so far
	round   int32
	control bool
	now     []int32
	next    []int32
	joint   map[arrangement]pull
}

// An arrangement is a joint arrangement over one party.
type arrangement struct {
	held  int32
	group string
}

func (r *Result) newRun(b bound) *run {
	n := len(r.g.ids)
	return &run{
		ruling: r.ruling, g: r.g, bound: b, listed: r.listed, rank: make([]int32, n), touched: make([]int32, n), sums: make([]pull, 1),
		joint: map[arrangement]pull{},
	}
}

// seed blocks the nodes of some status, and all that follows. Called again it goes on from where it stood; control says
// whether the control of these seeds, and of what follows from them, counts even where the rule asks for ownership.
func (f *run) seed(control bool, statuses ...Status) {
	f.control = control || f.rule.Control
	if control && !slices.Contains(f.listed, ByDefinition) {
		return
	}
	f.round++
	for n, s := range f.listed {
		if f.rank[n] == 0 && slices.Contains(statuses, s) {
			f.rank[n] = f.round
			f.next = append(f.next, int32(n))
		}
	}
	for len(f.next) > 0 {
		f.now, f.next = f.next, f.now[:0]
		f.round++
		for _, holder := range f.now {
			f.pass(holder)
		}
	}
}

// pass hands on what a blocked holder has in others.
func (f *run) pass(holder int32) {
	for held, edges := range f.g.pairs(f.g.holder.of(holder), byHeld) {
		if f.rank[held] != 0 {
			continue
		}
		p := f.held(f.g, held, edges, f.bound, f.joint)
		if f.rule.Aggregate {
			p = f.add(held, p)
		}
		if f.blocks(p, f.bound, f.control) != "" {
			f.rank[held] = f.round
			f.next = append(f.next, held)
		}
	}
}

func (f *run) add(held int32, p pull) pull {
	at := f.touched[held]
	if at == 0 {
		at = int32(len(f.sums))
		f.touched[held] = at
		f.sums = append(f.sums, pull{})
	}
	f.sums[at] = f.sums[at].add(p)
	return f.sums[at]
}

// held is what one holder has in one party: its own stakes, and under a rule on joint arrangements all stakes of the
// arrangements it belongs to.
func (u *ruling) held(g *Graph, held int32, edges []int32, b bound, known map[arrangement]pull) pull {
	groups := []string(nil)
	if u.rule.Joint {
		groups = g.groups(edges)
	}
	if groups == nil {
		return u.pull(g, edges, b, nil)
	}
	p := u.pull(g, edges, b, func(e *edge) bool { return g.extras[e.extra].group == "" })
	for _, name := range groups {
		key := arrangement{held, name}
		all, ok := known[key]
		if !ok {
			all = u.pull(g, g.held.of(held), b, func(e *edge) bool { return g.extras[e.extra].group == name })
			known[key] = all
		}
		p = p.add(all)
	}
	return p
}

func byHeld(e *edge) int32   { return e.held }
func byHolder(e *edge) int32 { return e.holder }

// pairs cuts the edges of one node into those that share the party at the other end.
func (g *Graph) pairs(edges []int32, other func(*edge) int32) func(yield func(int32, []int32) bool) {
	return func(yield func(int32, []int32) bool) {
		for len(edges) > 0 {
			n, end := other(g.edges.at(edges[0])), 1
			for end < len(edges) && other(g.edges.at(edges[end])) == n {
				end++
			}
			if !yield(n, edges[:end]) {
				return
			}
			edges = edges[end:]
		}
	}
}

func (g *Graph) compareNodes(a, b int32) int { return strings.Compare(g.ids[a], g.ids[b]) }
