package name

import (
	"cmp"
	"strings"
	"unicode/utf8"

	"github.com/tamiz-project/tamiz/screening/name/internal/fold"
)

// An analysis is a name being read.
type analysis struct {
	*Name
	*vocabulary
	*Analyser
	words []piece
	comma int // how many tokens stand before the comma, or -1
}

// begin takes the words of the text read last for one reading. The legal forms in anything but a person are found too.
func (a *Analyser) begin(k kind) analysis {
	x := analysis{Name: a.next(), vocabulary: tables(), Analyser: a, comma: -1}
	x.words, x.alias = x.withoutAlias(a.pieces, k)
	if k != person {
		a.altered = append(a.altered[:0], x.words...)
		x.words = a.altered
		x.correct()
		x.findForms()
	}
	return x
}

// finish makes the name of what begin took.
func (a *analysis) finish(k kind) *Name {
	a.kind = k
	a.cut = cutOff(a.text, a.words)
	a.meanings = a.meanings[:0]
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
	return a.Name
}

// cutOff reports whether a text may have been cut off by a field of fixed length: it is as long as such fields are, or one
// shorter where the cut fell on a space, and ends in a word.
func cutOff(text string, words []piece) bool {
	if len(words) < 2 || words[len(words)-1].End != len(text) {
		return false
	}
	switch utf8.RuneCountInString(text) {
	case 29, 30, 31, 32, 34, 35, 39, 40, 44, 45, 49, 50, 59, 60:
		return true
	}
	return false
}

// withoutAlias cuts the words at an alias marker and returns the text of what follows.
func (a *analysis) withoutAlias(words []piece, k kind) ([]piece, string) {
	for i := 1; i < len(words); i++ {
		w := &words[i]
		if w.entry.class&isAlias != 0 && i+1 < len(words) {
			return words[:i], a.between(words[i+1:])
		}
		if w.Text == "a" && i+3 < len(words) && words[i+1].Text == "k" && words[i+2].Text == "a" && w.Dot {
			return words[:i], a.between(words[i+3:])
		}
		if w.Text == "d" && i+3 < len(words) && words[i+1].Text == "b" && words[i+2].Text == "a" {
			return words[:i], a.between(words[i+3:])
		}
		if w.entry.class&isFormer != 0 && w.Open && i+1 < len(words) {
			return words[:i], a.between(words[i+1:])
		}
		if w.Quote && !words[0].Quote && k == person {
			return a.withoutQuoted(words, i)
		}
	}
	return words, ""
}

// withoutQuoted takes a nickname in quotation marks out of the middle of a name.
func (a *analysis) withoutQuoted(words []piece, from int) ([]piece, string) {
	to := from
	for to < len(words) && words[to].Quote {
		to++
	}
	a.altered = append(append(a.altered[:0], words[:from]...), words[to:]...)
	return a.altered, a.between(words[from:to])
}

// between returns the text from the first to the last of some words.
func (a *analysis) between(words []piece) string {
	return strings.TrimSpace(a.text[words[0].Start:words[len(words)-1].End])
}

// looksLikeCompany reports whether the words hold a legal form at their end or two generic company words.
func (a *analysis) looksLikeCompany() bool {
	n := 0
	for i := range a.words {
		if e := a.words[i].entry; e.class&isGeneric != 0 && e.company > e.given+e.surname {
			n++
		}
	}
	if n > 1 || n == 1 && len(a.words) < 3 {
		return true
	}
	for i, f := range a.found {
		if i > 0 && f.size > 0 && i+f.size == len(a.words) && f.groups != 0 {
			return true
		}
	}
	return false
}

// headed reports whether the words begin with a company word that is nobody's name, and not so short that it may be initials.
func (a *analysis) headed() bool {
	if len(a.words) == 0 || len(a.words[0].Text) < 4 {
		return false
	}
	return a.words[0].entry.nobodys()
}

// add adds a token for a word, with the role it has so far.
func (a *analysis) add(w *piece, text string, e *word, r role) {
	written := original(a.text, w.Word)
	from := w.Start + strings.Index(a.text[w.Start:], written)
	a.tokens = append(a.tokens, token{from: uint32(from), to: uint32(from + len(written)), text: text, role: r, script: w.Script, dot: w.Dot})
	a.meanings = append(a.meanings, e)
}

// limit keeps the first maxTokens tokens: a table of fixed size could not hold more.
func (a *analysis) limit() {
	if len(a.tokens) > maxTokens {
		a.tokens = a.tokens[:maxTokens]
	}
	a.comma = min(a.comma, len(a.tokens))
}

// weigh sets what comparing each token needs.
func (a *analysis) weigh() {
	for i := range a.tokens {
		t, e := &a.tokens[i], a.meanings[i]
		a.weight(t, e)
		if t.role != initial {
			t.keys = e.keys
		}
		if t.role == number && len(t.keys) == 0 {
			t.keys = a.numberKeys(t.text)
		}
		a.shape(t, e)
		t.stub = t.dot && t.role != initial
	}
	if last := len(a.tokens) - 1; last > 0 && a.cut {
		a.tokens[last].stub, a.tokens[last].cut = true, a.tokens[last].role != form
	}
}

// shape sets what follows from the letters of a token, if that is not known of its word.
func (a *analysis) shape(t *token, e *word) {
	if e.text != "" && t.script != fold.Other && len(t.keys) == len(e.keys) {
		t.norm, t.hash, t.nhash, t.mask, t.letters, t.bloom = e.norm, e.hash, e.nhash, e.mask, e.letters, e.bloom
		return
	}
	t.norm = t.text
	if t.script != fold.Other {
		a.letters = reduced(a.letters[:0], t.text)
		t.norm = cmp.Or(a.folder.Keep(a.letters), t.text)
	}
	t.derive()
}

// derive sets what follows from the text, the skeleton and the keys.
func (t *token) derive() {
	t.hash, t.nhash = hash(t.text), hash(t.norm)
	t.mask, t.letters = letterMask(t.norm), letterMask(t.text)
	for _, k := range t.keys {
		t.bloom |= 1 << (k.id & 31)
	}
}

// A join is two or three neighbouring tokens read as one word: de la Cruz and Delacruz, Al Assad and Alassad.
type join struct {
	hash     uint64
	from, to uint8 // tokens from..to, both included
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
