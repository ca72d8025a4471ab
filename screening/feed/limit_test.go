package feed_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/tamiz-project/tamiz/screening/feed"
)

func TestOpenRefuses(t *testing.T) {
	table := []byte(strings.Repeat("id,name\n1,Norte Distribución de Alimentos\n", 2000))
	packed, archive := gz(t, table), zipped(t, "a.csv", string(table))
	var locked bytes.Buffer
	w := zip.NewWriter(&locked)
	_, err := w.CreateRaw(&zip.FileHeader{Name: "a.csv", Flags: 1})
	require.NoError(t, err)
	require.NoError(t, w.Close())
	tests := []struct {
		name, file string
		content    []byte
		o          *feed.Options
		want       string
	}{
		{"an empty file", "a.csv", nil, nil, "empty file"},
		{"an empty archive", "a.zip", zipped(t), nil, "empty archive"},
		{"a gzip cut in the middle", "a.csv.gz", packed[:len(packed)/2], nil, "cut off or damaged"},
		{"a gzip cut in its header", "a.csv.gz", packed[:5], nil, "cut off or damaged"},
		{"a gzip without its checksum", "a.csv.gz", packed[:len(packed)-6], nil, "cut off or damaged"},
		{"a zip cut in the middle", "a.zip", archive[:len(archive)/2], nil, "probably cut off"},
		{"an encrypted zip", "a.zip", locked.Bytes(), nil, "encrypted"},
		{"an old Office file", "a.xls", []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), nil, "save it as .xlsx"},
		{"a PDF", "a.csv", []byte("%PDF-1.7"), nil, "a PDF"},
		{"another packer", "a.csv.xz", []byte("\xfd7zXZ\x00\x00"), nil, "unpack it first"},
		{"too much content", "a.csv.gz", packed, &feed.Options{MaxBytes: 1000}, "more than the limit of 1000 bytes"},
		{"an unknown charset", "a.csv", table, &feed.Options{Charset: "klingon"}, `unknown charset "klingon"`},
		{"a line without end", "a.csv", bytes.Repeat([]byte("x"), 100_000), &feed.Options{MaxRecord: 50_000}, "a row of more than 50000 bytes"},
		{"a quote that is never closed", "a.csv", []byte("id,name\n1,\"Norte\n2,Sur\n"), nil, "a.csv:2: a quoted cell starts in this row and never ends"},
		{"archives within archives", "a.zip", zipped(t, "b.zip", string(zipped(t, "c.zip", string(zipped(t, "d.zip", string(archive)))))), nil, "more than 3 deep"},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			_, err := cells(t, write(t, tc.file, tc.content), tc.o)
			require.ErrorContains(t, err, tc.want)
			require.ErrorContains(t, err, strings.TrimSuffix(tc.file, ".gz"), "the message names the file")
		})
	}
	_, err = feed.Open(filepath.Join(t.TempDir(), "missing.csv"), nil)
	require.ErrorIs(t, err, os.ErrNotExist)
	_, err = feed.Open(t.TempDir(), nil)
	require.ErrorContains(t, err, "holds no file")
}

func TestBombIsRefused(t *testing.T) {
	if testing.Short() {
		t.Skip("unpacks 64 MiB")
	}
	path := write(t, "a.csv.gz", gz(t, make([]byte, 200<<20)))
	_, err := cells(t, path, nil)
	require.ErrorContains(t, err, "decompression bomb")
}

func TestFolderIsTheSetOfItsFiles(t *testing.T) {
	dir := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(dir, "b.csv"), []byte("x,y\n3,4\n"), 0o600))
	require.NoError(t, os.WriteFile(filepath.Join(dir, "a.csv"), []byte("x,y\n1,2\n"), 0o600))
	require.NoError(t, os.WriteFile(filepath.Join(dir, ".hidden"), []byte("no"), 0o600))
	f, err := feed.Open(dir, nil)
	require.NoError(t, err)
	defer f.Close()
	var names []string
	for _, m := range f.Members() {
		names = append(names, m.Name())
	}
	require.Equal(t, []string{"a.csv", "b.csv"}, names)
	before := f.SHA256()
	require.Len(t, before, 64)
	require.NoError(t, os.WriteFile(filepath.Join(dir, "b.csv"), []byte("x,y\n3,5\n"), 0o600))
	again, err := feed.Open(dir, nil)
	require.NoError(t, err)
	defer again.Close()
	require.NotEqual(t, before, again.SHA256(), "the hash covers every file")
}

func TestSHA256IsThatOfTheBytesOnDisk(t *testing.T) {
	f, err := feed.Open(write(t, "a.txt", []byte("abc")), nil)
	require.NoError(t, err)
	defer f.Close()
	require.Equal(t, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", f.SHA256())
}

func TestMembersCanBeReadSeveralTimes(t *testing.T) {
	f, err := feed.Open(write(t, "a.csv.gz", gz(t, []byte("id\n1\n"))), &feed.Options{MaxBytes: 5})
	require.NoError(t, err)
	defer f.Close()
	m := f.Members()[0]
	for range 3 {
		r, err := m.Open()
		require.NoError(t, err)
		b, err := io.ReadAll(r)
		require.NoError(t, err, "a second pass spends no budget")
		require.Equal(t, "id\n1\n", string(b))
		require.NoError(t, r.Close())
	}
	head, err := m.Peek(2)
	require.NoError(t, err)
	require.Equal(t, "id", string(head))
	require.Equal(t, "a.csv", m.Name())
}

func TestXML(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"a good one", `<?xml version="1.0" encoding="windows-1252"?><!DOCTYPE l><l><!-- <a> --><e n="a>b"/><e><![CDATA[<x>]]></e></l>`, ""},
		{"cut off", `<l><e>`, "unexpected EOF"},
		{"an entity of its own", `<!DOCTYPE l [<!ENTITY a "aaaaaaaa">]><l>&a;</l>`, "entity"},
		{"an entity outside", `<!DOCTYPE l [<!ENTITY a SYSTEM "file:///etc/passwd">]><l>&a;</l>`, "entity"},
		{"too deep", strings.Repeat("<a>", 100), "nested more than 64 deep"},
		{"too long", "<l>" + strings.Repeat("x", 17<<20), "longer than"},
		{"too long a tag", `<l a="` + strings.Repeat("x", 17<<20), "longer than"},
		{"too long a comment", `<l><!--` + strings.Repeat("x", 17<<20), "longer than"},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			err := drain(feed.XML(strings.NewReader(tc.text)))
			if tc.want == "" {
				require.NoError(t, err)
			} else {
				require.ErrorContains(t, err, tc.want)
			}
		})
	}
}

func drain(d *xml.Decoder) error {
	for {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
	}
}

// FuzzXMLGuard: whatever encoding/xml reads without error and within 64 levels, the guard reads too.
func FuzzXMLGuard(f *testing.F) {
	for _, s := range []string{`<a b="c">d<!-- - --></a>`, `<a><![CDATA[]]]]></a>`, `<?x ?><a/>`, `<!DOCTYPE a [<!ELEMENT a (b)>]><a/>`, `<a b='>"'/>`} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) < 300 && drain(xml.NewDecoder(strings.NewReader(text))) == nil && strings.Count(text, "<") < 60 {
			require.NoError(t, drain(feed.XML(strings.NewReader(text))), "%q", text)
		}
	})
}
