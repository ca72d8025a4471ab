package workbook

import (
	"bytes"
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"

	"github.com/tamiz-project/tamiz/risk"
	"github.com/tamiz-project/tamiz/risk/fact"
	"github.com/tamiz-project/tamiz/screening/feed"
	"github.com/xuri/excelize/v2"
)

// questionnaireLayout: what is asked, and where to answer. The hidden columns say which fact an answer is.
var questionnaireLayout = layout{
	key: "questionnaire", freeze: 1, colour: navy,
	columns: []column{
		{"no", 7, asWhole},
		{"question", 70, asWrap},
		{"form", 34, asWrap},
		{"answer", 34, asEntry},
		{"source", 34, asEntry},
		{"date", 13, asEntryDay},
		{"party", 10, asHidden},
		{"row", 10, asHidden},
		{"fact", 10, asHidden},
	},
}

// keptBack are the scopes of facts that are never asked of the party itself: to ask about a hit, a list or a press report is
// to tell of it.
var keptBack = []string{"hit", "list", "listing", "media", "designation", "decision", "finding", "ownership", "party", "profile", "run", "us"}

// WriteQuestionnaire writes the questions that an assessment left open as a workbook to send to the counterparty itself. It
// names no hit, list, score or reason, and asks in the words of the methodology; facts that tamiz derives, and those about
// hits or the press, are left out. It returns an error when nothing is left to ask.
func WriteQuestionnaire(w io.Writer, run risk.Run, a risk.Assessment, o *Options) error {
	filled, err := o.withDefaults()
	if err != nil {
		return err
	}
	c, err := readCatalogue(filled.Lang)
	if err != nil {
		return err
	}
	q := &questionnaire{f: excelize.NewFile(), c: c, method: newMethod(run.Methodology, filled.Lang), a: &a}
	defer q.f.Close()
	if q.open = q.questions(); len(q.open) == 0 {
		return fmt.Errorf("workbook: nothing to ask counterparty %q", a.ID)
	}
	if err := q.draw(); err != nil {
		return err
	}
	z := newZipper(w)
	q.f.SetZipWriter(func(io.Writer) excelize.ZipWriter { return z })
	return q.f.Write(io.Discard)
}

// A questionnaire is being written.
type questionnaire struct {
	f      *excelize.File
	c      *catalogue
	method *method
	a      *risk.Assessment
	open   []openQuestion
}

type openQuestion struct {
	definition fact.Definition
	row        string
}

// questions are those that may be asked of the counterparty, each once, by the name of the fact: an order by what they
// could move would tell what we fear.
func (q *questionnaire) questions() []openQuestion {
	var all []openQuestion
	for _, asked := range q.a.Questions {
		d, known := q.method.facts[asked.Fact]
		scope, _, _ := strings.Cut(asked.Fact, ".")
		if !known || d.Derived || d.Question.In(q.c.lang) == "" || slices.Contains(keptBack, scope) {
			continue
		}
		all = append(all, openQuestion{d, asked.Row})
	}
	slices.SortFunc(all, func(x, y openQuestion) int {
		return strings.Compare(x.definition.Name+"\x00"+x.row, y.definition.Name+"\x00"+y.row)
	})
	return slices.CompactFunc(all, func(x, y openQuestion) bool { return x.definition.Name == y.definition.Name && x.row == y.row })
}

func (q *questionnaire) draw() error {
	if err := q.f.SetDefaultFont(typeface); err != nil {
		return err
	}
	st, err := newStyles(q.f)
	if err != nil {
		return err
	}
	d := &drawer{f: q.f, sheet: q.c.t("sheet.questionnaire")}
	d.try(q.f.SetSheetName("Sheet1", d.sheet))
	columns := questionnaireLayout.columns
	for i, c := range columns {
		d.column(i+1, c.width, st.formats[c.as], c.as == asHidden)
	}
	d.set(1, 1, q.c.t("title.questionnaire"), st.title)
	d.fill(1, 1, len(columns), st.title)
	d.height(1, 26)
	d.height(2, 20)
	d.height(headerRow, 26)
	d.set(2, 1, q.a.Name, st.banner)
	d.fill(2, 1, len(columns), st.banner)
	d.set(3, 1, q.c.t("note.questionnaire"), st.note)
	d.fill(3, 1, len(columns), st.note)
	for i, c := range columns {
		style := st.header
		if c.as == asEntry || c.as == asEntryDay {
			style = st.entryHeader
		}
		d.set(headerRow, i+1, q.c.t("questionnaire."+c.key), style)
	}
	for i, asked := range q.open {
		q.drawQuestion(d, i, asked)
	}
	last := headerRow + len(q.open)
	d.try(q.f.AddTable(d.sheet, &excelize.Table{Range: d.cell(1, headerRow) + ":" + d.cell(len(columns), last), Name: "tamiz_questionnaire", StyleName: "TableStyleLight1", ShowRowStripes: new(false)}))
	d.try(q.f.SetPanes(d.sheet, &excelize.Panes{Freeze: true, YSplit: headerRow, TopLeftCell: d.cell(1, headerRow+1), ActivePane: "bottomLeft"}))
	d.try(q.f.SetPageLayout(d.sheet, &excelize.PageLayoutOptions{Size: new(9), Orientation: new("landscape"), FitToWidth: new(1), FitToHeight: new(0)}))
	d.try(q.f.SetSheetProps(d.sheet, &excelize.SheetPropsOptions{FitToPage: new(true)}))
	d.try(q.f.SetHeaderFooter(d.sheet, &excelize.HeaderFooterOptions{OddFooter: "&R&8" + q.c.t("page", "&P", "&N")}))
	d.protect()
	day := "2000-01-01T00:00:00Z" // a fixed day: the file says nothing of the run
	d.try(q.f.SetDocProps(&excelize.DocProperties{Title: q.c.t("title.questionnaire"), Creator: "-", LastModifiedBy: "-", Language: q.c.lang, Created: day, Modified: day}))
	return d.err
}

