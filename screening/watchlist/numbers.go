package watchlist

import (
	"regexp"
	"strings"

	"github.com/tamiz-project/tamiz/screening"
	"github.com/tamiz-project/tamiz/screening/identifier"
)

// The kinds of number that lists name without saying which country's scheme it is, and the schemes that belong to no country.
const (
	passport     = identifier.Passport
	national     = identifier.NationalID
	taxNumber    = identifier.TaxID
	registration = identifier.Registration
	licence      = identifier.License
	otherNumber  = identifier.Scheme("")
	phone        = identifier.Phone
	email        = identifier.Email
	website      = identifier.Website
	callSign     = identifier.CallSign
	imo          = identifier.IMO
	mmsi         = identifier.MMSI
	bic          = identifier.BIC
	lei          = identifier.LEI
	duns         = identifier.DUNS
	tail         = identifier.Aircraft
	serial       = identifier.Airframe
	account      = identifier.Account
)

// number returns an identifier of a kind, typed as the scheme of its country that fits best. A text that fits none is kept as
// printed, and so is one whose check digit is wrong: a list that misprints a number still means its holder.
func number(kind identifier.Scheme, country, text string) identifier.ID {
	return identifier.Typed(kind, country, text)
}

// A numberLabel is how lists call a number, its kind, and the country when only one has it.
type numberLabel struct {
	label   string
	kind    identifier.Scheme
	country string
}

// ofacNumber reads "Passport A374184 (Pakistan) issued 12 Mar 2008 expires 11 Mar 2013" and the like.
func ofacNumber(e *screening.Entry, s string, out *sink) bool {
	if coin, ok := cutLabel(s, "Digital Currency Address -"); ok {
		currency, address, found := strings.Cut(coin, " ")
		if found {
			e.Identifiers = append(e.Identifiers, walletOf(currency, address))
		}
		return found
	}
	for _, l := range numberLabels {
		rest, ok := cutLabel(s, l.label)
		if !ok {
			continue
		}
		value, place := printedNumber(rest)
		if l.kind == phone {
			value, place = strings.TrimLeft(strings.Join(strings.FieldsFunc(rest, func(r rune) bool { return r == '(' || r == ')' }), " "), " :#"), ""
		}
		if value == "" {
			return false
		}
		code := l.country
		if place != "" {
			if c := out.inCountry(place); c != "" {
				code = c
			}
		}
		kind := l.kind
		if kind == imo && e.Kind != screening.Vessel {
			kind = identifier.IMOCompany
		}
		e.Identifiers = append(e.Identifiers, number(kind, code, value))
		keepDates(e, s)
		return true
	}
	return false
}

// walletOf returns an address of a currency. The code of the currency says the chain, except for a token such as USDT that lives
// on several: there the address itself tells. Addresses of other chains are compared as they are written.
func walletOf(currency, address string) identifier.ID {
	for _, s := range []identifier.Scheme{identifier.Ethereum, identifier.Tron, identifier.Bitcoin, identifier.Monero} {
		if currencies[currency] != "" && currencies[currency] != s {
			continue
		}
		if id, err := identifier.Parse(s, "", address); err == nil {
			return id
		}
	}
	id, _ := identifier.Parse(identifier.Wallet, "", address)
	return id
}

// currencies are the codes of one chain each; other chains' are WALLET.
var currencies = map[string]identifier.Scheme{
	"XBT": identifier.Bitcoin, "BTC": identifier.Bitcoin, "ETH": identifier.Ethereum, "ETC": identifier.Ethereum, "ARB": identifier.Ethereum, "BSC": identifier.Ethereum,
	"TRX": identifier.Tron, "XMR": identifier.Monero, "BCH": identifier.Wallet, "LTC": identifier.Wallet, "ZEC": identifier.Wallet, "DASH": identifier.Wallet,
	"BTG": identifier.Wallet, "XRP": identifier.Wallet, "SOL": identifier.Wallet, "XVG": identifier.Wallet, "BSV": identifier.Wallet, "DOGE": identifier.Wallet,
}

