package fold_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"

	"github.com/tamiz-project/tamiz/screening/name/internal/fold"
)

func TestWords(t *testing.T) {
	for _, c := range []struct{ text, want, reason string }{
		{"Peñaloza Çelik", "penaloza celik", "accents fall away"},
		{"MUÃ‘OZ", "munoz", "UTF-8 read as Windows-1252 is repaired"},
		{"MU?OZ", "mu?oz", "a lost letter keeps its place"},
		{"Ig0r Sech1n", "igor sechln", "digits stand for letters"},
		{"Grupo 3R", "grupo 3r", "but not in a code"},
		{"AlisherUsmanov", "alisher usmanov", "a change of case cuts"},
		{"McDonald DeLeon", "mcdonald deleon", "but not after a prefix"},
		{"Володимир Зеленський", "volodimir zelenskii", "Ukrainian"},
		{"Αλέξης Τσίπρας", "alexis tsipras", "Greek"},
		{"이재명", "lee jaemyeong", "Hangul, the surname first"},
		{"たかいち さなえ", "takaichi sanae", "Kana"},
		{"习近平", "xi jin ping", "Han"},
		{"عبد الفتاح", "bd ftah", "Arabic, by consonants and long vowels, without its article"},
		{"🙂 -- ", "", "nothing to read"},
		{"ប៉ុល", "ប៉ុល", "a script without a table stays"},
	} {
		t.Run(c.reason, func(t *testing.T) {
			var got []string
			for _, w := range fold.Words(c.text) {
				got = append(got, w.Text)
			}
			require.Equal(t, c.want, strings.Join(got, " "))
		})
	}
}

func FuzzWords(f *testing.F) {
	for _, s := range []string{"José O'Neil-Pérez", "MU?OZ", "习近平 (Xi)", "\xff\xfe", "Ã±Ã", "AlisherUsmanov,"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		repaired := fold.Repair(text)
		for _, w := range fold.Words(text) {
			require.NotEmpty(t, w.Text)
			require.True(t, w.Start <= w.End && w.End <= len(repaired))
			if w.Script == fold.Latin && w.Text != "&" {
				require.True(t, utf8.ValidString(w.Text))
			}
		}
	})
}
