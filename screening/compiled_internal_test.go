package screening

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/tamiz-project/tamiz/screening/name"
)

// FuzzReadFacts reads any bytes without a panic; what it can read, it writes and reads again as the same.
func FuzzReadFacts(f *testing.F) {
	known := facts{
		byKey: map[string][]uint32{"VE:123": {0, 3}, "BR:9": {1}}, masked: []uint32{2}, wide: []uint32{0, 1, 70000}, years: map[int][]uint32{1960: {1}, 1959: {1, 2}},
		cityStart: []uint32{0, 1, 1, 2}, cities: []string{"caracas", ""},
	}
	f.Add(known.appendBinary(nil))
	f.Add([]byte{})
	f.Fuzz(func(t *testing.T, b []byte) {
		read, err := readFacts(b)
		if err != nil {
			return
		}
		again, err := readFacts(read.appendBinary(nil))
		require.NoError(t, err)
		require.Equal(t, read, again)
	})
}

// TestReadCompiledRefuses writes indexes of which something does not belong to the rest. Their checksums are right.
func TestReadCompiledRefuses(t *testing.T) {
	for reason, spoil := range map[string]func(x *Index){
		"a name without origin":            func(x *Index) { x.origins = x.origins[1:] },
		"a list that ends behind the last": func(x *Index) { x.listStart[1]++ },
		"a name without entry":             func(x *Index) { x.nameStart[2]-- },
		"names of entries that overlap":    func(x *Index) { x.nameStart[1] = x.nameStart[2] + 1 },
		"a second reading without a first": func(x *Index) { x.nameStart[1]++ },
		"an identifier of no entry":        func(x *Index) { x.facts.byKey = map[string][]uint32{"VE:1": {2}} },
		"a date of no entry":               func(x *Index) { x.facts.years = map[int][]uint32{1970: {2}} },
		"cities of an entry too many":      func(x *Index) { x.facts.cityStart = append(x.facts.cityStart, 0) },
	} {
		t.Run(reason, func(t *testing.T) {
			l := &Watchlist{List: List{ID: "test-list"}, Entries: []Entry{{Party: NewParty(Unknown, "Ana Inventada")}, {Party: NewParty(Unknown, "Rosa Supuesta")}}}
			x, err := NewIndex(l)
			require.NoError(t, err)
			_, err = readCompiled(written(t, x))
			require.NoError(t, err)
			spoil(x)
			_, err = readCompiled(written(t, x))
			require.ErrorContains(t, err, "do not belong together")
		})
	}
}

func TestReadCompiledRefusesOtherTables(t *testing.T) {
	x, err := NewIndex(&Watchlist{List: List{ID: "test-list"}, Entries: []Entry{{Party: NewParty(Person, "Ana Inventada")}}})
	require.NoError(t, err)
	file := bytes.Replace(written(t, x), []byte(name.Tables), []byte("1999.1"), 1)
	body := file[:len(file)-compiledSum]
	_, err = readCompiled(binary.LittleEndian.AppendUint32(body, crc32.Checksum(body, castagnoli())))
	require.ErrorContains(t, err, `made with matching tables "1999.1"`)
}

func written(t *testing.T, x *Index) []byte {
	t.Helper()
	var file bytes.Buffer
	n, err := x.WriteTo(&file)
	require.NoError(t, err)
	require.EqualValues(t, file.Len(), n)
	return file.Bytes()
}
