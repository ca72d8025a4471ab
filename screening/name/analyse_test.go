package name_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/tamiz-project/tamiz/screening/name"
)

// TestOddTexts analyses texts that no name looks like; each once made the analysis fail.
func TestOddTexts(t *testing.T) {
	for _, c := range []struct{ reason, text, first string }{
		{"a comma behind more words than are compared", strings.Repeat("Uno ", 30) + ", Dos", "uno"},
		{"rn, read for m, before a lost letter", "RN?PRESAS", "rn?presas"},
		{"a double encoding that was encoded twice", "MUÃƒâ€˜OZ", "munoz"},
	} {
		t.Run(c.reason, func(t *testing.T) {
			for _, analyse := range []func(string) *name.Name{name.Person, name.Organization, name.Thing} {
				require.Equal(t, c.first, analyse(c.text).Tokens()[0].Folded)
			}
		})
	}
}
