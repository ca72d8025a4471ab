package risk_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/tamiz-project/tamiz/risk"
	"github.com/tamiz-project/tamiz/risk/fact"
	"github.com/tamiz-project/tamiz/risk/ownership"
	"github.com/tamiz-project/tamiz/screening"
	"github.com/tamiz-project/tamiz/screening/identifier"
)

// Ten published cases in which screening failed, each with invented names of the same shape: the test shows the property
// that would have caught it. The cases stand in the comments as authority, year and what failed.

// listed makes an index of one official list; every entry is a freeze of the US unless it says otherwise.
func listed(t *testing.T, entries ...screening.Entry) *screening.Index {
	t.Helper()
	for i := range entries {
		if entries[i].Designations == nil {
			entries[i].Designations = []screening.Designation{{
				Authority: "Test", Jurisdiction: "US", AuthorityKind: screening.ExecutiveList, Effect: screening.AssetFreeze, From: screening.MustParseDate("2018-04-06"),
			}}
		}
	}
	index, err := screening.NewIndex(&screening.Watchlist{
		List:    screening.List{ID: "us-test", Official: true, Published: screening.MustParseDate(today), MaxAge: 7},
		Entries: entries,
	})
	require.NoError(t, err)
	return index
}

func entry(id string, kind screening.Kind, names ...string) screening.Entry {
	e := screening.Entry{Party: screening.NewParty(kind, names...)}
	e.ID = id
	return e
}

func assess(t *testing.T, index *screening.Index, c risk.Counterparty, o *risk.AssessorOptions) risk.Assessment {
	t.Helper()
	a, err := assessor(t, sample(t), index, o).Assess(c)
	require.NoError(t, err)
	return a
}

func hitsOn(a risk.Assessment, r risk.Relation) (ids []string) {
	for _, h := range a.Hits {
		if h.Relation == r && !h.Discounted {
			ids = append(ids, h.EntryID)
		}
	}
	return ids
}

// OFAC 2019, a software shop: "SIS DOO" did not match "SIS d.o.o."; the listed owner sat in a field nobody screened.
func TestCaseLegalFormAndUnscreenedField(t *testing.T) {
	index := listed(t, entry("1", screening.Organization, "ZIV d.o.o."), entry("2", screening.Person, "Sava Izmišljenić"))
	c := supplier("ZIV DOO")
	c.Related = []risk.Related{{Party: screening.NewParty(screening.Person, "IZMISLJENIC, Sava"), Relation: "account_administrator"}}
	a := assess(t, index, c, nil)
	require.Equal(t, []string{"1"}, hitsOn(a, ""), "a legal form is a class of spellings")
	require.Equal(t, []string{"2"}, hitsOn(a, "account_administrator"), "everybody named is screened, whatever the field is called")
	require.Len(t, a.Searched, 2)
}

// OFAC 2018, an aerospace group: a tool set to "fuzzy" required all words; the target was 51 % owned by a listed company.
func TestCaseShortenedNameAndOwnedTarget(t *testing.T) {
	index := listed(t, entry("1", screening.Organization, "JSC Zirkon-Antares Telecommunications"), entry("2", screening.Organization, "JSC Zirkon-Antares Air Defence Concern"))
	c := supplier("Zirkon Antares Telecom")
	require.Contains(t, hitsOn(assess(t, index, c, nil), ""), "1", "a shortened generic word costs little")
	found, err := index.Search(c.Party, nil)
	require.NoError(t, err)
	scanned, err := index.Scan(c.Party, nil)
	require.NoError(t, err)
	require.Equal(t, scanned, found, "the index finds what reading every entry finds")

	owned := supplier("Empresa Sin Nombre Parecido")
	owned.Related = []risk.Related{{Party: screening.NewParty(screening.Organization, "JSC Zirkon-Antares Air Defence Concern"), Relation: risk.Owner, Share: ownership.Percent(dec("51"))}}
	a := assess(t, index, owned, nil)
	require.True(t, slices.ContainsFunc(a.Ownership, func(f ownership.Finding) bool {
		return f.Rule == "OFAC" && f.Party == a.ID && f.Status == ownership.Potential
	}), "51 %% by a party that nobody has decided: %v", a.Ownership)
}

// OFAC 2020, an online shop: "Yalta, Krimea" in the text of an address was not seen because the country field said otherwise.
func TestCasePlaceInAddressText(t *testing.T) {
	c := supplier("Tienda Inventada")
	c.Countries = []string{"RU"}
	c.Addresses = []screening.Address{{Text: "ul. Vymyshlennaya 1, Yalta, Krimea", Country: "RU"}}
	o, err := assessor(t, sample(t), listed(t, entry("1", screening.Person, "Nadie Parecido")), nil).Observe(c)
	require.NoError(t, err)
	require.True(t, slices.ContainsFunc(o.Tables["place"].Rows, func(r fact.Row) bool {
		return r.Facts["place.country"].Equal(fact.Text("UA")) && r.Facts["place.as"].Equal(fact.Text("address"))
	}), "what the text says is a place of its own: %v", o.Tables["place"].Rows)
}

