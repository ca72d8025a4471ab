package latam_test

import (
	"slices"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/tamiz-project/tamiz/risk"
	"github.com/tamiz-project/tamiz/risk/fact"
	"github.com/tamiz-project/tamiz/risk/ownership"
	"github.com/tamiz-project/tamiz/screening"
	"github.com/tamiz-project/tamiz/screening/identifier"
)

// Ten published cases in which screening failed. Each test shows the property of this house that would have caught it, on
// invented parties. What belongs to a reader's hand (two reviewers, questionnaires) has its own tests in risk/workbook.

// listed is an invented list with one blocked entry.
func listed(p screening.Party) *screening.Watchlist {
	p.ID = "1"
	return &screening.Watchlist{
		List: screening.List{ID: "test-sdn", Title: "Invented list", Publisher: "test", Official: true, Published: screening.MustParseDate("2026-11-20"), MaxAge: 7, Count: 1},
		Entries: []screening.Entry{{Party: p, List: "test-sdn", Designations: []screening.Designation{{
			Authority: "US Treasury OFAC", Jurisdiction: "US", AuthorityKind: screening.ExecutiveList, Effect: screening.AssetFreeze,
			Programme: "TEST", From: screening.MustParseDate("2020-01-01"),
		}}}},
	}
}

func against(t *testing.T, list *screening.Watchlist, day string, decided ...screening.Decision) *risk.Assessor {
	t.Helper()
	index, err := screening.NewIndex(list)
	require.NoError(t, err)
	decisions, err := screening.NewDecisions(decided...)
	require.NoError(t, err)
	pack := load(t)
	a, err := risk.NewAssessor(pack.Methodology, index, screening.MustParseDate(day), &risk.AssessorOptions{Indicators: pack.Indicators, Decisions: decisions})
	require.NoError(t, err)
	return a
}

func run(t *testing.T, a *risk.Assessor, c risk.Counterparty) risk.Assessment {
	t.Helper()
	got, err := a.Assess(c)
	require.NoError(t, err)
	return got
}

func alerts(a risk.Assessment) []risk.Hit {
	return slices.DeleteFunc(slices.Clone(a.Hits), func(h risk.Hit) bool { return h.Discounted })
}

func organization(names ...string) screening.Party {
	return screening.NewParty(screening.Organization, names...)
}

// Apple / SIS d.o.o., 2019: the legal form in another spelling, and the listed owner in a field nobody screened.
func TestEnforcementLegalFormAndUnscreenedField(t *testing.T) {
	a := against(t, listed(organization("VQZ d.o.o.")), "2026-11-22")
	require.NotEmpty(t, alerts(run(t, a, party("VQZ DOO", risk.Supplier, "SI"))), "form and case are no difference")
	owner := screening.NewParty(screening.Person, "Marjan Kovačevič Zupan")
	a = against(t, listed(owner), "2026-11-22")
	app := party("Estudio de Aplicaciones Norte", risk.Supplier, "SI")
	app.Related = []risk.Related{{Party: owner, Relation: risk.Officer}} // the account administrator
	got := run(t, a, app)
	require.NotEmpty(t, alerts(got))
	require.Equal(t, risk.Officer, alerts(got)[0].Relation)
	require.Len(t, got.Searched, 2, "everybody named is searched, and it is said")
}

// Cobham / Almaz-Antey Telecommunications, 2018: all words were required.
func TestEnforcementMissingAndExtraGenericWords(t *testing.T) {
	a := against(t, listed(organization("Zubarev-Quintal Telecommunications LLC")), "2026-11-22")
	for _, name := range []string{"Zubarev Quintal Telecom", "Zubarev-Quintal Telecommunications", "ZUBAREV QUINTAL TELECOMUNICACIONES S.A."} {
		require.NotEmpty(t, alerts(run(t, a, party(name, risk.Supplier, ""))), name)
	}
}

// Amazon, 2020: "Yalta, Krimea" in the address, the country field empty or another.
func TestEnforcementPlaceInsideAnAddress(t *testing.T) {
	pack := load(t)
	for _, country := range []string{"", "RU", "UA"} {
		c := party("Tienda Ejemplo", risk.Customer, "")
		c.Addresses = []screening.Address{{Text: "ul. Lenina 5, Yalta, Krimea", Country: country}}
		a := assess(t, pack, "2026-11-22", c)
		require.Equal(t, fact.True, outcome(a, "F10-REGION"), "country %q", country)
		require.Equal(t, risk.Hold, a.Standing)
	}
}

