package feed_test

import (
	"encoding/csv"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/tamiz-project/tamiz/screening/feed"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

func TestRows(t *testing.T) {
	tests := []struct {
		name, text string
		want       [][]string
		reason     string
	}{
		{"semicolons", "id;nombre\n1;Pérez, Ana\n", [][]string{{"id", "nombre"}, {"1", "Pérez, Ana"}}, "Spanish spreadsheets"},
		{"tabs", "id\tnombre\n1\tAna\n", [][]string{{"id", "nombre"}, {"1", "Ana"}}, "exports"},
		{"bars", "id|nombre\n1|Ana\n", [][]string{{"id", "nombre"}, {"1", "Ana"}}, "registers"},
		{"one column", "nombre\nAna\n", [][]string{{"nombre"}, {"Ana"}}, "no delimiter at all"},
		{"quoted newline", "id,nombre\n1,\"Ana\nMaría\"\n2,Luis\n", [][]string{{"id", "nombre"}, {"1", "Ana\nMaría"}, {"2", "Luis"}}, "addresses"},
		{"doubled quotes", "id,nombre\n1,\"Los \"\"Soles\"\"\"\n", [][]string{{"id", "nombre"}, {"1", `Los "Soles"`}}, "aliases"},
		{"quote inside a bare cell", "id,nombre\n1,Tubo 12\"\n", [][]string{{"id", "nombre"}, {"1", `Tubo 12"`}}, "inches"},
		{"quote inside a quoted cell", "id,nombre\n1,\"Bar \"El Sol\" SA\"\n", [][]string{{"id", "nombre"}, {"1", `Bar "El Sol" SA`}}, "careless exports"},
		{"carriage returns", "id,nombre\r\n1,Ana\r\n", [][]string{{"id", "nombre"}, {"1", "Ana"}}, "Windows"},
		{"end mark", "id,nombre\n1,Ana\n\x1a", [][]string{{"id", "nombre"}, {"1", "Ana"}}, "OFAC ends its files so"},
		{"NUL bytes", "id,nombre\n1,A\x00na\n", [][]string{{"id", "nombre"}, {"1", "Ana"}}, "fixed-width databases"},
		{"no newline at the end", "id,nombre\n1,Ana", [][]string{{"id", "nombre"}, {"1", "Ana"}}, "the last row counts"},
		{"empty lines", "id,nombre\n\n1,Ana\n\n", [][]string{{"id", "nombre"}, {"1", "Ana"}}, "no record"},
		{"byte order mark", "\xef\xbb\xbfid,nombre\n1,Ana\n", [][]string{{"id", "nombre"}, {"1", "Ana"}}, "Excel"},
		{"title lines", "Proveedores 2026\n\nid,nombre\n1,Ana\n2,Luis\n", [][]string{{"Proveedores 2026"}, {"id", "nombre"}, {"1", "Ana"}, {"2", "Luis"}}, "SAT 69-B"},
		{"surplus empty cells", "id,nombre\n1,Ana,,\n2,Luis\n3,Eva\n", [][]string{{"id", "nombre"}, {"1", "Ana"}, {"2", "Luis"}, {"3", "Eva"}}, "spreadsheets"},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			got, err := cells(t, write(t, "a.csv", []byte(tc.text)), nil)
			require.NoError(t, err, tc.reason)
			require.Equal(t, tc.want, got, tc.reason)
		})
	}
}

func TestRaggedRowsAreErrorsOfTheirOwn(t *testing.T) {
	text := "id,nombre,pais\n1,Ana,CO\n2,Luis\n3,\"Eva\nMaría\",PE\n4,Gil,MX,extra\n5,Zoe,EC\n"
	f, err := feed.Open(write(t, "a.csv", []byte(text)), nil)
	require.NoError(t, err)
	defer f.Close()
	var good, bad []int
	var messages []string
	for row, err := range f.Rows() {
		var e *feed.RecordError
		if errors.As(err, &e) {
			bad, messages = append(bad, row.Line), append(messages, err.Error())
			continue
		}
		require.NoError(t, err)
		good = append(good, row.Line)
	}
	require.Equal(t, []int{1, 2, 4, 7}, good, "lines count newlines within cells")
	require.Equal(t, []int{3, 6}, bad)
	require.Equal(t, `a.csv:3 "2,Luis": 2 cells where the table has 3: a delimiter or a quote is missing or too many`, messages[0])
}

