package latam_test

import (
	"fmt"
	"log"

	"github.com/tamiz-project/tamiz/risk"
	"github.com/tamiz-project/tamiz/risk/latam"
	"github.com/tamiz-project/tamiz/screening"
)

// The README shows this example.
func Example() {
	pack, err := latam.Load()
	if err != nil {
		log.Fatal(err)
	}
	index, err := screening.NewIndex(pack.Designations) // and the official lists: watchlist.Load
	if err != nil {
		log.Fatal(err)
	}
	today := screening.MustParseDate("2026-11-22")
	assessor, err := risk.NewAssessor(pack.Methodology, index, today, &risk.AssessorOptions{Indicators: pack.Indicators})
	if err != nil {
		log.Fatal(err)
	}
	supplier := risk.Counterparty{Party: screening.NewParty(screening.Organization, "Inversiones Tren de Aragua, C.A."), Role: risk.Supplier}
	supplier.Countries = []string{"VE"}
	a, err := assessor.Assess(supplier)
	if err != nil {
		log.Fatal(err)
	}
	for _, hit := range a.Hits {
		fmt.Println(a.Standing, hit.Name, hit.List, hit.Score >= screening.DefaultThreshold)
	}
	// Output: HOLD TREN DE ARAGUA latam-designations true
}

func ExampleLoad() {
	pack, err := latam.Load()
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(pack.Methodology.ID(), len(pack.Methodology.Factors()), "factors")
	fmt.Println(pack.Designations.ID, "official:", pack.Designations.Official)
	grey, _ := pack.Indicators.Lookup("FATF_STATUS", "VE", screening.MustParseDate("2026-06-19"))
	fmt.Println("Venezuela:", grey)
	for _, f := range pack.Facts {
		if f.ID == "TF-07" {
			fmt.Println(f.Title, f.AuthorityKind, f.From)
		}
	}
	// Output:
	// tamiz-latam 26 factors
	// latam-designations official: false
	// Venezuela: grey
	// General License 46: some dealings in Venezuelan oil, on conditions licence 2026-01-29
}

func ExampleParseDesignations() {
	list, _, err := latam.ParseDesignations([]byte(`
list: our-own
published: 2026-11-01
acts:
  BOARD: {authority: Our board, jurisdiction: "", kind: executive_list, effect: debarment}
parties:
- id: B1
  kind: organization
  name: Comercial Ejemplo, S.A.
  weak: [Comejemplo]
  acts:
  - {act: BOARD, from: 2026-10-30, source: minutes 12}
`))
	if err != nil {
		fmt.Println(err)
		return
	}
	e := list.Entries[0]
	fmt.Println(list.ID, e.Names[0].Text, e.Names[1].Type, e.Designations[0].Effect)
	_, _, err = latam.ParseDesignations([]byte("list: our-own\nparties:\n- id: B1\n  kind: ship\n  name: X\n  acts: [{act: BORD}]\n"))
	fmt.Println(err)
	// Output:
	// our-own Comercial Ejemplo, S.A. weak_alias debarment
	// line 4, column 9: kind of party "ship" is not known: use one of person, organization, vessel, aircraft
	// line 6, column 16: act "BORD" is not defined: define it under acts or correct the name
}
