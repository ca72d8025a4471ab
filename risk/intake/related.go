package intake

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/tamiz-project/tamiz/risk"
	"github.com/tamiz-project/tamiz/risk/ownership"
	"github.com/tamiz-project/tamiz/screening"
	"github.com/tamiz-project/tamiz/screening/identifier"
)

// related reads the parties of one group of columns: one owner, or several in one cell with ; or | between them. What cannot
// be read of them is noted and left out; only a name that cannot be read means that somebody was not screened, and the
// note says that.
func (d *draft) related(g *group) {
	names := d.relatedNames(g)
	if len(names) == 0 {
		names = d.nameless(g)
	}
	for i, n := range names {
		rel := risk.Related{Relation: relationOf(g.relation), Party: screening.NewParty(kindOf(g.relation), n.text)}
		rel.Share = ownership.UnknownShare()
		d.relatedShare(g, &rel, n, i, len(names))
		d.relatedParty(g, &rel.Party, i, len(names))
		if rel.Kind == screening.Unknown {
			rel.Kind = d.guess(rel.Party)
		}
		if !d.isSelf(rel) {
			d.out.Related = append(d.out.Related, rel)
		}
	}
}

// A named is one name of a cell with the share that stood beside it.
type named struct {
	cell
	share string
}

func (d *draft) relatedNames(g *group) []named {
	var out []named
	for _, c := range d.cells(g, attrName) {
		for _, text := range split(c.text) {
			n := named{cell: c}
			n.text, n.share = inlineShare(text)
			if why := spoilt(n.text); why != "" {
				d.note(risk.NotScreened, c, text, fmt.Sprintf("the %s was not screened: %s", g.relation, why))
				continue
			}
			if !d.r.words.isBlank(n.text) {
				if why := suspect(n.text); why != "" {
					d.note(risk.Damaged, c, n.text, fmt.Sprintf("the name of the %s %s; it was searched as it stands", g.relation, why))
				}
				out = append(out, n)
			}
		}
	}
	if n, c := d.relatedParts(g); n != "" {
		out = append(out, named{cell: cell{text: n, header: c.header, column: c.column}})
	}
	return out
}

// relatedParts makes a name of given names and surnames in columns of their own, where no column has the whole name.
func (d *draft) relatedParts(g *group) (string, cell) {
	var text []string
	var at cell
	if len(g.columns[attrName]) > 0 {
		return "", at
	}
	for _, attribute := range []string{attrGiven, attrMiddle, attrSurname, attrSecond} {
		if c, ok := d.first(g, attribute); ok {
			text, at = append(text, c.text), c
		}
	}
	return strings.Join(text, " "), at
}

var shareBehind = regexp.MustCompile(`^(.+?)[\s:,\-–(\[]+(\d{1,3}(?:[.,]\d+)?\s*%)\s*[)\]]?$`)

// inlineShare cuts "Inversiones Norte S.A. (60 %)" into the name and its share.
func inlineShare(text string) (name, share string) {
	if !strings.Contains(text, "%") {
		return text, ""
	}
	if m := shareBehind.FindStringSubmatch(text); m != nil {
		return strings.TrimSpace(m[1]), m[2]
	}
	return text, ""
}

// nameless makes parties of numbers where no name stands: a tail number identifies an aircraft better than any name. Other
// data without a name is noted: somebody is there who could not be screened.
func (d *draft) nameless(g *group) []named {
	numbers := d.cells(g, attrIdentifier)
	if len(numbers) > 0 && kindOf(g.relation) != screening.Unknown && d.out.Kind == kindOf(g.relation) {
		d.out.Identifiers = append(d.out.Identifiers, d.typed(g, &d.out.Party)...) // the counterparty is the vessel
		return nil
	}
	for _, c := range numbers {
		if spoilt(c.text) == "" {
			return []named{{cell: c}}
		}
	}
	for _, attribute := range []string{attrTax, attrShare, attrCountry, attrBorn, attrNation} {
		for _, c := range d.cells(g, attribute) {
			if c.column >= 0 && strings.Trim(c.text, "0.,% ") != "" {
				d.note(risk.NotScreened, c, c.text, fmt.Sprintf("somebody is meant (%s) but not named, and could not be screened", g.relation))
				return nil
			}
		}
	}
	return nil
}

// nth picks the value of the i-th of n names out of the cells of an attribute: the i-th of as many values. When the numbers
// differ nobody can tell whose a value is.
func (d *draft) nth(g *group, attribute string, i, n int) (text string, at cell, ok bool) {
	for _, c := range d.cells(g, attribute) {
		values := split(c.text)
		if len(values) == n {
			return values[i], c, true
		}
		if i == 0 {
			d.note(risk.Doubtful, c, c.text, fmt.Sprintf("values: %d, parties: %d (%s): nobody can tell whose they are, so they were not used", len(values), n, g.relation))
		}
	}
	return "", cell{}, false
}

