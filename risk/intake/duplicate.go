package intake

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash/maphash"
	"slices"
	"strconv"
	"strings"

	"github.com/tamiz-project/tamiz/risk"
	"github.com/tamiz-project/tamiz/screening/identifier"
)

// A register remembers which ids, numbers and names have been read, as hashes of eight bytes: about 80 bytes per row
// whatever the rows hold. Two of a million rows have the same hash by chance once in 30 million files.
type register struct {
	seed maphash.Seed
	seen map[uint64]seen
	ids  map[uint64]uint32 // how often an id was used
}

// A position is where a record stands: the member of the input, and what its format counts.
type position struct{ format, line int }

// seen is where a key was first read.
type seen struct {
	line   int32
	format int16
	name   uint32 // hash of the name there
}

func (s seen) position() position { return position{format: int(s.format), line: int(s.line)} }

func newRegister() *register {
	return &register{seed: maphash.MakeSeed(), seen: map[uint64]seen{}, ids: map[uint64]uint32{}}
}

// enter gives a counterparty an id of its own and notes which earlier row it may be the same as.
func (g *register) enter(c *risk.Counterparty, at position, where func(at, from position) string) {
	given := c.ID != ""
	if !given {
		c.ID = derivedID(*c)
	}
	name := normal(c.Names[0].Text)
	here := seen{line: int32(at.line), format: int16(at.format), name: uint32(g.hash("", name))}
	if given {
		g.compare(c, "id", c.ID, here, where)
	}
	for _, id := range c.Identifiers {
		if national(id.Scheme) && id.Check() != identifier.Placeholder {
			g.compare(c, "number", id.String(), here, where)
		}
	}
	g.compare(c, "name and country", name+"\x00"+strings.Join(c.Countries, " "), here, where)
	key := g.hash("used", c.ID)
	if g.ids[key]++; g.ids[key] > 1 {
		c.ID += "#" + strconv.Itoa(int(g.ids[key]))
	}
	for i := range c.Related {
		c.Related[i].ID = fmt.Sprintf("%s/%s/%d", c.ID, c.Related[i].Relation, i+1)
	}
}

// compare notes an earlier row with the same key, else remembers this one.
func (g *register) compare(c *risk.Counterparty, what, value string, here seen, where func(at, from position) string) {
	key := g.hash(what, value)
	before, ok := g.seen[key]
	if !ok {
		g.seen[key] = here
		return
	}
	place := where(before.position(), here.position())
	text := fmt.Sprintf("the same %s as %s; both were kept and screened", what, place)
	if before.name != here.name {
		text = fmt.Sprintf("the same %s as %s, under another name; both were kept and screened", what, place)
	}
	if what == "name and country" {
		value = c.Names[0].Text
		if slices.ContainsFunc(c.Notes, func(n risk.Note) bool { return n.Code == risk.Duplicate }) {
			return // said already, by a stronger key
		}
	}
	c.Notes = append(c.Notes, risk.Note{Code: risk.Duplicate, Line: int(here.line), Value: value, Text: text})
}

func (g *register) hash(what, value string) uint64 {
	var h maphash.Hash
	h.SetSeed(g.seed)
	h.WriteString(what)
	h.WriteByte(0)
	h.WriteString(value)
	return h.Sum64()
}

// derivedID is the id of a counterparty that the file gives none: its first national number, else a hash of name and country. It
// does not depend on the place of the row, so that a decision finds its counterparty again in a file that was sorted.
func derivedID(c risk.Counterparty) string {
	for _, id := range c.Identifiers {
		if national(id.Scheme) && id.Check() != identifier.Placeholder {
			return id.String()
		}
	}
	sum := sha256.Sum256([]byte(normal(c.Names[0].Text) + "\x00" + strings.Join(c.Countries, " ")))
	return "name:" + hex.EncodeToString(sum[:6])
}

// normal is a name without case, accents, blanks and punctuation: S.A. is SA.
func normal(name string) string { return strings.Join(words(name), "") }
