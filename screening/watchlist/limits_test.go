package watchlist_test

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/tamiz-project/tamiz/screening"
	"github.com/tamiz-project/tamiz/screening/feed"
	"github.com/tamiz-project/tamiz/screening/feed/feedtest"
	"github.com/tamiz-project/tamiz/screening/watchlist"
)

func write(t testing.TB, name string, content []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	require.NoError(t, os.WriteFile(path, content, 0o600))
	return path
}

func TestXMLAttacks(t *testing.T) {
	for _, c := range []struct{ name, content, want string }{
		{"entities that grow", `<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><CONSOLIDATED_LIST><INDIVIDUAL><FIRST_NAME>&b;</FIRST_NAME></INDIVIDUAL></CONSOLIDATED_LIST>`, "document type"},
		{"a file of the machine", `<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><CONSOLIDATED_LIST><INDIVIDUAL><FIRST_NAME>&f;</FIRST_NAME></INDIVIDUAL></CONSOLIDATED_LIST>`, "document type"},
		{"an unknown entity", `<CONSOLIDATED_LIST><INDIVIDUAL><FIRST_NAME>&b;</FIRST_NAME></INDIVIDUAL></CONSOLIDATED_LIST>`, "entity"},
		{"depth", `<CONSOLIDATED_LIST><INDIVIDUAL>` + strings.Repeat("<a>", 5000) + strings.Repeat("</a>", 5000) + `</INDIVIDUAL></CONSOLIDATED_LIST>`, "64 deep"},
		{"a text without end", `<CONSOLIDATED_LIST><INDIVIDUAL><FIRST_NAME>` + strings.Repeat("a", 17<<20) + `</FIRST_NAME></INDIVIDUAL></CONSOLIDATED_LIST>`, "longer than"},
		{"tags that do not match", `<CONSOLIDATED_LIST><INDIVIDUAL><FIRST_NAME>A</SECOND_NAME></INDIVIDUAL></CONSOLIDATED_LIST>`, "FIRST_NAME"},
		{"two roots", string(unList(1, "2026-11-20")) + string(unList(1, "2026-11-20")), "after the end"},
		{"a record without end", `<CONSOLIDATED_LIST><INDIVIDUAL><FIRST_NAME>A</FIRST_NAME>`, "cut off"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := watchlist.Load(write(t, "un.xml", []byte(c.content)), nil)
			require.ErrorContains(t, err, c.want)
			require.Less(t, len(err.Error()), 1000, "the error does not carry the file")
		})
	}
}

func TestZipBomb(t *testing.T) {
	if testing.Short() {
		t.Skip("unpacks 300 MB")
	}
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, err := z.Create("sdn.csv")
	require.NoError(t, err)
	_, err = io.CopyN(w, zeros{}, 300<<20)
	require.NoError(t, err)
	require.NoError(t, z.Close())
	_, err = watchlist.Load(write(t, "sdn.zip", b.Bytes()), nil)
	require.ErrorContains(t, err, "bomb")
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) { clear(p); return len(p), nil }

// TestEndlessLine reads lines of 100 MB, which behave as those of 2 GB do: they are refused at the limit of a record, without being
// held.
func TestEndlessLine(t *testing.T) {
	if testing.Short() {
		t.Skip("writes large files")
	}
	for _, c := range []struct{ format, file, head string }{
		{"ofac-csv", "sdn.csv", ""},
		{"mx-sat-69b", "69b.csv", ""},
		{"opensanctions-ftm", "entities.ftm.json", `{"id":"X","schema":"Person","properties":{"name":["`},
		{"own-jsonl", "own.jsonl", `{"id":"X","names":[{"text":"`},
		{"br-tcu", "inidoneos.json", `{"items":[{"data_transito_julgado":"1","nome":"`},
		{"eu-csv", "eu.csv", ""},
	} {
		t.Run(c.format, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), c.file)
			f, err := os.Create(path)
			require.NoError(t, err)
			if c.head == "" || c.format == "opensanctions-ftm" || c.format == "own-jsonl" {
				sample, err := os.ReadFile(filepath.Join("testdata", c.format, c.file))
				require.NoError(t, err)
				_, err = f.Write(bytes.TrimSuffix(sample, []byte("\x1a")))
				require.NoError(t, err)
			}
			_, err = f.WriteString(c.head)
			require.NoError(t, err)
			_, err = io.CopyN(f, letters{}, 100<<20)
			require.NoError(t, err)
			require.NoError(t, f.Close())
			var before, after runtime.MemStats
			runtime.GC()
			runtime.ReadMemStats(&before)
			_, err = watchlist.Load(path, nil)
			runtime.ReadMemStats(&after)
			require.Error(t, err)
			require.Less(t, after.HeapSys, before.HeapSys+90<<20, "held the line")
			require.Less(t, len(err.Error()), 1000)
		})
	}
}

