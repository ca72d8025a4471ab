package ownership

import "slices"

// Upstream returns the part of the graph that can bear on the given nodes: everything above them, whatever the kind of
// stake and whether it ended or not. A node that the graph does not know is not in the part either.
//
// The work is proportional to the part, not to the graph.
func (g *Graph) Upstream(ids ...string) *Graph {
	b := newBuilder()
	b.g.bare, b.g.files = g.bare, g.files
	b.g.origin = Origin{Path: g.origin.Path, SHA256: g.origin.SHA256, Format: g.origin.Format}
	var open []int32
	visit := func(n int32) int32 {
		before := len(b.g.ids)
		at := b.node(g.ids[n])
		if len(b.g.ids) > before {
			open = append(open, n)
			b.copyParty(g, n, at)
		}
		return at
	}
	for _, id := range ids {
		if n, ok := g.lookup(id); ok {
			visit(n)
		}
	}
	for len(open) > 0 {
		n := open[len(open)-1]
		open = open[:len(open)-1]
		held, _ := b.g.lookup(g.ids[n])
		for _, i := range g.held.of(n) {
			e := *g.edges.at(i)
			e.holder, e.held = visit(e.holder), held
			b.g.edges.add(b.copyExtra(g, e))
		}
	}
	return b.part(g)
}

func (b *builder) copyParty(g *Graph, from, to int32) {
	if at := g.described[from]; at != 0 {
		b.g.parties = append(b.g.parties, g.parties[at-1])
		b.g.described[to] = int32(len(b.g.parties))
	}
}

func (b *builder) copyExtra(g *Graph, e edge) edge {
	if e.extra != 0 {
		b.g.extras = append(b.g.extras, g.extras[e.extra])
		e.extra = int32(len(b.g.extras) - 1)
	}
	return e
}

// part closes a part of a graph; of the issues it keeps those that concern its nodes or no node.
func (b *builder) part(g *Graph) *Graph {
	b.g.sortEdges()
	for _, issue := range g.issues {
		if _, ok := b.g.lookup(issue.ID); ok || issue.ID == "" {
			b.g.issues = append(b.g.issues, issue)
		}
	}
	b.g.issues = slices.Clip(b.g.issues)
	b.g.close()
	return b.g
}
