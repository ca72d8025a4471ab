// Quickstart assesses one supplier against the embedded regional data: what an importing program looks like.
package main

import (
	"fmt"
	"log"

	"github.com/tamiz-project/tamiz/risk"
	"github.com/tamiz-project/tamiz/risk/latam"
	"github.com/tamiz-project/tamiz/screening"
)

func main() {
	pack, err := latam.Load()
	if err != nil {
		log.Fatal(err)
	}
	index, err := screening.NewIndex(pack.Designations)
	if err != nil {
		log.Fatal(err)
	}
	assessor, err := risk.NewAssessor(pack.Methodology, index, screening.MustParseDate("2026-11-22"),
		&risk.AssessorOptions{Indicators: pack.Indicators})
	if err != nil {
		log.Fatal(err)
	}
	supplier := risk.Counterparty{Party: screening.NewParty(screening.Organization, "Inversiones Tren de Aragua, C.A."), Role: risk.Supplier}
	supplier.Countries = []string{"VE"}
	a, err := assessor.Assess(supplier)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(a.Name, a.Standing, a.Tier, a.Residual.Low, a.Residual.Point, a.Residual.High)
	for _, hit := range a.Hits {
		fmt.Println(hit.Score, hit.Name, hit.List)
		for _, e := range hit.Evidence {
			fmt.Println("  ", e.Text("en"))
		}
	}
}
