package screening

import (
	"testing"

	"github.com/stretchr/testify/require"
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
