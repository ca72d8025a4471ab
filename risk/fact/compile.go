package fact

import (
	"errors"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/expr-lang/expr/ast"
	"github.com/expr-lang/expr/file"
	"github.com/expr-lang/expr/parser"
)

// maxSource bounds a condition: the longest that an officer can still read, many times over.
const maxSource = 4096

// Compile checks a condition: names, types, vocabulary. scope is "" or the table whose rows it is asked of. The error is a
// *SyntaxError.
func (d *Dictionary) Compile(source, scope string) (*Condition, error) {
	c := &compiler{dict: d, scope: scope, source: []rune(source), cond: &Condition{source: source}}
	if err := c.compile(source); err != nil {
		return nil, err
	}
	return c.cond, nil
}

// A compiler turns the tree of expr's parser into ours.
type compiler struct {
	dict   *Dictionary
	scope  string
	source []rune
	cond   *Condition
}

func (c *compiler) compile(source string) error {
	switch {
	case len(source) > maxSource:
		return &SyntaxError{1, 1, "the condition is too long; make several rules of it"}
	case !utf8.ValidString(source):
		return &SyntaxError{1, 1, "the condition is not UTF-8 text; save the file as UTF-8"}
	case strings.TrimSpace(source) == "":
		return &SyntaxError{1, 1, "the condition is empty; write what must hold, like cash_share >= 0.30"}
	}
	tree, err := parser.Parse(source)
	if err != nil {
		return c.unreadable(err)
	}
	root, err := c.boolean(tree.Node)
	if err != nil {
		return err
	}
	c.cond.root = root
	for _, l := range c.cond.leaves {
		c.cond.names = append(c.cond.names, l.name)
	}
	slices.Sort(c.cond.names)
	c.cond.names = slices.Compact(c.cond.names)
	return nil
}

// errorAt points at a character of the source.
func (c *compiler) errorAt(at file.Location, message string) error {
	e := &SyntaxError{Line: 1, Column: 1, Message: message}
	for _, r := range c.source[:min(at.From, len(c.source))] {
		e.Column++
		if r == '\n' {
			e.Line, e.Column = e.Line+1, 1
		}
	}
	return e
}

// unreadable turns an error of expr's parser into a sentence for an officer.
func (c *compiler) unreadable(err error) error {
	var e *file.Error
	if !errors.As(err, &e) {
		return &SyntaxError{1, 1, "the condition cannot be read: " + err.Error()}
	}
	rest := strings.TrimSpace(string(c.source[min(e.From, len(c.source)):]))
	found, _, _ := strings.Cut(rest, " ")
	hints := map[string]string{
		"AND": "and", "And": "and", "y": "and", "OR": "or", "Or": "or", "o": "or", "NOT": "not", "Not": "not", "IN": "in", "=": "==", "<>": "!=", "=>": ">=", "=<": "<=",
	}
	switch {
	case strings.Contains(e.Message, "not terminated"):
		return c.errorAt(e.Location, "a quoted word does not end; close its quotes")
	case rest == "" || strings.Contains(e.Message, "EOF"):
		return c.errorAt(file.Location{From: len(c.source)}, "the condition ends too early: something must follow the last word")
	case hints[found] != "":
		return c.errorAt(e.Location, "write "+hints[found]+" instead of "+found)
	case strings.ContainsAny(found, "“”„«»‘’"):
		return c.errorAt(e.Location, `write straight quotes: "cash"`)
	case strings.Contains(e.Message, "integer") || strings.Contains(e.Message, "float"):
		return c.errorAt(e.Location, "the number "+found+" is too large or not plain digits; write it like 1250.50")
	}
	return c.errorAt(e.Location, "cannot read the condition from "+quote(found)+
		" on; it is made of facts, numbers, quoted words and days, joined by and, or, not, ==, !=, <, <=, >, >=, in")
}

func quote(s string) string { return `"` + s + `"` }

