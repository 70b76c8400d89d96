package finding

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/plimsoll-watch/plimsoll/base/source"
	"github.com/plimsoll-watch/plimsoll/base/vessel"
)

// check refuses what is not a whole finding, or no view of one.
func (f Finding) check() error {
	if f.Schema != Schema {
		return refuse("schema", "a newer plimsoll may know it", "%q is not %s", clip(f.Schema), Schema)
	}
	if err := eachText(reflect.ValueOf(f), "", plain); err != nil {
		return err
	}
	if err := firstOf(oneOf("state", f.State, States()...), oneOf("handling", f.Handling, Handlings()...)); err != nil {
		return err
	}
	if f.View != "" {
		return firstOf(oneOf("view", f.View, PublicView), f.checkView())
	}
	for _, part := range [...]func() error{f.checkWhole, f.checkClaim, f.checkMeasures, f.checkSubjects, f.checkEvidence,
		f.checkDissents, f.checkReplies, f.checkReviews, f.checkSteps} { // each may trust those before it
		if err := part(); err != nil {
			return err
		}
	}
	return nil
}

// checkView refuses a view that shows what it says is withheld.
func (f Finding) checkView() error {
	if f.Handling.withholds() != (f.Withheld != "") {
		return refuse("withheld", "make the view again", "it does not go with the handling %s", f.Handling)
	}
	if f.Withheld != "" && (f.Claim != "" || f.Drafted != nil || len(f.Subjects) > 0 || len(f.Evidence) > 0) {
		return refuse("withheld", "make the view again", "it shows what it says is withheld")
	}
	for i, e := range f.Evidence {
		if e.Withheld != "" && (e.What != "" || e.SHA256 != "" || e.Origin != "") || e.Attributed != "" && (e.SHA256 != "" || e.Origin != "") {
			return refuse(at("evidence", i), "make the view again", "it shows what it says is withheld")
		}
	}
	for i, d := range f.Dissents {
		if err := firstOf(oneOf(at("dissents", i)+".kind", d.Kind, DissentKinds()...), serial(at("dissents", i), "D", i, d.ID)); err != nil {
			return err
		}
		if d.Withheld != "" && (d.Text != "" || d.By != "" || len(d.Answers) > 0) {
			return refuse(at("dissents", i), "make the view again", "it shows what it says is withheld")
		}
	}
	return nil
}

func at(key string, i int) string { return fmt.Sprintf("%s[%d]", key, i) }

// serial refuses an ID that does not count on: none is left out, none stands twice.
func serial(where, prefix string, i int, id string) error {
	if want := fmt.Sprintf("%s%d", prefix, i+1); id != want {
		return refuse(where+".id", "those on file are numbered from 1, and none is removed", "%q stands where %s should", clip(id), want)
	}
	return nil
}

// checkWhole refuses a finding that lacks a part, or has one that only a view has.
func (f Finding) checkWhole() error {
	shown := f.Withheld == ""
	for _, e := range f.Evidence {
		shown = shown && e.Withheld == "" && e.Attributed == ""
	}
	for _, d := range f.Dissents {
		shown = shown && d.Withheld == ""
	}
	for _, r := range f.Replies {
		shown = shown && r.Withheld == ""
	}
	if !shown {
		return refuse("withheld", "only a public view withholds", "a whole finding withholds something")
	}
	if f.Drafted == nil {
		return refuse("drafted", "draft it from an event or an estimate", "it does not say what it was drafted from")
	}
	d := f.Drafted
	if d.SHA256 != "" && !isSHA256(d.SHA256) {
		return refuse("drafted.sha256", "64 hexadecimal digits", "%q is none", clip(d.SHA256))
	}
	if want := d.id(); f.ID != want {
		return refuse("id", "the ID of a finding comes from what it was drafted from", "%q is not %s", clip(f.ID), want)
	}
	return firstOf(oneOf("drafted.from", d.From, "event", "estimate"), required("drafted.ref", d.Ref, "name the event or the row"), signed("drafted", d.By, d.On))
}

// checkClaim refuses a claim that is not one sentence, and wordings that do not lead from
// the one drafted to it.
func (f Finding) checkClaim() error {
	first := f.Claim
	for i, w := range f.Wordings {
		if i == 0 {
			first = w.Claim
		}
		if err := firstOf(sentence(at("wordings", i)+".claim", w.Claim), signed(at("wordings", i), w.By, w.On),
			required(at("wordings", i)+".why", w.Why, "say why it was reworded")); err != nil {
			return err
		}
	}
	if first != f.Drafted.Claim {
		return refuse("claim", "the wordings lead from the claim as drafted to the one that stands", "a wording is missing")
	}
	for i, c := range f.Circumstances {
		if err := firstOf(required(at("circumstances", i), c, "leave it out"), ours(at("circumstances", i), c)); err != nil {
			return err
		}
	}
	return sentence("claim", f.Claim)
}

