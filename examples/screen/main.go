// Screen is the main job of tamiz: it reads a file of suppliers, customers or partners, screens every party it names against
// lists, judges the risk of each relationship and writes a workbook, JSON Lines, or both.
//
//	go run ./examples/screen                                    # testdata/suppliers.csv -> report.xlsx
//	go run ./examples/screen -in my.csv -list sdn.xml -out r.xlsx -out r.jsonl
//
// It exits with 0 when done, 1 when something failed, 2 when it was called wrongly, and 3 when -fail-on was given and a
// counterparty reached that tier, or -fail-stale and a list was too old. Outputs are written whole or not at all.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/tamiz-project/tamiz/screening"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	code := Main(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}

// Exit codes.
const (
	done = iota
	failed
	usage
	reached
)

// errReached ends a run whose files were written but in which something the caller asked about was found.
var errReached = errors.New("asked to fail")

// Main is the whole program with its surroundings as parameters, so that tests can call it.
func Main(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	o, err := parseFlags(args, stderr)
	switch {
	case errors.Is(err, flag.ErrHelp):
		return done
	case err != nil:
		fmt.Fprintln(stderr, "screen:", err)
		return usage
	}
	err = o.run(ctx, stdout, stderr)
	switch {
	case errors.Is(err, errReached):
		fmt.Fprintln(stderr, "screen:", err)
		return reached
	case err != nil:
		fmt.Fprintln(stderr, "screen:", err)
		return failed
	}
	return done
}

// options are the flags.
type options struct {
	in, methodology, profile, ownership, decisions, mapping string
	lang, failOn, role                                      string
	lists, outs                                             texts
	embedded, columns, failStale                            bool
	threshold                                               float64
	asOf                                                    screening.Date
	maxBad                                                  int
}

// texts is a flag that may be given several times.
type texts []string

func (t *texts) String() string     { return strings.Join(*t, ", ") }
func (t *texts) Set(s string) error { *t = append(*t, s); return nil }

func parseFlags(args []string, stderr io.Writer) (*options, error) {
	o := &options{}
	f := flag.NewFlagSet("screen", flag.ContinueOnError)
	f.SetOutput(stderr)
	f.StringVar(&o.in, "in", "testdata/suppliers.csv", "counterparties: csv, xlsx, jsonl or OCDS json; gz and zip too")
	f.Var(&o.lists, "list", "a watchlist in any supported format; repeatable, added to the embedded one")
	f.BoolVar(&o.embedded, "embedded", true, "screen against the embedded regional designations too")
	f.Var(&o.outs, "out", "report to write, .xlsx or .jsonl; repeatable (default report.xlsx)")
	f.Float64Var(&o.threshold, "threshold", 0, "alert threshold, 0.5 to 1 (default: the methodology's)")
	f.TextVar(&o.asOf, "as-of", screening.Date{}, "the day the answer is for, 2026-11-22 (default today)")
	f.StringVar(&o.methodology, "methodology", "", "methodology document (default: the embedded Latin American one)")
	f.StringVar(&o.profile, "profile", "", "who we are: a YAML file with jurisdictions, covered_fi, currencies")
	f.StringVar(&o.ownership, "ownership", "", "register of owners: csv, BODS, GLEIF, UK PSC or OpenSanctions")
	f.StringVar(&o.decisions, "decisions", "", "reviewed workbook (.xlsx) or decisions (.jsonl) of an earlier run")
	f.StringVar(&o.mapping, "mapping", "", "file that says which column is which field, where the header does not")
	f.StringVar(&o.role, "role", "", "role of counterparties that do not say: supplier, customer or partner (default: what the header suggests, else supplier)")
	f.BoolVar(&o.columns, "columns", false, "show how the file was understood, and stop")
	f.StringVar(&o.lang, "lang", "en", "language of the report: en, es or pt")
	f.StringVar(&o.failOn, "fail-on", "", "exit with 3 when a counterparty reaches this tier")
	f.BoolVar(&o.failStale, "fail-stale", false, "exit with 3, writing nothing, when a list is older than its maximum age")
	f.IntVar(&o.maxBad, "max-bad", 0, "list records that may fail to parse, counted in the report")
	if err := f.Parse(args); err != nil {
		return nil, err
	}
	return o, o.check(f.Args())
}

// check refuses what cannot be run, before anything is read.
func (o *options) check(rest []string) error {
	if len(rest) > 0 {
		return fmt.Errorf("unexpected argument %q; files are given with -in, -list and -out", rest[0])
	}
	if len(o.outs) == 0 {
		o.outs = texts{"report.xlsx"}
	}
	for i, out := range o.outs {
		if filepath.Clean(out) == filepath.Clean(o.in) {
			return fmt.Errorf("-out %q is the file that -in reads: the report would replace it", out)
		}
		if o.decisions != "" && filepath.Clean(out) == filepath.Clean(o.decisions) {
			return fmt.Errorf("-out %q is the file that -decisions reads: the report would replace what was reviewed", out)
		}
		if slices.Contains(o.outs[:i], out) {
			return fmt.Errorf("-out %q is given twice", out)
		}
		if !strings.HasSuffix(out, ".xlsx") && !strings.HasSuffix(out, ".jsonl") {
			return fmt.Errorf("-out %q must end in .xlsx or .jsonl", out)
		}
	}
	if o.lang != "en" && o.lang != "es" && o.lang != "pt" {
		return fmt.Errorf("-lang %q must be en, es or pt", o.lang)
	}
	if !o.embedded && len(o.lists) == 0 {
		return errors.New("-embedded=false needs a -list: a search in nothing finds nothing")
	}
	if o.threshold != 0 && !(o.threshold >= 0.5 && o.threshold <= 1) {
		return fmt.Errorf("-threshold %v must lie between 0.5 and 1", o.threshold)
	}
	if o.maxBad < 0 {
		return fmt.Errorf("-max-bad %d must be 0 or more", o.maxBad)
	}
	if o.asOf.IsZero() {
		o.asOf = screening.DateOf(time.Now()) // the only clock in the house
	}
	if !o.asOf.IsDay() {
		return fmt.Errorf("-as-of %q must be one day, like 2026-11-22", o.asOf)
	}
	return nil
}
