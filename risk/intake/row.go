package intake

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/tamiz-project/tamiz/risk"
	"github.com/tamiz-project/tamiz/risk/fact"
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
	d.address(g)
	for _, c := range d.cells(g, attrPosition) {
		d.out.Positions = append(d.out.Positions, c.text)
	}
	if c, ok := d.first(g, attrGender); ok {
		d.out.Gender, _ = d.r.words.cell(useGender, c.text)
	}
	d.kind(g)
	d.blanks(g)
}

// names reads legal names, those in parts, trade names and former names. Without any the row is rejected: there is nobody to
// search for.
func (d *draft) names(g *group) {
	for _, c := range d.cells(g, attrName) {
		if why := spoilt(c.text); why != "" {
			d.reject(c, "name", "the name cannot be read: %s", why)
			return
		}
		if why := suspect(c.text); why != "" {
			d.note(risk.Damaged, c, c.text, "the name "+why+"; it was searched as it stands")
		}
		d.addName(screening.Name{Text: c.text}, screening.Alias)
	}
	if n := d.parts(g); n.Text != "" {
		d.addName(n, screening.Alias)
	}
	for _, c := range d.cells(g, attrTrade) {
		d.addNames(c, screening.Alias)
	}
	for _, c := range d.cells(g, attrFormer) {
		d.addNames(c, screening.Former)
	}
	if !slices.ContainsFunc(d.out.Names, func(n screening.Name) bool { return n.Type != screening.Former }) {
		d.reject(d.nameCell(g), "name", "the row holds no name, so nobody can be searched for")
		return
	}
	d.out.Names[0].Type = screening.Primary
}

// nameCell is the cell in which a name should stand.
func (d *draft) nameCell(g *group) cell {
	for _, attribute := range []string{attrName, attrSurname} {
		if at := g.columns[attribute]; len(at) > 0 && at[0] >= 0 {
			return cell{text: d.row.Cell(at[0]), header: d.l.columns[at[0]].Header, column: at[0]}
		}
	}
	return cell{column: -1}
}

func (d *draft) addNames(c cell, as screening.NameType) {
	for _, text := range split(c.text) {
		if spoilt(text) != "" {
			d.note(risk.Damaged, c, text, "the name cannot be read and was not searched")
			continue
		}
		d.addName(screening.Name{Text: text, Type: as}, as)
	}
}

// addName adds a name that is not there yet; after the first one it is of a given type.
func (d *draft) addName(n screening.Name, next screening.NameType) {
	key := strings.Join(words(n.Text), " ")
	if slices.ContainsFunc(d.out.Names, func(have screening.Name) bool { return strings.Join(words(have.Text), " ") == key }) {
		return
	}
	if len(d.out.Names) > 0 {
		n.Type = next
	}
	d.out.Names = append(d.out.Names, n)
}

// parts makes a name of given names and surnames in columns of their own.
func (d *draft) parts(g *group) screening.Name {
	n := screening.Name{Parts: map[string]string{}}
	var text []string
	for _, part := range [][2]string{{attrGiven, "given"}, {attrMiddle, "middle"}, {attrSurname, "paternal"}, {attrSecond, "maternal"}} {
		if c, ok := d.first(g, part[0]); ok && spoilt(c.text) == "" {
			n.Parts[part[1]] = c.text
			text = append(text, c.text)
		}
	}
	if n.Parts["middle"] != "" {
		n.Parts["given"] = strings.TrimSpace(n.Parts["given"] + " " + n.Parts["middle"])
		delete(n.Parts, "middle")
	}
	if n.Parts["paternal"] == "" && len(g.columns[attrName]) > 0 {
		return screening.Name{}
	}
	n.Text = strings.Join(text, " ")
	return n
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

func (d *draft) address(g *group) {
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
	if len(d.out.Countries) == 1 {
		a.Country = d.out.Countries[0]
	}
	placed(&a)
	if a == (screening.Address{Country: a.Country}) {
		return
	}
	d.out.Addresses = append(d.out.Addresses, a)
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

// facts reads the columns of the methodology's facts; those of a table, as payment.method, make one row per number.
func (d *draft) facts() {
	for i, c := range d.l.columns {
		if c.target.attribute == attrFact {
			d.fact(c.target, d.cell(i))
		}
	}
	for i, f := range d.l.fixed {
		if f.target.attribute == attrFact {
			d.fact(f.target, d.cell(^i))
		}
	}
}

func (d *draft) fact(t target, c cell) {
	if c.text == "" {
		return
	}
	v, err := d.value(t.fact, c)
	if err != nil {
		d.reject(c, t.String(), "%s", err)
		return
	}
	if !v.Known() && v.Applies() {
		return
	}
	v = v.From(fact.Origin{Source: d.row.Source})
	scope := fact.Scope(t.fact)
	if scope == "" {
		if d.out.Facts == nil {
			d.out.Facts = fact.Set{}
		}
		d.out.Facts[t.fact] = v
		return
	}
	d.tableFact(scope, max(t.number, 1), t.fact, v)
}

// value reads a fact in the words, dates and numbers of its column.
func (d *draft) value(name string, c cell) (fact.Value, error) {
	def, _ := d.l.facts.Lookup(name)
	text := c.text
	switch {
	case def.Type == fact.Quantity && c.column >= 0:
		if n, _, err := number(text, d.style(c)); err == nil {
			text = n
		} else if digits(strings.NewReplacer(".", "", ",", "").Replace(text)) {
			return fact.Value{}, err
		}
	case def.Type == fact.Date:
		if day, _, err := d.r.words.date(text, d.order(c)); err == nil {
			text = day.String()
		}
	}
	v, err := d.l.facts.Parse(name, text)
	if err != nil && d.r.words.isBlank(text) {
		return fact.Unknown(), nil
	}
	return v, err
}

func (d *draft) style(c cell) style {
	if c.column < 0 {
		return pointStyle
	}
	s := d.l.columns[c.column].stats.style()
	if s == anyStyle && d.row.Sheet != "" {
		return pointStyle // a worksheet holds numbers as numbers; what is left are their decimals
	}
	return s
}

func (d *draft) tableFact(scope string, number int, name string, v fact.Value) {
	if d.out.Tables == nil {
		d.out.Tables = map[string]fact.Table{}
	}
	table := d.out.Tables[scope]
	id := fmt.Sprintf("%s-%d", scope, number)
	at := slices.IndexFunc(table.Rows, func(r fact.Row) bool { return r.ID == id })
	if at < 0 {
		at = len(table.Rows)
		table.Rows = append(table.Rows, fact.Row{ID: id, Facts: fact.Set{}})
	}
	table.Rows[at].Facts[name] = v
	d.out.Tables[scope] = table
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
