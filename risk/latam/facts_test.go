package latam_test

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/tamiz-project/tamiz/risk/fact"
)

var update = flag.Bool("update", false, "write FACTS.md anew")

const factsHead = `# The facts of the Latin American method

What a rule may ask, and so: the columns that an intake file may have and the questions that a questionnaire asks. This table is
written from the embedded document (` + "`go test ./risk/latam -run TestFactsTable -update`" + `); edit ` + "`data/methodology.yaml`" + `, not this file.

A name without a dot is of the counterparty; ` + "`payment.method`" + ` is asked of each row of the table payment. *derived*: tamiz finds it out. *ours*: no
question is put to the counterparty. Stage: the first stage of diligence at which it is asked.

| fact | type | values or unit | stage | who answers | meaning |
|---|---|---|---|---|---|
`

// The documented table is the dictionary, fact by fact.
func TestFactsTable(t *testing.T) {
	m := load(t).Methodology
	var b strings.Builder
	b.WriteString(factsHead)
	for _, d := range m.Dictionary().Definitions() {
		kind := strings.Join(d.Values, ", ")
		if kind == "" {
			kind = d.Unit
		}
		fmt.Fprintf(&b, "| %s | %s | %s | %s | %s | %s |\n", d.Name, d.Type, kind, m.Stages()[min(d.Stage, len(m.Stages())-1)], answers(d), meaning(d))
	}
	if *update {
		require.NoError(t, os.WriteFile("FACTS.md", []byte(b.String()), 0o644))
	}
	want, err := os.ReadFile("FACTS.md")
	require.NoError(t, err)
	require.Equal(t, string(want), b.String(), "run with -update and review the difference")
}

func answers(d fact.Definition) string {
	switch {
	case d.Derived:
		return "derived"
	case len(d.Question) > 0:
		return "counterparty"
	}
	return "ours"
}

func meaning(d fact.Definition) string {
	if d.Doc == "" && d.Type == fact.Rows {
		return "the table of " + d.Name + ".*"
	}
	if d.Doc == "" {
		return strings.ReplaceAll(d.Question.In("en"), "|", "/")
	}
	return strings.ReplaceAll(d.Doc, "|", "/")
}
