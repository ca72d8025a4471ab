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
	t := &table{countries: map[string]string{}}
	for batch := range ahead(rows) {
		for _, r := range batch {
			if err := t.row(b, r.row, r.err, in.name); err != nil {
				return err
			}
		}
	}
	if t.at == nil {
		return t.noHeader(in.name)
	}
	return t.flush(b)
}

// A table knows where its columns are.
type table struct {
	at        *[columns]int     // place in the row, or -1; nil before the header
	more      [2]bool           // a side has more than name, kind and country
	countries map[string]string // by spelling
	titles    [][]string        // above the header
	pending   []feed.Row
}

// A readRow is a row with what is wrong with it.
type readRow struct {
	row feed.Row
	err error
}

// ahead reads rows in another goroutine, batch by batch, which ends before ahead returns.
func ahead(rows iter.Seq2[feed.Row, error]) iter.Seq[[]readRow] {
	return func(yield func([]readRow) bool) {
		batches, stop := make(chan []readRow, 8), make(chan struct{})
		go func() {
			defer close(batches)
			batch := make([]readRow, 0, batchSize)
			for row, err := range rows {
				batch = append(batch, readRow{row, err})
				if len(batch) < batchSize {
					continue
				}
				select {
				case batches <- batch:
				case <-stop:
					return
				}
				batch = make([]readRow, 0, batchSize)
			}
			select {
			case batches <- batch:
			case <-stop:
			}
		}()
		more := true
		for batch := range batches {
			if more && !yield(batch) {
				more = false
				close(stop)
			}
		}
	}
}

// row takes the header, or a row under it. What is wrong with a row as such is an issue; it is not read, because its cells
// may stand under the wrong columns.
func (t *table) row(b *builder, row feed.Row, err error, name string) error {
	if bad, is := errors.AsType[*feed.RecordError](err); is {
		b.g.issues = append(b.g.issues, *bad)
		return nil
	}
	switch {
	case err != nil:
		return err
	case t.at != nil:
		t.pending = append(t.pending, row)
		if len(t.pending) == batchSize {
			return t.flush(b)
		}
		return nil
	case len(t.titles) == titleRows:
		return t.noHeader(name)
	}
	t.titles = append(t.titles, row.Cells)
	t.header(row.Cells)
	return nil
}

func (t *table) noHeader(name string) error {
	first := ""
	if len(t.titles) > 0 {
		first = strings.Join(t.titles[0], " | ")
	}
	return fmt.Errorf("%s: no header with the columns holder and held (or accionista and empresa ...) in the first %d lines; the first line is %s",
		name, titleRows, feed.Quote(first))
}

// header reads a row as a header. It is one when it names both ends of a stake.
func (t *table) header(cells []string) {
	at := new([columns]int)
	for c := range at {
		at[c] = -1
	}
	for i, cell := range cells {
		if c, ok := columnOf(cell); ok && at[c] < 0 {
			at[c] = i
		}
	}
	known := func(c column) bool { return at[c] >= 0 }
	if slices.ContainsFunc([]column{holderID, holderName}, known) && slices.ContainsFunc([]column{heldID, heldName}, known) {
		t.at = at
		t.more = [2]bool{slices.ContainsFunc(holderSide.more(), known), slices.ContainsFunc(heldSide.more(), known)}
	}
}

func (t *table) cell(row *feed.Row, c column) string { return strings.TrimSpace(row.Cell(t.at[c])) }

// flush adds the rows that were read.
func (t *table) flush(b *builder) error {
	b.reset(2 * len(t.pending))
	for i := range t.pending {
		b.ids = append(b.ids, t.id(&t.pending[i], holderSide), t.id(&t.pending[i], heldSide))
	}
	b.warm()
	for i := range t.pending {
		row := &t.pending[i]
		holder := t.party(b, row, holderSide, b.hashed(b.ids[2*i], b.hashes[2*i]))
		held := t.party(b, row, heldSide, b.hashed(b.ids[2*i+1], b.hashes[2*i+1]))
		if err := t.stake(b, row, holder, held); err != nil {
			return err
		}
	}
	t.pending = t.pending[:0]
	return nil
}

