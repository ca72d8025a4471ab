package watchlist

import (
	"regexp"
	"strings"

	"github.com/tamiz-project/tamiz/screening"
)

// ofacRemarks turns the remarks of a CSV entry into fields. They are pieces with semicolons between, each a label and a
// value: "DOB 16 Nov 1977; alt. DOB 16 Nov 1974; POB Solo, Indonesia; Passport A374184 (Pakistan) expires 11 Mar 2013; a.k.a. 'EL MAYO'".
// The same labels name the features and the numbers of OFAC's XML formats, which share the tables below.
// A piece that nobody understands stays in Remarks and is counted in List.Unread; so does the text that informs only.
func ofacRemarks(e *screening.Entry, text, title string, out *sink) {
	for piece := range pieces(strings.TrimSuffix(strings.TrimSpace(text), ".")) {
		label := strings.TrimPrefix(strings.TrimPrefix(piece, "alt. "), "Alt. ")
		if inner, ok := strings.CutPrefix(label, "(Linked To: "); ok {
			label = "Linked To: " + strings.TrimSuffix(inner, ")")
		}
		if label == title || ofacPiece(e, label, out) {
			continue
		}
		remark(e, piece)
		if !isInformation(label) {
			out.unread()
		}
	}
}

// pieces cuts at semicolons that stand outside quotes and brackets. A piece that opens a bracket or a quote and never closes it is cut
// at its first semicolon all the same.
func pieces(text string) func(func(string) bool) {
	return func(yield func(string) bool) {
		for text != "" {
			n := pieceEnd(text)
			piece := strings.TrimSpace(text[:n])
			text = strings.TrimLeft(text[n:], "; ")
			if piece != "" && !yield(piece) {
				return
			}
		}
	}
}

var quotedAlias = regexp.MustCompile(`^(?:alt\. )?[afn]\.k\.a\. '`)

func pieceEnd(text string) int {
	if m := quotedAlias.FindString(text); m != "" {
		for from := len(m); ; {
			i := strings.IndexByte(text[from:], '\'')
			if i < 0 {
				break
			}
			from += i + 1
			if from == len(text) || text[from] == ';' {
				return from
			}
		}
	}
	if i := strings.IndexByte(text, ';'); i >= 0 {
		return i
	}
	return len(text)
}

// ofacPiece reads one piece into fields.
func ofacPiece(e *screening.Entry, s string, out *sink) bool {
	if m := nickname.FindStringSubmatch(s); m != nil {
		e.Names = append(e.Names, ofacNameOf(m[2], e.Kind, ofacNameType(m[1], true)))
		return true
	}
	for _, f := range ofacFields {
		if rest, ok := cutLabel(s, f.label); ok {
			return f.read(e, rest, out)
		}
	}
	return ofacNumber(e, s, out)
}

var nickname = regexp.MustCompile(`^([afn]\.k\.a\.) '(.+)'$`)

// cutLabel returns what stands behind a label.
func cutLabel(s, label string) (string, bool) {
	if len(s) < len(label) || !strings.EqualFold(s[:len(label)], label) {
		return "", false
	}
	rest := s[len(label):]
	if rest == "" || rest[0] == ' ' || rest[0] == ':' || label[len(label)-1] == ' ' {
		return strings.TrimLeft(rest, ": "), true
	}
	return "", false
}

// An ofacField is a label of remarks and of XML features, and what it fills.
type ofacField struct {
	label string
	read  func(e *screening.Entry, value string, out *sink) bool
}

var ofacFields = []ofacField{
	{"DOB", readBorn},
	{"Birthdate", readBorn},
	{"POB", func(e *screening.Entry, v string, out *sink) bool { out.birthplace(e, v); return true }},
	{"Place of Birth", func(e *screening.Entry, v string, out *sink) bool { out.birthplace(e, v); return true }},
	{"Nationality of Registration", readSeat},
	{"nationality", readNationality},
	{"citizen", readNationality},
	{"Nationality Country", readNationality},
	{"Citizenship Country", readNationality},
	{"Gender", func(e *screening.Entry, v string, _ *sink) bool { e.Gender = gender(v); return e.Gender != "" }},
	{"Organization Established Date", readFounded},
	{"Title", readPosition},
	{"Secondary sanctions risk:", readSecondary(" ")},
	{"Additional Sanctions Information -", readSecondary(" ")},
	{"Transactions Prohibited For Persons Owned or Controlled By U.S. Financial Institutions:", readSecondary("Transactions Prohibited For Persons Owned or Controlled By U.S. Financial Institutions: ")},
	{"Linked To:", readLink("linked_to")},
	{"Vessel Flag", readFlag},
	{"Former Vessel Flag", readPastFlag},
	{"Other Vessel Flag", readPastFlag},
	{"Vessel Year of Build", readBuilt},
	{"Aircraft Manufacture Date", readBuilt},
	{"Vessel Type", func(e *screening.Entry, v string, _ *sink) bool { craft(e).Type = v; return true }},
	{"Other Vessel Type", func(e *screening.Entry, v string, _ *sink) bool {
		craft(e).Type = joined("; ", craft(e).Type, v)
		return true
	}},
	{"Vessel Owner", func(e *screening.Entry, v string, _ *sink) bool { craft(e).Owner = v; return true }},
	{"Aircraft Operator", func(e *screening.Entry, v string, _ *sink) bool {
		craft(e).Owner = joined("; ", craft(e).Owner, v)
		return true
	}},
	{"Aircraft Model", func(e *screening.Entry, v string, _ *sink) bool {
		craft(e).Model = joined("; ", craft(e).Model, v)
		return true
	}},
	{"Vessel Tonnage", func(e *screening.Entry, v string, _ *sink) bool { addTonnage(e, v+" DWT"); return true }},
	{"Vessel Gross Registered Tonnage", func(e *screening.Entry, v string, _ *sink) bool { addTonnage(e, v+" GRT"); return true }},
	{"Vessel Gross Tonnage", func(e *screening.Entry, v string, _ *sink) bool { addTonnage(e, v+" GRT"); return true }},
	{"Executive Order 13662 Directive Determination -", readBasis("Executive Order 13662: ")},
	{"Executive Order 14024 Directive Information -", readBasis("Executive Order 14024: ")},
	{"Executive Order 14024 Directive Information", readBasis("Executive Order 14024: ")},
	{"Executive Order 14014 Directive Information:", readBasis("Executive Order 14014: ")},
	{"Executive Order 13846 information:", readBasis("Executive Order 13846: ")},
	{"Executive Order 14059 information:", readBasis("Executive Order 14059: ")},
	{"CAATSA Section 235 Information:", readBasis("CAATSA Section 235: ")},
	{"PAIPA Section 2 Information:", readBasis("PAIPA Section 2: ")},
	{"IFCA Determination -", readBasis("IFCA: ")},
	{"Listing Date", readDated(func(d *screening.Designation, day screening.Date) { d.Known = day })},
	{"Effective Date", readDated(func(d *screening.Designation, day screening.Date) { d.From = day })},
}

