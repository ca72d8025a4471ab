//go:build !darwin && !linux

package screening

import "os"

// contentOf reads a file. The garbage collector gives its memory back, not release.
func contentOf(path string) (b []byte, release func([]byte), err error) {
	b, err = os.ReadFile(path)
	return b, func([]byte) {}, err
}
