package ownership

import (
	"cmp"
	"errors"
	"fmt"
	"path/filepath"
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

	pending []Stake
	batch
}

// A batch is what is looked up together.
type batch struct {
	ids    []string
	hashes []uint64
	nodes  []int32
}

// batchSize is how many records are looked up together: enough for the memory to be busy, few enough for the cache.
const batchSize = 128

func (t *batch) reset(n int) {
	if cap(t.hashes) < n {
		t.hashes, t.nodes = make([]uint64, n), make([]int32, n)
	}
	t.ids, t.hashes, t.nodes = t.ids[:0], t.hashes[:n], t.nodes[:n]
}

// warm prepares the look-up of the ids of the batch, and of their descriptions.
func (b *builder) warm() {
	b.g.warm(b.ids, b.hashes, b.nodes)
	for i, n := range b.nodes {
		if n >= 0 {
			b.nodes[i] = b.g.described[n] - 1
		}
	}
	for _, at := range b.nodes {
		if at >= 0 && b.g.parties[at].name != "" {
			b.g.touched += b.g.parties[at].name[0]
		}
	}
}

// queue adds a stake, soon.
func (b *builder) queue(s Stake) error {
	b.pending = append(b.pending, s)
	if len(b.pending) < batchSize {
		return nil
	}
	return b.flush()
}

func (b *builder) flush() error {
	b.reset(2 * len(b.pending))
	for i := range b.pending {
		b.ids = append(b.ids, b.pending[i].Holder, b.pending[i].Held)
	}
	b.g.warm(b.ids, b.hashes, b.nodes)
	for i := range b.pending {
		if err := b.add(&b.pending[i], b.hashes[2*i], b.hashes[2*i+1]); err != nil {
			return err
		}
	}
	b.pending = b.pending[:0]
	return nil
}

func newBuilder() *builder {
	return &builder{g: &Graph{interner: newInterner(), extras: make([]extra, 1), files: make([]string, 1)}}
}

// from says what the following records are read from.
func (b *builder) from(file string) {
	b.file = uint16(len(b.g.files))
	b.g.files = append(b.g.files, file)
}

// tolerate keeps what is wrong with one record, and hands back any other error.
func (b *builder) tolerate(err error) (bad bool, _ error) {
	if err == nil {
		return false, nil
	}
	if bad, ok := errors.AsType[*feed.RecordError](err); ok {
		b.g.issues = append(b.g.issues, *bad)
		return true, nil
	}
	return false, err
}

func (b *builder) issue(line int, id, field, value, format string, args ...any) {
	b.g.issues = append(b.g.issues, feed.RecordError{
		Source: b.g.files[b.file], ID: id, Line: line, Field: field, Value: value, Reason: fmt.Sprintf(format, args...),
	})
}

func (b *builder) node(id string) int32 { return b.hashed(id, b.g.hash(id)) }

func (b *builder) hashed(id string, hash uint64) int32 {
	n, isNew := b.g.node(id, hash)
	if isNew {
		b.g.described = append(b.g.described, 0)
	}
	return n
}

// party describes a node. A second description of the same node adds to the first.
func (b *builder) party(p screening.Party, line int) {
	if p.ID == "" {
		b.issue(line, "", "id", firstName(p), "a party without an id cannot be a node of the graph")
		return
	}
	b.describe(b.node(p.ID), describe(p))
}

func (b *builder) describe(n int32, d described) {
	at := b.g.described[n]
	if at == 0 {
		b.g.parties = append(b.g.parties, d)
		b.g.described[n] = int32(len(b.g.parties))
		return
	}
	if old := &b.g.parties[at-1]; *old != d {
		*old = merge(*old, d.party(b.g.ids[n]))
	}
}

// stake adds a stake, whatever is wrong with it, as long as it says in whom.
func (b *builder) stake(s Stake, line int) error {
	if b.nowhere(&s, line) {
		return nil
	}
	return b.edge(&s, b.node(s.Holder), b.node(s.Held), line)
}

func (b *builder) add(s *Stake, holder, held uint64) error {
	if b.nowhere(s, 0) {
		return nil
	}
	return b.edge(s, b.hashed(s.Holder, holder), b.hashed(s.Held, held), 0)
}

func (b *builder) nowhere(s *Stake, line int) bool {
	if s.Held == "" {
		b.issue(line, s.Holder, "held", s.Holder, "the stake does not say in whom it is held; it is left out")
	}
	return s.Held == ""
}

