package countries_test

import (
	"fmt"

	"github.com/tamiz-project/tamiz/screening/countries"
)

func ExampleParse() {
	for _, text := range []string{"Korea, North", "venezolana", "EE.UU.", "Congo"} {
		code, ok := countries.Parse(text)
		fmt.Printf("%q %t\n", code, ok)
	}
	// Output:
	// "KP" true
	// "VE" true
	// "US" true
	// "" false
}

func ExampleParseSubdivision() {
	code, ok := countries.ParseSubdivision("MX", "Estado de México")
	fmt.Println(code, ok)
	// Output: MX-MEX true
}

func ExampleName() {
	fmt.Println(countries.Name("BR", "en"), countries.Name("BR", "es"), countries.Name("BR-SP", "en"))
	// Output: Brazil Brasil São Paulo
}

func ExampleCodes() {
	fmt.Println(len(countries.Codes()), countries.Codes()[0])
	// Output: 250 AD
}

func ExampleSubdivisions() {
	fmt.Println(countries.Subdivisions("BO"))
	// Output: [BO-B BO-C BO-H BO-L BO-N BO-O BO-P BO-S BO-T]
}
