package screening_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/tamiz-project/tamiz/screening"
)

// mentionIndex holds groups and invented persons.
func mentionIndex(t testing.TB) *screening.Index {
	l := &screening.Watchlist{List: screening.List{ID: "test"}}
	add := func(kind screening.Kind, names ...string) {
		p := screening.NewParty(kind, names...)
		p.ID = names[0]
		l.Entries = append(l.Entries, screening.Entry{Party: p})
	}
	add(screening.Organization, "CARTEL DEL GOLFO", "GULF CARTEL")
	add(screening.Organization, "LOS LOBOS")
	add(screening.Organization, "LOS ZETAS")
	add(screening.Organization, "CARTEL DE LOS SOLES")
	add(screening.Organization, "PRIMEIRO COMANDO DA CAPITAL", "PCC")
	add(screening.Person, "ZURBARRÁN QUEVEDO, Telésforo Anselmo")
	add(screening.Person, "Евдоким Карамышев")
	x, err := screening.NewIndex(l)
	require.NoError(t, err)
	return x
}

func TestMentions(t *testing.T) {
	x := mentionIndex(t)
	for _, c := range []struct{ why, text, want, entry string }{
		{"a group in prose", "La policía detuvo a seis miembros del Cartel del Golfo en Reynosa.", "Cartel del Golfo", "CARTEL DEL GOLFO"},
		{"English", "He paid the Gulf Cartel for protection.", "Gulf Cartel", "CARTEL DEL GOLFO"},
		{"one word", "Ayer el líder de los Zetas huyó.", "Zetas", "LOS ZETAS"},
		{"Portuguese", "Um membro do Primeiro Comando da Capital foi preso ontem.", "Primeiro Comando da Capital", "PRIMEIRO COMANDO DA CAPITAL"},
		{"given names first", "Según Telésforo Anselmo Zurbarrán Quevedo, no hubo pago.", "Telésforo Anselmo Zurbarrán Quevedo", "ZURBARRÁN QUEVEDO, Telésforo Anselmo"},
		{"inverted", "Beneficiario: Zurbarrán Quevedo, Telésforo Anselmo", "Zurbarrán Quevedo, Telésforo Anselmo", "ZURBARRÁN QUEVEDO, Telésforo Anselmo"},
		{"capitals, accents lost", "PAGO FACTURA 1123 A TELESFORO ANSELMO ZURBARRAN QUEVEDO MARZO", "TELESFORO ANSELMO ZURBARRAN QUEVEDO", "ZURBARRÁN QUEVEDO, Telésforo Anselmo"},
		{"small letters", "pago cartel del golfo marzo", "cartel del golfo", "CARTEL DEL GOLFO"},
		{"another script", "По словам свидетеля, Евдоким Карамышев уехал.", "Евдоким Карамышев", "Евдоким Карамышев"},
		{"romanised", "The witness saw Evdokim Karamyshev leave.", "Evdokim Karamyshev", "Евдоким Карамышев"},
	} {
		t.Run(c.why, func(t *testing.T) {
			found, err := x.Mentions(c.text, nil)
			require.NoError(t, err)
			require.Len(t, found, 1, "%s: %+v", c.text, found)
			require.Equal(t, c.want, found[0].Text)
			require.Equal(t, c.text[found[0].Start:found[0].End], found[0].Text)
			require.Equal(t, c.entry, found[0].Hit.EntryID)
		})
	}
}

// prose is invented text with the words of listed groups.
const prose = `Los lobos del zoológico durmieron bajo el sol. El golfo de México amaneció en calma; el Golfo de México es cálido.
Mi primo juega al golf en la capital. Los soles de invierno son breves, dijo Ana López. El cartel de la obra anuncia el estreno.
Wolves howled near the gulf while the sun went down. The poster of the play hung in the capital. First command of the course: listen.
O primeiro dia na capital foi de sol. O comando da máquina fica à esquerda. Os lobos do mar voltaram ao golfo.`

func TestMentionsQuietInProse(t *testing.T) {
	found, err := mentionIndex(t).Mentions(prose, nil)
	require.NoError(t, err)
	for _, m := range found {
		t.Errorf("%q at %d: %s %.4f", m.Text, m.Start, m.Hit.EntryID, m.Hit.Score)
	}
}

// TestMentionsBoundaries holds that a name is not put together across sentences, lines or lists.
func TestMentionsBoundaries(t *testing.T) {
	x := mentionIndex(t)
	for _, text := range []string{"", "  ...", "Vino el Cartel. Golfo abajo navegan.", "Nuevo Cartel\nGolfo", "el Cartel; el Golfo", "\xff\xfe,,", "a\xffb"} {
		found, err := x.Mentions(text, nil)
		require.NoError(t, err)
		require.Empty(t, found, text)
	}
	_, err := x.Mentions("text", &screening.SearchOptions{Threshold: 0.2})
	require.ErrorContains(t, err, "0.2")
}

func ExampleIndex_Mentions() {
	p := screening.NewParty(screening.Organization, "Cartel del Golfo")
	p.ID = "G-1"
	x, err := screening.NewIndex(&screening.Watchlist{List: screening.List{ID: "groups"}, Entries: []screening.Entry{{Party: p}}})
	if err != nil {
		panic(err)
	}
	found, err := x.Mentions("Pago por cuenta del CARTEL DEL GOLFO, factura 12.", nil)
	if err != nil {
		panic(err)
	}
	for _, m := range found {
		fmt.Println(m.Start, m.End, m.Text, m.Hit.EntryID)
	}
	// Output: 20 36 CARTEL DEL GOLFO G-1
}

func FuzzMentions(f *testing.F) {
	f.Add(prose)
	f.Add("Zurbarrán Quevedo, T.\xff-'")
	x := mentionIndex(f)
	f.Fuzz(func(t *testing.T, text string) {
		found, err := x.Mentions(text, nil)
		require.NoError(t, err)
		for _, m := range found {
			require.Equal(t, text[m.Start:m.End], m.Text)
		}
	})
}

// BenchmarkMentions reads a thousand words of prose, against a list of 15 thousand entries.
func BenchmarkMentions(b *testing.B) {
	x, err := screening.NewIndex(realLists(b, "data/ofac/sdn_2024-05-03")...)
	require.NoError(b, err)
	words := strings.Fields(prose)
	r := rand.New(rand.NewPCG(1, 1))
	var text strings.Builder
	for range 1000 {
		text.WriteString(words[r.IntN(len(words))] + " ")
	}
	for b.Loop() {
		_, err := x.Mentions(text.String(), nil)
		require.NoError(b, err)
	}
}
