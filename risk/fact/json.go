package fact

import (
	"bytes"
	"encoding/json"
	"fmt"

	"github.com/shopspring/decimal"
	"github.com/tamiz-project/tamiz/screening"
)

// jsonValue is the one form of a value in JSON.
type jsonValue struct {
	Yes           *bool           `json:"yes,omitempty"`
	Number        json.RawMessage `json:"number,omitempty"`
	Text          *string         `json:"text,omitempty"`
	Texts         *[]string       `json:"texts,omitempty"`
	Date          *screening.Date `json:"date,omitempty"`
	NotApplicable bool            `json:"not_applicable,omitempty"`
	Source        string          `json:"source,omitempty"`
	DateOf        screening.Date  `json:"date_of,omitzero"`
}

// MarshalJSON writes one self-describing form: {"yes":true}, {"number":"125000"}, {"text":"cash"}, {"texts":["TBA"]},
// {"date":"2026-01"}, {"not_applicable":true}, {} (unknown), with "source" and "date_of" where there is an origin.
// A number is a string, so that no reader passes it through floating point.
func (v Value) MarshalJSON() ([]byte, error) {
	out := jsonValue{NotApplicable: v.state == notApplicable, Source: v.origin.Source, DateOf: v.origin.Date}
	switch v.typ {
	case YesNo:
		out.Yes = &v.yes
	case Quantity:
		out.Number = json.RawMessage(`"` + v.number.decimal().String() + `"`)
	case Word:
		out.Text = &v.texts[0]
	case Words:
		texts := v.Words()
		if texts == nil {
			texts = []string{}
		}
		out.Texts = &texts
	case Date:
		out.Date = &v.day
	}
	return json.Marshal(out)
}

// UnmarshalJSON reads what MarshalJSON writes. A number may also stand without quotes; it is read exactly.
func (v *Value) UnmarshalJSON(b []byte) error {
	var in jsonValue
	d := json.NewDecoder(bytes.NewReader(b))
	d.DisallowUnknownFields()
	if err := d.Decode(&in); err != nil {
		return fmt.Errorf("fact value %s: %w; write {\"yes\":true}, {\"number\":\"1.5\"}, {\"text\":\"cash\"}, "+
			"{\"texts\":[\"TBA\"]}, {\"date\":\"2026-01\"}, {\"not_applicable\":true} or {}", b, err)
	}
	read, err := in.value()
	if err != nil {
		return fmt.Errorf("fact value %s: %w", b, err)
	}
	*v = read.From(Origin{Source: in.Source, Date: in.DateOf})
	return nil
}

func (in jsonValue) value() (Value, error) {
	var v Value
	forms := 0
	if in.Yes != nil {
		forms, v = forms+1, Bool(*in.Yes)
	}
	if len(in.Number) > 0 {
		d, err := parseDecimal(string(bytes.Trim(in.Number, `"`)))
		if err != nil {
			return Value{}, err
		}
		forms, v = forms+1, Number(d)
	}
	if in.Text != nil {
		forms, v = forms+1, Text(*in.Text)
	}
	if in.Texts != nil {
		forms, v = forms+1, Texts(*in.Texts...)
	}
	if in.Date != nil {
		if in.Date.IsZero() {
			return Value{}, fmt.Errorf("the date is empty; write {} for a date nobody knows")
		}
		forms, v = forms+1, Day(*in.Date)
	}
	if in.NotApplicable {
		forms, v = forms+1, NotApplicable()
	}
	if forms > 1 {
		return Value{}, fmt.Errorf("it says %d things at once; one value has one form", forms)
	}
	return v, nil
}

// maxDigits bounds the work that one number can cause: 1e999999999 is a short text.
const maxDigits = 60

// parseDecimal reads a plain decimal. Exponents are refused: nobody writes a payment as 1e5.
func parseDecimal(text string) (decimal.Decimal, error) {
	if len(text) > maxDigits {
		return decimal.Decimal{}, fmt.Errorf("number %.20q... has more than %d characters", text, maxDigits)
	}
	for i, r := range text {
		if (r < '0' || r > '9') && r != '.' && (i > 0 || r != '-' && r != '+') {
			return decimal.Decimal{}, fmt.Errorf("%q is not a number; write digits with a decimal point, like 1250.50", text)
		}
	}
	d, err := decimal.NewFromString(text)
	if err != nil {
		return decimal.Decimal{}, fmt.Errorf("%q is not a number; write digits with a decimal point, like 1250.50", text)
	}
	return d, nil
}
