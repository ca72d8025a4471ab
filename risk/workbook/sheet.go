package workbook

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
)

// headerRow is the row of the column headers on every sheet but the summary: title, standing of the run, note, headers.
const headerRow = 4

// maxRows is what a sheet of Excel holds.
const maxRows = excelize.TotalRows

// A column of a sheet. Its header is the text "SHEET.KEY" of the catalogue.
type column struct {
	key   string
	width float64
	as    format
}

// A layout is what a sheet is made of: one variable in the file of each sheet.
type layout struct {
	key     string   // of its texts, and the name of its table
	columns []column //
	freeze  int      // columns that stay in sight
	colour  string   // of its tab
	wide    bool     // printed on A3
	pages   int      // pages side by side when printed; zero: one
	head    float64  // height of the column headers in points; zero: two lines
	choices map[string]string
}

// A sheet is being written. When it is full it continues on another.
type sheet struct {
	book    *book
	layout  *layout
	name    string
	part    int
	body    *body
	n       int // last row written
	rows    int // over all parts
	letters [][]byte
	styles  []int
	writer  rowWriter // of the row being written; there is one at a time
	scratch []byte
}

// newSheet makes the first part of a sheet.
func (b *book) newSheet(l *layout) (*sheet, error) {
	s := &sheet{book: b, layout: l}
	for i, c := range l.columns {
		letter, err := excelize.ColumnNumberToName(i + 1)
		if err != nil {
			return nil, err
		}
		s.letters = append(s.letters, []byte(letter))
		s.styles = append(s.styles, b.styles.formats[c.as])
	}
	b.sheets = append(b.sheets, s)
	return s, s.begin()
}

// begin makes the next part: an excelize sheet with its head, and a body for the rows.
func (s *sheet) begin() error {
	s.part++
	s.name = s.partName(s.part)
	if _, err := s.book.f.NewSheet(s.name); err != nil {
		return err
	}
	var err error
	if s.body, err = newBody(s.book.o.TempDir); err != nil {
		return err
	}
	s.book.bodies = append(s.book.bodies, s.body)
	s.n = headerRow
	return s.head()
}

// partName is the name of a part: "Hits", "Hits (2)".
func (s *sheet) partName(part int) string {
	name := s.book.c.t("sheet." + s.layout.key)
	if part > 1 {
		name = fmt.Sprintf("%s (%d)", name, part)
	}
	return name
}

// head writes what stands above the rows.
func (s *sheet) head() error {
	d := &drawer{f: s.book.f, sheet: s.name}
	for i, c := range s.layout.columns {
		d.column(i+1, c.width, s.styles[i], c.as == asHidden)
	}
	last := len(s.layout.columns)
	st := s.book.styles
	d.set(1, 1, s.book.c.t("title."+s.layout.key), st.title)
	d.fill(1, 1, last, st.title)
	d.height(1, 26)
	status, style := s.book.status()
	d.set(2, 1, status, style)
	d.fill(2, 1, last, style)
	d.height(2, 20)
	d.set(3, 1, s.book.c.t("note."+s.layout.key), st.note)
	d.fill(3, 1, last, st.note)
	d.height(headerRow, cmp.Or(s.layout.head, 32))
	for i, c := range s.layout.columns {
		style := st.header
		switch {
		case c.as == asEntry || c.as == asEntryDay:
			style = st.entryHeader
		case strings.HasPrefix(c.key, factorColumn):
			style = st.turned
		}
		d.set(headerRow, i+1, s.header(c), style)
	}
	d.furnish(s)
	return d.err
}

// factorColumn begins the key of a column that holds the points of one factor.
const factorColumn = "factor:"

// header is the head of a column: a text of the catalogue, or the title of a factor.
func (s *sheet) header(c column) string {
	if id, isFactor := strings.CutPrefix(c.key, factorColumn); isFactor {
		return s.book.factor(id)
	}
	return s.book.c.t(s.layout.key + "." + c.key)
}

// row begins the next row.
func (s *sheet) row() (*rowWriter, error) {
	if s.n >= s.book.o.MaxRows {
		if err := s.end(); err != nil {
			return nil, err
		}
		if err := s.begin(); err != nil {
			return nil, err
		}
	}
	s.n++
	s.rows++
	s.body.chunk = append(s.body.chunk, `<row r="`...)
	s.body.chunk = strconv.AppendInt(s.body.chunk, int64(s.n), 10)
	s.body.chunk = append(s.body.chunk, `" ht="000" customHeight="1">`...)
	s.writer = rowWriter{s: s, n: s.n, lines: 1, height: len(s.body.chunk) - len(`000" customHeight="1">`)}
	return &s.writer, nil
}

