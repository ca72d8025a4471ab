package ownership

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"iter"
	"strings"

	"github.com/tamiz-project/tamiz/screening/feed"
)

// Open reads a register: a table (CSV or a worksheet), BODS, GLEIF, UK PSC, OpenSanctions. The format is recognised by the
// content, whatever the name of the file; .gz and .zip are unpacked, and the files of a folder or an archive become one
// graph, so that GLEIF Level 1 (who is who) and Level 2 (who consolidates whom) may lie side by side.
//
// What is wrong with one record is in Issues; a file that cannot be read at all, or that no format fits, is an error.
//
// # Table
//
// One stake per row under a header: holder, held and share are enough, everything else may be left out. Names of columns
// are understood in English, Spanish and Portuguese ("accionista; empresa; porcentaje"), in any order and case.
//
//	holder, held               ids of the two parties; without them the names are the ids
//	holder_name, held_name     and _kind (person, organization), _country, _identifier (VE-RIF:J298765434, or the bare
//	                           number beside a country), _address, _phone, _email, _account
//	share                      50, 25-50, >=25, >50 or ?; empty is unknown. Or two columns, share_min and share_max
//	kind                       shares (the default), votes, board, control, beneficial, nominee, trust, joint, officer, signatory ...
//	group                      a word that the members of one joint arrangement share
//	from, to                   2024, 2024-07 or 2024-07-03, both included
//	source                     where it is written; left out, it is file and line
//
// A row without held describes its holder and adds no stake.
func Open(path string) (*Graph, error) {
	file, err := feed.Open(path, nil)
	if err != nil {
		return nil, fmt.Errorf("ownership: %w", err)
	}
	g, err := read(file)
	if err = errors.Join(err, file.Close()); err != nil {
		return nil, fmt.Errorf("ownership: %w", err)
	}
	return g, nil
}

// Read reads a register from text in UTF-8. The name stands in issues and as the source of stakes that give none.
func Read(r io.Reader, name string) (*Graph, error) {
	b := newBuilder()
	b.from(name)
	b.g.origin.Path = name
	buffered := bufio.NewReaderSize(r, headSize)
	head, err := buffered.Peek(headSize)
	if mark := "\ufeff"; bytes.HasPrefix(head, []byte(mark)) {
		_, _ = buffered.Discard(len(mark)) // it was just peeked
	}
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("ownership: %s: %w", name, err)
	}
	f := recognize(head)
	b.g.origin.Format = f.name
	if err := f.read(b, input{name: name, text: buffered}); err != nil {
		return nil, fmt.Errorf("ownership: %w", err)
	}
	return b.finish(), nil
}

func read(file *feed.File) (*Graph, error) {
	b := newBuilder()
	b.g.origin.Path, b.g.origin.SHA256 = file.Path(), file.SHA256()
	var formats []string
	for _, m := range file.Members() {
		f, err := readMember(b, m)
		if err != nil {
			return nil, err
		}
		if len(formats) == 0 || formats[len(formats)-1] != f {
			formats = append(formats, f)
		}
	}
	b.g.origin.Format = strings.Join(formats, " ")
	return b.finish(), nil
}

func readMember(b *builder, m *feed.Member) (string, error) {
	b.from(m.Source())
	if m.Kind() != "" {
		return m.Kind(), readTable(b, input{name: m.Source(), rows: m.Rows()})
	}
	head, err := m.Peek(headSize)
	if err != nil {
		return "", err
	}
	f := recognize(head)
	text, err := m.Text()
	if err != nil {
		return "", err
	}
	err = f.read(b, input{name: m.Source(), text: text})
	return f.name, errors.Join(err, text.Close())
}

// An input is one member of a file: its rows, or its text.
type input struct {
	name string
	text io.Reader
	rows iter.Seq2[feed.Row, error]
}

// headSize is how much of a file decides on its format.
const headSize = 64 << 10

// A format is one way of writing down who owns whom.
//
// How to add a format: write a function of this shape that calls builder.party, builder.stake and builder.issue for each
// record, and add a line to formats with what only that format has in its first 64 KiB.
type format struct {
	name  string
	marks []string // any of them, in the head
	open  string   // what the first character is one of
	read  func(*builder, input) error
}

func formats() []format {
	return []format{
		{"gleif-rr", []string{"RelationshipRecord>", `"RelationshipRecord"`, `"StartNode"`}, "<{[", readConsolidation},
		{"gleif", []string{"LEIRecord>", `"LegalName"`}, "<{[", readEntities},
		{"psc", []string{`"company_number"`}, "{[", readPSC},
		{"bods", []string{`"statementType"`, `"recordType"`, `"statementID"`, `"statementId"`}, "{[", readBODS},
		{"ftm", []string{`"schema"`}, "{", readFollowTheMoney},
	}
}

// recognize picks a format by content. What is neither JSON nor XML is a table; JSON and XML that no format knows are left
// to unknownFormat, which says so.
func recognize(head []byte) format {
	text := bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\ufeff")), " \t\r\n")
	if len(text) == 0 || !strings.ContainsRune("<{[", rune(text[0])) {
		return format{name: "csv", read: readTable}
	}
	for _, f := range formats() {
		if strings.ContainsRune(f.open, rune(text[0])) && containsAny(text, f.marks) {
			return f
		}
	}
	return format{name: "unknown", read: unknownFormat}
}

func containsAny(text []byte, marks []string) bool {
	for _, m := range marks {
		if bytes.Contains(text, []byte(m)) {
			return true
		}
	}
	return false
}

func unknownFormat(_ *builder, in input) error {
	head := make([]byte, 60)
	n, _ := io.ReadFull(in.text, head) // an error reading is what the quotation shows
	return fmt.Errorf("%s: begins with %q: not BODS, GLEIF, UK PSC or OpenSanctions, and not a table", in.name, head[:n])
}
