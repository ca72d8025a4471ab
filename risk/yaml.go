package risk

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
	"github.com/shopspring/decimal"
	"github.com/tamiz-project/tamiz/risk/fact"
)

// A DocumentError is one mistake in a methodology document. Line and Column count from 1.
type DocumentError struct {
	Line, Column int
	Message      string // a sentence that says what to do
}

func (e *DocumentError) Error() string {
	return fmt.Sprintf("line %d, column %d: %s", e.Line, e.Column, e.Message)
}

// A reader walks a YAML document and collects every mistake with its place, instead of stopping at the first.
type reader struct{ mistakes []error }

// maxDocument bounds the work one document can cause.
const maxDocument = 4 << 20

// parse returns the top of the document, nil when there is none.
func (r *reader) parse(document []byte) ast.Node {
	if len(document) > maxDocument {
		r.at(1, 1, "the document has %d bytes; a methodology has at most %d", len(document), maxDocument)
		return nil
	}
	file, err := parser.ParseBytes(document, 0, parser.AllowDuplicateMapKey())
	var syntax yaml.Error
	switch {
	case errors.As(err, &syntax) && syntax.GetToken() != nil:
		at := syntax.GetToken().Position
		r.at(at.Line, at.Column, "this is not YAML: %s; check quotes, brackets and indentation here", syntax.GetMessage())
		return nil
	case err != nil:
		r.at(1, 1, "this is not YAML: %v", err)
		return nil
	}
	var bodies []ast.Node
	for _, d := range file.Docs {
		if d.Body != nil && d.Body.Type() != ast.NullType {
			bodies = append(bodies, d.Body)
		}
	}
	switch {
	case len(bodies) == 0:
		r.at(1, 1, "the document is empty; write at least methodology, version, tiers and factors")
		return nil
	case len(bodies) > 1:
		r.fail(bodies[1], "a second document begins here; one file holds one methodology")
	}
	return bodies[0]
}

func (r *reader) at(line, column int, format string, args ...any) {
	r.mistakes = append(r.mistakes, &DocumentError{Line: max(line, 1), Column: max(column, 1), Message: fmt.Sprintf(format, args...)})
}

// fail records a mistake at a node.
func (r *reader) fail(n ast.Node, format string, args ...any) {
	line, column := place(n)
	r.at(line, column, format, args...)
}

func place(n ast.Node) (line, column int) {
	if m, ok := n.(*ast.MappingNode); ok && len(m.Values) > 0 {
		n = m.Values[0].Key
	}
	if s, ok := n.(*ast.SequenceNode); ok && !s.IsFlowStyle && len(s.Values) > 0 && s.Values[0] != nil {
		return place(s.Values[0])
	}
	if v, ok := n.(*ast.MappingValueNode); ok {
		n = v.Key
	}
	if n == nil || n.GetToken() == nil {
		return 1, 1
	}
	p := n.GetToken().Position
	return p.Line, p.Column
}

// A section is a mapping of the document: its keys are checked, its values are read by name.
type section struct {
	r      *reader
	node   ast.Node
	what   string
	values map[string]ast.Node
	keys   map[string]ast.Node
	order  []string
}

// section reads a mapping. With keys given, any other key is a mistake.
func (r *reader) section(n ast.Node, what string, allowed ...string) *section {
	s := &section{r: r, node: n, what: what, values: map[string]ast.Node{}, keys: map[string]ast.Node{}}
	if n == nil {
		return s
	}
	var pairs []*ast.MappingValueNode
	switch n := n.(type) {
	case *ast.MappingNode:
		pairs = n.Values
	case *ast.MappingValueNode:
		pairs = []*ast.MappingValueNode{n}
	default:
		r.fail(n, "%s must be a list of keys with values, like %s", what, hintFor(allowed))
		return s
	}
	for _, p := range pairs {
		s.add(p, allowed)
	}
	return s
}

func hintFor(allowed []string) string {
	if len(allowed) == 0 {
		return "LOW: 0"
	}
	return allowed[0] + ": ..."
}

func (s *section) add(p *ast.MappingValueNode, allowed []string) {
	key, ok := s.r.scalar(p.Key)
	switch {
	case !ok:
		s.r.fail(p.Key, "a key must be a plain word")
	case s.keys[key] != nil:
		s.r.fail(p.Key, "%q stands twice in %s; keep one of the two", key, s.what)
	case len(allowed) > 0 && !slices.Contains(allowed, key) && (p.Value == nil || p.Value.Type() == ast.NullType):
		s.r.fail(p.Key, "%q is not known in %s; if it belongs to the text before it, put that text in quotes, because of the comma", key, s.what)
	case len(allowed) > 0 && !slices.Contains(allowed, key):
		s.r.fail(p.Key, "%q is not known in %s; it may hold %s", key, s.what, strings.Join(allowed, ", "))
	default:
		s.keys[key], s.values[key] = p.Key, p.Value
		s.order = append(s.order, key)
	}
}

