package flat

import (
	"testing"
	"unsafe"

	"github.com/stretchr/testify/require"
)

type small uint8

type mixed struct {
	wide  [2]uint64
	name  uint32
	about uint16
	small small
	sign  int8
}

func mixedList() []mixed {
	return []mixed{{[2]uint64{1, 1 << 63}, 0x01020304, 0x0506, 7, -1}, {[2]uint64{3, 4}, 5, 6, 8, 9}}
}

// at returns a copy of b that begins so many bytes behind a multiple of 8.
func at(shift int, b []byte) []byte {
	memory := make([]uint64, len(b)/8+2)
	own := bytesOf(memory)[shift:][:len(b)]
	copy(own, b)
	return own
}

func TestTakeIsWhatWasAppended(t *testing.T) {
	b := Append(nil, mixedList())
	b = Append(Append(Append(b, []uint32{1, 2, 1 << 31}), []byte("text")), []uint16(nil))
	require.Zero(t, len(b)%unit)
	for shift := range unit {
		r := NewReader(at(shift, b))
		require.Equal(t, mixedList(), Take[mixed](r), "begins at %d", shift)
		require.Equal(t, []uint32{1, 2, 1 << 31}, Take[uint32](r))
		require.Equal(t, "text", r.Text())
		require.Empty(t, Take[uint16](r))
		require.True(t, r.Done())
	}
}

// TestTakeCopiesWhereItMust looks at whether a list is a part of the data.
func TestTakeCopiesWhereItMust(t *testing.T) {
	b := Append(nil, []uint32{7, 8})
	within := func(shift int) bool {
		data := at(shift, b)
		list := Take[uint32](NewReader(data))
		return unsafe.Pointer(&list[0]) == unsafe.Pointer(&data[unit])
	}
	require.Equal(t, littleEndian(), within(0))
	require.Equal(t, littleEndian(), within(4), "a multiple of 4 will do for uint32")
	require.False(t, within(1))
}

// TestOtherByteOrder reads bytes as a machine would that has the other end of a number first.
func TestOtherByteOrder(t *testing.T) {
	b := Append(nil, mixedList())[unit:]
	other := copied[mixed](b, !littleEndian())
	require.Equal(t, uint32(0x04030201), other[0].name)
	require.Equal(t, [2]uint64{1 << 56, 1 << 7}, other[0].wide)
	require.Equal(t, uint16(0x0605), other[0].about)
	require.Equal(t, []any{small(7), int8(-1)}, []any{other[0].small, other[0].sign})
	require.Equal(t, mixedList(), copied[mixed](bytesOf(other), !littleEndian()), "twice is once too often")
}

func TestReaderRefuses(t *testing.T) {
	whole := Append(nil, []uint32{1, 2, 3})
	for n := range whole {
		r := NewReader(whole[:n])
		require.Empty(t, Take[uint32](r), "cut after %d bytes", n)
		require.False(t, r.Done())
		require.Empty(t, r.Text(), "nothing after a failure")
	}
	long := NewReader(append(whole, 0))
	require.Len(t, Take[uint32](long), 3)
	require.False(t, long.Done(), "something behind the end")
	many := NewReader([]byte{255, 255, 255, 255, 255, 255, 255, 255, 1, 2})
	require.Empty(t, Take[uint64](many))
	require.False(t, many.Done(), "more elements than there is data")
}

func TestAppendRefuses(t *testing.T) {
	require.Panics(t, func() {
		Append(nil, []struct {
			a uint8
			b uint32
		}{})
	}, "gaps")
	require.Panics(t, func() { Append(nil, []string{}) }, "pointers")
	require.Panics(t, func() { Append(nil, []bool{}) }, "a byte of a file may be neither true nor false")
	require.Panics(t, func() { Append(nil, []int{}) }, "another size on another machine")
}
