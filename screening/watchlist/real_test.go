package watchlist_test

import (
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"iter"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/tamiz-project/tamiz/screening"
	"github.com/tamiz-project/tamiz/screening/feed"
	"github.com/tamiz-project/tamiz/screening/feed/feedtest"
	"github.com/tamiz-project/tamiz/screening/identifier"
	"github.com/tamiz-project/tamiz/screening/watchlist"
)

// realFiles are the official files that tests can have. The count is made by count, which knows nothing of the parsers: it counts
// lines of encoding/csv, elements of encoding/xml or distinct values of a column.
var realFiles = []struct {
	path, format string
	bad          int // records that the file itself has wrong
	count        func(t *testing.T, text string) int
	want         int // what count gives, written down so that a change of either side shows
	reason       string
}{
	{"ofac/sdn_trio_2022-01", "ofac-csv", 0, nil, 9044, "a set of three; the primary file is counted below"},
	{"ofac/sdn_trio_2022-01/sdn.csv.gz", "ofac-csv", 0, lines(12), 9044, "the primary file alone"},
	{"ofac/sdn_2024-05-03/sdn.csv.gz", "ofac-csv", 0, lines(12), 14965, "primary only; ends with 0x1A, a line more"},
	{"ofac/sdn_excerpt_2026-08/sdn_excerpt.csv", "ofac-csv", 0, lines(12), 31, "rows copied out of a file"},
	{"ofac/sdn_reconstructed_2026-04/sdn.csv.gz", "ofac-csv", 0, lines(12), 18758, "a compiler's own remarks"},
	{"ofac/sdn_mixed_dangling", "ofac-csv", 0, nil, 7379, "files of different years"},
	{"ofac/cons_2025-12", "ofac-csv", 0, nil, 442, "the consolidated set"},
	{"ofac/cons_2025-12/cons_prim.csv", "ofac-csv", 0, lines(12), 442, "its primary file"},
	{"ofac/cons_xml_2018-04/consolidated.xml.gz", "ofac-xml", 0, elements("sdnEntry"), 639, "old namespace"},
	{"ofac/cons_xml_2025-03/consolidated.xml.gz", "ofac-xml", 0, elements("sdnEntry"), 443, "new namespace"},
	{"ofac/cons_enhanced/CONS_ENHANCED.ZIP", "ofac-enhanced", 0, elements("entity"), 443, "zipped"},
	{"ofac/sdn_enhanced_subset_2024-08/IRGC_sanctions_ENHANCED.xml.gz", "ofac-enhanced", 0, elements("entity"), 293, "an export by programme"},
	{"ofac/sdn_enhanced_subset_2024-08/yemen_sanctions_ENHANCED.xml.gz", "ofac-enhanced", 0, elements("entity"), 10, "an export by programme"},
	{"ofac/ofac_enhanced_excerpt_2026-07.xml", "ofac-enhanced", 0, elements("entity"), 1, "an excerpt"},
	{"ofac/sdn_advanced_fragments/sdn-advanced-fixture.xml", "ofac-advanced", 0, elements("DistinctParty"), 3, "a written fixture"},
	{"us_csl/consolidated.csv.gz", "us-csl-csv", 0, linesButHeader(1), 14160, "cells with line ends"},
	{"un/consolidated_2025-04.xml.gz", "un-xml", 0, elements("INDIVIDUAL", "ENTITY"), 877, "first of three dates"},
	{"un/consolidated_2026-02.xml.gz", "un-xml", 0, elements("INDIVIDUAL", "ENTITY"), 1003, "second"},
	{"un/consolidated_2026-08.xml.gz", "un-xml", 0, elements("INDIVIDUAL", "ENTITY"), 1011, "third"},
	{"eu/fsd_WHOLE_2016-02.xml.gz", "eu-xml-2016", 0, elements("ENTITY"), 595, "the schema before 2018"},
	{"eu/eu_fsf_xmlFull_1_1_excerpt_2026-08.xml", "eu-xml-1.1", 0, elements("sanctionEntity"), 2, "an excerpt"},
	{"eu/EUSanctionsShort.csv", "eu-csv", 0, distinctField(regexp.MustCompile(`(?m)^"[^;]+;(\d+);[PE];`)), 93, "lines in quotes"},
	{"uk/uk_sanctions_list_excerpt_2026-09.xml", "uk-xml", 0, elements("Designation"), 2, "an excerpt"},
	{"uk/ConList_2018-04-13.csv.gz", "uk-conlist", 0, distinctColumn(2, 28, ','), 2106, "rows of one target stand apart"},
	{"uk/FCDO_SL_2025-08-11_summary.ods", "uk-table", 2, nil, 5300, "two rows have no name: 649 and 3571"},
	{"ch/ch_seco_excerpt_2026-08.xml", "ch-xml", 0, elements("target"), 3, "an excerpt, one delisted"},
	{"ca/sema-lmes_2025.xml.gz", "ca-xml", 0, elements("record"), 4759, "whole"},
	{"au/dfat_2026-08.xlsx", "au-xlsx", 0, nil, 3846, "11,068 rows of names"},
	{"mdb/world_bank_2025-01.xlsx", "wb-xlsx", 0, nil, 1285, "after three heading rows"},
	{"mdb/iadb_2025.xlsx", "iadb-xlsx", 0, nil, 1081, "a footnote below"},
	{"mdb/ebrd_2025.csv", "ebrd-csv", 2, nil, 1320, "two rows hold unescaped quotes: 179 and 817"},
	{"latam_lists/mx_sat_69b_2023-06/Listado_Completo_69-B_with_title_lines.csv.gz", "mx-sat-69b", 0, linesButHeader(3), 12686, "title lines"},
	{"latam_lists/mx_sat_69b_utf8_2026-02/sat_blacklist.csv.gz", "mx-sat-69b", 0, linesButHeader(1), 11270, "definitive ones only"},
	{"latam_lists/mx_sfp_sancionados_2017/ProveedoresyContratistasSancionados.csv", "mx-sfp", 0, nil, 1258, "one entry per name"},
	{"latam_lists/mx_sfp_sancionados_2017/ProveedoresyContratistasSancionados_2.csv", "mx-sfp", 0, nil, 381, "one entry per name"},
	{"latam_lists/br_cgu_official_2018-11/20181128_CEIS.zip", "br-cgu", 0, distinctColumn(1, 1, ';'), 10222, "one entry per number"},
	{"latam_lists/br_cgu_official_2018-11/20181029_CNEP.zip", "br-cgu", 0, distinctColumn(1, 1, ';'), 52, "one entry per number"},
	{"latam_lists/br_cgu_official_2018-11/cnep.csv", "br-cgu", 0, distinctColumn(1, 0, ';'), 48, "the portal's export"},
	{"latam_lists/br_cgu_official_2018-11/20181127_CEPIM.csv", "br-cgu", 0, distinctColumn(1, 0, ';'), 2564, "one entry per number"},
	{"opensanctions/sa_wiki_peps/entities.ftm.json", "opensanctions-ftm", 0, targets, 423, "relations in lines of their own"},
	{"opensanctions/sa_wiki_peps/targets.nested.json", "opensanctions-ftm", 0, targets, 20, "relations inside"},
	{"opensanctions/sa_wiki_peps/senzing.json", "opensanctions-senzing", 0, jsonLines, 121, "another model"},
	{"opensanctions/table681/entities.ftm.json", "opensanctions-ftm", 0, targets, 423, "another export"},
	{"opensanctions/ua_war_sanctions_2026-03/targets.simple.csv.gz", "opensanctions-csv", 0, linesButHeader(1), 5600, "16 columns"},
	{"opensanctions/yente_fixtures/zala_entities.ftm.json", "opensanctions-ftm", 0, targets, 14, "sanctions and owners"},
	{"opensanctions/yente_fixtures/parteispenden_entities.ftm.json", "opensanctions-ftm", 0, targets, 96, "no word about targets"},
}

