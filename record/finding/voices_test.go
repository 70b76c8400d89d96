package finding

import (
	"strings"
	"testing"
)

// TestObjection: an objection to an agreed finding makes it contested, and withdrawing it
// agrees nothing by itself.
func TestObjection(t *testing.T) {
	f := agreed(t)
	if f.State != Agreed {
		t.Fatalf("%s", f.State)
	}
	g := must(t)(f.AddDissent(objection("Member B")))
	if g.State != Contested || f.State != Agreed || len(f.Dissents) != 0 {
		t.Fatalf("%s, before %s", g.State, f.State)
	}
	for _, kind := range []DissentKind{ExpertDissent, Reservation} {
		d := objection("Member B")
		d.Kind = kind
		if h := must(t)(f.AddDissent(d)); h.State != Agreed {
			t.Errorf("a %s: %s", kind, h.State)
		}
	}
	again := must(t)(g.LookAgain("Member A", date("2018-09-14"), "an objection"))
	open := must(t)(again.AddReview(Review{By: "Reviewer C", On: date("2018-09-15"), Verdict: Agrees}))
	if open.State != Contested {
		t.Errorf("agreed while an objection is open: %s", open.State)
	}
	w := must(t)(again.WithdrawDissent("D1", Withdrawal{By: "Member B", On: date("2018-09-15"), Why: "answered"}))
	if w.State != UnderReview || len(w.OpenObjections()) != 0 {
		t.Errorf("%s, %v", w.State, w.OpenObjections())
	}
	if h := must(t)(w.AddReview(Review{By: "Reviewer C", On: date("2018-09-16"), Verdict: Agrees})); h.State != Agreed || len(h.Dissents) != 1 {
		t.Errorf("%s, %v", h.State, h.Dissents)
	}
}

// TestDissentStays: answered and withdrawn, it is told with who, when and why.
func TestDissentStays(t *testing.T) {
	f := must(t)(drafted(t).AddDissent(Dissent{Kind: ExpertDissent, By: "Reviewer C", On: date("2018-09-12"), Text: "the hulls were 300 m apart"}))
	text := strings.Join(f.Lines(on("2018-09-26")), "\n")
	if !strings.Contains(text, "D1 dissent of Reviewer C since 12 September 2018: \"the hulls were 300 m apart\"\n  no answer of the authors on record\n  it stands") {
		t.Errorf("%s", text)
	}
	f = must(t)(f.AnswerDissent("D1", Answer{By: "Member A", On: date("2018-09-13"), Text: "by the antennas, not the hulls"}))
	_, err := f.WithdrawDissent("D1", Withdrawal{By: "Member A", On: date("2018-09-14"), Why: "wrong"})
	refused(t, err, "is not who spoke")
	_, err = f.WithdrawDissent("D1", Withdrawal{By: "Reviewer C", On: date("2018-09-14")})
	refused(t, err, "withdrawn.why")
	_, err = f.WithdrawDissent("D2", Withdrawal{By: "Reviewer C", On: date("2018-09-14"), Why: "x"})
	refused(t, err, "none of that name")
	kept := must(t)(f.WithdrawDissent("D1", Withdrawal{By: "Reviewer C", On: date("2018-09-14"), Why: "misread"}))
	text = strings.Join(kept.Lines(on("2018-09-26")), "\n")
	for _, part := range []string{"the hulls were 300 m apart", "the authors answer (Member A, 13 September 2018)", "withdrawn on 14 September 2018 by Reviewer C: misread"} {
		if !strings.Contains(text, part) {
			t.Errorf("%q is not in\n%s", part, text)
		}
	}
	_, err = kept.WithdrawDissent("D1", Withdrawal{By: "Reviewer C", On: date("2018-09-15"), Why: "again"})
	refused(t, err, "was withdrawn")
	out := must(t)(f.WithdrawDissent("D1", Withdrawal{By: "Reviewer C", On: date("2018-09-14"), Why: "names a source", Handling: DoNotReveal}))
	text = strings.Join(out.Lines(on("2018-09-26")), "\n")
	if strings.Contains(text, "300 m") || !strings.Contains(text, "D1 dissent of Reviewer C since 12 September 2018\n") || !strings.Contains(text, "its words were taken out, and nothing of them is kept here") {
		t.Errorf("%s", text)
	}
	if gone := Dropped(f, out); len(gone) > 0 {
		t.Errorf("a tombstone counts as dropped: %v", gone)
	}
}

