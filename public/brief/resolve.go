package brief

import (
	"fmt"
	"slices"
	"strings"

	"github.com/plimsoll-watch/plimsoll/base/day"
	"github.com/plimsoll-watch/plimsoll/base/source"
	"github.com/plimsoll-watch/plimsoll/law/council"
	"github.com/plimsoll-watch/plimsoll/law/limit"
)

// meeting answers a citation of a meeting: its date, one property, or a summary.
func (r *Record) meeting(c Citation, at day.AsOf) (h Held, problem, hint string) {
	s, err := council.Parse(c.Ref)
	if err != nil {
		return h, err.Error(), ""
	}
	m, err := r.Council.Meeting(s, at)
	if err != nil {
		return h, err.Error(), hintOf(err)
	}
	var lines []council.Line
	for _, sitting := range m.Sittings {
		if c.Fragment == "date" || c.Fragment == "" {
			lines = append(lines, sitting.Line())
		}
	}
	for _, f := range m.Facts {
		if c.Fragment == string(f.Property) || c.Fragment == "" {
			lines = append(lines, f.Line())
		}
	}
	if len(lines) == 0 {
		return h, fmt.Sprintf("%s of %s is not known by %s, as far as we have read", spaced(c.Fragment), s, at.Known), "cite another property, or leave a slot"
	}
	h = joined(s.String()+", ", lines)
	if !m.Date.IsZero() {
		h.Dates = append(h.Dates, m.Date)
	}
	return h, "", ""
}

// joined makes one answer of several lines: each distinct line once, every row.
func joined(head string, lines []council.Line) Held {
	var words []string
	var origins []council.Origin
	for _, l := range lines {
		if w := l.Words(); !slices.Contains(words, w) {
			words = append(words, w)
		}
		origins = append(origins, l.Origin)
	}
	return heldOf(head+strings.Join(words, "; "), together(origins))
}

// together is what several rows rest on: all rows and sources, the class and mark of the
// one that can be trusted least, known since all were.
func together(origins []council.Origin) council.Origin {
	var o council.Origin
	var sources []string
	for i, x := range origins {
		for _, row := range x.Rows {
			if !slices.Contains(o.Rows, row) {
				o.Rows = append(o.Rows, row)
			}
		}
		if x.Source != "" && !slices.Contains(sources, x.Source) {
			sources = append(sources, x.Source)
		}
		if i == 0 || trust(x.Mark) < trust(o.Mark) {
			o.Mark = x.Mark
		}
		if i == 0 || speaks(x.Class) < speaks(o.Class) {
			o.Class = x.Class
		}
		if day.Compare(x.KnownOn, o.KnownOn) > 0 {
			o.KnownOn = x.KnownOn
		}
	}
	o.Source = strings.Join(sources, "; ")
	return o
}

func trust(m source.Mark) int {
	return slices.Index([]source.Mark{source.Derived, source.InSourcePart, source.InSource}, m)
}

func speaks(c source.Class) int {
	return slices.Index([]source.Class{source.DerivedClass, source.Press, source.Copy, source.OfficialSecondary, source.Primary}, c)
}

// president answers who presides in a month. Rule 18 runs over the members of the year:
// with fewer than fifteen on file it would name another, so it names none (Article 23 of
// the Charter: fifteen members since 1966).
func (r *Record) president(month string, at day.AsOf) (h Held, problem, hint string) {
	d, err := day.Parse(month)
	if err != nil {
		return h, err.Error(), ""
	}
	y, m, _ := d.First().Civil()
	members, err := r.Council.Members(y, at)
	if err != nil {
		return h, err.Error(), hintOf(err)
	}
	if len(members) != 15 {
		return h, fmt.Sprintf("%d members of %d are on file, of 15: the order of rule 18 cannot be told", len(members), y), ""
	}
	p, err := r.Council.President(y, m, at)
	if err != nil {
		return h, err.Error(), hintOf(err)
	}
	if !p.Agrees {
		return h, "a source names another president than rule 18 gives", "plimsoll council month " + month + " shows both"
	}
	return heldOf(d.First().Time().Format("January 2006")+": "+p.President, p.Origin, d), "", ""
}

