package identifier_test

import (
	"encoding/csv"
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/tamiz-project/tamiz/screening/identifier"
)

func TestParseIsTolerant(t *testing.T) {
	tests := []struct {
		scheme        identifier.Scheme
		country, text string
		want, reason  string
	}{
		{"CO-NIT", "CO", "NIT # 860.002.964-4", "860002964-4", "as OFAC prints it"},
		{"CO-NIT", "CO", "NIT: 8600029644", "860002964-4", "ten digits of a company hold the check digit"},
		{"CO-NIT", "CO", "860002964", "860002964", "nine do not"},
		{"CO-NIT", "CO", "860.002.964 – 4", "860002964-4", "a dash from a word processor"},
		{"VE-RIF", "VE", "J-29876543-4", "J298765434", "hyphens"},
		{"VE-RIF", "VE", "RIF J298765434", "J298765434", "label"},
		{"VE-RIF", "VE", "R.I.F.: j-29876543-4", "J298765434", "label with dots, small letter"},
		{"VE-RIF", "VE", "298765434", "298765434", "the letter is missing"},
		{"VE-RIF", "VE", "J-95036-9", "J000950369", "a spreadsheet took the zeros"},
		{"PE-RUC", "PE", "RUC20131312955", "20131312955", "label without a blank"},
		{"PE-RUC", "PE", "R.U.C. No. 20131312955", "20131312955", "two labels"},
		{"EC-RUC", "EC", "RUC # 1790010937001", "1790010937001", "OFAC"},
		{"MX-RFC", "MX", "R.F.C. gode-561231-gr8", "GODE561231GR8", "small letters"},
		{"MX-RFC", "MX", "ñañ850101ab1", "ÑAÑ850101AB1", "the letter Ñ"},
		{"BR-CNPJ", "BR", "12.abc.345/01de-35", "12ABC34501DE35", "alphanumeric, from July 2026"},
		{"BR-CPF", "BR", "***.533.447-**", "***533447**", "masked as registers publish it"},
		{"CL-RUT", "CL", "RUT 61.704.000-k", "61704000K", "small k"},
		{"AR-CUIT", "AR", "CUIT 30-54668997-9", "30546689979", "label"},
		{"PA-RUC", "PA", "RUC 581123-1-448204 D.V. 93", "581123-1-448204 93", "check digits after D.V."},
		{"PA-CEDULA", "PA", "008-0123-00456", "8-123-456", "zero padding"},
		{"PY-RUC", "PY", "RUC 80028061-0", "80028061-0", "label"},
		{"UY-CI", "UY", "907.760-2", "09077602", "padded"},
		{"IMO", "", "IMO 9319466", "9319466", "label"},
		{"LEI", "", "LEI: 5299 00T8 BM49 AURS DO55", "529900T8BM49AURSDO55", "groups of four"},
		{"AIRCRAFT", "VE", "YV-2030", "YV2030", "hyphen"},
		{"PASSPORT", "CO", "Passport No. AN 123456", "AN123456", "label and blank"},
		{"PHONE", "CO", "(601) 345-6789 ext. 12", "+576013456789", "national number with extension"},
		{"PHONE", "", "+57 601 3456789", "+576013456789", "international number"},
		{"EMAIL", "", " Ventas@Norte.Example ", "ventas@norte.example", "capitals"},
		{"WEBSITE", "", "https://www.Norte.example/", "norte.example", "scheme, www and slash"},
		{"TRX", "", "41a614f803b6fd780986a42c78ec9c7f77e6ded13c", "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t", "hexadecimal form"},
		{"", "CO", "expediente 12-345", "EXPEDIENTE12345", "nobody could tell the scheme"},
	}
	for _, tc := range tests {
		t.Run(string(tc.scheme)+" "+tc.text, func(t *testing.T) {
			id, err := identifier.Parse(tc.scheme, tc.country, tc.text)
			require.NoError(t, err, tc.reason)
			require.Equal(t, tc.want, id.Value, tc.reason)
			again, err := identifier.Parse(tc.scheme, tc.country, id.Value)
			require.NoError(t, err)
			require.Equal(t, id, again, "a normalised value reads as itself")
		})
	}
}

