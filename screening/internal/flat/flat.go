// Package flat lays lists of numbers in a file such that they are used where they stand: reading a list copies nothing.
//
// A list is its length as a uint64, its elements one after the other, and zeros up to a multiple of 8 bytes. An element is a number
// of fixed size or a struct of such numbers without gaps; every number is little-endian. A file of lists that begins at a multiple
// of 8 bytes therefore holds the memory of the lists on a machine that is little-endian too, and there Take returns views of it.
// On any other, and where the file does not begin so in memory, it copies.
//
// A view is sound as long as nobody writes what it was read from, or gives its memory back: that is what a caller of Take promises.
// Any bytes are a list, because every pattern of bits is a number: what it says must be checked, but it can be looked at.
package flat

import (
	"encoding/binary"
	"fmt"
	"reflect"
	"slices"
	"unsafe"
)

// unit is what lists begin at a multiple of.
const unit = 8

// Padding is how many zeros follow n bytes.
func Padding(n int) int { return -n & (unit - 1) }

// Append appends a list. It panics where a file cannot hold elements of the type.
func Append[T any](b []byte, list []T) []byte {
	fields := layout(reflect.TypeFor[T]())
	b = binary.LittleEndian.AppendUint64(b, uint64(len(list)))
	from := len(b)
	b = append(b, bytesOf(list)...)
	if !littleEndian() {
		turn(b[from:], fields)
	}
	return append(b, make([]byte, Padding(len(b)-from))...)
}

// A Reader takes lists off its data, in the order in which they were appended. Once data is missing it gives empty lists and has
// failed.
type Reader struct {
	rest   []byte
	failed bool
}

// NewReader reads b, which must neither be written nor given back as long as a list that was taken is in use.
func NewReader(b []byte) *Reader { return &Reader{rest: b} }

// Done reports whether no data was missing and none is left.
func (r *Reader) Done() bool { return !r.failed && len(r.rest) == 0 }

// Text takes a list of bytes as a text of its own, because texts are passed on to where nobody knows of the data.
func (r *Reader) Text() string { return string(r.take(1)) }

// Take takes a list. Nobody may write to it.
func Take[T any](r *Reader) []T {
	var element T
	b := r.take(int(unsafe.Sizeof(element)))
	switch {
	case len(b) == 0:
		return nil
	case littleEndian() && uintptr(unsafe.Pointer(&b[0]))%unsafe.Alignof(element) == 0:
		return unsafe.Slice((*T)(unsafe.Pointer(&b[0])), len(b)/int(unsafe.Sizeof(element)))
	}
	return copied[T](b, littleEndian())
}

// take takes the bytes of a list of elements of some size.
func (r *Reader) take(size int) []byte {
	if len(r.rest) < unit {
		r.failed, r.rest = true, nil
		return nil
	}
	n, rest := binary.LittleEndian.Uint64(r.rest), r.rest[unit:]
	if n > uint64(len(rest)/size) || int(n)*size+Padding(int(n)*size) > len(rest) {
		r.failed, r.rest = true, nil
		return nil
	}
	end := int(n) * size
	r.rest = rest[end+Padding(end):]
	return rest[:end:end]
}

// copied is the list that stands in b, wherever b begins and whichever way round the machine has its numbers.
func copied[T any](b []byte, little bool) []T {
	var element T
	list := make([]T, len(b)/int(unsafe.Sizeof(element)))
	copy(bytesOf(list), b)
	if !little {
		turn(bytesOf(list), layout(reflect.TypeFor[T]()))
	}
	return list
}

// bytesOf is the memory of a list.
func bytesOf[T any](list []T) []byte {
	var element T
	return unsafe.Slice((*byte)(unsafe.Pointer(unsafe.SliceData(list))), len(list)*int(unsafe.Sizeof(element)))
}

func littleEndian() bool { return binary.NativeEndian.Uint16([]byte{1, 0}) == 1 }

// turn turns every number round.
func turn(b []byte, fields []int) {
	for len(b) > 0 {
		for _, n := range fields {
			slices.Reverse(b[:n])
			b = b[n:]
		}
	}
}

// layout returns the sizes of the numbers that a type consists of, in order.
func layout(t reflect.Type) (sizes []int) {
	switch k := t.Kind(); {
	case k == reflect.Struct:
		for field := range t.Fields() {
			sizes = append(sizes, layout(field.Type)...)
		}
	case k == reflect.Array:
		sizes = slices.Repeat(layout(t.Elem()), t.Len())
	case k >= reflect.Int8 && k <= reflect.Int64, k >= reflect.Uint8 && k <= reflect.Uint64:
		sizes = []int{int(t.Size())}
	default:
		panic(fmt.Sprintf("flat: %v is no number of fixed size", t))
	}
	sum := 0
	for _, n := range sizes {
		sum += n
	}
	if sum != int(t.Size()) {
		panic(fmt.Sprintf("flat: %v has gaps", t))
	}
	return sizes
}
