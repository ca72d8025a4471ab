package name_test

import (
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/tamiz-project/tamiz/screening/name"
)

// benchNames are names of all sorts, each in the way a list and a supplier file write it.
var benchNames = [][2]string{
	{"RODRIGUEZ OREJUELA, Gilberto José", "Gilberto J. Rodrigues Orejuela"},
	{"INVERSIONES AGROPECUARIAS EL TREBOL S.A. DE C.V.", "Inv. Agropecuarias El Trébol"},
	{"AL-HASSANI, Abd al-Rahman Muhammad", "Abdulrahman Mohammed Alhasani"},
	{"Сергей Викторович Лавров", "LAVROV, Sergei Viktorovich"},
	{"OPEN JOINT STOCK COMPANY KHIMPROM", "OAO Khimprom"},
	{"Maria Aparecida de Souza Lima", "LIMA, Maria A. de Sousa"},
}

func BenchmarkAnalyse(b *testing.B) {
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		name.Person(benchNames[i%len(benchNames)][i/len(benchNames)%2])
	}
}

func BenchmarkCompareOnePerson(b *testing.B) {
	x, y := name.Person(benchNames[0][0]), name.Person(benchNames[0][1])
	b.ReportAllocs()
	for b.Loop() {
		name.Evidence(x, y)
	}
}

func BenchmarkCompareStrangers(b *testing.B) {
	x, y := name.Person(benchNames[0][0]), name.Person(benchNames[5][1])
	b.ReportAllocs()
	for b.Loop() {
		name.Evidence(x, y)
	}
}

func BenchmarkCompareOneCompany(b *testing.B) {
	x, y := name.Organization(benchNames[1][0]), name.Organization(benchNames[1][1])
	b.ReportAllocs()
	for b.Loop() {
		name.Evidence(x, y)
	}
}

// TestCompareAllocatesNothing holds for every development pair; it also prints what a comparison costs against an analysis.
func TestCompareAllocatesNothing(t *testing.T) {
	for _, p := range benchNames {
		x, y := name.Person(p[0]), name.Person(p[1])
		require.Zero(t, testing.AllocsPerRun(10, func() { name.Compare(x, y) }), p[0])
	}
}

// TestCompareCost measures all development pairs: the median of a comparison against the median of an analysis, and the
// slowest hundredth against the median.
func TestCompareCost(t *testing.T) {
	if testing.Short() {
		t.Skip("measures time")
	}
	const rounds = 200
	var analyse, compare []time.Duration
	for _, p := range append(pairs(t, "name_pairs_dev.csv"), pairs(t, "latam_pairs_dev.csv")...) {
		x, y := of(p.schema, p.a), of(p.schema, p.b)
		begin := time.Now()
		for range rounds {
			name.Evidence(x, y)
		}
		compare = append(compare, time.Since(begin)/rounds)
		begin = time.Now()
		for range rounds / 10 {
			of(p.schema, p.a)
		}
		analyse = append(analyse, time.Since(begin)/(rounds/10))
	}
	slices.Sort(analyse)
	slices.Sort(compare)
	median, p99 := compare[len(compare)/2], compare[len(compare)*99/100]
	require.LessOrEqual(t, 5*median, analyse[len(analyse)/2], "a comparison costs at most a fifth of an analysis")
	t.Logf("analyse %v, compare %v (1/%.0f), p99 %v (%.1f times)", analyse[len(analyse)/2], median,
		float64(analyse[len(analyse)/2])/float64(median), p99, float64(p99)/float64(median))
}
