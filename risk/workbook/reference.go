package workbook

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/tamiz-project/tamiz/risk"
	"github.com/tamiz-project/tamiz/screening"
	"github.com/xuri/excelize/v2"
)

var listLayout = layout{key: "lists", freeze: 2, colour: muted, wide: true, columns: []column{
	{"id", 24, asText},
	{"title", 44, asWrap},
	{"publisher", 28, asWrap},
	{"official", 11, asText},
	{"published", 12, asDay},
	{"retrieved", 12, asDay},
	{"age", 9, asWhole},
	{"max_age", 10, asWhole},
	{"fresh", 20, asText},
	{"entries", 11, asWhole},
	{"bad", 10, asWhole},
	{"unread", 11, asWhole},
	{"lacks", 18, asWrap},
	{"notes", 40, asWrap},
	{"format", 14, asText},
	{"url", 30, asWrap},
	{"sha256", 36, asWrap},
}}

// addLists writes what was searched.
func (b *book) addLists() error {
	s, err := b.newSheet(&listLayout)
	if err != nil {
		return err
	}
	for _, l := range b.run.Lists {
		r, err := s.row()
		if err != nil {
			return err
		}
		r.text(l.ID).text(l.Title).text(l.Publisher).text(b.yesNo(l.Official)).date(l.Published).date(l.Retrieved)
		days, fresh, colour := b.age(l)
		if days >= 0 {
			r.int(days)
		} else {
			r.skip()
		}
		if l.MaxAge > 0 {
			r.int(l.MaxAge)
		} else {
			r.skip()
		}
		r.styled(b.styles.chips[colour], fresh).int(l.Count).int(l.Bad).int(l.Unread).text(strings.Join(l.Lacks, ", ")).text(strings.Join(l.Notes, "\n"))
		if err := r.text(l.Format).text(l.URL).text(l.SHA256).close(); err != nil {
			return err
		}
	}
	return nil
}

func (b *book) yesNo(yes bool) string {
	if yes {
		return b.c.t("yes")
	}
	return b.c.t("no")
}

// age says how old a list is on the day of the run and whether it can be relied on; -1 days when nothing says.
func (b *book) age(l screening.List) (days int, fresh string, colour [2]string) {
	days, stale := screening.Age(l, b.run.AsOf)
	dark := ramp[len(ramp)-1]
	switch {
	case l.Published.IsZero() && l.Retrieved.IsZero():
		return -1, b.c.t("fresh.unknown"), dark
	case !l.Ended.IsZero() && stale:
		return days, b.c.t("fresh.ended", l.Ended.String()), dark
	case stale:
		return days, b.c.t("fresh.stale"), dark
	case days < 0:
		return days, b.c.t("fresh.later"), ramp[1]
	}
	return days, b.c.t("fresh.current"), ramp[0]
}

var methodologyLayout = layout{key: "methodology", freeze: 2, colour: muted, wide: true, columns: []column{
	{"part", 16, asText},
	{"id", 22, asText},
	{"title", 50, asWrap},
	{"factor", 10, asText},
	{"supplier", 11, asText},
	{"customer", 11, asText},
	{"partner", 11, asText},
	{"points", 10, asPoints},
	{"when", 70, asWrap},
	{"each", 14, asText},
	{"action", 44, asWrap},
	{"source", 50, asWrap},
}}

// addMethodology writes how scores are made, from the document itself, and what the run was made with.
func (b *book) addMethodology() error {
	s, err := b.newSheet(&methodologyLayout)
	if err != nil {
		return err
	}
	for _, fact := range b.runFacts() {
		if err := b.plainRow(s, b.c.t("part.run"), fact[0], fact[1]); err != nil {
			return err
		}
	}
	for _, t := range b.method.tiers {
		if err := b.plainRow(s, b.c.t("part.tier"), t.ID, fmt.Sprintf("%s: %s", t.Title.In(b.c.lang), b.c.t("tier.from", t.From.String()))); err != nil {
			return err
		}
	}
	for _, f := range b.method.factors {
		if err := b.addFactorRows(s, f); err != nil {
			return err
		}
	}
	return b.addOtherRules(s)
}

// addOtherRules writes the rules that belong to no factor: caps, floors, controls and overrides.
func (b *book) addOtherRules(s *sheet) error {
	if b.method.of == nil {
		return nil
	}
	for _, rule := range b.method.of.Rules() {
		if _, ofFactor := b.method.names[rule.Factor]; ofFactor {
			continue
		}
		if err := b.addRuleRow(s, rule); err != nil {
			return err
		}
	}
	return nil
}

// runFacts are the key facts of the run: what it was made with.
func (b *book) runFacts() [][2]string {
	facts := [][2]string{{b.c.t("run.id"), b.run.ID}, {b.c.t("run.as_of"), b.run.AsOf.String()}, {b.c.t("run.software"), b.run.Software}}
	if m := b.method.of; m != nil {
		facts = append(facts, [2]string{b.c.t("run.methodology"), m.ID() + " " + m.Version()}, [2]string{b.c.t("run.methodology_sha256"), m.SHA256()})
	}
	for _, in := range b.run.Inputs {
		facts = append(facts, [2]string{b.c.t("run.input", b.c.word("input", in.Role)), strings.TrimSpace(in.Name + "\n" + in.SHA256)})
	}
	for _, key := range slices.Sorted(maps.Keys(b.run.Parameters)) {
		facts = append(facts, [2]string{b.c.t("run.parameter", key), b.run.Parameters[key]})
	}
	return facts
}

