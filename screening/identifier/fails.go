package identifier

// Fails reports whether the number carries a check digit that is wrong. Unverifiable alone does not say that: of most
// personal numbers no check digit is published, and a NIT may be written without its own.
func (id ID) Fails() bool {
	d, ok := schemes()[id.Scheme]
	return ok && id.Check() == Unverifiable && d.verify(id.Value) == fails
}
