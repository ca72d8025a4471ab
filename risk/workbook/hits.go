package workbook

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/tamiz-project/tamiz/risk"
	"github.com/tamiz-project/tamiz/screening"
	"github.com/tamiz-project/tamiz/screening/name"
)

// hitLayout: what the run found stands first and is locked, what the reviewer decides stands behind it and is open. The
// last two columns are hidden: what the decision rests on, and the hash of all locked cells.
var hitLayout = layout{
	key: "hits", freeze: 4, colour: holdColour[0], wide: true, pages: 2,
	choices: map[string]string{"disposition": "tamiz_dispositions", "code": "tamiz_codes"},
	columns: []column{
		{"no", 7, asWhole},
		{"hit", 20, asWrap},
		{"id", 12, asText},
		{"name", 24, asWrap},
		{"relation", 14, asText},
		{"party", 14, asWrap},
		{"searched", 22, asWrap},
		{"read_as", 22, asWrap},
		{"matched", 24, asWrap},
		{"alias", 18, asText},
		{"list", 18, asWrap},
		{"entry", 11, asText},
		{"programme", 22, asWrap},
		{"effect", 22, asWrap},
		{"listed", 12, asDay},
		{"dates", 18, asWrap},
		{"countries", 16, asWrap},
		{"identifiers", 24, asWrap},
		{"score", 9, asScore},
		{"threshold", 10, asScore},
		{"band", 12, asText},
		{"evidence_for", 34, asWrap},
		{"evidence_against", 30, asWrap},
		{"reviewers", 10, asWhole},
		{"reopened", 18, asWrap},
		{"disposition", 17, asEntry},
		{"code", 20, asEntry},
		{"rationale", 30, asEntry},
		{"reviewer", 15, asEntry},
		{"date", 12, asEntryDay},
		{"second", 15, asEntry},
		{"expires", 12, asEntryDay},
		{"scorecard", 10, asLink},
		{"basis", 20, asHidden},
		{"check", 20, asHidden},
	},
}

// addHits writes one row for each hit, the alerts first as they come.
func (b *book) addHits(a *risk.Assessment, p *entryRow) error {
	for i := range a.Hits {
		r, err := b.hits.row()
		if err != nil {
			return err
		}
		if err := b.addHit(r, a, &a.Hits[i], p); err != nil {
			return err
		}
	}
	return nil
}

func (b *book) addHit(r *rowWriter, a *risk.Assessment, h *risk.Hit, p *entryRow) error {
	row, err := b.hitRow(a, h, p)
	if err != nil {
		return err
	}
	for _, c := range row.cells[:len(row.cells)-1] {
		r.value(c)
	}
	d := h.Decision
	if d == nil {
		d = &screening.Decision{Disposition: screening.Pending}
	}
	r.styled(0, b.c.word("disposition", string(d.Disposition))).styled(0, b.code(d.Code)).text(d.Rationale).text(d.Reviewer).date(d.Date).text(d.Second).date(d.Expires)
	r.link(linkTo(p.scorecard, p.number, "« "+strconv.Itoa(p.number)), "« "+strconv.Itoa(p.number))
	return r.text(row.cells[len(row.cells)-1].text).text(checksum(row.canonical())).close()
}

// A hitRow is the locked part of a row: its cells in the order of the columns, the basis last.
type hitRow struct{ cells []value }

// A value is a cell by what it holds.
type value struct {
	text   string
	number string // as XML writes it; "" for text
}

func (r *rowWriter) value(v value) {
	if v.number != "" {
		r.raw(0, v.number)
		return
	}
	r.text(v.text)
}

// lockedColumns are the columns of the locked part, in order, the basis last.
func lockedColumns() []column {
	var all []column
	for _, c := range hitLayout.columns {
		if c.as != asEntry && c.as != asEntryDay && c.as != asLink && c.key != "check" {
			all = append(all, c)
		}
	}
	return all
}

// canonical are the cells as they read back.
func (r *hitRow) canonical() []string {
	texts := make([]string, len(r.cells))
	for i, c := range r.cells {
		texts[i] = c.number
		if c.number == "" {
			texts[i], _, _ = fit(c.text)
		}
	}
	return texts
}

// checksum is the hash of the locked cells of a row, each with the key of its column, so that moved columns change
// nothing and a changed cell does. It guards against slips and tells of edits; it is no signature.
func checksum(cells []string) string {
	h := sha256.New()
	for i, c := range lockedColumns() {
		text := strings.TrimSpace(cells[i])
		fmt.Fprintf(h, "%s=%d:%s\n", c.key, len(text), text)
	}
	return hex.EncodeToString(h.Sum(nil)[:16])
}

