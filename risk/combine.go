package risk

import (
	"slices"

	"github.com/shopspring/decimal"
	"github.com/tamiz-project/tamiz/risk/fact"
	"github.com/tamiz-project/tamiz/screening"
)

const (
	trueMatch     = screening.TrueMatch
	falsePositive = screening.FalsePositive
)

// A part is what one rule adds to its factor, before the weight.
type part struct {
	*finding
	points Range
}

// An item is a rule, or a group of rules that measure the same thing and count once; members are numbers of parts.
type item struct {
	members []int
	amount  Range
}

// combined splits what a factor adds among its rules that fired or could. Low, point and high are combined each by itself,
// in one order, so that the parts add up to the factor exactly: first what is certain, the gravest first. Compounding makes
// ever longer decimals; what a factor has reached is rounded to four of them, and a part is the difference of two such.
func (f *factor) combined(findings []finding) []part {
	var parts []part
	for i := range findings {
		if findings[i].outcome == fact.True || !findings[i].amount.isZero() {
			parts = append(parts, part{finding: &findings[i]})
		}
	}
	sum := Range{}
	for _, it := range f.items(findings, parts) {
		next := f.combine.with(sum, it.amount)
		it.give(parts, next.rounded().sub(sum.rounded()))
		sum = next
	}
	return parts
}

// items returns what there is to combine, in order. What adds nothing in any figure is left out.
func (f *factor) items(findings []finding, parts []part) []item {
	var all []item
	numbers := make([]int, len(parts))
	for i := range parts {
		numbers[i] = i
		if parts[i].amount.isZero() || f.grouped(findings, parts[i].finding) >= 0 {
			continue
		}
		all = append(all, item{members: numbers[i : i+1], amount: parts[i].amount})
	}
	for g := range f.groups {
		it := item{}
		for i := range parts {
			if f.grouped(findings, parts[i].finding) == g {
				it.members, it.amount = append(it.members, i), it.amount.max(parts[i].amount)
			}
		}
		if !it.amount.isZero() {
			all = append(all, it)
		}
	}
	slices.SortStableFunc(all, func(a, b item) int {
		if c := b.amount.Low.Cmp(a.amount.Low); c != 0 {
			return c
		}
		return b.amount.High.Cmp(a.amount.High)
	})
	return all
}

// grouped returns the overlap that a finding's rule stands in, -1 for none.
func (f *factor) grouped(findings []finding, x *finding) int {
	return slices.IndexFunc(f.groups, func(group []int) bool {
		return slices.ContainsFunc(group, func(i int) bool { return &findings[i] == x })
	})
}

// give hands each figure to the first member that reaches it.
func (it *item) give(parts []part, added Range) {
	first := func(figure func(Range) decimal.Decimal) *Range {
		for _, i := range it.members {
			if figure(parts[i].amount).Equal(figure(it.amount)) {
				return &parts[i].points
			}
		}
		return &parts[it.members[0]].points
	}
	if len(it.members) == 1 {
		parts[it.members[0]].points = added
		return
	}
	first(func(r Range) decimal.Decimal { return r.Low }).Low = added.Low
	first(func(r Range) decimal.Decimal { return r.Point }).Point = added.Point
	first(func(r Range) decimal.Decimal { return r.High }).High = added.High
}

// with adds an amount to what is there.
func (c combine) with(sum, amount Range) Range {
	switch c {
	case combineSum:
		return sum.add(amount).min(uniform(hundred()))
	case combineCompound:
		rest := uniform(hundred()).sub(sum)
		return sum.add(Range{
			rest.Low.Mul(amount.Low).Shift(-2), rest.Point.Mul(amount.Point).Shift(-2), rest.High.Mul(amount.High).Shift(-2),
		})
	}
	return sum.max(amount)
}

// relieve lowers the inherent score by the controls that are in place, one after the other. Each is applied to the factors
// it mitigates, before caps and floors are applied anew: so it never takes a score below a floor, and low stays below point
// below high.
func (j *judgement) relieve(inherent Range, floors []finding) Range {
	m := j.m
	score := inherent
	left := make([]decimal.Decimal, len(m.factors)) // share of each factor that remains
	for i := range left {
		left[i] = decimal.NewFromInt(1)
	}
	least := decimal.NewFromInt(1).Sub(m.creditLimit)
	for _, c := range j.o.Counterparty.Controls {
		known, refused := m.creditable(c, j.o.AsOf)
		next := score
		if refused == "" {
			known.apply(left, least, c.Effectiveness)
			next = m.rescore(j.sums, left, floors)
		}
		outcome := fact.True
		if refused != "" {
			outcome = fact.False
		}
		j.contributions = append(j.contributions, Contribution{
			Rule: c.ID, Step: Relief, Outcome: outcome, Refused: refused, Evidence: evidenceOf(c), Points: next.sub(score),
		})
		score = next
	}
	return score
}

func evidenceOf(c Control) []string {
	if c.Evidence == "" {
		return nil
	}
	return []string{c.Evidence}
}

// creditable finds the control in the methodology, or says why it earns nothing.
func (m *Methodology) creditable(c Control, day screening.Date) (*control, Refusal) {
	i := slices.IndexFunc(m.controls, func(x control) bool { return x.ID == c.ID })
	if i < 0 {
		return nil, NotInMethod
	}
	known := &m.controls[i]
	age, dated := daysSince(c.Date.Last(), day).Decimal()
	switch {
	case c.Effectiveness.IsNegative() || c.Effectiveness.GreaterThan(decimal.NewFromInt(1)):
		return nil, OutOfBounds
	case c.Evidence == "" || !dated:
		return nil, NoEvidence
	case age.IsNegative():
		return nil, NotYet
	case !c.Expires.IsZero() && c.Expires.Last().Compare(day.First()) < 0:
		return nil, ControlExpired
	case known.MaxAge > 0 && age.GreaterThan(decimal.NewFromInt(int64(known.MaxAge))):
		return nil, EvidenceOld
	}
	return known, ""
}

// apply takes the control's credit off the factors it mitigates, together never more than the methodology's limit.
func (c *control) apply(left []decimal.Decimal, least, effectiveness decimal.Decimal) {
	remains := decimal.NewFromInt(1).Sub(smaller(effectiveness, c.MaxCredit))
	for i := range left {
		if len(c.factors) == 0 || slices.Contains(c.factors, i) {
			left[i] = larger(left[i].Mul(remains), least)
		}
	}
}

// rescore computes the score anew from the sums of the factors, of which a share is left: weighted, capped, lifted.
func (m *Methodology) rescore(sums []Range, left []decimal.Decimal, floors []finding) Range {
	reduced := make([]Range, len(sums))
	score := Range{}
	for i := range sums {
		reduced[i] = sums[i].times(left[i])
		score = score.add(reduced[i])
	}
	for i := range m.caps {
		score = score.sub(m.over(i, reduced))
	}
	for _, v := range byHeight(floors) {
		score = v.lift(score)
	}
	return score
}
