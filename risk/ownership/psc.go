package ownership

import (
	"cmp"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/tamiz-project/tamiz/screening"
)

// readPSC reads the register of people with significant control of Companies House, one object per line. The register
// gives bands and not percentages, and says in its law which of their ends belong to them: 25-to-50 is more than 25 and up to
// 50, 50-to-75 more than 50 and less than 75, 75-to-100 is 75 or more.
func readPSC(b *builder, in input) error {
	for rec, err := range records(in) {
		if err != nil {
			return err
		}
		var p pscRecord
		if err := json.Unmarshal(rec.json, &p); err != nil {
			b.bad(rec, err)
			continue
		}
		if err := p.add(b, rec.line); err != nil {
			return err
		}
	}
	return nil
}

type pscRecord struct {
	CompanyNumber string `json:"company_number"`
	Data          struct {
		Kind         string
		Name         string
		NameElements struct {
			Title, Forename, Surname string
			MiddleName               string `json:"middle_name"`
		} `json:"name_elements"`
		Nationality string
		Residence   string `json:"country_of_residence"`
		Address     struct {
			Premises, Locality, Region, Country string
			Line1                               string `json:"address_line_1"`
			Line2                               string `json:"address_line_2"`
			PostalCode                          string `json:"postal_code"`
		}
		Born           struct{ Day, Month, Year int } `json:"date_of_birth"`
		Natures        []string                       `json:"natures_of_control"`
		NotifiedOn     string                         `json:"notified_on"`
		CeasedOn       string                         `json:"ceased_on"`
		Links          struct{ Self string }
		Statement      string
		Exemptions     map[string]json.RawMessage
		Identification struct {
			Number  string `json:"registration_number"`
			Country string `json:"country_registered"`
			Place   string `json:"place_registered"`
		}
	}
}

func (p pscRecord) add(b *builder, line int) error {
	held, kind := strings.TrimSpace(p.CompanyNumber), p.Data.Kind
	switch {
	case strings.HasPrefix(kind, "totals#"):
		return nil
	case held == "":
		b.issue(line, "", "company_number", "", "the record does not say of which company it is; not used")
		return nil
	case strings.HasPrefix(kind, "exemptions"):
		b.node(held)
		for name := range sorted(p.Data.Exemptions) {
			b.issue(line, held, "exemptions", name, "exempt from naming who controls it: its owners are not in this register")
		}
		return nil
	case strings.HasSuffix(kind, "-statement"):
		return p.addStatement(b, line, held)
	}
	return p.addStakes(b, line, held)
}

// addStatement keeps what a company says instead of naming somebody. That it knows of somebody and cannot say who is a
// stake of somebody unknown.
func (p pscRecord) addStatement(b *builder, line int, held string) error {
	b.node(held)
	b.issue(line, held, "statement", p.Data.Statement, "the company names nobody in this record and says why")
	text := p.Data.Statement
	if !strings.Contains(text, "not-identified") && !strings.Contains(text, "failed") && !strings.Contains(text, "not-confirmed") &&
		!strings.Contains(text, "not-been-completed") {
		return nil
	}
	s := p.stake(b, line, held)
	s.Share = pscBand("more-than-25-percent")
	return b.stake(s, line)
}

func (p pscRecord) stake(b *builder, line int, held string) Stake {
	return Stake{
		Held: held, Kind: Shares,
		From: b.day(line, held, "notified_on", p.Data.NotifiedOn), To: b.day(line, held, "ceased_on", p.Data.CeasedOn),
	}
}

func (p pscRecord) addStakes(b *builder, line int, held string) error {
	s := p.stake(b, line, held)
	if holder := p.party(b, line); len(holder.Names) > 0 {
		s.Holder = holder.ID
		b.party(holder, line)
	} else {
		b.issue(line, held, "name", p.Data.Kind, "the register does not say who: the stake counts as that of somebody unknown")
	}
	natures := p.Data.Natures
	if len(natures) == 0 {
		b.issue(line, held, "natures_of_control", "", "the record says who and not what they have: the share counts as unknown")
		natures = []string{"ownership-of-shares"}
	}
	for _, nature := range natures {
		s.Kind, s.Share = pscNature(nature)
		if s.Kind == "" {
			b.issue(line, held, "natures_of_control", nature, "no such nature of control is known: it may be ownership")
			s.Kind = Indirect
		}
		if err := b.stake(s, line); err != nil {
			return err
		}
	}
	return nil
}

