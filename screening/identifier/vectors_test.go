package identifier_test

import (
	"encoding/csv"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/tamiz-project/tamiz/screening/identifier"
)

// schemeOf maps the titles of testdata/identifiers.csv to schemes.
var schemeOf = map[string]identifier.Scheme{
	"AR CUIT/CUIL": "AR-CUIT", "AR DNI": "AR-DNI", "BO NIT": "BO-NIT", "BO CI": "BO-CI", "BR CNPJ (numeric)": "BR-CNPJ",
	"BR CNPJ (alphanumeric, issued from July 2026)": "BR-CNPJ", "BR CPF": "BR-CPF", "CL RUT/RUN": "CL-RUT", "CO NIT": "CO-NIT",
	"CO Cedula de ciudadania": "CO-CC", "CR Cedula juridica (CPJ)": "CR-CPJ", "CR Cedula fisica (CPF)": "CR-CPF", "CR DIMEX": "CR-DIMEX",
	"CU Numero de identidad (NI)": "CU-NI", "DO RNC": "DO-RNC", "DO Cedula": "DO-CEDULA", "EC Cedula (CI)": "EC-CI", "EC RUC": "EC-RUC",
	"SV NIT": "SV-NIT", "SV DUI": "SV-DUI", "GT NIT": "GT-NIT", "GT CUI/DPI": "GT-CUI", "HN RTN": "HN-RTN", "HN DNI (identidad)": "HN-DNI",
	"MX RFC": "MX-RFC", "MX CURP": "MX-CURP", "NI Cedula": "NI-CEDULA", "NI RUC": "NI-RUC", "PA RUC + DV": "PA-RUC", "PA Cedula": "PA-CEDULA",
	"PE RUC": "PE-RUC", "PE DNI/CUI": "PE-DNI", "PY RUC": "PY-RUC", "PY Cedula": "PY-CI", "UY RUT": "UY-RUT", "UY Cedula (CI)": "UY-CI",
	"VE RIF": "VE-RIF", "VE Cedula": "VE-CI", "HT NIF": "HT-NIF", "JM TRN": "JM-TRN", "TT National ID": "TT-ID", "BZ TIN": "BZ-TIN",
	"GY TIN": "GY-TIN", "BB TIN": "BB-TIN", "AW Persoonsnummer/KvK": "AW-TIN", "CW CRIB": "CW-CRIB", "VG Company number": "VG-COMPANY",
	"PR/US EIN": "US-EIN", "ES NIF (DNI/NIE/CIF)": "ES-NIF", "PT NIF/NIPC": "PT-NIF", "ZZ LEI (ISO 17442)": "LEI", "ZZ IBAN": "IBAN",
	"ZZ BIC (ISO 9362)": "BIC", "ZZ IMO ship number": "IMO", "ZZ IMO company/registered-owner number": "IMO-COMPANY", "ZZ MMSI": "MMSI",
	"ZZ Bitcoin address": "BTC", "ZZ Ethereum/EVM address": "ETH", "ZZ TRON address": "TRX", "ZZ Monero address": "XMR",
}

// uncarried are valid examples whose scheme has a check that they do not carry.
var uncarried = map[string]string{
	"10117410":       "a DNI without its optional digit",
	"COMG-600703":    "an RFC without homoclave",
	"J0310000119627": "a company's RUC has no letter check",
	"J0310000146314": "a company's RUC has no letter check",
	"J0310000005010": "a company's RUC has no letter check",
	"0993370026001":  "genuine, and fails: the SRI uses no algorithm",
	"0xd882cfc20f52f2599d84b8e8d58c7fb62cfe344b": "lower case carries no checksum",
	"0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed": "kept in lower case once its checksum was found right",
	"0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359": "kept in lower case once its checksum was found right",
}

type vector struct {
	scheme         identifier.Scheme
	country        string
	check          string
	valid, invalid []string
}

func vectors(t *testing.T) []vector {
	t.Helper()
	f, err := os.Open("testdata/identifiers.csv")
	require.NoError(t, err)
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	require.NoError(t, err)
	var out []vector
	for _, r := range rows[1:] {
		country, _, _ := strings.Cut(r[0], "/")
		if country == "PR" {
			country = "US"
		}
		scheme := identifier.Aircraft
		if r[1] != "Aircraft registration" {
			var ok bool
			scheme, ok = schemeOf[r[0]+" "+r[1]]
			require.True(t, ok, "no scheme for %s %s", r[0], r[1])
		}
		if country == "ZZ" {
			country = ""
		}
		out = append(out, vector{scheme, country, r[4], strings.Split(r[5], ";"), strings.Split(r[6], ";")})
	}
	return out
}

func TestVectors(t *testing.T) {
	checked := map[identifier.Scheme]bool{}
	for _, d := range identifier.Schemes() {
		checked[d.Scheme] = !strings.HasPrefix(d.Check, "none") && !strings.HasPrefix(d.Check, "un") && !strings.HasPrefix(d.Check, "not ")
	}
	all, rows, valid, invalid := vectors(t), 0, 0, 0
	for _, v := range all {
		rows++
		for _, text := range v.valid {
			valid++
			id, err := identifier.Parse(v.scheme, v.country, text)
			require.NoError(t, err, "%s %s", v.scheme, text)
			if _, ok := uncarried[text]; ok || !checked[v.scheme] {
				require.Equal(t, identifier.Unverifiable, id.Check(), "%s %s", v.scheme, text)
			} else {
				require.Equal(t, identifier.Valid, id.Check(), "%s %s", v.scheme, text)
			}
			require.Equal(t, identifier.Same, id.Compare(id), "%s %s", v.scheme, text)
		}
		for _, text := range v.invalid {
			invalid++
			id, err := identifier.Parse(v.scheme, v.country, text)
			if !checked[v.scheme] {
				require.ErrorIs(t, err, identifier.ErrMalformed, "%s %s -> %v", v.scheme, text, id)
			}
			if err != nil {
				require.Equal(t, identifier.Malformed, id.Check(), "%s %s", v.scheme, text)
			}
			require.NotEqual(t, identifier.Valid, id.Check(), "%s %s -> %v", v.scheme, text, id)
		}
	}
	require.Equal(t, []int{93, 304, 294}, []int{rows, valid, invalid}, "rows, valid and invalid vectors")
}