func TestParseKeepsWhatItRefuses(t *testing.T) {
	id, err := identifier.Parse("CO-NIT", "CO", " no tiene  12A ")
	require.ErrorIs(t, err, identifier.ErrMalformed)
	require.ErrorContains(t, err, `"no tiene 12A"`)
	require.ErrorContains(t, err, "a Colombian NIT")
	require.Equal(t, identifier.ID{Scheme: "CO-NIT", Country: "CO", Value: "no tiene 12A"}, id)
	require.Equal(t, identifier.Malformed, id.Check())
	require.Equal(t, identifier.Unrelated, id.Compare(id), "two equal texts that are no number are no evidence")
	require.Empty(t, id.Keys())
	_, err = identifier.Parse("XX-NIT", "CO", "1")
	require.ErrorIs(t, err, identifier.ErrMalformed)
	require.Equal(t, identifier.Malformed, identifier.ID{}.Check(), "the zero ID is not valid")
}

// TestPlaceholders reads the well-formed numbers of testdata/placeholder_ids.csv; each must be useless as a key.
func TestPlaceholders(t *testing.T) {
	schemes := map[string]identifier.Scheme{"ZZ IMO": "IMO"}
	f, err := os.Open("testdata/placeholder_ids.csv")
	require.NoError(t, err)
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	require.NoError(t, err)
	seen := 0
	for _, r := range rows[1:] {
		scheme, ok := schemes[r[0]+" "+r[1]]
		if !ok {
			scheme = identifier.Scheme(r[0] + "-" + r[1])
		}
		for value := range strings.SplitSeq(r[2], ";") {
			if !strings.ContainsAny(value, "0123456789") || strings.Contains(value, "prefixes") || r[0] == "ZZ" && r[1] != "IMO" {
				continue
			}
			seen++
			id, _ := identifier.Parse(scheme, r[0], value)
			require.Contains(t, []identifier.Check{identifier.Placeholder, identifier.Malformed}, id.Check(), "%s %s", scheme, value)
			require.Equal(t, identifier.Unrelated, id.Compare(id), "%s %s", scheme, value)
			require.Equal(t, identifier.None, id.Strength(), "%s %s", scheme, value)
			require.Empty(t, id.Keys(), "%s %s", scheme, value)
		}
	}
	require.Greater(t, seen, 30)
	require.Equal(t, identifier.Placeholder, identifier.MustParse("AR-CUIT", "AR", "55000000018").Check(), "CUIT país, shared by residents of a country")
}

