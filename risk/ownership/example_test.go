package ownership_test

import (
	"fmt"
	"log"
	"path/filepath"
	"slices"
	"strings"

	"github.com/shopspring/decimal"
	"github.com/tamiz-project/tamiz/risk/ownership"
	"github.com/tamiz-project/tamiz/screening"
	"github.com/tamiz-project/tamiz/screening/identifier"
)

const chain = `holder,holder_name,held,held_name,share
x,Equis Inventado,a,Alfa Ficticia S.A.,50
a,Alfa Ficticia S.A.,b,Beta Ficticia S.A.,50
z,Zeta Inventada,b,Beta Ficticia S.A.,50
`

func exampleGraph() *ownership.Graph {
	g, err := ownership.Read(strings.NewReader(chain), "register.csv")
	if err != nil {
		log.Fatal(err)
	}
	return g
}

func exampleResult(rule string) *ownership.Result {
	r, _ := ownership.Lookup(rule)
	return exampleGraph().Apply(r, screening.MustParseDate("2026-11-22"), func(id string) ownership.Status {
		return map[string]ownership.Status{"x": ownership.Blocked}[id]
	})
}

func ExampleGraph_Apply() {
	rule, _ := ownership.Lookup("OFAC")
	listed := map[string]ownership.Status{"x": ownership.Blocked} // what screening and its reviewers say of each party itself
	result := exampleGraph().Apply(rule, screening.MustParseDate("2026-11-22"), func(id string) ownership.Status { return listed[id] })
	f := result.Of("b")
	fmt.Println(f.Status, f.Basis, f.Share)
	for _, s := range f.Proof {
		fmt.Println(s.Holder, s.Share, "of", s.Held, s.Source)
	}
	// Output:
	// blocked owned 50
	// x 50 of a register.csv:2
	// a 50 of b register.csv:3
}

