// Package screening answers whether a party is on a watchlist, and why it says so.
package screening

import "github.com/tamiz-project/tamiz/screening/identifier"

// A Kind says what a party is. It is a word in files and in rules.
type Kind string

const (
	Unknown      Kind = ""
	Person       Kind = "person"
	Organization Kind = "organization"
	Vessel       Kind = "vessel"
	Aircraft     Kind = "aircraft"
)

// A Party is a person or thing, on either side of a comparison.
//
// Party has no methods on purpose: Entry and risk.Counterparty embed it and would inherit them.
type Party struct {
	ID            string          `json:"id,omitempty"`
	Kind          Kind            `json:"kind,omitempty"`
	Names         []Name          `json:"names"`
	Identifiers   []identifier.ID `json:"identifiers,omitempty"` // also phones, e-mail and web addresses, accounts, wallets
	Born          []Date          `json:"born,omitempty"`        // birth of a person; several when the source doubts
	Founded       []Date          `json:"founded,omitempty"`     // founding of an organisation
	Died          []Date          `json:"died,omitempty"`
	Gender        string          `json:"gender,omitempty"`        // "male", "female" or ""
	Countries     []string        `json:"countries,omitempty"`     // alpha-2: seat, residence, activity
	Nationalities []string        `json:"nationalities,omitempty"` // alpha-2: compared, never scored as risk
	Birthplaces   []Address       `json:"birthplaces,omitempty"`
	Addresses     []Address       `json:"addresses,omitempty"`
	Positions     []string        `json:"positions,omitempty"` // offices and titles held
	Craft         *Craft          `json:"craft,omitempty"`     // vessels and aircraft only
}

// NewParty returns a party with primary names.
func NewParty(kind Kind, names ...string) Party {
	p := Party{Kind: kind, Names: make([]Name, len(names))}
	for i, n := range names {
		p.Names[i].Text = n
	}
	return p
}

// A Name is a name as written.
type Name struct {
	Text   string            `json:"text"`
	Type   NameType          `json:"type,omitempty"`   // "" is primary
	Script string            `json:"script,omitempty"` // ISO 15924 ("Latn", "Cyrl") where the source says
	Parts  map[string]string `json:"parts,omitempty"`  // given, middle, family, paternal, maternal, ... where the source says
}

// A NameType is the standing of a name.
type NameType string

const (
	Primary   NameType = ""
	Alias     NameType = "alias"
	WeakAlias NameType = "weak_alias" // a nickname or a broad alias: never enough alone
	Former    NameType = "former"
)

// An Address is a postal address, as far as known.
type Address struct {
	Text        string `json:"text,omitempty"`
	City        string `json:"city,omitempty"`
	Subdivision string `json:"subdivision,omitempty"` // ISO 3166-2
	Country     string `json:"country,omitempty"`     // alpha-2
}

// A Craft is what identifies a vessel or an aircraft besides its numbers.
type Craft struct {
	Flag      string   `json:"flag,omitempty"` // alpha-2
	PastFlags []string `json:"past_flags,omitempty"`
	Type      string   `json:"type,omitempty"`
	Owner     string   `json:"owner,omitempty"`
	Model     string   `json:"model,omitempty"`
	Tonnage   string   `json:"tonnage,omitempty"`
	Built     Date     `json:"built,omitzero"`
}
