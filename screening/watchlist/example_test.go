package watchlist_test

import (
	"fmt"
	"path/filepath"
	"strings"

	"github.com/tamiz-project/tamiz/screening"
	"github.com/tamiz-project/tamiz/screening/watchlist"
)

func ExampleLoad() {
	list, err := watchlist.Load(filepath.Join("testdata", "ofac-xml", "sdn.xml"), nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(list.Title, list.Published, list.Count)
	for _, n := range list.Entries[0].Names {
		fmt.Printf("%s %q\n", n.Text, n.Type)
	}
	// Output:
	// Specially Designated Nationals and Blocked Persons List 2026-11-20 2
	// INVENTADO, Juan ""
	// EL PRUEBA "weak_alias"
	// PRUEBA, Juan "former"
}

func ExampleLoad_aListThatShrank() {
	_, err := watchlist.Load(filepath.Join("testdata", "ofac-xml", "sdn.xml"), &watchlist.Options{Previous: &screening.List{ID: "us-ofac-sdn", Count: 9000}})
	fmt.Println(strings.Contains(err.Error(), "shrank by more than 10 %"))
	// Output: true
}

func ExampleOpen() {
	f, err := watchlist.Open(filepath.Join("testdata", "mx-sat-69b", "69b.csv"), nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	defer f.Close()
	for e, err := range f.Entries() {
		if err != nil {
			fmt.Println(err)
			return
		}
		last := e.Designations[len(e.Designations)-1]
		fmt.Println(e.ID, last.Status, last.From)
	}
	fmt.Println(f.List().Count)
	// Output:
	// EIN100303L51 presumed 2017-01-01
	// EID100303L52 disproved 2017-10-13
	// IEPJ771116AB1 definitive 2018-05-25
	// EIC100303L54 favourable 2019-03-05
	// 4
}

func ExampleRead() {
	own := "id,kind,name,weak_aliases,born,identifiers\nA-1,person,Juan Inventado,El Ejemplo,1965-03-02,PASSPORT/VE:G00000019\n"
	list, err := watchlist.Read(strings.NewReader(own), screening.List{ID: "acme-internal", Publisher: "ACME Compliance", Title: "Do not engage"})
	if err != nil {
		fmt.Println(err)
		return
	}
	e := list.Entries[0]
	fmt.Println(e.List, e.ID, e.Names[0].Text, e.Names[1].Type, e.Born[0], e.Identifiers[0])
	// Output: acme-internal A-1 Juan Inventado weak_alias 1965-03-02 PASSPORT/VE:G00000019
}

func ExampleFindSource() {
	s, _ := watchlist.FindSource("un-sc")
	fmt.Println(s.Publisher, s.URL)
	// Output: United Nations Security Council https://scsanctions.un.org/resources/xml/en/consolidated.xml
}
