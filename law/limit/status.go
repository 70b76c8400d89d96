package limit

import (
	"slices"
	"strings"

	"github.com/plimsoll-watch/plimsoll/base/day"
	"github.com/plimsoll-watch/plimsoll/base/source"
)

// Status is where a limit stands as of two clocks: the cap, what was notified by
// then, what was estimated by then, what is disputed. As JSON it is [Schema].
type Status struct {
	Schema  string `json:"schema"`
	Method  string `json:"method"`
	Regime  string `json:"regime"`
	Product string `json:"product"`
	On      string `json:"on,omitempty"`    // absent: every day
	Known   string `json:"known,omitempty"` // absent: all that is known

	Cap          CapView         `json:"cap"`
	Notified     Ledger          `json:"notified"`
	Estimated    []Estimation    `json:"estimated"`
	Disputed     []Dispute       `json:"disputed"`
	Open         string          `json:"open,omitempty"` // what is contested and the program does not decide
	Factors      []FactorView    `json:"factors"`
	Differences  []Contradiction `json:"contradictions"`
	Notes        []string        `json:"notes"`
	UncheckedToo []FactorCase    `json:"unchecked,omitempty"` // on request; sets no bound

	window Window
	cap    Cap
	asof   day.AsOf
}

// CapView is the cap as people are shown it.
type CapView struct {
	Ref
	Symbol     string    `json:"symbol"`
	Period     string    `json:"period"`
	First      string    `json:"first"`
	Last       string    `json:"last"`
	Kind       Kind      `json:"kind"`
	Amounts    []Amount  `json:"amounts"` // none: not on file
	Rule       Rule      `json:"rule"`
	ReportDays int       `json:"report_days,omitempty"`
	Ladder     []Notice  `json:"ladder,omitempty"`
	Stop       int       `json:"stop_percent,omitempty"`
	Replaced   []CapView `json:"replaced,omitempty"` // for the same period, before it began
}

// Ledger is the notified side.
type Ledger struct {
	Total     *Total        `json:"total,omitempty"` // absent: no total of all suppliers was known by then, which is not zero
	Suppliers []Total       `json:"suppliers,omitempty"`
	Together  *Together     `json:"together,omitempty"`
	Earlier   []Total       `json:"earlier,omitempty"`
	Months    []MonthView   `json:"months,omitempty"`
	Missing   []MissingView `json:"missing,omitempty"`
}

// Together is what the suppliers' own totals add up to, where no total of all was
// published that reaches as far. It is derived and stands below the total.
type Together struct {
	Printed *Figure `json:"sum_t,omitempty"`
	Low     Figure  `json:"low_bbl"`
	High    Figure  `json:"high_bbl"`
	Shares  []Share `json:"share_of_cap,omitempty"`
	Notice  Verdict `json:"notice"`
}

// MonthView is one month of one supplier, in every state known by then.
type MonthView struct {
	Supplier string       `json:"supplier"`
	Month    string       `json:"month"`
	States   []MonthState `json:"states"`
}

// MonthState is one state of a month. With neither amount nothing was reported,
// which is not zero.
type MonthState struct {
	KnownOn   day.Date `json:"known_on"`
	Status    string   `json:"status"`
	Precision string   `json:"precision,omitempty"`
	Tonnes    *Figure  `json:"printed_t,omitempty"`
	Barrels   *Figure  `json:"printed_bbl,omitempty"`
	Row       Ref      `json:"row"`
}

// MissingView lists the months of a supplier that no row tells.
type MissingView struct {
	Supplier string   `json:"supplier"`
	Months   []string `json:"months"`
	Text     string   `json:"text"`              // the same in spans: Jan to Jul 2018, Sep 2018
	Jointly  string   `json:"jointly,omitempty"` // those of them that all suppliers gave together
}

// FactorView is a factor with its mark.
type FactorView struct {
	Ref
	Product  string  `json:"product"`
	PerTonne float64 `json:"bbl_per_t"`
	Admitted bool    `json:"admitted"`
	Reason   string  `json:"reason"`
	UsedBy   string  `json:"used_by"`
}

// Status answers a question. What cannot be asked is an [*Error] with a hint.
func (t *Tables) Status(q Question) (Status, error) {
	regime, err := Regime(q.Regime)
	if err != nil {
		return Status{}, err
	}
	product, err := t.product(regime, q.Product)
	if err != nil {
		return Status{}, err
	}
	c, w, err := t.choose(regime, product, q)
	if err != nil {
		return Status{}, err
	}
	if q.AsOf.Known != 0 {
		t = t.withoutNotes()
		c.Note = ""
	}
	s := Status{
		Schema: Schema, Method: Method, Regime: regime, Product: product,
		On: q.AsOf.On.String(), Known: q.AsOf.Known.String(),
		Disputed: []Dispute{}, Factors: []FactorView{},
		window: w, cap: c, asof: q.AsOf,
	}
	s.Cap = capView(c, w)
	s.Cap.Replaced = t.replaced(c, w, q.AsOf)
	s.Notified = t.ledger(c, w, q.AsOf)
	s.Estimated = t.estimations(c, w, q.AsOf)
	s.dispute(q)
	s.factorViews(t, q.Unchecked)
	s.Differences = append([]Contradiction{}, t.Contradictions(product, w, q.AsOf)...)
	s.Notes = notes(s)
	return s, nil
}

