package watchlist

import (
	"slices"
	"strings"

	"github.com/tamiz-project/tamiz/screening"
)

// ftmDesignations makes one designation per sanction, or one per sort of topic when the file holds none. The compiler of the file is
// no authority: what it says is evidence of an act of somebody else, whom it names.
func ftmDesignations(f *ftm, edges []*ftm) []screening.Designation {
	topics := f.texts("topics")
	var all []screening.Designation
	for _, s := range edges {
		if s.Schema == "Sanction" {
			all = append(all, ftmSanction(s, topics))
		}
	}
	seen := map[screening.Effect]bool{}
	for _, d := range all {
		seen[d.Effect] = true
	}
	for _, t := range topics {
		effect := topicEffect(t)
		if effect == screening.AssetFreeze && len(all) > 0 || seen[effect] {
			continue
		}
		seen[effect] = true
		all = append(all, screening.Designation{Authority: "OpenSanctions", AuthorityKind: screening.Compiler, Effect: effect, Programme: t})
	}
	if len(all) == 0 {
		d := screening.Designation{Authority: "OpenSanctions", AuthorityKind: screening.Compiler, Effect: screening.Information, Programme: joined(", ", f.Datasets...)}
		if len(f.texts("position")) > 0 && f.Schema == "Person" && slices.ContainsFunc(f.Datasets, func(s string) bool { return strings.Contains(s, "pep") }) {
			d.Effect = screening.Political
		}
		all = append(all, d)
	}
	return all
}

func ftmSanction(s *ftm, topics []string) screening.Designation {
	d := screening.Designation{
		Authority: s.text("authority"), Jurisdiction: country(s.text("country")), AuthorityKind: screening.Compiler, Effect: screening.AssetFreeze,
		Programme: joined(", ", distinct(s.texts("program", "programId"))...), LegalBasis: joined("; ", s.texts("provisions", "authorityId", "unscId")...),
		Reason: s.text("reason", "summary"), Source: s.text("sourceUrl", "programUrl"),
	}
	if d.Authority == "" {
		d.Authority = "OpenSanctions"
	}
	if code := strings.ToUpper(s.text("country")); d.Jurisdiction == "" && (code == "EU" || code == "UN") {
		d.Jurisdiction = code
	}
	if len(topics) > 0 && !slices.Contains(topics, "sanction") {
		d.Effect = topicEffect(topics[0])
	}
	d.From, _ = dateIn(s.text("startDate"))
	d.To, _ = dateIn(s.text("endDate"))
	d.Known, _ = dateIn(s.text("listingDate"))
	if d.From.IsZero() {
		d.From = d.Known
	}
	return d
}

// topicEffect says what a topic of OpenSanctions means here. A link to a sanctioned party is no sanction.
func topicEffect(topic string) screening.Effect {
	switch {
	case topic == "sanction", topic == "sanction.counter":
		return screening.AssetFreeze
	case topic == "debarment":
		return screening.Debarment
	case strings.HasPrefix(topic, "export.control"), topic == "export.risk":
		return screening.ExportControl
	case strings.HasPrefix(topic, "role.pep"), strings.HasPrefix(topic, "gov."), topic == "role.rca":
		return screening.Political
	case topic == "forced.labor":
		return screening.ForcedLabour
	case strings.HasPrefix(topic, "invest."):
		return screening.Sectoral
	}
	return screening.Information
}
