package intake

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"

	"github.com/tamiz-project/tamiz/risk"
	"github.com/tamiz-project/tamiz/risk/fact"
	"github.com/tamiz-project/tamiz/risk/ownership"
	"github.com/tamiz-project/tamiz/screening"
	"github.com/tamiz-project/tamiz/screening/feed"
	"github.com/tamiz-project/tamiz/screening/identifier"
)

// ocds is the open contracting standard, versions 1.0 and 1.1: a release package, a record package with compiled releases, or
// releases one after the other. Parties with the role of supplier, tenderer or payee are counterparties, those that only buy
// are not; suppliers that stand in an award alone, as version 1.0 has them, are too.
//
// Source of the names of fields and roles: https://standard.open-contracting.org/1.1/en/schema/reference/ and the codelist
// partyRole.csv, read 2024.
type ocds struct {
	r *reader
	m *feed.Member
}

func (o *ocds) source() string { return o.m.Source() }

func (o *ocds) columns() []Column {
	return []Column{
		{Header: "parties", Field: "name, identifiers, address, contact, beneficial owners"},
		{Header: "awards/suppliers", Field: "name, identifiers"},
		{Header: "tender/tenderers", Field: "name, identifiers"},
		{Header: "buyer, procuringEntity", Doubt: "not screened: the contracting entity, not the counterparty"},
	}
}

func (o *ocds) where(n int) string { return fmt.Sprintf("release %d", n) }

func (o *ocds) read(yield func(risk.Counterparty, int, error) bool) bool {
	n := 0
	for raw, err := range o.releases() {
		n++
		if err != nil {
			yield(risk.Counterparty{}, n, err)
			return false
		}
		for c, err := range o.parties(raw, n) {
			if !yield(c, n, err) {
				return false
			}
		}
	}
	return true
}

// releases yields the releases of packages, of records and of lines.
func (o *ocds) releases() iter.Seq2[json.RawMessage, error] {
	return func(yield func(json.RawMessage, error) bool) {
		text, err := o.m.Text()
		if err != nil {
			yield(nil, err)
			return
		}
		defer text.Close()
		dec := json.NewDecoder(text)
		for {
			err := o.document(dec, yield)
			switch {
			case err == io.EOF: //nolint:errorlint // the end itself
				return
			case errors.Is(err, errStop):
				return
			case err != nil:
				yield(nil, fmt.Errorf("%s: byte %d: %w", o.m.Source(), dec.InputOffset(), cut(err)))
				return
			}
		}
	}
}

var errStop = errors.New("stopped")

func cut(err error) error {
	if errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) {
		return errors.New("the file ends in the middle of a record; it was cut off")
	}
	return err
}

// document reads one document: an object that is a package or a release, or an array of either.
func (o *ocds) document(dec *json.Decoder, yield func(json.RawMessage, error) bool) error {
	t, err := dec.Token()
	if err != nil {
		return err
	}
	switch t {
	case json.Delim('['):
		return o.array(dec, unpacked(yield))
	case json.Delim('{'):
	default:
		return fmt.Errorf("expected an object, found %v", t)
	}
	bare := map[string]json.RawMessage{}
	for dec.More() {
		key, err := dec.Token()
		if err != nil {
			return cut(err)
		}
		if key == "releases" || key == "records" {
			if err := open(dec, '['); err != nil {
				return cut(err)
			}
			if err := o.array(dec, yield); err != nil {
				return err
			}
			continue
		}
		var raw json.RawMessage
		if err := dec.Decode(&raw); err != nil {
			return cut(err)
		}
		bare[key.(string)] = raw
	}
	if _, err := dec.Token(); err != nil {
		return cut(err)
	}
	return o.bare(bare, yield)
}

// unpacked passes on the releases of packages that stand in an array.
func unpacked(yield func(json.RawMessage, error) bool) func(json.RawMessage, error) bool {
	return func(raw json.RawMessage, err error) bool {
		var pack struct{ Releases, Records []json.RawMessage }
		if err != nil || json.Unmarshal(raw, &pack) != nil || len(pack.Releases)+len(pack.Records) == 0 {
			return yield(raw, err)
		}
		for _, release := range slices.Concat(pack.Releases, pack.Records) {
			if !yield(release, nil) {
				return false
			}
		}
		return true
	}
}

// bare passes on an object that was no package but a release or a record itself.
func (o *ocds) bare(object map[string]json.RawMessage, yield func(json.RawMessage, error) bool) error {
	if object["ocid"] == nil {
		return nil
	}
	raw, err := json.Marshal(object)
	if err == nil && !yield(raw, nil) {
		return errStop
	}
	return err
}

func (o *ocds) array(dec *json.Decoder, yield func(json.RawMessage, error) bool) error {
	for dec.More() {
		var raw json.RawMessage
		if err := dec.Decode(&raw); err != nil {
			return cut(err)
		}
		if !yield(raw, nil) {
			return errStop
		}
	}
	_, err := dec.Token()
	return cutNil(err)
}

func cutNil(err error) error {
	if err == nil {
		return nil
	}
	return cut(err)
}

// parties yields the counterparties of one release, each once.
func (o *ocds) parties(raw json.RawMessage, n int) iter.Seq2[risk.Counterparty, error] {
	return func(yield func(risk.Counterparty, error) bool) {
		var rec struct {
			release
			Compiled *release `json:"compiledRelease"`
		}
		if err := json.Unmarshal(raw, &rec); err != nil {
			yield(risk.Counterparty{}, o.bad(n, string(rec.OCID), "release", "", plainJSON(err)))
			return
		}
		rel := rec.release
		if rec.Compiled != nil {
			rel = *rec.Compiled
		}
		for _, p := range rel.suppliers() {
			c, err := o.counterparty(p, n, string(rel.OCID))
			if err == nil {
				o.award(&c, p, rel)
			}
			if !yield(c, err) {
				return
			}
		}
	}
}

