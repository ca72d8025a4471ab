package feed

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"
)

// sample is how many rows decide on the width of a table, and how many bytes of text on its delimiter.
const (
	sample      = 100
	sampleBytes = 64 << 10
)

// CSV reads a table from UTF-8 text once, in one pass. The delimiter is the one of comma, semicolon, tab and bar that cuts the
// first lines most evenly. Cells may be quoted and hold newlines; a quote in the middle of a cell is a character like any
// other. Empty lines, NUL bytes and the end-of-file mark of old systems (0x1A) are left out. maxRecord is the most
// bytes a row may have; zero means 16 MiB.
//
// The width of the table is the most common one among its first 100 rows, the narrower rows above the first of that width are
// titles and come as they are. A later row with more or fewer cells comes with a *RecordError (and its cells); empty cells
// beyond the width are cut off. A quoted cell that never ends is an error of the file: it swallowed all that followed.
func CSV(r io.Reader, source string, maxRecord int) iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		b := bufio.NewReaderSize(r, sampleBytes)
		head, err := b.Peek(sampleBytes)
		if err != nil && !errors.Is(err, io.EOF) {
			yield(Row{}, err)
			return
		}
		t := &table{scanner: scanner{r: b, source: source, comma: delimiter(head), max: orDefault(maxRecord)}}
		t.rows(yield)
	}
}

func orDefault(maxRecord int) int {
	if maxRecord <= 0 {
		return defaultMaxRecord
	}
	return maxRecord
}

// delimiter picks the candidate that gives the most common number of cells above one to the most lines.
func delimiter(head []byte) byte {
	best, bestScore := byte(','), 0
	for _, c := range []byte{',', ';', '\t', '|'} {
		widths := map[int]int{}
		s := scanner{r: bufio.NewReader(bytes.NewReader(head)), comma: c, max: len(head) + 1}
		for range sample {
			cells, _, err := s.next()
			if err != nil {
				break
			}
			if len(cells) > 1 {
				widths[len(cells)]++
			}
		}
		score := 0
		for width, lines := range widths {
			score = max(score, lines*1000+min(width, 999))
		}
		if score > bestScore {
			best, bestScore = c, score
		}
	}
	return best
}

// A table checks the width of the rows of a scanner.
type table struct {
	scanner
	width   int
	started bool // a row of full width was seen
}

func (t *table) rows(yield func(Row, error) bool) {
	var first []Row
	var end error
	for len(first) < sample && end == nil {
		var s Row
		if s, end = t.read(); end == nil {
			first = append(first, s)
		}
	}
	t.width = common(first)
	for _, s := range first {
		if !yield(t.check(s)) {
			return
		}
	}
	for end == nil {
		var s Row
		if s, end = t.read(); end == nil && !yield(t.check(s)) {
			return
		}
	}
	if !errors.Is(end, io.EOF) {
		yield(Row{}, end)
	}
}

// read returns the next row that is not empty.
func (t *table) read() (Row, error) {
	for {
		cells, line, err := t.next()
		if err != nil {
			return Row{}, err
		}
		if len(cells) > 1 || cells[0] != "" {
			return Row{Source: t.source, Line: line, Cells: cells}, nil
		}
	}
}

// common is the most common width; of two equally common the larger.
func common(rows []Row) int {
	widths := map[int]int{}
	for _, s := range rows {
		widths[len(s.Cells)]++
	}
	best := 0
	for width, n := range widths {
		if n > widths[best] || n == widths[best] && width > best {
			best = width
		}
	}
	return best
}

func (t *table) check(row Row) (Row, error) {
	for len(row.Cells) > t.width && row.Cells[len(row.Cells)-1] == "" {
		row.Cells = row.Cells[:len(row.Cells)-1]
	}
	if len(row.Cells) == t.width {
		t.started = true
		return row, nil
	}
	if !t.started && len(row.Cells) < t.width {
		return row, nil
	}
	e := row.Bad(-1, "", "%d cells where the table has %d: a delimiter or a quote is missing or too many", len(row.Cells), t.width)
	e.Value = strings.Join(row.Cells, string(t.comma))
	return row, e
}

// A scanner cuts text into rows.
type scanner struct {
	r      *bufio.Reader
	source string
	comma  byte
	max    int
	line   int // lines read so far
	buf    []byte
	ends   []int
}

