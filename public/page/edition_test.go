package page

import (
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/plimsoll-watch/plimsoll/base/source"
	"github.com/plimsoll-watch/plimsoll/law/council"
	edition "github.com/plimsoll-watch/plimsoll/record/report"
)

func same(s string) []Wording { return []Wording{{Text: s}} }

func unchanged(number, was int, s string) Change {
	return Change{Kind: Unchanged, Number: number, Was: was, Wording: same(s)}
}

// cannedChanges has each kind of change, and each frame in the text.
func cannedChanges() []Change {
	out := []Change{{Kind: Unchanged, Heading: true, Wording: same("What was notified")}}
	for i := 1; i <= 6; i++ {
		out = append(out, unchanged(i, i, fmt.Sprintf("Paragraph %d is a stand-in, and says nothing about anybody.", i)))
	}
	return append(out,
		Change{Kind: Reworded, Number: 7, Was: 7, Note: "figures changed: 68,772 became 8,618", Wording: []Wording{
			{Text: "Deliveries notified for January to April 2018 reached "}, {Text: "68,772 barrels, 13.8 per cent of the limit.", Del: true}, {Text: " "},
			{Text: "8,618 tonnes: between 64,635 and 71,788 barrels, 12.9 to 14.4 per cent of the limit, according to the factor used.", Ins: true}}},
		Change{Kind: New, Number: 8, Wording: []Wording{{Text: "No notice fell due on these amounts at any admitted factor, 7.5 to 8.33 barrels a tonne.", Ins: true}}},
		Change{Kind: Moved, Moved: true, Number: 9, Was: 11, Wording: same("No source read says whether any notice was ever sent.")},
		unchanged(10, 8, "Estimates are shown by who made them, each with its period."),
		Change{Kind: Cut, Was: 9, Wording: []Wording{{Text: "The United States published an estimate of 506,529 barrels.", Del: true}}},
		Change{Kind: Reworded, Moved: true, Number: 11, Was: 12, Wording: []Wording{
			{Text: "Its", Del: true}, {Text: " "}, {Text: "The United States’", Ins: true}, {Text: " estimate for 1 January to 30 May 2018 rests on 89 port calls and on each ship’s listed capacity."}}},
		unchanged(12, 10, "A port call is not a delivery."),
		Change{Kind: New, Heading: true, Wording: []Wording{{Text: "What was seen at sea", Ins: true}}},
		Change{Kind: New, Number: 13, Wording: []Wording{{Text: "On 8 September INVENTED BRAVO broadcast the number of a ship on the invented list “demo”; its hull is not confirmed.", Ins: true}},
			Words: []Word{{Kind: "reply", By: "the operator of INVENTED BRAVO", Asked: date("2018-09-12"), Due: date("2018-09-26"), AsOf: date("2018-09-14")}}},
		Change{Kind: Unchanged, Number: 14, Was: 13, Wording: same("Each State named was asked to answer by 31 August 2018."),
			Words: []Word{{Kind: "reply", By: "State E", Asked: date("2018-08-01"), On: date("2018-08-20"), Text: "We have no such ship."}}},
		unchanged(15, 14, "Nothing in this text is a conclusion about a person."))
}

