package watchlist

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"mime"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/tamiz-project/tamiz/screening"
)

// FetchOptions are the limits of a download; part of Options. The zero value is the default.
type FetchOptions struct {
	MaxBytes int64                                      // of the download; zero: 1 GiB, several times the largest official list
	Timeout  time.Duration                              // of one attempt, without waiting; zero: 10 minutes
	Attempts int                                        // zero: 4
	Backoff  time.Duration                              // before the second attempt, doubled for each further one; zero: 2 seconds
	Today    screening.Date                             // the day that Provenance.Retrieved gets; zero: the day of the server's Date header
	Progress func(s Source, done, total int64)          // called as bytes arrive; total is -1 when the server does not say
	Wait     func(context.Context, time.Duration) error // how to wait between attempts; nil: a timer
}

const (
	defaultFetchBytes = 1 << 30
	defaultTimeout    = 10 * time.Minute
	defaultAttempts   = 4
	defaultBackoff    = 2 * time.Second
	maxRetryAfter     = 5 * time.Minute
)

// Fetch downloads a list, parses it, and only then replaces the file at path. It returns the list that is at path
// afterwards; changed is false when the publisher has nothing newer.
//
// The request is conditional (ETag, Last-Modified) when a provenance file beside path belongs to the file there. A failure of the
// network, a server error and an answer that ends early are tried again; a refusal (4xx), a page of HTML, an answer that is
// larger than the limit, a list of another publisher than s, one that does not parse, and one that shrank since the file at path
// (or Options.Previous) are errors, and the old file stays. The file and its provenance are written whole; a crash
// between the two leaves a file without dates, which counts as stale, never one with the dates of another.
//
// client may be nil for http.DefaultClient; its redirect policy, proxies and transport are the caller's.
func Fetch(ctx context.Context, client *http.Client, s Source, path string, o *Options) (list *screening.Watchlist, changed bool, err error) {
	f := newFetcher(client, s, path, o)
	if strings.Contains(s.URL, "{") {
		return nil, false, fmt.Errorf("fetch %s: put the day into the address %s first", s.ID, s.URL)
	}
	got, err := f.download(ctx)
	if err != nil {
		return nil, false, fmt.Errorf("fetch %s: %w", s.ID, err)
	}
	if got.unchanged {
		list, err := f.unchanged(got)
		return list, false, err
	}
	defer os.RemoveAll(filepath.Dir(got.file))
	list, err = f.accept(got)
	if err != nil {
		return nil, false, fmt.Errorf("fetch %s: %w", s.ID, err)
	}
	return list, true, nil
}

// A fetcher is one call of Fetch.
type fetcher struct {
	client *http.Client
	source Source
	path   string
	opts   Options
	limits FetchOptions
	known  Provenance // of the file at path; zero when there is none that belongs to it
	before *screening.Watchlist
}

// A fetched is an answer.
type fetched struct {
	unchanged bool
	file      string
	etag      string
	modified  string
	day       screening.Date
}

func newFetcher(client *http.Client, s Source, path string, o *Options) *fetcher {
	f := &fetcher{client: cmp.Or(client, http.DefaultClient), source: s, path: path}
	if o != nil {
		f.opts = *o
	}
	f.limits = f.opts.Fetch
	f.limits.MaxBytes = cmp.Or(f.limits.MaxBytes, defaultFetchBytes)
	f.limits.Timeout = cmp.Or(f.limits.Timeout, defaultTimeout)
	f.limits.Attempts = cmp.Or(f.limits.Attempts, defaultAttempts)
	f.limits.Backoff = cmp.Or(f.limits.Backoff, defaultBackoff)
	if f.limits.Wait == nil {
		f.limits.Wait = wait
	}
	f.lookBefore()
	return f
}

// lookBefore reads the file at path. One that cannot be read is no reason to keep it: it is fetched anew, unconditionally.
func (f *fetcher) lookBefore() {
	o := f.opts
	o.Previous = nil
	before, err := Load(f.path, &o)
	if err != nil {
		return
	}
	f.before = before
	if p, found, err := ReadProvenance(f.path); err == nil && found && p.SHA256 == before.SHA256 {
		f.known = p
	}
}

func wait(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// A temporary error is worth another attempt.
type temporary struct {
	error
	after time.Duration
}

func (t temporary) Unwrap() error { return t.error }

func (f *fetcher) download(ctx context.Context) (fetched, error) {
	pause := f.limits.Backoff
	for attempt := 1; ; attempt++ {
		got, err := f.attempt(ctx)
		var again temporary
		if err == nil || !errors.As(err, &again) || ctx.Err() != nil {
			return got, err
		}
		if attempt == f.limits.Attempts {
			return got, fmt.Errorf("%w (after %d attempts)", err, attempt)
		}
		if err := f.limits.Wait(ctx, max(pause, min(again.after, maxRetryAfter))); err != nil {
			return got, err
		}
		pause *= 2
	}
}

func (f *fetcher) attempt(ctx context.Context) (fetched, error) {
	ctx, cancel := context.WithTimeout(ctx, f.limits.Timeout)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, f.source.URL, nil)
	if err != nil {
		return fetched{}, err
	}
	req.Header.Set("User-Agent", "tamiz (+https://github.com/tamiz-project/tamiz)")
	if f.known.ETag != "" {
		req.Header.Set("If-None-Match", f.known.ETag)
	}
	if f.known.LastModified != "" {
		req.Header.Set("If-Modified-Since", f.known.LastModified)
	}
	resp, err := f.client.Do(req)
	if err != nil {
		return fetched{}, temporary{error: err}
	}
	defer resp.Body.Close()
	got := fetched{etag: resp.Header.Get("ETag"), modified: resp.Header.Get("Last-Modified"), day: f.today(resp)}
	if resp.StatusCode == http.StatusNotModified && f.before != nil {
		got.unchanged = true
		return got, nil
	}
	if err := f.check(resp); err != nil {
		return got, err
	}
	got.file, err = f.save(resp)
	return got, err
}

