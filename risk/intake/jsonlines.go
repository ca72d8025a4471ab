package intake

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/tamiz-project/tamiz/risk"
	"github.com/tamiz-project/tamiz/risk/fact"
	"github.com/tamiz-project/tamiz/screening"
	"github.com/tamiz-project/tamiz/screening/countries"
	"github.com/tamiz-project/tamiz/screening/feed"
)

var (
	jsonStart = regexp.MustCompile(`^\s*(\{\s*("|\}|$)|\[\s*(\{|\]|$))`)
	ocdsKey   = regexp.MustCompile(`"(releases|records|ocid|publishedDate)"\s*:`)
)

// isJSON reports whether a member starts as a JSON object or an array of objects does. A CSV cell may start with a brace, but
// not go on with a quote.
func isJSON(head []byte) bool { return jsonStart.Match(bytes.TrimPrefix(head, []byte("\ufeff"))) }

// openJSON tells OCDS from Counterparties by a key that only the one has, and reads the member once: one in which nothing
// can be read is an error.
func (r *reader) openJSON(m *feed.Member, head []byte) (format, error) {
	var f format
	switch {
	case ocdsKey.Match(head):
		f = &ocds{r: r, m: m}
	default:
		f = &jsonLines{r: r, m: m, array: bytes.HasPrefix(bytes.TrimSpace(head), []byte("["))}
	}
	good, failed := 0, error(nil)
	f.read(func(_ risk.Counterparty, _ int, err error) bool {
		var bad *feed.RecordError
		switch {
		case err == nil:
			good++
		case !errors.As(err, &bad) || failed == nil:
			failed = err
		}
		return true
	})
	var bad *feed.RecordError
	if failed != nil && !errors.As(failed, &bad) {
		return nil, failed
	}
	if good == 0 {
		return nil, errors.Join(fmt.Errorf("%s: no counterparty in it could be read", m.Source()), failed)
	}
	return f, nil
}

// jsonLines is one Counterparty as JSON per line, or an array of them.
type jsonLines struct {
	r     *reader
	m     *feed.Member
	array bool
}

func (f *jsonLines) source() string { return f.m.Source() }

func (f *jsonLines) columns() []Column { return nil }

func (f *jsonLines) where(line int) string {
	if f.array {
		return fmt.Sprintf("record %d", line)
	}
	return fmt.Sprintf("line %d", line)
}

func (f *jsonLines) read(yield func(risk.Counterparty, int, error) bool) bool {
	for row, err := range f.records() {
		var c risk.Counterparty
		if err == nil {
			c, err = f.parse(row)
		}
		var bad *feed.RecordError
		if !yield(c, row.Line, err) || err != nil && !errors.As(err, &bad) {
			return false
		}
	}
	return true
}

// records returns the text of one record per row.
func (f *jsonLines) records() iter.Seq2[feed.Row, error] {
	if f.array {
		return elements(f.m, func(dec *json.Decoder) error { return open(dec, '[') })
	}
	return f.m.Lines()
}

// elements yields the elements of the array that start has entered.
func elements(m *feed.Member, start func(*json.Decoder) error) iter.Seq2[feed.Row, error] {
	return func(yield func(feed.Row, error) bool) {
		text, err := m.Text()
		if err != nil {
			yield(feed.Row{}, err)
			return
		}
		defer text.Close()
		dec := json.NewDecoder(text)
		if err := start(dec); err != nil {
			yield(feed.Row{}, fmt.Errorf("%s: %w", m.Source(), err))
			return
		}
		for n := 1; dec.More(); n++ {
			var raw json.RawMessage
			if err := dec.Decode(&raw); err != nil {
				yield(feed.Row{}, fmt.Errorf("%s: record %d, byte %d: %w", m.Source(), n, dec.InputOffset(), cut(err)))
				return
			}
			if !yield(feed.Row{Source: m.Source(), Line: n, Cells: []string{string(raw)}}, nil) {
				return
			}
		}
		if _, err := dec.Token(); err != nil {
			yield(feed.Row{}, fmt.Errorf("%s: byte %d: %w", m.Source(), dec.InputOffset(), cut(err)))
		}
	}
}

