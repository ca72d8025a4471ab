package ownership

import (
	"bytes"
	"cmp"
	"encoding/json"
	"strings"

	"github.com/shopspring/decimal"
	"github.com/tamiz-project/tamiz/screening"
)

// readBODS reads statements of the Beneficial Ownership Data Standard: 0.4 (records of entities, persons and
// relationships) and 0.1 to 0.3 (statements that point at statements).
//
// Several statements about one record are one record: the latest counts, and one that is closed ends the stake. Interests
// that a register multiplied through companies it also names are Restated, so that nothing is counted twice.
func readBODS(b *builder, in input) error {
	r := bods{b: b, relations: map[string]*bodsRelation{}, replaced: map[string]bool{}}
	for record, err := range records(in) {
		if err != nil {
			return err
		}
		if err := r.statement(record); err != nil {
			return err
		}
	}
	for _, id := range r.order {
		if r.replaced[id] {
			continue
		}
		if err := r.relation(r.relations[id]); err != nil {
			return err
		}
	}
	return nil
}

type bods struct {
	b         *builder
	relations map[string]*bodsRelation
	order     []string // of first mention
	replaced  map[string]bool
}

// A bodsStatement is the frame of any statement.
type bodsStatement struct {
	StatementID        string
	StatementType      string // until 0.3
	StatementDate      string
	ReplacesStatements []string // until 0.3
	RecordID           string
	RecordType         string
	RecordStatus       string
	RecordDetails      json.RawMessage
	Source             struct{ Description, URL string }
}

func (r *bods) statement(rec record) error {
	var s bodsStatement
	if err := json.Unmarshal(rec.json, &s); err != nil {
		r.b.bad(rec, err)
		return nil
	}
	details := cmp.Or(string(s.RecordDetails), string(rec.json))
	for _, old := range s.ReplacesStatements {
		r.replaced[old] = true
	}
	id := cmp.Or(s.RecordID, s.StatementID)
	switch kind := cmp.Or(s.RecordType, s.StatementType); kind {
	case "entity", "entityStatement", "person", "personStatement":
		return r.party(rec, id, strings.HasPrefix(kind, "person"), details)
	case "relationship", "ownershipOrControlStatement":
		r.remember(rec, id, s, details)
	default:
		r.b.issue(rec.line, id, "recordType", kind, "no such kind of statement; not used")
	}
	return nil
}

// bodsParty is the part of an entity or person that tells who it is.
type bodsParty struct {
	Name           string
	AlternateNames []string
	Names          []struct{ Type, FullName, GivenName, FamilyName string }
	EntityType     bodsWord
	PersonType     string
	Identifiers    []struct{ ID, Scheme, SchemeName string }
	Jurisdiction   bodsWord
	Incorporated   bodsWord `json:"incorporatedInJurisdiction"`
	Nationalities  []bodsWord
	Addresses      []struct {
		Address, PostCode string
		Country           bodsWord
	}
	BirthDate, DeathDate, FoundingDate string
}

// A bodsWord is a code that newer versions wrap in an object.
type bodsWord string

func (w *bodsWord) UnmarshalJSON(text []byte) error {
	if bytes.HasPrefix(text, []byte("{")) {
		var o struct{ Code, Type, Name string }
		err := json.Unmarshal(text, &o)
		*w = bodsWord(cmp.Or(o.Code, o.Type, o.Name))
		return err
	}
	return json.Unmarshal(text, (*string)(w))
}

func (r *bods) party(rec record, id string, person bool, details string) error {
	var d bodsParty
	if err := json.Unmarshal([]byte(details), &d); err != nil {
		r.b.bad(rec, err)
		return nil
	}
	p := screening.Party{ID: id, Kind: screening.Organization, Names: d.names()}
	if person {
		p.Kind = screening.Person
	}
	if len(p.Names) == 0 {
		r.b.issue(rec.line, id, "name", cmp.Or(d.PersonType, string(d.EntityType)), "a party without a name: known by id only")
		r.b.node(id)
		return nil
	}
	country := r.b.country(rec.line, id, "jurisdiction", string(cmp.Or(d.Jurisdiction, d.Incorporated)))
	p.Countries = some(country)
	for _, n := range d.Nationalities {
		p.Nationalities = union(p.Nationalities, some(r.b.country(rec.line, id, "nationalities", string(n))))
	}
	for _, a := range d.Addresses {
		address := screening.Address{Text: strings.Trim(a.Address+" "+a.PostCode, " ,"), Country: r.b.country(rec.line, id, "addresses.country", string(a.Country))}
		if address != (screening.Address{}) {
			p.Addresses = append(p.Addresses, address)
		}
	}
	p.Born, p.Died = some(r.b.day(rec.line, id, "birthDate", d.BirthDate)), some(r.b.day(rec.line, id, "deathDate", d.DeathDate))
	p.Founded = some(r.b.day(rec.line, id, "foundingDate", d.FoundingDate))
	for _, i := range d.Identifiers {
		r.b.identify(&p, cmp.Or(i.Scheme, i.SchemeName), country, i.ID)
	}
	r.b.party(p, rec.line)
	return nil
}

func (d bodsParty) names() []screening.Name {
	var names []screening.Name
	add := func(text string, t screening.NameType) {
		if text = strings.TrimSpace(text); text != "" {
			names = append(names, screening.Name{Text: text, Type: t})
		}
	}
	add(d.Name, screening.Primary)
	for _, n := range d.Names {
		t := screening.Alias
		if len(names) == 0 {
			t = screening.Primary
		}
		if n.Type == "former" {
			t = screening.Former
		}
		add(cmp.Or(n.FullName, n.GivenName+" "+n.FamilyName), t)
	}
	for _, n := range d.AlternateNames {
		add(n, screening.Alias)
	}
	return names
}

