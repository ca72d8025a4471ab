package feed

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
)

const (
	maxXMLDepth = 64       // official lists nest 12 deep
	maxXMLToken = 16 << 20 // bytes of one tag, comment or text
)

// XML returns a streaming decoder for list formats. Elements nested deeper than 64 and tags or texts longer than 16 MiB are
// errors before they eat memory; an entity that a document type would define is unknown and an error, nothing outside the file is
// ever read; a file that ends before its root element is a syntax error ("unexpected EOF"), never a short list.
//
// r is text in UTF-8, as Member.Text gives it, whatever encoding the declaration names.
func XML(r io.Reader) *xml.Decoder {
	d := xml.NewDecoder(&xmlGuard{r: r})
	d.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil }
	return d
}

// An xmlGuard counts depth and token length on the bytes as they pass, whatever the parser above does with its tokens.
type xmlGuard struct {
	r      io.Reader
	state  xmlState
	depth  int
	length int // of the current token
	prev   byte
	prev2  byte
	end    bool // the current tag is an end tag
	quote  byte
}

type xmlState byte

const (
	inText xmlState = iota
	tagStart
	inTag
	inComment
	inCData
	inDirective // <!DOCTYPE and <?...?>
)

func (g *xmlGuard) Read(p []byte) (int, error) {
	n, err := g.r.Read(p)
	for _, c := range p[:n] {
		g.step(c)
		if g.length > maxXMLToken {
			return 0, fmt.Errorf("XML tag or text longer than %d bytes", maxXMLToken)
		}
		if g.depth > maxXMLDepth {
			return 0, errors.New("XML elements nested more than 64 deep")
		}
	}
	return n, err
}

func (g *xmlGuard) step(c byte) {
	g.length++
	switch g.state {
	case inText:
		if c == '<' {
			g.enter(tagStart)
		}
	case tagStart:
		g.start(c)
	case inTag:
		g.tag(c)
	case inComment:
		g.until(c == '>' && g.prev == '-' && g.prev2 == '-' && g.length > 6)
	case inCData:
		g.until(c == '>' && g.prev == ']' && g.prev2 == ']')
	case inDirective:
		g.directive(c)
	}
	g.prev, g.prev2 = c, g.prev
}

func (g *xmlGuard) enter(s xmlState) { g.state, g.length = s, 0 }

func (g *xmlGuard) until(done bool) {
	if done {
		g.enter(inText)
	}
}

func (g *xmlGuard) start(c byte) {
	g.end, g.quote = false, 0
	switch c {
	case '/':
		g.state, g.end = inTag, true
	case '!', '?':
		g.state = inDirective
	default:
		g.state = inTag
	}
}

func (g *xmlGuard) tag(c byte) {
	switch {
	case g.quote != 0:
		if c == g.quote {
			g.quote = 0
		}
	case c == '"' || c == '\'':
		g.quote = c
	case c == '>':
		if g.end {
			g.depth--
		} else if g.prev != '/' {
			g.depth++
		}
		g.enter(inText)
	}
}

func (g *xmlGuard) directive(c byte) {
	switch {
	case c == '-' && g.prev == '-' && g.length == 3:
		g.state = inComment
	case c == '[' && g.length == 8:
		g.state = inCData
	case c == '>':
		g.enter(inText)
	}
}
