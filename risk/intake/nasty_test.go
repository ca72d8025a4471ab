package intake_test

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/tamiz-project/tamiz/risk"
	"github.com/tamiz-project/tamiz/risk/fact"
	"github.com/tamiz-project/tamiz/risk/intake"
	"github.com/tamiz-project/tamiz/screening/feed"
)

// A nasty case is a file of testdata/nasty, why it is there, and what must come of it. Rows that are neither in names nor
// in rejected, notes that stand nowhere: each fails the test.
type nasty struct {
	file, reason string
	refused      string   // part of the error of Open
	names        []string // first names of the counterparties read, in order
	rejected     []string // "position: part of the error"
	notes        []string // "code: part of the text", of all rows in order
	doubts       []string // "header: part of the doubt"
}

func nastyCases() []nasty {
	return slices.Concat(nastyTables(), nastyValues(), nastyParties(), nastyFormats())
}

// nastyTables are tables of an odd shape, encoding or header.
func nastyTables() []nasty {
	return []nasty{
		{file: "windows-1252.csv", reason: "an export of an old program: accents are single bytes", names: []string{"Café Peña Ejemplo S.A.S.", "Viñedos Año Nuevo Ejemplo"}, notes: []string{"blank: number", "blank: number"}, doubts: []string{"NIT: every cell is empty"}},
		{file: "utf16le-bom.csv", reason: "Excel's Unicode text", names: []string{"Señorío Ejemplo S.L."}},
		{file: "utf16be-bom.csv", reason: "the other byte order", names: []string{"Señorío Ejemplo S.L."}},
		{file: "utf8-bom-crlf.csv", reason: "the mark must not become part of the first header", names: []string{"Ejemplo Uno S.A."}},
		{file: "semicolon-in-quotes.csv", reason: "the delimiter within a quoted name", names: []string{"Exemplo; Irmãos Ltda."}},
		{file: "tabs.csv", reason: "tabs as delimiter", names: []string{"Ejemplo Dos S.A."}},
		{file: "pipes.csv", reason: "bars as delimiter, not as several values", names: []string{"Ejemplo Tres S.A."}},
		{file: "newline-in-cell.csv", reason: "an address of two lines is one cell", names: []string{"Ejemplo Cuatro S.A."}},
		{file: "quote-inside.csv", reason: "quotes within a cell that is not quoted", names: []string{`El "Ejemplo" Cinco S.A.`}},
		{file: "title-lines.csv", reason: "titles of the table's width stand above the header", names: []string{"Ejemplo Seis S.A.C."}},
		{file: "header-after-notes.csv", reason: "narrow lines stand above the header", names: []string{"Ejemplo Siete S.A."}},
		{file: "unknown-header.csv", reason: "nobody knows these headers: say which there are and how to map them", refused: `"Denom. interna X", "Cod Z", "Territorio". If one of them names`},
		{file: "no-names.csv", reason: "contracts without the contractor: nobody to screen", refused: "no column is known to hold names"},
		{file: "no-header.csv", reason: "the first supplier must not be taken for a header", refused: "header -> none"},
		{file: "only-header.csv", reason: "an export that failed looks like a file without hits", refused: "no row below it"},
		{file: "empty.csv", reason: "nothing at all", refused: "empty file"},
		{file: "blank-lines.csv", reason: "empty lines are no rows", names: []string{"Ejemplo Once S.A."}},
	}
}

