package watchlist_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/tamiz-project/tamiz/screening"
	"github.com/tamiz-project/tamiz/screening/watchlist"
)

// a list of n invented persons in the UN's format.
func unList(n int, day string) []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, `<CONSOLIDATED_LIST dateGenerated="%sT00:00:00Z"><INDIVIDUALS>`, day)
	for i := range n {
		fmt.Fprintf(&b, `<INDIVIDUAL><FIRST_NAME>INVENTADO %d</FIRST_NAME><UN_LIST_TYPE>X</UN_LIST_TYPE><REFERENCE_NUMBER>XXi.%03d</REFERENCE_NUMBER></INDIVIDUAL>`, i, i)
	}
	b.WriteString(`</INDIVIDUALS></CONSOLIDATED_LIST>`)
	return b.Bytes()
}

// quick makes attempts follow at once and records the pauses.
func quick(pauses *[]time.Duration) *watchlist.Options {
	return &watchlist.Options{Fetch: watchlist.FetchOptions{
		Today: screening.MustParseDate("2026-11-23"),
		Wait: func(ctx context.Context, d time.Duration) error {
			if pauses != nil {
				*pauses = append(*pauses, d)
			}
			return ctx.Err()
		},
	}}
}

func source(url string) watchlist.Source { return watchlist.Source{ID: "un-sc", URL: url} }

func TestFetchKeepsTheListAndItsProvenance(t *testing.T) {
	requests := 0
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		requests++
		if r.Header.Get("If-None-Match") == `"v1"` {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		w.Header().Set("ETag", `"v1"`)
		w.Write(unList(20, "2026-11-20"))
	}))
	defer srv.Close()
	path := filepath.Join(t.TempDir(), "new", "un.xml")

	list, changed, err := watchlist.Fetch(t.Context(), srv.Client(), source(srv.URL), path, quick(nil))
	require.NoError(t, err)
	require.True(t, changed)
	require.Len(t, list.Entries, 20)
	require.Equal(t, "2026-11-23", list.Retrieved.String())
	require.Equal(t, "2026-11-20", list.Published.String())

	loaded, err := watchlist.Load(path, nil)
	require.NoError(t, err)
	require.Equal(t, list.List, loaded.List, "the file and its provenance say the same")

	o := quick(nil)
	o.Fetch.Today = screening.MustParseDate("2026-11-24")
	again, changed, err := watchlist.Fetch(t.Context(), srv.Client(), source(srv.URL), path, o)
	require.NoError(t, err)
	require.False(t, changed, "the publisher has nothing newer")
	require.Equal(t, "2026-11-24", again.Retrieved.String(), "but said so today")
	require.Equal(t, 2, requests)
	left, err := filepath.Glob(filepath.Dir(path) + "/.*")
	require.NoError(t, err)
	require.Empty(t, left, "no temporary files")
}

// TestFetchRefuses: whatever a hostile server does, the file of yesterday stays as it was.
func TestFetchRefuses(t *testing.T) {
	body := unList(20, "2026-11-22")
	for _, c := range []struct {
		name, want string
		attempts   int32
		serve      func(w http.ResponseWriter, r *http.Request)
	}{
		{"html with status 200", "HTML", 1, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			w.Write([]byte("<html>Sign in</html>"))
		}},
		{"html that claims to be XML", "HTML page", 1, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "application/xml")
			w.Write([]byte("<!DOCTYPE html><html>Sign in</html>"))
		}},
		{"truncates", "ends early", 3, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", fmt.Sprint(len(body)))
			w.Write(body[:len(body)/2])
		}},
		{"truncates without a length", "cut off", 1, func(w http.ResponseWriter, _ *http.Request) {
			w.(http.Flusher).Flush()
			w.Write(body[:len(body)/2])
		}},
		{"breaks off", "ends early", 3, func(w http.ResponseWriter, _ *http.Request) {
			w.(http.Flusher).Flush()
			w.Write(body[:len(body)/2])
			panic(http.ErrAbortHandler)
		}},
		{"sends nothing", "sends nothing", 3, func(http.ResponseWriter, *http.Request) {}},
		{"not found", "404", 1, func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNotFound) }},
		{"busy for ever", "after 3 attempts", 3, func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusServiceUnavailable) }},
		{"another list", `is the list "ca-sema"`, 1, func(w http.ResponseWriter, _ *http.Request) {
			w.Write([]byte("<data-set>" + strings.Repeat("<record><Country>X</Country><EntityOrShip>Y</EntityOrShip><Item>1</Item><DateOfListing>2020-01-01</DateOfListing></record>", 20) + "</data-set>"))
		}},
		{"shrank", "shrank", 1, func(w http.ResponseWriter, _ *http.Request) { w.Write(unList(17, "2026-11-22")) }},
		{"empty list", "no entry", 1, func(w http.ResponseWriter, _ *http.Request) { w.Write(unList(0, "2026-11-22")) }},
		{"too large, announced", "announces", 1, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "99999999")
			w.WriteHeader(http.StatusOK)
		}},
		{"too large, not announced", "more than the limit", 1, func(w http.ResponseWriter, _ *http.Request) {
			w.(http.Flusher).Flush()
			for range 100 {
				w.Write(bytes.Repeat([]byte(" "), 10_000))
			}
		}},
		{"redirects for ever", "redirect", 3, func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/again", http.StatusFound) }},
		{"a decompression bomb", "bomb", 1, func(w http.ResponseWriter, _ *http.Request) {
			z := gzip.NewWriter(w)
			for range 100 {
				z.Write(make([]byte, 1<<20))
			}
			z.Close()
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			var served atomic.Int32
			srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if r.URL.Path == "/" {
					served.Add(1)
				}
				c.serve(w, r)
			}))
			defer srv.Close()
			path := filepath.Join(t.TempDir(), "un.xml")
			before := unList(20, "2026-11-21")
			require.NoError(t, os.WriteFile(path, before, 0o600))
			o := quick(nil)
			o.Fetch.Attempts, o.Fetch.MaxBytes = 3, 500_000
			_, changed, err := watchlist.Fetch(t.Context(), srv.Client(), source(srv.URL+"/"), path, o)
			require.ErrorContains(t, err, c.want)
			require.False(t, changed)
			require.Equal(t, c.attempts, served.Load(), "attempts")
			after, err := os.ReadFile(path)
			require.NoError(t, err)
			require.Equal(t, before, after, "the old file stays")
			all, err := os.ReadDir(filepath.Dir(path))
			require.NoError(t, err)
			require.Len(t, all, 1, "nothing half-written beside it: %v", all)
		})
	}
}

