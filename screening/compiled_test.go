package screening_test

import (
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/tamiz-project/tamiz/screening"
	"github.com/tamiz-project/tamiz/screening/feed"
	"github.com/tamiz-project/tamiz/screening/identifier"
)

// inventedList is a small list that holds something of everything an index stores.
func inventedList() *screening.Watchlist {
	l := &screening.Watchlist{List: screening.List{ID: "test-list", Publisher: "Test", SHA256: "00"}}
	for i, text := range []string{"PERSONA INVENTADA, Ana", "Comercial Ejemplo del Sur S.A.", "ESTRELLA IMAGINARIA", "Сидоров Иван"} {
		e := screening.Entry{Party: screening.NewParty([]screening.Kind{screening.Person, screening.Organization, screening.Vessel, screening.Unknown}[i], text)}
		e.ID = fmt.Sprint(100 + i)
		e.Designations = []screening.Designation{{Authority: "Test", Effect: screening.AssetFreeze, From: screening.MustParseDate("2020-05")}}
		l.Entries = append(l.Entries, e)
	}
	l.Entries[0].Born = []screening.Date{screening.MustParseDate("1970-03-02"), screening.MustParseDate("1950/1980")}
	l.Entries[0].Names = append(l.Entries[0].Names, screening.Name{Text: "La Inventada", Type: screening.WeakAlias})
	l.Entries[1].Identifiers = []identifier.ID{identifier.MustParse("VE-RIF", "VE", "J-29876543-4")}
	l.Entries[1].Addresses = []screening.Address{{City: "Caracas", Country: "VE"}}
	return l
}

func compiled(t testing.TB, x *screening.Index) (string, []byte) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "lists.tamiz")
	require.NoError(t, feed.Write(path, func(w io.Writer) error {
		n, err := x.WriteTo(w)
		require.Positive(t, n)
		return err
	}))
	content, err := os.ReadFile(path)
	require.NoError(t, err)
	return path, content
}

func TestCompiledIndexIsTheIndex(t *testing.T) {
	built, err := screening.NewIndex(inventedList())
	require.NoError(t, err)
	path, _ := compiled(t, built)
	opened, err := screening.OpenIndex(path)
	require.NoError(t, err)
	require.Equal(t, built.Lists(), opened.Lists())
	byNumber := screening.NewParty(screening.Organization, "Otro Nombre")
	byNumber.Identifiers = inventedList().Entries[1].Identifiers
	for _, q := range []screening.Party{
		screening.NewParty(screening.Person, "Ana Persona Inventada"), screening.NewParty(screening.Unknown, "Comercial Ejemplo"), byNumber,
	} {
		want, err := built.Search(q, nil)
		require.NoError(t, err)
		require.NotEmpty(t, want)
		got, err := opened.Search(q, nil)
		require.NoError(t, err)
		require.Equal(t, want, got, "hits with their entries")
	}
}

func TestCompiledRealListIsTheIndex(t *testing.T) {
	lists := realLists(t, "data/un/consolidated_2026-08.xml.gz")
	built, err := screening.NewIndex(lists...)
	require.NoError(t, err)
	path, _ := compiled(t, built)
	opened, err := screening.OpenIndex(path)
	require.NoError(t, err)
	for _, q := range queries(t, rand.New(rand.NewPCG(7, 8)), lists, 100) {
		want, err1 := built.Search(q, nil)
		got, err2 := opened.Search(q, nil)
		require.Equal(t, err1, err2)
		require.Equal(t, len(want), len(got))
		for i := range want {
			require.Equal(t, want[i].Comparison, got[i].Comparison)
			require.Equal(t, want[i].EntryID, got[i].EntryID)
		}
	}
}

// TestSameBytes writes an index twice, another index of the same lists, and the index that was opened from what was written.
func TestSameBytes(t *testing.T) {
	for name, load := range map[string]func(t *testing.T) []*screening.Watchlist{
		"invented": func(*testing.T) []*screening.Watchlist { return []*screening.Watchlist{inventedList()} },
		"real":     func(t *testing.T) []*screening.Watchlist { return realLists(t, "data/un/consolidated_2026-08.xml.gz") },
	} {
		t.Run(name, func(t *testing.T) {
			write := func(x *screening.Index, err error) []byte {
				require.NoError(t, err)
				_, content := compiled(t, x)
				return content
			}
			x, err := screening.NewIndex(load(t)...)
			first := write(x, err)
			path, _ := compiled(t, x)
			for _, again := range [][]byte{write(x, nil), write(screening.NewIndex(load(t)...)), write(screening.OpenIndex(path))} {
				require.True(t, bytes.Equal(first, again))
			}
		})
	}
}

