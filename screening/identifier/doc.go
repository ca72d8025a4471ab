// Package identifier parses tax, company, personal, vessel, aircraft, bank and wallet identifiers with their check digits.
//
// A number that two records share is the best evidence there is, and the digits of a Bolivian card and a Venezuelan cédula are
// equal by chance every day. So an identifier is typed before it is compared: a scheme, the issuing country, and a normalised
// value, always text, never a number (leading zeros count, and Brazil's CNPJ has letters since July 2026).
//
//	id, err := identifier.Parse("CO-NIT", "CO", "NIT # 860.002.964-4")
//	if err != nil {
//		return err // malformed; id still holds the text
//	}
//	fmt.Println(id, id.Check()) // CO-NIT:860002964-4 valid
//	if id.Compare(other) == identifier.Same { ... }
//
// Policy. Official lists print wrong check digits (one Mexican RFC in twelve), so a failed check lowers confidence and never drops
// a value: the outcomes are valid, unverifiable and malformed. Numbers that many share (final consumer, zeros, "CUIT país") are
// placeholders: well formed, and related to nothing. Compare looks at the part that is stable: the root of a CNPJ, a NIT without
// its digit, the first ten digits of an Ecuadorian RUC. Masked numbers (***456789**) are partial evidence.
//
// Everything is immutable and safe for concurrent use.
//
// # How to add a scheme
//
// A country is one file named by its code, as pe.go: a function that returns its definitions, the more specific first. A
// definition says
//
//   - Definition: the scheme ("PE-RUC"), country, the pattern of the normalised value, the check in words, who issues it;
//   - labels: what stands before the number in files ("RUC"), in capitals without dots;
//   - official: true for tax, personal and register numbers, which other sources may print without their kind;
//   - check: passes, fails, or silent where the value carries none. Do not fail what the issuer says follows no algorithm;
//   - body: the part that stays when a check digit, a branch or a letter is left out; link: the other scheme with the same body;
//   - placeholders and shared: numbers that must never be a key.
//
// Then add one line to sets in definition.go, three valid and three invalid examples to testdata/identifiers.csv and their title to
// vectors_test.go. If the country is new to countries.Parse, see data/README.md there.
package identifier
