package fact

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// A Type of fact.
type Type string

const (
	YesNo    Type = "yes/no"
	Quantity Type = "number"
	Word     Type = "text"
	Words    Type = "texts"
	Date     Type = "date"
	Rows     Type = "rows" // a table as such: "payment" documents the payments, Table holds them
)

// A Definition documents one fact.
type Definition struct {
	Name     string   // "payment.method": scope, dot, name; no dot: the counterparty itself
	Type     Type     //
	Values   []string // closed vocabulary of a text; a rule or a file that uses another word is refused
	Unit     string   // "USD", "percent"
	Question Label    // asked when unknown
	Derived  bool     // computed by tamiz, not asked
	Stage    int      // the first stage of diligence at which it is asked, from 0; unknown before that is not applicable
	Doc      string   // what it means, in one sentence
}

// Scope returns the table that a name belongs to, "" for the counterparty, ourselves and the run.
func Scope(name string) string {
	scope, _, dotted := strings.Cut(name, ".")
	if !dotted || scope == "party" || scope == "profile" || scope == "run" {
		return ""
	}
	return scope
}

// A Dictionary is a checked set of definitions; immutable, safe for concurrent use.
type Dictionary struct {
	defs   []Definition // by name
	byName map[string]int
}

// NewDictionary checks definitions and refuses duplicates, names that a condition could not use, and unknown types. The
// error joins all mistakes.
func NewDictionary(defs ...Definition) (*Dictionary, error) {
	d := &Dictionary{defs: slices.Clone(defs), byName: make(map[string]int, len(defs))}
	slices.SortStableFunc(d.defs, func(a, b Definition) int { return cmp.Compare(a.Name, b.Name) })
	var mistakes []error
	for i, def := range d.defs {
		if err := def.check(); err != nil {
			mistakes = append(mistakes, err)
		}
		if _, twice := d.byName[def.Name]; twice {
			mistakes = append(mistakes, fmt.Errorf("fact %q is defined twice; keep one of the two", def.Name))
		}
		d.byName[def.Name] = i
	}
	if len(mistakes) > 0 {
		return nil, errors.Join(mistakes...)
	}
	return d, nil
}

// check refuses what no rule could use.
func (def Definition) check() error {
	types := []Type{YesNo, Quantity, Word, Words, Date, Rows}
	switch {
	case !isName(def.Name):
		return fmt.Errorf("fact name %q: write a word of letters, digits and _, or table.word", def.Name)
	case slices.Contains(reserved(), def.Name):
		return fmt.Errorf("fact name %q is a word of the condition language; choose another name", def.Name)
	case !slices.Contains(types, def.Type):
		return fmt.Errorf("fact %q has type %q; write yes/no, number, text, texts, date or rows", def.Name, def.Type)
	case def.Type == Rows && strings.Contains(def.Name, "."):
		return fmt.Errorf("fact %q: a table has a name without a dot", def.Name)
	case len(def.Values) > 0 && def.Type != Word && def.Type != Words:
		return fmt.Errorf("fact %q is a %s and cannot have values; only text and texts have a vocabulary", def.Name, def.Type)
	case def.Stage < 0:
		return fmt.Errorf("fact %q has stage %d; stages count from 0", def.Name, def.Stage)
	}
	return nil
}

// isName reports whether a text is a word of letters, digits and _, or two of them with a dot between.
func isName(name string) bool {
	scope, rest, dotted := strings.Cut(name, ".")
	return isWord(scope) && (!dotted || isWord(rest))
}

func isWord(s string) bool {
	letter := func(r rune) bool { return r == '_' || 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' }
	digit := func(r rune) bool { return '0' <= r && r <= '9' }
	return s != "" && letter(rune(s[0])) && strings.IndexFunc(s, func(r rune) bool { return !letter(r) && !digit(r) }) < 0
}

func reserved() []string {
	return []string{"and", "or", "not", "in", "true", "false", "nil", "let", "if", "else", "contains", "startsWith", "endsWith", "matches"}
}

// Definitions returns the definitions by name.
func (d *Dictionary) Definitions() []Definition { return slices.Clone(d.defs) }

// Lookup returns the definition of a name.
func (d *Dictionary) Lookup(name string) (Definition, bool) {
	i, ok := d.byName[name]
	if !ok {
		return Definition{}, false
	}
	return d.defs[i], true
}

// nearest returns the candidate that reads most like a word, "" when none does.
func nearest(word string, candidates []string) string {
	best, bestAt := "", len(word)/2+1
	for _, c := range candidates {
		if n := editDistance(strings.ToLower(word), strings.ToLower(c)); n < bestAt {
			best, bestAt = c, n
		}
	}
	return best
}

// didYouMean is the hint that follows a word nobody knows.
func didYouMean(word string, candidates []string) string {
	if near := nearest(word, candidates); near != "" {
		return fmt.Sprintf("; did you mean %q?", near)
	}
	return ""
}

// editDistance is Levenshtein's.
func editDistance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			diagonal, row[j+1] = row[j+1], min(row[j]+1, row[j+1]+1, diagonal+cost)
		}
	}
	return row[len(b)]
}
