package name

import "unicode/utf8"

// Limits of the weight of a token, in thousandths of a nat.
const (
	heaviest     = 8500 // a word the background does not know
	lightest     = 1800
	particleMass = 250
	genericMass  = 2000
	nobodysMass  = 4000 // a company word in a person's name: no rare name, but if it is one, it counts beside another
	numberMass   = 2800
	suffixMass   = 800
	initialMass  = 900
	arabicMass   = 1500 // a word that many names of the Arab world hold
	wedOppose    = 2000
	wedDamage    = 1500 // a husband's name in one name that is the father's in the other
	seriesOppose = 900
)

// commonBase is what shares of frequent.txt are of, with a quarter's allowance for the rest of the world.
const commonBase = 12500

// What a token costs when the other name has another word in its place (oppose), or nothing (omit), by role.
var costs = [...]struct{ oppose, omit int32 }{
	given:    {5700, 800},
	paternal: {6100, 850},
	maternal: {5700, 700},
	particle: {0, 0},
	initial:  {3600, 150},
	suffix:   {5200, 700},
	title:    {0, 0},
	brand:    {6000, 1500},
	generic:  {4000, 900},
	form:     {0, 0},
	place:    {4600, 1900},
	number:   {4600, 1500},
}

// series makes the number of a fund weigh less: the funds of one series have one sponsor, and where one is listed its
// neighbour is worth a look.
func (a *analysis) series() {
	for i := range a.tokens {
		if fundWord(a.tokens[i].text) {
			a.serial()
			return
		}
	}
}

func (a *analysis) serial() {
	for i := range a.tokens {
		if t := &a.tokens[i]; t.role == number {
			t.oppose = seriesOppose
		}
	}
}

func fundWord(text string) bool {
	return text == "fund" || text == "funds" || text == "partners" || text == "trust" || text == "fondo" || text == "fideicomiso"
}

// weight sets the mass of a token and its costs.
func (a *analysis) weight(t *token, e *word) {
	c := costs[t.role]
	t.oppose, t.omit = c.oppose, c.omit
	if t.wed {
		t.oppose, t.omit = wedOppose, c.omit/2
	}
	switch t.role {
	case title, form:
		return
	case particle:
		t.weight = particleMass
	case suffix:
		t.weight = suffixMass
	case initial:
		t.weight = initialMass
	case number:
		t.weight = numberMass
	default:
		a.wordWeight(t, e)
	}
}

// wordWeight weighs a word; a short one less, because so many words are a letter away.
func (a *analysis) wordWeight(t *token, e *word) {
	t.count, t.common = e.count, e.common
	w := e.weight[a.kind]
	if t.role == generic {
		w = min(w, genericMass)
	}
	switch utf8.RuneCountInString(t.text) {
	case 1:
		w = min(w, 3000)
	case 2:
		w = min(w, 5000)
	case 3:
		w = min(w, 5900)
	}
	t.weight = w
}