var (
	numberDates = regexp.MustCompile(`\s*\b(?:issued|expires|expiration)\b.*$`)
	numberPlace = regexp.MustCompile(`^(.*?)\s*\(([^()]+)\)\s*$`)
	labelRest   = regexp.MustCompile(`^(?:(?:No\.?|Number|#|\((?:USCC|USCCC|NUIT|MSN|CBLS|RU|IFE|also called[^)]*)\))[ :]*)+`)
)

// printedNumber splits what stands behind a label into the number and the country in brackets.
func printedNumber(rest string) (value, place string) {
	rest = numberDates.ReplaceAllString(rest, "")
	rest = strings.TrimLeft(labelRest.ReplaceAllString(rest, ""), " :#")
	if m := numberPlace.FindStringSubmatch(rest); m != nil && m[1] != "" {
		return strings.TrimSpace(m[1]), m[2]
	}
	return strings.TrimSpace(rest), ""
}

// keepDates keeps the dates of issue and expiry of a document as a remark: they belong to no field.
func keepDates(e *screening.Entry, s string) {
	if numberDates.MatchString(s) {
		remark(e, s)
	}
}

// numberLabels are the names of numbers on OFAC's lists and their variants of two decades; longer ones first where one begins
// the other.
var numberLabels = []numberLabel{
	{"Diplomatic Passport", passport, ""},
	{"Passport Booklet", passport, ""},
	{"U.S.A. Passport", passport, "US"},
	{"Passport", passport, ""},
	{"Travel Document Number", passport, ""},
	{"Stateless Person Passport", passport, ""},
	{"Cedula No.", national, ""},
	{"Cedula de Ciudadania", national, ""},
	{"Cedula de Residencia", national, ""},
	{"National ID No.", national, ""},
	{"National Foreign ID Number", national, ""},
	{"Numero de Identidad", national, "HN"},
	{"Tarjeta de Identidad", national, ""},
	{"Personal ID Card", national, ""},
	{"Tazkira National ID Card", national, "AF"},
	{"Identification Number IMO", imo, ""},
	{"Company Number IMO", imo, ""},
	{"Vessel Registration Identification IMO", imo, ""},
	{"Vessel Registration Identification", imo, ""},
	{"Vessel Registration Number", imo, ""},
	{"Turkish Identification Number", national, "TR"},
	{"Turkish Identificiation Number", national, "TR"},
	{"Afghan Money Service Provider License Number", licence, "AF"},
	{"Kenyan ID No.", national, "KE"},
	{"Moroccan Personal ID No.", national, "MA"},
	{"Bosnian Personal ID No.", national, "BA"},
	{"Identification Number", national, ""},
	{"UAE Identification", national, "AE"},
	{"Citizen's Card Number", national, ""},
	{"Birth Certificate Number", national, ""},
	{"Electoral Registry No.", national, ""},
	{"Credencial electoral", national, "MX"},
	{"Residency Number", national, ""},
	{"Refugee ID Card", national, ""},
	{"Military Registration Number", national, ""},
	{"Cartilla de Servicio Militar Nacional", national, "MX"},
	{"Driver's License No.", licence, ""},
	{"Pilot License Number", licence, ""},
	{"Immigration No.", national, ""},
	{"VisaNumberID", passport, ""},
	{"Public Security and Immigration No.", national, ""},
	{"SRE Permit No.", licence, "MX"},
	{"SSN", national, "US"},
	{"LE Number", national, "PE"},
	{"D.N.I.", national, ""},
	{"DNI", national, ""},
	{"C.U.R.P.", "MX-CURP", "MX"},
	{"CURP", "MX-CURP", "MX"},
	{"C.U.I.P.", national, "MX"},
	{"C.U.I.T.", "AR-CUIT", "AR"},
	{"C.U.I.", "GT-CUI", "GT"},
	{"C.I.F.", "ES-NIF", "ES"},
	{"C.I.N.", national, ""},
	{"N.I.E.", "ES-NIF", "ES"},
	{"I.F.E.", national, "MX"},
	{"Paraguayan Tax Identification Number", taxNumber, "PY"},
	{"Tax ID No.", taxNumber, ""},
	{"Tax ID", taxNumber, ""},
	{"NIT", taxNumber, ""},
	{"RIF", "VE-RIF", "VE"},
	{"RUC", taxNumber, ""},
	{"RTN", "HN-RTN", "HN"},
	{"RNC", "DO-RNC", "DO"},
	{"RUT", taxNumber, ""},
	{"R.F.C.", "MX-RFC", "MX"},
	{"RFC", "MX-RFC", "MX"},
	{"CNPJ", "BR-CNPJ", "BR"},
	{"C.N.P.J.", "BR-CNPJ", "BR"},
	{"CPF", "BR-CPF", "BR"},
	{"Italian Fiscal Code", taxNumber, "IT"},
	{"Fiscal Code", taxNumber, ""},
	{"Numero Unico de Identificacao Tributaria", taxNumber, "MZ"},
	{"V.A.T. Number", taxNumber, ""},
	{"US FEIN", "US-EIN", "US"},
	{"MSB Registration Number", registration, "US"},
	{"Registration Number", registration, ""},
	{"Registration ID", registration, ""},
	{"Business Registration Document", registration, ""},
	{"Business Registration Number", registration, ""},
	{"Business Number", registration, ""},
	{"Folio Mercantil No.", registration, "MX"},
	{"Matricula Mercantil", registration, ""},
	{"Government Gazette Number", registration, "RU"},
	{"Commercial Registry Number", registration, ""},
	{"Company Number", registration, ""},
	{"Company ID:", registration, ""},
	{"UK Company Number", registration, "GB"},
	{"Unified Social Credit Code", registration, "CN"},
	{"United Social Credit Code Certificate", registration, "CN"},
	{"C.R. No.", registration, ""},
	{"Romanian C.R.", registration, "RO"},
	{"Romanian Tax Registration", taxNumber, "RO"},
	{"Trade License No.", registration, ""},
	{"Economic Register Number", registration, "AE"},
	{"Chamber of Commerce Number", registration, ""},
	{"Dubai Chamber of Commerce Membership No.", registration, "AE"},
	{"Istanbul Chamber of Comm. No.", registration, "TR"},
	{"Public Registration Number", registration, ""},
	{"Registered Charity No.", registration, ""},
	{"Central Registration System Number", registration, "TR"},
	{"Enterprise Number", registration, ""},
	{"Branch Unit Number", registration, ""},
	{"Certificate of Incorporation Number", registration, ""},
	{"Legal Entity Number", registration, ""},
	{"Permit Number", licence, ""},
	{"File Number", registration, ""},
	{"License", licence, ""},
	{"Chinese Commercial Code", otherNumber, "CN"},
	{"BIK", otherNumber, "RU"},
	{"SWIFT/BIC", bic, ""},
	{"D-U-N-S Number", duns, ""},
	{"ISIN", identifier.ISIN, ""},
	{"Equity Ticker", identifier.Ticker, ""},
	{"MMSI", mmsi, ""},
	{"Maritime Mobile Service Identity", mmsi, ""},
	{"Vessel Call Sign", callSign, ""},
	{"Other Vessel Call Sign", callSign, ""},
	{"Aircraft Tail Number", tail, ""},
	{"Previous Aircraft Tail Number", tail, ""},
	{"Aircraft Manufacturer's Serial Number", serial, ""},
	{"Aircraft Construction Number", serial, ""},
	{"Aircraft Mode S Transponder Code", identifier.ModeS, ""},
	{"Serial No.", otherNumber, ""},
	{"Website", website, ""},
	{"Email Address", email, ""},
	{"Email", email, ""},
	{"Phone Number", phone, ""},
	{"Phone No.", phone, ""},
	{"Phone", phone, ""},
	{"Telephone No.", phone, ""},
	{"Telephone", phone, ""},
	{"Fax No.", phone, ""},
	{"Fax", phone, ""},
	{"Bank Account Number", account, ""},
	{"Account Number", account, ""},
}