func readBorn(e *screening.Entry, v string, _ *sink) bool {
	d, ok := dateIn(v)
	if ok {
		e.Born = append(e.Born, d)
	}
	return ok
}

func readFounded(e *screening.Entry, v string, _ *sink) bool {
	d, ok := dateIn(v)
	if ok {
		e.Founded = append(e.Founded, d)
	}
	return ok
}

func readNationality(e *screening.Entry, v string, out *sink) bool {
	code := out.inCountry(v)
	if code != "" {
		e.Nationalities = append(e.Nationalities, code)
	}
	return code != ""
}

func readSeat(e *screening.Entry, v string, out *sink) bool {
	code := out.inCountry(v)
	if code != "" {
		e.Countries = append(e.Countries, code)
	}
	return code != ""
}

func readPosition(e *screening.Entry, v string, _ *sink) bool {
	e.Positions = append(e.Positions, v)
	return true
}

// readSecondary puts a warning of secondary sanctions on every designation, since the list does not say which it is about.
func readSecondary(prefix string) func(*screening.Entry, string, *sink) bool {
	return func(e *screening.Entry, v string, _ *sink) bool {
		v = strings.TrimPrefix(prefix, " ") + strings.TrimLeft(v, ": ")
		for i := range e.Designations {
			d := &e.Designations[i]
			if !strings.Contains(d.Secondary, v) {
				d.Secondary = joined("; ", d.Secondary, v)
			}
		}
		return true
	}
}

// readBasis puts what a directive bars on every designation.
func readBasis(prefix string) func(*screening.Entry, string, *sink) bool {
	return func(e *screening.Entry, v string, _ *sink) bool {
		for i := range e.Designations {
			d := &e.Designations[i]
			if !strings.Contains(d.LegalBasis, prefix+v) {
				d.LegalBasis = joined("; ", d.LegalBasis, prefix+v)
			}
		}
		return true
	}
}

func readLink(code string) func(*screening.Entry, string, *sink) bool {
	return func(e *screening.Entry, v string, _ *sink) bool {
		e.Links = append(e.Links, screening.Link{Code: code, Name: v})
		return v != ""
	}
}

// readDated reads the dates of CMIC and directive listings: "(CMIC) 03 Jun 2021", "(EO 14024 Directive 3): 24 Feb 2022". It
// applies to an entry of one programme; of several nobody knows which is meant, and the text stays.
func readDated(set func(*screening.Designation, screening.Date)) func(*screening.Entry, string, *sink) bool {
	return func(e *screening.Entry, v string, _ *sink) bool {
		_, after, ok := strings.Cut(v, ")")
		d, isDate := dateIn(strings.TrimLeft(after, ": "))
		if !ok || !isDate || len(e.Designations) != 1 {
			return false
		}
		set(&e.Designations[0], d)
		remark(e, v)
		return true
	}
}

// craft returns the craft of an entry, making one.
func craft(e *screening.Entry) *screening.Craft {
	if e.Craft == nil {
		e.Craft = &screening.Craft{}
	}
	return e.Craft
}

func addTonnage(e *screening.Entry, v string) { craft(e).Tonnage = joined("; ", craft(e).Tonnage, v) }

func readFlag(e *screening.Entry, v string, out *sink) bool {
	code := out.inCountry(v)
	if code != "" {
		craft(e).Flag = code
	}
	return code != ""
}

func readPastFlag(e *screening.Entry, v string, out *sink) bool {
	code := out.inCountry(v)
	if code != "" {
		craft(e).PastFlags = append(craft(e).PastFlags, code)
	}
	return code != ""
}

func readBuilt(e *screening.Entry, v string, _ *sink) bool {
	d, ok := dateIn(v)
	if ok {
		craft(e).Built = d
	}
	return ok
}

// isInformation knows the pieces that say nothing about who the party is; they stay as remarks and are not counted as unread.
func isInformation(s string) bool {
	for _, label := range informs {
		if _, ok := cutLabel(s, label); ok {
			return true
		}
	}
	return false
}

var informs = []string{
	"Organization Type:", "Target Type", "For more information", "all offices worldwide", "all branches worldwide", "all locations worldwide",
	"and all other locations worldwide", "Purchase/Sales For Divestment Date (CMIC)", "Aircraft Serial Identification",
	"Issuer Name", "Listing Date", "Effective Date", "Individual", "Entity", "Vessel Flag", "Former Vessel Flag", "Nationality of Registration",
}
