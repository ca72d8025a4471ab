package ownership

import (
	"cmp"
	"strings"

	"github.com/tamiz-project/tamiz/screening"
)

// A Stake is what one party holds in another.
//
// An empty Holder says that somebody holds the stake and nobody knows who: it never counts as a stranger's.
// From and To are both included; a stake without dates has always been there.
type Stake struct {
	Holder string         `json:"holder"`
	Held   string         `json:"held"`
	Kind   Kind           `json:"kind"`
	Share  Share          `json:"share"`
	Group  string         `json:"group,omitempty"` // joint arrangement
	From   screening.Date `json:"from,omitzero"`
	To     screening.Date `json:"to,omitzero"`
	Source string         `json:"source,omitempty"`
}

// A Kind of stake. Each rule says what it makes of which kind; an empty kind is Shares.
type Kind string

const (
	Shares  Kind = "shares"  // capital
	Votes   Kind = "votes"   // voting rights
	Board   Kind = "board"   // the right to appoint most of the board, unless the share says that it is less than half of it
	Control Kind = "control" // control by other means: the company does what the holder wishes

	Beneficial    Kind = "beneficial"    // what is held for the holder by others: his, whoever stands in the register
	Nominee       Kind = "nominee"       // held in the holder's name for somebody else
	Trust         Kind = "trust"         // held as trustee, settlor, protector or beneficiary
	Joint         Kind = "joint"         // held together with others, undivided
	Consolidation Kind = "consolidation" // the holder's accounts include the company's: a hint of control, never a percentage
	Managed       Kind = "managed"       // manages a fund, or is the fund that the company feeds: a hint of control
	Indirect      Kind = "indirect"      // a multiplied share through companies that the register does not name
	Restated      Kind = "restated"      // a multiplied share through companies that are themselves in the register

	Officer   Kind = "officer"   // director, manager, legal representative
	Signatory Kind = "signatory" // signs for the company
)

// kinds gives each kind its number inside a graph. Number 0 is a kind nobody knows.
var kinds = [...]Kind{
	"", Shares, Votes, Board, Control, Beneficial, Nominee, Trust, Joint, Consolidation, Managed, Indirect, Restated, Officer, Signatory,
}

func kindNumber(k Kind) uint8 {
	if k == "" {
		k = Shares
	}
	for i, known := range kinds {
		if known == k {
			return uint8(i)
		}
	}
	return 0
}

// compareStakes is a total order, so that no output depends on the order of the input.
func compareStakes(a, b Stake) int {
	return cmp.Or(
		strings.Compare(a.Held, b.Held),
		strings.Compare(a.Holder, b.Holder),
		cmp.Compare(kindNumber(a.Kind), kindNumber(b.Kind)),
		strings.Compare(string(a.Kind), string(b.Kind)),
		b.Share.highAmount().cmp(a.Share.highAmount()),
		b.Share.lowAmount().cmp(a.Share.lowAmount()),
		cmp.Compare(a.Share.open, b.Share.open),
		a.From.Compare(b.From),
		a.To.Compare(b.To),
		strings.Compare(a.Group, b.Group),
		strings.Compare(a.Source, b.Source),
	)
}
