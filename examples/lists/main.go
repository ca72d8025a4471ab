// Lists says what is in watchlists: publisher, dates, entries, hash, and what a list lacks.
//
//	go run ./examples/lists sdn.csv un.xml.gz                  # a table of these files
//	go run ./examples/lists -fetch un-sc,ca-sema -to lists     # download by id first; without ids: all with a fixed address
//	go run ./examples/lists -diff old.xml new.xml              # what happened between two editions of one list
//	go run ./examples/lists -sources                           # the official addresses known here
//	go run ./examples/lists -cases sdn.csv un.xml.gz           # how many entries are the same real parties, and why
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/tamiz-project/tamiz/screening"
	"github.com/tamiz-project/tamiz/screening/watchlist"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	err := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	switch {
	case errors.Is(err, flag.ErrHelp):
	case err != nil:
		fmt.Fprintln(os.Stderr, "lists:", err)
		os.Exit(1)
	}
}

// run is the whole program with its surroundings as parameters, so that tests can call it.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	flags := flag.NewFlagSet("lists", flag.ContinueOnError)
	flags.SetOutput(stderr)
	fetch := flags.String("fetch", "", "ids of lists to download, with commas between, or all")
	to := flags.String("to", "lists", "folder for downloads")
	diff := flags.Bool("diff", false, "compare two editions of one list")
	cases := flags.Bool("cases", false, "group the entries of all lists into real parties")
	sources := flags.Bool("sources", false, "print the official addresses")
	asOf := flags.String("as-of", "", "day by which a list is current or stale (default today)")
	maxBad := flags.Int("max-bad", 0, "records that may fail to parse, per list")
	if err := flags.Parse(args); err != nil {
		return err
	}
	day := screening.DateOf(time.Now())
	if *asOf != "" {
		var err error
		if day, err = screening.ParseDate(*asOf); err != nil {
			return err
		}
	}
	options := &watchlist.Options{MaxBad: *maxBad}
	switch paths := flags.Args(); {
	case *sources:
		return printSources(stdout)
	case *diff:
		return printDiff(stdout, paths, options)
	case *fetch != "":
		return download(ctx, stdout, stderr, *fetch, *to, day, options)
	case len(paths) == 0:
		flags.Usage()
		return errors.New("name at least one list, or -fetch, or -sources")
	default:
		return printLists(stdout, paths, day, *cases, options)
	}
}

func printSources(w io.Writer) error {
	t := tabwriter.NewWriter(w, 0, 4, 2, ' ', 0)
	for _, s := range watchlist.Sources() {
		fmt.Fprintf(t, "%s\t%s\t%s\t%s\n", s.ID, s.Publisher, s.URL, s.Note)
	}
	return t.Flush()
}

// printLists prints the table. A list that cannot be read is a line of the table too, and the error of the program.
func printLists(w io.Writer, paths []string, day screening.Date, cases bool, o *watchlist.Options) error {
	var lists []*screening.Watchlist
	var failed []error
	for _, path := range paths {
		l, err := watchlist.Load(path, o)
		if err != nil {
			failed = append(failed, err)
			continue
		}
		lists = append(lists, l)
	}
	if err := table(w, lists, day); err != nil {
		return err
	}
	if cases {
		printCases(w, lists)
	}
	return errors.Join(failed...)
}

func table(w io.Writer, lists []*screening.Watchlist, day screening.Date) error {
	t := tabwriter.NewWriter(w, 0, 4, 2, ' ', 0)
	fmt.Fprintln(t, "LIST\tPUBLISHER\tFORMAT\tPUBLISHED\tRETRIEVED\tAGE\tENTRIES\tBAD\tSHA-256")
	for _, l := range lists {
		fmt.Fprintf(t, "%s\t%s\t%s\t%s\t%s\t%s\t%d\t%d\t%.12s\n", l.ID, l.Publisher, l.Format, known(l.Published), known(l.Retrieved), age(l.List, day), l.Count, l.Bad, l.SHA256)
	}
	if err := t.Flush(); err != nil {
		return err
	}
	for _, l := range lists {
		if !l.Official {
			fmt.Fprintf(w, "%s: not the authority's own whole list\n", l.ID)
		}
		if len(l.Lacks) > 0 {
			fmt.Fprintf(w, "%s: does not carry %s\n", l.ID, strings.Join(l.Lacks, ", "))
		}
		for _, note := range l.Notes {
			fmt.Fprintf(w, "%s: %s\n", l.ID, note)
		}
	}
	return nil
}

