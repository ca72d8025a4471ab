package latam_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/tamiz-project/tamiz/risk"
	"github.com/tamiz-project/tamiz/risk/fact"
)

const confirmed = "hit.effect=asset_freeze hit.binding=yes hit.disposition=true_match hit.relation=self hit.list_kind=executive_list hit.status=active"

// Who must report what, and by when, depends on who we are and not on the method.
func TestDutiesFollowTheProfile(t *testing.T) {
	m := load(t).Methodology
	for _, c := range []struct {
		jurisdictions string
		has, lacks    []string
	}{
		{"US", []string{"OFAC within 10 business days"}, []string{"Mexico", "UIAF", "UIF"}},
		{"MX", []string{"within 24 hours"}, []string{"OFAC", "UIAF"}},
		{"CO", []string{"UIAF"}, []string{"OFAC", "24 hours"}},
		{"AR", []string{"UIF (Argentina)"}, []string{"OFAC", "UIAF"}},
		{"GB", nil, []string{"OFAC", "UIAF", "24 hours"}},
	} {
		t.Run(c.jurisdictions, func(t *testing.T) {
			o := observation(t, m, confirmed+" profile.jurisdictions="+c.jurisdictions)
			o.Profile.Jurisdictions = []string{c.jurisdictions}
			a := m.Judge(o)
			require.Equal(t, risk.Prohibited, a.Standing)
			var texts strings.Builder
			for _, x := range a.Actions {
				if x.Rule == "BLOCKED" {
					texts.WriteString(x.Text)
				}
			}
			require.Contains(t, texts.String(), "Stop all dealings")
			for _, want := range c.has {
				require.Contains(t, texts.String(), want)
			}
			for _, not := range c.lacks {
				require.NotContains(t, texts.String(), not)
			}
		})
	}
}

// What stands above the tier, on each side of each line.
func TestStandings(t *testing.T) {
	m := load(t).Methodology
	for _, c := range []struct {
		reason, facts string
		standing      risk.Standing
		atLeast       string
	}{
		{"nobody decided: hold, never prohibited", "hit.effect=asset_freeze hit.binding=yes hit.disposition=pending hit.relation=self hit.list_kind=executive_list", risk.Hold, "HIGH"},
		{"a reviewer confirmed it", confirmed, risk.Prohibited, "CRITICAL"},
		{"a reviewer released it", "hit.effect=asset_freeze hit.binding=yes hit.disposition=false_positive hit.relation=self hit.list_kind=executive_list", risk.Open, "LOW"},
		{"confirmed on a list that does not bind us", "hit.effect=asset_freeze hit.binding=no hit.disposition=true_match hit.relation=self hit.list_kind=executive_list", risk.Hold, "CRITICAL"},
		{"FAQ 400: the signature, not the company", "contract.signed_by_blocked=yes", risk.Hold, "HIGH"},
		{"blocked by definition", "controlled_by=venezuela profile.jurisdictions=US", risk.Prohibited, "CRITICAL"},
		{"a documented licence: conditions, no clearance", "controlled_by=venezuela_under_licence profile.jurisdictions=US", risk.Hold, "CRITICAL"},
		{"the same company for somebody whom the order does not bind", "controlled_by=venezuela profile.jurisdictions=CO", risk.Open, "LOW"},
		{"Cuba for a Mexican and US group", "controlled_by=cuba profile.jurisdictions=US;MX", risk.Prohibited, "CRITICAL"},
		{"SAT presumed", "hit.effect=tax hit.status=presumed hit.disposition=pending hit.binding=yes hit.relation=self hit.list_kind=tax_authority", risk.Open, "MEDIUM"},
		{"SAT definitive", "hit.effect=tax hit.status=definitive hit.disposition=pending hit.binding=yes hit.relation=self hit.list_kind=tax_authority", risk.Open, "HIGH"},
		{"SAT disproved informs", "hit.effect=tax hit.status=disproved hit.disposition=pending hit.binding=yes hit.relation=self hit.list_kind=tax_authority", risk.Open, "LOW"},
		{"SAT favourable judgment informs", "hit.effect=tax hit.status=favourable hit.disposition=pending hit.binding=yes hit.relation=self hit.list_kind=tax_authority", risk.Open, "LOW"},
		{"a controller was paid", "payment_to_controller=yes controlled_by_listed_group=yes", risk.Hold, "CRITICAL"},
	} {
		t.Run(c.reason, func(t *testing.T) {
			a := m.Judge(observation(t, m, c.facts))
			require.Equal(t, c.standing, a.Standing)
			require.Equal(t, c.atLeast, a.TierLow, "the tier that holds whatever the open questions say")
		})
	}
}

// A conflict of laws is a finding with an action for counsel.
func TestConflictOfLaws(t *testing.T) {
	m := load(t).Methodology
	for jurisdictions, conflict := range map[string]fact.Outcome{"US;EU": fact.True, "US;MX": fact.True, "US;CA": fact.True, "US": "absent", "EU": "absent"} {
		a := m.Judge(observation(t, m, "controlled_by=cuba profile.jurisdictions="+jurisdictions))
		require.Equal(t, conflict, outcome(a, "F03-CONFLICT"), jurisdictions)
	}
}
