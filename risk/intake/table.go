package intake

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/tamiz-project/tamiz/risk"
	"github.com/tamiz-project/tamiz/screening/feed"
)

// A table is a CSV file or a workbook; each sheet has a layout of its own.
type table struct {
	r       *reader
	m       *feed.Member
	layouts map[string]*layout
	unread  []Column
	rows    int // below the headers, as counted when the file was opened
}

// A noNames is the error of a member in which nobody is named.
type noNames struct {
	source  string
	headers []string
}

func (e *noNames) Error() string {
	if len(e.headers) == 0 {
		return fmt.Sprintf("%s: holds no table", e.source)
	}
	quoted := make([]string, len(e.headers))
	for i, h := range e.headers {
		quoted[i] = feed.Quote(h)
	}
	return fmt.Sprintf("%s: no column is known to hold names, so nobody could be screened. Its columns are %s. If one of them names the counterparties, say so in a mapping file, one line per column, as in\n\t%s -> name\nand where the file has no header at all, with two lines, as in\n\theader -> none\n\t#1 -> name",
		e.source, strings.Join(quoted, ", "), e.example())
}

func (e *noNames) example() string {
	for _, h := range e.headers {
		if h != "" && len(h) < 60 && !strings.Contains(h, "\n") {
			return h
		}
	}
	return "#1"
}

func (e *noNames) columns() []Column {
	return []Column{{Header: e.source, Doubt: "not screened: no column of it is known to hold names"}}
}

// openTable reads a table once: its headers, and what the cells of each column show.
func (r *reader) openTable(m *feed.Member) (format, error) {
	t := &table{r: r, m: m, layouts: map[string]*layout{}}
	scan := scanner{table: t}
	for row, err := range m.Rows() {
		var bad *feed.RecordError
		if err != nil && !errors.As(err, &bad) {
			return nil, err
		}
		if err := scan.row(row, bad != nil); err != nil {
			return nil, err
		}
	}
	if err := scan.settle(); err != nil {
		return nil, err
	}
	switch {
	case len(t.layouts) == 0 && scan.missing == nil:
		return nil, &noNames{source: m.Source()}
	case len(t.layouts) == 0:
		return nil, scan.missing
	case t.rows == 0:
		return nil, fmt.Errorf("%s: a header and no row below it; an empty file must not look like one without hits", m.Source())
	}
	return t, nil
}

// A scanner finds the header of each sheet among its first rows, and passes the rows below it on to the statistics.
type scanner struct {
	*table
	sheet   string
	settled bool // the header of the sheet was found, or there is none
	pending []feed.Row
	missing *noNames
}

func (s *scanner) row(row feed.Row, bad bool) error {
	if place(row) != s.sheet {
		if err := s.settle(); err != nil {
			return err
		}
		s.sheet, s.settled = place(row), false
	}
	switch {
	case s.settled && s.layouts[s.sheet] != nil:
		s.observe(s.layouts[s.sheet], row)
	case !s.settled && !bad:
		if s.pending = append(s.pending, row); len(s.pending) == headerWithin {
			return s.settle()
		}
	}
	return nil
}

// settle decides on the header of a sheet with the rows that were kept for it.
func (s *scanner) settle() error {
	s.settled = true
	if len(s.pending) == 0 {
		return nil
	}
	l, err := s.r.find(s.pending)
	if err != nil {
		return err
	}
	if l == nil {
		s.missing = headless(s.pending)
		s.unread = append(s.unread, s.missing.columns()...)
	} else {
		s.layouts[place(s.pending[0])] = l
		for _, row := range s.pending {
			s.observe(l, row)
		}
	}
	s.pending = nil
	return nil
}

// headless describes a table without a header: its columns are those of the widest of the first rows.
func headless(rows []feed.Row) *noNames {
	best := rows[0]
	for _, row := range rows {
		if len(row.Cells) > len(best.Cells) {
			best = row
		}
	}
	return &noNames{source: place(best), headers: best.Cells}
}

func (t *table) observe(l *layout, row feed.Row) {
	if row.Line > l.header {
		t.rows++
		t.r.observe(l, row)
	}
}

func (t *table) source() string { return t.m.Source() }

func (t *table) columns() []Column {
	var out []Column
	for _, sheet := range slices.Sorted(maps.Keys(t.layouts)) {
		for _, c := range t.layouts[sheet].columns {
			if c.Header == "" && c.Field == "" && c.stats.filled == 0 {
				continue
			}
			out = append(out, c.described())
		}
	}
	return append(out, t.unread...)
}

func (t *table) where(line int) string { return fmt.Sprintf("line %d", line) }

// read reads the rows below the headers.
func (t *table) read(yield func(risk.Counterparty, int, error) bool) bool {
	for row, err := range t.m.Rows() {
		var bad *feed.RecordError
		if err != nil && !errors.As(err, &bad) {
			yield(risk.Counterparty{}, 0, err)
			return false
		}
		l := t.layouts[place(row)]
		if l == nil || row.Line <= l.header {
			continue
		}
		var c risk.Counterparty
		if err == nil {
			c, err = t.r.read(l, row)
		}
		if !yield(c, row.Line, err) {
			return false
		}
	}
	return true
}

// described is the public face of a column, with what its cells say added to its doubt.
func (c column) described() Column {
	out := c.Column
	var more []string
	if out.Doubt != "" {
		more = append(more, out.Doubt)
	}
	switch {
	case c.target.isDate() && c.stats.order() != clearDate && c.target.order == "":
		more = append(more, fmt.Sprintf("days and months are read as %s, because some dates can only be read so and none otherwise", c.stats.order()))
	case c.stats.dayFirst > 0 && c.stats.mdFirst > 0:
		more = append(more, "some dates can only be read day first and some only month first; open ones are rejected")
	case strings.HasPrefix(c.target.scheme, "*") && c.stats.country() != "":
		more = append(more, fmt.Sprintf("where the row names no country, read as %s: %d of its numbers are valid there and nowhere else", c.scheme(), c.stats.countries[c.stats.country()]))
	}
	if out.Field != "" && c.stats.filled == 0 {
		more = append(more, "every cell is empty")
	}
	out.Doubt = strings.Join(more, "; ")
	return out
}

// unused refuses a mapping that speaks of columns the file does not have: a mapping with a spelling mistake would silently
// leave a column unscreened.
func (r *reader) unused() error {
	var missing []string
	for _, key := range slices.Sorted(maps.Keys(r.mapping)) {
		if !r.used[key] && (key != headerKey || r.line == 0 && !r.none) {
			missing = append(missing, feed.Quote(key))
		}
	}
	if len(missing) == 0 {
		return nil
	}
	return fmt.Errorf("the mapping names columns that the file does not have: %s", strings.Join(missing, ", "))
}

// isBinary reports whether a member is no text: NUL bytes, or more control characters than any text has.
func isBinary(head []byte) bool {
	odd := 0
	for _, b := range head {
		if b < ' ' && !bytes.ContainsRune([]byte("\t\r\n\f\v\x1a"), rune(b)) {
			odd++
		}
	}
	return odd*20 > len(head)
}
