package screening

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/tamiz-project/tamiz/screening/name"
)

// Search returns the entries that score at least the threshold, best first, then by list and entry id, and after them,
// with Discounted set, those whose name evidence alone reaches it and which other evidence pushed below: no alerts, outside
// Limit, but never out of sight. It is an error to search for nothing (no name, no identifier) or below 0.5.
//
// Search returns exactly what Scan returns. An entry is a hit because of its names, or because something else lifts names that
// alone would not do. The second kind is found by what can lift much: shared identifiers and dates (facts). What can lift a
// little (country, city, flag) is taken off the evidence that names must reach. Names that reach it are found by the
// corpus, whose proof is in package name. Every entry found is then compared exactly.
func (x *Index) Search(query Party, o *SearchOptions) ([]Hit, error) {
	return x.search(query, o, x.candidates)
}

// Scan is Search without the index: the specification of Search.
func (x *Index) Scan(query Party, o *SearchOptions) ([]Hit, error) {
	return x.search(query, o, func(_ *prepared, _ int32, _ *scratch, try func(entry int)) {
		for i := range x.all {
			try(i)
		}
	})
}

// A scratch is the memory of one search.
type scratch struct {
	corpus name.Scratch
	query  prepared
	entry  prepared
	names  []*name.Name
	seen   []uint32
	epoch  uint32
	found  []candidate
}

// A candidate is an entry that reaches the threshold, before anything is explained.
type candidate struct {
	entry      uint32
	score      int32
	discounted bool
}

// search compares the query with the entries that each yields and makes hits of those that reach the threshold.
func (x *Index) search(query Party, o *SearchOptions, each func(q *prepared, least int32, s *scratch, try func(int))) ([]Hit, error) {
	opts, err := o.resolve(query)
	if err != nil {
		return nil, err
	}
	s := x.scratch.Get().(*scratch)
	defer x.scratch.Put(s)
	s.query, s.found = prepare(query), s.found[:0]
	need := int32(opts.Threshold*10000 + 0.5)
	each(&s.query, name.EvidenceFor(need), s, func(i int) {
		if v := x.compare(&s.query, i, s); v.score() >= need || v.nameScore() >= need {
			if e := x.entry(i); e.relevant(opts.AsOf) && (opts.Keep == nil || opts.Keep(e)) {
				s.found = append(s.found, candidate{uint32(i), v.score(), v.score() < need})
			}
		}
	})
	return x.hits(s, opts), nil
}

// hits puts candidates in order, cuts the alerts at Limit and explains what is left.
func (x *Index) hits(s *scratch, opts SearchOptions) []Hit {
	slices.SortFunc(s.found, func(a, b candidate) int {
		return cmp.Or(boolCompare(a.discounted, b.discounted), cmp.Compare(b.score, a.score),
			cmp.Compare(x.lists[x.listOf(int(a.entry))].ID, x.lists[x.listOf(int(b.entry))].ID), cmp.Compare(a.entry, b.entry))
	})
	alerts := slices.IndexFunc(s.found, func(c candidate) bool { return c.discounted })
	if alerts < 0 {
		alerts = len(s.found)
	}
	if opts.Limit > 0 && alerts > opts.Limit {
		s.found = slices.Delete(s.found, opts.Limit, alerts)
	}
	if len(s.found) == 0 {
		return nil
	}
	hits := make([]Hit, len(s.found))
	for i, c := range s.found {
		e := x.entry(int(c.entry))
		entry := prepare(e.Party)
		hits[i] = Hit{
			List: e.List, EntryID: e.ID, Designations: e.inForce(opts.AsOf), Comparison: explain(&s.query, &entry), Entry: e,
			Discounted: c.discounted,
		}
	}
	return hits
}

// compare compares the query with entry i, whose names are put together from the corpus.
func (x *Index) compare(q *prepared, i int, s *scratch) verdict {
	e := &s.entry
	e.party, e.names, e.cities = x.entry(i).Party, e.names[:0], x.facts.citiesOf(i)
	from, to := int(x.nameStart[i]), int(x.nameStart[i+1])
	for len(s.names) < to-from {
		s.names = append(s.names, new(name.Name))
	}
	for k := from; k < to; k++ {
		n, class := s.names[k-from], x.names.Class(k)
		x.names.Name(k, n)
		if class&^weakClass == readPerson {
			e.names[len(e.names)-1].person = n
			continue
		}
		e.names = append(e.names, preparedName{own: n, kind: typeOf(class)})
	}
	return score(q, e)
}

