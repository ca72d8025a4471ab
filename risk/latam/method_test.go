package latam_test

import (
	"fmt"
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/tamiz-project/tamiz/risk"
	"github.com/tamiz-project/tamiz/risk/fact"
	"github.com/tamiz-project/tamiz/risk/indicator"
)

func TestTheMethodIsComplete(t *testing.T) {
	m := load(t).Methodology
	var ids []string
	for _, f := range m.Factors() {
		ids = append(ids, f.ID)
		informs := slices.Contains([]string{"F04", "F20", "F24"}, f.ID)
		require.Equal(t, informs, len(f.Weight) == 0, "%s: only F04, F20 and F24 inform without a weight", f.ID)
		require.NotEmpty(t, f.Definition.In("en"), f.ID)
		require.NotEmpty(t, f.Source, f.ID)
		inThreeLanguages(t, f.ID, f.Title)
	}
	for i := range 26 {
		require.Contains(t, ids, fmt.Sprintf("F%02d", i+1))
	}
	rules := map[string]risk.Rule{}
	for _, r := range m.Rules() {
		rules[r.ID] = r
		inThreeLanguages(t, r.ID, r.Title)
		require.NotEmpty(t, r.Source, r.ID)
	}
	for i := range 47 {
		id := fmt.Sprintf("RF%02d", i+1)
		require.Contains(t, rules, id)
		require.NotEmpty(t, rules[id].Severity, id)
		require.NotEmpty(t, rules[id].Actions, id)
	}
}

func inThreeLanguages(t *testing.T, id string, l fact.Label) {
	t.Helper()
	for _, lang := range []string{"en", "es", "pt"} {
		require.NotEmpty(t, l[lang], "%s has no title in %s", id, lang)
	}
}

// A trafficking flag that ends a contract at once can harm the victims.
func TestTraffickingFlagsCarryARemediationPath(t *testing.T) {
	for _, r := range load(t).Methodology.Rules() {
		if !slices.Contains([]string{"RF27", "RF28", "F14-EVIDENCE", "FLOOR-LABOUR"}, r.ID) {
			continue
		}
		words := strings.ToLower(r.Caution.In("en") + " " + r.Action.In("en"))
		require.Contains(t, words, "remediat", r.ID)
		require.NotEqual(t, risk.Prohibited, r.Standing, r.ID)
	}
}

// Nobody is advised to pay, and no question tells the counterparty what we suspect.
func TestWordsThatMayNotStandThere(t *testing.T) {
	m := load(t).Methodology
	pays := regexp.MustCompile(`(?i)(pay|pague|pagar|insur\w*|segur[oa]).{0,20}(ransom|rescate|resgate)`)
	for _, r := range m.Rules() {
		for _, a := range r.Actions {
			for lang, text := range a.Text {
				require.NotRegexp(t, pays, text, "%s %s", r.ID, lang)
			}
		}
	}
	tells := regexp.MustCompile(`(?i)sanction|sancion|sanç|blacklist|lista negra|match|coincidencia|suspe|sospech|designa|terror|cartel|narco|OFAC|SDN|red flag|alert`)
	for _, d := range m.Dictionary().Definitions() {
		for lang, text := range d.Question {
			require.NotRegexp(t, tells, text, "the question of %s in %s tips off", d.Name, lang)
		}
		if len(d.Question) > 0 && !d.Derived {
			inThreeLanguages(t, d.Name, d.Question)
		}
	}
}

// Twenty-six factors: each is raised by a party, not raised by another, unknown of a third.
func TestFactors(t *testing.T) {
	m, cases := load(t).Methodology, ruleCases(t)
	for _, f := range m.Factors() {
		rule := decisive(m, f.ID)
		t.Run(f.ID+" "+rule, func(t *testing.T) {
			raised := m.Judge(observation(t, m, cases[rule][0]))
			require.Equal(t, fact.True, outcome(raised, rule))
			low, _ := points(raised, f.ID)
			lowNot, _ := points(m.Judge(observation(t, m, cases[rule][1])), f.ID)
			unknown := m.Judge(observation(t, m, cases[rule][2]))
			lowUnknown, highUnknown := points(unknown, f.ID)
			if len(f.Weight) == 0 {
				require.True(t, low.IsZero(), "a factor that informs adds nothing")
				return
			}
			require.True(t, low.GreaterThan(lowNot), "raised %s, not raised %s", low, lowNot)
			require.True(t, highUnknown.GreaterThan(lowUnknown), "unknown is neither zero nor the whole: %s to %s", lowUnknown, highUnknown)
		})
	}
}

