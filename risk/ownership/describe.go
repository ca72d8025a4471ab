package ownership

import (
	"slices"

	"github.com/tamiz-project/tamiz/screening"
)

// described is what the graph keeps of a party. Most parties of a register are a name, a kind and a country; the few that
// are more are kept whole.
type described struct {
	name, country string
	kind          screening.Kind
	whole         *screening.Party
}

func describe(p screening.Party) described {
	if !simple(p) {
		p = clone(p)
		return described{whole: &p}
	}
	d := described{kind: p.Kind}
	if len(p.Names) > 0 {
		d.name = p.Names[0].Text
	}
	if len(p.Countries) > 0 {
		d.country = p.Countries[0]
	}
	return d
}

// simple reports whether a party is no more than a name, a kind and a country.
func simple(p screening.Party) bool {
	for _, n := range p.Names {
		if n.Text == "" || n.Type != screening.Primary || n.Script != "" || n.Parts != nil {
			return false
		}
	}
	lists := len(p.Identifiers) + len(p.Born) + len(p.Founded) + len(p.Died) + len(p.Nationalities) + len(p.Birthplaces) +
		len(p.Addresses) + len(p.Positions)
	return len(p.Names) <= 1 && len(p.Countries) <= 1 && lists == 0 && p.Gender == "" && p.Craft == nil &&
		!slices.Contains(p.Countries, "")
}

// screenable reports whether there is anything to search a list for.
func (d described) screenable() bool {
	return d.name != "" || d.whole != nil && len(d.whole.Names)+len(d.whole.Identifiers) > 0
}

func (d described) party(id string) screening.Party {
	if d.whole != nil {
		return clone(*d.whole)
	}
	p := screening.Party{ID: id, Kind: d.kind}
	if d.name != "" {
		p.Names = []screening.Name{{Text: d.name}}
	}
	if d.country != "" {
		p.Countries = []string{d.country}
	}
	return p
}

// clone copies the slices, so that a caller who edits the party does not edit the graph.
func clone(p screening.Party) screening.Party {
	p.Names = slices.Clone(p.Names)
	p.Identifiers = slices.Clone(p.Identifiers)
	p.Born, p.Founded, p.Died = slices.Clone(p.Born), slices.Clone(p.Founded), slices.Clone(p.Died)
	p.Countries, p.Nationalities = slices.Clone(p.Countries), slices.Clone(p.Nationalities)
	p.Birthplaces, p.Addresses = slices.Clone(p.Birthplaces), slices.Clone(p.Addresses)
	p.Positions = slices.Clone(p.Positions)
	return p
}

// merge adds a second description of one party. Another name becomes an alias.
func merge(d described, p screening.Party) described {
	old := d.party(p.ID)
	if old.Kind == screening.Unknown {
		old.Kind = p.Kind
	}
	for _, n := range p.Names {
		if !slices.ContainsFunc(old.Names, func(o screening.Name) bool { return o.Text == n.Text }) {
			if len(old.Names) > 0 && n.Type == screening.Primary {
				n.Type = screening.Alias
			}
			old.Names = append(old.Names, n)
		}
	}
	old.Identifiers = union(old.Identifiers, p.Identifiers)
	old.Born, old.Founded, old.Died = union(old.Born, p.Born), union(old.Founded, p.Founded), union(old.Died, p.Died)
	old.Countries, old.Nationalities = union(old.Countries, p.Countries), union(old.Nationalities, p.Nationalities)
	old.Addresses, old.Birthplaces = union(old.Addresses, p.Addresses), union(old.Birthplaces, p.Birthplaces)
	old.Positions = union(old.Positions, p.Positions)
	if old.Gender == "" {
		old.Gender = p.Gender
	}
	if old.Craft == nil {
		old.Craft = p.Craft
	}
	return describe(old)
}

func union[T comparable](a, b []T) []T {
	for _, v := range b {
		if !slices.Contains(a, v) {
			a = append(a, v)
		}
	}
	return a
}

func firstName(p screening.Party) string {
	if len(p.Names) == 0 {
		return ""
	}
	return p.Names[0].Text
}