func cannedRegister() edition.Register {
	e1 := edition.Sealed{EditionBody: edition.EditionBody{Report: "midterm-2018", Edition: 1, Title: "Midterm report (stand-in text)"}, Entry: 1, Claimed: date("2018-08-03"), By: "demo-body", State: edition.CirculatedState, ReplacedBy: 2}
	e2 := edition.Sealed{EditionBody: edition.EditionBody{Report: "midterm-2018", Edition: 2, Title: "Midterm report (stand-in text)", Replaces: &edition.Ref{Edition: 1, Entry: 1}, Invented: invented,
		Whys: []edition.Why{{Paragraph: 7, Text: "edition 1 used 7.98 barrels a tonne without saying so"}, {Paragraph: 8, Text: "asked for in review on 2018-08-14"}, {Paragraph: 9, Cut: true, Text: "the source says only that the limit was passed; see paragraph 11"}}},
		Entry: 11, Claimed: date("2018-09-12"), By: "demo-body", State: edition.ReleasedState, Steps: []edition.Step{
			{State: edition.CirculatedState, By: "the authors", To: "Member B", On: date("2018-09-12"), Entry: 12},
			{State: edition.StoppedState, By: "Member A", On: date("2018-09-13"), Why: "edition 2 is not the report that was given on 2018-08-03", Entry: 14},
			{State: edition.ReleasedState, By: "the authors", On: date("2018-09-17"), Why: "both editions are to be read together", Entry: 15}}}
	d := func(id, kind, by, text string, ed, para int, on string) edition.DissentStep {
		return edition.DissentStep{DissentBody: edition.DissentBody{Report: "midterm-2018", Edition: ed, Paragraph: para, ID: id, Step: edition.Lodged, Kind: kind, By: by, On: date(on), Text: text}, Entry: 5}
	}
	dissent := d("D-1", "dissent", "Reviewer C", "Listed capacity is not cargo seen. I would not put this estimate beside notified deliveries at all.", 1, 12, "2018-08-06")
	dissent.Answer = "The two are never added; paragraph 6 says so."
	gone := d("D-2", "objection", "Member B", "The factor behind 68,772 barrels is not named. We object to the figure.", 1, 7, "2018-08-24")
	gone.WithdrawnOn, gone.WithdrawnBy, gone.Whynot = date("2018-09-14"), "Member B", "edition 2 names the factors"
	cut := d("D-3", "objection", "Member A", "A paragraph that was before the Committee may not leave the report afterwards.", 1, 9, "2018-09-13")
	reserve := d("D-4", "reservation", "Member B", "Which factor binds is for the Committee to say, not for the authors.", 2, 8, "2018-09-11")
	whole := d("D-5", "objection", "Member A", "The last text is edition 1; we ask for it.", 2, 0, "2018-09-13")
	return edition.Register{Report: "midterm-2018", Editions: []edition.Sealed{e1, e2}, Dissents: []edition.DissentStep{dissent, gone, cut, reserve, whole}, Holders: []edition.Holder{
		{Party: "Member A", LatestHas: 1, Has: []edition.Receiving{{Edition: 1, Sent: date("2018-08-03"), Received: date("2018-08-04"), Key: "member-a"}}},
		{Party: "Member B", LatestHas: 2, Has: []edition.Receiving{{Edition: 1, Sent: date("2018-08-03")}, {Edition: 2, Sent: date("2018-09-12"), Received: date("2018-09-13"), Key: "member-b"}}},
		{Party: "Registry D", LatestHas: 1, Has: []edition.Receiving{{Edition: 1, Received: date("2018-08-06"), Key: "registry-d"}}}}}
}

func cannedPassages() []Passage {
	out := []Passage{{Part: 1, Heading: true, Text: "What was notified"}}
	for i := 1; i <= 15; i++ {
		p := Passage{Number: i, Part: i + 1, Text: fmt.Sprintf("Paragraph %d, as it was sealed, with some words after it so that it does not fit on a line of the page.", i)}
		if i == 13 {
			p = Passage{Number: i, Part: i + 1, Withheld: true, Reason: "a ship whose operator was asked and has not answered yet"}
		}
		out = append(out, p)
	}
	return out
}

func cannedEdition() *EditionPage {
	r := cannedRegister()
	v := cannedVerdicts()["whole"]
	origin := func(s string) council.Origin {
		return council.Origin{Rows: []string{"report-versions:x"}, Source: s, Class: source.Press, Mark: source.InSourcePart, KnownOn: date("2018-08-30")}
	}
	return &EditionPage{Report: "midterm-2018", From: r.Editions[0], To: r.Editions[1], Changes: cannedChanges(), Register: r, Verdict: &v, Public: cannedPassages(), Invented: invented,
		Dispute: []Statement{
			{Head: "24 Aug 2018, Russian Federation", How: "said", Text: "it blocks the agenda of the Committee; the Chair declines to record it in the report", Origin: origin("tass.com/politics/1019374")},
			{Head: "13 Sep 2018, N. Haley", How: "said", Text: "the second version is not the report given to the Committee; asks for release of the first", Origin: origin("usun.usmission.gov, press release of 13 September 2018")}},
		Command: "plimsoll report diff midterm-2018 1 2", VerifyCommand: "plimsoll verify report-e2.plimsoll.zip --key demo-body.pub --since checkpoint-5.txt"}
}