func TestRealFiles(t *testing.T) {
	if testing.Short() {
		t.Skip("reads every official file")
	}
	for _, c := range realFiles {
		t.Run(c.path, func(t *testing.T) {
			path := feedtest.Path(t, "data/"+c.path)
			w, err := watchlist.Load(path, &watchlist.Options{MaxBad: c.bad})
			require.NoError(t, err, c.reason)
			require.Equal(t, c.format, w.Format)
			require.Equal(t, c.bad, w.Bad)
			require.Len(t, w.Entries, c.want)
			require.Equal(t, c.want, w.Count)
			if c.count != nil {
				require.Equal(t, c.want, c.count(t, text(t, path)), "counted without the parser")
			}
			requireSound(t, w)
			requireRoundTrip(t, w)
		})
	}
}

// requireSound checks what holds for every entry of every list.
func requireSound(t *testing.T, w *screening.Watchlist) {
	t.Helper()
	ids := map[string]bool{}
	for _, e := range w.Entries {
		require.False(t, ids[e.ID], "id %q stands twice", e.ID)
		ids[e.ID] = true
		require.NotEmpty(t, e.ID)
		require.Equal(t, w.ID, e.List)
		require.NotEmpty(t, e.Designations, e.ID)
		for _, d := range e.Designations {
			require.NotEmpty(t, d.Effect, e.ID)
			require.NotEmpty(t, d.AuthorityKind, e.ID)
			require.NotEmpty(t, d.Authority, e.ID)
		}
		for _, code := range append(e.Countries, e.Nationalities...) {
			require.Regexp(t, `^[A-Z]{2}$`, code, e.ID)
		}
	}
}

