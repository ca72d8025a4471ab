package risk

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"strings"

	"github.com/tamiz-project/tamiz/screening"
)

// Fingerprint is the SHA-256 of a party as searched, in hex and without its id: the same party under another id is the same
// search. It stands in Searched.SHA256. whole is false when a text of the party is not UTF-8, so that another party could
// have the same fingerprint; a search of one must then not stand for a search of the other.
func Fingerprint(p screening.Party) (sha string, whole bool) {
	p.ID = ""
	b, err := json.Marshal(p)
	whole = err == nil && !bytes.Contains(b, []byte(`\ufffd`)) // how JSON writes a byte that is no text
	if err != nil {
		b = []byte(strings.Join(namesOf(p), "\x00")) // names alone still tell most parties apart
	}
	return hexSHA256(b), whole
}

func fingerprint(p screening.Party) string {
	sha, _ := Fingerprint(p)
	return sha
}

// ListsDigest is the SHA-256, in hex, of the provenance of lists, in their order, and of Software: two searches of the same
// digest looked in the same files with the same program, as far as the provenance tells. It stands in Assessment.Lists.
func ListsDigest(lists []screening.List) string {
	b, err := json.Marshal(lists)
	if err != nil {
		return "" // provenance is texts, numbers and dates only; one that does not marshal equals no other
	}
	return hexSHA256(append(b, Software...))
}

func hexSHA256(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}
