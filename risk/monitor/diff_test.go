package monitor_test

import (
	"errors"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/tamiz-project/tamiz/risk"
	"github.com/tamiz-project/tamiz/risk/monitor"
	"github.com/tamiz-project/tamiz/screening"
	"github.com/tamiz-project/tamiz/screening/feed"
)

func run(t *testing.T, x *screening.Index, o *risk.AssessorOptions, names ...string) []risk.Assessment {
	return collect(t, assessor(x, "2026-11-22", o).AssessAll(t.Context(), suppliers(names...)))
}

func TestDiffSaysWhatMoved(t *testing.T) {
	with := index(list("1", frozen("1", "Banda Inventada del Valle")))
	without := index(list("2", frozen("2", "Otra Cosa")))
	reworded := index(list("3", frozen("1", "Banda Inventada del Valles")))
	hit, none, moved := run(t, with, nil, "Banda Inventada del Valle"), run(t, without, nil, "Banda Inventada del Valle"), run(t, reworded, nil, "Banda Inventada del Valle")
	decided := run(t, with, &risk.AssessorOptions{Decisions: falsePositive(t, hit[0].Hits[0])}, "Banda Inventada del Valle")
	for _, c := range []struct {
		name          string
		before, after []risk.Assessment
		news, closed  int
		reasons       []string
	}{
		{"nothing moved", hit, hit, 0, 0, nil},
		{"a new hit lifts standing and tier", none, hit, 1, 0, []string{"standing: none -> HOLD", "tier: ", "new hit: us-invented 1", "score: "}},
		{"a hit that is gone", hit, none, 0, 1, []string{"standing: HOLD -> none", "tier: ", "hit gone: us-invented 1", "score: "}},
		{"a new counterparty brings its hits", nil, hit, 1, 0, []string{"new counterparty", "new hit"}},
		{"one that vanished takes them along", hit, nil, 0, 1, []string{"removed counterparty: it is not in the second run; it had hits on us-invented 1"}},
		{"a decision", hit, decided, 0, 0, []string{"standing: HOLD -> none", "tier: ", "decision moved: us-invented 1 for \"S1\", pending -> false_positive", "score: "}},
		{"a list that words the name otherwise", hit, moved, 0, 0, []string{"hit moved: us-invented 1 for \"S1\", score 0."}},
	} {
		t.Run(c.name, func(t *testing.T) {
			changes := collect(t, monitor.Diff(sequence(nil, c.before...), sequence(nil, c.after...)))
			if c.reasons == nil {
				require.Empty(t, changes)
				return
			}
			require.Len(t, changes, 1)
			require.Equal(t, "S1", changes[0].ID)
			require.Len(t, changes[0].New, c.news)
			require.Len(t, changes[0].Closed, c.closed)
			require.Len(t, changes[0].Reasons, len(c.reasons), "%q", changes[0].Reasons)
			for i, want := range c.reasons {
				require.Contains(t, changes[0].Reasons[i], want)
			}
		})
	}
}

func falsePositive(t *testing.T, h risk.Hit) *screening.Decisions {
	d, err := screening.NewDecisions(decision(h))
	require.NoError(t, err)
	return d
}

func decision(h risk.Hit) screening.Decision {
	return screening.Decision{
		Party: h.Party, List: h.List, Entry: h.EntryID, Basis: h.Basis, Disposition: screening.FalsePositive, Code: "other_country",
		Rationale: "founded forty years after the entry died", Reviewer: "R-7", Second: "R-9", Date: screening.MustParseDate("2026-11-22"),
	}
}

func TestDiffKeepsTheOrderOfTheSecondRun(t *testing.T) {
	x := index(list("1", frozen("1", "Banda Inventada del Valle")))
	all := run(t, x, nil, "Uno Dos", "Tres Cuatro", "Cinco Seis", "Siete Ocho")
	var ids []string
	for _, c := range collect(t, monitor.Diff(sequence(nil, all[0], all[2]), sequence(nil, all[3], all[1]))) {
		ids = append(ids, c.ID)
	}
	require.Equal(t, []string{"S4", "S2", "S1", "S3"}, ids, "new ones as they come, then those that vanished in the order of the first run")
	for range monitor.Diff(sequence(nil, all...), sequence(nil)) {
		break // stops at once
	}
}

func TestDiffErrors(t *testing.T) {
	x := index(list("1", frozen("1", "Banda Inventada del Valle")))
	all := run(t, x, nil, "Uno Dos", "Tres Cuatro")
	bad := &feed.RecordError{ID: "S1", Reason: "no name"}
	errorsOf := func(before, after []risk.Assessment, atBefore, atAfter error) (ids []string, errs []error) {
		for c, err := range monitor.Diff(sequence(atBefore, before...), sequence(atAfter, after...)) {
			if err != nil {
				errs = append(errs, err)
				continue
			}
			ids = append(ids, c.ID+": "+c.Reasons[0])
		}
		return ids, errs
	}
	ids, errs := errorsOf(all[1:], all, bad, nil)
	require.Empty(t, errs)
	require.Equal(t, []string{"S1: assessed for the first time: the first run had rejected it:  S1: no name"}, ids)
	ids, errs = errorsOf(all, all[1:], nil, bad)
	require.Empty(t, ids, "a rejected row has not vanished")
	require.Len(t, errs, 1)
	require.ErrorAs(t, errs[0], &bad)
	_, errs = errorsOf(nil, all, &feed.RecordError{Line: 3, Reason: "no id"}, nil)
	require.ErrorContains(t, errs[0], "first run")
	_, errs = errorsOf([]risk.Assessment{all[0], all[0]}, []risk.Assessment{all[0], all[0]}, nil, nil)
	require.Len(t, errs, 2)
	require.ErrorContains(t, errs[1], "stands twice")
	for _, c := range [][2]error{{errors.New("disk gone"), nil}, {nil, errors.New("disk gone")}} {
		ids, errs = errorsOf(all, nil, c[0], c[1])
		require.Empty(t, ids, "half a run says nothing of who vanished")
		require.Len(t, errs, 1)
		require.ErrorContains(t, errs[0], "disk gone")
	}
}
