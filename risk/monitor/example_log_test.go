package monitor_test

import (
	"fmt"
	"log"
	"os"
	"path/filepath"
	"strings"

	"github.com/tamiz-project/tamiz/risk/monitor"
	"github.com/tamiz-project/tamiz/screening"
)

// withLog runs an example on a new log.
func withLog(do func(l *monitor.Log)) {
	folder, err := os.MkdirTemp("", "tamiz")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(folder)
	l, err := monitor.OpenLog(filepath.Join(folder, "tamiz.log"))
	if err != nil {
		log.Fatal(err)
	}
	do(l)
	fmt.Println("closed:", l.Close())
}

// escalated is a decision that closes nothing yet.
func escalated(party string) screening.Decision {
	return screening.Decision{
		Party: party, List: "us-invented", Entry: "1", Disposition: screening.Escalated, Rationale: "asked for the register", Reviewer: "R-7",
	}
}

func ExampleLog_AppendRun() {
	run := assessor(index(list("1", frozen("1", "Banda Inventada del Valle"))), "2026-11-22", nil).Run()
	withLog(func(l *monitor.Log) {
		fmt.Println(l.AppendRun(run, strings.NewReader("the report as it was handed out")), l.Head().Lines)
	})
	// Output:
	// <nil> 1
	// closed: <nil>
}

func ExampleLog_AppendDecisions() {
	withLog(func(l *monitor.Log) {
		fmt.Println(l.AppendDecisions(escalated("S1"), escalated("")) != nil, l.Head().Lines) // one is bad: none is written
		fmt.Println(l.AppendDecisions(escalated("S1"), escalated("S2")), l.Head().Lines)
	})
	// Output:
	// true 0
	// <nil> 2
	// closed: <nil>
}

func ExampleLog_Decisions() {
	withLog(func(l *monitor.Log) {
		if err := l.AppendDecisions(escalated("S1"), escalated("S2")); err != nil {
			log.Fatal(err)
		}
		for d, err := range l.Decisions() {
			fmt.Println(d.Party, d.Disposition, err)
		}
	})
	// Output:
	// S1 escalated <nil>
	// S2 escalated <nil>
	// closed: <nil>
}

// The head is kept outside of the file, here while the log goes on.
func ExampleLog_Verify() {
	withLog(func(l *monitor.Log) {
		if err := l.AppendDecisions(escalated("S1")); err != nil {
			log.Fatal(err)
		}
		kept := l.Head()
		if err := l.AppendDecisions(escalated("S2")); err != nil {
			log.Fatal(err)
		}
		fmt.Println(l.Verify(kept))
		fmt.Println(l.Verify(monitor.Head{Lines: 3, SHA256: kept.SHA256}) != nil)
	})
	// Output:
	// <nil>
	// true
	// closed: <nil>
}