// plainRow writes a row of the methodology that has no more than a title.
func (b *book) plainRow(s *sheet, part, id, title string) error {
	r, err := s.row()
	if err != nil {
		return err
	}
	r.text(part).text(id).text(title)
	for range len(s.layout.columns) - 3 {
		r.skip()
	}
	return r.close()
}

// addFactorRows writes a factor and its rules.
func (b *book) addFactorRows(s *sheet, f risk.Factor) error {
	r, err := s.row()
	if err != nil {
		return err
	}
	r.text(b.c.t("part.factor")).text(f.ID).text(f.Title.In(b.c.lang)).text(f.ID)
	for _, role := range []risk.Role{risk.Supplier, risk.Customer, risk.Partner} {
		if w, ok := f.Weight[role]; ok {
			r.text(w.String())
		} else {
			r.skip()
		}
	}
	if err := r.skip().text(f.Definition.In(b.c.lang)).skip().skip().text(f.Source).close(); err != nil {
		return err
	}
	for _, rule := range b.method.of.Rules() {
		if rule.Factor != f.ID {
			continue
		}
		if err := b.addRuleRow(s, rule); err != nil {
			return err
		}
	}
	return nil
}

func (b *book) addRuleRow(s *sheet, rule risk.Rule) error {
	r, err := s.row()
	if err != nil {
		return err
	}
	part := b.c.t("part.rule")
	if rule.Step != "" && rule.Step != risk.Weighted {
		part = b.c.word("step", string(rule.Step))
	}
	r.text(part).text(rule.ID).text(rule.Title.In(b.c.lang)).text(rule.Factor).skip().skip().skip()
	return r.number(rule.Points).text(rule.When).text(rule.Each).text(rule.Action.In(b.c.lang)).text(rule.Source).close()
}

var glossaryLayout = layout{key: "glossary", freeze: 1, colour: muted, columns: []column{{"term", 34, asWrap}, {"meaning", 120, asWrap}}}

// terms of the glossary, in the order they are best read.
var terms = []string{
	"potential", "discounted", "no_hit", "standing", "hold", "prohibited", "tier", "insufficient", "inherent", "residual", "low_point_high",
	"coverage", "contribution", "unknown", "override", "cap", "control", "alias", "weak_alias", "as_of", "stale", "sample", "basis", "two_reviewers", "disposition",
}

func (b *book) addGlossary() error {
	s, err := b.newSheet(&glossaryLayout)
	if err != nil {
		return err
	}
	for _, term := range terms {
		r, err := s.row()
		if err != nil {
			return err
		}
		if err := r.text(b.c.t("term." + term)).text(b.c.t("meaning." + term)).close(); err != nil {
			return err
		}
	}
	return nil
}

// Words of the drop-down lists, in the order they are offered.
var (
	dispositions = []screening.Disposition{screening.Pending, screening.FalsePositive, screening.TrueMatch, screening.Escalated, screening.NeedInformation}
	codes        = []string{
		"name_differs", "other_person", "identifier_differs", "birth_date_differs", "country_differs", "other_activity", "common_word",
		"same_identity", "owned_or_controlled", "same_group", "needs_document", "escalated_legal",
	}
	outcomes = []Outcome{Approve, ApproveWithConditions, Reject, Exit}
)

// addChoices writes the words to choose from on a hidden sheet: a list inside a drop-down may hold 255 characters and no
// comma.
func (b *book) addChoices() error {
	name := b.c.t("sheet.choices")
	if _, err := b.f.NewSheet(name); err != nil {
		return err
	}
	d := &drawer{f: b.f, sheet: name}
	status, style := b.status()
	d.set(1, 1, status, style)
	choices := map[string][]string{}
	for _, x := range dispositions {
		choices["tamiz_dispositions"] = append(choices["tamiz_dispositions"], b.c.word("disposition", string(x)))
	}
	for _, x := range codes {
		choices["tamiz_codes"] = append(choices["tamiz_codes"], b.c.word("code", x))
	}
	for _, x := range outcomes {
		choices["tamiz_verdicts"] = append(choices["tamiz_verdicts"], b.c.word("verdict", string(x)))
	}
	for i, list := range []string{"tamiz_codes", "tamiz_dispositions", "tamiz_verdicts"} {
		for j, text := range choices[list] {
			d.set(j+2, i+1, text, 0)
		}
		column, err := excelize.ColumnNumberToName(i + 1)
		d.try(err)
		d.try(b.f.SetDefinedName(&excelize.DefinedName{Name: list, RefersTo: fmt.Sprintf("'%s'!$%s$2:$%s$%d", name, column, column, len(choices[list])+1)}))
	}
	d.try(b.f.SetSheetVisible(name, false))
	return d.err
}
