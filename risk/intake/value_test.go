package intake

import (
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"
)

func TestDates(t *testing.T) {
	v := testVocabulary(t)
	for _, c := range []struct {
		text, want string
		shows      order
		reason     string
	}{
		{"1970-02-13", "1970-02-13", clearDate, "ISO"},
		{"1970-02-13T00:00:00.000", "1970-02-13", clearDate, "with a time"},
		{"2015-04-08 00:00:00 GMT", "2015-04-08", clearDate, "with a time and a zone"},
		{"13/02/1970", "1970-02-13", dayFirst, "no month 13"},
		{"02/13/1970", "1970-02-13", monthFirst, "no month 13"},
		{"05/05/1970", "1970-05-05", clearDate, "the same either way"},
		{"13.2.1970", "1970-02-13", dayFirst, "points"},
		{"13-02-1970", "1970-02-13", dayFirst, "hyphens"},
		{"1970/02/13", "1970-02-13", clearDate, "year first"},
		{"13 de febrero de 1970", "1970-02-13", clearDate, "Spanish"},
		{"13 fev. 1970", "1970-02-13", clearDate, "Portuguese, shortened"},
		{"February 13, 1970", "1970-02-13", clearDate, "English"},
		{"13-Feb-1970", "1970-02-13", clearDate, "as banks write"},
		{"febrero 1970", "1970-02", clearDate, "a month"},
		{"02/1970", "1970-02", clearDate, "a month"},
		{"1970", "1970", clearDate, "a year"},
		{"19700213", "1970-02-13", clearDate, "packed"},
		{"13021970", "1970-02-13", clearDate, "packed the other way"},
		{"1960/1965", "1960/1965", clearDate, "a range of lists"},
		{"1965~", "1965~", clearDate, "about"},
	} {
		d, shows, err := v.date(c.text, clearDate)
		require.NoError(t, err, c.reason)
		require.Equal(t, c.want, d.String(), c.reason)
		require.Equal(t, c.shows, shows, c.reason)
	}
	for text, reason := range map[string]string{
		"03/04/1970": "Nothing in the column decides", "31/02/1980": "no such day", "13/13/1970": "no such day", "13/02/70": "which century",
		"25000": "Excel's number", "hoy": "not a date", "20132013": "no such day", "1/2/3/4": "not a date", "0/1970": "not a date",
	} {
		_, _, err := v.date(text, clearDate)
		require.ErrorContains(t, err, reason, text)
	}
	d, shows, err := v.date("03/04/1970", dayFirst)
	require.NoError(t, err)
	require.Equal(t, "1970-04-03", d.String())
	require.Equal(t, openDate, shows, "a date that was decided by others is no evidence itself")
}

func TestNumbers(t *testing.T) {
	for _, c := range []struct {
		text  string
		use   style
		want  string
		shows style
	}{
		{"1234", anyStyle, "1234", anyStyle},
		{"1234,5", anyStyle, "1234.5", commaStyle},
		{"1234.5", anyStyle, "1234.5", pointStyle},
		{"1.234,56", anyStyle, "1234.56", commaStyle},
		{"1,234.56", anyStyle, "1234.56", pointStyle},
		{"1.234.567", anyStyle, "1234567", commaStyle},
		{"1,234,567", anyStyle, "1234567", pointStyle},
		{"0.125", anyStyle, "0.125", pointStyle},
		{"0,125", anyStyle, "0.125", commaStyle},
		{"1.234", commaStyle, "1234", openStyle},
		{"1.234", pointStyle, "1.234", openStyle},
		{"USD 1,234.50", anyStyle, "1234.5", pointStyle},
		{"R$ 1.234,50", anyStyle, "1234.5", commaStyle},
		{"33,3 %", anyStyle, "33.3", commaStyle},
		{"1 234 567", anyStyle, "1234567", anyStyle},
		{"-5", anyStyle, "-5", anyStyle},
	} {
		got, shows, err := number(c.text, c.use)
		require.NoError(t, err, c.text)
		require.Equal(t, c.want, got, c.text)
		require.Equal(t, c.shows, shows, c.text)
	}
	for text, reason := range map[string]string{"1.234": "Nothing in the column decides", "1,234": "Nothing in the column decides", "": "not a number", "ten": "not a number", "1.2.3,4,5": "not a number"} {
		_, _, err := number(text, anyStyle)
		require.ErrorContains(t, err, reason, text)
	}
}

