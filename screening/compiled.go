package screening

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"os"
	"slices"
	"sync/atomic"

	"github.com/tamiz-project/tamiz/screening/name"
)

// A compiled index is one file, little-endian:
//
//	magic    "tamiz-ix"
//	version  uint32: compiledVersion
//	sections uint64 length and content each: head (JSON), names (name.Corpus), origins (uint32 for each name),
//	         facts (see compiled_facts.go), offsets (uint64 each), entries (JSON)
//	checksum uint32: CRC-32C of all before it
//
// Version 2 added the origins: which of its entry's names each name of the corpus was read from. Its facts have one order.
//
// The head carries the provenance of the lists and the version of the matching tables. A score must not depend on when an index
// was compiled, so a file made with other tables is refused.
const (
	compiledMagic   = "tamiz-ix"
	compiledVersion = 2

	compiledSections = 6
)

// compiledHead is the first section.
type compiledHead struct {
	Tables    string   `json:"tables"`
	Lists     []List   `json:"lists"`
	ListStart []uint32 `json:"list_start"`
	NameStart []uint32 `json:"name_start"`
}

// WriteTo writes the compiled index, which OpenIndex opens in a small part of the time that building takes. It returns the
// number of bytes written. The same lists give the same bytes, whenever and wherever. Use feed.Write to have the file whole or not
// at all.
func (x *Index) WriteTo(w io.Writer) (int64, error) {
	out := &summing{w: w, sum: crc32.New(crc32.MakeTable(crc32.Castagnoli))}
	out.Write(binary.LittleEndian.AppendUint32([]byte(compiledMagic), compiledVersion))
	head, err := json.Marshal(compiledHead{name.Tables, x.lists, x.listStart, x.nameStart})
	if err != nil {
		return out.n, err
	}
	out.section(head)
	out.section(x.names.AppendBinary(nil))
	var origins []byte
	for _, o := range x.origins {
		origins = binary.LittleEndian.AppendUint32(origins, uint32(o))
	}
	out.section(origins)
	out.section(x.facts.appendBinary(nil))
	offsets, blob := binary.LittleEndian.AppendUint64(nil, 0), []byte{}
	for e := range x.store.entries() {
		text, err := json.Marshal(e)
		if err != nil {
			return out.n, fmt.Errorf("compiled index: entry %q of list %q: %w", e.ID, e.List, err)
		}
		blob = append(blob, text...)
		offsets = binary.LittleEndian.AppendUint64(offsets, uint64(len(blob)))
	}
	out.section(offsets)
	out.section(blob)
	out.Write(binary.LittleEndian.AppendUint32(nil, out.sum.Sum32()))
	return out.n, out.err
}

// A summing writer counts and sums what it writes and keeps the first error.
type summing struct {
	w   io.Writer
	sum interface {
		io.Writer
		Sum32() uint32
	}
	n   int64
	err error
}

func (s *summing) Write(b []byte) (int, error) {
	if s.err != nil {
		return 0, s.err
	}
	_, _ = s.sum.Write(b) // a hash never fails
	n, err := s.w.Write(b)
	s.n, s.err = s.n+int64(n), err
	return n, err
}

func (s *summing) section(b []byte) {
	_, _ = s.Write(binary.LittleEndian.AppendUint64(nil, uint64(len(b)))) // the error is kept
	_, _ = s.Write(b)
}

// OpenIndex opens a compiled index with one read. A file that is damaged, is something else, or was made with other matching
// tables (name.Tables) or in another version of the format is refused with the reason.
func OpenIndex(path string) (*Index, error) {
	file, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	x, err := readCompiled(file)
	if err != nil {
		return nil, fmt.Errorf("compiled index %s: %w", path, err)
	}
	return x, nil
}

func readCompiled(file []byte) (*Index, error) {
	const start = len(compiledMagic) + 4
	if len(file) < start+4 || string(file[:len(compiledMagic)]) != compiledMagic {
		return nil, fmt.Errorf("it does not begin with %q: this is no compiled index", compiledMagic)
	}
	if v := binary.LittleEndian.Uint32(file[len(compiledMagic):]); v != compiledVersion {
		return nil, fmt.Errorf("version %d of the format, this program reads %d: build it anew from its lists", v, compiledVersion)
	}
	body, sum := file[:len(file)-4], binary.LittleEndian.Uint32(file[len(file)-4:])
	if crc32.Checksum(body, crc32.MakeTable(crc32.Castagnoli)) != sum {
		return nil, errors.New("the checksum is wrong: the file is damaged or cut off; build it anew from its lists")
	}
	var sections [compiledSections][]byte
	rest := body[start:]
	for i := range sections {
		if len(rest) < 8 || binary.LittleEndian.Uint64(rest) > uint64(len(rest)-8) {
			return nil, fmt.Errorf("section %d is cut off", i+1)
		}
		n := binary.LittleEndian.Uint64(rest)
		sections[i], rest = rest[8:8+n], rest[8+n:]
	}
	return assemble(sections)
}

// assemble makes an index of the sections of a file.
func assemble(sections [compiledSections][]byte) (*Index, error) {
	var head compiledHead
	if err := json.Unmarshal(sections[0], &head); err != nil {
		return nil, fmt.Errorf("head: %w", err)
	}
	if head.Tables != name.Tables {
		return nil, fmt.Errorf("made with matching tables %q, this program has %q: build it anew from its lists", head.Tables, name.Tables)
	}
	names, err := name.ReadCorpus(sections[1])
	if err != nil {
		return nil, err
	}
	facts, err := readFacts(sections[3])
	if err != nil {
		return nil, err
	}
	x := &Index{lists: head.Lists, names: names, nameStart: head.NameStart, facts: facts}
	for b := sections[2]; len(b) >= 4; b = b[4:] {
		x.origins = append(x.origins, origin(binary.LittleEndian.Uint32(b)))
	}
	x.listStart, x.blob = head.ListStart, sections[5]
	for b := sections[4]; len(b) >= 8; b = b[8:] {
		x.at = append(x.at, binary.LittleEndian.Uint64(b))
	}
	n := len(x.at) - 1
	if n < 0 || len(x.origins) != names.Len() || !rising(x.at, n, uint64(len(x.blob))) || !rising(x.nameStart, n, uint32(names.Len())) ||
		!rising(x.facts.cityStart, n, uint32(len(x.facts.cities))) || !rising(x.listStart, len(x.lists), uint32(n)) || !x.facts.below(uint32(n)) {
		return nil, errors.New("the sections do not belong together")
	}
	x.all = make([]atomic.Pointer[Entry], n)
	x.ready()
	return x, nil
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
