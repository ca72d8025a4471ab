package fold

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A splitter cuts a text into words.
type splitter struct {
	text   string
	words  []Word
	start  int // of the word being read, if in
	in     bool
	glue   bool // nothing but a hyphen or the like since the last word
	open   int  // parentheses
	quote  bool
	script rune // class of the letters being read: 'l', 'c', 'g', ...
	ascii  bool // nothing but ASCII letters and digits in the word being read
	lower  int  // lower-case letters since the last capital
	folder *Folder
}

// plainWord reads the word of ASCII letters and digits that begins at a byte, as letter would, up to a capital that may begin
// another. It returns where it stopped: at the same byte if none begins there.
func (s *splitter) plainWord(at int) int {
	start, lower, script := at, 0, rune(0)
	for ; at < len(s.text); at++ {
		switch c := s.text[at]; {
		case c >= 'a' && c <= 'z':
			lower, script = lower+1, 'l'
		case c >= 'A' && c <= 'Z' && lower < camelLetters:
			lower, script = 0, 'l'
		case c >= '0' && c <= '9':
			lower = 0
		default:
			return s.began(start, at, lower, script)
		}
	}
	return s.began(start, at, lower, script)
}

// began notes what plainWord read.
func (s *splitter) began(start, at, lower int, script rune) int {
	if at > start {
		s.start, s.in, s.ascii, s.lower, s.script = start, true, true, lower, script
	}
	return at
}

func (s *splitter) next(r rune, at, size int) {
	if wordRune(r) || s.in && r >= utf8.RuneSelf && unicode.Is(unicode.Mn, r) {
		s.letter(r, at)
		return
	}
	if (r == '?' || r == utf8.RuneError) && s.in && s.letterFollows(at+size) {
		s.ascii = false
		return // a letter lost to a bad encoding stays in its word as '?'
	}
	s.flush(at)
	s.punctuation(r, at)
}

func (s *splitter) letter(r rune, at int) {
	class := classOf(r)
	if s.in && (class != s.script && class != 0 && s.script != 0 || s.camel(r, at) || class == 'h' || class == 'o' && s.surname(at)) {
		s.flush(at)
		s.glue = true
	}
	if !s.in {
		s.start, s.in, s.lower, s.script, s.ascii = at, true, 0, class, true
	}
	if class != 0 {
		s.script = class
	}
	s.ascii = s.ascii && r < utf8.RuneSelf
	if unicode.IsLower(r) {
		s.lower++
	} else {
		s.lower = 0
	}
}

// camelLetters is how many small letters must stand before a capital that begins a new word.
const camelLetters = 3

// camel reports whether a capital after small letters begins a new word, in a text that has no spaces: AlisherUsmanov, but
// not McDonald or DeLeon.
func (s *splitter) camel(r rune, at int) bool {
	return s.lower >= camelLetters && unicode.IsUpper(r) && !strings.ContainsAny(s.text, " ,") && s.lowerFollows(at+utf8.RuneLen(r))
}

// surname reports whether the Hangul syllable before at is the surname of a name of three syllables written as one word.
func (s *splitter) surname(at int) bool {
	const size = 3 // bytes of a syllable
	if at-s.start != size || at+2*size > len(s.text) || s.start > 0 && len(s.words) > 0 {
		return false
	}
	rest := strings.IndexFunc(s.text[s.start:], func(r rune) bool { return classOf(r) != 'o' })
	return (rest < 0 && len(s.text)-s.start == 3*size) || rest == 3*size
}

func (s *splitter) lowerFollows(at int) bool {
	r, size := utf8.DecodeRuneInString(s.text[at:])
	next, _ := utf8.DecodeRuneInString(s.text[at+size:])
	return unicode.IsLower(r) && unicode.IsLower(next)
}

func (s *splitter) letterFollows(at int) bool {
	r, _ := utf8.DecodeRuneInString(s.text[at:])
	return unicode.IsLetter(r) || r == '?' || r == utf8.RuneError && at < len(s.text)
}

func (s *splitter) flush(at int) {
	if !s.in {
		return
	}
	s.in = false
	w := Word{Start: s.start, End: at, Open: s.open > 0, Quote: s.quote, Glued: s.glue && len(s.words) > 0}
	f := s.folder
	if word := s.text[s.start:at]; s.ascii {
		f.letter = plain(f.letter[:0], word)
	} else {
		f.letter, w.Script = romanise(f.letter[:0], word, s.script)
	}
	if len(f.letter) > 0 {
		w.Text = f.Keep(f.letter)
		s.words = append(s.words, w)
		s.glue = false
	}
}

