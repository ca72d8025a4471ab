package watchlist

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"

	"github.com/tamiz-project/tamiz/screening"
	"github.com/tamiz-project/tamiz/screening/feed"
	"github.com/tamiz-project/tamiz/screening/identifier"
)

// The user's own list is a table (CSV, XLSX, ODS) with the header below, in any order, only the name being required; or JSON
// Lines of screening.Entry. Several values stand in one cell with semicolons between.
//
//	id             stays the same from edition to edition, because decisions refer to it; made of the name where it is missing
//	kind           person, organization, vessel, aircraft; empty when unknown
//	name           the primary name
//	aliases        other names
//	weak_aliases   nicknames, never enough alone
//	former_names   names before
//	born           1965, 1965-03, 1965-03-02, 1960/1965, 1965~
//	gender         male, female
//	nationalities, countries   names or codes
//	identifiers    SCHEME:number or SCHEME/CC:number (VE-RIF:J298765434, PASSPORT/CO:AN123456), or bare numbers, then of unknown kind
//	addresses      as text
//	positions      offices held
//	effect         information (the default), asset_freeze, debarment, pep, ...: the words of screening.Effect
//	authority, programme, reason, source, remarks
//	status         the words of screening.Status; empty is in force
//	from, to       first and last day in force
//
// A cell that says something else than its column allows makes the row a bad record.
func ownList() *format {
	return &format{
		name: "own-table", title: "list of your own (table)", role: ownRole,
		list:  screening.List{ID: "own", Title: "Own list"},
		parse: parseOwnTable,
	}
}

func ownRole(s *sample) string {
	columns := headerOf(s, "name")
	known := 0
	for _, c := range ownColumns {
		if _, ok := columns[c]; ok {
			known++
		}
	}
	if columns == nil || known < 2 || known < len(columns)/2 {
		return ""
	}
	return "list"
}

var ownColumns = []string{
	"id", "kind", "name", "aliases", "weak aliases", "former names", "born", "gender", "nationalities", "countries", "identifiers", "addresses", "positions",
	"effect", "authority", "programme", "reason", "source", "remarks", "status", "from", "to",
}

func parseOwnTable(in *input, out *sink) error {
	for _, m := range in.members["list"] {
		for r := range in.table(m, out, "name") {
			if !ownRow(r, out) {
				return nil
			}
		}
	}
	return nil
}

func ownRow(r record, out *sink) bool {
	e, bad := ownEntry(r)
	if bad != nil {
		return out.bad(bad)
	}
	return out.entry(e, r.at())
}

// ownEntry reads a row; bad says which cell is wrong.
func ownEntry(r record) (e screening.Entry, bad *feed.RecordError) {
	c := &cells{record: r}
	e.ID, e.Kind = r.get("id"), screening.Kind(c.word("kind", "person", "organization", "vessel", "aircraft"))
	if e.ID == "" {
		e.ID = slug(r.get("name"))
	}
	named(&e, r.get("name"), screening.Primary)
	for _, t := range []struct {
		column string
		t      screening.NameType
	}{{"aliases", screening.Alias}, {"weak aliases", screening.WeakAlias}, {"former names", screening.Former}} {
		for text := range values(r.get(t.column)) {
			named(&e, text, t.t)
		}
	}
	for text := range values(r.get("born")) {
		e.Born = append(e.Born, c.date("born", text))
	}
	e.Gender = c.word("gender", "male", "female")
	e.Nationalities, e.Countries = c.countries("nationalities"), c.countries("countries")
	for text := range values(r.get("identifiers")) {
		e.Identifiers = append(e.Identifiers, c.number(text, append(e.Countries, "")))
	}
	for text := range values(r.get("addresses")) {
		e.Addresses = append(e.Addresses, screening.Address{Text: text})
	}
	for text := range values(r.get("positions")) {
		e.Positions = append(e.Positions, text)
	}
	e.Remarks = r.get("remarks")
	e.Designations = []screening.Designation{c.designation()}
	return e, c.bad
}

// cells reads the cells of a row and keeps the first mistake.
type cells struct {
	record
	bad *feed.RecordError
}

func (c *cells) wrong(column, reason string, args ...any) {
	if c.bad == nil {
		c.bad = c.record.bad(column, reason, args...)
	}
}

func (c *cells) word(column string, allowed ...string) string {
	text := strings.ToLower(c.get(column))
	if slices.Contains(allowed, text) {
		return text
	}
	if text != "" {
		c.wrong(column, "write one of %s, or nothing", strings.Join(allowed, ", "))
	}
	return ""
}

func (c *cells) date(column, text string) screening.Date {
	d, err := screening.ParseDate(text)
	if err != nil {
		c.wrong(column, "%v", err)
	}
	return d
}

func (c *cells) countries(column string) []string {
	var all []string
	for text := range values(c.get(column)) {
		code := country(text)
		if code == "" {
			c.wrong(column, "unknown country %q", text)
		}
		all = append(all, code)
	}
	return all
}

