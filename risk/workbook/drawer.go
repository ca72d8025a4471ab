package workbook

import (
	"fmt"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"
)

// A drawer writes cells and furniture through excelize and keeps the first error.
type drawer struct {
	f     *excelize.File
	sheet string
	err   error
}

func (d *drawer) try(err error) {
	if d.err == nil {
		d.err = err
	}
}

// cell is the reference of a cell.
func (d *drawer) cell(col, row int) string {
	ref, err := excelize.CoordinatesToCellName(col, row)
	d.try(err)
	return ref
}

// set writes one cell.
func (d *drawer) set(row, col int, value any, style int) {
	ref := d.cell(col, row)
	if text, ok := value.(string); ok {
		value, _, _ = fit(text)
	}
	d.try(d.f.SetCellValue(d.sheet, ref, value))
	d.try(d.f.SetCellStyle(d.sheet, ref, ref, style))
}

// fill styles cells of a row from one column to another.
func (d *drawer) fill(row, from, to, style int) {
	d.try(d.f.SetCellStyle(d.sheet, d.cell(from, row), d.cell(to, row), style))
}

// merge joins cells of one row, styled alike.
func (d *drawer) merge(row, from, to, style int) {
	d.fill(row, from, to, style)
	d.try(d.f.MergeCell(d.sheet, d.cell(from, row), d.cell(to, row)))
}

func (d *drawer) height(row int, points float64) { d.try(d.f.SetRowHeight(d.sheet, row, points)) }

// column sets width, style and visibility of one column.
func (d *drawer) column(col int, width float64, style int, hidden bool) {
	name, err := excelize.ColumnNumberToName(col)
	d.try(err)
	if style != 0 {
		d.try(d.f.SetColStyle(d.sheet, name, style))
	}
	d.try(d.f.SetColWidth(d.sheet, name, name, width))
	if hidden {
		d.try(d.f.SetColVisible(d.sheet, name, false))
	}
}

// furnish sets panes, protection, tab colour and print set-up of a sheet.
func (d *drawer) furnish(s *sheet) {
	d.try(d.f.SetPanes(d.sheet, &excelize.Panes{
		Freeze: true, XSplit: s.layout.freeze, YSplit: headerRow, TopLeftCell: d.cell(s.layout.freeze+1, headerRow+1), ActivePane: "bottomRight",
		Selection: []excelize.Selection{{SQRef: d.cell(s.layout.freeze+1, headerRow+1), ActiveCell: d.cell(s.layout.freeze+1, headerRow+1), Pane: "bottomRight"}},
	}))
	size := 9 // A4
	if s.layout.wide {
		size = 8 // A3
	}
	d.print(s.book, size, max(1, s.layout.pages), "landscape", s.layout.colour)
	d.protect()
}

// print sets how a sheet prints: fits in width, numbered pages, and the standing of the run on each.
func (d *drawer) print(b *book, size, pages int, orientation, colour string) {
	d.try(d.f.SetSheetProps(d.sheet, &excelize.SheetPropsOptions{FitToPage: new(true), TabColorRGB: &colour}))
	d.try(d.f.SetPageLayout(d.sheet, &excelize.PageLayoutOptions{Size: &size, Orientation: &orientation, FitToWidth: &pages, FitToHeight: new(0)}))
	d.try(d.f.SetPageMargins(d.sheet, &excelize.PageLayoutMarginsOptions{Left: new(0.4), Right: new(0.4), Top: new(0.7), Bottom: new(0.6), Header: new(0.3), Footer: new(0.3)}))
	status, _ := b.status()
	d.try(d.f.SetHeaderFooter(d.sheet, &excelize.HeaderFooterOptions{
		OddHeader: "&L&8" + ampersands(status) + "&R&8&A",
		OddFooter: "&L&8" + ampersands(b.c.t("footer", b.run.AsOf.String(), short(b.run.ID))) + "&R&8" + b.c.t("page", "&P", "&N"),
	}))
	d.try(d.f.SetSheetView(d.sheet, 0, &excelize.ViewOptions{ShowGridLines: new(false), ZoomScale: new(90.0)}))
}

// protect locks what is not to be filled in, without a password: against slips, not against intent. What is read back is
// checked by its hash.
func (d *drawer) protect() {
	d.try(d.f.ProtectSheet(d.sheet, &excelize.SheetProtectionOptions{
		AutoFilter: true, Sort: true, FormatColumns: true, FormatRows: true, SelectLockedCells: true, SelectUnlockedCells: true,
	}))
}

// validate gives a column to fill in its choices or its form.
func (d *drawer) validate(s *sheet, i int, c column) {
	if c.as != asEntry && c.as != asEntryDay {
		return
	}
	v := excelize.NewDataValidation(true)
	v.Sqref = fmt.Sprintf("%s:%s", d.cell(i+1, headerRow+1), d.cell(i+1, s.n))
	list, limited := s.layout.choices[c.key]
	switch {
	case limited:
		v.SetSqrefDropList(list)
		v.SetError(excelize.DataValidationErrorStyleStop, s.book.c.t("choose.title"), s.book.c.t("choose.text"))
	case c.as == asEntryDay:
		d.try(v.SetRange(36526, 73050, excelize.DataValidationTypeDate, excelize.DataValidationOperatorBetween)) // 2000 to 2099
		v.SetError(excelize.DataValidationErrorStyleStop, s.book.c.t("day.title"), s.book.c.t("day.text"))
	default:
		return
	}
	d.try(d.f.AddDataValidation(d.sheet, v))
}

// ampersands doubles the sign that begins a code in print headers.
func ampersands(s string) string {
	var b []byte
	for i := range len(s) {
		if b = append(b, s[i]); s[i] == '&' {
			b = append(b, '&')
		}
	}
	return string(b)
}

// short is the beginning of a hash, enough to compare by eye.
func short(hash string) string { return hash[:min(len(hash), 12)] }

// heatScale colours cells from white to orange by their figure, which stays readable on each of them.
func (d *drawer) heatScale(area string) {
	d.try(d.f.SetConditionalFormat(d.sheet, area, []excelize.ConditionalFormatOptions{{
		Type: "2_color_scale", Criteria: "=", MinType: "num", MinValue: "0", MaxType: "max", MinColor: "#FFFFFF", MaxColor: "#F08C3C",
	}}))
}

// shade makes a heat map of the columns of factors.
func (d *drawer) shade(s *sheet) {
	isFactor := func(c column) bool { return strings.HasPrefix(c.key, factorColumn) }
	if first := slices.IndexFunc(s.layout.columns, isFactor); first >= 0 {
		last := len(s.layout.columns) - 1 // the column after the factors holds what belongs to none
		d.heatScale(d.cell(first+1, headerRow+1) + ":" + d.cell(last, s.n))
	}
}
