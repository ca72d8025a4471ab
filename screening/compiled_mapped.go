//go:build darwin || linux

package screening

import (
	"io"
	"os"
	"syscall"
)

// contentOf maps a file into memory, which copies nothing: finding memory for a copy takes longer than all else of opening. What
// cannot be mapped, such as an empty file or a pipe, is read. release gives the memory back.
func contentOf(path string) (b []byte, release func([]byte), err error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, nil, err
	}
	b, err = syscall.Mmap(int(f.Fd()), 0, int(info.Size()), syscall.PROT_READ, syscall.MAP_SHARED)
	if err == nil {
		return b, func(b []byte) { _ = syscall.Munmap(b) }, nil
	}
	b, err = io.ReadAll(f)
	return b, func([]byte) {}, err
}
