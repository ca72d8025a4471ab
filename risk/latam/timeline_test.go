package latam_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/tamiz-project/tamiz/risk"
	"github.com/tamiz-project/tamiz/risk/fact"
	"github.com/tamiz-project/tamiz/risk/latam"
	"github.com/tamiz-project/tamiz/screening"
	"github.com/tamiz-project/tamiz/screening/identifier"
)

func party(name string, role risk.Role, country string) risk.Counterparty {
	c := risk.Counterparty{Party: screening.NewParty(screening.Organization, name), Role: role}
	c.ID = name
	if country != "" {
		c.Countries = []string{country}
	}
	return c
}

func assess(t testing.TB, p *latam.Pack, day string, c risk.Counterparty) risk.Assessment {
	t.Helper()
	index, err := screening.NewIndex(p.Designations)
	require.NoError(t, err)
	a, err := risk.NewAssessor(p.Methodology, index, screening.MustParseDate(day), &risk.AssessorOptions{Indicators: p.Indicators})
	require.NoError(t, err)
	got, err := a.Assess(c)
	require.NoError(t, err)
	return got
}

// The default run: the regional sample alone.
func TestDefaultRun(t *testing.T) {
	pack := load(t)
	rif := party("Proveedora Industrial Ejemplo", risk.Supplier, "VE")
	id, err := identifier.Parse("VE-RIF", "VE", "J-00095036-9")
	require.NoError(t, err)
	rif.Identifiers = []identifier.ID{id}
	for _, c := range []struct {
		name  string
		party risk.Counterparty
		entry string // "" for none
	}{
		{"the carrier whose name holds the press name", party("Transportes Los Soles, S.A. de C.V.", risk.Supplier, "MX"), ""},
		{"a bank of the sun", party("Banco del Sol", risk.Supplier, "AR"), ""},
		{"a restaurant of wolves", party("Restaurante Los Lobos", risk.Supplier, "MX"), ""},
		{"the group with its accent", party("CÁRTEL DE LOS SOLES", risk.Supplier, "VE"), "TL-VE-01"},
		{"the oil company by its short name", party("PDVSA", risk.Supplier, "VE"), "TL-VE-11"},
		{"the oil company by its full name", party("Petróleos de Venezuela, S.A.", risk.Supplier, "VE"), "TL-VE-11"},
		{"the oil company by its RIF alone", rif, "TL-VE-11"},
		{"the Mexican group, not the Colombian", party("Cártel del Golfo", risk.Supplier, "MX"), "TL-MX-05"},
		{"the Colombian group, not the Mexican", party("Clan del Golfo", risk.Supplier, "CO"), "TL-CO-04"},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := assess(t, pack, "2026-11-22", c.party)
			alerts := slices.DeleteFunc(a.Hits, func(h risk.Hit) bool { return h.Discounted })
			if c.entry == "" {
				require.Empty(t, alerts)
				require.Equal(t, risk.Open, a.Standing)
				return
			}
			require.NotEmpty(t, alerts)
			require.Equal(t, c.entry, alerts[0].EntryID)
			require.Equal(t, risk.Hold, a.Standing, "nobody decided yet")
		})
	}
}

