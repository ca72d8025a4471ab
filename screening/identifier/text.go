package identifier

import (
	"fmt"
	"strings"
)

// String returns the scheme, the country where the scheme does not imply it, and the value: "VE-RIF:J298765434",
// "PASSPORT/CO:AN123456". The zero ID is "".
func (id ID) String() string {
	if id == (ID{}) {
		return ""
	}
	if id.Country == "" || strings.HasPrefix(string(id.Scheme), id.Country+"-") {
		return string(id.Scheme) + ":" + id.Value
	}
	return string(id.Scheme) + "/" + id.Country + ":" + id.Value
}

// MarshalText returns String.
func (id ID) MarshalText() ([]byte, error) { return []byte(id.String()), nil }

// UnmarshalText reads what MarshalText wrote. The value is taken as it stands, so that a malformed one survives; Check tells.
func (id *ID) UnmarshalText(text []byte) error {
	*id = ID{}
	if len(text) == 0 {
		return nil
	}
	head, value, ok := strings.Cut(string(text), ":")
	if !ok || value == "" {
		return fmt.Errorf("%w: %q is not written scheme:value", ErrMalformed, text)
	}
	name, country, given := strings.Cut(head, "/")
	d, ok := schemes()[Scheme(name)]
	if !ok {
		return fmt.Errorf("%w: unknown scheme in %q", ErrMalformed, text)
	}
	if given && !d.issued {
		return fmt.Errorf("%w: %q names a country that its scheme does not have", ErrMalformed, text)
	}
	if given && (len(country) != 2 || strings.ToUpper(country) != country) {
		return fmt.Errorf("%w: %q names no country by its alpha-2 code", ErrMalformed, text)
	}
	if d.Country != "" {
		country = d.Country
	}
	*id = ID{Scheme(name), country, value}
	return nil
}