func (f *fetcher) today(resp *http.Response) screening.Date {
	if !f.limits.Today.IsZero() {
		return f.limits.Today
	}
	if t, err := http.ParseTime(resp.Header.Get("Date")); err == nil {
		return screening.DateOf(t.UTC())
	}
	return screening.Date{}
}

// check refuses an answer by its head.
func (f *fetcher) check(resp *http.Response) error {
	switch {
	case resp.StatusCode == http.StatusTooManyRequests, resp.StatusCode >= 500:
		seconds, _ := strconv.Atoi(resp.Header.Get("Retry-After"))
		return temporary{fmt.Errorf("%s answers %s", f.source.URL, resp.Status), time.Duration(max(seconds, 0)) * time.Second}
	case resp.StatusCode != http.StatusOK:
		return fmt.Errorf("%s answers %s", f.source.URL, resp.Status)
	case resp.ContentLength > f.limits.MaxBytes:
		return fmt.Errorf("%s announces %d bytes, the limit is %d", f.source.URL, resp.ContentLength, f.limits.MaxBytes)
	}
	if kind, _, err := mime.ParseMediaType(resp.Header.Get("Content-Type")); err == nil && kind == "text/html" {
		return fmt.Errorf("%s answers with an HTML page, not with a list", f.source.URL)
	}
	return nil
}

// save writes the body to a file of its own folder beside path, so that its name, which some readers look at, stays.
func (f *fetcher) save(resp *http.Response) (name string, err error) {
	if err := os.MkdirAll(filepath.Dir(f.path), 0o755); err != nil {
		return "", err
	}
	dir, err := os.MkdirTemp(filepath.Dir(f.path), ".fetch-*")
	if err != nil {
		return "", err
	}
	defer func() {
		if err != nil {
			os.RemoveAll(dir)
		}
	}()
	name = filepath.Join(dir, filepath.Base(f.path))
	file, err := os.OpenFile(name, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return "", err
	}
	n, err := io.Copy(file, io.LimitReader(&counting{r: resp.Body, f: f, total: resp.ContentLength}, f.limits.MaxBytes+1))
	if err == nil {
		err = file.Sync()
	}
	err = errors.Join(err, file.Close())
	switch {
	case err != nil:
		return "", temporary{error: fmt.Errorf("%s ends early: %w", f.source.URL, err)}
	case n > f.limits.MaxBytes:
		return "", fmt.Errorf("%s sends more than the limit of %d bytes", f.source.URL, f.limits.MaxBytes)
	case resp.ContentLength >= 0 && n != resp.ContentLength:
		return "", temporary{error: fmt.Errorf("%s announced %d bytes and sent %d", f.source.URL, resp.ContentLength, n)}
	case n == 0:
		return "", temporary{error: fmt.Errorf("%s sends nothing", f.source.URL)}
	}
	return name, nil
}

// counting reports progress.
type counting struct {
	r           io.Reader
	f           *fetcher
	done, total int64
}

func (c *counting) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.done += int64(n)
	if c.f.limits.Progress != nil {
		c.f.limits.Progress(c.f.source, c.done, c.total)
	}
	return n, err
}

// accept parses the download and puts it in the place of the old file.
func (f *fetcher) accept(got fetched) (*screening.Watchlist, error) {
	o := f.opts
	if o.Previous == nil && f.before != nil {
		o.Previous = &f.before.List
	}
	list, err := Load(got.file, &o)
	if err != nil {
		return nil, err
	}
	if f.source.ID != "" && o.ID == "" && list.ID != f.source.ID && !strings.HasPrefix(list.ID, f.source.ID+"-") {
		return nil, fmt.Errorf("the download is the list %q (%s), not %q", list.ID, list.Title, f.source.ID)
	}
	p := Provenance{
		URL: f.source.URL, Published: list.Published, Retrieved: got.day, SHA256: list.SHA256, Entries: list.Count,
		ETag: got.etag, LastModified: got.modified,
	}
	if t, err := http.ParseTime(got.modified); err == nil && p.Published.IsZero() {
		p.Published = screening.DateOf(t.UTC()) // the server says when the file was made; the content does not
	}
	if err := f.replace(got.file, p); err != nil {
		return nil, err
	}
	list.Retrieved, list.Published, list.URL = p.Retrieved, p.Published, p.URL
	return list, nil
}

// replace takes the old provenance away first: between the steps there is at worst a file without dates.
func (f *fetcher) replace(file string, p Provenance) error {
	if err := os.Remove(provenancePath(f.path)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := os.Rename(file, f.path); err != nil {
		return err
	}
	return WriteProvenance(f.path, p)
}

// unchanged renews the day of retrieval: the publisher said today that the file is the current one.
func (f *fetcher) unchanged(got fetched) (*screening.Watchlist, error) {
	p := f.known
	p.Retrieved = got.day
	if err := WriteProvenance(f.path, p); err != nil {
		return nil, err
	}
	f.before.Retrieved = p.Retrieved
	return f.before, nil
}
