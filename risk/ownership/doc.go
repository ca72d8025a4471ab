// Package ownership says who is really behind a company: it applies the ownership rules of OFAC, the EU, the UK and BIS to
// a graph of stakes.
//
// Most sanctioned trade hides one company further up. A rule such as OFAC's is short, and easy to get wrong: a blocked
// holder passes its whole stake on and an unblocked one nothing, so percentages are added up within one company and never
// multiplied along a chain. Half of a half is blocked; a quarter and a quarter through holders that are not blocked is not.
//
//	graph, err := ownership.Open("register.csv")
//	rule, _ := ownership.Lookup("OFAC")
//	finding := graph.Apply(rule, day, listed).Of("acme-holding")
//	fmt.Println(finding.Status, finding.Share, finding.Proof)
//
// # What we prefer to get wrong
//
// What is not known is never taken for innocent. A stake without a size is 0 to 100 %, a holder known by id only may be
// anybody, a share that cannot be is unknown: where one of those could decide, the finding is [Indeterminate], which is a
// reason to ask and to wait, not to pay. A hit that nobody has reviewed makes a company [Potential], never [Blocked].
// What the data does not say at all, the rest to 100 %, is not counted: it is in Finding.Undisclosed.
//
// Two authorities are two rules and two findings. The share of blocked parties is not the beneficial share, which is
// multiplied along the chain: [Graph.Effective] gives that other figure, and nothing here mixes them.
//
// # Concurrency
//
// Graph, Rule and Result are immutable and safe for concurrent use.
package ownership