// OFAC 2020, a bank: 61 payments to a listed bank whose BIC was not loaded; the name matched at 100 % only.
func TestCaseIdentifierAlone(t *testing.T) {
	bic, err := identifier.Parse(identifier.BIC, "", "ZZQXRUMM")
	require.NoError(t, err)
	bank := entry("1", screening.Organization, "Bank Vymyshlenny")
	bank.Identifiers = []identifier.ID{bic}
	payee := screening.Party{Kind: screening.Organization, Names: []screening.Name{{Text: "Correspondent account 7"}}, Identifiers: []identifier.ID{bic}}
	c := supplier("Proveedor Cualquiera")
	c.Related = []risk.Related{{Party: payee, Relation: risk.Bank}}
	a := assess(t, listed(t, bank), c, nil)
	require.Equal(t, []string{"1"}, hitsOn(a, risk.Bank), "an exact identifier alerts alone")
	require.Equal(t, risk.Hold, a.Standing)
}

// OFAC 2021, a bank: an alert was dismissed for years though the birth date agreed, because the second name was missing.
func TestCaseMissingSecondName(t *testing.T) {
	person := entry("1", screening.Person, "Marta Esperanza INVENTADA LOZANO")
	person.Born = []screening.Date{screening.MustParseDate("1971-05-09")}
	c := risk.Counterparty{Party: screening.NewParty(screening.Person, "Esperanza Inventada Lozano"), Role: risk.Customer}
	c.Born = person.Born
	a := assess(t, listed(t, person), c, nil)
	require.Equal(t, []string{"1"}, hitsOn(a, ""))
	require.True(t, slices.ContainsFunc(a.Hits[0].Evidence, func(e screening.Evidence) bool { return e.Gain > 0 && e.Code != "name" }),
		"the hit shows that the birth date agrees: %v", a.Hits[0].Evidence)
	other := c
	other.Born = nil
	require.Greater(t, a.Hits[0].Score, assess(t, listed(t, person), other, nil).Hits[0].Score)
}

// OFAC 2022, a card issuer: a strong alert (name, birth date, identity number) was closed by one analyst. The hit says that
// it is strong, and a decision on it holds only with a second, different reviewer.
func TestCaseStrongHitIsMarked(t *testing.T) {
	cedula, err := identifier.Parse("VE-CI", "VE", "V-12345678")
	require.NoError(t, err)
	person := entry("1", screening.Person, "Pedro INVENTADO MARQUEZ")
	person.Identifiers = []identifier.ID{cedula}
	c := risk.Counterparty{Party: screening.NewParty(screening.Person, "Pedro Inventado Marquez"), Role: risk.Customer}
	c.Identifiers = person.Identifiers
	o, err := assessor(t, sample(t), listed(t, person), nil).Observe(c)
	require.NoError(t, err)
	require.Equal(t, fact.Yes().String(), o.Tables["hit"].Rows[0].Facts["hit.strong"].String())

	for second, want := range map[string]risk.Standing{"": risk.Hold, "Ana": risk.Hold, "Berta": risk.Open} {
		decisions, err := screening.NewDecisions(screening.Decision{
			Party: o.Counterparty.ID, List: "us-test", Entry: "1", Basis: o.Hits[0].Basis, Disposition: screening.FalsePositive,
			Rationale: "another person", Reviewer: "Ana", Second: second, Date: screening.MustParseDate(today),
		})
		require.NoError(t, err)
		a := assess(t, listed(t, person), c, &risk.AssessorOptions{Decisions: decisions})
		require.Equal(t, want, a.Standing, "closed by Ana and %q", second)
		require.Equal(t, want == risk.Hold, a.Hits[0].Reopened == "second_reviewer")
	}
}

// OFAC 2022, a bank: only changed customers were rescreened daily. What is screened is the whole base against the list of
// the day; the report carries the list's date and the fingerprint of each party searched.
func TestCaseWholeBaseAgainstTodaysList(t *testing.T) {
	c := supplier("Cliente Inmutable Quintero")
	before := assess(t, listed(t, entry("1", screening.Person, "Nadie Parecido")), c, nil)
	after := assess(t, listed(t, entry("1", screening.Person, "Nadie Parecido"), entry("9", screening.Organization, "Cliente Inmutable Quintero")), c, nil)
	require.Empty(t, before.Hits)
	require.Equal(t, before.Searched, after.Searched, "the customer did not change")
	require.Equal(t, []string{"9"}, hitsOn(after, ""), "the list did")
	run := assessor(t, sample(t), listed(t, entry("1", screening.Person, "Nadie Parecido")), nil).Run()
	require.Equal(t, today, run.Lists[0].Published.String())
}