// next returns the cells of the next row and its first line; io.EOF after the last.
func (s *scanner) next() ([]string, int, error) {
	s.buf, s.ends = s.buf[:0], s.ends[:0]
	first := s.line + 1
	quoted, empty, start := false, true, 0
	for {
		part, err := s.readLine(len(s.buf))
		if len(part) > 0 {
			empty = false
			s.line++
			quoted, start = s.cut(part, quoted, start)
		}
		if err != nil && !errors.Is(err, io.EOF) {
			return nil, 0, err
		}
		if err != nil && quoted {
			return nil, 0, fmt.Errorf("%s:%d: a quoted cell starts in this row and never ends: the file is cut off, or a quote is missing", s.source, first)
		}
		if err != nil && empty {
			return nil, 0, io.EOF
		}
		if !quoted {
			return s.cells(), first, nil
		}
	}
}

func (s *scanner) cells() []string {
	all := string(s.buf)
	out := make([]string, len(s.ends))
	from := 0
	for i, end := range s.ends {
		out[i], from = all[from:end], end
	}
	return out
}

// readLine returns a line with its end, without NUL and 0x1A.
func (s *scanner) readLine(already int) ([]byte, error) {
	line, err := s.r.ReadSlice('\n')
	if errors.Is(err, bufio.ErrBufferFull) {
		line = slices.Clone(line)
		for errors.Is(err, bufio.ErrBufferFull) {
			if len(line)+already > s.max {
				break
			}
			var more []byte
			more, err = s.r.ReadSlice('\n')
			line = append(line, more...)
		}
	}
	if len(line)+already > s.max {
		return nil, fmt.Errorf("%s:%d: a row of more than %d bytes: not a table, or a quote is missing", s.source, s.line+1, s.max)
	}
	if bytes.IndexByte(line, 0) >= 0 || bytes.IndexByte(line, 0x1a) >= 0 {
		line = slices.DeleteFunc(slices.Clone(line), func(c byte) bool { return c == 0 || c == 0x1a })
	}
	return line, err
}

// cut appends the cells of a line to buf. It starts inside a quoted cell when quoted, and returns whether it ends in one and
// where in buf the open cell begins.
func (s *scanner) cut(line []byte, quoted bool, start int) (bool, int) {
	content := bytes.TrimRight(line, "\r\n")
	for i := 0; ; {
		if !quoted && len(s.buf) == start && i < len(content) && content[i] == '"' {
			quoted = true
			i++
		}
		if quoted {
			if i, quoted = s.inQuotes(content, i); quoted {
				s.buf = append(s.buf, line[len(content):]...)
				return true, start
			}
		}
		j := bytes.IndexByte(content[i:], s.comma)
		if j < 0 {
			s.buf = append(s.buf, content[i:]...)
			s.ends = append(s.ends, len(s.buf))
			return false, len(s.buf)
		}
		s.buf = append(s.buf, content[i:i+j]...)
		s.ends = append(s.ends, len(s.buf))
		start, i = len(s.buf), i+j+1
	}
}

// inQuotes copies a quoted cell up to its end and returns the position after the closing quote, or open. A quote that
// neither is doubled nor ends the cell is kept as a character.
func (s *scanner) inQuotes(content []byte, i int) (next int, open bool) {
	for {
		j := bytes.IndexByte(content[i:], '"')
		if j < 0 {
			s.buf = append(s.buf, content[i:]...)
			return len(content), true
		}
		s.buf = append(s.buf, content[i:i+j]...)
		i += j + 1
		rest := content[i:]
		switch {
		case len(rest) > 0 && rest[0] == '"':
			i++
		case len(bytes.TrimLeft(rest, " ")) == 0:
			return len(content), false
		case bytes.TrimLeft(rest, " ")[0] == s.comma:
			return i + len(rest) - len(bytes.TrimLeft(rest, " ")), false
		}
		s.buf = append(s.buf, '"')
	}
}

// lines yields the lines of a text.
func lines(r io.Reader, source string, maxRecord int, yield func(Row, error) bool) {
	s := scanner{r: bufio.NewReaderSize(r, sampleBytes), source: source, max: orDefault(maxRecord)}
	for {
		line, err := s.readLine(0)
		if err != nil && !errors.Is(err, io.EOF) {
			yield(Row{}, err)
			return
		}
		if len(line) > 0 {
			s.line++
			if !yield(Row{Source: source, Line: s.line, Cells: []string{string(bytes.TrimRight(line, "\r\n"))}}, nil) {
				return
			}
		}
		if err != nil {
			return
		}
	}
}
