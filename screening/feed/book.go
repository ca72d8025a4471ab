package feed

import (
	"archive/zip"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"math"
	"path"
	"strconv"
	"strings"
	"time"
)

const (
	maxColumns = 16_384 // of a worksheet, in Excel and LibreOffice
	maxRepeats = 10_000 // of one filled row in an .ods; more is an attack
)

// A book is the zip of a workbook. The reading is tamiz's own because the libraries' row streams do not tell which cells are
// dates, and a date that reads 45123 or 3/4/2023 is a wrong date of birth.
type book struct {
	parts map[string]*part
}

type part struct {
	*zip.File
	seen mark
}

func newBook(z *zip.Reader) *book {
	b := &book{parts: make(map[string]*part, len(z.File))}
	for _, e := range z.File {
		b.parts[partName(e.Name)] = &part{File: e}
	}
	return b
}

func partName(name string) string {
	return strings.TrimPrefix(strings.ToLower(strings.ReplaceAll(name, `\`, "/")), "/")
}

// bookKind tells a workbook from other zips.
func bookKind(z *zip.Reader) string {
	types, content := false, false
	for _, e := range z.File {
		switch partName(e.Name) {
		case "[content_types].xml":
			types = true
		case "content.xml":
			content = true
		}
	}
	switch {
	case types && hasPrefix(z, "xl/"):
		return "xlsx"
	case content && hasPrefix(z, "meta-inf/"):
		return "ods"
	}
	return ""
}

func hasPrefix(z *zip.Reader, prefix string) bool {
	for _, e := range z.File {
		if strings.HasPrefix(partName(e.Name), prefix) {
			return true
		}
	}
	return false
}

// Sheets are the names of a workbook's sheets in order, hidden ones too; none for text.
func (m *Member) Sheets() ([]string, error) {
	switch m.kind {
	case "xlsx":
		x, err := m.openXLSX()
		if err != nil {
			return nil, err
		}
		names := make([]string, len(x.sheets))
		for i, s := range x.sheets {
			names[i] = s.name
		}
		return names, nil
	case "ods":
		return m.odsSheets()
	}
	return nil, nil
}

// openPart opens one part of the workbook as a guarded XML stream.
func (m *Member) openPart(name string) (*xml.Decoder, io.Closer, error) {
	p, ok := m.book.parts[partName(name)]
	if !ok {
		return nil, nil, fmt.Errorf("%s: a workbook without %s: the file is damaged", m.Source(), name)
	}
	if p.Flags&1 != 0 {
		return nil, nil, fmt.Errorf("%s: encrypted: save it without a password", m.Source())
	}
	raw, err := openEntry(p.File)
	if err != nil {
		return nil, nil, m.wrap(err)
	}
	r := &limited{r: raw, budget: &m.file.budget, seen: &p.seen}
	return XML(r), r, nil
}

// eachElement calls f for every start tag of a part.
func (m *Member) eachElement(name string, f func(*xml.Decoder, xml.StartElement) error) error {
	d, closer, err := m.openPart(name)
	if err != nil {
		return err
	}
	defer closer.Close()
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) && !errors.Is(err, errCut) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("%s: %s: %w", m.Source(), name, err)
		}
		if start, ok := token.(xml.StartElement); ok {
			if err := f(d, start); err != nil {
				return err
			}
		}
	}
}

func attr(e xml.StartElement, local string) string {
	for _, a := range e.Attr {
		if a.Name.Local == local {
			return a.Value
		}
	}
	return ""
}

// resolve makes the target of a relationship a part name.
func resolve(base, target string) string {
	if strings.HasPrefix(target, "/") {
		return target[1:]
	}
	return path.Join(path.Dir(base), target)
}

// number writes a cell's number as a person typed it: no exponent, and not the noise beyond the 15 digits that a
// spreadsheet keeps.
func number(v string) string {
	f, err := strconv.ParseFloat(v, 64)
	if err != nil || math.IsInf(f, 0) || math.IsNaN(f) || !strings.ContainsAny(v, ".eE") {
		return v
	}
	rounded, err := strconv.ParseFloat(strconv.FormatFloat(f, 'g', 15, 64), 64)
	if err != nil {
		rounded = f
	}
	return strconv.FormatFloat(rounded, 'f', -1, 64)
}

// moment writes a spreadsheet's serial date in ISO form.
func moment(v string, from1904 bool) string {
	f, err := strconv.ParseFloat(v, 64)
	if err != nil || f < 0 || f >= 2958466 { // the year 10000
		return v
	}
	seconds := int64(math.Round(f * 86400))
	if seconds < 86400 && !from1904 {
		return time.Unix(seconds, 0).UTC().Format(time.TimeOnly)
	}
	epoch := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	switch {
	case from1904:
		epoch = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	case f < 60: // 1900 was no leap year; spreadsheets count it as one
		epoch = epoch.AddDate(0, 0, 1)
	}
	t := epoch.AddDate(0, 0, int(seconds/86400)).Add(time.Duration(seconds%86400) * time.Second)
	if seconds%86400 == 0 {
		return t.Format(time.DateOnly)
	}
	return t.Format(time.DateTime)
}

// trimmed drops empty cells at the end and reports whether anything is left.
func trimmed(cells []string) ([]string, bool) {
	for len(cells) > 0 && cells[len(cells)-1] == "" {
		cells = cells[:len(cells)-1]
	}
	return cells, len(cells) > 0
}
