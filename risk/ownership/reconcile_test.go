package ownership_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/tamiz-project/tamiz/risk/ownership"
	"github.com/tamiz-project/tamiz/screening"
)

func TestReconcile(t *testing.T) {
	for _, c := range []struct{ name, stated, recorded, want, reason string }{
		{"same", "x 30 a", "x 30 a", "x 30 a", "told twice, owned once"},
		{"band and number", "x 25-50 a", "x 30 a", "x 30 a", "both are true of 30"},
		{"unknown and number", "x ? a", "x 60 a", "x 60 a", "saying nothing contradicts nothing"},
		{"contradiction", "x 30 a", "x 60 a", "x 30-60 a", "one of them is wrong"},
		{"parcels", "x 60 a", "x 20 a; x 40 a", "x 60 a", "the register has two parcels"},
		{"only stated", "x 30 a", "y 60 a", "x 30 a; y 60 a", "each is kept"},
		{"other kind", "x 30 a", "x 30 a votes", "x 30 a; x 30 a votes", "votes are not capital"},
		{"ended", "x 30 a", "x 60 a to=2020", "x 30 a; x 60 a to=2020", "history is no contradiction"},
		{"nobody", "  30 a", "  30 a", " 30 a;  30 a", "two strangers need not be one"},
		{"open bounds", "x >25-50 a", "x >=50 a", "x 50 a", "exactly 50 is in both"},
		{"nonsense", "x 30 a", "x 30 a; x 90 a", "x 30-120 a", "more than everything is a contradiction too"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got []string
			for _, s := range ownership.Reconcile(stakesOf(t, c.stated), stakesOf(t, c.recorded), day) {
				text := fmt.Sprintf("%s %s %s", s.Holder, s.Share, s.Held)
				if s.Kind != ownership.Shares {
					text += " " + string(s.Kind)
				}
				if !s.To.IsZero() {
					text += " to=" + s.To.String()
				}
				got = append(got, text)
			}
			require.Equal(t, c.want, strings.Join(got, "; "), c.reason)
		})
	}
}

func ExampleReconcile() {
	thirty, _ := ownership.ParseShare("30")
	band, _ := ownership.ParseShare("25-50")
	answer := []ownership.Stake{{Holder: "x", Held: "a", Share: thirty, Source: "questionnaire"}}
	register := []ownership.Stake{{Holder: "x", Held: "a", Share: band, Source: "register.csv:2"}}
	for _, s := range ownership.Reconcile(answer, register, screening.MustParseDate("2026-11-22")) {
		fmt.Println(s.Holder, s.Share, "of", s.Held, "("+s.Source+")")
	}
	// Output: x 30 of a (questionnaire; register.csv:2)
}
