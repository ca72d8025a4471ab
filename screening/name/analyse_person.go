package name

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/tamiz-project/tamiz/screening/name/internal/fold"
)

// personWords makes tokens of the words of a person's name (or of a name of unknown kind), with the roles that the words
// alone tell; which of the others are given names and which are surnames is found by roles.
func (a *analysis) personWords() {
	left := len(a.words)
	comma := commaOf(a.words)
	for i := 0; i < len(a.words); i++ {
		w := &a.words[i]
		e := w.entry
		size := 1
		switch {
		case w.Text == "&":
		case a.kind == person && a.formTail(i):
			a.addAs(form, a.words[i:])
			i, size = len(a.words), 0
		case e.class&isSuffix != 0 && len(a.tokens) > 1 && a.suffixAt(i, comma):
			a.add(w, w.Text, e, suffix)
		case w.Open && a.kind == person:
		case a.titleAt(e.class, i, left, comma):
			a.add(w, w.Text, e, title)
		case e.class&(isWeak|isStatus) != 0 && len(a.words) > 2:
			a.add(w, w.Text, e, title)
		case w.Script == fold.Latin && utf8.RuneCountInString(w.Text) == 1 && !a.particleAt(w):
			a.addInitial(w)
		case e.class&isParticle != 0 && len(a.words) > 1:
			a.add(w, w.Text, e, particle)
		case e.expand != nil && len(e.keys) == 0 && a.kind == person:
			a.addGiven(w, e.expand...)
		case a.kind == person && servant(w.Text) > 0:
			n := servant(w.Text)
			a.addGiven(w, w.Text[:n], w.Text[n:])
		default:
			a.add(w, w.Text, e, given)
		}
		if i == comma && size > 0 {
			a.comma = len(a.tokens)
		}
	}
}

// addGiven adds the names that a word stands for.
func (a *analysis) addGiven(w *piece, names ...string) {
	for _, text := range names {
		a.add(w, text, a.word(text), given)
	}
}

// servant returns how long the first part of a name like Abdulrahman or Abdelkader is, 0 for any other. Such names are
// written in one word or two (or three: Abd al-Rahman). Abdullah stays whole.
func servant(w string) int {
	rest, ok := strings.CutPrefix(w, "abd")
	if !ok || len(rest) < 5 {
		return 0
	}
	for _, article := range [...]string{"oul", "ul", "el", "al", "ol", "ur", "er", "ar", "ou", "us", "es", "as"} {
		if word, ok := strings.CutPrefix(rest, article); ok && len(word) > 2 && !strings.HasPrefix(word, "la") && word != "ahi" {
			return len(w) - len(word)
		}
	}
	return 0
}

// commaOf returns the word that the comma between surnames and given names follows, or -1.
func commaOf(words []piece) int {
	for i := range words {
		if words[i].Comma && i+1 < len(words) {
			return i
		}
	}
	return -1
}

// formTail reports whether the rest of a person's name is a legal form, put there by somebody or by mistake.
func (a *analysis) formTail(i int) bool {
	if i < 2 {
		return false
	}
	if f := a.legal.formAt(a.words, i); f.size == 0 || i+f.size != len(a.words) || a.words[i-1].Comma {
		return false
	}
	switch a.words[i].Text {
	case "llc", "ltd", "ltda", "inc", "gmbh", "srl", "corp", "limited", "limitada", "sas", "eirl":
		return true
	case "sa": // Sá is a surname too
		return original(a.text, a.words[i].Word) == "SA" && !capitals(a.text)
	}
	return false
}

// capitals reports whether a text is written in capitals.
func capitals(text string) bool {
	for _, r := range text {
		if unicode.ToUpper(r) != r {
			return false
		}
	}
	return utf8.ValidString(text)
}

// suffixAt reports whether a word of the generations stands where one stands: last, or last of the surnames.
func (a *analysis) suffixAt(i, comma int) bool {
	return i == len(a.words)-1 || i == comma || i == comma+1 && a.words[i].Dot || a.words[i+1].Comma
}

// titleAt reports whether word i is a title. Ranks that are surnames too (Coronel, Mayor) are titles only where they lead
// a name that is long enough without them and is not written surname first.
func (a *analysis) titleAt(c class, i, words, comma int) bool {
	w := &a.words[i]
	switch {
	case c&isTitle != 0:
		return words > 2 || w.Dot && words > 1
	case c&isRank == 0:
		return false
	case w.Dot:
		return words > 2 && i == a.titles()
	}
	return i == a.titles() && words-i > 2 && comma < 0
}

