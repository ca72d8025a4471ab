package intake_test

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/tamiz-project/tamiz/risk"
	"github.com/tamiz-project/tamiz/risk/intake"
	"github.com/tamiz-project/tamiz/screening/feed"
	"github.com/tamiz-project/tamiz/screening/feed/feedtest"
	"github.com/xuri/excelize/v2"
)

// write puts a file into a folder of the test.
func write(t testing.TB, name, content string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	require.NoError(t, os.WriteFile(path, []byte(content), 0o600))
	return path
}

// first opens a CSV and returns its first counterparty.
func first(t testing.TB, content string, o *intake.Options) risk.Counterparty {
	t.Helper()
	in, err := intake.Open(write(t, "in.csv", content), o)
	require.NoError(t, err)
	defer in.Close()
	all := only(t, in)
	require.NotEmpty(t, all)
	return all[0]
}

func TestSample(t *testing.T) {
	in, err := intake.Open(filepath.Join(feedtest.Root(t), "testdata", "suppliers.csv"), nil)
	require.NoError(t, err)
	defer in.Close()
	kinds, countries, rejected := map[string]int{}, map[string]bool{}, []string{}
	for c, err := range in.Counterparties() {
		var bad *feed.RecordError
		if errors.As(err, &bad) {
			rejected = append(rejected, bad.ID)
			continue
		}
		require.NoError(t, err)
		kinds[string(c.Kind)]++
		kinds[string(c.Role)]++
		for _, code := range c.Countries {
			countries[code] = true
		}
	}
	require.Equal(t, []string{"TP-059", "TP-060", "TP-061"}, rejected)
	for _, kind := range []string{"person", "organization", "vessel", "aircraft", "", "supplier", "customer", "partner"} {
		require.Positive(t, kinds[kind], kind)
	}
	require.GreaterOrEqual(t, len(countries), 12)
}

func TestWorkbook(t *testing.T) {
	f := excelize.NewFile()
	require.NoError(t, f.SetSheetName("Sheet1", "Portada"))
	require.NoError(t, f.SetCellValue("Portada", "A1", "Padrón de proveedores"))
	for _, sheet := range []string{"Proveedores", "Clientes"} {
		_, err := f.NewSheet(sheet)
		require.NoError(t, err)
	}
	rows := map[string][][]any{
		"Proveedores": {{"Actualizado a octubre"}, {}, {"Razón social", "RUC", "País", "Fecha de nacimiento", "Participación socio 1", "Socio 1"}, {"Ejemplo Hoja S.A.C.", 20999000119, "Perú", nil, 0.5, "Ana Inventada"}, {"Ejemplo Dos E.I.R.L.", "20999000224", "PE", nil, 100, "Luis Ficticio"}},
		"Clientes":    {{"Cliente", "País"}, {"Ejemplo Cliente Ltda.", "Chile"}},
	}
	for sheet, table := range rows {
		for i, row := range table {
			cell, err := excelize.CoordinatesToCellName(1, i+1)
			require.NoError(t, err)
			require.NoError(t, f.SetSheetRow(sheet, cell, &row))
		}
	}
	path := filepath.Join(t.TempDir(), "libro.xlsx")
	require.NoError(t, f.SaveAs(path))
	in, err := intake.Open(path, nil)
	require.NoError(t, err)
	defer in.Close()
	all := only(t, in)
	require.Len(t, all, 3)
	require.Equal(t, "PE-RUC:20999000119", all[0].ID, "a number cell is read without exponent")
	require.Equal(t, "0.5", all[0].Related[0].Share.String(), "100 in the column says that shares are percent")
	require.Equal(t, risk.Customer, all[2].Role, "the header says what they are to us")
	require.Contains(t, in.Columns(), intake.Column{Header: "libro.xlsx#Portada", Doubt: "not screened: no column of it is known to hold names"})
}

