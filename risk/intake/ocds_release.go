package intake

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/tamiz-project/tamiz/screening/feed"
)

// A release holds what tamiz reads of an OCDS release.
type release struct {
	OCID    loose         `json:"ocid"`
	Parties []contracting `json:"parties"`
	Tender  struct {
		Tenderers []contracting `json:"tenderers"`
		Method    loose         `json:"procurementMethod"`
		Number    loose         `json:"numberOfTenderers"`
	} `json:"tender"`
	Awards []award `json:"awards"`
}

type award struct {
	ID        loose         `json:"id"`
	Suppliers []contracting `json:"suppliers"`
}

// contracting is an OCDS organisation, or a reference to one.
type contracting struct {
	ID         loose       `json:"id"`
	Name       loose       `json:"name"`
	Roles      []string    `json:"roles"`
	Identifier orgNumber   `json:"identifier"`
	Additional []orgNumber `json:"additionalIdentifiers"`
	Address    struct {
		Street  loose `json:"streetAddress"`
		City    loose `json:"locality"`
		Region  loose `json:"region"`
		Country loose `json:"countryName"`
		Code    loose `json:"country"`
	} `json:"address"`
	Contact struct {
		Name  loose `json:"name"`
		Email loose `json:"email"`
	} `json:"contactPoint"`
	Owners []struct {
		Name          loose     `json:"name"`
		Identifier    orgNumber `json:"identifier"`
		Nationalities []string  `json:"nationalities"`
	} `json:"beneficialOwners"`
}

type orgNumber struct {
	Scheme loose `json:"scheme"`
	ID     loose `json:"id"`
	Legal  loose `json:"legalName"`
}

// loose is a text that some publishers write as a number.
type loose string

// UnmarshalJSON reads a text, a number or null.
func (l *loose) UnmarshalJSON(b []byte) error {
	var s string
	switch {
	case string(b) == "null":
		return nil
	case len(b) > 0 && b[0] == '"':
		if err := json.Unmarshal(b, &s); err != nil {
			return err
		}
	default:
		var n json.Number
		if err := json.Unmarshal(b, &n); err != nil {
			return fmt.Errorf("neither a text nor a number: %s", feed.Quote(string(b)))
		}
		s = n.String()
	}
	*l = loose(strings.TrimSpace(s))
	return nil
}

// suppliers are the parties of a release that sell, offer or are paid; a reference in an award or a tender only where
// the parties do not hold it.
func (rel release) suppliers() []contracting {
	var out []contracting
	held := map[string]bool{}
	for _, p := range rel.Parties {
		held[p.key()] = true
		if slices.ContainsFunc(p.Roles, func(role string) bool {
			return slices.Contains([]string{"supplier", "tenderer", "payee", "subcontractor", "consortiumMember"}, role)
		}) {
			out = append(out, p)
		}
	}
	refs := slices.Clone(rel.Tender.Tenderers)
	for _, a := range rel.Awards {
		refs = append(refs, a.Suppliers...)
	}
	for _, p := range refs {
		if !held[p.key()] {
			held[p.key()] = true
			out = append(out, p)
		}
	}
	return out
}

func (p contracting) key() string {
	if p.ID != "" {
		return string(p.ID)
	}
	return "name " + string(p.Name)
}
