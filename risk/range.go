package risk

import "github.com/shopspring/decimal"

// Arithmetic on the three figures at once. Everything is exact but share, the one place where tamiz divides, and rounded,
// what a compounding factor has reached.

func uniform(d decimal.Decimal) Range { return Range{d, d, d} }

func (r Range) add(o Range) Range {
	if o.isZero() {
		return r
	}
	if r.isZero() {
		return o
	}
	return Range{r.Low.Add(o.Low), r.Point.Add(o.Point), r.High.Add(o.High)}
}

func (r Range) sub(o Range) Range {
	return Range{r.Low.Sub(o.Low), r.Point.Sub(o.Point), r.High.Sub(o.High)}
}

func (r Range) times(d decimal.Decimal) Range {
	if r.isZero() {
		return r
	}
	return Range{r.Low.Mul(d), r.Point.Mul(d), r.High.Mul(d)}
}

func (r Range) max(o Range) Range {
	return Range{larger(r.Low, o.Low), larger(r.Point, o.Point), larger(r.High, o.High)}
}

func (r Range) min(o Range) Range {
	return Range{smaller(r.Low, o.Low), smaller(r.Point, o.Point), smaller(r.High, o.High)}
}

func (r Range) isZero() bool { return r.Low.IsZero() && r.Point.IsZero() && r.High.IsZero() }

// rounded is r at four decimals, half away from zero.
func (r Range) rounded() Range {
	if r.Low.Exponent() >= -4 && r.Point.Exponent() >= -4 && r.High.Exponent() >= -4 {
		return r
	}
	return Range{r.Low.Round(4), r.Point.Round(4), r.High.Round(4)}
}

func larger(a, b decimal.Decimal) decimal.Decimal {
	if a.LessThan(b) {
		return b
	}
	return a
}

func smaller(a, b decimal.Decimal) decimal.Decimal {
	if b.LessThan(a) {
		return b
	}
	return a
}

// share returns a/b rounded half away from zero at four decimals; 1 when b is zero, because nothing is missing of nothing.
func share(a, b decimal.Decimal) decimal.Decimal {
	if b.IsZero() {
		return decimal.NewFromInt(1)
	}
	return a.DivRound(b, 4)
}
