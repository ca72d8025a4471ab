package workbook

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/tamiz-project/tamiz/risk"
	"github.com/tamiz-project/tamiz/risk/fact"
	"github.com/tamiz-project/tamiz/risk/ownership"
	"github.com/tamiz-project/tamiz/screening/feed"
	"github.com/tamiz-project/tamiz/screening/identifier"
)

var noHitLayout = layout{key: "nohits", freeze: 3, colour: navy, columns: []column{
	{"no", 7, asWhole},
	{"id", 14, asText},
	{"name", 34, asWrap},
	{"relation", 13, asText},
	{"party", 18, asText},
	{"searched", 50, asWrap},
	{"lists", 40, asWrap},
	{"as_of", 12, asDay},
	{"not_searched", 40, asWrap},
}}

// addNoHits writes a row for every party that was searched and not found, with what was searched, where, and what was not.
func (b *book) addNoHits(a *risk.Assessment, p *entryRow) error {
	found := map[string]bool{}
	for _, h := range a.Hits {
		found[h.Party] = true
	}
	for _, s := range a.Searched {
		if found[s.Party] {
			continue
		}
		b.tally.noHits++
		r, err := b.noHits.row()
		if err != nil {
			return err
		}
		r.int(p.number).text(a.ID).text(a.Name).text(b.relation(s.Relation)).text(s.Party).text(strings.Join(s.Names, "\n"))
		if err := r.text(b.tally.listIDs(b.run.Lists)).date(b.run.AsOf).text(b.notSearched(a, s)).close(); err != nil {
			return err
		}
	}
	return nil
}

func (b *book) relation(r risk.Relation) string {
	if r == "" {
		return b.c.t("relation.itself")
	}
	return b.c.word("relation", string(r))
}

// notSearched says what a search could not cover because the input does not hold it.
func (b *book) notSearched(a *risk.Assessment, s risk.Searched) string {
	var texts []string
	if s.Relation == "" && !hasRelation(a, risk.Owner) {
		texts = append(texts, b.c.t("gap.owners"))
	}
	if s.Relation == "" && !hasRelation(a, risk.Officer) {
		texts = append(texts, b.c.t("gap.officers"))
	}
	if b.unread != "" && s.Relation == "" {
		texts = append(texts, b.c.t("gap.columns", b.unread))
	}
	return strings.Join(texts, "; ")
}

// namedColumns is how many columns a row of No hits names; Data quality names all of them.
const namedColumns = 8

// unreadColumns names the columns of the input that were not screened.
func (b *book) unreadColumns() string {
	var heads []string
	for _, in := range b.run.Inputs {
		for _, n := range in.Notes {
			if n.Code == risk.NotScreened {
				heads = append(heads, feed.Quote(n.Field))
			}
		}
	}
	if more := len(heads) - namedColumns; more > 0 {
		return b.c.t("gap.more_columns", strings.Join(heads[:namedColumns], ", "), strconv.Itoa(more))
	}
	return strings.Join(heads, ", ")
}

func hasRelation(a *risk.Assessment, relation risk.Relation) bool {
	for _, r := range a.Counterparty.Related {
		if r.Relation == relation {
			return true
		}
	}
	return false
}

// factorLayout has one column for each factor of the methodology.
func (b *book) factorLayout() *layout {
	l := &layout{key: "factors", head: 190, freeze: 3, colour: navy, wide: true, columns: []column{
		{"no", 7, asWhole}, {"id", 14, asText}, {"name", 36, asText}, {"tier", 19, asText}, {"total", 9, asPoints},
	}}
	for _, f := range b.method.factors {
		l.columns = append(l.columns, column{factorColumn + f.ID, 7.5, asPoints})
	}
	l.columns = append(l.columns, column{"other", 9, asPoints})
	return l
}

// addFactors writes the points of each factor, those that rest on something unknown marked as such.
func (b *book) addFactors(a *risk.Assessment, p *entryRow) error {
	r, err := b.factors.row()
	if err != nil {
		return err
	}
	r.int(p.number).text(a.ID).text(a.Name).styled(b.styles.chips[b.method.colour(a.Tier)], b.tier(a.Tier)).number(a.Inherent.Point)
	other := a.Inherent.Point
	for _, f := range b.method.factors {
		sum, ok := p.points[f.ID]
		other = other.Sub(sum.point)
		switch {
		case ok && sum.unknown:
			r.numberStyled(b.styles.unknown, sum.point)
		case ok && !sum.point.IsZero():
			r.number(sum.point)
		default:
			r.skip()
		}
	}
	if other.IsZero() {
		return r.skip().close()
	}
	return r.number(other).close()
}

