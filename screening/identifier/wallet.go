package identifier

import (
	"crypto/sha256"
	"encoding/hex"
	"math/big"
	"strings"

	"golang.org/x/crypto/sha3"
)

// Addresses of virtual currencies. Those in base 58 are compared with their case, those of the EVM and in bech32 without.
func wallets() []definition {
	return []definition{{
		Definition: Definition{
			Scheme: Bitcoin, Title: "a Bitcoin address", Person: true, Organization: true,
			Pattern: `[13][1-9A-HJ-NP-Za-km-z]{25,34}|bc1[02-9ac-hj-np-z]{11,87}`, Check: "Base58Check; BIP-173 and BIP-350",
			Source: "bitcoin/bips", SourceDate: "2026-11",
		},
		labels: []string{"XBT", "BTC"}, letters: true, many: true, proves: true, normalize: address, check: checkBitcoin,
	}, {
		Definition: Definition{
			Scheme: Ethereum, Title: "an Ethereum address", Person: true, Organization: true, Pattern: `0x[0-9a-fA-F]{40}`,
			Check: "EIP-55 while the address is in mixed case; lower case carries none", Source: "EIP-55", SourceDate: "2016-01",
		},
		labels: []string{"ETH", "USDT", "USDC", "BSC", "ARB"}, letters: true, many: true, normalize: ethereum, body: strings.ToLower,
		check: func(v string) result {
			if v == strings.ToLower(v) {
				return silent
			}
			return fails // a right checksum was taken off when the address was read
		},
	}, {
		Definition: Definition{
			Scheme: Tron, Title: "a TRON address", Person: true, Organization: true, Pattern: `T[1-9A-HJ-NP-Za-km-z]{33}`,
			Check: "Base58Check, version 0x41", Source: "tronprotocol", SourceDate: "2026-11",
		},
		labels: []string{"TRX", "TRON", "USDT"}, letters: true, many: true, proves: true, normalize: tron,
		check: func(v string) result {
			raw, ok := base58(v, 25)
			return is(ok && raw[0] == 0x41 && checksum(raw))
		},
	}, {
		Definition: Definition{
			Scheme: Monero, Title: "a Monero address", Person: true, Organization: true,
			Pattern: `[48][1-9A-HJ-NP-Za-km-z]{94}([1-9A-HJ-NP-Za-km-z]{11})?`, Check: "Keccak-256 over base 58 in blocks",
			Source: "monero-project", SourceDate: "2026-11",
		},
		labels: []string{"XMR"}, letters: true, many: true, proves: true, normalize: address, check: checkMonero,
	}, {
		Definition: Definition{
			Scheme: Wallet, Title: "a virtual currency address", Person: true, Organization: true, Pattern: `[!-~]{16,200}`, Check: "none",
			Source: "the network", SourceDate: "2026-11",
		},
		labels: []string{"WALLET"}, letters: true, many: true, normalize: address,
	}}
}

// address keeps case, and puts an address in bech32 written in capitals in lower case.
func address(_, text string) string {
	v := strings.TrimSpace(text)
	if strings.HasPrefix(v, "BC1") && v == strings.ToUpper(v) {
		return strings.ToLower(v)
	}
	return v
}

const alphabet58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"

// base58 decodes to exactly n bytes.
func base58(v string, n int) ([]byte, bool) {
	x := new(big.Int)
	for i := range len(v) {
		d := strings.IndexByte(alphabet58, v[i])
		if d < 0 {
			return nil, false
		}
		x.Mul(x, big.NewInt(58)).Add(x, big.NewInt(int64(d)))
	}
	if x.BitLen() > n*8 {
		return nil, false
	}
	return x.FillBytes(make([]byte, n)), true
}

// checksum reports whether the last four bytes are the beginning of the double SHA-256 of the others.
func checksum(raw []byte) bool {
	n := len(raw) - 4
	first := sha256.Sum256(raw[:n])
	second := sha256.Sum256(first[:])
	return string(second[:4]) == string(raw[n:])
}

func checkBitcoin(v string) result {
	if strings.HasPrefix(v, "bc1") {
		return is(bech32(v))
	}
	raw, ok := base58(v, 25)
	return is(ok && (raw[0] == 0 || raw[0] == 5) && checksum(raw))
}

// bech32 checks the polynomial of BIP-173, and of BIP-350 from witness version 1.
func bech32(v string) bool {
	const letters = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
	generators := [...]uint32{0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3}
	sum := uint32(1)
	step := func(d byte) {
		top := sum >> 25
		sum = (sum&0x1ffffff)<<5 ^ uint32(d)
		for i, g := range generators {
			if top>>i&1 == 1 {
				sum ^= g
			}
		}
	}
	for _, d := range []byte{3, 3, 0, 2, 3} { // "bc" as the standard expands it
		step(d)
	}
	for _, c := range []byte(v[3:]) {
		step(byte(strings.IndexByte(letters, c)))
	}
	if v[3] == 'q' {
		return sum == 1 && (len(v) == 42 || len(v) == 62)
	}
	return sum == 0x2bc830a3
}

// ethereum puts an address in lower case, unless its mixed case is a wrong checksum: then the case stays as evidence of the error.
func ethereum(_, text string) string {
	v := strings.TrimSpace(text)
	if len(v) != 42 {
		return v
	}
	low := strings.ToLower(v)
	if digits := v[2:]; digits == low[2:] || digits == strings.ToUpper(digits) || eip55(low[2:]) == digits {
		return low
	}
	return v
}

func eip55(low string) string {
	h := sha3.NewLegacyKeccak256()
	h.Write([]byte(low))
	digest := hex.EncodeToString(h.Sum(nil))
	out := []byte(low)
	for i, c := range out {
		if c >= 'a' && digest[i] >= '8' {
			out[i] = c - 'a' + 'A'
		}
	}
	return string(out)
}

// tron turns the hexadecimal form (41...) into the usual one.
func tron(_, text string) string {
	v := strings.TrimSpace(text)
	raw, err := hex.DecodeString(v)
	if err != nil || len(raw) != 21 || raw[0] != 0x41 {
		return v
	}
	first := sha256.Sum256(raw)
	second := sha256.Sum256(first[:])
	return encode58(append(raw, second[:4]...))
}

func encode58(raw []byte) string {
	x, base, digit := new(big.Int).SetBytes(raw), big.NewInt(58), new(big.Int)
	var out []byte
	for x.Sign() > 0 {
		x.DivMod(x, base, digit)
		out = append([]byte{alphabet58[digit.Int64()]}, out...)
	}
	return string(out)
}

// checkMonero decodes blocks of eleven characters to eight bytes; the last block is shorter.
func checkMonero(v string) result {
	sizes := map[int]int{2: 1, 3: 2, 5: 3, 6: 4, 7: 5, 9: 6, 10: 7, 11: 8}
	var raw []byte
	for len(v) > 0 {
		n := min(11, len(v))
		block, ok := base58(v[:n], sizes[n])
		if !ok {
			return fails
		}
		raw, v = append(raw, block...), v[n:]
	}
	n := len(raw) - 4
	h := sha3.NewLegacyKeccak256()
	h.Write(raw[:n])
	known := raw[0] == 18 || raw[0] == 19 || raw[0] == 42
	return is(known && string(h.Sum(nil)[:4]) == string(raw[n:]))
}
