package monitor

import (
	"strings"

	"github.com/tamiz-project/tamiz/risk"
	"github.com/tamiz-project/tamiz/screening"
)

// compare says what moved between the first run and an assessment of the second.
func (d *differ) compare(a *risk.Assessment) Change {
	c := Change{ID: a.ID, TierAfter: a.Tier, StandingAfter: a.Standing, ResidualAfter: a.Residual}
	was := d.byID[a.ID]
	switch {
	case was == nil:
		c.say("new counterparty: it is not in the first run")
		was = &state{}
	case was.rejected != "":
		c.say("assessed for the first time: the first run had rejected it: %s", was.rejected)
	}
	was.seen = true
	first := was.tier == ""
	c.TierBefore, c.StandingBefore, c.ResidualBefore = was.tier, was.standing, was.residual
	if !first && was.standing != a.Standing {
		c.say("standing: %s -> %s", worded(was.standing), worded(a.Standing))
	}
	if !first && was.tier != a.Tier {
		c.say("tier: %s -> %s", was.tier, a.Tier)
	}
	c.compareHits(was.hits, a.Hits)
	if !first && !same(was.residual, a.Residual) {
		c.say("score: %s -> %s", figures(was.residual), figures(a.Residual))
	}
	return c
}

// A hitKey says what a hit is about: whose, and where.
type hitKey struct{ party, list, entry string }

func keyOf(h *risk.Hit) hitKey { return hitKey{h.Party, h.List, h.EntryID} }

// compareHits fills New and Closed and says which hits moved. A party that stands in two relations has its hit once.
func (c *Change) compareHits(before, after []risk.Hit) {
	old, now := index(before), index(after)
	for i := range after {
		h := &after[i]
		k := keyOf(h)
		if now[k] != h {
			continue
		}
		was := old[k]
		if was == nil {
			c.New = append(c.New, *h)
			c.say("new hit: %s %s for %q, score %.4f", h.List, h.EntryID, h.Party, h.Score)
			continue
		}
		c.compareHit(was, h)
	}
	for i := range before {
		h := &before[i]
		if k := keyOf(h); old[k] == h && now[k] == nil {
			c.Closed = append(c.Closed, *h)
			c.say("hit gone: %s %s for %q, it scored %.4f", h.List, h.EntryID, h.Party, h.Score)
		}
	}
}

func index(hits []risk.Hit) map[hitKey]*risk.Hit {
	all := make(map[hitKey]*risk.Hit, len(hits))
	for i := range hits {
		if k := keyOf(&hits[i]); all[k] == nil {
			all[k] = &hits[i]
		}
	}
	return all
}

// compareHit says what moved on a hit that both runs have.
func (c *Change) compareHit(was, now *risk.Hit) {
	about := now.List + " " + now.EntryID
	if was.Score != now.Score || was.Discounted != now.Discounted {
		c.say("hit moved: %s for %q, score %.4f%s -> %.4f%s", about, now.Party, was.Score, below(was), now.Score, below(now))
	}
	if a, b := decided(was), decided(now); a != b {
		c.say("decision moved: %s for %q, %s -> %s", about, now.Party, a, b)
	}
	if a, b := acts(was), acts(now); a != b {
		c.say("designation moved: %s for %q, %s -> %s", about, now.Party, a, b)
	}
}

func below(h *risk.Hit) string {
	if h.Discounted {
		return " (below the threshold)"
	}
	return ""
}

// decided says what is decided on a hit; a decision that no longer holds says why.
func decided(h *risk.Hit) string {
	switch {
	case h.Decision == nil:
		return string(screening.Pending)
	case h.Reopened != "":
		return "reopened (" + h.Reopened + ")"
	}
	return string(h.Decision.Disposition)
}

// acts says what the designations in force do.
func acts(h *risk.Hit) string {
	if len(h.Designations) == 0 {
		return "none"
	}
	words := make([]string, len(h.Designations))
	for i, d := range h.Designations {
		words[i] = strings.TrimSpace(d.Jurisdiction + " " + string(d.Effect) + " " + string(d.Status))
	}
	return strings.Join(words, ", ")
}

func worded(s risk.Standing) string {
	if s == risk.Open {
		return "none"
	}
	return string(s)
}

func same(a, b risk.Range) bool {
	return a.Low.Equal(b.Low) && a.Point.Equal(b.Point) && a.High.Equal(b.High)
}

func figures(r risk.Range) string {
	return r.Point.String() + " (" + r.Low.String() + " to " + r.High.String() + ")"
}
