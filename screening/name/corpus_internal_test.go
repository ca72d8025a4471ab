package name

import (
	"testing"

	"github.com/stretchr/testify/require"
)

// TestCorpusKeepsNames checks every field of every token, so that a field that is new in token cannot be forgotten here: a
// corpus that lost one would compare other names than Compare does.
func TestCorpusKeepsNames(t *testing.T) {
	names := []*Name{
		Person("PÉREZ INVENTADO, María del Carmen viuda de Supuesto"), Person("Dr. J. M. Ficticio Jr."), Person("Сидоров Иван"),
		Person("محمد أحمد"), Organization("Banco Ejemplo del Sur II, S.A. de C.V."), Organization("COMERCIALIZADORA INTERNACIONAL DE EJEMP"),
		Organization("3-101-123456 S.A."), Thing("ESTRELLA IMAGINARIA 7"), Person("de la Cruz Ejemplo Pepe"), Person("Rosa Supuesta de Ejemplo"), Thing(""),
		Organization("Rosa de Ejemplo"), Person("Ana Rosa"),
	}
	built := NewCorpus()
	for i, n := range names {
		built.Add(n, uint8(i%Classes))
	}
	built.Freeze()
	read, err := ReadCorpus(built.AppendBinary(nil))
	require.NoError(t, err)
	require.Equal(t, built.lexicon, read.lexicon)
	for _, c := range []*Corpus{built, read} {
		require.Equal(t, len(names), c.Len())
		for i, want := range names {
			var got Name
			c.Name(i, &got)
			require.Equal(t, uint8(i%Classes), c.Class(i))
			require.Equal(t, []any{want.kind, want.known, want.cut, want.forms}, []any{got.kind, got.known, got.cut, got.forms}, want.text)
			require.ElementsMatch(t, want.joins, got.joins, want.text)
			require.Equal(t, len(want.tokens), len(got.tokens))
			for k, token := range want.tokens {
				token.orig = ""
				require.Equal(t, token, got.tokens[k], "%s: %s", want.text, token.text)
			}
		}
	}
}

func TestReadCorpusRefuses(t *testing.T) {
	c := NewCorpus()
	c.Add(Person("Ana Inventada"), 0)
	c.Freeze()
	whole := c.AppendBinary(nil)
	for n := range whole {
		_, err := ReadCorpus(whole[:n])
		require.Error(t, err, "cut after %d bytes", n)
	}
	_, err := ReadCorpus(append(whole, 0))
	require.Error(t, err, "something behind the end")
}
