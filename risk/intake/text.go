package intake

import (
	"html"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// clean returns a cell as people see it: without invisible characters and with single blanks. odd reports whether characters
// were removed that nobody sees and nobody typed, like a zero-width blank inside a name.
func clean(text string) (out string, odd bool) {
	if isPlain(text) {
		return text, false
	}
	var b strings.Builder
	blank := false
	for _, r := range text {
		switch {
		case unicode.IsSpace(r):
			blank = true
			continue
		case unicode.Is(unicode.Cf, r), unicode.IsControl(r):
			odd = true
			continue
		}
		if blank && b.Len() > 0 {
			b.WriteByte(' ')
		}
		blank = false
		b.WriteRune(r)
	}
	return b.String(), odd
}

// isPlain reports whether clean has nothing to do, which is so for nearly every cell.
func isPlain(text string) bool {
	before := byte(' ')
	for i := range len(text) {
		c := text[i]
		if c < ' ' || c == 0x7F || c >= 0xC2 && (c == 0xC2 || c >= 0xE1) || c == ' ' && before == ' ' {
			return false
		}
		before = c
	}
	return before != ' '
}

// repair undoes damage that is certain: UTF-8 that was read as Windows-1252 ("PeÃ±a"), once or twice, and the names that
// HTML has for characters ("P&amp;G"). Anything less than certain stays as it is.
func repair(text string) (out string, repaired bool) {
	out = text
	for range 2 {
		next, ok := undo(out)
		if !ok {
			break
		}
		out = next
	}
	if strings.Contains(out, "&") && entity.MatchString(out) {
		out = html.UnescapeString(out)
	}
	return out, out != text
}

var entity = regexp.MustCompile(`&(#\d{2,5}|#x[0-9A-Fa-f]{2,4}|[A-Za-z]{2,8});`)

// undo reads text as the Windows-1252 view of UTF-8. It is certain when every character has a byte in Windows-1252, all the
// bytes are valid UTF-8, and every character they make is one that names in the region hold: by chance that does not happen,
// since a byte above 0x7F must be followed by the right number of bytes from 0x80 to 0xBF, which no spelling does.
func undo(text string) (string, bool) {
	if !strings.ContainsAny(text, "ÃÂâ") {
		return text, false
	}
	raw := make([]byte, 0, len(text))
	for _, r := range text {
		b, ok := charmap.Windows1252.EncodeRune(r)
		if !ok {
			if r < 0x80 || r > 0x9F { // five bytes have no character in Windows-1252; programs pass them on as they are
				return text, false
			}
			b = byte(r)
		}
		raw = append(raw, b)
	}
	if !utf8.Valid(raw) {
		return text, false
	}
	out := string(raw)
	for _, r := range out {
		if r >= utf8.RuneSelf && !strings.ContainsRune(regional, r) {
			return text, false
		}
	}
	return out, out != text
}

// regional are the characters above ASCII that names in Spanish, Portuguese and English hold, and, for damage that was done
// twice, those of the first damage.
const regional = "áéíóúüñçãõâêôàÁÉÍÓÚÜÑÇÃÕÂÊÔÀºª°´’‘“”–—·«»¡¿&öäÖÄèÈëïîûù" +
	"\u00c3\u00b1\u00b3\u00a1\u00a9\u00ad\u0161\u0192\u2030\u00a7\u00a3\u00b5\u00a2\u00aa\u00bc\u2021"

// suspect says what makes a value look damaged, though not how to repair it; "" for nothing.
func suspect(text string) string {
	switch {
	case strings.ContainsRune(text, utf8.RuneError):
		return "holds the mark of a character that was lost (U+FFFD)"
	case strings.Contains(text, "?") && lostLetter.MatchString(text):
		return "has a question mark inside a word, as a lost accent leaves it"
	case strings.Contains(text, "Ã") && mixed.MatchString(text), strings.Contains(text, "â€"):
		return "looks like UTF-8 that was read as another encoding"
	case !isASCII(text) && lowered.MatchString(text):
		return "has a foreign small letter between capitals, as an old code page leaves it"
	}
	return ""
}

func isASCII(text string) bool {
	return strings.IndexFunc(text, func(r rune) bool { return r >= utf8.RuneSelf }) < 0
}

var (
	lostLetter = regexp.MustCompile(`\p{L}\?\p{L}`)
	mixed      = regexp.MustCompile(`Ã[^\p{Lu}\s]`)
	lowered    = regexp.MustCompile(`[A-Z]{2}[àäåæèëìîïðòöøùûÿ¥¤¢£][A-Z]`)
	narrow     = regexp.MustCompile(`^#{2,}$`)
	excelError = regexp.MustCompile(`(?i)^#(¡|!)?(ref|n/?a|n/?d|value|valor|name|nombre|nome|div/0|null|nulo|num|spill|calc)[!?¡]*$`)
	exponent   = regexp.MustCompile(`^[-+]?\d([.,]\d+)?[eE][+]?\d{1,3}$`)
)

// spoilt says what Excel did to a value; "" for nothing. What is left of it is no value.
func spoilt(text string) string {
	switch {
	case text == "" || text[0] != '#' && !exponent.MatchString(text):
		return ""
	case narrow.MatchString(text):
		return "only the marks of a column that was too narrow are left"
	case excelError.MatchString(text):
		return "an error of a formula stands in its place"
	case exponent.MatchString(text):
		return "Excel made a rounded number of it, its last digits are lost; format the column as text and enter it again"
	}
	return ""
}

// split cuts a cell that holds several values at semicolons, bars and line ends.
func split(text string) []string {
	if !strings.ContainsAny(text, ";|\n") {
		return []string{text}
	}
	var out []string
	for _, part := range strings.FieldsFunc(text, func(r rune) bool { return r == ';' || r == '|' || r == '\n' }) {
		if part = strings.TrimSpace(part); part != "" {
			out = append(out, part)
		}
	}
	return out
}
