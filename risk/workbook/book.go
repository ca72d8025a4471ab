package workbook

import (
	"cmp"
	"fmt"
	"io"
	"slices"

	"github.com/shopspring/decimal"
	"github.com/tamiz-project/tamiz/risk"
	"github.com/tamiz-project/tamiz/risk/fact"
	"github.com/tamiz-project/tamiz/screening"
	"github.com/tamiz-project/tamiz/screening/feed"
	"github.com/xuri/excelize/v2"
)

// A book is a workbook being written.
type book struct {
	f       *excelize.File
	zip     *zipper
	c       *catalogue
	o       Options
	run     risk.Run
	method  *method
	styles  *styles
	sheets  []*sheet
	bodies  []*body
	tally   *tally
	changes []change
	unread  string // columns of the input that were not screened, as the sheet No hits names them

	scorecards, hits, noHits, factors, contributions, questions, ownership, actions, rejected, quality *sheet
}

// newBook makes the sheets in the order a reader meets them. What it returns must be closed, also with an error.
func newBook(w io.Writer, run risk.Run, o *Options) (*book, error) {
	filled, err := o.withDefaults()
	if err != nil {
		return nil, err
	}
	c, err := readCatalogue(filled.Lang)
	if err != nil {
		return nil, err
	}
	b := &book{f: excelize.NewFile(), zip: newZipper(w), c: c, o: filled, run: run, method: newMethod(run.Methodology, filled.Lang)}
	b.tally, b.unread = newTally(b.method), b.unreadColumns()
	if err := b.f.SetDefaultFont(typeface); err != nil {
		return b, err
	}
	if b.styles, err = newStyles(b.f); err != nil {
		return b, err
	}
	if err := b.f.SetSheetName("Sheet1", c.t("sheet.summary")); err != nil {
		return b, err
	}
	for _, s := range []struct {
		sheet  **sheet
		layout *layout
	}{
		{&b.scorecards, &scorecardLayout},
		{&b.hits, &hitLayout},
		{&b.noHits, &noHitLayout},
		{&b.factors, b.factorLayout()},
		{&b.contributions, &contributionLayout},
		{&b.questions, &questionLayout},
		{&b.ownership, &ownershipLayout},
		{&b.actions, &actionLayout},
		{&b.rejected, &rejectedLayout},
		{&b.quality, &qualityLayout},
	} {
		if *s.sheet, err = b.newSheet(s.layout); err != nil {
			return b, err
		}
	}
	return b, b.addChoices()
}

// close removes the temporary files.
func (b *book) close() {
	for _, rows := range b.bodies {
		rows.remove()
	}
	_ = b.f.Close() // nothing of it is on disk
}

// add writes the rows of one assessment. The scorecard comes last: it links to the others.
func (b *book) add(a *risk.Assessment) error {
	p := b.entry(a)
	b.tally.add(a, p)
	for _, write := range []func(*risk.Assessment, *entryRow) error{
		b.addHits, b.addNoHits, b.addFactors, b.addContributions, b.addQuestions, b.addOwnership, b.addActions, b.addQuality, b.addScorecard,
	} {
		if err := write(a, p); err != nil {
			return err
		}
	}
	return nil
}

// An entryRow is what the rows of one counterparty share: its number in the run, and where its first row stands on each sheet.
type entryRow struct {
	number                                                      int
	scorecard, hits, factors, contributions, questions, actions string
	points                                                      map[string]factorPoints
	shown                                                       int // contributions that have a row
}

// factorPoints is the inherent contribution of one factor.
type factorPoints struct {
	point   decimal.Decimal
	unknown bool
}

func (b *book) entry(a *risk.Assessment) *entryRow {
	p := &entryRow{
		number: b.tally.assessed + 1, scorecard: b.scorecards.place(), hits: b.hits.place(), factors: b.factors.place(),
		contributions: b.contributions.place(), questions: b.questions.place(), actions: b.actions.place(), points: map[string]factorPoints{},
	}
	for _, c := range a.Contributions {
		if listed(c) {
			p.shown++
		}
		if c.Step == risk.Relief {
			continue
		}
		sum := p.points[c.Factor]
		sum.point = sum.point.Add(c.Points.Point)
		sum.unknown = sum.unknown || c.Outcome == fact.Undecided
		p.points[c.Factor] = sum
	}
	return p
}