// party is the person or company that has control. A company of the same register has its number as id, so that the chain
// goes on above it.
func (p pscRecord) party(b *builder, line int) screening.Party {
	d := p.Data
	e := d.NameElements
	given := strings.Join(strings.Fields(e.Forename+" "+e.MiddleName+" "+e.Surname), " ")
	party := screening.Party{Kind: screening.Organization, ID: d.Links.Self}
	if strings.HasPrefix(d.Kind, "individual") || d.Kind == "" {
		party.Kind = screening.Person
	}
	if name := cmp.Or(given, strings.TrimSpace(d.Name)); name != "" {
		party.Names = []screening.Name{{Text: name}}
	}
	country := cmp.Or(d.Identification.Country, d.Identification.Place, d.Residence)
	code := b.known(country)
	party.Countries = some(code)
	party.Nationalities = some(b.known(d.Nationality))
	if number := d.Identification.Number; number != "" {
		b.identify(&party, "GB-COH", code, number)
		if code == "GB" {
			party.ID = companyNumber(number)
		}
	}
	a := d.Address
	text := strings.Join(nonEmpty(a.Premises, a.Line1, a.Line2, a.Locality, a.Region, a.PostalCode), ", ")
	if address := (screening.Address{Text: text, City: a.Locality, Country: b.known(a.Country)}); text != "" {
		party.Addresses = []screening.Address{address}
	}
	party.Born = some(p.born(b, line))
	party.ID = cmp.Or(party.ID, firstName(party))
	return party
}

func (p pscRecord) born(b *builder, line int) screening.Date {
	d := p.Data.Born
	text := ""
	switch {
	case d.Year != 0 && d.Month != 0 && d.Day != 0:
		text = fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
	case d.Year != 0 && d.Month != 0:
		text = fmt.Sprintf("%04d-%02d", d.Year, d.Month)
	case d.Year != 0:
		text = fmt.Sprintf("%04d", d.Year)
	}
	return b.day(line, p.CompanyNumber, "date_of_birth", text)
}

// companyNumber is a number as the register writes it, in eight places.
func companyNumber(s string) string {
	s = strings.ToUpper(strings.TrimSpace(s))
	if len(s) < 8 && strings.Trim(s, "0123456789") == "" {
		s = strings.Repeat("0", 8-len(s)) + s
	}
	return s
}

// pscNature reads a nature of control. What is held as a trustee or through a firm is not the holder's own.
func pscNature(nature string) (Kind, Share) {
	own := strings.TrimPrefix(nature, "part-")
	kind := Kind("")
	for prefix, k := range map[string]Kind{
		"ownership-of-shares": Shares, "right-to-share-surplus-assets": Shares, "voting-rights": Votes,
		"right-to-appoint-and-remove": Board, "significant-influence-or-control": Control,
	} {
		if strings.HasPrefix(own, prefix) {
			kind = k
		}
	}
	if kind != "" && (strings.Contains(own, "-as-trust") || strings.Contains(own, "-as-firm")) {
		kind = Trust
	}
	return kind, pscBand(own)
}

func pscBand(nature string) Share {
	for _, band := range []struct{ mark, share string }{
		{"25-to-50-percent", ">25-50"}, {"50-to-75-percent", ">50-<75"}, {"75-to-100-percent", ">=75"}, {"more-than-25-percent", ">25"},
	} {
		if strings.Contains(nature, band.mark) {
			s, err := ParseShare(band.share)
			if err == nil {
				return s
			}
		}
	}
	return UnknownShare()
}
