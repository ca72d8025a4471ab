package feed

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
)

// A RecordError is one record that could not be used: a list entry, a supplier row, a stake, a decision.
type RecordError struct {
	Source string `json:"source"` // file, member, sheet
	ID     string `json:"id,omitempty"`
	Line   int    `json:"line,omitempty"`
	Column int    `json:"column,omitempty"`
	Field  string `json:"field,omitempty"`
	Value  string `json:"value,omitempty"`
	Reason string `json:"reason"`
	Err    error  `json:"-"`
}

// quoted is how many characters of a value an error message shows.
const quoted = 80

// Error says where, which record, which field and what stands there: `suppliers.csv:12:3 4711 country "Atlantis": unknown
// country`. Parts that are not known are left out; a long value is cut.
func (e *RecordError) Error() string {
	var b strings.Builder
	b.WriteString(e.Source)
	if e.Line > 0 {
		fmt.Fprintf(&b, ":%d", e.Line)
		if e.Column > 0 {
			fmt.Fprintf(&b, ":%d", e.Column)
		}
	}
	for _, part := range []string{e.ID, e.Field} {
		if part != "" {
			b.WriteString(" " + part)
		}
	}
	if e.Value != "" {
		b.WriteString(" " + Quote(e.Value))
	}
	b.WriteString(": " + e.reason())
	return strings.TrimPrefix(b.String(), ": ")
}

func (e *RecordError) reason() string {
	if e.Err == nil || e.Reason == e.Err.Error() { // said once, also by who repeats it for readers of Reason alone
		return e.Reason
	}
	if e.Reason == "" {
		return e.Err.Error()
	}
	return e.Reason + ": " + e.Err.Error()
}

// Unwrap returns the cause.
func (e *RecordError) Unwrap() error { return e.Err }

// Quote quotes a value for an error message in Go's manner (%q) and cuts it to 80 characters, so that a broken file cannot
// fill a report with one cell.
func Quote(value string) string {
	n := 0
	for i := range value {
		if n == quoted {
			return strconv.Quote(value[:i]+"…") + fmt.Sprintf(" (%d characters)", utf8.RuneCountInString(value))
		}
		n++
	}
	return strconv.Quote(value)
}

// isRecord reports whether an error concerns one record only.
func isRecord(err error) bool {
	var bad *RecordError
	return errors.As(err, &bad)
}

// A Row is one line of a table with its position.
type Row struct {
	Source string // file or member
	Sheet  string // "" in a CSV
	Line   int    // from 1; the first line of a row whose cells hold newlines
	Cells  []string
}

// Cell returns a cell counted from 0, or "" beyond the end: worksheets leave empty cells at the end of a row out.
func (r Row) Cell(i int) string {
	if i < 0 || i >= len(r.Cells) {
		return ""
	}
	return r.Cells[i]
}

// Bad returns the RecordError of one cell, counted from 0, with the row's position; a column below 0 means the whole row.
func (r Row) Bad(column int, field, reason string, args ...any) *RecordError {
	e := &RecordError{Source: r.Source, Line: r.Line, Field: field, Reason: fmt.Sprintf(reason, args...)}
	if r.Sheet != "" {
		e.Source += "#" + r.Sheet
	}
	if column >= 0 {
		e.Column, e.Value = column+1, r.Cell(column)
	}
	return e
}
