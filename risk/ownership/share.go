package ownership

import (
	"errors"
	"fmt"
	"strings"

	"github.com/shopspring/decimal"
)

// A Share is a percentage known to lie between two bounds: equal when it is exact, 0 to 100 when it is unknown. The zero
// Share is unknown, never nothing: a stake whose size nobody wrote down must not read as 0 %.
//
// A bound may be open: a British register says "more than 50 % and less than 75 %", and exactly 50 and more than 50 are
// different answers. Two shares of at most eight decimals are == when they are the same.
//
// Shares are exact. They are whole numbers of 10^-8 percent inside; one with more decimals keeps its decimals beside them.
type Share struct {
	low, rest int64 // in units; rest is what is missing from high to 100 %
	open      openness
	fine      *fine
}

// fine holds both bounds where one of them has more than eight decimals or is beyond all reason.
type fine struct{ low, high decimal.Decimal }

type openness uint8

const (
	openLow  openness = 1 << iota // more than low
	openHigh                      // less than high
)

// Percent returns an exact share. What is below 0 or above 100 is kept as it is; a graph reports it.
func Percent(d decimal.Decimal) Share { return between(d, d, 0) }

// Between returns a share of at least low and at most high.
func Between(low, high decimal.Decimal) Share { return between(low, high, 0) }

// UnknownShare returns the share of which nothing is known.
func UnknownShare() Share { return Share{} }

func between(low, high decimal.Decimal, open openness) Share {
	l, exactLow := unitsOf(low)
	h, exactHigh := unitsOf(high)
	s := Share{low: l, rest: whole - h, open: open}
	if !exactLow || !exactHigh {
		s.fine = &fine{low: low, high: high}
	}
	return s
}

// ParseShare reads a percentage as people write it: 50, 50%, 12,5, 25-50, >=25, >50, <=25, <25, >50-<75, or ? for unknown.
// It refuses what cannot be: below 0, above 100, a range that runs backwards.
func ParseShare(s string) (Share, error) {
	share, err := parseShare(s)
	if err == nil {
		err = share.check()
	}
	if err != nil {
		return Share{}, fmt.Errorf("share %q: %w; write 50, 25-50, >=25, >50 or ?", s, err)
	}
	return share, nil
}

func parseShare(s string) (Share, error) {
	text := strings.TrimSpace(s)
	if text == "?" {
		return UnknownShare(), nil
	}
	if units, ok := parseUnits(text); ok {
		return Share{low: units, rest: whole - units}, nil
	}
	text = strings.NewReplacer(" ", "", "\u00a0", "", "%", "", "–", "-", "—", "-", "≥", ">=", "≤", "<=").Replace(text)
	if from, to, ok := cutRange(text); ok {
		return parseRange(from, to)
	}
	switch {
	case strings.HasPrefix(text, ">"):
		return parseRange(text, "100")
	case strings.HasPrefix(text, "<"):
		return parseRange("0", text)
	}
	d, err := parsePercent(text)
	return Percent(d), err
}

// cutRange cuts "25-50" at its hyphen, and leaves "-5" whole so that the error can say what is wrong with it.
func cutRange(text string) (from, to string, ok bool) {
	from, to, ok = strings.Cut(text, "-")
	return from, to, ok && from != ""
}

func parseRange(from, to string) (Share, error) {
	var open openness
	from, atLeast := strings.CutPrefix(from, ">=")
	if more, ok := strings.CutPrefix(from, ">"); ok && !atLeast {
		from, open = more, open|openLow
	}
	to, atMost := strings.CutPrefix(to, "<=")
	if less, ok := strings.CutPrefix(to, "<"); ok && !atMost {
		to, open = less, open|openHigh
	}
	low, err := parsePercent(from)
	if err != nil {
		return Share{}, err
	}
	high, err := parsePercent(to)
	return between(low, high, open), err
}