func TestOpenIndexRefuses(t *testing.T) {
	x, err := screening.NewIndex(inventedList())
	require.NoError(t, err)
	path, content := compiled(t, x)
	changed := func(i int) []byte {
		c := bytes.Clone(content)
		c[i] ^= 0x20
		return c
	}
	for _, c := range []struct {
		name, says string
		content    []byte
	}{
		{"foreign", "no compiled index", []byte("PK\x03\x04 this is a workbook")},
		{"empty", "no compiled index", nil},
		{"cut", "damaged or cut off", content[:len(content)-100]},
		{"damaged in the head", "damaged", changed(40)},
		{"damaged at the end", "damaged", changed(len(content) - 20)},
		{"another version", "version", changed(8)},
	} {
		t.Run(c.name, func(t *testing.T) {
			require.NoError(t, os.WriteFile(path, c.content, 0o600))
			_, err := screening.OpenIndex(path)
			require.ErrorContains(t, err, c.says)
			require.ErrorContains(t, err, path, "which file")
		})
	}
}

// TestAnOpenIndexDoesNotLeanOnItsFile overwrites the file of an open index: what it says must not change.
func TestAnOpenIndexDoesNotLeanOnItsFile(t *testing.T) {
	built, err := screening.NewIndex(inventedList())
	require.NoError(t, err)
	path, content := compiled(t, built)
	q := screening.NewParty(screening.Organization, "Comercial Ejemplo del Sur")
	q.Addresses = inventedList().Entries[1].Addresses
	want, err := built.Search(q, nil)
	require.NoError(t, err)
	require.NotEmpty(t, want)
	opened, err := screening.OpenIndex(path)
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(path, make([]byte, len(content)), 0o600))
	got, err := opened.Search(q, nil)
	require.NoError(t, err)
	require.Equal(t, want, got)
}

// TestOpenIndexReadsAPipe opens what has no size before it is read.
func TestOpenIndexReadsAPipe(t *testing.T) {
	built, err := screening.NewIndex(inventedList())
	require.NoError(t, err)
	r, w, err := os.Pipe()
	require.NoError(t, err)
	defer r.Close()
	go func() {
		_, _ = built.WriteTo(w) // what is missing is noticed by who reads
		w.Close()
	}()
	path := fmt.Sprintf("/dev/fd/%d", r.Fd())
	if _, err := os.Stat(path); err != nil {
		t.Skip("no names for open files here")
	}
	opened, err := screening.OpenIndex(path)
	require.NoError(t, err)
	require.Equal(t, built.Lists(), opened.Lists())
}

func FuzzOpenIndex(f *testing.F) {
	x, err := screening.NewIndex(inventedList())
	require.NoError(f, err)
	var content bytes.Buffer
	_, err = x.WriteTo(&content)
	require.NoError(f, err)
	f.Add(content.Bytes())
	path := filepath.Join(f.TempDir(), "x.tamiz")
	f.Fuzz(func(t *testing.T, b []byte) {
		require.NoError(t, os.WriteFile(path, b, 0o600))
		_, _ = screening.OpenIndex(path) // must not panic
	})
}

func ExampleOpenIndex() {
	built, err := screening.NewIndex(inventedList())
	if err != nil {
		fmt.Println(err)
		return
	}
	dir, err := os.MkdirTemp("", "tamiz")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(dir)
	path := filepath.Join(dir, "lists.tamiz")
	err = feed.Write(path, func(w io.Writer) error { _, err := built.WriteTo(w); return err })
	if err != nil {
		fmt.Println(err)
		return
	}
	index, err := screening.OpenIndex(path)
	if err != nil {
		fmt.Println(err)
		return
	}
	hits, err := index.Search(screening.NewParty(screening.Vessel, "Estrella Imaginaria"), nil)
	fmt.Println(len(hits), hits[0].EntryID, err)
	// Output: 1 102 <nil>
}