// nastyValues are cells that can be misread.
func nastyValues() []nasty {
	return []nasty{
		{file: "unknown-country.csv", reason: "a wrong country is a wrong risk and a wrong search", names: []string{"Ejemplo Trece S.A."}, rejected: []string{`2:2: "Atlántida del Sur" is no country`}},
		{file: "two-countries-word.csv", reason: "Congo is two countries", rejected: []string{`2:2: "Congo" is no country`}},
		{file: "na-country.csv", reason: "NA is a country and an answer", names: []string{"Ejemplo Dieciséis S.A."}, rejected: []string{"2:2: is NA Namibia"}, notes: []string{"blank: no country"}},
		{file: "several-countries.csv", reason: "three countries in one cell, in two languages", names: []string{"Ejemplo Diecisiete S.A."}},
		{
			file: "missing-name.csv", reason: "nobody, and three ways to write nobody", names: []string{"Ejemplo Dieciocho S.A."},
			rejected: []string{"2:2: no name", "3:2: no name", "4:2: no name", "5:2: no name"}, doubts: []string{"amount: not screened"},
		},
		{file: "ambiguous-date.csv", reason: "3 April or March 4: asked, not guessed; 5 May is clear", names: []string{"Persona Inventada Dos", "Persona Inventada Tres"}, rejected: []string{"2:2: is it 1970-04-03 or 1970-03-04?"}},
		{file: "day-first-date.csv", reason: "25/12 decides for the whole column", names: []string{"Persona Inventada Uno", "Persona Inventada Dos", "Persona Inventada Tres"}, doubts: []string{"fecha de nacimiento: read as dmy"}},
		{file: "month-first-date.csv", reason: "12/25 decides for the whole column", names: []string{"Persona Inventada Uno", "Persona Inventada Dos"}, doubts: []string{"dob: read as mdy"}},
		{
			file: "mixed-date-orders.csv", reason: "evidence for both orders decides nothing", names: []string{"Persona Inventada Uno", "Persona Inventada Dos"},
			rejected: []string{"4:2: is it 1972-02-01 or 1972-01-02?"}, doubts: []string{"dob: open ones are rejected"},
		},
		{
			file: "impossible-dates.csv", reason: "no such day, no century, Excel's day number, a word; a year alone is a date", names: []string{"Persona Inventada Cinco"},
			rejected: []string{"2:2: no such day", "3:2: which century", "4:2: Excel's number of a day", "5:2: not a date"},
		},
		{file: "scientific-tax-id.csv", reason: "Excel rounded the number: its digits are gone and must not become a key", names: []string{"Ejemplo Diecinueve S.A.", "Ejemplo Veinte S.A."}, notes: []string{"damaged: last digits are lost", "damaged: last digits are lost"}},
		{file: "lost-leading-zero.csv", reason: "with its zero the number is valid, without it is none", names: []string{"Ejemplo Veintiuno S.A."}, notes: []string{"repaired: EC-RUC 0999900046001"}},
		{
			file: "excel-errors.csv", reason: "errors of formulas and columns too narrow, in every place", names: []string{"Ejemplo Veintidós S.A."},
			rejected: []string{"2:1: error of a formula", "4:1: error of a formula", "5:2: no country"}, notes: []string{"damaged: too narrow", "not_screened: the owner was not screened"},
		},
		{
			file: "mojibake.csv", reason: "damage that can be undone with certainty: once, twice, HTML", names: []string{"Construcciones Peña Ejemplo S.A.", "Café Ejemplo S.A.", "P&G Ejemplo S.A."},
			notes: []string{"repaired: Peña", "repaired: Café", "repaired: P&G"},
		},
		{
			file: "lost-letters.csv", reason: "damage that nobody can undo with certainty is said", names: []string{"ALVAREZ ORDO?EZ EJEMPLO", "Ca\ufffda Ejemplo S.A.", "COMPA¥IA EJEMPLO S.A."},
			notes: []string{"damaged: question mark", "damaged: U+FFFD", "damaged: old code page"},
		},
		{file: "portuguese-capital-a.csv", reason: "Ã and Â are letters: no mojibake here", names: []string{"SÃO JOÃO EXEMPLO LTDA.", "EXEMPLO DE CORAÇÃO LTDA."}},
		{file: "invisible-characters.csv", reason: "a zero-width blank hides a name from a search", names: []string{"Ejemplo Veinticuatro S.A.", "Ejemplo Veinticinco S.A."}, notes: []string{"repaired: invisible"}},
	}
}

