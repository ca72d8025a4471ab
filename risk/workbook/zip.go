package workbook

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"os"
	"regexp"
	"slices"
	"strings"
	"time"
)

// level of compression: at 100,000 counterparties level 5 takes half the time of the default 6 and adds 2 % to the file.
const level = 5

// A zipper is excelize's ZipWriter. It takes the small parts that excelize makes, puts the streamed rows into the sheets
// they belong to, and writes the archive only in Close, in one fixed order and with one fixed time: the same parts are the
// same bytes, whatever order excelize walks its maps in.
type zipper struct {
	out    io.Writer
	parts  map[string]*bytes.Buffer
	bodies map[string]*body // by the name of the sheet's part
}

func newZipper(out io.Writer) *zipper {
	return &zipper{out: out, parts: map[string]*bytes.Buffer{}, bodies: map[string]*body{}}
}

// Create takes a part.
func (z *zipper) Create(name string) (io.Writer, error) {
	b := &bytes.Buffer{}
	z.parts[name] = b
	return b, nil
}

// AddFS is there because excelize's interface has it; a workbook has no use for it.
func (z *zipper) AddFS(fs.FS) error {
	return fmt.Errorf("workbook: no file system belongs in a workbook")
}

// Close writes the archive.
func (z *zipper) Close() error {
	sortDefaults(z.parts[contentTypes])
	archive := zip.NewWriter(z.out)
	for _, name := range z.order() {
		if err := z.write(archive, name); err != nil {
			return fmt.Errorf("workbook part %s: %w", name, err)
		}
	}
	return archive.Close()
}

const contentTypes = "[Content_Types].xml"

// defaults finds the elements that excelize writes in the order of a map once a workbook has a drawing.
var defaults = regexp.MustCompile(`<Default [^>]*></Default>`)

// sortDefaults puts them in one order.
func sortDefaults(part *bytes.Buffer) {
	if part == nil {
		return
	}
	all := defaults.FindAllString(part.String(), -1)
	slices.Sort(all)
	next := 0
	sorted := defaults.ReplaceAllStringFunc(part.String(), func(string) string {
		next++
		return all[next-1]
	})
	part.Reset()
	part.WriteString(sorted)
}

// order puts the content types first, where readers look, then the parts by name.
func (z *zipper) order() []string {
	names := make([]string, 0, len(z.parts))
	for name := range z.parts {
		names = append(names, name)
	}
	slices.SortFunc(names, func(a, b string) int {
		switch {
		case a == contentTypes:
			return -1
		case b == contentTypes:
			return 1
		}
		return strings.Compare(a, b)
	})
	return names
}

// write writes one part. A sheet with streamed rows is three runs of deflate blocks, one after the other: what excelize
// wrote up to the end of its rows, the streamed rows as they were compressed, and the rest.
func (z *zipper) write(archive *zip.Writer, name string) error {
	content := z.parts[name].Bytes()
	head, tail := content, []byte(nil)
	rows, streamed := z.bodies[name]
	if streamed {
		at := bytes.Index(content, []byte("</sheetData>"))
		if at < 0 {
			return fmt.Errorf("has no rows to continue")
		}
		head, tail = content[:at], content[at:]
	}
	var before, after bytes.Buffer
	if err := deflate(&before, head, !streamed); err != nil {
		return err
	}
	header := &zip.FileHeader{
		Name: name, Method: zip.Deflate, Modified: time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC),
		CRC32: sumOf(head), UncompressedSize64: uint64(len(head)),
	}
	if streamed {
		if err := deflate(&after, tail, true); err != nil {
			return err
		}
		header.CRC32 = joinCRC(header.CRC32, rows.crc, rows.size)
		header.CRC32 = joinCRC(header.CRC32, sumOf(tail), int64(len(tail)))
		header.UncompressedSize64 += uint64(rows.size) + uint64(len(tail))
		header.CompressedSize64 = uint64(rows.packed)
	}
	header.CompressedSize64 += uint64(before.Len() + after.Len())
	w, err := archive.CreateRaw(header)
	if err != nil {
		return err
	}
	if _, err := before.WriteTo(w); err != nil || !streamed {
		return err
	}
	if err := rows.copyTo(w); err != nil {
		return err
	}
	_, err = after.WriteTo(w)
	return err
}

// deflate compresses content; unless it is the last run it ends on a byte boundary, so that another run may follow.
func deflate(w io.Writer, content []byte, last bool) error {
	f, err := flate.NewWriter(w, level)
	if err != nil {
		return err
	}
	if _, err := f.Write(content); err != nil {
		return err
	}
	if last {
		return f.Close()
	}
	return f.Flush()
}

// joinCRC returns the CRC-32 of two runs of bytes from the sum of each and the length of the second. A CRC is linear: the
// first sum only has to be carried over as many zero bytes as the second run is long.
func joinCRC(first, second uint32, size int64) uint32 {
	var zeros [32 << 10]byte
	sum := ^first
	for ; size > 0; size -= int64(len(zeros)) {
		sum = crc32.Update(sum, crc32.IEEETable, zeros[:min(size, int64(len(zeros)))])
	}
	return ^sum ^ second
}

// A body is the streamed rows of one sheet, compressed as they come into a temporary file that only this user can read.
type body struct {
	file   *os.File
	chunk  []byte
	full   chan []byte
	empty  chan []byte
	done   chan struct{}
	crc    uint32
	size   int64
	packed int64
	err    error // of the compressor; read after done
	closed bool
}

const chunkSize = 64 << 10

// newBody starts the compressor, which runs beside whoever makes the rows.
func newBody(dir string) (*body, error) {
	file, err := os.CreateTemp(dir, "tamiz-*.rows")
	if err != nil {
		return nil, err
	}
	b := &body{file: file, chunk: make([]byte, 0, chunkSize+4096), full: make(chan []byte, 1), empty: make(chan []byte, 2), done: make(chan struct{})}
	b.empty <- make([]byte, 0, chunkSize+4096)
	go b.compress()
	return b, nil
}

func (b *body) compress() {
	defer close(b.done)
	f, err := flate.NewWriter(b.file, level)
	for chunk := range b.full {
		if err == nil {
			b.crc = crc32.Update(b.crc, crc32.IEEETable, chunk)
			b.size += int64(len(chunk))
			_, err = f.Write(chunk)
		}
		b.empty <- chunk[:0]
	}
	if err == nil {
		err = f.Flush()
	}
	if err == nil {
		b.packed, err = b.file.Seek(0, io.SeekCurrent)
	}
	b.err = err
}

// rowDone hands a full chunk to the compressor.
func (b *body) rowDone() {
	if len(b.chunk) >= chunkSize {
		b.full <- b.chunk
		b.chunk = <-b.empty
	}
}

// finish waits until all rows are compressed.
func (b *body) finish() error {
	if !b.closed {
		b.closed = true
		b.full <- b.chunk
		close(b.full)
		<-b.done
	}
	return b.err
}

func (b *body) copyTo(w io.Writer) error {
	if _, err := b.file.Seek(0, io.SeekStart); err != nil {
		return err
	}
	n, err := io.Copy(w, b.file)
	if err == nil && n != b.packed {
		err = fmt.Errorf("temporary file holds %d bytes instead of %d", n, b.packed)
	}
	return err
}

// remove ends the compressor and removes the temporary file.
func (b *body) remove() {
	_ = b.finish() // whatever it says, the rows are not wanted any more
	_ = b.file.Close()
	_ = os.Remove(b.file.Name())
}

// sumOf is the checksum that archives use.
func sumOf(b []byte) uint32 { return crc32.ChecksumIEEE(b) }
