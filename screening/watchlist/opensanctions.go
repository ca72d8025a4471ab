package watchlist

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/tamiz-project/tamiz/screening"
)

// openSanctions reads the exports of OpenSanctions and of others who use its data model: entities.ftm.json (with an
// entities.delta.json beside it, which is applied) and targets.nested.json. Verified on five files of 2024 to 2026, see README.md. Its data is CC
// BY-NC: whoever uses it commercially needs a licence.
//
// An entity is read when the file calls it a target, or, in a file that does not, when it is a person, an organisation, a
// craft or a wallet. Sanctions, addresses, documents and relations are lines of their own that stand anywhere in entities.ftm.json, so
// that file is read twice and these are kept between; a nested file holds them inside and is read as a stream.
func openSanctions() *format {
	return &format{
		name: "opensanctions-ftm", title: "OpenSanctions entities", role: ftmRole,
		list: screening.List{
			ID: "opensanctions", Publisher: "OpenSanctions", Title: "OpenSanctions entities", MaxAge: 7, // published daily
			URL: "https://www.opensanctions.org/datasets/", Lacks: []string{"publication_date"},
		},
		about: func(samples []*sample, l *screening.List) {
			if len(samples) == 1 {
				if sets := firstLine(samples[0]).Datasets; len(sets) == 1 {
					l.ID, l.Title = "opensanctions-"+sets[0], "OpenSanctions "+sets[0]
				}
			}
		},
		parse: parseFTM,
	}
}

func firstLine(s *sample) ftm {
	line, _, _ := strings.Cut(s.text, "\n")
	var e ftm
	_ = json.Unmarshal([]byte(line), &e)
	return e
}

func ftmRole(s *sample) string {
	if !s.isJSON() {
		return ""
	}
	line, _, _ := strings.Cut(s.text, "\n")
	var first struct {
		Op         string          `json:"op"`
		Schema     string          `json:"schema"`
		Properties json.RawMessage `json:"properties"`
		Entity     json.RawMessage `json:"entity"`
	}
	if json.Unmarshal([]byte(line), &first) != nil {
		if strings.Contains(line, `"schema"`) && strings.Contains(line, `"properties"`) {
			return "entities" // the first line is longer than the sample
		}
		return ""
	}
	switch {
	case first.Op != "" && first.Entity != nil:
		return "delta"
	case first.Schema != "" && first.Properties != nil:
		return "entities"
	}
	return ""
}

// An ftm is a line of an export. Values of properties are strings, ids of other entities, or, in a nested file, entities.
type ftm struct {
	ID         string               `json:"id"`
	Schema     string               `json:"schema"`
	Caption    string               `json:"caption"`
	Target     *bool                `json:"target"`
	Datasets   []string             `json:"datasets"`
	Properties map[string]ftmValues `json:"properties"`
}

// ftmValues are the values of a property. Some makers write a single one without its brackets.
type ftmValues []json.RawMessage

// UnmarshalJSON reads an array, or a value as an array of one.
func (v *ftmValues) UnmarshalJSON(b []byte) error {
	if len(b) > 0 && b[0] == '[' {
		return json.Unmarshal(b, (*[]json.RawMessage)(v))
	}
	if string(b) != "null" {
		*v = ftmValues{slices.Clone(b)}
	}
	return nil
}

// texts returns the strings of some properties.
func (f *ftm) texts(names ...string) []string {
	var all []string
	for _, n := range names {
		for _, raw := range f.Properties[n] {
			var s string
			if json.Unmarshal(raw, &s) == nil && s != "" {
				all = append(all, s)
			}
		}
	}
	return all
}

func (f *ftm) text(names ...string) string {
	if all := f.texts(names...); len(all) > 0 {
		return all[0]
	}
	return ""
}

// nested returns the entities inside a property.
func (f *ftm) nested(name string) []*ftm {
	var all []*ftm
	for _, raw := range f.Properties[name] {
		inner := &ftm{}
		if len(raw) > 0 && raw[0] == '{' && json.Unmarshal(raw, inner) == nil {
			all = append(all, inner)
		}
	}
	return all
}

// ftmEdges are the schemata that point at a party, with the properties that point and the code of the link.
var ftmEdges = map[string]struct{ from, to, code string }{
	"Sanction":       {"entity", "", ""},
	"Identification": {"holder", "", ""},
	"Passport":       {"holder", "", ""},
	"Address":        {"", "", ""},
	"Ownership":      {"asset", "owner", "owned_by"},
	"Directorship":   {"director", "organization", "director_of"},
	"Membership":     {"member", "organization", "member_of"},
	"Employment":     {"employee", "employer", "employed_by"},
	"Representation": {"agent", "client", "acts_for"},
	"Family":         {"person", "relative", "family"},
	"Associate":      {"person", "associate", "associate"},
	"UnknownLink":    {"subject", "object", "linked_to"},
	"Succession":     {"successor", "predecessor", "successor_of"},
	"Occupancy":      {"holder", "post", "holds_office"},
}

