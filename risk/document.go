package risk

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"slices"

	"github.com/goccy/go-yaml/ast"
	"github.com/shopspring/decimal"
	"github.com/tamiz-project/tamiz/risk/fact"
	"github.com/tamiz-project/tamiz/screening"
)

// ParseMethodology reads and checks a document; METHODOLOGY.md beside this file is its grammar. The error joins every
// mistake found, each a *DocumentError with line, column and a sentence that says what to do.
func ParseMethodology(document []byte) (*Methodology, error) {
	hash := sha256.Sum256(document)
	p := &documentParser{m: &Methodology{sha256: hex.EncodeToString(hash[:]), ruleByID: map[string]*rule{}}, ids: map[string]ast.Node{}}
	if top := p.r.parse(document); top != nil {
		p.document(p.r.section(top, "the methodology", "methodology", "version", "title", "approver", "approved", "sources", "default_profile",
			"binds", "threshold", "tiers", "coverage", "unknown", "stages", "facts", "optional_indicators", "factors", "overlaps", "caps", "floors", "overrides",
			"controls", "credit_limit"))
	}
	if len(p.r.mistakes) > 0 {
		slices.SortStableFunc(p.r.mistakes, byPlace)
		return nil, errors.Join(p.r.mistakes...)
	}
	return p.m, nil
}

func byPlace(a, b error) int {
	var x, y *DocumentError
	if !errors.As(a, &x) || !errors.As(b, &y) {
		return 0
	}
	if x.Line != y.Line {
		return x.Line - y.Line
	}
	return x.Column - y.Column
}

// A documentParser fills a methodology section by section.
type documentParser struct {
	r        reader
	m        *Methodology
	ids      map[string]ast.Node // of rules, caps, floors, overrides
	whens    []*section          // stages whose condition waits for the dictionary
	declared map[string]bool     // facts of the document
	tables   map[string]bool     // that rules may be asked of
}

func (p *documentParser) document(s *section) {
	m := p.m
	if s.need("methodology", "give it a short name, like acme-tpdd") {
		m.id = s.text("methodology")
	}
	if s.need("version", `write the edition in quotes, like version: "2026.1"`) {
		m.version = s.text("version")
	}
	m.title, m.approver, m.approved = s.text("title"), s.text("approver"), p.day(s, "approved")
	m.unknown = s.between("unknown", decimal.RequireFromString("0.50"), 0, 1)
	m.creditLimit = s.between("credit_limit", decimal.RequireFromString("0.50"), 0, 1)
	p.threshold(s)
	p.sources(s)
	m.profile = p.profile(s)
	p.binds(s)
	p.tiers(s)
	p.coverage(s)
	p.stageIDs(s)
	m.optional = s.words("optional_indicators")
	p.facts(s)
	p.stageConditions()
	p.factors(s)
	p.overlaps(s)
	p.caps(s)
	m.floors = p.verdicts(s, "floors", Floor)
	m.overrides = p.verdicts(s, "overrides", Override)
	p.controls(s)
	p.index()
}

func (p *documentParser) day(s *section, key string) screening.Date {
	text := s.text(key)
	day, err := screening.ParseDate(text)
	if text != "" && (err != nil || !day.IsDay()) {
		p.r.fail(s.values[key], "%q of %s is %q; write a day, like 2026-11-22", key, s.what, text)
	}
	return day
}

func (p *documentParser) threshold(s *section) {
	if !s.has("threshold") {
		return
	}
	d := s.number("threshold", decimal.Zero)
	p.m.threshold = d.InexactFloat64()
	if p.m.threshold < 0.5 || p.m.threshold > 1 {
		p.r.fail(s.values["threshold"], "threshold is %s; the alert threshold of names lies between 0.5 and 1", d)
	}
}

func (p *documentParser) sources(s *section) {
	for _, n := range s.items("sources") {
		e := p.r.section(n, "a source", "id", "title", "url", "date", "licence")
		e.need("id", "rules cite it by its id")
		p.m.sources = append(p.m.sources, Source{e.text("id"), e.text("title"), e.text("url"), e.text("date"), e.text("licence")})
	}
}

func (p *documentParser) profile(s *section) Profile {
	if !s.has("default_profile") {
		return Profile{}
	}
	e := p.r.section(s.values["default_profile"], "default_profile", "id", "jurisdictions", "covered_fi", "currencies")
	e.need("jurisdictions", "say whose designations bind us, like [US, UN]")
	p.jurisdictions(e, "jurisdictions")
	return Profile{ID: e.text("id"), Jurisdictions: e.words("jurisdictions"), CoveredFI: e.flag("covered_fi"), Currencies: e.words("currencies")}
}

