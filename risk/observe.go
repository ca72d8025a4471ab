package risk

import (
	"maps"
	"slices"
	"strings"

	"github.com/tamiz-project/tamiz/risk/fact"
	"github.com/tamiz-project/tamiz/risk/ownership"
	"github.com/tamiz-project/tamiz/screening"
	"github.com/tamiz-project/tamiz/screening/feed"
)

// An Observation is everything a methodology may judge by.
type Observation struct {
	AsOf         screening.Date        `json:"as_of"`
	Profile      Profile               `json:"profile"`
	Counterparty Counterparty          `json:"counterparty"`
	Searched     []Searched            `json:"searched"`
	Threshold    float64               `json:"threshold,omitempty"` // what a hit had to reach
	Lists        string                `json:"lists,omitempty"`     // ListsDigest of the lists searched
	Hits         []Hit                 `json:"hits"`
	Ownership    []ownership.Finding   `json:"ownership,omitempty"`
	Facts        fact.Set              `json:"facts"`
	Tables       map[string]fact.Table `json:"tables"`
	Unjudged     []string              `json:"unjudged,omitempty"` // facts that the methodology does not know
}

// A Searched is one party that was searched for, with or without hits: the proof of negative screening, and what
// rescreening compares. A party that could not be searched, because it has neither name nor identifier, stands here with
// the reason.
type Searched struct {
	Party    string   `json:"party"`
	Relation Relation `json:"relation,omitempty"`
	Names    []string `json:"names"`
	SHA256   string   `json:"sha256"`        // of the party as searched
	Not      string   `json:"not,omitempty"` // why it was not searched
}

// Observe screens a counterparty and everybody it names, applies the ownership rules and derives its facts. The error is a
// *feed.RecordError: a counterparty without name and identifier, a role without weights, a fact of the wrong type.
func (a *Assessor) Observe(c Counterparty) (Observation, error) {
	c = c.complete()
	if err := c.check(a.method); err != nil {
		return Observation{}, err
	}
	s := &sight{a: a, c: &c, o: &Observation{
		AsOf: a.asOf, Profile: a.profile, Counterparty: c, Hits: []Hit{}, Unjudged: a.unjudged(&c), Threshold: a.alertThreshold(), Lists: a.digest,
	}}
	if err := s.screenAll(); err != nil {
		return Observation{}, err
	}
	s.derive()
	return *s.o, nil
}

// screenAll screens the counterparty, everybody it names, and everybody above it in the ownership register.
func (s *sight) screenAll() error {
	if err := s.screen(s.c.Party, ""); err != nil {
		return &feed.RecordError{ID: s.c.ID, Field: "name", Reason: err.Error(), Err: err}
	}
	seen := map[string]bool{s.c.ID: true}
	for _, r := range s.c.Related {
		if seen[r.ID+"|"+string(r.Relation)] {
			continue
		}
		seen[r.ID], seen[r.ID+"|"+string(r.Relation)] = true, true
		s.screenOr(r.Party, r.Relation)
	}
	graph, known := s.graph()
	if graph == nil {
		return nil
	}
	for _, id := range graph.IDs() {
		party, described := graph.Party(id)
		if id == "" || seen[id] || !described {
			continue
		}
		party.ID = id
		known[id] = s.screenOr(party, Upstream)
	}
	s.owners = graph
	s.applyOwnership(graph, known)
	return nil
}

// screenOr screens a party beside the counterparty; what cannot be searched stands in Searched with the reason.
func (s *sight) screenOr(p screening.Party, r Relation) bool {
	err := s.screen(p, r)
	if err != nil {
		s.o.Searched = append(s.o.Searched, Searched{Party: p.ID, Relation: r, Names: namesOf(p), SHA256: fingerprint(p), Not: err.Error()})
	}
	return err == nil
}

// screen searches for one party and attaches the decisions that hold.
func (s *sight) screen(p screening.Party, r Relation) error {
	hits, err := s.a.search.Search(p, &screening.SearchOptions{Threshold: s.a.threshold, AsOf: s.a.asOf})
	if err != nil {
		return err
	}
	s.o.Searched = append(s.o.Searched, Searched{Party: p.ID, Relation: r, Names: namesOf(p), SHA256: fingerprint(p)})
	for _, found := range hits {
		h := Hit{ID: strings.Join([]string{p.ID, found.List, found.EntryID}, "|"), Party: p.ID, Relation: r, Hit: found, Basis: screening.NewBasis(p, found)}
		if d, ok := s.a.decisions.Find(p.ID, found.List, found.EntryID); ok {
			h.Decision = &d
			changed, _ := d.Holds(p, found, s.a.asOf)
			h.Reopened = strings.Join(append(changed, lacking(d, found)...), ", ")
		}
		s.o.Hits = append(s.o.Hits, h)
	}
	return nil
}

