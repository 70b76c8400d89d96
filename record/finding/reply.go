package finding

import (
	"fmt"
	"slices"
	"strings"

	"github.com/plimsoll-watch/plimsoll/base/day"
)

// Reply is what a party named was asked and by when, and what came. An absent date did
// not happen, as far as is on record.
type Reply struct {
	ID       string   `json:"id"` // R1
	Party    string   `json:"party,omitempty"`
	Role     string   `json:"role,omitempty"`  // owner of INVENTED ALPHA, flag State
	About    []string `json:"about,omitempty"` // the ships it speaks for, by subject
	Asked    day.Date `json:"asked,omitzero"`
	Due      day.Date `json:"due,omitzero"`
	Received day.Date `json:"received,omitzero"`
	Text     string   `json:"text,omitempty"` // not checked by us
	Papers   []Paper  `json:"papers,omitempty"`
	Withheld string   `json:"withheld,omitempty"` // in a view
}

// Paper is a paper that came with a reply.
type Paper struct {
	What   string `json:"what"`
	SHA256 string `json:"sha256,omitempty"`
}

// AddReply records that a party was asked, or what it said unasked, in any state. About
// takes subjects by ID or by what they are called; with one ship it may be absent.
func (f Finding) AddReply(r Reply) (Finding, error) {
	about, err := f.about(r.About)
	if err != nil {
		return f, err
	}
	g := f
	r.ID, r.About = fmt.Sprintf("R%d", len(f.Replies)+1), about
	g.Replies = append(slices.Clone(f.Replies), r)
	return g.settled(f)
}

// about resolves the ships that a reply is about to their IDs.
func (f Finding) about(named []string) ([]string, error) {
	ships := f.Ships()
	var known, all []string
	for _, s := range ships {
		known, all = append(known, s.ID+" ("+s.Called()+")"), append(all, s.ID)
	}
	if len(named) == 0 {
		if len(ships) > 1 {
			return nil, refuse("reply", "say which: "+strings.Join(known, ", "), "it does not say which ship it is about")
		}
		return all, nil
	}
	var out []string
	for _, name := range named {
		id, err := f.shipNamed(name, known)
		if err != nil {
			return nil, err
		}
		if !slices.Contains(out, id) {
			out = append(out, id)
		}
	}
	return out, nil
}

// shipNamed finds one ship by its ID or by what it is called.
func (f Finding) shipNamed(name string, known []string) (string, error) {
	var found []string
	for _, s := range f.Ships() {
		if s.ID == name {
			return s.ID, nil
		}
		if strings.EqualFold(s.Called(), name) || s.MMSI == name {
			found = append(found, s.ID)
		}
	}
	if len(found) != 1 {
		return "", refuse("ship "+name, "the ships are "+strings.Join(known, ", "), "%d ships of the finding are called so", len(found))
	}
	return found[0], nil
}

// ReceiveReply records what a party answered to what it was asked. What it sends later
// is a reply of its own.
func (f Finding) ReceiveReply(id string, on day.Date, text string, papers ...Paper) (Finding, error) {
	i := slices.IndexFunc(f.Replies, func(r Reply) bool { return r.ID == id })
	if i < 0 {
		return f, refuse("reply "+id, "see them all with finding show", "the finding %s has none of that name", f.ID)
	}
	if !f.Replies[i].Received.IsZero() {
		return f, refuse("reply "+id, "record what came later as another reply", "one was received on %s", f.Replies[i].Received)
	}
	g := f
	g.Replies = slices.Clone(f.Replies)
	r := &g.Replies[i]
	r.Received, r.Text, r.Papers = on, text, slices.Clone(papers)
	return g.settled(f)
}

// Late reports whether a reply came after it was due. A date known no closer than to the
// month is late only when all of it is.
func (r Reply) Late() bool {
	return !r.Due.IsZero() && !r.Received.IsZero() && r.Received.First() > r.Due.Last()
}

// Silence is a ship without a reply on record.
type Silence struct {
	Ship Subject
	Why  string // nobody was asked; asked on ..., none as of ...
}

// Silent returns the ships of a finding for which no reply is on record by a day, and
// why. A public edition that names one is held back. In a view that withholds the ships
// none is named.
func (f Finding) Silent(at day.Day) []Silence {
	var silent []Silence
	for _, s := range f.Ships() {
		why := "nobody was asked"
		for _, r := range f.Replies {
			if !slices.Contains(r.About, s.ID) {
				continue
			}
			if r.Received.KnownBy(at) {
				why = ""
				break
			}
			why = r.words(at)
		}
		if why != "" {
			silent = append(silent, Silence{Ship: s, Why: why})
		}
	}
	return silent
}

// DroppedReplies returns the replies of before that after no longer has as they were. It
// must be empty.
func DroppedReplies(before, after Finding) []Reply {
	var gone []Reply
	for _, r := range before.Replies {
		i := slices.IndexFunc(after.Replies, func(x Reply) bool { return x.ID == r.ID })
		if before.ID != after.ID || i < 0 || !r.keptIn(after.Replies[i], after.View != "") {
			gone = append(gone, r)
		}
	}
	return gone
}

// keptIn reports whether later is r, perhaps received since.
func (r Reply) keptIn(later Reply, view bool) bool {
	if view && later.Withheld != "" {
		return true
	}
	asked := r.Party == later.Party && r.Role == later.Role && slices.Equal(r.About, later.About) && r.Asked == later.Asked && r.Due == later.Due
	return asked && (r.Received.IsZero() || r.Received == later.Received && r.Text == later.Text && slices.Equal(r.Papers, later.Papers))
}
