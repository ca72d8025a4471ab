package screening

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed evidence.txt
var evidenceText string

// catalogue reads the sentences of evidence.txt once: code, then English, Spanish, Portuguese.
var catalogue = sync.OnceValue(func() map[string][3]string {
	texts := map[string][3]string{}
	for line := range strings.Lines(evidenceText) {
		if f := strings.Split(strings.TrimSpace(line), " | "); len(f) == 4 {
			texts[f[0]] = [3]string{f[1], f[2], f[3]}
		}
	}
	return texts
})

// Text says the evidence in a language: "en", "es" or "pt". Another language is answered in English. A code that the
// catalogue does not know is said as it is, with its values.
func (e Evidence) Text(lang string) string {
	sentences, ok := catalogue()[e.Code]
	if !ok {
		return e.Code + ": " + strings.Join(e.Values, ", ")
	}
	sentence := sentences[0]
	switch lang {
	case "es":
		sentence = sentences[1]
	case "pt":
		sentence = sentences[2]
	}
	for i, v := range e.Values {
		sentence = strings.ReplaceAll(sentence, "%"+string(rune('1'+i)), v)
	}
	return sentence
}
