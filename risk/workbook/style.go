package workbook

import "github.com/xuri/excelize/v2"

// The palette. Every colour that means something stands beside a word that says the same; the text on each fill has a
// contrast of at least 4.5 to 1.
const (
	typeface = "Arial"

	ink     = "1F2933"
	navy    = "1B3A5C"
	muted   = "52606D"
	line    = "D5DCE4"
	pale    = "EEF2F6"
	paper   = "FFFFFF"
	blue    = "1A5FB4"
	entry   = "FFF9DB" // cells to fill in
	caution = "FFF1E0"
	rust    = "7A3E00"
)

// ramp is the fill and the text colour of the tiers from the lowest to the highest: from pale blue over yellow to dark red,
// told apart also by those who do not see red and green, and in a grey print.
var ramp = [...][2]string{{"DCEBF7", ink}, {"FFEFB8", ink}, {"F5B078", ink}, {"A4262C", paper}}

// standings and what has no tier.
var (
	holdColour       = [2]string{"4B3B78", paper}
	prohibitedColour = [2]string{"2B1113", paper}
	unratedColour    = [2]string{"D9DEE4", ink}
)

// A format is how the cells of a column look and what they hold.
type format uint8

const (
	asText     format = iota
	asWrap            // text over several lines
	asWhole           // a whole number
	asPoints          // points, two places
	asScore           // a similarity, four places
	asShare           // a share of one as percent
	asDay             // a date
	asLink            // a link inside the workbook
	asEntry           // text to fill in
	asEntryDay        // a date to fill in
	asHidden          // for reading back; not shown
	asExact           // exact digits as text
)

// styles are the cell styles of a workbook by their number in it.
type styles struct {
	formats                           [asExact + 1]int
	warningWrapped                    int // on the summary
	title, banner, warning, note      int
	header, entryHeader, turned       int
	chips                             map[[2]string]int // tier and standing in rows
	labels                            map[[2]string]int // the same on the summary
	unknown                           int               // points that rest on something unknown
	label, value, big, small, section int               // of the summary
	wrapped, day, share, points       int
	heat, labelMiddle, print, jump    int
}

// border is a thin rule under each row.
func border() []excelize.Border {
	return []excelize.Border{{Type: "bottom", Color: line, Style: 1}}
}

func solid(colour string) excelize.Fill {
	return excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{colour}}
}

// newStyles registers every style.
func newStyles(f *excelize.File) (*styles, error) {
	r := &registrar{f: f}
	s := &styles{chips: map[[2]string]int{}, labels: map[[2]string]int{}}
	top := &excelize.Alignment{Vertical: "top", Indent: 1, Horizontal: "left"}
	for _, of := range []struct {
		as    format
		style excelize.Style
	}{
		{asText, excelize.Style{}},
		{asHidden, excelize.Style{}},
		{asExact, excelize.Style{}},
		{asWhole, excelize.Style{NumFmt: 3}},
		{asShare, excelize.Style{NumFmt: 9}},
		{asPoints, excelize.Style{CustomNumFmt: new("0.00")}},
		{asScore, excelize.Style{CustomNumFmt: new("0.0000")}},
		{asDay, excelize.Style{CustomNumFmt: new("yyyy-mm-dd")}},
	} {
		as, style := of.as, of.style
		style.Font, style.Alignment, style.Border = &excelize.Font{Family: typeface, Size: 10, Color: ink}, top, border()
		switch as {
		case asPoints, asScore, asShare:
			style.Alignment = &excelize.Alignment{Vertical: "top", Horizontal: "right", Indent: 1}
		case asExact:
			style.Alignment = &excelize.Alignment{Vertical: "top", Horizontal: "right", Indent: 1, WrapText: true}
		case asWhole, asDay:
			style.Alignment = &excelize.Alignment{Vertical: "top", Horizontal: "center"}
		}
		s.formats[as] = r.add(style)
	}
	wrap := &excelize.Alignment{Vertical: "top", WrapText: true, Indent: 1, Horizontal: "left"}
	s.formats[asWrap] = r.add(excelize.Style{Font: &excelize.Font{Family: typeface, Size: 10, Color: ink}, Alignment: wrap, Border: border()})
	s.formats[asLink] = r.add(excelize.Style{Font: &excelize.Font{Family: typeface, Size: 10, Color: blue, Underline: "single"}, Alignment: top, Border: border()})
	open := &excelize.Protection{Locked: false}
	box := []excelize.Border{{Type: "bottom", Color: line, Style: 1}, {Type: "left", Color: line, Style: 1}, {Type: "right", Color: line, Style: 1}}
	s.formats[asEntry] = r.add(excelize.Style{Font: &excelize.Font{Family: typeface, Size: 10, Color: ink}, Fill: solid(entry), Alignment: wrap, Border: box, Protection: open})
	s.formats[asEntryDay] = r.add(excelize.Style{Font: &excelize.Font{Family: typeface, Size: 10, Color: ink}, Fill: solid(entry), Alignment: top, Border: box, Protection: open, CustomNumFmt: new("yyyy-mm-dd")})
	s.addFurniture(r)
	s.addSummary(r)
	return s, r.err
}

