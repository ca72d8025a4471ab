package screening

import (
	"encoding/json"
	"fmt"
	"iter"
	"sort"
	"sync/atomic"
)

// A store holds the entries of an index. Those of a compiled index are decoded when they are first asked for.
type store struct {
	all       []atomic.Pointer[Entry]
	listStart []uint32 // where the entries of list i begin; one more than there are lists
	blob      []byte   // the entries as JSON, one after the other
	at        []uint64 // where entry i begins in blob
}

// entry returns entry i, always the same pointer.
func (s *store) entry(i int) *Entry {
	if e := s.all[i].Load(); e != nil {
		return e
	}
	e := new(Entry)
	if err := json.Unmarshal(s.blob[s.at[i]:s.at[i+1]], e); err != nil {
		panic(fmt.Sprintf("compiled index: entry %d passed the checksum and cannot be read: %v", i, err))
	}
	if s.all[i].CompareAndSwap(nil, e) {
		return e
	}
	return s.all[i].Load()
}

// listOf returns the number of the list that entry i stands in.
func (s *store) listOf(i int) int {
	return sort.Search(len(s.listStart)-1, func(k int) bool { return s.listStart[k+1] > uint32(i) })
}

func (s *store) entries() iter.Seq[*Entry] {
	return func(yield func(*Entry) bool) {
		for i := range s.all {
			if !yield(s.entry(i)) {
				return
			}
		}
	}
}
