package workbook

import (
	"embed"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"
)

// The texts of the report, one file per language; catalogue/README.md says how to add a language.
//
//go:embed catalogue/*.yaml
var catalogueFiles embed.FS

// languages are those that a report can be written in and that a filled workbook is read in.
var languages = [...]string{"en", "es", "pt"}

// A catalogue holds the texts of one language.
type catalogue struct {
	lang  string
	texts map[string]string
	keys  []string                     // sorted
	words map[string]map[string]string // by vocabulary and word: "tier", "HIGH"
}

// readCatalogue reads the texts of a language.
func readCatalogue(lang string) (*catalogue, error) {
	document, err := catalogueFiles.ReadFile("catalogue/" + lang + ".yaml")
	if err != nil {
		return nil, fmt.Errorf("workbook: language %q is none of %s", lang, strings.Join(languages[:], ", "))
	}
	c := &catalogue{lang: lang}
	if err := yaml.Unmarshal(document, &c.texts); err != nil {
		return nil, fmt.Errorf("workbook: catalogue/%s.yaml: %w", lang, err)
	}
	c.keys, c.words = slices.Sorted(maps.Keys(c.texts)), map[string]map[string]string{}
	for key, text := range c.texts {
		vocabulary, word, _ := strings.Cut(key, ".")
		if c.words[vocabulary] == nil {
			c.words[vocabulary] = map[string]string{}
		}
		c.words[vocabulary][word] = text
	}
	return c, nil
}

// t returns a text with its %s filled in.
func (c *catalogue) t(key string, args ...any) string {
	text, ok := c.texts[key]
	if !ok {
		return key // a test proves that every key used has its text in every language
	}
	if len(args) == 0 {
		return text
	}
	return fmt.Sprintf(text, args...)
}

// word returns the text of a word of a vocabulary, or the word itself where the vocabulary grew.
func (c *catalogue) word(vocabulary, word string) string {
	if text, ok := c.words[vocabulary][word]; ok {
		return text
	}
	return word
}
