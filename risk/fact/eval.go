package fact

import (
	"slices"
	"strings"

	"github.com/tamiz-project/tamiz/screening"
)

// A boolean is a compiled condition or a part of one.
type boolean interface{ eval(env) truth }

type (
	constant bool
	yesNo    struct{ leaf *leaf }
	not      struct{ of boolean }
	and      struct{ left, right boolean }
	or       struct{ left, right boolean }
	same     struct{ left, right boolean } // two yes/no compared
)

func (c constant) eval(env) truth { return truthOf(bool(c)) }
func (n not) eval(e env) truth    { return n.of.eval(e).not() }

func (y yesNo) eval(e env) truth {
	v, t := e.value(y.leaf)
	if t == isTrue {
		return truthOf(v.yes)
	}
	return t
}

func (a and) eval(e env) truth {
	left := a.left.eval(e)
	if left == isFalse {
		return isFalse
	}
	return min(left, a.right.eval(e))
}

func (o or) eval(e env) truth {
	left := o.left.eval(e)
	if left == isTrue {
		return isTrue
	}
	return left.or(o.right.eval(e))
}

func (s same) eval(e env) truth {
	left, right := s.left.eval(e), s.right.eval(e)
	if t := both(left, right); t != isTrue {
		return t
	}
	return truthOf(left == right)
}

// An order is a comparison of numbers or days.
type order uint8

const (
	equal order = iota
	unequal
	less
	lessOrEqual
	greater
	greaterOrEqual
)

func (o order) holds(c int) truth {
	switch o {
	case equal:
		return truthOf(c == 0)
	case unequal:
		return truthOf(c != 0)
	case less:
		return truthOf(c < 0)
	case lessOrEqual:
		return truthOf(c <= 0)
	case greater:
		return truthOf(c > 0)
	}
	return truthOf(c >= 0)
}

// A numeric is an expression with a number.
type numeric interface{ num(env) (number, truth) }

type (
	literal    struct{ value number }
	quantity   struct{ leaf *leaf }
	negative   struct{ of numeric }
	arithmetic struct {
		op          byte
		left, right numeric
	}
	compareNumbers struct {
		order       order
		left, right numeric
	}
	numberIn struct {
		of   numeric
		list []number
	}
)

func (l literal) num(env) (number, truth) { return l.value, isTrue }

func (q quantity) num(e env) (number, truth) {
	v, t := e.value(q.leaf)
	return v.number, t
}

func (n negative) num(e env) (number, truth) {
	v, t := n.of.num(e)
	return v.negate(), t
}

func (a arithmetic) num(e env) (number, truth) {
	left, lt := a.left.num(e)
	right, rt := a.right.num(e)
	if t := both(lt, rt); t != isTrue {
		return number{}, t
	}
	switch a.op {
	case '+':
		return left.add(right), isTrue
	case '-':
		return left.add(right.negate()), isTrue
	}
	return left.multiply(right), isTrue
}

func (c compareNumbers) eval(e env) truth {
	left, lt := c.left.num(e)
	right, rt := c.right.num(e)
	if t := both(lt, rt); t != isTrue {
		return t
	}
	return c.order.holds(left.compare(right))
}

func (n numberIn) eval(e env) truth {
	v, t := n.of.num(e)
	if t != isTrue {
		return t
	}
	return truthOf(slices.ContainsFunc(n.list, func(x number) bool { return v.compare(x) == 0 }))
}

// A word is a text fact or, without a leaf, a quoted word.
type word struct {
	leaf *leaf
	text string
}

func (w word) get(e env) (string, truth) {
	if w.leaf == nil {
		return w.text, isTrue
	}
	v, t := e.value(w.leaf)
	if t != isTrue {
		return "", t
	}
	return v.texts[0], isTrue
}

type (
	compareWords struct {
		left, right word
		different   bool
	}
	startsWith struct{ of, prefix word }
	wordIn     struct {
		of   word
		list []string
	}
	wordInFact struct {
		of   word
		leaf *leaf
	}
)

func (c compareWords) eval(e env) truth {
	left, lt := c.left.get(e)
	right, rt := c.right.get(e)
	if t := both(lt, rt); t != isTrue {
		return t
	}
	return truthOf((left == right) != c.different)
}

func (s startsWith) eval(e env) truth {
	text, tt := s.of.get(e)
	prefix, pt := s.prefix.get(e)
	if t := both(tt, pt); t != isTrue {
		return t
	}
	return truthOf(strings.HasPrefix(text, prefix))
}

func (w wordIn) eval(e env) truth {
	text, t := w.of.get(e)
	if t != isTrue {
		return t
	}
	return truthOf(slices.Contains(w.list, text))
}

func (w wordInFact) eval(e env) truth {
	text, tt := w.of.get(e)
	v, vt := e.value(w.leaf)
	if t := both(tt, vt); t != isTrue {
		return t
	}
	return truthOf(slices.Contains(v.texts, text))
}

// A when is a date fact or, without a leaf, a quoted day.
type when struct {
	leaf *leaf
	day  screening.Date
}

func (w when) get(e env) (screening.Date, truth) {
	if w.leaf == nil {
		return w.day, isTrue
	}
	v, t := e.value(w.leaf)
	return v.day, t
}

type compareDays struct {
	order       order
	left, right when
}

// eval compares two dates that may be known only to the month or the year: the outcome is unknown unless it is the same
// for every day they can mean. A date that its source calls approximate decides nothing.
func (c compareDays) eval(e env) truth {
	left, lt := c.left.get(e)
	right, rt := c.right.get(e)
	if t := both(lt, rt); t != isTrue {
		return t
	}
	if left.IsCirca() || right.IsCirca() {
		return isUnknown
	}
	lowest, highest := left.First().Compare(right.Last()), left.Last().Compare(right.First())
	if lowest == highest {
		return c.order.holds(lowest)
	}
	first := c.order.holds(lowest)
	for between := lowest + 1; between <= highest; between++ {
		if c.order.holds(between) != first {
			return isUnknown
		}
	}
	return first
}