// Deutsche Bank Trust / Krayinvestbank, 2020: the BIC of the listed bank was not loaded, the name matched at 100 % only.
func TestEnforcementBICAlertsAlone(t *testing.T) {
	bic, err := identifier.Parse(identifier.BIC, "", "ZQKRRU2K")
	require.NoError(t, err)
	bank := organization("Krasnozubarevsky Investment Bank")
	bank.Identifiers = []identifier.ID{bic}
	c := party("Exportadora Ejemplo", risk.Customer, "RU")
	payee := organization("KZIB")
	payee.Identifiers = []identifier.ID{bic}
	c.Related = []risk.Related{{Party: payee, Relation: risk.Bank}}
	got := run(t, against(t, listed(bank), "2026-11-22"), c)
	require.NotEmpty(t, alerts(got))
	require.Equal(t, risk.Bank, alerts(got)[0].Relation)
	require.Equal(t, risk.Hold, got.Standing)
}

// TD Bank, 2021: dismissed for four years though the birth date agreed, because a second name was missing.
func TestEnforcementMissingSecondNameIsNeutral(t *testing.T) {
	entry := screening.NewParty(screening.Person, "ZUBIZARRETA QUINTEROS, Esperanza Ramona")
	entry.Born = []screening.Date{screening.MustParseDate("1970-05-04")}
	c := party("", risk.Customer, "")
	c.Party = screening.NewParty(screening.Person, "Esperanza Zubizarreta Quinteros")
	c.ID, c.Born = "C1", entry.Born
	hits := alerts(run(t, against(t, listed(entry), "2026-11-22"), c))
	require.Len(t, hits, 1)
	require.True(t, slices.ContainsFunc(hits[0].Evidence, func(e screening.Evidence) bool { return e.Gain > 0 && e.Code != "name" }), "the agreeing date is shown: %v", hits[0].Evidence)
}

// American Express, 2022: one analyst closed a hit with date and number agreeing, and the hold was lifted.
func TestEnforcementAHoldIsLiftedOnlyByADecisionThatHolds(t *testing.T) {
	cedula, err := identifier.Parse("VE-CI", "VE", "V-11470283")
	require.NoError(t, err)
	entry := screening.NewParty(screening.Person, "Zubizarreta Márquez, Ramón")
	entry.Identifiers = []identifier.ID{cedula}
	c := party("", risk.Customer, "VE")
	c.Party = screening.NewParty(screening.Person, "Ramón Zubizarreta Márquez")
	c.ID, c.Identifiers = "C1", entry.Identifiers
	open := run(t, against(t, listed(entry), "2026-11-22"), c)
	require.Equal(t, risk.Hold, open.Standing)
	require.True(t, slices.ContainsFunc(open.Actions, func(a risk.Action) bool { return a.Owner == "compliance" }), "the hold says who lifts it")
	closed := screening.Decision{
		Party: "C1", List: "test-sdn", Entry: "1", Basis: open.Hits[0].Basis, Disposition: screening.FalsePositive, Rationale: "another person",
		Reviewer: "ana", Second: "luis", Date: screening.MustParseDate("2026-11-21"),
	}
	require.Equal(t, risk.Open, run(t, against(t, listed(entry), "2026-11-22", closed), c).Standing)
	entry.Born = []screening.Date{screening.MustParseDate("1966-02-01")}
	c.Born = entry.Born
	again := run(t, against(t, listed(entry), "2026-11-22", closed), c)
	require.Equal(t, risk.Hold, again.Standing, "new facts reopen the decision")
	require.NotEmpty(t, again.Hits[0].Reopened)
}

// MidFirst, 2022: the whole base was rescreened monthly only, and nobody saw how old the list was.
func TestEnforcementAnOldListIsStamped(t *testing.T) {
	list := listed(organization("Zubarev Quintal"))
	fresh, old := against(t, list, "2026-11-22"), against(t, list, "2026-12-20")
	c := party("Comercial Ejemplo", risk.Supplier, "CO")
	require.Equal(t, fact.False, stale(run(t, fresh, c)))
	require.Equal(t, fact.True, stale(run(t, old, c)))
	require.Equal(t, list.List.Published, old.Run().Lists[0].Published, "the run says the list's own date")
}