// TestDropped finds a dissent that vanished or was altered.
func TestDropped(t *testing.T) {
	f := must(t)(drafted(t).AddDissent(objection("Member B")))
	f = must(t)(f.AnswerDissent("D1", Answer{By: "Member A", On: date("2018-09-13"), Text: "see E1"}))
	f = must(t)(f.AddDissent(Dissent{Kind: Reservation, By: "Member B", On: date("2018-09-13"), Text: "too early"}))
	f = must(t)(f.WithdrawDissent("D2", Withdrawal{By: "Member B", On: date("2018-09-14"), Why: "later"}))
	view := func(g Finding) Finding { g.View = PublicView; return g }
	altered := func(change func(d []Dissent)) Finding {
		g := f
		g.Dissents = append([]Dissent(nil), f.Dissents...)
		change(g.Dissents)
		return g
	}
	other := f
	other.ID = "F-000000000000"
	one := f
	one.Dissents = f.Dissents[:1]
	for name, c := range map[string]struct {
		after Finding
		want  string
	}{
		"the same":               {f, ""},
		"added":                  {must(t)(f.AddDissent(objection("Member A"))), ""},
		"answered again":         {must(t)(f.AnswerDissent("D1", Answer{By: "Member A", On: date("2018-09-15"), Text: "and E2"})), ""},
		"withdrawn":              {must(t)(f.WithdrawDissent("D1", Withdrawal{By: "Member B", On: date("2018-09-15"), Why: "x"})), ""},
		"the last gone":          {one, "D2"},
		"another finding":        {other, "D1 D2"},
		"reworded":               {altered(func(d []Dissent) { d[0].Text = "fine" }), "D1"},
		"emptied":                {altered(func(d []Dissent) { d[0].Text = "" }), "D1"},
		"in another's mouth":     {altered(func(d []Dissent) { d[0].By = "Member A" }), "D1"},
		"as a Member State":      {altered(func(d []Dissent) { d[0].By = MemberStateWords }), "D1"},
		"made a reservation":     {altered(func(d []Dissent) { d[0].Kind = Reservation }), "D1"},
		"another day":            {altered(func(d []Dissent) { d[0].On = date("2018-09-14") }), "D1"},
		"the answer gone":        {altered(func(d []Dissent) { d[0].Answers = nil }), "D1"},
		"the withdrawal undone":  {altered(func(d []Dissent) { d[1].Withdrawn = nil }), "D2"},
		"withheld in a whole":    {altered(func(d []Dissent) { d[0].Withheld, d[0].Text = "x", "" }), "D1"},
		"withheld in a view":     {view(altered(func(d []Dissent) { d[0].Withheld, d[0].Text, d[0].By = "x", "", "" })), ""},
		"a Member State's, view": {view(altered(func(d []Dissent) { d[0].By = MemberStateWords })), ""},
		"reworded in a view":     {view(altered(func(d []Dissent) { d[0].Text = "fine" })), "D1"},
		"renamed in a view":      {view(altered(func(d []Dissent) { d[0].By = "Member A" })), "D1"},
		"gone from a view":       {view(one), "D2"},
	} {
		var got []string
		for _, d := range Dropped(f, c.after) {
			got = append(got, d.ID)
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%s: dropped %q, want %q", name, s, c.want)
		}
	}
}

// TestVoicesInEveryState: a withdrawn finding is objected to and answered too.
func TestVoicesInEveryState(t *testing.T) {
	w := must(t)(agreed(t).Withdraw("Member A", date("2018-09-20"), "the file was of another week"))
	for _, f := range []Finding{drafted(t), reviewed(t), agreed(t), w} {
		g, err := f.AddDissent(objection("Member B"))
		if err != nil || len(g.Dissents) != 1 {
			t.Errorf("%s: %v", f.State, err)
		}
		if f.State == Withdrawn && g.State != Withdrawn {
			t.Errorf("withdrawn, then %s", g.State)
		}
		if _, err := f.AddReply(Reply{Party: "owner A", Role: "owner", About: []string{"S1"}, Received: date("2018-09-21"), Text: "no"}); err != nil {
			t.Errorf("%s: %v", f.State, err)
		}
	}
}

