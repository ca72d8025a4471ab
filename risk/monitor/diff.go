package monitor

import (
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"

	"github.com/tamiz-project/tamiz/risk"
	"github.com/tamiz-project/tamiz/screening/feed"
)

// A Change is what moved for one counterparty.
type Change struct {
	ID             string
	New, Closed    []risk.Hit // hits of the second run only, of the first run only
	TierBefore     string     // "" for a new counterparty
	TierAfter      string     // "" for one that is no longer in the run
	StandingBefore risk.Standing
	StandingAfter  risk.Standing
	ResidualBefore risk.Range
	ResidualAfter  risk.Range
	Reasons        []string // in English, one for each thing that moved, the gravest first
}

// Diff compares two runs by counterparty id, in the order of the second. It yields those for whom something moved: hits (by
// list, entry and party searched), their score or decision, tier, standing, residual score, or being in the run at all.
// Counterparties of the first run that the second does not have come at the end, in the order of the first.
//
// Memory: the first run is held in a compact form, for each counterparty its id, tier, standing, three figures and hits; the
// second is read as it comes. Both are read once for each time that the result is ranged over.
//
// A *feed.RecordError of the second run is yielded and the sequence goes on; its counterparty counts as present. One of the
// first run becomes the reason why its counterparty has no "before"; without an id it is yielded at the start. An id that
// stands twice in one run is a *feed.RecordError and only the first is compared, because nobody could say which is meant.
// Any other error is the last pair, and then nothing is said of who vanished.
func Diff(before, after iter.Seq2[risk.Assessment, error]) iter.Seq2[Change, error] {
	return func(yield func(Change, error) bool) {
		d := &differ{byID: map[string]*state{}}
		if d.readFirst(before, yield) && d.readSecond(after, yield) {
			d.vanished(yield)
		}
	}
}

// A state is what is kept of a counterparty of the first run.
type state struct {
	id       string
	tier     string
	standing risk.Standing
	residual risk.Range
	hits     []risk.Hit
	rejected string // why it was not assessed
	seen     bool   // in the second run
}

type differ struct {
	byID  map[string]*state
	order []*state
}

func stateOf(a *risk.Assessment) *state {
	hits := slices.Clone(a.Hits)
	for i := range hits {
		hits[i].Entry = nil // the whole entry; nothing below needs it
	}
	return &state{id: a.ID, tier: a.Tier, standing: a.Standing, residual: a.Residual, hits: hits}
}

// readFirst keeps the first run; false means stop.
func (d *differ) readFirst(run iter.Seq2[risk.Assessment, error], yield func(Change, error) bool) bool {
	for a, err := range run {
		var row *feed.RecordError
		s := stateOf(&a)
		switch {
		case errors.As(err, &row) && row.ID != "":
			s = &state{id: row.ID, rejected: row.Error()}
		case row != nil:
			if !yield(Change{}, fmt.Errorf("first run: %w", err)) {
				return false
			}
			continue
		case err != nil:
			yield(Change{}, fmt.Errorf("first run: %w", err))
			return false
		}
		if d.byID[s.id] != nil {
			if !yield(Change{ID: s.id}, twice("first", s.id)) {
				return false
			}
			continue
		}
		d.byID[s.id] = s
		d.order = append(d.order, s)
	}
	return true
}

func twice(run, id string) error {
	return &feed.RecordError{Source: run + " run", ID: id, Field: "id", Value: id, Reason: "stands twice in the run; only the first is compared"}
}

// readSecond compares as it reads; false means stop.
func (d *differ) readSecond(run iter.Seq2[risk.Assessment, error], yield func(Change, error) bool) bool {
	done := map[string]bool{}
	for a, err := range run {
		var row *feed.RecordError
		switch {
		case errors.As(err, &row):
			if was := d.byID[row.ID]; was != nil && row.ID != "" {
				was.seen = true
			}
			if !yield(Change{ID: row.ID}, fmt.Errorf("second run: %w", err)) {
				return false
			}
			continue
		case err != nil:
			yield(Change{}, fmt.Errorf("second run: %w", err))
			return false
		}
		var c Change
		var problem error
		if done[a.ID] {
			c, problem = Change{ID: a.ID}, twice("second", a.ID)
		} else {
			c = d.compare(&a)
		}
		done[a.ID] = true
		if (problem != nil || len(c.Reasons) > 0) && !yield(c, problem) {
			return false
		}
	}
	return true
}

// vanished reports who is not in the second run.
func (d *differ) vanished(yield func(Change, error) bool) {
	for _, was := range d.order {
		if was.seen {
			continue
		}
		c := Change{ID: was.id, Closed: was.hits, TierBefore: was.tier, StandingBefore: was.standing, ResidualBefore: was.residual}
		c.say("removed counterparty: it is not in the second run%s", open(was.hits))
		if was.rejected != "" {
			c.say("the first run had rejected it: %s", was.rejected)
		}
		if !yield(c, nil) {
			return
		}
	}
}

// open names the hits that leave with a counterparty.
func open(hits []risk.Hit) string {
	if len(hits) == 0 {
		return ""
	}
	ids := make([]string, len(hits))
	for i, h := range hits {
		ids[i] = h.List + " " + h.EntryID
	}
	return "; it had hits on " + strings.Join(ids, ", ")
}

func (c *Change) say(format string, args ...any) {
	c.Reasons = append(c.Reasons, fmt.Sprintf(format, args...))
}
