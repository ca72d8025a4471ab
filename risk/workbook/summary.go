package workbook

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/shopspring/decimal"
	"github.com/tamiz-project/tamiz/risk"
	"github.com/xuri/excelize/v2"
)

// The summary is a grid of twelve equal columns on portrait A4.
const (
	gridColumns  = 12
	gridWidth    = 10.5
	chartRows    = 13
	summaryLists = 15 // what does not fit is on its own sheet
	summaryGroup = 10 // factors
	heatLines    = 7  // countries, so that the first page ends with them
)

// A page is the summary being drawn from the top down.
type page struct {
	*drawer
	b   *book
	row int
	at  int // row of the charts
}

// addSummary draws the first sheet. It comes last: only now is known what it tells.
func (b *book) addSummary() error {
	p := &page{drawer: &drawer{f: b.f, sheet: b.c.t("sheet.summary")}, b: b, row: 1}
	for i := range gridColumns {
		p.column(i+1, gridWidth, 0, false)
	}
	p.opening()
	p.tiles()
	p.tiersAndOpen()
	p.topRisks()
	p.heatMap()
	p.factors()
	p.lists()
	p.madeWith()
	p.signOff()
	p.print(b, 9, 1, "portrait", "F2D675")
	p.protect()
	p.try(p.f.SetSheetDimension(p.sheet, p.cell(1, 1)+":"+p.cell(gridColumns, p.row)))
	p.try(p.f.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Area", Scope: p.sheet, RefersTo: fmt.Sprintf("'%s'!$A$1:$L$%d", p.sheet, p.row)}))
	return p.err
}

// wide writes one text over several columns.
func (p *page) wide(from, to int, value any, style int) {
	p.set(p.row, from, value, style)
	if to > from {
		p.merge(p.row, from, to, style)
	}
}

// link makes a cell jump to a sheet.
func (p *page) link(col int, sheet, shown string) {
	style := p.b.styles.jump
	p.set(p.row, col, shown, style)
	p.try(p.f.SetCellFormula(p.sheet, p.cell(col, p.row), fmt.Sprintf(`HYPERLINK("#'%s'!A1","%s")`, sheet, shown)))
}

// opening: what this is, what it is worth, and the result in two sentences.
func (p *page) opening() {
	b, t := p.b, p.b.tally
	p.wide(1, gridColumns, b.c.t("title.summary"), b.styles.title)
	p.height(p.row, 30)
	p.row++
	status, style := b.status()
	height := 22.0
	if style == b.styles.warning {
		style, height = b.styles.warningWrapped, 34
	}
	p.wide(1, gridColumns, status, style)
	p.height(p.row, height)
	p.row++
	said := b.c.t("summary.sentence", t.assessed, b.run.AsOf.String(), t.rejected, t.standings[risk.Prohibited], t.standings[risk.Hold], t.pending)
	p.wide(1, gridColumns, said, b.styles.wrapped)
	p.height(p.row, 44)
	p.row += 2
}

// tiles are the six numbers to remember.
func (p *page) tiles() {
	b, t := p.b, p.b.tally
	insufficient := t.assessed
	for _, tier := range b.method.tiers {
		insufficient -= t.tiers[tier.ID]
	}
	for i, tile := range []struct {
		key   string
		value int
	}{
		{"assessed", t.assessed},
		{"prohibited", t.standings[risk.Prohibited]},
		{"hold", t.standings[risk.Hold]},
		{"pending", t.pending},
		{"insufficient", insufficient},
		{"rejected", t.rejected},
	} {
		col := 2*i + 1
		p.set(p.row, col, tile.value, b.styles.big)
		p.merge(p.row, col, col+1, b.styles.big)
		p.row++
		p.set(p.row, col, b.c.t("tile."+tile.key), b.styles.small)
		p.merge(p.row, col, col+1, b.styles.small)
		p.row--
	}
	p.height(p.row, 34)
	p.height(p.row+1, 26)
	p.row += 3
}

// section begins a part of the page.
func (p *page) section(from, to int, key string) {
	p.wide(from, to, p.b.c.t("section."+key), p.b.styles.section)
	p.height(p.row, 22)
}

// heads writes the heads of a table: text, first and last column.
func (p *page) heads(all ...head) {
	for _, h := range all {
		style := p.b.styles.labelMiddle
		if slices.Contains(textHeads, h.key) {
			style = p.b.styles.label
		}
		p.wide(h.from, h.to, p.b.c.t("summary."+h.key), style)
	}
	p.height(p.row, 26)
	p.row++
}

// textHeads are those over texts; the others stand over figures, in the middle.
var textHeads = []string{"name", "driver", "factor", "list", "what", "tier", "signer", "signed_name", "signature"}

type head struct {
	key      string
	from, to int
}

// tiersAndOpen: how many counterparties are in which tier, and what waits for somebody.
func (p *page) tiersAndOpen() {
	p.section(1, 6, "tiers")
	p.section(8, gridColumns, "open")
	p.row++
	top := p.row
	p.heads(head{"tier", 1, 3}, head{"count", 4, 4}, head{"share", 5, 6})
	first := p.row
	for _, tier := range p.tierOrder() {
		p.tierLine(tier)
	}
	last := p.row - 1
	p.row = top
	p.openItems()
	p.row = max(p.row, last+1) + 1
	p.at = p.row
	p.charts(first, last)
	p.row += chartRows + 1
}

// tierOrder lists the tiers from the highest, then what the run gave besides them.
func (p *page) tierOrder() []string {
	var order []string
	for _, t := range slices.Backward(p.b.method.tiers) {
		order = append(order, t.ID)
	}
	var rest []string
	for tier := range p.b.tally.tiers {
		if p.b.method.rank(tier) < 0 {
			rest = append(rest, tier)
		}
	}
	slices.Sort(rest)
	return append(order, rest...)
}

func (p *page) tierLine(tier string) {
	b, n := p.b, p.b.tally.tiers[tier]
	p.wide(1, 3, b.tier(tier), b.styles.labels[b.method.colour(tier)])
	p.set(p.row, 4, n, b.styles.value)
	share := decimal.NewFromInt(int64(n)).DivRound(decimal.NewFromInt(int64(max(1, b.tally.assessed))), 4)
	p.set(p.row, 5, share.InexactFloat64(), b.styles.share)
	p.merge(p.row, 5, 6, b.styles.share)
	p.row++
}

// openItems lists what waits, each with the sheet it waits on.
func (p *page) openItems() {
	b, t := p.b, p.b.tally
	p.wide(8, 11, b.c.t("summary.what"), b.styles.label)
	p.set(p.row, 12, b.c.t("summary.count"), b.styles.labelMiddle)
	p.row++
	for _, item := range []struct {
		key, sheet string
		n          int
	}{
		{"pending", "hits", t.pending},
		{"strong", "hits", t.strong},
		{"reopened", "hits", t.reopened},
		{"discounted", "hits", t.discounted},
		{"questions", "questions", t.questions},
		{"actions", "actions", t.actions},
		{"gaps", "quality", t.gaps},
		{"cells", "quality", len(b.changes)},
		{"rejected", "rejected", t.rejected},
	} {
		if item.key == "cells" && item.n == 0 {
			continue
		}
		p.link(8, b.c.t("sheet."+item.sheet), b.c.t("open."+item.key))
		p.merge(p.row, 8, 11, b.styles.jump)
		p.set(p.row, 12, item.n, b.styles.value)
		p.row++
	}
}

// charts draws the tiers and the families. Each column says its tier and its number: colour says nothing alone.
func (p *page) charts(first, last int) {
	b := p.b
	bar := &excelize.Chart{
		Type: excelize.Col, GapWidth: new(uint(40)),
		Title:    p.chartTitle("chart.tiers"),
		Legend:   excelize.ChartLegend{Position: "none"},
		PlotArea: excelize.ChartPlotArea{ShowVal: true, ShowSerName: true},
		XAxis:    excelize.ChartAxis{None: true}, YAxis: excelize.ChartAxis{None: true, Minimum: new(0.0), Maximum: p.headroom()},
		Format:    p.alternative("alt.tiers", p.tiersInWords()),
		Dimension: excelize.ChartDimension{Width: 520, Height: 255},
	}
	for i, tier := range p.tierOrder() {
		row := first + i
		bar.Series = append(bar.Series, excelize.ChartSeries{
			Name: fmt.Sprintf("'%s'!$A$%d", p.sheet, row), Values: fmt.Sprintf("'%s'!$D$%d:$D$%d", p.sheet, row, row),
			Fill: solid(b.method.colour(tier)[0]), DataLabelPosition: excelize.ChartDataLabelsPositionOutsideEnd,
		})
	}
	if last >= first {
		p.try(p.f.AddChart(p.sheet, p.cell(1, p.row), bar))
	}
}

// headroom leaves space over the tallest column for its label of two lines.
func (p *page) headroom() *float64 {
	most := 1
	for _, n := range p.b.tally.tiers {
		most = max(most, n)
	}
	return new(1.35 * float64(most))
}

func (p *page) chartTitle(key string) excelize.ChartTitle {
	return excelize.ChartTitle{Paragraph: []excelize.RichTextRun{{Text: p.b.c.t(key), Font: &excelize.Font{Size: 11, Bold: true, Color: navy}}}}
}

// alternative is the text for those who do not see a chart.
func (p *page) alternative(key string, args ...any) excelize.GraphicOptions {
	return excelize.GraphicOptions{Name: p.b.c.t("chart." + strings.TrimPrefix(key, "alt.")), AltText: p.b.c.t(key, args...), Positioning: "oneCell", PrintObject: new(true), Locked: new(true)}
}

func (p *page) tiersInWords() string {
	var texts []string
	for _, tier := range p.tierOrder() {
		texts = append(texts, fmt.Sprintf("%s: %d", p.b.tier(tier), p.b.tally.tiers[tier]))
	}
	return strings.Join(texts, "; ")
}

// topRisks names the counterparties to look at first.
func (p *page) topRisks() {
	b := p.b
	p.section(1, gridColumns, "top")
	p.row++
	p.heads(head{"no", 1, 1}, head{"name", 2, 4}, head{"standing", 5, 6}, head{"tier", 7, 7}, head{"residual", 8, 8}, head{"span", 9, 9}, head{"driver", 10, 12})
	for _, r := range b.tally.top {
		shown := fmt.Sprintf("%d »", r.number)
		p.set(p.row, 1, shown, b.styles.jump)
		p.try(p.f.SetCellFormula(p.sheet, p.cell(1, p.row), linkTo(r.scorecard, r.number, shown)))
		name := r.name
		if r.country != "" {
			name += " (" + r.country + ")"
		}
		p.wide(2, 4, name, b.styles.wrapped)
		standing, colour := b.standing(r.standing)
		p.wide(5, 6, standing, cmp.Or(b.styles.labels[colour], b.styles.wrapped))
		p.set(p.row, 7, b.tier(r.tier), b.styles.labels[b.method.colour(r.tier)])
		p.set(p.row, 8, r.residual.Point.Round(8).InexactFloat64(), b.styles.points)
		p.set(p.row, 9, r.residual.Low.StringFixed(0)+"–"+r.residual.High.StringFixed(0), b.styles.wrapped)
		drivers := b.drivers(&risk.Assessment{Contributions: r.drivers})
		p.wide(10, 12, drivers[0], b.styles.wrapped)
		p.height(p.row, 26)
		p.row++
	}
	p.row++
}

// heatMap: countries by families of factors, mean points for each counterparty.
func (p *page) heatMap() {
	b := p.b
	p.section(1, gridColumns, "heat")
	p.row++
	p.wide(1, 2, b.c.t("summary.country"), b.styles.label)
	p.set(p.row, 3, b.c.t("summary.count"), b.styles.labelMiddle)
	for i, f := range families {
		p.set(p.row, 4+i, b.c.t("family."+f.key), b.styles.labelMiddle)
	}
	p.set(p.row, 11, b.c.t("summary.mean"), b.styles.labelMiddle)
	p.set(p.row, 12, b.c.t("summary.held"), b.styles.labelMiddle)
	p.height(p.row, 38)
	p.row++
	first := p.row
	for _, g := range p.largest(b.tally.countries) {
		p.heatLine(g)
	}
	all := p.everything()
	p.heatLine(all)
	p.heatScale(p.cell(4, first) + ":" + p.cell(10, p.row-1))
	p.note("note.heat")
	p.familyChart(p.row - 2)
	p.row++
}

// note is a line of small print.
func (p *page) note(key string) {
	p.wide(1, gridColumns, p.b.c.t(key), p.b.styles.print)
	p.height(p.row, 26)
	p.row++
}

func (p *page) heatLine(g *group) {
	b := p.b
	label := g.key
	switch {
	case label == "":
		label = b.c.t("country.unknown")
	case label == "*":
		label = b.c.t("country.all")
	}
	p.wide(1, 2, label, b.styles.wrapped)
	p.set(p.row, 3, g.count, b.styles.value)
	for i := range families {
		p.set(p.row, 4+i, g.mean(g.byFamily[i]).InexactFloat64(), b.styles.heat)
	}
	p.set(p.row, 11, g.mean(g.points).InexactFloat64(), b.styles.heat)
	p.set(p.row, 12, g.held, b.styles.value)
	p.row++
}

// largest are the groups with most counterparties.
func (p *page) largest(groups map[string]*group) []*group {
	all := slices.Collect(maps.Values(groups))
	slices.SortFunc(all, func(a, b *group) int { return cmp.Or(cmp.Compare(b.count, a.count), cmp.Compare(a.key, b.key)) })
	return all[:min(len(all), heatLines)]
}

// everything is all countries together.
func (p *page) everything() *group {
	all := &group{key: "*"}
	for _, g := range p.b.tally.countries {
		all.count += g.count
		all.points = all.points.Add(g.points)
		all.held += g.held
		for i := range families {
			all.byFamily[i] = all.byFamily[i].Add(g.byFamily[i])
		}
	}
	return all
}

// familyChart draws the last line of the heat map, all counterparties, beside the tiers.
func (p *page) familyChart(row int) {
	heads := row - len(p.largest(p.b.tally.countries)) - 1
	var words []string
	all := p.everything()
	for i, f := range families {
		words = append(words, fmt.Sprintf("%s: %s", p.b.c.t("family."+f.key), all.mean(all.byFamily[i]).StringFixed(1)))
	}
	p.try(p.f.AddChart(p.sheet, p.cell(7, p.at), &excelize.Chart{
		Type: excelize.Bar, GapWidth: new(uint(40)),
		Title:    p.chartTitle("chart.families"),
		Legend:   excelize.ChartLegend{Position: "none"},
		PlotArea: excelize.ChartPlotArea{ShowVal: true, NumFmt: excelize.ChartNumFmt{CustomNumFmt: "0.0"}},
		XAxis:    excelize.ChartAxis{ReverseOrder: true, Font: excelize.Font{Size: 9, Color: ink}},
		YAxis:    excelize.ChartAxis{None: true, Minimum: new(0.0)},
		Format:   p.alternative("alt.families", strings.Join(words, "; ")),
		Series: []excelize.ChartSeries{{
			Name: p.b.c.t("chart.families"), Categories: fmt.Sprintf("'%s'!$D$%d:$J$%d", p.sheet, heads, heads), Values: fmt.Sprintf("'%s'!$D$%d:$J$%d", p.sheet, row, row),
			Fill: solid("2F6DA8"), DataLabelPosition: excelize.ChartDataLabelsPositionOutsideEnd,
		}},
		Dimension: excelize.ChartDimension{Width: 520, Height: 255},
	}))
}
