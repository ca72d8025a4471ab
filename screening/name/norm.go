package name

// normalise writes a folded word so that spellings which people confuse come out alike: b v w; s z x and c before e or i; g
// before e or i, j, initial x; k q and hard c; i y e; o u; silent h; doubled letters; th, ph, kh, gn, nh; rn, which scanners read for m. It is never
// compared alone: two words whose skeletons are equal still pay for every letter that differs (see spelling).
func normalise(dst []byte, w string) []byte {
	for i := 0; i < len(w); {
		out, n := alone[w[i]], 1
		if out == 0 {
			out, n = reduce(w, i)
		}
		i += n
		if out != 0 && (len(dst) == 0 || dst[len(dst)-1] != out) {
			dst = append(dst, out)
		}
	}
	return dst
}

// alone holds the class letters of those that no other letter changes.
var alone = [256]byte{
	'a': 'a', 'b': 'b', 'e': 'i', 'f': 'f', 'i': 'i', 'k': 'k', 'l': 'l', 'm': 'm', 'o': 'u', 'u': 'u', 'v': 'b', 'w': 'b', 'y': 'i', 'z': 's',
}

// reduce returns the class letter of any other letter at i and how many bytes it takes; 0 is silent.
func reduce(w string, i int) (out byte, n int) {
	c, next, after := w[i], at(w, i+1), at(w, i+2)
	switch c {
	case 'h':
		return 0, 1
	case 'x':
		if i == 0 {
			return 'j', 1
		}
		return 's', 1
	case 'j':
		if i > 0 && i == len(w)-1 {
			return 'i', 1
		}
	case 'q':
		if next == 'u' && (after == 'e' || after == 'i') {
			return 'k', 2
		}
		return 'k', 1
	case 'c':
		return reduceC(next, after)
	case 'g':
		return reduceG(next, after)
	}
	return reducePair(c, next, after)
}

// reducePair reads the letters that only the next one changes.
func reducePair(c, next, after byte) (out byte, n int) {
	switch {
	case c == 's' && next == 'c' && after == 'h':
		return 's', 3
	case c == 'p' && next == 'h':
		return 'f', 2
	case c == 't' && (next == 's' || next == 'z'):
		return 's', 2
	case c == 'd' && next == 'j':
		return 'j', 2
	case c == 'r' && next == 'n':
		return 'm', 2
	case c == 'n' && (next == 'i' || next == 'y') && vowel(after):
		return 'n', 2
	}
	return c, 1
}

func reduceC(next, after byte) (byte, int) {
	switch next {
	case 'h':
		if after == 'r' || after == 'l' || after == 'n' || after == 't' {
			return 'k', 2
		}
		return 'c', 2
	case 'e', 'i', 'y':
		return 's', 1
	case 'k':
		return 'k', 2
	}
	return 'k', 1
}

func reduceG(next, after byte) (byte, int) {
	switch {
	case next == 'e' || next == 'i' || next == 'y':
		return 'j', 1
	case next == 'u' && (after == 'e' || after == 'i'):
		return 'g', 2
	case next == 'n':
		return 'n', 2
	}
	return 'g', 1
}

func at(w string, i int) byte {
	if i < len(w) {
		return w[i]
	}
	return 0
}

func vowel(c byte) bool { return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' }

// letterMask has a bit for every letter of a skeleton; k edits change at most 2k bits.
func letterMask(w string) uint32 {
	var m uint32
	for i := range len(w) {
		switch c := w[i]; {
		case c >= 'a' && c <= 'z':
			m |= 1 << (c - 'a')
		case c >= '0' && c <= '9':
			m |= 1 << 26
		default:
			m |= 1 << (27 + c&3)
		}
	}
	return m
}

// fnvOffset is the hash of the empty text.
const fnvOffset = 14695981039346656037

// hash is FNV-1a: the same on every machine, which maphash is not.
func hash(s string) uint64 {
	h := uint64(fnvOffset)
	for i := range len(s) {
		h = (h ^ uint64(s[i])) * 1099511628211
	}
	return h
}

// extend continues a hash.
func extend(h uint64, s string) uint64 {
	for i := range len(s) {
		h = (h ^ uint64(s[i])) * 1099511628211
	}
	return h
}
