package ownership

import (
	"fmt"
	"slices"
	"strings"
)

// Outline returns the chain behind a finding as indented text: the party, under it the stakes that the status rests on, and
// under each holder the stakes in it, up to the listed ones.
//
//	ACME Holding (acme): blocked, owned, 50 % by blocked parties (OFAC, 2026-11-22)
//	  50 % shares: Beta S.A. (b), blocked, owned [register.csv:2]
//	    50 % shares: X (x), blocked, listed [register.csv:1]
//
// Control characters in names become blanks, so that no name can add a line.
func (r *Result) Outline(id string) string {
	f := r.Of(id)
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %s, %s %% by blocked parties (%s%s)\n", r.label(id), words(f.Status, f.Basis), f.Share, f.Rule, on(r))
	if len(f.Cautions) > 0 {
		fmt.Fprintf(&b, "  caution: %s\n", strings.Join(texts(f.Cautions), ", "))
	}
	r.outline(&b, f, id, 1, map[string]bool{})
	return b.String()
}

func on(r *Result) string {
	if r.day.IsZero() {
		return ""
	}
	return ", " + r.day.String()
}

// outline writes the stakes of a proof in one party, and those above them. A party is opened once.
func (r *Result) outline(b *strings.Builder, f Finding, id string, depth int, seen map[string]bool) {
	if seen[id] {
		return
	}
	seen[id] = true
	for _, s := range f.Proof {
		if s.Held != id {
			continue
		}
		source := ""
		if s.Source != "" {
			source = " [" + plainText(s.Source) + "]"
		}
		fmt.Fprintf(b, "%s%s: %s, %s%s%s\n", strings.Repeat("  ", depth), holding(s), r.label(s.Holder), r.standing(s.Holder), period(s), source)
		r.outline(b, f, s.Holder, depth+1, seen)
	}
}

// holding is a stake in words: "50 % shares", "control".
func holding(s Stake) string {
	kind := plainText(string(s.Kind))
	switch {
	case s.Share.Unknown() && (s.Kind == Board || s.Kind == Control || s.Kind == Officer || s.Kind == Signatory || s.Kind == Managed):
		return kind
	case s.Share.Unknown():
		return kind + " of unknown size"
	}
	if s.Group != "" {
		kind += " in joint arrangement " + plainText(s.Group)
	}
	return s.Share.String() + " % " + kind
}

func period(s Stake) string {
	switch {
	case s.From.IsZero() && s.To.IsZero():
		return ""
	case s.To.IsZero():
		return ", since " + s.From.String()
	case s.From.IsZero():
		return ", until " + s.To.String()
	}
	return ", " + s.From.String() + " to " + s.To.String()
}

// standing is the status of a party in words.
func (r *Result) standing(id string) string {
	n, ok := r.g.lookup(id)
	if !ok || id == "" {
		return "not known"
	}
	status := r.status(n)
	basis := Listed
	if status != r.own(n) {
		basis, _ = r.step(n, r.view(status))
	}
	if status == NotBlocked {
		basis = ""
	}
	return words(status, basis)
}

func words(status Status, basis Basis) string {
	text := strings.ReplaceAll(string(status), "_", " ")
	if basis != "" {
		text += ", " + string(basis)
	}
	return text
}

func texts(cautions []Caution) []string {
	var all []string
	for _, c := range cautions {
		all = append(all, strings.ReplaceAll(string(c), "_", " "))
	}
	return all
}

// label is the name of a party with its id.
func (r *Result) label(id string) string {
	if id == "" {
		return "somebody unknown"
	}
	if p, ok := r.g.Party(id); ok && firstName(p) != "" && firstName(p) != id {
		return plainText(firstName(p)) + " (" + plainText(id) + ")"
	}
	return plainText(id)
}

// plainText keeps one line one line.
func plainText(s string) string {
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r < ' ' || r == 0x7f || r == 0x85 || r == '\u2028' || r == '\u2029' }), " ")
}

// Mermaid returns the chain behind a finding as a Mermaid flowchart, which GitHub and many editors draw: holders above, the
// party below, blocked parties in red, possibly blocked ones in amber.
func (r *Result) Mermaid(id string) string {
	f := r.Of(id)
	parties := []string{id}
	for _, s := range f.Proof {
		parties = append(parties, s.Holder, s.Held)
	}
	slices.Sort(parties)
	parties = slices.Compact(parties)
	var b strings.Builder
	b.WriteString("flowchart TD\n")
	for i, p := range parties {
		fmt.Fprintf(&b, "  n%d[\"%s<br/>%s\"]%s\n", i, quoted(r.label(p)), quoted(r.standing(p)), r.class(p))
	}
	for _, s := range f.Proof {
		from, _ := slices.BinarySearch(parties, s.Holder)
		to, _ := slices.BinarySearch(parties, s.Held)
		fmt.Fprintf(&b, "  n%d -->|\"%s\"| n%d\n", from, quoted(holding(s)), to)
	}
	b.WriteString("  classDef blocked fill:#f8d7da,stroke:#b02a37\n  classDef open fill:#fff3cd,stroke:#997404\n")
	return b.String()
}

func (r *Result) class(id string) string {
	n, ok := r.g.lookup(id)
	switch {
	case !ok || id == "":
		return ":::open"
	case r.status(n) == Blocked:
		return ":::blocked"
	case r.status(n) != NotBlocked:
		return ":::open"
	}
	return ""
}

// quoted makes a text safe between the quotes of a Mermaid label.
func quoted(s string) string {
	return strings.NewReplacer("&", "&amp;", `"`, "&quot;", "<", "&lt;", ">", "&gt;", "#", "&#35;", "`", "&#96;").Replace(s)
}
