package fact

// CanHold reports whether answers to what is unknown could still make the condition true. An undecided outcome does not
// say so: "licence.expired and unknown_share > 25" is unknown while the share is, even where the licence does not apply,
// and no answer can make it true. Rules lift their upper bound only where this reports true; that keeps scores monotone.
func (c *Condition) CanHold(party, row Set, stage int) bool {
	return reachOf(c.root, env{party, row, stage}).yes
}

// A reach is which of the two outcomes are still possible; neither is, where the question does not arise.
type reach struct{ yes, no bool }

func reachOf(b boolean, e env) reach {
	switch b := b.(type) {
	case not:
		of := reachOf(b.of, e)
		return reach{of.no, of.yes}
	case and:
		left, right := reachOf(b.left, e), reachOf(b.right, e)
		return reach{left.yes && right.yes, left.no || right.no}
	case or:
		left, right := reachOf(b.left, e), reachOf(b.right, e)
		return reach{left.yes || right.yes, left.no && right.no}
	case same:
		left, right := reachOf(b.left, e), reachOf(b.right, e)
		return reach{left.yes && right.yes || left.no && right.no, left.yes && right.no || left.no && right.yes}
	}
	t := b.eval(e)
	return reach{t == isTrue || t == isUnknown, t == isFalse || t == isUnknown}
}
