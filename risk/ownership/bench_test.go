package ownership_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"iter"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"github.com/tamiz-project/tamiz/risk/ownership"
	"github.com/tamiz-project/tamiz/screening"
)

// A national register: a million parties, one and a half million stakes, five thousand of the parties blocked.
const (
	nationalParties = 1_000_000
	nationalStakes  = 1_500_000
	nationalBlocked = 5_000
)

func nationalCSV(parties, stakes int) []byte {
	random := rand.New(rand.NewPCG(1, 2))
	var b bytes.Buffer
	b.WriteString("holder,held,share,holder_name,held_name\n")
	sold := make([]int, parties) // hundredths of a percent that somebody holds
	for range stakes {
		holder, held := random.IntN(parties), random.IntN(parties)
		share := random.IntN(10_001 - sold[held])
		sold[held] += share
		fmt.Fprintf(&b, "VE-%07d,VE-%07d,%d.%02d,Inversiones %d C.A.,Inversiones %d C.A.\n", holder, held, share/100, share%100, holder, held)
	}
	return b.Bytes()
}

// readAndHash is the yardstick: the same file through encoding/csv and SHA-256, and nothing else.
func readAndHash(b testing.TB, path string) time.Duration {
	start := time.Now()
	f, err := os.Open(path)
	require.NoError(b, err)
	defer f.Close()
	h := sha256.New()
	r := csv.NewReader(io.TeeReader(f, h))
	for {
		if _, err := r.Read(); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			b.Fatal(err)
		}
	}
	require.Len(b, h.Sum(nil), 32)
	return time.Since(start)
}

func stakesFromCSV(b testing.TB, path string) iter.Seq2[ownership.Stake, error] {
	return func(yield func(ownership.Stake, error) bool) {
		f, err := os.Open(path)
		require.NoError(b, err)
		defer f.Close()
		r := csv.NewReader(f)
		_, err = r.Read()
		require.NoError(b, err)
		for {
			row, err := r.Read()
			if errors.Is(err, io.EOF) {
				return
			}
			require.NoError(b, err)
			share, err := ownership.ParseShare(row[2])
			if !yield(ownership.Stake{Holder: row[0], Held: row[1], Share: share, Kind: ownership.Shares}, err) {
				return
			}
		}
	}
}

// BenchmarkNational builds the graph of a national register and applies the OFAC rule, as a multiple of the time in which
// encoding/csv and SHA-256 read the same file: "x-csv". The parts are "x-csv-build" and "x-csv-apply".
func BenchmarkNational(b *testing.B) {
	path := filepath.Join(b.TempDir(), "register.csv")
	require.NoError(b, os.WriteFile(path, nationalCSV(nationalParties, nationalStakes), 0o600))
	rule, _ := ownership.Lookup("OFAC")
	day := screening.MustParseDate("2026-11-22")
	random := rand.New(rand.NewPCG(3, 4))
	listed := map[string]ownership.Status{}
	for len(listed) < nationalBlocked {
		listed[fmt.Sprintf("VE-%07d", random.IntN(nationalParties))] = ownership.Blocked
	}
	build := map[string]func() (*ownership.Graph, error){
		"NewGraph": func() (*ownership.Graph, error) { return ownership.NewGraph(nil, stakesFromCSV(b, path)) },
		"Open":     func() (*ownership.Graph, error) { return ownership.Open(path) },
	}
	for _, name := range []string{"NewGraph", "Open"} {
		b.Run(name, func(b *testing.B) {
			var yard, made, applied time.Duration
			var live uint64
			for b.Loop() {
				yard += readAndHash(b, path)
				runtime.GC()
				start := time.Now()
				g, err := build[name]()
				require.NoError(b, err)
				made += time.Since(start)
				start = time.Now()
				result := g.Apply(rule, day, func(id string) ownership.Status { return listed[id] })
				blocked := 0
				for f := range result.All() {
					if f.Status == ownership.Blocked {
						blocked++
					}
				}
				applied += time.Since(start)
				require.GreaterOrEqual(b, blocked, nationalBlocked)
				live = max(live, heap())
				runtime.KeepAlive(g)
			}
			b.ReportMetric(float64(made+applied)/float64(yard), "x-csv")
			b.ReportMetric(float64(made)/float64(yard), "x-csv-build")
			b.ReportMetric(float64(applied)/float64(yard), "x-csv-apply")
			b.ReportMetric(float64(live)/1e6, "MB-live")
		})
	}
}

func heap() uint64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}
