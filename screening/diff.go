package screening

import (
	"bytes"
	"encoding/json"
	"maps"
	"slices"
)

// A Change is what happened to one entry between two editions of a list.
type Change struct {
	Kind   ChangeKind `json:"kind"`
	Entry  string     `json:"entry"`            // id
	Name   string     `json:"name,omitempty"`   // the primary name, the later one
	Fields []string   `json:"fields,omitempty"` // of a change: which fields differ, by their JSON names
	Before *Entry     `json:"-"`                // nil for an added entry
	After  *Entry     `json:"-"`                // nil for a removed one
}

// A ChangeKind is a word.
type ChangeKind string

const (
	Added   ChangeKind = "added"
	Removed ChangeKind = "removed"
	Changed ChangeKind = "changed"
)

// Diff compares two editions of one list, entry by entry by id: the removed ones in the order of the earlier edition, then the
// added and changed ones in the order of the later. The order of names, numbers or addresses within an entry is no change, a
// word in a remark is. Either edition may be nil, which is an empty one.
func Diff(before, after *Watchlist) []Change {
	old := byID(before)
	var changes []Change
	now := byID(after)
	for _, e := range entriesOf(before) {
		if _, still := now[e.ID]; !still {
			changes = append(changes, Change{Kind: Removed, Entry: e.ID, Name: primaryName(e), Before: e})
		}
	}
	for _, e := range entriesOf(after) {
		was, known := old[e.ID]
		if !known {
			changes = append(changes, Change{Kind: Added, Entry: e.ID, Name: primaryName(e), After: e})
			continue
		}
		if fields := differing(was, e); len(fields) > 0 {
			changes = append(changes, Change{Kind: Changed, Entry: e.ID, Name: primaryName(e), Fields: fields, Before: was, After: e})
		}
	}
	return changes
}

func entriesOf(w *Watchlist) []*Entry {
	if w == nil {
		return nil
	}
	all := make([]*Entry, len(w.Entries))
	for i := range w.Entries {
		all[i] = &w.Entries[i]
	}
	return all
}

func byID(w *Watchlist) map[string]*Entry {
	all := map[string]*Entry{}
	for _, e := range entriesOf(w) {
		all[e.ID] = e
	}
	return all
}

func primaryName(e *Entry) string {
	if len(e.Names) == 0 {
		return ""
	}
	return e.Names[0].Text
}

// differing returns the JSON names of the fields that are not the same on both sides.
func differing(a, b *Entry) []string {
	x, y := fieldsOf(a), fieldsOf(b)
	var names []string
	for name := range maps.Keys(x) {
		if x[name] != y[name] {
			names = append(names, name)
		}
	}
	for name := range maps.Keys(y) {
		if _, ok := x[name]; !ok {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return slices.DeleteFunc(names, func(name string) bool { return name == "list" })
}

// fieldsOf writes every field as text, the elements of a list in order, so that their order does not matter. An Entry always
// marshals: it holds texts and dates only.
func fieldsOf(e *Entry) map[string]string {
	text, err := json.Marshal(e)
	if err != nil {
		panic("screening: an entry does not marshal: " + err.Error())
	}
	var raw map[string]json.RawMessage
	if err := json.Unmarshal(text, &raw); err != nil {
		panic("screening: an entry does not unmarshal: " + err.Error())
	}
	fields := make(map[string]string, len(raw))
	for name, value := range raw {
		var elements []json.RawMessage
		if json.Unmarshal(value, &elements) == nil {
			slices.SortFunc(elements, func(a, b json.RawMessage) int { return bytes.Compare(a, b) })
			value = bytes.Join(rawBytes(elements), []byte("\n"))
		}
		fields[name] = string(value)
	}
	return fields
}

func rawBytes(all []json.RawMessage) [][]byte {
	out := make([][]byte, len(all))
	for i, r := range all {
		out[i] = r
	}
	return out
}
