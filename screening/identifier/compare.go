package identifier

import "slices"

import "strings"

// A Relation between two identifiers.
type Relation string

const (
	Unrelated Relation = "unrelated" // different schemes or countries: says nothing
	Same      Relation = "same"
	SameBody  Relation = "same_body" // equal in the stable part: a NIT with and without its digit
	Linked    Relation = "linked"    // another scheme with the same body: RUC-10 and DNI
	Partial   Relation = "partial"   // equal as far as both are known: ***456789** and 12345678909
	Different Relation = "different" // same scheme and country, another value: counts against
)

// Compare says how two identifiers relate. It is symmetric.
//
//  1. Malformed and placeholder numbers relate to nothing, not even to themselves.
//  2. The same scheme of the same country: Same, SameBody (stable parts, see the scheme), Partial (masked), else Different.
//     A difference says nothing (Unrelated) where one holder has several, as with passports, telephones or accounts, and where it is
//     one slip of the keyboard and a check digit proves the slip.
//  3. The same digits in the schemes of two countries are two identifiers: Unrelated. With one country unknown: Partial.
//  4. Two schemes of one country with the same body (RUC-10 and DNI, CUIT and DNI, RIF and cédula, RTN and DNI, RUC and CI), or a
//     scheme and the same digits as a document of an unknown kind: Linked.
func (id ID) Compare(other ID) Relation {
	if id.Scheme != other.Scheme && id.Country != other.Country || !id.usable() || !other.usable() {
		return Unrelated
	}
	if id.Scheme == other.Scheme {
		return id.within(other)
	}
	if masked(id.Value) || masked(other.Value) {
		return Unrelated
	}
	return id.across(other)
}

func (id ID) usable() bool {
	c := id.Check()
	return c == Valid || c == Unverifiable
}

// within compares two identifiers of one scheme.
func (id ID) within(other ID) Relation {
	d := schemes()[id.Scheme]
	if id.Country != other.Country {
		if (id.Country == "" || other.Country == "") && id.Value == other.Value {
			return Partial
		}
		return Unrelated
	}
	switch {
	case masked(id.Value) || masked(other.Value):
		return d.hidden(id.Value, other.Value)
	case id.Value == other.Value:
		return Same
	case d.stable(id.Value) == d.stable(other.Value):
		return SameBody
	case d.partly != nil && d.partly(id.Value, other.Value):
		return Partial
	case d.many || d.slip(id.Value, other.Value):
		return Unrelated
	}
	return Different
}

// hidden compares numbers of which some digits are masked.
func (d *definition) hidden(a, b string) Relation {
	known, equal := overlap(a, b)
	switch {
	case known < minKnown:
		return Unrelated
	case equal:
		return Partial
	case d.many:
		return Unrelated
	}
	return Different
}

// overlap returns how many characters both show, and whether these are equal.
func overlap(a, b string) (known int, equal bool) {
	if len(a) != len(b) {
		return 0, false
	}
	equal = true
	for i := range len(a) {
		if a[i] == '*' || b[i] == '*' {
			continue
		}
		known++
		equal = equal && a[i] == b[i]
	}
	return known, equal
}

// slip reports whether one wrong or two swapped characters explain the difference, and a check digit proves it.
func (d *definition) slip(a, b string) bool {
	if len(a) != len(b) || d.verify(a) != fails && d.verify(b) != fails {
		return false
	}
	first, n := -1, 0
	for i := range len(a) {
		if a[i] != b[i] {
			if n++; n == 1 {
				first = i
			}
		}
	}
	return n == 1 || n == 2 && a[first] == b[first+1] && a[first+1] == b[first]
}

// across compares two schemes of one country.
func (id ID) across(other ID) Relation {
	a, b := schemes()[id.Scheme], schemes()[other.Scheme]
	if a.vague || b.vague {
		if a.kin(b) && plain(a.stable(id.Value)) == plain(b.stable(other.Value)) {
			return Linked
		}
		if a.kin(b) && plain(id.Value) == plain(other.Value) {
			return Linked
		}
	}
	for _, x := range id.aliases() {
		if slices.Contains(other.aliases(), x) {
			return Linked
		}
	}
	if a.partlyWith != nil && a.partlyWith(id.Value, other) || b.partlyWith != nil && b.partlyWith(other.Value, id) {
		return Partial
	}
	return Unrelated
}

// kin reports whether a document of an unknown kind may be one of the other scheme.
func (d *definition) kin(o *definition) bool {
	return d.official && o.official
}

// aliases are the stable part of an identifier in its own scheme and in the one it is linked to.
func (id ID) aliases() []ID {
	d := schemes()[id.Scheme]
	out := []ID{{id.Scheme, id.Country, d.stable(id.Value)}}
	if d.link != nil {
		if s, v, ok := d.link(id.Value); ok {
			out = append(out, ID{s, id.Country, schemes()[s].stable(v)})
		}
	}
	return out
}

// Keys returns what an index looks identifiers up by: whenever Compare is Same, SameBody, Linked, or Partial because a country is
// unknown, the two share a key; sharing one proves nothing, Compare decides. Masked and unusable numbers have none.
func (id ID) Keys() []string {
	if !id.usable() || masked(id.Value) {
		return nil
	}
	d := schemes()[id.Scheme]
	if !d.official {
		return []string{string(id.Scheme) + ":" + d.stable(id.Value)}
	}
	keys := []string{plain(id.Value)}
	for _, a := range id.aliases() {
		if k := plain(a.Value); k != keys[0] && (len(keys) < 2 || k != keys[1]) {
			keys = append(keys, k)
		}
	}
	return keys
}

// plain keeps letters and digits, without leading zeros.
func plain(v string) string {
	v = strings.NewReplacer("-", "", " ", "").Replace(v)
	return strings.TrimLeft(v, "0")
}