// hitRow makes the locked part of a row.
func (b *book) hitRow(a *risk.Assessment, h *risk.Hit, p *entryRow) (*hitRow, error) {
	party := searchedParty(a, h)
	rests := h.Basis
	if rests == nil {
		rests = screening.NewBasis(party, h.Hit)
	}
	basis, err := json.Marshal(rests)
	if err != nil {
		return nil, err
	}
	text := func(s string) value { return value{text: s} }
	number := func(f float64) value { return value{number: strconv.FormatFloat(f, 'f', -1, 64)} }
	speaksFor, against := b.evidence(h)
	quality := "alias." + string(h.NameType)
	if h.NameType == screening.Primary {
		quality = "alias.primary"
	}
	listed := text(listingDates(h.Designations))
	if serial, ok := serialOf(listingDate(h.Designations)); ok {
		listed = value{number: strconv.Itoa(serial)}
	}
	band := "band.alert"
	if h.Discounted {
		band = "band.discounted"
	}
	threshold := text("")
	if t, err := strconv.ParseFloat(b.run.Parameters["threshold"], 64); err == nil {
		threshold = number(t)
	}
	reviewers := 1
	if len(strong(h.Evidence)) > 0 {
		reviewers = 2
	}
	entry := screening.Party{}
	if h.Entry != nil {
		entry = h.Entry.Party
	}
	return &hitRow{cells: []value{
		{number: strconv.Itoa(p.number)},
		text(h.ID), text(a.ID), text(a.Name),
		text(b.relation(h.Relation)), text(h.Party), text(h.Query), text(readAs(party.Kind, h.Query)),
		text(h.Name), text(b.c.t(quality)), text(h.List), text(h.EntryID), text(programmes(h.Designations)), text(b.effects(h.Designations)),
		listed, text(b.sides(textsOf(party.Born), textsOf(entry.Born))), text(b.sides(countriesOf(party), countriesOf(entry))), text(b.sides(textsOf(party.Identifiers), textsOf(entry.Identifiers))),
		number(h.Score), threshold, text(b.c.t(band)), text(speaksFor), text(against),
		{number: strconv.Itoa(reviewers)},
		text(b.reopened(h.Reopened)), text(string(basis)),
	}}, nil
}

// reopened says in the language of the report why a decision no longer holds.
func (b *book) reopened(codes string) string {
	if codes == "" {
		return ""
	}
	texts := strings.Split(codes, ", ")
	for i, code := range texts {
		texts[i] = b.c.word("reopened", code)
	}
	return strings.Join(texts, "; ")
}

// searchedParty is the party of a counterparty that a hit was found for.
func searchedParty(a *risk.Assessment, h *risk.Hit) screening.Party {
	if h.Relation != "" {
		for _, r := range a.Counterparty.Related {
			if r.ID == h.Party && r.Relation == h.Relation {
				return r.Party
			}
		}
	}
	return a.Counterparty.Party
}

// readAs is a name as the comparison reads it: its words folded, in order.
func readAs(kind screening.Kind, text string) string {
	var n *name.Name
	switch kind {
	case screening.Person:
		n = name.Person(text)
	case screening.Organization:
		n = name.Organization(text)
	default:
		n = name.Thing(text)
	}
	var words []string
	for _, t := range n.Tokens() {
		words = append(words, t.Folded)
	}
	return strings.Join(words, " ")
}

// evidence puts what speaks for and against a match in words.
func (b *book) evidence(h *risk.Hit) (speaksFor, against string) {
	var yes, no []string
	for _, e := range h.Evidence {
		text := fmt.Sprintf("%s (%+.3f)", e.Text(b.c.lang), e.Gain)
		if e.Gain < 0 {
			no = append(no, text)
		} else {
			yes = append(yes, text)
		}
	}
	return strings.Join(yes, "\n"), strings.Join(no, "\n")
}

// strongCodes are the kinds of evidence that one reviewer alone may not set aside: an identifier that agrees, or a birth date
// that agrees to the month at least. A list that gives only the year agrees with too many to ask for two.
// Two of the ten enforcement cases that taught this were alerts of that kind, closed by one analyst.
var strongCodes = []string{"identifier_same", "identifier_same_body", "identifier_linked", "born_same", "born_swapped", "born_month"}

// strong returns the codes of evidence that needs two reviewers.
func strong(all []screening.Evidence) []string {
	var codes []string
	for _, e := range all {
		if e.Gain > 0 && slices.Contains(strongCodes, e.Code) {
			codes = append(codes, e.Code)
		}
	}
	return codes
}

// sides puts what the input and the list say beside each other.
func (b *book) sides(given, listed []string) string {
	if len(given) == 0 && len(listed) == 0 {
		return ""
	}
	say := func(all []string) string {
		if len(all) == 0 {
			return b.c.t("not_given")
		}
		return strings.Join(all, ", ")
	}
	return b.c.t("sides", say(given), say(listed))
}

func textsOf[T fmt.Stringer](all []T) []string {
	texts := make([]string, len(all))
	for i, x := range all {
		texts[i] = x.String()
	}
	return texts
}

// countriesOf are the countries and nationalities of a party, each once.
func countriesOf(p screening.Party) []string {
	return slices.Compact(slices.Sorted(slices.Values(append(slices.Clone(p.Countries), p.Nationalities...))))
}

// programmes joins the programmes of what has an effect: a licence or a notice is no programme.
func programmes(all []screening.Designation) string {
	var texts []string
	for _, d := range all {
		if text := d.Programme; text != "" && d.Effect != screening.Information && !slices.Contains(texts, text) {
			texts = append(texts, text)
		}
	}
	return strings.Join(texts, "; ")
}

func (b *book) effects(all []screening.Designation) string {
	var texts []string
	for _, d := range all {
		text := b.c.word("effect", string(d.Effect))
		if d.Status != screening.Active {
			text += " (" + b.c.word("status", string(d.Status)) + ")"
		}
		if !slices.Contains(texts, text) {
			texts = append(texts, text)
		}
	}
	return strings.Join(texts, "; ")
}

// listingDate is the earliest day of designation that is known.
func listingDate(all []screening.Designation) screening.Date {
	var first screening.Date
	for _, d := range all {
		if !d.From.IsZero() && (first.IsZero() || d.From.Compare(first) < 0) {
			first = d.From
		}
	}
	return first
}

func listingDates(all []screening.Designation) string { return listingDate(all).String() }

// code is the title of a reason code.
func (b *book) code(code string) string {
	if code == "" {
		return ""
	}
	return b.c.word("code", code)
}
