package latam

import (
	"fmt"

	"github.com/goccy/go-yaml/ast"

	"github.com/tamiz-project/tamiz/screening"
)

// A document is a designations file as written.
type document struct {
	List      text           `yaml:"list"`
	Title     string         `yaml:"title"`
	Publisher string         `yaml:"publisher"`
	Published text           `yaml:"published"`
	MaxAge    int            `yaml:"max_age_days"`
	Acts      map[string]act `yaml:"acts"`
	Parties   []party        `yaml:"parties"`
	Facts     []record       `yaml:"facts"`
}

// An act is a kind of listing act: who does it, with what effect.
type act struct {
	Authority    string `yaml:"authority"`
	Jurisdiction string `yaml:"jurisdiction"`
	Kind         text   `yaml:"kind"`
	Effect       text   `yaml:"effect"`
	Programme    string `yaml:"programme"`
	Basis        string `yaml:"basis"`
	Secondary    string `yaml:"secondary"`
	Reason       string `yaml:"reason"`
}

type party struct {
	ID        text      `yaml:"id"`
	Kind      text      `yaml:"kind"`
	Name      text      `yaml:"name"`
	Aliases   []string  `yaml:"aliases"`
	Weak      []string  `yaml:"weak"`
	Former    []string  `yaml:"former"`
	Gender    string    `yaml:"gender"`
	Born      []text    `yaml:"born"`
	Countries []string  `yaml:"countries"`
	State     string    `yaml:"state"`
	Numbers   []number  `yaml:"identifiers"`
	Addresses []place   `yaml:"addresses"`
	Positions []string  `yaml:"positions"`
	OFAC      string    `yaml:"ofac"`
	Rows      []string  `yaml:"rows"`
	Remarks   string    `yaml:"remarks"`
	Acts      []listing `yaml:"acts"`
}

type number struct {
	Scheme  string `yaml:"scheme"`
	Country string `yaml:"country"`
	Value   text   `yaml:"value"`
}

type place struct {
	Text    string `yaml:"text"`
	City    string `yaml:"city"`
	Country string `yaml:"country"`
}

// A listing is one act of listing a party.
type listing struct {
	Act   text   `yaml:"act"`
	Basis string `yaml:"basis"`
	Note  string `yaml:"note"`
	Dates dates  `yaml:",inline"`
}

// dates is what every dated act has.
type dates struct {
	From   text   `yaml:"from"`
	To     text   `yaml:"to"`
	Known  text   `yaml:"known"`
	Status text   `yaml:"status"`
	Read   string `yaml:"read"`
	Source string `yaml:"source"`
}

// A record is a dated fact as written.
type record struct {
	ID    text     `yaml:"id"`
	Rows  []string `yaml:"rows"`
	About []text   `yaml:"about"`
	Title string   `yaml:"title"`
	Text  string   `yaml:"text"`
	Act   act      `yaml:",inline"`
	Dates dates    `yaml:",inline"`
}

// A text is a scalar that remembers where it stands.
type text struct {
	s            string
	line, column int
}

// UnmarshalYAML implements yaml.NodeUnmarshaler. Whatever a scalar looks like (a date, a number), its text is taken.
func (t *text) UnmarshalYAML(n ast.Node) error {
	token := n.GetToken()
	if _, scalar := n.(ast.ScalarNode); !scalar {
		return fmt.Errorf("[%d:%d] a single value is expected here", token.Position.Line, token.Position.Column)
	}
	t.s, t.line, t.column = token.Value, token.Position.Line, token.Position.Column
	return nil
}

func kinds() []string {
	return words(screening.ExecutiveList, screening.TreatyBody, screening.Decree, screening.LegislativeDeclaration,
		screening.Indictment, screening.Reward, screening.Licence, screening.FinancialOrder, screening.Regulation)
}

func effects() []string {
	return words(screening.AssetFreeze, screening.Sectoral, screening.Terrorist, screening.Debarment, screening.ExportControl,
		screening.TravelBan, screening.Political, screening.Information)
}

func statuses() []string {
	return words(screening.Delisted, screening.Expired, screening.Suspended, screening.Annulled, screening.Unconfirmed)
}

func words[T ~string](in ...T) []string {
	out := make([]string, len(in))
	for i, w := range in {
		out[i] = string(w)
	}
	return out
}
