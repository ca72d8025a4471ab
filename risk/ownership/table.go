package ownership

import (
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"

	"github.com/tamiz-project/tamiz/screening"
	"github.com/tamiz-project/tamiz/screening/countries"
	"github.com/tamiz-project/tamiz/screening/feed"
)

// titleRows is how many lines of titles may stand above the header.
const titleRows = 20

// readTable reads a table with one stake per row.
func readTable(b *builder, in input) error {
	rows := in.rows
	if rows == nil {
		rows = feed.CSV(in.text, in.name, 0)
	}
	next, stop := iter.Pull2(rows)
	defer stop()
	t, err := findHeader(in.name, next)
	if err != nil {
		return err
	}
	for {
		row, err, ok := next()
		if !ok {
			return nil
		}
		if bad, is := errors.AsType[*feed.RecordError](err); is {
			b.g.issues = append(b.g.issues, *bad)
			continue
		}
		if err == nil {
			err = t.add(b, row)
		}
		if err != nil {
			return err
		}
	}
}

// A table knows where its columns are.
type table struct{ at map[column]int }

func findHeader(name string, next func() (feed.Row, error, bool)) (*table, error) {
	var first []string
	for range titleRows {
		row, err, ok := next()
		if !ok {
			break
		}
		if _, bad := errors.AsType[*feed.RecordError](err); err != nil && !bad {
			return nil, err
		}
		if first == nil {
			first = row.Cells
		}
		if t, ok := headerOf(row.Cells); ok {
			return t, nil
		}
	}
	return nil, fmt.Errorf("%s: no header with the columns holder and held (or accionista and empresa ...) in the first %d lines; the first line is %s",
		name, titleRows, feed.Quote(strings.Join(first, " | ")))
}

// headerOf reads a row as a header. It is one when it names both ends of a stake.
func headerOf(cells []string) (*table, bool) {
	t := &table{at: map[column]int{}}
	for i, cell := range cells {
		if c, ok := columnOf(cell); ok {
			if _, twice := t.at[c]; !twice {
				t.at[c] = i
			}
		}
	}
	return t, t.has(holderID, holderName) && t.has(heldID, heldName)
}

func (t *table) has(any ...column) bool {
	return slices.ContainsFunc(any, func(c column) bool { _, ok := t.at[c]; return ok })
}

func (t *table) cell(row feed.Row, c column) string {
	i, ok := t.at[c]
	if !ok {
		return ""
	}
	return strings.TrimSpace(row.Cell(i))
}

// add reads one row.
func (t *table) add(b *builder, row feed.Row) error {
	holder, held := t.party(b, row, holderSide), t.party(b, row, heldSide)
	for _, p := range []screening.Party{holder, held} {
		if p.ID != "" && (len(p.Names) > 0 || p.Kind != "" || len(p.Countries)+len(p.Identifiers)+len(p.Addresses) > 0) {
			if err := b.party(p, row.Line); err != nil {
				return err
			}
		}
	}
	if held.ID == "" && holder.ID != "" && t.cell(row, shareColumn)+t.cell(row, lowColumn)+t.cell(row, highColumn) == "" {
		b.node(holder.ID)
		return nil
	}
	s := Stake{Holder: holder.ID, Held: held.ID, Group: t.cell(row, groupColumn), Source: t.cell(row, sourceColumn)}
	s.Kind = kindOf(t.cell(row, kindColumn))
	s.Share = t.share(b, row, held.ID)
	s.From, s.To = t.date(b, row, fromColumn, held.ID), t.date(b, row, toColumn, held.ID)
	return b.stake(s, row.Line)
}

// share reads the share of a row. One that cannot be is an issue, and unknown.
func (t *table) share(b *builder, row feed.Row, id string) Share {
	text := t.cell(row, shareColumn)
	low, high := t.cell(row, lowColumn), t.cell(row, highColumn)
	if text == "" && low+high != "" {
		text = join(low, "0") + "-" + join(high, "100")
	}
	if text == "" || slices.Contains(unknownWords, fold(text)) {
		return UnknownShare()
	}
	s, err := ParseShare(text)
	if err != nil {
		b.issue(row.Line, id, "share", text, "%v; the stake is kept and counts as unknown", errors.Unwrap(err))
	}
	return s
}

func join(text, otherwise string) string {
	if text == "" {
		return otherwise
	}
	return text
}

// date reads a date. One that cannot be read is an issue, and the stake stands without it.
func (t *table) date(b *builder, row feed.Row, c column, id string) screening.Date {
	text := t.cell(row, c)
	d, err := screening.ParseDate(text)
	if err != nil {
		b.issue(row.Line, id, string(c), text, "not a date; write 2024, 2024-07 or 2024-07-03; the stake is kept as if no date were given")
	}
	return d
}

// party reads one side of a row. Without an id the name is the id.
func (t *table) party(b *builder, row feed.Row, side side) screening.Party {
	p := screening.Party{ID: t.cell(row, side.id)}
	name := t.cell(row, side.name)
	if name != "" {
		p.Names = []screening.Name{{Text: name}}
	}
	if p.ID == "" {
		p.ID = strings.Join(strings.Fields(name), " ")
	}
	if kind := t.cell(row, side.kind); kind != "" {
		p.Kind = partyKinds[fold(kind)]
		if p.Kind == "" {
			b.issue(row.Line, p.ID, string(side.kind), kind, "neither a person nor an organization; read as unknown")
		}
	}
	if country := t.cell(row, side.country); country != "" {
		if code, ok := countries.Parse(country); ok {
			p.Countries = []string{code}
		} else {
			b.issue(row.Line, p.ID, string(side.country), country, "no country of that name or code")
		}
	}
	if address := t.cell(row, side.address); address != "" {
		p.Addresses = []screening.Address{{Text: address}}
	}
	t.identifiers(b, row, side, &p)
	return p
}
