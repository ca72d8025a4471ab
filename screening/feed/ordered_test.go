package feed_test

import (
	"context"
	"errors"
	"io"
	"iter"
	"os"
	"path/filepath"
	"runtime"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"github.com/tamiz-project/tamiz/screening/feed"
)

func count(n int) iter.Seq2[int, error] {
	return func(yield func(int, error) bool) {
		for i := range n {
			if !yield(i, nil) {
				return
			}
		}
	}
}

func TestOrderedKeepsTheOrder(t *testing.T) {
	for _, workers := range []int{0, 1, 2, 7} {
		next := 0
		slow := func(i int) (int, error) {
			if i%17 == 0 {
				time.Sleep(time.Millisecond)
			}
			return i * i, nil
		}
		for sq, err := range feed.Ordered(t.Context(), workers, count(500), slow) {
			require.NoError(t, err)
			require.Equal(t, next*next, sq)
			next++
		}
		require.Equal(t, 500, next)
	}
}

func TestOrderedErrors(t *testing.T) {
	bad := &feed.RecordError{Source: "a", Reason: "bad row"}
	broken := errors.New("broken")
	in := func(yield func(int, error) bool) {
		_ = yield(1, nil) && yield(0, bad) && yield(2, nil) && yield(3, nil) && yield(0, broken) && yield(5, nil)
	}
	var got []any
	for v, err := range feed.Ordered(t.Context(), 3, in, func(i int) (int, error) {
		if i == 2 {
			return 0, &feed.RecordError{Reason: "cannot be used"}
		}
		return i, nil
	}) {
		if err != nil {
			got = append(got, err.Error())
		} else {
			got = append(got, v)
		}
	}
	require.Equal(t, []any{1, "a: bad row", "cannot be used", 3, "broken"}, got, "a bad record is one pair, a broken file the last")

	n := 0
	for _, err := range feed.Ordered(t.Context(), 3, count(100), func(i int) (int, error) {
		if i == 10 {
			return 0, broken
		}
		return i, nil
	}) {
		if n++; n == 11 {
			require.ErrorIs(t, err, broken)
		}
	}
	require.Equal(t, 11, n, "nothing comes after a fatal error")
}

func TestOrderedCancel(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	n, last := 0, error(nil)
	for _, err := range feed.Ordered(ctx, 2, count(1_000_000), func(i int) (int, error) { return i, nil }) {
		if n++; n == 100 {
			cancel()
		}
		last = err
	}
	require.ErrorIs(t, last, context.Canceled)
	require.Less(t, n, 1000)
}

func TestOrderedLeaksNothing(t *testing.T) {
	before := runtime.NumGoroutine()
	var running atomic.Int64
	for i := range 300 {
		n := 0
		for range feed.Ordered(t.Context(), 4, count(1000), func(int) (int, error) {
			running.Add(1)
			defer running.Add(-1)
			return 0, nil
		}) {
			if n++; n > i%20 {
				break
			}
		}
		require.Zero(t, running.Load(), "no worker runs after the loop was left")
	}
	require.Eventually(t, func() bool { return runtime.NumGoroutine() <= before+1 }, 2*time.Second, time.Millisecond)
}

func TestOrderedHoldsFewRecords(t *testing.T) {
	var read, most atomic.Int64
	in := func(yield func(int, error) bool) {
		for i := range 1000 {
			read.Add(1)
			if !yield(i, nil) {
				return
			}
		}
	}
	done := int64(0)
	for range feed.Ordered(t.Context(), 2, in, func(i int) (int, error) { return i, nil }) {
		done++
		most.Store(max(most.Load(), read.Load()-done))
	}
	require.LessOrEqual(t, most.Load(), int64(2*16+16+2), "16 for each worker, 16 that the consumer took, and those in hand")
}

func TestOrderedPassesPanicsOn(t *testing.T) {
	before := runtime.NumGoroutine()
	require.PanicsWithValue(t, "seen", func() {
		defer func() {
			require.Contains(t, recover(), "boom")
			panic("seen")
		}()
		for range feed.Ordered(t.Context(), 2, count(10), func(int) (int, error) { panic("boom") }) {
		}
	})
	require.Eventually(t, func() bool { return runtime.NumGoroutine() <= before+1 }, 2*time.Second, time.Millisecond)
}

func BenchmarkOrderedCheapWork(b *testing.B) {
	b.ReportAllocs()
	for range feed.Ordered(b.Context(), 0, count(b.N), func(i int) (int, error) { return i, nil }) {
	}
}

func TestWriteIsWholeOrNotAtAll(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "out.txt")
	text := func(s string) func(io.Writer) error {
		return func(w io.Writer) error {
			_, err := io.WriteString(w, s)
			return err
		}
	}
	require.NoError(t, feed.Write(path, text("first")))
	broken := errors.New("broken")
	err := feed.Write(path, func(w io.Writer) error { return errors.Join(text("half")(w), broken) })
	require.ErrorIs(t, err, broken)
	require.ErrorContains(t, err, "out.txt")
	require.Panics(t, func() { _ = feed.Write(path, func(io.Writer) error { panic("boom") }) })
	content, err := os.ReadFile(path)
	require.NoError(t, err)
	require.Equal(t, "first", string(content), "what stood there stays")
	left, err := os.ReadDir(dir)
	require.NoError(t, err)
	require.Len(t, left, 1, "no temporary file is left")
	info, err := os.Stat(path)
	require.NoError(t, err)
	require.Equal(t, os.FileMode(0o600), info.Mode().Perm())

	link := filepath.Join(dir, "link.txt")
	require.NoError(t, os.Symlink(path, link))
	require.NoError(t, feed.Write(link, text("second")))
	content, err = os.ReadFile(path)
	require.NoError(t, err)
	require.Equal(t, "second", string(content), "a link is followed, not replaced")
	require.ErrorContains(t, feed.Write(dir, text("x")), "not a regular file")
	require.Error(t, feed.Write(filepath.Join(dir, "no", "such", "folder"), text("x")))
}
