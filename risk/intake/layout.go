package intake

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/tamiz-project/tamiz/risk"
	"github.com/tamiz-project/tamiz/risk/fact"
	"github.com/tamiz-project/tamiz/screening/feed"
	"github.com/tamiz-project/tamiz/screening/identifier"
)

// headerWithin is how many rows are looked at for the header: exports put a title, a date and a logo above it, not a page.
const headerWithin = 30

// A layout is what was understood of one table.
type layout struct {
	sheet   string // source and sheet, as in errors
	header  int    // line of the header; 0 when there is none
	columns []column
	fixed   []fixed
	role    risk.Role // that the headers suggest
	facts   *fact.Dictionary
	groups  []*group
}

// A column is one column with what the whole file says about its cells.
type column struct {
	Column
	target target
	index  int
	stats  stats
}

// A fixed value is one that every row has, by the mapping.
type fixed struct {
	target target
	value  string
}

// A reader understands tables: the vocabulary, and what the options say.
type reader struct {
	words   *vocabulary
	mapping map[string]string
	options Options
	known   []identifier.Definition
	line    int // of the header, where the mapping says it
	none    bool
	asked   map[string]string // words of the names and questions of facts, to the name
	used    map[string]bool   // keys of the mapping that met a column
}

// find picks the header out of the first rows of a table: the row in which most cells are understood, the first of equals.
// It returns nil when no row has a column with names.
func (r *reader) find(rows []feed.Row) (*layout, error) {
	if len(rows) == 0 {
		return nil, nil
	}
	if r.none {
		return r.named(feed.Row{Source: rows[0].Source, Sheet: rows[0].Sheet, Cells: make([]string, width(rows))}, 0)
	}
	var best *layout
	for _, row := range rows {
		if r.line > 0 && row.Line != r.line {
			continue
		}
		l, err := r.named(row, row.Line)
		if err != nil {
			return nil, err
		}
		if l != nil && (best == nil || l.understood() > best.understood()) {
			best = l
		}
	}
	return best, nil
}

// named returns the layout that a row makes as a header, or nil when nothing in it is a name.
func (r *reader) named(row feed.Row, line int) (*layout, error) {
	l := &layout{sheet: place(row), header: line, facts: r.options.Dictionary}
	for i, cell := range row.Cells {
		c, role, err := r.column(i, cell)
		if err != nil {
			return nil, err
		}
		l.columns = append(l.columns, c)
		if c.target.holdsName() {
			l.role = cmp.Or(l.role, risk.Role(role))
		}
	}
	if !slices.ContainsFunc(l.columns, func(c column) bool { return c.target.holdsName() }) {
		return nil, nil
	}
	if err := r.fix(l); err != nil {
		return nil, err
	}
	l.assign()
	l.doubts()
	return l, nil
}

// column understands one header.
func (r *reader) column(i int, header string) (c column, role string, err error) {
	c = column{Column: Column{Header: strings.TrimSpace(header)}, index: i}
	field, mapped := r.mapped(i, c.Header)
	if mapped {
		c.target, err = r.words.parseTarget(field, r.options.Dictionary)
		if err != nil {
			return c, "", fmt.Errorf("mapping of column %q: %w", cmp.Or(c.Header, placeMark+strconv.Itoa(i+1)), err)
		}
		if c.Field = c.target.String(); c.target.attribute == attrIgnore {
			c.Field, c.Doubt = "", "not screened: the mapping says to ignore it"
		}
		return c, "", nil
	}
	p := r.words.parseHeader(c.Header)
	if t, doubt, ok := r.fact(c.Header, p); ok {
		c.target, c.Doubt = t, doubt
		if doubt == "" {
			c.Field = t.String()
		}
		return c, "", nil
	}
	if p.known {
		c.target, c.Field = p.target, p.target.String()
		return c, p.role, nil
	}
	c.Doubt = unknownDoubt(c.Header, p)
	return c, "", nil
}

// unknownDoubt says why a column is not screened.
func unknownDoubt(header string, p phrase) string {
	switch {
	case header == "":
		return "not screened: it has no header; a mapping can name it by its place"
	case p.buyer:
		return "not screened: it describes the contracting entity, not the counterparty"
	case p.plain:
		return "not screened: it holds no party"
	case p.odd != "" && p.attribute != "":
		return fmt.Sprintf("not screened: it may mean %q, but for the word %q; a mapping decides", p.target, p.odd)
	}
	return "not screened: nobody knows this header; a mapping can say what it holds"
}

