package indicator

import (
	"errors"
	"fmt"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/tamiz-project/tamiz/screening/countries"
	"github.com/tamiz-project/tamiz/screening/feed"
)

// Load reads a publisher's own workbook or CSV: "CPI", "BASEL_AML", "OCI", "FH", "WJP", "GPI", "INFORM". The header is
// searched for below any titles, on any sheet; columns are known by their headers. The edition is the year column, or a
// year in the header, the sheet or the file name, in this order; without any Load fails, because a value without an
// edition cannot be defended. Rows of older editions in the same sheet are kept, each from its own day.
//
// A row without a value ("-", "n/a") is nothing; a row whose area has no ISO code is left out and named in Notes. The day from
// which an edition counts is the month in which the publisher usually issues it.
func Load(series, path string) (*Table, error) {
	all := layouts()
	at := slices.IndexFunc(all, func(l layout) bool { return l.name == series })
	if at < 0 {
		names := make([]string, len(all))
		for i, l := range all {
			names[i] = l.name
		}
		return nil, fmt.Errorf("series %q is not known: use one of %s", series, strings.Join(names, ", "))
	}
	f, err := feed.Open(path, nil)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	l := &loader{layout: all[at], file: filepath.Base(path)}
	if err := l.read(f); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return l.table()
}

// A loader reads the rows of one layout.
type loader struct {
	layout
	file           string
	sheet          string // the sheet whose header is being used
	nameAt, codeAt int    // columns; -1: none
	yearAt, yearOf int    // column and year of the edition
	at             []int  // column of each series; -1: none
	values         []Value
	rows           int
	notes          []string
	started        bool
}

func (l *loader) read(f *feed.File) error {
	for row, err := range f.Rows() {
		var bad *feed.RecordError
		if err != nil && !errors.As(err, &bad) {
			return err
		}
		switch {
		case bad != nil && l.started:
			l.notes = append(l.notes, bad.Error())
		case !l.started || row.Sheet != l.sheet:
			if err := l.header(row); err != nil {
				return err
			}
		default:
			if err := l.record(row); err != nil {
				return err
			}
		}
	}
	switch {
	case l.rows == 0 && !l.started:
		return fmt.Errorf("no header of %s was found: it needs a column %q and a column %q", l.name, l.country[0], l.columns[0].headers[0])
	case len(l.notes) > 0 && len(l.notes)*4 >= l.rows:
		return fmt.Errorf("%d of %d rows have an area that has no code, the first is: %s", len(l.notes), l.rows, l.notes[0])
	case len(l.values) == 0:
		return fmt.Errorf("the header of %s was found and no value below it", l.name)
	}
	return nil
}

// header takes a row as the header when it names the area and at least one series. A sheet that has none is passed over; once
// a sheet gave values, later sheets (older years, sub-scores) are too.
func (l *loader) header(row feed.Row) error {
	if len(l.values) > 0 {
		return nil
	}
	heads := make([]string, len(row.Cells))
	for i, c := range row.Cells {
		heads[i] = plain(c)
	}
	nameAt, codeAt := find(heads, l.country), find(heads, l.code)
	at, year, found := make([]int, len(l.columns)), 0, false
	for i, c := range l.columns {
		at[i] = -1
		if j, y := best(heads, c.headers); j >= 0 {
			at[i], found, year = j, true, max(year, y)
		}
	}
	if (nameAt < 0 && codeAt < 0) || !found {
		return nil
	}
	l.started, l.sheet, l.nameAt, l.codeAt, l.at = true, row.Sheet, nameAt, codeAt, at
	l.yearAt = find(heads, l.edition)
	l.yearOf = firstYear(year, row.Sheet, l.file)
	if l.yearAt < 0 && l.yearOf == 0 {
		return fmt.Errorf("line %d: neither a column %q nor the header, sheet or file name says which year this edition is", row.Line, l.edition[0])
	}
	return nil
}

