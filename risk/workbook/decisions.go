package workbook

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"
	"strconv"
	"strings"

	"github.com/tamiz-project/tamiz/screening"
	"github.com/tamiz-project/tamiz/screening/feed"
)

// ReadDecisions reads the filled-in Hits sheet of a workbook that [Write] made, in whatever language, also after rows were
// moved, sorted or filtered, columns resized or moved, and the file saved by another program. It reads JSON Lines of
// decisions as well, as [WriteDecisions] writes them.
//
// A row nobody touched gives no decision. A row that cannot be accepted is a *feed.RecordError that names sheet, row and
// column, and the sequence goes on:
//
//   - a cell that only the report may write was changed, or the row is not one of a report;
//   - the disposition or the reason code is none of the list;
//   - the hit was closed without rationale, reviewer or date;
//   - an identifier or a birth date agrees, and no second, different reviewer signed, or the reason is that the name differs;
//   - the same hit was decided differently in another row.
//
// Any other error, such as a file that is no workbook, is the last pair.
func ReadDecisions(r io.Reader) iter.Seq2[screening.Decision, error] {
	return func(yield func(screening.Decision, error) bool) {
		content, err := io.ReadAll(r)
		if err != nil {
			yield(screening.Decision{}, fmt.Errorf("decisions: %w", err))
			return
		}
		if isWorkbook(content) {
			readHits(content, yield)
			return
		}
		readLines(content, yield)
	}
}

// WriteDecisions writes decisions as JSON Lines, one to a line.
func WriteDecisions(w io.Writer, all iter.Seq2[screening.Decision, error]) error {
	for d, err := range all {
		if err != nil {
			return err
		}
		line, err := json.Marshal(d)
		if err != nil {
			return err
		}
		if _, err := w.Write(append(line, '\n')); err != nil {
			return err
		}
	}
	return nil
}

func isWorkbook(content []byte) bool { return bytes.HasPrefix(content, []byte("PK\x03\x04")) }

// readLines reads JSON Lines. What a decision must hold beyond its form, screening.NewDecisions checks.
func readLines(content []byte, yield func(screening.Decision, error) bool) {
	lines := bufio.NewScanner(bytes.NewReader(content))
	lines.Buffer(nil, 1<<20)
	n := 0
	for lines.Scan() {
		n++
		text := bytes.TrimSpace(lines.Bytes())
		if len(text) == 0 {
			continue
		}
		var d screening.Decision
		decoder := json.NewDecoder(bytes.NewReader(text))
		decoder.DisallowUnknownFields()
		err := decoder.Decode(&d)
		if err == nil && decoder.More() {
			err = errors.New("more than one value on the line")
		}
		if err != nil {
			err = &feed.RecordError{Source: "decisions", Line: n, Value: string(text[:min(len(text), 80)]), Reason: "not a decision", Err: err}
			d = screening.Decision{}
		}
		if !yield(d, err) {
			return
		}
	}
	if err := lines.Err(); err != nil {
		yield(screening.Decision{}, fmt.Errorf("decisions, after line %d: %w", n, err))
	}
}

// readHits reads every sheet of hits of a workbook.
func readHits(content []byte, yield func(screening.Decision, error) bool) {
	seen := map[[3]string]screening.Decision{}
	for row, err := range readForm(content, "hits", "hit", "check", "disposition") {
		if err != nil {
			yield(screening.Decision{}, err)
			return
		}
		d, touched, err := row.decision()
		if err == nil && touched {
			err = row.once(d, seen)
		}
		if err == nil && !touched {
			continue
		}
		if err != nil {
			d = screening.Decision{}
		}
		if !yield(d, err) {
			return
		}
	}
}

// once refuses a hit that was decided differently in another row.
func (r *formRow) once(d screening.Decision, seen map[[3]string]screening.Decision) error {
	key := [3]string{d.Party, d.List, d.Entry}
	before, twice := seen[key]
	seen[key] = d
	if twice && (before.Disposition != d.Disposition || before.Rationale != d.Rationale) {
		return r.refuse("disposition", fmt.Sprintf("the same party and list entry stand in another row as %s; decide them alike", before.Disposition))
	}
	return nil
}

// decision reads a row; touched says whether anybody decided anything in it.
func (r *formRow) decision() (d screening.Decision, touched bool, err error) {
	d = screening.Decision{
		Party: r.cells["party"], List: r.cells["list"], Entry: r.cells["entry"],
		Rationale: r.cells["rationale"], Reviewer: r.cells["reviewer"], Second: r.cells["second"],
	}
	disposition := r.cells["disposition"]
	d.Disposition = screening.Disposition(r.form.words("disposition", disposition))
	touched = (disposition != "" && d.Disposition != screening.Pending) || d.Rationale != "" || d.Reviewer != "" || d.Second != "" ||
		r.cells["code"] != "" || r.cells["date"] != ""
	switch {
	case r.cells["hit"] == "" && r.cells["check"] == "" && !touched:
		return d, false, nil
	case r.checksum() != r.cells["check"]:
		return d, touched, r.refuse("check", "cells that only the report may write are not as it wrote them; copy the decision into a fresh report")
	case !touched:
		return d, false, nil
	case d.Disposition == "" && disposition == "":
		return d, true, r.refuse("disposition", "the row is filled in, but without a disposition")
	case d.Disposition == "":
		return d, true, r.refuse("disposition", "no such disposition; choose one of the list")
	}
	if err := json.Unmarshal([]byte(r.cells["basis"]), &d.Basis); err != nil || len(d.Basis) == 0 {
		return d, true, r.refuse("basis", "the row does not say what the decision rests on")
	}
	if code := r.cells["code"]; code != "" {
		if d.Code = r.form.words("code", code); d.Code == "" {
			return d, true, r.refuse("code", "no such reason; choose one of the list")
		}
	}
	if d.Date, err = r.day("date"); err != nil {
		return d, true, err
	}
	if d.Expires, err = r.day("expires"); err != nil {
		return d, true, err
	}
	return d, true, r.closed(d)
}

