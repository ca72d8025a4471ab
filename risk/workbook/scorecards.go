package workbook

import (
	"slices"
	"strconv"
	"strings"

	"github.com/tamiz-project/tamiz/risk"
	"github.com/tamiz-project/tamiz/risk/fact"
)

var scorecardLayout = layout{
	key: "scorecards", freeze: 3, colour: navy, wide: true, pages: 2,
	choices: map[string]string{"verdict": "tamiz_verdicts"},
	columns: []column{
		{"no", 7, asWhole},
		{"id", 12, asText},
		{"name", 32, asWrap},
		{"country", 8.5, asText},
		{"tax_id", 20, asWrap},
		{"role", 11, asText},
		{"standing", 14, asText},
		{"tier", 19, asText},
		{"low", 8, asPoints},
		{"point", 8, asPoints},
		{"high", 8, asPoints},
		{"exact", 40, asExact},
		{"inherent", 9, asPoints},
		{"coverage", 9, asShare},
		{"stage", 12, asText},
		{"override", 34, asWrap},
		{"driver1", 24, asWrap},
		{"driver2", 24, asWrap},
		{"driver3", 24, asWrap},
		{"hits", 7.5, asLink},
		{"open", 7.5, asWhole},
		{"findings", 8.5, asLink},
		{"questions", 10, asLink},
		{"actions", 8.5, asLink},
		{"review", 12, asDay},
		{"verdict", 18, asEntry},
		{"conditions", 24, asEntry},
		{"approver", 15, asEntry},
		{"decided", 12, asEntryDay},
		{"expires", 12, asEntryDay},
	},
}

// addScorecard writes the one row of a counterparty.
func (b *book) addScorecard(a *risk.Assessment, p *entryRow) error {
	r, err := b.scorecards.row()
	if err != nil {
		return err
	}
	standing, colour := b.standing(a.Standing)
	r.int(p.number).text(a.ID).text(a.Name).text(strings.Join(a.Counterparty.Countries, ", ")).text(taxNumbers(a)).text(b.c.word("role", string(a.Counterparty.Role)))
	r.styled(b.styles.chips[colour], standing).styled(b.styles.chips[b.method.colour(a.Tier)], b.tier(a.Tier))
	r.number(a.Residual.Low).number(a.Residual.Point).number(a.Residual.High).exact(a.Residual)
	r.number(a.Inherent.Point).number(a.Coverage).text(b.c.word("stage", a.Stage)).text(b.overrides(a))
	drivers := b.drivers(a)
	for i := range 3 {
		r.text(drivers[i])
	}
	open := undecided(a)
	b.linked(r, p.hits, p.number, len(a.Hits))
	r.int(open)
	b.linked(r, p.contributions, p.number, p.shown)
	b.linked(r, p.questions, p.number, len(a.Questions))
	b.linked(r, p.actions, p.number, len(a.Actions))
	b.review(r, a)
	return r.skip().skip().skip().skip().skip().close()
}

// review writes the day by which the methodology wants the relationship looked at again: today while it is on hold.
func (b *book) review(r *rowWriter, a *risk.Assessment) {
	days := 0
	if rank := b.method.rank(a.Tier); rank >= 0 {
		days = b.method.tiers[rank].Review
	}
	serial, ok := serialOf(b.run.AsOf)
	if !ok || (days == 0 && a.Standing == risk.Open) {
		r.skip()
		return
	}
	if a.Standing != risk.Open {
		days = 0
	}
	r.int(serial + days)
}

// linked writes a count that jumps to the rows counted.
func (b *book) linked(r *rowWriter, place string, number, count int) {
	if count == 0 {
		r.styled(b.styles.formats[asText], "0")
		return
	}
	r.link(linkTo(place, number, strconv.Itoa(count)+" »"), strconv.Itoa(count)+" »")
}

// standing is its word and colour. No standing is not a verdict: the cell says that nothing found stands in the way.
func (b *book) standing(s risk.Standing) (text string, colour [2]string) {
	switch s {
	case risk.Hold:
		return b.c.word("standing", string(s)), holdColour
	case risk.Prohibited:
		return b.c.word("standing", string(s)), prohibitedColour
	}
	return b.c.t("standing.open"), [2]string{}
}

// taxNumbers joins the identifiers of a counterparty.
func taxNumbers(a *risk.Assessment) string {
	texts := make([]string, len(a.Counterparty.Identifiers))
	for i, id := range a.Counterparty.Identifiers {
		texts[i] = id.Value
		if id.Scheme != "" {
			texts[i] = string(id.Scheme) + " " + id.Value
		}
	}
	return strings.Join(texts, ", ")
}

// overrides names the floors and overrides that decided, with what they rest on.
func (b *book) overrides(a *risk.Assessment) string {
	var texts []string
	for _, c := range a.Contributions {
		if (c.Step == risk.Override || c.Step == risk.Floor) && c.Outcome == fact.True {
			texts = append(texts, b.c.word("step", string(c.Step))+": "+b.rule(c.Rule))
		}
	}
	return strings.Join(slices.Compact(texts), "; ")
}

// drivers are the three largest contributions, largest first; of equal ones the first stays first.
func (b *book) drivers(a *risk.Assessment) [3]string {
	var top [3]*risk.Contribution
	for i := range a.Contributions {
		c := &a.Contributions[i]
		if !c.Points.Point.IsPositive() {
			continue
		}
		for j := range top {
			if top[j] == nil || c.Points.Point.GreaterThan(top[j].Points.Point) {
				copy(top[j+1:], top[j:])
				top[j] = c
				break
			}
		}
	}
	var texts [3]string
	for i, c := range top {
		switch {
		case c == nil:
		case c.Factor == "":
			texts[i] = b.rule(c.Rule) + " +" + c.Points.Point.Round(2).String()
		default:
			texts[i] = b.factor(c.Factor) + " +" + c.Points.Point.Round(2).String()
		}
	}
	return texts
}

// undecided counts the alerts nobody closed.
func undecided(a *risk.Assessment) int {
	n := 0
	for _, h := range a.Hits {
		if !h.Discounted && (h.Decision == nil || !h.Decision.Disposition.Closes()) {
			n++
		}
	}
	return n
}
