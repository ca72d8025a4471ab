package name

import (
	"testing"
	"unsafe"

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
				token.from, token.to = 0, 0
				require.Equal(t, token, got.tokens[k], "%s: %s", want.text, token.text)
			}
			require.True(t, c.Quote(i, want.text, &got))
			require.ElementsMatch(t, want.tokens, got.tokens)
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

// TestReadCorpusRefusesNumbersThatPointNowhere writes corpora with one number out of place: what a file says may be wrong
// though nothing of it is missing, and no search must fail because of it.
func TestReadCorpusRefusesNumbersThatPointNowhere(t *testing.T) {
	for reason, spoil := range map[string]func(c *Corpus){
		"a token that does not exist":             func(c *Corpus) { c.toks[0] = uint32(len(c.tokens)) },
		"names that overlap":                      func(c *Corpus) { c.start[1] = c.start[2] + 1 },
		"more tokens than a name may have":        func(c *Corpus) { c.start = []uint32{0, 0, uint32(len(c.toks))} },
		"a class that does not exist":             func(c *Corpus) { c.heads[0].class = Classes },
		"a posting of a name that does not":       func(c *Corpus) { c.posts[0].name = 2 },
		"more core tokens than marks":             func(c *Corpus) { c.posts[0].order = sigSlots + 1 },
		"postings that overlap":                   func(c *Corpus) { c.postStart[1] = c.postStart[2] + 1 },
		"spots of other words":                    func(c *Corpus) { c.spots = c.spots[1:] },
		"classes of other tokens":                 func(c *Corpus) { c.classes = c.classes[1:] },
		"a skeleton of no token":                  func(c *Corpus) { c.norms[0].to = c.norms[0].from },
		"a skeleton behind the skeletons":         func(c *Corpus) { c.norms[0].text = uint32(len(c.normText)) },
		"a skeleton that ends behind 2^32":        func(c *Corpus) { c.norms[0].text, c.norms[0].letters = 1<<32-1, 2 },
		"a token of a skeleton that is none":      func(c *Corpus) { c.normToks[0] = 1 << 31 },
		"a hash list of another length":           func(c *Corpus) { c.units.shift++ },
		"a hash list without room for numbers":    func(c *Corpus) { c.units.shift = 20 },
		"a number of a hash list too large":       func(c *Corpus) { c.glued[tight].items[0] = 1<<c.glued[tight].low - 1 },
		"a filter of another length":              func(c *Corpus) { c.deleted.filter = c.deleted.filter[1:] },
		"a token without text":                    func(c *Corpus) { c.tokens[0].text = "" },
		"a role that does not exist":              func(c *Corpus) { c.tokens[0].role = number + 1 },
		"a key that says no way of being related": func(c *Corpus) { c.tokens[0].keys = []key{{1, Consonants, true}} },
	} {
		t.Run(reason, func(t *testing.T) {
			c := NewCorpus()
			c.Add(Person("Ana Inventada de Ejemplo Supuesto"), 0)
			c.Add(Organization("Comercial Ejemplo del Sur Este Oeste Norte Centro Alto Bajo Rojo Verde Azul Blanco Negro Gris Pardo Rosa Uno Dos Tres Cuatro"), 1)
			c.Freeze()
			_, err := ReadCorpus(c.AppendBinary(nil))
			require.NoError(t, err)
			spoil(c)
			_, err = ReadCorpus(c.AppendBinary(nil))
			require.ErrorContains(t, err, "point nowhere")
		})
	}
}

// TestReadCorpusWhereverItStands reads a corpus from memory that its lists cannot be used in.
func TestReadCorpusWhereverItStands(t *testing.T) {
	built := NewCorpus()
	built.Add(Person("PÉREZ INVENTADO, María del Carmen J. L. de A."), 1)
	built.Freeze()
	whole := built.AppendBinary(nil)
	for shift := range 8 {
		memory := make([]byte, shift+len(whole))
		copy(memory[shift:], whole)
		read, err := ReadCorpus(memory[shift:])
		require.NoError(t, err)
		require.Equal(t, built, read, "begins at %d", shift)
	}
}

// TestLayout keeps what is read from a file as it stands from changing its size unnoticed: that is another version of the file.
func TestLayout(t *testing.T) {
	require.EqualValues(t, 24, unsafe.Sizeof(posting{}))
	require.EqualValues(t, 64, unsafe.Sizeof(storedToken{}))
	require.EqualValues(t, 20, unsafe.Sizeof(normRun{}))
	require.EqualValues(t, 4, unsafe.Sizeof(head{}))
}