func TestEncodings(t *testing.T) {
	text := "id,razón social\n1,Compañía Ñandú – São João\n"
	in1252, err := charmap.Windows1252.NewEncoder().String(text)
	require.NoError(t, err)
	in850, err := charmap.CodePage850.NewEncoder().String(strings.ReplaceAll(text, "–", "-"))
	require.NoError(t, err)
	utf16 := func(e unicode.Endianness, bom unicode.BOMPolicy) string {
		s, err := unicode.UTF16(e, bom).NewEncoder().String(text)
		require.NoError(t, err)
		return s
	}
	tests := []struct{ name, content, charset, want, override string }{
		{"UTF-8", text, "UTF-8", text, ""},
		{"UTF-8 with mark", "\xef\xbb\xbf" + text, "UTF-8", text, ""},
		{"UTF-16LE with mark", utf16(unicode.LittleEndian, unicode.UseBOM), "UTF-16LE", text, ""},
		{"UTF-16BE with mark", utf16(unicode.BigEndian, unicode.UseBOM), "UTF-16BE", text, ""},
		{"UTF-16LE without mark", utf16(unicode.LittleEndian, unicode.IgnoreBOM), "UTF-16LE", text, ""},
		{"UTF-16BE without mark", utf16(unicode.BigEndian, unicode.IgnoreBOM), "UTF-16BE", text, ""},
		{"Windows-1252", in1252, "windows-1252", text, ""},
		{"Windows-1252 beyond the first pages", strings.Repeat("a,b\n", 40_000) + in1252, "windows-1252", strings.Repeat("a,b\n", 40_000) + text, ""},
		{"DOS, as told", in850, "ibm850", strings.ReplaceAll(text, "–", "-"), "ibm850"},
		{"declared in XML", "<?xml version='1.0' encoding='ISO-8859-1'?><a>\xf1</a>", "windows-1252", "<?xml version='1.0' encoding='ISO-8859-1'?><a>ñ</a>", ""},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			f, err := feed.Open(write(t, "a.csv", []byte(tc.content)), &feed.Options{Charset: tc.override})
			require.NoError(t, err)
			defer f.Close()
			m := f.Members()[0]
			name, damaged, err := m.Charset()
			require.NoError(t, err)
			require.Equal(t, tc.charset, name)
			require.Zero(t, damaged)
			r, err := m.Text()
			require.NoError(t, err)
			defer r.Close()
			got, err := io.ReadAll(r)
			require.NoError(t, err)
			require.Equal(t, tc.want, string(got))
		})
	}
}

func TestADamagedCharacterIsCounted(t *testing.T) {
	f, err := feed.Open(write(t, "a.csv", []byte("id,nombre\n1,Peña\n2,Ñandú\n3,Mu\xf1oz\n")), nil)
	require.NoError(t, err)
	defer f.Close()
	name, damaged, err := f.Members()[0].Charset()
	require.NoError(t, err)
	require.Equal(t, "UTF-8", name)
	require.EqualValues(t, 1, damaged)
	for row, err := range f.Rows() {
		require.NoError(t, err)
		if row.Line == 4 {
			require.Equal(t, "Muñoz", row.Cell(1))
		}
	}
}

func TestLines(t *testing.T) {
	f, err := feed.Open(write(t, "a.jsonl", []byte("{\"a\":1}\r\n\n{\"a\":2}")), nil)
	require.NoError(t, err)
	defer f.Close()
	var got []string
	last := 0
	for row, err := range f.Members()[0].Lines() {
		require.NoError(t, err)
		got, last = append(got, row.Cell(0)), row.Line
	}
	require.Equal(t, []string{`{"a":1}`, "", `{"a":2}`}, got)
	require.Equal(t, 3, last)
}

func TestRecordErrorSaysWhereAndQuotesWhat(t *testing.T) {
	e := &feed.RecordError{Source: "s.csv", ID: "4711", Line: 12, Column: 3, Field: "country", Value: "Atlantis", Reason: "unknown country", Err: io.EOF}
	require.Equal(t, `s.csv:12:3 4711 country "Atlantis": unknown country: EOF`, e.Error())
	require.ErrorIs(t, e, io.EOF)
	require.Equal(t, `s.csv: bad`, (&feed.RecordError{Source: "s.csv", Reason: "bad"}).Error())
	require.Less(t, len((&feed.RecordError{Value: strings.Repeat("ñ", 10_000)}).Error()), 400, "a cell cannot fill a report")
	row := feed.Row{Source: "s.xlsx", Sheet: "Hoja1", Line: 7, Cells: []string{"a", "b"}}
	require.Equal(t, `s.xlsx#Hoja1:7:2 nombre "b": must be 3 letters`, row.Bad(1, "nombre", "must be %d letters", 3).Error())
}

// FuzzCSV: what a correct writer writes reads back cell by cell.
func FuzzCSV(f *testing.F) {
	f.Add("id", "a,b", "x\"y", "l1\nl2")
	f.Fuzz(func(t *testing.T, a, b, c, d string) {
		for _, s := range []string{a, b, c, d} {
			if strings.ContainsAny(s, "\x00\x1a\r") {
				t.Skip("characters that are left out")
			}
		}
		var text strings.Builder
		w := csv.NewWriter(&text)
		require.NoError(t, w.Write([]string{"h1", "h2", "h3"}))
		require.NoError(t, w.Write([]string{"1", a, b}))
		require.NoError(t, w.Write([]string{"2", c, d}))
		w.Flush()
		if strings.ContainsAny(text.String(), ";\t|") {
			t.Skip("another delimiter may fit as well")
		}
		var got [][]string
		for row, err := range feed.CSV(strings.NewReader(text.String()), "fuzz", 0) {
			require.NoError(t, err, "%q", text.String())
			got = append(got, row.Cells)
		}
		require.Equal(t, [][]string{{"h1", "h2", "h3"}, {"1", a, b}, {"2", c, d}}, got)
	})
}

// FuzzCSVGarbage: no input panics or loops.
func FuzzCSVGarbage(f *testing.F) {
	f.Add("a,b\n\"c\nd\"e,f\n,,,\n")
	f.Fuzz(func(t *testing.T, text string) {
		last := 0
		for row, err := range feed.CSV(strings.NewReader(text), "fuzz", 1000) {
			if err == nil {
				require.Greater(t, row.Line, last)
				last = row.Line
			}
		}
	})
}

func BenchmarkRows40ThousandSuppliers(b *testing.B) {
	line := "CO,nit,860002964-4,DISTRIBUIDORA NORTE DE ALIMENTOS S.A.S.,secop\n"
	text := strings.Repeat(line, 40_000)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		for _, err := range feed.CSV(strings.NewReader(text), "bench", 0) {
			if err != nil {
				b.Fatal(err)
			}
		}
	}
}
