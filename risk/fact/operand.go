package fact

import (
	"slices"
	"strings"

	"github.com/expr-lang/expr/ast"
	"github.com/tamiz-project/tamiz/screening"
)

// An operand is one side of a comparison, typed. Exactly one of its fields is set beside typ.
type operand struct {
	typ   Type
	at    ast.Node
	bool  boolean
	num   numeric
	word  word
	when  when
	leaf  *leaf    // of a text or texts fact
	vocab []string // closed vocabulary of that fact
}

// operand compiles one side of a comparison. A quoted text is a Word until it meets a date.
func (c *compiler) operand(n ast.Node) (operand, error) {
	o := operand{at: n}
	switch n := n.(type) {
	case *ast.IntegerNode, *ast.FloatNode:
		v, err := c.literal(n)
		o.typ, o.num = Quantity, literal{v}
		return o, err
	case *ast.StringNode:
		o.typ, o.word = Word, word{text: n.Value}
		return o, nil
	case *ast.BoolNode:
		o.typ, o.bool = YesNo, constant(n.Value)
		return o, nil
	case *ast.IdentifierNode, *ast.MemberNode:
		l, err := c.leaf(n)
		if err != nil {
			return o, err
		}
		return c.factOperand(o, l), nil
	case *ast.UnaryNode:
		if n.Operator == "-" || n.Operator == "+" {
			return c.negative(o, n)
		}
	case *ast.BinaryNode:
		if strings.Contains("+-*/%**^", n.Operator) {
			return c.arithmetic(o, n)
		}
	case *ast.ArrayNode:
		return o, c.errorAt(n.Location(), "a list stands only after in: payment.method in [\"cash\", \"crypto\"]")
	case *ast.CallNode, *ast.BuiltinNode, *ast.ConditionalNode, *ast.NilNode:
		return o, c.noBoolean(n)
	}
	b, err := c.boolean(n)
	o.typ, o.bool = YesNo, b
	return o, err
}

func (c *compiler) factOperand(o operand, l *leaf) operand {
	def, _ := c.dict.Lookup(l.name)
	o.typ, o.leaf, o.vocab = l.typ, l, def.Values
	switch l.typ {
	case YesNo:
		o.bool = yesNo{l}
	case Quantity:
		o.num = quantity{l}
	case Date:
		o.when = when{leaf: l}
	case Word:
		o.word = word{leaf: l}
	}
	return o
}

// literal reads a number from the source itself: the parser has passed it through floating point.
func (c *compiler) literal(n ast.Node) (number, error) {
	at := n.Location()
	text := strings.ReplaceAll(string(c.source[at.From:at.To]), "_", "")
	d, err := parseDecimal(text)
	if err != nil {
		return number{}, c.errorAt(at, err.Error())
	}
	return newNumber(d), nil
}

func (c *compiler) negative(o operand, n *ast.UnaryNode) (operand, error) {
	of, err := c.number(n.Node)
	o.typ, o.num = Quantity, of
	if value, ok := of.(literal); ok && n.Operator == "-" {
		o.num = literal{value.value.negate()}
	} else if n.Operator == "-" {
		o.num = negative{of}
	}
	return o, err
}

func (c *compiler) arithmetic(o operand, n *ast.BinaryNode) (operand, error) {
	if !slices.Contains([]string{"+", "-", "*"}, n.Operator) {
		return o, c.errorAt(n.Location(), quote(n.Operator)+" is not used in conditions; multiply the other side instead, so that the result stays exact")
	}
	left, err := c.number(n.Left)
	if err != nil {
		return o, err
	}
	right, err := c.number(n.Right)
	o.typ, o.num = Quantity, arithmetic{n.Operator[0], left, right}
	return o, err
}

func (c *compiler) number(n ast.Node) (numeric, error) {
	o, err := c.operand(n)
	if err == nil && o.typ != Quantity {
		err = c.errorAt(n.Location(), "only numbers can be added and multiplied, and this is a "+string(o.typ))
	}
	return o.num, err
}

func orderOf(operator string) order {
	return order(slices.Index([]string{"==", "!=", "<", "<=", ">", ">="}, operator))
}

// comparison compiles ==, !=, <, <=, >, >=.
func (c *compiler) comparison(n *ast.BinaryNode) (boolean, error) {
	left, err := c.operand(n.Left)
	if err != nil {
		return nil, err
	}
	right, err := c.operand(n.Right)
	if err != nil {
		return nil, err
	}
	if left.typ == Date || right.typ == Date {
		return c.compareDays(n, left, right)
	}
	if left.typ != right.typ || left.typ == Words {
		return nil, c.errorAt(n.Location(), c.mismatch(left, right))
	}
	order := orderOf(n.Operator)
	switch {
	case left.typ == Quantity:
		return compareNumbers{order, left.num, right.num}, nil
	case order > unequal:
		return nil, c.errorAt(n.Location(), quote(n.Operator)+" needs numbers or days; a "+string(left.typ)+" can only be == or != another")
	case left.typ == YesNo && order == equal:
		return same{left.bool, right.bool}, nil
	case left.typ == YesNo:
		return not{same{left.bool, right.bool}}, nil
	}
	if err := c.vocabulary(left, right); err != nil {
		return nil, err
	}
	return compareWords{left.word, right.word, order == unequal}, nil
}