var contributionLayout = layout{key: "contributions", freeze: 3, colour: navy, wide: true, pages: 2, columns: []column{
	{"no", 7, asWhole},
	{"id", 14, asText},
	{"name", 34, asText},
	{"factor", 34, asText},
	{"rule", 24, asText},
	{"title", 54, asText},
	{"step", 14, asText},
	{"outcome", 18, asText},
	{"raw", 9, asPoints},
	{"weight", 9, asText},
	{"low", 9, asPoints},
	{"point", 9, asPoints},
	{"high", 9, asPoints},
	{"exact", 36, asExact},
	{"evidence", 40, asText},
	{"source", 64, asText},
}}

// listed reports whether a contribution is told: it moves a figure, or nobody knows whether it does.
func listed(c risk.Contribution) bool {
	return c.Outcome == fact.Undecided || !c.Points.Low.IsZero() || !c.Points.Point.IsZero() || !c.Points.High.IsZero() ||
		(c.Outcome == fact.True && c.Step != risk.Weighted) || c.Refused != ""
}

func (b *book) addContributions(a *risk.Assessment, p *entryRow) error {
	for _, c := range a.Contributions {
		if !listed(c) {
			continue
		}
		r, err := b.contributions.row()
		if err != nil {
			return err
		}
		r.int(p.number).text(a.ID).text(a.Name).text(b.factor(c.Factor)).text(c.Rule).text(b.rule(c.Rule)).text(b.c.word("step", string(c.Step)))
		outcome := b.c.word("outcome", string(c.Outcome))
		if c.Refused != "" {
			outcome = b.c.word("refused", string(c.Refused))
		}
		r.text(outcome).number(b.method.rules[c.Rule].Points).text(b.method.weights[weighing{c.Factor, a.Counterparty.Role}]).number(c.Points.Low).number(c.Points.Point).number(c.Points.High).exact(c.Points)
		if err := r.text(strings.Join(c.Evidence, ", ")).text(b.method.rules[c.Rule].Source).close(); err != nil {
			return err
		}
	}
	return nil
}

var questionLayout = layout{key: "questions", freeze: 3, colour: navy, columns: []column{
	{"no", 7, asWhole}, {"id", 14, asText}, {"name", 36, asWrap}, {"question", 70, asWrap}, {"fact", 30, asText}, {"row", 26, asText}, {"moves", 12, asPoints}, {"exact", 20, asExact},
}}

func (b *book) addQuestions(a *risk.Assessment, p *entryRow) error {
	for _, q := range a.Questions {
		r, err := b.questions.row()
		if err != nil {
			return err
		}
		r.int(p.number).text(a.ID).text(a.Name).text(b.question(q.Fact)).text(q.Fact).text(q.Row)
		if err := r.number(q.Moves).text(q.Moves.String()).close(); err != nil {
			return err
		}
	}
	return nil
}

var ownershipLayout = layout{key: "ownership", freeze: 3, colour: navy, columns: []column{
	{"no", 7, asWhole}, {"id", 14, asText}, {"name", 34, asWrap}, {"rule", 16, asText}, {"status", 28, asWrap}, {"share", 22, asExact}, {"path", 90, asWrap},
}}

// addOwnership writes one row for each rule that found something, with the path that proves it.
func (b *book) addOwnership(a *risk.Assessment, p *entryRow) error {
	for _, f := range a.Ownership {
		r, err := b.ownership.row()
		if err != nil {
			return err
		}
		steps := make([]string, len(f.Proof))
		for i, s := range f.Proof {
			steps[i] = stake(a, s)
		}
		r.int(p.number).text(a.ID).text(a.Name).text(f.Rule).text(b.c.word("ownership", string(f.Status))).text(share(f.Share))
		if err := r.text(strings.Join(steps, "\n")).close(); err != nil {
			return err
		}
	}
	return nil
}

var actionLayout = layout{key: "actions", freeze: 3, colour: navy, columns: []column{
	{"no", 7, asWhole},
	{"id", 14, asText},
	{"name", 36, asWrap},
	{"action", 60, asWrap},
	{"owner", 20, asText},
	{"due", 12, asDay},
	{"effect", 12, asPoints},
	{"exact", 24, asExact},
	{"rule", 24, asText},
	{"done", 12, asEntryDay},
	{"remark", 34, asEntry},
}}

func (b *book) addActions(a *risk.Assessment, p *entryRow) error {
	for _, x := range a.Actions {
		r, err := b.actions.row()
		if err != nil {
			return err
		}
		text := x.Text
		if b.method.of != nil {
			text = b.method.of.ActionText(x, b.c.lang)
		}
		r.int(p.number).text(a.ID).text(a.Name).text(text).text(x.Owner)
		if serial, ok := serialOf(b.run.AsOf); ok {
			r.int(serial + x.Days)
		} else {
			r.skip()
		}
		if err := r.number(x.Effect).text(x.Effect.String()).text(x.Rule).skip().skip().close(); err != nil {
			return err
		}
	}
	return nil
}