// lacking says what a decision would need to hold: a hit on which an identifier agrees exactly is closed by two different
// reviewers, because one of them alone has let such hits go before.
func lacking(d screening.Decision, h screening.Hit) []string {
	if d.Disposition.Closes() && isStrong(h) && (d.Second == "" || d.Second == d.Reviewer) {
		return []string{"second_reviewer"}
	}
	return nil
}

func namesOf(p screening.Party) []string {
	names := make([]string, len(p.Names))
	for i, n := range p.Names {
		names[i] = n.Text
	}
	return names
}

// derive computes the facts and tables that tamiz knows how to derive; what the counterparty says of itself wins.
func (s *sight) derive() {
	o := s.o
	o.Facts = make(fact.Set, len(s.c.Facts)+len(s.a.derivations))
	for _, d := range s.a.derivations {
		o.Facts[d.Name] = d.of(s)
	}
	for series := range s.a.absent {
		o.Facts["place."+series] = fact.NotApplicable() // also where no place is named
	}
	for name, v := range s.c.Facts {
		if v.Known() || !v.Applies() || o.Facts[name].Equal(fact.Unknown()) {
			o.Facts[name] = v
		}
	}
	o.Tables = maps.Clone(s.c.Tables)
	if o.Tables == nil {
		o.Tables = map[string]fact.Table{}
	}
	for _, t := range s.a.tables {
		derived := t.rows(s)
		if given, ok := o.Tables[t.name]; ok && t.joins {
			derived = fact.Table{Complete: given.Complete || derived.Complete, Rows: append(slices.Clone(derived.Rows), given.Rows...)}
		}
		o.Tables[t.name] = derived
	}
}

// graph joins what the counterparty says of its owners, officers and signatories with the register of the run, under the
// counterparty's own ids. It is nil when nobody said anything. known says which nodes were screened.
func (s *sight) graph() (g *ownership.Graph, known map[string]bool) {
	known = map[string]bool{s.c.ID: true}
	alias := map[string]string{}
	var stakes []ownership.Stake
	for _, r := range s.c.Related {
		known[r.ID] = !slices.ContainsFunc(s.o.Searched, func(x Searched) bool { return x.Party == r.ID && x.Not != "" })
		if kind, ok := stakeKind(r.Relation); ok {
			stakes = append(stakes, ownership.Stake{Holder: r.ID, Held: s.c.ID, Kind: kind, Share: r.Share, Source: "counterparty"})
		}
	}
	var parties []screening.Party
	if s.a.ownership != nil {
		parties, stakes = s.register(alias, stakes)
	}
	if len(stakes) == 0 {
		return nil, known
	}
	g, err := ownership.NewGraph(sequence(parties), sequence(stakes))
	if err != nil {
		return nil, known // in-memory sequences do not fail; contradictions are issues of the graph, not errors
	}
	return g, known
}

func stakeKind(r Relation) (ownership.Kind, bool) {
	switch r {
	case Owner:
		return ownership.Shares, true
	case Officer:
		return ownership.Officer, true
	case Signatory:
		return ownership.Signatory, true
	}
	return "", false
}

// register takes from the run's register what stands above the counterparty and those beside it.
func (s *sight) register(alias map[string]string, stakes []ownership.Stake) ([]screening.Party, []ownership.Stake) {
	var ids []string
	find := func(p screening.Party) {
		for _, id := range s.a.ownership.Find(p) {
			if _, taken := alias[id]; !taken {
				alias[id] = p.ID
				ids = append(ids, id)
			}
		}
	}
	find(s.c.Party)
	for _, r := range s.c.Related {
		find(r.Party)
	}
	above := s.a.ownership.Upstream(ids...)
	ours := func(id string) string {
		if own, ok := alias[id]; ok {
			return own
		}
		return id
	}
	var parties []screening.Party
	var recorded []ownership.Stake
	for _, id := range above.IDs() {
		if p, ok := above.Party(id); ok && alias[id] == "" {
			parties = append(parties, p)
		}
		for _, stake := range above.Stakes(id) {
			stake.Holder, stake.Held = ours(stake.Holder), ours(stake.Held)
			recorded = append(recorded, stake)
		}
	}
	return parties, ownership.Reconcile(stakes, recorded, s.a.asOf)
}

func sequence[T any](all []T) func(yield func(T, error) bool) {
	return func(yield func(T, error) bool) {
		for _, v := range all {
			if !yield(v, nil) {
				return
			}
		}
	}
}
