package indicator_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/tamiz-project/tamiz/risk/indicator"
	"github.com/tamiz-project/tamiz/screening"
)

const sample = `# two series and a zone
series,title,publisher,licence,words,low,high,good,overlaps
LIST,A list of states,somebody,facts,none|grey|black,,,,
INDEX,An index,somebody,CC BY 4.0,,0,100,high,WIDER
WIDER,A wider index,somebody,CC BY 4.0,,0,10,low,
ZONE,Kind of zone,tamiz project,Apache-2.0,tri_border|port,,,,
ZONE_AREAS,Where,tamiz project,Apache-2.0,*,,,,
ZONE_NAMES,Names,tamiz project,Apache-2.0,*,,,,
ZONE_MENTIONS,Names in addresses,tamiz project,Apache-2.0,*,,,,
series,area,value,from,to,edition,source
LIST,VE,none,2020-01-01,2024-06-27,2020,plenary
LIST,VE,grey,2024-06-28,,2024,plenary
INDEX,VE,12.5,2026-02,,2025,workbook
ZONE,TBA,tri_border,,,2026,typology
ZONE_AREAS,TBA,PY-10|BR|AR,,,2026,typology
ZONE_NAMES,TBA,Ciudad del Este|Foz do Iguaçu,,,2026,typology
ZONE_MENTIONS,TBA,Ciudad del Este,,,2026,typology
`

func read(t testing.TB, text string) *indicator.Table {
	t.Helper()
	table, err := indicator.Read(strings.NewReader(text))
	require.NoError(t, err)
	return table
}

func TestLookup(t *testing.T) {
	table := read(t, sample)
	for _, c := range []struct{ reason, series, area, day, want string }{
		{"before the first edition", "LIST", "VE", "2019-12-31", ""},
		{"the edition of that day", "LIST", "VE", "2024-06-27", "none"},
		{"the next one begins", "LIST", "VE", "2024-06-28", "grey"},
		{"open end", "LIST", "VE", "2030-01-01", "grey"},
		{"no day asks for the latest", "LIST", "VE", "", "grey"},
		{"known from the first of the month", "INDEX", "VE", "2026-02-01", "12.5"},
		{"areas are exact", "LIST", "VE-V", "2026-01-01", ""},
		{"unknown series", "OTHER", "VE", "2026-01-01", ""},
	} {
		t.Run(c.reason, func(t *testing.T) {
			day, err := screening.ParseDate(c.day)
			require.NoError(t, err)
			v, ok := table.Lookup(c.series, c.area, day)
			require.Equal(t, c.want != "", ok)
			if ok {
				require.Equal(t, c.want, v.String())
			}
		})
	}
}

func TestZones(t *testing.T) {
	table := read(t, sample)
	for _, c := range []struct{ reason, country, place, want string }{
		{"the zone itself", "PY", "TBA", "TBA"},
		{"a subdivision most of which is in it", "PY", "PY-10", "TBA"},
		{"a town without its accent", "BR", "FOZ DO IGUACU", "TBA"},
		{"a town of that name elsewhere", "CO", "Ciudad del Este", ""},
		{"the rest of the country", "BR", "BR-SP", ""},
		{"nothing said", "PY", "", ""},
	} {
		t.Run(c.reason, func(t *testing.T) {
			var got []string
			for _, z := range table.Zones(c.country, c.place, screening.Date{}) {
				got = append(got, z.Area)
			}
			require.Equal(t, c.want, strings.Join(got, ","))
		})
	}
}

func TestMentions(t *testing.T) {
	table := read(t, sample)
	require.Len(t, table.Mentions("Av. San Blas 123, CIUDAD DEL ESTE - Alto Paraná", screening.Date{}), 1)
	require.Empty(t, table.Mentions("Av. Ciudad del Estero 5", screening.Date{}), "whole words only")
	require.Empty(t, table.Mentions("Foz do Iguaçu", screening.Date{}), "a name of the zone that is not marked as distinctive")
}

func ExampleTable_Mentions() {
	table, err := indicator.Read(strings.NewReader(sample))
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, z := range table.Mentions("Edificio Jebai, Ciudad del Este", screening.Date{}) {
		fmt.Println(z.Area, z.Text)
	}
	// Output: TBA tri_border
}

func TestReadSaysWhere(t *testing.T) {
	const head = "series,title,publisher,licence,words,low,high,good,overlaps\nN,An index,x,y,,0,10,low,\nW,A list,x,y,no|yes,,,,\nseries,area,value,from,to,edition,source\n"
	for _, c := range []struct{ reason, text, says string }{
		{"empty", "", "empty or cut off"},
		{"header only", head, "empty or cut off"},
		{"a value before any header", "N,VE,3,,,2025,x\n", "line 1, column 1"},
		{"an unknown header", "series,area\n", `line 1, column 1: header "series,area" is not known`},
		{"a number that is none", head + "N,VE,three,,,2025,x\n", `line 5, column 6: "three" is not a number`},
		{"outside the scale", head + "N,VE,11,,,2025,x\n", "line 5: N of VE is 11, outside its scale of 0 to 10"},
		{"a word outside the vocabulary", head + "W,VE,maybe,,,2025,x\n", `line 5: W of VE is "maybe"`},
		{"an unknown series", head + "Q,VE,1,,,2025,x\n", `line 5, column 1: series "Q" is not declared above`},
		{"a bad date", head + "N,VE,1,2025-13,,2025,x\n", "line 5, column 8"},
		{"no source", head + "N,VE,1,,,2025,\n", "the value has no source"},
		{"twice", head + "N,VE,1,2025,,2025,x\nN,VE,2,2025,,2025,x\n", "line 6: N of VE"},
		{"ends before it begins", head + "N,VE,1,2025,2024,2025,x\n", "before it begins"},
		{"a field too few", head + "N,VE,1\n", "3 fields where the header has 7"},
		{"a series twice", head + "N,VE,1,,,2025,x\nseries,title,publisher,licence,words,low,high,good,overlaps\nN,An index,x,y,,0,10,low,\n", `series "N" stands twice`},
		{"no anchors", "series,title,publisher,licence,words,low,high,good,overlaps\nN,An index,x,y,,5,5,low,\nseries,area,value,from,to,edition,source\nN,VE,5,,,2025,x\n", "no anchors"},
		{"no good end", "series,title,publisher,licence,words,low,high,good,overlaps\nN,An index,x,y,,0,5,up,\n", "write low or high"},
		{"an open quote", head + "N,\"VE,1\n", "quote"},
	} {
		t.Run(c.reason, func(t *testing.T) {
			_, err := indicator.Read(strings.NewReader(c.text))
			require.ErrorContains(t, err, c.says)
		})
	}
}

