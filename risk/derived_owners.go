package risk

import (
	"strings"

	"github.com/shopspring/decimal"
	"github.com/tamiz-project/tamiz/risk/fact"
)

func ownerQuestion() fact.Label {
	return fact.Label{"en": "Who owns it?", "es": "¿Quiénes son los dueños?", "pt": "Quem são os donos?"}
}

func relatedQuestion() fact.Label {
	return fact.Label{
		"en": "Who owns, runs and signs for it, and which bank does it use?", "es": "¿Quiénes son sus dueños, directivos y firmantes, y cuál es su banco?",
		"pt": "Quem são seus donos, dirigentes e signatários, e qual é seu banco?",
	}
}

func ownerDefinitions() []fact.Definition {
	return []fact.Definition{
		define("owner.kind", fact.Word, "what the owner is", "person", "organization", "vessel", "aircraft", "unknown"),
		define("owner.countries", fact.Words, "its countries, alpha-2"),
		define("owner.share_low", fact.Quantity, "percent it holds at least"),
		define("owner.share_high", fact.Quantity, "percent it holds at most"),
	}
}

// ownerRows gives one row for each owner. The table is complete when the owners named hold everything.
func ownerRows(s *sight) fact.Table {
	table := fact.Table{}
	held := decimal.Zero
	for i := range s.c.Related {
		r := &s.c.Related[i]
		if r.Relation != Owner {
			continue
		}
		low, high := r.Share.Low(), r.Share.High()
		held = held.Add(low)
		table.Rows = append(table.Rows, fact.Row{ID: r.ID, Facts: fact.Set{
			"owner.kind": kindWord(r.Kind), "owner.countries": fact.Texts(r.Countries...),
			"owner.share_low": fact.Number(low), "owner.share_high": fact.Number(high),
		}})
	}
	table.Complete = held.GreaterThanOrEqual(hundred())
	return table
}

func kindWord[S ~string](kind S) fact.Value {
	if kind == "" {
		return fact.Text("unknown")
	}
	return fact.Text(string(kind))
}

// unknownOwnerShare is what is left of 100 percent, where owners with shares are named; the unnamed rest is unknown as
// long as nobody named an owner at all.
func unknownOwnerShare(s *sight) fact.Value {
	held := decimal.Zero
	for _, r := range s.c.Related {
		if r.Relation == Owner {
			held = held.Add(r.Share.Low())
		}
	}
	if !held.IsPositive() {
		return fact.Unknown()
	}
	return fact.Number(decimal.Max(hundred().Sub(held), decimal.Zero)).From(fact.Origin{Source: "owners named"})
}

func relatedDefinitions() []fact.Definition {
	return []fact.Definition{
		define("related.relation", fact.Word, "owner, officer, signatory, agent, bank, asset, payer, ..."),
		define("related.kind", fact.Word, "what the related party is", "person", "organization", "vessel", "aircraft", "unknown"),
		define("related.countries", fact.Words, "its countries, alpha-2"),
		define("related.positions", fact.Words, "offices and titles it holds"),
		define("related.identified", fact.YesNo, "it brings at least one identifier"),
	}
}

func relatedRows(s *sight) fact.Table {
	table := fact.Table{Complete: len(s.c.Related) > 0}
	for i := range s.c.Related {
		r := &s.c.Related[i]
		table.Rows = append(table.Rows, fact.Row{ID: r.ID, Facts: fact.Set{
			"related.relation": wordOrUnknown(r.Relation), "related.kind": kindWord(r.Kind), "related.countries": fact.Texts(r.Countries...),
			"related.positions": fact.Texts(r.Positions...), "related.identified": fact.Bool(len(r.Identifiers) > 0),
		}})
	}
	return table
}

func ownershipDefinitions() []fact.Definition {
	return []fact.Definition{
		define("ownership.rule", fact.Word, "whose ownership rule: OFAC, EU, UK, BIS"),
		define("ownership.status", fact.Word, "what the rule says", "not_blocked", "blocked", "potential", "indeterminate"),
		define("ownership.binding", fact.YesNo, "the rule binds us, by the jurisdictions of the profile"),
		define("ownership.relation", fact.Word, "whom it concerns: self, or the relation of the related party"),
		define("ownership.share_low", fact.Quantity, "percent held by listed owners at least"),
		define("ownership.share_high", fact.Quantity, "percent held by listed owners at most"),
	}
}

// ownershipRows gives one row for each finding of an ownership rule about the counterparty or a party beside it.
func ownershipRows(s *sight) fact.Table {
	table := fact.Table{Complete: true}
	for _, f := range s.o.Ownership {
		relation := fact.Text("self")
		for _, r := range s.c.Related {
			if r.ID == f.Party {
				relation = wordOrUnknown(r.Relation)
			}
		}
		table.Rows = append(table.Rows, fact.Row{ID: strings.Join([]string{"ownership", f.Rule, f.Party}, "|"), Facts: fact.Set{
			"ownership.rule": fact.Text(f.Rule), "ownership.status": fact.Text(string(f.Status)), "ownership.relation": relation,
			"ownership.binding":   fact.Bool(s.a.bound(jurisdictionOf(f.Rule))),
			"ownership.share_low": fact.Number(f.Share.Low()), "ownership.share_high": fact.Number(f.Share.High()),
		}})
	}
	return table
}

// jurisdictionOf says whose ownership rule it is.
func jurisdictionOf(rule string) string {
	switch rule {
	case "OFAC", "BIS":
		return "US"
	case "UK":
		return "GB"
	}
	return rule
}
