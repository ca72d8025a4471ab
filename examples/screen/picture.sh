#!/bin/sh
# Makes the README's picture of the Summary from the sample run: examples/screen/picture.sh OUT.png
# Needs LibreOffice, pdftoppm (poppler-utils) and a font like Arial (fonts-liberation).
set -eu
out=${1:?usage: examples/screen/picture.sh OUT.png}
cd "$(dirname "$0")/../.."
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
go run ./examples/screen -as-of 2026-11-22 -out "$dir/report.xlsx"
soffice --headless --norestore "-env:UserInstallation=file://$dir/profile" --convert-to pdf:calc_pdf_Export --outdir "$dir" "$dir/report.xlsx" >/dev/null
pdftoppm -r 110 -f 1 -l 1 -singlefile -png "$dir/report.pdf" "$dir/summary"
mv "$dir/summary.png" "$out"