// boolean compiles a node that must be true or false.
func (c *compiler) boolean(n ast.Node) (boolean, error) {
	switch n := n.(type) {
	case *ast.BoolNode:
		return constant(n.Value), nil
	case *ast.IdentifierNode, *ast.MemberNode:
		l, err := c.leaf(n)
		if err != nil {
			return nil, err
		}
		if l.typ != YesNo {
			return nil, c.errorAt(n.Location(), quote(l.name)+" is a "+string(l.typ)+", not a yes/no fact; compare it with something")
		}
		return yesNo{l}, nil
	case *ast.UnaryNode:
		if n.Operator == "not" || n.Operator == "!" {
			of, err := c.boolean(n.Node)
			return not{of}, err
		}
	case *ast.BinaryNode:
		return c.binary(n)
	}
	return nil, c.noBoolean(n)
}

func (c *compiler) noBoolean(n ast.Node) error {
	switch n.(type) {
	case *ast.CallNode, *ast.BuiltinNode:
		return c.errorAt(n.Location(), "a condition has no functions; put what must be computed into a fact of its own")
	case *ast.IntegerNode, *ast.FloatNode, *ast.StringNode:
		return c.errorAt(n.Location(), "a number or a word alone is neither true nor false; compare it with a fact")
	}
	return c.errorAt(n.Location(), "this is neither true nor false; write a comparison or a yes/no fact, joined by and, or, not")
}

func (c *compiler) binary(n *ast.BinaryNode) (boolean, error) {
	switch n.Operator {
	case "and", "&&", "or", "||":
		left, err := c.boolean(n.Left)
		if err != nil {
			return nil, err
		}
		right, err := c.boolean(n.Right)
		if n.Operator == "and" || n.Operator == "&&" {
			return and{left, right}, err
		}
		return or{left, right}, err
	case "in":
		return c.in(n, n.Left, n.Right)
	case "contains":
		return c.in(n, n.Right, n.Left)
	case "startsWith":
		return c.startsWith(n)
	case "==", "!=", "<", "<=", ">", ">=":
		return c.comparison(n)
	}
	return nil, c.errorAt(n.Location(), quote(n.Operator)+
		" is not used in conditions; use and, or, not, ==, !=, <, <=, >, >=, in, contains, startsWith, +, -, *")
}

// leaf resolves a name.
func (c *compiler) leaf(n ast.Node) (*leaf, error) {
	name := nameOf(n)
	if name == "" {
		return nil, c.errorAt(n.Location(), "a fact is a name, or a table, a dot and a name: payment.method")
	}
	at := n.Location()
	if m, ok := n.(*ast.MemberNode); ok {
		at = m.Node.Location()
	}
	def, ok := c.dict.Lookup(name)
	switch scope := Scope(name); {
	case !ok:
		return nil, c.errorAt(at, quote(name)+" is not a fact of the dictionary; define it under facts, or put it in quotes if it is a word"+
			didYouMean(name, c.dict.names()))
	case def.Type == Rows:
		return nil, c.errorAt(at, quote(name)+" is a table; name one of its facts, like "+name+".x")
	case scope != "" && scope != c.scope:
		return nil, c.errorAt(at, quote(name)+" is asked of each "+scope+"; write each: "+scope+" beside the condition")
	}
	l := &leaf{name: name, typ: def.Type, stage: def.Stage, inRow: Scope(name) != ""}
	c.cond.leaves = append(c.cond.leaves, l)
	return l, nil
}

// nameOf returns the dotted name of a node, "" when it is not one.
func nameOf(n ast.Node) string {
	switch n := n.(type) {
	case *ast.IdentifierNode:
		return n.Value
	case *ast.MemberNode:
		property, ok := n.Property.(*ast.StringNode)
		if parent := nameOf(n.Node); ok && parent != "" && !n.Optional && !n.Method {
			return parent + "." + property.Value
		}
	}
	return ""
}
