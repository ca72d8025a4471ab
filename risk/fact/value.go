package fact

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"
	"github.com/tamiz-project/tamiz/screening"
)

// A Value is the value of a fact with where it comes from. The zero Value is unknown.
type Value struct {
	state  state
	typ    Type
	yes    bool
	number number
	day    screening.Date
	texts  []string
	origin Origin
}

type state uint8

const (
	unknown state = iota
	known
	notApplicable
)

// An Origin says who told us, and when.
type Origin struct {
	Source string         `json:"source,omitempty"`
	Date   screening.Date `json:"date,omitzero"`
}

// Yes is the answer yes to a yes/no fact.
func Yes() Value { return Value{state: known, typ: YesNo, yes: true} }

// No is the answer no to a yes/no fact.
func No() Value { return Value{state: known, typ: YesNo} }

// Bool is Yes or No.
func Bool(yes bool) Value { return Value{state: known, typ: YesNo, yes: yes} }

// Number is a quantity in the unit of the fact's definition, exact.
func Number(d decimal.Decimal) Value {
	return Value{state: known, typ: Quantity, number: newNumber(d)}
}

// Text is one word. The empty text is a known empty word; for "nobody said", use Unknown.
func Text(s string) Value { return Value{state: known, typ: Word, texts: []string{s}} }

// Texts is a set of words, possibly none.
func Texts(s ...string) Value { return Value{state: known, typ: Words, texts: slices.Clone(s)} }

// Day is a date; the zero Date is unknown.
func Day(d screening.Date) Value {
	if d.IsZero() {
		return Unknown()
	}
	return Value{state: known, typ: Date, day: d}
}

// Unknown is what nobody told us. It is the zero Value.
func Unknown() Value { return Value{} }

// NotApplicable says that the question does not arise: the flight hours of a bakery.
func NotApplicable() Value { return Value{state: notApplicable} }

// From returns v with its origin.
func (v Value) From(o Origin) Value {
	v.origin = o
	return v
}

// Origin says who told us, and when.
func (v Value) Origin() Origin { return v.origin }

// Known reports whether the value is known.
func (v Value) Known() bool { return v.state == known }

// Applies reports whether the question arises at all. An unknown value applies.
func (v Value) Applies() bool { return v.state != notApplicable }

// Type returns the type of a known value, else "".
func (v Value) Type() Type { return v.typ }

// Decimal returns the number of a known quantity.
func (v Value) Decimal() (d decimal.Decimal, ok bool) {
	return v.number.decimal(), v.typ == Quantity
}

// Words returns the word or words of a known text.
func (v Value) Words() []string { return slices.Clone(v.texts) }

// Date returns the date of a known date.
func (v Value) Date() (d screening.Date, ok bool) { return v.day, v.typ == Date }

// Truth returns the answer to a known yes/no fact.
func (v Value) Truth() (yes, ok bool) { return v.yes, v.typ == YesNo }

// Equal reports whether two values say the same, whoever said it. 1.50 and 1.5 are the same number.
func (v Value) Equal(other Value) bool {
	return v.state == other.state && v.typ == other.typ && v.yes == other.yes && v.number.compare(other.number) == 0 &&
		v.day == other.day && slices.Equal(v.texts, other.texts)
}

// String returns the text form that Dictionary.Parse reads back: yes, no, 125000, cash, TBA; DARIEN, 2026-01, ?, n/a.
func (v Value) String() string {
	switch {
	case v.state == unknown:
		return "?"
	case v.state == notApplicable:
		return "n/a"
	}
	switch v.typ {
	case YesNo:
		if v.yes {
			return "yes"
		}
		return "no"
	case Quantity:
		return v.number.decimal().String()
	case Date:
		return v.day.String()
	}
	return strings.Join(v.texts, "; ")
}

// A Set holds facts by name. A name that is absent is unknown.
type Set map[string]Value

// A Table holds rows of one scope: payments, places, owners. Complete says that there are no others; an empty complete
// table means "there are none", an empty incomplete one "nobody told us".
type Table struct {
	Complete bool  `json:"complete"`
	Rows     []Row `json:"rows"`
}

// A Row is one record with an id to cite as evidence.
type Row struct {
	ID    string `json:"id"`
	Facts Set    `json:"facts"`
}

// A Label is a text by language; a YAML scalar is English.
type Label map[string]string

// In returns the text in a language, else in English, else "".
func (l Label) In(lang string) string {
	if text, ok := l[lang]; ok {
		return text
	}
	return l["en"]
}
