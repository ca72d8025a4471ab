// Package name analyses a name once and compares two analysed names, token by token.
//
// It knows nothing of lists or indexes. The weight of a token comes from an embedded, versioned table, never from the
// list at hand: the score of two names is the same whatever else was loaded.
//
//	a := name.Person("Rguez. Orejuela, Gilberto J.")
//	b := name.Person("Gilberto José Rodríguez Orejuela")
//	score := name.Compare(a, b) // 0.97; name.Explain(a, b) says why
//
// # The score
//
// Evidence is a sum of integers, thousandths of a nat, that a table of integers maps to [0,1] at four decimals:
//
//	E = g(M) - D - C - O - F
//
// M, the mass, is the sum over pairs of tokens of weight * share / 256: the weight of the lighter token (its rarity, at most
// 8.5 nats) and what the relation is worth (relation.go). Initials and stubs add a small constant. g is the identity up to
// the knee and nearly flat after it; a match that rests on one word counts less. D is damage: what relations that are not exact
// cost besides their share. C is contradiction: what stands on both sides without a partner, role by role, the smaller of
// the two sides. O is omission: what is left on one side only. F holds the costs of sharing only surnames or only given
// names, and of legal forms that exclude each other. Without a pair of strong relation between words that can carry a match
// (given names, surnames, brands, generic words, places) there is no evidence at all.
//
// We prefer to alert once too often to missing a listed party: an omission costs little, a contradiction much.
//
// # What a bound must respect
//
// For an index that prunes: D, C, O and F are never negative and never fall when another query token stays without partner; g
// is concave and monotone; the gain of a pair is at most the weight of either token, and for a weak relation
// (initial, stub, close) at most half of it. Every strong relation of two tokens is found from the query's side: by a shared
// unit (units.go), by letters left out (deletes, misspellings), by the beginning of a word that was cut off, or by
// looking up the joins of the query and of the names. bound.go has the proof; a new relation needs a way to be found. Tokens without weight
// (titles, legal forms) are never paired. No rule looks at the whole string.
//
// # Concurrency
//
// A Name is immutable. The tables are read once, when the first name is analysed, and never change.
package name
