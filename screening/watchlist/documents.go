package watchlist

import (
	"iter"
	"regexp"
	"strings"
)

var (
	listNumber   = regexp.MustCompile(`(?:^|\s)\(?[0-9a-z]{1,2}\)\s*`)
	documentWord = regexp.MustCompile(`(?i)^[\pL'’ .,-]{0,60}?\b(?:passport|number|no|nr|card|id|document|identification|identity|tazkira)\b[.:#, ]*`)
	documentEnd  = regexp.MustCompile(`(?i)[.,;]?\s*\b(?:issued|expire[sd]?|expiry|valid|under name|born)\b.*$`)
	bracketed    = regexp.MustCompile(`\s*\(([^()]*)\)`)
)

// numbered splits "1) Saudi Arabia 2) Qatar" and "(a) 592667 (b) ..." into their items; other text is one item.
func numbered(text string) iter.Seq[string] {
	return func(yield func(string) bool) {
		text = oneLine(text)
		if text == "" {
			return
		}
		if !strings.HasPrefix(text, "1)") && !strings.HasPrefix(text, "(1)") && !strings.HasPrefix(text, "a)") && !strings.HasPrefix(text, "(a)") {
			yield(text)
			return
		}
		for _, part := range listNumber.Split(text, -1) {
			if part = strings.Trim(part, " ,;."); part != "" && !yield(part) {
				return
			}
		}
	}
}

// documentText takes the number and the nationality out of what a list writes about a document: "Passport No: 592667 (Qatari
// passport issued on 3 May 2007)" is 592667 and "Qatari". Text without a digit is kept as it is.
func documentText(text string) (value, place string) {
	value = text
	if m := bracketed.FindStringSubmatch(value); m != nil {
		place = strings.TrimSpace(regexpWords.ReplaceAllString(documentEnd.ReplaceAllString(m[1], ""), ""))
		value = bracketed.ReplaceAllString(value, "")
	}
	value = documentEnd.ReplaceAllString(value, "")
	for range 4 {
		value = documentWord.ReplaceAllString(value, "")
	}
	value = strings.Trim(value, " .,:;")
	if !strings.ContainsAny(value, "0123456789") {
		return oneLine(text), place
	}
	return value, place
}

var regexpWords = regexp.MustCompile(`(?i)\b(passport|diplomatic|false|national|id|card|civil|no|number|tazkira)\b\.?`)