func TestMapping(t *testing.T) {
	content := "Denominación X,Z,Fec,cash\nPersona Inventada,CL,03/04/1970,12\n"
	o := &intake.Options{Dictionary: dictionary(t), Role: risk.Partner, Mapping: map[string]string{
		"denominacion x": "name", "#2": "owner 1 country", "Fec": "born mdy", "cash": "fact cash_share", "=PE": "country", "=Holding Ejemplo": "owner 1",
	}}
	c := first(t, content, o)
	require.Equal(t, risk.Partner, c.Role)
	require.Equal(t, []string{"PE"}, c.Countries)
	require.Equal(t, "1970-03-04", c.Born[0].String())
	require.Equal(t, "Holding Ejemplo", c.Related[0].Names[0].Text)
	require.Equal(t, []string{"CL"}, c.Related[0].Countries)
	require.Equal(t, "12", c.Facts["cash_share"].String())
	require.Equal(t, "in.csv", c.Facts["cash_share"].Origin().Source)

	for _, bad := range []struct {
		mapping map[string]string
		want    string
	}{
		{map[string]string{"Denominacion Y": "name"}, "no column is known"},
		{map[string]string{"Denominación X": "name", "Fecha": "born"}, `the file does not have: "Fecha"`},
		{map[string]string{"Denominación X": "colour"}, `mapping of column "Denominación X": field "colour": not a field`},
		{map[string]string{"Denominación X": "name", "Z": "fact unknown_owner_share"}, "tamiz computes it"},
		{map[string]string{"Denominación X": "name", "Z": "fact nothing"}, "defines no such fact"},
		{map[string]string{"Denominación X": "name", "=x": "nonsense"}, `mapping of "=x"`},
	} {
		_, err := intake.Open(write(t, "in.csv", content), &intake.Options{Mapping: bad.mapping, Dictionary: dictionary(t)})
		require.ErrorContains(t, err, bad.want)
	}
}

func TestMappingOfTheHeader(t *testing.T) {
	none := map[string]string{"header": "none", "#1": "name", "#2": "country"}
	require.Equal(t, "Ejemplo Nueve S.A.", first(t, "Ejemplo Nueve S.A.,Perú\nEjemplo Diez S.A.,Chile\n", &intake.Options{Mapping: none}).Names[0].Text)
	third := map[string]string{"header": "2"}
	require.Equal(t, "Ejemplo", first(t, "name,country\nproveedor,país\nEjemplo,Perú\n", &intake.Options{Mapping: third}).Names[0].Text)
	column := map[string]string{"header": "name"}
	require.Equal(t, "Ejemplo", first(t, "header,x\nEjemplo,1\n", &intake.Options{Mapping: column}).Names[0].Text, "a column that is called header")
}

func TestReadMappingErrors(t *testing.T) {
	for text, want := range map[string]string{
		"a -> name\na -> id": `mapping line 2: column "a" is mapped twice`,
		"-> name":            "write HEADER -> FIELD",
		"a ->":               "write HEADER -> FIELD",
		"a":                  "write HEADER -> FIELD",
	} {
		_, err := intake.ReadMapping(strings.NewReader(text))
		require.ErrorContains(t, err, want)
	}
	got, err := intake.ReadMapping(strings.NewReader("\ufeff# comment\n\"Razón: social\": 'name'\nA = id\n=PE = country\n"))
	require.NoError(t, err)
	require.Equal(t, map[string]string{"Razón: social": "name", "A": "id", "=PE": "country"}, got)
}

func TestFacts(t *testing.T) {
	c := first(t, "name,cash_share,¿Qué parte se paga en efectivo?,PEP,since,payment.method,payment.amount,unknown_owner_share\nEjemplo S.A.,\"12,5\",,sí,13/02/2019,cash,\"1.500,50\",3\n", &intake.Options{Dictionary: dictionary(t)})
	require.Equal(t, "12.5", c.Facts["cash_share"].String())
	require.Equal(t, "yes", c.Facts["pep"].String())
	require.Equal(t, "2019-02-13", c.Facts["since"].String())
	require.NotContains(t, c.Facts, "unknown_owner_share", "tamiz computes it")
	row := c.Tables["payment"].Rows[0]
	require.Equal(t, "payment-1", row.ID)
	require.Equal(t, "cash", row.Facts["payment.method"].String())
	require.Equal(t, "1500.5", row.Facts["payment.amount"].String())
	require.False(t, c.Tables["payment"].Complete, "one payment in a column does not say that there are no others")
}

func TestWholeTables(t *testing.T) {
	for _, c := range []struct {
		cells, want string
		rows        int
	}{
		{"ninguno,,", "", 0},
		{"complete,cash,5", "", 1},
		{"none,cash,5", "and yet other columns", 0},
		{"perhaps,,", "write none", 0},
	} {
		in, err := intake.Open(write(t, "in.csv", "payment,payment.method,payment.amount,name\n"+c.cells+",Ejemplo S.A.\n"), &intake.Options{Dictionary: dictionary(t)})
		require.NoError(t, err)
		for party, err := range in.Counterparties() {
			if c.want != "" {
				require.ErrorContains(t, err, c.want)
				continue
			}
			require.NoError(t, err)
			require.True(t, party.Tables["payment"].Complete)
			require.Len(t, party.Tables["payment"].Rows, c.rows)
		}
		require.NoError(t, in.Close())
	}
}

func TestFactsThatCannotBeRead(t *testing.T) {
	in, err := intake.Open(write(t, "in.csv", "name,payment.method,pep\nEjemplo S.A.,barter,perhaps\n"), &intake.Options{Dictionary: dictionary(t)})
	require.NoError(t, err)
	defer in.Close()
	for _, err := range in.Counterparties() {
		require.ErrorContains(t, err, `in.csv:2:2 payment.method "barter"`)
		require.ErrorContains(t, err, "also column 3")
	}
}