func TestCompare(t *testing.T) {
	tests := []struct {
		name string
		a, b identifier.ID
		want identifier.Relation
	}{
		{"the same number written twice", p("CO-NIT", "860.002.964-4"), p("CO-NIT", "NIT 8600029644"), identifier.Same},
		{"a NIT without its digit", p("CO-NIT", "860.002.964-4"), p("CO-NIT", "860002964"), identifier.SameBody},
		{"a NIT with another digit", p("CO-NIT", "860.002.964-4"), p("CO-NIT", "860002964-5"), identifier.SameBody},
		{"another NIT", p("CO-NIT", "860.002.964-4"), p("CO-NIT", "890.903.938-8"), identifier.Different},
		{"two branches of one Brazilian company", p("BR-CNPJ", "33.000.167/0001-01"), p("BR-CNPJ", "33000167000284"), identifier.SameBody},
		{"two establishments of one Ecuadorian company", p("EC-RUC", "1790010937001"), p("EC-RUC", "1790010937002"), identifier.SameBody},
		{"a RIF without its letter", p("VE-RIF", "J-29876543-4"), p("VE-RIF", "298765434"), identifier.SameBody},
		{"a card with and without department", p("BO-CI", "1234567 LP"), p("BO-CI", "1234567"), identifier.Same},
		{"a RUC with and without check digits", p("PA-RUC", "581123-1-448204 DV 93"), p("PA-RUC", "581123-1-448204"), identifier.SameBody},
		{"a head office and a branch of a bank", p("BIC", "BBDEBRSPXXX"), p("BIC", "BBDEBRSP"), identifier.SameBody},
		{"RUC of a person and DNI", p("PE-RUC", "10101174102"), p("PE-DNI", "10117410"), identifier.Linked},
		{"RUC of a company and the same digits as DNI", p("PE-RUC", "20512333797"), p("PE-DNI", "51233379"), identifier.Unrelated},
		{"CUIT of a person and DNI", p("AR-CUIT", "20-20123456-9"), p("AR-DNI", "20.123.456"), identifier.Linked},
		{"CUIT of a company and the same digits as DNI", p("AR-CUIT", "30-54668997-9"), p("AR-DNI", "54668997"), identifier.Unrelated},
		{"RIF of a person and cédula", p("VE-RIF", "V-11470283-4"), p("VE-CI", "V-11.470.283"), identifier.Linked},
		{"RIF of a company and the same digits as cédula", p("VE-RIF", "J-29876543-4"), p("VE-CI", "29876543"), identifier.Unrelated},
		{"RTN and DNI", p("HN-RTN", "08011990123456"), p("HN-DNI", "0801-1990-12345"), identifier.Linked},
		{"NIT of a person and cédula", p("CO-NIT", "79123456-2"), p("CO-CC", "79.123.456"), identifier.Linked},
		{"RUC of a person and cédula in Ecuador", p("EC-RUC", "1714307103001"), p("EC-CI", "171430710-3"), identifier.Linked},
		{"RUC and cédula in Paraguay", p("PY-RUC", "2660000-5"), p("PY-CI", "2660000"), identifier.Linked},
		{"two cédulas of which one has a letter", p("VE-CI", "V-5.123.456"), p("VE-CI", "5123456"), identifier.SameBody},
		{"an RFC and the CURP of the same person", p("MX-RFC", "BOXW310820AB1"), p("MX-CURP", "BOXW310820HNERXN09"), identifier.Partial},
		{"an RFC with and without homoclave", p("MX-RFC", "GODE561231GR8"), p("MX-RFC", "GODE561231"), identifier.Partial},
		{"a masked CPF that agrees", p("BR-CPF", "***.533.447-**"), p("BR-CPF", "390.533.447-05"), identifier.Partial},
		{"a masked CPF that does not", p("BR-CPF", "***.533.448-**"), p("BR-CPF", "390.533.447-05"), identifier.Different},
		{"two masked CPFs", p("BR-CPF", "***.533.447-**"), p("BR-CPF", "***.533.447-**"), identifier.Partial},
		{"one slip that the check digit proves", p("BR-CPF", "390.533.447-05"), p("BR-CPF", "390.533.477-05"), identifier.Unrelated},
		{"two digits swapped, proved", p("PE-RUC", "20131312955"), p("PE-RUC", "20113312955"), identifier.Unrelated},
		{"two passports of one country", in("PASSPORT", "CO", "AN123456"), in("PASSPORT", "CO", "AP654321"), identifier.Unrelated},
		{"one passport", in("PASSPORT", "CO", "AN-123456"), in("PASSPORT", "CO", "an123456"), identifier.Same},
		{"a passport of a country that one side leaves out", in("PASSPORT", "CO", "AN123456"), in("PASSPORT", "", "AN123456"), identifier.Partial},
		{"a DNI and a document of an unknown kind", p("PE-DNI", "10117410"), in("NATIONAL-ID", "PE", "10117410"), identifier.Linked},
		{"a NIT and a tax number of an unknown kind", p("CO-NIT", "860.002.964-4"), in("TAX-ID", "CO", "860002964-4"), identifier.Linked},
		{"a NIT and its body as a tax number", p("CO-NIT", "860.002.964-4"), in("TAX-ID", "CO", "860002964"), identifier.Linked},
		{"a passport and a tax number", in("PASSPORT", "CO", "860002964"), p("CO-NIT", "860002964"), identifier.Unrelated},
		{"a ship and a company", p("IMO", "9319466"), p("IMO-COMPANY", "9319466"), identifier.Unrelated},
		{"an address in two cases", p("ETH", "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"), p("ETH", "0x5AAEB6053F3E94C9B9A09F33669435E7EF1BEAED"), identifier.Same},
		{"one telephone", in("PHONE", "CO", "6013456789"), in("PHONE", "", "+57 601 345 6789"), identifier.Partial},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			require.Equal(t, tc.want, tc.a.Compare(tc.b))
			require.Equal(t, tc.want, tc.b.Compare(tc.a), "symmetric")
			if tc.want == identifier.Same || tc.want == identifier.SameBody || tc.want == identifier.Linked {
				require.True(t, share(tc.a.Keys(), tc.b.Keys()), "%v and %v", tc.a.Keys(), tc.b.Keys())
			}
		})
	}
}

