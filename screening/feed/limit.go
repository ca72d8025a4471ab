package feed

import (
	"archive/zip"
	"compress/flate"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"sync"
)

var (
	errCut    = errors.New("the packed data is cut off or damaged")
	errBomb   = errors.New("unpacks to more than 250 times its size: refused as a decompression bomb")
	errBudget = errors.New("unpacks to more than the limit")
)

// cut says in a user's words what a decompressor means.
func cut(err error, at int64) error {
	var corrupt flate.CorruptInputError
	switch {
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, gzip.ErrChecksum), errors.Is(err, gzip.ErrHeader),
		errors.Is(err, zip.ErrChecksum), errors.Is(err, zip.ErrFormat), errors.As(err, &corrupt):
		return fmt.Errorf("%w after %d unpacked bytes: %w", errCut, at, err)
	}
	return err
}

// A counter counts what a decompressor took.
type counter struct {
	r io.Reader
	n int64
}

func (c *counter) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += int64(n)
	return n, err
}

// unpacked is a decompressed stream that guards against bombs and words the errors of a cut file.
type unpacked struct {
	r       io.Reader
	packed  *counter // nil when size is known
	size    int64
	n       int64
	closers []io.Closer
}

func (u *unpacked) Read(p []byte) (int, error) {
	n, err := u.r.Read(p)
	u.n += int64(n)
	in := u.size
	if u.packed != nil {
		in = u.packed.n
	}
	if u.n > freeRatio && u.n/maxRatio > in {
		return 0, errBomb
	}
	if err != nil && !errors.Is(err, io.EOF) {
		err = cut(err, u.n)
	}
	return n, err
}

func (u *unpacked) Close() error {
	var errs []error
	for _, c := range u.closers {
		errs = append(errs, c.Close())
	}
	return errors.Join(errs...)
}

// A mark is how far into a member any pass has come.
type mark struct {
	mu  sync.Mutex
	far int64
}

// advance returns how many bytes are new.
func (m *mark) advance(to int64) int64 {
	m.mu.Lock()
	defer m.mu.Unlock()
	n := max(0, to-m.far)
	m.far += n
	return n
}

// limited takes what it reads for the first time from the file's budget.
type limited struct {
	r      io.ReadCloser
	budget *budget
	seen   *mark
	n      int64
}

func (l *limited) Read(p []byte) (int, error) {
	n, err := l.r.Read(p)
	l.n += int64(n)
	if n > 0 && !l.budget.spend(l.seen.advance(l.n)) {
		return 0, fmt.Errorf("%w of %d bytes", errBudget, l.budget.max)
	}
	return n, err
}

func (l *limited) Close() error { return l.r.Close() }
