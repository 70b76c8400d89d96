package brief

import (
	"slices"
	"strings"

	"github.com/plimsoll-watch/plimsoll/base/day"
	"github.com/plimsoll-watch/plimsoll/law/commitment"
	"github.com/plimsoll-watch/plimsoll/law/council"
)

// talks tells both tracks.
func (d *drafting) talks() {
	for _, track := range [...]string{interKorean, direct} {
		d.open("Talks: "+strings.ToLower(track[:1])+track[1:], true)
		d.steps(track, func(strand) bool { return true })
	}
	d.judgement("what the two tracks ask of the Council")
}

// steps tells the steps of a track that the outline asks for.
func (d *drafting) steps(track string, which func(strand) bool) {
	for _, s := range strands(track) {
		if !which(s) || !asked(s.from, d.at) {
			continue
		}
		d.sentence("talks, "+s.key+", "+s.from, s.waits, func(w *writing) {
			from, to := spanOf(s)
			for _, t := range d.r.Council.Talks(from, d.at) {
				if t.Date.Last() <= to && t.Kind == s.kind && hasAll(t.Parties, s.parties) && strings.Contains(t.What, s.phrase) {
					w.talk(t)
					return
				}
			}
			w.miss()
		})
	}
}

func hasAll(all, want []string) bool {
	return !slices.ContainsFunc(want, func(s string) bool { return !slices.Contains(all, s) })
}

func (w *writing) talk(t council.Talk) {
	head := dayWords(t.Date)
	if span, err := day.Parse(t.Date.String() + ".." + t.End.String()); err == nil {
		head = dayWords(span)
	}
	if t.Place != "" {
		head += ", " + escaped(t.Place)
	}
	w.say(head+", "+spaced(t.Kind)+": ").cite(t.What, Citation{Kind: ToTalk, Ref: rowID(t.Origin)})
}

// commitments tells what was pledged, on which condition, and who stated how it stands.
func (d *drafting) commitments() {
	d.open("Commitments", true)
	for _, id := range clauses() {
		d.sentence("pledge, "+id, "the pledge "+id, func(w *writing) {
			c, _, err := d.r.Commitments.Show(id, d.at)
			if err != nil {
				w.miss()
				return
			}
			w.clause(&c)
		})
	}
	for _, s := range sightings() {
		if !asked(s.from, d.at) {
			continue
		}
		d.sentence("seen, "+s.key, s.waits, func(w *writing) {
			from, to := spanOf(s)
			for _, e := range d.r.Commitments.Events(d.at) {
				if e.Date.Last() >= from && e.Date.Last() <= to && slices.Contains(e.Clauses, s.kind) {
					w.say("*Reported*, "+dayWords(e.Date)+", on "+s.kind+": ").cite(e.Text, Citation{Kind: ToEvent, Ref: rowID(e.Origin)})
					return
				}
			}
			w.miss()
		})
	}
	d.judgement("what would count as a step, and who could verify it")
}

// clause writes a pledge. How it stands is told only in the word of who stated it.
func (w *writing) clause(c *commitment.Clause) {
	where := c.Instrument
	if c.Article != "" {
		where += ", " + c.Article
	}
	w.say(escaped(c.ID+", "+where)+", "+dayWords(c.Date)+", of "+the(c.Parties)+": ").cite(c.Text, Citation{Kind: ToCommitment, Ref: c.ID})
	if c.Condition != "" && c.Condition != "none" {
		w.say("; if: " + escaped(c.Condition))
	}
	switch {
	case strings.HasPrefix(c.Verification, "none"):
		w.say("; no verification " + agreedWord(c.Verification))
	case c.Verification != "":
		w.say("; verification agreed: " + escaped(c.Verification))
	}
	if c.Status.Word == commitment.NotAssessed {
		w.say("; how it stands is stated by nobody we have read")
		return
	}
	w.say("; *" + string(c.Status.Word) + "*, by a source of " + dayWords(c.Status.KnownOn))
}

// agreedWord is what the table says of a verification that there is none of.
func agreedWord(none string) string {
	if word := strings.TrimSpace(strings.TrimPrefix(none, "none")); word != "" {
		return word
	}
	return "agreed"
}
