package feed_test

import (
	"bytes"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"github.com/tamiz-project/tamiz/screening/feed"
	"github.com/xuri/excelize/v2"
)

// workbook makes a file as Excel would: shared strings, styles, two sheets, one hidden.
func workbook(t *testing.T) []byte {
	t.Helper()
	x := excelize.NewFile()
	defer x.Close()
	custom := func(code string) int {
		id, err := x.NewStyle(&excelize.Style{CustomNumFmt: &code})
		require.NoError(t, err)
		return id
	}
	set := func(cell string, v any, style int) {
		require.NoError(t, x.SetCellValue("Sheet1", cell, v))
		if style != 0 {
			require.NoError(t, x.SetCellStyle("Sheet1", cell, cell, style))
		}
	}
	set("A1", "nombre", 0)
	set("B1", "valor", 0)
	set("A2", "fecha", 0)
	set("B2", time.Date(2023, 4, 3, 0, 0, 0, 0, time.UTC), custom("dd/mm/yyyy"))
	set("A3", "fecha y hora", 0)
	set("B3", time.Date(2023, 4, 3, 17, 30, 5, 0, time.UTC), custom(`[$-C0A]d "de" mmmm hh:mm`))
	set("A4", "RUC", 0)
	set("B4", 1790010937001, 0)
	set("A5", "RUC con cero", 0)
	set("B5", 190001234001, custom("0000000000000"))
	set("A6", "importe", 0)
	set("B6", 1.1+2.2, custom(`#,##0.00 "dólares"`))
	set("A7", "grande", 0)
	set("B7", 1.5e21, 0)
	set("A8", true, 0)
	set("D10", "tras un hueco\nen dos líneas", 0)
	require.NoError(t, x.SetCellRichText("Sheet1", "A11", []excelize.RichTextRun{{Text: "Los "}, {Text: "Soles", Font: &excelize.Font{Bold: true}}}))
	_, err := x.NewSheet("Oculta")
	require.NoError(t, err)
	require.NoError(t, x.SetCellValue("Oculta", "A1", "visible para nosotros"))
	require.NoError(t, x.SetSheetVisible("Oculta", false))
	var b bytes.Buffer
	require.NoError(t, x.Write(&b))
	return b.Bytes()
}

func TestWorksheet(t *testing.T) {
	for _, name := range []string{"plain", "packed"} {
		t.Run(name, func(t *testing.T) {
			content := workbook(t)
			if name == "packed" {
				content = gz(t, content)
			}
			f, err := feed.Open(write(t, "s.xlsx", content), nil)
			require.NoError(t, err)
			defer f.Close()
			m := f.Members()[0]
			require.Equal(t, "xlsx", m.Kind())
			sheets, err := m.Sheets()
			require.NoError(t, err)
			require.Equal(t, []string{"Sheet1", "Oculta"}, sheets)
			got := map[int][]string{}
			hidden := ""
			for row, err := range f.Rows() {
				require.NoError(t, err)
				if row.Sheet == "Oculta" {
					hidden = row.Cell(0)
					continue
				}
				got[row.Line] = row.Cells
			}
			require.Equal(t, map[int][]string{
				1: {"nombre", "valor"}, 2: {"fecha", "2023-04-03"}, 3: {"fecha y hora", "2023-04-03 17:30:05"}, 4: {"RUC", "1790010937001"},
				5: {"RUC con cero", "0190001234001"}, 6: {"importe", "3.3"}, 7: {"grande", "1500000000000000000000"}, 8: {"TRUE"},
				10: {"", "", "", "tras un hueco\nen dos líneas"}, 11: {"Los Soles"},
			}, got)
			require.Equal(t, "visible para nosotros", hidden)
		})
	}
}

func TestDamagedWorksheetIsAnError(t *testing.T) {
	for _, tc := range []struct{ name, part, content, want string }{
		{"a sheet that ends early", "xl/worksheets/sheet1.xml", `<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c>`, "unexpected EOF"},
		{"a string that does not exist", "xl/worksheets/sheet1.xml", `<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>9</v></c></row></sheetData></worksheet>`, `row 1: shared string "9" does not exist`},
		{"a column beyond the last", "xl/worksheets/sheet1.xml", `<worksheet><sheetData><row r="1"><c r="ZZZZ1"><v>9</v></c></row></sheetData></worksheet>`, "no such column"},
		{"a missing sheet", "xl/other.xml", `<x/>`, "the file is damaged"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			book := zipped(t,
				"[Content_Types].xml", `<Types/>`,
				"_rels/.rels", `<Relationships><Relationship Id="r" Type="x/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
				"xl/workbook.xml", `<workbook xmlns:r="http://x/relationships"><sheets><sheet name="S" r:id="r1"/></sheets></workbook>`,
				"xl/_rels/workbook.xml.rels", `<Relationships><Relationship Id="r1" Type="x/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
				tc.part, tc.content)
			_, err := cells(t, write(t, "s.xlsx", book), nil)
			require.ErrorContains(t, err, tc.want)
			require.ErrorContains(t, err, "s.xlsx")
		})
	}
}

func TestOpenDocumentSheet(t *testing.T) {
	content := `<office:document-content xmlns:office="o" xmlns:table="table" xmlns:text="t"><office:body><office:spreadsheet>
<table:table table:name="Lista"><table:table-row><table:table-cell><text:p>nombre
   completo</text:p></table:table-cell><table:table-cell table:number-columns-repeated="16382"/></table:table-row>
<table:table-row table:number-rows-repeated="2"/>
<table:table-row><table:table-cell table:number-columns-repeated="2"><text:p>Ana<text:s text:c="2"/>Luz</text:p><text:p>María</text:p></table:table-cell>
<table:table-cell office:value-type="date" office:date-value="2025-08-11T00:00:00"><text:p>11/08/25</text:p></table:table-cell>
<table:table-cell office:value-type="float" office:value="190001234001"><office:annotation><text:p>nota</text:p></office:annotation><text:p>0190001234001</text:p></table:table-cell>
<table:covered-table-cell/><table:table-cell office:value-type="float" office:value="1.5E3"><text:p>1.500,00</text:p></table:table-cell></table:table-row>
<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>
</table:table></office:spreadsheet></office:body></office:document-content>`
	f, err := feed.Open(write(t, "s.ods", zipped(t, "META-INF/manifest.xml", "<x/>", "content.xml", content)), nil)
	require.NoError(t, err)
	defer f.Close()
	var rows []feed.Row
	for row, err := range f.Rows() {
		require.NoError(t, err)
		rows = append(rows, row)
	}
	require.Equal(t, []feed.Row{
		{Source: "s.ods", Sheet: "Lista", Line: 1, Cells: []string{"nombre completo"}},
		{Source: "s.ods", Sheet: "Lista", Line: 4, Cells: []string{"Ana  Luz\nMaría", "Ana  Luz\nMaría", "2025-08-11", "0190001234001", "", "1500"}},
	}, rows)
	sheets, err := f.Members()[0].Sheets()
	require.NoError(t, err)
	require.Equal(t, []string{"Lista"}, sheets)
}
