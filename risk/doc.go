// Package risk scores a relationship and says because of what.
//
// The smallest program, with the Latin American method and its data from risk/latam:
//
//	pack, err := latam.Load()
//	index, err := screening.NewIndex(pack.Designations)
//	assessor, err := risk.NewAssessor(pack.Methodology, index, screening.MustParseDate("2026-11-22"), &risk.AssessorOptions{Indicators: pack.Indicators})
//	a, err := assessor.Assess(risk.Counterparty{Party: screening.NewParty(screening.Organization, "Comercial Ejemplo, C.A.")})
//	fmt.Println(a.Tier, a.Standing, a.Residual.Low, a.Residual.Point, a.Residual.High)
//
// # Three steps
//
// Observe screens the counterparty and everybody it names, applies the ownership rules, looks indicators up and derives
// facts: an Observation. Judge, a pure function of the methodology and an observation, turns that into an Assessment:
// weighted, capped, lifted to floors (inherent); lowered by evidenced controls (residual); overridden. A report is written
// from assessments alone.
//
// # What a score says
//
// A score is three exact decimals from 0 to 100. Low is the score when every unknown turns out harmless, high when every
// unknown turns out as bad as it can be, point lies between by the share that the methodology states. Each of the three is
// the sum of its contributions to the last digit. A worse input never lowers any of them, an answer never leaves the bounds,
// a control never lowers a standing: tests hold this over a hundred thousand random methodologies and counterparties.
//
// Above the tier stands the standing. HOLD: somebody has to decide something first. PROHIBITED: a reviewer confirmed a match
// or a rule says no. Empty: nothing stands in the way that was looked for; what was looked for stands in Searched and in
// Run.Lists. It is never a statement that somebody is harmless.
//
// # Policy
//
// We would rather hold a payment that a reviewer releases than let one go. A decision whose basis changed no longer holds. A
// record that cannot be judged is a *feed.RecordError, never a low score; too little data is its own tier. A country alone
// decides nothing; what a person is born as is never a point.
//
// # How to add things
//
// A rule, a factor, a weight, a tier: in the methodology document, see METHODOLOGY.md in this folder. A fact that everybody's
// rules may use: a line in the tables of derived*.go. A figure in the JSON Lines: Assessment and assessment.schema.json, which
// a test compares.
//
// Methodology and Assessor are immutable and safe for concurrent use; observations and assessments are plain values.
package risk