// decisive is the gravest rule of a factor, one with a condition before a scale.
func decisive(m *risk.Methodology, factor string) string {
	var best risk.Rule
	for _, r := range m.Rules() {
		if r.Factor == factor && (best.ID == "" || best.When == "" && r.When != "" || (best.When == "") == (r.When == "") && r.Points.GreaterThan(best.Points)) {
			best = r
		}
	}
	return best.ID
}

func points(a risk.Assessment, factor string) (low, high decimal.Decimal) {
	for _, c := range a.Contributions {
		if c.Factor == factor {
			low, high = low.Add(c.Points.Low), high.Add(c.Points.High)
		}
	}
	return low, high
}

// What a party is to us changes what its facts weigh.
func TestRolesWeighDifferently(t *testing.T) {
	m := load(t).Methodology
	o := observation(t, m, "payment.third_party_payer=yes payment.payer_disclosed=no")
	got := map[risk.Role]string{}
	for _, role := range []risk.Role{risk.Supplier, risk.Customer, risk.Partner} {
		o.Counterparty.Role = role
		low, _ := points(m.Judge(o), "F09")
		got[role] = low.String()
	}
	require.Equal(t, map[risk.Role]string{risk.Supplier: "4.2", risk.Customer: "8.4", risk.Partner: "5.4"}, got)
}

// Wolfsberg: country risk is one factor and never the party's risk by itself. Every country and subdivision of the table,
// each role: never HIGH.
func TestACountryAloneNeverMakesHigh(t *testing.T) {
	pack, m := load(t), load(t).Methodology
	areas := map[string]bool{}
	for _, s := range pack.Indicators.Series() {
		for _, area := range []string{"VE", "HT", "NI", "CU", "EC", "EC-G", "CO", "BO", "MX", "PY", "VG", "TT", "CL", "UY", "HN", "GT"} {
			if _, ok := pack.Indicators.Lookup(s.ID, area, observation(t, m, "").AsOf); ok {
				areas[area] = true
			}
		}
	}
	for area := range maps.Keys(areas) {
		for _, role := range []risk.Role{risk.Supplier, risk.Customer, risk.Partner} {
			c := party("Comercial Ejemplo", role, area[:2])
			c.Places = []risk.Place{{Country: area[:2], Subdivision: strings.TrimPrefix(area, area[:2]), As: "operations"}}
			if len(area) > 2 {
				c.Places[0].Subdivision = area
			}
			a := assess(t, pack, "2026-06-19", c)
			require.Contains(t, []string{"LOW", "MEDIUM"}, a.TierLow, "%s %s: %s", area, role, a.Inherent.Low)
			require.Equal(t, risk.Open, a.Standing, "%s", area)
		}
	}
}

func TestGeographyIsCapped(t *testing.T) {
	m := load(t).Methodology
	worst := "place.as=operations place.WGI_RULE_OF_LAW_EST=-2.5 place.WGI_POLITICAL_STABILITY_EST=-2.5 place.DECLARED_CONFLICT=in_force place.zone_kinds=border_strip place.FH=5 upheaval=yes listed_group_active=no area_under_armed_control=no"
	over, under := m.Judge(observation(t, m, worst+" armed_checkpoints=yes")), m.Judge(observation(t, m, "place.WGI_RULE_OF_LAW_EST=-2.5"))
	require.Equal(t, fact.True, outcome(over, "GEO"), "held down to 8 points")
	require.True(t, geography(over).LessThanOrEqual(decimal.NewFromInt(8)), "%s", geography(over))
	require.True(t, geography(under).IsPositive() && geography(under).LessThan(decimal.NewFromInt(8)), "not reached")
}

