package screening

import (
	"cmp"
	"encoding/binary"
	"errors"
	"iter"
	"maps"
	"slices"
)

// The facts in a compiled index are numbers as uvarints, with counts before what they count:
//
//	keys    for each in order: text, entries
//	entries with an identifier that has no key; entries with a date of many years
//	years   for each in order: year, entries
//	cities  where those of each entry begin, texts
//
// Lists of entries and of beginnings rise; each number is written as its distance from the one before. Maps are written in
// the order of their keys, so that equal facts give equal bytes.

func (f *facts) appendBinary(b []byte) []byte {
	b = binary.AppendUvarint(b, uint64(len(f.byKey)))
	for key, entries := range inOrder(f.byKey) {
		b = appendRising(appendText(b, key), entries)
	}
	b = appendRising(appendRising(b, f.masked), f.wide)
	b = binary.AppendUvarint(b, uint64(len(f.years)))
	for year, entries := range inOrder(f.years) {
		b = appendRising(binary.AppendUvarint(b, uint64(year)), entries)
	}
	b = appendRising(b, f.cityStart)
	b = binary.AppendUvarint(b, uint64(len(f.cities)))
	for _, c := range f.cities {
		b = appendText(b, c)
	}
	return b
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

func appendText(b []byte, s string) []byte {
	return append(binary.AppendUvarint(b, uint64(len(s))), s...)
}

func appendRising(b []byte, list []uint32) []byte {
	b = binary.AppendUvarint(b, uint64(len(list)))
	last := uint32(0)
	for _, v := range list {
		b, last = binary.AppendUvarint(b, uint64(v-last)), v
	}
	return b
}

// readFacts reads what appendBinary wrote.
func readFacts(b []byte) (facts, error) {
	r := factReader{data: b, text: string(b)}
	f := facts{byKey: map[string][]uint32{}, years: map[int][]uint32{}}
	for range r.count() {
		key := r.string()
		f.byKey[key] = r.rising()
	}
	f.masked, f.wide = r.rising(), r.rising()
	for range r.count() {
		year := r.number()
		f.years[int(year)] = r.rising()
	}
	f.cityStart = r.rising()
	f.cities = make([]string, r.count())
	for i := range f.cities {
		f.cities[i] = r.string()
	}
	if r.failed || r.at < len(b) {
		return f, errors.New("facts: the data ends too early or goes on too long")
	}
	return f, nil
}

// A factReader takes values off its data. Once data is missing it gives zeros and has failed.
type factReader struct {
	data   []byte
	text   string // the same; the texts it returns are parts of it
	at     int
	failed bool
}

func (r *factReader) number() uint64 {
	v, n := binary.Uvarint(r.data[r.at:])
	if n <= 0 {
		r.failed, r.at = true, len(r.data)
		return 0
	}
	r.at += n
	return v
}

// count reads how many things follow, each of a byte at least.
func (r *factReader) count() int {
	n := r.number()
	if n > uint64(len(r.data)-r.at) {
		r.failed, r.at = true, len(r.data)
		return 0
	}
	return int(n)
}

func (r *factReader) string() string {
	n := r.count()
	r.at += n
	return r.text[r.at-n : r.at]
}

func (r *factReader) rising() []uint32 {
	list := make([]uint32, r.count())
	last := uint32(0)
	for i := range list {
		last += uint32(r.number())
		list[i] = last
	}
	return list
}