func TestMerge(t *testing.T) {
	cpi, err := indicator.Load("CPI", "testdata/CPI2025_Results.xlsx")
	require.NoError(t, err)
	both, err := indicator.Merge(read(t, sample), cpi)
	require.NoError(t, err)
	_, ok := both.Lookup("CPI", "CL", screening.Date{})
	require.True(t, ok)
	_, ok = both.Lookup("LIST", "VE", screening.Date{})
	require.True(t, ok)
	require.Len(t, both.Series(), 8)
	_, err = indicator.Merge(cpi, cpi)
	require.ErrorContains(t, err, `series "CPI" stands twice`)
}

func TestOverlaps(t *testing.T) {
	require.Equal(t, [][2]string{{"INDEX", "WIDER"}}, read(t, sample).Overlaps("WIDER", "INDEX", "LIST"))
	require.Empty(t, read(t, sample).Overlaps("INDEX", "LIST"))
}

func ExampleRead() {
	table, err := indicator.Read(strings.NewReader(sample))
	if err != nil {
		fmt.Println(err)
		return
	}
	v, ok := table.Lookup("LIST", "VE", screening.MustParseDate("2026-06-19"))
	fmt.Println(v, ok, v.From, v.Source)
	// Output: grey true 2024-06-28 plenary
}

func ExampleNewTable() {
	series := []indicator.Series{{ID: "OWN", Title: "Our own index", Publisher: "us", High: decimal.NewFromInt(10)}}
	table, err := indicator.NewTable(series, func(yield func(indicator.Value, error) bool) {
		yield(indicator.Value{Series: "OWN", Area: "PY", Number: decimal.NewFromInt(7), Edition: "2026", Source: "visit"}, nil)
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	v, ok := table.Lookup("OWN", "PY", screening.Date{})
	fmt.Println(v, ok)
	// Output: 7 true
}

func ExampleTable_Lookup() {
	table, err := indicator.Read(strings.NewReader(sample))
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, day := range []string{"2019-12-31", "2024-06-27", "2024-06-28"} {
		v, ok := table.Lookup("LIST", "VE", screening.MustParseDate(day))
		fmt.Println(day, ok, v)
	}
	// Output:
	// 2019-12-31 false 0
	// 2024-06-27 true none
	// 2024-06-28 true grey
}

func ExampleTable_Overlaps() {
	table, err := indicator.Read(strings.NewReader(sample))
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(table.Overlaps("INDEX", "WIDER"))
	// Output: [[INDEX WIDER]]
}

func ExampleLoad() {
	table, err := indicator.Load("GPI", "testdata/GPI-2026.xlsx") // your own copy of the publisher's workbook
	if err != nil {
		fmt.Println(err)
		return
	}
	v, _ := table.Lookup("GPI", "EC", screening.MustParseDate("2026-11-22"))
	fmt.Println(v, v.Edition, table.Series()[0].Licence)
	// Output: 2.5 2026 CC BY-NC-SA 4.0
}

func ExampleMerge() {
	own, err := indicator.Load("INFORM", "testdata/INFORM_Risk_2026.csv")
	if err != nil {
		fmt.Println(err)
		return
	}
	table, err := indicator.Read(strings.NewReader(sample))
	if err != nil {
		fmt.Println(err)
		return
	}
	both, err := indicator.Merge(table, own)
	fmt.Println(len(both.Series()), err)
	// Output: 8 <nil>
}

func ExampleTable_Zones() {
	table, err := indicator.Read(strings.NewReader(sample))
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, z := range table.Zones("PY", "ciudad del este", screening.Date{}) {
		fmt.Println(z.Area, z.Text)
	}
	// Output: TBA tri_border
}

func FuzzRead(f *testing.F) {
	f.Add(sample)
	f.Add("series,area,value,from,to,edition,source\nN,VE,1,,,2025,x\n")
	f.Fuzz(func(t *testing.T, text string) {
		table, err := indicator.Read(strings.NewReader(text))
		if err != nil {
			return
		}
		for _, s := range table.Series() {
			table.Lookup(s.ID, "VE", screening.Date{})
		}
		table.Zones("PY", "PY-10", screening.Date{})
	})
}

// The lookup that every place of every counterparty makes for every series.
func BenchmarkLookup(b *testing.B) {
	table, day := read(b, sample), screening.MustParseDate("2026-06-19")
	b.ReportAllocs()
	for b.Loop() {
		table.Lookup("LIST", "VE", day)
	}
}

func BenchmarkZonesOfATown(b *testing.B) {
	table, day := read(b, sample), screening.MustParseDate("2026-06-19")
	b.ReportAllocs()
	for b.Loop() {
		table.Zones("PY", "Ciudad del Este", day)
	}
}