// has reports whether a key stands there with a value.
func (s *section) has(key string) bool {
	v := s.values[key]
	return v != nil && v.Type() != ast.NullType
}

// at returns the node to point at when a key's value is wrong or missing.
func (s *section) at(key string) ast.Node {
	if s.has(key) {
		return s.values[key]
	}
	if k := s.keys[key]; k != nil {
		return k
	}
	return s.node
}

// need records a mistake when a key is missing.
func (s *section) need(key, because string) bool {
	if !s.has(key) {
		s.r.fail(s.at(key), "%s has no %q; %s", s.what, key, because)
		return false
	}
	return true
}

// scalar returns the text of a plain value, exactly as written.
func (r *reader) scalar(n ast.Node) (string, bool) {
	switch n := n.(type) {
	case *ast.StringNode:
		return n.Value, true
	case *ast.LiteralNode:
		return strings.TrimRight(n.Value.Value, "\n"), true
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode:
		return n.GetToken().Value, true
	case *ast.AliasNode, *ast.AnchorNode, *ast.MergeKeyNode:
		r.fail(n, "anchors and aliases are not used here; write the value out, so that a reader sees it where it holds")
	}
	return "", false
}

// text reads a plain text, "" when the key is absent.
func (s *section) text(key string) string {
	if !s.has(key) {
		return ""
	}
	text, ok := s.r.scalar(s.values[key])
	if !ok {
		s.r.fail(s.values[key], "%q of %s must be a text", key, s.what)
	}
	return text
}

// number reads an exact decimal, or the default when the key is absent.
func (s *section) number(key string, absent decimal.Decimal) decimal.Decimal {
	if !s.has(key) {
		return absent
	}
	d, ok := s.r.number(s.values[key])
	if !ok {
		return absent
	}
	return d
}

func (r *reader) number(n ast.Node) (decimal.Decimal, bool) {
	text, _ := r.scalar(n)
	if v, err := decimalFromText(text); err == nil {
		return v, true
	}
	r.fail(n, "%q is not a number; write digits with a decimal point, like 0.40", text)
	return decimal.Decimal{}, false
}

// decimalFromText reads a plain decimal: no exponent, no separators, at most 30 characters.
func decimalFromText(text string) (decimal.Decimal, error) {
	if text == "" || len(text) > 30 || strings.Trim(text, "+-.0123456789") != "" {
		return decimal.Decimal{}, fmt.Errorf("%q is not a plain decimal", text)
	}
	return decimal.NewFromString(text)
}

// between reads a number and checks its bounds, both included.
func (s *section) between(key string, absent decimal.Decimal, low, high int64) decimal.Decimal {
	d := s.number(key, absent)
	if s.has(key) && (d.LessThan(decimal.NewFromInt(low)) || d.GreaterThan(decimal.NewFromInt(high))) {
		s.r.fail(s.values[key], "%q of %s is %s; it must lie between %d and %d", key, s.what, d, low, high)
		return absent
	}
	return d
}

// count reads a whole number that is not negative.
func (s *section) count(key string) int {
	if !s.has(key) {
		return 0
	}
	text, _ := s.r.scalar(s.values[key])
	n, err := strconv.Atoi(text)
	if err != nil || n < 0 || n > 100000 {
		s.r.fail(s.values[key], "%q of %s is %q; write a whole number, like 30", key, s.what, text)
		return 0
	}
	return n
}

// flag reads true or false.
func (s *section) flag(key string) bool {
	if !s.has(key) {
		return false
	}
	text, _ := s.r.scalar(s.values[key])
	if text != "true" && text != "false" {
		s.r.fail(s.values[key], "%q of %s is %q; write true or false", key, s.what, text)
	}
	return text == "true"
}

// items returns the values of a list; a single value is a list of one.
func (s *section) items(key string) []ast.Node {
	if !s.has(key) {
		return nil
	}
	if list, ok := s.values[key].(*ast.SequenceNode); ok {
		return list.Values
	}
	return []ast.Node{s.values[key]}
}

// words reads a list of plain texts.
func (s *section) words(key string) []string {
	var words []string
	for _, n := range s.items(key) {
		word, ok := s.r.scalar(n)
		if !ok {
			s.r.fail(n, "%q of %s must be a list of words, like [a, b]", key, s.what)
			continue
		}
		words = append(words, word)
	}
	return words
}

// label reads a text by language; a plain text is English.
func (s *section) label(key string) fact.Label {
	if !s.has(key) {
		return nil
	}
	return s.r.label(s.values[key], fmt.Sprintf("%q of %s", key, s.what))
}

func (r *reader) label(n ast.Node, what string) fact.Label {
	if text, ok := r.scalar(n); ok {
		return fact.Label{"en": text}
	}
	texts := r.section(n, what, "en", "es", "pt")
	label := fact.Label{}
	for _, lang := range texts.order {
		label[lang] = texts.text(lang)
	}
	return label
}
