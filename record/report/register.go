package report

import (
	"fmt"
	"slices"
	"strings"

	"github.com/plimsoll-watch/plimsoll/base/day"
	"github.com/plimsoll-watch/plimsoll/record/seal"
)

// State is where an edition stands.
type State string

// The states of an edition, in the order they are come to. Released stands where
// circulated stood before a stop.
const (
	SealedState     State = "sealed"
	CirculatedState State = "circulated"
	StoppedState    State = "stopped"
	ReleasedState   State = "released"
)

// Step is one thing done to an edition: what, by whom, when by their own word, why.
type Step struct {
	State State    `json:"state"`
	By    string   `json:"by"`
	To    string   `json:"to,omitempty"`
	On    day.Date `json:"on"`
	Why   string   `json:"why,omitempty"`
	Entry int64    `json:"entry"`
}

// Sealed is an edition on record.
type Sealed struct {
	EditionBody
	Entry      int64           `json:"entry"`
	Commitment seal.Commitment `json:"commitment"`
	Claimed    day.Date        `json:"claimed"`
	By         string          `json:"by"` // the key
	State      State           `json:"state"`
	Steps      []Step          `json:"steps,omitempty"`
	ReplacedBy int             `json:"replaced_by,omitempty"`
}

// Receiving is what a party was sent of one edition and whether it signed for it.
type Receiving struct {
	Edition  int      `json:"edition"`
	Sent     day.Date `json:"sent,omitzero"`     // absent: not by us
	Received day.Date `json:"received,omitzero"` // by its own signed word; absent: none on record
	Key      string   `json:"key,omitempty"`     // that signed
	SentAt   int64    `json:"sent_entry,omitempty"`
	SignedAt int64    `json:"signed_entry,omitempty"`
}

// Holder is a party and what it has.
type Holder struct {
	Party     string      `json:"party"`
	Has       []Receiving `json:"has"` // by edition
	LatestHas int         `json:"latest_has"`
}

// Register is the record of one report: its editions, and who has which.
type Register struct {
	Report   string        `json:"report"`
	Editions []Sealed      `json:"editions"` // in order
	Holders  []Holder      `json:"holders"`  // in the order they first appear
	Dissents []DissentStep `json:"dissents,omitempty"`
}

// DissentStep is a word against an edition, as it stands.
type DissentStep struct {
	DissentBody
	Entry       int64    `json:"entry"`
	Answer      string   `json:"answer,omitempty"`
	WithdrawnOn day.Date `json:"withdrawn_on,omitzero"`
	WithdrawnBy string   `json:"withdrawn_by,omitempty"`
	Whynot      string   `json:"withdrawn_why,omitempty"`
}

// NewRegister reads the acts of a report, in the order of the log. Acts that do not
// follow from those before them are refused: the log may hold them, the register names
// them.
func NewRegister(report string, entries []seal.Entry) (Register, error) {
	r := Register{Report: report}
	for _, e := range entries {
		if err := r.add(e); err != nil {
			return r, err
		}
	}
	return r, nil
}

// Add returns the error that an act would give: what is refused is not sealed.
func (r Register) Add(e seal.Entry) error {
	c := Register{Report: r.Report, Editions: slices.Clone(r.Editions), Holders: slices.Clone(r.Holders), Dissents: slices.Clone(r.Dissents)}
	return c.add(e)
}

func (r *Register) add(e seal.Entry) error {
	switch e.Act.Kind {
	case seal.Edition:
		return r.addEdition(e)
	case seal.Circulation:
		return r.addCirculation(e)
	case seal.Receipt:
		return r.addReceipt(e)
	case seal.Stop, seal.Release:
		return r.addStop(e)
	case seal.Dissent:
		return r.addDissent(e)
	}
	return nil
}

func (r *Register) wrong(e seal.Entry, hint, format string, args ...any) error {
	return &seal.NotProved{Part: fmt.Sprintf("the act at entry %d", e.Number), What: fmt.Sprintf(format, args...), Hint: hint}
}