func (s *splitter) punctuation(r rune, at int) {
	last := len(s.words) - 1
	switch r {
	case '-', '\'', '’', '‘', '`', '´', 'ʻ', 'ʼ', 'ʿ', 'ʾ', '·', '‐', '‑':
		s.glue = true
		return
	case '.':
		if last >= 0 {
			s.words[last].Dot = true
		}
	case ',', '،', '、', ';':
		if last >= 0 {
			s.words[last].Comma = true
		}
	case '(', '[', '（':
		s.open++
	case ')', ']', '）':
		s.open = max(0, s.open-1)
	case '"', '“', '”', '«', '»', '„':
		s.quote = r != '”' && r != '»' && !s.quote
	case '&', '+':
		if r == '&' {
			s.words = append(s.words, Word{Text: "&", Start: at, End: at + 1, Open: s.open > 0})
		}
	}
	s.glue = false
}

// wordRune reports whether a rune is part of words.
func wordRune(r rune) bool {
	if r < utf8.RuneSelf {
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9'
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r) || r == 'ª' || r == 'º'
}

// classOf returns the script of a letter, 0 for a digit or a mark, which go with any.
func classOf(r rune) rune {
	switch {
	case r < 0x370:
		if r >= '0' && r <= '9' {
			return 0
		}
		return 'l'
	case r < 0x400:
		return 'g'
	case r < 0x530:
		return 'c'
	case r >= 0x590 && r < 0x600:
		return 'b'
	case r >= 0x600 && r < 0x780, r >= 0xFB50 && r < 0xFEFF:
		return 'a'
	case r >= 0x3040 && r < 0x3100:
		return 'k'
	case r >= 0xAC00 && r < 0xD7A4:
		return 'o'
	case r >= 0x4E00 && r < 0xA000, r >= 0x3400 && r < 0x4DC0:
		return 'h'
	case r >= 0x1E00 && r < 0x1F00:
		return 'l'
	case r >= 0x1F00 && r < 0x2000:
		return 'g'
	case unicode.Is(unicode.Mn, r) || unicode.IsDigit(r) || unicode.Is(unicode.Lm, r):
		return 0
	case unicode.Is(unicode.Latin, r):
		return 'l'
	}
	return 'x'
}

// romanise appends a word of one script, folded.
func romanise(dst []byte, word string, script rune) ([]byte, Script) {
	switch script {
	case 'c':
		return fromTable(dst, word, cyrillic()), Romanised
	case 'g':
		return fromTable(dst, word, greek()), Romanised
	case 'a':
		return semitic(fromTable(dst, word, arabic()), len(dst)), Skeleton
	case 'b':
		return fromTable(dst, word, hebrew()), Skeleton
	case 'o':
		return hangul(dst, word), Syllables
	case 'k':
		return kana(dst, word), Romanised
	case 'h':
		return han(dst, word)
	case 'x':
		return lower(dst, word), Other
	}
	return latin(dst, word), Latin
}

// lower appends a word of a script without a table.
func lower(dst []byte, word string) []byte {
	for _, r := range word {
		dst = utf8.AppendRune(dst, unicode.ToLower(r))
	}
	return dst
}

// semitic drops the Arabic article of the word that starts at a byte and reads a first waw as the consonant it is.
func semitic(dst []byte, start int) []byte {
	if word := dst[start:]; len(word) > 4 && word[0] == 'a' && word[1] == 'l' {
		dst = append(dst[:start], word[2:]...)
	}
	if len(dst) > start && dst[start] == 'u' {
		dst[start] = 'w'
	}
	return dst
}

// plain appends a word of ASCII letters and digits: what latin makes of it, for less.
func plain(dst []byte, word string) []byte {
	start, digits := len(dst), 0
	dst = append(dst, word...)
	for i, c := range dst[start:] {
		if c <= '9' {
			digits++
		} else {
			dst[start+i] = c | 0x20
		}
	}
	if letters := len(word) - digits; digits > 0 && letters >= 2 && letters > digits {
		misread(dst[start:])
	}
	return dst
}

// latin appends a Latin word, folded. Digits that stand for letters (Sech1n) become letters, damaged letters '?'.
func latin(dst []byte, word string) []byte {
	start, letters, digits := len(dst), 0, 0
	for _, r := range word {
		switch {
		case r == '?' || r == utf8.RuneError:
			dst = append(dst, '?')
			continue
		case r == 'ª' || r == 'º':
			continue
		case r >= '0' && r <= '9':
			digits++
		default:
			letters++
		}
		dst = appendLetters(dst, r)
	}
	if digits > 0 && letters >= 2 && letters > digits {
		misread(dst[start:])
	}
	return dst
}

// misread puts letters for the digits that a scanner or a trickster put in their place. Digits at the end stay.
func misread(w []byte) {
	end := len(w)
	for end > 0 && w[end-1] >= '0' && w[end-1] <= '9' && end > 1 && w[end-2] >= '0' && w[end-2] <= '9' {
		end--
	}
	for i := range w[:end] {
		if at := strings.IndexByte("01345678", w[i]); at >= 0 && (i > 0 || len(w) > 3) {
			w[i] = "oleasgtb"[at]
		}
	}
}
