package risk_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/tamiz-project/tamiz/risk"
	"github.com/tamiz-project/tamiz/screening"
)

func ExampleFingerprint() {
	p := screening.NewParty(screening.Organization, "Banda Inventada del Valle")
	one, whole := risk.Fingerprint(p)
	p.ID = "V-1"
	two, _ := risk.Fingerprint(p)
	fmt.Println(one == two, whole)
	// Output: true true
}

func ExampleListsDigest() {
	yesterday := []screening.List{{ID: "us-invented", SHA256: "aa"}}
	today := []screening.List{{ID: "us-invented", SHA256: "bb"}}
	fmt.Println(risk.ListsDigest(yesterday) == risk.ListsDigest(today))
	// Output: false
}

func TestFingerprintOfWhatIsNoText(t *testing.T) {
	_, whole := risk.Fingerprint(screening.NewParty(screening.Person, "Juan P\xe9rez"))
	require.False(t, whole, "another broken byte would have the same fingerprint")
	_, whole = risk.Fingerprint(screening.NewParty(screening.Person, "Juan P\ufffdrez"))
	require.True(t, whole, "a replacement character that stands in the text is a text")
}

func TestObservationSaysHowItSearched(t *testing.T) {
	a := assessor(t, sample(t), searcher{}, &risk.AssessorOptions{Threshold: 0.9})
	o, err := a.Observe(supplier("Nadie"))
	require.NoError(t, err)
	require.Equal(t, 0.9, o.Threshold)
	require.Equal(t, risk.ListsDigest(searcher{}.Lists()), o.Lists)
}