// nastyParties are rows, owners and numbers that leave something open.
func nastyParties() []nasty {
	return []nasty{
		{file: "too-many-cells.csv", reason: "a comma too many shifts all that follows", names: []string{"Ejemplo Veintiséis S.A.", "Ejemplo Veintisiete S.A."}, rejected: []string{"3: 4 cells where the table has 3"}},
		{file: "too-few-cells.csv", reason: "a row that was cut", names: []string{"Ejemplo Veintiocho S.A.", "Ejemplo Treinta S.A."}, rejected: []string{"3: 1 cells where the table has 3"}},
		{file: "open-quote.csv", reason: "a quote that never closes swallows the rest of the file", refused: "never ends"},
		{
			file: "duplicates.csv", reason: "same id, same number, same name and country: all kept, all said", names: []string{"Ejemplo Uno S.A.C.", "Otro Ejemplo S.A.C.", "Ejemplo Uno SAC", "Ejemplo Cuatro E.I.R.L.", "EJEMPLO CUATRO E.I.R.L."},
			notes: []string{"duplicate: same id as line 2, under another name", "duplicate: same number as line 2;", "blank: number", "blank: number", "duplicate: same name and country as line 5"},
		},
		{file: "owners.csv", reason: "numbered owners in two ways of naming them", names: []string{"Ejemplo Sociedad S.A."}},
		{
			file: "owners-in-one-cell.csv", reason: "several owners per cell, with shares beside, within and too few", names: []string{"Ejemplo Familia S.A.", "Ejemplo Grupo S.A.", "Ejemplo Cuentas S.A."},
			notes: []string{"doubtful: nobody can tell whose"},
		},
		{file: "fraction-shares.csv", reason: "0.5 is a half or half a percent", names: []string{"Ejemplo Mitad S.A.", "Ejemplo Entero S.A."}, notes: []string{"doubtful: 0.5-50 percent", "doubtful: >=1 percent"}},
		{file: "share-without-owner.csv", reason: "somebody owns 75 % and has no name", names: []string{"Ejemplo Anónimo S.A."}, notes: []string{"not_screened: not named"}, doubts: []string{"owner: every cell is empty"}},
		{file: "everybody.csv", reason: "owner, representative, bank, vessel and aircraft in Portuguese", names: []string{"Exemplo Tudo Ltda."}},
		{file: "name-in-parts.csv", reason: "surnames and given names in columns of their own", names: []string{"Ana María Inventada Ejemplo"}},
		{file: "two-name-columns.csv", reason: "two names that differ are both searched", names: []string{"Ejemplo Corto"}, doubts: []string{"razón social: both names are screened"}},
		{file: "roles-and-kinds.csv", reason: "words for role and kind in Portuguese, one of them unknown", names: []string{"Exemplo Um", "Exemplo Dois", "Exemplo Três", "Exemplo Quatro"}, notes: []string{"doubtful: not a role"}},
		{file: "number-without-country.csv", reason: "eleven digits are a number in many countries", names: []string{"Ejemplo Sin País S.A."}, notes: []string{"check_fails: nobody can tell which kind"}},
		{
			file: "foreign-scheme.csv", reason: "no number of the country, a wrong check digit, a zero", names: []string{"Ejemplo Otro S.A.", "Ejemplo Dígito S.A.", "Ejemplo Cero S.A."},
			notes: []string{"check_fails: fits no kind", "check_fails: check digit", "placeholder: no number stands"},
		},
		{file: "formula-injection.csv", reason: "a name that starts like a formula stays the name it is", names: []string{"=HYPERLINK(1) Ejemplo S.A."}},
		{file: "decimal-marks.csv", reason: "33,5 is clear, 1.200 is not", names: []string{"Ejemplo Punto S.A."}, rejected: []string{"2:4: before decimals or before thousands"}},
	}
}

// nastyFormats are files that are no table, or no table at all.
func nastyFormats() []nasty {
	return []nasty{
		{file: "binary.csv", reason: "no text", refused: "neither text nor a workbook"},
		{file: "legacy.xls", reason: "the old format of Excel", refused: "save it as .xlsx"},
		{file: "truncated.csv.gz", reason: "a download that broke off must not be screened in part", refused: "cut off"},
		{
			file: "counterparties.jsonl", reason: "good lines, and four ways to be a bad one", names: []string{"Ejemplo JSON S.A.", "Ejemplo Último"},
			rejected: []string{"2: no name", "3: two letters", `4: unknown field "nmaes"`, "5: ends in the middle"},
		},
		{file: "counterparties.json", reason: "an array instead of lines", names: []string{"Ejemplo Arreglo Uno"}, rejected: []string{"2: write person"}},
		{file: "cut.json", reason: "an array that was cut off", refused: "cut off"},
		{
			file: "release-package.json", reason: "OCDS 1.1 and 1.0, a party without a name, a release that is none", names: []string{"Insumos Inventados Ejemplo, Cía. Ltda.", "Servicios Adjudicados Ejemplo S.A.C."},
			rejected: []string{`0: party "X-9" has no name`, "0: holds a JSON string"}, notes: []string{"derived: number"}, doubts: []string{"buyer, procuringEntity: not screened"},
		},
		{file: "record-package.json", reason: "records with a compiled release", names: []string{"Insumos Inventados Ejemplo, Cía. Ltda."}, rejected: []string{`0: party "X-9" has no name`}, doubts: []string{"buyer, procuringEntity: not screened"}},
		{
			file: "packages-in-an-array.json", reason: "two release packages in one array", names: []string{"Proveedora Uno Ejemplo S.A.", "Proveedora Dos Ejemplo S.A."},
			doubts: []string{"buyer, procuringEntity: not screened"},
		},
		{file: "html.xls", reason: "a web page that calls itself a worksheet", refused: "an HTML or XML file"},
		{file: "sep-line.csv", reason: "Excel's line that names the delimiter is no header", names: []string{"Ejemplo Treinta y Tres S.A."}},
		{file: "several-members.zip", reason: "a table and a read-me in one archive", names: []string{"Ejemplo En Zip S.A."}, doubts: []string{"several-members.zip/leeme.txt: not screened"}},
	}
}

