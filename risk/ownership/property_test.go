package ownership_test

import (
	"fmt"
	"math/big"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"
	"github.com/tamiz-project/tamiz/risk/ownership"
	"github.com/tamiz-project/tamiz/screening"
)

var day = screening.MustParseDate("2026-11-22")

// randomCase is a small dense graph, where thresholds are met often, with cycles, parallel stakes, ranges and unknown ones.
type randomCase struct {
	stakes []ownership.Stake
	listed map[string]ownership.Status
}

func newCase(random *rand.Rand) randomCase {
	c := randomCase{listed: map[string]ownership.Status{}}
	nodes := 2 + random.IntN(8)
	id := func() string { return string(rune('a' + random.IntN(nodes))) }
	for range random.IntN(3 * nodes) {
		c.stakes = append(c.stakes, ownership.Stake{Holder: id(), Held: id(), Kind: ownership.Shares, Share: randomShare(random)})
	}
	for range 1 + random.IntN(2) {
		c.listed[id()] = []ownership.Status{ownership.Blocked, ownership.Potential, ownership.Indeterminate}[random.IntN(3)]
	}
	return c
}

func randomShare(random *rand.Rand) ownership.Share {
	low := decimal.New(int64(random.IntN(14))*500+int64(random.IntN(2)), -2)
	if random.IntN(4) > 0 {
		return ownership.Percent(low)
	}
	return ownership.Between(low, low.Add(decimal.NewFromInt(int64(random.IntN(30)))))
}

func (c randomCase) apply(t *testing.T, rule string) *ownership.Result {
	t.Helper()
	g, err := ownership.NewGraph(nil, seq(c.stakes))
	require.NoError(t, err)
	r, ok := ownership.Lookup(rule)
	require.True(t, ok)
	return g.Apply(r, day, func(id string) ownership.Status { return c.listed[id] })
}

// brute is the rule as a lawyer would state it, with rationals and no cleverness: repeat until nothing changes.
func (c randomCase) brute(seeds []ownership.Status, high bool, rule string) map[string]bool {
	blocked := map[string]bool{}
	for id, s := range c.listed {
		if slices.Contains(seeds, s) {
			blocked[id] = true
		}
	}
	half := big.NewRat(50, 1)
	for changed := true; changed; {
		changed = false
		for id := range c.nodes() {
			total, largest := new(big.Rat), new(big.Rat)
			for holder := range blocked {
				own := new(big.Rat)
				for _, s := range c.stakes {
					if s.Holder == holder && s.Held == id && holder != id {
						own.Add(own, bound(s.Share, high))
					}
				}
				total.Add(total, own)
				if own.Cmp(largest) > 0 {
					largest = own
				}
			}
			passes := total.Cmp(half) >= 0
			if rule == "UK" {
				passes = largest.Cmp(half) > 0
			}
			if passes && !blocked[id] {
				blocked[id], changed = true, true
			}
		}
	}
	return blocked
}

func (c randomCase) nodes() map[string]bool {
	nodes := map[string]bool{}
	for _, s := range c.stakes {
		nodes[s.Holder], nodes[s.Held] = true, true
	}
	return nodes
}

func bound(s ownership.Share, high bool) *big.Rat {
	if high {
		return s.High().Rat()
	}
	return s.Low().Rat()
}

func (c randomCase) want(id, rule string) ownership.Status {
	switch {
	case c.brute([]ownership.Status{ownership.Blocked}, false, rule)[id]:
		return ownership.Blocked
	case c.brute([]ownership.Status{ownership.Blocked, ownership.Potential}, false, rule)[id]:
		return ownership.Potential
	case c.brute([]ownership.Status{ownership.Blocked, ownership.Potential, ownership.Indeterminate}, true, rule)[id]:
		return ownership.Indeterminate
	}
	return ownership.NotBlocked
}

func TestApplyEqualsBruteForce(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 7))
	count := map[ownership.Status]int{}
	for n := range 1_200 {
		c := newCase(random)
		rule := []string{"OFAC", "UK"}[n%2]
		result := c.apply(t, rule)
		for id := range c.nodes() {
			got := result.Of(id).Status
			require.Equal(t, c.want(id, rule), got, "%s under %s: %v listed %v", id, rule, c.stakes, c.listed)
			count[got]++
		}
	}
	require.Len(t, count, 4, "the cases must reach every status: %v", count)
	for status, n := range count {
		require.Greater(t, n, 100, status)
	}
}

