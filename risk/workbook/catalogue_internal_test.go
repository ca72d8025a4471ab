package workbook

import (
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"
	"github.com/tamiz-project/tamiz/risk/latam"
)

// These tests look at the embedded texts, which no exported name reaches.

func TestCataloguesHaveTheSameKeysAndVerbs(t *testing.T) {
	verbs := regexp.MustCompile(`%[a-z]`)
	all, err := allCatalogues()
	require.NoError(t, err)
	for _, c := range all[1:] {
		require.Equal(t, all[0].keys, c.keys, c.lang)
		for _, key := range c.keys {
			require.Equal(t, verbs.FindAllString(all[0].texts[key], -1), verbs.FindAllString(c.texts[key], -1), "%s: %s", c.lang, key)
			require.NotEmpty(t, strings.TrimSpace(c.texts[key]), "%s: %s", c.lang, key)
		}
	}
}

func TestSheetNamesFitExcel(t *testing.T) {
	all, err := allCatalogues()
	require.NoError(t, err)
	for _, c := range all {
		seen := map[string]string{}
		for _, key := range c.keys {
			if name := c.texts[key]; strings.HasPrefix(key, "sheet.") {
				require.LessOrEqual(t, utf8.RuneCountInString(name), 31-len(" (99)"), "%s: %s", c.lang, key)
				require.False(t, strings.ContainsAny(name, `:\/?*[]'`), "%s: %s", c.lang, key)
				require.Empty(t, seen[strings.ToLower(name)], "%s: %s has the name of another sheet", c.lang, key)
				seen[strings.ToLower(name)] = key
			}
		}
	}
}

func TestEveryColumnHasAHeadOfItsOwn(t *testing.T) {
	all, err := allCatalogues()
	require.NoError(t, err)
	for _, l := range []*layout{
		&scorecardLayout, &hitLayout, &noHitLayout, &contributionLayout, &questionLayout, &ownershipLayout, &actionLayout, &rejectedLayout,
		&qualityLayout, &listLayout, &methodologyLayout, &glossaryLayout, &questionnaireLayout,
	} {
		for _, c := range all {
			seen := map[string]bool{}
			for _, column := range l.columns {
				head, ok := c.texts[l.key+"."+column.key]
				require.True(t, ok, "%s: %s.%s", c.lang, l.key, column.key)
				require.False(t, seen[head], "%s: %s has two columns %q", c.lang, l.key, head)
				seen[head] = true
			}
		}
	}
}

// A word chosen in one language must not mean another thing in the next.
func TestChoicesMeanOneThing(t *testing.T) {
	all, err := allCatalogues()
	require.NoError(t, err)
	for _, vocabulary := range []string{"disposition", "code", "verdict", "standing"} {
		means := map[string]string{}
		for _, c := range all {
			for _, key := range c.keys {
				if word, ok := strings.CutPrefix(key, vocabulary+"."); ok {
					shown := strings.ToLower(c.texts[key])
					require.True(t, means[shown] == "" || means[shown] == word, "%q means %s and %s", shown, means[shown], word)
					means[shown] = word
				}
			}
		}
	}
}

func TestWordsAReportDoesNotSay(t *testing.T) {
	all, err := allCatalogues()
	require.NoError(t, err)
	for _, c := range all {
		for _, key := range c.keys {
			for _, word := range []string{"approved", "clean", "cleared", "aprobad", "aprovad", "limpi", "limpo"} {
				require.NotContains(t, strings.ToLower(c.texts[key]), word, "%s: %s", c.lang, key)
			}
		}
	}
}

// Every factor of the embedded methodology belongs to one family of the summary.
func TestFamiliesHoldEveryFactorOnce(t *testing.T) {
	pack, err := latam.Load()
	require.NoError(t, err)
	count := map[string]int{}
	for _, f := range families {
		for _, id := range f.factors {
			count[id]++
		}
	}
	require.Len(t, count, 26)
	for _, f := range pack.Methodology.Factors() {
		require.Equal(t, 1, count[f.ID], f.ID)
	}
}

func TestTheSumOfTwoRuns(t *testing.T) {
	for _, split := range []int{0, 1, 31, 32 << 10, 32<<10 + 1, 100_000} {
		content := []byte(strings.Repeat("tamiz", 20_000))
		first, second := content[:split], content[split:]
		require.Equal(t, sumOf(content), joinCRC(sumOf(first), sumOf(second), int64(len(second))), split)
	}
}
