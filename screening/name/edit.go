package name

// maxEdit is the longest word the edit distance reads; longer words are compared whole.
const maxEdit = 32

// edits returns the optimal string alignment distance (insert, delete, substitute, swap neighbours) of a and b, or
// limit+1 when it is larger than limit.
func edits(a, b string, limit int) int {
	if max(len(a), len(b)) > maxEdit && a != b {
		return limit + 1
	}
	for len(a) > 0 && len(b) > 0 && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	for len(a) > 0 && len(b) > 0 && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	if len(a) > len(b) {
		a, b = b, a
	}
	switch {
	case len(b)-len(a) > limit:
		return limit + 1
	case len(a) == 0:
		return len(b)
	case limit > 2:
		return align(a, b, limit)
	case limit > 0 && one(a, b):
		return 1
	case limit > 1 && two(a, b):
		return 2
	}
	return limit + 1
}

// one reports whether a single edit makes b of a; the first letters of both differ, and so do the last.
func one(a, b string) bool {
	return len(a) == len(b) && (len(a) == 1 || len(a) == 2 && a[0] == b[1] && a[1] == b[0])
}

// two reports whether two edits make b of a, which is no longer; the first letters of both differ, and so do the last. One of
// the edits is at the first letter.
func two(a, b string) bool {
	return atMostOne(a[1:], b[1:]) || atMostOne(a, b[1:]) || atMostOne(a[1:], b) ||
		len(a) > 1 && a[0] == b[1] && a[1] == b[0] && atMostOne(a[2:], b[2:])
}

// atMostOne reports whether two texts are equal but for one edit.
func atMostOne(a, b string) bool {
	if n := len(b) - len(a); n > 1 || n < -1 {
		return false
	}
	for len(a) > 0 && len(b) > 0 && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	for len(a) > 0 && len(b) > 0 && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	return len(a)+len(b) <= 1 || one(a, b)
}

// align fills the table row by row, three rows at a time.
func align(a, b string, limit int) int {
	var rows [3][maxEdit + 1]uint8
	before, last, row := &rows[0], &rows[1], &rows[2]
	for j := range len(b) + 1 {
		last[j] = uint8(j)
	}
	for i := 1; i <= len(a); i++ {
		row[0] = uint8(i)
		best := row[0]
		for j := 1; j <= len(b); j++ {
			cost := uint8(1)
			if a[i-1] == b[j-1] {
				cost = 0
			}
			d := min(last[j-1]+cost, last[j]+1, row[j-1]+1)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				d = min(d, before[j-2]+1)
			}
			row[j] = d
			best = min(best, d)
		}
		if int(best) > limit {
			return limit + 1
		}
		before, last, row = last, row, before
	}
	return int(last[len(b)])
}