// OFAC 2023, an insurer: the sole shareholder stood in a paper questionnaire, never entered, and was listed years later.
func TestCaseOwnerFromQuestionnaire(t *testing.T) {
	index := listed(t, entry("1", screening.Person, "Viktor Vymyshlenny"))
	c := supplier("Medusa Inventada Inc")
	o, err := assessor(t, sample(t), index, nil).Observe(c)
	require.NoError(t, err)
	require.Contains(t, o.Facts["party.missing"].Words(), "owners", "that nobody named an owner is a fact")
	require.Equal(t, risk.Open, assess(t, index, c, nil).Standing)

	c.Related = []risk.Related{{Party: screening.NewParty(screening.Person, "Viktor Vymyshlenny"), Relation: risk.Owner, Share: ownership.Percent(dec("100"))}}
	a := assess(t, index, c, nil)
	require.Equal(t, risk.Hold, a.Standing)
	require.NotEmpty(t, a.Ownership, "and the ownership rule runs on the answer")
}

// OFSI 2025, a bank: transliterations and a missing middle name defeated the match, and a delisting by one authority was
// taken for a delisting by another.
func TestCaseTransliterationAndWhoseDelisting(t *testing.T) {
	person := entry("1", screening.Person, "Dmitrii Vladimirovich VYMYSHLENNIKOV")
	person.Designations = []screening.Designation{
		{Authority: "EU Council", Jurisdiction: "EU", Effect: screening.AssetFreeze, From: screening.MustParseDate("2014-03-17"), To: screening.MustParseDate("2020-01-01"), Status: screening.Delisted},
		{Authority: "OFSI", Jurisdiction: "GB", Effect: screening.AssetFreeze, From: screening.MustParseDate("2014-03-17")},
	}
	c := risk.Counterparty{Party: screening.NewParty(screening.Person, "Dmitriy Vymyshlennikov"), Role: risk.Customer}
	a := assess(t, listed(t, person), c, &risk.AssessorOptions{Profile: &risk.Profile{Jurisdictions: []string{"GB"}}})
	require.Equal(t, []string{"1"}, hitsOn(a, ""))
	require.Len(t, a.Hits[0].Designations, 1)
	require.Equal(t, "GB", a.Hits[0].Designations[0].Jurisdiction, "the status is each authority's own")
	require.Equal(t, risk.Hold, a.Standing)
	eu := assess(t, listed(t, person), c, &risk.AssessorOptions{Profile: &risk.Profile{Jurisdictions: []string{"EU"}}})
	require.Equal(t, risk.Open, eu.Standing, "an authority that does not bind us gives no hold; the hit stays visible")
	require.Len(t, eu.Hits, 1)
}

// OFSI 2025, a law firm: payments to accounts at designated banks and to a wholly owned insurer of one.
func TestCaseOwnedBank(t *testing.T) {
	index := listed(t, entry("1", screening.Organization, "Bank Vymyshlenny"))
	graph, err := ownership.NewGraph(
		func(yield func(screening.Party, error) bool) {
			for _, p := range []screening.Party{{ID: "INS", Names: []screening.Name{{Text: "Aseguradora Cualquiera"}}}, {ID: "BNK", Names: []screening.Name{{Text: "Bank Vymyshlenny"}}}} {
				if !yield(p, nil) {
					return
				}
			}
		},
		func(yield func(ownership.Stake, error) bool) {
			yield(ownership.Stake{Holder: "BNK", Held: "INS", Kind: ownership.Shares, Share: ownership.Percent(dec("100"))}, nil)
		})
	require.NoError(t, err)
	insurer := screening.NewParty(screening.Organization, "Aseguradora Cualquiera")
	insurer.ID = "INS"
	c := supplier("Estudio Jurídico Inventado")
	c.Related = []risk.Related{{Party: insurer, Relation: risk.Payer}}
	a := assess(t, index, c, &risk.AssessorOptions{Ownership: graph})
	require.Equal(t, []string{"1"}, hitsOn(a, risk.Upstream), "who stands above a payee in the register is screened too")
	require.True(t, slices.ContainsFunc(a.Ownership, func(f ownership.Finding) bool {
		return f.Rule == "OFAC" && f.Party == "INS" && f.Status == ownership.Potential
	}), "%v", a.Ownership)
	require.Equal(t, risk.Hold, a.Standing)
}
