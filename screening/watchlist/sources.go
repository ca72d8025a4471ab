package watchlist

import (
	"context"
	"net/http"

	"github.com/tamiz-project/tamiz/screening"
)

// A Source is where a list is published.
type Source struct{ ID, Publisher, Title, URL string }

// Sources returns the table of official addresses.
func Sources() []Source { panic("todo") }

// Fetch downloads a list, parses it, and only then replaces the file at path. It returns the list that is at path
// afterwards; changed is false when the publisher has nothing newer.
func Fetch(ctx context.Context, client *http.Client, s Source, path string, o *Options) (list *screening.Watchlist, changed bool, err error) {
	panic("todo")
}
