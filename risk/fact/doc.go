// Package fact holds what is known about a counterparty and the conditions that rules put on it.
//
// A fact is a flat, typed, documented name: "cash_share", "payment.method". It is known, unknown, or not applicable. The
// dictionary of facts is at once the type environment of rules, the columns of an intake file and the questionnaire.
//
// The smallest program:
//
//	facts, err := fact.NewDictionary(fact.Definition{Name: "cash_share", Type: fact.Quantity})
//	rule, err := facts.Compile("cash_share >= 0.30", "")
//	outcome := rule.Eval(fact.Set{"cash_share": fact.Number(decimal.RequireFromString("0.35"))}, nil) // fact.True
//
// # Names
//
// A name without a dot belongs to the counterparty. A name with a dot belongs to the rows of a table: payment.method is
// the method of each payment. Names that begin with party., profile. or run. are the exception: they say something of the
// counterparty, of ourselves and of this run, and every condition may use them.
//
// # Conditions
//
//	cash_share >= 0.30 and not licensed
//	payment.method in ["cash", "crypto"] or payment.amount * 2 > contract_value
//	"TBA" in zones and contract.signed >= "2025-07-25"
//	sector startsWith "46"
//
// The words are and, or, not, in, not in, contains, startsWith; the signs == != < <= > >= + - *; words and days stand in
// quotes. There are no functions and there is no division: multiply the other side instead. Numbers are exact decimals,
// never floating point. A condition is checked when it is compiled: names, types and vocabulary.
//
// # Policy
//
// Nobody knowing is not the same as no. A condition has four outcomes (see Outcome), chosen so that De Morgan's laws hold
// and that answering an unknown never changes an outcome that was already decided; the bounds of a score rest on that.
// That is why a condition cannot ask whether a fact is known.
//
// Values, dictionaries and conditions are immutable and safe for concurrent use; a Set is a map and is not.
package fact