func editionPages(a Assets) map[string]func(io.Writer) error {
	bare := cannedEdition()
	bare.Changes, bare.Register, bare.Verdict, bare.Public, bare.Dispute, bare.Invented = cannedChanges()[:3], edition.Register{}, nil, nil, nil, ""
	bare.To.Steps, bare.To.State = nil, edition.SealedState
	return map[string]func(io.Writer) error{
		"edition":      func(w io.Writer) error { return WriteEdition(w, cannedEdition(), a) },
		"edition-bare": func(w io.Writer) error { return WriteEdition(w, bare, a) },
	}
}

// TestEditionSays: the counts, with what was removed; each change with its kind, number
// and why; each frame with since when, the answer, and whether it was withdrawn.
func TestEditionSays(t *testing.T) {
	page := pageBytes(t, editionPages(Assets{})["edition"])
	sound(t, page)
	html := strings.ReplaceAll(unescaped(page), nbsp, " ")
	inOrder(t, "edition", html, []string{
		"INVENTED DATA.", "What changed between edition 1 (3 August 2018) and edition 2 (12 September 2018)",
		"<b>2</b> reworded", "<b>2</b> moved", "<b>1</b> cut", "<b>3</b> new", "<b>10</b> unchanged", "<b>7</b> dissents and replies kept", "<b>0</b> removed",
		"Against an edition as a whole", "<b>Objection</b> of a member, against edition 2", "we ask for it.”",
		"Paragraphs 1 to 6: unchanged.", "Paragraph 6 is a stand-in",
		"<b>Reworded</b> · figures changed", "Why: edition 1 used 7.98 barrels", "<b>Objection</b>", "kept since edition 1", "Withdrawn on 14 September 2018 by Member B: edition 2 names the factors; it stays readable.",
		"<b>New</b>", "Why: asked for in review on 14 August 2018.", "<b>Reservation</b>", "Which factor binds", "No answer of the authors on record. Not withdrawn.",
		"moved from 11", "<b>Moved</b> · was paragraph 11, words unchanged",
		"deleted, was ", "<b>Cut</b> · was paragraph 9 of edition 1, where it can still be read", "Why: the source says", "may not leave the report afterwards",
		"<b>Reworded and moved</b> · was paragraph 12", "<b>Dissent</b> of an expert, kept since edition 1", "Listed capacity", "Reviewer C, 6 August 2018. Answer of the authors: The two are never added; paragraph 6 says so. Not withdrawn.",
		"<b>Reply</b> of a party named, asked 12 September 2018, due 26 September 2018", "none as of 14 September 2018",
		"answered 20 August 2018", "“We have no such ship.”",
		"This is edition 2, as signed by demo-body", "Distribution of edition 2", ">draft<", ">sealed<", ">circulated<", ">stopped<", ">released<", "Stopped by Member A on 13 Sep 2018, entry 14",
		"Who has what", "Member A", "Registry D", "not by us", "Two have no edition 2 on record: Member A, Registry D.", "Not known: who else has a copy",
		"Public edition", "Edition 2 less one passage, provably: 15 parts as sealed and in their places; paragraph 13 withheld; nothing else is missing.",
		"On record, not invented", "Russian Federation", "Sources, by number", "tass.com",
	})
}

