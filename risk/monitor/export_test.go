package monitor

import (
	"slices"

	"github.com/tamiz-project/tamiz/risk"
	"github.com/tamiz-project/tamiz/screening"
)

// Small returns how many entries a Searcher of Rescreen holds in its small index, and whether that is enough for a search.
func Small(s risk.Searcher, p screening.Party, o *screening.SearchOptions) (entries int, enough bool) {
	r := s.(*rescreener)
	return len(slices.Collect(r.small.Entries())), r.enough(p, o)
}
