"""Opens a report with openpyxl, which is stricter than office programs, and checks what they would not complain about."""
import sys
import zipfile

import openpyxl

path = sys.argv[1]
book = openpyxl.load_workbook(path)
tables = charts = validations = dates = 0
for sheet in book:
    charts += len(sheet._charts)
    validations += len(sheet.data_validations.dataValidation)
    for table in sheet.tables.values():
        tables += 1
        heads = [cell.value for cell in sheet[table.ref][0]]
        assert heads == [column.name for column in table.tableColumns], (sheet.title, heads)
        assert len(set(heads)) == len(heads), (sheet.title, "two columns of one name")
        assert sheet.freeze_panes, sheet.title
        assert sheet.print_title_rows, sheet.title
        assert sheet.protection.sheet and not sheet.protection.password, sheet.title
        assert sheet.page_setup.orientation == "landscape" and sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.title
        for row in sheet.iter_rows(min_row=5):
            dates += sum(cell.is_date and cell.value is not None for cell in row)
assert validations >= 8, validations
assert dates > 50, dates
drawings = zipfile.ZipFile(path).read("xl/drawings/drawing1.xml").decode()
print(f"{len(book.sheetnames)} sheets, {tables} tables, {charts} charts, {drawings.count('descr=')} with alternative text")
