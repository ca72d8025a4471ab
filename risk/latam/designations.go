package latam

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"

	"github.com/tamiz-project/tamiz/screening"
	"github.com/tamiz-project/tamiz/screening/identifier"
)

// A DatedFact is an act that lists nobody and still matters: a reward, an indictment, a general licence, an executive order,
// a rule. About holds the ids of the entries it concerns; without any it concerns a programme.
type DatedFact struct {
	ID    string
	Title string
	About []string
	screening.Designation
}

// ParseDesignations reads a designations file, the embedded one or an officer's own in the same form (README.md). Every
// mistake is reported, each with its line and column. The list's SHA256 is that of the file.
func ParseDesignations(file []byte) (*screening.Watchlist, []DatedFact, error) {
	var doc document
	if err := yaml.UnmarshalWithOptions(file, &doc, yaml.Strict()); err != nil {
		return nil, nil, err
	}
	r := reader{acts: map[string]act{}, ids: map[string]int{}}
	r.readActs(doc.Acts)
	list := &screening.Watchlist{List: r.list(doc), Entries: make([]screening.Entry, len(doc.Parties))}
	for i, p := range doc.Parties {
		list.Entries[i] = r.entry(p, list.ID)
	}
	facts := r.facts(doc.Facts, list.Entries)
	if len(doc.Parties) == 0 {
		r.errs = append(r.errs, errors.New("the file lists no party: give at least one record under parties"))
	}
	sum := sha256.Sum256(file)
	list.SHA256, list.Count = hex.EncodeToString(sum[:]), len(list.Entries)
	if err := errors.Join(r.errs...); err != nil {
		return nil, nil, err
	}
	return list, facts, nil
}

// A reader turns the records of a document into entries and gathers what is wrong with them.
type reader struct {
	acts map[string]act
	ids  map[string]int // entry id to its index
	errs []error
}

func (r *reader) fail(at text, format string, args ...any) {
	r.errs = append(r.errs, fmt.Errorf("line %d, column %d: %s", at.line, at.column, fmt.Sprintf(format, args...)))
}

func (r *reader) list(doc document) screening.List {
	if doc.List.s == "" {
		r.fail(doc.List, "list has no id: write list: latam-designations")
	}
	return screening.List{
		ID: doc.List.s, Publisher: doc.Publisher, Title: doc.Title, Format: "tamiz-designations",
		Published: r.date(doc.Published), MaxAge: doc.MaxAge,
		Notes: []string{"A regional sample made from dated, cited public facts. It is not a sanctions list: load the official lists."},
	}
}

func (r *reader) readActs(acts map[string]act) {
	for name, a := range acts {
		r.word(a.Kind, "kind of authority", kinds())
		r.word(a.Effect, "effect", effects())
		r.acts[name] = a
	}
}

func (r *reader) entry(p party, list string) screening.Entry {
	if _, taken := r.ids[p.ID.s]; taken || p.ID.s == "" {
		r.fail(p.ID, "id %q is empty or stands twice: give each party an id of its own", p.ID.s)
	}
	r.ids[p.ID.s] = len(r.ids)
	e := screening.Entry{Party: r.party(p), List: list, Remarks: p.Remarks}
	if p.State != "" {
		e.Links = []screening.Link{{Code: "owned_by", Name: "state of " + p.State}}
	}
	if p.OFAC != "" {
		e.URLs = []string{"https://sanctionssearch.ofac.treas.gov/Details.aspx?id=" + p.OFAC}
	}
	for _, a := range p.Acts {
		e.Designations = append(e.Designations, r.designation(a))
	}
	if len(p.Acts) == 0 {
		r.fail(p.ID, "party %q has no act: say who lists it, under acts", p.ID.s)
	}
	return e
}

