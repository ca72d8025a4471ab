package workbook

import (
	"bytes"
	"fmt"
	"iter"
	"slices"
	"strconv"
	"strings"

	"github.com/tamiz-project/tamiz/screening"
	"github.com/tamiz-project/tamiz/screening/feed"
	"github.com/xuri/excelize/v2"
)

// headerSearch is how many rows from the top the column heads are looked for: people put rows above a table.
const headerSearch = 20

// A form is a sheet of a filled workbook whose columns were recognised by their heads, in any language of the catalogues.
type form struct {
	key    string
	sheet  string
	cats   []*catalogue
	column map[string]int // by key
	head   map[string]string
}

// A formRow is one row of a form, its cells by the key of their column, without space around them.
type formRow struct {
	form  *form
	line  int
	cells map[string]string
}

// refuse says why a row cannot be accepted, and where.
func (r *formRow) refuse(column, reason string) error {
	id := r.cells["hit"]
	if id == "" {
		id = r.cells["id"]
	}
	return &feed.RecordError{
		Source: r.form.sheet, ID: id, Line: r.line, Column: r.form.column[column] + 1, Field: r.form.head[column], Value: shorten(r.cells[column]), Reason: reason,
	}
}

// shorten keeps an error readable.
func shorten(s string) string {
	if len(s) > 80 {
		return strings.ToValidUTF8(s[:80], "") + "…"
	}
	return s
}

// day reads a date cell: a real date, or the text 2026-11-22.
func (r *formRow) day(column string) (screening.Date, error) {
	text := r.cells[column]
	if serial, err := strconv.ParseFloat(text, 64); err == nil && serial >= 10000 {
		if d, ok := dateOfSerial(int(serial)); ok {
			return d, nil
		}
	}
	d, err := screening.ParseDate(text)
	if err != nil || (text != "" && !d.IsDay()) {
		return screening.Date{}, r.refuse(column, "not a day; enter a date, or write it like 2026-11-22")
	}
	return d, nil
}

// words finds the word of a vocabulary that a cell shows in any language, or as the word itself; "" if none.
func (f *form) words(vocabulary, shown string) string {
	shown = strings.ToLower(shown)
	for _, c := range f.cats {
		for _, key := range c.keys {
			word, ok := strings.CutPrefix(key, vocabulary+".")
			if ok && shown != "" && (strings.ToLower(c.texts[key]) == shown || strings.ToLower(word) == shown) {
				return word
			}
		}
	}
	return ""
}

// readForm yields the rows of every sheet that is the form: one whose heads include those named. A workbook without such a
// sheet, or one that lost a column, is an error, not an empty sequence.
func readForm(content []byte, key string, heads ...string) iter.Seq2[*formRow, error] {
	return func(yield func(*formRow, error) bool) {
		f, err := openWorkbook(content)
		if err != nil {
			yield(nil, fmt.Errorf("workbook: %w", err))
			return
		}
		defer f.Close()
		cats, err := allCatalogues()
		if err != nil {
			yield(nil, err)
			return
		}
		found := false
		for _, sheet := range f.GetSheetList() {
			isForm, more, err := readSheet(f, sheet, &form{key: key, sheet: sheet, cats: cats}, heads, yield)
			if err != nil {
				yield(nil, err)
				return
			}
			if found = found || isForm; !more {
				return
			}
		}
		if !found {
			yield(nil, fmt.Errorf("workbook: no sheet has the columns of %q; is it a report of this program?", key))
		}
	}
}

// openWorkbook opens a workbook. excelize panics on some files that are none: that too is an error here.
func openWorkbook(content []byte) (f *excelize.File, err error) {
	defer func() {
		if p := recover(); p != nil {
			f, err = nil, fmt.Errorf("not a workbook that can be read: %v", p)
		}
	}()
	return excelize.OpenReader(bytes.NewReader(content), excelize.Options{RawCellValue: true, UnzipSizeLimit: 4 << 30})
}

// readSheet reads one sheet; isForm says whether it has the heads, more whether the caller wants more.
func readSheet(f *excelize.File, sheet string, of *form, heads []string, yield func(*formRow, error) bool) (isForm, more bool, err error) {
	rows, err := f.Rows(sheet)
	if err != nil {
		return false, true, nil // a chart sheet holds no rows
	}
	defer func() {
		if e := rows.Close(); err == nil {
			err = e
		}
	}()
	found := false
	for line := 1; rows.Next(); line++ {
		cells, err := rows.Columns(excelize.Options{RawCellValue: true})
		if err != nil {
			return found, false, fmt.Errorf("workbook, sheet %s, row %d: %w", sheet, line, err)
		}
		if !found {
			if line > headerSearch {
				return false, true, nil
			}
			if found, err = of.recognise(heads, cells); err != nil {
				return false, false, err
			}
			continue
		}
		if !yield(of.row(line, cells), nil) {
			return true, false, nil
		}
	}
	return found, true, rows.Error()
}

// allCatalogues reads the texts of every language.
func allCatalogues() ([]*catalogue, error) {
	var all []*catalogue
	for _, lang := range languages {
		c, err := readCatalogue(lang)
		if err != nil {
			return nil, err
		}
		all = append(all, c)
	}
	return all, nil
}

// recognise looks for the heads of the form in a row, in the language that knows most of them.
func (f *form) recognise(heads, cells []string) (bool, error) {
	f.column, f.head = nil, nil
	all := columnsOf(f.key)
	for _, c := range f.cats {
		column, head := f.columns(c, all, cells)
		if len(column) > len(f.column) {
			f.column, f.head = column, head
		}
	}
	for _, head := range heads {
		if _, ok := f.column[head]; !ok {
			return false, nil
		}
	}
	for _, k := range all {
		if _, ok := f.column[k]; !ok {
			return false, fmt.Errorf("workbook, sheet %s: the column %q is missing", f.sheet, f.cats[0].t(f.key+"."+k))
		}
	}
	return true, nil
}

// columns finds the heads of one language in a row.
func (f *form) columns(c *catalogue, keys, cells []string) (column map[string]int, head map[string]string) {
	column, head = map[string]int{}, map[string]string{}
	for i, text := range cells {
		for _, k := range keys {
			if _, known := column[k]; !known && strings.TrimSpace(text) == c.texts[f.key+"."+k] {
				column[k], head[k] = i, text
				break
			}
		}
	}
	return column, head
}

// columnsOf are the keys of the columns of a form.
func columnsOf(key string) []string {
	i := slices.IndexFunc(forms, func(l *layout) bool { return l.key == key })
	keys := make([]string, len(forms[i].columns))
	for j, c := range forms[i].columns {
		keys[j] = c.key
	}
	return keys
}

// forms are the sheets that come back filled in.
var forms = []*layout{&hitLayout, &scorecardLayout, &questionnaireLayout}

func (f *form) row(line int, cells []string) *formRow {
	r := &formRow{form: f, line: line, cells: make(map[string]string, len(f.column))}
	for key, i := range f.column {
		if i < len(cells) {
			r.cells[key] = strings.TrimSpace(cells[i])
		}
	}
	return r
}