// TestSuspected: it stands under a named reviewer, of a ship named, and nowhere else.
func TestSuspected(t *testing.T) {
	f := reviewed(t)
	review := func(by string, v Verdict, words string, ships ...string) (Finding, error) {
		return f.AddReview(Review{By: by, On: date("2018-09-12"), Verdict: v, Words: words, Suspected: ships})
	}
	for _, by := range []string{"", " ", "anonymous", "Unknown", "the program", "Plimsoll", "reviewer", "a Member State", "?"} {
		if _, err := review(by, Agrees, "suspected", "S2"); err == nil {
			t.Errorf("suspected by %q", by)
		}
	}
	_, err := review("Reviewer C", Agrees, "it is suspected")
	refused(t, err, "not of which ship")
	_, err = review("Reviewer C", Agrees, "x", "INVENTED CHARLIE")
	refused(t, err, "0 ships")
	_, err = f.Reword("INVENTED BRAVO is a suspect", "Member A", date("2018-09-12"), "plainer")
	refused(t, err, "it says suspected")
	_, err = f.AddCircumstance("the master was Suspected before")
	refused(t, err, "it says suspected")
	_, err = drafted(t).AddReview(Review{By: "Reviewer C", On: date("2018-09-12"), Verdict: Agrees, Suspected: []string{"S2"}})
	refused(t, err, "the finding is draft")

	f = must(t)(review("Reviewer C", Agrees, "by the photograph", "invented bravo"))
	if s := f.Suspicions(); len(s) != 1 || s[0].Ship.ID != "S2" || s[0].By != "Reviewer C" {
		t.Fatalf("%+v", s)
	}
	if text := strings.Join(f.Words(), "\n"); !strings.Contains(text, "INVENTED BRAVO is called suspected by Reviewer C alone, on 12 September 2018 (V1)") || strings.Contains(f.Claim, "suspected") {
		t.Errorf("%s", text)
	}
	commented := must(t)(review("Reviewer C", Comments, "a comma is missing"))
	if len(commented.Suspicions()) != 1 {
		t.Error("a comment takes a word back")
	}
	if others := must(t)(review("Reviewer D", Agrees, "")); len(others.Suspicions()) != 1 {
		t.Error("another reviewer takes a word back")
	}
	if back := must(t)(review("Reviewer C", Agrees, "not any more")); len(back.Suspicions()) != 0 || len(back.Reviews) != 2 {
		t.Errorf("%v, %d reviews", back.Suspicions(), len(back.Reviews))
	}
}

// TestStates: every change that the table allows, and no other.
func TestStates(t *testing.T) {
	allowed := map[State]string{
		Draft: "under review, withdrawn", UnderReview: "draft, agreed, contested, withdrawn", Agreed: "under review, contested, withdrawn",
		Contested: "under review, withdrawn", Withdrawn: "",
	}
	for _, s := range States() {
		var words []string
		for _, next := range s.after() {
			words = append(words, string(next))
		}
		if got := strings.Join(words, ", "); got != allowed[s] {
			t.Errorf("after %s: %s, want %s", s, got, allowed[s])
		}
	}
	contested := must(t)(reviewed(t).AddReview(Review{By: "Reviewer C", On: date("2018-09-12"), Verdict: Contests}))
	withdrawn := must(t)(contested.Withdraw("Member A", date("2018-09-13"), "wrong file"))
	day := date("2018-09-14")
	for _, f := range []Finding{drafted(t), reviewed(t), agreed(t), contested, withdrawn} {
		for name, c := range map[string]struct {
			act func() (Finding, error)
			in  string
		}{
			"submit":     {func() (Finding, error) { return f.Submit("Member A", day, "") }, "draft"},
			"return":     {func() (Finding, error) { return f.Return("Member A", day, "") }, "under review"},
			"look again": {func() (Finding, error) { return f.LookAgain("Member A", day, "") }, "agreed contested"},
			"withdraw":   {func() (Finding, error) { return f.Withdraw("Member A", day, "why") }, "draft under review agreed contested"},
			"agree": {func() (Finding, error) {
				return f.AddReview(Review{By: "Reviewer C", On: day, Verdict: Agrees})
			}, "under review agreed contested"},
			"reword": {func() (Finding, error) { return f.Reword("two ships met", "Member A", day, "why") }, "draft under review"},
		} {
			g, err := c.act()
			if may := strings.Contains(c.in, string(f.State)); may != (err == nil) {
				t.Errorf("%s when %s: %v", name, f.State, err)
			}
			if err != nil && g.State != f.State {
				t.Errorf("%s when %s: refused, and it is %s", name, f.State, g.State)
			}
		}
	}
	if g := must(t)(contested.AddReview(Review{By: "Reviewer D", On: day, Verdict: Agrees})); g.State != Contested || len(g.Reviews) != 2 {
		t.Errorf("one who agrees outvotes one who contests: %s", g.State)
	}
	_, err := drafted(t).Withdraw("Member A", day, " ")
	refused(t, err, "no reason")
	_, err = drafted(t).Submit("", day, "")
	refused(t, err, "no name")
}

