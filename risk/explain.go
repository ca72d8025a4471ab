package risk

import (
	"fmt"
	"slices"
	"strings"

	"github.com/tamiz-project/tamiz/risk/fact"
)

// Explain says in words, one sentence for each contribution, why the score is what it is, in "en", "es" or "pt".
func (m *Methodology) Explain(a Assessment, lang string) []string {
	lines := make([]string, len(a.Contributions))
	for i, c := range a.Contributions {
		lines[i] = m.Text(c, lang)
	}
	return lines
}

// Text says in words what a contribution is: which rule, of which factor, on what evidence, and what it does to the score.
func (m *Methodology) Text(c Contribution, lang string) string {
	text := sentence(c, lang)
	for _, pair := range [][2]string{
		{"{factor}", m.factorTitle(c.Factor, lang)},
		{"{rule}", m.ruleTitle(c.Rule, lang)},
		{"{point}", c.Points.Point.String()},
		{"{less}", c.Points.Point.Neg().String()},
		{"{high}", c.Points.High.String()},
		{"{why}", refusalText(c.Refused, lang)},
		{"{tier}", m.tierTitle(c.Rule, lang)},
		{"{standing}", m.standingText(c.Rule)},
	} {
		text = strings.ReplaceAll(text, pair[0], pair[1])
	}
	if len(c.Evidence) > 0 && c.Step != Cap {
		text += fmt.Sprintf(" [%s]", strings.Join(c.Evidence, "; "))
	}
	return text
}

// sentence picks the sentence of a step. To add a language, add a column; to add a step, add a row.
func sentence(c Contribution, lang string) string {
	key := string(c.Step)
	switch {
	case c.Step == Relief && c.Refused != "":
		key = "refused"
	case c.Outcome == fact.Undecided && c.Step == Weighted:
		key = "unknown"
	case c.Outcome == fact.Undecided:
		key = "undecided"
	}
	return in(map[string][3]string{
		"weighted":    {"{factor}: {rule}. Adds {point} points.", "{factor}: {rule}. Suma {point} puntos.", "{factor}: {rule}. Soma {point} pontos."},
		"unknown":     {"{factor}: {rule} is not known. Counts {point} points for now, {high} if it turns out so.", "{factor}: no se sabe si {rule}. Cuenta {point} puntos por ahora, {high} si resulta así.", "{factor}: não se sabe se {rule}. Conta {point} pontos por ora, {high} se for assim."},
		"information": {"{factor}: {rule}. For information, no points.", "{factor}: {rule}. Informativo, sin puntos.", "{factor}: {rule}. Informativo, sem pontos."},
		"cap":         {"{rule}: what these factors add together is limited. Takes away {less} points.", "{rule}: lo que estos factores suman juntos está limitado. Resta {less} puntos.", "{rule}: o que estes fatores somam juntos é limitado. Subtrai {less} pontos."},
		"floor":       {"{rule}: at least {tier}{standing}. Lifts the score by {point} points.", "{rule}: como mínimo {tier}{standing}. Eleva el puntaje en {point} puntos.", "{rule}: no mínimo {tier}{standing}. Eleva a pontuação em {point} pontos."},
		"override":    {"{rule}: wins over the score, {tier}{standing}. Lifts it by {point} points.", "{rule}: prevalece sobre el puntaje, {tier}{standing}. Lo eleva en {point} puntos.", "{rule}: prevalece sobre a pontuação, {tier}{standing}. Eleva-a em {point} pontos."},
		"undecided":   {"{rule} is not known. Would lift the score by up to {high} points.", "No se sabe si {rule}. Elevaría el puntaje hasta en {high} puntos.", "Não se sabe se {rule}. Elevaria a pontuação em até {high} pontos."},
		"control":     {"Control in place: {rule}. Takes away {less} points.", "Control vigente: {rule}. Resta {less} puntos.", "Controle vigente: {rule}. Subtrai {less} pontos."},
		"refused":     {"Control claimed: {rule}. No credit: {why}.", "Control declarado: {rule}. Sin crédito: {why}.", "Controle declarado: {rule}. Sem crédito: {why}."},
	}, key, lang)
}

// in picks from a table of texts in English, Spanish, Portuguese; any other language reads as English.
func in(table map[string][3]string, key, lang string) string {
	return table[key][max(slices.Index([]string{"en", "es", "pt"}, lang), 0)]
}

func refusalText(r Refusal, lang string) string {
	return in(map[string][3]string{
		string(NoEvidence):     {"it brings no dated evidence", "no trae evidencia fechada", "não traz evidência datada"},
		string(NotYet):         {"it is not in place yet", "todavía no está vigente", "ainda não está vigente"},
		string(ControlExpired): {"it has expired", "ha vencido", "venceu"},
		string(EvidenceOld):    {"its evidence is too old", "su evidencia es demasiado antigua", "sua evidência é antiga demais"},
		string(NotInMethod):    {"the methodology does not know it", "la metodología no lo conoce", "a metodologia não o conhece"},
		string(OutOfBounds):    {"its effectiveness is not between 0 and 1", "su eficacia no está entre 0 y 1", "sua eficácia não está entre 0 e 1"},
	}, string(r), lang)
}

func (m *Methodology) factorTitle(id, lang string) string {
	if i := m.factorIndex(id); i >= 0 && m.factors[i].Title.In(lang) != "" {
		return m.factors[i].Title.In(lang)
	}
	return id
}

func (m *Methodology) ruleTitle(id, lang string) string {
	title := fact.Label{}
	if r := m.ruleByID[id]; r != nil {
		title = r.Title
	}
	for _, c := range m.caps {
		if c.id == id {
			title = c.title
		}
	}
	for _, c := range m.controls {
		if c.ID == id {
			title = c.Title
		}
	}
	if text := title.In(lang); text != "" {
		return text
	}
	return id
}

func (m *Methodology) tierTitle(rule, lang string) string {
	r := m.ruleByID[rule]
	if r == nil || r.Tier == "" {
		return "-"
	}
	title := m.tiers[m.tierIndex(r.Tier)].Title.In(lang)
	if title == "" {
		return r.Tier
	}
	return title
}

func (m *Methodology) standingText(rule string) string {
	if r := m.ruleByID[rule]; r != nil && r.Standing != Open {
		return ", " + string(r.Standing)
	}
	return ""
}