func capView(c Cap, w Window) CapView {
	v := CapView{
		Ref: c.Ref, Symbol: c.Symbol(), Period: w.String(), First: w.First.String(), Last: w.Last.String(),
		Kind: c.Kind, Amounts: c.Amounts, Rule: c.Rule, ReportDays: c.ReportDays, Stop: c.Stop,
	}
	for _, a := range c.Amounts {
		v.Ladder = append(v.Ladder, c.Ladder(a)...)
	}
	return v
}

// replaced returns the caps on the same product and period that another act
// replaced before they began, as far as known.
func (t *Tables) replaced(c Cap, w Window, asof day.AsOf) []CapView {
	var views []CapView
	for _, r := range t.Caps {
		if r.ID == c.ID || r.Regime != c.Regime || r.Product != c.Product || !r.NeverBegan() || !r.decides(asof) {
			continue
		}
		if v, ok := r.Window(w.First); ok && v == w {
			views = append(views, capView(r, v))
		}
	}
	return views
}

// ledger builds the notified side.
func (t *Tables) ledger(c Cap, w Window, asof day.AsOf) Ledger {
	var l Ledger
	best, ok := t.NotifiedBy(c.Product, w, asof)
	if ok {
		v := t.total(best, c)
		l.Total = &v
	}
	for _, n := range t.supplierTotals(c.Product, w, asof) {
		l.Suppliers = append(l.Suppliers, t.total(n, c))
	}
	if !ok || reachOf(l.Suppliers) > best.reach() {
		l.Together = t.together(l.Suppliers, c)
	}
	for _, n := range t.totals(c.Product, w, asof) {
		if n.Joint() && n.ID != best.ID {
			l.Earlier = append(l.Earlier, t.total(n, c))
		}
	}
	rows := t.monthRows(c.Product, w, asof)
	l.Months = monthViews(rows)
	l.Missing = missing(rows, w, asof)
	return l
}

func reachOf(totals []Total) int {
	sum := 0
	for _, v := range totals {
		sum += v.n.reach()
	}
	return sum
}

// together adds the suppliers' own totals, in tonnes where all have them, else in
// barrels; nil when one supplier alone, or one that cannot be told, is on file.
func (t *Tables) together(suppliers []Total, c Cap) *Together {
	if len(suppliers) < 2 {
		return nil
	}
	var mass, low, high []Figure
	var volume Volume[Notified]
	for _, v := range suppliers {
		if v.volume == nil {
			return nil
		}
		volume = volume.Plus(*v.volume)
		low, high = append(low, *v.Low), append(high, *v.High)
		if v.Tonnes != nil {
			mass = append(mass, *v.Tonnes)
		}
	}
	a, b := sumOf(low, "bbl"), sumOf(high, "bbl")
	v := Total{Low: &a, High: &b, volume: &volume}
	if factors := t.Admitted(c.Product); len(mass) == len(suppliers) && len(factors) > 0 {
		m := sumOf(mass, "t")
		a, b = converted(m, factors[0]), converted(m, factors[len(factors)-1])
		v.Tonnes = &m
	}
	v.shares(c)
	return &Together{Printed: v.Tonnes, Low: a, High: b, Shares: v.Shares, Notice: t.verdict(v, c)}
}

// sumOf adds figures of one unit, rounding once.
func sumOf(parts []Figure, unit string) Figure {
	sum, how := 0.0, ""
	for i, p := range parts {
		sum += p.Value
		if i > 0 {
			how += " + "
		}
		how += p.Text
	}
	return derived(sum, unit, 0, how, parts...)
}

func monthViews(rows []month) []MonthView {
	var views []MonthView
	for _, m := range rows {
		v := MonthView{Supplier: supplierName(m.supplier), Month: monthSpan(m.month, m.month+1)}
		for _, n := range m.states {
			s := MonthState{KnownOn: n.KnownOn, Status: n.Status, Precision: n.Precision, Row: n.Ref}
			if n.Tonnes != nil {
				f := printed(float64(*n.Tonnes), "t", n.Ref)
				s.Tonnes = &f
			}
			if n.Barrels != nil {
				f := printed(float64(*n.Barrels), "bbl", n.Ref)
				s.Barrels = &f
			}
			v.States = append(v.States, s)
		}
		views = append(views, v)
	}
	return views
}

