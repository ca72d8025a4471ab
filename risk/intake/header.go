package intake

import (
	"strconv"
	"strings"
)

// maxNumber is the highest number of a column as in "Owner 12": a file of more shareholders per row is not a table of
// suppliers, and a number like 2023 in a header is a year.
const maxNumber = 50

// A phrase is what the grammar made of a header.
type phrase struct {
	target
	known   bool   // every word has a meaning and they fit together
	self    bool   // it names the counterparty ("proveedor")
	role    string // that the word for the counterparty suggests
	buyer   bool   // it speaks of the contracting entity
	plain   bool   // it is known to hold no party
	words   []string
	several bool   // schemes stand in it
	odd     string // the first word without meaning
}

// parseHeader reads a header by its words: a word for the counterparty or a relation, an attribute or a scheme, a number,
// in any order, and little words between them. "Nombre del accionista 2" is owner 2 name. A header with one word that
// nobody knows is not known: half an understanding of a header is a wrong one.
func (v *vocabulary) parseHeader(header string) phrase {
	p := phrase{words: v.withoutLinks(words(header))}
	if _, ok := v.meanings[usePlain][strings.Join(p.words, " ")]; ok {
		p.plain = true
		return p
	}
	ok := len(p.words) > 0
	for rest := p.words; len(rest) > 0; {
		n, fits := v.take(&p, rest)
		if !fits && p.odd == "" {
			p.odd = rest[0]
		}
		ok = ok && fits
		rest = rest[max(n, 1):]
	}
	p.finish(ok)
	return p
}

// take reads the longest phrase at the beginning of rest into p.
func (v *vocabulary) take(p *phrase, rest []string) (n int, fits bool) {
	for n = min(v.longest, len(rest)); n > 0; n-- {
		key := strings.Join(rest[:n], " ")
		for _, u := range headerUses() {
			if meaning, ok := v.meanings[u][key]; ok && p.put(u, meaning) {
				return n, true
			}
		}
	}
	if number, err := strconv.Atoi(rest[0]); err == nil && number > 0 && number <= maxNumber && p.number == 0 {
		p.number = number
		return 1, true
	}
	return 1, false
}

// put adds one meaning to p, unless another one stands in its place.
func (p *phrase) put(u use, meaning string) bool {
	switch u {
	case useAttribute:
		return p.putAttribute(meaning)
	case useScheme:
		return p.putScheme(meaning)
	case useRelation:
		if p.relation != "" && p.relation != meaning {
			return false
		}
		p.relation = meaning
	case useSelf:
		p.self, p.role = true, meaning
	case useBuyer:
		p.buyer = true
	case usePlain:
		return false
	}
	return true
}

// putScheme lets a scheme stand beside words for a number, and beside another scheme: "CNPJ/CPF" is a number of either kind.
func (p *phrase) putScheme(scheme string) bool {
	switch {
	case p.attribute == attrIdentifier && p.scheme != scheme, p.several:
		p.attribute, p.scheme, p.several = attrTax, "", true
	case p.attribute == "" || p.attribute == attrTax || p.attribute == attrID || p.attribute == attrIdentifier:
		p.attribute, p.scheme = attrIdentifier, scheme
	default:
		return false
	}
	return true
}

// putAttribute lets an attribute stand beside itself, and beside another one that only says the same less precisely:
// "código RUC", "% participación", "nombre / razón social".
func (p *phrase) putAttribute(meaning string) bool {
	weak := func(a string) bool { return a == attrID || a == attrName }
	switch {
	case p.attribute == "" || p.attribute == meaning || weak(p.attribute):
		p.attribute = meaning
	case p.attribute == attrIdentifier:
		return meaning == attrID || meaning == attrTax
	default:
		return weak(meaning)
	}
	return true
}

// finish decides what the collected words mean together.
func (p *phrase) finish(ok bool) {
	if p.attribute == "" && (p.relation != "" || p.self) {
		p.attribute = attrName
	}
	if p.relation != "" && p.attribute == attrID {
		p.attribute = attrTax
	}
	if p.relation == "" && p.number > 0 && p.attribute != attrTrade && p.attribute != attrFormer {
		ok = false // "Name 2": of whom?
	}
	p.known = ok && p.attribute != "" && !p.buyer
}