func TestApplyDoesNotDependOnTheOrderOfTheInput(t *testing.T) {
	random := rand.New(rand.NewPCG(8, 8))
	for n := range 150 {
		c := newCase(random)
		rule := []string{"OFAC", "UK", "EU"}[n%3]
		want := c.apply(t, rule)
		for range 3 {
			random.Shuffle(len(c.stakes), func(i, j int) { c.stakes[i], c.stakes[j] = c.stakes[j], c.stakes[i] })
			got := c.apply(t, rule)
			require.Equal(t, slices.Collect(want.All()), slices.Collect(got.All()))
			for id := range c.nodes() {
				require.Equal(t, want.Outline(id), got.Outline(id))
				require.Equal(t, want.Mermaid(id), got.Mermaid(id))
			}
		}
	}
}

var severity = map[ownership.Status]int{ownership.NotBlocked: 0, ownership.Indeterminate: 1, ownership.Potential: 2, ownership.Blocked: 3}

// A further stake, also of a stranger, may block somebody and never frees anybody.
func TestAStakeMoreNeverUnblocks(t *testing.T) {
	random := rand.New(rand.NewPCG(9, 9))
	for n := range 400 {
		c := newCase(random)
		rule := []string{"OFAC", "UK", "EU", "BIS"}[n%4]
		before := c.apply(t, rule)
		more := newCase(random)
		if len(more.stakes) == 0 {
			continue
		}
		nodes := c.nodes()
		c.stakes = append(c.stakes, more.stakes[0])
		after := c.apply(t, rule)
		for id := range nodes {
			require.GreaterOrEqual(t, severity[after.Of(id).Status], severity[before.Of(id).Status], "%s: %v", id, c.stakes)
		}
	}
}

// A proof alone, all other stakes taken away, gives the same answer; with any one of its stakes away it gives less.
func TestAProofIsEnoughAndNothingInItIsTooMuch(t *testing.T) {
	random := rand.New(rand.NewPCG(10, 10))
	proved := 0
	for range 500 {
		c := newCase(random)
		for f := range c.apply(t, "OFAC").All() {
			if f.Basis != ownership.Owned {
				continue
			}
			proved++
			only := randomCase{stakes: f.Proof, listed: c.listed}
			require.Equal(t, f.Status, only.apply(t, "OFAC").Of(f.Party).Status, "%v", f)
			for i := range f.Proof {
				less := randomCase{stakes: slices.Delete(slices.Clone(f.Proof), i, i+1), listed: c.listed}
				if parallel(f.Proof, i) {
					continue // two parcels of one holder come together, even where one would do
				}
				require.Less(t, severity[less.apply(t, "OFAC").Of(f.Party).Status]*boolInt(less.nodes()[f.Party]), severity[f.Status], "%v without %v", f, f.Proof[i])
			}
		}
	}
	require.Greater(t, proved, 200)
}

func parallel(stakes []ownership.Stake, i int) bool {
	n := 0
	for _, s := range stakes {
		if s.Holder == stakes[i].Holder && s.Held == stakes[i].Held {
			n++
		}
	}
	return n > 1
}

func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}

func TestAChainOfAHundredLayers(t *testing.T) {
	var stakes []ownership.Stake
	for n := range 100 {
		stakes = append(stakes, ownership.Stake{
			Holder: fmt.Sprintf("c%03d", n), Held: fmt.Sprintf("c%03d", n+1), Kind: ownership.Shares, Share: ownership.Percent(decimal.NewFromInt(50)),
		})
	}
	slices.Reverse(stakes)
	c := randomCase{stakes: stakes, listed: map[string]ownership.Status{"c000": ownership.Blocked}}
	f := c.apply(t, "OFAC").Of("c100")
	require.Equal(t, ownership.Blocked, f.Status)
	require.Len(t, f.Proof, 100)
	require.Equal(t, "c000", f.Proof[0].Holder, "from the listed party down")
	require.Equal(t, "c100", f.Proof[99].Held)
	require.Equal(t, 101, strings.Count(c.apply(t, "OFAC").Outline("c100"), "\n"))

	g := graphOf(t, "")
	require.Empty(t, g.IDs())
	c.listed = map[string]ownership.Status{"c001": ownership.Potential}
	require.Equal(t, ownership.Potential, c.apply(t, "OFAC").Of("c100").Status)
	require.Equal(t, ownership.NotBlocked, c.apply(t, "OFAC").Of("c000").Status)
}

func TestUpstreamGivesTheSameFindings(t *testing.T) {
	random := rand.New(rand.NewPCG(11, 11))
	for range 100 {
		c := newCase(random)
		g, err := ownership.NewGraph(nil, seq(c.stakes))
		require.NoError(t, err)
		rule, _ := ownership.Lookup("OFAC")
		listed := func(id string) ownership.Status { return c.listed[id] }
		whole := g.Apply(rule, day, listed)
		for id := range c.nodes() {
			part := g.Upstream(id)
			require.Equal(t, whole.Of(id), part.Apply(rule, day, listed).Of(id))
			require.Equal(t, g.Stakes(id), part.Stakes(id))
		}
	}
}