// open reads one opening bracket.
func open(dec *json.Decoder, want json.Delim) error {
	t, err := dec.Token()
	if err == nil && t != want {
		return fmt.Errorf("expected %q, found %v", want.String(), t)
	}
	return err
}

// parse reads one record and checks what the types of JSON do not.
func (f *jsonLines) parse(row feed.Row) (risk.Counterparty, error) {
	text := row.Cell(0)
	c := risk.Counterparty{Role: f.r.options.Role}
	dec := json.NewDecoder(strings.NewReader(text))
	dec.DisallowUnknownFields() // a misspelt field would be data that nobody looked at
	err := dec.Decode(&c)
	if err == nil {
		if _, more := dec.Token(); more != io.EOF { //nolint:errorlint // the end itself
			err = errors.New("more than one object on the line")
		}
	}
	if err != nil {
		return c, &feed.RecordError{Source: row.Source, Line: row.Line, Value: text, Reason: "not a counterparty as JSON: " + plainJSON(err)}
	}
	if c.Role == "" {
		c.Role = risk.Supplier
	}
	if field, value, reason := f.r.fault(c); reason != "" {
		return c, &feed.RecordError{Source: row.Source, Line: row.Line, ID: c.ID, Field: field, Value: value, Reason: reason}
	}
	return c, nil
}

// plainJSON says an error of encoding/json without the names of Go types.
func plainJSON(err error) string {
	var wrong *json.UnmarshalTypeError
	switch {
	case errors.As(err, &wrong):
		return fmt.Sprintf("%s holds a JSON %s where something else belongs", feed.Quote(wrong.Field), wrong.Value)
	case errors.Is(err, io.ErrUnexpectedEOF):
		return "it ends in the middle"
	}
	return strings.TrimPrefix(err.Error(), "json: ")
}

// fault says what is wrong with a counterparty that came as data.
func (r *reader) fault(c risk.Counterparty) (field, value, reason string) {
	if len(c.Names) == 0 || r.words.isBlank(c.Names[0].Text) {
		return "names", "", "no name, so nobody can be searched for"
	}
	if !slices.Contains([]risk.Role{risk.Supplier, risk.Customer, risk.Partner}, c.Role) {
		return "role", string(c.Role), "write supplier, customer or partner"
	}
	parties := []screening.Party{c.Party}
	for _, rel := range c.Related {
		if len(rel.Names) == 0 && len(rel.Identifiers) == 0 {
			return "related", string(rel.Relation), "a related party without name and number cannot be searched for"
		}
		parties = append(parties, rel.Party)
	}
	for _, p := range parties {
		for _, code := range slices.Concat(p.Countries, p.Nationalities) {
			if known, ok := countries.Parse(code); !ok || known != code {
				return "countries", code, "write the two letters of ISO 3166, as in PE"
			}
		}
		if !slices.Contains([]screening.Kind{screening.Unknown, screening.Person, screening.Organization, screening.Vessel, screening.Aircraft}, p.Kind) {
			return "kind", string(p.Kind), "write person, organization, vessel or aircraft"
		}
	}
	return r.faultyFact(c)
}

// faultyFact finds a fact that the methodology does not define, or that it computes itself.
func (r *reader) faultyFact(c risk.Counterparty) (field, value, reason string) {
	if r.options.Dictionary == nil {
		return "", "", ""
	}
	sets := []fact.Set{c.Facts}
	for _, name := range slices.Sorted(maps.Keys(c.Tables)) {
		for _, row := range c.Tables[name].Rows {
			sets = append(sets, row.Facts)
		}
	}
	for _, set := range sets {
		for _, name := range slices.Sorted(maps.Keys(set)) {
			def, ok := r.options.Dictionary.Lookup(name)
			switch {
			case !ok:
				return "facts", name, "the methodology defines no such fact"
			case def.Derived:
				return "facts", name, "tamiz computes this fact, a file cannot set it"
			}
		}
	}
	return "", "", ""
}
