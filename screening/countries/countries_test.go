package countries_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/tamiz-project/tamiz/screening/countries"
)

func TestParse(t *testing.T) {
	tests := []struct{ text, want, reason string }{
		{"VE", "VE", "alpha-2"},
		{"ve", "VE", "supplier files write codes small"},
		{"VEN", "VE", "alpha-3"},
		{"862", "VE", "numeric"},
		{"076", "BR", "numeric with leading zero"},
		{" Colombia ", "CO", "blanks"},
		{"Venezuela (Bolivarian Republic of)", "VE", "the United Nations"},
		{"Venezuela, Bolivarian Republic of", "VE", "ISO"},
		{"República Bolivariana de Venezuela", "VE", "official"},
		{"REPUBLICA DEL PERU", "PE", "no accents, capitals"},
		{"Korea, North", "KP", "OFAC"},
		{"Korea, South", "KR", "OFAC"},
		{"Republic of Korea", "KR", "official"},
		{"Democratic People's Republic of Korea", "KP", "the United Nations"},
		{"Democratic People’s Republic of Korea", "KP", "typographic apostrophe"},
		{"Russian Federation", "RU", "official"},
		{"Burma", "MM", "OFAC"},
		{"Kosovo", "XK", "user-assigned code"},
		{"XK", "XK", "user-assigned code"},
		{"Palestinian", "PS", "OFAC prints it as a country"},
		{"Côte d'Ivoire", "CI", "with accent"},
		{"Cote d Ivoire", "CI", "OFAC"},
		{"Congo, Democratic Republic of the", "CD", "OFAC"},
		{"Congo, Republic of the", "CG", "OFAC"},
		{"Virgin Islands, British", "VG", "OFAC"},
		{"Man, Isle of", "IM", "OFAC"},
		{"Bahamas, The", "BS", "OFAC"},
		{"The Gambia", "GM", "OFAC"},
		{"North Macedonia, The Republic of", "MK", "OFAC"},
		{"Venezuelan", "VE", "nationality"},
		{"venezolano", "VE", "nationality"},
		{"colombiana", "CO", "nationality"},
		{"brasileiro", "BR", "nationality"},
		{"EE.UU.", "US", "the usual Spanish abbreviation"},
		{"EE. UU.", "US", "with a blank"},
		{"St. Kitts and Nevis", "KN", "abbreviated saint"},
		{"Trinidad & Tobago", "TT", "ampersand"},
		{"UK", "GB", "not an ISO code, and everywhere"},
		{"Soviet Union", "SU", "places of birth"},
		{"Netherlands Antilles", "AN", "OFAC, dissolved in 2010"},
		{"Curaçao", "CW", "cedilla"},
		{"Türkiye", "TR", "official since 2022"},
		{"Turkey", "TR", "before"},
		{"Ireland, Republic of", "IE", "not the Republic of Iceland"},
		{"Region: Gaza", "PS", "OFAC"},
		{"Swaziland", "SZ", "renamed in 2018"},
		{"Estados Unidos Mexicanos", "MX", "not the United States of America"},
	}
	for _, tc := range tests {
		t.Run(tc.text, func(t *testing.T) {
			got, ok := countries.Parse(tc.text)
			require.True(t, ok, tc.reason)
			require.Equal(t, tc.want, got, tc.reason)
		})
	}
}

func TestParseNeverGuesses(t *testing.T) {
	tests := []struct{ text, reason string }{
		{"", "nothing"},
		{" ", "nothing"},
		{"-", "nothing"},
		{"the", "an article alone"},
		{"Congo", "two states"},
		{"Korea", "two states"},
		{"Dominican", "of the Republic or of Dominica"},
		{"no", "an answer, not Norway"},
		{"No", "an answer, not Norway"},
		{"De", "a particle, not Germany"},
		{"Atlantis", "unknown"},
		{"Colombi", "nearly right is wrong"},
		{"Colombia, Peru", "two"},
		{"1", "too short for a number"},
		{"ZZ", "reserved"},
		{"xx", "reserved"},
		{"999", "no number of ISO 3166"},
		{"-0-", "how OFAC writes nothing"},
	}
	for _, tc := range tests {
		t.Run(tc.text, func(t *testing.T) {
			got, ok := countries.Parse(tc.text)
			require.False(t, ok, tc.reason)
			require.Empty(t, got, tc.reason)
		})
	}
}

