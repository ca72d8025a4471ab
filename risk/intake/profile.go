package intake

import (
	"slices"
	"strings"

	"github.com/tamiz-project/tamiz/screening/feed"
	"github.com/tamiz-project/tamiz/screening/identifier"
)

// stats is what a pass over the whole file found in one column. It decides what a single cell leaves open, and only when all
// cells that show anything show the same.
type stats struct {
	filled             int
	dayFirst, mdFirst  int // dates that can only be read so
	points, commas     int // numbers that can only be read so
	percents, aboveOne int // shares with a percent sign, or above 1
	shares             int
	countries          map[string]int // of which country's scheme a number is a valid one, and of no other's
}

func (s stats) order() order {
	switch {
	case s.dayFirst > 0 && s.mdFirst == 0:
		return dayFirst
	case s.mdFirst > 0 && s.dayFirst == 0:
		return monthFirst
	}
	return clearDate
}

func (s stats) style() style {
	switch {
	case s.points > 0 && s.commas == 0:
		return pointStyle
	case s.commas > 0 && s.points == 0:
		return commaStyle
	}
	return anyStyle
}

// fractions reports whether the shares of the column may be fractions of one.
func (s stats) fractions() bool { return s.shares > 0 && s.percents == 0 && s.aboveOne == 0 }

// observe adds the cells of a row to the statistics.
func (r *reader) observe(l *layout, row feed.Row) {
	for i := range l.columns {
		c := &l.columns[i]
		text := strings.TrimSpace(row.Cell(i))
		if text == "" {
			continue
		}
		c.stats.filled++
		switch {
		case c.target.isDate() || r.isFactDate(c.target):
			r.observeDate(c, text)
		case c.target.attribute == attrShare || c.target.attribute == attrFact:
			observeNumber(c, text)
		case c.target.attribute == attrIdentifier && strings.HasPrefix(c.target.scheme, "*"):
			r.observeScheme(c, text)
		}
	}
}

func (r *reader) isFactDate(t target) bool {
	if t.attribute != attrFact || r.options.Dictionary == nil {
		return false
	}
	def, ok := r.options.Dictionary.Lookup(t.fact)
	return ok && def.Type == "date"
}

func (r *reader) observeDate(c *column, text string) {
	for _, part := range split(text) {
		_, shows, _ := r.words.date(part, clearDate)
		switch shows {
		case dayFirst:
			c.stats.dayFirst++
		case monthFirst:
			c.stats.mdFirst++
		}
	}
}

func observeNumber(c *column, text string) {
	for _, part := range split(text) {
		n, shows, err := number(part, pointStyle)
		switch shows {
		case pointStyle:
			c.stats.points++
		case commaStyle:
			c.stats.commas++
		}
		if strings.Contains(part, "%") {
			c.stats.percents++
		}
		if err == nil {
			c.stats.shares++
			if whole, _, _ := strings.Cut(n, "."); len(whole) > 1 || whole > "1" || whole == "1" && n != "1" {
				c.stats.aboveOne++
			}
		}
	}
}

// enough is how many numbers of a column must be valid in one country's scheme alone before the column counts as that country's.
const enough = 5

// observeScheme counts in which countries' schemes of the family a number is valid.
func (r *reader) observeScheme(c *column, text string) {
	if c.stats.countries == nil {
		c.stats.countries = map[string]int{}
	}
	family := strings.TrimPrefix(c.target.scheme, "*")
	fits := ""
	for _, def := range r.known {
		if !strings.HasSuffix(string(def.Scheme), family) {
			continue
		}
		id, err := identifier.Parse(def.Scheme, def.Country, text)
		if err != nil || id.Check() != identifier.Valid {
			continue
		}
		if fits != "" {
			return // valid in two countries: says nothing
		}
		fits = def.Country
	}
	if fits != "" {
		c.stats.countries[fits]++
	}
}

// scheme is the scheme that cells of the column are read in: the one of the header, or for a family that of the one country
// which the numbers of the whole column point to.
func (c *column) scheme() string {
	country := c.stats.country()
	if country == "" || !strings.HasPrefix(c.target.scheme, "*") {
		return c.target.scheme
	}
	return country + strings.TrimPrefix(c.target.scheme, "*")
}

// country is the country that nearly all telling numbers of a column point to: at least enough, and at most one in
// twenty to another country, since a mistyped number is valid elsewhere by chance in one of eleven.
func (s stats) country() string {
	total, best := 0, ""
	names := make([]string, 0, len(s.countries))
	for name, n := range s.countries {
		names = append(names, name)
		total += n
	}
	slices.Sort(names)
	for _, name := range names {
		if best == "" || s.countries[name] > s.countries[best] {
			best = name
		}
	}
	if best == "" || s.countries[best] < enough || s.countries[best]*20 < total*19 {
		return ""
	}
	return best
}