func (r *reader) mapped(i int, header string) (field string, ok bool) {
	for _, key := range []string{header, placeMark + strconv.Itoa(i+1)} {
		if field, ok = r.mapping[key]; ok && key != "" && !r.isSetting(key) {
			r.used[key] = true
			return field, true
		}
	}
	for _, key := range slices.Sorted(maps.Keys(r.mapping)) {
		if header != "" && slices.Equal(words(key), words(header)) && !r.isSetting(key) {
			r.used[key] = true
			return r.mapping[key], true
		}
	}
	return "", false
}

// isSetting reports whether a key of the mapping is no header.
func (r *reader) isSetting(key string) bool {
	return strings.HasPrefix(key, fixedMark) || (key == headerKey && (r.line > 0 || r.none))
}

// fact looks for a fact whose name or question is the header. What the vocabulary understands as a party comes first, unless
// the header is the name of the fact to the letter.
func (r *reader) fact(header string, p phrase) (t target, doubt string, ok bool) {
	if header == "" || r.options.Dictionary == nil {
		return target{}, "", false
	}
	def, exact := r.options.Dictionary.Lookup(header)
	if !exact {
		name, asked := r.asked[normalWords(header)]
		if !asked || p.known {
			return target{}, "", false
		}
		def, _ = r.options.Dictionary.Lookup(name)
	}
	if def.Derived {
		return target{}, fmt.Sprintf("not used: tamiz computes the fact %s, a file cannot set it", def.Name), true
	}
	return target{attribute: attrFact, fact: def.Name}, "", true
}

// askedBy indexes the facts by the words of their names and questions.
func askedBy(d *fact.Dictionary) map[string]string {
	if d == nil {
		return nil
	}
	out := map[string]string{}
	for _, def := range d.Definitions() {
		out[normalWords(def.Name)] = def.Name
		for _, question := range def.Question {
			out[normalWords(question)] = def.Name
		}
	}
	return out
}

func normalWords(text string) string { return strings.Join(words(text), " ") }

// fix adds the values that the mapping gives to every row.
func (r *reader) fix(l *layout) error {
	for _, key := range slices.Sorted(maps.Keys(r.mapping)) {
		value, ok := strings.CutPrefix(key, fixedMark)
		if !ok {
			continue
		}
		t, err := r.words.parseTarget(r.mapping[key], r.options.Dictionary)
		if err != nil {
			return fmt.Errorf("mapping of %q: %w", key, err)
		}
		r.used[key] = true
		l.fixed = append(l.fixed, fixed{target: t, value: strings.TrimSpace(value)})
	}
	return nil
}

// doubts says which columns meet in one field.
func (l *layout) doubts() {
	first := map[string]string{}
	for i := range l.columns {
		c := &l.columns[i]
		if c.Field == "" || c.target.attribute == attrIgnore {
			continue
		}
		before, twice := first[c.Field]
		switch {
		case c.target.relation != "" && unusedBeside(c.target.attribute):
			c.Field, c.Doubt = "", fmt.Sprintf("not used: tamiz keeps no %s of a party beside the counterparty", c.target.attribute)
		case !twice:
			first[c.Field] = c.Header
		case c.target.attribute == attrName:
			c.Doubt = fmt.Sprintf("like column %q; where the two differ, both names are screened", before)
		case single(c.target.attribute):
			c.Doubt = fmt.Sprintf("not used where column %q has a value, which is taken first", before)
		}
	}
}

// unusedBeside reports whether an attribute is kept of the counterparty only.
func unusedBeside(attribute string) bool {
	return slices.Contains([]string{attrRole, attrGender, attrOperations, attrFormer, attrBirthplace}, attribute)
}

// single reports whether a party has one value of an attribute.
func single(attribute string) bool {
	return slices.Contains([]string{attrID, attrRole, attrKind, attrIDType, attrShare, attrGender, attrFact}, attribute)
}

// understood counts the columns with a field.
func (l *layout) understood() int {
	n := 0
	for _, c := range l.columns {
		if c.Field != "" {
			n++
		}
	}
	return n
}

func width(rows []feed.Row) int {
	n := 0
	for _, row := range rows {
		n = max(n, len(row.Cells))
	}
	return n
}

// place names the table of a row as errors do.
func place(row feed.Row) string {
	if row.Sheet != "" {
		return row.Source + "#" + row.Sheet
	}
	return row.Source
}