type letters struct{}

func (letters) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = 'a'
	}
	return len(p), nil
}

func TestWrongEncodings(t *testing.T) {
	text := "id;name;countries\n1;José Núñez Peña;VE\n2;Ação Inventada;BR\n"
	latin := make([]byte, 0, len(text))
	for _, r := range text {
		latin = append(latin, byte(r))
	}
	wide := []byte{0xff, 0xfe}
	for _, r := range text {
		wide = append(wide, byte(r), byte(r>>8))
	}
	for name, content := range map[string][]byte{"utf-8": []byte(text), "with a mark": []byte("\ufeff" + text), "windows-1252": latin, "utf-16": wide} {
		w, err := watchlist.Load(write(t, "own.csv", content), nil)
		require.NoError(t, err, name)
		require.Equal(t, "José Núñez Peña", w.Entries[0].Names[0].Text, name)
		require.Equal(t, "Ação Inventada", w.Entries[1].Names[0].Text, name)
	}
}

func TestDoubledIDsAreKept(t *testing.T) {
	w, err := watchlist.Load(write(t, "own.csv", []byte("id,name\n7,Juan Inventado\n7,Ana Prueba\n7,Eva Prueba\n")), nil)
	require.NoError(t, err)
	require.Equal(t, []string{"7", "7#2", "7#3"}, []string{w.Entries[0].ID, w.Entries[1].ID, w.Entries[2].ID})
	require.Equal(t, []string{"an id that stands on several parties; all are kept, the later ones with #2, #3 (2 times): 7, ..."}, w.Notes)
}

func TestTheDoubledIDOfOFAC(t *testing.T) {
	w, err := watchlist.Load(feedtest.Path(t, "data/ofac/sdn_trio_2022-01"), nil)
	require.NoError(t, err)
	require.Len(t, w.Entries, 9044)
	byID := map[string]screening.Entry{}
	for _, e := range w.Entries {
		byID[e.ID] = e
	}
	require.Equal(t, screening.Person, byID["2677"].Kind)
	require.Len(t, byID["2677"].Names, 6, "the aliases are the person's")
	require.Equal(t, screening.Organization, byID["2677#2"].Kind)
	require.Len(t, byID["2677#2"].Names, 1)
	require.Contains(t, strings.Join(w.Notes, "\n"), "2677")
	require.Contains(t, strings.Join(w.Notes, "\n"), "34489", "the address row whose entry lost a digit")
	require.Contains(t, w.Lacks, "listing_dates")
	require.True(t, w.Published.IsZero(), "the folder's name is no date")
	_, stale := screening.Age(w.List, screening.MustParseDate("2026-11-23"))
	require.True(t, stale)
}

func TestDanglingReferencesAreReported(t *testing.T) {
	w, err := watchlist.Load(feedtest.Path(t, "data/ofac/sdn_mixed_dangling"), nil)
	require.NoError(t, err)
	notes := strings.Join(w.Notes, "\n")
	require.Contains(t, notes, "an alias row names an entry that the primary file does not have")
	require.Contains(t, notes, "an address row names an entry that the primary file does not have")
	require.Contains(t, notes, "a comment names an entry that the primary file does not have")
}

// TestSetOfTwoSources puts the newest official aliases, addresses and comments beside the compiled primary file of four months before.
func TestSetOfTwoSources(t *testing.T) {
	dir := t.TempDir()
	for _, path := range []string{"sdn_aux_2026-08/alt.csv.gz", "sdn_aux_2026-08/add.csv.gz", "sdn_aux_2026-08/sdn_comments.csv.gz", "sdn_reconstructed_2026-04/sdn.csv.gz"} {
		b, err := os.ReadFile(feedtest.Path(t, "data/ofac/"+path))
		require.NoError(t, err)
		require.NoError(t, os.WriteFile(filepath.Join(dir, filepath.Base(path)), b, 0o600))
	}
	w, err := watchlist.Load(dir, nil)
	require.NoError(t, err)
	require.Len(t, w.Entries, 18758)
	names := 0
	for _, e := range w.Entries {
		names += len(e.Names)
	}
	require.Greater(t, names, 18758+18000, "twenty thousand aliases found their entries")
}

func TestShrinkIsRefused(t *testing.T) {
	path := write(t, "un.xml", unList(89, "2026-11-20"))
	previous := &screening.List{ID: "un-sc", Count: 100}
	_, err := watchlist.Load(path, &watchlist.Options{Previous: previous})
	require.ErrorContains(t, err, `89 entries, but the last edition of "un-sc" had 100: it shrank by more than 10 %`)
	_, err = watchlist.Load(path, &watchlist.Options{Previous: previous, MaxShrink: 0.2})
	require.NoError(t, err)
}

