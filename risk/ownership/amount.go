package ownership

import (
	"cmp"
	"math"

	"github.com/shopspring/decimal"
)

const (
	scale = 8                  // decimals of a unit
	unit  = int64(100_000_000) // units in one percent
	whole = 100 * unit         // units in 100 %

	// maxStakes keeps the sum of the stakes of one graph, each of at most 100 %, inside an int64.
	maxStakes int64 = math.MaxInt64 / whole / 2
)

// An amount is one bound of a share, or of a sum of shares: units, and what does not fit into them.
type amount struct {
	units int64
	frac  *decimal.Decimal // in percent; nil is nothing
	open  bool             // the bound itself is not reached
}

// amountOf splits a decimal exactly.
func amountOf(d decimal.Decimal, open bool) amount {
	units, exact := unitsOf(d)
	if exact {
		return amount{units: units, open: open}
	}
	frac := d.Sub(decimal.New(units, -scale))
	return amount{units: units, frac: &frac, open: open}
}

func (a amount) add(b amount) amount {
	sum := amount{units: a.units + b.units, open: a.open || b.open}
	switch {
	case a.frac == nil:
		sum.frac = b.frac
	case b.frac == nil:
		sum.frac = a.frac
	default:
		frac := a.frac.Add(*b.frac)
		sum.frac = &frac
	}
	return sum
}

func (a amount) cmp(b amount) int {
	if a.frac == nil && b.frac == nil {
		return cmp.Compare(a.units, b.units)
	}
	return a.decimal().Cmp(b.decimal())
}

func (a amount) larger(b amount) amount {
	c := a.cmp(b)
	if c > 0 || c == 0 && a.open {
		return a
	}
	return b
}

func (a amount) decimal() decimal.Decimal {
	d := decimal.New(a.units, -scale)
	if a.units%unit == 0 {
		d = decimal.New(a.units/unit, 0)
	}
	if a.frac != nil {
		d = d.Add(*a.frac)
	}
	return d
}

// unitsOf returns a percentage in units, rounded towards zero, and whether that is all of it.
func unitsOf(d decimal.Decimal) (int64, bool) {
	const digits = 18               // an int64 holds them
	const absurd = 1_000_000 * unit // percent that no unit needs to hold
	shift := int(d.Exponent()) + scale
	if d.NumDigits() > digits || shift > digits || shift < -digits {
		return hugeUnits(d, shift), d.IsZero()
	}
	units := d.CoefficientInt64()
	for ; shift > 0; shift-- {
		if units > absurd || units < -absurd {
			return 0, false
		}
		units *= 10
	}
	exact := true
	for ; shift < 0; shift++ {
		exact = exact && units%10 == 0
		units /= 10
	}
	return units, exact
}

// hugeUnits serves numbers of very many digits: those after the point are cut, those before it leave no units.
func hugeUnits(d decimal.Decimal, shift int) int64 {
	if shift > 0 || d.NumDigits()+shift > 18 {
		return 0
	}
	return d.Shift(scale).IntPart()
}

// parseUnits reads the plain forms, 50 and 33.3333, without making a decimal: a national register has a million of them.
func parseUnits(text string) (int64, bool) {
	var units int64
	decimals, digits := -1, 0
	for _, c := range []byte(text) {
		switch {
		case c == '.' && decimals < 0:
			decimals = 0
		case c < '0' || c > '9' || digits > 12 || decimals == scale:
			return 0, false
		default:
			units, digits = units*10+int64(c-'0'), digits+1
			if decimals >= 0 {
				decimals++
			}
		}
	}
	for range scale - max(decimals, 0) {
		units *= 10
	}
	return units, digits > 0 && digits <= 10
}
