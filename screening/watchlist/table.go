package watchlist

import (
	"errors"
	"fmt"
	"hash/fnv"
	"iter"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"github.com/tamiz-project/tamiz/screening"
	"github.com/tamiz-project/tamiz/screening/feed"
)

// A record is one row of a table with a header: its cells are found by the names of their columns.
type record struct {
	feed.Row
	columns map[string]int
}

// get returns the first cell that is not empty among the columns of the given names, in folded form.
func (r record) get(names ...string) string {
	for _, n := range names {
		if i, ok := r.columns[n]; ok {
			if cell := strings.TrimSpace(r.Cell(i)); cell != "" {
				return cell
			}
		}
	}
	return ""
}

// at is the position of the record, for errors.
func (r record) at() feed.RecordError {
	source := r.Source
	if r.Sheet != "" {
		source += "#" + r.Sheet
	}
	return feed.RecordError{Source: source, Line: r.Line}
}

// bad is a RecordError about a column.
func (r record) bad(column, reason string, args ...any) *feed.RecordError {
	i, ok := r.columns[column]
	if !ok {
		i = -1
	}
	return r.Row.Bad(i, column, reason, args...)
}

// records of a table: everything below the first row that has all the needed columns. Titles above it are left out.
func (in *input) table(m *feed.Member, out *sink, needed ...string) iter.Seq[record] {
	return func(yield func(record) bool) {
		var columns map[string]int
		for row := range in.rows(m, out) {
			if columns == nil {
				columns = columnsOf(row.Cells, needed)
				continue
			}
			if !yield(record{Row: row, columns: columns}) {
				return
			}
		}
		if columns == nil && out.err == nil && !out.stopped {
			out.fail(errors.New(m.Source() + ": no header row with the columns " + strings.Join(needed, ", ")))
		}
	}
}

// columnsOf returns the columns of a header row by their folded names, or nil if one is missing; "a|b" needs one of two. The
// second column of a name is "name#2".
func columnsOf(cells, needed []string) map[string]int {
	columns := make(map[string]int, len(cells))
	for i, cell := range cells {
		name := fold(cell)
		if _, twice := columns[name]; twice {
			name += "#2"
		}
		columns[name] = i
	}
	for _, n := range needed {
		if !slices.ContainsFunc(strings.Split(n, "|"), func(name string) bool { _, ok := columns[name]; return ok }) {
			return nil
		}
	}
	return columns
}

// tableRole recognises a table by columns that no other list has together.
func tableRole(role string, needed ...string) func(*sample) string {
	return func(s *sample) string {
		if headerOf(s, needed...) != nil {
			return role
		}
		return ""
	}
}

func headerOf(s *sample, needed ...string) map[string]int {
	for _, row := range s.rows {
		if columns := columnsOf(row, needed); columns != nil {
			return columns
		}
	}
	return nil
}

// fold writes a header cell in lower case, without accents, with single spaces for everything that is no letter or digit.
func fold(s string) string {
	var b strings.Builder
	gap := false
	if !isASCII(s) {
		s = norm.NFD.String(s)
	}
	for _, r := range s {
		switch {
		case unicode.Is(unicode.Mn, r):
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			if gap && b.Len() > 0 {
				b.WriteByte(' ')
			}
			gap = false
			b.WriteRune(unicode.ToLower(r))
		default:
			gap = true
		}
	}
	return b.String()
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}

// slug makes an id for a list that numbers nobody: the folded texts, so that it stays the same from edition to edition.
func slug(texts ...string) string {
	for i, t := range texts {
		texts[i] = strings.ReplaceAll(fold(t), " ", "-")
	}
	id := joined("/", texts...)
	if len(id) <= maxSlug {
		return id
	}
	h := fnv.New32a()
	h.Write([]byte(id))
	return fmt.Sprintf("%s-%08x", strings.ToValidUTF8(id[:maxSlug-9], ""), h.Sum32())
}

// maxSlug keeps ids readable; what is longer ends with a hash of the whole.
const maxSlug = 90

// A grouped joins rows that follow one another and are about one party.
type grouped struct {
	out *sink
	cur *screening.Entry
	at  feed.RecordError
}

// next returns the entry that a row belongs to, and whether it has just begun. Before a new one begins, the last one is
// passed on; nil means stop.
func (g *grouped) next(id string, at feed.RecordError) (e *screening.Entry, fresh bool) {
	if g.cur != nil && g.cur.ID == id {
		return g.cur, false
	}
	if !g.flush() {
		return nil, false
	}
	g.cur, g.at = &screening.Entry{Party: screening.Party{ID: id}}, at
	return g.cur, true
}

// flush passes on the last entry.
func (g *grouped) flush() bool {
	if g.cur == nil {
		return true
	}
	e := *g.cur
	g.cur = nil
	return g.out.entry(e, g.at)
}

// A collected joins rows that stand anywhere in a file and are about one party. It keeps all of them, in the order in which they
// first appear; the lists that need it have some ten thousand rows.
type collected struct {
	byID  map[string]int
	order []*screening.Entry
	at    []feed.RecordError
}

func (c *collected) next(id string, at feed.RecordError) (e *screening.Entry, fresh bool) {
	if c.byID == nil {
		c.byID = map[string]int{}
	}
	if i, ok := c.byID[id]; ok {
		return c.order[i], false
	}
	c.byID[id] = len(c.order)
	e = &screening.Entry{Party: screening.Party{ID: id}}
	c.order, c.at = append(c.order, e), append(c.at, at)
	return e, true
}

func (c *collected) flush(out *sink) {
	for i, e := range c.order {
		if !out.entry(*e, c.at[i]) {
			return
		}
	}
}
