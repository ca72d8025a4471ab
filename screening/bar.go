package screening

import "github.com/tamiz-project/tamiz/screening/name"

// A bar is the evidence that a listed name must reach to make its entry a hit. While Limit holds as many alerts as there may
// be, only a better one counts, and the bar rises to what the last of them has.
//
// It rises only for names whose entries nothing known of the query can speak against. Then the score of an entry is at least
// that of its names, so that it is an alert or no hit at all, never a discounted one. An entry that belongs among the alerts
// has a name that reaches the bar: its sum does, and that of its best name lacks lift at most. Where something may speak
// against an entry (another country, kind, date), its names may make it a discounted hit however many alerts there are, and the
// bar stays.
type bar struct {
	needs   [name.Classes]int32 // for each class, what the search that is running asks
	least   int32               // for a hit
	within  int32               // for an alert within Limit
	lift    int32
	rises   classSet // classes of names for which within counts
	classes classSet // those that the search that is running looks for
	weak    bool     // it looks for a weak alias
}

func newBar(q *prepared, score int32) bar {
	b := bar{lift: lift(q), rises: undisputed(q)}
	b.least = name.EvidenceFor(score) - b.lift
	b.within = b.least
	return b
}

// raise tells the score that an alert must have from now on.
func (b *bar) raise(score int32) {
	if within := name.EvidenceFor(score) - b.lift; within > b.within {
		b.within = within
		b.set(b.classes, b.weak)
	}
}

// set readies the needs for a search in some classes. A weak alias on either side must have more, and may never have enough.
func (b *bar) set(classes classSet, weak bool) {
	b.classes, b.weak = classes, weak
	for class := range b.needs {
		need := b.least
		if b.rises.has(uint8(class)) {
			need = b.within
		}
		isWeak := weak || class&weakClass != 0
		switch {
		case !classes.has(uint8(class)), isWeak && need > weakMost:
			need = name.Never
		case isWeak:
			need += weakDiscount
		}
		b.needs[class] = need
	}
}

// undisputed returns the classes of names whose entries nothing known of the query can speak against; see evidence.go.
func undisputed(q *prepared) classSet {
	p := q.party
	if known(p) || p.Gender != "" || len(p.Identifiers)+len(p.Born)+len(p.Founded) > 0 {
		return 0
	}
	switch p.Kind {
	case Person:
		return setOf(ofPerson)
	case Organization:
		return setOf(readOther, headOther, ofCompany)
	case Unknown:
		s := setOf(readPerson, readOther, headOther, ofCompany)
		if !unlikely(q, Person) {
			s |= setOf(ofPerson)
		}
		return s
	}
	return 0
}
