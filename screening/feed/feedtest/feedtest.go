// Package feedtest finds the real lists and supplier files that tests and benchmarks read. They stand in a folder named
// shared beside the checkout and are never part of the repository: a user's clone has none, and those tests skip.
package feedtest

import (
	"os"
	"path/filepath"
	"testing"
)

// Path returns the path of a file below the shared folder, or skips the test or benchmark where it is absent.
func Path(t testing.TB, name string) string {
	t.Helper()
	path := filepath.Join(Root(t), "..", "shared", filepath.FromSlash(name))
	if _, err := os.Stat(path); err != nil {
		t.Skipf("needs shared/%s beside the checkout, which holds real lists and is not part of the repository", name)
	}
	return path
}

// Root returns the folder of go.mod.
func Root(t testing.TB) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			t.Fatal("no go.mod above the test")
		}
		dir = parent
	}
}
