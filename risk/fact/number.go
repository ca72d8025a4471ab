package fact

import (
	"cmp"
	"math"
	"math/bits"

	"github.com/shopspring/decimal"
)

// A number is an exact decimal. Nearly every quantity a rule asks about fits in millionths in an int64, where comparing
// and adding need no memory; whatever does not fit, or does not come out even, goes through decimal.Decimal.
type number struct {
	millionths int64
	big        *decimal.Decimal // nil: millionths holds the number
}

const (
	places = 6
	one    = 1_000_000
)

func newNumber(d decimal.Decimal) number {
	shifted := d.Shift(places)
	if shifted.IsInteger() && shifted.BigInt().IsInt64() {
		if n := shifted.IntPart(); n != math.MinInt64 {
			return number{millionths: n}
		}
	}
	return number{big: &d}
}

func (n number) decimal() decimal.Decimal {
	if n.big != nil {
		return *n.big
	}
	return decimal.New(n.millionths, -places)
}

func (n number) compare(other number) int {
	if n.big == nil && other.big == nil {
		return cmp.Compare(n.millionths, other.millionths)
	}
	return n.decimal().Cmp(other.decimal())
}

func (n number) negate() number {
	if n.big != nil {
		return newNumber(n.big.Neg())
	}
	return number{millionths: -n.millionths}
}

func (n number) add(other number) number {
	sum := n.millionths + other.millionths
	overflow := (n.millionths^sum)&(other.millionths^sum) < 0 || sum == math.MinInt64
	if n.big != nil || other.big != nil || overflow {
		return newNumber(n.decimal().Add(other.decimal()))
	}
	return number{millionths: sum}
}

func (n number) multiply(other number) number {
	if n.big == nil && other.big == nil {
		if product, ok := mulMillionths(n.millionths, other.millionths); ok {
			return number{millionths: product}
		}
	}
	return newNumber(n.decimal().Mul(other.decimal()))
}

// mulMillionths multiplies exactly, or says that the product has more than six decimals or too many digits.
func mulMillionths(a, b int64) (int64, bool) {
	hi, lo := bits.Mul64(magnitude(a), magnitude(b))
	if hi >= one {
		return 0, false
	}
	product, rest := bits.Div64(hi, lo, one)
	if rest != 0 || product > math.MaxInt64 {
		return 0, false
	}
	if (a < 0) != (b < 0) {
		return -int64(product), true
	}
	return int64(product), true
}

func magnitude(n int64) uint64 {
	if n < 0 {
		return uint64(-n)
	}
	return uint64(n)
}
