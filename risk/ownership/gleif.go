package ownership

import (
	"bytes"
	"cmp"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"iter"
	"strings"

	"github.com/shopspring/decimal"
	"github.com/tamiz-project/tamiz/screening"
	"github.com/tamiz-project/tamiz/screening/feed"
)

// readEntities reads GLEIF Level 1 (who is who): LEI-CDF as XML or as JSON.
func readEntities(b *builder, in input) error {
	for r, err := range gleifRecords(in, "LEIRecord") {
		if err != nil {
			return err
		}
		var e gleifEntity
		if err := json.Unmarshal(r.json, &e); err != nil {
			b.bad(r, err)
			continue
		}
		if err := e.add(b, r.line); err != nil {
			return err
		}
	}
	return nil
}

// readConsolidation reads GLEIF Level 2 (who consolidates whom): RR-CDF as XML or as JSON. It is accounting and not ownership: a
// hint of control that can make a finding indeterminate, never a percentage, and the quantifiers in it are not used. Only a
// branch is a hundred per cent, because it is its head office.
func readConsolidation(b *builder, in input) error {
	for r, err := range gleifRecords(in, "RelationshipRecord") {
		if err != nil {
			return err
		}
		var wrapped struct{ RelationshipRecord *gleifRelation }
		rel := &gleifRelation{}
		err := json.Unmarshal(r.json, &wrapped)
		if err == nil && wrapped.RelationshipRecord != nil {
			rel = wrapped.RelationshipRecord
		} else if err == nil {
			err = json.Unmarshal(r.json, rel)
		}
		if err != nil {
			b.bad(r, err)
			continue
		}
		if err := rel.add(b, r.line); err != nil {
			return err
		}
	}
	return nil
}

// gleifText is a value as GLEIF's JSON writes it: {"$": "text"}, at times the plain text.
type gleifText string

func (t *gleifText) UnmarshalJSON(text []byte) error {
	if !bytes.HasPrefix(text, []byte("{")) {
		return json.Unmarshal(text, (*string)(t))
	}
	var o struct {
		Text string `json:"$"`
	}
	err := json.Unmarshal(text, &o)
	*t = gleifText(o.Text)
	return err
}

type gleifEntity struct {
	LEI    gleifText
	Entity struct {
		LegalName      gleifText
		OtherNames     struct{ OtherEntityName oneOrMany[gleifName] } `json:"OtherEntityNames"`
		Transliterated struct {
			TransliteratedOtherEntityName oneOrMany[gleifName]
		} `json:"TransliteratedOtherEntityNames"`
		LegalAddress, HeadquartersAddress gleifAddress
		RegistrationAuthority             struct {
			RegistrationAuthorityEntityID gleifText
		}
		LegalJurisdiction  gleifText
		EntityCategory     gleifText
		EntityCreationDate gleifText
	}
}

type gleifName struct {
	Type string `json:"@type"`
	Text string `json:"$"`
}

type gleifAddress struct {
	FirstAddressLine, City, Country, PostalCode, Line1 gleifText
}

func (e gleifEntity) add(b *builder, line int) error {
	lei := string(e.LEI)
	p := screening.Party{ID: lei, Kind: screening.Organization}
	p.Names = append(p.Names, screening.Name{Text: string(e.Entity.LegalName)})
	for _, n := range append(e.Entity.OtherNames.OtherEntityName, e.Entity.Transliterated.TransliteratedOtherEntityName...) {
		t := screening.Alias
		if strings.HasPrefix(n.Type, "PREVIOUS") {
			t = screening.Former
		}
		if n.Text != "" {
			p.Names = append(p.Names, screening.Name{Text: n.Text, Type: t})
		}
	}
	country := b.country(line, lei, "LegalJurisdiction", string(e.Entity.LegalJurisdiction))
	p.Countries = some(country)
	for _, a := range []gleifAddress{e.Entity.LegalAddress, e.Entity.HeadquartersAddress} {
		text := strings.Join(nonEmpty(string(cmp.Or(a.FirstAddressLine, a.Line1)), string(a.PostalCode), string(a.City)), ", ")
		if text != "" {
			p.Addresses = union(p.Addresses, []screening.Address{{Text: text, City: string(a.City), Country: b.known(string(a.Country))}})
		}
	}
	p.Founded = some(b.day(line, lei, "EntityCreationDate", string(e.Entity.EntityCreationDate)))
	b.identify(&p, "LEI", "", lei)
	b.identify(&p, "", country, string(e.Entity.RegistrationAuthority.RegistrationAuthorityEntityID))
	b.party(p, line)
	return nil
}

