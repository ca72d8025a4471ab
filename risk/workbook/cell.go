package workbook

import (
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/shopspring/decimal"
	"github.com/tamiz-project/tamiz/risk"
	"github.com/tamiz-project/tamiz/screening"
)

// maxText is the longest text a cell holds, in UTF-16 units; Excel cuts the rest without a word.
const maxText = 32767

// A rowWriter writes the cells of one row as XML, from left to right. Every column of the sheet gets one call.
type rowWriter struct {
	s   *sheet
	n   int // number of the row
	col int // index of the next column

	lines  int // of the tallest cell
	height int // where in the chunk the height stands
}

// open begins the XML of a cell in the next column.
func (r *rowWriter) open(style int) {
	b := append(r.s.body.chunk, `<c r="`...)
	b = append(b, r.s.letters[r.col]...)
	b = strconv.AppendInt(b, int64(r.n), 10)
	if style == 0 {
		style = r.s.styles[r.col]
	}
	if style != 0 {
		b = append(b, `" s="`...)
		b = strconv.AppendInt(b, int64(style), 10)
	}
	r.s.body.chunk = append(b, '"')
	r.col++
}

// skip leaves the next column empty.
func (r *rowWriter) skip() *rowWriter {
	r.col++
	return r
}

// text writes a text cell; it stays text whatever it begins with. An empty text is an empty cell.
func (r *rowWriter) text(s string) *rowWriter { return r.styled(0, s) }

// styled is text in another style than the column's.
func (r *rowWriter) styled(style int, s string) *rowWriter {
	if s == "" && style == 0 {
		return r.skip()
	}
	s = r.s.fit(r.n, r.col, s)
	r.grow(s)
	r.open(style)
	b := append(r.s.body.chunk, ` t="inlineStr"><is><t`...)
	if s != "" && (s[0] <= ' ' || s[len(s)-1] <= ' ') {
		b = append(b, ` xml:space="preserve"`...) // or readers trim it
	}
	b = appendEscaped(append(b, '>'), s)
	r.s.body.chunk = append(b, `</t></is></c>`...)
	return r
}

// grow makes the row tall enough for a text that wraps.
func (r *rowWriter) grow(s string) {
	c := r.s.layout.columns[r.col]
	if c.as != asWrap && c.as != asEntry && c.as != asExact {
		return
	}
	width, lines := max(1, int(c.width*0.9)-1), 0
	for part := range strings.Lines(s) {
		lines += 1 + (breadth(part)-1)/width
	}
	r.lines = max(r.lines, lines)
}

// breadth estimates the width of a text in digits of the type used: capitals are wider, small letters narrower.
func breadth(s string) int {
	tenths := 0
	for _, c := range s {
		switch {
		case c == 'i' || c == 'l' || c == ' ' || c == '.' || c == ',' || c == '\n':
			tenths += 5
		case unicode.IsUpper(c) || c >= 0x2E80:
			tenths += 12
		default:
			tenths += 10
		}
	}
	return tenths / 10
}

// int writes a whole number.
func (r *rowWriter) int(n int) *rowWriter {
	r.open(0)
	b := append(r.s.body.chunk, `><v>`...)
	b = strconv.AppendInt(b, int64(n), 10)
	r.s.body.chunk = append(b, `</v></c>`...)
	return r
}

// number writes a decimal as a number for sorting and formulas, rounded to what a double carries (15 significant digits,
// here 8 places); the exact digits stand in a text column beside it.
func (r *rowWriter) number(d decimal.Decimal) *rowWriter { return r.numberStyled(0, d) }

func (r *rowWriter) numberStyled(style int, d decimal.Decimal) *rowWriter {
	if d.Exponent() < -8 {
		d = d.Round(8)
	}
	r.open(style)
	b := append(r.s.body.chunk, `><v>`...)
	b = appendDecimal(b, d)
	r.s.body.chunk = append(b, `</v></c>`...)
	return r
}

// exact writes the three figures of a range to the last digit, as text.
func (r *rowWriter) exact(x risk.Range) *rowWriter {
	b := appendDecimal(r.s.scratch[:0], x.Low)
	b = appendDecimal(append(b, " / "...), x.Point)
	r.s.scratch = appendDecimal(append(b, " / "...), x.High)
	return r.text(string(r.s.scratch))
}

// appendDecimal is d.String without its allocations, for the decimals that fit a machine word: nearly all.
func appendDecimal(b []byte, d decimal.Decimal) []byte {
	places := int(-d.Exponent())
	if places < 0 || places > 18 || d.NumDigits() > 18 {
		return append(b, d.String()...)
	}
	n := d.CoefficientInt64()
	if n < 0 {
		b, n = append(b, '-'), -n
	}
	for ; places > 0 && n%10 == 0; places-- {
		n /= 10
	}
	start := len(b)
	b = strconv.AppendInt(b, n, 10)
	if places == 0 {
		return b
	}
	for len(b)-start <= places {
		b = slices.Insert(b, start, '0')
	}
	return slices.Insert(b, len(b)-places, '.')
}

