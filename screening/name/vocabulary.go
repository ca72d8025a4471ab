package name

import (
	"embed"
	"strconv"
	"strings"
	"sync"

	"github.com/tamiz-project/tamiz/screening/name/internal/fold"
)

//go:embed data/*.txt data/*.csv
var data embed.FS

// tables holds the embedded tables, read once when the first name is analysed, and only read after that.
var tables = sync.OnceValue(load)

// A vocabulary knows words.
type vocabulary struct {
	words     map[string]*word
	unknown   *word // what is known of every other word
	legal     formTree
	long      [26][]longWord // long generic words and legal forms, by first letter
	persons   float64
	companies float64
}

// word returns what is known of a word.
func (v *vocabulary) word(text string) *word {
	if w := v.words[text]; w != nil {
		return w
	}
	return v.unknown
}

// A word is what the tables say about one word.
type word struct {
	class   class
	keys    []key
	given   int32 // names of the background in which it is a given name
	surname int32
	company int32
	common  int32    // people in ten thousand who carry it in Latin America
	expand  []string // a nickname of two names: Juanjo is Juan José
	meaning
}

// class is a set of the parts a word may have.
type class uint32

const (
	isTitle class = 1 << iota
	isRank
	isParticle
	isArabic
	isMarital
	isAlias
	isStatus
	isWeak
	isStop
	isGeneric
	isNumber
	isRoman
	isSuffix
	isPlace
	isFormer
	isHead
)

var classes = map[string]class{
	"title": isTitle, "rank": isRank, "particle": isParticle, "arabic": isArabic, "marital": isMarital, "alias": isAlias,
	"status": isStatus, "weak": isWeak, "stop": isStop, "generic": isGeneric, "number": isNumber, "roman": isRoman,
	"suffix": isSuffix, "former": isFormer, "head": isHead,
}

// A key is something tokens share that makes them related: a given name with its nicknames, a group of synonyms, a number.
type key struct {
	id   uint32
	code Code
	own  bool // the token is what the key names, not a short form of it
}

func load() *vocabulary {
	v := &vocabulary{words: make(map[string]*word, 1<<14), unknown: &word{}, legal: formTree{nodes: make([]formNode, 1)}}
	v.readBackground()
	v.each("frequent.txt", v.readFrequent)
	v.each("words.txt", v.readWords)
	v.each("places.txt", func(line string) { v.group("place:", line, Translation, isPlace) })
	v.each("synonyms.txt", func(line string) { v.group("word:", line, Translation, 0) })
	v.each("abbreviations.txt", v.readAbbreviations)
	v.each("forms.txt", v.readForms)
	v.readNicknames()
	v.readLong()
	v.settle()
	return v
}

// each calls do with every line of an embedded file that is not empty and no comment.
func (v *vocabulary) each(file string, do func(line string)) {
	text, err := data.ReadFile("data/" + file)
	if err != nil {
		panic(err) // the file is part of the program
	}
	for line := range strings.Lines(string(text)) {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
			do(line)
		}
	}
}

// at returns the entry of a word, a new one if there is none.
func (v *vocabulary) at(text string) *word {
	w := v.words[text]
	if w == nil {
		w = &word{}
		v.words[text] = w
	}
	return w
}

func (v *vocabulary) readBackground() {
	v.each("background.txt", func(line string) {
		f := strings.Fields(line)
		if f[0] == "*" {
			v.persons, v.companies = float64(toInt(f[1])), float64(toInt(f[2]))
			return
		}
		w := v.at(f[0])
		w.given, w.surname, w.company = toInt(f[1]), toInt(f[2]), toInt(f[3])
	})
}

// readFrequent reads shares of people: "g: maria 1300 ...".
func (v *vocabulary) readFrequent(line string) {
	kind, rest, _ := strings.Cut(line, ": ")
	f := strings.Fields(rest)
	for i := 0; i+1 < len(f); i += 2 {
		w, n := v.at(f[i]), toInt(f[i+1])
		w.common += n
		if kind == "g" {
			w.given += n
		} else {
			w.surname += n
		}
	}
}

func toInt(s string) int32 {
	n, err := strconv.Atoi(s)
	if err != nil {
		panic(err)
	}
	return int32(n)
}

func (v *vocabulary) readWords(line string) {
	name, rest, _ := strings.Cut(line, ": ")
	c := classes[name]
	for f := range strings.FieldsSeq(rest) {
		switch c {
		case isNumber:
			value, list, _ := strings.Cut(f, "=")
			for s := range strings.SplitSeq(list, ",") {
				v.at(s).class |= c
				v.at(s).keys = append(v.at(s).keys, keyOf("number:", value, Numeral))
			}
			continue
		case isRoman:
			v.at(f).keys = append(v.at(f).keys, keyOf("number:", strconv.Itoa(romanValue(f)), Numeral))
		case isSuffix:
			v.at(f).keys = append(v.at(f).keys, keyOf("suffix:", rest, Translation))
		}
		v.at(f).class |= c
	}
}

// group makes the words of a line synonyms.
func (v *vocabulary) group(space, line string, code Code, c class) {
	for f := range strings.FieldsSeq(line) {
		v.at(f).class |= c
		v.at(f).keys = append(v.at(f).keys, keyOf(space, line, code))
	}
}

func (v *vocabulary) readAbbreviations(line string) {
	for f := range strings.FieldsSeq(line) {
		short, long, _ := strings.Cut(f, "=")
		for l := range strings.SplitSeq(long, ",") {
			v.link(short, l, Abbreviation)
			v.at(short).class |= v.at(l).class & (isGeneric | isPlace)
		}
	}
}

// link makes short a short form of long.
func (v *vocabulary) link(short, long string, code Code) {
	k := keyOf("name:", long, code)
	v.at(short).keys = append(v.at(short).keys, k)
	k.own = true
	if w := v.at(long); !hasKey(w.keys, k.id) {
		w.keys = append(w.keys, k)
	}
}

func hasKey(keys []key, id uint32) bool {
	for _, k := range keys {
		if k.id == id {
			return true
		}
	}
	return false
}

func (v *vocabulary) readNicknames() {
	v.nicknames("nicknames.csv")
	v.nicknames("nicknames_world.csv")
}

func (v *vocabulary) nicknames(file string) {
	v.each(file, func(line string) {
		f := strings.Split(line, ",")
		if f[0] == "nickname" {
			return
		}
		nick, names := folded(f[0]), folded(f[1])
		if len(nick) != 1 {
			return
		}
		if len(names) == 1 {
			v.link(nick[0], names[0], Nickname)
			return
		}
		if w := v.at(nick[0]); len(w.keys) == 0 && w.expand == nil {
			w.expand = contentOf(names)
		}
	})
}

// folded returns the folded words of a text.
func folded(text string) (words []string) {
	for _, w := range fold.Words(text) {
		words = append(words, w.Text)
	}
	return words
}

func contentOf(words []string) (out []string) {
	for _, w := range words {
		if len(w) > 2 && w != "las" && w != "los" && w != "del" {
			out = append(out, w)
		}
	}
	return out
}

func keyOf(space, text string, code Code) key {
	return key{id: uint32(hash(space + text)), code: code, own: code == Translation || code == Numeral}
}

func romanValue(s string) int {
	values := map[byte]int{'i': 1, 'v': 5, 'x': 10}
	sum := 0
	for i := range len(s) {
		if i+1 < len(s) && values[s[i]] < values[s[i+1]] {
			sum -= values[s[i]]
		} else {
			sum += values[s[i]]
		}
	}
	return sum
}