// ftmKinds are the schemata that are parties.
var ftmKinds = map[string]screening.Kind{
	"Person": screening.Person, "Organization": screening.Organization, "Company": screening.Organization, "PublicBody": screening.Organization,
	"LegalEntity": screening.Unknown, "Vessel": screening.Vessel, "Airplane": screening.Aircraft, "CryptoWallet": screening.Unknown, "Vehicle": screening.Unknown,
}

// An ftmGraph is what the first pass keeps.
type ftmGraph struct {
	around    map[string][]*ftm // by the id they point from
	addresses map[string]*ftm
	delta     map[string]*ftm // nil: deleted
	targets   bool            // the file says which entities are targets
}

func parseFTM(in *input, out *sink) error {
	g := &ftmGraph{around: map[string][]*ftm{}, addresses: map[string]*ftm{}, delta: map[string]*ftm{}}
	if len(in.members["entities"]) == 0 {
		return fmt.Errorf("%s: a delta holds only what changed; put it into a folder with the entities.ftm.json it is about", in.source())
	}
	for _, m := range in.members["delta"] {
		for line, at := range in.lines(m, out) {
			if err := g.keepDelta(line); err != nil && !out.bad(badJSON(at, err)) {
				return nil
			}
		}
	}
	for _, m := range in.members["entities"] {
		for line := range in.lines(m, &sink{max: 1 << 62, yield: func(screening.Entry, error) bool { return true }}) {
			g.keep(line)
		}
	}
	g.keepAdded()
	for _, m := range in.members["entities"] {
		for line, at := range in.lines(m, out) {
			e := &ftm{}
			if err := json.Unmarshal(line, e); err != nil || e.ID == "" || e.Schema == "" {
				if !out.bad(badJSON(at, err)) {
					return nil
				}
				continue
			}
			if e = g.current(e); e == nil || !g.wanted(e) {
				continue
			}
			if !out.entry(g.entry(e, out), at) {
				return nil
			}
		}
	}
	return g.added(out)
}

func (g *ftmGraph) keepDelta(line []byte) error {
	var d struct {
		Op     string `json:"op"`
		Entity *ftm   `json:"entity"`
	}
	if err := json.Unmarshal(line, &d); err != nil {
		return err
	}
	if d.Entity == nil || d.Entity.ID == "" {
		return fmt.Errorf("an operation %q without an entity", d.Op)
	}
	if d.Op == "DEL" {
		g.delta[d.Entity.ID] = nil
		return nil
	}
	g.delta[d.Entity.ID] = d.Entity
	return nil
}

// current returns an entity as the delta has it: nil when it was deleted. What it returns is no addition any more.
func (g *ftmGraph) current(e *ftm) *ftm {
	changed, ok := g.delta[e.ID]
	if !ok {
		return e
	}
	delete(g.delta, e.ID)
	return changed
}

func (g *ftmGraph) keep(line []byte) {
	e := &ftm{}
	if json.Unmarshal(line, e) != nil {
		return // the second pass reports it
	}
	if e.Target != nil {
		g.targets = true
	}
	edge, ok := ftmEdges[e.Schema]
	if !ok {
		return
	}
	if changed, ok := g.delta[e.ID]; ok {
		if e = changed; e == nil {
			return
		}
	}
	g.edge(e, edge.from)
}

func (g *ftmGraph) edge(e *ftm, from string) {
	if e.Schema == "Address" {
		g.addresses[e.ID] = e
		return
	}
	for _, id := range e.texts(from) {
		g.around[id] = append(g.around[id], e)
	}
}

// keepAdded keeps the edges that only the delta has.
func (g *ftmGraph) keepAdded() {
	for _, id := range sortedKeys(g.delta) {
		e := g.delta[id]
		if e == nil {
			continue
		}
		if edge, ok := ftmEdges[e.Schema]; ok && !slices.ContainsFunc(g.around[e.text(edge.from)], func(o *ftm) bool { return o.ID == id }) {
			g.edge(e, edge.from)
		}
	}
}

// added passes on the parties that only the delta has.
func (g *ftmGraph) added(out *sink) error {
	for _, id := range sortedKeys(g.delta) {
		if e := g.delta[id]; e != nil && g.wanted(e) {
			if !out.entry(g.entry(e, out), out.where("delta")) {
				return nil
			}
		}
	}
	return nil
}

func (g *ftmGraph) wanted(e *ftm) bool {
	if _, ok := ftmKinds[e.Schema]; !ok {
		return false
	}
	if !g.targets {
		return true
	}
	return e.Target != nil && *e.Target || len(e.Properties["topics"]) > 0
}
