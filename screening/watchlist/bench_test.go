package watchlist_test

import (
	"encoding/xml"
	"errors"
	"io"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/tamiz-project/tamiz/screening/feed"
	"github.com/tamiz-project/tamiz/screening/feed/feedtest"
	"github.com/tamiz-project/tamiz/screening/watchlist"
)

// BenchmarkParse measures every parser in bytes of unpacked content: of a real file where there is one, otherwise of the sample.
func BenchmarkParse(b *testing.B) {
	for _, c := range []struct{ name, real, sample string }{
		{"ofac-csv set", "ofac/sdn_trio_2022-01", "ofac-csv"},
		{"ofac-xml", "ofac/cons_xml_2025-03/consolidated.xml.gz", "ofac-xml"},
		{"ofac-enhanced", "ofac/cons_enhanced/CONS_ENHANCED.ZIP", "ofac-enhanced"},
		{"ofac-advanced", "ofac/sdn_advanced_fragments/sdn-advanced-fixture.xml", "ofac-advanced"},
		{"us-csl-csv", "us_csl/consolidated.csv.gz", "us-csl-csv"},
		{"un-xml", "un/consolidated_2026-08.xml.gz", "un-xml"},
		{"eu-xml-1.1", "eu/eu_fsf_xmlFull_1_1_excerpt_2026-08.xml", "eu-xml-1.1"},
		{"eu-xml-2016", "eu/fsd_WHOLE_2016-02.xml.gz", "eu-xml-2016"},
		{"eu-csv", "eu/EUSanctionsShort.csv", "eu-csv"},
		{"uk-conlist", "uk/ConList_2018-04-13.csv.gz", "uk-conlist"},
		{"uk-table ods", "uk/FCDO_SL_2025-08-11_summary.ods", "uk-table"},
		{"ch-xml", "ch/ch_seco_excerpt_2026-08.xml", "ch-xml"},
		{"ca-xml", "ca/sema-lmes_2025.xml.gz", "ca-xml"},
		{"au-xlsx", "au/dfat_2026-08.xlsx", "au-xlsx"},
		{"wb-xlsx", "mdb/world_bank_2025-01.xlsx", "wb-xlsx"},
		{"iadb-xlsx", "mdb/iadb_2025.xlsx", "iadb-xlsx"},
		{"ebrd-csv", "mdb/ebrd_2025.csv", "ebrd-csv"},
		{"mx-sat-69b", "latam_lists/mx_sat_69b_2023-06/Listado_Completo_69-B_with_title_lines.csv.gz", "mx-sat-69b"},
		{"mx-sfp", "latam_lists/mx_sfp_sancionados_2017/ProveedoresyContratistasSancionados.csv", "mx-sfp"},
		{"br-cgu", "latam_lists/br_cgu_official_2018-11/20181128_CEIS.zip", "br-cgu"},
		{"opensanctions-ftm", "opensanctions/sa_wiki_peps/entities.ftm.json", "opensanctions-ftm"},
		{"opensanctions-csv", "opensanctions/ua_war_sanctions_2026-03/targets.simple.csv.gz", "opensanctions-csv"},
		{"opensanctions-senzing", "opensanctions/sa_wiki_peps/senzing.json", "opensanctions-senzing"},
		{"br-slavery", "", "br-slavery"},
		{"br-tcu", "", "br-tcu"},
		{"ar-repet", "", "ar-repet"},
		{"own-table", "", "own-table"},
		{"own-jsonl", "", "own-jsonl"},
	} {
		b.Run(c.name, func(b *testing.B) {
			path := content(b, filepath.Join("testdata", c.sample))
			if c.real != "" {
				path = feedtest.Path(b, "data/"+c.real)
			}
			list, err := watchlist.Open(path, &watchlist.Options{MaxBad: 2})
			require.NoError(b, err)
			defer list.Close()
			b.SetBytes(unpacked(b, path))
			for b.Loop() {
				drain(b, list)
			}
		})
	}
}

func drain(b *testing.B, list *watchlist.File) {
	for _, err := range list.Entries() {
		var bad *feed.RecordError
		if err != nil && !errors.As(err, &bad) {
			b.Fatal(err)
		}
	}
}

func unpacked(b *testing.B, path string) (n int64) {
	f, err := feed.Open(path, nil)
	require.NoError(b, err)
	defer f.Close()
	for _, m := range f.Members() {
		r, err := m.Open()
		require.NoError(b, err)
		size, err := io.Copy(io.Discard, r)
		require.NoError(b, err)
		require.NoError(b, r.Close())
		n += size
	}
	return n
}

// BenchmarkXMLTokensAlone is what encoding/xml takes for its tokens of the same files, for comparing BenchmarkParse with.
func BenchmarkXMLTokensAlone(b *testing.B) {
	for _, c := range []struct{ name, path string }{
		{"un-xml", "un/consolidated_2026-08.xml.gz"},
		{"ofac-xml", "ofac/cons_xml_2025-03/consolidated.xml.gz"},
		{"ofac-enhanced", "ofac/cons_enhanced/CONS_ENHANCED.ZIP"},
		{"ca-xml", "ca/sema-lmes_2025.xml.gz"},
		{"eu-xml-2016", "eu/fsd_WHOLE_2016-02.xml.gz"},
	} {
		b.Run(c.name, func(b *testing.B) {
			path := feedtest.Path(b, "data/"+c.path)
			f, err := feed.Open(path, nil)
			require.NoError(b, err)
			defer f.Close()
			b.SetBytes(unpacked(b, path))
			for b.Loop() {
				r, err := f.Members()[0].Open()
				require.NoError(b, err)
				d := xml.NewDecoder(r)
				for {
					if _, err := d.Token(); err != nil {
						require.ErrorIs(b, err, io.EOF)
						break
					}
				}
				r.Close()
			}
		})
	}
}
