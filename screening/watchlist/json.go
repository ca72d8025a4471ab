package watchlist

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"

	"github.com/tamiz-project/tamiz/screening/feed"
)

// lines yields the lines of a member that hold one JSON object each. A line that does not is a bad record.
func (in *input) lines(m *feed.Member, out *sink) iter.Seq2[[]byte, feed.RecordError] {
	return func(yield func([]byte, feed.RecordError) bool) {
		for row, err := range m.Lines() {
			var bad *feed.RecordError
			switch {
			case errors.As(err, &bad):
				if !out.bad(bad) {
					return
				}
				continue
			case err != nil:
				out.fail(err)
				return
			}
			line := strings.TrimSpace(row.Cell(0))
			if line != "" && !yield([]byte(line), feed.RecordError{Source: row.Source, Line: row.Line}) {
				return
			}
		}
	}
}

// badJSON words what encoding/json found.
func badJSON(at feed.RecordError, err error) *feed.RecordError {
	at.Reason, at.Err = "not the JSON of a record", err
	return &at
}

// elements yields the elements of the arrays that stand under the given names in one JSON document, at any depth above them,
// without holding the document. after is called with every other scalar member of the objects on the way.
func (in *input) elements(m *feed.Member, out *sink, after func(name string, value any), names ...string) iter.Seq2[json.RawMessage, feed.RecordError] {
	return func(yield func(json.RawMessage, feed.RecordError) bool) {
		r, err := m.Text()
		if err != nil {
			out.fail(err)
			return
		}
		defer r.Close()
		w := &walker{d: json.NewDecoder(&recordGuard{r: r}), names: names, after: after, source: m.Source(), yield: yield}
		if err := w.value(""); err != nil && !errors.Is(err, errStopped) {
			out.fail(fmt.Errorf("%s: after %d bytes: %w", m.Source(), w.d.InputOffset(), err))
		}
	}
}

var errStopped = errors.New("stopped")

// A walker goes through a JSON document token by token.
type walker struct {
	d      *json.Decoder
	names  []string
	after  func(string, any)
	source string
	yield  func(json.RawMessage, feed.RecordError) bool
	n      int
	depth  int
}

const maxJSONDepth = 64

func (w *walker) value(name string) error {
	t, err := w.d.Token()
	if errors.Is(err, io.EOF) {
		return io.ErrUnexpectedEOF
	}
	if err != nil {
		return err
	}
	if w.depth++; w.depth > maxJSONDepth {
		return fmt.Errorf("values nested more than %d deep", maxJSONDepth)
	}
	defer func() { w.depth-- }()
	switch t {
	case json.Delim('{'):
		return w.object()
	case json.Delim('['):
		return w.array(name)
	}
	if w.after != nil {
		w.after(name, t)
	}
	return nil
}

func (w *walker) object() error {
	for w.d.More() {
		key, err := w.d.Token()
		if err != nil {
			return err
		}
		name, _ := key.(string)
		if err := w.value(name); err != nil {
			return err
		}
	}
	_, err := w.d.Token()
	return err
}

func (w *walker) array(name string) error {
	wanted := slices.Contains(w.names, name)
	for w.d.More() {
		if !wanted {
			if err := w.value(""); err != nil {
				return err
			}
			continue
		}
		var element json.RawMessage
		if err := w.d.Decode(&element); err != nil {
			return err
		}
		w.n++
		if !w.yield(element, feed.RecordError{Source: w.source, Field: fmt.Sprintf("%s[%d]", name, w.n-1)}) {
			return errStopped
		}
	}
	_, err := w.d.Token()
	return err
}

// A recordGuard refuses a stream in which nothing but one string comes for longer than any record, before it eats the
// memory of the decoder that waits for its end.
type recordGuard struct {
	r      io.Reader
	quoted bool
	escape bool
	length int
}

const maxJSONText = 16 << 20

func (g *recordGuard) Read(p []byte) (int, error) {
	n, err := g.r.Read(p)
	for rest := p[:n]; len(rest) > 0; {
		if !g.quoted {
			i := bytes.IndexByte(rest, '"')
			if i < 0 {
				break
			}
			g.quoted, g.length, rest = true, 0, rest[i+1:]
			continue
		}
		rest = g.inText(rest)
		if g.length > maxJSONText {
			return 0, fmt.Errorf("JSON text longer than %d bytes", maxJSONText)
		}
	}
	return n, err
}

func (g *recordGuard) inText(rest []byte) []byte {
	for i, c := range rest {
		switch {
		case g.escape:
			g.escape = false
		case c == '\\':
			g.escape = true
		case c == '"':
			g.quoted = false
			return rest[i+1:]
		}
		g.length++
	}
	return nil
}

// nodeOf turns a JSON object into a node as the XML of the same structure would be: an array is an element repeated.
func nodeOf(raw json.RawMessage) (*node, error) {
	var object map[string]any
	d := json.NewDecoder(bytes.NewReader(raw))
	d.UseNumber()
	if err := d.Decode(&object); err != nil {
		return nil, err
	}
	return nodeFrom("record", object), nil
}

func nodeFrom(name string, v any) *node {
	n := &node{name: name}
	object, ok := v.(map[string]any)
	if !ok {
		if v != nil {
			n.text = strings.TrimSpace(fmt.Sprint(v))
		}
		return n
	}
	for _, key := range sortedKeys(object) {
		n.kids = append(n.kids, kidsFrom(key, object[key])...)
	}
	return n
}

// kidsFrom makes the elements of one member. A scalar in an array stands in a <VALUE>, as the UN's schema has it.
func kidsFrom(key string, v any) []*node {
	all, ok := v.([]any)
	if !ok {
		return []*node{nodeFrom(key, v)}
	}
	var kids []*node
	for _, item := range all {
		kid := nodeFrom(key, item)
		if kid.text != "" {
			kid.kids = append(kid.kids, &node{name: "VALUE", text: kid.text})
		}
		kids = append(kids, kid)
	}
	return kids
}
