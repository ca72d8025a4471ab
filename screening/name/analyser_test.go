package name_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/tamiz-project/tamiz/screening/name"
)

// ordinary names are of the sorts that supplier files and lists hold.
var ordinary = []string{
	"RODRIGUEZ OREJUELA, Gilberto José", "María del Carmen Quezada de Urrutia", "Muñoz Ñáñez, Juanjo \"El Ñato\"", "Abdulrahman Mohammed Alhasani",
	"INVERSIONES AGROPECUARIAS EL TREBOL S.A. DE C.V.", "J. P. Inventado y Cía. Ltda.", "3-101-123456 S.A.", "Transportes 2000, C.A.",
	"COMERCIALIZADORA INTERNACIONAL DE EJEMPL", "Inverciones Ejemplo Limitda", "Comercial Ejemplo alias La Tienda", "Персона Вымышленная", "محمد أحمد",
	"Αλέξης Τσίπρας", "이재명", "たかいち さなえ", "习近平", "ESTRELLA IMAGINARIA 7", "X", "",
}

// TestAnalyserIsTheFunctions holds for names kept beside each other, and for memory used again.
func TestAnalyserIsTheFunctions(t *testing.T) {
	var a name.Analyser
	for range 3 {
		a.Reset()
		for _, text := range ordinary {
			p, o, x := a.Person(text), a.Organization(text), a.Thing(text)
			own, asPerson, _ := a.Unknown(text)
			require.Equal(t, name.Person(text).Tokens(), p.Tokens(), text)
			require.Equal(t, name.Organization(text).Tokens(), o.Tokens(), text)
			require.Equal(t, name.Thing(text).Tokens(), x.Tokens(), text)
			require.Equal(t, o.Tokens(), own.Tokens(), text)
			require.Equal(t, x.IsOrganization(), asPerson == nil, text)
			if asPerson != nil {
				require.Equal(t, p.Tokens(), asPerson.Tokens(), text)
			}
			require.Equal(t, name.Fold(text), a.Fold(text))
			require.Equal(t, len(p.Tokens()) == 0, p.IsEmpty(), text)
			require.Equal(t, name.Person(text).Alias(), p.Alias())
		}
	}
}

func TestAnalyserAllocatesNothing(t *testing.T) {
	var a name.Analyser
	for _, text := range ordinary {
		require.Zero(t, testing.AllocsPerRun(10, func() {
			a.Reset()
			a.Person(text)
			a.Organization(text)
			a.Thing(text)
			a.Unknown(text)
			a.Fold(text)
		}), text)
	}
}

// TestCorpusOutlivesTheAnalyser adds names to a corpus whose memory is used again at once.
func TestCorpusOutlivesTheAnalyser(t *testing.T) {
	var a name.Analyser
	own, borrowed := name.NewCorpus(), name.NewCorpus()
	for range 2 {
		for _, text := range ordinary {
			own.Add(name.Organization(text), 0)
			borrowed.Add(a.Organization(text), 0)
			a.Reset()
		}
	}
	own.Freeze()
	borrowed.Freeze()
	require.Equal(t, own.AppendBinary(nil), borrowed.AppendBinary(nil))
}

// BenchmarkAnalyser is BenchmarkAnalyse in memory that is used again.
func BenchmarkAnalyser(b *testing.B) {
	var a name.Analyser
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		a.Reset()
		a.Person(benchNames[i%len(benchNames)][i/len(benchNames)%2])
	}
}
