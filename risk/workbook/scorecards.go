package workbook

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/tamiz-project/tamiz/risk"
)

var scorecardLayout = layout{
	key: "scorecards", freeze: 3, colour: navy, wide: true, pages: 2,
	choices: map[string]string{"verdict": "tamiz_verdicts"},
	columns: []column{
		{"no", 7, asWhole}, {"id", 12, asText}, {"name", 32, asWrap}, {"country", 8.5, asText}, {"tax_id", 20, asWrap}, {"role", 11, asText},
		{"standing", 13, asText}, {"tier", 12, asText}, {"low", 8, asPoints}, {"point", 8, asPoints}, {"high", 8, asPoints}, {"exact", 22, asExact},
		{"inherent", 9, asPoints}, {"coverage", 9, asShare}, {"override", 26, asWrap},
		{"driver1", 24, asWrap}, {"driver2", 24, asWrap}, {"driver3", 24, asWrap},
		{"hits", 7.5, asLink}, {"open", 7.5, asWhole}, {"findings", 8.5, asLink}, {"questions", 10, asLink}, {"actions", 8.5, asLink},
		{"verdict", 18, asEntry}, {"conditions", 24, asEntry}, {"approver", 15, asEntry}, {"decided", 12, asEntryDay}, {"expires", 12, asEntryDay},
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
	r.number(a.Residual.Low).number(a.Residual.Point).number(a.Residual.High).text(exact(a.Residual))
	r.number(a.Inherent.Point).number(a.Coverage).text(b.overrides(a))
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
	return r.skip().skip().skip().skip().skip().close()
}

// linked writes a count that jumps to the rows counted.
func (b *book) linked(r *rowWriter, place string, number, count int) {
	if count == 0 {
		r.styled(b.styles.formats[asText], "0")
		return
	}
	r.link(linkTo(place, number, strconv.Itoa(count)+" »"), strconv.Itoa(count)+" »")
}

// exact is a range to the last digit.
func exact(x risk.Range) string {
	return x.Low.String() + " / " + x.Point.String() + " / " + x.High.String()
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
		if (c.Step == risk.Override || c.Step == risk.Floor) && listed(c) {
			texts = append(texts, fmt.Sprintf("%s: %s", b.c.word("step", string(c.Step)), b.rule(c.Rule)))
		}
	}
	return strings.Join(slices.Compact(texts), "; ")
}

// drivers are the three largest contributions by factor, largest first.
func (b *book) drivers(a *risk.Assessment) [3]string {
	all := slices.Clone(a.Contributions)
	slices.SortStableFunc(all, func(x, y risk.Contribution) int {
		return cmp.Or(y.Points.Point.Cmp(x.Points.Point), y.Points.High.Cmp(x.Points.High), cmp.Compare(x.Factor, y.Factor), cmp.Compare(x.Rule, y.Rule))
	})
	var texts [3]string
	for i := range min(3, len(all)) {
		if c := all[i]; c.Points.Point.IsPositive() {
			texts[i] = fmt.Sprintf("%s +%s", b.factor(c.Factor), c.Points.Point.Round(2))
			if c.Factor == "" {
				texts[i] = fmt.Sprintf("%s +%s", b.rule(c.Rule), c.Points.Point.Round(2))
			}
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
