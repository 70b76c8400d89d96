package limit

import (
	"slices"

	"github.com/plimsoll-watch/plimsoll/base/day"
)

// Chart is what a drawing of a status needs, as plain values. The notified side is
// a flight of steps by the day each total became known; nothing runs between them.
// The estimates are boxes over their periods with an edge for each scenario: how
// they grew is not known. Both share an axis and are never stacked.
type Chart struct {
	Unit      Unit       `json:"unit"`
	Limit     float64    `json:"limit"` // 0: a ban, or an amount not on file
	Ladder    []Notice   `json:"ladder"`
	First     day.Date   `json:"first"` // of the period
	Last      day.Date   `json:"last"`
	AsOf      day.Date   `json:"as_of,omitzero"`      // zero: all that is known
	FirstStep day.Date   `json:"first_step,omitzero"` // before it unknown, not zero; zero: nothing is known
	Steps     []Step     `json:"steps"`
	Line      *Figure    `json:"line_factor,omitempty"` // the factor the line between the bounds is drawn at
	Boxes     []Box      `json:"boxes"`
	Strip     *Strip     `json:"factor_strip,omitempty"` // where the total is in tonnes
	Crossings []Crossing `json:"crossings"`
}

// Step is a total that became the latest known.
type Step struct {
	Known   day.Date `json:"known_on"`
	Text    string   `json:"text"` // 14,000 t
	Low     float64  `json:"low"`
	Line    float64  `json:"line"`
	High    float64  `json:"high"`
	Rounded bool     `json:"rounded,omitempty"` // by its source: a hollow dot
	Assumed bool     `json:"period_assumed,omitempty"`
	Row     Ref      `json:"row"`
}

// Box is an estimate over its period.
type Box struct {
	By      string   `json:"by"`
	First   day.Date `json:"first"`
	Last    day.Date `json:"last"`
	Calls   *int     `json:"port_calls,omitempty"`
	KnownOn day.Date `json:"known_on,omitzero"`
	Low     float64  `json:"low"`
	High    float64  `json:"high"`
	Edges   []Edge   `json:"edges,omitempty"`
	Row     Ref      `json:"row"`
}

// Strip is a total's share of the limit as a function of the factor.
type Strip struct {
	Low       float64      `json:"low"` // the admitted range
	High      float64      `json:"high"`
	Admitted  []FactorCase `json:"admitted"`
	Unchecked []FactorCase `json:"unchecked"` // outside the box; sets no bound
	Tipping   []TippingAt  `json:"tipping"`
	Undecided bool         `json:"undecided"` // a notice hangs on the factor: always to be shown
}

// Crossing is the day a total first reached a notice at some admitted factor.
type Crossing struct {
	Notice  int      `json:"notice"`
	Known   day.Date `json:"known_on"`
	Tipping *Figure  `json:"tipping,omitempty"` // reached if a tonne is this many barrels or more; absent: at every admitted factor
}

// Chart returns the values to draw a status with.
func (t *Tables) Chart(s Status) Chart {
	if s.asof.Known != 0 {
		t = t.withoutNotes()
	}
	c := Chart{
		First: s.window.First.Date(), Last: s.window.Last.Date(), AsOf: s.asof.Known.Date(),
		Steps: []Step{}, Boxes: []Box{}, Crossings: []Crossing{},
	}
	if len(s.cap.Amounts) > 0 {
		c.Unit, c.Limit = s.cap.Amounts[0].Unit, s.cap.Amounts[0].Value
		c.Ladder = s.cap.Ladder(s.cap.Amounts[0])
	}
	t.steps(&c, s)
	if len(c.Steps) > 0 {
		c.FirstStep = c.Steps[0].Known
	}
	if c.Unit == Barrel {
		c.Boxes = boxes(s)
	}
	c.Strip = t.strip(s)
	return c
}

// steps walks the days on which a total became known.
func (t *Tables) steps(c *Chart, s Status) {
	var line *Factor
	for _, f := range t.Admitted(s.Product) {
		if f.Product == "product basket" {
			line = &f
			per := printed(float64(f.PerTonne), "bbl/t", f.Ref)
			c.Line = &per
		}
	}
	var days []day.Date
	for _, n := range t.totals(s.Product, s.window, s.asof) {
		if n.Joint() && !n.KnownOn.IsZero() && !slices.ContainsFunc(days, func(d day.Date) bool { return d.Last() == n.KnownOn.Last() }) {
			days = append(days, n.KnownOn)
		}
	}
	slices.SortFunc(days, day.Compare)
	last, due := "", 0
	for _, d := range days {
		n, ok := t.NotifiedBy(s.Product, s.window, day.AsOf{On: s.asof.On, Known: d.Last()})
		if !ok || n.ID == last {
			continue
		}
		last = n.ID
		v := t.total(n, s.cap)
		if step, ok := stepOf(v, c.Unit, line, n); ok {
			step.Known = d
			c.Steps = append(c.Steps, step)
			due = c.crossings(v, d, due)
		}
	}
}

func stepOf(v Total, u Unit, line *Factor, n Notification) (Step, bool) {
	s := Step{Rounded: n.RoundedTo > 0, Assumed: !n.Certain, Row: n.Ref}
	switch {
	case u == Barrel && v.Low != nil:
		s.Low, s.High, s.Text = v.Low.Value, v.High.Value, v.Low.Text
	case u == Tonne && v.Tonnes != nil:
		s.Low, s.High = v.Tonnes.Value, v.Tonnes.Value
	default:
		return Step{}, false
	}
	s.Line = s.Low
	if v.Tonnes != nil {
		s.Text = v.Tonnes.Text
	}
	if u == Barrel && line != nil {
		b, _ := n.atFactor(line.PerTonne)
		s.Line = float64(b)
	}
	return s, true
}

// crossings adds the notices that a total is the first to reach, and returns the
// highest reached so far.
func (c *Chart) crossings(v Total, known day.Date, before int) int {
	reached := v.Notice.Highest
	for _, n := range c.Ladder {
		if n.Percent <= before || n.Percent > reached {
			continue
		}
		x := Crossing{Notice: n.Percent, Known: known}
		if i := slices.IndexFunc(v.Notice.Tipping, func(t TippingAt) bool { return t.Notice == n.Percent }); i >= 0 {
			x.Tipping = &v.Notice.Tipping[i].Factor
		}
		c.Crossings = append(c.Crossings, x)
	}
	return max(before, reached)
}

func boxes(s Status) []Box {
	all := []Box{}
	for _, e := range s.Estimated {
		low, high, ok := e.bounds()
		if !ok || e.Unchecked {
			continue
		}
		all = append(all, Box{
			By: reporter(e.By), First: e.From.Date(), Last: e.To.Date(), Calls: e.Calls, KnownOn: e.KnownOn,
			Low: low, High: high, Edges: e.Edges, Row: e.Ref,
		})
	}
	return all
}

func (t *Tables) strip(s Status) *Strip {
	v := s.Notified.Total
	if v == nil || len(v.Notice.AtFactor) == 0 {
		return nil
	}
	a := v.Shares[0].Of
	r := s.admittedRange()
	return &Strip{
		Low: r.Low, High: r.High, Admitted: v.Notice.AtFactor, Tipping: v.Notice.Tipping, Undecided: v.Notice.Undecided,
		Unchecked: factorCases(t.Unchecked(s.Product), *v.Tonnes, printed(a.Value, string(a.Unit), s.cap.Ref), s.cap.Ladder(a)),
	}
}