// TestSameDigitsInTwoCountries: the digits are equal, the identifiers are not.
func TestSameDigitsInTwoCountries(t *testing.T) {
	tests := []struct {
		a, b   identifier.ID
		reason string
	}{
		{p("BO-CI", "5123456"), p("VE-CI", "5123456"), "Bolivian card, Venezuelan cédula"},
		{p("CO-CC", "79123456"), p("PE-DNI", "79123456"), "Colombian cédula, Peruvian DNI"},
		{p("AR-DNI", "20123456"), p("VE-CI", "20123456"), "Argentine DNI, Venezuelan cédula"},
		{p("CO-CC", "1234567"), p("PY-CI", "1234567"), "Colombian and Paraguayan cédulas"},
		{p("UY-CI", "49077602"), p("PE-DNI", "49077602"), "Uruguayan cédula, Peruvian DNI"},
		{p("AR-CUIT", "20131312955"), p("PE-RUC", "20131312955"), "Argentine CUIT, Peruvian RUC"},
		{p("BR-CPF", "20131312955"), p("PE-RUC", "20131312955"), "Brazilian CPF, Peruvian RUC"},
		{p("DO-CEDULA", "00113918205"), p("BR-CPF", "00113918205"), "Dominican cédula, Brazilian CPF"},
		{p("CU-NI", "85020211539"), p("DO-CEDULA", "85020211539"), "Cuban and Dominican cards"},
		{p("DO-RNC", "101850043"), p("GY-TIN", "101850043"), "Dominican RNC, Guyanese TIN"},
		{p("PT-NIF", "500273170"), p("SV-DUI", "500273170"), "Portuguese NIF, Salvadoran DUI"},
		{p("US-EIN", "911144442"), p("PT-NIF", "911144442"), "US EIN, Portuguese NIF"},
		{p("EC-CI", "1714307103"), p("HT-NIF", "1714307103"), "Ecuadorian cédula, Haitian NIF"},
		{p("GT-CUI", "0801199010345"), p("HN-DNI", "0801199010345"), "Guatemalan CUI, Honduran DNI"},
		{p("SV-NIT", "08011990123456"), p("HN-RTN", "08011990123456"), "Salvadoran NIT, Honduran RTN"},
		{in("PASSPORT", "CO", "AN123456"), in("PASSPORT", "VE", "AN123456"), "passports of two countries"},
		{in("NATIONAL-ID", "MX", "12345679"), in("NATIONAL-ID", "PE", "12345679"), "documents of two countries"},
		{p("VE-CI", "12345670"), in("NATIONAL-ID", "BO", "12345670"), "a typed and an untyped document"},
	}
	for _, tc := range tests {
		t.Run(tc.reason, func(t *testing.T) {
			require.NotEqual(t, tc.a, tc.b)
			require.Equal(t, identifier.Unrelated, tc.a.Compare(tc.b), tc.reason)
			require.Equal(t, identifier.Unrelated, tc.b.Compare(tc.a), tc.reason)
		})
	}
}