func ExampleNewGraph() {
	half, _ := ownership.ParseShare("50")
	stakes := []ownership.Stake{{Holder: "x", Held: "a", Kind: ownership.Shares, Share: half}, {Holder: "a", Held: "a", Share: half}}
	g, err := ownership.NewGraph(nil, func(yield func(ownership.Stake, error) bool) {
		for _, s := range stakes {
			if !yield(s, nil) {
				return
			}
		}
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(g.IDs())
	for _, issue := range g.Issues() {
		fmt.Println(issue.ID, issue.Reason)
	}
	// Output:
	// [a x]
	// a owns itself: own shares are kept, and nobody is blocked through them
}

func ExampleOpen() {
	g, err := ownership.Open(filepath.Join("testdata", "registers", "tabla.csv"))
	if err != nil {
		log.Fatal(err)
	}
	for _, s := range g.Stakes("Inversiones Ficticias C.A.") {
		fmt.Println(s.Holder, s.Kind, s.Share, s.From, s.Source)
	}
	// Output:
	// Jonás Prueba Inventado shares 60.5 2020 tabla.csv:4
	// Jonás Prueba Inventado officer ?  tabla.csv:6
	// Otra Persona Inventada beneficial ?  tabla.csv:5
}

func ExampleRead() {
	g, err := ownership.Read(strings.NewReader("propietario;sociedad;porcentaje\nEquis;Alfa;33,3\n"), "form")
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(g.Origin().Format, g.Stakes("Alfa")[0].Share)
	// Output: csv 33.3
}

func ExampleParseShare() {
	for _, text := range []string{"12,5 %", "25-50", ">=25", "?", "150"} {
		s, err := ownership.ParseShare(text)
		fmt.Println(s, s.Low(), s.High(), err)
	}
	// Output:
	// 12.5 12.5 12.5 <nil>
	// 25-50 25 50 <nil>
	// >=25 25 100 <nil>
	// ? 0 100 <nil>
	// ? 0 100 share "150": above 100; write 50, 25-50, >=25, >50 or ?
}

func ExamplePercent() {
	fmt.Println(ownership.Percent(decimal.RequireFromString("49.99")))
	// Output: 49.99
}

func ExampleBetween() {
	fmt.Println(ownership.Between(decimal.NewFromInt(25), decimal.NewFromInt(75)))
	// Output: 25-75
}

func ExampleUnknownShare() {
	fmt.Println(ownership.UnknownShare(), ownership.UnknownShare().High())
	// Output: ? 100
}

func ExampleGraph_Party() {
	p, ok := exampleGraph().Party("a")
	fmt.Println(p.Names[0].Text, ok)
	// Output: Alfa Ficticia S.A. true
}

func ExampleGraph_Holdings() {
	for _, s := range exampleGraph().Holdings("a") {
		fmt.Println(s.Share, "of", s.Held)
	}
	// Output: 50 of b
}

func ExampleGraph_Upstream() {
	above := exampleGraph().Upstream("a")
	fmt.Println(above.IDs())
	// Output: [a x]
}

func ExampleGraph_Find() {
	g, err := ownership.Open(filepath.Join("testdata", "registers", "table.csv"))
	if err != nil {
		log.Fatal(err)
	}
	rif := identifier.MustParse("VE-RIF", "VE", "J-29876543-4")
	fmt.Println(g.Find(screening.Party{ID: "supplier 7", Identifiers: []identifier.ID{rif}}))
	// Output: [c1]
}

func ExampleRules() {
	for _, r := range ownership.Rules() {
		threshold, inclusive := r.Measure(screening.MustParseDate("2026-11-22"))
		fmt.Println(r.ID, threshold, inclusive, r.Aggregate, r.Control)
	}
	// Output:
	// OFAC 50 true true false
	// EU 50 true true true
	// UK 50 false false true
	// BIS 50 true true false
}

func ExampleLookup() {
	eu, ok := ownership.Lookup("EU")
	fmt.Println(eu.Title, ok)
	// Output: Ownership and control (EU) true
}

func ExampleParseRules() {
	_, err := ownership.ParseRules([]byte("- id: HOUSE\n  threshold: 125\n"))
	fmt.Println(err)
	rules, err := ownership.ParseRules([]byte("- id: HOUSE\n  threshold: 25\n  inclusive: true\n  aggregate: true\n  source: our policy of 2026\n"))
	fmt.Println(rules[0].ID, rules[0].Threshold, err)
	// Output:
	// ownership rule 1, "HOUSE": threshold: share "125": above 100; write 50, 25-50, >=25, >50 or ?
	// it has no source; say where the rule is written
	// HOUSE 25 <nil>
}

func ExampleRule_InForce() {
	bis, _ := ownership.Lookup("BIS")
	for _, day := range []string{"2025-09-29", "2025-11-10", "2026-11-09", "2026-11-10"} {
		fmt.Println(day, bis.InForce(screening.MustParseDate(day)))
	}
	// Output:
	// 2025-09-29 true
	// 2025-11-10 false
	// 2026-11-09 false
	// 2026-11-10 true
}

func ExampleRule_Measure() {
	eu, _ := ownership.Lookup("EU")
	_, before := eu.Measure(screening.MustParseDate("2024-07-02"))
	_, after := eu.Measure(screening.MustParseDate("2024-07-03"))
	fmt.Println("50 % is enough:", before, after)
	// Output: 50 % is enough: false true
}

func ExampleResult_All() {
	for f := range exampleResult("OFAC").All() {
		fmt.Println(f.Party, f.Status, f.Basis)
	}
	// Output:
	// a blocked owned
	// b blocked owned
	// x blocked listed
}

func ExampleResult_Of() {
	for _, rule := range []string{"OFAC", "UK"} {
		f := exampleResult(rule).Of("b")
		fmt.Println(rule, f.Status, f.Cautions)
	}
	// Output:
	// OFAC blocked []
	// UK not_blocked []
}

func ExampleResult_Outline() {
	fmt.Print(exampleResult("OFAC").Outline("b"))
	// Output:
	// Beta Ficticia S.A. (b): blocked, owned, 50 % by blocked parties (OFAC, 2026-11-22)
	//   50 % shares: Alfa Ficticia S.A. (a), blocked, owned [register.csv:3]
	//     50 % shares: Equis Inventado (x), blocked, listed [register.csv:2]
}

func ExampleResult_Mermaid() {
	fmt.Print(exampleResult("OFAC").Mermaid("b"))
	// Output:
	// flowchart TD
	//   n0["Alfa Ficticia S.A. (a)<br/>blocked, owned"]:::blocked
	//   n1["Beta Ficticia S.A. (b)<br/>blocked, owned"]:::blocked
	//   n2["Equis Inventado (x)<br/>blocked, listed"]:::blocked
	//   n2 -->|"50 % shares"| n0
	//   n0 -->|"50 % shares"| n1
	//   classDef blocked fill:#f8d7da,stroke:#b02a37
	//   classDef open fill:#fff3cd,stroke:#997404
}

func ExampleGraph_Effective() {
	for _, b := range exampleGraph().Effective("b", screening.MustParseDate("2026-11-22")) {
		fmt.Println(b.Holder, b.Share, b.Ultimate)
	}
	// Output:
	// a 50 false
	// z 50 true
	// x 25 true
}

func ExampleGraph_Structure() {
	g, err := ownership.Read(strings.NewReader("holder,held,share,holder_name,held_name\na,b,60,Alfa,Beta\nb,a,60,Beta,Alfa\n,b,40,,Beta\n"), "f")
	if err != nil {
		log.Fatal(err)
	}
	s := g.Structure("b", screening.MustParseDate("2026-11-22"))
	fmt.Println(s.Owners, s.Layers, s.Circular)
	for _, o := range s.Opaque {
		fmt.Println(o.Party, o.Reason, o.Share)
	}
	// Output:
	// 1 0 [[a b]]
	// b owner_unknown 40
}

func ExampleGraph_Divestments() {
	g, err := ownership.Read(strings.NewReader("holder,held,share,to\nx,a,60,2026-03-01\n"), "f")
	if err != nil {
		log.Fatal(err)
	}
	listedOn := func(id string) screening.Date {
		return map[string]screening.Date{"x": screening.MustParseDate("2026-03-31")}[id]
	}
	for _, d := range g.Divestments("a", 90, listedOn) {
		fmt.Println(d.Stake.Holder, d.Stake.Share, d.Days, "days from the listing")
	}
	// Output: x 60 -30 days from the listing
}

func ExampleGraph_Network() {
	g, err := ownership.Open(filepath.Join("testdata", "registers", "table.csv"))
	if err != nil {
		log.Fatal(err)
	}
	for _, l := range g.Network("c2", &ownership.NetworkOptions{Listed: func(id string) ownership.Status {
		return map[string]ownership.Status{"p1": ownership.Potential}[id]
	}}) {
		var kinds []string
		for _, tie := range l.Path {
			kinds = append(kinds, string(tie.Kind))
		}
		fmt.Println(l.To, l.Status, l.Hops, slices.Compact(kinds))
	}
	// Output: p1 potential 2 [control shares]
}
