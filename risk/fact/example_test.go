package fact_test

import (
	"encoding/json"
	"fmt"

	"github.com/shopspring/decimal"
	"github.com/tamiz-project/tamiz/risk/fact"
	"github.com/tamiz-project/tamiz/screening"
)

func exampleDictionary() *fact.Dictionary {
	d, err := fact.NewDictionary(
		fact.Definition{Name: "payment", Type: fact.Rows},
		fact.Definition{Name: "payment.method", Type: fact.Word, Values: []string{"transfer", "cash"}, Question: fact.Label{"en": "How was it paid?", "es": "¿Cómo se pagó?"}},
		fact.Definition{Name: "licensed", Type: fact.YesNo},
		fact.Definition{Name: "audited", Type: fact.YesNo, Stage: 2},
	)
	if err != nil {
		panic(err)
	}
	return d
}

func ExampleNewDictionary() {
	for _, d := range exampleDictionary().Definitions() {
		fmt.Println(d.Name, d.Type)
	}
	_, err := fact.NewDictionary(fact.Definition{Name: "cash share", Type: fact.Quantity})
	fmt.Println(err)
	// Output:
	// audited yes/no
	// licensed yes/no
	// payment rows
	// payment.method text
	// fact name "cash share": write a word of letters, digits and _, or table.word
}

func ExampleCondition_Eval() {
	rule, err := exampleDictionary().Compile(`payment.method == "cash" and not licensed`, "payment")
	if err != nil {
		panic(err)
	}
	party, row := fact.Set{"licensed": fact.No()}, fact.Set{"payment.method": fact.Text("cash")}
	fmt.Println(rule.Eval(party, row))
	fmt.Println(rule.Eval(nil, row), rule.Eval(fact.Set{"licensed": fact.Yes()}, nil), rule.Eval(fact.Set{"licensed": fact.NotApplicable()}, row))
	// Output:
	// true
	// unknown false not_applicable
}

func ExampleCondition_EvalAt() {
	rule, err := exampleDictionary().Compile("not audited", "")
	if err != nil {
		panic(err)
	}
	fmt.Println(rule.EvalAt(nil, nil, 0), rule.EvalAt(nil, nil, 2), rule.EvalAt(fact.Set{"audited": fact.No()}, nil, 0))
	// Output: not_applicable unknown true
}

func ExampleCondition_CanHold() {
	rule, err := exampleDictionary().Compile("licensed and not audited", "")
	if err != nil {
		panic(err)
	}
	party := fact.Set{"licensed": fact.NotApplicable()}
	fmt.Println(rule.Eval(party, nil), rule.CanHold(party, nil, 2))
	// Output: unknown false
}

func ExampleValue() {
	v := fact.Number(decimal.RequireFromString("125000.50")).From(fact.Origin{Source: "ERP export", Date: screening.MustParseDate("2026-10-31")})
	b, err := json.Marshal(v)
	fmt.Println(string(b), err)
	fmt.Println(fact.Unknown().Known(), fact.NotApplicable().Known(), fact.NotApplicable().Applies())
	// Output:
	// {"number":"125000.5","source":"ERP export","date_of":"2026-10-31"} <nil>
	// false false false
}

func ExampleLabel_In() {
	d, _ := exampleDictionary().Lookup("payment.method")
	fmt.Println(d.Question.In("es"), d.Question.In("pt"))
	// Output: ¿Cómo se pagó? How was it paid?
}