func (r *Register) addEdition(e seal.Entry) error {
	b, err := decode[EditionBody](e, seal.Edition)
	if err != nil || b.Report != r.Report {
		return err
	}
	if want := len(r.Editions) + 1; b.Edition != want {
		return r.wrong(e, "", "it is edition %d, the next is %d", b.Edition, want)
	}
	if last := r.Last(); last != nil {
		if b.Replaces == nil || b.Replaces.Entry != last.Entry || b.Replaces.Commitment != last.Commitment || b.Replaces.Edition != last.Edition {
			return r.wrong(e, "", "it does not say that it replaces edition %d at entry %d", last.Edition, last.Entry)
		}
		last.ReplacedBy = b.Edition
	} else if b.Replaces != nil {
		return r.wrong(e, "", "it replaces an edition that is not on record")
	}
	r.Editions = append(r.Editions, Sealed{
		EditionBody: b, Entry: e.Number, Commitment: e.Act.Commitment(), Claimed: claimedDay(e.Act), By: e.Act.By, State: SealedState,
	})
	return nil
}

// Last returns the latest edition on record; nil when there is none.
func (r *Register) Last() *Sealed {
	if len(r.Editions) == 0 {
		return nil
	}
	return &r.Editions[len(r.Editions)-1]
}

// Edition returns an edition by its number; nil when it is not on record.
func (r *Register) Edition(n int) *Sealed {
	if n < 1 || n > len(r.Editions) {
		return nil
	}
	return &r.Editions[n-1]
}

// edition returns the edition an act speaks of, when it is the one on record.
func (r *Register) edition(e seal.Entry, n int, act seal.Commitment) (*Sealed, error) {
	s := r.Edition(n)
	if s == nil {
		return nil, r.wrong(e, "plimsoll report latest lists the editions on record", "edition %d is not on record", n)
	}
	if s.Commitment != act {
		return nil, r.wrong(e, "", "it speaks of other bytes than those of edition %d", n)
	}
	return s, nil
}

func (r *Register) addCirculation(e seal.Entry) error {
	b, err := decode[CirculationBody](e, seal.Circulation)
	if err != nil || b.Report != r.Report {
		return err
	}
	s, err := r.edition(e, b.Edition, b.Act)
	if err != nil {
		return err
	}
	if s.State == StoppedState {
		stop := s.Steps[len(s.Steps)-1]
		return r.wrong(e, "plimsoll report release lets it go on, with who and why", "edition %d is stopped, by %s on %s: %s", b.Edition, stop.By, dayWords(stop.On), stop.Why)
	}
	if s.State == SealedState {
		s.State = CirculatedState
	}
	s.Steps = append(s.Steps, Step{State: CirculatedState, By: b.By, To: b.Party, On: b.On, Entry: e.Number})
	has := r.receiving(b.Party, b.Edition)
	if has.Sent.IsZero() {
		has.Sent, has.SentAt = b.On, e.Number
	}
	return nil
}

// receiving returns what is on record of a party and an edition, begun when nothing is.
func (r *Register) receiving(party string, edition int) *Receiving {
	at := slices.IndexFunc(r.Holders, func(h Holder) bool { return h.Party == party })
	if at < 0 {
		at = len(r.Holders)
		r.Holders = append(r.Holders, Holder{Party: party})
	}
	h := &r.Holders[at]
	h.Has = slices.Clone(h.Has)
	h.LatestHas = max(h.LatestHas, edition)
	for i := range h.Has {
		if h.Has[i].Edition == edition {
			return &h.Has[i]
		}
	}
	h.Has = append(h.Has, Receiving{Edition: edition})
	slices.SortFunc(h.Has, func(a, b Receiving) int { return a.Edition - b.Edition })
	return &h.Has[slices.IndexFunc(h.Has, func(v Receiving) bool { return v.Edition == edition })]
}

func (r *Register) addReceipt(e seal.Entry) error {
	b, err := decode[ReceiptBody](e, seal.Receipt)
	if err != nil || b.Report != r.Report {
		return err
	}
	if _, err := r.edition(e, b.Edition, b.Act); err != nil {
		return err
	}
	key, err := seal.ParsePublicKey(b.Key)
	if err != nil {
		return err
	}
	got, err := OpenReceipt([]byte(b.Receipt), key)
	if err != nil {
		return err
	}
	if got.Report != b.Report || got.Edition != b.Edition || got.Act != b.Act || got.Party != b.Party {
		return r.wrong(e, "", "the receipt is for something else: edition %d of %q, by %q", got.Edition, got.Report, got.Party)
	}
	has := r.receiving(b.Party, b.Edition)
	if !has.Received.IsZero() {
		return r.wrong(e, "", "%s has signed for edition %d before", b.Party, b.Edition)
	}
	has.Received, has.Key, has.SignedAt = got.Received, key.Name(), e.Number
	return nil
}

