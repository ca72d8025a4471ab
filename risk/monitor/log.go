package monitor

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"sync"

	"github.com/tamiz-project/tamiz/risk"
	"github.com/tamiz-project/tamiz/screening"
)

// A Log is a hash-chained, append-only file of runs and decisions, in JSON Lines. Every line holds the SHA-256 of the line
// before it, so that a line that is altered, taken out, put in or moved breaks the chain there. There is no clock in it:
// runs and decisions carry their own dates.
//
// What a chain cannot show by itself is that its last lines were cut off, or that all of it was written anew. For that, keep
// Head outside of the file (in the report, in a mail to the auditor) and give it to Verify later.
//
// A log holds digests and ids, not names of the people and companies that were screened. A decision's rationale and reviewer
// are in it as given, because a decision is worth nothing without them: write a rationale that names nobody.
type Log struct {
	mu     sync.Mutex
	file   *os.File
	path   string
	size   int64
	hashes []string // of each line
	broken error
}

// A Head names the state of a log: how many lines it has and the SHA-256 of the last, in hex.
type Head struct {
	Lines  int    `json:"lines"`
	SHA256 string `json:"sha256"`
}

// A LogError says at which line, counted from 1, a log is not what was written.
type LogError struct {
	Path   string
	Line   int
	Reason string
}

// Error says which file, which line and what is wrong.
func (e *LogError) Error() string { return fmt.Sprintf("%s:%d: %s", e.Path, e.Line, e.Reason) }

// OpenLog opens a log, or begins one where there is no file, and verifies the whole chain. A *LogError says at which line it
// breaks; also a last line that was cut off in the middle, which a power failure can leave, is an error and never repaired
// silently: somebody has to look at what was lost.
func OpenLog(path string) (*Log, error) {
	_, missing := os.Stat(path)
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE|os.O_APPEND, 0o600)
	if err != nil {
		return nil, fmt.Errorf("log: %w", err)
	}
	l := &Log{file: f, path: path}
	for line, err := range l.lines(-1) {
		if err != nil {
			return nil, errors.Join(err, f.Close())
		}
		l.hashes, l.size = append(l.hashes, line.hash), l.size+int64(line.length)
	}
	if errors.Is(missing, os.ErrNotExist) {
		if err := syncFolder(filepath.Dir(path)); err != nil {
			return nil, errors.Join(fmt.Errorf("log: %w", err), f.Close())
		}
	}
	return l, nil
}

// syncFolder makes sure that a new file is still there after a power failure.
func syncFolder(path string) error {
	d, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}

// AppendRun appends the head of a run and the SHA-256 and size of its report, which is read to its end: the JSON Lines or
// the workbook as they were handed out. It returns when the line is on disk.
func (l *Log) AppendRun(r risk.Run, report io.Reader) error {
	if r.ID == "" || r.Methodology == nil || report == nil {
		return errors.New("log: a run has an id, a methodology and a report; take it from Assessor.Run")
	}
	hash := sha256.New()
	n, err := io.Copy(hash, report)
	if err != nil {
		return fmt.Errorf("log: report of run %s: %w", r.ID, err)
	}
	return l.append(record{Run: recordOf(r, hex.EncodeToString(hash.Sum(nil)), n)})
}

// AppendDecisions appends decisions, all of them or none. They are checked as by screening.NewDecisions; the error joins
// every mistake and says which decision each is in, counted from 1. It returns when the lines are on disk.
func (l *Log) AppendDecisions(d ...screening.Decision) error {
	if _, err := screening.NewDecisions(d...); err != nil {
		return fmt.Errorf("log: %w", err)
	}
	all := make([]record, len(d))
	for i := range d {
		all[i].Decision = &d[i]
	}
	return l.append(all...)
}

// append writes lines in one piece. What could be written of them only in part is taken back; if that fails too, the log
// takes nothing more.
func (l *Log) append(all ...record) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if err := l.ready(); err != nil || len(all) == 0 {
		return err
	}
	var text bytes.Buffer
	hashes := l.hashes
	for i := range all {
		all[i].Line, all[i].Before = len(hashes)+1, lastOf(hashes)
		line, err := json.Marshal(all[i])
		if err != nil {
			return fmt.Errorf("log: line %d: %w", all[i].Line, err)
		}
		text.Write(append(line, '\n'))
		hashes = append(hashes, hashOf(line))
	}
	_, err := l.file.Write(text.Bytes())
	if err == nil {
		err = l.file.Sync()
	}
	if err != nil {
		if back := l.file.Truncate(l.size); back != nil {
			l.broken = fmt.Errorf("log: %s may end in half a line: %w", l.path, back)
		}
		return errors.Join(fmt.Errorf("log: nothing was appended: %w", err), l.broken)
	}
	l.hashes, l.size = hashes, l.size+int64(text.Len())
	return nil
}

// ready refuses a closed or broken log, and a file that somebody else wrote to.
func (l *Log) ready() error {
	if l.broken != nil {
		return l.broken
	}
	if l.file == nil {
		return fmt.Errorf("log: %s: %w", l.path, os.ErrClosed)
	}
	info, err := l.file.Stat()
	switch {
	case err != nil:
		return fmt.Errorf("log: %w", err)
	case info.Size() != l.size:
		return fmt.Errorf("log: %s has %d bytes and not the %d that this log wrote; somebody else writes to it", l.path, info.Size(), l.size)
	}
	return nil
}

// Decisions yields every decision in the order it was appended; the latest on a hit counts, as screening.NewDecisions
// has it. The chain is verified again on the way. Any error is the last pair. What is appended meanwhile is not in it.
func (l *Log) Decisions() iter.Seq2[screening.Decision, error] {
	return func(yield func(screening.Decision, error) bool) {
		l.mu.Lock()
		err, n := l.ready(), len(l.hashes)
		l.mu.Unlock()
		if err != nil {
			yield(screening.Decision{}, err)
			return
		}
		for line, err := range l.lines(n) {
			if err != nil {
				yield(screening.Decision{}, err)
				return
			}
			if line.Decision != nil && !yield(*line.Decision, nil) {
				return
			}
		}
	}
}

// Head returns the state of the log, to be kept outside of it. It is the zero Head of an empty log.
func (l *Log) Head() Head {
	l.mu.Lock()
	defer l.mu.Unlock()
	return Head{Lines: len(l.hashes), SHA256: lastOf(l.hashes)}
}

// Verify reports whether the log goes on from a Head that was kept: nothing was cut off and nothing before it was written
// anew. A *LogError says which line is missing or another.
func (l *Log) Verify(h Head) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	switch {
	case h.Lines < 0 || h.Lines == 0 && h.SHA256 != "":
		return fmt.Errorf("log: head of %d lines with hash %q is none", h.Lines, h.SHA256)
	case h.Lines > len(l.hashes):
		return &LogError{l.path, len(l.hashes) + 1, fmt.Sprintf("the log ends before line %d; its end was cut off", h.Lines)}
	case lastOf(l.hashes[:h.Lines]) != h.SHA256:
		return &LogError{l.path, h.Lines, "another line than the one whose hash was kept"}
	}
	return nil
}

// Close closes the file. Everything appended is on disk already. A second Close does nothing.
func (l *Log) Close() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.file == nil {
		return nil
	}
	f := l.file
	l.file = nil
	return f.Close()
}

func lastOf(hashes []string) string {
	if len(hashes) == 0 {
		return ""
	}
	return hashes[len(hashes)-1]
}

func hashOf(line []byte) string {
	sum := sha256.Sum256(line)
	return hex.EncodeToString(sum[:])
}
