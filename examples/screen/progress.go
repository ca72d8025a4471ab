package main

import (
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/schollz/progressbar/v3"
	"github.com/tamiz-project/tamiz/risk"
	"github.com/tamiz-project/tamiz/risk/intake"
	"github.com/tamiz-project/tamiz/screening"
	"github.com/tamiz-project/tamiz/screening/feed"
)

// progress counts what passes, and shows it while it runs when somebody is watching.
type progress struct {
	stderr io.Writer
	bar    *progressbar.ProgressBar
	method *risk.Methodology
	failOn string

	assessed, rejected, alerts, discounted, held, prohibited, reached int
}

func newProgress(stderr io.Writer, m *risk.Methodology, failOn string) *progress {
	p := &progress{stderr: stderr, method: m, failOn: failOn}
	p.bar = progressbar.NewOptions(-1, progressbar.OptionSetWriter(stderr), progressbar.OptionSetDescription("assessing"),
		progressbar.OptionShowCount(), progressbar.OptionShowIts(), progressbar.OptionClearOnFinish(),
		progressbar.OptionSetVisibility(isTerminal(stderr)))
	return p
}

// isTerminal reports whether somebody watches: a file of that kind, not a pipe.
func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	if !ok {
		return false
	}
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

// count passes the results on.
func (p *progress) count(in results) results {
	return func(yield func(risk.Assessment, error) bool) {
		for a, err := range in {
			p.add(a, err)
			if !yield(a, err) {
				return
			}
		}
	}
}

func (p *progress) add(a risk.Assessment, err error) {
	_ = p.bar.Add(1) // a bar that cannot be drawn is no reason to stop
	var bad *feed.RecordError
	switch {
	case errors.As(err, &bad):
		p.rejected++
		return
	case err != nil:
		return
	}
	p.assessed++
	for _, h := range a.Hits {
		if h.Discounted {
			p.discounted++
		} else {
			p.alerts++
		}
	}
	switch a.Standing {
	case risk.Hold:
		p.held++
	case risk.Prohibited:
		p.prohibited++
	}
	if p.failOn != "" && p.method.Reaches(a, p.failOn) {
		p.reached++
	}
}

// finish says what was done. It never calls a search without hits anything but that.
func (p *progress) finish(in *intake.File, lists []screening.List, outs []string) {
	_ = p.bar.Finish()
	entries, official := 0, false
	for _, l := range lists {
		entries += l.Count
		official = official || l.Official
	}
	fmt.Fprintf(p.stderr, "%s: %d assessed, %d rejected; %d potential matches and %d discounted hits in %d lists with %d entries; %d on hold, %d prohibited\n",
		in.Input().Name, p.assessed, p.rejected, p.alerts, p.discounted, len(lists), entries, p.held, p.prohibited)
	if !official {
		fmt.Fprintln(p.stderr, "regional sample, not a sanctions screening: no official list was loaded (-list)")
	}
	for _, out := range outs {
		fmt.Fprintln(p.stderr, "wrote", out)
	}
}
