package watchlist

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/tamiz-project/tamiz/screening"
	"github.com/tamiz-project/tamiz/screening/feed"
)

// Provenance says where a list on disk came from. It stands beside the list as <list>.provenance.json ("sdn.xml" and
// "sdn.xml.provenance.json", a folder "sdn" and "sdn.provenance.json"), written by Fetch or by hand:
//
//	{
//	  "url": "https://example.org/list.xml",
//	  "published": "2026-11-20",
//	  "retrieved": "2026-11-22",
//	  "sha256": "9f86d0...",
//	  "entries": 1011
//	}
//
// It is the only place a retrieval date comes from. The hash ties it to the bytes: a list that was changed since is refused.
type Provenance struct {
	URL          string         `json:"url,omitempty"`
	Published    screening.Date `json:"published,omitzero"` // used where the content has no date of its own
	Retrieved    screening.Date `json:"retrieved,omitzero"`
	SHA256       string         `json:"sha256,omitempty"`
	Entries      int            `json:"entries,omitempty"`
	ETag         string         `json:"etag,omitempty"`          // for the next conditional request
	LastModified string         `json:"last_modified,omitempty"` // likewise, as the server wrote it
}

func provenancePath(list string) string { return filepath.Clean(list) + ".provenance.json" }

// ReadProvenance reads the provenance file beside a list; found is false when there is none. A file that cannot be read or has an
// unknown field is an error.
func ReadProvenance(list string) (p Provenance, found bool, err error) {
	path := provenancePath(list)
	file, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return p, false, nil
	}
	if err != nil {
		return p, false, err
	}
	defer file.Close()
	d := json.NewDecoder(io.LimitReader(file, 1<<20))
	d.DisallowUnknownFields()
	if err := d.Decode(&p); err != nil {
		return p, false, fmt.Errorf("%s: %w", path, err)
	}
	return p, true, nil
}

// WriteProvenance writes the provenance file beside a list, whole or not at all.
func WriteProvenance(list string, p Provenance) error {
	return feed.Write(provenancePath(list), func(w io.Writer) error {
		e := json.NewEncoder(w)
		e.SetIndent("", "  ")
		e.SetEscapeHTML(false)
		return e.Encode(p)
	})
}
