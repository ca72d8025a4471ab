package identifier

// weighted is the sum of digits times weights, from the left.
func weighted(v string, weights ...int) int {
	sum := 0
	for i, w := range weights {
		sum += int(v[i]-'0') * w
	}
	return sum
}

// cycled is the sum of digits times the weights low, low+1 ... high, low ... from the right. Letters count as their ASCII code
// less 48, as the alphanumeric CNPJ has it.
func cycled(v string, low, high int) int {
	sum, w := 0, low
	for i := len(v) - 1; i >= 0; i-- {
		sum += int(v[i]-'0') * w
		if w++; w > high {
			w = low
		}
	}
	return sum
}

// luhn is the sum of ISO/IEC 7812-1 annex B over all digits; it ends in 0 for a number with a right check digit.
func luhn(v string) int {
	sum := 0
	for i := range len(v) {
		d := int(v[len(v)-1-i] - '0')
		if i%2 == 1 {
			if d *= 2; d > 9 {
				d -= 9
			}
		}
		sum += d
	}
	return sum
}

// mod97 is the remainder of ISO 7064 mod 97-10, where letters count as 10 to 35.
func mod97(v string) int {
	r := 0
	for i := range len(v) {
		if c := v[i]; c >= 'A' {
			r = (r*100 + int(c-'A') + 10) % 97
		} else {
			r = (r*10 + int(c-'0')) % 97
		}
	}
	return r
}

// is turns a comparison into a result.
func is(ok bool) result {
	if ok {
		return passes
	}
	return fails
}

// below11 is the usual end of a check modulo 11: 0 for a remainder of 0 or 1, else 11 less the remainder.
func below11(sum int) int {
	if r := sum % 11; r > 1 {
		return 11 - r
	}
	return 0
}

func number(s string) int {
	n := 0
	for i := range len(s) {
		n = n*10 + int(s[i]-'0')
	}
	return n
}

// monthDay reports whether MMDD is a day of the calendar, of a leap year for want of a better one.
func monthDay(mmdd string) bool {
	month, day := number(mmdd[:2]), number(mmdd[2:4])
	if month < 1 || month > 12 || day < 1 {
		return false
	}
	return day <= [...]int{31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31}[month-1]
}
