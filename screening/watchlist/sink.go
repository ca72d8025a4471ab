package watchlist

import (
	"errors"
	"fmt"
	"hash/fnv"
	"slices"
	"strings"

	"github.com/tamiz-project/tamiz/screening"
	"github.com/tamiz-project/tamiz/screening/feed"
	"github.com/tamiz-project/tamiz/screening/identifier"
)

// A sink takes what a parser reads, completes each entry, and counts.
type sink struct {
	list    screening.List
	max     int // bad records tolerated
	yield   func(screening.Entry, error) bool
	seen    map[uint64]int32 // hash of id -> times seen
	tally   []*tally
	named   map[string]string // countries met so far: a list names the same few over and over
	err     error             // ends the sequence
	stopped bool              // the consumer has left
}

// A tally is a kind of anomaly that lost nothing, with its first examples.
type tally struct {
	text     string
	examples []string
	n        int
}

// entry completes an entry and passes it on. It returns false when the parser should stop.
func (s *sink) entry(e screening.Entry, at feed.RecordError) bool {
	complete(&e)
	if len(e.Names) == 0 && len(e.Identifiers) == 0 {
		at.ID, at.Reason = e.ID, "a record without a name and without an identifier; nothing could be found by it"
		return s.bad(&at)
	}
	e.List = s.list.ID
	e.ID = s.unique(e.ID)
	s.list.Count++
	return s.pass(e, nil)
}

// bad passes on a record that could not be parsed, unless there are too many.
func (s *sink) bad(err *feed.RecordError) bool {
	if s.err != nil || s.stopped {
		return false
	}
	s.list.Bad++
	if !s.pass(screening.Entry{}, err) {
		return false
	}
	if s.list.Bad > s.max {
		s.err = fmt.Errorf("%s: %d bad records, %d are tolerated (Options.MaxBad)", err.Source, s.list.Bad, s.max)
		return false
	}
	return true
}

func (s *sink) pass(e screening.Entry, err error) bool {
	if s.err != nil || s.stopped {
		return false
	}
	s.stopped = !s.yield(e, err)
	return !s.stopped
}

// fail ends the sequence; it returns false, as a parser's loop needs it.
func (s *sink) fail(err error) bool {
	if s.err == nil {
		s.err = err
	}
	return false
}

// where is a position without a line.
func (s *sink) where(source string) feed.RecordError { return feed.RecordError{Source: source} }

// unread counts a piece of text that stays as remark because nobody understood it.
func (s *sink) unread() { s.list.Unread++ }

// note counts an anomaly that lost nothing.
func (s *sink) note(text, example string) {
	i := slices.IndexFunc(s.tally, func(t *tally) bool { return t.text == text })
	if i < 0 {
		i = len(s.tally)
		s.tally = append(s.tally, &tally{text: text})
	}
	t := s.tally[i]
	t.n++
	if len(t.examples) < 5 && example != "" && !slices.Contains(t.examples, example) {
		t.examples = append(t.examples, example)
	}
}

// unique returns the id, or for an id that was there before the id with its count: "2677#2".
func (s *sink) unique(id string) string {
	h := fnv.New64a()
	h.Write([]byte(id))
	key := h.Sum64()
	s.seen[key]++
	n := s.seen[key]
	if n == 1 {
		return id
	}
	if id == "" {
		s.note("entries without an id, numbered in the order of the file", "")
	} else {
		s.note("an id that stands on several parties; all are kept, the later ones with #2, #3", id)
	}
	return fmt.Sprintf("%s#%d", id, n)
}

// finished returns the list with its notes.
func (s *sink) finished() screening.List {
	for _, t := range s.tally {
		text := t.text
		if t.n > 1 || len(t.examples) == 0 {
			text = fmt.Sprintf("%s (%d times)", text, t.n)
		}
		if len(t.examples) > 0 {
			text += ": " + strings.Join(t.examples, ", ")
			if t.n > len(t.examples) {
				text += ", ..."
			}
		}
		s.list.Notes = append(s.list.Notes, text)
	}
	return s.list
}

// complete drops what says nothing and what is said twice.
func complete(e *screening.Entry) {
	e.Names = slices.DeleteFunc(e.Names, func(n screening.Name) bool { return strings.TrimSpace(n.Text) == "" })
	e.Names = distinctFunc(e.Names, sameName)
	e.Identifiers = distinct(slices.DeleteFunc(e.Identifiers, func(id identifier.ID) bool { return isNoNumber(e, id) }))
	e.Born, e.Died, e.Founded = distinct(e.Born), distinct(e.Died), distinct(e.Founded)
	e.Countries, e.Nationalities = distinct(e.Countries), distinct(e.Nationalities)
	e.Positions, e.URLs = distinct(e.Positions), distinct(e.URLs)
	e.Addresses = distinct(e.Addresses)
	e.Birthplaces = distinct(e.Birthplaces)
	e.Links = distinct(e.Links)
	e.Remarks = strings.TrimSpace(e.Remarks)
}

// isNoNumber moves a text that stands where a number is expected, and holds none, to the remarks: "Uganda Passport".
func isNoNumber(e *screening.Entry, id identifier.ID) bool {
	switch id.Scheme {
	case identifier.Passport, identifier.NationalID, identifier.TaxID, identifier.Registration, identifier.License, "":
	default:
		return id.Value == ""
	}
	if id.Check() != identifier.Malformed {
		return false
	}
	remark(e, joined(" ", string(id.Scheme), id.Value))
	return true
}

func sameName(a, b screening.Name) bool {
	return a.Text == b.Text && (a.Type == b.Type || a.Type == screening.Primary)
}

// distinct drops zero values and repetitions and keeps the order.
func distinct[T comparable](all []T) []T {
	var zero T
	return distinctFunc(slices.DeleteFunc(all, func(v T) bool { return v == zero }), func(a, b T) bool { return a == b })
}

func distinctFunc[T any](all []T, same func(a, b T) bool) []T {
	if len(all) == 0 {
		return nil
	}
	out := all[:0]
	for _, v := range all {
		if !slices.ContainsFunc(out, func(w T) bool { return same(w, v) }) {
			out = append(out, v)
		}
	}
	return out
}

// final makes sure that the last error of a sequence is not taken for that of one record.
func final(err error) error {
	var bad *feed.RecordError
	if errors.As(err, &bad) {
		return errors.New(err.Error())
	}
	return err
}
