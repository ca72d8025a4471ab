package ownership

import (
	_ "embed"
	"errors"
	"fmt"
	"slices"

	"github.com/goccy/go-yaml"
	"github.com/shopspring/decimal"
	"github.com/tamiz-project/tamiz/screening"
)

// A Rule is one authority's ownership rule as data. The zero value of each field after Source is what most rules do.
type Rule struct {
	ID        string
	Threshold decimal.Decimal // percent
	Inclusive bool            // 50 or more, not more than 50
	Aggregate bool            // stakes of several blocked holders add up
	Control   bool            // control blocks as well as ownership
	From, To  screening.Date
	Suspended []Period
	Editions  []Edition // a threshold or comparator that changed on a day (EU, 3 July 2024)
	Source    string

	Title      string
	Votes      bool            // votes are measured against the threshold as shares are
	Joint      bool            // each member of a joint arrangement (Stake.Group) holds the stakes of all its members
	Definition bool            // what a holder blocked by definition controls is blocked too (E.O. 13884)
	Basis      Basis           // of what is owned; empty is Owned
	Near       decimal.Decimal // a share from which a party that is not blocked deserves caution; zero is never
	Owns       []Kind          // kinds that are ownership; nil is Shares, Beneficial
	Perhaps    []Kind          // kinds that may be; nil is Joint, Nominee, Trust, Consolidation, Indirect, and Managed where control counts
	Controls   []Kind          // kinds that are control, where control counts; nil is Board, Control
}

// An Edition is a rule's threshold and comparator from a day on.
type Edition struct {
	From      screening.Date
	Threshold decimal.Decimal
	Inclusive bool
}

// A Period is from and to, both included. A missing end is open.
type Period struct{ From, To screening.Date }

func (p Period) contains(day screening.Date) bool {
	return p.From.First().Compare(day) <= 0 && (p.To.IsZero() || day.Compare(p.To.Last()) <= 0)
}

//go:embed rules.yaml
var rulesYAML []byte

// Rules returns the rules tamiz knows: OFAC, EU, UK, BIS. They stand in rules.yaml beside this file, with their sources.
func Rules() []Rule {
	rules, err := ParseRules(rulesYAML)
	if err != nil {
		panic(err) // the embedded file is tested
	}
	return rules
}

// Lookup returns the rule with an id.
func Lookup(id string) (Rule, bool) {
	rules := Rules()
	i := slices.IndexFunc(rules, func(r Rule) bool { return r.ID == id })
	if i < 0 {
		return Rule{}, false
	}
	return rules[i], true
}

// ParseRules reads rules from a document of the form of rules.yaml and checks them. Errors say line and column.
func ParseRules(document []byte) ([]Rule, error) {
	var read []ruleText
	if err := yaml.UnmarshalWithOptions(document, &read, yaml.Strict()); err != nil {
		return nil, fmt.Errorf("ownership rules: %w", err)
	}
	rules := make([]Rule, len(read))
	for i, t := range read {
		rule, err := t.rule()
		if err == nil && slices.ContainsFunc(rules[:i], func(r Rule) bool { return r.ID == rule.ID }) {
			err = errors.New("the id is used twice")
		}
		if err != nil {
			return nil, fmt.Errorf("ownership rule %d, %q: %w", i+1, t.ID, err)
		}
		rules[i] = rule
	}
	return rules, nil
}

// ruleText is a rule as it stands in the document.
type ruleText struct {
	ID         string
	Title      string
	Threshold  string
	Inclusive  bool
	Aggregate  bool
	Control    bool
	Votes      bool
	Joint      bool
	Definition bool
	Basis      Basis
	Near       string
	Owns       []Kind
	Perhaps    []Kind
	Controls   []Kind
	From, To   string
	Suspended  []struct{ From, To string }
	Editions   []struct {
		From, Threshold string
		Inclusive       bool
	}
	Source string
}

func (t ruleText) rule() (Rule, error) {
	r := Rule{
		ID: t.ID, Title: t.Title, Inclusive: t.Inclusive, Aggregate: t.Aggregate, Control: t.Control, Votes: t.Votes,
		Joint: t.Joint, Definition: t.Definition, Basis: t.Basis, Owns: t.Owns, Perhaps: t.Perhaps, Controls: t.Controls,
		Source: t.Source,
	}
	var p problems
	r.Threshold = p.percent("threshold", t.Threshold)
	if t.Near != "" {
		r.Near = p.percent("near", t.Near)
	}
	r.From, r.To = p.day("from", t.From), p.day("to", t.To)
	for _, s := range t.Suspended {
		r.Suspended = append(r.Suspended, Period{p.day("suspended.from", s.From), p.day("suspended.to", s.To)})
	}
	for _, e := range t.Editions {
		r.Editions = append(r.Editions, Edition{p.day("editions.from", e.From), p.percent("editions.threshold", e.Threshold), e.Inclusive})
	}
	for _, k := range slices.Concat(t.Owns, t.Perhaps, t.Controls) {
		p.check(kindNumber(k) != 0 && k != "", "no such kind of stake: %q", k)
	}
	p.check(t.ID != "", "it has no id")
	p.check(t.Source != "", "it has no source; say where the rule is written")
	p.check(t.Basis == "" || t.Basis == Owned || t.Basis == Restricted, "basis %q; write owned or restricted", t.Basis)
	return r, errors.Join(p...)
}

// problems gathers what is wrong with a rule, so that all of it is told at once.
type problems []error

func (p *problems) check(ok bool, format string, args ...any) {
	if !ok {
		*p = append(*p, fmt.Errorf(format, args...))
	}
}

func (p *problems) percent(field, text string) decimal.Decimal {
	share, err := ParseShare(text)
	p.check(err == nil, "%s: %w", field, err)
	p.check(err != nil || share.Exact(), "%s: %q is not one number", field, text)
	return share.Low()
}

func (p *problems) day(field, text string) screening.Date {
	d, err := screening.ParseDate(text)
	p.check(err == nil, "%s: %w", field, err)
	return d
}

// InForce reports whether the rule holds on a day. Of a month or a year its last day is asked; no day at all is today's
// text of the rule, suspended or not.
func (r Rule) InForce(day screening.Date) bool {
	if day.IsZero() {
		return true
	}
	day = day.Last()
	if !(Period{r.From, r.To}).contains(day) {
		return false
	}
	return !slices.ContainsFunc(r.Suspended, func(p Period) bool { return p.contains(day) })
}

// Measure returns the threshold and comparator of the edition in force on a day.
func (r Rule) Measure(day screening.Date) (threshold decimal.Decimal, inclusive bool) {
	threshold, inclusive = r.Threshold, r.Inclusive
	var since screening.Date
	for _, e := range r.Editions {
		begun := day.IsZero() || e.From.First().Compare(day.Last()) <= 0
		if begun && since.Compare(e.From) <= 0 {
			threshold, inclusive, since = e.Threshold, e.Inclusive, e.From
		}
	}
	return threshold, inclusive
}
