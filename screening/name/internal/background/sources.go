package main

import (
	"archive/zip"
	"compress/gzip"
	"encoding/csv"
	"encoding/xml"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/text/encoding/charmap"
)

// sources are the lists that are counted. To add one, write a function here and a line in data/README.md.
var sources = []func(*table, string) error{ofac, ofacAliases, screeningList, unitedNations, sat, ceis}

// ofac reads the SDN list of 2024-05-03 (US Government work, public domain).
func ofac(t *table, data string) error {
	return each(filepath.Join(data, "ofac/sdn_2024-05-03/sdn.csv.gz"), ',', false, func(r []string) {
		switch {
		case len(r) < 3:
		case r[2] == "individual":
			t.listed(r[1])
		case r[2] == "-0- ":
			t.company(r[1])
		}
	})
}

// ofacAliases reads the SDN aliases of 2026-08 (US Government work, public domain): a comma makes a person.
func ofacAliases(t *table, data string) error {
	return each(filepath.Join(data, "ofac/sdn_aux_2026-08/alt.csv.gz"), ',', false, func(r []string) {
		if len(r) < 4 {
			return
		}
		if _, rest, ok := strings.Cut(r[3], ", "); ok && strings.ToUpper(rest) != rest {
			t.listed(r[3])
		} else if !ok {
			t.company(r[3])
		}
	})
}

// screeningList reads the Consolidated Screening List of 2022-04 (US Government work, public domain).
func screeningList(t *table, data string) error {
	return each(filepath.Join(data, "us_csl/consolidated.csv.gz"), ',', false, func(r []string) {
		switch {
		case r[3] == "Individual":
			t.listed(r[5])
		case r[3] == "Entity":
			t.company(r[5])
		}
	})
}

// sat reads the Mexican list of article 69-B of 2025-12 (Libre Uso MX): a number of 12 characters is a company's.
func sat(t *table, data string) error {
	return each(filepath.Join(data, "latam_lists/mx_sat_69b_utf8_2026-02/sat_blacklist.csv.gz"), ',', false, func(r []string) {
		if len(r) > 2 && len([]rune(r[1])) == 12 {
			t.company(r[2])
		}
	})
}

// ceis reads the Brazilian register of sanctioned firms and persons of 2018-11 (Portal da Transparencia, open data).
func ceis(t *table, data string) error {
	return each(filepath.Join(data, "latam_lists/br_cgu_official_2018-11/20181128_CEIS.zip"), ';', true, func(r []string) {
		switch {
		case len(r) < 4:
		case r[0] == "J":
			t.company(r[3])
		case r[0] == "F":
			f := strings.Fields(r[2])
			if len(f) > 1 {
				t.person(f[0], strings.Join(f[1:], " "))
			}
		}
	})
}

// unitedNations reads the names of individuals on the list of 2026-08: first name given, the others surnames.
func unitedNations(t *table, data string) error {
	f, err := open(filepath.Join(data, "un/consolidated_2026-08.xml.gz"))
	if err != nil {
		return err
	}
	defer f.Close()
	var list struct {
		Individuals []struct {
			First  string `xml:"FIRST_NAME"`
			Second string `xml:"SECOND_NAME"`
			Third  string `xml:"THIRD_NAME"`
		} `xml:"INDIVIDUALS>INDIVIDUAL"`
	}
	if err := xml.NewDecoder(f).Decode(&list); err != nil {
		return err
	}
	for _, i := range list.Individuals {
		t.person(i.First, i.Second+" "+i.Third)
	}
	return nil
}

// each calls do with every record of a file.
func each(path string, comma rune, latin1 bool, do func([]string)) error {
	f, err := open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	var in io.Reader = f
	if latin1 {
		in = charmap.ISO8859_1.NewDecoder().Reader(f)
	}
	r := csv.NewReader(in)
	r.Comma, r.FieldsPerRecord, r.LazyQuotes, r.ReuseRecord = comma, -1, true, true
	for {
		record, err := r.Read()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		do(record)
	}
}

// open opens a plain file, a gzip file or the only file of a zip.
func open(path string) (io.ReadCloser, error) {
	if strings.HasSuffix(path, ".zip") {
		z, err := zip.OpenReader(path)
		if err != nil {
			return nil, err
		}
		return z.File[0].Open()
	}
	f, err := os.Open(path)
	if err != nil || !strings.HasSuffix(path, ".gz") {
		return f, err
	}
	return gzip.NewReader(f)
}
