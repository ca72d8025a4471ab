package watchlist

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/tamiz-project/tamiz/screening"
)

// dateIn reads the dates that lists print. ok is false for a text that it does not understand; it never guesses which of two
// numbers is the month.
//
// Read are: 1965; 1965-03; 1965-03-02, perhaps with a time behind; 02 Mar 1965; 2 March 1965; Mar 1965; 02-MAR-1965; 02-Mar-65 with
// pivot; "circa 1965"; "approximately 1965"; "between 1960 and 1965"; "1960 to 1965"; "01 Jan 1960 to 31 Dec 1961"; "1960-1965".
func dateIn(text string) (d screening.Date, ok bool) {
	text = strings.Trim(strings.TrimSpace(text), ".,; ")
	if text == "" {
		return d, false
	}
	if d, ok := plainDate(text); ok {
		return d, true
	}
	lower := strings.ToLower(text)
	circa := false
	for _, word := range circaWords {
		if rest, found := strings.CutPrefix(lower, word); found {
			lower, circa = strings.TrimSpace(rest), true
			break
		}
	}
	for _, word := range []string{" (approximative)", " (approximately)", " (approx.)", " (circa)", " (approx)"} {
		if rest, found := strings.CutSuffix(lower, word); found {
			lower, circa = rest, true
		}
	}
	span, ok := spanIn(strings.TrimPrefix(lower, "between "))
	if !ok {
		return d, false
	}
	if circa {
		span += "~"
	}
	d, err := screening.ParseDate(span)
	return d, err == nil
}

// plainDate reads 1965 and 1965-03-02, which most dates are, without looking for words.
func plainDate(text string) (screening.Date, bool) {
	if len(text) != 4 && (len(text) != 10 || text[4] != '-') || text[0] < '0' || text[0] > '9' {
		return screening.Date{}, false
	}
	d, err := screening.ParseDate(text)
	return d, err == nil
}

var circaWords = []string{"circa ", "circa", "approximately ", "approx. ", "approx ", "c. ", "about ", "around "}

// spanIn turns one date, or two with a word between, into the text form of screening.Date.
func spanIn(s string) (string, bool) {
	if iso, ok := dayIn(s); ok {
		return iso, true
	}
	for _, sep := range []string{" to ", " and ", " - ", "/", "-"} {
		from, to, found := strings.Cut(s, sep)
		if !found {
			continue
		}
		a, okA := dayIn(strings.TrimSpace(from))
		b, okB := dayIn(strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(to), "circa ")))
		if okA && okB && a <= b {
			return a + "/" + b, true
		}
	}
	return "", false
}

var (
	isoDate   = regexp.MustCompile(`^(\d{4})(-\d{2}(-\d{2})?)?($|[t ]\d{2}:\d{2}.*$|z$|[+-]\d{2}:\d{2}$)`)
	wordDate  = regexp.MustCompile(`^(?:(\d{1,2})(?:st|nd|rd|th)?[ -.]+)?([a-zçé]{3,10})\.?,?[ -.]+(\d{4})$`)
	wordFirst = regexp.MustCompile(`^([a-z]{3,9})\.? (\d{1,2}),? (\d{4})$`)
)

// dayIn reads one date in lower case into 1965, 1965-03 or 1965-03-02.
func dayIn(s string) (string, bool) {
	if m := isoDate.FindStringSubmatch(s); m != nil {
		return m[1] + m[2], true
	}
	day, word, year := "", "", ""
	if m := wordDate.FindStringSubmatch(s); m != nil {
		day, word, year = m[1], m[2], m[3]
	} else if m := wordFirst.FindStringSubmatch(s); m != nil {
		word, day, year = m[1], m[2], m[3]
	}
	month := monthOf(word)
	if month == 0 {
		return "", false
	}
	if day == "" {
		return fmt.Sprintf("%s-%02d", year, month), true
	}
	return fmt.Sprintf("%s-%02d-%02s", year, month, day), true
}

// monthOf knows English, Spanish and Portuguese month names and their first three letters.
func monthOf(word string) int {
	if len(word) < 3 {
		return 0
	}
	for i, names := range months {
		for _, name := range names {
			if word == name || word == name[:3] || word == "sept" && i == 8 {
				return i + 1
			}
		}
	}
	return 0
}

var months = [12][]string{
	{"january", "enero", "janeiro"},
	{"february", "febrero", "fevereiro"},
	{"march", "marzo", "março"},
	{"april", "abril"},
	{"may", "mayo", "maio"},
	{"june", "junio", "junho"},
	{"july", "julio", "julho"},
	{"august", "agosto"},
	{"september", "septiembre", "setiembre", "setembro"},
	{"october", "octubre", "outubro"},
	{"november", "noviembre", "novembro"},
	{"december", "diciembre", "dezembro"},
}

var numericDate = regexp.MustCompile(`^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\b`)

// dayFirst reads 31/12/1999, as the lists of Latin America and Europe print dates, and everything that dateIn reads. Parts
// that are 00 are unknown: 00/00/1965 is the year.
func dayFirst(text string) (screening.Date, bool) { return numeric(text, 1, 2) }

// monthFirst reads 12/31/1999, as US lists print dates, and everything that dateIn reads.
func monthFirst(text string) (screening.Date, bool) { return numeric(text, 2, 1) }

func numeric(text string, day, month int) (screening.Date, bool) {
	m := numericDate.FindStringSubmatch(strings.TrimSpace(text))
	if m == nil {
		return dateIn(text)
	}
	iso := m[3]
	if isZeros(m[month]) {
		d, err := screening.ParseDate(iso)
		return d, err == nil
	}
	iso += fmt.Sprintf("-%02s", m[month])
	if !isZeros(m[day]) {
		iso += fmt.Sprintf("-%02s", m[day])
	}
	d, err := screening.ParseDate(iso)
	return d, err == nil
}

func isZeros(s string) bool { return strings.Trim(s, "0") == "" }
