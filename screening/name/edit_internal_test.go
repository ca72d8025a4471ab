package name

import (
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestEditsIsAlign compares the short cuts of edits with the whole table, on words of few letters, where every sort of edit and
// overlapping ones are common.
func TestEditsIsAlign(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	word := func() string {
		w := make([]byte, r.IntN(9))
		for i := range w {
			w[i] = "abc"[r.IntN(3)]
		}
		return string(w)
	}
	near := 0
	for range 300_000 {
		a, b := word(), word()
		for limit := range 3 {
			want := limit + 1
			if d := align(a, b, 8); d <= limit {
				want = d
				near++
			}
			require.Equal(t, want, edits(a, b, limit), "%s %s within %d", a, b, limit)
		}
	}
	require.Greater(t, near, 50_000)
}