func (o *ocds) bad(n int, id, field, value, reason string) *feed.RecordError {
	return &feed.RecordError{Source: o.m.Source(), ID: id, Field: field, Value: value, Reason: fmt.Sprintf("release %d: %s", n, reason)}
}

// award sets the facts that an award tells of its supplier, where the methodology asks for them: that there was no tender, and
// that nobody else offered. An open tender is no fact against either, since it is one contract of many.
func (o *ocds) award(c *risk.Counterparty, p contracting, rel release) {
	won := slices.ContainsFunc(rel.Awards, func(a award) bool {
		return slices.ContainsFunc(a.Suppliers, func(s contracting) bool { return s.key() == p.key() })
	})
	if !won || o.r.options.Dictionary == nil {
		return
	}
	facts := map[string]bool{"contract_without_tender": rel.Tender.Method == "direct", "only_bidder": rel.Tender.Number == "1"}
	for name, yes := range facts {
		if def, ok := o.r.options.Dictionary.Lookup(name); ok && yes && def.Type == fact.YesNo {
			if c.Facts == nil {
				c.Facts = fact.Set{}
			}
			c.Facts[name] = fact.Yes().From(fact.Origin{Source: "OCDS " + string(rel.OCID)})
		}
	}
}

// counterparty reads one organisation.
func (o *ocds) counterparty(p contracting, n int, ocid string) (risk.Counterparty, error) {
	d := &draft{r: o.r, l: &layout{}, row: feed.Row{Source: o.m.Source()}}
	c := &d.out
	c.ID = string(p.ID)
	c.Role = risk.Supplier
	if o.r.options.Role != "" {
		c.Role = o.r.options.Role
	}
	for _, name := range []loose{p.Name, p.Identifier.Legal} {
		text, _ := clean(string(name))
		if text, _ = repair(text); !o.r.words.isBlank(text) && spoilt(text) == "" {
			d.addName(screening.Name{Text: text}, screening.Alias)
		}
	}
	if len(c.Names) == 0 {
		return *c, o.bad(n, ocid, "name", string(p.Name), fmt.Sprintf("party %s has no name, so nobody can be searched for", feed.Quote(string(p.ID))))
	}
	if err := o.address(d, p); err != nil {
		return *c, o.bad(n, ocid, "address/countryName", string(p.Address.Country), err.Error())
	}
	for _, number := range append([]orgNumber{p.Identifier}, p.Additional...) {
		c.Identifiers = append(c.Identifiers, o.numbers(d, number, &c.Party)...)
	}
	if len(c.Identifiers) == 0 {
		if id, ok := prefixed(c.ID); ok {
			c.Identifiers = append(c.Identifiers, id)
		}
	}
	if len(c.Countries) == 0 && len(c.Identifiers) > 0 && national(c.Identifiers[0].Scheme) {
		c.Countries = []string{c.Identifiers[0].Country}
		d.note(risk.Derived, cell{header: "identifier"}, c.Identifiers[0].String(), "no country given; that of the number was taken")
	}
	o.beside(d, p)
	c.Kind = d.guess(c.Party)
	return *c, nil
}

// numbers types an OCDS identifier by its scheme prefix ("EC-RUC"); one of another register is kept as it stands.
func (o *ocds) numbers(d *draft, number orgNumber, p *screening.Party) []identifier.ID {
	text := string(number.ID)
	if text == "" {
		return nil
	}
	c := cell{text: text, header: "identifier", column: -1}
	ids := d.number(c, text, string(number.Scheme), p)
	for _, id := range ids {
		d.check(c, id)
	}
	return ids
}

func (o *ocds) address(d *draft, p contracting) error {
	a := screening.Address{Text: string(p.Address.Street), City: string(p.Address.City), Subdivision: string(p.Address.Region)}
	for _, text := range []loose{p.Address.Country, p.Address.Code} {
		if o.r.words.isBlank(string(text)) {
			continue
		}
		code, err := country(string(text))
		if err != nil {
			return err
		}
		a.Country = code
		d.out.Countries = []string{code}
		break
	}
	placed(&a)
	if a != (screening.Address{}) {
		d.out.Addresses = []screening.Address{a}
	}
	return nil
}

// beside adds who stands beside the party: its contact, and its beneficial owners where the publisher gives them.
func (o *ocds) beside(d *draft, p contracting) {
	add := func(relation risk.Relation, name loose) *risk.Related {
		text, _ := clean(string(name))
		if o.r.words.isBlank(text) {
			return nil
		}
		rel := risk.Related{Relation: relation, Party: screening.NewParty(screening.Unknown, text), Share: ownership.UnknownShare()}
		if d.isSelf(rel) {
			return nil
		}
		d.out.Related = append(d.out.Related, rel)
		return &d.out.Related[len(d.out.Related)-1]
	}
	for _, owner := range p.Owners {
		if rel := add(risk.Owner, owner.Name); rel != nil {
			for _, text := range owner.Nationalities {
				if code, err := country(text); err == nil {
					rel.Nationalities = append(rel.Nationalities, code)
				}
			}
			rel.Identifiers = o.numbers(d, owner.Identifier, &rel.Party)
		}
	}
	add(risk.Agent, p.Contact.Name)
}