func TestFetchTriesAgain(t *testing.T) {
	n := 0
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		if n++; n < 3 {
			w.Header().Set("Retry-After", "7")
			w.WriteHeader(http.StatusTooManyRequests)
			return
		}
		w.Write(unList(2, "2026-11-20"))
	}))
	defer srv.Close()
	var pauses []time.Duration
	o := quick(&pauses)
	var seen int64
	o.Fetch.Progress = func(_ watchlist.Source, done, _ int64) { seen = done }
	list, _, err := watchlist.Fetch(t.Context(), nil, source(srv.URL), filepath.Join(t.TempDir(), "un.xml"), o)
	require.NoError(t, err)
	require.Len(t, list.Entries, 2)
	require.Equal(t, []time.Duration{7 * time.Second, 7 * time.Second}, pauses, "the server's word, not below the own pause of 2 s and 4 s")
	require.Equal(t, int64(len(unList(2, "2026-11-20"))), seen, "progress arrives at the end")
}

func TestFetchStopsWithItsContext(t *testing.T) {
	stop := make(chan struct{})
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.(http.Flusher).Flush()
		select { // slower than anybody waits
		case <-r.Context().Done():
		case <-stop:
		}
	}))
	defer srv.Close()
	defer close(stop)
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	_, _, err := watchlist.Fetch(ctx, srv.Client(), source(srv.URL), filepath.Join(t.TempDir(), "un.xml"), nil)
	require.ErrorIs(t, err, context.DeadlineExceeded)
}

func TestFetchTimesOutASlowAttempt(t *testing.T) {
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.(http.Flusher).Flush()
		<-r.Context().Done()
	}))
	defer srv.Close()
	o := quick(nil)
	o.Fetch.Attempts, o.Fetch.Timeout = 2, 20*time.Millisecond
	_, _, err := watchlist.Fetch(t.Context(), srv.Client(), source(srv.URL), filepath.Join(t.TempDir(), "un.xml"), o)
	require.ErrorContains(t, err, "after 2 attempts")
}

func TestProvenanceBelongsToItsFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "un.xml")
	require.NoError(t, os.WriteFile(path, unList(1, "2026-11-20"), 0o600))
	require.NoError(t, watchlist.WriteProvenance(path, watchlist.Provenance{SHA256: strings.Repeat("0", 64), Retrieved: screening.MustParseDate("2026-11-23")}))
	_, err := watchlist.Load(path, nil)
	require.ErrorContains(t, err, "provenance.json is about a file with hash 000000000000")
	require.NoError(t, os.WriteFile(path+".provenance.json", []byte(`{"retreived": "2026-11-23"}`), 0o600))
	_, err = watchlist.Load(path, nil)
	require.ErrorContains(t, err, "retreived", "a misspelt field is not ignored")
}

func TestSources(t *testing.T) {
	ids := map[string]bool{}
	for _, s := range watchlist.Sources() {
		require.False(t, ids[s.ID], "%s stands twice", s.ID)
		ids[s.ID] = true
		require.Regexp(t, `^https?://`, s.URL)
		require.NotEmpty(t, s.Publisher)
		require.NotEmpty(t, s.Title)
	}
	_, ok := watchlist.FindSource("un-sc")
	require.True(t, ok)
	_, _, err := watchlist.Fetch(t.Context(), nil, watchlist.Source{ID: "br-cgu-ceis", URL: "https://example.org/{yyyymmdd}"}, "x", nil)
	require.ErrorContains(t, err, "put the day into the address")
}
