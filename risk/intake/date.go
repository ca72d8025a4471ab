package intake

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/tamiz-project/tamiz/screening"
)

// An order of day and month that a date shows.
type order string

const (
	clearDate  order = ""     // it can only be read one way, and says nothing of others
	dayFirst   order = "dmy"  // 13/02/1970
	monthFirst order = "mdy"  // 02/13/1970
	openDate   order = "open" // 02/03/1970
)

// date reads a date in the formats of the region: 1970-02-13, 13/02/1970, 13.2.1970, 13 de febrero de 1970, Feb 13, 1970,
// 02/1970, 1970, and those of screening.ParseDate. use decides where day and month are open; without it such a date is an
// error that asks. shows is what the text itself shows, also beside an error.
func (v *vocabulary) date(text string, use order) (d screening.Date, shows order, err error) {
	if d, err := screening.ParseDate(text); err == nil {
		return d, clearDate, nil
	}
	parts := v.dateParts(text)
	switch len(parts) {
	case 1:
		return packedDate(parts[0])
	case 2:
		d, err = monthOf(parts)
		return d, clearDate, err
	case 3:
		return threeParts(parts, use)
	}
	return d, clearDate, errNoDate
}

var (
	errNoDate  = errors.New("not a date; write it as 1970-02-13")
	errCentury = errors.New("a year of two digits: which century? Write it as 1970-02-13")
)

// dateParts splits a date into its numbers, with months named by their number and marked by an m in front, and without the
// time of day.
func (v *vocabulary) dateParts(text string) []string {
	text, _, _ = strings.Cut(text, "T")
	if day, _, ok := strings.Cut(text, ":"); ok { // 13/02/1970 14:30
		text = day
		if at := strings.LastIndexByte(day, ' '); at > 0 {
			text = day[:at]
		}
	}
	var parts []string
	for _, w := range words(text) {
		if month, ok := v.meanings[useMonth][w]; ok {
			w = "m" + month
		} else if _, skip := v.meanings[useSkip][w]; skip {
			continue
		}
		parts = append(parts, w)
	}
	return parts
}

// packedDate reads 19700213 and 13021970, which cannot be confused: a year that begins with a month is before 1300. It says
// what five digits are.
func packedDate(s string) (screening.Date, order, error) {
	switch {
	case len(s) == 5 && digits(s):
		return screening.Date{}, clearDate, errors.New("looks like Excel's number of a day; format the column as a date")
	case len(s) != 8 || !digits(s):
		return screening.Date{}, clearDate, errNoDate
	}
	d, err := day(s[:4], s[4:6], s[6:])
	if other, e := day(s[4:], s[2:4], s[:2]); e == nil && plausible(s[4:]) {
		return other, clearDate, nil
	}
	return d, clearDate, err
}

func plausible(year string) bool { return year > "1850" && year < "2100" }

func monthOf(parts []string) (screening.Date, error) {
	y, m := parts[1], parts[0]
	if len(parts[0]) == 4 && digits(parts[0]) {
		y, m = m, y
	}
	if len(y) != 4 {
		return screening.Date{}, errNoDate
	}
	d, err := screening.ParseDate(y + "-" + pad(strings.TrimPrefix(m, "m")))
	if err != nil {
		return d, errNoDate
	}
	return d, nil
}

// threeParts reads a day, a month and a year in the order they show.
func threeParts(p []string, use order) (screening.Date, order, error) {
	if len(p[0]) == 4 && digits(p[0]) {
		d, err := day(p[0], p[1], p[2])
		return d, clearDate, err
	}
	if len(p[2]) == 2 && digits(p[2]) {
		return screening.Date{}, clearDate, errCentury
	}
	for i := range 2 {
		if strings.HasPrefix(p[i], "m") {
			d, err := day(p[2], p[i], p[1-i])
			return d, clearDate, err
		}
	}
	asDay, dayErr := day(p[2], p[1], p[0])
	asMonth, monthErr := day(p[2], p[0], p[1])
	switch {
	case dayErr != nil && monthErr != nil:
		return asDay, clearDate, dayErr
	case monthErr != nil:
		return asDay, dayFirst, nil
	case dayErr != nil:
		return asMonth, monthFirst, nil
	case asDay == asMonth:
		return asDay, clearDate, nil
	}
	switch use {
	case dayFirst:
		return asDay, openDate, nil
	case monthFirst:
		return asMonth, openDate, nil
	}
	return screening.Date{}, openDate, fmt.Errorf("is it %s or %s? Nothing in the column decides; a mapping can (born dmy, born mdy)", asDay, asMonth)
}

func day(y, m, d string) (screening.Date, error) {
	m = strings.TrimPrefix(m, "m")
	if len(y) != 4 || len(m) > 2 || len(d) > 2 || !digits(y+m+d) {
		return screening.Date{}, errNoDate
	}
	out, err := screening.ParseDate(y + "-" + pad(m) + "-" + pad(d))
	if err != nil {
		return out, errors.New("no such day")
	}
	return out, nil
}

func pad(s string) string {
	if len(s) == 1 {
		return "0" + s
	}
	return s
}

func digits(s string) bool {
	_, err := strconv.ParseUint(s, 10, 64)
	return err == nil && s != ""
}
