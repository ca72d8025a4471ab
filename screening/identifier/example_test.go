package identifier_test

import (
	"fmt"

	"github.com/tamiz-project/tamiz/screening/identifier"
)

func ExampleParse() {
	id, err := identifier.Parse("CO-NIT", "CO", "NIT # 860.002.964-4")
	fmt.Println(id, err, id.Check())
	id, err = identifier.Parse("CO-NIT", "CO", "pendiente")
	fmt.Println(id.Check(), err)
	// Output:
	// CO-NIT:860002964-4 <nil> valid
	// malformed malformed identifier: "pendiente" is not a Colombian NIT
}

func ExampleMustParse() {
	fmt.Println(identifier.MustParse("LEI", "", "5299 00T8 BM49 AURS DO55"))
	// Output: LEI:529900T8BM49AURSDO55
}

func ExampleRecognize() {
	for _, id := range identifier.Recognize("PE", "RUC 20131312955") {
		fmt.Println(id, id.Check())
	}
	// Output: PE-RUC:20131312955 valid
}

func ExampleID_Compare() {
	ruc := identifier.MustParse("PE-RUC", "PE", "10101174102")
	fmt.Println(ruc.Compare(identifier.MustParse("PE-DNI", "PE", "10117410")))
	fmt.Println(ruc.Compare(identifier.MustParse("AR-DNI", "AR", "10117410")))
	// Output:
	// linked
	// unrelated
}

func ExampleID_Check() {
	for _, text := range []string{"390.533.447-05", "390.533.447-15", "111.111.111-11"} {
		fmt.Println(identifier.MustParse("BR-CPF", "BR", text).Check())
	}
	// Output:
	// valid
	// unverifiable
	// placeholder
}

func ExampleID_Strength() {
	fmt.Println(identifier.MustParse("VE-RIF", "VE", "J-00095036-9").Strength())
	fmt.Println(identifier.MustParse("PHONE", "CO", "601 345 6789").Strength())
	// Output:
	// strong
	// weak
}

func ExampleID_Keys() {
	fmt.Println(identifier.MustParse("PE-RUC", "PE", "10101174102").Keys())
	// Output: [10101174102 10117410]
}

func ExampleID_MarshalText() {
	text, _ := identifier.MustParse("PASSPORT", "CO", "AN 123456").MarshalText()
	fmt.Println(string(text))
	// Output: PASSPORT/CO:AN123456
}

func ExampleID_UnmarshalText() {
	var id identifier.ID
	err := id.UnmarshalText([]byte("VE-RIF:J000950369"))
	fmt.Println(id.Scheme, id.Country, id.Value, err)
	// Output: VE-RIF VE J000950369 <nil>
}

func ExampleSchemes() {
	for _, d := range identifier.Schemes() {
		if d.Country == "PE" {
			fmt.Println(d.Scheme, d.Pattern, d.Source)
		}
	}
	// Output:
	// PE-DNI \d{8}[0-9A-K]? RENIEC
	// PE-RUC (10|15|16|17|20)\d{9} SUNAT
}

func ExampleTyped() {
	fmt.Println(identifier.Typed(identifier.NationalID, "VE", "V-6.303.894"))
	fmt.Println(identifier.Typed(identifier.NationalID, "IR", "1218719699"))
	// Output:
	// VE-CI:V6303894
	// NATIONAL-ID/IR:1218719699
}