// addFurniture registers what stands around the rows of a sheet.
func (s *styles) addFurniture(r *registrar) {
	middle := &excelize.Alignment{Vertical: "center", Horizontal: "center", WrapText: true}
	s.title = r.add(excelize.Style{Font: &excelize.Font{Family: typeface, Bold: true, Size: 16, Color: navy}, Alignment: &excelize.Alignment{Vertical: "center"}})
	s.banner = r.add(excelize.Style{Font: &excelize.Font{Family: typeface, Color: muted}, Alignment: &excelize.Alignment{Vertical: "center"}})
	s.warning = r.add(excelize.Style{Font: &excelize.Font{Family: typeface, Size: 10, Bold: true, Color: rust}, Fill: solid(caution), Alignment: &excelize.Alignment{Vertical: "center"}})
	s.warningWrapped = r.add(excelize.Style{Font: &excelize.Font{Family: typeface, Size: 10, Bold: true, Color: rust}, Fill: solid(caution), Alignment: &excelize.Alignment{Vertical: "center", WrapText: true}})
	s.note = r.add(excelize.Style{Font: &excelize.Font{Family: typeface, Color: muted, Italic: true}, Alignment: &excelize.Alignment{Vertical: "top"}})
	s.header = r.add(excelize.Style{Font: &excelize.Font{Family: typeface, Size: 10, Bold: true, Color: paper}, Fill: solid(navy), Alignment: middle})
	s.turned = r.add(excelize.Style{Font: &excelize.Font{Family: typeface, Size: 10, Bold: true, Color: paper}, Fill: solid(navy), Alignment: &excelize.Alignment{Vertical: "bottom", Horizontal: "center", TextRotation: 90, WrapText: true}})
	s.entryHeader = r.add(excelize.Style{Font: &excelize.Font{Family: typeface, Size: 10, Bold: true, Color: ink}, Fill: solid("F2D675"), Alignment: middle})
	for _, c := range append(ramp[:], holdColour, prohibitedColour, unratedColour) {
		chip := excelize.Style{Font: &excelize.Font{Family: typeface, Size: 10, Bold: true, Color: c[1]}, Fill: solid(c[0]), Border: border()}
		chip.Alignment = &excelize.Alignment{Vertical: "top", Horizontal: "center", WrapText: true}
		s.chips[c] = r.add(chip)
		chip.Alignment = &excelize.Alignment{Vertical: "center", Horizontal: "center", ShrinkToFit: true}
		s.labels[c] = r.add(chip)
	}
	s.unknown = r.add(excelize.Style{Font: &excelize.Font{Family: typeface, Size: 10, Italic: true, Color: ink}, Border: border(), CustomNumFmt: new(`0.00"?"`), Alignment: &excelize.Alignment{Vertical: "top", Horizontal: "right"}})
}

// addSummary registers the styles of the first sheet.
func (s *styles) addSummary(r *registrar) {
	dark := func(size float64, bold bool) *excelize.Font {
		return &excelize.Font{Family: typeface, Color: ink, Size: size, Bold: bold}
	}
	centre := &excelize.Alignment{Horizontal: "center", Vertical: "center", WrapText: true}
	middle := &excelize.Alignment{Horizontal: "center", Vertical: "center"}
	left := &excelize.Alignment{Vertical: "center", WrapText: true, Indent: 1, Horizontal: "left"}
	s.big = r.add(excelize.Style{Font: &excelize.Font{Family: typeface, Bold: true, Size: 20, Color: navy}, Fill: solid(pale), Alignment: centre, NumFmt: 3})
	s.small = r.add(excelize.Style{Font: &excelize.Font{Family: typeface, Size: 9, Color: muted}, Fill: solid(pale), Alignment: centre})
	s.section = r.add(excelize.Style{Font: &excelize.Font{Family: typeface, Bold: true, Size: 12, Color: navy}, Alignment: &excelize.Alignment{Vertical: "center"}, Border: []excelize.Border{{Type: "bottom", Color: navy, Style: 2}}})
	s.label = r.add(excelize.Style{Font: dark(9, true), Fill: solid(pale), Alignment: left, Border: border()})
	s.labelMiddle = r.add(excelize.Style{Font: dark(9, true), Fill: solid(pale), Alignment: centre, Border: border()})
	s.print = r.add(excelize.Style{Font: &excelize.Font{Family: typeface, Size: 8, Italic: true, Color: muted}, Alignment: left})
	s.jump = r.add(excelize.Style{Font: &excelize.Font{Family: typeface, Size: 9, Color: blue, Underline: "single"}, Alignment: left, Border: border()})
	s.value = r.add(excelize.Style{Font: dark(10, false), Alignment: middle, Border: border(), NumFmt: 3})
	s.wrapped = r.add(excelize.Style{Font: dark(9, false), Alignment: left, Border: border()})
	s.day = r.add(excelize.Style{Font: dark(10, false), Alignment: middle, Border: border(), CustomNumFmt: new("yyyy-mm-dd")})
	s.share = r.add(excelize.Style{Font: dark(10, false), Alignment: middle, Border: border(), NumFmt: 9})
	s.points = r.add(excelize.Style{Font: dark(10, false), Alignment: middle, Border: border(), CustomNumFmt: new("0.0")})
	s.heat = r.add(excelize.Style{Font: dark(10, false), Alignment: &excelize.Alignment{Horizontal: "center", Vertical: "center"}, CustomNumFmt: new("0.0")})
}

// A registrar keeps the first error, so that a list of styles reads as a list.
type registrar struct {
	f   *excelize.File
	err error
}

func (r *registrar) add(s excelize.Style) int {
	if r.err != nil {
		return 0
	}
	id, err := r.f.NewStyle(&s)
	r.err = err
	return id
}