func TestNotEveryFileIsAList(t *testing.T) {
	for path, reason := range map[string]string{
		"ofac/sdn_aux_2026-08":                                "primary",
		"ofac/sdn_advanced_fragments/dp_demo.xml":             "no list format",
		"opensanctions/sa_wiki_peps/names.txt":                "no list format",
		"opensanctions/sa_wiki_peps/statements.pack":          "no list format",
		"opensanctions/yente_fixtures/t1_index.json.gz":       "no list format",
		"opensanctions/yente_fixtures/entities.delta.json.gz": "delta",
	} {
		_, err := watchlist.Load(feedtest.Path(t, "data/"+path), nil)
		require.ErrorContains(t, err, reason, path)
	}
}

// TestEveryRealFileIsCovered goes through the folder itself: a file is in the table above or in the README's list of those not read.
func TestEveryRealFileIsCovered(t *testing.T) {
	root := feedtest.Path(t, "data")
	readme, err := os.ReadFile("README.md")
	require.NoError(t, err)
	var covered strings.Builder
	covered.WriteString(string(readme))
	for _, c := range realFiles {
		covered.WriteString("\n" + c.path)
	}
	err = filepath.WalkDir(root, func(p string, d os.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, _ := filepath.Rel(root, p)
		rel = filepath.ToSlash(rel)
		if d.IsDir() || strings.HasPrefix(rel, "suppliers/") || strings.HasPrefix(rel, "ownership/") || !strings.Contains(rel, "/") {
			return nil
		}
		if !strings.Contains(covered.String(), rel) && !strings.Contains(covered.String(), filepath.ToSlash(filepath.Dir(rel))+"\n") {
			t.Errorf("%s is neither read by a test nor named in README.md", rel)
		}
		return nil
	})
	require.NoError(t, err)
}

// text returns the unpacked bytes of a file, decoded, by package feed.
func text(t *testing.T, path string) string {
	t.Helper()
	f, err := feed.Open(path, nil)
	require.NoError(t, err)
	defer f.Close()
	r, err := f.Members()[0].Text()
	require.NoError(t, err)
	defer r.Close()
	b, err := io.ReadAll(r)
	require.NoError(t, err)
	return string(b)
}

func csvRows(t *testing.T, text string, comma rune) iter.Seq[[]string] {
	return func(yield func([]string) bool) {
		r := csv.NewReader(strings.NewReader(text))
		r.Comma, r.FieldsPerRecord, r.LazyQuotes = comma, -1, true
		for {
			row, err := r.Read()
			if errors.Is(err, io.EOF) {
				return
			}
			require.NoError(t, err)
			if !yield(row) {
				return
			}
		}
	}
}

func lines(width int) func(*testing.T, string) int {
	return func(t *testing.T, text string) int {
		n := 0
		for row := range csvRows(t, text, ',') {
			if len(row) == width {
				n++
			}
		}
		return n
	}
}

func linesButHeader(header int) func(*testing.T, string) int {
	return func(t *testing.T, text string) int {
		n := -header
		for range csvRows(t, text, ',') {
			n++
		}
		return n
	}
}

func distinctColumn(header, column int, comma rune) func(*testing.T, string) int {
	return func(t *testing.T, text string) int {
		seen, n := map[string]bool{}, 0
		for row := range csvRows(t, text, comma) {
			if n++; n > header {
				seen[row[column]] = true
			}
		}
		return len(seen)
	}
}

func distinctField(re *regexp.Regexp) func(*testing.T, string) int {
	return func(_ *testing.T, text string) int {
		seen := map[string]bool{}
		for _, m := range re.FindAllStringSubmatch(text, -1) {
			seen[m[1]] = true
		}
		return len(seen)
	}
}

func elements(names ...string) func(*testing.T, string) int {
	return func(t *testing.T, text string) int {
		d, n := xml.NewDecoder(strings.NewReader(text)), 0
		for {
			tok, err := d.Token()
			if errors.Is(err, io.EOF) {
				return n
			}
			require.NoError(t, err)
			if s, ok := tok.(xml.StartElement); ok {
				for _, name := range names {
					if s.Name.Local == name {
						n++
					}
				}
			}
		}
	}
}

