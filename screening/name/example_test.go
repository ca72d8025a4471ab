package name_test

import (
	"fmt"

	"github.com/tamiz-project/tamiz/screening/name"
)

func ExampleCompare() {
	listed := name.Person("BARRIENTOS UGARTE, Leopoldo Efraín")
	for _, text := range []string{"Leopoldo Barientos U.", "Raquel Barrientos Ugarte", "Leopoldo Barrientos Landeta"} {
		fmt.Println(text, name.Compare(listed, name.Person(text)) >= 0.70)
	}
	// Output:
	// Leopoldo Barientos U. true
	// Raquel Barrientos Ugarte false
	// Leopoldo Barrientos Landeta false
}

func ExampleExplain() {
	a := name.Organization("Agrop. Tres Cumbres, S.A. de C.V.")
	b := name.Organization("AGROPECUARIA 3 CUMBRES")
	for _, p := range name.Explain(a, b) {
		fmt.Println(p.A, p.B, p.Role, p.Code)
	}
	// Output:
	// Agrop AGROPECUARIA generic abbreviation
	// Tres 3 number number
	// Cumbres CUMBRES brand exact
}

func ExampleName_Tokens() {
	for _, t := range name.Person("Dra. María del Carmen Quezada de Urrutia").Tokens() {
		fmt.Println(t.Folded, t.Role)
	}
	// Output:
	// dra title
	// maria given
	// del particle
	// carmen given
	// quezada paternal
	// de particle
	// urrutia maternal
}

func ExampleThing() {
	fmt.Println(name.Thing("Agropecuaria Tres Cumbres S.A.").IsOrganization(), name.Thing("Quetzalito Star").IsOrganization())
	// Output: true false
}

func ExampleFold() {
	fmt.Println(name.Fold("São Tomé, Açu"))
	// Output: sao tome acu
}

func ExampleAnalyser() {
	var a name.Analyser
	listed := name.Person("BARRIENTOS UGARTE, Leopoldo Efraín")
	for _, text := range []string{"Leopoldo Barientos U.", "Raquel Barrientos Ugarte"} {
		a.Reset() // the name of the round before may go
		fmt.Println(name.Compare(listed, a.Person(text)) >= 0.70)
	}
	fmt.Println(a.Fold("São Tomé"), a.Organization("Cumbres S.A.").IsOrganization(), a.Thing("Quetzalito Star").IsOrganization())
	// Output:
	// true
	// false
	// sao tome true false
}

func ExampleAnalyser_Unknown() {
	var a name.Analyser
	for _, text := range []string{"Agropecuaria Tres Cumbres S.A.", "Leopoldo Barrientos", "Constructora Leopoldo Barrientos", "--"} {
		own, person, headed := a.Unknown(text)
		fmt.Println(own.IsOrganization(), person != nil, headed, own.IsEmpty())
	}
	// Output:
	// true false false false
	// true true false false
	// true true true false
	// true true false true
}

func ExampleCorpus() {
	texts := []string{"BARRIENTOS UGARTE, Leopoldo", "Agropecuaria Tres Cumbres S.A."}
	c := name.NewCorpus()
	c.Add(name.Person(texts[0]), 0)
	c.Add(name.Organization(texts[1]), 1)
	c.Freeze()
	var needs [name.Classes]int32
	for class := range needs {
		needs[class] = name.Never // such names are not wanted
	}
	needs[0] = name.EvidenceFor(7000) // a score of .7
	query := name.Person("Leopoldo Bariento Ugarte")
	var s name.Scratch
	c.Search(query, &needs, &s, func(i int, evidence int32) {
		var found name.Name
		c.Name(i, &found)
		fmt.Println(evidence == name.Evidence(query, &found), c.Class(i), c.Quote(i, texts[i], &found))
		fmt.Println(name.Explain(query, &found)[1].B)
	})
	// Output:
	// true 0 true
	// BARRIENTOS
}
