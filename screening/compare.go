package screening

import "github.com/tamiz-project/tamiz/screening/name"

// DefaultThreshold is the alert threshold.
//
// At 0.70 (six nats of evidence) the exact name of a person alerts though its two words are common, one wrong letter is
// forgiven in names that are otherwise right, and one word that contradicts is not outweighed by any number that agree.
// README.md in package name gives the alerts and the recall measured around it.
const DefaultThreshold = 0.70

// Compare compares two parties. It is what Search and Scan compute, and depends on nothing but the two and name.Tables.
//
// The best pair of names counts; weak aliases are discounted so that they never reach DefaultThreshold alone. Then everything
// else known of both speaks for or against: see the weights in evidence.go.
func Compare(query, candidate Party) Comparison {
	var a name.Analyser
	var q, c prepared
	q.read(&query, &a)
	c.read(&candidate, &a)
	return explain(&q, &c, score(&q, &c))
}

// A Comparison is a score with its evidence.
type Comparison struct {
	Score     float64     `json:"score"`      // [0,1], four decimals
	NameScore float64     `json:"name_score"` // what the names alone score; Score < NameScore where other evidence contradicts
	Query     string      `json:"query"`      // the name of the query that matched best
	Name      string      `json:"name"`       // the name of the entry it matched
	NameType  NameType    `json:"name_type,omitempty"`
	Pairs     []name.Pair `json:"pairs,omitempty"`
	Evidence  []Evidence  `json:"evidence"`
}

// explain builds the whole Comparison of two prepared parties from its verdict. Of the names of c only the one that matched
// needs its text.
func explain(q, c *prepared, v verdict) Comparison {
	s := sum{list: make([]Evidence, 0, 4)}
	s.names(q, c, v)
	s.others(q, c)
	out := Comparison{Score: float64(v.score()) / 10000, NameScore: float64(v.nameScore()) / 10000, Evidence: s.list}
	if v.query >= 0 {
		x, y := &q.names[v.query], &c.names[v.name]
		a, b := readings(q, c, x, y)
		out.Query, out.Name, out.NameType = x.text, y.text, y.kind
		out.Pairs = name.Explain(a, b)
	}
	return out
}

// score compares two prepared parties without building an explanation. It allocates nothing.
func score(q, c *prepared) verdict {
	var s sum
	v := bestNames(q, c)
	s.others(q, c)
	v.total = s.total(v)
	return v
}

// A verdict is the evidence of a comparison, in thousandths of a nat.
type verdict struct {
	names       int32 // the best pair of names, weak aliases discounted
	total       int32 // with everything else
	query, name int   // which names matched best, -1 where one side has none
}

func (v verdict) score() int32     { return name.Score(v.total) }
func (v verdict) nameScore() int32 { return name.Score(v.names) }

// others sums up all evidence but that of the names.
func (s *sum) others(q, c *prepared) {
	s.identifiers(q.party.Identifiers, c.party.Identifiers)
	s.dates(q.party, c.party)
	s.places(q, c)
	s.kinds(q, c)
}

// bestNames finds the pair of names with the most evidence; of equals, the first.
func bestNames(q, c *prepared) verdict {
	v := verdict{names: noNames, query: -1, name: -1}
	for i := range q.names {
		for j := range c.names {
			a, b := readings(q, c, &q.names[i], &c.names[j])
			e := name.Evidence(a, b)
			if q.names[i].kind == WeakAlias || c.names[j].kind == WeakAlias {
				e = min(e-weakDiscount, weakMost)
			}
			if v.query < 0 || e > v.names {
				v.names, v.query, v.name = e, i, j
			}
		}
	}
	return v
}

// A prepared is a party analysed for comparing: do it once, compare often.
type prepared struct {
	party  *Party
	names  []preparedName
	cities []string // folded, of birthplaces and addresses
}

// A preparedName is a name with its analysis.
type preparedName struct {
	text   string
	kind   NameType
	origin origin
	own    *name.Name // as the party's kind says
	person *name.Name // the reading as a person's name, for parties of unknown kind that may be one
	headed bool       // and yet it begins like an organisation's
}

// An origin says which of a party's names a prepared one was read from: twice its position, and one more where it is the
// nickname inside that name.
type origin uint32

func originOf(position int, nickname bool) origin {
	o := origin(position) << 1
	if nickname {
		o |= 1
	}
	return o
}

func (o origin) position() int  { return int(o >> 1) }
func (o origin) nickname() bool { return o&1 != 0 }

// read analyses a party. A nickname inside a name ("alias El Mayo") becomes a weak alias. The names and cities are a's.
func (p *prepared) read(party *Party, a *name.Analyser) {
	p.party, p.names, p.cities = party, p.names[:0], p.cities[:0]
	for i := range party.Names {
		x := readName(party, originOf(i, false), a)
		if x.own.IsEmpty() {
			continue
		}
		p.names = append(p.names, x)
		if x.own.Alias() != "" {
			p.names = append(p.names, readName(party, originOf(i, true), a))
		}
	}
	for i := range party.Birthplaces {
		p.cities = append(p.cities, a.Fold(party.Birthplaces[i].City))
	}
	for i := range party.Addresses {
		p.cities = append(p.cities, a.Fold(party.Addresses[i].City))
	}
}

// readName analyses one name of a party.
func readName(p *Party, o origin, a *name.Analyser) preparedName {
	n := &p.Names[o.position()]
	x := preparedName{text: n.Text, kind: n.Type, origin: o}
	x.readAs(p.Kind, a)
	if o.nickname() {
		x.text, x.kind = x.own.Alias(), WeakAlias
		x.readAs(p.Kind, a)
	}
	return x
}

// readAs analyses the text as the name of a party of some kind; that of a party of unknown kind may have a second reading.
func (x *preparedName) readAs(k Kind, a *name.Analyser) {
	switch k {
	case Person:
		x.own = a.Person(x.text)
	case Organization:
		x.own = a.Organization(x.text)
	case Unknown:
		x.own, x.person, x.headed = a.Unknown(x.text)
	default:
		x.own = a.Thing(x.text)
	}
}

// readings picks the analyses to compare: a party of unknown kind is read as the other side is. If both are unknown and both may
// be persons, they are read as such, unless one of the names begins like an organisation's: Consorcio A & S is no namesake of
// Consorcio Sur.
func readings(q, c *prepared, x, y *preparedName) (a, b *name.Name) {
	a, b = x.own, y.own
	persons := x.person != nil && y.person != nil && !x.headed && !y.headed
	if x.person != nil && (persons || c.party.Kind == Person) {
		a = x.person
	}
	if y.person != nil && (persons || q.party.Kind == Person) {
		b = y.person
	}
	return a, b
}
