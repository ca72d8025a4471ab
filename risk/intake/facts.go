package intake

import (
	"fmt"
	"slices"
	"strings"

	"github.com/tamiz-project/tamiz/risk/fact"
)

// facts reads the columns of the methodology's facts; those of a table, as payment.method, make one row per number. What a
// column says of a table as a whole is read last.
func (d *draft) facts() {
	for _, whole := range []bool{false, true} {
		for i, c := range d.l.columns {
			d.factIf(whole, c.target, i)
		}
		for i, f := range d.l.fixed {
			d.factIf(whole, f.target, ^i)
		}
	}
}

func (d *draft) factIf(whole bool, t target, column int) {
	if t.attribute != attrFact {
		return
	}
	def, _ := d.l.facts.Lookup(t.fact)
	if whole != (def.Type == fact.Rows) {
		return
	}
	c := d.cell(column)
	switch {
	case c.text == "":
	case whole:
		d.complete(t.fact, c)
	default:
		d.fact(t, c)
	}
}

func (d *draft) fact(t target, c cell) {
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

// complete reads a column that has the name of a table: "none" says that there are no rows, "complete" that those of the
// other columns are all. Without such a word a table stays open, and the officer is asked.
func (d *draft) complete(name string, c cell) {
	word, ok := d.r.words.cell(useTable, c.text)
	table := d.out.Tables[name]
	switch {
	case !ok:
		d.reject(c, name, "write none where there are no rows of %s, or complete where the columns give all of them", name)
		return
	case word == "none" && len(table.Rows) > 0:
		d.reject(c, name, "there are none, and yet other columns of the row give some")
		return
	}
	if d.out.Tables == nil {
		d.out.Tables = map[string]fact.Table{}
	}
	table.Complete = true
	d.out.Tables[name] = table
}
