package watchlist

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/tamiz-project/tamiz/screening"
	"github.com/tamiz-project/tamiz/screening/feed"
)

// ofacCSV reads the set of OFAC's comma-separated files: sdn.csv with alt.csv, add.csv and sdn_comments.csv, or cons_prim.csv with its
// own; the primary file alone will do. Specification: ofac.treasury.gov "SDN data formats"; verified on complete sets of
// January 2022, May 2024 (primary only) and December 2025 (consolidated), see README.md.
//
// There is no header; null is -0-; the type is empty for organisations; several programmes are written A] [B] [C; remarks are
// cut at 1,000 characters and go on in the comments. Dates and places of birth, numbers, nationalities and nicknames stand in
// the remarks only. No date of listing and none of the file itself is printed anywhere.
func ofacCSV() *format {
	list := ofacList()
	list.Lacks = []string{"listing_dates", "publication_date"}
	return &format{name: "ofac-csv", title: "OFAC CSV set", list: list, role: ofacCSVRole, about: aboutOFACCSV, parse: parseOFACCSV}
}

func ofacCSVRole(s *sample) string {
	if len(s.rows) == 0 || len(s.rows[0]) < 2 || !isNumber(s.rows[0][0]) {
		return ""
	}
	row := s.rows[0]
	switch {
	case len(row) == 12 && strings.Contains(s.text, "-0-"):
		return "primary"
	case len(row) == 5 && isNumber(row[1]) && slices.Contains([]string{"aka", "fka", "nka"}, strings.TrimSpace(row[2])):
		return "alt"
	case len(row) == 6 && isNumber(row[1]) && strings.Contains(s.text, "-0-"):
		return "add"
	case len(row) == 2 && !isNumber(row[1]):
		return "comments"
	}
	return ""
}

func isNumber(s string) bool {
	_, err := strconv.ParseUint(strings.TrimSpace(s), 10, 63)
	return err == nil
}

func aboutOFACCSV(samples []*sample, l *screening.List) {
	for _, s := range samples {
		if ofacCSVRole(s) != "primary" {
			continue
		}
		var cells []string
		for _, row := range s.rows {
			if len(row) == 12 {
				cells = append(cells, row[3])
			}
		}
		if isConsolidated(cells) {
			asConsolidated(l)
		}
	}
}

// null turns OFAC's -0- into "".
func null(cell string) string {
	cell = strings.TrimSpace(cell)
	if cell == "-0-" {
		return ""
	}
	return cell
}

// An ofacSet is the parts that are joined to the primary file, by entry number.
type ofacSet struct {
	alt      map[string][][]string
	add      map[string][][]string
	comments map[string]string
	used     map[string]bool
}

func parseOFACCSV(in *input, out *sink) error {
	primary := in.members["primary"]
	if len(primary) != 1 {
		return fmt.Errorf("%s: the set has %d primary files (sdn.csv or cons_prim.csv); it needs exactly one, because aliases and addresses name nobody by themselves",
			in.source(), len(primary))
	}
	set, err := in.ofacSet(out)
	if err != nil || out.err != nil {
		return err
	}
	for row := range in.rows(primary[0], out) {
		if !set.entry(row, out) {
			return nil
		}
	}
	set.dangling(out)
	return nil
}

// source names the file in errors.
func (in *input) source() string {
	for _, all := range in.members {
		return all[0].Source()
	}
	return "list"
}

func (in *input) ofacSet(out *sink) (*ofacSet, error) {
	set := &ofacSet{alt: map[string][][]string{}, add: map[string][][]string{}, comments: map[string]string{}, used: map[string]bool{}}
	for _, part := range []struct {
		role string
		take func(id string, row feed.Row)
	}{
		{"alt", func(id string, row feed.Row) { set.alt[id] = append(set.alt[id], row.Cells) }},
		{"add", func(id string, row feed.Row) { set.add[id] = append(set.add[id], row.Cells) }},
		{"comments", func(id string, row feed.Row) { set.comments[id] += row.Cell(1) }},
	} {
		for _, m := range in.members[part.role] {
			for row := range in.rows(m, out) {
				id := strings.TrimSpace(row.Cell(0))
				if id == "\x1a" || id == "" {
					continue
				}
				if !isNumber(id) {
					if !out.bad(row.Bad(0, "ent_num", "not an entry number")) {
						return set, nil
					}
					continue
				}
				part.take(id, row)
			}
		}
	}
	return set, nil
}

