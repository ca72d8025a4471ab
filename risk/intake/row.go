package intake

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/tamiz-project/tamiz/risk"
	"github.com/tamiz-project/tamiz/screening"
	"github.com/tamiz-project/tamiz/screening/countries"
	"github.com/tamiz-project/tamiz/screening/feed"
)

// A cell is a value with its place. Its text is cleaned and repaired; the notes quote what stood there.
type cell struct {
	text, header string
	column       int // from 0; -1 for a value that the mapping gives
}

// A draft is a counterparty while its row is read.
type draft struct {
	r     *reader
	l     *layout
	row   feed.Row
	out   risk.Counterparty
	wrong []*feed.RecordError
}

// read makes a counterparty of a row. Its error is a *feed.RecordError: what the row says cannot be read, so it must not be
// screened as if it had been.
func (r *reader) read(l *layout, row feed.Row) (risk.Counterparty, error) {
	d := &draft{r: r, l: l, row: row}
	d.out.Role = cmp.Or(r.options.Role, l.role, risk.Supplier)
	for _, g := range l.groups {
		if g.relation == "" {
			d.self(g)
		}
	}
	for _, g := range l.groups {
		if g.relation != "" {
			d.related(g)
		}
	}
	d.facts()
	if len(d.wrong) > 0 {
		return risk.Counterparty{}, d.rejection()
	}
	return d.out, nil
}

// rejection is the first mistake of a row, with the others told in its reason: a row is rejected once.
func (d *draft) rejection() *feed.RecordError {
	first := d.wrong[0]
	first.ID = d.out.ID
	for _, other := range d.wrong[1:] {
		first.Reason += fmt.Sprintf("; also column %d %s %s: %s", other.Column, other.Field, feed.Quote(other.Value), other.Reason)
	}
	return first
}

// cells returns the values of an attribute of a group that somebody filled in.
func (d *draft) cells(g *group, attribute string) []cell {
	var out []cell
	for _, i := range g.columns[attribute] {
		if c := d.cell(i); spoilt(c.text) != "" || !d.r.words.isBlank(c.text) {
			out = append(out, c)
		}
	}
	return out
}

// cell cleans and repairs a value, and notes what it did.
func (d *draft) cell(i int) cell {
	if i < 0 {
		return cell{text: d.l.fixed[^i].value, column: -1}
	}
	c := cell{header: d.l.columns[i].Header, column: i}
	raw := d.row.Cell(i)
	text, odd := clean(raw)
	if odd {
		d.note(risk.Repaired, c, raw, "invisible characters were taken out")
	}
	fixed, repaired := repair(text)
	if repaired {
		d.note(risk.Repaired, c, raw, fmt.Sprintf("damaged text was certain to mean %q and is read so", fixed))
	}
	c.text = fixed
	return c
}

// first returns the first value of an attribute.
func (d *draft) first(g *group, attribute string) (cell, bool) {
	all := d.cells(g, attribute)
	if len(all) == 0 {
		return cell{column: -1}, false
	}
	return all[0], true
}

func (d *draft) note(code risk.NoteCode, c cell, value, text string) {
	n := risk.Note{Code: code, Line: d.row.Line, Field: c.header, Value: value, Text: text}
	if !slices.Contains(d.out.Notes, n) {
		d.out.Notes = append(d.out.Notes, n)
	}
}

func (d *draft) reject(c cell, field, reason string, args ...any) {
	bad := d.row.Bad(c.column, cmp.Or(c.header, field), reason, args...)
	if c.column < 0 {
		bad.Value = c.text
	}
	d.wrong = append(d.wrong, bad)
}

// self reads the counterparty.
func (d *draft) self(g *group) {
	if c, ok := d.first(g, attrID); ok {
		d.out.ID = c.text
	}
	d.names(g)
	d.role(g)
	d.out.Countries = d.countries(g, attrCountry)
	d.out.Nationalities = d.countries(g, attrNation)
	for _, code := range d.countries(g, attrOperations) {
		d.out.Places = append(d.out.Places, risk.Place{Country: code, As: "operations"})
	}
	d.identifiers(g)
	d.out.Born = d.dates(g, attrBorn)
	d.out.Founded = d.dates(g, attrFounded)
	d.address(g, &d.out.Party)
	d.birthplace(g)
	for _, c := range d.cells(g, attrPosition) {
		d.out.Positions = append(d.out.Positions, c.text)
	}
	if c, ok := d.first(g, attrGender); ok {
		d.out.Gender, _ = d.r.words.cell(useGender, c.text)
	}
	d.kind(g)
	d.blanks(g)
}