// A bodsRelation is the latest statement about a relationship.
type bodsRelation struct {
	rec    record
	date   string
	closed bool
	bodsRelationship
}

type bodsRelationship struct {
	Subject          bodsEnd
	InterestedParty  bodsEnd
	ComponentRecords []string
	Interests        []bodsInterest
}

// A bodsEnd names a party by its record or its statement, or says why nobody is named.
type bodsEnd struct{ id, reason string }

func (e *bodsEnd) UnmarshalJSON(text []byte) error {
	if !bytes.HasPrefix(text, []byte("{")) {
		return json.Unmarshal(text, &e.id)
	}
	var o struct {
		DescribedByEntityStatement, DescribedByPersonStatement, Reason, Description string
		Unspecified                                                                 struct{ Reason, Description string }
	}
	err := json.Unmarshal(text, &o)
	e.id = cmp.Or(o.DescribedByEntityStatement, o.DescribedByPersonStatement)
	e.reason = cmp.Or(o.Reason, o.Unspecified.Reason, o.Description, o.Unspecified.Description)
	return err
}

func (r *bods) remember(rec record, id string, s bodsStatement, details string) {
	next := &bodsRelation{rec: rec, date: s.StatementDate, closed: s.RecordStatus == "closed"}
	if err := json.Unmarshal([]byte(details), &next.bodsRelationship); err != nil {
		r.b.bad(rec, err)
		return
	}
	rec.json = nil
	next.rec = rec
	old, ok := r.relations[id]
	if !ok {
		r.order = append(r.order, id)
	} else if old.date > next.date {
		return
	}
	r.relations[id] = next
}

func (r *bods) relation(at *bodsRelation) error {
	line, held := at.rec.line, at.Subject.id
	if at.InterestedParty.id == "" {
		r.b.issue(line, held, "interestedParty", at.InterestedParty.reason, "the register does not say who: the stake counts as that of somebody unknown")
	}
	interests := at.Interests
	if len(interests) == 0 {
		interests = []bodsInterest{{Type: "unknownInterest"}}
	}
	for _, i := range interests {
		s := Stake{Holder: at.InterestedParty.id, Held: held, Kind: i.kind(len(at.ComponentRecords) > 0)}
		s.Share = i.Share.share(r.b, line, held)
		s.From, s.To = r.b.day(line, held, "startDate", i.StartDate), r.b.day(line, held, "endDate", i.EndDate)
		if at.closed && s.To.IsZero() {
			s.To = r.b.day(line, held, "statementDate", at.date)
		}
		if err := r.b.stake(s, line); err != nil {
			return err
		}
	}
	return nil
}

type bodsInterest struct {
	Type               string
	DirectOrIndirect   string
	InterestLevel      string // until 0.2
	StartDate, EndDate string
	Share              bodsShare
}

// bodsKinds are the interest types of the standard; those that are not here may be ownership.
var bodsKinds = map[string]Kind{
	"shareholding": Shares, "votingRights": Votes, "appointmentOfBoard": Board, "boardMember": Officer, "boardChair": Officer,
	"seniorManagingOfficial": Officer, "otherInfluenceOrControl": Control, "influenceOrControl": Control,
	"controlViaCompanyRulesOrArticles": Control, "controlByLegalFramework": Control,
	"settlor": Trust, "trustee": Trust, "protector": Trust, "beneficiaryOfLegalArrangement": Trust,
	"settlorOfTrust": Trust, "trusteeOfTrust": Trust, "protectorOfTrust": Trust, "beneficiaryOfTrust": Trust,
	"otherInfluenceOrControlOfTrust": Trust, "nominee": Nominee, "nominator": Beneficial,
}

func (i bodsInterest) kind(components bool) Kind {
	kind, ok := bodsKinds[i.Type]
	indirect := cmp.Or(i.DirectOrIndirect, i.InterestLevel) == "indirect"
	switch {
	case !ok || indirect && !components && kind == Shares:
		return Indirect
	case components && (kind == Shares || kind == Votes):
		return Restated
	}
	return kind
}

type bodsShare struct {
	Exact, Minimum, Maximum            json.Number
	ExclusiveMinimum, ExclusiveMaximum json.RawMessage // true until 0.3, the bound itself in 0.4
}

func (s bodsShare) share(b *builder, line int, id string) Share {
	if s.Exact != "" {
		return b.parseShare(line, id, "share.exact", s.Exact.String())
	}
	low, above := bodsBound(s.Minimum.String(), s.ExclusiveMinimum)
	high, below := bodsBound(s.Maximum.String(), s.ExclusiveMaximum)
	if low+high == "" {
		return UnknownShare()
	}
	text := join(map[bool]string{true: ">"}[above]+low, "0") + "-" + join(map[bool]string{true: "<"}[below]+high, "100")
	return b.parseShare(line, id, "share", text)
}

func bodsBound(inclusive string, exclusive json.RawMessage) (text string, open bool) {
	switch e := string(exclusive); e {
	case "", "null", "false":
		return inclusive, false
	case "true":
		return inclusive, inclusive != ""
	default:
		return e, true
	}
}

// parseShare reads a share; one that cannot be is an issue, and unknown.
func (b *builder) parseShare(line int, id, field, text string) Share {
	if d, err := decimal.NewFromString(text); err == nil && strings.ContainsAny(text, "eE") && d.Exponent() > -maxDigits && d.Exponent() < 3 {
		text = d.String()
	}
	s, err := ParseShare(text)
	if err != nil {
		b.issue(line, id, field, text, "%v; the stake is kept and counts as unknown", cause(err))
	}
	return s
}
