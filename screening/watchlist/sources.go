package watchlist

import (
	_ "embed"
	"encoding/csv"
	"strings"
)

// A Source is where a list is published.
type Source struct {
	ID        string // List.ID: "un-sc"
	Publisher string
	Title     string
	URL       string // {yyyymmdd} stands for a day that the caller puts in
	Format    string // as in List.Format; "" where the source does not promise one
	Note      string
}

//go:embed sources.csv
var sourcesCSV string

// Sources returns the table of official addresses, in the order of the file sources.csv beside this one, which is data to be edited.
// Addresses move; the table says where a list was when the file was last reviewed (November 2026).
func Sources() []Source {
	rows, err := csv.NewReader(strings.NewReader(sourcesCSV)).ReadAll()
	if err != nil {
		panic("watchlist: sources.csv: " + err.Error())
	}
	all := make([]Source, 0, len(rows)-1)
	for _, r := range rows[1:] {
		all = append(all, Source{ID: r[0], Publisher: r[1], Title: r[2], URL: r[3], Format: r[4], Note: r[5]})
	}
	return all
}

// FindSource returns the source of a list by its id.
func FindSource(id string) (Source, bool) {
	for _, s := range Sources() {
		if s.ID == id {
			return s, true
		}
	}
	return Source{}, false
}
