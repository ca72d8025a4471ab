package screening

import "slices"

// facts finds the entries that something other than a name may speak for: identifiers and dates. It holds the folded cities of
// all entries too, because comparing needs them.
type facts struct {
	byKey     map[string][]uint32 // key of an identifier -> entries
	masked    []uint32            // entries with an identifier of which not all is known: they have no key
	years     map[int][]uint32    // year of birth or founding -> entries
	wide      []uint32            // entries with a date of more than widest years
	cityStart []uint32            // where the cities of entry i begin
	cities    []string
	seen      map[string]string // one copy of each city, while it is built
}

// widest is from how many years on a range of dates is in a list of its own.
const widest = 12

func (f *facts) add(entry uint32, p *Party, cities []string) {
	if f.seen == nil {
		*f = facts{byKey: map[string][]uint32{}, years: map[int][]uint32{}, seen: map[string]string{}, cityStart: []uint32{0}}
	}
	for _, id := range p.Identifiers {
		keys := id.Keys()
		for _, k := range keys {
			f.byKey[k] = once(f.byKey[k], entry)
		}
		if len(keys) == 0 {
			f.masked = once(f.masked, entry)
		}
	}
	for _, d := range slices.Concat(p.Born, p.Founded) {
		if !d.IsZero() {
			f.addDate(entry, d)
		}
	}
	for _, c := range cities {
		if _, ok := f.seen[c]; !ok {
			f.seen[c] = c
		}
		f.cities = append(f.cities, f.seen[c])
	}
	f.cityStart = append(f.cityStart, uint32(len(f.cities)))
}

func (f *facts) addDate(entry uint32, d Date) {
	from, to := d.years()
	if to-from > widest {
		f.wide = once(f.wide, entry)
		return
	}
	for y := from; y <= to; y++ {
		f.years[y] = once(f.years[y], entry)
	}
}

// years returns the first and the last year a date may be of.
func (d Date) years() (from, to int) {
	from, _, _ = fromDayNumber(d.first)
	to, _, _ = fromDayNumber(d.last)
	return from, to
}

// once appends an entry unless it is the last one there.
func once(list []uint32, entry uint32) []uint32 {
	if n := len(list); n > 0 && list[n-1] == entry {
		return list
	}
	return append(list, entry)
}

func (f *facts) freeze() {
	f.seen = nil
	f.cities, f.cityStart, f.masked, f.wide = slices.Clip(f.cities), slices.Clip(f.cityStart), slices.Clip(f.masked), slices.Clip(f.wide)
}

func (f *facts) citiesOf(entry int) []string {
	return f.cities[f.cityStart[entry]:f.cityStart[entry+1]]
}

// mayShare calls do with every entry that an identifier or a date of the party may speak for, perhaps several times.
func (f *facts) mayShare(p *Party, do func(entry uint32)) {
	each := func(list []uint32) {
		for _, e := range list {
			do(e)
		}
	}
	for _, id := range p.Identifiers {
		for _, k := range id.Keys() {
			each(f.byKey[k])
		}
	}
	if len(p.Identifiers) > 0 {
		each(f.masked)
	}
	for _, dates := range [...][]Date{p.Born, p.Founded} {
		for _, d := range dates {
			if d.IsZero() {
				continue
			}
			from, to := d.years()
			for y := from; y <= to; y++ {
				each(f.years[y])
			}
			each(f.wide)
		}
	}
}
