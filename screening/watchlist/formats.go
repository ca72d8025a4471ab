package watchlist

import (
	"errors"
	"fmt"
	"iter"
	"strings"

	"github.com/tamiz-project/tamiz/screening"
	"github.com/tamiz-project/tamiz/screening/feed"
)

// A format is one way to print one list.
type format struct {
	name  string // "ofac-csv"
	title string // in a user's words
	list  screening.List
	// role says which part of a set a member is ("sdn", "alt", ...), by its content; "" means not of this format.
	role func(*sample) string
	// about reads what the head of the files says about the list; may be nil.
	about func([]*sample, *screening.List)
	// parse reads all entries. It returns an error of the whole file; errors of records go to the sink.
	parse func(*input, *sink) error
}

// formats is the table of everything this package reads. The first format of which all members have a role is taken, so those
// that look closer come first.
func formats() []*format {
	return []*format{
		ofacCSV(),
		ofacXML(),
		ofacEnhanced(),
		ofacAdvanced(),
		unXML(),
		euXML(),
		eu2016(),
		euCSV(),
		ukXML(),
		ukConList(),
		ukCSV(),
		chSECO(),
		caSEMA(),
		auDFAT(),
		usCSL(),
		worldBank(),
		iadb(),
		ebrd(),
		mxSAT69B(),
		mxSFP(),
		brCGU(),
		brSlavery(),
		brTCU(),
		arRePET(),
		openSanctions(),
		openSanctionsCSV(),
		senzing(),
		ownJSON(),
		ownList(),
	}
}

// An input is the members of a recognised file by their role.
type input struct {
	format  *format
	members map[string][]*feed.Member
}

// one returns the first member of a role, or nil.
func (in *input) one(role string) *feed.Member {
	if all := in.members[role]; len(all) > 0 {
		return all[0]
	}
	return nil
}

// rows yields the rows of a member. Rows of the wrong width are bad records; it stops after an error, which is in
// out.err then.
func (in *input) rows(m *feed.Member, out *sink) iter.Seq[feed.Row] {
	return func(yield func(feed.Row) bool) {
		for row, err := range m.Rows() {
			var bad *feed.RecordError
			switch {
			case errors.As(err, &bad):
				if !out.bad(bad) {
					return
				}
			case err != nil:
				out.fail(err)
				return
			default:
				if !yield(row) {
					return
				}
			}
		}
	}
}

// formatOf finds the format of a file by its members.
func formatOf(path string, samples []*sample) (*format, *input, error) {
	if len(samples) == 0 {
		return nil, nil, fmt.Errorf("%s: holds no list", path)
	}
	var best error
	for _, f := range formats() {
		in, missing := f.take(samples)
		if missing == nil {
			return f, in, nil
		}
		if len(in.members) > 0 && best == nil {
			best = fmt.Errorf("%s: one member is of a %s, but %w", path, f.title, missing)
		}
	}
	if best != nil && len(samples) > 1 {
		return nil, nil, best
	}
	return nil, nil, fmt.Errorf("%s: %s; this is no list format known here (the table in the documentation of package watchlist names them)",
		samples[0].member.Source(), samples[0].what())
}

// take gives every member its role; the error names the first that has none.
func (f *format) take(samples []*sample) (*input, error) {
	in := &input{format: f, members: map[string][]*feed.Member{}}
	var missing error
	for _, s := range samples {
		role := f.role(s)
		if role == "" {
			if missing == nil {
				missing = fmt.Errorf("%s is not: %s; load different lists apart", s.member.Source(), s.what())
			}
			continue
		}
		in.members[role] = append(in.members[role], s.member)
	}
	return in, missing
}

// xmlRole recognises XML by its root and a word of its namespace or head.
func xmlRole(root, mark string) func(*sample) string {
	return func(s *sample) string {
		if s.root.Local == root && strings.Contains(s.root.Space+s.text, mark) {
			return "list"
		}
		return ""
	}
}