func known(d screening.Date) string {
	if d.IsZero() {
		return "unknown"
	}
	return d.String()
}

func age(l screening.List, day screening.Date) string {
	days, stale := screening.Age(l, day)
	switch {
	case l.Published.IsZero() && l.Retrieved.IsZero():
		return "unknown, STALE"
	case !l.Ended.IsZero():
		return fmt.Sprintf("%d days, ENDED %s", days, l.Ended)
	case stale:
		return fmt.Sprintf("%d days, STALE", days)
	}
	return fmt.Sprintf("%d days", days)
}

func printCases(w io.Writer, lists []*screening.Watchlist) {
	book := screening.Cases(lists...)
	why := map[string]int{}
	for _, c := range book.All() {
		for _, e := range c.Evidence {
			why[e.Code]++
		}
	}
	fmt.Fprintf(w, "%d real parties, %d of them listed more than once (%v)\n", book.Len(), len(book.All()), why)
}

func printDiff(w io.Writer, paths []string, o *watchlist.Options) error {
	if len(paths) != 2 {
		return fmt.Errorf("-diff needs two editions of one list, not %d", len(paths))
	}
	before, err := watchlist.Load(paths[0], o)
	if err != nil {
		return err
	}
	after, err := watchlist.Load(paths[1], o)
	if err != nil {
		return err
	}
	if before.ID != after.ID {
		return fmt.Errorf("these are two lists, not two editions: %s and %s", before.ID, after.ID)
	}
	count := map[screening.ChangeKind]int{}
	t := tabwriter.NewWriter(w, 0, 4, 2, ' ', 0)
	for _, c := range screening.Diff(before, after) {
		count[c.Kind]++
		fmt.Fprintf(t, "%s\t%s\t%s\t%s\n", c.Kind, c.Entry, c.Name, strings.Join(c.Fields, ", "))
	}
	if err := t.Flush(); err != nil {
		return err
	}
	_, err = fmt.Fprintf(w, "%s: %s to %s: %d added, %d removed, %d changed\n", after.ID, known(before.Published), known(after.Published),
		count[screening.Added], count[screening.Removed], count[screening.Changed])
	return err
}

// download fetches lists into a folder and prints their table. One that fails does not stop the others.
func download(ctx context.Context, stdout, stderr io.Writer, ids, to string, day screening.Date, o *watchlist.Options) error {
	var lists []*screening.Watchlist
	var failed []error
	wanted, err := chosen(ids)
	if err != nil {
		return err
	}
	for _, s := range wanted {
		o := *o
		o.Fetch.Today = day
		o.Fetch.Progress = func(s watchlist.Source, done, _ int64) { fmt.Fprintf(stderr, "\r%s: %d kB", s.ID, done/1000) }
		l, changed, err := watchlist.Fetch(ctx, http.DefaultClient, s, filepath.Join(to, s.ID+filepath.Ext(s.URL)), &o)
		if err != nil {
			failed = append(failed, err)
			continue
		}
		fmt.Fprintf(stderr, "\r%s: %d entries, new: %t\n", s.ID, l.Count, changed)
		lists = append(lists, l)
	}
	return errors.Join(append(failed, table(stdout, lists, day))...)
}

func chosen(ids string) ([]watchlist.Source, error) {
	var all []watchlist.Source
	if ids == "all" {
		for _, s := range watchlist.Sources() {
			if !strings.Contains(s.URL, "{") {
				all = append(all, s)
			}
		}
		return all, nil
	}
	for id := range strings.SplitSeq(ids, ",") {
		s, ok := watchlist.FindSource(strings.TrimSpace(id))
		if !ok {
			return nil, fmt.Errorf("no list has the id %q; -sources prints those known", id)
		}
		all = append(all, s)
	}
	return all, nil
}
