package workbook_test

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"fmt"
	"io"
	"iter"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/tamiz-project/tamiz/risk"
	"github.com/tamiz-project/tamiz/risk/fact"
	"github.com/tamiz-project/tamiz/risk/workbook"
)

// supplierFile yields n assessments as a real file gives them: a dozen contributions and a few questions each, a hit on
// every fifth.
func supplierFile(n int) iter.Seq2[risk.Assessment, error] {
	templates := make([]risk.Assessment, 70)
	for i := range templates {
		a := sampleAssessment(i)
		a.Hits, a.Standing = nil, risk.Open
		if i%5 == 0 {
			a.Hits, a.Standing = []risk.Hit{sampleHit(a.ID, i%10 == 0)}, risk.Hold
		}
		for j := range 9 {
			a.Contributions = append(a.Contributions, risk.Contribution{Factor: fmt.Sprintf("F%02d", j+1), Rule: fmt.Sprintf("R%02d", j), Step: risk.Weighted, Outcome: fact.Undecided, Points: points("0", "1.25", "2.5")})
		}
		a.Questions = append(a.Questions, a.Questions[0], a.Questions[0])
		templates[i] = a
	}
	return func(yield func(risk.Assessment, error) bool) {
		for i := range n {
			a := templates[i%len(templates)]
			a.ID = fmt.Sprintf("S%06d", i)
			if !yield(a, nil) {
				return
			}
		}
	}
}

// BenchmarkReportOf100000 is the largest report that is promised: 100,000 counterparties with 20,000 hits.
func BenchmarkReportOf100000(b *testing.B) {
	run := sampleRun(b, true)
	for b.Loop() {
		require.NoError(b, workbook.Write(io.Discard, run, supplierFile(100_000), nil))
	}
	b.ReportMetric(100_000*float64(b.N)/b.Elapsed().Seconds(), "counterparties/s")
}

// BenchmarkSameBytesByHand is what the report is measured against: the same XML, ready made, through the same compression
// and nothing else.
func BenchmarkSameBytesByHand(b *testing.B) {
	var report bytes.Buffer
	require.NoError(b, workbook.Write(&report, sampleRun(b, true), supplierFile(100_000), nil))
	for b.Loop() {
		require.NoError(b, packAgain(report.Bytes()))
	}
}

// packAgain packs the parts of an archive again. Unpacking is part of it: about a tenth of packing.
func packAgain(content []byte) error {
	archive, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		return err
	}
	out := zip.NewWriter(io.Discard)
	out.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) { return flate.NewWriter(w, 5) })
	for _, part := range archive.File {
		from, err := part.Open()
		if err != nil {
			return err
		}
		to, err := out.Create(part.Name)
		if err != nil {
			return err
		}
		if _, err := io.Copy(to, from); err != nil {
			return err
		}
	}
	return out.Close()
}

// BenchmarkReadDecisionsOf20000Hits reads a report back in which nobody decided anything.
func BenchmarkReadDecisionsOf20000Hits(b *testing.B) {
	var report bytes.Buffer
	require.NoError(b, workbook.Write(&report, sampleRun(b, true), supplierFile(100_000), nil))
	for b.Loop() {
		for _, err := range workbook.ReadDecisions(bytes.NewReader(report.Bytes())) {
			require.NoError(b, err)
		}
	}
}
