// Methodology runs the engine with a methodology of one's own: small loans to workshops, nothing of sanctions or countries.
// The document is loans.yaml in this folder; edit it and run again.
//
//	go run ./examples/methodology
package main

import (
	_ "embed"
	"fmt"
	"io"
	"log"
	"os"

	"github.com/shopspring/decimal"
	"github.com/tamiz-project/tamiz/risk"
	"github.com/tamiz-project/tamiz/risk/fact"
	"github.com/tamiz-project/tamiz/screening"
)

//go:embed loans.yaml
var document []byte

func main() {
	if err := run(os.Stdout); err != nil {
		log.Fatal(err)
	}
}

// run judges three workshops. There is nothing to screen, so it goes straight to Judge with what is known.
func run(w io.Writer) error {
	method, err := risk.ParseMethodology(document)
	if err != nil {
		return err
	}
	for _, o := range []risk.Observation{
		workshop("Carpintería Abeto", fact.Set{"amount": dollars("4000"), "income": dollars("900"), "late_payments": dollars("0")}, 1),
		workshop("Taller Burro", fact.Set{"amount": dollars("4000"), "income": dollars("600"), "late_payments": dollars("4")}, 3),
		workshop("Forja Cobre", fact.Set{"amount": dollars("25000")}, 0),
	} {
		a := method.Judge(o)
		fmt.Fprintf(w, "%s: %s, %s diligence, score %s (%s to %s)\n", a.Name, a.Tier, a.Stage, a.Residual.Point, a.Residual.Low, a.Residual.High)
		for _, line := range method.Explain(a, "en") {
			fmt.Fprintln(w, "  ", line)
		}
		for _, q := range a.Questions {
			if question, ok := method.Dictionary().Lookup(q.Fact); ok {
				fmt.Fprintf(w, "   ask: %s (up to %s points)\n", question.Question.In("en"), q.Moves)
			}
		}
	}
	return nil
}

// workshop is what we know of a borrower, with its loans so far, all still open.
func workshop(name string, facts fact.Set, loans int) risk.Observation {
	table := fact.Table{Complete: true}
	for i := range loans {
		table.Rows = append(table.Rows, fact.Row{ID: fmt.Sprintf("loan %d", i+1), Facts: fact.Set{"loan.open": fact.Yes()}})
	}
	return risk.Observation{
		AsOf:         screening.MustParseDate("2026-11-22"),
		Counterparty: risk.Counterparty{Party: screening.NewParty(screening.Organization, name), Role: risk.Customer},
		Facts:        facts,
		Tables:       map[string]fact.Table{"loan": table},
	}
}

func dollars(s string) fact.Value { return fact.Number(decimal.RequireFromString(s)) }