func stale(a risk.Assessment) fact.Outcome {
	if outcome(a, "F24-STALE") == fact.True {
		return fact.True
	}
	return fact.False
}

// PURE Insurance, 2023: the sole shareholder stood in a questionnaire that was never entered.
func TestEnforcementOwnersOfAQuestionnaireAreScreened(t *testing.T) {
	owner := screening.NewParty(screening.Person, "Oleg Zubarevsky Quintal")
	c := party("Medalla Ejemplo Inc", risk.Customer, "PA")
	c.Related = []risk.Related{{Party: owner, Relation: risk.Owner, Share: ownership.Percent(decimal.NewFromInt(100))}}
	c.Related[0].ID = "O1"
	before := against(t, listed(owner), "2026-11-22")
	got := run(t, before, c)
	require.NotEmpty(t, alerts(got))
	require.Equal(t, risk.Hold, got.Standing, "an undecided sole owner")
	match := screening.Decision{
		Party: "O1", List: "test-sdn", Entry: "1", Basis: got.Hits[0].Basis, Disposition: screening.TrueMatch, Rationale: "same person", Reviewer: "ana",
		Second: "luis", Date: screening.MustParseDate("2026-11-21"),
	}
	require.Equal(t, risk.Prohibited, run(t, against(t, listed(owner), "2026-11-22", match), c).Standing, "owned at half or more")
	c.Facts = fact.Set{"spend_usd": fact.Number(decimal.NewFromInt(60000))}
	c.Related = nil
	missing := run(t, before, c)
	require.True(t, slices.ContainsFunc(missing.Questions, func(q risk.Question) bool { return q.Fact == "unknown_owner_share" }), "owners nobody named are asked for")
}

// Bank of Scotland, 2025: spelling variants and a missing middle name; one authority's delisting taken for another's.
func TestEnforcementVariantsAndStatusPerAuthority(t *testing.T) {
	list := listed(screening.NewParty(screening.Person, "Dmitry Vladimirovich Ovsyankin"))
	list.Entries[0].Designations = []screening.Designation{
		{Authority: "Council of the European Union", Jurisdiction: "EU", AuthorityKind: screening.ExecutiveList, Effect: screening.AssetFreeze, Status: screening.Delisted, From: screening.MustParseDate("2017-11-20"), To: screening.MustParseDate("2023-03-14")},
		{Authority: "UK FCDO", Jurisdiction: "GB", AuthorityKind: screening.ExecutiveList, Effect: screening.AssetFreeze, From: screening.MustParseDate("2019-12-31")},
	}
	c := party("", risk.Customer, "")
	c.Party = screening.NewParty(screening.Person, "Dmitrii Ovsiankin")
	c.ID = "C1"
	hits := alerts(run(t, against(t, list, "2026-11-22"), c))
	require.Len(t, hits, 1)
	require.Len(t, hits[0].Designations, 1)
	require.Equal(t, "GB", hits[0].Designations[0].Jurisdiction, "what ended in one place is in force in another")
	before := alerts(run(t, against(t, list, "2021-01-01"), c))
	require.Len(t, before[0].Designations, 2)
}

// Herbert Smith Freehills, 2025: payments to accounts at listed banks and to an insurer that one owns.
func TestEnforcementThePayeesBankAndParent(t *testing.T) {
	bank := organization("Banco Quintal Zubarev")
	c := party("Arrendadora Ejemplo", risk.Supplier, "PA")
	c.Related = []risk.Related{{Party: bank, Relation: risk.Bank}}
	require.Equal(t, risk.Hold, run(t, against(t, listed(bank), "2026-11-22"), c).Standing, "the payee's bank")
	insurer := party("Seguros Ejemplo", risk.Supplier, "PA")
	insurer.Related = []risk.Related{{Party: bank, Relation: risk.Owner, Share: ownership.Percent(decimal.NewFromInt(100))}}
	insurer.Related[0].ID = "O1"
	got := run(t, against(t, listed(bank), "2026-11-22"), insurer)
	require.Equal(t, risk.Hold, got.Standing, "the payee's parent")
	require.NotEmpty(t, got.Ownership, "the ownership rule runs on banks and insurers too")
}