// finish writes what is known only at the end, and the archive.
func (b *book) finish() error {
	for _, write := range []func() error{b.addInputNotes, b.addChanges, b.addLists, b.addMethodology, b.addGlossary} {
		if err := write(); err != nil {
			return err
		}
	}
	for _, s := range b.sheets {
		if err := s.end(); err != nil {
			return err
		}
	}
	if err := b.addSummary(); err != nil {
		return err
	}
	if err := b.order(); err != nil {
		return err
	}
	if err := b.properties(); err != nil {
		return err
	}
	b.f.SetZipWriter(func(io.Writer) excelize.ZipWriter { return b.zip })
	return b.f.Write(io.Discard)
}

// reading is the order of the sheets.
var reading = []string{"summary", "scorecards", "hits", "nohits", "factors", "contributions", "questions", "ownership", "actions", "lists", "methodology", "rejected", "quality", "glossary", "choices"}

// order moves the sheets into reading order, further parts behind their first.
func (b *book) order() error {
	place := map[string]int{}
	for i, key := range reading {
		place[b.c.t("sheet."+key)] = i * 10000
	}
	for _, s := range b.sheets {
		for part := 2; part <= s.part; part++ {
			place[s.partName(part)] = place[s.partName(1)] + part
		}
	}
	names := b.f.GetSheetList()
	wanted := slices.SortedStableFunc(slices.Values(names), func(a, c string) int { return cmp.Compare(place[a], place[c]) })
	for i := len(wanted) - 1; i > 0; i-- {
		if err := b.f.MoveSheet(wanted[i-1], wanted[i]); err != nil {
			return err
		}
	}
	b.f.SetActiveSheet(0)
	return b.printTitles()
}

// printTitles repeats the heads on every printed page. The name of a print title holds the place of its sheet, so it is
// given when the sheets stand where they stay.
func (b *book) printTitles() error {
	for _, s := range b.sheets {
		for part := 1; part <= s.part; part++ {
			name := s.partName(part)
			refers := fmt.Sprintf("'%[1]s'!$A:$%[2]s,'%[1]s'!$%[3]d:$%[3]d", name, s.letters[max(0, s.layout.freeze-1)], headerRow)
			if err := b.f.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", Scope: name, RefersTo: refers}); err != nil {
				return err
			}
		}
	}
	return nil
}

// properties says in the file's own properties what it is.
func (b *book) properties() error {
	day := "2000-01-01T00:00:00Z"
	if b.run.AsOf.IsDay() {
		day = b.run.AsOf.String() + "T00:00:00Z"
	}
	status, _ := b.status()
	if err := b.f.SetAppProps(&excelize.AppProperties{Application: "tamiz"}); err != nil {
		return err
	}
	return b.f.SetDocProps(&excelize.DocProperties{
		Title: b.c.t("title.summary"), Subject: b.c.t("footer", b.run.AsOf.String(), short(b.run.ID)), Creator: cmp.Or(b.run.Software, "tamiz"),
		LastModifiedBy: cmp.Or(b.run.Software, "tamiz"), Description: status, Identifier: b.run.ID, Language: b.c.lang, Created: day, Modified: day,
	})
}

// partOf is the name of a sheet's part in the archive.
func (b *book) partOf(name string) (string, error) {
	for id, other := range b.f.GetSheetMap() {
		if other == name {
			return fmt.Sprintf("xl/worksheets/sheet%d.xml", id), nil
		}
	}
	return "", fmt.Errorf("workbook: no sheet %q", name)
}

// status says what the run is worth: whether an official list was searched, and whether a list is stale. It stands on
// every sheet and in every print header.
func (b *book) status() (string, int) {
	official, stale := false, 0
	for _, l := range b.run.Lists {
		official = official || l.Official
		if _, old := screening.Age(l, b.run.AsOf); old {
			stale++
		}
	}
	text := b.c.t("status.official", b.run.AsOf.String(), len(b.run.Lists))
	switch {
	case !official:
		text = b.c.t("status.sample", b.run.AsOf.String())
	case stale == 0:
		return text, b.styles.banner
	}
	if stale > 0 {
		text = b.c.t("status.stale", stale, len(b.run.Lists)) + "  ·  " + text
	}
	return text, b.styles.warning
}

// reject writes a row of the rejected sheet.
func (b *book) reject(e *feed.RecordError) error {
	b.tally.rejected++
	r, err := b.rejected.row()
	if err != nil {
		return err
	}
	r.text(e.Source).int(e.Line)
	if e.Column > 0 {
		r.int(e.Column)
	} else {
		r.skip()
	}
	return r.text(e.ID).text(e.Field).text(e.Value).text(e.Reason).close()
}

var rejectedLayout = layout{key: "rejected", freeze: 2, colour: "A4262C", columns: []column{
	{"source", 30, asText}, {"line", 9, asWhole}, {"column", 9, asWhole}, {"id", 16, asText}, {"field", 18, asText}, {"value", 34, asWrap}, {"reason", 70, asWrap},
}}
