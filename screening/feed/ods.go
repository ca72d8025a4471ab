package feed

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"iter"
	"strconv"
	"strings"
)

// An ods reads content.xml of an OpenDocument spreadsheet (OASIS OpenDocument 1.2 part 1, chapters 9 and 19).
type ods struct {
	d      *xml.Decoder
	row    Row
	next   int // line of the next row
	repeat int // of the current row
	column int // of the next cell; empty cells are only counted, rows end in thousands of them
	yield  func(Row, error) bool
}

var errEnough = errors.New("the caller has enough")

func (m *Member) odsRows() iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		d, closer, err := m.openPart("content.xml")
		if err != nil {
			yield(Row{}, err)
			return
		}
		defer closer.Close()
		o := &ods{d: d, row: Row{Source: m.Source()}, yield: yield}
		for err == nil {
			err = o.step()
		}
		if errors.Is(err, errEnough) || errors.Is(err, io.EOF) && !errors.Is(err, errCut) {
			return
		}
		yield(Row{}, fmt.Errorf("%s: sheet %q, row %d: %w", m.Source(), o.row.Sheet, o.row.Line, err))
	}
}

func (m *Member) odsSheets() ([]string, error) {
	var names []string
	err := m.eachElement("content.xml", func(_ *xml.Decoder, e xml.StartElement) error {
		if e.Name.Local == "table" && strings.Contains(e.Name.Space, "table") {
			names = append(names, attr(e, "name"))
		}
		return nil
	})
	return names, err
}

func (o *ods) step() error {
	token, err := o.d.Token()
	if err != nil {
		return err
	}
	switch t := token.(type) {
	case xml.StartElement:
		return o.start(t)
	case xml.EndElement:
		if t.Name.Local == "table-row" {
			return o.endRow()
		}
	}
	return nil
}

func (o *ods) start(e xml.StartElement) error {
	switch e.Name.Local {
	case "table":
		o.row.Sheet, o.next = attr(e, "name"), 1
	case "table-row":
		o.row.Line, o.row.Cells, o.column = o.next, nil, 0
		o.repeat = repeats(e, "number-rows-repeated")
		o.next += o.repeat
	case "table-cell", "covered-table-cell":
		return o.cell(e)
	}
	return nil
}

func repeats(e xml.StartElement, name string) int {
	n, err := strconv.Atoi(attr(e, name))
	if err != nil || n < 1 {
		return 1
	}
	return n
}

func (o *ods) endRow() error {
	cells, full := trimmed(o.row.Cells)
	if !full {
		return nil
	}
	if o.repeat > maxRepeats {
		return fmt.Errorf("one row repeated %d times", o.repeat)
	}
	for range o.repeat {
		row := o.row
		row.Cells = append([]string(nil), cells...)
		if !o.yield(row, nil) {
			return errEnough
		}
		o.row.Line++
	}
	return nil
}

func (o *ods) cell(e xml.StartElement) error {
	written, err := o.paragraphs()
	if err != nil {
		return err
	}
	v := odsValue(e, written)
	n := repeats(e, "number-columns-repeated")
	if o.column += n; v == "" {
		return nil
	}
	if o.column > maxColumns {
		return fmt.Errorf("more than %d columns", maxColumns)
	}
	for len(o.row.Cells) < o.column-n {
		o.row.Cells = append(o.row.Cells, "")
	}
	for range n {
		o.row.Cells = append(o.row.Cells, v)
	}
	return nil
}

// odsValue prefers the typed value, and the written text where it only adds leading zeros to it.
func odsValue(e xml.StartElement, written string) string {
	switch attr(e, "value-type") {
	case "date":
		v := attr(e, "date-value")
		return strings.TrimSuffix(strings.Replace(v, "T", " ", 1), " 00:00:00")
	case "float", "percentage", "currency":
		v := number(attr(e, "value"))
		if written != v && strings.TrimLeft(written, "0") == v {
			return written
		}
		return v
	case "boolean":
		return strings.ToUpper(attr(e, "boolean-value"))
	}
	return written
}

// paragraphs reads the text of a cell up to its end tag, without notes.
func (o *ods) paragraphs() (string, error) {
	var b strings.Builder
	first := true
	for depth := 1; depth > 0; {
		token, err := o.d.Token()
		if err != nil {
			return "", err
		}
		switch t := token.(type) {
		case xml.StartElement:
			depth++
			switch t.Name.Local {
			case "annotation", "shapes", "frame":
				depth--
				if err := o.d.Skip(); err != nil {
					return "", err
				}
			case "p":
				if !first {
					b.WriteByte('\n')
				}
				first = false
			case "s":
				b.WriteString(strings.Repeat(" ", min(repeats(t, "c"), 1000)))
			case "tab":
				b.WriteByte('\t')
			case "line-break":
				b.WriteByte('\n')
			}
		case xml.EndElement:
			depth--
		case xml.CharData:
			if !first {
				collapse(&b, string(t))
			}
		}
	}
	return strings.Trim(b.String(), " \n"), nil
}

// collapse writes text with every run of white space as one blank: only elements make others (OpenDocument 6.1.2).
func collapse(b *strings.Builder, t string) {
	for i, word := range strings.FieldsFunc(t, func(c rune) bool { return c == ' ' || c == '\n' || c == '\r' || c == '\t' }) {
		if i > 0 || strings.ContainsAny(t[:1], " \n\r\t") {
			b.WriteByte(' ')
		}
		b.WriteString(word)
	}
	if strings.ContainsAny(t[len(t)-1:], " \n\r\t") {
		b.WriteByte(' ')
	}
}
