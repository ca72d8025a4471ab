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
	s, err := x.begin(query, o)
	if err != nil {
		return nil, err
	}
	defer s.end()
	s.candidates()
	return s.hits(), nil
}

// Scan is Search without the index: the specification of Search.
func (x *Index) Scan(query Party, o *SearchOptions) ([]Hit, error) {
	s, err := x.begin(query, o)
	if err != nil {
		return nil, err
	}
	defer s.end()
	for i := range x.all {
		s.try(i)
	}
	return s.hits(), nil
}

// A search is one search and the memory it works in, which is used again: a search without hits allocates nothing.
type search struct {
	index      *Index
	options    SearchOptions
	need       int32 // the least score
	party      Party
	query      prepared
	entry      prepared    // the one being compared
	alerts     []candidate // with a Limit: the best so far, in order
	discounted []candidate
	bar        bar

	analyser name.Analyser // of the query, and of the names of hits
	corpus   name.Scratch
	names    []*name.Name // of the entry
	seen     []uint32     // for each entry: the search that tried it
	epoch    uint32       // of this search
	meetFact func(entry uint32)
	meetName func(name int, evidence int32)
	order    func(a, b candidate) int
}

// A candidate is an entry that reaches the threshold, before anything is explained.
type candidate struct {
	verdict
	points int32 // its score
	entry  uint32
}

func newSearch(x *Index) *search {
	s := &search{index: x, seen: make([]uint32, len(x.all))}
	s.meetFact, s.order = s.tryShared, s.compare
	s.meetName = func(name int, _ int32) { s.tryOnce(x.entryOf[name]) }
	return s
}

// begin readies a search for a query.
func (x *Index) begin(query Party, o *SearchOptions) (*search, error) {
	options, err := o.resolve(&query)
	if err != nil {
		return nil, err
	}
	s := x.scratch.Get().(*search)
	s.options, s.party, s.alerts, s.discounted = options, query, s.alerts[:0], s.discounted[:0]
	s.need = int32(options.Threshold*10000 + 0.5)
	s.analyser.Reset()
	s.query.read(&s.party, &s.analyser)
	s.bar = newBar(&s.query, s.need)
	return s, nil
}

// end gives the memory back, but not what the caller gave.
func (s *search) end() {
	s.options, s.party = SearchOptions{}, Party{}
	s.index.scratch.Put(s)
}

// try compares the query with an entry and keeps it if it is a hit.
func (s *search) try(i int) {
	s.load(i)
	v := score(&s.query, &s.entry)
	c := candidate{v, v.score(), uint32(i)}
	switch {
	case c.points >= s.need:
		if s.full() && s.compare(c, s.alerts[len(s.alerts)-1]) > 0 {
			return // no alert within Limit
		}
		if s.wanted(i) {
			s.alert(c)
		}
	case v.nameScore() >= s.need && s.wanted(i):
		s.discounted = append(s.discounted, c)
	}
}

// wanted reports whether the options let an entry through.
func (s *search) wanted(i int) bool {
	e := s.index.entry(i)
	return e.relevant(s.options.AsOf) && (s.options.Keep == nil || s.options.Keep(e))
}

// full reports whether there are as many alerts as there may be.
func (s *search) full() bool { return s.options.Limit > 0 && len(s.alerts) == s.options.Limit }

// alert keeps an alert, in place of the last one if there are enough.
func (s *search) alert(c candidate) {
	if s.options.Limit == 0 {
		s.alerts = append(s.alerts, c)
		return
	}
	if s.full() {
		s.alerts = s.alerts[:len(s.alerts)-1]
	}
	at, _ := slices.BinarySearchFunc(s.alerts, c, s.order)
	s.alerts = slices.Insert(s.alerts, at, c)
	if s.full() {
		s.bar.raise(s.alerts[len(s.alerts)-1].points)
	}
}

// load readies entry i for comparing. Its names are put together from the corpus, without their texts.
func (s *search) load(i int) {
	x, e := s.index, &s.entry
	e.party, e.names, e.cities = &x.entry(i).Party, e.names[:0], x.facts.citiesOf(i)
	from, to := int(x.nameStart[i]), int(x.nameStart[i+1])
	for len(s.names) < to-from {
		s.names = append(s.names, new(name.Name))
	}
	for k := from; k < to; k++ {
		n, class := s.names[k-from], x.names.Class(k)
		x.names.Name(k, n)
		if secondReading(class) {
			first := &e.names[len(e.names)-1]
			first.person, first.headed = n, class&^weakClass == headPerson
			continue
		}
		e.names = append(e.names, preparedName{own: n, kind: typeOf(class), origin: x.origins[k]})
	}
}

// hits explains what was found: alerts, then what is discounted.
func (s *search) hits() []Hit {
	if len(s.alerts)+len(s.discounted) == 0 {
		return nil
	}
	slices.SortFunc(s.alerts, s.order)
	slices.SortFunc(s.discounted, s.order)
	hits := make([]Hit, 0, len(s.alerts)+len(s.discounted))
	for i := range s.alerts {
		hits = append(hits, s.hit(&s.alerts[i], false))
	}
	for i := range s.discounted {
		hits = append(hits, s.hit(&s.discounted[i], true))
	}
	return hits
}

// compare orders candidates: the best first, then by list and entry.
func (s *search) compare(a, b candidate) int {
	if a.points != b.points {
		return cmp.Compare(b.points, a.points)
	}
	x := s.index
	return cmp.Or(cmp.Compare(x.lists[x.listOf(int(a.entry))].ID, x.lists[x.listOf(int(b.entry))].ID), cmp.Compare(a.entry, b.entry))
}

// hit explains a candidate. Of its names only the one that matched needs its text.
func (s *search) hit(c *candidate, discounted bool) Hit {
	s.load(int(c.entry))
	if c.query >= 0 {
		s.quote(int(c.entry), &s.query.names[c.query], &s.entry.names[c.name])
	}
	e := s.index.entry(int(c.entry))
	return Hit{
		List: e.List, EntryID: e.ID, Designations: e.inForce(s.options.AsOf), Comparison: explain(&s.query, &s.entry, c.verdict), Entry: e,
		Discounted: discounted,
	}
}

// quote gives the text of an entry's name to the reading of it that is compared with a name of the query.
func (s *search) quote(entry int, x, y *preparedName) {
	_, read := readings(&s.query, &s.entry, x, y)
	row := int(s.index.nameStart[entry]) + slices.Index(s.names, read)
	n := &s.entry.party.Names[y.origin.position()]
	if y.origin.nickname() || !s.index.names.Quote(row, n.Text, read) {
		*y = readName(s.entry.party, y.origin, &s.analyser)
		return
	}
	y.text, y.kind = n.Text, n.Type
}

// relevant reports whether an entry has a designation in force on a day; one without any designation always counts.
func (e *Entry) relevant(day Date) bool {
	return day.IsZero() || len(e.Designations) == 0 || slices.ContainsFunc(e.Designations, func(d Designation) bool { return d.InForce(day) })
}

// resolve fills the defaults and refuses what cannot be searched.
func (o *SearchOptions) resolve(query *Party) (SearchOptions, error) {
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
