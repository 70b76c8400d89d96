package finding

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"

	"github.com/plimsoll-watch/plimsoll/base/day"
	"github.com/plimsoll-watch/plimsoll/base/vessel"
	"github.com/plimsoll-watch/plimsoll/law/limit"
)

// Options are what a draft needs besides what it is drafted from.
type Options struct {
	By       string   // who drafts
	On       day.Date // when
	Handling Handling // absent: for the committee alone
	Origin   Origin   // of the evidence; absent: the files, or the reporter
}

// draft fills what every draft has, and gives it its ID.
func draft(from, ref, sum, claim string, o Options) Finding {
	f := Finding{Schema: Schema, Claim: claim, State: Draft, Handling: o.Handling,
		Drafted: &Drafted{From: from, Ref: ref, SHA256: sum, Claim: claim, By: o.By, On: o.On}}
	if f.Handling == "" {
		f.Handling = Committee
	}
	f.ID = f.Drafted.id()
	return f.step(Step{State: Draft, By: o.By, On: o.On})
}

// id returns "F-" and the first 12 hexadecimal digits of the SHA-256 of the schema, From,
// Ref, SHA256 and Claim, each followed by a line feed.
func (d *Drafted) id() string {
	sum := sha256.Sum256([]byte(strings.Join([]string{Schema, d.From, d.Ref, d.SHA256, d.Claim, ""}, "\n")))
	return "F-" + hex.EncodeToString(sum[:6])
}

// FromEstimate drafts a finding from an estimate of a status: that its reporter estimated
// it. Whether it is right is not claimed.
func FromEstimate(s *limit.Status, id string, o Options) (Finding, error) {
	var e *limit.Estimation
	var known []string
	for i := range s.Estimated {
		known = append(known, s.Estimated[i].ID)
		if s.Estimated[i].ID == id {
			e = &s.Estimated[i]
		}
	}
	if e == nil {
		return Finding{}, refuse("estimate "+id, "those on file: "+strings.Join(known, ", "), "the status has none of that name")
	}
	f := draft("estimate", e.Table+"/"+e.ID, "", estimateClaim(s, e), o)
	f.Method = &Method{Name: s.Method}
	f.Measures = []Measure{estimateMeasure(s)}
	f.Subjects = []Subject{{ID: "S1", Kind: LimitSubject, Role: "the limit it is set beside", Name: product(s.Product) + ", " + s.Cap.Period}}
	origin := o.Origin
	if origin == "" {
		origin = estimateOrigin(e.By)
	}
	f.Evidence = []Evidence{{ID: "E1", Kind: Estimate, What: estimateText(e), Origin: origin, Source: e.Source, Mark: e.Mark}}
	f.Circumstances = estimateCircumstances(s, e)
	f.NotChecked = []string{
		"how full the ships were: a port call is not a delivery", "the ships, dates and ports behind the figures",
		"satellite images", "papers of the deliveries",
	}
	return f.settled(Finding{})
}

// reporter is who estimated, without when and to whom.
func reporter(by string) string {
	short, _, _ := strings.Cut(by, " (")
	return short
}

// estimateOrigin is who an estimate rests on: who cites another rests on the other.
func estimateOrigin(by string) Origin {
	short := reporter(by)
	if _, cited, ok := strings.Cut(short, " citing "); ok {
		short = strings.TrimPrefix(cited, "the ")
	}
	return Origin(short)
}

// who names a reporter in a sentence: "the Panel S/2019/171, citing the United States,".
func who(by string) string {
	name, cited, ok := strings.Cut(the(reporter(by)), " citing ")
	if ok {
		name += ", citing " + cited + ","
	}
	return name
}

// the puts the article before a State or a body that takes one.
func the(name string) string {
	for _, begin := range [...]string{"United ", "Panel", "Netherlands"} {
		if strings.HasPrefix(name, begin) {
			return "the " + name
		}
	}
	return name
}

// product is what people call a product of the limits.
func product(name string) string {
	if name == limit.Refined {
		return "refined petroleum"
	}
	return strings.ReplaceAll(name, "-", " ")
}

func estimateClaim(s *limit.Status, e *limit.Estimation) string {
	if e.Low == nil && e.High == nil {
		return fmt.Sprintf("%s gave an estimate of %s for %s, of which no figure in barrels is on file", who(e.By), product(s.Product), e.Period)
	}
	low, high := e.Low, e.High
	if low == nil {
		low = high
	}
	amount := low.Text
	if high != nil && high.Value != low.Value {
		amount = strings.TrimSuffix(low.Text, " bbl") + " to " + high.Text
	}
	claim := fmt.Sprintf("%s estimated %s of %s for %s", who(e.By), amount, product(s.Product), e.Period)
	for _, x := range e.Edges {
		if x.Implied && x.Value.Value == low.Value {
			claim += ", the lower figure implied by the others and printed by no source"
		}
	}
	return claim
}

// estimateText tells where an estimate comes from.
func estimateText(e *limit.Estimation) string {
	text := e.By + ", " + e.Period
	if e.Calls != nil {
		text += fmt.Sprintf(", %d port calls", *e.Calls)
	}
	if !e.KnownOn.IsZero() {
		text += ", published " + long(e.KnownOn)
	}
	return text + " (" + e.Table + ", " + e.ID + ")"
}

// estimateMeasure is the cap, with what would have to hold for the estimate to touch it.
// The program decides neither.
func estimateMeasure(s *limit.Status) Measure {
	counts := Element{Text: "what was delivered counts towards the limit", Met: "unknown", Why: "not decided here"}
	if s.Open != "" {
		counts.Why = s.Open
	}
	return Measure{Name: s.Cap.Symbol, Elements: []Element{
		{Text: "the estimated amount was delivered", Met: "unknown", Why: "an estimate; a port call is not a delivery"}, counts,
	}}
}

func estimateCircumstances(s *limit.Status, e *limit.Estimation) []string {
	var out []string
	for _, x := range e.Edges {
		text := x.Name + " laden: " + x.Value.Text
		if x.Implied {
			text += ", implied by the other figures"
		}
		out = append(out, text)
	}
	if e.Basis != "" {
		out = append(out, "basis in the source: "+e.Basis)
	}
	if e.TimesStated != "" {
		out = append(out, "stated as "+e.TimesStated+" times the cap")
	}
	if e.Fixes != nil && e.Fixes.BreakEven != nil {
		out = append(out, "the cap is passed from "+e.Fixes.BreakEven.Text+" laden on, if the factor was the one used")
	}
	for _, d := range s.Disputed {
		out = append(out, d.Text+" ("+long(d.Day)+")")
	}
	return append(out, "what was notified and what was estimated are never added")
}

// identity says what the identity of a ship rests on.
func (s Subject) identity() string {
	if s.Basis != vessel.Broadcast {
		return "identity by " + string(s.Basis)
	}
	text := "by what it broadcasts"
	if s.Messages > 0 {
		text += fmt.Sprintf(", %s", counted(s.Messages, "message"))
	}
	if s.Rows > 0 {
		text += fmt.Sprintf(", %s", counted(s.Rows, "row"))
	}
	if !s.FirstSeen.IsZero() {
		text += " since " + long(s.FirstSeen)
	}
	for _, c := range s.Conflicts {
		if c == "imo-check-digit" {
			text += "; the IMO number fails its check digit"
			continue
		}
		text += "; also broadcast " + c
	}
	return text + "; hull not confirmed"
}
