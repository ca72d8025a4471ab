package screening

import (
	"cmp"
	"errors"
	"iter"
	"maps"
	"slices"

	"github.com/tamiz-project/tamiz/screening/internal/flat"
)

// The facts in a compiled index are lists in the form of package flat:
//
//	keys    where each ends in the texts, the texts; where the entries of each end, the entries
//	years   (int32); where the entries of each end, the entries
//	entries with an identifier that has no key; entries with a date of many years
//	cities  where those of each entry begin; where each ends in the texts, the texts
//
// Maps are written in the order of their keys, so that equal facts give equal bytes.

func (f *facts) appendBinary(b []byte) []byte {
	var keys []string
	var years []int32
	for key := range inOrder(f.byKey) {
		keys = append(keys, key)
	}
	for year := range inOrder(f.years) {
		years = append(years, int32(year))
	}
	b = appendEntries(appendTexts(b, keys), f.byKey)
	b = appendEntries(flat.Append(b, years), f.years)
	b = flat.Append(flat.Append(b, f.masked), f.wide)
	return appendTexts(flat.Append(b, f.cityStart), f.cities)
}

// inOrder yields a map in the order of its keys.
func inOrder[K cmp.Ordered, V any](m map[K]V) iter.Seq2[K, V] {
	return func(yield func(K, V) bool) {
		for _, k := range slices.Sorted(maps.Keys(m)) {
			if !yield(k, m[k]) {
				return
			}
		}
	}
}

func appendTexts(b []byte, texts []string) []byte {
	ends, all := make([]uint32, len(texts)), []byte{}
	for i, s := range texts {
		all = append(all, s...)
		ends[i] = uint32(len(all))
	}
	return flat.Append(flat.Append(b, ends), all)
}

func appendEntries[K cmp.Ordered](b []byte, m map[K][]uint32) []byte {
	var ends, all []uint32
	for _, entries := range inOrder(m) {
		all = append(all, entries...)
		ends = append(ends, uint32(len(all)))
	}
	return flat.Append(flat.Append(b, ends), all)
}

// readFacts reads what appendBinary wrote. The lists of the facts are views of b, their texts are not.
func readFacts(b []byte) (facts, error) {
	r := factReader{Reader: flat.NewReader(b)}
	keys := r.texts()
	f := facts{byKey: make(map[string][]uint32, len(keys)), years: map[int][]uint32{}}
	for i, entries := range r.entries(len(keys)) {
		f.byKey[keys[i]] = entries
	}
	years := flat.Take[int32](r.Reader)
	for i, entries := range r.entries(len(years)) {
		f.years[int(years[i])] = entries
	}
	f.masked, f.wide = flat.Take[uint32](r.Reader), flat.Take[uint32](r.Reader)
	f.cityStart = flat.Take[uint32](r.Reader)
	f.cities = r.texts()
	if r.failed || !r.Done() {
		return f, errors.New("facts: the data ends too early, goes on too long, or says that something ends where it cannot")
	}
	return f, nil
}

// A factReader has failed once something ends before it begins or elsewhere than it should.
type factReader struct {
	*flat.Reader
	failed bool
}

func (r *factReader) texts() []string {
	ends, all := flat.Take[uint32](r.Reader), r.Text()
	texts := make([]string, len(ends))
	for i, s := range r.spans(ends, len(all)) {
		texts[i] = all[s.from:s.to]
	}
	return texts
}

// entries yields n lists of entries, none of them empty: there would be no reason for it.
func (r *factReader) entries(n int) iter.Seq2[int, []uint32] {
	ends, all := flat.Take[uint32](r.Reader), flat.Take[uint32](r.Reader)
	if len(ends) != n {
		r.failed = true
		ends = nil
	}
	return func(yield func(int, []uint32) bool) {
		for i, s := range r.spans(ends, len(all)) {
			r.failed = r.failed || s.from == s.to
			if !yield(i, all[s.from:s.to:s.to]) {
				return
			}
		}
	}
}

type span struct{ from, to uint32 }

// spans yields what ends at each of ends; together they are n long.
func (r *factReader) spans(ends []uint32, n int) iter.Seq2[int, span] {
	return func(yield func(int, span) bool) {
		from := uint32(0)
		for i, to := range ends {
			if to < from || int64(to) > int64(n) {
				r.failed = true
				return
			}
			if !yield(i, span{from, to}) {
				return
			}
			from = to
		}
		r.failed = r.failed || int64(from) != int64(n)
	}
}
