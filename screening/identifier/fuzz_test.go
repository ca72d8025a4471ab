package identifier_test

import (
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/tamiz-project/tamiz/screening/identifier"
)

func FuzzParse(f *testing.F) {
	for _, s := range []string{"NIT # 860.002.964-4", "J-29876543-4", "***.533.447-**", "12.ABC.345/01DE-35", "8-442-445-08", "BC1Q", "-", "ÑAÑ850101AB1", "\xff"} {
		f.Add(s, "CO")
	}
	all := identifier.Schemes()
	f.Fuzz(func(t *testing.T, text, country string) {
		for _, d := range all {
			id, err := identifier.Parse(d.Scheme, country, text)
			if err != nil {
				require.Equal(t, identifier.Malformed, id.Check(), "%s %q", d.Scheme, text)
				continue
			}
			again, err := identifier.Parse(d.Scheme, id.Country, id.Value)
			require.NoError(t, err, "%s %q reads as %q, which does not read", d.Scheme, text, id.Value)
			require.Equal(t, id, again, "%s %q", d.Scheme, text)
			require.NotEqual(t, identifier.Malformed, id.Check(), "%s %q", d.Scheme, text)
			id.Strength()
			id.Keys()
			id.Compare(id)
		}
		identifier.Recognize(country, text)
	})
}

func FuzzUnmarshalText(f *testing.F) {
	for _, s := range []string{"VE-RIF:J298765434", "PASSPORT/CO:A1", ":", "/CO:1", "BR-CPF:*"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		var id identifier.ID
		if id.UnmarshalText([]byte(text)) != nil {
			return
		}
		var again identifier.ID
		require.NoError(t, again.UnmarshalText([]byte(id.String())))
		require.Equal(t, id, again)
		id.Compare(id)
		id.Strength()
	})
}

var sink int

func BenchmarkParse(b *testing.B) {
	for _, c := range []struct {
		name   string
		scheme identifier.Scheme
		text   string
	}{
		{"digits_as_stored", "PE-RUC", "20131312955"},
		{"with_label_and_dots", "CO-NIT", "NIT # 860.002.964-4"},
		{"letters", "MX-RFC", "GODE 561231 GR8"},
		{"passport", "PASSPORT", "AN123456"},
	} {
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				id, _ := identifier.Parse(c.scheme, "CO", c.text)
				sink += len(id.Value)
			}
		})
	}
}

func BenchmarkRecognizeColombia(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		sink += len(identifier.Recognize("CO", "860.002.964-4"))
	}
}

func BenchmarkCompare(b *testing.B) {
	x, y := identifier.MustParse("CO-NIT", "CO", "860.002.964-4"), identifier.MustParse("CO-NIT", "CO", "890.903.938-8")
	z := identifier.MustParse("PE-RUC", "PE", "20131312955")
	b.Run("same_scheme", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			sink += len(x.Compare(y))
		}
	})
	b.Run("other_country", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			sink += len(x.Compare(z))
		}
	})
}
