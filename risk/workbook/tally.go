package workbook

import (
	"cmp"
	"slices"
	"strings"

	"github.com/shopspring/decimal"
	"github.com/tamiz-project/tamiz/risk"
	"github.com/tamiz-project/tamiz/screening"
)

// topRisks is the number of counterparties that the summary names.
const topRisks = 10

// A tally is what the summary tells of all assessments; it does not grow with their number.
type tally struct {
	method                                                 *method
	assessed, rejected, noHits, gaps                       int
	alerts, discounted, decided, pending, strong, reopened int
	questions, actions, asked                              int
	tiers                                                  map[string]int
	standings                                              map[risk.Standing]int
	countries                                              map[string]*group
	factors                                                map[string]*group
	top                                                    []topRisk
	lists                                                  string
}

// A group sums over some counterparties.
type group struct {
	key        string
	count      int
	held       int // on hold or prohibited
	points     decimal.Decimal
	highest    decimal.Decimal
	byFamily   [7]decimal.Decimal
	unresolved int
}

// A topRisk is one line of the top risks.
type topRisk struct {
	number           int
	id, name, tier   string
	country          string
	standing         risk.Standing
	residual         risk.Range
	drivers          []risk.Contribution
	byFamily         [7]decimal.Decimal
	scorecard, place string
}

func newTally(m *method) *tally {
	return &tally{method: m, tiers: map[string]int{}, standings: map[risk.Standing]int{}, countries: map[string]*group{}, factors: map[string]*group{}}
}

// add counts one assessment.
func (t *tally) add(a *risk.Assessment, p *entryRow) {
	t.assessed++
	t.tiers[a.Tier]++
	t.standings[a.Standing]++
	t.questions += len(a.Questions)
	t.actions += len(a.Actions)
	if len(a.Questions) > 0 {
		t.asked++
	}
	for i := range a.Hits {
		t.addHit(&a.Hits[i])
	}
	families := t.byFamily(p)
	t.addCountry(a, families)
	for factor, sum := range p.points {
		t.addFactor(factor, sum)
	}
	t.addTop(a, p, families)
}

func (t *tally) addHit(h *risk.Hit) {
	closed := h.Decision != nil && h.Decision.Disposition.Closes()
	if h.Reopened != "" {
		t.reopened++
	}
	switch {
	case closed:
		t.decided++
	case h.Discounted:
		t.discounted++
	default:
		t.pending++
		if len(strong(h.Evidence)) > 0 {
			t.strong++
		}
	}
	if !h.Discounted {
		t.alerts++
	}
}

func (t *tally) byFamily(p *entryRow) (sums [7]decimal.Decimal) {
	for factor, sum := range p.points {
		if i := familyOf(factor); i >= 0 {
			sums[i] = sums[i].Add(sum.point)
		}
	}
	return sums
}

func (t *tally) addCountry(a *risk.Assessment, families [7]decimal.Decimal) {
	country := ""
	if len(a.Counterparty.Countries) > 0 {
		country = a.Counterparty.Countries[0]
	}
	g := t.countries[country]
	if g == nil {
		g = &group{key: country}
		t.countries[country] = g
	}
	g.count++
	g.points = g.points.Add(a.Residual.Point)
	if a.Standing != risk.Open {
		g.held++
	}
	for i := range families {
		g.byFamily[i] = g.byFamily[i].Add(families[i])
	}
}

func (t *tally) addFactor(factor string, sum factorPoints) {
	g := t.factors[factor]
	if g == nil {
		g = &group{key: factor}
		t.factors[factor] = g
	}
	if sum.point.IsPositive() {
		g.count++
		g.points = g.points.Add(sum.point)
		g.highest = decimal.Max(g.highest, sum.point)
	}
	if sum.unknown {
		g.unresolved++
	}
}

// addTop keeps the highest: prohibited before hold before the rest, then by residual score, its high figure, and the order
// of the input.
func (t *tally) addTop(a *risk.Assessment, p *entryRow, families [7]decimal.Decimal) {
	r := topRisk{
		number: p.number, id: a.ID, name: a.Name, tier: a.Tier, standing: a.Standing, residual: a.Residual, byFamily: families,
		drivers: a.Contributions, country: strings.Join(a.Counterparty.Countries, ", "), scorecard: p.scorecard, place: p.hits,
	}
	at, _ := slices.BinarySearchFunc(t.top, r, compareTop)
	if at >= topRisks {
		return
	}
	t.top = slices.Insert(t.top, at, r)
	t.top = t.top[:min(len(t.top), topRisks)]
}

func compareTop(a, b topRisk) int {
	return cmp.Or(
		cmp.Compare(urgency(b.standing), urgency(a.standing)), b.residual.Point.Cmp(a.residual.Point),
		b.residual.High.Cmp(a.residual.High), cmp.Compare(a.number, b.number),
	)
}

func urgency(s risk.Standing) int {
	switch s {
	case risk.Prohibited:
		return 2
	case risk.Hold:
		return 1
	}
	return 0
}

// listIDs joins the ids of the lists once for all rows.
func (t *tally) listIDs(lists []screening.List) string {
	if t.lists == "" {
		ids := make([]string, len(lists))
		for i, l := range lists {
			ids[i] = l.ID
		}
		t.lists = strings.Join(ids, ", ")
	}
	return t.lists
}

// mean is the sum of a group for each of its members. It divides in one place, to four places.
func (g *group) mean(sum decimal.Decimal) decimal.Decimal {
	return sum.DivRound(decimal.NewFromInt(int64(max(1, g.count))), 4)
}
