package intake

import (
	"errors"
	"fmt"
	"strings"

	"github.com/shopspring/decimal"
	"github.com/tamiz-project/tamiz/risk/ownership"
)

// A style is the mark that numbers of a column put before the decimals.
type style byte

const (
	anyStyle   style = 0 // the number shows none, and says nothing of others
	pointStyle style = '.'
	commaStyle style = ','
	openStyle  style = '?' // 1.234: a thousand and more, or one and a bit
)

// number rewrites a number as 1234.56, whatever its marks: "1.234,56", "USD 1,234.56", "1 234". use decides where one mark is
// followed by just three digits; without it such a number is an error that asks. shows is what the text itself shows.
func number(text string, use style) (out string, shows style, err error) {
	s := strings.Trim(text, " %$€£")
	for _, unit := range []string{"USD", "US$", "R$", "S/", "Bs", "MXN", "COP", "BRL"} {
		s = strings.TrimSpace(strings.TrimSuffix(strings.TrimPrefix(s, unit), unit))
	}
	s = strings.NewReplacer(" ", "", "\u00a0", "", "'", "", "’", "").Replace(s)
	body := strings.TrimLeft(s, "-+")
	if body == "" || strings.Trim(body, "0123456789.,") != "" {
		return "", anyStyle, fmt.Errorf("not a number")
	}
	shows = shown(body)
	mark := shows
	if shows == openStyle {
		if use == anyStyle || use == openStyle {
			return "", openStyle, errors.New("is its mark before decimals or before thousands? Nothing in the column decides; write it without the mark of thousands")
		}
		mark = use
	}
	if mark == commaStyle {
		s = strings.ReplaceAll(strings.ReplaceAll(s, ".", ""), ",", ".")
	} else {
		s = strings.ReplaceAll(s, ",", "")
	}
	d, err := decimal.NewFromString(s)
	if err != nil {
		return "", shows, fmt.Errorf("not a number")
	}
	return d.String(), shows, nil
}

// shown says which mark stands before the decimals.
func shown(s string) style {
	points, commas := strings.Count(s, "."), strings.Count(s, ",")
	switch {
	case points == 0 && commas == 0:
		return anyStyle
	case points > 0 && commas > 0:
		return style(s[strings.LastIndexAny(s, ".,")])
	case points > 1:
		return commaStyle
	case commas > 1:
		return pointStyle
	}
	at := strings.IndexAny(s, ".,")
	if len(s)-at-1 != 3 || at == 0 || at > 3 || s[0] == '0' {
		return style(s[at])
	}
	return openStyle
}

// share reads the share of an owner: "50", "33,3 %", "25-50", ">=25", "?". fractions says that no share of the file is above
// 1 and none has a percent sign, so that 0.5 may be a half or half a percent: the share then lies between the two, which
// is what is known.
func share(text string, use style, fractions bool) (ownership.Share, error) {
	percent := strings.Contains(text, "%")
	plain := strings.NewReplacer("%", "", " ", "", "\u00a0", "").Replace(text)
	if n, _, err := number(plain, use); err == nil {
		plain = n
		d := decimal.RequireFromString(n)
		if fractions && !percent && d.IsPositive() && d.LessThanOrEqual(decimal.NewFromInt(1)) {
			return ownership.Between(d, d.Shift(2)), nil
		}
	}
	return ownership.ParseShare(strings.ReplaceAll(plain, ",", "."))
}
