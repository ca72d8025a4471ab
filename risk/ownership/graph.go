package ownership

import (
	"iter"
	"slices"

	"github.com/tamiz-project/tamiz/screening"
	"github.com/tamiz-project/tamiz/screening/feed"
)

// A Graph is who owns whom. It is immutable and safe for concurrent use.
//
// Nodes and stakes are numbered and stand in flat arrays: a register of a million companies takes some 250 MB.
type Graph struct {
	interner
	described []int32 // by node: 1 + its place in parties; 0 is a node known by id only
	parties   []described
	edges     edgeList
	extras    []extra  // extras[0] is empty
	held      lanes    // by held, then holder
	holder    lanes    // by holder, then held
	bare      bool     // no parties were given at all, so that a bare id means nothing
	files     []string // that the stakes were read from; files[0] is none
	issues    []feed.RecordError
	origin    Origin
	keys      *keyIndex
}

// An Origin says what file a graph was read from.
type Origin struct {
	Path    string `json:"path,omitempty"`
	SHA256  string `json:"sha256,omitempty"`
	Format  string `json:"format,omitempty"` // csv, bods, gleif, psc, ftm
	Parties int    `json:"parties"`          // that are described
	Nodes   int    `json:"nodes"`
	Stakes  int    `json:"stakes"`
}

// An edge is a stake as the graph keeps it.
type edge struct {
	holder, held int32
	low, rest    int64
	line         int32
	extra        int32
	file         uint16
	kind         uint8
	open         openness
	absurd       bool // the share cannot be, so it counts as unknown
}

// An extra is what not all stakes have.
type extra struct {
	from, to      screening.Date
	group, source string
	kind          Kind // one nobody knows
	fine          *fine
}

// An edgeList grows without copying.
type edgeList struct {
	chunks [][]edge
	n      int
}

const chunk = 1 << 14

func (l *edgeList) at(i int32) *edge { return &l.chunks[i/chunk][i%chunk] }

func (l *edgeList) add(e edge) {
	if l.n%chunk == 0 {
		var next []edge // a small graph has one chunk that grows
		if l.n > 0 {
			next = make([]edge, 0, chunk)
		}
		l.chunks = append(l.chunks, next)
	}
	last := &l.chunks[l.n/chunk]
	*last = append(*last, e)
	l.n++
}

// lanes are the edges of each node, one behind the other.
type lanes struct {
	start []int32 // by node, and one more
	edges []int32
}

func (l lanes) of(node int32) []int32 { return l.edges[l.start[node]:l.start[node+1]] }

// NewGraph builds a graph. parties describes the nodes and may be nil; a stake may name nodes that it does not describe.
// Contradictions in the data (more than 100 %, a company that owns itself) are in Issues, not errors, and so is each
// *feed.RecordError of the sequences; any other error of theirs ends the work and is returned.
func NewGraph(parties iter.Seq2[screening.Party, error], stakes iter.Seq2[Stake, error]) (*Graph, error) {
	b := newBuilder()
	b.g.bare = parties == nil
	if parties != nil {
		for p, err := range parties {
			if bad, err := b.tolerate(err); err != nil {
				return nil, err
			} else if !bad {
				b.party(p, 0)
			}
		}
	}
	if stakes != nil {
		for s, err := range stakes {
			bad, err := b.tolerate(err)
			if err == nil && !bad {
				err = b.queue(s)
			}
			if err != nil {
				return nil, err
			}
		}
	}
	if err := b.flush(); err != nil {
		return nil, err
	}
	return b.finish(), nil
}

// Party returns the description of a node, and false for a node known by id only.
func (g *Graph) Party(id string) (screening.Party, bool) {
	node, ok := g.lookup(id)
	if !ok || g.described[node] == 0 {
		return screening.Party{}, false
	}
	return g.parties[g.described[node]-1].party(id), true
}

// Stakes returns what others hold in a party, in a fixed order, ended stakes too.
func (g *Graph) Stakes(held string) []Stake { return g.stakesOf(g.held, held) }

// Holdings returns what a party holds in others, in a fixed order, ended stakes too.
func (g *Graph) Holdings(holder string) []Stake { return g.stakesOf(g.holder, holder) }

func (g *Graph) stakesOf(l lanes, id string) []Stake {
	node, ok := g.lookup(id)
	if !ok {
		return nil
	}
	return g.stakesAt(l.of(node))
}

func (g *Graph) stakesAt(edges []int32) []Stake {
	stakes := make([]Stake, len(edges))
	for i, e := range edges {
		stakes[i] = g.stake(e)
	}
	slices.SortFunc(stakes, compareStakes)
	return stakes
}

// Issues returns what is wrong or doubtful in the data, in the order of source, line and id. Nothing of it was dropped:
// each issue says what the graph made of the record.
func (g *Graph) Issues() []feed.RecordError { return slices.Clone(g.issues) }

// Origin says what the graph was read from, and how much there was.
func (g *Graph) Origin() Origin { return g.origin }

// IDs returns the nodes in order.
func (g *Graph) IDs() []string {
	ids := slices.Clone(g.ids)
	slices.Sort(ids)
	if len(ids) > 0 && ids[0] == "" {
		ids = ids[1:] // nobody knows who that is
	}
	return ids
}

func (g *Graph) stake(e int32) Stake {
	at := g.edges.at(e)
	x := &g.extras[at.extra]
	s := Stake{
		Holder: g.ids[at.holder], Held: g.ids[at.held], Kind: kinds[at.kind], Share: g.share(at),
		Group: x.group, From: x.from, To: x.to, Source: x.source,
	}
	if at.kind == 0 {
		s.Kind = x.kind
	}
	if s.Source == "" && at.line > 0 {
		s.Source = position(g.files[at.file], at.line)
	}
	return s
}

func (g *Graph) share(at *edge) Share {
	return Share{low: at.low, rest: at.rest, open: at.open, fine: g.extras[at.extra].fine}
}
