package main

import (
	"bytes"
	"io"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/tamiz-project/tamiz/screening/feed/feedtest"
)

func call(t *testing.T, args ...string) (string, error) {
	t.Helper()
	var out bytes.Buffer
	err := run(t.Context(), args, &out, io.Discard)
	return out.String(), err
}

func TestTable(t *testing.T) {
	samples := filepath.Join(feedtest.Root(t), "screening", "watchlist", "testdata")
	out, err := call(t, "-as-of", "2026-11-23", "-cases", filepath.Join(samples, "un-xml", "consolidated.xml"), filepath.Join(samples, "uk-conlist", "conlist.csv"), filepath.Join(samples, "ofac-csv", "sdn.csv"))
	require.NoError(t, err)
	for _, want := range []string{"United Nations Security Council", "2026-11-20", "3 days", "ENDED 2026-01-28", "unknown, STALE", "does not carry listing_dates", "real parties"} {
		require.Contains(t, out, want)
	}
	_, err = call(t, filepath.Join(samples, "un-xml", "missing.xml"))
	require.Error(t, err)
	_, err = call(t)
	require.Error(t, err)
	_, err = call(t, "-fetch", "nobody")
	require.ErrorContains(t, err, `"nobody"`)
	out, err = call(t, "-sources")
	require.NoError(t, err)
	require.Contains(t, out, "un-sc")
}

func TestDiffOfTwoDates(t *testing.T) {
	out, err := call(t, "-diff", feedtest.Path(t, "data/un/consolidated_2026-02.xml.gz"), feedtest.Path(t, "data/un/consolidated_2026-08.xml.gz"))
	require.NoError(t, err)
	require.Contains(t, out, "un-sc: 2026-02-27 to 2026-08-01:")
	_, err = call(t, "-diff", feedtest.Path(t, "data/un/consolidated_2026-02.xml.gz"), feedtest.Path(t, "data/ca/sema-lmes_2025.xml.gz"))
	require.ErrorContains(t, err, "two lists")
}
