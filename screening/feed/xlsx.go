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

// An xlsx is what the cells of a workbook refer to. Formats: ECMA-376 part 1, 18.3 (worksheets), 18.4 (shared strings),
// 18.8 (styles).
type xlsx struct {
	m        *Member
	sheets   []sheet
	strings  []string
	formats  []format // by cell style
	from1904 bool
}

type sheet struct{ name, part string }

// A format is what matters of a number format.
type format struct {
	date  bool
	zeros int // "00000000": numbers are shown with that many digits
}

type relation struct{ kind, target string }

func (m *Member) openXLSX() (*xlsx, error) {
	x := &xlsx{m: m}
	top, err := x.relations("_rels/.rels", "")
	if err != nil {
		return nil, err
	}
	main := "xl/workbook.xml"
	for _, r := range top {
		if strings.HasSuffix(r.kind, "/officeDocument") {
			main = r.target
		}
	}
	rels, err := x.relations(resolve(main, "_rels/"+main[strings.LastIndex(main, "/")+1:]+".rels"), main)
	if err != nil {
		return nil, err
	}
	err = m.eachElement(main, func(_ *xml.Decoder, e xml.StartElement) error {
		switch e.Name.Local {
		case "workbookPr":
			x.from1904 = attr(e, "date1904") == "1" || attr(e, "date1904") == "true"
		case "sheet":
			x.sheets = append(x.sheets, sheet{name: attr(e, "name"), part: rels[relationID(e)].target})
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return x, x.load(rels)
}

// relationID is the attribute r:id, which must not be taken for another one named id.
func relationID(e xml.StartElement) string {
	for _, a := range e.Attr {
		if a.Name.Local == "id" && strings.HasSuffix(a.Name.Space, "/relationships") {
			return a.Value
		}
	}
	return ""
}

func (x *xlsx) relations(part, base string) (map[string]relation, error) {
	out := map[string]relation{}
	err := x.m.eachElement(part, func(_ *xml.Decoder, e xml.StartElement) error {
		if e.Name.Local == "Relationship" {
			out[attr(e, "Id")] = relation{kind: attr(e, "Type"), target: resolve(base, attr(e, "Target"))}
		}
		return nil
	})
	return out, err
}

func (x *xlsx) load(rels map[string]relation) error {
	for _, r := range rels {
		var err error
		switch {
		case strings.HasSuffix(r.kind, "/sharedStrings"):
			err = x.loadStrings(r.target)
		case strings.HasSuffix(r.kind, "/styles"):
			err = x.loadStyles(r.target)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (x *xlsx) loadStrings(part string) error {
	return x.m.eachElement(part, func(d *xml.Decoder, e xml.StartElement) error {
		if e.Name.Local != "si" {
			return nil
		}
		s, err := richText(d)
		x.strings = append(x.strings, s)
		return err
	})
}

// richText joins the runs of a string up to the end of its element, without the phonetic ones.
func richText(d *xml.Decoder) (string, error) {
	var b strings.Builder
	depth, inT := 1, false
	for depth > 0 {
		token, err := d.Token()
		if err != nil {
			return "", err
		}
		switch t := token.(type) {
		case xml.StartElement:
			if t.Name.Local == "rPh" {
				if err := d.Skip(); err != nil {
					return "", err
				}
				continue
			}
			depth++
			inT = t.Name.Local == "t"
		case xml.EndElement:
			depth--
			inT = false
		case xml.CharData:
			if inT {
				b.Write(t)
			}
		}
	}
	return b.String(), nil
}

func (x *xlsx) loadStyles(part string) error {
	codes := map[string]string{}
	cells := false
	return x.m.eachElement(part, func(_ *xml.Decoder, e xml.StartElement) error {
		switch e.Name.Local {
		case "numFmt":
			codes[attr(e, "numFmtId")] = attr(e, "formatCode")
		case "cellXfs":
			cells = true
		case "cellStyles", "dxfs":
			cells = false
		case "xf":
			if cells {
				id := attr(e, "numFmtId")
				x.formats = append(x.formats, formatOf(id, codes[id]))
			}
		}
		return nil
	})
}

// formatOf reads a number format; the numbers below 164 are built in (ECMA-376 18.8.30).
func formatOf(id, code string) format {
	if code == "" {
		n, _ := strconv.Atoi(id)
		return format{date: n >= 14 && n <= 22 || n >= 27 && n <= 36 || n >= 45 && n <= 47 || n >= 50 && n <= 58}
	}
	if strings.Trim(code, "0") == "" {
		return format{zeros: len(code)}
	}
	return format{date: strings.ContainsAny(bare(code), "dmyhsDMYHS")}
}

// bare takes the literal texts, colours and conditions out of a format's first section.
func bare(code string) string {
	var b strings.Builder
	for i := 0; i < len(code) && code[i] != ';'; i++ {
		switch code[i] {
		case '\\', '_', '*':
			i++
		case '"':
			for i++; i < len(code) && code[i] != '"'; i++ {
			}
		case '[':
			end := strings.IndexByte(code[i:], ']')
			if end < 0 {
				return b.String()
			}
			if inner := strings.ToLower(code[i+1 : i+end]); strings.Trim(inner, "hms") == "" {
				b.WriteString(inner)
			}
			i += end
		default:
			b.WriteByte(code[i])
		}
	}
	return strings.ReplaceAll(b.String(), "General", "")
}

func (m *Member) xlsxRows() iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		x, err := m.openXLSX()
		if err != nil {
			yield(Row{}, err)
			return
		}
		for _, s := range x.sheets {
			more, err := x.rows(s, yield)
			if err != nil {
				yield(Row{}, err)
			}
			if err != nil || !more {
				return
			}
		}
	}
}

// rows yields one sheet; more is false when the caller has enough.
func (x *xlsx) rows(s sheet, yield func(Row, error) bool) (more bool, err error) {
	d, closer, err := x.m.openPart(s.part)
	if err != nil {
		return false, err
	}
	defer closer.Close()
	row := Row{Source: x.m.Source(), Sheet: s.name}
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) && !errors.Is(err, errCut) {
			return true, nil
		}
		if err == nil {
			switch t := token.(type) {
			case xml.StartElement:
				err = x.start(d, t, &row)
			case xml.EndElement:
				if cells, full := trimmed(row.Cells); t.Name.Local == "row" && full {
					row.Cells = cells
					if !yield(row, nil) {
						return false, nil
					}
				}
			}
		}
		if err != nil {
			return false, fmt.Errorf("%s: sheet %q, row %d: %w", x.m.Source(), s.name, row.Line, err)
		}
	}
}

func (x *xlsx) start(d *xml.Decoder, e xml.StartElement, row *Row) error {
	switch e.Name.Local {
	case "row":
		line, err := strconv.Atoi(attr(e, "r"))
		if err != nil {
			line = row.Line + 1
		}
		row.Line, row.Cells = line, nil
	case "c":
		column, err := columnOf(attr(e, "r"), len(row.Cells))
		if err != nil {
			return err
		}
		v, err := x.cell(d, e)
		if err != nil || v == "" {
			return err
		}
		for len(row.Cells) <= column {
			row.Cells = append(row.Cells, "")
		}
		row.Cells[column] = v
	}
	return nil
}

// columnOf reads the letters of a reference such as "AB12"; a cell without one follows the last.
func columnOf(ref string, next int) (int, error) {
	if ref == "" {
		return next, nil
	}
	n := 0
	for i := 0; i < len(ref) && ref[i] >= 'A' && ref[i] <= 'Z' && n <= maxColumns; i++ {
		n = n*26 + int(ref[i]-'A') + 1
	}
	if n == 0 || n > maxColumns {
		return 0, fmt.Errorf("cell reference %s: no such column", Quote(ref))
	}
	return n - 1, nil
}

// cell returns a cell's text and reads up to its end tag.
func (x *xlsx) cell(d *xml.Decoder, e xml.StartElement) (string, error) {
	var v string
	for {
		token, err := d.Token()
		if err != nil {
			return "", err
		}
		switch t := token.(type) {
		case xml.EndElement:
			return x.value(v, attr(e, "t"), attr(e, "s"))
		case xml.StartElement:
			switch t.Name.Local {
			case "v", "is":
				if v, err = content(d, t.Name.Local); err != nil {
					return "", err
				}
			default:
				if err := d.Skip(); err != nil {
					return "", err
				}
			}
		}
	}
}

func content(d *xml.Decoder, kind string) (string, error) {
	if kind == "is" {
		return richText(d)
	}
	var b strings.Builder
	for {
		token, err := d.Token()
		if err != nil {
			return "", err
		}
		switch t := token.(type) {
		case xml.CharData:
			b.Write(t)
		case xml.EndElement:
			return b.String(), nil
		}
	}
}

func (x *xlsx) value(v, kind, style string) (string, error) {
	switch kind {
	case "s":
		i, err := strconv.Atoi(v)
		if err != nil || i < 0 || i >= len(x.strings) {
			return "", fmt.Errorf("shared string %s does not exist", Quote(v))
		}
		return unescape(x.strings[i]), nil
	case "b":
		return map[string]string{"1": "TRUE", "0": "FALSE"}[v], nil
	case "inlineStr", "str":
		return unescape(v), nil
	case "e":
		return v, nil
	case "d":
		return strings.TrimSuffix(strings.Replace(v, "T", " ", 1), " 00:00:00"), nil
	}
	return x.numeric(v, style), nil
}

func (x *xlsx) numeric(v, style string) string {
	i, err := strconv.Atoi(style)
	if err != nil || i < 0 || i >= len(x.formats) || v == "" {
		return number(v)
	}
	if x.formats[i].date {
		return moment(v, x.from1904)
	}
	n := number(v)
	if pad := x.formats[i].zeros - len(n); pad > 0 && strings.Trim(n, "0123456789") == "" {
		return strings.Repeat("0", pad) + n
	}
	return n
}

// unescape resolves _x000D_ and its like (ECMA-376 22.9.2.19), in which workbooks hide control characters.
func unescape(s string) string {
	if !strings.Contains(s, "_x") {
		return s
	}
	var b strings.Builder
	for {
		i := strings.Index(s, "_x")
		if i < 0 || len(s) < i+7 {
			return b.String() + s
		}
		code, err := strconv.ParseUint(s[i+2:i+6], 16, 16)
		if err != nil || s[i+6] != '_' {
			b.WriteString(s[:i+2])
			s = s[i+2:]
			continue
		}
		b.WriteString(s[:i])
		b.WriteRune(rune(code))
		s = s[i+7:]
	}
}
