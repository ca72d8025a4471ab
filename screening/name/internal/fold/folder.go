package fold

import (
	"unicode/utf8"
	"unsafe"
)

// A Folder folds texts in memory that it uses again. The zero value is ready.
type Folder struct {
	words  []Word
	letter []byte // of the word being folded
	chunks chunks
}

// Words folds a text that Repair has read. The words are valid until the next call, their texts until Reset.
func (f *Folder) Words(text string) []Word {
	if f.words == nil {
		f.words = make([]Word, 0, 8)
	}
	s := splitter{text: text, words: f.words[:0], folder: f}
	for i := 0; i < len(text); {
		if from := i; !s.in {
			if i = s.plainWord(i); i > from {
				continue
			}
		}
		r, size := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(text[i:])
		}
		s.next(r, i, size)
		i += size
	}
	s.flush(len(text))
	f.words = s.words
	return s.words
}

// Keep returns b as a text that is valid until Reset.
func (f *Folder) Keep(b []byte) string { return f.chunks.keep(b) }

// Reset takes the memory of all texts back.
func (f *Folder) Reset() { f.chunks.reset() }

// chunks hold texts one behind the other. A chunk is never grown and, until reset, never written where a text stands, so
// that a string may point into it: that is what makes the unsafe below sound. Whoever calls reset sees to it that no such
// string is read afterwards.
type chunks struct {
	all [][]byte
	at  int // the chunk that is being filled
}

// The first chunk has room for one name, because many Folders never see a second; each further one for twice as much.
const (
	firstChunk = 64
	mostChunk  = 1 << 14
)

func (c *chunks) keep(b []byte) string {
	if len(b) == 0 {
		return ""
	}
	for c.at < len(c.all) && cap(c.all[c.at])-len(c.all[c.at]) < len(b) {
		c.at++
	}
	if c.at == len(c.all) {
		size := firstChunk
		if c.at > 0 {
			size = min(2*cap(c.all[c.at-1]), mostChunk)
		}
		c.all = append(c.all, make([]byte, 0, max(size, len(b))))
	}
	chunk := append(c.all[c.at], b...) // there is room: it stays where it is
	c.all[c.at] = chunk
	return unsafe.String(&chunk[len(chunk)-len(b)], len(b))
}

func (c *chunks) reset() {
	for i := range c.all {
		c.all[i] = c.all[i][:0]
	}
	c.at = 0
}
