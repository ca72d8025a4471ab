package feed_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/tamiz-project/tamiz/screening/feed"
)

func ExampleOpen() {
	dir, err := os.MkdirTemp("", "feed")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(dir)
	path := filepath.Join(dir, "suppliers.csv")
	os.WriteFile(path, []byte("id;nombre;pa\xeds\n1;Norte;PE\n2;Sur\n"), 0o600)
	f, err := feed.Open(path, nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	defer f.Close()
	for row, err := range f.Rows() {
		var bad *feed.RecordError
		if errors.As(err, &bad) {
			fmt.Println("rejected:", bad)
			continue
		}
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(row.Line, row.Cells)
	}
	// Output:
	// 1 [id nombre país]
	// 2 [1 Norte PE]
	// rejected: suppliers.csv:3 "2;Sur": 2 cells where the table has 3: a delimiter or a quote is missing or too many
}

func ExampleCSV() {
	for row, err := range feed.CSV(strings.NewReader("id|name\n1|Norte\n"), "list", 0) {
		fmt.Println(row.Line, row.Cell(1), err)
	}
	// Output:
	// 1 name <nil>
	// 2 Norte <nil>
}

func ExampleOrdered() {
	numbers := func(yield func(int, error) bool) { _ = yield(3, nil) && yield(4, nil) && yield(5, nil) }
	for square, err := range feed.Ordered(context.Background(), 2, numbers, func(n int) (int, error) { return n * n, nil }) {
		fmt.Println(square, err)
	}
	// Output:
	// 9 <nil>
	// 16 <nil>
	// 25 <nil>
}

func ExampleWrite() {
	dir, err := os.MkdirTemp("", "feed")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(dir)
	path := filepath.Join(dir, "report.txt")
	err = feed.Write(path, func(w io.Writer) error {
		fmt.Fprintln(w, "half a report")
		return errors.New("no more data")
	})
	_, missing := os.Stat(path)
	fmt.Println(errors.Is(missing, os.ErrNotExist), strings.HasSuffix(err.Error(), "no more data"))
	// Output: true true
}

func ExampleXML() {
	d := feed.XML(strings.NewReader("<list><entry>"))
	for {
		if _, err := d.Token(); err != nil {
			fmt.Println(err)
			return
		}
	}
	// Output: XML syntax error on line 1: unexpected EOF
}

func ExampleQuote() {
	fmt.Println(feed.Quote("Norte\n"))
	// Output: "Norte\n"
}

func ExampleRow_Bad() {
	row := feed.Row{Source: "suppliers.csv", Line: 7, Cells: []string{"1", "Atlantis"}}
	fmt.Println(row.Bad(1, "country", "unknown country"))
	// Output: suppliers.csv:7:2 country "Atlantis": unknown country
}
