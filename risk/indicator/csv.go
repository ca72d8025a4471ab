package indicator

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/tamiz-project/tamiz/screening"
)

// The two headers of the documented CSV.
const (
	seriesHeader = "series,title,publisher,licence,words,low,high,good,overlaps"
	valueHeader  = "series,area,value,from,to,edition,source"
)

// Read reads the documented CSV: UTF-8, comma, lines that start with # are comments. A header line begins each of two kinds of
// blocks, in any number and order:
//
//	series,title,publisher,licence,words,low,high,good,overlaps
//	FATF_STATUS,FATF lists,FATF,facts,none|grey|black,,,,
//	series,area,value,from,to,edition,source
//	FATF_STATUS,VE,grey,2026-06-19,,June 2026,FATF plenary
//
// words: the vocabulary with bars between, * for any text, empty for a number, which then needs low and high, the fixed ends of
// its scale, and good: which end is the good one, low or high. overlaps: series that contain this one, with bars between.
// from, to: screening.ParseDate. Every mistake is reported with its line and column.
func Read(r io.Reader) (*Table, error) {
	p := parser{csv: csv.NewReader(r)}
	p.csv.FieldsPerRecord, p.csv.Comment, p.csv.TrimLeadingSpace = -1, '#', true
	values, err := p.read()
	if err != nil {
		return nil, err
	}
	if len(values) == 0 {
		return nil, errors.New("the file holds no value: is it empty or cut off?")
	}
	return NewTable(p.series, p.located(values))
}

type parser struct {
	csv    *csv.Reader
	series []Series
	lines  []int // of the values
	errs   []error
	row    []string
}

func (p *parser) read() (values []Value, err error) {
	block := ""
	for {
		p.row, err = p.csv.Read()
		if errors.Is(err, io.EOF) {
			return values, errors.Join(p.errs...)
		}
		if err != nil {
			return nil, err
		}
		if head := strings.Join(p.row, ","); p.row[0] == "series" {
			block = head
			if head != seriesHeader && head != valueHeader {
				p.fail(0, "header %q is not known: write %q or %q", head, seriesHeader, valueHeader)
			}
			continue
		}
		values = p.record(block, values)
	}
}

func (p *parser) record(block string, values []Value) []Value {
	if want := strings.Count(block, ",") + 1; block != "" && len(p.row) != want {
		p.fail(0, "%d fields where the header has %d", len(p.row), want)
		return values
	}
	switch block {
	case seriesHeader:
		p.series = append(p.series, p.readSeries())
	case valueHeader:
		line, _ := p.csv.FieldPos(0)
		p.lines = append(p.lines, line)
		return append(values, p.readValue())
	default:
		p.fail(0, "%q stands before any header: begin with %q", p.row[0], seriesHeader)
	}
	return values
}

func (p *parser) readSeries() Series {
	s := Series{ID: p.row[0], Title: p.row[1], Publisher: p.row[2], Licence: p.row[3], Words: list(p.row[4]), Overlaps: list(p.row[8])}
	if len(s.Words) == 0 {
		s.Low, s.High, s.HighIsGood = p.number(5), p.number(6), p.row[7] == "high"
		if p.row[7] != "high" && p.row[7] != "low" {
			p.fail(7, "good is %q: write low or high", p.row[7])
		}
	}
	return s
}

func (p *parser) readValue() Value {
	v := Value{Series: p.row[0], Area: p.row[1], From: p.date(3), To: p.date(4), Edition: p.row[5], Source: p.row[6]}
	i := slices.IndexFunc(p.series, func(s Series) bool { return s.ID == v.Series })
	switch {
	case i < 0:
		p.fail(0, "series %q is not declared above", v.Series)
	case len(p.series[i].Words) > 0:
		v.Text = p.row[2]
	default:
		v.Number = p.number(2)
	}
	if v.Source == "" {
		p.fail(6, "the value has no source: say where it was read")
	}
	return v
}

// located yields the values and gives errors about one its line.
func (p *parser) located(values []Value) iter.Seq2[Value, error] {
	return func(yield func(Value, error) bool) {
		seen := map[string]int{}
		for i, v := range values {
			id := fmt.Sprintf("%s %s %s", v.Series, v.Area, v.From)
			if first, twice := seen[id]; twice {
				if !yield(v, fmt.Errorf("line %d: %s of %s from %q already stands in line %d", p.lines[i], v.Series, v.Area, v.From, first)) {
					return
				}
				continue
			}
			seen[id] = p.lines[i]
			var err error
			if at := slices.IndexFunc(p.series, func(s Series) bool { return s.ID == v.Series }); at >= 0 {
				err = p.series[at].check(v)
			}
			if err != nil {
				err = fmt.Errorf("line %d: %w", p.lines[i], err)
			}
			if !yield(v, err) {
				return
			}
		}
	}
}

func (p *parser) number(field int) decimal.Decimal {
	d, err := decimal.NewFromString(p.row[field])
	if err != nil {
		p.fail(field, "%q is not a number", p.row[field])
	}
	return d
}

func (p *parser) date(field int) screening.Date {
	d, err := screening.ParseDate(p.row[field])
	if err != nil {
		p.fail(field, "%v", err)
	}
	return d
}

func (p *parser) fail(field int, format string, args ...any) {
	line, column := p.csv.FieldPos(field)
	p.errs = append(p.errs, fmt.Errorf("line %d, column %d: %s", line, column, fmt.Sprintf(format, args...)))
}

func list(s string) []string {
	if s == "" {
		return nil
	}
	return strings.Split(s, "|")
}