// Heights are written: neither Excel nor LibreOffice makes room by itself for text over several lines in a row they read.
const (
	lineHeight = 13 // points
	maxLines   = 20 // a taller row is harder to read than a cut one; the cell still holds all
)

// close ends the row.
func (r *rowWriter) close() error {
	if r.col != len(r.s.layout.columns) {
		return fmt.Errorf("workbook: row %d of %s has %d of %d cells", r.n, r.s.name, r.col, len(r.s.layout.columns))
	}
	points := lineHeight*min(r.lines, maxLines) + 2
	copy(r.s.body.chunk[r.height:], []byte{byte('0' + points/100), byte('0' + points/10%10), byte('0' + points%10)})
	r.s.body.chunk = append(r.s.body.chunk, `</row>`...)
	r.s.body.rowDone()
	return nil
}

// place is where the next row will stand, for links to it.
func (s *sheet) place() string {
	if s.n >= s.book.o.MaxRows {
		return s.partName(s.part + 1)
	}
	return s.name
}

// linkTo is a formula that jumps to the first row of a counterparty on a sheet. It looks the number up, so that it still
// arrives after somebody sorted that sheet.
func linkTo(place string, number int, shown string) string {
	return fmt.Sprintf(`HYPERLINK("#'%[1]s'!A"&MATCH(%[2]d,'%[1]s'!$A:$A,0),"%[3]s")`, place, number, shown)
}

// fit makes a text fit into a cell and notes what had to be changed.
func (s *sheet) fit(row, col int, text string) string {
	if len(text) < maxText && plain(text) {
		return text
	}
	fitted, illegal, cut := fit(text)
	if illegal > 0 || cut > 0 {
		cell := fmt.Sprintf("%s!%s%d", s.name, s.letters[col], row)
		s.book.changes = append(s.book.changes, change{cell: cell, illegal: illegal, cut: cut})
	}
	return fitted
}

// plain reports whether a text is printable ASCII or well-formed letters beyond it, which need no change.
func plain(s string) bool {
	for i := range len(s) {
		if s[i] < 0x20 || s[i] >= 0xE0 || s[i] == 0xC0 || s[i] == 0xC1 {
			return isLegal(s) && !containsReturn(s)
		}
	}
	return utf8.ValidString(s)
}

func containsReturn(s string) bool {
	for i := range len(s) {
		if s[i] == '\r' {
			return true
		}
	}
	return false
}

// A change is what a cell could not hold as it was.
type change struct {
	cell         string
	illegal, cut int
}

// end finishes a part: what can only be said when the number of rows is known.
func (s *sheet) end() error {
	d := &drawer{f: s.book.f, sheet: s.name}
	if s.n == headerRow {
		d.set(headerRow+1, 1, s.book.c.t("none"), s.book.styles.note)
		s.n++
	}
	last := d.cell(len(s.layout.columns), s.n)
	d.try(s.book.f.AddTable(s.name, &excelize.Table{
		Range: d.cell(1, headerRow) + ":" + last, Name: tableName(s.layout.key, s.part), StyleName: "TableStyleLight1", ShowRowStripes: new(false),
	}))
	d.try(s.book.f.SetSheetDimension(s.name, "A1:"+last))
	d.shade(s)
	for i, c := range s.layout.columns {
		d.validate(s, i, c)
		if c.as == asExact {
			d.try(s.book.f.AddIgnoredErrors(s.name, d.cell(i+1, headerRow+1)+":"+d.cell(i+1, s.n), excelize.IgnoredErrorsNumberStoredAsText))
		}
	}
	if d.err != nil {
		return d.err
	}
	path, err := s.book.partOf(s.name)
	if err != nil {
		return err
	}
	s.book.zip.bodies[path] = s.body
	return s.body.finish()
}

// tableName is the name of a table inside the workbook: the same in every language.
func tableName(key string, part int) string {
	if part == 1 {
		return "tamiz_" + key
	}
	return fmt.Sprintf("tamiz_%s_%d", key, part)
}
