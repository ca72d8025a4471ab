package screening

import (
	"cmp"
	"errors"
	"fmt"
	"strings"
	"time"
)

// A Date is a calendar date as lists give it: a day, a month, a year, or a range of them, perhaps "circa". It is
// comparable; the zero Date is unknown. Text form: 1965, 1965-03, 1965-03-02, 1960/1965, 1965~.
//
// Years run from 1 to 9999 in the proleptic Gregorian calendar; there is no time of day and no zone.
type Date struct {
	first, last int32 // days counted from 0000-12-31, so that the first valid day is 1 and the zero Date holds none
	circa       bool
}

// ParseDate reads the text form. The empty text is the zero Date.
func ParseDate(s string) (Date, error) {
	if s == "" {
		return Date{}, nil
	}
	text, circa := strings.CutSuffix(s, "~")
	from, to, isRange := strings.Cut(text, "/")
	d, err := parseSpan(from)
	if err == nil && isRange {
		var end Date
		end, err = parseSpan(to)
		if err == nil && end.last < d.first {
			err = errors.New("ends before it begins")
		}
		d.last = end.last
	}
	if err != nil {
		return Date{}, fmt.Errorf("date %q: %w; write 1965, 1965-03, 1965-03-02, 1960/1965 or 1965~", s, err)
	}
	d.circa = circa
	return d, nil
}

// MustParseDate is ParseDate for tests and constants; it panics on a text that is no date.
func MustParseDate(s string) Date {
	d, err := ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

// DateOf returns the day of t in t's own location.
func DateOf(t time.Time) Date {
	n := dayNumber(t.Date())
	return Date{first: n, last: n}
}

// IsZero reports whether the date is unknown.
func (d Date) IsZero() bool { return d == Date{} }

// IsDay reports whether the date is one exact day.
func (d Date) IsDay() bool { return d.first != 0 && d.first == d.last && !d.circa }

// IsCirca reports whether the source says "circa".
func (d Date) IsCirca() bool { return d.circa }

// First returns the earliest day the date can mean.
func (d Date) First() Date { return Date{first: d.first, last: d.first} }

// Last returns the latest day the date can mean.
func (d Date) Last() Date { return Date{first: d.last, last: d.last} }

// Compare orders dates by their first day, then by their last, then exact before circa. The zero Date comes first.
func (d Date) Compare(other Date) int {
	return cmp.Or(cmp.Compare(d.first, other.first), cmp.Compare(d.last, other.last), boolCompare(d.circa, other.circa))
}

// String returns the text form, the shortest that ParseDate reads back as the same date.
func (d Date) String() string {
	if d.first == 0 {
		return ""
	}
	y1, m1, d1 := fromDayNumber(d.first)
	y2, m2, d2 := fromDayNumber(d.last)
	text := ""
	switch {
	case d.first == d.last:
		text = fmt.Sprintf("%04d-%02d-%02d", y1, m1, d1)
	case d1 == 1 && d2 == daysIn(y2, m2) && y1 == y2 && m1 == m2:
		text = fmt.Sprintf("%04d-%02d", y1, m1)
	case d1 == 1 && d2 == 31 && m1 == 1 && m2 == 12 && y1 == y2:
		text = fmt.Sprintf("%04d", y1)
	case d1 == 1 && d2 == 31 && m1 == 1 && m2 == 12:
		text = fmt.Sprintf("%04d/%04d", y1, y2)
	case d1 == 1 && d2 == daysIn(y2, m2):
		text = fmt.Sprintf("%04d-%02d/%04d-%02d", y1, m1, y2, m2)
	default:
		text = fmt.Sprintf("%04d-%02d-%02d/%04d-%02d-%02d", y1, m1, d1, y2, m2, d2)
	}
	if d.circa {
		text += "~"
	}
	return text
}

// MarshalText writes the text form.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads the text form.
func (d *Date) UnmarshalText(text []byte) error {
	parsed, err := ParseDate(string(text))
	if err == nil {
		*d = parsed
	}
	return err
}

// parseSpan reads a year, a month or a day.
func parseSpan(s string) (Date, error) {
	layout := ""
	switch len(s) {
	case 4:
		layout = "2006"
	case 7:
		layout = "2006-01"
	case 10:
		layout = "2006-01-02"
	default:
		return Date{}, errors.New("not a date")
	}
	t, err := time.Parse(layout, s)
	if err != nil || t.Year() == 0 {
		return Date{}, errors.New("no such day")
	}
	y, m, d := t.Date()
	span := Date{first: dayNumber(y, m, d)}
	switch len(s) {
	case 4:
		m, d = time.December, 31
	case 7:
		d = daysIn(y, m)
	}
	span.last = dayNumber(y, m, d)
	return span, nil
}

// epochDay is 0000-12-31 counted in days from 1970-01-01.
const epochDay = -719163

func dayNumber(y int, m time.Month, d int) int32 {
	return int32(time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Unix()/86400 - epochDay)
}

func fromDayNumber(n int32) (int, time.Month, int) {
	return time.Unix((int64(n)+epochDay)*86400, 0).UTC().Date()
}

func daysIn(y int, m time.Month) int {
	return time.Date(y, m+1, 0, 0, 0, 0, 0, time.UTC).Day()
}

func daysBetween(from, to Date) int { return int(to.first) - int(from.first) }

func boolCompare(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return 1
}
