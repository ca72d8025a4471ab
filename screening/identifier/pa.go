package identifier

import (
	"strconv"
	"strings"
)

// Panama. RUC: Dirección General de Ingresos, DV_RUC.pdf; cédula: Tribunal Electoral. A RUC is written without zero padding and,
// where the two check digits are known, with them after a blank. Forms without hyphens cannot be split and stay TAX-ID.
func panama() []definition {
	return []definition{{
		Definition: Definition{
			Scheme: "PA-RUC", Country: "PA", Title: "a Panamanian RUC", Person: true, Organization: true,
			Pattern: `(\d{1,10}|(\d{1,2})?(AV|PI)|E|N|PE)-\d{1,4}-\d{1,9}( \d\d)?`,
			Check:   "two digits mod 11 over a 20-digit form, with a substitution for numbers before the reform", Source: "DGI", SourceDate: "2026-11",
		},
		labels: []string{"RUC"}, official: true, letters: true, normalize: panamanianRUC, check: checkPanama, body: beforeBlank,
		link: func(v string) (Scheme, string, bool) {
			first, _, _ := strings.Cut(v, "-")
			return "PA-CEDULA", beforeBlank(v), len(first) < 3 || first[len(first)-1] > '9'
		},
	}, {
		Definition: Definition{
			Scheme: "PA-CEDULA", Country: "PA", Title: "a Panamanian cédula", Person: true,
			Pattern: `((1[0-3]|[1-9])(AV|PI)?|E|N|PE)-\d{1,4}-\d{1,6}`, Check: "none", Source: "Tribunal Electoral", SourceDate: "2026-11",
		},
		labels: []string{"CEDULA", "CÉDULA", "CIP"}, official: true, letters: true, normalize: panamanianCard,
	}}
}

func beforeBlank(v string) string {
	body, _, _ := strings.Cut(v, " ")
	return body
}

// panamanianCard takes the zeros off the groups: 008-0123-00456 is 8-123-456.
func panamanianCard(_, text string) string {
	groups := strings.Split(strings.ToUpper(strings.ReplaceAll(strings.TrimSpace(text), " ", "")), "-")
	for i, g := range groups {
		if t := noZeros(g); t != "" {
			groups[i] = t
		}
	}
	return strings.Join(groups, "-")
}

// panamanianRUC finds the check digits after "DV", or in a fourth group of two.
func panamanianRUC(country, text string) string {
	text = strings.ReplaceAll(strings.ToUpper(strings.TrimSpace(text)), "D.V.", "DV")
	body, dv, found := strings.Cut(text, "DV")
	if !found && strings.Count(text, "-") == 3 {
		i := strings.LastIndexByte(text, '-')
		body, dv, found = text[:i], text[i+1:], true
	}
	if !found {
		if i := strings.LastIndexByte(text, ' '); i > 0 && len(text)-i == 3 && strings.Count(text, "-") == 2 {
			body, dv, found = text[:i], text[i+1:], true
		}
	}
	body = panamanianCard(country, strings.TrimRight(body, " -.,:"))
	if !found {
		return body
	}
	dv = strings.Trim(dv, " .:#-")
	if len(dv) == 1 {
		dv = "0" + dv
	}
	return body + " " + dv
}

func checkPanama(v string) result {
	body, dv, found := strings.Cut(v, " ")
	if !found {
		return silent
	}
	full, old := panamanianForm(body)
	first := panamanianDigit(full, old)
	second := panamanianDigit(full+strconv.Itoa(first), old)
	return is(dv == strconv.Itoa(first)+strconv.Itoa(second))
}

// panamanianForm is the number as DV_RUC.pdf pads it to 20 digits, and whether it is from before the reform.
func panamanianForm(body string) (full string, old bool) {
	g := strings.Split(body, "-")
	if len(g[0]) >= 3 && digitsOnly(g[0]) {
		full = leftPad(g[0], 10) + leftPad(g[1], 4) + leftPad(g[2], 6)
		mid := full[3:6]
		if strings.HasPrefix(mid, "00") && mid[2] < '5' {
			return full[:5] + crossReference(full[5:7]) + full[7:], true
		}
		return full, false
	}
	province := strings.TrimRight(g[0], "AVPINE")
	code := map[string]string{"": "00", "E": "50", "N": "40", "PE": "75", "AV": "15", "PI": "79"}[g[0][len(province):]]
	return leftPad("5"+leftPad(province, 2)+code+leftPad(g[1], 3)+leftPad(g[2], 5), 20), false
}

// crossReference replaces two digits of a number from before the reform by the table of DV_RUC.pdf: within a range they count
// up from the range's first.
func crossReference(two string) string {
	n := number(two)
	for _, r := range []struct{ from, to int }{{43, 1}, {34, 1}, {26, 2}, {23, 7}, {19, 1}, {10, 1}} {
		if n >= r.from && n < 50 {
			return leftPad(strconv.Itoa(n-r.from+r.to), 2)
		}
	}
	return two
}

// panamanianDigit is one check digit, weights 2, 3 ... from the right; old numbers use the weight 11 twice.
func panamanianDigit(v string, old bool) int {
	sum, w := 0, 2
	for i := len(v) - 1; i >= 0; i-- {
		if old && w == 12 {
			old = false
			w--
		}
		sum += w * int(v[i]-'0')
		w++
	}
	return below11(sum)
}
