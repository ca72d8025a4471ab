package ownership_test

import (
	"encoding/json"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"
	"github.com/tamiz-project/tamiz/risk/ownership"
)

func TestParseShare(t *testing.T) {
	for _, c := range []struct{ text, low, high, written, reason string }{
		{"50", "50", "50", "50", "a number"},
		{"50%", "50", "50", "50", "with its sign"},
		{" 12,5 % ", "12.5", "12.5", "12.5", "a decimal comma"},
		{"0", "0", "0", "0", "nothing is a share"},
		{"100.000", "100", "100", "100", "everything"},
		{"25-50", "25", "50", "25-50", "a range"},
		{"25 – 50 %", "25", "50", "25-50", "a range with a dash"},
		{"0-50", "0", "50", "0-50", "a range from nothing"},
		{">=25", "25", "100", ">=25", "at least"},
		{"≥25", "25", "100", ">=25", "at least, in one character"},
		{">25", "25", "100", ">25", "more than"},
		{"<=25", "0", "25", "0-25", "at most"},
		{"<25", "0", "25", "0-<25", "less than"},
		{">50-<75", "50", "75", ">50-<75", "a British band"},
		{"?", "0", "100", "?", "unknown"},
		{"0-100", "0", "100", "?", "anything is unknown"},
		{"33.333333333333333333", "33.333333333333333333", "33.333333333333333333", "33.333333333333333333", "more digits than fit inside"},
		{"0.00000001", "0.00000001", "0.00000001", "0.00000001", "the smallest unit"},
	} {
		t.Run(c.text, func(t *testing.T) {
			s, err := ownership.ParseShare(c.text)
			require.NoError(t, err, c.reason)
			require.Equal(t, []string{c.low, c.high, c.written}, []string{s.Low().String(), s.High().String(), s.String()}, c.reason)
			again, err := ownership.ParseShare(s.String())
			require.NoError(t, err)
			require.Equal(t, s, again)
		})
	}
}

func TestParseShareRefuses(t *testing.T) {
	for _, c := range []struct{ text, says string }{
		{"", "not a percentage"},
		{"150", "above 100"},
		{"100.00000001", "above 100"},
		{"-1", "below 0"},
		{"abc", "not a percentage"},
		{"50 per cent", "not a percentage"},
		{"1e2", "not a percentage"},
		{"1.234,5", "not a percentage"},
		{"50-25", "the lower bound is above the upper one"},
		{">50-50", "no number lies between the bounds"},
		{">100", "no number lies between the bounds"},
		{"10-20-30", "not a percentage"},
		{">=", "not a percentage"},
		{"NaN", "not a percentage"},
		{"99999999999999999999999999999999999999999999999999999999999999999", "not a percentage"},
	} {
		t.Run(c.text, func(t *testing.T) {
			_, err := ownership.ParseShare(c.text)
			require.ErrorContains(t, err, c.says)
			require.ErrorContains(t, err, `share "`, "it quotes what it read")
		})
	}
}

func TestTheZeroShareIsUnknown(t *testing.T) {
	var s ownership.Share
	require.True(t, s.Unknown())
	require.Equal(t, ownership.UnknownShare(), s)
	require.Equal(t, "0", s.Low().String())
	require.Equal(t, "100", s.High().String())
	text, err := json.Marshal(struct {
		Share ownership.Share `json:"share,omitzero"`
	}{})
	require.NoError(t, err)
	require.JSONEq(t, `{}`, string(text))
}

func TestSharesThatCannotBeAreKeptToBeReported(t *testing.T) {
	s := ownership.Percent(decimal.RequireFromString("150.5"))
	require.Equal(t, "150.5", s.String())
	var again ownership.Share
	require.NoError(t, json.Unmarshal([]byte(`"150.5"`), &again), "a finding may say 150.5 where stakes add up to it")
	require.Equal(t, s, again)
	huge := ownership.Percent(decimal.RequireFromString("1e40"))
	require.Equal(t, "10000000000000000000000000000000000000000", huge.String())
}

func FuzzParseShare(f *testing.F) {
	for _, s := range []string{"50", "25-50", ">=25", "<12,5", ">50-<75", "?", "33.3333333333", "-", "150%"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		s, err := ownership.ParseShare(text)
		if err != nil {
			return
		}
		again, err := ownership.ParseShare(s.String())
		require.NoError(t, err)
		require.Equal(t, s.String(), again.String())
		require.LessOrEqual(t, s.Low().Cmp(s.High()), 0)
		require.False(t, s.Low().IsNegative())
		require.LessOrEqual(t, s.High().Cmp(decimal.NewFromInt(100)), 0)
	})
}
