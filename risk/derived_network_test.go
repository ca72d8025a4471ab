package risk_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/tamiz-project/tamiz/risk"
	"github.com/tamiz-project/tamiz/risk/ownership"
	"github.com/tamiz-project/tamiz/screening"
)

const netHeader = "holder,holder_name,holder_kind,holder_country,holder_phone,held,held_name,held_kind,share,kind\n"

func observeIn(t *testing.T, rows string, c risk.Counterparty) risk.Observation {
	t.Helper()
	g, err := ownership.Read(strings.NewReader(netHeader+rows), "register.csv")
	require.NoError(t, err)
	index := listed(t, entry("1", screening.Person, "Viktor Vymyshlenny"))
	o, err := assessor(t, sample(t), index, &risk.AssessorOptions{Ownership: g}).Observe(c)
	require.NoError(t, err)
	return o
}

func TestHopsToListed(t *testing.T) {
	for _, c := range []struct{ name, rows, want, reason string }{
		{"officer", "p,Viktor Vymyshlenny,person,,,acme,Acme Ficticia,company,,officer\n", "1", "a listed officer is one step"},
		{"owner's owner", "p,Viktor Vymyshlenny,person,,,m,Media Ficticia,company,10,\nm,,,,,acme,Acme Ficticia,company,10,\n", "2", "however small the stakes"},
		{"shared director", "d,Ana Ejemplo,person,,,acme,Acme Ficticia,company,,officer\nd,,,,,b,Viktor Vymyshlenny,,,officer\n", "2", "one person runs both"},
		{"shared telephone", "p,Viktor Vymyshlenny,person,VE,0212-5550100,,,,,\nacme,Acme Ficticia,company,VE,0212-5550100,,,,,\n", "1", "reached at one number"},
		{"nobody", "d,Ana Ejemplo,person,,,acme,Acme Ficticia,company,,officer\n", "", "that nobody was found is no answer"},
	} {
		t.Run(c.name, func(t *testing.T) {
			party := supplier("Acme Ficticia")
			party.ID = "acme"
			got := observeIn(t, c.rows, party).Facts["hops_to_listed"]
			require.Equal(t, c.want != "", got.Known(), "%s: %v", c.reason, got)
			if c.want != "" {
				require.Contains(t, got.String(), c.want, c.reason)
				require.Contains(t, got.Origin().Source, "acme -", "the way there is its source")
			}
		})
	}
}

// What the supplier answers and the register says of one owner is one stake.
func TestAStakeToldTwiceIsOwnedOnce(t *testing.T) {
	owner := screening.NewParty(screening.Person, "Viktor Vymyshlenny")
	owner.ID = "p"
	c := supplier("Acme Ficticia")
	c.ID = "acme"
	c.Related = []risk.Related{{Party: owner, Relation: risk.Owner, Share: ownership.Percent(dec("30"))}}
	o := observeIn(t, "p,Viktor Vymyshlenny,person,,,acme,Acme Ficticia,company,30,\n", c)
	for _, f := range o.Ownership {
		require.Equal(t, ownership.NotBlocked, f.Status, "30 %% told twice is not 60: %v", f)
		require.Equal(t, "0-30", f.Share.String())
	}
	require.NotEmpty(t, o.Ownership, "a significant minority is still a caution")
}

func TestShapeOfOwnershipAsFacts(t *testing.T) {
	c := supplier("Acme Ficticia")
	c.ID = "acme"
	o := observeIn(t, "a,Alfa,company,,,b,Beta,company,60,\nb,Beta,company,,,a,Alfa,company,60,\nb,,,,,acme,Acme Ficticia,company,50,\n,,,,,acme,,,50,\n", c)
	require.Equal(t, "1", numberOf(o, "ownership_layers"), "a circle is one party")
	require.Contains(t, o.Facts["ownership_circular"].String(), "yes")
	require.Contains(t, o.Facts["ownership_opaque"].String(), "yes")
	alone := observeIn(t, "x,Equis,company,,,y,Ye,company,50,\n", c)
	require.False(t, alone.Facts["ownership_layers"].Known(), "the register does not know it")
}

// Most of the capital in the hands of somebody whom the register does not name can decide, and the finding says so.
func TestAnUnnamedOwnerIsNotNobody(t *testing.T) {
	c := supplier("Acme Ficticia")
	c.ID = "acme"
	o := observeIn(t, ",,,,,acme,Acme Ficticia,company,60,\n", c)
	require.NotEmpty(t, o.Ownership)
	for _, f := range o.Ownership {
		require.Equal(t, ownership.Indeterminate, f.Status)
		require.Equal(t, "0-60", f.Share.String())
	}
}

func numberOf(o risk.Observation, name string) string { return o.Facts[name].String() }