func (p *documentParser) binds(s *section) {
	if !s.has("binds") {
		return
	}
	p.m.binds = map[string][]string{}
	e := p.r.section(s.values["binds"], "binds")
	for _, jurisdiction := range e.order {
		p.m.binds[jurisdiction] = e.words(jurisdiction)
		p.jurisdictions(e, jurisdiction)
		if err := checkJurisdiction(jurisdiction); err != nil {
			p.r.fail(e.keys[jurisdiction], "%v", err)
		}
	}
}

func (p *documentParser) jurisdictions(e *section, key string) {
	for i, j := range e.words(key) {
		if err := checkJurisdiction(j); err != nil {
			p.r.fail(e.items(key)[i], "%v", err)
		}
	}
}

func (p *documentParser) tiers(s *section) {
	if !s.need("tiers", "write them from the lowest with the score where each begins, like {LOW: 0, HIGH: 50}") {
		return
	}
	e := p.r.section(s.values["tiers"], "tiers")
	for i, id := range e.order {
		t := p.tier(e, id)
		switch {
		case i == 0 && !t.From.IsZero():
			p.r.fail(e.values[id], "the lowest tier begins at %s; it must begin at 0, or some scores have no tier", t.From)
		case i > 0 && !t.From.GreaterThan(p.m.tiers[i-1].From):
			p.r.fail(e.values[id], "tier %s begins at %s, not above the one before it; write the tiers from the lowest", id, t.From)
		case t.From.GreaterThan(hundred()):
			p.r.fail(e.values[id], "tier %s begins at %s; scores end at 100", id, t.From)
		}
		p.m.tiers = append(p.m.tiers, t)
	}
	if len(e.order) == 0 {
		p.r.fail(s.at("tiers"), "there is no tier; write at least {LOW: 0}")
	}
}

func (p *documentParser) tier(e *section, id string) Tier {
	t := Tier{ID: id, Title: fact.Label{"en": id}}
	switch e.values[id].(type) {
	case *ast.MappingNode, *ast.MappingValueNode:
		x := p.r.section(e.values[id], "tier "+id, "from", "title", "review_days", "rescreen_days")
		x.need("from", "say at which score it begins")
		t.From, t.Review, t.Rescreen = x.number("from", decimal.Zero), x.count("review_days"), x.count("rescreen_days")
		if x.has("title") {
			t.Title = x.label("title")
		}
	default:
		t.From = e.number(id, decimal.Zero)
	}
	return t
}

func (p *documentParser) coverage(s *section) {
	p.m.minimum, p.m.insufficient = decimal.RequireFromString("0.60"), "INSUFFICIENT_DATA"
	if !s.has("coverage") {
		return
	}
	e := p.r.section(s.values["coverage"], "coverage", "minimum", "below")
	p.m.minimum = e.between("minimum", p.m.minimum, 0, 1)
	if e.has("below") {
		p.m.insufficient = e.text("below")
	}
	if p.m.tierIndex(p.m.insufficient) >= 0 {
		p.r.fail(e.at("below"), "%q is a tier of the scale; too little data must not look like one, choose another word", p.m.insufficient)
	}
}

// stageIDs reads the stages; their conditions wait for the dictionary.
func (p *documentParser) stageIDs(s *section) {
	for i, n := range s.items("stages") {
		e := p.r.section(n, "a stage", "id", "title", "when")
		e.need("id", "like simplified, standard or enhanced")
		id := e.text("id")
		switch {
		case p.stageIndex(id) >= 0:
			p.r.fail(e.at("id"), "stage %q stands twice; keep one of the two", id)
		case i == 0 && e.has("when"):
			p.r.fail(e.at("when"), "the first stage is the simplest and holds when no other does; it has no condition")
		case i > 0 && !e.has("when"):
			p.r.fail(e.at("id"), "stage %q has no condition; say when it is chosen", id)
		}
		p.m.stages = append(p.m.stages, stage{id: id, title: e.label("title")})
		p.whens = append(p.whens, e)
	}
}

func (p *documentParser) stageIndex(id string) int {
	return slices.IndexFunc(p.m.stages, func(s stage) bool { return s.id == id })
}

// stage reads the stage from which something is asked; 0 when it does not say.
func (p *documentParser) stage(s *section) int {
	if !s.has("stage") {
		return 0
	}
	i := p.stageIndex(s.text("stage"))
	if i < 0 {
		p.r.fail(s.at("stage"), "%q is not a stage; the stages are %s", s.text("stage"), p.m.Stages())
	}
	return max(i, 0)
}

func (p *documentParser) stageConditions() {
	for i, e := range p.whens {
		if e.has("when") {
			p.m.stages[i].when = p.condition(e, "when", "")
		}
	}
}

func hundred() decimal.Decimal { return decimal.NewFromInt(100) }
