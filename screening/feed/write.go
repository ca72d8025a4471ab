package feed

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// Write writes a file whole or not at all: a temporary file of mode 0600 beside it, synced, then renamed. When content
// returns an error or panics the temporary file is removed and what stood at path stays as it was. A link is followed.
func Write(path string, content func(io.Writer) error) error {
	target, err := writable(path)
	if err != nil {
		return err
	}
	tmp, err := os.CreateTemp(filepath.Dir(target), "."+filepath.Base(target)+".*.tmp")
	if err != nil {
		return err
	}
	done := false
	defer func() {
		if !done {
			tmp.Close()
			os.Remove(tmp.Name())
		}
	}()
	if err := fill(tmp, content); err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	if err := os.Rename(tmp.Name(), target); err != nil {
		return err
	}
	done = true
	return syncFolder(filepath.Dir(target))
}

// writable follows a link and refuses what a rename would destroy or could not replace.
func writable(path string) (string, error) {
	info, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return path, nil
	}
	if err != nil {
		return "", err
	}
	if !info.Mode().IsRegular() {
		return "", fmt.Errorf("write %s: not a regular file", path)
	}
	return filepath.EvalSymlinks(path)
}

func fill(f *os.File, content func(io.Writer) error) error {
	w := bufio.NewWriterSize(f, 1<<16)
	if err := content(w); err != nil {
		return err
	}
	if err := w.Flush(); err != nil {
		return err
	}
	if err := f.Sync(); err != nil {
		return err
	}
	return f.Close()
}

// syncFolder makes the rename survive a power cut where the system can; a folder that cannot be synced is no failure.
func syncFolder(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return nil //nolint:nilerr // the file itself is already in its place
	}
	d.Sync()
	return d.Close()
}
