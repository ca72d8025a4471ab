package workbook

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/tamiz-project/tamiz/screening"
)

// The second page of the summary: factors, lists, what the run was made with, and where to sign.

// factors: which factors carry the scores.
func (p *page) factors() {
	b := p.b
	groups := slices.DeleteFunc(slices.Collect(maps.Values(b.tally.factors)), func(g *group) bool { return g.key == "" || (g.count == 0 && g.unresolved == 0) })
	slices.SortFunc(groups, func(x, y *group) int {
		return cmp.Or(y.points.Cmp(x.points), cmp.Compare(y.unresolved, x.unresolved), cmp.Compare(x.key, y.key))
	})
	p.try(p.f.InsertPageBreak(p.sheet, p.cell(1, p.row)))
	p.section(1, gridColumns, "factors")
	p.row++
	p.heads(head{"factor", 1, 5}, head{"affected", 6, 7}, head{"mean_points", 8, 8}, head{"highest", 9, 10}, head{"unresolved", 11, 12})
	for _, g := range groups[:min(len(groups), summaryGroup)] {
		p.wide(1, 5, b.factor(g.key), b.styles.wrapped)
		p.wide(6, 7, g.count, b.styles.value)
		p.set(p.row, 8, g.mean(g.points).InexactFloat64(), b.styles.points)
		p.wide(9, 10, g.highest.Round(8).InexactFloat64(), b.styles.points)
		p.wide(11, 12, g.unresolved, b.styles.value)
		p.row++
	}
	p.row++
}

// lists: what was searched and how fresh it is.
func (p *page) lists() {
	b := p.b
	p.section(1, gridColumns, "lists")
	p.row++
	p.heads(head{"list", 1, 4}, head{"official", 5, 5}, head{"published", 6, 6}, head{"age", 7, 7}, head{"fresh", 8, 9}, head{"entries", 10, 10}, head{"sha256", 11, 12})
	for _, l := range b.run.Lists[:min(len(b.run.Lists), summaryLists)] {
		p.listLine(l)
	}
	if more := len(b.run.Lists) - summaryLists; more > 0 {
		p.wide(1, gridColumns, b.c.t("summary.more_lists", more), b.styles.note)
		p.row++
	}
	p.row++
}

func (p *page) listLine(l screening.List) {
	b := p.b
	p.wide(1, 4, cmp.Or(l.Title, l.ID), b.styles.wrapped)
	p.set(p.row, 5, b.yesNo(l.Official), b.styles.wrapped)
	if serial, ok := serialOf(l.Published); ok {
		p.set(p.row, 6, serial, b.styles.day)
	} else {
		p.set(p.row, 6, cmp.Or(l.Published.String(), "–"), b.styles.wrapped)
	}
	days, fresh, colour := b.age(l)
	if days >= 0 {
		p.set(p.row, 7, days, b.styles.value)
	} else {
		p.set(p.row, 7, "–", b.styles.wrapped)
	}
	p.wide(8, 9, fresh, b.styles.labels[colour])
	p.set(p.row, 10, l.Count, b.styles.value)
	p.wide(11, 12, short(l.SHA256), b.styles.wrapped)
	p.height(p.row, 26)
	p.row++
}

// madeWith: what the run depended on, so that it can be made again.
func (p *page) madeWith() {
	b := p.b
	p.section(1, gridColumns, "made_with")
	p.row++
	for _, fact := range b.runFacts() {
		p.wide(1, 4, fact[0], b.styles.label)
		p.wide(5, gridColumns, fact[1], b.styles.wrapped)
		p.height(p.row, 13*float64(1+strings.Count(fact[1], "\n")+len(fact[1])/100)+3)
		p.row++
	}
	p.row++
}

// signOff is the box to sign.
func (p *page) signOff() {
	b := p.b
	p.section(1, gridColumns, "sign_off")
	p.row++
	p.heads(head{"signer", 1, 3}, head{"signed_name", 4, 6}, head{"signed_date", 7, 8}, head{"signature", 9, 12})
	for _, who := range []string{"prepared", "reviewed", "accountable"} {
		p.wide(1, 3, b.c.t("sign."+who), b.styles.label)
		p.wide(4, 6, "", b.styles.formats[asEntry])
		p.wide(7, 8, "", b.styles.formats[asEntryDay])
		p.wide(9, 12, "", b.styles.formats[asEntry])
		p.height(p.row, 26)
		p.row++
	}
}
