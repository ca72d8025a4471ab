package identifier

import (
	"strconv"
	"strings"
)

// Identifiers of companies that no country issues.
func companies() []definition {
	return []definition{{
		Definition: Definition{
			Scheme: LEI, Title: "an LEI", Organization: true, Pattern: `[0-9A-Z]{18}\d{2}`, Check: "ISO 7064 mod 97-10",
			Source: "ISO 17442-1:2020", SourceDate: "2020-08",
		},
		labels: []string{"LEI"}, letters: true, proves: true,
		check: func(v string) result { return is(mod97(v) == 1) },
	}, {
		Definition: Definition{
			Scheme: DUNS, Title: "a D-U-N-S number", Organization: true, Pattern: `\d{9}`, Check: "none since 2006",
			Source: "Dun & Bradstreet", SourceDate: "2026-11",
		},
		labels: []string{"DUNS", "D-U-N-S"}, many: true, shared: repeated,
	}, {
		Definition: Definition{
			Scheme: ISIN, Title: "an ISIN", Organization: true, Pattern: `[A-Z]{2}[0-9A-Z]{9}\d`, Check: "Luhn, letters as two digits",
			Source: "ISO 6166:2021", SourceDate: "2021-02",
		},
		labels: []string{"ISIN"}, letters: true, many: true, proves: true, check: checkISIN,
	}, {
		Definition: Definition{
			Scheme: Ticker, Title: "a stock ticker", Organization: true, Pattern: `[0-9A-Z:.]{1,20}`, Check: "none", Source: "the exchange",
			SourceDate: "2026-11",
		},
		labels: []string{"TICKER"}, letters: true, many: true, weak: always,
		normalize: func(_, text string) string { return strings.ToUpper(strings.ReplaceAll(text, " ", "")) },
	}}
}

// Identifiers of banks and of accounts.
func banks() []definition {
	return []definition{{
		Definition: Definition{
			Scheme: BIC, Title: "a BIC (SWIFT code)", Organization: true, Pattern: `[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?`,
			Check: "none; characters 5 and 6 are a country", Source: "ISO 9362:2022", SourceDate: "2022-07",
		},
		labels: []string{"BIC", "SWIFT", "SWIFT/BIC"}, letters: true, body: func(v string) string { return v[:8] },
		normalize: func(_, text string) string {
			v := squeeze(text)
			if len(v) >= 8 && !isCountry(v[4:6]) {
				return ""
			}
			return v
		},
	}, {
		Definition: Definition{
			Scheme: IBAN, Title: "an IBAN", Person: true, Organization: true, Pattern: `[A-Z]{2}\d{2}[0-9A-Z]{11,30}`,
			Check: "ISO 7064 mod 97-10; one length for each country", Source: "ISO 13616-1:2020; SWIFT IBAN registry", SourceDate: "2026-11",
		},
		labels: []string{"IBAN"}, letters: true, many: true, proves: true,
		normalize: func(_, text string) string {
			v := squeeze(text)
			if n := ibanLength(v); n != 0 && len(v) != n {
				return ""
			}
			return v
		},
		check: func(v string) result { return is(mod97(v[4:]+v[:4]) == 1) },
	}, {
		Definition: Definition{
			Scheme: Account, Title: "a bank account number", Person: true, Organization: true, Pattern: `[0-9A-Z]{5,34}`, Check: "none",
			Source: "the bank", SourceDate: "2026-11",
		},
		labels: []string{"ACCOUNT", "CUENTA", "CONTA", "CLABE", "CBU"}, letters: true, issued: true, many: true, shared: repeated,
	}}
}

// ibanLengths are the countries of the registry with the length of their numbers. In the region only Brazil, Costa Rica, the
// Dominican Republic, El Salvador, Guatemala, Honduras, Nicaragua, Saint Lucia, the British Virgin Islands and the Falklands use it.
const ibanLengths = "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29 ES24 " +
	"FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 " +
	"LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 " +
	"SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30"

// ibanLength is 0 for a country that the table does not have.
func ibanLength(v string) int {
	if len(v) < 2 {
		return 0
	}
	i := strings.Index(ibanLengths, v[:2])
	if i < 0 || i%5 != 0 {
		return 0
	}
	n, _ := strconv.Atoi(ibanLengths[i+2 : i+4])
	return n
}

// checkISIN writes letters as 10 to 35 and takes the Luhn sum over all digits.
func checkISIN(v string) result {
	digits := make([]byte, 0, 24)
	for i := range len(v) {
		if c := v[i]; c >= 'A' {
			n := c - 'A' + 10
			digits = append(digits, '0'+n/10, '0'+n%10)
		} else {
			digits = append(digits, c)
		}
	}
	return is(luhn(string(digits))%10 == 0)
}
