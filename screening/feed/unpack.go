package feed

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"strings"
)

const (
	maxDepth = 3 // archives within archives
	// maxRatio is how many bytes one packed byte may become. Official lists in XML reach 30; deflate ends at 1,032, and only bombs
	// go there. The first freeRatio bytes are not judged: a short file of spaces is no attack.
	maxRatio  = 250
	freeRatio = 64 << 20
)

// A source is a stream that can be opened again and again, with its size where it is known.
type source struct {
	name string
	open func() (io.ReadCloser, error)
	at   io.ReaderAt // nil when the bytes are only a stream
	size int64
}

func onDisk(f *os.File, size int64, name string) source {
	open := func() (io.ReadCloser, error) { return io.NopCloser(io.NewSectionReader(f, 0, size)), nil }
	return source{name: name, open: open, at: f, size: size}
}

// refused are formats that would otherwise be read as garbage, with what to do about them.
var refused = map[string]string{
	"\xd0\xcf\x11\xe0": "an old binary or an encrypted Office file: save it as .xlsx without a password",
	"%PDF-":            "a PDF: ask for the table as CSV or XLSX",
	"BZh":              "packed with bzip2: unpack it first",
	"\xfd7zXZ":         "packed with xz: unpack it first",
	"7z\xbc\xaf":       "packed with 7-Zip: unpack it first",
	"Rar!":             "packed with RAR: unpack it first",
	"\x28\xb5\x2f\xfd": "packed with zstd: unpack it first",
}

// unpack adds the members found in a source.
func (f *File) unpack(s source, depth int) error {
	head, err := headOf(s)
	if err != nil {
		return fmt.Errorf("%s: %w", f.label(s.name), err)
	}
	for magic, what := range refused {
		if bytes.HasPrefix(head, []byte(magic)) {
			return fmt.Errorf("%s: %s", f.label(s.name), what)
		}
	}
	gz, zipped := bytes.HasPrefix(head, []byte("\x1f\x8b")), bytes.HasPrefix(head, []byte("PK\x03\x04")) || bytes.HasPrefix(head, []byte("PK\x05\x06"))
	if (gz || zipped) && depth == maxDepth {
		return fmt.Errorf("%s: archives within archives, more than %d deep", f.label(s.name), maxDepth)
	}
	switch {
	case gz:
		return f.unpack(f.gunzip(s), depth+1)
	case zipped:
		return f.unzip(s, depth+1)
	}
	return f.add(&Member{name: s.name, open: s.open})
}

func (f *File) add(m *Member) error {
	if len(f.members) == maxMembers {
		return fmt.Errorf("%s: more than %d files", f.path, maxMembers)
	}
	m.file = f
	f.members = append(f.members, m)
	return nil
}

// label is a member's name with the file it is in, for messages.
func (f *File) label(name string) string {
	base := path.Base(strings.ReplaceAll(f.path, `\`, "/"))
	if name == base {
		return name
	}
	return base + "/" + name
}

func headOf(s source) ([]byte, error) {
	r, err := s.open()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	head := make([]byte, 512)
	n, err := io.ReadFull(r, head)
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) && n > 0 && !errors.Is(err, errCut) {
		err = nil
	}
	return head[:n], err
}

func (f *File) gunzip(s source) source {
	name := strings.TrimSuffix(strings.TrimSuffix(s.name, ".gz"), ".GZ")
	open := func() (io.ReadCloser, error) {
		raw, err := s.open()
		if err != nil {
			return nil, err
		}
		packed := &counter{r: raw}
		z, err := gzip.NewReader(packed)
		if err != nil {
			return nil, errors.Join(cut(err, 0), raw.Close())
		}
		return &unpacked{r: z, packed: packed, closers: []io.Closer{z, raw}}, nil
	}
	return source{name: name, open: open}
}

// unzip adds the files of a zip; a workbook is a zip too, and one member.
func (f *File) unzip(s source, depth int) error {
	if s.at == nil {
		var err error
		if s, err = f.spool(s); err != nil {
			return fmt.Errorf("%s: %w", f.label(s.name), err)
		}
	}
	z, err := zip.NewReader(s.at, s.size)
	if err != nil {
		return fmt.Errorf("%s: the directory at the end of the zip is missing or broken, the file is probably cut off: %w", f.label(s.name), err)
	}
	if kind := bookKind(z); kind != "" {
		return f.add(&Member{name: s.name, open: s.open, book: newBook(z), kind: kind})
	}
	files := contentOf(z)
	for _, entry := range files {
		if entry.Flags&1 != 0 {
			return fmt.Errorf("%s/%s: encrypted, unpack it first", f.label(s.name), entry.Name)
		}
		if err := f.unpack(inZip(entry, within(s.name, entry.Name, depth)), depth); err != nil {
			return err
		}
	}
	if len(files) == 0 {
		return fmt.Errorf("%s: empty archive", f.label(s.name))
	}
	return nil
}

// within names an entry: by itself in the outermost archive, after its archive further in.
func within(outer, name string, depth int) string {
	if depth == 1 {
		return name
	}
	return outer + "/" + name
}

// contentOf leaves out folders and what file managers add.
func contentOf(z *zip.Reader) []*zip.File {
	var out []*zip.File
	for _, e := range z.File {
		hidden := strings.HasPrefix(e.Name, "__MACOSX/") || strings.HasPrefix(path.Base(e.Name), ".")
		if !e.FileInfo().IsDir() && !hidden {
			out = append(out, e)
		}
	}
	return out
}

func inZip(e *zip.File, name string) source {
	return source{name: name, open: func() (io.ReadCloser, error) { return openEntry(e) }}
}

func openEntry(e *zip.File) (io.ReadCloser, error) {
	r, err := e.Open()
	if err != nil {
		return nil, cut(err, 0)
	}
	return &unpacked{r: r, size: int64(e.CompressedSize64), closers: []io.Closer{r}}, nil
}

// spool unpacks a stream to a temporary file, because a zip is read from its end.
func (f *File) spool(s source) (source, error) {
	r, err := s.open()
	if err != nil {
		return s, err
	}
	defer r.Close()
	tmp, err := os.CreateTemp("", "feed-*.zip")
	if err != nil {
		return s, err
	}
	f.closers, f.temps = append(f.closers, tmp), append(f.temps, tmp.Name())
	n, err := io.Copy(tmp, &limited{r: io.NopCloser(r), budget: &f.budget, seen: new(mark)})
	if err != nil {
		return s, err
	}
	return onDisk(tmp, n, s.name), nil
}
