package latam_test

import (
	"os"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/tamiz-project/tamiz/risk/latam"
	"github.com/tamiz-project/tamiz/screening"
)

// designations returns the embedded list by entry name.
func designations(t testing.TB) (*screening.Watchlist, []latam.DatedFact) {
	t.Helper()
	file, err := os.ReadFile("data/designations.yaml")
	require.NoError(t, err)
	list, facts, err := latam.ParseDesignations(file)
	require.NoError(t, err)
	return list, facts
}

// on gives what holds for an entry on a day: "jurisdiction programme".
func on(t testing.TB, list *screening.Watchlist, name, day string) []string {
	t.Helper()
	var out []string
	for _, e := range list.Entries {
		if e.Names[0].Text != name {
			continue
		}
		for _, d := range e.Designations {
			if d.InForce(screening.MustParseDate(day)) {
				out = append(out, d.Jurisdiction+" "+d.Programme)
			}
		}
		return out
	}
	require.Fail(t, "no entry", "%q", name)
	return nil
}

// The five days of the region's timeline.
func TestDesignationsOnADay(t *testing.T) {
	const gl46 = "US General License 46: some dealings in Venezuelan oil, on conditions"
	list, _ := designations(t)
	for _, c := range []struct {
		name, entry, day, act string
		holds                 bool
	}{
		{"the day before the Treasury acted", "CARTEL DE LOS SOLES", "2025-07-24", "US SDGT", false},
		{"the day the Treasury acted", "CARTEL DE LOS SOLES", "2025-07-25", "US SDGT", true},
		{"SDGT is not FTO", "CARTEL DE LOS SOLES", "2025-07-25", "US FTO", false},
		{"signed but not yet published", "CARTEL DE LOS SOLES", "2025-11-23", "US FTO", false},
		{"published in the Federal Register", "CARTEL DE LOS SOLES", "2025-11-24", "US FTO", true},
		{"the reward was live", "MADURO MOROS, Nicolas", "2025-11-24", "US Reward of up to USD 50 million", true},
		{"the reward ended with the capture", "MADURO MOROS, Nicolas", "2026-01-29", "US Reward of up to USD 50 million", false},
		{"the listing did not end with it", "MADURO MOROS, Nicolas", "2026-01-29", "US VENEZUELA", true},
		{"no licence yet", "PETROLEOS DE VENEZUELA, S.A.", "2026-01-28", gl46, false},
		{"the licence is a condition beside the block", "PETROLEOS DE VENEZUELA, S.A.", "2026-01-29", gl46, true},
		{"the block stays beside the licence", "PETROLEOS DE VENEZUELA, S.A.", "2026-01-29", "US VENEZUELA-EO13850", true},
		{"PCC before the FTO listing", "PRIMEIRO COMANDO DA CAPITAL", "2026-06-04", "US FTO", false},
		{"PCC is FTO", "PRIMEIRO COMANDO DA CAPITAL", "2026-06-05", "US FTO", true},
		{"CV is FTO", "COMANDO VERMELHO", "2026-06-05", "US FTO", true},
		{"Canada did not list the Northeast Cartel", "CARTEL DEL NORESTE", "2026-06-05", "CA listed terrorist entity", false},
		{"gone from the OFAC list", "RODRIGUEZ GOMEZ, Delcy Eloina", "2026-06-05", "US VENEZUELA", false},
		{"she was on it", "RODRIGUEZ GOMEZ, Delcy Eloina", "2024-05-03", "US VENEZUELA", true},
	} {
		t.Run(c.name, func(t *testing.T) {
			if held := on(t, list, c.entry, c.day); c.holds {
				require.Contains(t, held, c.act)
			} else {
				require.NotContains(t, held, c.act)
			}
		})
	}
}
