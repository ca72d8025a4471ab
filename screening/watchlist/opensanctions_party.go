package watchlist

import (
	"slices"
	"strings"

	"github.com/tamiz-project/tamiz/screening"
	"github.com/tamiz-project/tamiz/screening/identifier"
)

func (g *ftmGraph) entry(f *ftm, out *sink) screening.Entry {
	e := screening.Entry{Party: screening.Party{ID: f.ID, Kind: ftmKinds[f.Schema]}}
	ftmNames(&e, f)
	ftmDates(&e, f)
	ftmPlaces(&e, f, out)
	ftmNumbers(&e, f)
	ftmVessel(&e, f)
	for _, id := range f.texts("addressEntity") {
		if a := g.addresses[id]; a != nil {
			ftmAddress(&e, a, out)
		}
	}
	for _, a := range f.nested("addressEntity") {
		ftmAddress(&e, a, out)
	}
	edges := append(slices.Clone(g.around[f.ID]), ftmInside(f)...)
	for _, x := range edges {
		ftmEdge(&e, f.ID, x)
	}
	e.Designations = ftmDesignations(f, edges)
	e.Positions = append(e.Positions, f.texts("position", "title")...)
	e.URLs = append(e.URLs, f.texts("sourceUrl")...)
	remark(&e, f.texts("notes", "summary", "description")...)
	return e
}

// ftmInside are the entities that a nested file holds inside a target.
func ftmInside(f *ftm) []*ftm {
	var all []*ftm
	for _, name := range sortedKeys(f.Properties) {
		if name != "addressEntity" {
			all = append(all, f.nested(name)...)
		}
	}
	return all
}

func ftmNames(e *screening.Entry, f *ftm) {
	for i, text := range f.texts("name") {
		t := screening.Primary
		if i > 0 {
			t = screening.Alias
		}
		ftmName(e, text, t)
	}
	if len(e.Names) == 0 && f.Caption != "" && f.Schema != "CryptoWallet" {
		ftmName(e, f.Caption, screening.Primary)
	}
	for _, kind := range []struct {
		property string
		t        screening.NameType
	}{{"alias", screening.Alias}, {"previousName", screening.Former}, {"weakAlias", screening.WeakAlias}, {"abbreviation", screening.WeakAlias}} {
		for _, text := range f.texts(kind.property) {
			ftmName(e, text, kind.t)
		}
	}
	if e.Kind != screening.Person || len(e.Names) == 0 || len(f.texts("lastName")) != 1 {
		return // several spellings of a part: nobody can tell which belongs to which name
	}
	e.Names[0].Parts = parts("given", f.text("firstName"), "middle", f.text("middleName", "secondName"), "patronymic", f.text("fatherName"),
		"maternal", f.text("motherName"), "family", f.text("lastName"))
}

func ftmName(e *screening.Entry, text string, t screening.NameType) {
	n := screening.Name{Text: oneLine(text), Type: t}
	if s := scriptOf(text); s != "Latn" {
		n.Script = s
	}
	e.Names = append(e.Names, n)
}

func ftmDates(e *screening.Entry, f *ftm) {
	for _, d := range []struct {
		to    *[]screening.Date
		names []string
	}{{&e.Born, []string{"birthDate"}}, {&e.Died, []string{"deathDate"}}, {&e.Founded, []string{"incorporationDate"}}} {
		for _, text := range f.texts(d.names...) {
			if day, ok := dateIn(text); ok {
				*d.to = append(*d.to, day)
			} else {
				remark(e, d.names[0]+" "+text)
			}
		}
	}
	e.Gender = gender(f.text("gender"))
}

func ftmPlaces(e *screening.Entry, f *ftm, out *sink) {
	for _, code := range f.texts("country", "jurisdiction", "mainCountry") {
		e.Countries = append(e.Countries, out.inCode(code))
	}
	for _, code := range f.texts("nationality", "citizenship") {
		e.Nationalities = append(e.Nationalities, out.inCode(code))
	}
	for _, text := range f.texts("address") {
		e.Addresses = append(e.Addresses, screening.Address{Text: oneLine(text)})
	}
	for _, text := range f.texts("birthPlace") {
		out.birthplace(e, text)
	}
}

