package feed_test

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/tamiz-project/tamiz/screening/feed"
)

// write puts content into a new file and returns its path.
func write(t *testing.T, name string, content []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	require.NoError(t, os.WriteFile(path, content, 0o600))
	return path
}

func gz(t *testing.T, content []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	_, err := w.Write(content)
	require.NoError(t, err)
	require.NoError(t, w.Close())
	return b.Bytes()
}

// zipped packs pairs of name and content.
func zipped(t *testing.T, pairs ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for i := 0; i < len(pairs); i += 2 {
		f, err := w.Create(pairs[i])
		require.NoError(t, err)
		_, err = f.Write([]byte(pairs[i+1]))
		require.NoError(t, err)
	}
	require.NoError(t, w.Close())
	return b.Bytes()
}

// cells reads all rows of a file; the error is the first of any kind.
func cells(t *testing.T, path string, o *feed.Options) ([][]string, error) {
	t.Helper()
	f, err := feed.Open(path, o)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var out [][]string
	for row, err := range f.Rows() {
		if err != nil {
			return out, err
		}
		out = append(out, row.Cells)
	}
	return out, nil
}

func TestOpenUnpacks(t *testing.T) {
	plain := []byte("id,name\n1,Norte\n")
	want := [][]string{{"id", "name"}, {"1", "Norte"}}
	tests := []struct {
		name, file string
		content    []byte
		reason     string
	}{
		{"plain", "a.csv", plain, "as it comes"},
		{"gzip", "a.csv.gz", gz(t, plain), "lists are often kept packed"},
		{"zip", "a.zip", zipped(t, "a.csv", string(plain)), "registers are published so"},
		{"gzip named csv", "a.csv", gz(t, plain), "recognised by content, not by name"},
		{"zip in gzip", "a.zip.gz", gz(t, zipped(t, "a.csv", string(plain))), "a zip needs its end: spooled"},
		{"zip in zip", "a.zip", zipped(t, "b.zip", string(zipped(t, "a.csv", string(plain)))), "two deep is allowed"},
		{"with system files", "a.zip", zipped(t, "__MACOSX/._a.csv", "x", ".DS_Store", "x", "a.csv", string(plain)), "what file managers add is no data"},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			got, err := cells(t, write(t, tc.file, tc.content), nil)
			require.NoError(t, err, tc.reason)
			require.Equal(t, want, got, tc.reason)
		})
	}
}
