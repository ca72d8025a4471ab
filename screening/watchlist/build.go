package watchlist

import (
	"strings"

	"github.com/tamiz-project/tamiz/screening"
	"github.com/tamiz-project/tamiz/screening/countries"
)

// named adds a name, in one line and without spaces around it.
func named(e *screening.Entry, text string, t screening.NameType) {
	if text = oneLine(text); text != "" {
		e.Names = append(e.Names, screening.Name{Text: text, Type: t})
	}
}

// oneLine folds white space.
func oneLine(text string) string {
	if !strings.ContainsAny(text, "\r\n\t\u00a0") && !strings.Contains(text, "  ") {
		return strings.TrimSpace(text)
	}
	return strings.Join(strings.Fields(text), " ")
}

// country returns the code of a country as a list names it, or "".
func country(text string) string {
	text = strings.Trim(strings.TrimSpace(text), ".,;")
	if text == "" {
		return ""
	}
	code, ok := countries.Parse(text)
	if !ok {
		return ""
	}
	return code
}

// known is country, remembered.
func (s *sink) known(text string) string {
	code, met := s.named[text]
	if met {
		return code
	}
	code = country(text)
	if s.named == nil {
		s.named = map[string]string{}
	}
	if len(s.named) < maxNamed {
		s.named[text] = code
	}
	return code
}

// maxNamed bounds what a pass remembers, whatever a file puts where countries stand.
const maxNamed = 10_000

// inCountry is country with a note for a name that nobody knows.
func (s *sink) inCountry(text string) string {
	code := s.known(text)
	if code == "" && strings.TrimSpace(text) != "" && !isNoCountry(text) {
		s.note("a country that is not in the table of countries, kept as text", oneLine(text))
	}
	return code
}

// inCode is inCountry for a list that prints codes in small letters, where "no" is Norway. Codes of no country (eu, zz, suhh) are left out.
func (s *sink) inCode(text string) string {
	if code := country(strings.ToUpper(text)); code != "" {
		return code
	}
	if len(text) <= 4 {
		return ""
	}
	return s.inCountry(text)
}

// isNoCountry knows the words by which lists say that there is none.
func isNoCountry(text string) bool {
	switch strings.ToLower(strings.TrimSpace(text)) {
	case "na", "n/a", "none identified", "none", "unknown", "undetermined", "not available", "-0-", "stateless", "xxxx", "00", "region":
		return true
	}
	return false
}

// address adds an address and, when it names one, its country to the party.
func (s *sink) address(e *screening.Entry, street, city, countryName string) {
	street, city = oneLine(street), oneLine(city)
	code := s.inCountry(countryName)
	a := screening.Address{City: city, Country: code}
	if code == "" && !isNoCountry(countryName) {
		street = joined(", ", street, oneLine(countryName))
	}
	a.Text = street
	if a != (screening.Address{}) {
		e.Addresses = append(e.Addresses, a)
	}
	if code != "" {
		e.Countries = append(e.Countries, code)
	}
}

// birthplace adds a place of birth, whose last part may be a country.
func (s *sink) birthplace(e *screening.Entry, text string) {
	text = oneLine(text)
	if text == "" {
		return
	}
	a := screening.Address{Text: text}
	if i := strings.LastIndexByte(text, ','); i >= 0 {
		a.Country = s.known(text[i+1:])
	} else {
		a.Country = s.known(text)
	}
	e.Birthplaces = append(e.Birthplaces, a)
}

// joined joins the texts that are not empty.
func joined(sep string, texts ...string) string {
	var b strings.Builder
	for _, t := range texts {
		if t = strings.TrimSpace(t); t == "" {
			continue
		}
		if b.Len() > 0 {
			b.WriteString(sep)
		}
		b.WriteString(t)
	}
	return b.String()
}

// remark adds a sentence to the remarks.
func remark(e *screening.Entry, texts ...string) {
	for _, t := range texts {
		if t = strings.TrimSpace(t); t != "" {
			e.Remarks = joined("; ", e.Remarks, t)
		}
	}
}

// gender reads the words of several languages.
func gender(text string) string {
	switch strings.ToLower(strings.TrimSpace(text)) {
	case "male", "m", "masculino", "masculin", "hombre", "homme":
		return "male"
	case "female", "f", "femenino", "feminino", "feminin", "mujer", "femme":
		return "female"
	}
	return ""
}

// parts returns the parts of a name that the source splits: pairs of key and text.
func parts(pairs ...string) map[string]string {
	m := map[string]string{}
	for i := 0; i+1 < len(pairs); i += 2 {
		if text := oneLine(pairs[i+1]); text != "" {
			m[pairs[i]] = text
		}
	}
	if len(m) == 0 {
		return nil
	}
	return m
}

// sameAs links an entry to itself on another list, which is how screening.Cases finds it.
func sameAs(e *screening.Entry, list, id string) {
	if id != "" {
		e.Links = append(e.Links, screening.Link{Code: screening.CrossReference, Entry: id, Name: list})
	}
}
