package screening

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"sync/atomic"

	"github.com/tamiz-project/tamiz/screening/internal/flat"
	"github.com/tamiz-project/tamiz/screening/name"
)

// A compiled index is one file, little-endian:
//
//	magic    "tamiz-ix"
//	version  uint32: compiledVersion, and 4 bytes of 0
//	lists    in the form of package flat, each of which begins at a multiple of 8 bytes: head (JSON), names (name.Corpus),
//	         origins (uint32 for each name), where the entries of each list begin (uint32), where the names of each entry begin
//	         (uint32), facts (see compiled_facts.go), where the text of each entry begins (uint64), entries (JSON)
//	checksum uint32: CRC-32C of the CRC-32C of each 256 KiB of all before it
//
// Version 2 added the origins: which of its entry's names each name of the corpus was read from. Version 3 lays all lists such
// that they are used where they stand in the memory of the file; only words and facts are taken out of it. Version 4 tells more
// classes of names apart, and lists the names in which initials make a word.
//
// The head carries the provenance of the lists and the version of the matching tables. A score must not depend on when an index
// was compiled, so a file made with other tables is refused.
const (
	compiledMagic   = "tamiz-ix"
	compiledVersion = 4

	compiledStart = len(compiledMagic) + 8
	compiledSum   = 4
)

// compiledHead is the first list.
type compiledHead struct {
	Tables string `json:"tables"`
	Lists  []List `json:"lists"`
}

// WriteTo writes the compiled index, which OpenIndex opens in a small part of the time that building takes. It returns the
// number of bytes written. The same lists give the same bytes, whenever and wherever. Use feed.Write to have the file whole or not
// at all.
func (x *Index) WriteTo(w io.Writer) (int64, error) {
	out := &summing{w: w}
	out.write(binary.LittleEndian.AppendUint64([]byte(compiledMagic), compiledVersion))
	head, err := json.Marshal(compiledHead{name.Tables, x.lists})
	if err != nil {
		return out.n, err
	}
	out.section(head)
	out.section(x.names.AppendBinary(nil))
	out.write(flat.Append(flat.Append(flat.Append(nil, x.origins), x.listStart), x.nameStart))
	out.section(x.facts.appendBinary(nil))
	at, blob := []uint64{0}, []byte{}
	for e := range x.store.entries() {
		text, err := json.Marshal(e)
		if err != nil {
			return out.n, fmt.Errorf("compiled index: entry %q of list %q: %w", e.ID, e.List, err)
		}
		blob = append(blob, text...)
		at = append(at, uint64(len(blob)))
	}
	out.write(flat.Append(nil, at))
	out.section(blob)
	out.write(binary.LittleEndian.AppendUint32(nil, out.sum()))
	return out.n, out.err
}

// section writes the list of the bytes of b.
func (s *summing) section(b []byte) {
	s.write(binary.LittleEndian.AppendUint64(nil, uint64(len(b))))
	s.write(b)
	s.write(make([]byte, flat.Padding(len(b))))
}

// OpenIndex opens a compiled index with one read. A file that is damaged, is something else, or was made with other matching
// tables (name.Tables) or in another version of the format is refused with the reason.
//
// The index works on what was read, not on the file: mapping it would open faster still, but whoever overwrites a mapped file
// changes what a running search says.
func OpenIndex(path string) (*Index, error) {
	file, sum, err := contentOf(path)
	if err != nil {
		return nil, err
	}
	x, err := readCompiled(file, sum)
	if err != nil {
		return nil, fmt.Errorf("compiled index %s: %w", path, err)
	}
	return x, nil
}

// readCompiled makes an index of views of a file, which nobody may write to from now on. sum is its checksum.
func readCompiled(file []byte, sum uint32) (*Index, error) {
	if len(file) < compiledStart+compiledSum || string(file[:len(compiledMagic)]) != compiledMagic {
		return nil, fmt.Errorf("it does not begin with %q: this is no compiled index", compiledMagic)
	}
	if v := binary.LittleEndian.Uint32(file[len(compiledMagic):]); v != compiledVersion {
		return nil, fmt.Errorf("version %d of the format, this program reads %d: build it anew from its lists", v, compiledVersion)
	}
	body := file[:len(file)-compiledSum]
	if binary.LittleEndian.Uint32(file[len(body):]) != sum {
		return nil, errors.New("the checksum is wrong: the file is damaged or cut off; build it anew from its lists")
	}
	return assemble(body[compiledStart:])
}

// assemble makes an index of the lists of a file.
func assemble(lists []byte) (*Index, error) {
	r := flat.NewReader(lists)
	head, names := flat.Take[byte](r), flat.Take[byte](r)
	x := &Index{origins: flat.Take[origin](r)}
	x.listStart, x.nameStart = flat.Take[uint32](r), flat.Take[uint32](r)
	facts := flat.Take[byte](r)
	x.at, x.blob = flat.Take[uint64](r), flat.Take[byte](r)
	if !r.Done() {
		return nil, errors.New("its lists are cut off or go on too long")
	}
	if err := x.readHead(head); err != nil {
		return nil, err
	}
	var err error
	if x.names, err = name.ReadCorpus(names); err != nil {
		return nil, err
	}
	if x.facts, err = readFacts(facts); err != nil {
		return nil, err
	}
	if !x.consistent() {
		return nil, errors.New("its lists do not belong together")
	}
	x.all = make([]atomic.Pointer[Entry], len(x.at)-1)
	x.ready()
	return x, nil
}

func (x *Index) readHead(b []byte) error {
	var head compiledHead
	if err := json.Unmarshal(b, &head); err != nil {
		return fmt.Errorf("head: %w", err)
	}
	if head.Tables != name.Tables {
		return fmt.Errorf("made with matching tables %q, this program has %q: build it anew from its lists", head.Tables, name.Tables)
	}
	x.lists = head.Lists
	return nil
}

// consistent reports whether the lists of a file lead to entries and names that exist.
func (x *Index) consistent() bool {
	n, names := len(x.at)-1, x.names.Len()
	if n < 0 || len(x.origins) != names || !rising(x.at, n, uint64(len(x.blob))) || !rising(x.nameStart, n, uint32(names)) ||
		!rising(x.facts.cityStart, n, uint32(len(x.facts.cities))) || !rising(x.listStart, len(x.lists), uint32(n)) || !x.facts.below(uint32(n)) {
		return false
	}
	for i := range n {
		if k := x.nameStart[i]; k < x.nameStart[i+1] && secondReading(x.names.Class(int(k))) {
			return false // a second reading without a first
		}
	}
	return true
}

// rising reports whether a list has n+1 numbers that never fall, from 0 to last.
func rising[T uint32 | uint64](list []T, n int, last T) bool {
	return len(list) == n+1 && list[0] == 0 && list[n] == last && slices.IsSorted(list)
}

// below reports whether all entries that the facts lead to exist.
func (f *facts) below(n uint32) bool {
	in := func(list []uint32) bool { return len(list) == 0 || slices.Max(list) < n }
	ok := in(f.masked) && in(f.wide)
	for _, list := range f.byKey {
		ok = ok && in(list)
	}
	for _, list := range f.years {
		ok = ok && in(list)
	}
	return ok
}