func (d *draft) role(g *group) {
	c, ok := d.first(g, attrRole)
	if !ok {
		return
	}
	role, ok := d.r.words.cell(useRole, c.text)
	if !ok {
		d.note(risk.Doubtful, c, c.text, fmt.Sprintf("not a role that anybody knows; the row counts as %s", d.out.Role))
		return
	}
	d.out.Role = risk.Role(role)
}

// countries reads the countries of the counterparty; one that nobody knows rejects the row, because a wrong country is both
// a wrong risk and a wrong search.
func (d *draft) countries(g *group, attribute string) []string {
	var out []string
	for _, c := range d.cells(g, attribute) {
		for _, text := range splitCountries(c.text) {
			code, err := country(text)
			if err != nil {
				d.reject(c, attribute, "%s", err)
				continue
			}
			if !slices.Contains(out, code) {
				out = append(out, code)
			}
		}
	}
	return out
}

func splitCountries(text string) []string {
	if _, ok := countries.Parse(text); ok {
		return []string{text}
	}
	return strings.FieldsFunc(text, func(r rune) bool { return r == ';' || r == '|' || r == '/' || r == '\n' })
}

func country(text string) (string, error) {
	text = strings.TrimSpace(text)
	if text == "NA" {
		return "", fmt.Errorf("is NA Namibia, or not available? Write the country's name or leave the cell empty")
	}
	code, ok := countries.Parse(text)
	if !ok {
		return "", fmt.Errorf("%s is no country known by name or code in English, Spanish or Portuguese", feed.Quote(text))
	}
	return code, nil
}

// dates reads dates of the counterparty; one that cannot be read rejects the row with a question.
func (d *draft) dates(g *group, attribute string) []screening.Date {
	var out []screening.Date
	for _, c := range d.cells(g, attribute) {
		for _, text := range split(c.text) {
			day, _, err := d.r.words.date(text, d.order(c))
			if err != nil {
				d.reject(c, attribute, "%s: %s", feed.Quote(text), err)
				continue
			}
			out = append(out, day)
		}
	}
	return out
}

// order is how the column of a cell puts day and month.
func (d *draft) order(c cell) order {
	if c.column < 0 {
		return clearDate
	}
	column := &d.l.columns[c.column]
	return cmp.Or(order(column.target.order), column.stats.order())
}

func (d *draft) address(g *group, p *screening.Party) {
	var a screening.Address
	for _, part := range []struct {
		attribute string
		to        *string
	}{{attrAddress, &a.Text}, {attrCity, &a.City}, {attrRegion, &a.Subdivision}} {
		var texts []string
		for _, c := range d.cells(g, part.attribute) {
			texts = append(texts, c.text)
		}
		*part.to = strings.Join(texts, ", ")
	}
	if len(p.Countries) == 1 {
		a.Country = p.Countries[0]
	}
	placed(&a)
	if a == (screening.Address{Country: a.Country}) {
		return
	}
	p.Addresses = append(p.Addresses, a)
}

// birthplace keeps the place of birth as text, and as a country where it is one.
func (d *draft) birthplace(g *group) {
	for _, c := range d.cells(g, attrBirthplace) {
		a := screening.Address{Text: c.text}
		if code, ok := countries.Parse(c.text); ok {
			a = screening.Address{Country: code}
		}
		d.out.Birthplaces = append(d.out.Birthplaces, a)
	}
}

// placed turns the name of a subdivision into its code. A name that nobody knows stays part of the address as text.
func placed(a *screening.Address) {
	if a.Subdivision == "" {
		return
	}
	code, ok := countries.ParseSubdivision(a.Country, a.Subdivision)
	if !ok {
		a.Text = strings.TrimPrefix(a.Text+", "+a.Subdivision, ", ")
	}
	a.Subdivision = code
}

// blanks notes the key fields that nobody filled in, where the file has a column for them.
func (d *draft) blanks(g *group) {
	if len(d.out.Countries) == 0 && len(g.columns[attrCountry]) > 0 {
		d.note(risk.Blank, d.head(g, attrCountry), "", "no country: the search could not use one")
	}
	if len(d.out.Identifiers) == 0 && len(g.columns[attrTax])+len(g.columns[attrIdentifier]) > 0 {
		c := d.head(g, attrTax)
		if c.column < 0 {
			c = d.head(g, attrIdentifier)
		}
		if slices.ContainsFunc(d.out.Notes, func(n risk.Note) bool { return n.Field == c.header }) {
			return // said already why what stands there is no number
		}
		d.note(risk.Blank, c, c.text, "no usable tax or registration number: the search could not use one")
	}
}

// head is the first cell of an attribute, filled in or not.
func (d *draft) head(g *group, attribute string) cell {
	for _, i := range g.columns[attribute] {
		if i >= 0 {
			return cell{header: d.l.columns[i].Header, column: i, text: d.row.Cell(i)}
		}
	}
	return cell{column: -1}
}
