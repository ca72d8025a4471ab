package intake

import (
	"slices"
	"strings"

	"github.com/tamiz-project/tamiz/risk"
	"github.com/tamiz-project/tamiz/screening"
)

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