func TestShares(t *testing.T) {
	for _, c := range []struct {
		text      string
		fractions bool
		want      string
	}{
		{"50", false, "50"},
		{"33,3 %", false, "33.3"},
		{"25-50", false, "25-50"},
		{">=25", false, ">=25"},
		{"?", false, "?"},
		{"0.5", true, "0.5-50"},
		{"0.5 %", true, "0.5"},
		{"0", true, "0"},
	} {
		got, err := share(c.text, anyStyle, c.fractions)
		require.NoError(t, err, c.text)
		require.Equal(t, c.want, got.String(), c.text)
	}
	_, err := share("most of it", anyStyle, false)
	require.Error(t, err)
}

func TestRepairOnlyWhatIsCertain(t *testing.T) {
	for _, c := range []struct{ text, want, reason string }{
		{"PeÃ±a", "Peña", "UTF-8 as Windows-1252"},
		{"CafÃƒÂ©", "Café", "twice"},
		{"MARÃ\u008dA", "MARÍA", "a byte that Windows-1252 leaves open"},
		{"JosÃ© â€“ Hijos", "José – Hijos", "a dash"},
		{"P&amp;G", "P&G", "HTML"},
		{"Se&ntilde;or", "Señor", "HTML"},
		{"CEHO&#39;S", "CEHO'S", "HTML, numeric"},
		{"SÃO JOÃO", "SÃO JOÃO", "Portuguese"},
		{"IRMÃ DULCE", "IRMÃ DULCE", "Portuguese at the end of a word"},
		{"PeÃ±a Å", "PeÃ±a Å", "not all of it is damage of that kind"},
		{"Smith & Co; Sons", "Smith & Co; Sons", "an ampersand is no entity"},
		{"ORDO?EZ", "ORDO?EZ", "the letter is gone"},
	} {
		got, repaired := repair(c.text)
		require.Equal(t, c.want, got, c.reason)
		require.Equal(t, c.want != c.text, repaired, c.reason)
	}
}

func TestLegalForms(t *testing.T) {
	v := testVocabulary(t)
	for _, name := range []string{"Ejemplo S.A.", "Ejemplo, S.A. de C.V.", "EJEMPLO S A C", "Exemplo Ltda", "Exemplo S/A", "Ejemplo C.A.", "Ejemplo Sociedad Anónima Cerrada", "Example LLC", "EJEMPLO S.A.S."} {
		require.True(t, v.hasForm(name), name)
	}
	for _, name := range []string{"João de Sá", "MARIA DE SA", "Ana Inventada", "S.A.", "Comunidad Ejemplo", "Juan Ca"} {
		require.False(t, v.hasForm(name), name)
	}
}

func FuzzDate(f *testing.F) {
	for _, s := range []string{"13/02/1970", "2 de marzo de 1965", "19700213", "1960/1965~", "25000"} {
		f.Add(s)
	}
	v := testVocabulary(f)
	f.Fuzz(func(t *testing.T, text string) {
		d, _, err := v.date(text, clearDate)
		if err != nil {
			return
		}
		back, _, err := v.date(d.String(), clearDate)
		require.True(t, d.IsZero() || err == nil && back == d, "%q became %q", text, d)
	})
}

func FuzzNumber(f *testing.F) {
	for _, s := range []string{"1.234,56", "USD 1,234.5", "33,3 %", "-0", "1e9"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		n, _, err := number(text, pointStyle)
		if err != nil {
			return
		}
		back, _, err := number(n, pointStyle)
		require.NoError(t, err)
		require.Equal(t, n, back)
	})
}

func FuzzRepair(f *testing.F) {
	for _, s := range []string{"PeÃ±a", "CafÃƒÂ©", "P&amp;G", "SÃO JOÃO", "â€“"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) {
			t.Skip()
		}
		out, repaired := repair(text)
		require.True(t, utf8.ValidString(out))
		require.Equal(t, out != text, repaired)
		shown, _ := clean(text)
		again, odd := clean(shown)
		require.Equal(t, shown, again, "what is clean stays")
		require.False(t, odd)
	})
}