// titles counts the tokens so far that are titles.
func (a *analysis) titles() (n int) {
	for i := range a.tokens {
		if a.tokens[i].role == title {
			n++
		}
	}
	return n
}

// particleAt tells the particles y, e, i, d, l from initials: they stand in lower case or in the middle, without a stop.
func (a *analysis) particleAt(w *piece) bool {
	return w.entry.class&isParticle != 0 && !w.Dot && len(a.tokens) > 0 && w.End < len(a.text)
}

func (a *analysis) addInitial(w *piece) {
	r := initial
	if w.Text[0] >= '0' && w.Text[0] <= '9' {
		r = number
	}
	a.add(w, w.Text, w.entry, r)
}

// roles tells given names from surnames.
func (a *analysis) roles() {
	for i := range a.tokens { // for every kind: a token is the same in all names that hold it
		a.tokens[i].first = a.meanings[i].lean >= firstMargin
	}
	if a.kind != person {
		return
	}
	defer a.married()
	if a.comma > 0 {
		a.known = true
		a.assign(0, a.comma, paternal)
		a.assign(a.comma, len(a.tokens), given)
		return
	}
	var at [maxTokens]int
	n := 0
	for i := range a.tokens {
		if a.tokens[i].role == given {
			at[n] = i
			n++
		}
	}
	if n < 2 {
		return
	}
	split, surnameFirst, margin := a.split(at[:n])
	a.known = margin > sureMargin
	border := at[split]
	if surnameFirst {
		a.assign(0, border, paternal)
	} else {
		a.assign(border, len(a.tokens), paternal)
	}
}

// married makes the husband's name of a woman ("Landeta de Urrutia") count little: it comes and goes, and stands where other
// lists have her second surname.
func (a *analysis) married() {
	for i := 1; i < len(a.tokens); i++ {
		t := &a.tokens[i]
		last := i+1 == len(a.tokens) || i+1 == a.comma
		if last && a.tokens[i-1].text == "de" && (t.role == paternal || t.role == maternal) && a.woman() && a.surnames() > 1 {
			t.wed = true
		}
	}
}

// woman reports whether the first given name is a woman's by its ending.
func (a *analysis) woman() bool {
	for i := range a.tokens {
		if t := &a.tokens[i]; t.role == given {
			return t.text[len(t.text)-1] == 'a'
		}
	}
	return false
}

func (a *analysis) surnames() (n int) {
	for i := range a.tokens {
		if r := a.tokens[i].role; r == paternal || r == maternal {
			n++
		}
	}
	return n
}

// sureMargin is by how many nats the likeliest reading of a name must win for its roles to count as known.
const sureMargin = 2000

// firstMargin is the same for a single word to count as a given name.
const firstMargin = 1000

// assign gives surname roles to the tokens from..to that have none of their own: the first is the paternal one.
func (a *analysis) assign(from, to int, r role) {
	for i := from; i < to; i++ {
		if t := &a.tokens[i]; t.role <= maternal {
			t.role = r
			if r == paternal {
				r = maternal
			}
		}
	}
}

// split finds where the given names of a name end and which come first, by how often the background has each word as a
// given name and as a surname. Given names come first when nothing says otherwise: two in a name of four or more words.
func (a *analysis) split(at []int) (border int, surnameFirst bool, margin int) {
	var lean [maxTokens]int
	total := 0
	for i, k := range at {
		lean[i] = a.meanings[k].lean
		total += lean[i]
	}
	border = 1
	if len(at) > 3 {
		border = 2
	}
	best, second, sum := -1<<30, -1<<30, 0
	for k := 1; k < len(at); k++ {
		sum += lean[k-1]
		forward := 2*sum - total
		bonus := 0
		if k == border {
			bonus = 600
		}
		for _, s := range [...]struct {
			score int
			first bool
		}{{forward + bonus + 500, false}, {bonus - forward, true}} {
			if s.score > best {
				best, second, border, surnameFirst = s.score, best, k, s.first
			} else {
				second = max(second, s.score)
			}
		}
	}
	return border, surnameFirst, best - second
}
