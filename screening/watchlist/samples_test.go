package watchlist_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/tamiz-project/tamiz/screening"
	"github.com/tamiz-project/tamiz/screening/watchlist"
)

var update = flag.Bool("update", false, "write the golden files anew; review them as a diff")

// samples are invented lists, one folder per format, each with what must be read from it in golden.jsonl: the list, then its entries.
func samples(t testing.TB) []string {
	t.Helper()
	dirs, err := filepath.Glob("testdata/*-*") // not testdata/fuzz
	require.NoError(t, err)
	require.Len(t, dirs, 29, "every format has a sample")
	return dirs
}

// content is what to load of a sample: the folder of a set, or its one file.
func content(t testing.TB, dir string) string {
	t.Helper()
	files, err := filepath.Glob(dir + "/[^g]*")
	require.NoError(t, err)
	require.NotEmpty(t, files)
	if len(files) > 1 {
		set := t.TempDir()
		for _, f := range files {
			b, err := os.ReadFile(f)
			require.NoError(t, err)
			require.NoError(t, os.WriteFile(filepath.Join(set, filepath.Base(f)), b, 0o600))
		}
		return set
	}
	return files[0]
}

func TestSamples(t *testing.T) {
	for _, dir := range samples(t) {
		name := filepath.Base(dir)
		t.Run(name, func(t *testing.T) {
			w, err := watchlist.Load(content(t, dir), nil)
			require.NoError(t, err)
			require.Equal(t, name, w.Format, "the folder bears the name of the format")
			got := golden(t, w)
			path := filepath.Join(dir, "golden.jsonl")
			if *update {
				require.NoError(t, os.WriteFile(path, got, 0o600))
			}
			want, err := os.ReadFile(path)
			require.NoError(t, err)
			require.Equal(t, string(want), string(got))
		})
	}
}

func golden(t *testing.T, w *screening.Watchlist) []byte {
	t.Helper()
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	require.NoError(t, e.Encode(w.List))
	for _, entry := range w.Entries {
		require.NoError(t, e.Encode(entry))
	}
	return b.Bytes()
}

func TestEntriesRoundTripThroughJSON(t *testing.T) {
	for _, dir := range samples(t) {
		w, err := watchlist.Load(content(t, dir), nil)
		require.NoError(t, err)
		requireRoundTrip(t, w)
	}
}

func requireRoundTrip(t testing.TB, w *screening.Watchlist) {
	t.Helper()
	for _, e := range w.Entries {
		text, err := json.Marshal(e)
		require.NoError(t, err)
		var again screening.Entry
		require.NoError(t, json.Unmarshal(text, &again), "%s", text)
		second, err := json.Marshal(again)
		require.NoError(t, err)
		require.Equal(t, string(text), string(second))
	}
}

// damages are what happens to files on their way. None may end in a list that looks whole but is not.
var damages = []struct {
	name, reason string
	apply        func([]byte) []byte
	refused      bool // every format must refuse it; otherwise it must at least not lose an entry silently
}{
	{"empty", "nothing arrived", func([]byte) []byte { return nil }, true},
	{"html", "a page to log in, with status 200", func([]byte) []byte { return []byte("<!DOCTYPE html>\n<html><body>Sign in</body></html>") }, true},
	{"zeros", "a download that reserved its space and never filled it", func(b []byte) []byte { return make([]byte, len(b)) }, true},
	{"noise", "another file under the name", func(b []byte) []byte { return []byte(strings.Repeat("\x80\x01\xfe ", 200)) }, true},
	{"header", "only the beginning", func(b []byte) []byte { return b[:min(40, len(b))] }, true},
}

func TestDamagedFilesAreRefused(t *testing.T) {
	for _, dir := range samples(t) {
		for _, d := range damages {
			t.Run(filepath.Base(dir)+"/"+d.name, func(t *testing.T) {
				src := content(t, dir)
				files, _ := filepath.Glob(src + "/*")
				if len(files) == 0 {
					files = []string{src}
				}
				b, err := os.ReadFile(files[len(files)-1])
				require.NoError(t, err)
				path := filepath.Join(t.TempDir(), filepath.Base(files[len(files)-1]))
				require.NoError(t, os.WriteFile(path, d.apply(b), 0o600))
				w, err := watchlist.Load(path, nil)
				require.Error(t, err, "%s: %+v", d.reason, w)
			})
		}
	}
}

// TestCutTail cuts every sample at every 31st byte (at fewer places under the race detector). XML and JSON must be refused; a table cut between two rows cannot be told from
// a shorter one, so Options.Previous refuses it; within a row, the row is a bad record or its cells are wrong, never gone.
func TestCutTail(t *testing.T) {
	for _, dir := range samples(t) {
		path := content(t, dir)
		if strings.HasSuffix(dir, "ofac-csv") {
			path = filepath.Join(dir, "sdn.csv")
		}
		whole, err := watchlist.Load(path, nil)
		require.NoError(t, err)
		b, err := os.ReadFile(path)
		require.NoError(t, err)
		ext, folder := filepath.Ext(path), t.TempDir()
		step := 31
		if testing.Short() {
			step = 401
		}
		for n := 1; n < len(b)-2; n += step {
			cut := filepath.Join(folder, "cut"+ext)
			require.NoError(t, os.WriteFile(cut, b[:n], 0o600))
			w, err := watchlist.Load(cut, &watchlist.Options{Previous: &whole.List, MaxShrink: 0.001})
			switch {
			case ext == ".xml" || ext == ".json" && bytes.Count(b, []byte("\n")) > 2 && !strings.Contains(dir, "opensanctions"):
				require.Error(t, err, "%s cut at %d of %d", path, n, len(b))
			case err == nil:
				require.Len(t, w.Entries, len(whole.Entries), "%s cut at %d of %d", path, n, len(b))
			}
		}
	}
}

func TestGarbageInTheMiddle(t *testing.T) {
	for _, dir := range samples(t) {
		path := content(t, dir)
		if strings.HasSuffix(dir, "ofac-csv") {
			path = filepath.Join(dir, "sdn.csv")
		}
		whole, err := watchlist.Load(path, nil)
		require.NoError(t, err)
		b, err := os.ReadFile(path)
		require.NoError(t, err)
		at := bytes.LastIndexByte(b[:len(b)*9/10], '\n') + 1
		broken := filepath.Join(t.TempDir(), "broken"+filepath.Ext(path))
		require.NoError(t, os.WriteFile(broken, bytes.Join([][]byte{b[:at], []byte("<<garbage \"; {\n"), b[at:]}, nil), 0o600))
		w, err := watchlist.Load(broken, nil)
		if err == nil {
			t.Errorf("%s: garbage was read over: %d of %d entries, %q", path, len(w.Entries), len(whole.Entries), w.Notes)
		}
	}
}