func ftmAddress(e *screening.Entry, a *ftm, out *sink) {
	text := a.text("full")
	if text == "" {
		text = joined(", ", a.text("street"), a.text("region"), a.text("postalCode"))
	}
	out.address(e, text, a.text("city"), a.text("country"))
}

// ftmNumber are the properties that hold numbers.
var ftmNumber = []struct {
	property, country string
	kind              identifier.Scheme
}{
	{"passportNumber", "", passport},
	{"idNumber", "", national},
	{"taxNumber", "", taxNumber},
	{"vatCode", "", taxNumber},
	{"registrationNumber", "", registration},
	{"uniqueEntityId", "", otherNumber},
	{"innCode", "RU", taxNumber},
	{"ogrnCode", "RU", registration},
	{"kppCode", "RU", registration},
	{"uscCode", "CN", registration},
	{"leiCode", "", lei},
	{"swiftBic", "", bic},
	{"dunsCode", "", duns},
	{"isinCode", "", identifier.ISIN},
	{"ticker", "", identifier.Ticker},
	{"imoNumber", "", imo},
	{"mmsi", "", mmsi},
	{"callSign", "", callSign},
	{"serialNumber", "", serial},
	{"wikidataId", "", otherNumber},
	{"phone", "", phone},
	{"email", "", email},
	{"website", "", website},
	{"publicKey", "", identifier.Wallet},
	{"okpoCode", "RU", registration},
}

func ftmNumbers(e *screening.Entry, f *ftm) {
	code := ""
	if all := distinct(append(slices.Clone(e.Countries), e.Nationalities...)); len(all) == 1 {
		code = all[0] // one country only, so a number of its kind is that country's
	}
	for _, n := range ftmNumber {
		for _, text := range f.texts(n.property) {
			where := n.country
			if where == "" && (n.kind == national || n.kind == taxNumber || n.kind == registration) {
				where = code
			}
			if n.kind == identifier.Wallet {
				e.Identifiers = append(e.Identifiers, walletOf(f.text("currency"), text))
				continue
			}
			e.Identifiers = append(e.Identifiers, number(n.kind, where, text))
		}
	}
}

func ftmVessel(e *screening.Entry, f *ftm) {
	if e.Kind != screening.Vessel && e.Kind != screening.Aircraft {
		return
	}
	c := screening.Craft{Flag: country(f.text("flag")), Type: f.text("type"), Model: f.text("model"), Tonnage: f.text("tonnage", "grossRegisteredTonnage")}
	for _, flag := range f.texts("pastFlags") {
		c.PastFlags = append(c.PastFlags, country(flag))
	}
	c.Built, _ = dateIn(f.text("buildDate"))
	e.Craft = &c
	if reg := f.text("registrationNumber"); reg != "" && e.Kind == screening.Aircraft {
		e.Identifiers = append(e.Identifiers, number(tail, "", reg))
	}
}

func ftmEdge(e *screening.Entry, self string, x *ftm) {
	edge := ftmEdges[x.Schema]
	switch {
	case x.Schema == "Identification" || x.Schema == "Passport":
		kind := national
		if x.Schema == "Passport" || strings.Contains(strings.ToLower(x.text("type")), "passport") {
			kind = passport
		}
		if value := x.text("number"); value != "" {
			e.Identifiers = append(e.Identifiers, number(kind, country(x.text("country")), value))
		}
	case edge.code != "":
		for _, id := range x.texts(edge.to) {
			if id != self {
				e.Links = append(e.Links, screening.Link{Code: edge.code, Entry: id, Name: joined(" ", x.text("role", "relationship"), x.text("percentage"))})
			}
		}
	}
}
