package risk

// Replay rebuilds the residual score from the contributions, for the property test.
func (m *Methodology) Replay(a Assessment) Range {
	r := m.replay(a)
	return r.score(r.sums)
}
