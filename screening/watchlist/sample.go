package watchlist

import (
	"encoding/xml"
	"errors"
	"fmt"
	"regexp"
	"strings"

	"github.com/tamiz-project/tamiz/screening/feed"
)

// sampleBytes is how much of a file recognition looks at: all headers, and dozens of records.
const sampleBytes = 64 << 10

// sampleRows is how many rows of a table recognition looks at: titles, the header, some records.
const sampleRows = 25

// A sample is the beginning of one member, for recognising its format.
type sample struct {
	member *feed.Member
	text   string     // of anything but a workbook, at most sampleBytes
	root   xml.Name   // of XML
	attrs  []xml.Attr // of the root of XML
	rows   [][]string // of a table
	err    error      // why there are no rows
}

func samplesOf(f *feed.File) ([]*sample, error) {
	var all []*sample
	for _, m := range f.Members() {
		if strings.HasSuffix(m.Name(), ".provenance.json") {
			continue
		}
		s, err := sampleOf(m)
		if err != nil {
			return nil, err
		}
		all = append(all, s)
	}
	return all, nil
}

func sampleOf(m *feed.Member) (*sample, error) {
	s := &sample{member: m}
	if m.Kind() != "" {
		s.readRows()
		return s, s.err
	}
	head, err := m.Peek(sampleBytes)
	if err != nil {
		return nil, err
	}
	s.text = strings.TrimSpace(string(head))
	switch {
	case strings.HasPrefix(s.text, "<"):
		s.readRoot()
	case strings.HasPrefix(s.text, "{"), strings.HasPrefix(s.text, "["):
	default:
		s.readRows()
	}
	return s, nil
}

func (s *sample) readRows() {
	for row, err := range s.member.Rows() {
		var bad *feed.RecordError
		if err != nil && !errors.As(err, &bad) {
			s.err = err
			return
		}
		s.rows = append(s.rows, row.Cells)
		if len(s.rows) == sampleRows {
			return
		}
	}
}

var bareHTML = regexp.MustCompile(`(?i)^<(!doctype\s+html|html)\b`)

func (s *sample) readRoot() {
	if bareHTML.MatchString(s.text) {
		s.root.Local = "html"
		return
	}
	d := xml.NewDecoder(strings.NewReader(s.text))
	d.CharsetReader = func(_ string, in reader) (reader, error) { return in, nil }
	for {
		t, err := d.Token()
		if err != nil {
			return
		}
		if start, ok := t.(xml.StartElement); ok {
			s.root, s.attrs = start.Name, start.Attr
			return
		}
	}
}

// attr returns an attribute of the XML root.
func (s *sample) attr(name string) string {
	for _, a := range s.attrs {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// element returns the text of the first element of a name in the sample, for dates in the head of a list.
func (s *sample) element(name string) string {
	_, after, ok := strings.Cut(s.text, "<"+name+">")
	if !ok {
		return ""
	}
	text, _, _ := strings.Cut(after, "<")
	return strings.TrimSpace(text)
}

// what says in a user's words what a member looks like, for the error about an unknown format.
func (s *sample) what() string {
	switch {
	case s.root.Local == "html":
		return "an HTML page: a download that failed, or a page to log in"
	case s.root.Local != "":
		return fmt.Sprintf("XML with the root <%s> of namespace %q", s.root.Local, s.root.Space)
	case s.err != nil:
		return "a table that cannot be read: " + s.err.Error()
	case len(s.rows) > 0:
		return "a table that begins " + feed.Quote(strings.Join(s.rows[0], " | "))
	}
	return "text that begins " + feed.Quote(s.text)
}