func (r *rowWriter) raw(style int, value string) *rowWriter {
	r.open(style)
	b := append(r.s.body.chunk, `><v>`...)
	b = append(b, value...)
	r.s.body.chunk = append(b, `</v></c>`...)
	return r
}

// date writes a day as a real date; what is no exact day, or before 1900, as text.
func (r *rowWriter) date(d screening.Date) *rowWriter {
	if serial, ok := serialOf(d); ok {
		return r.raw(0, strconv.Itoa(serial))
	}
	return r.text(d.String())
}

// link writes a formula with its value beside it, so that a reader that does not calculate shows it too.
func (r *rowWriter) link(formula, shown string) *rowWriter {
	if shown == "" || formula == "" {
		return r.text(shown)
	}
	r.open(0)
	b := append(r.s.body.chunk, ` t="str"><f>`...)
	b = appendEscaped(b, formula)
	b = append(b, `</f><v>`...)
	b = appendEscaped(b, shown)
	r.s.body.chunk = append(b, `</v></c>`...)
	return r
}

// serialOf returns the number Excel knows a day by. It counts 29 February 1900, which never was: days before 1 March of
// that year are not dates here.
func serialOf(d screening.Date) (int, bool) {
	if !d.IsDay() {
		return 0, false
	}
	t, err := time.Parse(time.DateOnly, d.String())
	if err != nil || t.Before(time.Date(1900, 3, 1, 0, 0, 0, 0, time.UTC)) {
		return 0, false
	}
	return int(t.Unix()/86400) + 25569, true
}

// dateOfSerial is the inverse of serialOf.
func dateOfSerial(serial int) (screening.Date, bool) {
	if serial < 61 || serial > 2958465 {
		return screening.Date{}, false
	}
	return screening.DateOf(time.Unix(int64(serial-25569)*86400, 0).UTC()), true
}

// fit makes a text fit for a cell: line ends as Excel writes them, no character that XML forbids, no more than Excel
// holds. What was changed beyond line ends is reported on the data quality sheet.
func fit(s string) (fitted string, illegal, cut int) {
	if strings.ContainsRune(s, '\r') {
		s = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(s)
	}
	if !isLegal(s) {
		s = strings.Map(func(c rune) rune {
			if legal(c) {
				return c
			}
			illegal++
			return utf8.RuneError
		}, strings.ToValidUTF8(s, "\x00"))
	}
	if len(s) > maxText {
		if units := len(utf16.Encode([]rune(s))); units > maxText {
			s, cut = cutText(s, units)
		}
	}
	return s, illegal, cut
}

// cutText shortens s and says in the text itself that it did.
func cutText(s string, units int) (string, int) {
	const mark = " […]"
	room := maxText - len(utf16.Encode([]rune(mark)))
	for i, c := range s {
		if room -= max(1, utf16.RuneLen(c)); room < 0 {
			return s[:i] + mark, units - len(utf16.Encode([]rune(s[:i])))
		}
	}
	return s, 0
}

func isLegal(s string) bool {
	for _, c := range s {
		if !legal(c) || c == utf8.RuneError {
			return false
		}
	}
	return true
}

// legal reports whether XML 1.0 can hold a character.
func legal(c rune) bool {
	return c == '\t' || c == '\n' || (c >= 0x20 && c <= 0xD7FF) || (c >= 0xE000 && c <= 0xFFFD) || c >= 0x10000
}

// appendEscaped appends s as XML text. Excel reads _x0041_ as an escape of its own, so an underscore that begins
// something of that form is escaped too.
func appendEscaped(b []byte, s string) []byte {
	from := 0
	for i := range len(s) {
		escape := ""
		switch s[i] {
		case '&':
			escape = "&amp;"
		case '<':
			escape = "&lt;"
		case '>':
			escape = "&gt;"
		case '_':
			if isEscape(s[i:]) {
				escape = "_x005F_"
			}
		}
		if escape != "" {
			b = append(append(b, s[from:i]...), escape...)
			from = i + 1
		}
	}
	return append(b, s[from:]...)
}

// isEscape reports whether s begins with _xHHHH_.
func isEscape(s string) bool {
	if len(s) < 7 || s[1] != 'x' || s[6] != '_' {
		return false
	}
	for _, c := range []byte(s[2:6]) {
		if !strings.ContainsRune("0123456789abcdefABCDEF", rune(c)) {
			return false
		}
	}
	return true
}