// document answers what is on file of a document: the vote on it, its text, the meeting,
// or the other file that a resolution belongs to.
func (r *Record) document(ref string, at day.AsOf) (h Held, problem, hint string) {
	s, err := council.Parse(ref)
	if err != nil {
		return h, err.Error(), hintOf(err)
	}
	if s.Kind() == council.Verbatim {
		return r.meeting(Citation{Kind: ToMeeting, Ref: ref}, at)
	}
	if s.Kind() == council.PressRelease {
		return r.press(ref, at)
	}
	var lines []council.Line
	var dates []day.Date
	if d, err := r.Council.Decision(s, at); err == nil {
		lines, dates = append(lines, d.Line()), append(dates, d.Date)
	}
	for _, t := range r.Council.Texts(at) {
		if t.Symbol == s {
			lines, dates = append(lines, t.Line()), append(dates, t.Adopted)
		}
	}
	if other, ok := r.other(s, at); ok && len(lines) == 0 {
		lines = append(lines, other)
	}
	if len(lines) == 0 {
		return h, fmt.Sprintf("%s is not on file by %s", s, at.Known), "cite what is, or leave a slot"
	}
	h = joined("", lines)
	h.Dates = append(h.Dates, dates...)
	return h, "", ""
}

// press answers a press release: the meeting that names it.
func (r *Record) press(ref string, at day.AsOf) (h Held, problem, hint string) {
	for _, m := range r.Council.Meetings(at) {
		for _, f := range m.Of(council.PressCoverage) {
			if f.Value == ref {
				return heldOf(ref+", press release on "+m.Symbol.String(), f.Origin, m.Date), "", ""
			}
		}
	}
	return h, ref + " is not on file by " + at.Known.String(), "cite the record of the meeting"
}

// other answers a resolution of another file, known since its year: by the row of the
// regime or of a duty, not by what became of it later.
func (r *Record) other(s council.Symbol, at day.AsOf) (council.Line, bool) {
	since, err := day.Parse(fmt.Sprint(s.Year()))
	if err != nil || !at.Knows(since) {
		return council.Line{}, false
	}
	short := strings.TrimPrefix(s.String(), "S/RES/")
	for _, o := range r.others {
		if o.resolution == short && (o.kind == "regime" || o.kind == "duty") && o.Mark.Decides() {
			return council.Line{Head: s.String(), Text: "file " + o.regime, Origin: council.Origin{
				Rows: []string{o.row}, Source: o.Source, Class: o.Class, Mark: o.Mark, KnownOn: since,
			}}, true
		}
	}
	return council.Line{}, false
}

// limit answers how a limit stands, or one part of it.
func (r *Record) limit(c Citation, at day.AsOf) (h Held, problem, hint string) {
	regime, product, _ := strings.Cut(c.Ref, "/")
	s, err := r.status(regime, product, at)
	if err != nil {
		return h, err.Error(), hintOf(err)
	}
	var a limitAnswer
	a.part(c.Fragment, "cap", func() { a.cap(&s) })
	a.part(c.Fragment, "notified", func() { a.notified(&s) })
	a.part(c.Fragment, "estimated", func() { a.estimated(&s) })
	a.part(c.Fragment, "disputed", func() { a.disputed(r, &s, at) })
	if len(a.words) == 0 {
		return h, fmt.Sprintf("nothing %s is on file of it by %s", c.Fragment, at.Known), "an absent total is not zero: leave a slot"
	}
	h = heldOf(strings.Join(a.words, "; "), together(a.origins), a.dates...)
	h.Values = a.values
	return h, "", ""
}

// status asks the limit with the Committee's acts against it.
func (r *Record) status(regime, product string, at day.AsOf) (limit.Status, error) {
	q := limit.Question{Regime: regime, Product: product, AsOf: at}
	for _, act := range r.requests(at) {
		q.Disputes = append(q.Disputes, limit.Dispute{Day: act.Date, Known: act.KnownOn, Text: act.Line().Text, Source: act.Source, Mark: act.Mark})
	}
	return r.Limits.Status(q)
}

// requests are the acts that asked the 1718 Committee to halt deliveries.
func (r *Record) requests(at day.AsOf) []council.Action {
	return r.Council.Actions(council.ActionFilter{Committee: "1718", Act: council.RequestToHalt}, at)
}