func (f Finding) checkMeasures() error {
	for i, m := range f.Measures {
		where := at("measures", i)
		if err := required(where+".name", m.Name, "name the measure: S/RES/2375 (2017), para. 11"); err != nil {
			return err
		}
		for j, x := range m.Elements {
			if err := firstOf(oneOf(at(where+".elements", j)+".met", x.Met, "yes", "no", "unknown"), ours(at(where+".elements", j)+".why", x.Why)); err != nil {
				return err
			}
		}
	}
	for i, a := range f.Alternatives {
		where := at("alternatives", i)
		if err := oneOf(where+".verdict", a.Verdict, "met", "not-met", "unknown"); err != nil {
			return err
		}
		for j, t := range a.Tests {
			if err := oneOf(at(where+".tests", j)+".met", t.Met, "yes", "no", "unknown"); err != nil {
				return err
			}
		}
	}
	return nil
}

func (f Finding) checkSubjects() error {
	for i, s := range f.Subjects {
		where := at("subjects", i)
		err := firstOf(serial(where, "S", i, s.ID), oneOf(where+".kind", s.Kind, ShipSubject, LimitSubject), required(where+".role", s.Role, "say what part it has"))
		if err == nil && s.Kind == ShipSubject {
			err = oneOf(where+".basis", s.Basis, vessel.Broadcast, vessel.Register, vessel.Image)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (f Finding) checkEvidence() error {
	for i, e := range f.Evidence {
		if err := firstOf(serial(at("evidence", i), "E", i, e.ID), f.checkPiece(at("evidence", i), e)); err != nil {
			return err
		}
	}
	if f.Grade != nil {
		if !f.Grade.Grade.valid() {
			return refuse("grade", "a letter A to F for the source, a digit 1 to 6 for the claim: B2", "%q is no Admiralty grade", clip(string(f.Grade.Grade)))
		}
		return signed("grade", f.Grade.By, f.Grade.On)
	}
	return nil
}

func (f Finding) checkPiece(where string, e Evidence) error {
	if err := firstOf(oneOf(where+".kind", e.Kind, EvidenceKinds()...), required(where+".what", e.What, "say what it is"),
		oneOf(where+".handling", e.Handling, append(Handlings(), "")...)); err != nil {
		return err
	}
	switch {
	case e.SHA256 != "" && !isSHA256(e.SHA256):
		return refuse(where+".sha256", "64 hexadecimal digits, 0-9 and a-f", "%q is none", clip(e.SHA256))
	case e.SHA256 == "" && (e.Kind == EventLine || e.Kind == InputFile):
		return refuse(where+".sha256", "give the SHA-256 of its bytes", "%s has none", strings.ReplaceAll(string(e.Kind), "-", " "))
	case e.BothHulls && !e.identifies():
		return refuse(where, "a document or an image identifies hulls; what a ship broadcasts does not", "%s does not identify both hulls", strings.ReplaceAll(string(e.Kind), "-", " "))
	case e.BothHulls && len(f.Ships()) < 2:
		return refuse(where, "leave it out", "no two ships are named whose hulls it could identify")
	case e.Mark != "":
		if _, err := source.ParseMark(string(e.Mark)); err != nil {
			return refuse(where+".verification", "stored-page, stored-page+recalled, recalled, unverified or derived", "%q is not known", clip(string(e.Mark)))
		}
	}
	return nil
}

func (f Finding) checkDissents() error {
	for i, d := range f.Dissents {
		where := at("dissents", i)
		if err := firstOf(serial(where, "D", i, d.ID), oneOf(where+".kind", d.Kind, DissentKinds()...), signed(where, d.By, d.On),
			oneOf(where+".handling", d.Handling, append(Handlings(), "")...), f.checkWording(where, d.Wording), d.checkText(where)); err != nil {
			return err
		}
		for j, a := range d.Answers {
			if err := firstOf(signed(at(where+".answers", j), a.By, a.On), required(at(where+".answers", j)+".text", a.Text, "say what is answered")); err != nil {
				return err
			}
		}
	}
	return nil
}

func (d Dissent) checkText(where string) error {
	if w := d.Withdrawn; w != nil {
		if err := firstOf(signed(where+".withdrawn", w.By, w.On), required(where+".withdrawn.why", w.Why, "say why it is withdrawn"),
			oneOf(where+".withdrawn.handling", w.Handling, DoNotReveal, "")); err != nil {
			return err
		}
		if w.By != d.By {
			return refuse(where+".withdrawn", d.By+" alone may withdraw it", "%q is not who spoke", clip(w.By))
		}
	}
	if d.wordsOut() {
		if d.Text != "" {
			return refuse(where+".text", "leave them out", "the withdrawal took the words out, and they stand here")
		}
		return nil
	}
	return required(where+".text", d.Text, "say it in the party's words")
}

// checkWording refuses a number of a wording that the claim never had.
func (f Finding) checkWording(where string, n int) error {
	if n < 1 || n > f.Wording() {
		return refuse(where+".wording", "the first wording is 1", "the claim has no wording %d", n)
	}
	return nil
}

func (f Finding) checkReplies() error {
	for i, r := range f.Replies {
		where := at("replies", i)
		if err := firstOf(serial(where, "R", i, r.ID), required(where+".party", r.Party, "say who was asked"),
			required(where+".role", r.Role, "say in what role: owner of, flag State"), f.checkShips(where+".about", r.About)); err != nil {
			return err
		}
		switch said := strings.TrimSpace(r.Text) != "" || len(r.Papers) > 0; {
		case len(r.About) == 0 && len(f.Ships()) > 0:
			return refuse(where+".about", "name a ship: S1", "it does not say which ship it is about")
		case said && r.Received.IsZero():
			return refuse(where+".received", "say when it came: 2018-09-20", "a reply without the day it came")
		case !said && !r.Received.IsZero():
			return refuse(where+".text", "give its words or its papers", "it came, and says nothing")
		case r.Asked.IsZero() && r.Received.IsZero():
			return refuse(where+".asked", "say when they were asked: 2018-09-10", "nobody was asked and nothing came")
		}
		for j, p := range r.Papers {
			if strings.TrimSpace(p.What) == "" || p.SHA256 != "" && !isSHA256(p.SHA256) {
				return refuse(at(where+".papers", j), "say what it is; a SHA-256 is 64 hexadecimal digits", "a paper that cannot be told")
			}
		}
	}
	return nil
}

// checkShips refuses IDs that are not of ships, or that stand twice.
func (f Finding) checkShips(where string, ids []string) error {
	for i, id := range ids {
		s, ok := f.Subject(id)
		if !ok || s.Kind != ShipSubject || slices.Contains(ids[:i], id) {
			return refuse(where, "name each ship once, by its subject: S1", "%q is no ship of the finding, or stands twice", clip(id))
		}
	}
	return nil
}

func (f Finding) checkReviews() error {
	for i, r := range f.Reviews {
		where := at("reviews", i)
		if err := firstOf(serial(where, "V", i, r.ID), signed(where, r.By, r.On), namedReviewer(where+".by", r.By), f.checkWording(where, r.Wording),
			oneOf(where+".verdict", r.Verdict, Verdicts()...), f.checkShips(where+".suspected", r.Suspected)); err != nil {
			return err
		}
		if saysSuspected(r.Words) && len(r.Suspected) == 0 {
			return refuse(where+".words", "name the ships it is said of", "it says suspected, and not of which ship")
		}
	}
	return nil
}

// namedReviewer refuses what is no name: a review is a person's or a body's word.
func namedReviewer(where, by string) error {
	low := strings.ToLower(strings.Join(strings.Fields(by), " "))
	nobody := [...]string{"anonymous", "unknown", "nobody", "reviewer", "a reviewer", "plimsoll", "the program", strings.ToLower(MemberStateWords)}
	if slices.Contains(nobody[:], low) || strings.Trim(low, "?-. ") == "" {
		return refuse(where, "a review stands under the name of who gave it", "%q is no name", clip(by))
	}
	return nil
}

// checkSteps refuses steps that the table of transitions does not allow, an agreement
// without a review, and one while an objection is open.
func (f Finding) checkSteps() error {
	if len(f.Steps) == 0 || f.Steps[0].State != Draft {
		return refuse("steps", "a finding begins as a draft", "the first step is not draft")
	}
	for i, s := range f.Steps {
		if i > 0 && !slices.Contains(f.Steps[i-1].State.after(), s.State) {
			return refuse(at("steps", i), transitionHint(f.Steps[i-1].State.after()), "from %s a finding does not become %s", f.Steps[i-1].State, clip(string(s.State)))
		}
		if err := f.checkStep(at("steps", i), s); err != nil {
			return err
		}
	}
	if last := f.Steps[len(f.Steps)-1].State; f.State != last {
		return refuse("state", "the last step is where it stands", "it is %s, and the last step is %s", f.State, last)
	}
	if open := f.OpenObjections(); f.State == Agreed && len(open) > 0 {
		return refuse("state", "with an open objection a finding is contested", "it is agreed, and the objection %s is open", open[0].ID)
	}
	return nil
}

func (f Finding) checkStep(where string, s Step) error {
	byRule := s.By == "" && slices.ContainsFunc(f.Dissents, func(d Dissent) bool { return d.Kind == Objection && s.Why == openObjection(d.ID) })
	if s.State == Contested && byRule {
		return signed(where, "the rule", s.On)
	}
	if s.State == Agreed || s.State == Contested {
		verdict := map[State]Verdict{Agreed: Agrees, Contested: Contests}[s.State]
		if !slices.ContainsFunc(f.Reviews, func(r Review) bool { return r.By == s.By && r.Verdict == verdict && s.Why == "review "+r.ID }) {
			return refuse(where, "it takes a review that says so", "no review makes the finding %s", s.State)
		}
	}
	if s.State == Withdrawn {
		if err := required(where+".why", s.Why, "say why it is withdrawn"); err != nil {
			return err
		}
	}
	return signed(where, s.By, s.On)
}
