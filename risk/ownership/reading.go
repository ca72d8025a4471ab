package ownership

import (
	"bufio"
	"errors"
	"io"
	"iter"
	"maps"
	"slices"
	"strings"

	"github.com/shopspring/decimal"
	"github.com/tamiz-project/tamiz/screening"
	"github.com/tamiz-project/tamiz/screening/countries"
	"github.com/tamiz-project/tamiz/screening/identifier"
)

// country reads a code or a name; one that nobody knows is an issue.
func (b *builder) country(line int, id, field, text string) string {
	if text = strings.TrimSpace(text); text == "" {
		return ""
	}
	text, _, _ = strings.Cut(text, "-") // a subdivision, US-DE
	code, ok := countries.Parse(text)
	if !ok {
		b.issue(line, id, field, text, "no country of that name or code; left out")
	}
	return code
}

// identify adds an identifier, by its scheme where that is one of tamiz, else by what the digits look like in the country, else
// as a number of some register there. One that fits nothing is kept as it is, without a scheme.
func (b *builder) identify(p *screening.Party, scheme, country, text string) {
	if text = strings.TrimSpace(text); text == "" {
		return
	}
	schemes := []identifier.Scheme{identifier.Scheme(strings.TrimPrefix(strings.ToUpper(scheme), "XI-"))}
	if scheme == "" {
		schemes = nil
	}
	id, ok := readIdentifier(country, text, schemes)
	if !ok && country != "" {
		id, ok = readIdentifier(country, text, nil)
	}
	if !ok {
		id, _ = readIdentifier(country, text, []identifier.Scheme{identifier.Registration})
	}
	p.Identifiers = union(p.Identifiers, []identifier.ID{id})
}

// some is a list of one value, or none.
func some[T comparable](v T) []T {
	var zero T
	if v == zero {
		return nil
	}
	return []T{v}
}

// cause is the inner error, for a message that names the place itself.
func cause(err error) error {
	if inner := errors.Unwrap(err); inner != nil {
		return inner
	}
	return err
}

// known is a country that the text names, or none: for fields where other words are common ("British").
func (b *builder) known(text string) string {
	if text == "" {
		return ""
	}
	code, _ := countries.Parse(text)
	return code
}

func nonEmpty(texts ...string) []string {
	return slices.DeleteFunc(texts, func(s string) bool { return strings.TrimSpace(s) == "" })
}

// sorted ranges over the keys of a map in order.
func sorted[V any](m map[string]V) iter.Seq[string] {
	return slices.Values(slices.Sorted(maps.Keys(m)))
}

func minimum(a, b decimal.Decimal) decimal.Decimal {
	if a.Cmp(b) < 0 {
		return a
	}
	return b
}

func maximum(a, b decimal.Decimal) decimal.Decimal {
	if a.Cmp(b) > 0 {
		return a
	}
	return b
}

// bufferedText looks past white space and a byte order mark.
func bufferedText(r io.Reader) *bufio.Reader {
	b := bufio.NewReaderSize(r, headSize)
	for {
		c, _, err := b.ReadRune()
		if err != nil {
			return b
		}
		if c != '\ufeff' && !strings.ContainsRune(" \t\r\n", c) {
			_ = b.UnreadRune() // it was just read
			return b
		}
	}
}