// closed checks what a decision that ends a review must have.
func (r *formRow) closed(d screening.Decision) error {
	switch {
	case !d.Expires.IsZero() && d.Expires.Compare(d.Date) < 0:
		return r.refuse("expires", "the decision ends before the day it was made")
	case !d.Disposition.Closes():
		return nil
	case d.Rationale == "":
		return r.refuse("rationale", "a closed hit needs a rationale")
	case d.Reviewer == "":
		return r.refuse("reviewer", "a closed hit needs a reviewer")
	case d.Date.IsZero():
		return r.refuse("date", "a closed hit needs the day it was closed")
	case r.cells["reviewers"] != "2":
		return nil
	case d.Second == "":
		return r.refuse("second", "an identifier or a birth date agrees: a second reviewer must sign")
	case samePerson(d.Second, d.Reviewer):
		return r.refuse("second", "an identifier or a birth date agrees: the second reviewer must be another person")
	case d.Disposition == screening.FalsePositive && d.Code == "name_differs":
		return r.refuse("code", "an identifier or a birth date agrees: that the name differs is no reason to close the hit")
	}
	return nil
}

// samePerson compares two signatures without case, spaces and punctuation: "A. Pérez" signs as "a perez" no second time.
func samePerson(a, b string) bool { return foldSigner(a) == foldSigner(b) }

// checksum hashes the locked cells of a row as it stands.
func (r *formRow) checksum() string {
	columns := lockedColumns()
	cells := make([]string, len(columns))
	for i, c := range columns {
		cells[i] = r.cells[c.key]
		if c.as == asScore || c.as == asWhole {
			if f, err := strconv.ParseFloat(cells[i], 64); err == nil {
				cells[i] = strconv.FormatFloat(f, 'f', -1, 64)
			}
		}
	}
	return checksum(cells)
}

// ReadVerdicts reads the decisions on counterparties from the yellow columns of the Scorecards sheet. A row that cannot be
// accepted is a *feed.RecordError: an outcome that is none of the list, no name or day, conditions that are not said, or a
// counterparty accepted that is on HOLD (decide its hits first) or PROHIBITED (nothing lowers that).
func ReadVerdicts(r io.Reader) iter.Seq2[Verdict, error] {
	return func(yield func(Verdict, error) bool) {
		content, err := io.ReadAll(r)
		if err != nil {
			yield(Verdict{}, fmt.Errorf("verdicts: %w", err))
			return
		}
		for row, err := range readForm(content, "scorecards", "id", "standing", "verdict") {
			if err != nil {
				yield(Verdict{}, err)
				return
			}
			v, err := row.verdict()
			if v == (Verdict{}) && err == nil {
				continue
			}
			if !yield(v, err) {
				return
			}
		}
	}
}

// verdict reads a row; the zero Verdict says that nobody decided anything in it.
func (r *formRow) verdict() (Verdict, error) {
	chosen := r.cells["verdict"]
	if chosen == "" && r.cells["conditions"] == "" && r.cells["approver"] == "" && r.cells["decided"] == "" && r.cells["expires"] == "" {
		return Verdict{}, nil
	}
	v := Verdict{ID: r.cells["id"], Outcome: Outcome(r.form.words("verdict", chosen)), Conditions: r.cells["conditions"], Approver: r.cells["approver"]}
	var decided, expires error
	v.Date, decided = r.day("decided")
	v.Expires, expires = r.day("expires")
	accepts := v.Outcome == Approve || v.Outcome == ApproveWithConditions
	standing := r.form.words("standing", r.cells["standing"])
	var err error
	switch {
	case v.ID == "":
		err = r.refuse("id", "the row names no counterparty")
	case v.Outcome == "":
		err = r.refuse("verdict", "no such decision; choose one of the list")
	case cmp.Or(decided, expires) != nil:
		err = cmp.Or(decided, expires)
	case v.Approver == "":
		err = r.refuse("approver", "a decision needs the name of who made it")
	case v.Date.IsZero():
		err = r.refuse("decided", "a decision needs the day it was made")
	case v.Outcome == ApproveWithConditions && v.Conditions == "":
		err = r.refuse("conditions", "the conditions are not said")
	case accepts && slices.Contains([]string{"HOLD", "PROHIBITED"}, standing):
		err = r.refuse("verdict", "the counterparty is "+standing+": decide its hits first; nothing else lifts that")
	case !v.Expires.IsZero() && v.Expires.Compare(v.Date) < 0:
		err = r.refuse("expires", "the decision ends before the day it was made")
	}
	if err != nil {
		return Verdict{}, err
	}
	return v, nil
}

// foldSigner keeps letters and digits, folded.
func foldSigner(s string) string {
	return strings.Map(func(c rune) rune {
		if strings.ContainsRune(" .,-_'’\t\n", c) {
			return -1
		}
		return c
	}, unaccented.Replace(strings.ToLower(s)))
}

// unaccented takes the marks off the letters that names of the region carry.
var unaccented = strings.NewReplacer("á", "a", "à", "a", "â", "a", "ã", "a", "é", "e", "ê", "e", "í", "i", "ó", "o", "ô", "o", "õ", "o", "ú", "u", "ü", "u", "ç", "c", "ñ", "n")
