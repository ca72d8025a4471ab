package monitor

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"

	"github.com/tamiz-project/tamiz/risk"
	"github.com/tamiz-project/tamiz/screening"
)

// A record is one line of a log: a run or a decision.
type record struct {
	Line     int                 `json:"line"`   // counted from 1
	Before   string              `json:"before"` // SHA-256 of the line before without its line end, in hex; "" on the first
	Run      *runRecord          `json:"run,omitempty"`
	Decision *screening.Decision `json:"decision,omitempty"`
}

// A runRecord is the head of a run without names: of files only role and digest, of lists id and digest.
type runRecord struct {
	ID          string         `json:"id"`
	AsOf        screening.Date `json:"as_of"`
	Methodology methodology    `json:"methodology"`
	Lists       []source       `json:"lists"`
	Inputs      []source       `json:"inputs"`
	Software    string         `json:"software"`
	Report      string         `json:"report_sha256"`
	Bytes       int64          `json:"report_bytes"`
}

// A methodology is which document judged. Its approver stands in the document.
type methodology struct {
	ID      string `json:"id"`
	Version string `json:"version"`
	SHA256  string `json:"sha256"`
}

// A source is a file that a run read.
type source struct {
	ID     string `json:"id"` // of a list; the role of an input
	SHA256 string `json:"sha256"`
}

// A line is a record as it stands in the file.
type line struct {
	record
	hash   string
	length int
}

// lines reads the first n lines of the file, or all of them for a negative n, and verifies the chain.
func (l *Log) lines(n int) iter.Seq2[line, error] {
	return func(yield func(line, error) bool) {
		in := bufio.NewReaderSize(io.NewSectionReader(l.file, 0, 1<<62), 1<<16)
		before := ""
		for i := 1; i <= n || n < 0; i++ {
			text, err := in.ReadBytes('\n')
			if err == io.EOF && len(text) == 0 && n < 0 {
				return
			}
			if err != nil && err != io.EOF {
				yield(line{}, fmt.Errorf("log: %s: line %d: %w", l.path, i, err))
				return
			}
			r, reason := readRecord(text, i, before)
			if reason != nil {
				yield(line{}, &LogError{l.path, i, reason.Error()})
				return
			}
			if !yield(r, nil) {
				return
			}
			before = r.hash
		}
	}
}

// readRecord reads a line and checks that it is the one that follows.
func readRecord(text []byte, number int, before string) (line, error) {
	whole, ended := bytes.CutSuffix(text, []byte("\n"))
	if !ended {
		return line{}, fmt.Errorf("the line is cut off after %d bytes: %.60q", len(text), text)
	}
	r := line{hash: hashOf(whole), length: len(text)}
	if err := json.Unmarshal(whole, &r.record); err != nil {
		return r, fmt.Errorf("%.60q is no line of a log: %w", whole, err)
	}
	switch {
	case r.Before != before:
		return r, fmt.Errorf("the chain breaks here: it follows a line with the hash %.12q, the line before has %.12q", r.Before, before)
	case r.Line != number:
		return r, fmt.Errorf("it calls itself line %d", r.Line)
	case (r.Run == nil) == (r.Decision == nil):
		return r, errors.New("it is neither a run nor a decision")
	}
	return r, nil
}

func recordOf(r risk.Run, report string, n int64) *runRecord {
	m := methodology{r.Methodology.ID(), r.Methodology.Version(), r.Methodology.SHA256()}
	out := &runRecord{ID: r.ID, AsOf: r.AsOf, Methodology: m, Software: r.Software, Report: report, Bytes: n, Lists: []source{}, Inputs: []source{}}
	for _, l := range r.Lists {
		out.Lists = append(out.Lists, source{l.ID, l.SHA256})
	}
	for _, in := range r.Inputs {
		out.Inputs = append(out.Inputs, source{in.Role, in.SHA256})
	}
	return out
}
