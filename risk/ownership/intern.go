package ownership

import "hash/maphash"

// An interner numbers ids in the order in which they come. It is a map from string to int32 for one purpose: a national
// register asks it three million times, and most of the time of building a graph is spent waiting for memory here.
//
// The table has one word per slot, half of it from the hash, so that only the right id is compared.
type interner struct {
	ids    []string // by node
	hashes []uint64 // by node
	slots  []uint64 // upper half: of the hash; lower half: node + 1, or 0
	seed   maphash.Seed

	touched byte // see warm; means nothing
}

const upper = 0xffffffff << 32

func newInterner() interner {
	return interner{seed: maphash.MakeSeed(), slots: make([]uint64, 16)}
}

// lookup returns the node with an id.
func (t *interner) lookup(id string) (int32, bool) {
	n, _ := t.find(id, t.hash(id))
	return n, n >= 0
}

// find returns the node, or -1 and the slot where it belongs.
func (t *interner) find(id string, hash uint64) (node int32, slot uint64) {
	mask := uint64(len(t.slots) - 1)
	for i := hash & mask; ; i = (i + 1) & mask {
		s := t.slots[i]
		if s == 0 {
			return -1, i
		}
		if s&upper == hash&upper && t.ids[uint32(s)-1] == id {
			return int32(uint32(s) - 1), i
		}
	}
}

// node returns the node with an id and its hash, a new one where there is none.
func (t *interner) node(id string, hash uint64) (n int32, isNew bool) {
	n, slot := t.find(id, hash)
	if n >= 0 {
		return n, false
	}
	n = int32(len(t.ids))
	t.ids, t.hashes = append(t.ids, id), append(t.hashes, hash)
	t.slots[slot] = hash&upper | uint64(n+1)
	if 2*len(t.ids) > len(t.slots) {
		t.grow()
	}
	return n, true
}

func (t *interner) hash(id string) uint64 { return maphash.String(t.seed, id) }

// warm hashes a batch of ids and touches what finding them will read, one kind of memory after the other. The processor
// fetches what does not depend on each other at the same time; asked one by one, each id would wait three times. It returns
// the nodes that are likely, or -1.
func (t *interner) warm(ids []string, hashes []uint64, nodes []int32) {
	mask := uint64(len(t.slots) - 1)
	for i, id := range ids {
		hashes[i] = t.hash(id)
	}
	for i, hash := range hashes {
		s := t.slots[hash&mask]
		nodes[i] = -1
		if s != 0 && s&upper == hash&upper {
			nodes[i] = int32(uint32(s) - 1)
		}
	}
	for _, n := range nodes {
		if n >= 0 && len(t.ids[n]) > 0 {
			t.touched += t.ids[n][0]
		}
	}
}

func (t *interner) grow() {
	t.slots = make([]uint64, 2*len(t.slots))
	mask := uint64(len(t.slots) - 1)
	for n, hash := range t.hashes {
		i := hash & mask
		for t.slots[i] != 0 {
			i = (i + 1) & mask
		}
		t.slots[i] = hash&upper | uint64(n+1)
	}
}
