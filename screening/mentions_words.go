package screening

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A word is where a word stands in a text, and how it is written.
type word struct {
	start, end, letters int
	capital             bool // begins with a capital, or is of a script without case
	function            bool
	comma               bool // a comma follows
}

// A sentence is a row of words that a name may stand in.
type sentence struct {
	words []word
	cased bool // has words with capitals and words without
}

// sentences cuts a text into sentences at full stops, lines, and separators of lists; at a comma only before a second one.
func sentences(text string) (all []sentence) {
	var words []word
	flush := func() {
		if len(words) > 0 {
			all = append(all, newSentence(words))
			words = nil
		}
	}
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		switch {
		case letter(r):
			w := wordAt(text, i)
			words, size = append(words, w), w.end-i
		case r == ',' && len(words) > 0:
			words[len(words)-1].comma = true
		case r == '.' && len(words) > 0 && abbreviates(text, words[len(words)-1], i):
		case !strings.ContainsRune(" \t,'’\"“”«»&-/_\u00a0", r):
			flush()
		}
		i += size
	}
	flush()
	return all
}

func newSentence(words []word) sentence {
	capitals, small := 0, 0
	for _, w := range words {
		switch {
		case w.capital:
			capitals++
		case !w.function:
			small++
		}
	}
	return sentence{words, capitals > 0 && small > 0}
}

func letter(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) }

// wordAt reads the word that begins at a byte; apostrophes and hyphens between letters belong to it.
func wordAt(text string, start int) word {
	w := word{start: start, end: start}
	for i, r := range text[start:] {
		at, next := start+i, start+i+utf8.RuneLen(max(r, 0))
		if r == utf8.RuneError {
			break
		}
		if !letter(r) {
			after, _ := utf8.DecodeRuneInString(text[next:])
			if !strings.ContainsRune("'’-", r) || !letter(after) {
				break
			}
			continue
		}
		if at == start {
			w.capital = !unicode.IsLower(r)
		}
		w.letters++
		w.end = next
	}
	w.end = max(w.end, start+1)
	w.function = isFunctionWord(text[w.start:w.end])
	return w
}

// abbreviates reports whether a full stop after a word abbreviates it and does not end the sentence: it follows at once, and
// the word has at most three letters, or goes on in small letters.
func abbreviates(text string, w word, at int) bool {
	if w.end != at {
		return false
	}
	rest := strings.TrimLeft(text[at+1:], " ")
	next, _ := utf8.DecodeRuneInString(rest)
	return w.letters <= 3 && rest != "" || unicode.IsLower(next) || next == ','
}

// named reports whether the words from..to may be a name, and the least they must score besides the threshold: see Mentions.
func (s *sentence) named(from, to int) (least float64, ok bool) {
	content, capitals, commas := 0, 0, 0
	for i, w := range s.words[from : to+1] {
		if w.comma && from+i < to {
			commas++
		}
		if !w.function {
			content++
			if w.capital && from+i > 0 {
				capitals++
			}
		}
	}
	switch {
	case commas > 1 || content == 1 && !s.single(from):
		return 0, false
	case s.cased && capitals == 0 && content > 1:
		return leastInSmall, true
	}
	return 0, true
}

// leastInSmall is what several words must score that a sentence with capitals writes in small letters.
const leastInSmall = 0.9

// single reports whether word i may be a name alone.
func (s *sentence) single(i int) bool {
	others := 0
	for k := range s.words {
		if k != i && !s.words[k].function {
			others++
		}
	}
	if others == 0 {
		return true
	}
	return s.cased && i > 0 && s.words[i].capital && !s.beside(i, 1) && !s.beside(i, -1)
}

// beside reports whether a word written as a name stands next to word i, function words apart.
func (s *sentence) beside(i, step int) bool {
	for k := i + step; k >= 0 && k < len(s.words); k += step {
		if s.words[min(k, k-step)].comma {
			return false
		}
		if !s.words[k].function {
			return s.words[k].capital
		}
	}
	return false
}
