package identifier

import "strings"

// minKnown is how many digits a masked number must show: fewer agree by chance too often (1 in 10,000 for four).
const minKnown = 4

func masked(v string) bool { return strings.IndexByte(v, '*') >= 0 }

// separator reports whether a character only groups the digits of a number.
func separator(c rune) bool {
	switch c {
	case ' ', '.', '-', '/', '_', ',', '\t', '\u00a0', '\u2212':
		return true
	}
	return c >= '\u2010' && c <= '\u2015'
}

// tidy makes white space single blanks and takes it off the ends.
func tidy(text string) string {
	space := true
	for i := range len(text) {
		c := text[i]
		if c < ' ' || c >= 0x80 || c == ' ' && space {
			return strings.Join(strings.Fields(text), " ")
		}
		space = c == ' '
	}
	if space {
		return strings.TrimSpace(text)
	}
	return text
}

// squeeze takes separators out and puts ASCII letters in upper case. Anything else stays, for the pattern to refuse.
func squeeze(text string) string {
	clean := true
	for i := range len(text) {
		c := text[i]
		if c >= 'a' && c <= 'z' || c >= 0x80 || separator(rune(c)) {
			clean = false
			break
		}
	}
	if clean {
		return text
	}
	var b strings.Builder
	b.Grow(len(text))
	for _, c := range text {
		switch {
		case separator(c):
		case c >= 'a' && c <= 'z':
			b.WriteByte(byte(c) - 'a' + 'A')
		case c == 'ñ':
			b.WriteRune('Ñ')
		default:
			b.WriteRune(c)
		}
	}
	return b.String()
}

// generalLabels stand before numbers of any scheme.
var generalLabels = []string{"NUMERO", "NÚMERO", "NUMBER", "NUM", "NRO", "NO", "NÚM", "Nº", "N°", "ID"}

// unlabel cuts "NIT # ", "R.U.C. No. " and their like off, and reports whether one of the scheme's own labels was there. A label
// ends before a character that is neither letter nor digit, or before a digit when digits follow letters in no value of the scheme.
func unlabel(text string, labels []string, glued bool) (rest string, own bool) {
	rest = strings.TrimLeft(text, " \t#:.\u00a0")
	for rest != "" && (rest[0] < '0' || rest[0] > '9') {
		next, ok := cutLabel(rest, labels, glued)
		if ok {
			own = true
		} else if next, ok = cutLabel(rest, generalLabels, glued && own); !ok {
			break
		}
		rest = strings.TrimLeft(next, " \t#:.°º-\u00a0")
	}
	return rest, own
}

func cutLabel(text string, labels []string, glued bool) (string, bool) {
	for _, label := range labels {
		i, ok := after(text, label)
		if !ok || i == len(text) {
			continue
		}
		c := text[i]
		letter := c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= 0x80 && !strings.HasPrefix(text[i:], "\u00a0")
		digit := c >= '0' && c <= '9'
		if !letter && (!digit || glued) {
			return text[i:], true
		}
	}
	return text, false
}

// after returns where text goes on after a label, whose letters may be followed by dots ("R.I.F.").
func after(text, label string) (int, bool) {
	i := 0
	for _, want := range label {
		for i < len(text) && text[i] == '.' {
			i++
		}
		if !strings.HasPrefix(upperAt(text[i:]), string(want)) {
			return 0, false
		}
		i += len(string(want))
	}
	for i < len(text) && text[i] == '.' {
		i++
	}
	return i, true
}

// upperAt puts the first character in upper case, where it is ASCII.
func upperAt(s string) string {
	if s != "" && s[0] >= 'a' && s[0] <= 'z' {
		return string(s[0]-'a'+'A') + s[1:]
	}
	return s
}

func digitsOnly(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

// repeated reports whether all characters are one and the same.
func repeated(s string) bool {
	return len(s) > 1 && strings.Count(s, s[:1]) == len(s)
}

func leftPad(s string, n int) string {
	if len(s) >= n {
		return s
	}
	return strings.Repeat("0", n-len(s)) + s
}
