package monitor

import (
	"cmp"
	"errors"
	"fmt"
	"iter"
	"reflect"
	"slices"

	"github.com/tamiz-project/tamiz/risk"
	"github.com/tamiz-project/tamiz/screening"
	"github.com/tamiz-project/tamiz/screening/feed"
)

// Rescreen returns a Searcher that gives exactly what after.Search gives: the same hits, scores, evidence and order. last is
// the run made with before; it is read once, here.
//
// It searches a small index instead of the whole: the entries of after that before does not have in the same words, those
// that were a hit of anybody in the last run, and those of which no designation was in force on its day. Any other entry
// stood in before as it stands now and was compared with the party then, at the same or a lower threshold, without reaching
// it; the same comparison cannot reach it today. This holds for a party of the last run only, and the search is full
//
//   - for a party that the last run did not search, or searched with other data: Searched.SHA256 differs;
//   - for one with a text that is not UTF-8, which the fingerprint cannot tell from others;
//   - below the threshold that the last run used for it;
//   - where Assessment.Lists is not the digest of before.Lists(): another run, another program, a run without this field.
//
// What it must be able to trust: that lists of the same provenance are the same list. Give lists their SHA256.
//
// Making the small index compares every entry of the two indexes once, which costs as much as a thousand or so full searches:
// it is worth it for many thousands of parties, not for a few.
//
// A row that the last run rejected is searched in full. Any other error of last is returned; so is a missing index.
func Rescreen(before, after *screening.Index, last iter.Seq2[risk.Assessment, error]) (risk.Searcher, error) {
	if before == nil || after == nil || last == nil {
		return nil, errors.New("rescreen: two indexes and the last run are needed; without them use Index.Search")
	}
	r, err := readRun(last, risk.ListsDigest(before.Lists()))
	if err != nil {
		return nil, fmt.Errorf("rescreen: last run: %w", err)
	}
	s := &rescreener{after: after, searched: r.searched, own: map[key]*screening.Entry{}}
	s.small, err = s.changed(before, r)
	if err != nil {
		return nil, fmt.Errorf("rescreen: %w", err)
	}
	return s, nil
}

// A key names an entry of any list.
type key struct{ list, entry string }

// A lastRun is what the last run leaves for the next one.
type lastRun struct {
	searched map[string]float64 // the threshold of each party by its fingerprint
	hit      map[key]bool       // entries that anybody hit
	days     map[screening.Date]bool
}

// readRun keeps what was searched in the lists of a digest.
func readRun(last iter.Seq2[risk.Assessment, error], digest string) (*lastRun, error) {
	r := &lastRun{searched: map[string]float64{}, hit: map[key]bool{}, days: map[screening.Date]bool{}}
	for a, err := range last {
		var row *feed.RecordError
		switch {
		case errors.As(err, &row):
			continue
		case err != nil:
			return nil, err
		}
		r.days[a.AsOf] = true
		for _, h := range a.Hits {
			r.hit[key{h.List, h.EntryID}] = true
		}
		if a.Lists == digest && digest != "" && a.Threshold > 0 {
			r.keep(&a)
		}
	}
	return r, nil
}

// keep notes the parties that were searched, each with the lowest threshold it was searched at.
func (r *lastRun) keep(a *risk.Assessment) {
	for _, s := range a.Searched {
		if t, known := r.searched[s.SHA256]; s.Not == "" && (!known || a.Threshold < t) {
			r.searched[s.SHA256] = a.Threshold
		}
	}
}

// A rescreener searches the small index where that is enough.
type rescreener struct {
	after, small *screening.Index
	searched     map[string]float64
	own          map[key]*screening.Entry // entries of after that the small index holds copies of
}

// Lists returns the lists of after: what the hits come from, whichever way they were found.
func (s *rescreener) Lists() []screening.List { return s.after.Lists() }

// Search gives what after.Search gives.
func (s *rescreener) Search(query screening.Party, o *screening.SearchOptions) ([]screening.Hit, error) {
	if !s.enough(query, o) {
		return s.after.Search(query, o)
	}
	if o != nil && o.Keep != nil {
		mapped, keep := *o, o.Keep
		mapped.Keep = func(e *screening.Entry) bool { return keep(s.own[key{e.List, e.ID}]) }
		o = &mapped
	}
	hits, err := s.small.Search(query, o)
	for i := range hits {
		hits[i].Entry = s.own[key{hits[i].List, hits[i].EntryID}]
	}
	return hits, err
}

// enough reports whether the last run searched for this party at this threshold or a lower one.
func (s *rescreener) enough(query screening.Party, o *screening.SearchOptions) bool {
	sha, whole := risk.Fingerprint(query)
	t, known := s.searched[sha]
	asked := screening.DefaultThreshold
	if o != nil {
		asked = cmp.Or(o.Threshold, asked)
	}
	return whole && known && asked >= t
}

// changed builds the index of the entries that the last run says nothing about. It always holds the first entry, because an
// index of nothing is refused; one entry more changes no result.
func (s *rescreener) changed(before *screening.Index, r *lastRun) (*screening.Index, error) {
	old := map[key]*screening.Entry{}
	for e := range before.Entries() {
		old[key{e.List, e.ID}] = e
	}
	lists := map[string]*screening.Watchlist{}
	for e := range s.after.Entries() {
		k := key{e.List, e.ID}
		was, known := old[k]
		if known && len(s.own) > 0 && !r.hit[k] && r.relevant(e) && reflect.DeepEqual(was, e) {
			continue
		}
		if lists[e.List] == nil {
			lists[e.List] = &screening.Watchlist{List: screening.List{ID: e.List}}
		}
		s.own[k] = e
		lists[e.List].Entries = append(lists[e.List].Entries, *e)
	}
	var all []*screening.Watchlist
	for _, l := range s.after.Lists() {
		if w := lists[l.ID]; w != nil {
			all = append(all, w)
		}
	}
	return screening.NewIndex(all...)
}

// relevant reports whether an entry was looked at on every day of the last run: it has no designation, or one in force.
func (r *lastRun) relevant(e *screening.Entry) bool {
	for day := range r.days {
		if len(e.Designations) > 0 && !slices.ContainsFunc(e.Designations, func(d screening.Designation) bool { return d.InForce(day) }) {
			return false
		}
	}
	return true
}
