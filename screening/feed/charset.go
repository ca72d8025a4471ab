package feed

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/ianaindex"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

const headSize = 4096

// A charset is an encoding and what a pass over the bytes said about it.
type charset struct {
	name string
	encoding.Encoding
	damaged int64
}

var (
	utf8Charset    = charset{name: "UTF-8"}
	windowsCharset = charset{name: "windows-1252", Encoding: charmap.Windows1252}
	utf16LE        = charset{name: "UTF-16LE", Encoding: unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)}
	utf16BE        = charset{name: "UTF-16BE", Encoding: unicode.UTF16(unicode.BigEndian, unicode.UseBOM)}
)

// decode returns the stream as UTF-8 without byte order mark.
func (c charset) decode(r io.Reader) io.Reader {
	if c.Encoding == nil {
		return transform.NewReader(r, &lenient{})
	}
	return transform.NewReader(r, c.NewDecoder())
}

func (m *Member) recognize() (charset, error) {
	r, err := m.Open()
	if err != nil {
		return charset{}, err
	}
	defer r.Close()
	b := bufio.NewReaderSize(r, headSize)
	c, err := ofHead(b, m.file.options.Charset)
	if err != nil {
		return charset{}, m.wrap(err)
	}
	if c.name != "" {
		return c, nil
	}
	good, bad, err := count(b)
	if err != nil {
		return charset{}, err
	}
	if bad > good {
		c = windowsCharset
		c.damaged = good
		return c, nil
	}
	c = utf8Charset
	c.damaged = bad
	return c, nil
}

// ofHead decides by what stands at the beginning; an empty name means that only the rest can tell.
func ofHead(b *bufio.Reader, wanted string) (charset, error) {
	head, err := b.Peek(headSize)
	if err != nil && !errors.Is(err, io.EOF) || errors.Is(err, errCut) {
		return charset{}, err
	}
	if wanted != "" {
		return byName(wanted)
	}
	switch {
	case bytes.HasPrefix(head, []byte("\xef\xbb\xbf")):
		return charset{}, nil // marked as UTF-8, and still to be counted
	case bytes.HasPrefix(head, []byte("\xff\xfe")):
		return utf16LE, nil
	case bytes.HasPrefix(head, []byte("\xfe\xff")):
		return utf16BE, nil
	}
	if c := withoutMark(head); c.name != "" {
		return c, nil
	}
	return declared(head)
}

// withoutMark recognises UTF-16 without a byte order mark: every other byte of western text is zero.
func withoutMark(head []byte) charset {
	var even, odd int
	for i, c := range head {
		if c == 0 && i%2 == 0 {
			even++
		} else if c == 0 {
			odd++
		}
	}
	half := len(head) / 2
	switch {
	case half < 4:
		return charset{}
	case odd > half*6/10 && even < half/10:
		return utf16LE
	case even > half*6/10 && odd < half/10:
		return utf16BE
	}
	return charset{}
}

var declaration = regexp.MustCompile(`^\s*<\?xml[^>]*\sencoding\s*=\s*["']([A-Za-z0-9._:-]+)["']`)

func declared(head []byte) (charset, error) {
	m := declaration.FindSubmatch(head)
	if m == nil || strings.EqualFold(string(m[1]), "utf-8") || strings.HasPrefix(strings.ToLower(string(m[1])), "utf-16") {
		return charset{}, nil
	}
	return byName(string(m[1]))
}

func byName(name string) (charset, error) {
	if strings.EqualFold(name, "utf-8") || strings.EqualFold(name, "utf8") {
		return utf8Charset, nil
	}
	if l := strings.ToLower(name); l == "iso-8859-1" || l == "latin1" || l == "us-ascii" || l == "cp1252" {
		return windowsCharset, nil
	}
	e, err := ianaindex.IANA.Encoding(name)
	if err != nil || e == nil {
		return charset{}, fmt.Errorf("unknown charset %q", name)
	}
	return charset{name: name, Encoding: e}, nil
}

// count tells how many characters above ASCII are valid UTF-8 and how many bytes are not.
func count(r io.Reader) (good, bad int64, err error) {
	buf := make([]byte, 1<<16)
	kept := 0
	for {
		n, err := r.Read(buf[kept:])
		data, end := buf[:kept+n], err != nil
		for len(data) > 0 && (end || utf8.FullRune(data)) {
			if data[0] < utf8.RuneSelf {
				data = data[ascii(data):]
				continue
			}
			c, size := utf8.DecodeRune(data)
			if c == utf8.RuneError && size == 1 {
				bad++
			} else {
				good++
			}
			data = data[size:]
		}
		kept = copy(buf, data)
		if err == io.EOF { //nolint:errorlint // the end itself
			return good, bad, nil
		}
		if err != nil {
			return 0, 0, err
		}
	}
}

// ascii returns the length of the ASCII at the beginning.
func ascii(b []byte) int {
	for i, c := range b {
		if c >= utf8.RuneSelf {
			return i
		}
	}
	return len(b)
}

// lenient passes UTF-8 through, drops a byte order mark and turns a byte that is not UTF-8 into its Windows-1252 character.
type lenient struct{ started bool }

func (l *lenient) Reset() { l.started = false }

func (l *lenient) Transform(dst, src []byte, atEOF bool) (nDst, nSrc int, err error) {
	if !l.started {
		if len(src) < 3 && !atEOF {
			return 0, 0, transform.ErrShortSrc
		}
		l.started = true
		if bytes.HasPrefix(src, []byte("\xef\xbb\xbf")) {
			nSrc = 3
		}
	}
	for nSrc < len(src) {
		n := ascii(src[nSrc:min(len(src), nSrc+len(dst)-nDst)])
		copy(dst[nDst:], src[nSrc:nSrc+n])
		nDst, nSrc = nDst+n, nSrc+n
		if nSrc == len(src) {
			return nDst, nSrc, nil
		}
		if !atEOF && !utf8.FullRune(src[nSrc:]) {
			return nDst, nSrc, transform.ErrShortSrc
		}
		c, size := utf8.DecodeRune(src[nSrc:])
		if c == utf8.RuneError && size == 1 {
			c = charmap.Windows1252.DecodeByte(src[nSrc])
		}
		if nDst+utf8.RuneLen(c) > len(dst) {
			return nDst, nSrc, transform.ErrShortDst
		}
		nDst += utf8.EncodeRune(dst[nDst:], c)
		nSrc += size
	}
	return nDst, nSrc, nil
}
