package fact

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/shopspring/decimal"
	"github.com/tamiz-project/tamiz/screening"
)

// Parse reads the text form of a fact as intake files and questionnaires give it. An empty text, "?", "unknown",
// "desconocido" and "desconhecido" are unknown; "n/a", "no aplica" and "não se aplica" are not applicable. Yes and no may be
// English, Spanish or Portuguese. A number has a decimal point, or both separators (1.250,50 and 1,250.50 are clear; 1,250
// is not and is refused). Several texts are separated by ; or |. A word outside the vocabulary is refused.
func (d *Dictionary) Parse(name, text string) (Value, error) {
	def, ok := d.Lookup(name)
	if !ok || def.Type == Rows {
		return Value{}, fmt.Errorf("%q is not a fact of this dictionary%s", name, didYouMean(name, d.names()))
	}
	text = strings.TrimSpace(text)
	switch strings.ToLower(text) {
	case "", "?", "unknown", "desconocido", "desconocida", "desconhecido", "desconhecida":
		return Unknown(), nil
	case "n/a", "not applicable", "no aplica", "no aplicable", "não se aplica", "nao se aplica", "não aplicável":
		return NotApplicable(), nil
	}
	v, err := def.parse(text)
	if err != nil {
		return Value{}, fmt.Errorf("fact %q: %w", name, err)
	}
	return v, nil
}

func (d *Dictionary) names() []string {
	names := make([]string, len(d.defs))
	for i, def := range d.defs {
		names[i] = def.Name
	}
	return names
}

func (def Definition) parse(text string) (Value, error) {
	switch def.Type {
	case YesNo:
		return parseYesNo(text)
	case Quantity:
		n, err := parseQuantity(text, def.Unit)
		return Number(n), err
	case Date:
		day, err := screening.ParseDate(text)
		return Day(day), err
	case Word:
		word, err := def.word(text)
		return Text(word), err
	}
	words := []string{}
	for part := range strings.FieldsFuncSeq(text, func(r rune) bool { return r == ';' || r == '|' }) {
		word, err := def.word(strings.TrimSpace(part))
		if err != nil {
			return Value{}, err
		}
		words = append(words, word)
	}
	return Texts(words...), nil
}

func parseYesNo(text string) (Value, error) {
	switch strings.ToLower(text) {
	case "yes", "y", "true", "1", "sí", "si", "s", "verdadero", "sim", "verdadeiro":
		return Yes(), nil
	case "no", "n", "false", "0", "falso", "não", "nao":
		return No(), nil
	}
	return Value{}, fmt.Errorf("%q is neither yes nor no", text)
}

// word returns a text as the vocabulary spells it.
func (def Definition) word(text string) (string, error) {
	if len(def.Values) == 0 {
		return text, nil
	}
	i := slices.IndexFunc(def.Values, func(v string) bool { return strings.EqualFold(v, text) })
	if i < 0 {
		return "", fmt.Errorf("%q is not one of %s%s", text, strings.Join(def.Values, ", "), didYouMean(text, def.Values))
	}
	return def.Values[i], nil
}

// How people group digits: 1,250.50 and 1,250,000; 1.250,50 and 1.250.000; a decimal comma that cannot be a group.
var (
	english = pattern(`^(\d{1,3}(,\d{3})+\.\d+|\d{1,3}(,\d{3}){2,})$`)
	latin   = pattern(`^(\d{1,3}(\.\d{3})+,\d+|\d{1,3}(\.\d{3}){2,})$`)
	comma   = pattern(`^(\d+,(\d{1,2}|\d{4,})|0,\d+)$`)
)

func pattern(text string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(text) })
}

// parseQuantity reads a number as people write it, with its unit before or after, and refuses what can be read two ways.
func parseQuantity(text, unit string) (decimal.Decimal, error) {
	bare := strings.TrimSpace(text)
	if unit != "" {
		bare = strings.TrimSpace(strings.TrimSuffix(strings.TrimPrefix(bare, unit), unit))
	}
	if unit == "percent" {
		bare = strings.TrimSpace(strings.TrimSuffix(bare, "%"))
	}
	sign, digits := "", bare
	if strings.HasPrefix(digits, "-") {
		sign, digits = "-", digits[1:]
	}
	switch {
	case english().MatchString(digits):
		digits = strings.ReplaceAll(digits, ",", "")
	case latin().MatchString(digits), comma().MatchString(digits):
		digits = strings.ReplaceAll(strings.ReplaceAll(digits, ".", ""), ",", ".")
	case strings.Contains(digits, ","):
		return decimal.Decimal{}, fmt.Errorf("%q can be read two ways; write it with a decimal point and no other separator", text)
	}
	n, err := parseDecimal(sign + digits)
	if err != nil {
		return n, fmt.Errorf("%q is not a number; write digits with a decimal point, like 1250.50", text)
	}
	return n, nil
}