func TestRecognize(t *testing.T) {
	tests := []struct {
		country, text string
		want          []string
		reason        string
	}{
		{"PE", "20131312955", []string{"PE-RUC:20131312955"}, "eleven digits"},
		{"PE", "10117410", []string{"PE-DNI:10117410"}, "eight digits"},
		{"VE", "J-29876543-4", []string{"VE-RIF:J298765434"}, "a letter"},
		{"BR", "33.000.167/0001-01", []string{"BR-CNPJ:33000167000101"}, "fourteen"},
		{"BR", "390.533.447-05", []string{"BR-CPF:39053344705"}, "eleven"},
		{"CO", "860.002.964-4", []string{"CO-NIT:860002964-4"}, "with its digit"},
		{"CO", "C.C. 79123456", []string{"CO-CC:79123456"}, "the label decides"},
		{"EC", "1714307103001", []string{"EC-RUC:1714307103001"}, "thirteen"},
		{"EC", "1714307103", []string{"EC-CI:1714307103"}, "ten"},
		{"MX", "GODE561231GR8", []string{"MX-RFC:GODE561231GR8"}, "thirteen"},
		{"", "529900T8BM49AURSDO55", []string{"LEI:529900T8BM49AURSDO55"}, "proves itself"},
		{"CO", "529900T8BM49AURSDO55", []string{"LEI:529900T8BM49AURSDO55"}, "proves itself in any country"},
		{"", "20131312955", nil, "without a country digits are digits"},
		{"PE", "no tiene", nil, "no number"},
		{"PE", "", nil, "nothing"},
	}
	for _, tc := range tests {
		t.Run(tc.country+" "+tc.text, func(t *testing.T) {
			var got []string
			for _, id := range identifier.Recognize(tc.country, tc.text) {
				got = append(got, id.String())
			}
			require.Equal(t, tc.want, got, tc.reason)
		})
	}
	ids := identifier.Recognize("CO", "79123456")
	require.Equal(t, identifier.Scheme("CO-CC"), ids[len(ids)-1].Scheme, "both are possible: %v", ids)
}

func TestTextRoundTrip(t *testing.T) {
	ids := []identifier.ID{
		p("VE-RIF", "J-29876543-4"), in("PASSPORT", "CO", "AN123456"), in("PASSPORT", "", "AN123456"), p("LEI", "529900T8BM49AURSDO55"),
		in("", "CO", "expediente 12"), p("WEBSITE", "https://norte.example:8080/a:b"), in("AIRCRAFT", "US", "N12345"),
		{},
		{Scheme: "CO-NIT", Country: "CO", Value: "12A"},
	}
	for _, id := range ids {
		text, err := json.Marshal(id)
		require.NoError(t, err)
		var got identifier.ID
		require.NoError(t, json.Unmarshal(text, &got), string(text))
		require.Equal(t, id, got, string(text))
	}
	require.Equal(t, "VE-RIF:J298765434", ids[0].String())
	require.Equal(t, "PASSPORT/CO:AN123456", ids[1].String())
	for _, bad := range []string{"J298765434", "NOPE:1", "LEI/CO:529900T8BM49AURSDO55", "PASSPORT/col:1", "PASSPORT/CO:"} {
		var got identifier.ID
		require.ErrorIs(t, got.UnmarshalText([]byte(bad)), identifier.ErrMalformed, bad)
	}
}

func TestStrength(t *testing.T) {
	tests := []struct {
		id     identifier.ID
		want   identifier.Strength
		reason string
	}{
		{p("VE-RIF", "J-29876543-4"), identifier.Strong, "one holder"},
		{p("MX-RFC", "PME380607P3A"), identifier.Strong, "a wrong check character is still somebody's number"},
		{p("MX-RFC", "GODE561231"), identifier.Weak, "made of name and birth date"},
		{in("PASSPORT", "CO", "AN123456"), identifier.Strong, "one holder"},
		{p("IMO", "9319466"), identifier.Strong, "for life"},
		{p("PHONE", "+576013456789"), identifier.Weak, "shared"},
		{p("EMAIL", "a@norte.example"), identifier.Weak, "shared"},
		{p("BR-CPF", "***.533.447-**"), identifier.Weak, "one in a hundred thousand"},
		{in("NATIONAL-ID", "PE", "00000000"), identifier.None, "a dummy"},
		{in("REGISTRATION", "PA", "12345678"), identifier.None, "typed because the form insisted"},
	}
	for _, tc := range tests {
		require.Equal(t, tc.want, tc.id.Strength(), "%v: %s", tc.id, tc.reason)
	}
}

