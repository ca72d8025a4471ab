package workbook

import (
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"
)

func TestAppendDecimalIsString(t *testing.T) {
	for _, text := range []string{"0", "0.0", "12", "-12", "12.5", "12.50", "-0.05", "0.000000000000000001", "100", "1e3", "123456789012345678", "1234567890123456789.5", "1.2345678901234567891", "-1e-19"} {
		d := decimal.RequireFromString(text)
		require.Equal(t, d.String(), string(appendDecimal(nil, d)), text)
	}
}

func FuzzAppendDecimalIsString(f *testing.F) {
	f.Add(int64(-1250), int32(-2))
	f.Fuzz(func(t *testing.T, coefficient int64, exponent int32) {
		d := decimal.New(coefficient, exponent%30)
		require.Equal(t, d.String(), string(appendDecimal(nil, d)))
	})
}
