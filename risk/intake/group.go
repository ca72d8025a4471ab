package intake

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/tamiz-project/tamiz/risk"
)

// A group is the columns of one party: the counterparty itself, owner 2, the bank.
type group struct {
	relation string
	number   int
	columns  map[string][]int // attribute -> indexes; below zero: ^i is a fixed value
}

// assign sorts the columns of a layout into groups, the counterparty first.
func (l *layout) assign() {
	l.adopt()
	for i := range l.columns {
		l.join(l.columns[i].target, i)
	}
	for i, f := range l.fixed {
		l.join(f.target, ^i)
	}
	slices.SortStableFunc(l.groups, func(a, b *group) int {
		return cmp.Or(cmp.Compare(relationRank(a.relation), relationRank(b.relation)), cmp.Compare(a.number, b.number))
	})
}

func (l *layout) join(t target, index int) {
	if t.attribute == "" || t.attribute == attrIgnore || t.attribute == attrFact {
		return
	}
	at := slices.IndexFunc(l.groups, func(g *group) bool { return g.relation == t.relation && g.number == t.number })
	if t.relation == "" {
		at = slices.IndexFunc(l.groups, func(g *group) bool { return g.relation == "" })
	}
	if at < 0 {
		at = len(l.groups)
		l.groups = append(l.groups, &group{relation: t.relation, number: t.number, columns: map[string][]int{}})
	}
	l.groups[at].columns[t.attribute] = append(l.groups[at].columns[t.attribute], index)
}

// relationRank is the order in which related parties are named in a record.
func relationRank(relation string) int {
	return slices.Index([]string{"", relOwner, relOfficer, relSignatory, relAgent, relBank, relVessel, relAircraft}, relation)
}

const (
	relOwner     = string(risk.Owner)
	relOfficer   = string(risk.Officer)
	relSignatory = string(risk.Signatory)
	relAgent     = string(risk.Agent)
	relBank      = string(risk.Bank)
	relVessel    = "vessel"
	relAircraft  = "aircraft"
)

// adopt gives columns that do not say whose they are to the one party that they can belong to: a share to the only owner, an
// IMO number to the only vessel. A vessel or an aircraft may have no column but its number; where the row itself is of that
// kind, the number is the counterparty's own (see nameless).
func (l *layout) adopt() {
	for i := range l.columns {
		c := &l.columns[i]
		relation := adopter(c.target)
		if relation == "" || c.target.relation != "" {
			continue
		}
		numbers := l.numbers(relation)
		switch {
		case len(numbers) == 1:
			c.target.relation, c.target.number = relation, numbers[0]
			c.Field = c.target.String()
		case len(numbers) == 0 && (relation == relVessel || relation == relAircraft):
			c.target.relation = relation
			c.Field = c.target.String()
		case c.target.attribute == attrShare:
			c.target, c.Field = target{}, ""
			c.Doubt = fmt.Sprintf("not used: the share of whom? The table has %d columns that name an owner; write which, as in owner 1 share", len(numbers))
		}
	}
}

// adopter is the relation that a column without one belongs to, if the table has it once.
func adopter(t target) string {
	switch {
	case t.attribute == attrShare:
		return relOwner
	case t.scheme == "IMO" || t.scheme == "MMSI":
		return relVessel
	case t.scheme == "AIRCRAFT":
		return relAircraft
	case t.scheme == "BIC":
		return relBank
	}
	return ""
}

// numbers returns the numbers of the parties of a relation that the table names.
func (l *layout) numbers(relation string) []int {
	var out []int
	for _, c := range l.columns {
		if c.target.relation == relation && c.target.attribute == attrName && !slices.Contains(out, c.target.number) {
			out = append(out, c.target.number)
		}
	}
	return out
}
