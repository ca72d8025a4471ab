package feed

import (
	"bufio"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"iter"
	"sync"
)

// A Member is one file of the input, unpacked. Each of its methods opens it anew, so that it can be read several times.
type Member struct {
	file *File
	name string
	open func() (io.ReadCloser, error)
	book *book  // of a workbook
	kind string // "xlsx", "ods", or "" for text
	seen mark

	once    sync.Once
	charset charset
	err     error
}

// Name is the path within the folder or archive, without .gz: "sdn.csv", "2026/sdn.csv", "inner.zip/sdn.csv". Of a single
// file it is the file's own name.
func (m *Member) Name() string { return m.name }

// Kind is "xlsx" or "ods" for a workbook, and "" for everything else.
func (m *Member) Kind() string { return m.kind }

// Source is the member with the file it is in, as it stands in errors: "lists.zip/sdn.csv".
func (m *Member) Source() string { return m.file.label(m.name) }

// Open returns the unpacked bytes as they are. Reading fails with a sentence that names the member when the packed data is
// cut off, is a bomb, or exceeds Options.MaxBytes.
func (m *Member) Open() (io.ReadCloser, error) {
	r, err := m.open()
	if err != nil {
		return nil, m.wrap(err)
	}
	return &named{m: m, r: &limited{r: r, budget: &m.file.budget, seen: &m.seen}}, nil
}

// Text returns the content as UTF-8 without a byte order mark. See Charset for how the encoding is recognised.
func (m *Member) Text() (io.ReadCloser, error) {
	if m.kind != "" {
		return nil, fmt.Errorf("%s: a workbook, not text", m.Source())
	}
	c, err := m.recognized()
	if err != nil {
		return nil, err
	}
	r, err := m.Open()
	if err != nil {
		return nil, err
	}
	return &text{Reader: c.decode(r), Closer: r}, nil
}

// Charset names the encoding in use ("UTF-8", "UTF-16LE", "windows-1252"), and counts the bytes that do not belong to it.
//
// The encoding is Options.Charset, or that of a byte order mark, or that of an XML declaration; without any of these a whole pass
// over the member decides: everything valid is UTF-8, bytes above 0x7F of which none forms UTF-8 are Windows-1252 (and Latin-1, of
// which it is a superset). A file that mixes both is read as the one of which there is more; the bytes that are not valid
// UTF-8 then stand for their Windows-1252 characters, and damaged counts them, so that a caller can say so. A workbook has no
// charset.
func (m *Member) Charset() (name string, damaged int64, err error) {
	if m.kind != "" {
		return "", 0, nil
	}
	c, err := m.recognized()
	return c.name, c.damaged, err
}

func (m *Member) recognized() (charset, error) {
	m.once.Do(func() { m.charset, m.err = m.recognize() })
	return m.charset, m.err
}

// Peek returns up to n bytes of the text from its beginning, to recognise a format by its content. It does not read the
// whole member, so a character in an unusual encoding may be wrong; the ASCII in it is right.
func (m *Member) Peek(n int) ([]byte, error) {
	r, err := m.Open()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	if m.kind != "" {
		return readUpTo(r, n)
	}
	b := bufio.NewReaderSize(r, headSize)
	c, err := ofHead(b, m.file.options.Charset)
	if err != nil {
		return nil, m.wrap(err)
	}
	if c.name == "" {
		c = utf8Charset
	}
	return readUpTo(c.decode(b), n)
}

func readUpTo(r io.Reader, n int) ([]byte, error) {
	b, err := io.ReadAll(io.LimitReader(r, int64(n)))
	if err != nil {
		return nil, err
	}
	return b, nil
}

// XML returns a streaming decoder over the member with the limits of the function XML, and what closes it.
func (m *Member) XML() (*xml.Decoder, io.Closer, error) {
	r, err := m.Text()
	if err != nil {
		return nil, nil, err
	}
	return XML(r), r, nil
}

// Rows reads a table: CSV of any delimiter (see CSV), or the sheets of a workbook one after the other (see Row.Sheet), hidden
// ones too. Dates of a worksheet arrive as 2006-01-02 (with 15:04:05 where there is a time), numbers as typed, without
// exponent, formulas as their last result, errors as "#N/A". Rows without any text are left out.
func (m *Member) Rows() iter.Seq2[Row, error] {
	switch m.kind {
	case "xlsx":
		return m.xlsxRows()
	case "ods":
		return m.odsRows()
	}
	return func(yield func(Row, error) bool) {
		r, err := m.Text()
		if err != nil {
			yield(Row{}, err)
			return
		}
		defer r.Close()
		CSV(r, m.Source(), m.file.options.MaxRecord)(yield)
	}
}

// Lines reads text line by line: Row.Cells holds the one line, without its end. For JSON Lines, and for tables whose lines
// need a repair before they are read with CSV.
func (m *Member) Lines() iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		r, err := m.Text()
		if err != nil {
			yield(Row{}, err)
			return
		}
		defer r.Close()
		lines(r, m.Source(), m.file.options.MaxRecord, yield)
	}
}

func (m *Member) wrap(err error) error {
	if err == nil || errors.Is(err, io.EOF) && !errors.Is(err, errCut) {
		return err
	}
	return fmt.Errorf("%s: %w", m.Source(), err)
}

// named puts the member's name before the errors of its stream.
type named struct {
	m *Member
	r io.ReadCloser
}

func (n *named) Read(p []byte) (int, error) {
	k, err := n.r.Read(p)
	if err == io.EOF { //nolint:errorlint // the end itself, as io.Reader has it
		return k, err
	}
	return k, n.m.wrap(err)
}

func (n *named) Close() error { return n.r.Close() }

// text marks a stream that is UTF-8 already.
type text struct {
	io.Reader
	io.Closer
}
