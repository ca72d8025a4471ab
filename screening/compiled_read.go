package screening

import (
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"sync"
)

// contentOf reads a file. Most of the time goes into finding memory for it, page by page, so that several readers each take a part.
func contentOf(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return io.ReadAll(f)
	}
	b := make([]byte, info.Size())
	if err := readParts(f, b); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return b, nil
}

// leastPart is from how many bytes on a part has a reader of its own.
const leastPart = 1 << 20

// readParts fills b from the beginning of a file.
func readParts(f io.ReaderAt, b []byte) error {
	parts := max(1, min(runtime.GOMAXPROCS(0), len(b)/leastPart))
	errs := make([]error, parts)
	var all sync.WaitGroup
	for i := range parts {
		from, to := len(b)*i/parts, len(b)*(i+1)/parts
		all.Go(func() {
			_, errs[i] = f.ReadAt(b[from:to], int64(from))
		})
	}
	all.Wait()
	return errors.Join(errs...)
}