// Classes of names in the corpus: which readings of a query they are compared with, and whether they are weak aliases.
const (
	ofPerson   = iota // a person's name
	readPerson        // the second reading of a name whose owner may be a person
	readOther         // its first reading
	ofOther           // any other name
	weakClass  = 4
)

func classOf(p *Party, n *preparedName, asPerson bool) uint8 {
	class := uint8(ofOther)
	switch {
	case asPerson:
		class = readPerson
	case n.person != nil:
		class = readOther
	case p.Kind == Person:
		class = ofPerson
	}
	if n.kind == WeakAlias {
		class |= weakClass
	}
	return class
}

func typeOf(class uint8) NameType {
	if class&weakClass != 0 {
		return WeakAlias
	}
	return Primary
}

// candidates calls try with every entry whose comparison with the query can reach an evidence, each once.
func (x *Index) candidates(q *prepared, least int32, s *scratch, try func(int)) {
	if len(s.seen) != len(x.all) || s.epoch == 1<<32-1 {
		s.seen, s.epoch = make([]uint32, len(x.all)), 0
	}
	s.epoch++
	once := func(entry uint32) {
		if s.seen[entry] != s.epoch {
			s.seen[entry] = s.epoch
			try(int(entry))
		}
	}
	x.facts.mayShare(&q.party, once)
	need := least - lift(q)
	found := func(n int, _ int32) { once(x.entryOf[n]) }
	for i := range q.names {
		n := &q.names[i]
		for _, r := range readingsOf(&q.party, n) {
			needs := needsOf(r.classes, need, n.kind == WeakAlias)
			x.names.Search(r.name, &needs, &s.corpus, found)
		}
	}
}

// lift is the most that evidence without an index of its own can add to that of names.
func lift(q *prepared) (most int32) {
	if known(&q.party) {
		most += countryShared
	}
	if len(q.cities) > 0 {
		most += cityShared
	}
	if q.party.Craft != nil {
		most += flagShared
	}
	return most
}

// A reading is one analysis of a name of the query and the classes of names it is compared with.
type reading struct {
	name    *name.Name
	classes [4]bool
}

// readingsOf mirrors readings: which analysis of the query meets which names.
func readingsOf(p *Party, n *preparedName) []reading {
	switch {
	case n.person != nil:
		return []reading{
			{n.person, [4]bool{ofPerson: true, readPerson: true}},
			{n.own, [4]bool{ofOther: true}},
		}
	case p.Kind == Person:
		return []reading{{n.own, [4]bool{ofPerson: true, readPerson: true, ofOther: true}}}
	}
	return []reading{{n.own, [4]bool{ofPerson: true, readOther: true, ofOther: true}}}
}

// needsOf is the evidence that names of each class must have. A weak alias on either side must have more, and may never have
// enough.
func needsOf(classes [4]bool, need int32, weak bool) (needs [name.Classes]int32) {
	for class := range needs {
		isWeak := weak || class&weakClass != 0
		switch {
		case !classes[class&^weakClass], isWeak && need > weakMost:
			needs[class] = name.Never
		case isWeak:
			needs[class] = need + weakDiscount
		default:
			needs[class] = need
		}
	}
	return needs
}

// relevant reports whether an entry has a designation in force on a day; one without any designation always counts.
func (e *Entry) relevant(day Date) bool {
	return day.IsZero() || len(e.Designations) == 0 || slices.ContainsFunc(e.Designations, func(d Designation) bool { return d.InForce(day) })
}

// resolve fills the defaults and refuses what cannot be searched.
func (o *SearchOptions) resolve(query Party) (SearchOptions, error) {
	opts := SearchOptions{}
	if o != nil {
		opts = *o
	}
	opts.Threshold = cmp.Or(opts.Threshold, DefaultThreshold)
	switch {
	case !(opts.Threshold >= 0.5 && opts.Threshold <= 1):
		return opts, fmt.Errorf("search: threshold %v is outside 0.5 to 1", opts.Threshold)
	case opts.Limit < 0:
		return opts, fmt.Errorf("search: limit %d is negative", opts.Limit)
	case !opts.AsOf.IsZero() && !opts.AsOf.IsDay():
		return opts, fmt.Errorf("search: as-of %q is not one exact day", opts.AsOf)
	}
	if len(query.Identifiers) > 0 || slices.ContainsFunc(query.Names, func(n Name) bool { return n.Text != "" }) {
		return opts, nil
	}
	return opts, fmt.Errorf("search: party %q has neither name nor identifier; there is nothing to search for", query.ID)
}