type gleifRelation struct {
	Relationship struct {
		StartNode, EndNode  struct{ NodeID gleifText }
		RelationshipType    gleifText
		RelationshipStatus  gleifText
		RelationshipPeriods struct {
			RelationshipPeriod oneOrMany[struct{ StartDate, EndDate, PeriodType gleifText }]
		}
	}
	Registration struct{ LastUpdateDate gleifText }
}

// add turns "start is consolidated by end" round: end is above start.
func (r *gleifRelation) add(b *builder, line int) error {
	rel := r.Relationship
	s := Stake{Holder: string(rel.EndNode.NodeID), Held: string(rel.StartNode.NodeID)}
	switch t := string(rel.RelationshipType); t {
	case "IS_DIRECTLY_CONSOLIDATED_BY", "IS_ULTIMATELY_CONSOLIDATED_BY":
		s.Kind = Consolidation
	case "IS_INTERNATIONAL_BRANCH_OF":
		s.Kind, s.Share = Shares, Percent(decimal.NewFromInt(100))
	case "IS_FUND-MANAGED_BY", "IS_SUBFUND_OF", "IS_FEEDER_TO":
		s.Kind = Managed
	default:
		s.Kind = Managed
		b.issue(line, s.Held, "RelationshipType", t, "no such relationship is known: it counts as management")
	}
	for _, period := range rel.RelationshipPeriods.RelationshipPeriod {
		if period.PeriodType == "RELATIONSHIP_PERIOD" {
			s.From = b.day(line, s.Held, "StartDate", string(period.StartDate))
			s.To = b.day(line, s.Held, "EndDate", string(period.EndDate))
		}
	}
	if rel.RelationshipStatus == "INACTIVE" && s.To.IsZero() {
		s.To = b.day(line, s.Held, "LastUpdateDate", string(r.Registration.LastUpdateDate))
	}
	return b.stake(s, line)
}

// gleifRecords yields the records of either syntax as JSON.
func gleifRecords(in input, element string) iter.Seq2[record, error] {
	return func(yield func(record, error) bool) {
		buffered := bufferedText(in.text)
		if head, _ := buffered.Peek(1); len(head) == 0 || head[0] != '<' {
			records(input{name: in.name, text: buffered})(yield)
			return
		}
		dec := feed.XML(buffered)
		for {
			r, err := nextElement(dec, element)
			if errors.Is(err, io.EOF) {
				return
			}
			if err != nil {
				line, _ := dec.InputPos()
				yield(record{}, fmt.Errorf("%s:%d: %w", in.name, line, err))
				return
			}
			if !yield(r, nil) {
				return
			}
		}
	}
}

func nextElement(dec *xml.Decoder, element string) (record, error) {
	for {
		token, err := dec.Token()
		if err != nil {
			return record{}, err
		}
		if start, ok := token.(xml.StartElement); ok && start.Name.Local == element {
			line, _ := dec.InputPos()
			tree, err := xmlTree(dec, start)
			if err != nil {
				return record{}, err
			}
			text, err := json.Marshal(tree)
			return record{json: text, line: line}, err
		}
	}
}

// xmlTree reads an element into the shape that GLEIF's own JSON has: children by name, "$" the text, "@type" an attribute.
func xmlTree(dec *xml.Decoder, start xml.StartElement) (map[string]any, error) {
	tree := map[string]any{}
	for _, a := range start.Attr {
		tree["@"+a.Name.Local] = a.Value
	}
	var text strings.Builder
	for {
		token, err := dec.Token()
		if err != nil {
			return nil, err
		}
		switch t := token.(type) {
		case xml.CharData:
			text.Write(t)
		case xml.EndElement:
			if s := strings.TrimSpace(text.String()); s != "" {
				tree["$"] = s
			}
			return tree, nil
		case xml.StartElement:
			child, err := xmlTree(dec, t)
			if err != nil {
				return nil, err
			}
			if others, ok := tree[t.Name.Local].([]any); ok {
				tree[t.Name.Local] = append(others, child)
			} else if other, ok := tree[t.Name.Local]; ok {
				tree[t.Name.Local] = []any{other, child}
			} else {
				tree[t.Name.Local] = child
			}
		}
	}
}
