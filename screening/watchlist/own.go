package watchlist

import (
	"io"

	"github.com/tamiz-project/tamiz/screening"
)

func readOwn(r io.Reader, list screening.List) (*screening.Watchlist, error) { panic("todo") }