func TestOpenContractingFacts(t *testing.T) {
	in, err := intake.Open("testdata/nasty/release-package.json", &intake.Options{Dictionary: dictionary(t)})
	require.NoError(t, err)
	defer in.Close()
	for c, err := range in.Counterparties() {
		require.NoError(t, err)
		require.Equal(t, "yes", c.Facts["contract_without_tender"].String())
		require.Equal(t, "OCDS ocds-zzz-1", c.Facts["contract_without_tender"].Origin().Source)
		require.NotContains(t, c.Facts, "only_bidder", "the release does not say")
		break
	}
}

func TestSamePassesSameBytes(t *testing.T) {
	path := filepath.Join(feedtest.Root(t), "testdata", "suppliers.csv")
	var passes []string
	for range 3 {
		in, err := intake.Open(path, nil)
		require.NoError(t, err)
		var b strings.Builder
		for c, err := range in.Counterparties() {
			text, marshal := json.Marshal(c)
			require.NoError(t, marshal)
			b.Write(text)
			if err != nil {
				b.WriteString(err.Error())
			}
		}
		require.NoError(t, in.Close())
		passes = append(passes, b.String())
	}
	require.Equal(t, passes[0], passes[1])
	require.Equal(t, passes[0], passes[2])
}

func TestCounterpartiesAsJSONComeBack(t *testing.T) {
	in, err := intake.Open(filepath.Join(feedtest.Root(t), "testdata", "suppliers.csv"), nil)
	require.NoError(t, err)
	defer in.Close()
	var lines strings.Builder
	var want []risk.Counterparty
	for c, err := range in.Counterparties() {
		if err != nil {
			continue
		}
		text, err := json.Marshal(c)
		require.NoError(t, err)
		lines.Write(append(text, '\n'))
		want = append(want, c)
	}
	again, err := intake.Open(write(t, "again.jsonl", lines.String()), nil)
	require.NoError(t, err)
	defer again.Close()
	got := only(t, again)
	require.Len(t, got, len(want))
	for i, c := range got {
		require.Equal(t, want[i].Party, c.Party)
		require.Equal(t, want[i].Role, c.Role)
	}
}

func TestRowsAreReadUntilTheCallerStops(t *testing.T) {
	in, err := intake.Open("testdata/nasty/duplicates.csv", nil)
	require.NoError(t, err)
	defer in.Close()
	n := 0
	for range in.Counterparties() {
		if n++; n == 2 {
			break
		}
	}
	require.Equal(t, 2, n)
}

func TestOptionsAreChecked(t *testing.T) {
	_, err := intake.Open("testdata/example.csv", &intake.Options{Role: "boss"})
	require.ErrorContains(t, err, `role "boss"`)
	_, err = intake.Open("testdata/absent.csv", nil)
	require.ErrorIs(t, err, os.ErrNotExist)
}

// FuzzOpen feeds text as a file of any kind: nothing panics, no record is without a name, and every rejection says why.
func FuzzOpen(f *testing.F) {
	for _, name := range []string{"owners.csv", "everybody.csv", "mojibake.csv", "counterparties.jsonl", "release-package.json", "title-lines.csv", "duplicates.csv"} {
		b, err := os.ReadFile(filepath.Join("testdata", "nasty", name))
		require.NoError(f, err)
		f.Add(b)
	}
	path := filepath.Join(f.TempDir(), "in")
	f.Fuzz(func(t *testing.T, content []byte) {
		require.NoError(t, os.WriteFile(path, content, 0o600))
		in, err := intake.Open(path, &intake.Options{Dictionary: dictionary(t)})
		if err != nil {
			return
		}
		defer in.Close()
		ids := map[string]bool{}
		for c, err := range in.Counterparties() {
			var bad *feed.RecordError
			if errors.As(err, &bad) {
				require.NotEmpty(t, bad.Error())
				continue
			}
			if err != nil {
				return
			}
			require.NotEmpty(t, c.Names)
			require.NotEmpty(t, c.Names[0].Text)
			require.False(t, ids[c.ID], "id %q twice", c.ID)
			ids[c.ID] = true
		}
	})
}

func FuzzReadMapping(f *testing.F) {
	f.Add("a -> name\n=PE: country\n")
	f.Fuzz(func(t *testing.T, text string) {
		mapping, err := intake.ReadMapping(strings.NewReader(text))
		if err != nil {
			return
		}
		for column, field := range mapping {
			require.NotEmpty(t, column)
			require.NotEmpty(t, field)
		}
	})
}
