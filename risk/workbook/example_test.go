package workbook_test

import (
	"bytes"
	"fmt"
	"log"
	"os"

	"github.com/tamiz-project/tamiz/risk"
	"github.com/tamiz-project/tamiz/risk/latam"
	"github.com/tamiz-project/tamiz/risk/workbook"
	"github.com/tamiz-project/tamiz/screening"
	"github.com/xuri/excelize/v2"
)

// assessor assesses against the embedded regional data.
func assessor() (*latam.Pack, *risk.Assessor) {
	pack, err := pack()
	if err != nil {
		log.Fatal(err)
	}
	index, err := screening.NewIndex(pack.Designations)
	if err != nil {
		log.Fatal(err)
	}
	a, err := risk.NewAssessor(pack.Methodology, index, screening.MustParseDate("2026-11-22"), &risk.AssessorOptions{Indicators: pack.Indicators})
	if err != nil {
		log.Fatal(err)
	}
	return pack, a
}

// supplier is an invented company with the name of a listed group in its own.
func supplier() risk.Counterparty {
	c := risk.Counterparty{Party: screening.NewParty(screening.Organization, "Inversiones Tren de Aragua, C.A."), Role: risk.Supplier}
	c.ID, c.Countries = "S1", []string{"VE"}
	return c
}

// example is a report on the invented company.
func example() (report bytes.Buffer) {
	_, assessor := assessor()
	results := func(yield func(risk.Assessment, error) bool) { yield(assessor.Assess(supplier())) }
	if err := workbook.Write(&report, assessor.Run(), results, nil); err != nil {
		log.Fatal(err)
	}
	return report
}

func ExampleWrite() {
	report := example()
	book, err := excelize.OpenReader(&report)
	if err != nil {
		log.Fatal(err)
	}
	defer book.Close()
	status, err := book.GetCellValue("Summary", "A2")
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(book.GetSheetList()[:4])
	fmt.Println(status)
	// Output:
	// [Summary Scorecards Hits No hits]
	// REGIONAL SAMPLE, NOT A SANCTIONS SCREENING: no official list was searched (as of 2026-11-22).
}

// A reviewer closes the hit; the next run reads the decision.
func ExampleReadDecisions() {
	report := example()
	book, err := excelize.OpenReader(&report)
	if err != nil {
		log.Fatal(err)
	}
	defer book.Close()
	heads, err := book.GetRows("Hits")
	if err != nil {
		log.Fatal(err)
	}
	for i, head := range heads[3] {
		cell, _ := excelize.CoordinatesToCellName(i+1, 5)
		switch head {
		case "Disposition":
			err = book.SetCellValue("Hits", cell, "False positive")
		case "Rationale":
			err = book.SetCellValue("Hits", cell, "A bakery of 1962; the register names its owners")
		case "Reviewer":
			err = book.SetCellValue("Hits", cell, "Ana Pérez")
		case "Date":
			err = book.SetCellValue("Hits", cell, "2026-11-23")
		}
		if err != nil {
			log.Fatal(err)
		}
	}
	filled, err := book.WriteToBuffer()
	if err != nil {
		log.Fatal(err)
	}
	for d, err := range workbook.ReadDecisions(filled) {
		if err != nil {
			log.Fatal(err) // a *feed.RecordError says which row cannot be accepted, and why
		}
		fmt.Println(d.Party, d.Entry, d.Disposition, d.Reviewer, d.Date)
	}
	// Output:
	// S1 TL-VE-02 false_positive Ana Pérez 2026-11-23
}

func ExampleReadVerdicts() {
	report := example()
	n := 0
	for _, err := range workbook.ReadVerdicts(&report) {
		if err != nil {
			log.Fatal(err)
		}
		n++
	}
	fmt.Println(n, "counterparties were decided on")
	// Output:
	// 0 counterparties were decided on
}

func ExampleWriteDecisions() {
	decision := screening.Decision{
		Party: "S1", List: "latam-designations", Entry: "TL-VE-02", Basis: screening.Basis{"party.names": "0a1b2c3d4e5f"},
		Disposition: screening.Escalated, Rationale: "asked for the register", Reviewer: "Ana Pérez",
	}
	all := func(yield func(screening.Decision, error) bool) { yield(decision, nil) }
	if err := workbook.WriteDecisions(os.Stdout, all); err != nil {
		log.Fatal(err)
	}
	// Output:
	// {"party":"S1","list":"latam-designations","entry":"TL-VE-02","basis":{"party.names":"0a1b2c3d4e5f"},"disposition":"escalated","rationale":"asked for the register","reviewer":"Ana Pérez"}
}

func ExampleWriteQuestionnaire() {
	_, assessor := assessor()
	assessment, err := assessor.Assess(supplier())
	if err != nil {
		log.Fatal(err)
	}
	var questionnaire bytes.Buffer
	if err := workbook.WriteQuestionnaire(&questionnaire, assessor.Run(), assessment, &workbook.Options{Lang: "es"}); err != nil {
		log.Fatal(err)
	}
	book, err := excelize.OpenReader(&questionnaire)
	if err != nil {
		log.Fatal(err)
	}
	defer book.Close()
	fmt.Println(book.GetSheetList())
	// Output:
	// [Cuestionario]
}

func ExampleReadAnswers() {
	pack, assessor := assessor()
	assessment, err := assessor.Assess(supplier())
	if err != nil {
		log.Fatal(err)
	}
	var questionnaire bytes.Buffer
	if err := workbook.WriteQuestionnaire(&questionnaire, assessor.Run(), assessment, nil); err != nil {
		log.Fatal(err)
	}
	answers := 0
	for answer, err := range workbook.ReadAnswers(&questionnaire, pack.Methodology.Dictionary()) {
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(answer.Fact, answer.Value)
		answers++
	}
	fmt.Println(answers, "answers in a form that nobody filled in")
	// Output:
	// 0 answers in a form that nobody filled in
}
