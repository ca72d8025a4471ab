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
	q, c := prepare(query), prepare(candidate)
	return explain(&q, &c)
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

// explain builds the whole Comparison of two prepared parties.
func explain(q, c *prepared) Comparison {
	s := sum{list: []Evidence{}}
	v := s.compare(q, c)
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
	return s.compare(q, c)
}

// A verdict is the evidence of a comparison, in thousandths of a nat.
type verdict struct {
	names       int32 // the best pair of names, weak aliases discounted
	total       int32 // with everything else
	query, name int   // which names matched best, -1 where one side has none
}

func (v verdict) score() int32     { return name.Score(v.total) }
func (v verdict) nameScore() int32 { return name.Score(v.names) }

// compare sums up the evidence of two parties.
func (s *sum) compare(q, c *prepared) verdict {
	v := bestNames(q, c)
	s.names(q, c, v)
	s.identifiers(q.party.Identifiers, c.party.Identifiers)
	s.dates(&q.party, &c.party)
	s.places(q, c)
	s.kinds(q, c)
	v.total = s.total(v)
	return v
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

// A prepared is a party analysed for comparing: do it once, compare often. It is immutable.
type prepared struct {
	party  Party
	names  []preparedName
	cities []string // folded, of birthplaces and addresses
}

// A preparedName is a name with its analysis.
type preparedName struct {
	text   string
	kind   NameType
	own    *name.Name // as the party's kind says
	person *name.Name // the reading as a person's name, for parties of unknown kind that may be one
}

// prepare analyses a party. A nickname inside a name ("alias El Mayo") becomes a weak alias.
func prepare(p Party) prepared {
	out := prepared{party: p, names: make([]preparedName, 0, len(p.Names))}
	for _, n := range p.Names {
		x := prepareName(p.Kind, n.Text, n.Type)
		if len(x.own.Tokens()) == 0 {
			continue
		}
		out.names = append(out.names, x)
		if alias := x.own.Alias(); alias != "" {
			out.names = append(out.names, prepareName(p.Kind, alias, WeakAlias))
		}
	}
	for _, a := range p.Birthplaces {
		out.cities = append(out.cities, fold(a.City))
	}
	for _, a := range p.Addresses {
		out.cities = append(out.cities, fold(a.City))
	}
	return out
}

func prepareName(k Kind, text string, t NameType) preparedName {
	x := preparedName{text: text, kind: t}
	switch k {
	case Person:
		x.own = name.Person(text)
	case Organization:
		x.own = name.Organization(text)
	case Unknown:
		x.own = name.Thing(text)
		if !x.own.IsOrganization() {
			x.own, x.person = name.Organization(text), name.Person(text)
		}
	default:
		x.own = name.Thing(text)
	}
	return x
}

// readings picks the analyses to compare: a party of unknown kind is read as the other side is.
func readings(q, c *prepared, x, y *preparedName) (a, b *name.Name) {
	a, b = x.own, y.own
	if x.person != nil && (c.party.Kind == Person || y.person != nil) {
		a = x.person
	}
	if y.person != nil && (q.party.Kind == Person || x.person != nil) {
		b = y.person
	}
	return a, b
}