func (c *compiler) mismatch(left, right operand) string {
	for _, pair := range [][2]operand{{left, right}, {right, left}} {
		if pair[0].typ == Words {
			return quote(pair[0].leaf.name) + ` holds several texts; ask "word" in ` + pair[0].leaf.name
		}
		if pair[0].typ == Quantity && pair[1].typ == Word && pair[1].leaf == nil {
			return "a number is compared with the quoted word " + quote(pair[1].word.text) + "; write the number without quotes"
		}
	}
	return "a " + string(left.typ) + " cannot be compared with a " + string(right.typ) + "; both sides must be of one type"
}

func (c *compiler) compareDays(n *ast.BinaryNode, left, right operand) (boolean, error) {
	l, err := c.day(left)
	if err != nil {
		return nil, err
	}
	r, err := c.day(right)
	return compareDays{orderOf(n.Operator), l, r}, err
}

// day turns an operand that meets a date into one.
func (c *compiler) day(o operand) (when, error) {
	if o.typ == Date {
		return o.when, nil
	}
	if o.typ != Word || o.leaf != nil {
		return when{}, c.errorAt(o.at.Location(), "a date is compared with a "+string(o.typ)+`; compare it with a quoted day, like "2025-07-25", or another date`)
	}
	day, err := screening.ParseDate(o.word.text)
	if err != nil || !day.IsDay() {
		return when{}, c.errorAt(o.at.Location(), quote(o.word.text)+` is not a whole day; write it like "2025-07-25"`)
	}
	return when{day: day}, nil
}

// vocabulary checks a quoted word against the vocabulary of the fact it meets.
func (c *compiler) vocabulary(a, b operand) error {
	for _, pair := range [][2]operand{{a, b}, {b, a}} {
		fact, text := pair[0], pair[1]
		if fact.leaf == nil || text.leaf != nil || len(fact.vocab) == 0 || slices.Contains(fact.vocab, text.word.text) {
			continue
		}
		return c.errorAt(text.at.Location(), quote(text.word.text)+" is not a value of "+quote(fact.leaf.name)+"; its values are "+
			strings.Join(fact.vocab, ", ")+didYouMean(text.word.text, fact.vocab))
	}
	return nil
}

// in compiles "x in list", "x in texts" and its mirror "texts contains x".
func (c *compiler) in(n *ast.BinaryNode, item, list ast.Node) (boolean, error) {
	of, err := c.operand(item)
	if err != nil {
		return nil, err
	}
	if array, ok := list.(*ast.ArrayNode); ok && n.Operator == "in" {
		return c.inList(of, array)
	}
	in, err := c.operand(list)
	if err != nil {
		return nil, err
	}
	if of.typ != Word || in.typ != Words {
		return nil, c.errorAt(n.Location(), "write fact "+`in ["a", "b"], or "a" in a fact that holds texts`)
	}
	return wordInFact{of.word, in.leaf}, c.vocabulary(in, of)
}

func (c *compiler) inList(of operand, array *ast.ArrayNode) (boolean, error) {
	if len(array.Nodes) == 0 {
		return nil, c.errorAt(array.Location(), "the list is empty, so nothing is in it; put values in it")
	}
	if of.typ != Word && of.typ != Quantity {
		return nil, c.errorAt(of.at.Location(), "only a text or a number can be in a list, and this is a "+string(of.typ))
	}
	var words []string
	var numbers []number
	for _, n := range array.Nodes {
		o, err := c.operand(n)
		if err != nil {
			return nil, err
		}
		value, isNumber := o.num.(literal)
		if o.typ != of.typ || o.leaf != nil || (of.typ == Quantity && !isNumber) {
			return nil, c.errorAt(n.Location(), "the list must hold plain values, each a "+string(of.typ))
		}
		if err := c.vocabulary(of, o); err != nil {
			return nil, err
		}
		words, numbers = append(words, o.word.text), append(numbers, value.value)
	}
	if of.typ == Quantity {
		return numberIn{of.num, numbers}, nil
	}
	return wordIn{of.word, words}, nil
}

func (c *compiler) startsWith(n *ast.BinaryNode) (boolean, error) {
	of, err := c.operand(n.Left)
	if err != nil {
		return nil, err
	}
	prefix, err := c.operand(n.Right)
	if err != nil {
		return nil, err
	}
	if of.typ != Word || prefix.typ != Word {
		return nil, c.errorAt(n.Location(), `startsWith needs two texts: sector startsWith "46"`)
	}
	return startsWith{of.word, prefix.word}, nil
}
