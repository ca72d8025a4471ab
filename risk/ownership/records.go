package ownership

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"regexp"
	"strings"

	"github.com/tamiz-project/tamiz/screening"
)

// A record is one JSON object with the line it begins on.
type record struct {
	json json.RawMessage
	line int
}

// container is the beginning of an object that wraps the records in a list.
var container = regexp.MustCompile(`^\s*\{\s*"[A-Za-z]+"\s*:\s*\[\s*\{`)

// records yields the objects of a JSON text, whichever way they are strung together: one per line, one after the other, in
// a list, or in a list inside an object ({"records":[...]}). A text that breaks off or is no JSON is an error that ends it.
func records(in input) iter.Seq2[record, error] {
	return func(yield func(record, error) bool) {
		buffered := bufio.NewReaderSize(in.text, headSize)
		head, _ := buffered.Peek(headSize) // an error comes again when reading
		count := &lineCounter{r: buffered}
		dec := json.NewDecoder(count)
		list := len(bytes.TrimLeft(head, " \t\r\n")) > 0 && bytes.TrimLeft(head, " \t\r\n")[0] == '['
		err := error(nil)
		if container.Match(head) {
			list, err = true, skip(dec, 2)
		}
		if list && err == nil {
			err = skip(dec, 1)
		}
		for err == nil && (!list || dec.More()) {
			var r record
			if err = dec.Decode(&r.json); err == nil {
				r.line = count.at(dec.InputOffset()) - bytes.Count(r.json, []byte{'\n'})
				if !yield(r, nil) {
					return
				}
			}
		}
		if list && err == nil {
			err = closing(dec)
		}
		if err != nil && (list || !errors.Is(err, io.EOF)) {
			yield(record{}, fmt.Errorf("%s:%d: %w", in.name, count.at(dec.InputOffset()), cutOff(err)))
		}
	}
}

// cutOff says what the end of a text in the middle of a list means.
func cutOff(err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return errors.New("the text ends in the middle of a record or list: the file is cut off")
	}
	return err
}

func skip(dec *json.Decoder, tokens int) error {
	for range tokens {
		if _, err := dec.Token(); err != nil {
			return err
		}
	}
	return nil
}

// closing reads what follows the list: its end, and nothing but ends.
func closing(dec *json.Decoder) error {
	depth := 1
	for depth > 0 {
		token, err := dec.Token()
		if err != nil {
			return err
		}
		if _, ok := token.(json.Delim); !ok {
			return fmt.Errorf("%v stands after the list of records", token)
		}
		depth--
		if dec.More() {
			depth++
		}
	}
	return nil
}

// A lineCounter knows on which line an offset is, for offsets that only grow.
type lineCounter struct {
	r      io.Reader
	read   int64
	breaks []int64
	line   int
}

func (c *lineCounter) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	for i, b := range p[:n] {
		if b == '\n' {
			c.breaks = append(c.breaks, c.read+int64(i))
		}
	}
	c.read += int64(n)
	return n, err
}

func (c *lineCounter) at(offset int64) int {
	passed := 0
	for passed < len(c.breaks) && c.breaks[passed] < offset {
		passed++
	}
	c.line += passed
	c.breaks = append(c.breaks[:0], c.breaks[passed:]...)
	return c.line + 1
}

// oneOrMany is a list, or one value where a writer saw no need for a list.
type oneOrMany[T any] []T

func (l *oneOrMany[T]) UnmarshalJSON(text []byte) error {
	if bytes.HasPrefix(text, []byte("[")) {
		return json.Unmarshal(text, (*[]T)(l))
	}
	var one T
	err := json.Unmarshal(text, &one)
	*l = oneOrMany[T]{one}
	return err
}

// day reads the date at the beginning of a timestamp. One that cannot be read is an issue and unknown.
func (b *builder) day(line int, id, field, text string) screening.Date {
	text = strings.TrimSpace(text)
	if len(text) > len("2006-01-02") {
		text = text[:len("2006-01-02")]
	}
	d, err := screening.ParseDate(text)
	if err != nil {
		b.issue(line, id, field, text, "not a date; read as if none were given")
	}
	return d
}

// bad reports a record that has not the shape of its format.
func (b *builder) bad(r record, err error) {
	b.issue(r.line, "", "", string(r.json), "the record has not the shape of its format and was not used: %v", err)
}