// geography is what the six factors and the cap add to the low figure.
func geography(a risk.Assessment) decimal.Decimal {
	sum := decimal.Zero
	for _, c := range a.Contributions {
		if slices.Contains([]string{"F11", "F12", "F16", "F17", "F19", "F22"}, c.Factor) || c.Rule == "GEO" {
			sum = sum.Add(c.Points.Low)
		}
	}
	return sum
}

// Every overlap that the indicator table and the loaders declare is resolved within one factor, or is one of those that the
// document itself names as left over.
func TestDeclaredOverlapsAreResolved(t *testing.T) {
	own, err := indicator.Load("CPI", "../indicator/testdata/CPI2025_Results.xlsx")
	require.NoError(t, err)
	basel, err := indicator.Load("BASEL_AML", "../indicator/testdata/basel_aml_2025.csv")
	require.NoError(t, err)
	oci, err := indicator.Load("OCI", "../indicator/testdata/global_oc_index_2025.xlsx")
	require.NoError(t, err)
	table, err := indicator.Merge(load(t).Indicators, own, basel, oci)
	require.NoError(t, err)
	var used []string
	for _, s := range table.Series() {
		used = append(used, s.ID)
	}
	resolved := [][2]string{{"CPI", "WGI_CONTROL_CORRUPTION_EST"}, {"OCI_FINANCIAL_CRIMES", "BASEL_AML"}}
	for _, pair := range table.Overlaps(used...) {
		left := pair[1] == "BASEL_AML" && pair[0] != "OCI_FINANCIAL_CRIMES"
		require.True(t, left || slices.Contains(resolved, pair), "%s is inside %s: join their rules under overlaps", pair[0], pair[1])
	}
	m := load(t).Methodology
	with := observation(t, m, "place.BASEL_AML=9")
	with.Counterparty.Role = risk.Customer // the role for which F09 weighs most
	low, _ := points(m.Judge(with), "F09")
	require.True(t, low.LessThan(decimal.NewFromInt(3)), "%s", low)
}

// Points of indicators that contain one another would count one thing twice.
func TestOverlappingIndicatorsShareAFactorThatTakesTheHighest(t *testing.T) {
	document, err := os.ReadFile("data/methodology.yaml")
	require.NoError(t, err)
	require.Contains(t, string(document), "[F09-FATF, F09-EU, F09-BASEL, F09-OCI]")
	m := load(t).Methodology
	both := m.Judge(observation(t, m, "place.WGI_CONTROL_CORRUPTION_EST=-1.5 place.CPI=10"))
	one := m.Judge(observation(t, m, "place.WGI_CONTROL_CORRUPTION_EST=-1.5"))
	lowBoth, _ := points(both, "F21")
	lowOne, _ := points(one, "F21")
	require.Equal(t, lowOne.String(), lowBoth.String())
}

// A line for each of the thirty-one rows, and every id in them is one of the method.
func TestCoverage(t *testing.T) {
	b, err := os.ReadFile("COVERAGE.md")
	require.NoError(t, err)
	document, err := os.ReadFile("data/methodology.yaml")
	require.NoError(t, err)
	m := load(t).Methodology
	known := []string{"tiers", "controls", "actions", "credit_limit", "weights"}
	for _, r := range m.Rules() {
		known = append(known, r.ID)
	}
	for _, c := range m.Mitigations() {
		known = append(known, c.ID)
	}
	row := 0
	for line := range strings.Lines(string(b)) {
		cells := strings.Split(line, " | ")
		if len(cells) != 4 || strings.HasPrefix(line, "| row") {
			continue
		}
		row++
		require.Equal(t, fmt.Sprintf("| %d", row), cells[0])
		for id := range strings.SplitSeq(cells[2], ", ") {
			require.Contains(t, known, id, "row %d", row)
		}
	}
	require.Equal(t, 31, row)
	for _, section := range []string{"review_days", "rescreen_days", "credit_limit", "max_age_days"} {
		require.Contains(t, string(document), section)
	}
}
