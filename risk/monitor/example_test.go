package monitor_test

import (
	"context"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"strings"

	"github.com/tamiz-project/tamiz/risk/monitor"
	"github.com/tamiz-project/tamiz/screening"
)

// Yesterday nobody on the list was like the supplier; today somebody is.
func ExampleRescreen() {
	yesterday := index(list("1", frozen("1", "Otra Cosa")))
	today := index(list("2", frozen("1", "Otra Cosa"), frozen("2", "Banda Inventada del Valle")))
	last := assessor(yesterday, "2026-11-22", nil).AssessAll(context.Background(), suppliers("Banda Inventada del Valle"))
	searcher, err := monitor.Rescreen(yesterday, today, last)
	if err != nil {
		log.Fatal(err)
	}
	hits, err := searcher.Search(screening.NewParty(screening.Organization, "Banda Inventada del Valle"), nil)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(hits[0].List, hits[0].EntryID)
	// Output: us-invented 2
}

func ExampleDiff() {
	all := suppliers("Banda Inventada del Valle", "Comercial Ejemplo")
	first := assessor(index(list("1", frozen("1", "Otra Cosa"))), "2026-11-22", nil)
	second := assessor(index(list("2", frozen("2", "Banda Inventada del Valle"))), "2026-11-23", nil)
	ctx := context.Background()
	for c, err := range monitor.Diff(first.AssessAll(ctx, all), second.AssessAll(ctx, all)) {
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(c.ID, len(c.New), "new", len(c.Closed), "closed")
		for _, reason := range c.Reasons[:2] {
			fmt.Println(reason)
		}
	}
	// Output:
	// S1 1 new 0 closed
	// standing: none -> HOLD
	// tier: INSUFFICIENT_DATA -> HIGH
}

func ExampleOpenLog() {
	folder, err := os.MkdirTemp("", "tamiz")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(folder)
	l, err := monitor.OpenLog(filepath.Join(folder, "tamiz.log"))
	if err != nil {
		log.Fatal(err) // it says at which line the chain breaks
	}
	defer l.Close()
	run := assessor(index(list("1", frozen("1", "Banda Inventada del Valle"))), "2026-11-22", nil).Run()
	if err := l.AppendRun(run, strings.NewReader("the report as it was handed out")); err != nil {
		log.Fatal(err)
	}
	err = l.AppendDecisions(screening.Decision{
		Party: "S1", List: "us-invented", Entry: "1", Disposition: screening.Escalated, Rationale: "asked for the register", Reviewer: "R-7",
	})
	if err != nil {
		log.Fatal(err)
	}
	for d, err := range l.Decisions() {
		fmt.Println(d.Party, d.List, d.Entry, d.Disposition, err)
	}
	head := l.Head() // keep it outside of the file
	fmt.Println(head.Lines, l.Verify(head))
	fmt.Println(l.Verify(monitor.Head{Lines: 3, SHA256: head.SHA256}) != nil)
	// Output:
	// S1 us-invented 1 escalated <nil>
	// 2 <nil>
	// true
}

func ExampleLogError() {
	err := &monitor.LogError{Path: "tamiz.log", Line: 3, Reason: "the chain breaks here"}
	fmt.Println(err)
	// Output: tamiz.log:3: the chain breaks here
}