// The same portfolio on five days of the region's timeline.
func TestPortfolioOnFiveDays(t *testing.T) {
	pack := load(t)
	soles, pdvsa, maduro := party("Cartel de los Soles", risk.Supplier, "VE"), party("PDVSA", risk.Supplier, "VE"), party("Nicolás Maduro Moros", risk.Supplier, "VE")
	maduro.Kind, maduro.Names = screening.Person, screening.NewParty(screening.Person, "Nicolás Maduro Moros").Names
	pcc, cv := party("Primeiro Comando da Capital", risk.Supplier, "BR"), party("Comando Vermelho", risk.Supplier, "BR")
	for _, c := range []struct {
		day   string
		party risk.Counterparty
		has   []string
		lacks []string
		hold  bool
	}{
		{"2025-07-24", soles, nil, []string{"US"}, false},
		{"2025-07-25", soles, []string{"US SDGT"}, []string{"US FTO"}, true},
		{"2025-11-24", soles, []string{"US SDGT", "US FTO", "AR RePET"}, nil, true},
		{"2026-01-29", pdvsa, []string{"US VENEZUELA-EO13850", "US General License 46"}, nil, true},
		{"2025-11-24", pdvsa, []string{"US VENEZUELA-EO13850"}, []string{"US General License 46"}, true},
		{"2025-11-24", maduro, []string{"US Reward of up to USD 50 million"}, nil, true},
		{"2026-01-29", maduro, []string{"US VENEZUELA"}, []string{"US Reward of up to USD 50 million"}, true},
		{"2026-01-29", pcc, []string{"US ILLICIT-DRUGS-EO14059"}, []string{"US FTO"}, true},
		{"2026-06-05", pcc, []string{"US SDGT", "US FTO"}, nil, true},
		{"2026-01-29", cv, nil, []string{"US"}, false},
		{"2026-06-05", cv, []string{"US SDGT", "US FTO"}, nil, true},
	} {
		t.Run(c.day+" "+c.party.Names[0].Text, func(t *testing.T) {
			a := assess(t, pack, c.day, c.party)
			acts := []string{}
			for _, h := range a.Hits {
				for _, d := range h.Designations {
					acts = append(acts, d.Jurisdiction+" "+d.Programme)
				}
			}
			for _, want := range c.has {
				require.True(t, slices.ContainsFunc(acts, func(a string) bool { return strings.HasPrefix(a, want) }), "%s not in %q", want, acts)
			}
			for _, not := range c.lacks {
				require.False(t, slices.ContainsFunc(acts, func(a string) bool { return strings.HasPrefix(a, not) }), "%s in %q", not, acts)
			}
			require.Equal(t, c.hold, a.Standing == risk.Hold, "standing %q", a.Standing)
			require.NotEqual(t, risk.Prohibited, a.Standing, "nobody decided")
		})
	}
}

// The licence is shown as conditions and lifts nothing.
func TestALicenceIsNoClearance(t *testing.T) {
	a := assess(t, load(t), "2026-01-29", party("PDVSA", risk.Customer, "VE"))
	require.Equal(t, fact.True, outcome(a, "F24-LICENCE"))
	require.Equal(t, risk.Hold, a.Standing)
	require.True(t, slices.ContainsFunc(a.Actions, func(x risk.Action) bool { return x.Rule == "F24-LICENCE" }))
}

// Proportion: the same method finishes a stationery shop and does not finish a customs broker.
func TestProportion(t *testing.T) {
	pack := load(t)
	shop := assess(t, pack, "2026-11-22", party("Papelería El Lápiz", risk.Supplier, "CO"))
	require.Equal(t, "simplified", shop.Stage)
	require.Equal(t, "LOW", shop.Tier)
	broker := party("Despachos Guaraní", risk.Supplier, "PY")
	broker.Places = []risk.Place{{Country: "PY", Subdivision: "Ciudad del Este", As: "operations"}}
	broker.Facts = fact.Set{"sector": fact.Text("5229")}
	got := assess(t, pack, "2026-11-22", broker)
	require.Equal(t, "enhanced", got.Stage)
	require.Equal(t, "INSUFFICIENT_DATA", got.Tier)
	require.NotEmpty(t, got.Questions)
}

// A weak alias is evidence and never enough: a party of which nothing agrees but such a name raises nothing.
func TestWeakAliasesNeverAlertAlone(t *testing.T) {
	pack := load(t)
	for _, e := range pack.Designations.Entries {
		for _, n := range e.Names {
			if n.Type != screening.WeakAlias {
				continue
			}
			c := party(n.Text, risk.Supplier, "")
			c.Kind = e.Kind
			a := assess(t, pack, "2026-11-22", c)
			for _, h := range a.Hits {
				if !h.Discounted && h.NameType == screening.WeakAlias {
					t.Errorf("%q alerts alone at %v, as %q", n.Text, h.Score, h.Name)
				}
			}
		}
	}
}