func TestNastyFiles(t *testing.T) {
	tested := map[string]bool{}
	for _, c := range nastyCases() {
		tested[c.file] = true
		t.Run(c.file, func(t *testing.T) {
			in, err := intake.Open(filepath.Join("testdata", "nasty", c.file), &intake.Options{Dictionary: dictionary(t)})
			if c.refused != "" {
				require.ErrorContains(t, err, c.refused, c.reason)
				require.ErrorContains(t, err, c.file, "an error says which file")
				return
			}
			require.NoError(t, err, c.reason)
			defer in.Close()
			got := readAll(t, in)
			require.Equal(t, c.names, got.names, c.reason)
			requireEach(t, c.rejected, got.rejected, c.reason)
			requireEach(t, c.notes, got.notes, c.reason)
			requireEach(t, c.doubts, got.doubts, c.reason)
			require.Equal(t, got, readAll(t, in), "a second pass reads the same")
		})
	}
	files, err := os.ReadDir(filepath.Join("testdata", "nasty"))
	require.NoError(t, err)
	for _, f := range files {
		require.True(t, tested[f.Name()], "%s is in no case", f.Name())
	}
}

// outcome is what a file came to, as texts "where: what".
type outcome struct{ names, rejected, notes, doubts []string }

func readAll(t *testing.T, in *intake.File) outcome {
	t.Helper()
	var out outcome
	for _, c := range in.Columns() {
		if c.Doubt != "" {
			out.doubts = append(out.doubts, c.Header+": "+c.Doubt)
		}
	}
	for c, err := range in.Counterparties() {
		var bad *feed.RecordError
		if errors.As(err, &bad) {
			out.rejected = append(out.rejected, position(bad)+": "+bad.Error())
			continue
		}
		require.NoError(t, err)
		out.names = append(out.names, c.Names[0].Text)
		for _, n := range c.Notes {
			out.notes = append(out.notes, string(n.Code)+": "+n.Text)
		}
	}
	return out
}

func position(bad *feed.RecordError) string {
	text := strings.TrimPrefix(bad.Error(), bad.Source+":")
	at := strings.IndexFunc(text, func(r rune) bool { return (r < '0' || r > '9') && r != ':' })
	if bad.Line == 0 {
		return "0"
	}
	return strings.Trim(text[:at], ":")
}

// requireEach requires as many texts as wanted, each with the wanted place and part.
func requireEach(t *testing.T, want, got []string, reason string) {
	t.Helper()
	require.Len(t, got, len(want), "%s: %q", reason, got)
	for i, w := range want {
		place, part, ok := strings.Cut(w, ": ")
		require.True(t, ok, w)
		require.True(t, strings.HasPrefix(got[i], place+": "), "%s: %q stands elsewhere: %q", reason, w, got[i])
		require.Contains(t, got[i], part, reason)
	}
}

func dictionary(t testing.TB) *fact.Dictionary {
	t.Helper()
	d, err := fact.NewDictionary(
		fact.Definition{Name: "cash_share", Type: fact.Quantity, Unit: "percent", Question: fact.Label{"en": "Which share is paid in cash?", "es": "¿Qué parte se paga en efectivo?"}},
		fact.Definition{Name: "employees", Type: fact.Quantity},
		fact.Definition{Name: "pep", Type: fact.YesNo},
		fact.Definition{Name: "since", Type: fact.Date},
		fact.Definition{Name: "payment", Type: fact.Rows},
		fact.Definition{Name: "payment.method", Type: fact.Word, Values: []string{"transfer", "cash"}},
		fact.Definition{Name: "payment.amount", Type: fact.Quantity, Unit: "USD"},
		fact.Definition{Name: "only_bidder", Type: fact.YesNo},
		fact.Definition{Name: "contract_without_tender", Type: fact.YesNo},
		fact.Definition{Name: "unknown_owner_share", Type: fact.Quantity, Derived: true},
	)
	require.NoError(t, err)
	return d
}

func only(t testing.TB, in *intake.File) []risk.Counterparty {
	t.Helper()
	var out []risk.Counterparty
	for c, err := range in.Counterparties() {
		require.NoError(t, err)
		out = append(out, c)
	}
	return out
}