func TestSchemesAreDocumented(t *testing.T) {
	all := identifier.Schemes()
	require.Greater(t, len(all), 70)
	for _, d := range all {
		require.NotEmpty(t, d.Title, d.Scheme)
		require.NotEmpty(t, d.Source, d.Scheme)
		require.NotEmpty(t, d.Check, d.Scheme)
		require.NotEmpty(t, d.Pattern, d.Scheme)
		require.Equal(t, d.Country != "", len(d.Scheme) > 2 && d.Scheme[2] == '-', "country schemes are named country-name: %s", d.Scheme)
	}
}

// p parses an identifier of a scheme that belongs to one country or to none.
func p(s identifier.Scheme, text string) identifier.ID { return identifier.MustParse(s, "", text) }

func in(s identifier.Scheme, country, text string) identifier.ID {
	return identifier.MustParse(s, country, text)
}

func share(a, b []string) bool {
	for _, x := range a {
		if slices.Contains(b, x) {
			return true
		}
	}
	return false
}

func TestTyped(t *testing.T) {
	tests := []struct {
		kind          identifier.Scheme
		country, text string
		want, reason  string
	}{
		{"TAX-ID", "CO", "900890029-5", "CO-NIT:900890029-5", "NIT # of the US list"},
		{"NATIONAL-ID", "CO", "71987498", "CO-CC:71987498", "a cédula, though a NIT would fit"},
		{"NATIONAL-ID", "VE", "V-6303894", "VE-CI:V6303894", "a cédula"},
		{"TAX-ID", "VE", "J-00095036-9", "VE-RIF:J000950369", "a RIF"},
		{"TAX-ID", "MX", "GODE 561231 GR8", "MX-RFC:GODE561231GR8", "an RFC"},
		{"NATIONAL-ID", "MX", "BOXW310820HNERXN09", "MX-CURP:BOXW310820HNERXN09", "a CURP"},
		{"TAX-ID", "PA", "581123-1-448204", "PA-RUC:581123-1-448204", "a RUC"},
		{"TAX-ID", "PA", "34407212255995", "TAX-ID/PA:34407212255995", "without hyphens it cannot be split"},
		{"TAX-ID", "RU", "7707083893", "RU-INN:7707083893", "an INN"},
		{"REGISTRATION", "RU", "1027700132195", "RU-OGRN:1027700132195", "an OGRN"},
		{"REGISTRATION", "CO", "10375-1", "REGISTRATION/CO:103751", "not every number of a company is its NIT"},
		{"NATIONAL-ID", "CL", "12.531.909-2", "CL-RUT:125319092", "the document is the tax number"},
		{"NATIONAL-ID", "IR", "1218719699", "NATIONAL-ID/IR:1218719699", "a country without schemes"},
		{"NATIONAL-ID", "", "71987498", "NATIONAL-ID:71987498", "no country, no scheme"},
		{"PASSPORT", "CO", "PE092928", "PASSPORT/CO:PE092928", "a passport stays one"},
		{"IMO", "", "5817786", "IMO-COMPANY:5817786", "only the check of companies accepts it"},
		{"IMO", "", "9319466", "IMO:9319466", "a ship"},
		{"TAX-ID", "CO", "en trámite", "TAX-ID/CO:en trámite", "kept, and malformed"},
	}
	for _, tc := range tests {
		require.Equal(t, tc.want, identifier.Typed(tc.kind, tc.country, tc.text).String(), tc.reason)
	}
	require.Equal(t, identifier.Linked, in("NATIONAL-ID", "ES", "15.254.214").Compare(p("ES-NIF", "15254214M")), "a DNI without its letter")
}
