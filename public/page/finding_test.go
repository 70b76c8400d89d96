package page

import (
	"io"
	"strings"
	"testing"
)

func cannedFinding() *FindingPage {
	return &FindingPage{
		ID: "f-6b1f0c2a", Claim: "on 8 and 9 September 2018 INVENTED ALPHA and INVENTED BRAVO lay within 100 m of each other for 6 h 27 min, consistent with a transfer", State: "under review",
		Steps:        []FindingStep{{State: "draft", By: "Reviewer C", On: date("2018-09-11"), Entry: 8}, {State: "under review", By: "Reviewer C", On: date("2018-09-11"), Entry: 9}},
		Confidence:   Confidence{Level: "low", Origins: []OriginGroup{{Name: "the ships’ own AIS", Items: []string{"reports of ALPHA", "reports of BRAVO"}}}},
		Measures:     []FindingMeasure{{Name: "S/RES/2375 (2017), para. 11", Elements: []Element{{"transfer to or from a ship", "unknown", "AIS shows ships close, never cargo"}, {"to or from a DPRK-flagged vessel", "unknown", ""}, {"on or after 11 September 2017", "yes", "the event is of 2018-09-08"}, {"in a port", "no", "281 km from the nearest port"}}}},
		Subjects:     []Subject{{Name: "INVENTED ALPHA", Role: "one of two ships", Identity: "broadcasts the number; hull not confirmed"}, {Name: "INVENTED BRAVO", Role: "one of two ships"}},
		Evidence:     []Evidence{{What: "reports of ALPHA", SHA256: "5d1c90e4c2be2f7cb2d1a1e9b0a17a1f8f5a0f70c5b8d0f4a3c93ce2b7a0d811", Origin: "the ships’ own AIS", Handling: "public", Place: "week.nmea, lines 1,021 to 88,210"}, {What: "reports of BRAVO", Origin: "the ships’ own AIS", Handling: "public"}},
		Alternatives: []Alternative{{"bunkering", "not by size", "176 m against 183 m"}, {"drifting side by side", "cannot be told", ""}},
		NotChecked:   []string{"satellite images", "paper draughts", "ownership and control"},
		Words:        []Word{{Kind: "dissent", By: "Reviewer F", On: date("2018-09-12"), Text: "Two hulls side by side are two hulls side by side."}, {Kind: "reply", By: "the operator of INVENTED BRAVO", Asked: date("2018-09-12"), Due: date("2018-09-26"), AsOf: date("2018-09-14")}},
		Handling:     "committee", AsOf: date("2018-09-14"), Entry: 8, Invented: invented, Command: "plimsoll finding show f-6b1f0c2a",
	}
}

func findingPages(a Assets) map[string]func(io.Writer) error {
	return map[string]func(io.Writer) error{
		"finding": func(w io.Writer) error { return WriteFinding(w, cannedFinding(), a) },
		"finding-empty": func(w io.Writer) error {
			return WriteFinding(w, &FindingPage{ID: "f-0", Claim: "nothing is claimed"}, a)
		},
	}
}

// TestFindingSays: the claim first, then how sure and how counted, and what was not
// checked; two pieces of one origin count once.
func TestFindingSays(t *testing.T) {
	html := strings.ReplaceAll(unescaped(pageBytes(t, findingPages(Assets{})["finding"])), nbsp, " ")
	inOrder(t, "finding", html, []string{
		"INVENTED DATA.", "On 8 and 9 September 2018 INVENTED ALPHA", "State: under review. Confidence: low. No measure is shown to be engaged.",
		"<b>2</b> pieces of evidence", "<b>1</b> origin", "<b>1</b> element met", "<b>1</b> not met", "<b>2</b> unknown",
		"Measure: S/RES/2375 (2017), para. 11", ">unknown</span> transfer to or from", ">met</span> on or after", ">not met</span> in a port",
		"Broadcasts the number; hull not confirmed", "basis not told", "Not by size",
		"<b>Dissent</b> of an expert", "Reviewer F, 12 September 2018.", "<b>Reply</b>", "none as of 14 September 2018",
		"State: under review", "Confidence: low", "from 2 pieces", "Identifies both hulls: nothing on record.", "What was not checked", "Satellite images", "Handling", "Committee.",
		"5d1c90e4c2be2f7cb2d1a1e9b0a17a1f8f5a0f70c5b8d0f4a3c93ce2b7a0d811", "no hash kept"})
	for _, never := range []string{"suspected", "Suspected", "is engaged"} {
		if strings.Contains(html, never) {
			t.Errorf("has %q", never)
		}
	}
	empty := pageBytes(t, findingPages(Assets{})["finding-empty"])
	for _, want := range []string{"none is named", "nobody is named", "no alternative was tested", "none on record", "not told"} {
		if !strings.Contains(empty, want) {
			t.Errorf("a finding with nothing in it does not say %q", want)
		}
	}
}

// TestFindingEngaged: a measure is engaged only when each element is shown met.
func TestFindingEngaged(t *testing.T) {
	p := cannedFinding()
	for i := range p.Measures[0].Elements {
		p.Measures[0].Elements[i].Met = "yes"
	}
	if !p.Measures[0].engaged() || strings.Contains(p.answer(), "No measure") {
		t.Error("every element is met, and it does not say so")
	}
	p.Measures[0].Elements[0].Met = ""
	if p.Measures[0].engaged() || !strings.Contains(p.answer(), "No measure is shown to be engaged") {
		t.Error("an element that nobody looked at counts as met")
	}
	if (FindingMeasure{}).engaged() {
		t.Error("a measure without elements is engaged")
	}
}

// TestFindingEscapes: text of a finding is text.
func TestFindingEscapes(t *testing.T) {
	bad := `</style><script>alert(1)</script><b>"'&`
	p := cannedFinding()
	p.ID, p.Claim, p.State, p.Handling, p.Suspected, p.Steps[0].State = bad, bad, bad, bad, bad, bad
	p.Evidence[0].What, p.Subjects[0].Name, p.Measures[0].Name, p.Words[0].By = bad, bad, bad, bad
	html := pageBytes(t, func(w io.Writer) error { return WriteFinding(w, p, Assets{}) })
	if strings.Contains(html, "<script") || strings.Contains(html, "<b>\"") {
		t.Error("text of a finding became markup")
	}
}