func (d *draft) relatedShare(g *group, rel *risk.Related, n named, i, count int) {
	text, at := n.share, n.cell
	if text == "" {
		var ok bool
		if text, at, ok = d.nth(g, attrShare, i, count); !ok {
			return
		}
	}
	var s stats
	if at.column >= 0 {
		s = d.l.columns[at.column].stats
	}
	fractions := n.share == "" && s.fractions()
	got, err := share(text, d.style(at), fractions)
	switch {
	case err != nil:
		d.note(risk.Doubtful, at, text, fmt.Sprintf("the share of the %s cannot be read, so it counts as unknown: %s", g.relation, err))
		return
	case fractions && got.Low().Cmp(got.High()) != 0:
		d.note(risk.Doubtful, at, text, fmt.Sprintf("no share of the file is above 1, so this one may be a fraction or a percentage; it counts as %s percent", got))
	}
	rel.Share = got
}

// relatedParty reads what else the row says of a related party.
func (d *draft) relatedParty(g *group, p *screening.Party, i, n int) {
	p.Countries = d.nthCountry(g, attrCountry, i, n)
	p.Nationalities = d.nthCountry(g, attrNation, i, n)
	p.Born = d.nthDate(g, attrBorn, i, n)
	p.Founded = d.nthDate(g, attrFounded, i, n)
	if text, _, ok := d.nth(g, attrKind, i, n); ok {
		if kind, ok := d.r.words.cell(useKind, text); ok {
			p.Kind = screening.Kind(kind)
		}
	}
	for _, c := range d.cells(g, attrTrade) {
		if n == 1 {
			for _, text := range split(c.text) {
				p.Names = append(p.Names, screening.Name{Text: text, Type: screening.Alias})
			}
		}
	}
	if n == 1 {
		p.Identifiers = d.typed(g, p)
	} else {
		p.Identifiers = d.nthIdentifiers(g, p, i, n)
	}
	if n == 1 {
		d.address(g, p)
	}
	if text, _, ok := d.nth(g, attrPosition, i, n); ok {
		p.Positions = append(p.Positions, text)
	}
}

// nthCountry is the country of one of n parties; one that nobody knows is noted and not used.
func (d *draft) nthCountry(g *group, attribute string, i, n int) []string {
	text, at, ok := d.nth(g, attribute, i, n)
	if !ok {
		return nil
	}
	code, err := country(text)
	if err != nil {
		d.note(risk.Doubtful, at, text, fmt.Sprintf("the country of the %s was not used: %s", g.relation, err))
		return nil
	}
	return []string{code}
}

// nthDate is the date of one of n parties; one that cannot be read is noted and not used.
func (d *draft) nthDate(g *group, attribute string, i, n int) []screening.Date {
	text, at, ok := d.nth(g, attribute, i, n)
	if !ok {
		return nil
	}
	day, _, err := d.r.words.date(text, d.order(at))
	if err != nil {
		d.note(risk.Doubtful, at, text, fmt.Sprintf("the date of the %s was not used: %s", g.relation, err))
		return nil
	}
	return []screening.Date{day}
}

// nthIdentifiers are the numbers of one of several parties in a cell.
func (d *draft) nthIdentifiers(g *group, p *screening.Party, i, n int) []identifier.ID {
	var out []identifier.ID
	for _, attribute := range []string{attrTax, attrIdentifier} {
		if text, at, ok := d.nth(g, attribute, i, n); ok {
			for _, id := range d.number(at, text, d.scheme(at), p) {
				d.check(at, id)
				out = append(out, id)
			}
		}
	}
	return out
}

// isSelf reports whether a related party is the counterparty over again, as where a file repeats the supplier as the payee.
// An owner is kept even so: that somebody owns their own business is something to know.
func (d *draft) isSelf(rel risk.Related) bool {
	if rel.Relation == risk.Owner {
		return false
	}
	key := words(rel.Names[0].Text)
	return slices.ContainsFunc(d.out.Names, func(n screening.Name) bool { return slices.Equal(words(n.Text), key) })
}

func relationOf(word string) risk.Relation {
	if word == relVessel || word == relAircraft {
		return risk.Asset
	}
	return risk.Relation(word)
}

// kindOf is what a relation itself says of the party; "" where a company can be it as well.
func kindOf(relation string) screening.Kind {
	switch relation {
	case relBank:
		return screening.Organization
	case relVessel:
		return screening.Vessel
	case relAircraft:
		return screening.Aircraft
	}
	return screening.Unknown
}