// edge adds a stake between two nodes.
func (b *builder) edge(s *Stake, holder, held int32, line int) error {
	if int64(b.g.edges.n) == maxStakes {
		return fmt.Errorf("more than %d stakes in one graph", maxStakes)
	}
	e := edge{
		holder: holder, held: held, low: s.Share.low, rest: s.Share.rest,
		line: int32(line), file: b.file, kind: kindNumber(s.Kind), open: s.Share.open,
	}
	x := extra{from: s.From, to: s.To, group: s.Group, source: s.Source, fine: s.Share.fine}
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
	b.g.edges.add(e)
	return nil
}

// doubt reports what cannot be about a stake.
func (b *builder) doubt(s *Stake, line int, e *edge) {
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

func (b *builder) checkDates(s *Stake, line int) {
	if !s.To.IsZero() && !s.From.IsZero() && s.To.Last().Compare(s.From.First()) < 0 {
		b.issue(line, s.Held, "to", s.To.String(), "the stake of %q in %q ends before it begins (%s): it is kept, and counts on no day", s.Holder, s.Held, s.From)
	}
}

// finish sorts the edges, looks for contradictions and closes the graph.
func (b *builder) finish() *Graph {
	g := b.g
	b.file = 0 // what follows concerns the whole
	if g.origin.Path != "" {
		g.files[0] = filepath.Base(g.origin.Path)
	}
	g.sortEdges()
	b.checkSums()
	b.checkDescriptions()
	slices.SortFunc(g.issues, compareIssues)
	g.issues = slices.CompactFunc(g.issues, func(a, b feed.RecordError) bool { return compareIssues(a, b) == 0 })
	g.close()
	return g
}

func (g *Graph) close() {
	g.origin.Parties, g.origin.Nodes, g.origin.Stakes = len(g.parties), len(g.ids), g.edges.n
	g.keys = newKeyIndex(g)
}

// sortEdges fills both lanes by counting, three passes over the edges and no comparison.
func (g *Graph) sortEdges() {
	order := make([]int32, g.edges.n)
	held, holder := make([]int32, g.edges.n), make([]int32, g.edges.n)
	for i := range order {
		e := g.edges.at(int32(i))
		order[i], held[i], holder[i] = int32(i), e.held, e.holder
	}
	byHeld := count(order, held, len(g.ids))
	g.holder = count(byHeld.edges, holder, len(g.ids))
	g.held = count(g.holder.edges, held, len(g.ids))
}

// count is a stable counting sort of edges by a node of theirs.
func count(order, key []int32, nodes int) lanes {
	start := make([]int32, nodes+2)
	for _, k := range key {
		start[k+2]++
	}
	for i := 2; i < len(start); i++ {
		start[i] += start[i-1]
	}
	sorted := make([]int32, len(order))
	for _, e := range order {
		k := key[e] + 1
		sorted[start[k]] = e
		start[k]++
	}
	return lanes{start: start[:len(start)-1], edges: sorted}
}

// undescribed is how many nodes known by id only are reported one by one. A register that names owners only, as the British
// one, has millions.
const undescribed = 100

// checkDescriptions reports nodes known by id only, where the others are described.
func (b *builder) checkDescriptions() {
	g := b.g
	if g.bare {
		return
	}
	var ids []string
	for n, at := range g.described {
		if at == 0 && g.ids[n] != "" {
			ids = append(ids, g.ids[n])
		}
	}
	if len(ids) > undescribed || len(ids) > 0 && len(g.parties) == 0 {
		b.issue(0, "", "id", slices.Min(ids), "%d of %d nodes, this one the first, are named by stakes and described by nothing: they cannot be screened", len(ids), len(g.ids))
		return
	}
	for _, id := range ids {
		b.issue(0, id, "id", id, "a stake names this node and nothing describes it: it cannot be screened")
	}
}

func compareIssues(a, b feed.RecordError) int {
	return cmp.Or(
		strings.Compare(a.Source, b.Source), cmp.Compare(a.Line, b.Line), strings.Compare(a.ID, b.ID),
		strings.Compare(a.Field, b.Field), strings.Compare(a.Value, b.Value), strings.Compare(a.Reason, b.Reason),
	)
}

func position(path string, line int32) string { return path + ":" + strconv.Itoa(int(line)) }
