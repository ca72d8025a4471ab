package watchlist

import (
	"fmt"
	"iter"
	"slices"
	"sync"

	"github.com/tamiz-project/tamiz/screening"
	"github.com/tamiz-project/tamiz/screening/feed"
)

// A File is a list being read, for work that does not need it in memory: what a pass holds does not grow with the
// entries, apart from eight bytes per entry that find doubled ids, and the parts of a set that must be joined.
type File struct {
	path   string
	source *feed.File
	format *format
	in     *input
	opts   Options

	mu   sync.Mutex
	list screening.List
}

// Open recognises the format and reads as little as that takes.
func Open(path string, o *Options) (*File, error) {
	f := &File{path: path}
	if o != nil {
		f.opts = *o
	}
	if f.opts.MaxShrink == 0 {
		f.opts.MaxShrink = defaultMaxShrink
	}
	source, err := feed.Open(path, &f.opts.File)
	if err != nil {
		return nil, fmt.Errorf("list %w", err)
	}
	f.source = source
	if err := f.recognise(); err != nil {
		source.Close()
		return nil, err
	}
	return f, nil
}

func (f *File) recognise() error {
	samples, err := samplesOf(f.source)
	if err != nil {
		return err
	}
	f.format, f.in, err = formatOf(f.path, samples)
	if err != nil {
		return err
	}
	f.list = f.format.list
	f.list.Format = f.format.name
	f.list.SHA256 = f.source.SHA256()
	f.list.Lacks = slices.Clone(f.format.list.Lacks)
	if f.format.about != nil {
		f.format.about(samples, &f.list)
	}
	if f.opts.ID != "" {
		f.list.ID = f.opts.ID
	}
	return f.applyProvenance()
}

// applyProvenance takes over what the provenance file beside the list says, after checking that it belongs to these bytes.
func (f *File) applyProvenance() error {
	p, found, err := ReadProvenance(f.path)
	if err != nil || !found {
		return err
	}
	if p.SHA256 != "" && p.SHA256 != f.list.SHA256 {
		return fmt.Errorf("%s: its hash is %s, but %s is about a file with hash %s: fetch the list again, or remove that file if its dates are not known",
			f.path, short(f.list.SHA256), provenancePath(f.path), short(p.SHA256))
	}
	f.list.Retrieved = p.Retrieved
	if f.list.Published.IsZero() {
		f.list.Published = p.Published
	}
	if p.URL != "" {
		f.list.URL = p.URL
	}
	return nil
}

func short(hash string) string { return hash[:min(12, len(hash))] }

// Entries reads from the start on every call. A *feed.RecordError concerns one record, which is counted in List.Bad, and the
// sequence goes on until more than Options.MaxBad records were bad; any other error is the last pair. A list that turns
// out empty, or that shrank beyond Options.MaxShrink, ends with an error too, after its entries: whoever needs
// all or nothing collects them first, as Load does.
func (f *File) Entries() iter.Seq2[screening.Entry, error] {
	return func(yield func(screening.Entry, error) bool) {
		out := &sink{list: f.startingList(), max: f.opts.MaxBad, yield: yield, seen: map[uint64]int32{}}
		err := f.format.parse(f.in, out)
		if out.stopped {
			return
		}
		if out.err != nil {
			err = out.err
		}
		if err == nil {
			err = f.finish(out)
		}
		if err != nil {
			yield(screening.Entry{}, final(err))
		}
	}
}

func (f *File) startingList() screening.List {
	f.mu.Lock()
	defer f.mu.Unlock()
	l := f.list
	l.Count, l.Bad, l.Unread, l.Notes = 0, 0, 0, nil
	return l
}

// finish checks the list as a whole and publishes its counts.
func (f *File) finish(out *sink) error {
	l := out.finished()
	if l.Count == 0 {
		return fmt.Errorf("%s: no entry in this %s: an empty list is refused, because screening against it looks like a result", f.path, f.format.title)
	}
	if p := f.opts.Previous; p != nil && float64(l.Count) < float64(p.Count)*(1-f.opts.MaxShrink) {
		return fmt.Errorf("%s: %d entries, but the last edition of %q had %d: it shrank by more than %.0f %%, so it is refused; "+
			"compare both editions and raise Options.MaxShrink if the publisher confirms it", f.path, l.Count, p.ID, p.Count, 100*f.opts.MaxShrink)
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	f.list = l
	return nil
}

// List returns what the file says of itself; its hash is known from the start, its counts and notes once a pass of Entries has
// ended without an error.
func (f *File) List() screening.List {
	f.mu.Lock()
	defer f.mu.Unlock()
	l := f.list
	l.Lacks, l.Notes = slices.Clone(l.Lacks), slices.Clone(l.Notes)
	return l
}

// Close closes the file. It must come after the last pass.
func (f *File) Close() error { return f.source.Close() }