var qualityLayout = layout{key: "quality", freeze: 3, colour: navy, columns: []column{
	{"no", 7, asWhole}, {"id", 14, asText}, {"name", 36, asWrap}, {"missing", 50, asWrap}, {"numbers", 50, asWrap}, {"remark", 60, asWrap},
}}

// addQuality writes a row for a counterparty whose key fields are empty or whose numbers cannot be relied on.
func (b *book) addQuality(a *risk.Assessment, p *entryRow) error {
	missing, numbers := b.missing(a), b.doubtful(a.Counterparty.Identifiers)
	unjudged := ""
	if len(a.Unjudged) > 0 {
		unjudged = b.c.t("unjudged", strings.Join(a.Unjudged, ", "))
	}
	remarks := noteTexts(a.Counterparty.Notes)
	if unjudged != "" {
		remarks = append(remarks, unjudged)
	}
	if missing == "" && numbers == "" && len(remarks) == 0 {
		return nil
	}
	b.tally.gaps++
	r, err := b.quality.row()
	if err != nil {
		return err
	}
	return r.int(p.number).text(a.ID).text(a.Name).text(missing).text(numbers).text(strings.Join(remarks, "\n")).close()
}

// noteTexts are the doubts that the intake had about a row, but for empty fields and shared numbers, which have columns of
// their own.
func noteTexts(notes []risk.Note) []string {
	var texts []string
	for _, n := range notes {
		if n.Code != risk.Blank && n.Code != risk.Placeholder {
			texts = append(texts, noteText(n))
		}
	}
	return texts
}

// noteText says where a doubt arose, what stands there, and what was done.
func noteText(n risk.Note) string {
	where := n.Field
	if n.Line > 0 {
		where = strings.TrimSpace(fmt.Sprintf("line %d %s", n.Line, n.Field))
	}
	if n.Value != "" {
		where += " " + feed.Quote(n.Value)
	}
	return strings.TrimPrefix(where+": "+n.Text, ": ")
}

// addInputNotes names the columns of the input that were not screened, or were read with a doubt.
func (b *book) addInputNotes() error {
	for _, in := range b.run.Inputs {
		for _, n := range in.Notes {
			r, err := b.quality.row()
			if err != nil {
				return err
			}
			if err := r.skip().skip().text(in.Name).skip().skip().text(noteText(n)).close(); err != nil {
				return err
			}
		}
	}
	return nil
}

// missing names the key fields that are empty.
func (b *book) missing(a *risk.Assessment) string {
	c := a.Counterparty
	var texts []string
	for _, field := range []struct {
		key   string
		empty bool
	}{
		{"field.country", len(c.Countries) == 0},
		{"field.identifier", len(c.Identifiers) == 0},
		{"field.born", c.Kind == "person" && len(c.Born) == 0},
		{"field.kind", c.Kind == ""},
		{"field.owners", c.Kind != "person" && !hasRelation(a, risk.Owner)},
	} {
		if field.empty {
			texts = append(texts, b.c.t(field.key))
		}
	}
	return strings.Join(texts, ", ")
}

// doubtful names identifiers that many share or whose form is wrong.
func (b *book) doubtful(ids []identifier.ID) string {
	var texts []string
	for _, id := range ids {
		switch check := id.Check(); check {
		case identifier.Placeholder, identifier.Malformed:
			texts = append(texts, fmt.Sprintf("%s %s: %s", id.Scheme, id.Value, b.c.word("check", string(check))))
		}
	}
	return strings.Join(texts, "; ")
}

// addChanges tells which cells could not hold their text as it was.
func (b *book) addChanges() error {
	for _, c := range b.changes {
		r, err := b.quality.row()
		if err != nil {
			return err
		}
		remark := b.c.t("change.illegal", c.cell, c.illegal)
		if c.cut > 0 {
			remark = b.c.t("change.cut", c.cell, c.cut)
		}
		if err := r.skip().skip().skip().skip().skip().text(remark).close(); err != nil {
			return err
		}
	}
	return nil
}

// stake is one step of a proof in words.
func stake(a *risk.Assessment, s ownership.Stake) string {
	return fmt.Sprintf("%s → %s: %s", called(a, s.Holder), called(a, s.Held), share(s.Share))
}

// called is a party of the counterparty by its name, and any other by its id.
func called(a *risk.Assessment, id string) string {
	if id == a.ID {
		return fmt.Sprintf("%s (%s)", a.Name, id)
	}
	for _, r := range a.Counterparty.Related {
		if r.ID == id && len(r.Names) > 0 {
			return fmt.Sprintf("%s (%s)", r.Names[0].Text, id)
		}
	}
	return id
}

// share is a stake in percent, "25-50 %" where only bounds are known.
func share(s ownership.Share) string { return s.String() + " %" }