func (r *reader) party(p party) screening.Party {
	r.word(p.Kind, "kind of party", []string{"person", "organization", "vessel", "aircraft"})
	if strings.TrimSpace(p.Name.s) == "" {
		r.fail(p.ID, "party %q has no name", p.ID.s)
	}
	out := screening.NewParty(screening.Kind(p.Kind.s), p.Name.s)
	out.ID, out.Countries, out.Positions, out.Gender = p.ID.s, p.Countries, p.Positions, p.Gender
	for _, group := range []struct {
		names []string
		as    screening.NameType
	}{{p.Aliases, screening.Alias}, {p.Former, screening.Former}, {p.Weak, screening.WeakAlias}} {
		for _, n := range group.names {
			out.Names = append(out.Names, screening.Name{Text: n, Type: group.as})
		}
	}
	for _, b := range p.Born {
		out.Born = append(out.Born, r.date(b))
	}
	for _, a := range p.Addresses {
		out.Addresses = append(out.Addresses, screening.Address{Text: a.Text, City: a.City, Country: a.Country})
	}
	for _, n := range p.Numbers {
		id, err := identifier.Parse(identifier.Scheme(n.Scheme), n.Country, n.Value.s)
		if err != nil {
			r.fail(n.Value, "identifier: %v", err)
		}
		out.Identifiers = append(out.Identifiers, id)
	}
	return out
}

// designation joins a listing act with the kind of act it names.
func (r *reader) designation(a listing) screening.Designation {
	kind, known := r.acts[a.Act.s]
	if !known {
		r.fail(a.Act, "act %q is not defined: define it under acts or correct the name", a.Act.s)
	}
	d := r.common(kind, a.Dates)
	d.Reason = join(kind.Reason, a.Note)
	if a.Basis != "" {
		d.LegalBasis = a.Basis
	}
	return d
}

func (r *reader) common(a act, t dates) screening.Designation {
	d := screening.Designation{
		Authority: a.Authority, Jurisdiction: a.Jurisdiction, AuthorityKind: screening.AuthorityKind(a.Kind.s),
		Effect: screening.Effect(a.Effect.s), Programme: a.Programme, LegalBasis: a.Basis, Secondary: a.Secondary,
		Status: screening.Status(t.Status.s), Known: r.date(t.Known), From: r.date(t.From), To: r.date(t.To), Source: t.Source,
	}
	if t.Status.s != "" {
		r.word(t.Status, "status", statuses())
	}
	if t.Read == "no" {
		d.Source = join(d.Source, "date from memory, not read in a source")
	}
	if !d.To.IsZero() && d.To.Last().Compare(d.From.First()) < 0 {
		r.fail(t.To, "ends on %s before it begins on %s", d.To, d.From)
	}
	return d
}

// facts reads the dated facts and hangs each on the entries it is about.
func (r *reader) facts(records []record, entries []screening.Entry) []DatedFact {
	out := make([]DatedFact, len(records))
	for i, f := range records {
		r.word(f.Act.Kind, "kind of authority", kinds())
		r.word(f.Act.Effect, "effect", effects())
		d := r.common(f.Act, f.Dates)
		d.Reason = f.Text
		out[i] = DatedFact{ID: f.ID.s, Title: f.Title, Designation: d}
		if d.Programme == "" {
			d.Programme = f.Title
		}
		for _, id := range f.About {
			at, known := r.ids[id.s]
			if !known {
				r.fail(id, "about %q: no party has this id", id.s)
				continue
			}
			out[i].About = append(out[i].About, id.s)
			entries[at].Designations = append(entries[at].Designations, d)
		}
	}
	return out
}

func (r *reader) date(t text) screening.Date {
	d, err := screening.ParseDate(t.s)
	if err != nil {
		r.fail(t, "%v", err)
	}
	return d
}

func (r *reader) word(t text, what string, allowed []string) {
	if !slices.Contains(allowed, t.s) {
		r.fail(t, "%s %q is not known: use one of %s", what, t.s, strings.Join(allowed, ", "))
	}
}

func join(a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	return a + "; " + b
}
