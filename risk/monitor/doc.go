// Package monitor is what happens after the first day: rescreening, differences between runs, the log.
//
// A list changes by a handful of entries a day, the suppliers by fewer. What a compliance officer needs on the second day is
// not five thousand lines but the three that moved, and what an auditor needs two years later is proof of who decided what on
// which list. The smallest program of a second day:
//
//	searcher, err := monitor.Rescreen(yesterday, today, readRun("yesterday.jsonl"))
//	assessor, err := risk.NewAssessor(method, searcher, asOf, nil)
//	err = risk.WriteJSON(w, assessor.AssessAll(ctx, suppliers))
//	for c, err := range monitor.Diff(readRun("yesterday.jsonl"), readRun("today.jsonl")) {
//		if err != nil {
//			return err
//		}
//		fmt.Println(c.ID, c.TierBefore, "->", c.TierAfter, c.Reasons)
//	}
//
// Policy. A cheaper search is used only where it gives what the full one gives, to the last digit; in doubt the search is
// full. A counterparty that is missing in the second run is reported, never forgotten: a supplier that falls out of a file is
// how a hit is lost. Nothing here says that anybody is harmless; a hit that is gone is gone from a list or from a party's
// data, and the reasons say only that.
//
// The log holds digests and ids, not names. Keeping and erasing it is the caller's to set.
//
// Concurrency: the Searcher of Rescreen and a Log are safe for concurrent use. Diff reads its two sequences one after the
// other in the goroutine that ranges over it. One file belongs to one Log at a time; a second writer is noticed and refused.
package monitor