// drawQuestion writes one question with its drop-down.
func (q *questionnaire) drawQuestion(d *drawer, i int, asked openQuestion) {
	row, def := headerRow+1+i, asked.definition
	for col, value := range []any{i + 1, def.Question.In(q.c.lang), q.form(def), nil, nil, nil, q.a.ID, asked.row, def.Name} {
		if text, ok := value.(string); ok {
			value, _, _ = fit(text)
		}
		d.try(d.f.SetCellValue(d.sheet, d.cell(col+1, row), value))
	}
	d.height(row, 2*lineHeight+6)
	choices := def.Values
	if def.Type == fact.YesNo {
		choices = []string{q.c.t("yes"), q.c.t("no"), q.c.t("answer.not_applicable")}
	}
	joined := strings.Join(choices, ",")
	if len(choices) == 0 || def.Type == fact.Words || len(joined) > 250 || strings.Count(joined, ",") != len(choices)-1 {
		return
	}
	v := excelize.NewDataValidation(true)
	v.Sqref = d.cell(4, row)
	d.try(v.SetDropList(choices))
	d.try(d.f.AddDataValidation(d.sheet, v))
}

// form says how to answer.
func (q *questionnaire) form(def fact.Definition) string {
	text := q.c.t("answer." + strings.ReplaceAll(string(def.Type), "/", "_"))
	if def.Unit != "" {
		text += " (" + def.Unit + ")"
	}
	if len(def.Values) > 0 {
		text = strings.Join(def.Values, ", ")
		if def.Type == fact.Words {
			text = q.c.t("answer.several", text)
		}
	}
	return text
}

// An Answer is one fact that a counterparty told.
type Answer struct {
	Party string // id of the counterparty
	Row   string // of the table that the fact belongs to; "" for the counterparty itself
	Fact  string
	Value fact.Value // with its origin: what the answer cites, and of which day
}

// ReadAnswers reads a questionnaire that came back. A question without an answer gives nothing. An answer that is no value of
// its fact, or that has no date, is a *feed.RecordError and the sequence goes on; any other error is the last pair.
func ReadAnswers(r io.Reader, d *fact.Dictionary) iter.Seq2[Answer, error] {
	return func(yield func(Answer, error) bool) {
		content, err := io.ReadAll(r)
		if err == nil && !bytes.HasPrefix(content, []byte("PK")) {
			err = fmt.Errorf("not a workbook")
		}
		if err != nil {
			yield(Answer{}, fmt.Errorf("questionnaire: %w", err))
			return
		}
		for row, err := range readForm(content, "questionnaire", "question", "answer", "fact") {
			if err != nil {
				yield(Answer{}, err)
				return
			}
			if row.cells["answer"] == "" {
				continue
			}
			if !yield(row.answer(d)) {
				return
			}
		}
	}
}

// answer reads one answered question.
func (r *formRow) answer(d *fact.Dictionary) (Answer, error) {
	a := Answer{Party: r.cells["party"], Row: r.cells["row"], Fact: r.cells["fact"]}
	day, err := r.day("date")
	switch {
	case err != nil:
		return Answer{}, err
	case a.Party == "" || a.Fact == "":
		return Answer{}, r.refuse("fact", "the row does not say which fact it answers; it must stay as it was sent")
	case day.IsZero():
		return Answer{}, r.refuse("date", "an answer needs the day it is for")
	}
	text := r.cells["answer"]
	if r.isDate(d, a.Fact) {
		if given, err := r.day("answer"); err == nil {
			text = given.String()
		}
	}
	value, err := d.Parse(a.Fact, text)
	if err != nil {
		return Answer{}, r.because(err)
	}
	source := r.cells["source"]
	if source == "" {
		source = "questionnaire"
	}
	a.Value = value.From(fact.Origin{Source: source, Date: day})
	return a, nil
}

// because refuses an answer for what the dictionary says of it.
func (r *formRow) because(err error) error {
	refused := r.refuse("answer", err.Error()).(*feed.RecordError)
	refused.Err = err
	return refused
}

// isDate reports whether a fact is a date, which a cell may hold as a number.
func (r *formRow) isDate(d *fact.Dictionary, name string) bool {
	i := slices.IndexFunc(d.Definitions(), func(def fact.Definition) bool { return def.Name == name })
	return i >= 0 && d.Definitions()[i].Type == fact.Date
}
