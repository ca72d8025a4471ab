package identifier

// Typed reads a number of which the source only tells the kind and the country: "Tax ID No. 7107551966 (Russia)", "Cédula
// 71987498", a supplier's column "documento". It is typed as the scheme of its country that fits best, so that it can be compared
// with numbers from other sources; where none fits it stays a number of its kind, and a malformed one stays as it is (see Check).
//
// NationalID prefers the schemes of persons and TaxID those that companies have too; both take the other only when its check
// digit agrees. Registration takes schemes of company registers. An IMO number that only the check of IMO companies accepts is one.
func Typed(kind Scheme, country, text string) ID {
	id, _ := Parse(kind, country, text) // a malformed one is kept on purpose
	d := schemes()[kind]
	switch {
	case d == nil:
		return ID{kind, country, tidy(text)}
	case kind == IMO && id.Check() == Unverifiable:
		if other, err := Parse(IMOCompany, "", text); err == nil && other.Check() == Valid {
			return other
		}
	case d.vague && country != "":
		if best, ok := typed(kind, country, text); ok {
			return best
		}
	}
	return id
}

// typed returns the best of the country's schemes that suit a kind.
func typed(kind Scheme, country, text string) (ID, bool) {
	var second ID
	for _, id := range Recognize(country, text) {
		d := schemes()[id.Scheme]
		switch {
		case d.Country == "":
		case kind == Registration && d.register, kind == NationalID && !d.Organization, kind == TaxID && d.Organization, kind == "":
			return id, true
		case kind != Registration && second == (ID{}) && (id.Check() == Valid || id.Check() == Placeholder):
			second = id
		}
	}
	return second, second != (ID{})
}
