package name

import (
	"slices"
	"strings"

	"github.com/tamiz-project/tamiz/screening/name/internal/fold"
)

// An Analyser analyses names in memory that it uses again: once it has seen a few, an analysis allocates nothing. The zero
// value is ready. It is not safe for concurrent use.
//
// The names that it returns, and what Fold returns, are its own until Reset; after that they must not be read. What was taken
// from them (Text, Alias, the Text of a Token, a name in a Corpus) stays; the Folded text of a Token does not. For names that
// are kept use Person, Organization and Thing.
type Analyser struct {
	names []*Name // that it owns
	used  int     // of them, since Reset

	folder   fold.Folder
	source   string  // the text read last, repaired
	pieces   []piece // its words
	altered  []piece // those of the present reading, if others
	found    []legalForm
	meanings []*word // of the tokens
	letters  []byte
	numbers  map[uint32][]key // the keys of numbers, by id
}

// A piece is a word of a text with what the vocabulary knows of it.
type piece struct {
	fold.Word
	entry *word
}

// Person is the function Person in the Analyser's memory.
func (a *Analyser) Person(text string) *Name {
	a.read(text)
	return a.as(person)
}

// Organization is the function Organization in the Analyser's memory.
func (a *Analyser) Organization(text string) *Name {
	a.read(text)
	return a.as(organization)
}

// Thing is the function Thing in the Analyser's memory.
func (a *Analyser) Thing(text string) *Name {
	a.read(text)
	x := a.begin(thing)
	if x.looksLikeCompany() {
		return x.finish(organization)
	}
	return x.finish(thing)
}

// Unknown analyses the name of a party that may be a person or a company: as an organisation, and as a person too unless
// Thing would read it as a company. Then asPerson is nil. A name that may be a person's is headed if it begins with a word that
// only organisations bear: Constructora Alex Saab may tell of Alex Saab, but is rather a firm.
func (a *Analyser) Unknown(text string) (own, asPerson *Name, headed bool) {
	a.read(text)
	x := a.begin(organization)
	company, headed := x.looksLikeCompany(), x.headed()
	own = x.finish(organization)
	if company {
		return own, nil, false
	}
	return own, a.as(person), headed
}

// Fold is the function Fold in the Analyser's memory.
func (a *Analyser) Fold(text string) string {
	a.letters = a.letters[:0]
	for i, w := range a.folder.Words(fold.Repair(text)) {
		if i > 0 {
			a.letters = append(a.letters, ' ')
		}
		a.letters = append(a.letters, w.Text...)
	}
	return a.folder.Keep(a.letters)
}

// Reset takes back all names and texts that the Analyser has returned.
func (a *Analyser) Reset() {
	a.used = 0
	a.folder.Reset()
}

// next returns an empty name.
func (a *Analyser) next() *Name {
	if a.used == len(a.names) {
		a.names = append(a.names, &Name{tokens: make([]token, 0, len(a.pieces)+1)})
	}
	n := a.names[a.used]
	a.used++
	*n = Name{text: a.source, tokens: n.tokens[:0], joins: n.joins[:0]}
	return n
}

// as reads the text read last.
func (a *Analyser) as(k kind) *Name {
	x := a.begin(k)
	return x.finish(k)
}

// read folds a text and looks its words up.
func (a *Analyser) read(text string) {
	v := tables()
	a.source = fold.Repair(text)
	words := a.folder.Words(a.source)
	a.pieces = slices.Grow(a.pieces[:0], len(words))
	for i := range words {
		a.pieces = append(a.pieces, piece{words[i], v.word(words[i].Text)})
	}
}

// mostNumbers is how many numbers an Analyser remembers.
const mostNumbers = 1 << 12

// numberKeys returns the keys of a number in digits. They are never written again, so that a Corpus may keep them.
func (a *Analyser) numberKeys(digits string) []key {
	digits = strings.TrimLeft(digits, "0")
	id := uint32(extend(hash("number:"), digits))
	keys, ok := a.numbers[id]
	if !ok {
		if a.numbers == nil || len(a.numbers) == mostNumbers {
			a.numbers = map[uint32][]key{}
		}
		keys = []key{keyOf("number:", digits, Numeral)}
		a.numbers[id] = keys
	}
	return keys
}
