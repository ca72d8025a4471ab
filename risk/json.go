package risk

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"

	"github.com/tamiz-project/tamiz/screening/feed"
)

// rejected is the line of a row that could not be assessed.
type rejected struct {
	Rejected *feed.RecordError `json:"rejected"`
}

// WriteJSON writes one line per assessment and per rejected row. ReadJSON is its inverse. Any other error of the results
// is returned, and what was written so far is not a report.
func WriteJSON(w io.Writer, results iter.Seq2[Assessment, error]) error {
	out := bufio.NewWriterSize(w, 1<<16)
	e := json.NewEncoder(out)
	e.SetEscapeHTML(false)
	for a, err := range results {
		var bad *feed.RecordError
		var line any = a
		switch {
		case errors.As(err, &bad):
			line = rejected{bad}
		case err != nil:
			return err
		}
		if err := e.Encode(line); err != nil {
			return fmt.Errorf("assessment %q: %w", a.ID, err)
		}
	}
	return out.Flush()
}

// ReadJSON reads what WriteJSON wrote, so that a report can be made later or from shards. A line that cannot be read is
// the end: a report with a hole in it is none.
func ReadJSON(r io.Reader) iter.Seq2[Assessment, error] {
	return func(yield func(Assessment, error) bool) {
		in := bufio.NewReaderSize(r, 1<<16)
		for line := 1; ; line++ {
			text, err := in.ReadBytes('\n')
			if len(bytes.TrimSpace(text)) > 0 {
				a, bad := readLine(text)
				var row *feed.RecordError
				if bad != nil && !errors.As(bad, &row) {
					bad = fmt.Errorf("line %d: %w", line, bad)
				}
				if !yield(a, bad) || (bad != nil && row == nil) {
					return
				}
			}
			if err == io.EOF {
				return
			}
			if err != nil {
				yield(Assessment{}, err)
				return
			}
		}
	}
}

func readLine(text []byte) (Assessment, error) {
	var a Assessment
	var row rejected
	if err := json.Unmarshal(text, &row); err != nil {
		return a, err
	}
	if row.Rejected != nil {
		return a, row.Rejected
	}
	if err := json.Unmarshal(text, &a); err != nil {
		return Assessment{}, err
	}
	if a.Tier == "" || a.Contributions == nil {
		return Assessment{}, fmt.Errorf("%.60q is no assessment", text)
	}
	return a, nil
}
