package risk

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/tamiz-project/tamiz/screening"
	"github.com/tamiz-project/tamiz/screening/name"
)

// A Run says what a set of assessments was made with. It has no clock in it: the same inputs give the same Run.
type Run struct {
	ID          string            `json:"id"` // SHA-256 of the rest
	AsOf        screening.Date    `json:"as_of"`
	Methodology *Methodology      `json:"methodology"` // id, version, SHA-256
	Profile     Profile           `json:"profile"`
	Lists       []screening.List  `json:"lists"`
	Inputs      []Input           `json:"inputs"` // supplier file, ownership, indicators, decisions
	Parameters  map[string]string `json:"parameters"`
	Software    string            `json:"software"`
}

// An Input is a file the run read.
type Input struct {
	Name   string `json:"name"`
	Role   string `json:"role"`
	SHA256 string `json:"sha256"`
	Notes  []Note `json:"notes,omitempty"` // columns that were not screened or read with a doubt, for the Data quality sheet
}

// Software names the program and the edition of what can move a score.
const Software = "tamiz 0.1, matching tables " + name.Tables

// Run returns the head of a report: methodology, lists, as-of date, parameters, versions, and the inputs that were read.
func (a *Assessor) Run(inputs ...Input) Run {
	parameters := map[string]string{"threshold": fmt.Sprint(a.alertThreshold()), "decisions": fmt.Sprint(a.decisions.Len())}
	maps.Copy(parameters, a.doubts())
	r := Run{
		AsOf: a.asOf, Methodology: a.method, Profile: a.profile, Lists: a.search.Lists(), Inputs: slices.Clone(inputs), Software: Software,
		Parameters: parameters,
	}
	hash := sha256.New()
	// A Run is made of texts, numbers and dates only: encoding it cannot fail.
	_ = json.NewEncoder(hash).Encode(r)
	r.ID = hex.EncodeToString(hash.Sum(nil))
	return r
}

// doubts says what a reader of the scores has to know of the indicators: which optional ones nobody loaded, and which
// measure in part the same thing and still count apart, because no overlap or cap of the methodology joins them.
func (a *Assessor) doubts() map[string]string {
	out := map[string]string{}
	if missing := slices.Sorted(mapKeys(a.absent)); len(missing) > 0 {
		out["indicators_not_loaded"] = strings.Join(missing, ", ")
	}
	if a.indicators == nil {
		return out
	}
	used := slices.DeleteFunc(slices.Clone(a.series), func(s string) bool { return a.absent[s] })
	var twice []string
	for _, pair := range a.indicators.Overlaps(used...) {
		if !a.method.joins(pair[0], pair[1]) {
			twice = append(twice, pair[0]+" and "+pair[1])
		}
	}
	if len(twice) > 0 {
		out["indicators_that_overlap"] = strings.Join(twice, ", ")
	}
	return out
}

// joins reports whether two indicators are measured by rules of one overlap, of one factor that takes the gravest rule, or
// of factors under one cap.
func (m *Methodology) joins(a, b string) bool {
	for _, x := range m.measuring(a) {
		for _, y := range m.measuring(b) {
			fx, fy := &m.factors[x[0]], &m.factors[y[0]]
			grouped := x[0] == y[0] && slices.ContainsFunc(fx.groups, func(g []int) bool { return slices.Contains(g, x[1]) && slices.Contains(g, y[1]) })
			if !grouped && !(x[0] == y[0] && fx.combine == combineMax) && (fx.cap < 0 || fx.cap != fy.cap) {
				return false
			}
		}
	}
	return true
}

// measuring returns factor and number of the rules that ask for an indicator.
func (m *Methodology) measuring(series string) (rules [][2]int) {
	name := "place." + series
	for i := range m.factors {
		for k := range m.factors[i].rules {
			r := &m.factors[i].rules[k]
			if r.scale != nil && r.scale.name == name || r.when != nil && slices.Contains(r.when.Facts(), name) {
				rules = append(rules, [2]int{i, k})
			}
		}
	}
	return rules
}

func (a *Assessor) alertThreshold() float64 {
	if a.threshold == 0 {
		return screening.DefaultThreshold
	}
	return a.threshold
}

// MarshalJSON writes what identifies a methodology: id, version, SHA-256 and who approved it.
func (m *Methodology) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		ID       string         `json:"id"`
		Version  string         `json:"version"`
		SHA256   string         `json:"sha256"`
		Approver string         `json:"approver,omitempty"`
		Approved screening.Date `json:"approved,omitzero"`
	}{m.id, m.version, m.sha256, m.approver, m.approved})
}