func (l *loader) record(row feed.Row) error {
	name := strings.TrimSpace(row.Cell(l.nameAt) + row.Cell(l.codeAt))
	if name == "" || l.empty(row) {
		return nil
	}
	l.rows++
	area, ok := l.area(row)
	if !ok {
		l.notes = append(l.notes, fmt.Sprintf("%s line %d: area %q has no code and was left out", l.file, row.Line, row.Cell(max(l.nameAt, 0))))
		return nil
	}
	year := l.yearOf
	if l.yearAt >= 0 {
		y, err := strconv.Atoi(strings.TrimSuffix(strings.TrimSpace(row.Cell(l.yearAt)), ".0"))
		if err != nil || y < 1990 || y > 2100 {
			return fmt.Errorf("line %d: the year is %q", row.Line, row.Cell(l.yearAt))
		}
		year = y
	}
	for i, c := range l.columns {
		if err := l.value(row, c, l.at[i], area, year); err != nil {
			return err
		}
	}
	return nil
}

func (l *loader) value(row feed.Row, c column, at int, area string, year int) error {
	text := strings.TrimSpace(row.Cell(at))
	if at < 0 || missing(text) {
		return nil
	}
	n, err := decimal.NewFromString(strings.ReplaceAll(text, ",", "."))
	if err != nil {
		return fmt.Errorf("line %d, column %d: %q is not a number", row.Line, at+1, text)
	}
	l.values = append(l.values, Value{
		Series: c.ID, Area: area, Number: n, From: l.from(year), Edition: strconv.Itoa(year), Source: c.Publisher + ", " + l.file,
	})
	return nil
}

func (l *loader) empty(row feed.Row) bool {
	return !slices.ContainsFunc(l.at, func(at int) bool { return at >= 0 && !missing(strings.TrimSpace(row.Cell(at))) })
}

func (l *loader) area(row feed.Row) (string, bool) {
	for _, at := range []int{l.codeAt, l.nameAt} {
		if at < 0 {
			continue
		}
		if code, ok := countries.Parse(row.Cell(at)); ok {
			return code, true
		}
	}
	return "", false
}

func (l *loader) table() (*Table, error) {
	var series []Series
	for i, c := range l.columns {
		if l.at[i] >= 0 {
			series = append(series, c.Series)
		}
	}
	t, err := NewTable(series, func(yield func(Value, error) bool) {
		for _, v := range l.values {
			if !yield(v, nil) {
				return
			}
		}
	})
	if err != nil {
		return nil, err
	}
	t.notes = l.notes
	return t, nil
}

// find returns the column of the first wanted header that stands there.
func find(heads, wanted []string) int {
	for _, w := range wanted {
		if i := slices.Index(heads, w); i >= 0 {
			return i
		}
	}
	return -1
}

// best is find for headers that may hold a year; of several years the latest counts.
func best(heads, wanted []string) (column, year int) {
	column = -1
	for _, w := range wanted {
		pattern := regexp.MustCompile("^" + strings.ReplaceAll(regexp.QuoteMeta(w), `\{year\}`, `(\d{4})`) + "$")
		for i, h := range heads {
			m := pattern.FindStringSubmatch(h)
			if m == nil {
				continue
			}
			y := 0
			if len(m) > 1 {
				y, _ = strconv.Atoi(m[1])
			}
			if column < 0 || y > year {
				column, year = i, y
			}
		}
		if column >= 0 {
			return column, year
		}
	}
	return column, year
}

// firstYear returns the year given, or the first that a text holds.
func firstYear(year int, texts ...string) int {
	pattern := regexp.MustCompile(`(?:19|20)\d\d`)
	for _, t := range texts {
		if year == 0 {
			year, _ = strconv.Atoi(pattern.FindString(t))
		}
	}
	return year
}

func missing(text string) bool {
	return slices.Contains([]string{"", "-", "–", "..", "n/a", "N/A", "NA", "x", "No data"}, text)
}

// plain folds a header: no case, accents or signs, one space between words.
func plain(s string) string {
	return strings.Join(strings.FieldsFunc(fold(s), func(r rune) bool { return !('a' <= r && r <= 'z' || '0' <= r && r <= '9') }), " ")
}
