package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"text/tabwriter"

	"github.com/goccy/go-yaml"
	"github.com/tamiz-project/tamiz/risk"
	"github.com/tamiz-project/tamiz/risk/intake"
	"github.com/tamiz-project/tamiz/risk/latam"
	"github.com/tamiz-project/tamiz/risk/ownership"
	"github.com/tamiz-project/tamiz/risk/workbook"
	"github.com/tamiz-project/tamiz/screening"
	"github.com/tamiz-project/tamiz/screening/feed"
	"github.com/tamiz-project/tamiz/screening/watchlist"
)

// run is the main job: method and lists, then the input, then every counterparty through both into the outputs.
func (o *options) run(ctx context.Context, stdout, stderr io.Writer) error {
	pack, err := latam.Load()
	if err != nil {
		return err
	}
	method, err := o.method(pack)
	if err != nil {
		return err
	}
	in, err := o.open(method)
	if err != nil {
		return err
	}
	defer in.Close()
	if o.columns {
		return showColumns(stdout, in)
	}
	index, err := o.index(pack)
	if err != nil {
		return err
	}
	if err := o.checkAges(index.Lists(), stderr); err != nil {
		return err
	}
	options, err := o.assessorOptions(pack)
	if err != nil {
		return err
	}
	assessor, err := risk.NewAssessor(method, index, o.asOf, options)
	if err != nil {
		return err
	}
	inputs, err := o.inputs()
	if err != nil {
		return err
	}
	inputs = append([]risk.Input{in.Input()}, inputs...)
	p := newProgress(stderr, method, o.failOn)
	err = o.writeAll(assessor.Run(inputs...), p.count(assessor.AssessAll(ctx, in.Counterparties())))
	p.finish(in, index.Lists(), o.outs)
	if err == nil && p.reached > 0 {
		err = fmt.Errorf("%w: %d counterparties reach %s", errReached, p.reached, o.failOn)
	}
	return err
}

// method is the methodology document of the run.
func (o *options) method(pack *latam.Pack) (*risk.Methodology, error) {
	if o.methodology == "" {
		return pack.Methodology, o.checkTier(pack.Methodology)
	}
	document, err := os.ReadFile(o.methodology)
	if err != nil {
		return nil, err
	}
	method, err := risk.ParseMethodology(document)
	if err != nil {
		return nil, fmt.Errorf("%s:\n%w", o.methodology, err)
	}
	return method, o.checkTier(method)
}

// checkTier refuses a -fail-on that the methodology does not know: it would never fail.
func (o *options) checkTier(m *risk.Methodology) error {
	if o.failOn == "" {
		return nil
	}
	var known []string
	for _, t := range m.Tiers() {
		if t.ID == o.failOn {
			return nil
		}
		known = append(known, t.ID)
	}
	return fmt.Errorf("-fail-on %q is no tier of methodology %s; its tiers are %s", o.failOn, m.ID(), strings.Join(known, ", "))
}

// open opens the counterparties.
func (o *options) open(m *risk.Methodology) (*intake.File, error) {
	options := &intake.Options{Dictionary: m.Dictionary(), Role: risk.Role(o.role)}
	if o.mapping != "" {
		f, err := os.Open(o.mapping)
		if err != nil {
			return nil, err
		}
		defer f.Close()
		if options.Mapping, err = intake.ReadMapping(f); err != nil {
			return nil, fmt.Errorf("%s: %w", o.mapping, err)
		}
	}
	return intake.Open(o.in, options)
}

// index loads every list. One that cannot be read whole ends the run: a search in half a list looks like a search.
func (o *options) index(pack *latam.Pack) (*screening.Index, error) {
	var lists []*screening.Watchlist
	if o.embedded {
		lists = append(lists, pack.Designations)
	}
	for _, path := range o.lists {
		l, err := watchlist.Load(path, &watchlist.Options{MaxBad: o.maxBad})
		if err != nil {
			return nil, err
		}
		lists = append(lists, l)
	}
	return screening.NewIndex(lists...)
}

// checkAges says which lists are stale, and fails where the caller asked for that.
func (o *options) checkAges(lists []screening.List, stderr io.Writer) error {
	stale := 0
	for _, l := range lists {
		if days, old := screening.Age(l, o.asOf); old {
			stale++
			fmt.Fprintf(stderr, "screen: list %s is stale: %s\n", l.ID, ageInWords(l, days))
		}
	}
	if stale > 0 && o.failStale {
		return fmt.Errorf("%w: %d lists are stale", errReached, stale)
	}
	return nil
}

func ageInWords(l screening.List, days int) string {
	switch {
	case l.Published.IsZero() && l.Retrieved.IsZero():
		return "neither the file nor a provenance file beside it says of which day it is"
	case !l.Ended.IsZero():
		return fmt.Sprintf("its publisher closed it on %s", l.Ended)
	}
	return fmt.Sprintf("%d days old, %d at most", days, l.MaxAge)
}

// assessorOptions reads what else a run may depend on.
func (o *options) assessorOptions(pack *latam.Pack) (*risk.AssessorOptions, error) {
	options := &risk.AssessorOptions{Indicators: pack.Indicators, Threshold: o.threshold}
	var err error
	if o.ownership != "" {
		if options.Ownership, err = ownership.Open(o.ownership); err != nil {
			return nil, err
		}
	}
	if o.decisions != "" {
		if options.Decisions, err = readDecisions(o.decisions); err != nil {
			return nil, err
		}
	}
	if o.profile != "" {
		options.Profile, err = readProfile(o.profile)
	}
	return options, err
}

// inputs names and hashes the files beside the counterparties, for the head of the report.
func (o *options) inputs() ([]risk.Input, error) {
	var inputs []risk.Input
	for _, i := range []risk.Input{
		{Role: "methodology", Name: o.methodology},
		{Role: "ownership", Name: o.ownership},
		{Role: "decisions", Name: o.decisions},
		{Role: "profile", Name: o.profile},
		{Role: "mapping", Name: o.mapping},
	} {
		if i.Name == "" {
			continue
		}
		f, err := feed.Open(i.Name, nil)
		if err != nil {
			return nil, err
		}
		i.SHA256 = f.SHA256()
		if err := f.Close(); err != nil {
			return nil, err
		}
		inputs = append(inputs, i)
	}
	return inputs, nil
}

// readDecisions takes a reviewed workbook or a JSON Lines file. A row that cannot be accepted ends the run: a decision that
// was silently dropped would release or hold the wrong party.
func readDecisions(path string) (*screening.Decisions, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var all []screening.Decision
	var refused []error
	for d, err := range workbook.ReadDecisions(f) {
		var bad *feed.RecordError
		switch {
		case errors.As(err, &bad):
			refused = append(refused, err)
		case err != nil:
			return nil, fmt.Errorf("%s: %w", path, err)
		default:
			all = append(all, d)
		}
	}
	if len(refused) > 0 {
		return nil, fmt.Errorf("%s: %d decisions were refused:\n%w", path, len(refused), errors.Join(refused...))
	}
	return screening.NewDecisions(all...)
}

func readProfile(path string) (*risk.Profile, error) {
	document, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	p := &risk.Profile{}
	if err := yaml.UnmarshalWithOptions(document, p, yaml.Strict()); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return p, nil
}

// showColumns prints how the input was understood.
func showColumns(w io.Writer, in *intake.File) error {
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "COLUMN\tREAD AS\tDOUBT")
	for _, c := range in.Columns() {
		fmt.Fprintf(table, "%s\t%s\t%s\n", c.Header, c.Field, c.Doubt)
	}
	return table.Flush()
}