// maxDigits bounds a percentage as text, so that no input can ask for a number of a million digits.
const maxDigits = 64

func parsePercent(text string) (decimal.Decimal, error) {
	body := strings.Replace(strings.TrimPrefix(text, "-"), ",", ".", 1)
	digits := strings.Replace(body, ".", "", 1)
	if digits == "" || len(digits) > maxDigits || strings.Trim(digits, "0123456789") != "" {
		return decimal.Decimal{}, errors.New("not a percentage")
	}
	if strings.HasPrefix(text, "-") {
		return decimal.Decimal{}, errors.New("below 0")
	}
	return decimal.NewFromString(body)
}

// check says why a share cannot be.
func (s Share) check() error {
	low, high := s.lowAmount(), s.highAmount()
	switch c := low.cmp(high); {
	case low.cmp(amount{}) < 0:
		return errors.New("below 0")
	case high.cmp(amount{units: whole}) > 0:
		return errors.New("above 100")
	case c > 0:
		return errors.New("the lower bound is above the upper one")
	case c == 0 && s.open != 0:
		return errors.New("no number lies between the bounds")
	}
	return nil
}

// Low returns the least the share can be, in percent.
func (s Share) Low() decimal.Decimal { return s.lowAmount().decimal() }

// High returns the most the share can be, in percent. It is above 100 only where stakes that add up to more were summed.
func (s Share) High() decimal.Decimal { return s.highAmount().decimal() }

// Exact reports whether the share is one number.
func (s Share) Exact() bool { return s.lowAmount().cmp(s.highAmount()) == 0 }

// Unknown reports whether nothing is known of the share.
func (s Share) Unknown() bool { return s == Share{} }

// MoreThanLow and LessThanHigh report whether a bound is open, so that the share is not the bound itself.
func (s Share) MoreThanLow() bool  { return s.open&openLow != 0 }
func (s Share) LessThanHigh() bool { return s.open&openHigh != 0 }

// String returns the text form that ParseShare reads: 50, 25-50, >=25, >50-<75, ?.
func (s Share) String() string {
	low, high := s.Low().String(), s.High().String()
	switch {
	case s.Unknown():
		return "?"
	case s.Exact() && s.open == 0:
		return low
	case high == "100" && !s.LessThanHigh():
		return ">" + strings.Repeat("=", 1-int(s.open&openLow)) + low
	}
	if s.MoreThanLow() {
		low = ">" + low
	}
	if s.LessThanHigh() {
		high = "<" + high
	}
	return low + "-" + high
}

// MarshalText writes the text form.
func (s Share) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText reads the text form. Unlike ParseShare it takes sums above 100, which findings report as they are.
func (s *Share) UnmarshalText(text []byte) error {
	share, err := parseShare(string(text))
	if err == nil && share.lowAmount().cmp(share.highAmount()) > 0 {
		err = errors.New("the lower bound is above the upper one")
	}
	if err != nil {
		return fmt.Errorf("share %q: %w; write 50, 25-50, >=25, >50 or ?", text, err)
	}
	*s = share
	return nil
}

func (s Share) lowAmount() amount {
	if s.fine != nil {
		return amountOf(s.fine.low, s.MoreThanLow())
	}
	return amount{units: s.low, open: s.MoreThanLow()}
}

func (s Share) highAmount() amount {
	if s.fine != nil {
		return amountOf(s.fine.high, s.LessThanHigh())
	}
	return amount{units: whole - s.rest, open: s.LessThanHigh()}
}

// shareOf returns the share between two sums.
func shareOf(low, high amount) Share {
	var open openness
	if low.open && low.cmp(high) != 0 {
		open |= openLow
	}
	if high.open && low.cmp(high) != 0 {
		open |= openHigh
	}
	if low.frac == nil && high.frac == nil {
		return Share{low: low.units, rest: whole - high.units, open: open}
	}
	return between(low.decimal(), high.decimal(), open)
}
