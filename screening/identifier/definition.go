package identifier

import (
	"regexp"
	"slices"
	"sync"
)

// A result of a check.
type result int

const (
	silent result = iota // none is published, or the value carries none
	passes
	fails
)

// A definition is a scheme with what it takes to read, check and compare its values. Only Definition is required.
type definition struct {
	Definition
	labels       []string                          // what stands before the number: "NIT"
	issued       bool                              // the scheme is one for all countries; Country is the issuer's
	normalize    func(country, text string) string // instead of squeeze; "" means malformed
	check        func(value string) result         // on a value that matches the pattern
	body         func(value string) string         // the stable part; nil means the value
	link         func(value string) (Scheme, string, bool)
	partly       func(a, b string) bool
	partlyWith   func(value string, other ID) bool
	placeholders []string
	shared       func(value string) bool // also a placeholder
	weak         func(value string) bool
	many         bool // one holder has several
	vague        bool // a document of an unknown kind
	official     bool // a personal, tax or register number: may turn up as a vague one
	register     bool // of a company register
	proves       bool // the checksum alone tells the scheme
	letters      bool // digits may follow a letter within a value: a label needs a blank after it

	pattern *regexp.Regexp
}

// normal returns the normalised value, and false for a malformed text.
func (d *definition) normal(country, text string) (string, bool) {
	if len(text) > 512 {
		return "", false
	}
	rest, _ := unlabel(text, d.labels, !d.letters)
	var v string
	if d.normalize != nil {
		v = d.normalize(country, rest)
	} else {
		v = squeeze(rest)
	}
	if masked(v) {
		return v, d.fits(v)
	}
	return v, v != "" && d.pattern.MatchString(v)
}

// fits reports whether a masked value could be one of the scheme: zeros or letters in place of the masks.
func (d *definition) fits(v string) bool {
	known := 0
	for i := range len(v) {
		if v[i] != '*' {
			known++
		}
	}
	if known < minKnown {
		return false
	}
	return slices.ContainsFunc([]byte("1A02"), func(fill byte) bool {
		b := []byte(v)
		for i := range b {
			if b[i] == '*' {
				b[i] = fill
			}
		}
		return d.pattern.Match(b)
	})
}

// named reports whether one of the scheme's labels stands before the number.
func (d *definition) named(text string) bool {
	_, own := unlabel(text, d.labels, !d.letters)
	return own
}

func (d *definition) verify(v string) result {
	if d.check == nil || masked(v) {
		return silent
	}
	return d.check(v)
}

func (d *definition) generic(v string) bool {
	return slices.Contains(d.placeholders, v) || d.shared != nil && d.shared(v)
}

func (d *definition) stable(v string) string {
	if d.body == nil {
		return v
	}
	return d.body(v)
}

func (d *definition) isWeak(v string) bool { return d.weak != nil && d.weak(v) }

func always(string) bool { return true }

// ordered are all definitions in the order of the table, the more specific of a country first.
var ordered = sync.OnceValue(func() []*definition {
	var out []*definition
	for _, set := range sets {
		for _, d := range set() {
			d.pattern = regexp.MustCompile("^(?:" + d.Pattern + ")$")
			out = append(out, &d)
		}
	}
	return out
})

var schemes = sync.OnceValue(func() map[Scheme]*definition {
	out := map[Scheme]*definition{}
	for _, d := range ordered() {
		if out[d.Scheme] != nil {
			panic("two definitions of scheme " + string(d.Scheme))
		}
		out[d.Scheme] = d
	}
	return out
})

// sets is the table of all schemes: one file for each country, one line here.
var sets = []func() []definition{
	argentina, bolivia, brazil, chile, colombia, costaRica, cuba, dominicanRepublic, ecuador, elSalvador, guatemala, honduras,
	mexico, nicaragua, panama, paraguay, peru, uruguay, venezuela,
	aruba, barbados, belize, britishVirginIslands, curacao, guyana, haiti, jamaica, trinidad,
	portugal, russia, spain, unitedStates,
	companies, banks, ships, aircraft, wallets, contacts, documents,
}
