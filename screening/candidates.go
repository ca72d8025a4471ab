package screening

import "github.com/tamiz-project/tamiz/screening/name"

// Classes of names in the corpus: which readings of a query they are compared with, and whether they are weak aliases.
const (
	ofPerson   = iota // a person's name
	readPerson        // the second reading of a name whose owner may be a person
	readOther         // its first reading
	headPerson        // the second reading of such a name that begins like an organisation's
	headOther         // its first reading
	ofCompany         // the name of an organisation, or of an unknown party that is no person
	ofThing           // of anything else
	weakClass  = 8
)

// A classSet is a set of classes, a bit each.
type classSet uint8

func setOf(classes ...uint8) (s classSet) {
	for _, class := range classes {
		s |= 1 << class
	}
	return s
}

// has reports whether the set holds a class, weak or not.
func (s classSet) has(class uint8) bool { return s>>(class&^weakClass)&1 != 0 }

func classOf(p *Party, n *preparedName, asPerson bool) uint8 {
	class := uint8(ofThing)
	switch {
	case n.headed && asPerson:
		class = headPerson
	case n.headed:
		class = headOther
	case asPerson:
		class = readPerson
	case n.person != nil:
		class = readOther
	case p.Kind == Person:
		class = ofPerson
	case p.Kind == Organization, p.Kind == Unknown:
		class = ofCompany
	}
	if n.kind == WeakAlias {
		class |= weakClass
	}
	return class
}

func typeOf(class uint8) NameType {
	if class&weakClass != 0 {
		return WeakAlias
	}
	return Primary
}

// candidates tries every entry whose comparison with the query can reach the threshold.
func (s *search) candidates() {
	if s.epoch++; s.epoch == 0 {
		clear(s.seen)
		s.epoch = 1
	}
	x, q := s.index, &s.query
	x.facts.mayShare(&s.party, s.meetFact)
	for i := range q.names {
		n := &q.names[i]
		for _, r := range readingsOf(q.party, n) {
			if r.name != nil {
				s.bar.set(r.classes, n.kind == WeakAlias)
				x.names.Search(r.name, &s.bar.needs, &s.corpus, s.meetName)
			}
		}
	}
}

// tryShared tries an entry that an identifier or a date may speak for, if they do: with no more than lift in its favour it is
// a hit only when its names reach what the corpus is asked for.
func (s *search) tryShared(entry uint32) {
	p := &s.index.entry(int(entry)).Party
	var shared sum
	shared.identifiers(s.party.Identifiers, p.Identifiers)
	shared.dates(&s.party, p)
	if shared.gain > 0 {
		s.tryOnce(entry)
	}
}

// tryOnce tries an entry unless this search has tried it.
func (s *search) tryOnce(entry uint32) {
	if s.seen[entry] != s.epoch {
		s.seen[entry] = s.epoch
		s.try(int(entry))
	}
}

// lift is the most that evidence without an index of its own can add to that of names.
func lift(q *prepared) (most int32) {
	if known(q.party) {
		most += countryShared
	}
	if len(q.cities) > 0 {
		most += cityShared
	}
	if q.party.Craft != nil {
		most += flagShared
	}
	return most
}

// secondReading reports whether a class is that of the second reading of a name.
func secondReading(class uint8) bool {
	class &^= weakClass
	return class == readPerson || class == headPerson
}

// A reading is one analysis of a name of the query and the classes of names it is compared with.
type reading struct {
	name    *name.Name // nil where there is no reading
	classes classSet
}

// readingsOf mirrors readings: which analysis of the query meets which names.
func readingsOf(p *Party, n *preparedName) [2]reading {
	switch {
	case n.headed:
		return [2]reading{{n.person, setOf(ofPerson)}, {n.own, setOf(readOther, headOther, ofCompany, ofThing)}}
	case n.person != nil:
		return [2]reading{{n.person, setOf(ofPerson, readPerson)}, {n.own, setOf(headOther, ofCompany, ofThing)}}
	case p.Kind == Person:
		return [2]reading{{n.own, setOf(ofPerson, readPerson, headPerson, ofCompany, ofThing)}}
	}
	return [2]reading{{n.own, setOf(ofPerson, readOther, headOther, ofCompany, ofThing)}}
}