// TestEditionKeepsWords: no word inserted, deleted or recorded by somebody is left out.
func TestEditionKeepsWords(t *testing.T) {
	p := cannedEdition()
	// Words against a paragraph that is in neither edition shown, and against an edition
	// that is not compared, stand all the same.
	p.Register.Dissents = append(p.Register.Dissents,
		edition.DissentStep{DissentBody: edition.DissentBody{Edition: 2, Paragraph: 99, Kind: "dissent", By: "Reviewer F", On: date("2018-09-13"), Text: "to paragraph ninety-nine"}},
		edition.DissentStep{DissentBody: edition.DissentBody{Edition: 7, Paragraph: 1, Kind: "dissent", By: "Reviewer F", On: date("2018-09-13"), Text: "to edition seven"}})
	html := unescaped(pageBytes(t, func(w io.Writer) error { return WriteEdition(w, p, Assets{}) }))
	ins, del := 0, 0
	for _, c := range p.Changes {
		for _, w := range c.Wording {
			want := w.Text
			switch {
			case w.Ins:
				ins++
				want = `<ins><span class="vh">[inserted: </span>` + w.Text + `<span class="vh">]</span></ins>`
			case w.Del:
				del++
				want = `<del><span class="vh">[deleted: </span>` + w.Text + `<span class="vh">]</span></del>`
			}
			if !strings.Contains(html, want) {
				t.Errorf("no %q", want)
			}
		}
	}
	if n := strings.Count(html, "<ins>"); n != ins {
		t.Errorf("%d insertions shown of %d", n, ins)
	}
	if n := strings.Count(html, `<span class="vh">[deleted: `); n != del {
		t.Errorf("%d deletions shown of %d", n, del)
	}
	for _, d := range p.Register.Dissents {
		if n := strings.Count(html, "“"+d.Text+"”"); n != 1 {
			t.Errorf("%s stands %d times: %s", d.ID, n, d.Text)
		}
	}
}

// TestRemovedIsLoud: dissents that left the text are counted and framed.
func TestRemovedIsLoud(t *testing.T) {
	p := cannedEdition()
	p.Changes[7].Words = append(p.Changes[7].Words, Word{Kind: "dissent", By: "Reviewer F", Text: "gone from the text", Since: 1, Removed: true})
	html := pageBytes(t, func(w io.Writer) error { return WriteEdition(w, p, Assets{}) })
	if !strings.Contains(pageBytes(t, editionPages(Assets{})["edition"]), `<span><b>0</b> removed</span>`) {
		t.Error("nothing is removed, and it does not say 0")
	}
	for _, want := range []string{`<span class="alarm"><b>1</b> removed</span>`, "removed from the text", "gone from the text"} {
		if !strings.Contains(html, want) {
			t.Errorf("no %q", want)
		}
	}
}

// TestWordsInBothStandOnce: a dissent that stands in the text and in the log is one.
func TestWordsInBothStandOnce(t *testing.T) {
	p := cannedEdition()
	d := p.Register.Dissents[0]
	for i := range p.Changes {
		if p.Changes[i].Was == 12 {
			p.Changes[i].Words = []Word{{Kind: d.Kind, By: d.By, On: d.On, Since: 1, Text: d.Text}}
		}
	}
	html := unescaped(pageBytes(t, func(w io.Writer) error { return WriteEdition(w, p, Assets{}) }))
	if n := strings.Count(html, d.Text); n != 1 {
		t.Errorf("it stands %d times", n)
	}
	if !strings.Contains(html, "<b>7</b> dissents and replies kept") {
		t.Error("it is counted twice")
	}
	if !strings.Contains(html, d.Answer) {
		t.Error("the answer that an act gives is lost where the word stands in the text too")
	}
}

// TestEditionEscapes: text of a report is text.
func TestEditionEscapes(t *testing.T) {
	bad := `</style><script>alert(1)</script><b>"'&`
	p := cannedEdition()
	p.Title, p.Report, p.Command, p.VerifyCommand = bad, bad, bad, bad
	p.Changes[0].Wording[0].Text = bad
	p.Changes[7].Wording[1].Text, p.Changes[7].Note = bad, bad
	p.Register.Dissents[0].Text, p.Register.Dissents[0].By, p.Register.Dissents[0].Kind = bad, bad, bad
	p.Register.Holders[0].Party, p.Public[3].Text = bad, bad
	html := pageBytes(t, func(w io.Writer) error { return WriteEdition(w, p, Assets{}) })
	if strings.Contains(html, "<script") || strings.Contains(html, "<b>\"") {
		t.Error("text of a report became markup")
	}
}
