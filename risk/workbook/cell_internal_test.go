package workbook

import (
	"encoding/xml"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/stretchr/testify/require"
)

// excelEscape is what Excel reads as a character of its own.
var excelEscape = regexp.MustCompile(`_x[0-9A-Fa-f]{4}_`)

// shown reads the XML of a text as Excel does.
func shown(t *testing.T, escaped []byte) string {
	t.Helper()
	var text string
	require.NoError(t, xml.Unmarshal([]byte("<t>"+string(escaped)+"</t>"), &text))
	return excelEscape.ReplaceAllStringFunc(text, func(code string) string {
		n, err := strconv.ParseUint(code[2:6], 16, 16)
		require.NoError(t, err)
		return string(rune(n))
	})
}

// Any text becomes XML that reads back as the text that fits, and a text that fits is never changed.
func FuzzCellsHoldAnyText(f *testing.F) {
	f.Add("=1+1")
	f.Add("_x005F_x0041_\r\n")
	f.Add("\x00\xff\ufffe <&> ]]>")
	f.Fuzz(func(t *testing.T, text string) {
		fitted, illegal, cut := fit(text)
		require.True(t, utf8.ValidString(fitted))
		require.LessOrEqual(t, len(utf16.Encode([]rune(fitted))), maxText)
		require.Equal(t, fitted, shown(t, appendEscaped(nil, fitted)))
		if illegal == 0 && cut == 0 {
			require.Equal(t, strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(text), fitted, "nothing changes unreported")
		}
		again, illegal, cut := fit(fitted)
		require.Equal(t, fitted, again)
		require.Zero(t, illegal+cut)
		if plain(text) && len(text) < maxText {
			require.Equal(t, text, fitted, "the quick way, which does not call fit, loses nothing")
		}
	})
}
