package name

import (
	"slices"
	"strings"
)

// formSet is a set of groups of legal forms.
type formSet uint8

const (
	companyForm formSet = 1 << iota
	coopForm
	nonprofitForm
	civilForm
	stateForm
	droppedForm
)

var formGroups = map[string]formSet{
	"company": companyForm, "coop": coopForm, "nonprofit": nonprofitForm, "civil": civilForm, "state": stateForm,
	"qualifier": droppedForm, "status": droppedForm,
}

// A formTree holds the legal forms letter by letter, so that one walk finds all that begin with a text. Number 0 is the root,
// and stands for no node where a child or a neighbour is asked for.
type formTree struct {
	first [256]uint16 // the children of the root
	nodes []formNode
}

// A formNode is a beginning of legal forms. The nodes with the same beginning but for the last letter are a list.
type formNode struct {
	letter      byte
	ends        bool    // it is itself a form
	groups      formSet // of that form
	child, next uint16
}

func (v *vocabulary) readForms(line string) {
	name, rest, _ := strings.Cut(line, ": ")
	for f := range strings.SplitSeq(rest, ", ") {
		v.legal.add(f, formGroups[name])
	}
}

// add adds a form.
func (t *formTree) add(letters string, groups formSet) {
	at := uint16(0)
	for i := range len(letters) {
		next := t.step(at, letters[i])
		if next == 0 {
			next = t.grow(at, letters[i])
		}
		at = next
	}
	t.nodes[at].ends = true
	t.nodes[at].groups |= groups
}

// grow adds a child.
func (t *formTree) grow(at uint16, letter byte) uint16 {
	child := uint16(len(t.nodes))
	t.nodes = append(t.nodes, formNode{letter: letter})
	if at == 0 {
		t.first[letter] = child
	} else {
		t.nodes[child].next, t.nodes[at].child = t.nodes[at].child, child
	}
	return child
}

// step returns the node one letter on, or 0.
func (t *formTree) step(at uint16, letter byte) uint16 {
	if at == 0 {
		return t.first[letter]
	}
	at = t.nodes[at].child
	for at != 0 && t.nodes[at].letter != letter {
		at = t.nodes[at].next
	}
	return at
}

// walk returns the node that some letters on lead to, and whether a form goes on there.
func (t *formTree) walk(at uint16, letters string) (uint16, bool) {
	for i := range len(letters) {
		if at = t.step(at, letters[i]); at == 0 {
			return 0, false
		}
	}
	return at, true
}

// A legalForm is one that stands in a name.
type legalForm struct {
	groups formSet
	size   int // words, 0 where none stands
}

// formAt returns the longest legal form that begins at word i. None has more than ten words.
func (t *formTree) formAt(words []piece, i int) (found legalForm) {
	at, ok := uint16(0), true
	for j := i; j < len(words) && j < i+10; j++ {
		text := words[j].Text
		if text == "&" {
			text = "y"
		}
		if at, ok = t.walk(at, text); !ok {
			break
		}
		if n := &t.nodes[at]; n.ends {
			found = legalForm{n.groups, j - i + 1}
		}
	}
	return found
}

// begins reports whether a legal form begins with the letters of some words.
func (t *formTree) begins(words []piece) bool {
	at, ok := uint16(0), true
	for i := range words {
		if at, ok = t.walk(at, words[i].Text); !ok {
			return false
		}
	}
	return true
}

// findForms finds the legal form that begins at each word.
func (a *analysis) findForms() {
	a.found = slices.Grow(a.found[:0], len(a.words))
	for i := range a.words {
		a.found = append(a.found, a.legal.formAt(a.words, i))
	}
}
