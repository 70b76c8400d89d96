package finding

import (
	"strings"
	"testing"
)

// TestPublic: what is withheld leaves a line, a Member State is not named, and what says
// nothing follows the finding.
func TestPublic(t *testing.T) {
	f := drafted(t)
	f = must(t)(f.AddEvidence(Evidence{Kind: Document, What: "letter of Member B", Origin: "Member B", SHA256: sumA, Source: "S/2018/1", Handling: MemberState}))
	f = must(t)(f.AddEvidence(Evidence{Kind: Image, What: "photograph of the Azure", Origin: "Member D", BothHulls: true, Handling: DoNotReveal}))
	f = must(t)(f.AddEvidence(Evidence{Kind: Statement, What: "statement in closed session", Origin: "Member E", Handling: Committee}))
	b := objection("Member B")
	b.Handling = MemberState
	f = must(t)(f.AddDissent(b))
	c := objection("Member D")
	c.Handling, c.Text = Committee, "the photograph is of another day"
	f = must(t)(f.AddDissent(c))
	f = must(t)(f.AnswerDissent("D2", Answer{By: "Member A", On: date("2018-09-14"), Text: "its shadow says the hour"}))
	if f.Confidence() != High {
		t.Fatalf("%s", f.Confidence())
	}
	v, named := f.Public()
	text := strings.Join(v.Lines(on("2018-09-26")), "\n")
	b2, err := v.Encode()
	if err != nil {
		t.Fatal(err)
	}
	for _, hidden := range []string{"Member B", "Member D", "Member E", "Azure", "closed session", "S/2018/1", "another day", "shadow"} {
		if strings.Contains(text, hidden) || strings.Contains(string(b2), hidden) {
			t.Errorf("%q is shown:\n%s\n%s", hidden, text, b2)
		}
	}
	for _, part := range []string{
		"E3 document, of a Member State", "E4 a piece of evidence is withheld: its source is not to be revealed", "E5 a piece of evidence is withheld: for the committee alone",
		`D1 objection of a Member State since 13 September 2018: "the ship was elsewhere"`, "D2 an objection is withheld: for the committee alone, since 13 September 2018",
		"confidence low: one origin", "computed from what this view shows", "this is its public view",
	} {
		if !strings.Contains(text, part) {
			t.Errorf("%q is not in\n%s", part, text)
		}
	}
	if len(named) != 0 {
		t.Errorf("%v", named)
	}
	if gone := Dropped(f, v); len(gone) != 0 {
		t.Errorf("%v", gone)
	}
	_, err = v.AddDissent(objection("Member B"))
	refused(t, err, "public view")
}

// TestPublicNames: where a withheld name still stands is told to the one who publishes.
func TestPublicNames(t *testing.T) {
	f := drafted(t)
	f = must(t)(f.AddEvidence(Evidence{Kind: Document, What: "letter", Origin: "Member B", Handling: MemberState}))
	f = must(t)(f.AddCircumstance("a letter of member b says so"))
	_, named := f.Public()
	if len(named) != 1 || named[0] != "circumstances[2] names Member B" {
		t.Errorf("%v", named)
	}
}

// TestPublicShut: a finding that is not for the public shows that it exists, and that
// there are voices on it.
func TestPublicShut(t *testing.T) {
	for _, h := range []Handling{Committee, DoNotReveal} {
		f := must(t)(full(t).Handle("", h))
		v, _ := f.Public()
		b, err := v.Encode()
		if err != nil {
			t.Fatal(err)
		}
		for _, hidden := range []string{"INVENTED", "Member", "Reviewer", "owner", "599000101", "anchor", f.Drafted.SHA256} {
			if strings.Contains(string(b), hidden) {
				t.Errorf("%s: %q is shown: %s", h, hidden, b)
			}
		}
		if gone, replies := Dropped(f, v), DroppedReplies(f, v); len(gone)+len(replies) != 0 || len(v.Dissents) != 2 {
			t.Errorf("%s: %v, %v", h, gone, replies)
		}
		if len(v.Silent(on("2018-09-26"))) != 0 {
			t.Error("a ship is named")
		}
	}
}

// TestHandle: the stricter of a piece and its finding holds; the hash of a line that is
// not shown stands nowhere.
func TestHandle(t *testing.T) {
	f := must(t)(drafted(t).Handle("E1", Committee))
	v, _ := f.Public()
	b, err := v.Encode()
	if err != nil || strings.Contains(string(b), f.Drafted.SHA256) || f.Drafted.SHA256 == "" {
		t.Errorf("%v, %s", err, b)
	}
	g := must(t)(must(t)(drafted(t).Handle("", MemberState)).Handle("E2", Public))
	v, _ = g.Public()
	if v.Evidence[1].Attributed != MemberStateWords || v.Evidence[1].Origin != "" {
		t.Errorf("%+v", v.Evidence[1])
	}
	_, err = f.Handle("E9", Public)
	refused(t, err, "none of that name")
	_, err = f.Handle("E1", "press")
	refused(t, err, "press")
	_, err = f.Handle("", "")
	refused(t, err, "handling")
	e := canned()
	o := options()
	o.Handling = ""
	if h, err := FromEvent(&e, lineOf(t, e), o); err != nil || h.Handling != Committee {
		t.Errorf("said nothing: %q, %v", h.Handling, err)
	}
}

// TestPublicDissent: one that says nothing of its handling follows its finding, and a
// name withheld is looked for in the rest.
func TestPublicDissent(t *testing.T) {
	for h, by := range map[Handling]string{Public: "Member B", MemberState: MemberStateWords} {
		f := must(t)(must(t)(drafted(t).AddDissent(objection("Member B"))).Handle("", h))
		v, _ := f.Public()
		if d := v.Dissents[0]; d.By != by || d.Text != "the ship was elsewhere" || d.Withheld != "" {
			t.Errorf("%s: %+v", h, d)
		}
	}
	d := objection("Member B")
	d.Handling = MemberState
	f := must(t)(drafted(t).AddDissent(d))
	f = must(t)(f.AnswerDissent("D1", Answer{By: "Member A", On: date("2018-09-14"), Text: "Member B read the wrong line"}))
	if _, named := f.Public(); len(named) != 1 || named[0] != "dissents[0].answers[0].text names Member B" {
		t.Errorf("%v", named)
	}
}