func (r *Register) addStop(e seal.Entry) error {
	b, err := decode[StopBody](e, seal.Stop, seal.Release)
	if err != nil || b.Report != r.Report {
		return err
	}
	s, err := r.edition(e, b.Edition, b.Act)
	if err != nil {
		return err
	}
	stop := e.Act.Kind == seal.Stop
	switch {
	case stop && s.State == StoppedState:
		return r.wrong(e, "", "edition %d is stopped already", b.Edition)
	case !stop && s.State != StoppedState:
		return r.wrong(e, "", "edition %d is not stopped", b.Edition)
	}
	s.State = ReleasedState
	if stop {
		s.State = StoppedState
	}
	s.Steps = append(s.Steps, Step{State: s.State, By: b.By, On: b.On, Why: b.Why, Entry: e.Number})
	return nil
}

func (r *Register) addDissent(e seal.Entry) error {
	b, err := decode[DissentBody](e, seal.Dissent)
	if err != nil || b.Report != r.Report {
		return err
	}
	at := slices.IndexFunc(r.Dissents, func(d DissentStep) bool { return d.ID == b.ID })
	if b.Step == Lodged {
		if at >= 0 {
			return r.wrong(e, "", "%s is on record", b.ID)
		}
		if r.Edition(b.Edition) == nil {
			return r.wrong(e, "", "edition %d is not on record", b.Edition)
		}
		r.Dissents = append(r.Dissents, DissentStep{DissentBody: b, Entry: e.Number})
		return nil
	}
	if at < 0 {
		return r.wrong(e, "", "%s is not on record", b.ID)
	}
	r.Dissents = slices.Clone(r.Dissents)
	d := &r.Dissents[at]
	switch b.Step {
	case Answered:
		d.Answer = b.Text
	case Withdrawn:
		if b.By != d.By {
			return r.wrong(e, "", "%s withdraws the words of %s", b.By, d.By)
		}
		d.WithdrawnOn, d.WithdrawnBy, d.Whynot = b.On, b.By, b.Text
	default:
		return r.wrong(e, "", "%q is no step of a dissent", b.Step)
	}
	return nil
}

// Words tells the register for a person: each edition and where it stands, who has which,
// and what cannot be told.
func (r *Register) Words() []string {
	if len(r.Editions) == 0 {
		return []string{"no edition of " + r.Report + " is on record"}
	}
	var out []string
	for i := range r.Editions {
		out = append(out, r.Editions[i].words()...)
	}
	return append(out, r.whoWords()...)
}

func (s *Sealed) words() []string {
	line := fmt.Sprintf("edition %d of %q: entry %d, sealed on %s by %s", s.Edition, s.Title, s.Entry, dayWords(s.Claimed), s.By)
	if s.ReplacedBy > 0 {
		line += fmt.Sprintf("; replaced by edition %d", s.ReplacedBy)
	}
	out := []string{line}
	for _, t := range s.Steps {
		if t.State == CirculatedState {
			continue
		}
		out = append(out, fmt.Sprintf("  %s by %s on %s: %s", t.State, t.By, dayWords(t.On), t.Why))
	}
	return out
}

func (r *Register) whoWords() []string {
	if len(r.Holders) == 0 {
		return []string{"circulated to nobody on record"}
	}
	var out []string
	var behind []string
	last := r.Last().Edition
	for _, h := range r.Holders {
		for _, v := range h.Has {
			out = append(out, fmt.Sprintf("%s: edition %d, %s", h.Party, v.Edition, v.words()))
		}
		if h.LatestHas < last {
			behind = append(behind, h.Party)
		}
	}
	if len(behind) > 0 {
		out = append(out, fmt.Sprintf("with no edition after the one they have, of %d: %s", last, strings.Join(behind, ", ")))
	}
	return append(out, "not known: who else has a copy, and who read it")
}

func (v Receiving) words() string {
	sent := "not sent by us"
	if !v.Sent.IsZero() {
		sent = "sent on " + dayWords(v.Sent)
	}
	if v.Received.IsZero() {
		return sent + ", no receipt on record"
	}
	return fmt.Sprintf("%s, signed for on %s with the key %s", sent, dayWords(v.Received), v.Key)
}

// claimedDay is the day, UTC, that the sealer claims for an act.
func claimedDay(a seal.Act) day.Date { return day.OfTime(a.Claimed).Date() }
