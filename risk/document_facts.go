package risk

import (
	"errors"
	"regexp"
	"slices"
	"strings"

	"github.com/goccy/go-yaml/ast"
	"github.com/shopspring/decimal"
	"github.com/tamiz-project/tamiz/risk/fact"
)

// facts reads the document's own facts and joins them with those that Observe derives.
func (p *documentParser) facts(s *section) {
	defs := map[string]fact.Definition{}
	for _, d := range derivedDefinitions() {
		defs[d.Name] = d
	}
	p.declared = map[string]bool{}
	for _, n := range s.items("facts") {
		e := p.r.section(n, "a fact", "name", "type", "values", "unit", "ask", "stage", "doc")
		def, ok := p.fact(e)
		if !ok {
			continue
		}
		if p.declared[def.Name] {
			p.r.fail(e.at("name"), "fact %q is defined twice; keep one of the two", def.Name)
		}
		p.declared[def.Name] = true
		defs[def.Name] = p.joined(e, def, defs)
	}
	p.scaleFacts(s, defs)
	all := make([]fact.Definition, 0, len(defs))
	p.tables = map[string]bool{}
	for _, d := range defs {
		all = append(all, d)
		p.tables[fact.Scope(d.Name)] = true
		p.tables[d.Name] = p.tables[d.Name] || d.Type == fact.Rows
	}
	p.m.dict, _ = fact.NewDictionary(all...) // each was checked alone, and names are unique in a map
}

func (p *documentParser) fact(e *section) (fact.Definition, bool) {
	def := fact.Definition{
		Name: e.text("name"), Type: fact.Type(e.text("type")), Values: e.words("values"), Unit: e.text("unit"),
		Question: e.label("ask"), Stage: p.stage(e), Doc: e.text("doc"),
	}
	if !e.need("name", "rules use it by its name") || !e.need("type", "write yes/no, number, text, texts, date or rows") {
		return def, false
	}
	if _, err := fact.NewDictionary(def); err != nil {
		p.r.fail(e.at("name"), "%s", err)
		return def, false
	}
	return def, true
}

// joined lets a document document a fact that Observe can derive (its question, its stage), without changing its type.
func (p *documentParser) joined(e *section, def fact.Definition, known map[string]fact.Definition) fact.Definition {
	derived, ok := known[def.Name]
	if !ok || !derived.Derived {
		if scope := fact.Scope(def.Name); scope == "hit" || scope == "ownership" {
			p.r.fail(e.at("name"), "fact %q: the facts of each %s are derived by tamiz; choose another table", def.Name, scope)
		}
		return def
	}
	if derived.Type != def.Type {
		p.r.fail(e.at("type"), "fact %q is derived by tamiz and is a %s; write type: %s", def.Name, derived.Type, derived.Type)
	}
	def.Derived = true
	if len(def.Values) == 0 {
		def.Values = derived.Values
	}
	return def
}

// scaleFacts defines the indicators that scales use without a definition: a scale is of a number.
func (p *documentParser) scaleFacts(s *section, defs map[string]fact.Definition) {
	series := regexp.MustCompile(`^place\.[A-Z][A-Z0-9_]*$`)
	for _, f := range s.items("factors") {
		for _, r := range lookup(f, "rules") {
			for _, sc := range lookup(r, "scale") {
				for _, n := range lookup(sc, "fact") {
					name := n.GetToken().Value
					if _, known := defs[name]; !known && series.MatchString(name) {
						defs[name] = fact.Definition{Name: name, Type: fact.Quantity, Derived: true, Doc: "the value of the indicator " + strings.TrimPrefix(name, "place.")}
					}
				}
			}
		}
	}
}

// lookup returns what stands under a key, without complaint: the items of a list, or the one value.
func lookup(n ast.Node, key string) []ast.Node {
	m, ok := n.(ast.MapNode)
	if !ok {
		return nil
	}
	for it := m.MapRange(); it.Next(); {
		if it.Key().GetToken().Value != key || it.Value() == nil {
			continue
		}
		if list, ok := it.Value().(*ast.SequenceNode); ok {
			return list.Values
		}
		return []ast.Node{it.Value()}
	}
	return nil
}

// condition compiles a condition and moves its mistakes to their place in the document.
func (p *documentParser) condition(s *section, key, scope string) *fact.Condition {
	source, ok := p.r.scalar(s.values[key])
	if !ok {
		p.r.fail(s.values[key], "%q of %s must be a condition on one line, in quotes where it holds a comma or begins with a quote", key, s.what)
		return nil
	}
	c, err := p.m.dict.Compile(source, scope)
	var syntax *fact.SyntaxError
	if errors.As(err, &syntax) {
		line, column := place(s.values[key])
		if t := s.values[key].GetToken(); t != nil && strings.HasPrefix(strings.TrimSpace(t.Origin), "'") || strings.HasPrefix(strings.TrimSpace(t.Origin), `"`) {
			column++
		}
		p.r.at(line+syntax.Line-1, column+syntax.Column-1, "condition: %s", syntax.Message)
		return nil
	}
	return c
}

// scaleOf reads the two anchors of a scale.
func (p *documentParser) scaleOf(s *section, scope string) *scale {
	e := p.r.section(s.values["scale"], "a scale", "fact", "none", "full")
	if !e.need("fact", "name the number that it measures") || !e.need("none", "say at which value no points are given") ||
		!e.need("full", "say from which value all points are given") {
		return nil
	}
	sc := &scale{name: e.text("fact"), none: e.number("none", decimal.Zero), full: e.number("full", decimal.Zero)}
	def, ok := p.m.dict.Lookup(sc.name)
	switch {
	case !ok:
		p.r.fail(e.at("fact"), "%q is not a fact of the dictionary; define it under facts", sc.name)
	case def.Type != fact.Quantity:
		p.r.fail(e.at("fact"), "%q is a %s; a scale measures a number", sc.name, def.Type)
	case fact.Scope(sc.name) != "" && fact.Scope(sc.name) != scope:
		p.r.fail(e.at("fact"), "%q is asked of each %s; write each: %s beside the scale", sc.name, fact.Scope(sc.name), fact.Scope(sc.name))
	case sc.none.Equal(sc.full):
		p.r.fail(e.at("full"), "none and full are both %s; a scale needs two different anchors", sc.none)
	default:
		sc.fact, _ = p.m.dict.Compile(sc.name+" == 0", scope)
		return sc
	}
	return nil
}

// sensitive returns the protected attribute that a fact name stands for, "" for none. Such facts are never points: they
// are what discrimination is made of, and no source of this trade calls them risk.
func sensitive(name string) string {
	attributes := []string{
		"nationality", "nationalities", "citizenship", "nacionalidad", "nacionalidade", "ethnicity", "ethnic_group", "ethnic_origin", "etnia",
		"race", "raza", "raca", "religion", "religiao", "migrant_status", "migration_status", "immigration_status", "estatus_migratorio",
		"payee_type", "payee_kind", "tipo_beneficiario",
	}
	padded := "_" + strings.NewReplacer(".", "_").Replace(strings.ToLower(name)) + "_"
	i := slices.IndexFunc(attributes, func(a string) bool { return strings.Contains(padded, "_"+a+"_") })
	if i < 0 {
		return ""
	}
	return attributes[i]
}