// limitAnswer gathers the parts of a limit.
type limitAnswer struct {
	words   []string
	values  []Value
	dates   []day.Date
	origins []council.Origin
}

func (a *limitAnswer) part(asked, name string, fill func()) {
	if asked == "" || asked == name {
		fill()
	}
}

func (a *limitAnswer) row(refs ...limit.Ref) {
	for _, ref := range refs {
		if ref.Table == "conversions.csv" { // chosen by the method for every day, whenever the pairs were published
			ref.Source = limit.Method + ": factors at both ends of the range"
		}
		a.origins = append(a.origins, council.Origin{Rows: []string{ref.Table + ":" + ref.ID}, Source: ref.Source, Class: ref.Class, Mark: ref.Mark, KnownOn: ref.KnownOn})
	}
}

// figure takes a figure with its rows; one that was computed makes the answer derived.
func (a *limitAnswer) figure(f *limit.Figure) string {
	a.row(f.Refs()...)
	if f.Mark == source.Derived && len(a.origins) > 0 {
		a.origins[len(a.origins)-1].Mark = source.Derived
	}
	for _, v := range valuesOf(f.Text) {
		if !slices.Contains(a.values, v) {
			a.values = append(a.values, v)
		}
	}
	return f.Text
}

func (a *limitAnswer) cap(s *limit.Status) {
	a.row(s.Cap.Ref)
	words := "cap of " + s.Product + ", " + s.Cap.Period + ":"
	for i, amount := range s.Cap.Amounts {
		if i > 0 {
			words += " " + string(s.Cap.Rule)
		}
		words += " " + amount.String()
	}
	a.words = append(a.words, words+" ("+s.Cap.Symbol+")")
}

func (a *limitAnswer) notified(s *limit.Status) {
	t := s.Notified.Total
	if t == nil || t.Low == nil || t.High == nil {
		return
	}
	a.row(s.Cap.Ref) // its year is the one notified for
	words := "notified by then: "
	if t.Tonnes != nil {
		words += a.figure(t.Tonnes) + ", "
	}
	words += a.figure(t.Low) + " to " + a.figure(t.High)
	for i := range t.Shares {
		words += ", " + a.figure(&t.Shares[i].Low) + " to " + a.figure(&t.Shares[i].High)
	}
	if t.RoundedBy != "" {
		words += "; rounded by " + t.RoundedBy
	}
	a.dates = append(a.dates, t.KnownOn)
	a.words = append(a.words, words+"; told on "+t.KnownOn.String()+"; "+t.Notice.Text)
	for _, f := range s.Factors {
		a.row(f.Ref)
		a.values = append(a.values, Value{fmt.Sprint(f.PerTonne), "bbl/t"})
	}
}

func (a *limitAnswer) estimated(s *limit.Status) {
	for i := range s.Estimated {
		e := &s.Estimated[i]
		a.row(s.Cap.Ref) // its year is the one estimated for
		words := "estimated by " + e.By + " for " + e.Period + ", published " + e.KnownOn.String()
		if e.Calls != nil {
			words += fmt.Sprintf(", %d port calls", *e.Calls)
		}
		a.row(e.Ref)
		for j := range e.Edges {
			edge := &e.Edges[j]
			words += ", " + edge.Name + " " + a.figure(&edge.Value)
			if edge.Implied {
				words += " (implied)"
			}
		}
		for _, stated := range e.Stated {
			words += ", stated: " + stated
		}
		a.words = append(a.words, words)
		a.dates = append(a.dates, e.KnownOn)
	}
}

func (a *limitAnswer) disputed(r *Record, s *limit.Status, at day.AsOf) {
	for _, act := range r.requests(at) {
		if on := act.Date.Last().String(); s.Cap.First > on || on > s.Cap.Last {
			continue
		}
		a.words = append(a.words, "disputed: "+act.Line().Head+": "+act.Line().Text)
		a.origins = append(a.origins, act.Origin)
		a.dates = append(a.dates, act.Date)
	}
	if s.Open != "" && len(a.words) > 0 {
		a.words = append(a.words, s.Open)
	}
}
