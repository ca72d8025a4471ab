package watchlist

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"

	"github.com/tamiz-project/tamiz/screening/feed"
)

type reader = io.Reader

// A node is one element of a record. It is valid until the next record is read.
type node struct {
	name string
	attr []xml.Attr
	text string
	kids []*node
}

// records yields the outermost elements of the given names, each with its content, reading the member as a stream.
// The position is where the element begins. It stops after an error, which is in out.err then.
func (in *input) records(m *feed.Member, out *sink, names ...string) iter.Seq2[*node, feed.RecordError] {
	return func(yield func(*node, feed.RecordError) bool) {
		d, closer, err := m.XML()
		if err != nil {
			out.fail(err)
			return
		}
		defer closer.Close()
		r := &xmlReader{d: d, names: names}
		for {
			n, err := r.next()
			if errors.Is(err, io.EOF) {
				return
			}
			line, column := r.line, r.column
			if err != nil {
				line, column = d.InputPos()
				out.fail(fmt.Errorf("%s:%d:%d: %w", m.Source(), line, column, err))
				return
			}
			if !yield(n, feed.RecordError{Source: m.Source(), Line: line, Column: column}) {
				return
			}
		}
	}
}

// An xmlReader builds one record at a time from raw tokens, which are read faster than translated ones. It checks itself what
// raw tokens leave unchecked: that end tags match and that the root was closed.
type xmlReader struct {
	d      *xml.Decoder
	names  []string
	open   []string // names of the elements around the current position
	rooted bool
	pool   []*node
	used   int
	line   int
	column int
}

// next returns the next record, or io.EOF after the end of the root.
func (r *xmlReader) next() (*node, error) {
	r.used = 0
	for {
		t, err := r.d.RawToken()
		if err != nil {
			return nil, r.end(err)
		}
		switch t := t.(type) {
		case xml.StartElement:
			if r.rooted && len(r.open) == 0 {
				return nil, fmt.Errorf("<%s> after the end of the list", t.Name.Local)
			}
			r.rooted = true
			if r.wanted(t.Name.Local) {
				r.line, r.column = r.d.InputPos()
				return r.build(t)
			}
			r.open = append(r.open, t.Name.Local)
		case xml.EndElement:
			if err := r.close(t.Name.Local); err != nil {
				return nil, err
			}
		case xml.Directive:
			return nil, errors.New("a document type declaration, which no official list has: refused")
		}
	}
}

func (r *xmlReader) wanted(name string) bool {
	return slices.Contains(r.names, name)
}

func (r *xmlReader) end(err error) error {
	if !errors.Is(err, io.EOF) {
		return err
	}
	if len(r.open) > 0 {
		return fmt.Errorf("the file ends inside <%s>: it is cut off", r.open[len(r.open)-1])
	}
	if !r.rooted {
		return errors.New("no XML element in the file")
	}
	return io.EOF
}

func (r *xmlReader) close(name string) error {
	if len(r.open) == 0 || r.open[len(r.open)-1] != name {
		return fmt.Errorf("</%s> where another element is open", name)
	}
	r.open = r.open[:len(r.open)-1]
	return nil
}

// build reads to the end of an element that has begun.
func (r *xmlReader) build(start xml.StartElement) (*node, error) {
	top := r.node(start)
	path := make([]*node, 1, 16)
	path[0] = top
	for len(path) > 0 {
		t, err := r.d.RawToken()
		if err != nil {
			if errors.Is(err, io.EOF) {
				err = fmt.Errorf("the file ends inside <%s>: it is cut off", path[len(path)-1].name)
			}
			return nil, err
		}
		parent := path[len(path)-1]
		switch t := t.(type) {
		case xml.StartElement:
			kid := r.node(t)
			parent.kids = append(parent.kids, kid)
			path = append(path, kid)
		case xml.EndElement:
			if t.Name.Local != parent.name {
				return nil, fmt.Errorf("</%s> where <%s> is open", t.Name.Local, parent.name)
			}
			path = path[:len(path)-1]
		case xml.CharData:
			parent.addText(t)
		case xml.Directive:
			return nil, errors.New("a document type declaration inside a record: refused")
		}
	}
	return top, nil
}

func (n *node) addText(t xml.CharData) {
	i := 0
	for i < len(t) && (t[i] == ' ' || t[i] == '\n' || t[i] == '\r' || t[i] == '\t') {
		i++
	}
	if i == len(t) {
		return
	}
	text := strings.TrimRight(string(t[i:]), " \r\n\t")
	if n.text != "" {
		text = n.text + " " + text
	}
	n.text = text
}

// node takes a node from the pool.
func (r *xmlReader) node(start xml.StartElement) *node {
	if r.used == len(r.pool) {
		r.pool = append(r.pool, new(node))
	}
	n := r.pool[r.used]
	r.used++
	n.name, n.attr, n.text, n.kids = start.Name.Local, start.Attr, "", n.kids[:0]
	return n
}

// get returns an attribute.
func (n *node) get(attr string) string {
	if n == nil {
		return ""
	}
	for _, a := range n.attr {
		if a.Name.Local == attr {
			return a.Value
		}
	}
	return ""
}

// child returns the first element at a path, or nil.
func (n *node) child(path ...string) *node {
	for _, name := range path {
		if n = n.first(name); n == nil {
			return nil
		}
	}
	return n
}

func (n *node) first(name string) *node {
	if n == nil {
		return nil
	}
	for _, k := range n.kids {
		if k.name == name {
			return k
		}
	}
	return nil
}

// value returns the text of the first element at a path, or "".
func (n *node) value(path ...string) string {
	if n = n.child(path...); n == nil {
		return ""
	}
	return n.text
}

// each yields the elements at a path, taking every branch.
func (n *node) each(path ...string) iter.Seq[*node] {
	return func(yield func(*node) bool) { n.walk(path, yield) }
}

func (n *node) walk(path []string, yield func(*node) bool) bool {
	if n == nil {
		return true
	}
	for _, k := range n.kids {
		if k.name != path[0] {
			continue
		}
		if len(path) == 1 {
			if !yield(k) {
				return false
			}
		} else if !k.walk(path[1:], yield) {
			return false
		}
	}
	return true
}
