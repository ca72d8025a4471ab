package name

import "strings"

// companyWords makes tokens of the words of an organisation's name.
func (a *analysis) companyWords() {
	for i := 0; i < len(a.words); {
		if n := a.companyForm(i); n > 0 {
			a.addAs(form, a.words[i:i+n])
			i += n
			continue
		}
		if n := a.singles(i); n > 0 {
			i += n
			continue
		}
		a.companyWord(&a.words[i])
		i++
	}
	a.acronym()
	a.numberName()
	a.keepSomething()
}

// addAs adds words that have one role.
func (a *analysis) addAs(r role, words []piece) {
	for i := range words {
		w := &words[i]
		a.add(w, w.Text, w.entry, r)
	}
}

// companyForm returns how many words from i on are a legal form. Short forms that are words or initials too (SA, CA, AS,
// IS) count only at the end of the name or before another form; long ones anywhere.
func (a *analysis) companyForm(i int) int {
	g, size := a.found[i].groups, a.found[i].size
	if size == 0 {
		return a.cutForm(i)
	}
	letters := lettersOf(a.words[i : i+size])
	if i+size < len(a.words) && letters < 4 && i > 0 {
		if next := a.found[i+size]; next.size == 0 || next.groups == 0 {
			if !a.words[i+size].Open && !a.words[i+size-1].Comma && !a.words[i].Dot || letters < 2 {
				return 0
			}
		}
	}
	if i == 0 && (g&companyForm == 0 || size == len(a.words) || letters < 2 || letters < 4 && size > 1) {
		return 0
	}
	a.forms |= g
	return size
}

func lettersOf(words []piece) (n int) {
	for i := range words {
		n += len(words[i].Text)
	}
	return n
}

// cutForm returns how many words from i on are the beginning of a legal form that was cut off at the end of the name.
func (a *analysis) cutForm(i int) int {
	if a.cut && lettersOf(a.words[i:]) >= 8 && a.legal.begins(a.words[i:]) {
		return len(a.words) - i
	}
	return 0
}

// singles joins single letters that stand beside each other, or with "and" between them, into one word: J.P. Morgan, G y G,
// W & G. It returns how many words it took.
func (a *analysis) singles(i int) int {
	if !single(&a.words[i]) {
		return 0
	}
	a.letters = append(a.letters[:0], a.words[i].Text...)
	j := i + 1
	for j < len(a.words) && !a.formEnd(j) {
		switch {
		case single(&a.words[j]) && !conjunction(a.words[i:], j-i):
			a.letters = append(a.letters, a.words[j].Text...)
			j++
		case j+1 < len(a.words) && isAnd(a.words[j].Text) && single(&a.words[j+1]):
			a.letters = append(a.letters, a.words[j+1].Text...)
			j += 2
		default:
			a.addLetters(i, j)
			return j - i
		}
	}
	a.addLetters(i, j)
	return j - i
}

// addLetters adds the letters that stand in words i to j as one word.
func (a *analysis) addLetters(i, j int) {
	w := a.words[i]
	if j == i+1 {
		a.addLetter(&w, i)
		return
	}
	w.End = a.words[j-1].End
	text := a.folder.Keep(a.letters)
	a.add(&w, text, a.word(text), brand)
}

// addLetter adds a letter that stands alone.
func (a *analysis) addLetter(w *piece, i int) {
	r := initial
	switch {
	case isAnd(w.Text) && i > 0:
		r = particle
	case w.Text[0] <= '9', i > 0 && w.entry.class&isRoman != 0 && a.text[w.Start] < 'a':
		r = number
	}
	a.add(w, w.Text, w.entry, r)
}

// formEnd reports whether the rest of the name from word i on is a legal form that stands apart from the letters before it:
// H.L.P. ends in no partnership.
func (a *analysis) formEnd(i int) bool {
	if !strings.ContainsAny(a.text[a.words[i-1].End:a.words[i].Start], " ,") {
		return false
	}
	size := a.found[i].size
	return size > 0 && i+size == len(a.words)
}

func single(w *piece) bool { return len(w.Text) == 1 && w.Text != "&" }

// conjunction reports whether the single letter i is the word "and": Y between two letters.
func conjunction(words []piece, i int) bool {
	return (words[i].Text == "y" || words[i].Text == "e") && i+1 < len(words) && single(&words[i+1]) && !words[i-1].Dot
}

func isAnd(text string) bool {
	return text == "&" || text == "y" || text == "and" || text == "e" || text == "und" || text == "et"
}

// companyWord adds one word with the role the tables give it.
func (a *analysis) companyWord(w *piece) {
	e, r := w.entry, brand
	switch {
	case e.class&isStatus != 0 && len(a.words) > 1:
		r = title
	case w.Text == "&", e.class&isStop != 0:
		r = particle
	case allDigits(w.Text), e.class&isNumber != 0:
		r = number
	case e.class&isRoman != 0 && len(a.tokens) > 0 && w.Start < len(a.text) && a.text[w.Start] < 'a':
		r = number
	case e.class&isPlace != 0:
		r = place
	case e.class&isGeneric != 0:
		r = generic
	}
	a.add(w, w.Text, e, r)
}

func allDigits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}

// numberName joins the digits of a company that has a number for a name (3-101-123456 S.A.) into its brand.
func (a *analysis) numberName() {
	a.letters = a.letters[:0]
	first := -1
	for i := range a.tokens {
		switch t := &a.tokens[i]; {
		case t.role == number && allDigits(t.text):
			a.letters = append(a.letters, t.text...)
			if first < 0 {
				first = i
			} else {
				t.role = title
			}
		case t.role != form && t.role != title:
			return
		}
	}
	if len(a.letters) >= 6 {
		t := &a.tokens[first]
		t.text, t.role = a.folder.Keep(a.letters), brand
		a.meanings[first] = a.word(t.text)
	}
}

// acronym drops the weight of a word that only repeats the initials of the others: Petróleos de Venezuela (PDVSA).
func (a *analysis) acronym() {
	for i := range a.tokens {
		t := &a.tokens[i]
		if t.role != brand || len(t.text) < 3 || len(t.text) > 8 || len(a.tokens) < 4 {
			continue
		}
		if a.initialsOf(i) {
			t.role = title
		}
	}
}

// initialsOf reports whether token i is made of the first letters of the other tokens in their order.
func (a *analysis) initialsOf(i int) bool {
	at, text := 0, a.tokens[i].text
	for j := range a.tokens {
		if j == i || at == len(text) {
			continue
		}
		if a.tokens[j].text[0] == text[at] {
			at++
		}
	}
	return at == len(text)
}

// keepSomething gives a name that is nothing but legal forms and titles its words back: they are all it has.
func (a *analysis) keepSomething() {
	for i := range a.tokens {
		if r := a.tokens[i].role; r != form && r != title && r != particle {
			return
		}
	}
	for i := range a.tokens {
		a.tokens[i].role = brand
	}
}
