package ownership

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/tamiz-project/tamiz/screening"
	"github.com/tamiz-project/tamiz/screening/feed"
)

// A builder collects parties and stakes in any order.
type builder struct {
	g    *Graph
	file uint16 // the one being read, in g.files
}

func newBuilder() *builder {
	return &builder{g: &Graph{nodes: map[string]int32{}, extras: make([]extra, 1), files: make([]string, 1)}}
}

// from says what the following records are read from.
func (b *builder) from(file string) {
	b.file = uint16(len(b.g.files))
	b.g.files = append(b.g.files, file)
}

// tolerate uses a record, or keeps what is wrong with it.
func (b *builder) tolerate(err error, use func() error) error {
	if err == nil {
		return use()
	}
	if bad, ok := errors.AsType[*feed.RecordError](err); ok {
		b.g.issues = append(b.g.issues, *bad)
		return nil
	}
	return err
}

func (b *builder) issue(line int, id, field, value, format string, args ...any) {
	b.g.issues = append(b.g.issues, feed.RecordError{
		Source: b.g.files[b.file], ID: id, Line: line, Field: field, Value: value, Reason: fmt.Sprintf(format, args...),
	})
}

func (b *builder) node(id string) int32 {
	n, ok := b.g.nodes[id]
	if !ok {
		n = int32(len(b.g.ids))
		b.g.nodes[id] = n
		b.g.ids = append(b.g.ids, id)
		b.g.described = append(b.g.described, 0)
	}
	return n
}

// party describes a node. A second description of the same node adds to the first.
func (b *builder) party(p screening.Party, line int) error {
	if p.ID == "" {
		b.issue(line, "", "id", firstName(p), "a party without an id cannot be a node of the graph")
		return nil
	}
	n := b.node(p.ID)
	if at := b.g.described[n]; at != 0 {
		b.g.parties[at-1] = merge(b.g.parties[at-1], p)
		return nil
	}
	b.g.parties = append(b.g.parties, describe(p))
	b.g.described[n] = int32(len(b.g.parties))
	return nil
}

// stake adds a stake, whatever is wrong with it, as long as it says in whom.
func (b *builder) stake(s Stake, line int) error {
	if s.Held == "" {
		b.issue(line, s.Holder, "held", s.Holder, "the stake does not say in whom it is held; it is left out")
		return nil
	}
	if int64(len(b.g.edges)) == maxStakes {
		return fmt.Errorf("more than %d stakes in one graph", maxStakes)
	}
	e := edge{
		holder: b.node(s.Holder), held: b.node(s.Held), low: s.Share.low, rest: s.Share.rest, from: s.From, to: s.To,
		line: int32(line), file: b.file, kind: kindNumber(s.Kind), open: s.Share.open,
	}
	x := extra{group: s.Group, source: s.Source, fine: s.Share.fine}
	if e.kind == 0 {
		x.kind = s.Kind
	}
	if x != (extra{}) {
		e.extra = int32(len(b.g.extras))
		b.g.extras = append(b.g.extras, x)
	}
	if e.low < 0 || e.rest < 0 || e.low+e.rest > whole || x.fine != nil || e.open != 0 || e.kind == 0 || e.holder == e.held {
		b.doubt(s, line, &e)
	}
	b.checkDates(s, line)
	b.g.edges = append(b.g.edges, e)
	return nil
}

// doubt reports what cannot be about a stake.
func (b *builder) doubt(s Stake, line int, e *edge) {
	if err := s.Share.check(); err != nil {
		e.absurd = true
		b.issue(line, s.Held, "share", s.Share.String(), "the stake of %q in %q is %v percent: it is kept, and counts as unknown", s.Holder, s.Held, err)
	}
	if e.kind == 0 {
		b.issue(line, s.Held, "kind", string(s.Kind), "no such kind of stake: it is kept, and may count as ownership")
	}
	if s.Holder == s.Held {
		b.issue(line, s.Held, "holder", s.Holder, "owns itself: own shares are kept, and nobody is blocked through them")
	}
}

func (b *builder) checkDates(s Stake, line int) {
	if !s.To.IsZero() && !s.From.IsZero() && s.To.Last().Compare(s.From.First()) < 0 {
		b.issue(line, s.Held, "to", s.To.String(), "the stake of %q in %q ends before it begins (%s): it is kept, and counts on no day", s.Holder, s.Held, s.From)
	}
}

// finish sorts the edges, looks for contradictions and closes the graph.
func (b *builder) finish() *Graph {
	g := b.g
	b.file = 0
	g.sortEdges()
	b.checkSums()
	b.checkDescriptions()
	slices.SortStableFunc(g.issues, compareIssues)
	g.issues = slices.CompactFunc(g.issues, func(a, b feed.RecordError) bool { return compareIssues(a, b) == 0 })
	g.close()
	return g
}

func (g *Graph) close() {
	g.origin.Parties, g.origin.Nodes, g.origin.Stakes = len(g.parties), len(g.ids), len(g.edges)
	g.keys = newKeyIndex(g)
}

// sortEdges fills both lanes by counting, three passes over the edges and no comparison.
func (g *Graph) sortEdges() {
	inOrder := make([]int32, len(g.edges))
	for i := range inOrder {
		inOrder[i] = int32(i)
	}
	byHeld := g.count(inOrder, func(e *edge) int32 { return e.held })
	g.holder = g.count(byHeld.edges, func(e *edge) int32 { return e.holder })
	g.held = g.count(g.holder.edges, func(e *edge) int32 { return e.held })
}

// count is a stable counting sort.
func (g *Graph) count(order []int32, key func(*edge) int32) lanes {
	start := make([]int32, len(g.ids)+2)
	for i := range g.edges {
		start[key(&g.edges[i])+2]++
	}
	for i := 2; i < len(start); i++ {
		start[i] += start[i-1]
	}
	sorted := make([]int32, len(order))
	for _, e := range order {
		k := key(&g.edges[e]) + 1
		sorted[start[k]] = e
		start[k]++
	}
	return lanes{start: start[:len(start)-1], edges: sorted}
}

// checkDescriptions reports nodes known by id only, where the others are described.
func (b *builder) checkDescriptions() {
	g := b.g
	if g.bare {
		return
	}
	if len(g.parties) == 0 && len(g.ids) > 0 {
		b.issue(0, "", "id", "", "no party is described: all %d nodes are known by id only and cannot be screened", len(g.ids))
		return
	}
	for n, at := range g.described {
		if at == 0 && g.ids[n] != "" {
			b.issue(0, g.ids[n], "id", g.ids[n], "a stake names this node and nothing describes it: it cannot be screened")
		}
	}
}

func compareIssues(a, b feed.RecordError) int {
	return cmp.Or(
		strings.Compare(a.Source, b.Source), cmp.Compare(a.Line, b.Line), strings.Compare(a.ID, b.ID),
		strings.Compare(a.Field, b.Field), strings.Compare(a.Value, b.Value), strings.Compare(a.Reason, b.Reason),
	)
}

func position(path string, line int32) string { return path + ":" + strconv.Itoa(int(line)) }
