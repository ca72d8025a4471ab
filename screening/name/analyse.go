package name

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/tamiz-project/tamiz/screening/name/internal/fold"
)

// analyse reads a name: words, then what each of them does, then what it weighs.
func analyse(text string, k kind) *Name {
	v := tables()
	n := &Name{text: fold.Repair(text)}
	words := fold.Words(n.text)
	words, n.alias = v.withoutAlias(n.text, words, k)
	if k != person {
		v.correct(words)
	}
	if k == thing && v.looksLikeCompany(words) {
		k = organization
	}
	n.kind = k
	n.cut = cutOff(n.text, words)
	a := analysis{Name: n, vocabulary: v, comma: -1, words: words}
	if k == organization {
		a.companyWords()
	} else {
		a.personWords()
	}
	a.limit()
	a.roles()
	a.weigh()
	a.series()
	a.join()
	return n
}

// cutOff reports whether a text may have been cut off by a field of fixed length: it is as long as such fields are, or one
// shorter where the cut fell on a space, and ends in a word.
func cutOff(text string, words []fold.Word) bool {
	if len(words) < 2 || words[len(words)-1].End != len(text) {
		return false
	}
	switch utf8.RuneCountInString(text) {
	case 29, 30, 31, 32, 34, 35, 39, 40, 44, 45, 49, 50, 59, 60:
		return true
	}
	return false
}

// An analysis is a name being read.
type analysis struct {
	*Name
	*vocabulary
	words []fold.Word
	comma int // how many tokens stand before the comma, or -1
}

// withoutAlias cuts the words at an alias marker and returns the text of what follows.
func (v *vocabulary) withoutAlias(text string, words []fold.Word, k kind) ([]fold.Word, string) {
	for i := 1; i < len(words); i++ {
		w := words[i]
		if e := v.words[w.Text]; e != nil && e.class&isAlias != 0 && i+1 < len(words) {
			return words[:i], between(text, words[i+1:])
		}
		if w.Text == "a" && i+3 < len(words) && words[i+1].Text == "k" && words[i+2].Text == "a" && w.Dot {
			return words[:i], between(text, words[i+3:])
		}
		if w.Text == "d" && i+3 < len(words) && words[i+1].Text == "b" && words[i+2].Text == "a" {
			return words[:i], between(text, words[i+3:])
		}
		if e := v.words[w.Text]; e != nil && e.class&isFormer != 0 && w.Open && i+1 < len(words) {
			return words[:i], between(text, words[i+1:])
		}
		if w.Quote && !words[0].Quote && k == person {
			return v.withoutQuoted(text, words, i)
		}
	}
	return words, ""
}

// withoutQuoted takes a nickname in quotation marks out of the middle of a name.
func (v *vocabulary) withoutQuoted(text string, words []fold.Word, from int) ([]fold.Word, string) {
	to := from
	for to < len(words) && words[to].Quote {
		to++
	}
	return slices.Concat(words[:from], words[to:]), between(text, words[from:to])
}

// between returns the text from the first to the last of some words.
func between(text string, words []fold.Word) string {
	return strings.TrimSpace(text[words[0].Start:words[len(words)-1].End])
}

// looksLikeCompany reports whether words hold a legal form at their end or two generic company words.
func (v *vocabulary) looksLikeCompany(words []fold.Word) bool {
	n := 0
	for _, w := range words {
		if e := v.words[w.Text]; e != nil && e.class&isGeneric != 0 && e.company > e.given+e.surname {
			n++
		}
	}
	if n > 1 || n == 1 && len(words) < 3 {
		return true
	}
	for i := range words {
		if g, size := v.formAt(words, i); i > 0 && size > 0 && i+size == len(words) && g != 0 {
			return true
		}
	}
	return false
}

// formAt returns the longest legal form that begins at word i, and how many words it takes.
func (v *vocabulary) formAt(words []fold.Word, i int) (formSet, int) {
	var buf [96]byte
	letters := buf[:0]
	best, size := formSet(0), 0
	for j := i; j < len(words) && j < i+10; j++ {
		if len(letters)+len(words[j].Text) > v.longest {
			break
		}
		text := words[j].Text
		if text == "&" {
			text = "y"
		}
		letters = append(letters, text...)
		if g, ok := v.legal[string(letters)]; ok {
			best, size = g, j-i+1
		}
	}
	return best, size
}

// add appends a token for word i, with the role it has so far.
func (a *analysis) add(w fold.Word, text string, r role) {
	a.tokens = append(a.tokens, token{
		orig: original(a.text, w), text: text, role: r, script: w.Script, dot: w.Dot, hash: hash(text),
	})
}

// limit keeps the first maxTokens tokens that weigh something and drops what a table of fixed size could not hold.
func (a *analysis) limit() {
	if len(a.tokens) > maxTokens {
		a.tokens = a.tokens[:maxTokens]
	}
}

// weigh sets what comparing each token needs.
func (a *analysis) weigh() {
	var buf [64]byte
	for i := range a.tokens {
		t := &a.tokens[i]
		e := a.vocabulary.words[t.text]
		a.weight(t, e)
		t.norm = t.text
		if t.script != fold.Other {
			if n := normalise(buf[:0], t.text); string(n) != t.text && len(n) > 0 {
				t.norm = string(n)
			}
		}
		if e != nil && t.role != initial {
			t.keys = e.keys
		}
		if t.role == number && len(t.keys) == 0 {
			t.keys = []key{keyOf("number:", strings.TrimLeft(t.text, "0"), Numeral)}
		}
		t.derive()
		t.stub = t.dot && t.role != initial
	}
	if last := len(a.tokens) - 1; last > 0 && a.cut {
		a.tokens[last].stub, a.tokens[last].cut = true, a.tokens[last].role != form
	}
}

// A join is two or three neighbouring tokens read as one word: de la Cruz and Delacruz, Al Assad and Alassad.
type join struct {
	hash     uint64
	from, to uint8 // tokens from..to, both included
}

// derive sets what follows from the text, the skeleton and the keys.
func (t *token) derive() {
	t.hash, t.nhash = hash(t.text), hash(t.norm)
	t.mask, t.letters = letterMask(t.norm), letterMask(t.text)
	for _, k := range t.keys {
		t.bloom |= 1 << (k.id & 31)
	}
}

// maxJoin is how many letters a join may have.
const maxJoin = 64

// join lists the joins of neighbouring tokens.
func (n *Name) join() {
	if len(n.tokens) < 2 {
		return
	}
	if n.joins == nil {
		n.joins = make([]join, 0, len(n.tokens)+2)
	}
	for i := 0; i+1 < len(n.tokens); i++ {
		h, size := extend(n.tokens[i].hash, n.tokens[i+1].text), len(n.tokens[i].text)+len(n.tokens[i+1].text)
		if size > maxJoin {
			continue
		}
		n.joins = append(n.joins, join{h, uint8(i), uint8(i + 1)})
		if i+2 < len(n.tokens) && n.tokens[i+1].role == particle && size+len(n.tokens[i+2].text) <= maxJoin {
			n.joins = append(n.joins, join{extend(h, n.tokens[i+2].text), uint8(i), uint8(i + 2)})
		}
	}
}
