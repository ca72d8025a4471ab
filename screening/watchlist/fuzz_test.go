package watchlist_test

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/tamiz-project/tamiz/screening/feed"
	"github.com/tamiz-project/tamiz/screening/watchlist"
)

// fuzz feeds a parser changed copies of its sample. Nothing may panic or hang; what is read must round-trip and keep the rule of
// sequences: an error that is not of one record is the last pair.
func fuzz(f *testing.F, format, file string) {
	b, err := os.ReadFile(filepath.Join("testdata", format, file))
	require.NoError(f, err)
	f.Add(b)
	f.Fuzz(func(t *testing.T, content []byte) {
		path := filepath.Join(t.TempDir(), file)
		require.NoError(t, os.WriteFile(path, content, 0o600))
		list, err := watchlist.Open(path, &watchlist.Options{MaxBad: 3, File: feed.Options{MaxBytes: 1 << 20}})
		if err != nil {
			return
		}
		defer list.Close()
		ended, n := false, 0
		for e, err := range list.Entries() {
			require.False(t, ended, "a pair after the last one")
			var bad *feed.RecordError
			switch {
			case errors.As(err, &bad):
				require.NotEmpty(t, bad.Source)
			case err != nil:
				ended = true
			default:
				n++
				require.NotEmpty(t, len(e.Names)+len(e.Identifiers))
			}
		}
		if !ended {
			require.Equal(t, n, list.List().Count)
		}
		if w, err := watchlist.Load(path, nil); err == nil {
			requireRoundTrip(t, w)
		}
	})
}

func FuzzOFACCSV(f *testing.F)           { fuzz(f, "ofac-csv", "sdn.csv") }
func FuzzOFACXML(f *testing.F)           { fuzz(f, "ofac-xml", "sdn.xml") }
func FuzzOFACEnhanced(f *testing.F)      { fuzz(f, "ofac-enhanced", "sdn_enhanced.xml") }
func FuzzOFACAdvanced(f *testing.F)      { fuzz(f, "ofac-advanced", "sdn_advanced.xml") }
func FuzzUSCSL(f *testing.F)             { fuzz(f, "us-csl-csv", "csl.csv") }
func FuzzUN(f *testing.F)                { fuzz(f, "un-xml", "consolidated.xml") }
func FuzzEUXML(f *testing.F)             { fuzz(f, "eu-xml-1.1", "eu.xml") }
func FuzzEUCSV(f *testing.F)             { fuzz(f, "eu-csv", "eu.csv") }
func FuzzEU2016(f *testing.F)            { fuzz(f, "eu-xml-2016", "whole.xml") }
func FuzzUKXML(f *testing.F)             { fuzz(f, "uk-xml", "uk.xml") }
func FuzzUKTable(f *testing.F)           { fuzz(f, "uk-table", "uk.csv") }
func FuzzConList(f *testing.F)           { fuzz(f, "uk-conlist", "conlist.csv") }
func FuzzSECO(f *testing.F)              { fuzz(f, "ch-xml", "seco.xml") }
func FuzzSEMA(f *testing.F)              { fuzz(f, "ca-xml", "sema.xml") }
func FuzzDFAT(f *testing.F)              { fuzz(f, "au-xlsx", "dfat.csv") }
func FuzzWorldBank(f *testing.F)         { fuzz(f, "wb-xlsx", "wb.csv") }
func FuzzIADB(f *testing.F)              { fuzz(f, "iadb-xlsx", "iadb.csv") }
func FuzzEBRD(f *testing.F)              { fuzz(f, "ebrd-csv", "ebrd.csv") }
func FuzzSAT69B(f *testing.F)            { fuzz(f, "mx-sat-69b", "69b.csv") }
func FuzzSFP(f *testing.F)               { fuzz(f, "mx-sfp", "sfp.csv") }
func FuzzCGU(f *testing.F)               { fuzz(f, "br-cgu", "ceis.csv") }
func FuzzSlavery(f *testing.F)           { fuzz(f, "br-slavery", "cadastro.csv") }
func FuzzTCU(f *testing.F)               { fuzz(f, "br-tcu", "inidoneos.json") }
func FuzzRePET(f *testing.F)             { fuzz(f, "ar-repet", "repet.json") }
func FuzzOpenSanctions(f *testing.F)     { fuzz(f, "opensanctions-ftm", "entities.ftm.json") }
func FuzzOpenSanctionsCSV(f *testing.F)  { fuzz(f, "opensanctions-csv", "targets.simple.csv") }
func FuzzOpenSanctionsSenz(f *testing.F) { fuzz(f, "opensanctions-senzing", "senzing.json") }
func FuzzOwnTable(f *testing.F)          { fuzz(f, "own-table", "own.csv") }
func FuzzOwnJSON(f *testing.F)           { fuzz(f, "own-jsonl", "own.jsonl") }
