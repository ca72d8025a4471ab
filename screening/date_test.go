package screening_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"github.com/tamiz-project/tamiz/screening"
)

func TestDateText(t *testing.T) {
	for _, c := range []struct{ text, first, last, reason string }{
		{"1965", "1965-01-01", "1965-12-31", "a year is all its days"},
		{"1964-02", "1964-02-01", "1964-02-29", "a leap month"},
		{"1965-03-02", "1965-03-02", "1965-03-02", "a day"},
		{"1960/1965", "1960-01-01", "1965-12-31", "a range of years"},
		{"1960-02/1960-04", "1960-02-01", "1960-04-30", "a range of months"},
		{"1960-02-03/1961-04-05", "1960-02-03", "1961-04-05", "a range of days"},
		{"1965~", "1965-01-01", "1965-12-31", "circa keeps its span"},
		{"0001-01-01", "0001-01-01", "0001-01-01", "the first day there is"},
	} {
		t.Run(c.text, func(t *testing.T) {
			d, err := screening.ParseDate(c.text)
			require.NoError(t, err, c.reason)
			require.Equal(t, c.text, d.String(), c.reason)
			require.Equal(t, c.first, d.First().String(), c.reason)
			require.Equal(t, c.last, d.Last().String(), c.reason)
		})
	}
}

func TestDateRefuses(t *testing.T) {
	for _, text := range []string{"65", "1965-13", "1965-02-30", "02/03/1965", "1970/1960", "0000", "1965-3-2", "~"} {
		_, err := screening.ParseDate(text)
		require.ErrorContains(t, err, text)
	}
}

func TestDateOf(t *testing.T) {
	d := screening.DateOf(time.Date(2026, 11, 22, 23, 59, 0, 0, time.FixedZone("x", -5*3600)))
	require.Equal(t, "2026-11-22", d.String(), "the day of the time's own zone")
}

func TestInForce(t *testing.T) {
	day := screening.MustParseDate
	for _, c := range []struct {
		reason     string
		d          screening.Designation
		day        string
		wantsForce bool
	}{
		{"before it begins", screening.Designation{From: day("2025-07-25")}, "2025-07-24", false},
		{"on its first day", screening.Designation{From: day("2025-07-25")}, "2025-07-25", true},
		{"a month counts from its first day", screening.Designation{From: day("2025-07")}, "2025-07-01", true},
		{"a year counts to its last day", screening.Designation{To: day("2025")}, "2025-12-31", true},
		{"after its end", screening.Designation{To: day("2025")}, "2026-01-01", false},
		{"no dates at all: in doubt, in force", screening.Designation{}, "1990-01-01", true},
		{"a taxpayer who was cleared keeps that record", screening.Designation{Status: screening.Disproved}, "2025-01-01", true},
		{"delisted, nobody says when", screening.Designation{Status: screening.Delisted}, "2025-01-01", false},
		{"delisted later", screening.Designation{Status: screening.Delisted, To: day("2025-06")}, "2025-01-01", true},
		{"presumed is in force, as a presumption", screening.Designation{Status: screening.Presumed}, "2025-01-01", true},
	} {
		require.Equal(t, c.wantsForce, c.d.InForce(day(c.day)), c.reason)
	}
}

func TestAge(t *testing.T) {
	day := screening.MustParseDate
	days, stale := screening.Age(screening.List{Published: day("2022-01-14"), MaxAge: 10}, day("2026-11-23"))
	require.Equal(t, 1774, days)
	require.True(t, stale)
	_, stale = screening.Age(screening.List{Published: day("2026-11-01"), Retrieved: day("2026-11-22"), MaxAge: 10}, day("2026-11-23"))
	require.False(t, stale, "fetched yesterday and unchanged since the first")
	_, stale = screening.Age(screening.List{Published: day("2026-01-27"), Retrieved: day("2026-11-22"), Ended: day("2026-01-28")}, day("2026-11-23"))
	require.True(t, stale, "a closed list is never current")
	_, stale = screening.Age(screening.List{}, day("2026-11-23"))
	require.True(t, stale, "a list without a date proves nothing about today")
}

func FuzzDate(f *testing.F) {
	f.Add("1960/1965~")
	f.Fuzz(func(t *testing.T, text string) {
		d, err := screening.ParseDate(text)
		if err != nil {
			return
		}
		again, err := screening.ParseDate(d.String())
		require.NoError(t, err)
		require.Equal(t, d, again)
	})
}