// missing lists the months of each supplier named for a window that no row of its
// own tells, up to the month before the day On.
func missing(rows []month, w Window, asof day.AsOf) []MissingView {
	from, to := monthOf(w.First), monthOf(w.Last)+1
	if asof.On != 0 {
		to = min(to, monthOf(asof.On+1))
	}
	var views []MissingView
	for _, code := range suppliersOf(rows) {
		var gaps, joint []int
		for at := from; at < to; at++ {
			switch {
			case isTold(rows, at, func(s string) bool { return s == code }):
			case isTold(rows, at, func(s string) bool { return s != code && slices.Contains(strings.Split(s, "+"), code) }):
				joint = append(joint, at)
				fallthrough
			default:
				gaps = append(gaps, at)
			}
		}
		if len(gaps) > 0 {
			v := MissingView{Supplier: supplierName(code), Text: spansText(gaps), Jointly: spansText(joint)}
			for _, at := range gaps {
				v.Months = append(v.Months, monthSpan(at, at+1))
			}
			views = append(views, v)
		}
	}
	return views
}

// suppliersOf returns the suppliers that rows name, alone or together, sorted.
func suppliersOf(rows []month) []string {
	var codes []string
	for _, m := range rows {
		for code := range strings.SplitSeq(m.supplier, "+") {
			if code != "all" && !slices.Contains(codes, code) {
				codes = append(codes, code)
			}
		}
	}
	slices.Sort(codes)
	return codes
}

// isTold reports whether a row of such a supplier tells an amount for a month.
func isTold(rows []month, at int, supplier func(string) bool) bool {
	return slices.ContainsFunc(rows, func(m month) bool {
		return m.month == at && supplier(m.supplier) && slices.ContainsFunc(m.states, Notification.Reported)
	})
}

// spansText joins months that follow one another.
func spansText(list []int) string {
	var parts []string
	for i := 0; i < len(list); {
		j := i + 1
		for j < len(list) && list[j] == list[j-1]+1 {
			j++
		}
		parts = append(parts, monthSpan(list[i], list[j-1]+1))
		i = j
	}
	return strings.Join(parts, ", ")
}

// dispute keeps what was done by then, and says what stays open.
func (s *Status) dispute(q Question) {
	for _, d := range q.Disputes {
		if d.known(q.AsOf) {
			s.Disputed = append(s.Disputed, d)
		}
	}
	slices.SortStableFunc(s.Disputed, func(a, b Dispute) int { return day.Compare(a.Day, b.Day) })
	if len(s.Disputed) > 0 && len(s.Estimated) > 0 {
		s.Open = "whether unreported deliveries count is contested"
	}
}

func (s *Status) factorViews(t *Tables, unchecked bool) {
	for _, f := range t.Admitted(s.Product) {
		s.Factors = append(s.Factors, factorView(f))
	}
	if !unchecked {
		return
	}
	for _, f := range t.Unchecked(s.Product) {
		s.Factors = append(s.Factors, factorView(f))
	}
	if v := s.Notified.Total; v != nil && v.Tonnes != nil && len(v.Shares) > 0 && v.Shares[0].Of.Unit == Barrel {
		a := v.Shares[0].Of
		s.UncheckedToo = factorCases(t.Unchecked(s.Product), *v.Tonnes, printed(a.Value, string(a.Unit), s.cap.Ref), s.cap.Ladder(a))
	}
}

func factorView(f Factor) FactorView {
	return FactorView{Ref: f.Ref, Product: f.Product, PerTonne: float64(f.PerTonne), Admitted: f.Admitted, Reason: f.Reason, UsedBy: f.UsedBy}
}

// notes are what holds for every status of this kind.
func notes(s Status) []string {
	var notes []string
	if len(s.Factors) > 0 {
		notes = append(notes, "the factors are those of "+Method+", used for every day; most of the pairs they rest on were published later")
	}
	if s.Notified.Total != nil && s.Notified.Total.Left != nil {
		notes = append(notes, "what is left under the limit on notified amounts is not leave to deliver it")
	}
	if v := s.Notified.Total; v != nil && (v.Notice.Highest > 0) {
		notes = append(notes, "no source read says whether any notice was ever sent")
	}
	for _, a := range s.Cap.Amounts {
		if a.Unit == Dollars {
			notes = append(notes, "no value in USD is on file: the limit by value is not checked")
		}
	}
	if s.Cap.Mark == source.InSourcePart {
		notes = append(notes, "a detail of the limit is unchecked")
	}
	return append(notes, "the two ledgers are never added")
}