func TestBadRecordsAreCountedWithinALimit(t *testing.T) {
	content := []byte("id,name,born\n1,Juan Inventado,1965\n2,Ana Prueba,soon\n3,Eva Prueba,1970\n")
	_, err := watchlist.Load(write(t, "own.csv", content), nil)
	var bad *feed.RecordError
	require.ErrorAs(t, err, &bad)
	require.Equal(t, "own.csv", bad.Source)
	require.Equal(t, 3, bad.Line)
	require.Equal(t, "born", bad.Field)
	require.Equal(t, "soon", bad.Value)
	w, err := watchlist.Load(write(t, "own.csv", content), &watchlist.Options{MaxBad: 1})
	require.NoError(t, err)
	require.Len(t, w.Entries, 2)
	require.Equal(t, 1, w.Bad)
	f, err := watchlist.Open(write(t, "own.csv", content), nil)
	require.NoError(t, err)
	defer f.Close()
	var kinds []string
	for _, err := range f.Entries() {
		switch {
		case errors.As(err, &bad):
			kinds = append(kinds, "bad")
		case err != nil:
			kinds = append(kinds, "end")
		default:
			kinds = append(kinds, "entry")
		}
	}
	require.Equal(t, []string{"entry", "bad", "end"}, kinds)
}

func TestListsOfTwoKindsDoNotMix(t *testing.T) {
	dir := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(dir, "a.xml"), unList(1, "2026-11-20"), 0o600))
	require.NoError(t, os.WriteFile(filepath.Join(dir, "b.csv"), []byte("id,name\n1,Juan Inventado\n"), 0o600))
	_, err := watchlist.Load(dir, nil)
	require.ErrorContains(t, err, "load different lists apart")
}

func TestMissingFile(t *testing.T) {
	_, err := watchlist.Load(filepath.Join(t.TempDir(), "sdn.csv"), nil)
	require.ErrorIs(t, err, os.ErrNotExist)
}

// TestStreamingMemoryIsFlat reads 10 MB and 100 MB of entries; what is in use at the end of each must not differ by more than the eight
// bytes per entry that find doubled ids, a map's worth of them.
func TestStreamingMemoryIsFlat(t *testing.T) {
	if testing.Short() {
		t.Skip("reads 100 MB")
	}
	inUse := func(megabytes int) uint64 {
		path := filepath.Join(t.TempDir(), "un.xml.gz")
		f, err := os.Create(path)
		require.NoError(t, err)
		z := gzip.NewWriter(f)
		fmt.Fprint(z, `<CONSOLIDATED_LIST dateGenerated="2026-11-20T00:00:00Z"><INDIVIDUALS>`)
		filler := strings.Repeat("Invented and long. ", 100)
		for i := range megabytes * 500 {
			fmt.Fprintf(z, `<INDIVIDUAL><FIRST_NAME>INVENTADO %d</FIRST_NAME><REFERENCE_NUMBER>XXi.%07d</REFERENCE_NUMBER><COMMENTS1>%s %d</COMMENTS1></INDIVIDUAL>`, i*7919, i, filler, i*104729)
		}
		fmt.Fprint(z, `</INDIVIDUALS></CONSOLIDATED_LIST>`)
		require.NoError(t, z.Close())
		require.NoError(t, f.Close())
		list, err := watchlist.Open(path, nil)
		require.NoError(t, err)
		defer list.Close()
		most, n := uint64(0), 0
		for _, err := range list.Entries() {
			require.NoError(t, err)
			if n++; n%2500 == 0 {
				var m runtime.MemStats
				runtime.GC()
				runtime.ReadMemStats(&m)
				most = max(most, m.HeapAlloc)
			}
		}
		require.Equal(t, megabytes*500, n)
		require.NotZero(t, most)
		return most
	}
	small, large := inUse(10), inUse(100)
	t.Logf("in use: %.1f MB reading 10 MB, %.1f MB reading 100 MB", float64(small)/1e6, float64(large)/1e6)
	require.Less(t, large, small+12<<20)
}

// TestRemarksThatWereCut: half a wallet address or half a name is neither.
func TestRemarksThatWereCut(t *testing.T) {
	long := strings.Repeat("Website www.inventada.example; ", 32)
	long = long[:990] + "; a.k.a. 'EL"
	row := "7,\"INVENTADO, Juan\",individual,SDNTK,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,\"" + long[:1000] + "\"\r\n"
	others := "8,ALFA INVENTADA,-0- ,CUBA,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \r\n9,BETA INVENTADA,-0- ,CUBA,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \r\n"
	w, err := watchlist.Load(write(t, "sdn.csv", []byte(row+others)), nil)
	require.NoError(t, err)
	require.Len(t, w.Entries[0].Names, 1)
	require.Contains(t, w.Entries[0].Remarks, "a.k.a. '...")
	require.Contains(t, w.Notes[0], "remarks cut at 1,000 characters")
	require.Equal(t, 1, w.Unread)
}
