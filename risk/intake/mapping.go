package intake

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// Keys of a mapping that are not headers.
const (
	headerKey = "header" // value: the line that holds the header, or "none"
	fixedMark = "="      // "=PE" on the left: a value that every row has
	placeMark = "#"      // "#3" on the left: the third column
)

// ReadMapping reads a mapping file: one line per column, the header as it stands in the file, an arrow (or a colon, as in
// YAML, or an equals sign), and the field. Empty lines and lines that start with "//" or "# " do not count.
//
//	// suppliers of the plant in Callao
//	GANADOR            -> name
//	RUC_GANADOR        -> identifier PE-RUC
//	NOMBRE MIEMBRO     -> owner name
//	Fec. Nac.          -> born dmy
//	Observaciones      -> ignore
//	#7                 -> fact cash_share
//	=PE                -> country
//	header             -> 3
//
// A field is one of name, trade name, former name, given names, surname, second surname, id, role, kind, tax id, id type,
// identifier SCHEME, country, operations, nationality, born, birthplace, founded, gender, address, city, subdivision, position,
// phone, email, website, account, fact NAME and ignore; before it may stand whom it belongs to, with a number where there
// are several: owner, officer, signatory, agent, bank, vessel, aircraft ("owner 2 share", "bank country"). Any header that tamiz
// knows will do as well ("razón social"). born and founded take dmy or mdy for days and months that the file leaves open.
//
// On the left, #3 is the third column, whatever its header, and =PE a value that every row has. The line "header -> 3" says
// on which line the header stands, "header -> none" that there is none. What a field means is checked by Open.
func ReadMapping(r io.Reader) (map[string]string, error) {
	mapping := map[string]string{}
	var errs []error
	lines := bufio.NewScanner(r)
	for n := 1; lines.Scan(); n++ {
		line := strings.TrimSpace(strings.TrimPrefix(lines.Text(), "\ufeff"))
		if line == "" || strings.HasPrefix(line, "//") || strings.HasPrefix(line, "# ") {
			continue
		}
		column, field, err := mappingLine(line)
		if err == nil && mapping[column] != "" {
			err = fmt.Errorf("column %q is mapped twice", column)
		}
		if err != nil {
			errs = append(errs, fmt.Errorf("mapping line %d: %w", n, err))
			continue
		}
		mapping[column] = field
	}
	if err := errors.Join(append(errs, lines.Err())...); err != nil {
		return nil, err
	}
	return mapping, nil
}

// mappingLine cuts a line at the arrow, else at the last colon with a space after it, else at the last equals sign.
func mappingLine(line string) (column, field string, err error) {
	at, width := strings.Index(line, "->"), 2
	if at < 0 {
		at = strings.LastIndex(line, ": ")
	}
	if at < 0 {
		at, width = strings.LastIndex(line, "="), 1
	}
	if at > 0 {
		column, field = unquote(line[:at]), unquote(line[at+width:])
	}
	if column == "" || field == "" {
		return "", "", fmt.Errorf("%q: write HEADER -> FIELD", line)
	}
	return column, field, nil
}

// unquote drops the blanks, and the quotes that YAML asks for, around one side of a line.
func unquote(s string) string {
	s = strings.TrimSpace(s)
	if len(s) > 1 && (s[0] == '"' || s[0] == '\'') && s[len(s)-1] == s[0] {
		s = s[1 : len(s)-1]
	}
	return s
}

// headerLine returns what a mapping says of the header: its line from 1, or that there is none. Anything else that is
// mapped under this key is a column with the title "header".
func headerLine(mapping map[string]string) (line int, none bool) {
	text := mapping[headerKey]
	line, err := strconv.Atoi(text)
	if err != nil || line < 1 {
		return 0, text == "none"
	}
	return line, false
}
