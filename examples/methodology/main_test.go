package main

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestRun(t *testing.T) {
	var out bytes.Buffer
	require.NoError(t, run(&out))
	require.Contains(t, out.String(), "Carpintería Abeto: GREEN, small diligence, score 0 (0 to 0)\n")
	require.Contains(t, out.String(), "Taller Burro: RED, small diligence, score 94 (94 to 94)\n")
	require.Contains(t, out.String(), "Forja Cobre: ASK_FIRST, large diligence, score 32.8 (0 to 82)\n")
	require.Contains(t, out.String(), "ask: How much do you earn in a month? (up to 54 points)\n")
}