func TestCodesAndNames(t *testing.T) {
	require.Len(t, countries.Codes(), 250, "249 of ISO 3166-1 and XK")
	for _, code := range countries.Codes() {
		for _, lang := range []string{"en", "es", "pt"} {
			name := countries.Name(code, lang)
			require.NotEqual(t, code, name, "%s has no name in %s", code, lang)
			got, ok := countries.Parse(name)
			require.True(t, ok, name)
			require.Equal(t, code, got, name)
			got, _ = countries.Parse(strings.ToUpper(name))
			require.Equal(t, code, got, name)
		}
	}
	require.Equal(t, "Brasil", countries.Name("BR", "es"))
	require.Equal(t, "Brazil", countries.Name("BR", "fr"), "an unknown language reads as English")
	require.Equal(t, "ZZ", countries.Name("ZZ", "en"), "an unknown code stays")
	require.Equal(t, "Zulia", countries.Name("VE-V", "en"))
}

func TestParseSubdivision(t *testing.T) {
	tests := []struct{ country, text, want, reason string }{
		{"VE", "Zulia", "VE-V", "name"},
		{"VE", "Estado Zulia", "VE-V", "with what it is"},
		{"VE", "VE-V", "VE-V", "code"},
		{"VE", "V", "VE-V", "short code"},
		{"MX", "Estado de México", "MX-MEX", "the state, not the country"},
		{"MX", "Distrito Federal", "MX-CMX", "former name"},
		{"BR", "SP", "BR-SP", "as every address has it"},
		{"BR", "sao paulo", "BR-SP", "no accent"},
		{"CO", "BOGOTÁ, D.C.", "CO-DC", "as registers print it"},
		{"AR", "CABA", "AR-C", "abbreviation"},
		{"AR", "Buenos Aires", "AR-B", "the province; the city has another name in the standard"},
		{"PE", "Cuzco", "PE-CUS", "older spelling"},
		{"EC", "Provincia del Guayas", "EC-G", "with article"},
		{"CL", "Región Metropolitana", "CL-RM", "the name begins with what it is"},
		{"US", "FL", "US-FL", "state code"},
		{"ES", "Cataluña", "ES-CT", "in Spanish"},
	}
	for _, tc := range tests {
		t.Run(tc.country+" "+tc.text, func(t *testing.T) {
			got, ok := countries.ParseSubdivision(tc.country, tc.text)
			require.True(t, ok, tc.reason)
			require.Equal(t, tc.want, got, tc.reason)
		})
	}
	for _, text := range []string{"", "Bolívar del Sur", "CO-ANT", "Estado"} {
		_, ok := countries.ParseSubdivision("VE", text)
		require.False(t, ok, text)
	}
	_, ok := countries.ParseSubdivision("", "Zulia")
	require.False(t, ok, "a subdivision belongs to a country")
}

func TestSubdivisionsOfTheRegion(t *testing.T) {
	wanted := map[string]int{
		"AR": 24, "BO": 9, "BR": 27, "CL": 16, "CO": 33, "CR": 7, "CU": 16, "DO": 32, "EC": 24, "SV": 14, "GT": 22, "HN": 18,
		"MX": 32, "NI": 17, "PA": 14, "PE": 26, "PY": 18, "UY": 19, "VE": 25, "US": 57, "CA": 13, "ES": 19, "PT": 20,
	}
	for country, n := range wanted {
		require.Len(t, countries.Subdivisions(country), n, country)
		for _, code := range countries.Subdivisions(country) {
			got, ok := countries.ParseSubdivision(country, countries.Name(code, "es"))
			require.True(t, ok, code)
			require.Equal(t, code, got)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"Perú", "VE", "Korea, North", "", "\xff"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		code, ok := countries.Parse(text)
		require.Equal(t, ok, code != "")
		if ok {
			again, _ := countries.Parse(countries.Name(code, "en"))
			require.Equal(t, code, again)
		}
	})
}

func BenchmarkParseName(b *testing.B) {
	for b.Loop() {
		countries.Parse("Venezuela (Bolivarian Republic of)")
	}
}

func BenchmarkParseCode(b *testing.B) {
	for b.Loop() {
		countries.Parse("VE")
	}
}
