package ownership

import (
	"cmp"
	"encoding/json"
	"slices"
	"strings"

	"github.com/tamiz-project/tamiz/screening"
)

// readFollowTheMoney reads entities as OpenSanctions exports them, one per line: Ownership is a stake, Directorship an
// officer, and what has a name is a party. Objects nested into each other (targets.nested.json) are read too. Edges of
// other kinds, as family, are not ownership and are not read.
func readFollowTheMoney(b *builder, in input) error {
	for rec, err := range records(in) {
		if err != nil {
			return err
		}
		var e ftmEntity
		if err := json.Unmarshal(rec.json, &e); err != nil {
			b.bad(rec, err)
			continue
		}
		if err := e.add(b, rec.line); err != nil {
			return err
		}
	}
	return nil
}

type ftmEntity struct {
	ID, Schema string
	Properties map[string]oneOrMany[ftmValue]
}

// A ftmValue is a text, a number that should be one, or an entity in the place of its id.
type ftmValue struct {
	text   string
	entity *ftmEntity
}

func (v *ftmValue) UnmarshalJSON(text []byte) error {
	if len(text) > 0 && text[0] == '{' {
		err := json.Unmarshal(text, &v.entity)
		if err == nil {
			v.text = v.entity.ID
		}
		return err
	}
	if len(text) > 0 && (text[0] == '-' || text[0] >= '0' && text[0] <= '9') {
		v.text = string(text)
		return nil
	}
	return json.Unmarshal(text, &v.text)
}

func (e *ftmEntity) add(b *builder, line int) error {
	for values := range sorted(e.Properties) {
		for _, v := range e.Properties[values] {
			if v.entity != nil {
				if err := v.entity.add(b, line); err != nil {
					return err
				}
			}
		}
	}
	switch e.Schema {
	case "Ownership":
		return e.stakes(b, line, "owner", "asset", Shares)
	case "Directorship":
		return e.stakes(b, line, "director", "organization", Officer)
	case "Person", "LegalEntity", "Organization", "Company", "PublicBody", "Vessel", "Airplane", "Asset", "Security":
		b.party(e.party(b, line), line)
		return nil
	}
	return nil
}

func (e *ftmEntity) texts(property string) []string {
	var texts []string
	for _, v := range e.Properties[property] {
		texts = append(texts, v.text)
	}
	return texts
}

func (e *ftmEntity) first(property string) string {
	texts := e.texts(property)
	if len(texts) == 0 {
		return ""
	}
	return texts[0]
}

// stakes adds an edge. An end that is missing is somebody unknown, or an issue.
func (e *ftmEntity) stakes(b *builder, line int, from, to string, kind Kind) error {
	s := Stake{Kind: kind, Share: e.share(b, line)}
	s.From, s.To = b.day(line, e.ID, "startDate", e.first("startDate")), b.day(line, e.ID, "endDate", e.first("endDate"))
	if kind == Shares {
		s.Kind = ftmKind(e.first("ownershipType") + " " + e.first("role"))
	}
	holders, assets := e.texts(from), e.texts(to)
	if len(holders) == 0 {
		holders = []string{""}
	}
	if len(assets) == 0 {
		assets = []string{""}
	}
	for _, s.Holder = range holders {
		for _, s.Held = range assets {
			if err := b.stake(s, line); err != nil {
				return err
			}
		}
	}
	return nil
}

// ftmKind reads the free words for the kind of an ownership; without a telling word it is capital.
func ftmKind(text string) Kind {
	text = fold(text)
	for _, w := range []struct {
		word string
		kind Kind
	}{{"beneficial", Beneficial}, {"nominee", Nominee}, {"trust", Trust}, {"voting", Votes}} {
		if strings.Contains(text, w.word) {
			return w.kind
		}
	}
	return Shares
}

// share is the percentage, or the range between several.
func (e *ftmEntity) share(b *builder, line int) Share {
	share, known := UnknownShare(), false
	for _, text := range e.texts("percentage") {
		s := b.parseShare(line, e.ID, "percentage", text)
		if known {
			s = Between(minimum(s.Low(), share.Low()), maximum(s.High(), share.High()))
		}
		share, known = s, true
	}
	return share
}

var ftmIdentifiers = []struct{ property, scheme string }{
	{"leiCode", "LEI"},
	{"imoNumber", "IMO"},
	{"swiftBic", "BIC"},
	{"innCode", "RU-INN"},
	{"ogrnCode", "RU-OGRN"},
	{"registrationNumber", ""},
	{"taxNumber", ""},
	{"idNumber", ""},
	{"vatCode", ""},
	{"passportNumber", "PASSPORT"},
}

func (e *ftmEntity) party(b *builder, line int) screening.Party {
	p := screening.Party{ID: e.ID, Kind: screening.Organization}
	switch e.Schema {
	case "Person":
		p.Kind = screening.Person
	case "Vessel":
		p.Kind = screening.Vessel
	case "Airplane":
		p.Kind = screening.Aircraft
	case "LegalEntity", "Asset", "Security":
		p.Kind = screening.Unknown
	}
	for i, name := range e.texts("name") {
		p.Names = append(p.Names, screening.Name{Text: name, Type: screening.NameType(cmp.Or(map[bool]string{true: string(screening.Alias)}[i > 0], ""))})
	}
	for _, kind := range []struct {
		property string
		standing screening.NameType
	}{{"alias", screening.Alias}, {"weakAlias", screening.WeakAlias}, {"previousName", screening.Former}} {
		for _, name := range e.texts(kind.property) {
			p.Names = append(p.Names, screening.Name{Text: name, Type: kind.standing})
		}
	}
	for _, c := range slices.Concat(e.texts("country"), e.texts("jurisdiction"), e.texts("mainCountry")) {
		p.Countries = union(p.Countries, some(b.known(c)))
	}
	for _, c := range slices.Concat(e.texts("nationality"), e.texts("citizenship")) {
		p.Nationalities = union(p.Nationalities, some(b.known(c)))
	}
	for _, d := range e.texts("birthDate") {
		p.Born = union(p.Born, some(b.day(line, e.ID, "birthDate", d)))
	}
	for _, a := range e.texts("address") {
		p.Addresses = append(p.Addresses, screening.Address{Text: a})
	}
	country := ""
	if len(p.Countries) > 0 {
		country = p.Countries[0]
	}
	for _, id := range ftmIdentifiers {
		for _, text := range e.texts(id.property) {
			b.identify(&p, id.scheme, country, text)
		}
	}
	return p
}
