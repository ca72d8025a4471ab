package watchlist

import (
	"regexp"
	"strings"

	"github.com/tamiz-project/tamiz/screening"
	"github.com/tamiz-project/tamiz/screening/identifier"
)

// The kinds of number that lists name without saying which country's scheme it is. They are schemes themselves, for a number
// of a country or of a sort that package identifier does not know.
const (
	passport     identifier.Scheme = "PASSPORT"
	national     identifier.Scheme = "NATIONAL-ID"
	taxNumber    identifier.Scheme = "TAX-ID"
	registration identifier.Scheme = "REGISTRATION"
	licence      identifier.Scheme = "LICENSE"
	otherNumber  identifier.Scheme = "OTHER-ID"
	phone        identifier.Scheme = "PHONE"
	email        identifier.Scheme = "EMAIL"
	website      identifier.Scheme = "WEBSITE"
	callSign     identifier.Scheme = "CALL-SIGN"
	imo          identifier.Scheme = "IMO"
	mmsi         identifier.Scheme = "MMSI"
	bic          identifier.Scheme = "BIC"
	lei          identifier.Scheme = "LEI"
	duns         identifier.Scheme = "DUNS"
	isin         identifier.Scheme = "ISIN"
	ticker       identifier.Scheme = "TICKER"
	tail         identifier.Scheme = "TAIL-NUMBER"
	serial       identifier.Scheme = "AIRCRAFT-SERIAL"
	modeS        identifier.Scheme = "MODE-S"
	account      identifier.Scheme = "ACCOUNT"
	wallet       identifier.Scheme = "WALLET"
)

// number returns an identifier of a kind. It is typed as the scheme of its country where one fits; the digits are kept as
// printed where none does, because a list that misprints a number still means its holder.
func number(kind identifier.Scheme, country, text string) identifier.ID {
	text = oneLine(text)
	return identifier.ID{Scheme: kind, Country: country, Value: text}
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
		e.Identifiers = append(e.Identifiers, number(l.kind, code, value))
		keepDates(e, s)
		return true
	}
	return false
}

// walletOf returns an address of a currency: XBT 12QtD5..., as an identifier of that chain.
func walletOf(currency, address string) identifier.ID {
	return identifier.ID{Scheme: wallet + identifier.Scheme("-"+currency), Value: strings.TrimSpace(address)}
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
	{"C.U.R.P.", national, "MX"},
	{"CURP", national, "MX"},
	{"C.U.I.P.", national, "MX"},
	{"C.U.I.T.", taxNumber, "AR"},
	{"C.U.I.", national, "GT"},
	{"C.I.F.", taxNumber, "ES"},
	{"C.I.N.", national, ""},
	{"N.I.E.", national, "ES"},
	{"I.F.E.", national, "MX"},
	{"Paraguayan Tax Identification Number", taxNumber, "PY"},
	{"Tax ID No.", taxNumber, ""},
	{"Tax ID", taxNumber, ""},
	{"NIT", taxNumber, ""},
	{"RIF", taxNumber, "VE"},
	{"RUC", taxNumber, ""},
	{"RTN", taxNumber, "HN"},
	{"RNC", taxNumber, "DO"},
	{"RUT", taxNumber, ""},
	{"R.F.C.", taxNumber, "MX"},
	{"RFC", taxNumber, "MX"},
	{"CNPJ", taxNumber, "BR"},
	{"C.N.P.J.", taxNumber, "BR"},
	{"CPF", taxNumber, "BR"},
	{"Italian Fiscal Code", taxNumber, "IT"},
	{"Fiscal Code", taxNumber, ""},
	{"Numero Unico de Identificacao Tributaria", taxNumber, "MZ"},
	{"V.A.T. Number", taxNumber, ""},
	{"US FEIN", taxNumber, "US"},
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
	{"BIK", bic, "RU"},
	{"SWIFT/BIC", bic, ""},
	{"D-U-N-S Number", duns, ""},
	{"ISIN", isin, ""},
	{"Equity Ticker", ticker, ""},
	{"Issuer Name", otherNumber, ""},
	{"MMSI", mmsi, ""},
	{"Maritime Mobile Service Identity", mmsi, ""},
	{"Vessel Call Sign", callSign, ""},
	{"Other Vessel Call Sign", callSign, ""},
	{"Aircraft Tail Number", tail, ""},
	{"Previous Aircraft Tail Number", tail, ""},
	{"Aircraft Manufacturer's Serial Number", serial, ""},
	{"Aircraft Construction Number", serial, ""},
	{"Aircraft Mode S Transponder Code", modeS, ""},
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
