package latam_test

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/tamiz-project/tamiz/risk"
	"github.com/tamiz-project/tamiz/risk/fact"
)

// The worked example of the guide is what an officer would type: it must load, and do what the guide says.
func TestTheGuidesExampleWorks(t *testing.T) {
	guide, err := os.ReadFile("GUIDE.md")
	require.NoError(t, err)
	blocks := regexp.MustCompile("(?s)```yaml\n(.*?)```").FindAllStringSubmatch(string(guide), -1)
	require.Len(t, blocks, 4, "fact, rule, floor, control")
	file, err := os.ReadFile("data/methodology.yaml")
	require.NoError(t, err)
	text := string(file)
	for i, before := range []string{"  - {name: shipment.traceable", "      - id: RF08-GOLD\n", "  - id: FLOOR-BLACK\n", "  - {id: OWNERS_VERIFIED"} {
		require.Equal(t, 1, strings.Count(text, before))
		text = strings.Replace(text, before, blocks[i][1]+before, 1)
	}
	m, err := risk.ParseMethodology([]byte(text))
	require.NoError(t, err)
	a := m.Judge(observation(t, m, "intermediary_share=40 sector=0729 shipment.goods=gold shipment.traceable=no"))
	require.Equal(t, fact.True, outcome(a, "GOLD-INTERMEDIARIES"))
	require.Contains(t, []string{"HIGH", "CRITICAL"}, a.TierLow)
}

// The refusals that the guide explains are the ones that an officer reads.
func TestTheGuidesRefusals(t *testing.T) {
	file, err := os.ReadFile("data/methodology.yaml")
	require.NoError(t, err)
	for _, c := range []struct{ old, new, says string }{
		{`doc: "acts for us before authorities (customs, permits, tenders)"`, `doc: acts for us before authorities (customs, permits, tenders)`, `"permits" is not known in a fact; if it belongs to the text before it, put that text in quotes, because of the comma`},
		{"weight: {supplier: 0.12,", "weight: {supplier: 0.14,", "the weights for role supplier add up to 1.02; they must add up to exactly 1"},
		{"when: payment.instructions_vary", "when: payment.instruction_vary", `did you mean "payment.instructions_vary"?`},
	} {
		require.Equal(t, 1, strings.Count(string(file), c.old), "%s", c.old)
		_, err := risk.ParseMethodology([]byte(strings.Replace(string(file), c.old, c.new, 1)))
		require.ErrorContains(t, err, c.says)
	}
}
