package fact

import (
	"fmt"
	"iter"
	"slices"
)

// An Outcome is the value of a condition. "and": false, else unknown, else not applicable, else true.
// "or": true, else unknown, else not applicable, else false. "not" swaps true and false. Any other operator on an operand
// that is not applicable is not applicable, else on an unknown operand unknown.
type Outcome string

const (
	True       Outcome = "true"
	False      Outcome = "false"
	Undecided  Outcome = "unknown"
	Irrelevant Outcome = "not_applicable"
)

// A SyntaxError is a mistake in a condition; Line and Column count from 1, columns in characters.
type SyntaxError struct {
	Line, Column int
	Message      string // a sentence that says what to do
}

func (e *SyntaxError) Error() string {
	return fmt.Sprintf("line %d, column %d: %s", e.Line, e.Column, e.Message)
}

// A Condition is a compiled condition; immutable, safe for concurrent use.
type Condition struct {
	source string
	root   boolean
	leaves []*leaf
	names  []string
}

// Eval evaluates the condition over the facts of the counterparty and, in a scope, of one row; a fact that the row does not
// give is looked for among those of the counterparty. It cannot fail, and allocates nothing unless numbers beyond six
// decimals or an int64 of millionths are compared. A fact whose value has another type than its definition is unknown.
func (c *Condition) Eval(party, row Set) Outcome { return c.EvalAt(party, row, lastStage) }

// lastStage is beyond every stage: each fact is asked.
const lastStage = int(^uint(0) >> 1)

// EvalAt is Eval at a stage of diligence: an unknown fact that is first asked at a later stage is not applicable. A fact
// that is known counts at every stage.
func (c *Condition) EvalAt(party, row Set, stage int) Outcome {
	return c.root.eval(env{party, row, stage}).outcome()
}

// Unknowns yields the facts that are unknown at a stage: what to ask when Eval is undecided.
func (c *Condition) Unknowns(party, row Set, stage int) iter.Seq[string] {
	return func(yield func(string) bool) {
		e := env{party, row, stage}
		for i, name := range c.names {
			leaf := c.leaves[slices.IndexFunc(c.leaves, func(l *leaf) bool { return l.name == c.names[i] })]
			if _, t := e.value(leaf); t == isUnknown && !yield(name) {
				return
			}
		}
	}
}

// Facts returns the names it refers to, sorted.
func (c *Condition) Facts() []string { return slices.Clone(c.names) }

// String returns the source.
func (c *Condition) String() string { return c.source }

// A truth is an Outcome as a small number, in the order that "and" prefers.
type truth uint8

const (
	isFalse truth = iota
	isUnknown
	isIrrelevant
	isTrue
)

func (t truth) outcome() Outcome {
	return [...]Outcome{False, Undecided, Irrelevant, True}[t]
}

func truthOf(yes bool) truth {
	if yes {
		return isTrue
	}
	return isFalse
}

func (t truth) not() truth {
	switch t {
	case isTrue:
		return isFalse
	case isFalse:
		return isTrue
	}
	return t
}

// or is the mirror of and, so that De Morgan's laws hold.
func (t truth) or(other truth) truth { return min(t.not(), other.not()).not() }

// both is the state of an operator on two operands: isTrue when both are known.
func both(a, b truth) truth {
	switch {
	case a == isIrrelevant || b == isIrrelevant:
		return isIrrelevant
	case a == isUnknown || b == isUnknown:
		return isUnknown
	}
	return isTrue
}

// An env is what a condition is evaluated over.
type env struct {
	party, row Set
	stage      int
}

// A leaf is a fact in a condition.
type leaf struct {
	name  string
	typ   Type
	stage int
	inRow bool
}

// value returns the value of a fact and whether it is known (isTrue), unknown or irrelevant.
func (e env) value(l *leaf) (Value, truth) {
	var v Value
	ok := false
	if l.inRow {
		v, ok = e.row[l.name]
	}
	if !ok {
		v = e.party[l.name]
	}
	switch {
	case v.state == notApplicable:
		return v, isIrrelevant
	case v.state == known && v.typ == l.typ:
		return v, isTrue
	case l.stage > e.stage:
		return v, isIrrelevant
	}
	return v, isUnknown
}