// TestReply: none as of a day, received, late, and by whom nobody was asked.
func TestReply(t *testing.T) {
	f := drafted(t)
	_, err := f.AddReply(Reply{Party: "owner A", Role: "owner", Asked: date("2018-09-10")})
	refused(t, err, "which ship")
	_, err = f.AddReply(Reply{Party: "owner A", Role: "owner", About: []string{"S1"}})
	refused(t, err, "nobody was asked and nothing came")
	_, err = f.AddReply(Reply{Party: "owner A", Role: "owner", About: []string{"S1"}, Asked: date("2018-09-10"), Text: "no"})
	refused(t, err, "without the day it came")
	_, err = f.AddReply(Reply{Party: "owner A", Role: "owner", About: []string{"S1"}, Received: date("2018-09-10")})
	refused(t, err, "says nothing")
	f = must(t)(f.AddReply(Reply{Party: "owner A", Role: "owner of INVENTED ALPHA", About: []string{"invented alpha"}, Asked: date("2018-09-10"), Due: date("2018-09-17")}))
	tell := func(f Finding, at string) string { return strings.Join(f.replyLines(on(at)), "\n") }
	for at, want := range map[string]string{
		"2018-09-09": "R1 reply of owner A (owner of INVENTED ALPHA): not yet asked as of 9 September 2018",
		"2018-09-25": "R1 reply of owner A (owner of INVENTED ALPHA): asked 10 September 2018, due 17 September 2018, none as of 25 September 2018",
	} {
		if got := tell(f, at); !strings.Contains(got, want) {
			t.Errorf("%s: %s", at, got)
		}
	}
	silent := f.Silent(on("2018-09-25"))
	if len(silent) != 2 || silent[0].Ship.ID != "S1" || !strings.Contains(silent[0].Why, "none as of 25 September 2018") || silent[1].Why != "nobody was asked" {
		t.Errorf("%+v", silent)
	}
	late := must(t)(f.ReceiveReply("R1", date("2018-09-20"), "we were at anchor", Paper{What: "log of the ship"}))
	want := `received 20 September 2018, late; it says, not checked by us: "we were at anchor"; with a paper, not checked by us: log of the ship`
	if got := tell(late, "2018-09-25"); !strings.Contains(got, want) {
		t.Errorf("%s", got)
	}
	if got := tell(late, "2018-09-19"); !strings.Contains(got, "none as of 19 September 2018") || strings.Contains(got, "anchor") {
		t.Errorf("told before it came: %s", got)
	}
	if s := late.Silent(on("2018-09-25")); len(s) != 1 || s[0].Ship.ID != "S2" {
		t.Errorf("%+v", s)
	}
	if s := late.Silent(on("2018-09-19")); len(s) != 2 {
		t.Errorf("%+v", s)
	}
	_, err = late.ReceiveReply("R1", date("2018-09-21"), "and more")
	refused(t, err, "was received")
	in := must(t)(f.ReceiveReply("R1", date("2018-09-17"), "no"))
	if got := tell(in, "2018-09-25"); strings.Contains(got, "late") {
		t.Errorf("on the day it was due: %s", got)
	}
	vague := must(t)(drafted(t).AddReply(Reply{Party: "owner A", Role: "owner", About: []string{"S1"}, Asked: date("2018-09"), Received: date("2018-09-20"), Text: "no"}))
	if got := tell(vague, "2018-09-25"); !strings.Contains(got, "asked September 2018, received 20 September 2018") {
		t.Errorf("asked in a month not yet over: %s", got)
	}
	if gone := DroppedReplies(f, late); len(gone) != 0 {
		t.Errorf("%v", gone)
	}
	if gone := DroppedReplies(late, f); len(gone) != 1 {
		t.Errorf("%v", gone)
	}
}
