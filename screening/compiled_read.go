package screening

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"os"
	"runtime"
	"sync"
)

// contentOf reads a file and returns its checksum too. Most of the time goes into finding memory for it, page by page, so that
// several readers each take a part; each block is summed where it was just read.
func contentOf(path string) ([]byte, uint32, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, 0, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, 0, err
	}
	if !info.Mode().IsRegular() {
		b, err := io.ReadAll(f)
		return b, checksum(b), err
	}
	b := make([]byte, info.Size())
	sum, err := readParts(f, b)
	if err != nil {
		return nil, 0, fmt.Errorf("%s: %w", path, err)
	}
	return b, sum, nil
}

// sumBlock is how many bytes are summed apart: few enough to stay near the processor.
const sumBlock = 1 << 18

// readParts fills b from the beginning of a file and returns its checksum.
func readParts(f io.ReaderAt, b []byte) (uint32, error) {
	summed := max(0, len(b)-compiledSum)
	sums := make([]uint32, (summed+sumBlock-1)/sumBlock)
	parts := min(runtime.GOMAXPROCS(0), len(sums))
	errs := make([]error, parts+1)
	var all sync.WaitGroup
	for k := range parts {
		all.Go(func() {
			for i := len(sums) * k / parts; i < len(sums)*(k+1)/parts && errs[k] == nil; i++ {
				block := b[i*sumBlock : min((i+1)*sumBlock, summed)]
				_, errs[k] = f.ReadAt(block, int64(i)*sumBlock)
				sums[i] = crc32.Checksum(block, castagnoli())
			}
		})
	}
	all.Wait()
	if len(b) > 0 {
		_, errs[parts] = f.ReadAt(b[summed:], int64(summed))
	}
	return sumOf(sums), errors.Join(errs...)
}

// checksum is the checksum of a file but for its last bytes, where it stands.
func checksum(file []byte) uint32 {
	s := summing{w: io.Discard}
	s.write(file[:max(0, len(file)-compiledSum)])
	return s.sum()
}

// sumOf is the checksum of blocks with such sums.
func sumOf(blocks []uint32) uint32 {
	var b []byte
	for _, sum := range blocks {
		b = binary.LittleEndian.AppendUint32(b, sum)
	}
	return crc32.Checksum(b, castagnoli())
}

// A summing writer counts and sums what it writes and keeps the first error.
type summing struct {
	w      io.Writer
	blocks []uint32 // their sums; the last may go on
	n      int64
	err    error
}

func (s *summing) write(b []byte) {
	for len(b) > 0 && s.err == nil {
		if s.n%sumBlock == 0 {
			s.blocks = append(s.blocks, 0)
		}
		part := b[:min(int64(len(b)), sumBlock-s.n%sumBlock)]
		last := &s.blocks[len(s.blocks)-1]
		*last = crc32.Update(*last, castagnoli(), part)
		var n int
		n, s.err = s.w.Write(part)
		s.n += int64(n)
		b = b[len(part):]
	}
}

func (s *summing) sum() uint32 { return sumOf(s.blocks) }

func castagnoli() *crc32.Table { return crc32.MakeTable(crc32.Castagnoli) } // made once
