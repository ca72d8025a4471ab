package intake_test

import (
	"errors"
	"fmt"
	"log"
	"strings"

	"github.com/tamiz-project/tamiz/risk/intake"
	"github.com/tamiz-project/tamiz/screening/feed"
)

func Example() {
	in, err := intake.Open("testdata/example.csv", nil)
	if err != nil {
		log.Fatal(err)
	}
	defer in.Close()
	for party, err := range in.Counterparties() {
		var bad *feed.RecordError
		if errors.As(err, &bad) { // one row; the others follow
			fmt.Println("rejected:", bad)
			continue
		}
		if err != nil { // the file
			log.Fatal(err)
		}
		fmt.Println(party.ID, party.Names[0].Text, party.Kind, party.Countries, party.Identifiers)
		for _, r := range party.Related {
			fmt.Println("  ", r.Relation, r.Names[0].Text, r.Share)
		}
		for _, n := range party.Notes {
			fmt.Println("  ", n.Code, "in", n.Field+":", n.Text)
		}
	}
	// Output:
	// E-1 Textiles Ejemplo, S.A.C. organization [PE] [PE-RUC:20999000119]
	//    owner Ana Inventada Torres 60
	//    owner Luis Ficticio Vega 40
	// E-2 Consultora Modelo S.A.S. organization [CO] [CO-NIT:999000111-5]
	//    check_fails in RUC/NIT: the check digit of CO-NIT:999000111-5 is wrong; the number is kept, ask for the document
	// rejected: example.csv:4:3 E-3 País "Atlántida del Sur": "Atlántida del Sur" is no country known by name or code in English, Spanish or Portuguese
}

func ExampleFile_Columns() {
	in, err := intake.Open("testdata/example.csv", nil)
	if err != nil {
		log.Fatal(err)
	}
	defer in.Close()
	for _, c := range in.Columns() {
		fmt.Printf("%s -> %q, %q\n", c.Header, c.Field, c.Doubt)
	}
	// Output:
	// Código -> "id", ""
	// Razón Social -> "name", ""
	// País -> "country", ""
	// RUC/NIT -> "tax id", ""
	// Accionistas -> "owner name", ""
	// Observaciones -> "", "not screened: it holds no party"
}

func ExampleFile_Counterparties() {
	in, err := intake.Open("testdata/example.csv", nil)
	if err != nil {
		log.Fatal(err)
	}
	defer in.Close()
	read, rejected := 0, 0
	for _, err := range in.Counterparties() {
		if err != nil {
			rejected++
			continue
		}
		read++
	}
	fmt.Println(read, "read,", rejected, "rejected")
	// Output: 2 read, 1 rejected
}

func ExampleFile_Input() {
	in, err := intake.Open("testdata/example.csv", nil)
	if err != nil {
		log.Fatal(err)
	}
	defer in.Close()
	input := in.Input()
	fmt.Println(input.Name, input.Role, len(input.SHA256))
	for _, n := range input.Notes {
		fmt.Println(n.Code, n.Field, n.Text)
	}
	// Output:
	// example.csv counterparties 64
	// not_screened Observaciones not screened: it holds no party
}

func ExampleOpen() {
	_, err := intake.Open("testdata/nasty/unknown-header.csv", nil)
	fmt.Println(err)

	in, err := intake.Open("testdata/nasty/unknown-header.csv", &intake.Options{
		Mapping: map[string]string{"Denom. interna X": "name", "Territorio": "country", "Cod Z": "id"},
	})
	if err != nil {
		log.Fatal(err)
	}
	defer in.Close()
	for party, err := range in.Counterparties() {
		fmt.Println(party.ID, party.Names[0].Text, party.Countries, err)
	}
	// Output:
	// unknown-header.csv: no column is known to hold names, so nobody could be screened. Its columns are "Denom. interna X", "Cod Z", "Territorio". If one of them names the counterparties, say so in a mapping file, one line per column, as in
	// 	Denom. interna X -> name
	// and where the file has no header at all, with two lines, as in
	// 	header -> none
	// 	#1 -> name
	// 17 Ejemplo Ocho S.A. [PE] <nil>
}

func ExampleReadMapping() {
	mapping, err := intake.ReadMapping(strings.NewReader(`
// suppliers of the plant in Callao
GANADOR        -> name
NOMBRE MIEMBRO -> owner name
Fec. Nac.: born dmy
=PE            -> country
`))
	fmt.Println(mapping["GANADOR"], mapping["NOMBRE MIEMBRO"], mapping["Fec. Nac."], mapping["=PE"], err)

	_, err = intake.ReadMapping(strings.NewReader("GANADOR\n"))
	fmt.Println(err)
	// Output:
	// name owner name born dmy country <nil>
	// mapping line 1: "GANADOR": write HEADER -> FIELD
}
