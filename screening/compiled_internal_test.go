package screening

import (
	"bytes"
	"encoding/binary"
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
			file := written(t, x)
			_, err = readCompiled(file, checksum(file))
			require.NoError(t, err)
			spoil(x)
			file = written(t, x)
			_, err = readCompiled(file, checksum(file))
			require.ErrorContains(t, err, "do not belong together")
		})
	}
}

func TestReadCompiledRefusesOtherTables(t *testing.T) {
	x, err := NewIndex(&Watchlist{List: List{ID: "test-list"}, Entries: []Entry{{Party: NewParty(Person, "Ana Inventada")}}})
	require.NoError(t, err)
	file := bytes.Replace(written(t, x), []byte(name.Tables), []byte("1999.1"), 1)
	binary.LittleEndian.PutUint32(file[len(file)-compiledSum:], checksum(file))
	_, err = readCompiled(file, checksum(file))
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

// TestChecksumsAgree reads files that end at, before and behind the end of a block as they are summed when written.
func TestChecksumsAgree(t *testing.T) {
	for _, n := range []int{0, 1, compiledSum, sumBlock - 1, sumBlock, sumBlock + 1, sumBlock + compiledSum, 3*sumBlock + 2, 3*sumBlock + 5} {
		file := make([]byte, n)
		for i := range file {
			file[i] = byte(i * i)
		}
		read := make([]byte, n)
		sum, err := readParts(bytes.NewReader(file), read)
		require.NoError(t, err)
		require.Equal(t, file, read)
		require.Equal(t, checksum(file), sum, n)
		if n > compiledSum {
			file[0]++
			require.NotEqual(t, checksum(file), sum, n)
		}
	}
}