func jsonLines(_ *testing.T, text string) int {
	return strings.Count(strings.TrimSpace(text), "\n") + 1
}

// targets counts the lines that a reader of the format's documentation would call listed parties.
func targets(t *testing.T, text string) int {
	n, says := 0, strings.Contains(text, `"target"`)
	for line := range strings.Lines(text) {
		var e struct {
			Schema     string
			Target     bool
			Properties struct{ Topics any }
		}
		require.NoError(t, json.Unmarshal([]byte(line), &e))
		switch e.Schema {
		case "Person", "Organization", "Company", "LegalEntity", "PublicBody", "Vessel", "Airplane", "CryptoWallet":
			if !says || e.Target || e.Properties.Topics != nil {
				n++
			}
		}
	}
	return n
}

// printedNumber is what a person sees as a number in OFAC's remarks, written without looking at the parser's tables: a label
// of a number, then something with a digit.
var printedNumber = regexp.MustCompile(`(?i)(?:^|; )(?:alt\. )?((?:diplomatic )?passport|nit|rif|ruc|r\.?f\.?c\.?|c\.?u\.?r\.?p\.?|cedula|national id|tax id|registration (?:number|id)|` +
	`national foreign id number|identification number|c\.?u\.?i\.?t\.?|d\.?n\.?i\.?|rtn|le number|numero de identidad|i\.f\.e\.|credencial electoral|ssn|us fein|company number|folio mercantil|matricula mercantil|` +
	`business registration number|commercial registry number|government gazette number|vessel registration identification|mmsi|aircraft tail number|swift/bic|unified social credit code|digital currency address|v\.a\.t\. number|` +
	`driver's license|electoral registry|c\.r\. no|license|trade license)\b([^;]*\d[^;]*)`)

// TestIdentifiersOfOFACAreTyped: of the numbers printed in remarks at least 99 % arrive typed, with a country where one is printed.
func TestIdentifiersOfOFACAreTyped(t *testing.T) {
	if testing.Short() {
		t.Skip("reads two whole files")
	}
	for _, path := range []string{"ofac/sdn_trio_2022-01/sdn.csv.gz", "ofac/sdn_2024-05-03/sdn.csv.gz"} {
		path = feedtest.Path(t, "data/"+path)
		w, err := watchlist.Load(path, nil)
		require.NoError(t, err)
		rows := slicesOf(csvRows(t, text(t, path), ','))
		printed, typed, placed, withPlace, i := 0, 0, 0, 0, 0
		var missing []string
		for _, row := range rows {
			if len(row) != 12 {
				continue
			}
			e := w.Entries[i]
			i++
			for _, m := range printedNumber.FindAllStringSubmatch(row[11], -1) {
				printed++
				id, ok := findPrinted(e, m[2])
				if !ok {
					missing = append(missing, e.ID+" "+m[0])
					continue
				}
				typed++
				if strings.Contains(m[2], "(") && !strings.Contains(strings.ToLower(m[1]), "digital") {
					withPlace++
					if id.Country != "" {
						placed++
					}
				}
			}
		}
		t.Logf("%s: %d printed, %d typed (%.2f %%); %d with a country printed, %d of them have one (%.2f %%); first missing %q", filepath.Base(filepath.Dir(path)),
			printed, typed, 100*float64(typed)/float64(printed), withPlace, placed, 100*float64(placed)/float64(withPlace), missing[:min(12, len(missing))])
		require.Greater(t, printed, 6_000)
		require.GreaterOrEqual(t, float64(typed), 0.99*float64(printed))
		require.GreaterOrEqual(t, float64(placed), 0.99*float64(withPlace))
	}
}

func slicesOf(seq iter.Seq[[]string]) [][]string {
	var all [][]string
	for r := range seq {
		all = append(all, r)
	}
	return all
}

// findPrinted looks for a typed identifier whose letters and digits stand in the printed text.
func findPrinted(e screening.Entry, printed string) (identifier.ID, bool) {
	bare := bareText(printed)
	for _, id := range e.Identifiers {
		v := bareText(id.Value)
		if id.Scheme != "" && len(v) > 1 && (strings.Contains(bare, v) || strings.Contains(bare, strings.TrimLeft(v, "0VEJPG"))) {
			return id, true
		}
	}
	return identifier.ID{}, false
}

func bareText(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' {
			return r
		}
		return -1
	}, strings.ToUpper(s))
}
