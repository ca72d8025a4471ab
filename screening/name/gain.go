package name

// Gain returns the most that a strong relation of one token of q with a token of the corpus adds to the mass, in
// thousandths of a nat; 0 where no token of q is strongly related to any.
func (c *Corpus) Gain(q *Name, s *Scratch) (most int32) {
	if len(q.tokens) == 0 {
		return 0
	}
	c.begin(q, s)
	for i := range q.tokens {
		if !silent(q.tokens[i].role) {
			c.relatives(i, s)
			most = max(most, s.best[i])
		}
	}
	return most
}