// entry reads one row of the primary file.
func (set *ofacSet) entry(row feed.Row, out *sink) bool {
	id := strings.TrimSpace(row.Cell(0))
	if id == "\x1a" && len(row.Cells) == 1 {
		return true
	}
	if !isNumber(id) {
		return out.bad(row.Bad(0, "ent_num", "not an entry number"))
	}
	if len(row.Cells) != 12 {
		return out.bad(row.Bad(-1, "", "%d cells, 12 are expected", len(row.Cells)))
	}
	e := screening.Entry{Party: screening.Party{ID: id, Kind: ofacKind(null(row.Cell(2)))}}
	if name := null(row.Cell(1)); name != "" {
		e.Names = []screening.Name{ofacNameOf(name, e.Kind, screening.Primary)}
	}
	e.Designations = ofacDesignations(&out.list, null(row.Cell(3)))
	title := null(row.Cell(4))
	if title != "" {
		e.Positions = append(e.Positions, title)
	}
	ofacCraft(&e, row, out)
	remarks := null(row.Cell(11))
	goesOn := ""
	if !set.used[id] {
		set.join(&e, id, out)
		goesOn = set.comments[id]
	}
	set.used[id] = true
	if len([]rune(remarks)) >= remarksCut && goesOn == "" {
		remarks = cutPiece(&e, remarks, out)
	}
	ofacRemarks(&e, remarks+goesOn, title, out)
	return out.entry(e, feed.RecordError{Source: row.Source, Line: row.Line})
}

// remarksCut is where OFAC cuts remarks in the primary file.
const remarksCut = 1000

// cutPiece takes the last piece off remarks that go on in comments which are not there: half a number would be a wrong number.
// It stays as a remark, and is counted.
func cutPiece(e *screening.Entry, remarks string, out *sink) string {
	out.note("remarks cut at 1,000 characters, without the sdn_comments that go on; the last piece is left as text", e.ID)
	out.unread()
	i := strings.LastIndexByte(remarks, ';')
	if i < 0 {
		return remarks
	}
	remark(e, remarks[i+1:]+"...")
	return remarks[:i]
}

// ofacCraft reads the columns of vessels: call sign, type, tonnage, gross tonnage, flag, owner.
func ofacCraft(e *screening.Entry, row feed.Row, out *sink) {
	c := screening.Craft{Type: null(row.Cell(6)), Owner: null(row.Cell(10))}
	c.Tonnage = tonnage(null(row.Cell(7)), null(row.Cell(8)))
	if flag := null(row.Cell(9)); flag != "" {
		if c.Flag = out.inCountry(flag); c.Flag == "" {
			remark(e, "Vessel Flag "+flag)
		}
	}
	if e.Kind == screening.Vessel || e.Kind == screening.Aircraft || !isZeroCraft(c) {
		e.Craft = &c
	}
	if sign := null(row.Cell(5)); sign != "" {
		e.Identifiers = append(e.Identifiers, number(callSign, "", sign))
	}
}

func isZeroCraft(c screening.Craft) bool {
	return c.Type == "" && c.Owner == "" && c.Tonnage == "" && c.Flag == "" && c.Model == "" && len(c.PastFlags) == 0 && c.Built.IsZero()
}

// tonnage writes deadweight and gross register tonnage, as the source has them, into one text.
func tonnage(deadweight, gross string) string {
	if deadweight != "" {
		deadweight += " DWT"
	}
	if gross != "" {
		gross += " GRT"
	}
	return joined("; ", deadweight, gross)
}

// join adds aliases and addresses.
func (set *ofacSet) join(e *screening.Entry, id string, out *sink) {
	for _, a := range set.alt[id] {
		if len(a) < 4 {
			continue
		}
		e.Names = append(e.Names, ofacNameOf(null(a[3]), e.Kind, ofacNameType(a[2], false)))
		if len(a) > 4 {
			remark(e, null(a[4]))
		}
	}
	for _, a := range set.add[id] {
		if len(a) < 5 {
			continue
		}
		out.address(e, null(a[2]), null(a[3]), null(a[4]))
		if len(a) > 5 {
			remark(e, null(a[5]))
		}
	}
}

// dangling notes the parts of the set that belong to no entry: usually files of different days.
func (set *ofacSet) dangling(out *sink) {
	noteDangling(out, "an alias row", set.alt, set.used)
	noteDangling(out, "an address row", set.add, set.used)
	noteDangling(out, "a comment", set.comments, set.used)
}

func noteDangling[T any](out *sink, what string, part map[string]T, used map[string]bool) {
	for _, id := range sortedKeys(part) {
		if !used[id] {
			out.note(what+" names an entry that the primary file does not have: are the files of one day?", id)
		}
	}
}