// id is the id of one side of a row. Without an id the name is the id; without either nobody knows.
func (t *table) id(row *feed.Row, side side) string {
	if id := t.cell(row, side.id); id != "" {
		return id
	}
	return strings.Join(strings.Fields(t.cell(row, side.name)), " ")
}

// stake reads the stake of a row.
func (t *table) stake(b *builder, row *feed.Row, holder, held int32) error {
	if b.g.ids[held] == "" {
		return t.alone(b, row, b.g.ids[holder])
	}
	s := Stake{Group: t.cell(row, groupColumn), Source: t.cell(row, sourceColumn)}
	s.Holder, s.Held = b.g.ids[holder], b.g.ids[held]
	s.Kind = kindOf(t.cell(row, kindColumn))
	s.Share = t.share(b, row, s.Held)
	s.From, s.To = t.date(b, row, fromColumn, s.Held), t.date(b, row, toColumn, s.Held)
	return b.edge(&s, holder, held, row.Line)
}

// alone reads a row that names no company: it describes a party, or it is a stake in nothing.
func (t *table) alone(b *builder, row *feed.Row, holder string) error {
	if holder != "" && t.cell(row, shareColumn)+t.cell(row, lowColumn)+t.cell(row, highColumn) == "" {
		return nil
	}
	return b.stake(Stake{Holder: holder}, row.Line)
}

// share reads the share of a row. One that cannot be is an issue, and unknown.
func (t *table) share(b *builder, row *feed.Row, id string) Share {
	text := t.cell(row, shareColumn)
	low, high := t.cell(row, lowColumn), t.cell(row, highColumn)
	if text == "" && low+high != "" {
		text = join(low, "0") + "-" + join(high, "100")
	}
	if text == "" {
		return UnknownShare()
	}
	s, err := ParseShare(text)
	if err != nil && !slices.Contains(unknownWords, fold(text)) {
		b.issue(row.Line, id, "share", text, "%v; the stake is kept and counts as unknown", errors.Unwrap(err))
	}
	return s
}

// join returns text, or what stands in its place.
func join(text, otherwise string) string {
	if text == "" {
		return otherwise
	}
	return text
}

// date reads a date. One that cannot be read is an issue, and the stake stands without it.
func (t *table) date(b *builder, row *feed.Row, c column, id string) screening.Date {
	text := t.cell(row, c)
	if text == "" {
		return screening.Date{}
	}
	d, err := screening.ParseDate(text)
	if err != nil {
		b.issue(row.Line, id, c.String(), text, "not a date; write 2024, 2024-07 or 2024-07-03; the stake is kept as if no date were given")
	}
	return d
}

// party reads one side of a row, which is a node, and returns the node.
func (t *table) party(b *builder, row *feed.Row, side side, node int32) int32 {
	id, name := b.g.ids[node], t.cell(row, side.name)
	d := described{name: name, country: t.country(b, row, side, id), kind: t.partyKind(b, row, side, id)}
	more := t.more[side.id/heldID] && slices.ContainsFunc(side.more(), func(c column) bool { return t.cell(row, c) != "" })
	switch {
	case id == "" || !more && d == described{}:
	case more:
		p := d.party(id)
		if address := t.cell(row, side.address); address != "" {
			p.Addresses = []screening.Address{{Text: address}}
		}
		t.identifiers(b, row, side, &p)
		b.party(p, row.Line)
	default:
		b.describe(node, d)
	}
	return node
}

func (t *table) partyKind(b *builder, row *feed.Row, side side, id string) screening.Kind {
	text := t.cell(row, side.kind)
	if text == "" {
		return screening.Unknown
	}
	kind, ok := partyKinds[fold(text)]
	if !ok {
		b.issue(row.Line, id, side.kind.String(), text, "neither a person nor an organization; read as unknown")
	}
	return kind
}

// country reads a country, each spelling once.
func (t *table) country(b *builder, row *feed.Row, side side, id string) string {
	text := t.cell(row, side.country)
	if text == "" {
		return ""
	}
	code, seen := t.countries[text]
	if !seen {
		code, _ = countries.Parse(text)
		t.countries[text] = code
	}
	if code == "" {
		b.issue(row.Line, id, side.country.String(), text, "no country of that name or code; left out")
	}
	return code
}