// number reads SCHEME:number; text without a colon is a number of unknown kind, of the first country of the row.
func (c *cells) number(text string, countries []string) identifier.ID {
	head, value, ok := strings.Cut(text, ":")
	if !ok {
		return number(otherNumber, countries[0], text)
	}
	scheme, code, placed := strings.Cut(strings.TrimSpace(head), "/")
	if placed && country(code) != code {
		c.wrong("identifiers", "%q is no country's alpha-2 code", code)
		return identifier.ID{}
	}
	id, err := identifier.Parse(identifier.Scheme(scheme), code, value)
	if err != nil && id == (identifier.ID{}) {
		c.wrong("identifiers", "unknown scheme %q; see identifier.Schemes", scheme)
	}
	return id
}

func (c *cells) designation() screening.Designation {
	d := screening.Designation{
		Authority: c.get("authority"), AuthorityKind: screening.Internal, Effect: screening.Information,
		Programme: c.get("programme"), Reason: c.get("reason"), Source: c.get("source"),
	}
	if effect := c.word("effect", "asset_freeze", "sectoral", "terrorist_designation", "debarment", "export_control", "travel_ban", "tax", "forced_labour", "pep", "information"); effect != "" {
		d.Effect = screening.Effect(effect)
	}
	d.Status = screening.Status(c.word("status", "presumed", "disproved", "definitive", "favourable", "delisted", "expired", "suspended", "annulled", "ended", "unconfirmed"))
	d.From, d.To = c.date("from", c.get("from")), c.date("to", c.get("to"))
	return d
}

// ownJSON reads JSON Lines of screening.Entry.
func ownJSON() *format {
	return &format{
		name: "own-jsonl", title: "list of your own (JSON Lines)", list: screening.List{ID: "own", Title: "Own list"},
		role: func(s *sample) string {
			line, _, _ := strings.Cut(s.text, "\n")
			if s.isJSON() && strings.Contains(line, `"names"`) && !strings.Contains(line, `"schema"`) {
				return "list"
			}
			return ""
		},
		parse: func(in *input, out *sink) error {
			for line, at := range in.lines(in.one("list"), out) {
				if !ownLine(line, at, out) {
					return nil
				}
			}
			return nil
		},
	}
}

func ownLine(line []byte, at feed.RecordError, out *sink) bool {
	var e screening.Entry
	d := json.NewDecoder(bytes.NewReader(line))
	d.DisallowUnknownFields()
	if err := d.Decode(&e); err != nil {
		return out.bad(badJSON(at, err))
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		at.Reason = "more than one JSON value on the line"
		return out.bad(&at)
	}
	if e.ID == "" && len(e.Names) > 0 {
		e.ID = slug(e.Names[0].Text)
	}
	if len(e.Designations) == 0 {
		e.Designations = []screening.Designation{{AuthorityKind: screening.Internal, Effect: screening.Information}}
	}
	return out.entry(e, at)
}

// readOwn reads a stream of either form. It is held whole, because its hash is part of the list.
func readOwn(r io.Reader, list screening.List) (*screening.Watchlist, error) {
	content, err := io.ReadAll(io.LimitReader(r, maxOwn+1))
	if err != nil {
		return nil, err
	}
	if len(content) > maxOwn {
		return nil, fmt.Errorf("list %q: more than %d bytes; put it into a file and Load it", list.ID, maxOwn)
	}
	sum := sha256.Sum256(content)
	list.SHA256, list.Format = hex.EncodeToString(sum[:]), "own-table"
	w := &screening.Watchlist{}
	var first error
	out := &sink{list: list, seen: map[uint64]int32{}, yield: func(e screening.Entry, err error) bool {
		if err != nil {
			first = err
			return false
		}
		w.Entries = append(w.Entries, e)
		return true
	}}
	out.list.Count, out.list.Bad = 0, 0
	text := bytes.TrimSpace(bytes.TrimPrefix(content, []byte("\ufeff")))
	if bytes.HasPrefix(text, []byte("{")) {
		out.list.Format = "own-jsonl"
		readOwnLines(text, list.ID, out)
	} else {
		readOwnRows(feed.CSV(bytes.NewReader(text), list.ID, 0), out)
	}
	if first = errors.Join(first, out.err); first != nil {
		return nil, first
	}
	w.List = out.finished()
	if w.Count == 0 {
		return nil, fmt.Errorf("list %q: no entry: an empty list is refused, because screening against it looks like a result", list.ID)
	}
	return w, nil
}

// maxOwn is the most a stream may hold: far above a list that people keep by hand.
const maxOwn = 256 << 20

func readOwnLines(text []byte, source string, out *sink) {
	n := 0
	for line := range bytes.Lines(text) {
		n++
		if line = bytes.TrimSpace(line); len(line) > 0 && !ownLine(line, feed.RecordError{Source: source, Line: n}, out) {
			return
		}
	}
}

func readOwnRows(rows iter.Seq2[feed.Row, error], out *sink) {
	var columns map[string]int
	for row, err := range rows {
		switch {
		case err != nil:
			out.fail(err)
			return
		case columns == nil:
			if columns = columnsOf(row.Cells, []string{"name"}); columns == nil {
				out.fail(row.Bad(-1, "", "the first row must be the header; it has no column %q", "name"))
				return
			}
		case !ownRow(record{Row: row, columns: columns}, out):
			return
		}
	}
}
