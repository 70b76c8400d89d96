package finding

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/plimsoll-watch/plimsoll/base/day"
)

// roundTrip fails unless a finding encodes, reads back and encodes to the same bytes.
func roundTrip(t testing.TB, f Finding) []byte {
	t.Helper()
	b, err := f.Encode()
	if err != nil {
		t.Fatal(err)
	}
	g, err := Decode(b)
	if err != nil {
		t.Fatalf("%v in %s", err, b)
	}
	again, err := g.Encode()
	if err != nil || !bytes.Equal(b, again) {
		t.Fatalf("%v\n%s\n%s", err, b, again)
	}
	if diff := cmp.Diff(f, g, cmp.Comparer(func(a, b day.Date) bool { return a == b })); diff != "" {
		t.Fatal(diff)
	}
	return b
}

// full is a finding with every part said.
func full(t testing.TB) Finding {
	t.Helper()
	e := cannedListed()
	f := must(t)(FromEvent(&e, lineOf(t, e), options()))
	f = must(t)(f.AddEvidence(Evidence{Kind: Image, What: "photograph <1> & list", SHA256: sumA, Origin: "Member B", BothHulls: true, Handling: MemberState}))
	f = must(t)(f.AddEvidence(Evidence{Kind: Statement, What: "statement", Mark: "recalled"}))
	f = must(t)(f.Reword("two ships met, by what they broadcast: a possible transfer", "Member A", date("2018-09-11"), "shorter"))
	f = must(t)(f.SetGrade("B2", "Reviewer C", date("2018-09-11")))
	f = must(t)(f.Submit("Member A", date("2018-09-11"), ""))
	f = must(t)(f.AddReview(Review{By: "Reviewer C", On: date("2018-09-12"), Verdict: Agrees, Words: "suspected, on the photograph", Suspected: []string{"INVENTED BRAVO"}}))
	f = must(t)(f.AddDissent(objection("Member B")))
	f = must(t)(f.AnswerDissent("D1", Answer{By: "Member A", On: date("2018-09-14"), Text: "the photograph of 함흥 is dated"}))
	f = must(t)(f.AddDissent(Dissent{Kind: Reservation, By: "Member B", On: date("2018-09"), Text: "taken out later", Handling: Committee}))
	f = must(t)(f.WithdrawDissent("D2", Withdrawal{By: "Member B", On: date("2018-09-15"), Why: "said elsewhere", Handling: DoNotReveal}))
	f = must(t)(f.AddReply(Reply{Party: "owner A", Role: "owner of INVENTED ALPHA", About: []string{"INVENTED ALPHA"}, Asked: date("2018-09-10"), Due: date("2018-09-17")}))
	return must(t)(f.ReceiveReply("R1", date("2018-09-20"), "we were at anchor", Paper{What: "log of the ship", SHA256: sumA}))
}

func TestRoundTrip(t *testing.T) {
	b := roundTrip(t, full(t))
	if bytes.ContainsRune(b, '\n') || !bytes.HasPrefix(b, []byte(`{"schema":"plimsoll.finding/1","id":"F-`)) {
		t.Errorf("%s", b)
	}
	if !bytes.Contains(b, []byte("photograph <1> & list")) || !bytes.Contains(b, []byte("함흥")) {
		t.Errorf("escaped: %s", b)
	}
	if bytes.Contains(b, []byte("taken out later")) {
		t.Errorf("words that a withdrawal took out: %s", b)
	}
	view, _ := full(t).Public()
	roundTrip(t, view)
}

// TestDecodeRefuses: every other way to write a finding, and every broken rule.
func TestDecodeRefuses(t *testing.T) {
	whole := string(roundTrip(t, full(t)))
	swap := func(old, new string) func() string {
		return func() string {
			if !strings.Contains(whole, old) {
				t.Fatalf("%q is not in %s", old, whole)
			}
			return strings.Replace(whole, old, new, 1)
		}
	}
	for name, c := range map[string]struct {
		text func() string
		want string
	}{
		"nothing":   {func() string { return "" }, "cannot be read"},
		"no object": {func() string { return "[]" }, "cannot be read"},
		"no schema": {func() string { return "{}" }, "no schema"},
		"nothing but a schema": {func() string {
			return `{"schema":"plimsoll.finding/1","id":"F-0","claim":"x","state":"draft","handling":"public","steps":null}`
		}, "drafted from"},
		"another version":         {swap("finding/1", "finding/2"), `"plimsoll.finding/2"`},
		"an unknown key":          {swap(`"claim"`, `"later":1,"claim"`), "unknown field"},
		"an unknown key below":    {swap(`"kind":"ship"`, `"later":1,"kind":"ship"`), "unknown field"},
		"another order":           {swap(`"from":"event","ref":"enc-6b1f0c2ad94e7a55"`, `"ref":"enc-6b1f0c2ad94e7a55","from":"event"`), "one encoding"},
		"a key twice":             {swap(`"from":"event"`, `"from":"event","from":"event"`), "one encoding"},
		"a key in capitals":       {swap(`"from":"event"`, `"From":"event"`), "one encoding"},
		"a blank":                 {swap(`"from":"event"`, `"from": "event"`), "one encoding"},
		"null":                    {swap(`"from":"event"`, `"sha256":null,"from":"event"`), "one encoding"},
		"HTML escaped":            {swap(`<1>`, `\u003c1>`), "one encoding"},
		"a line feed after it":    {func() string { return whole + "\n" }, "one encoding"},
		"something after it":      {func() string { return whole + "{}" }, "cannot be read"},
		"cut short":               {func() string { return whole[:len(whole)-1] }, "cannot be read"},
		"not UTF-8":               {swap("photograph", "photo\xffgraph"), "not UTF-8"},
		"a control character":     {swap("photograph", `photo\u0007graph`), "U+0007"},
		"a line break":            {swap("photograph", `photo\ngraph`), "evidence[2].what: byte 5 is the character U+000A"},
		"a turned direction":      {swap("photograph", "photo\u202egraph"), "U+202E"},
		"too long":                {swap("photograph", strings.Repeat("x", MaxBytes)), "more than 900000"},
		"another ID":              {swap(`"id":"F-`, `"id":"F-0`), "is not F-"},
		"another drafted claim":   {swap(`"claim":"by what they broadcast`, `"claim":"by what they said`), "is not F-"},
		"a wording dropped":       {swap(`"wordings":[{"claim":"by what`, `"wordings":[{"claim":"of what`), "a wording is missing"},
		"a dissent dropped":       {swap(`{"id":"D1"`, `{"id":"D2"`), `"D2" stands where D1 should`},
		"a withdrawal by another": {swap(`"withdrawn":{"by":"Member B"`, `"withdrawn":{"by":"Member A"`), "is not who spoke"},
		"agreed with an open objection": {func() string {
			s := strings.Replace(whole, `"state":"contested"`, `"state":"agreed"`, 1)
			i := strings.LastIndex(s, `,{"state":"contested"`)
			return s[:i] + "]}"
		}, "the objection D1 is open"},
		"agreed by nobody":       {swap(`"state":"agreed","by":"Reviewer C"`, `"state":"agreed","by":"Member A"`), "no review makes"},
		"a step left out":        {swap(`{"state":"under review","by":"Member A","on":"2018-09-11"},`, ""), "from draft a finding does not become agreed"},
		"a state not its last":   {swap(`"state":"contested"`, `"state":"withdrawn"`), "the last step is contested"},
		"suspected in the claim": {swap(`"claim":"two ships met`, `"claim":"two suspected ships met`), "it says suspected"},
		"suspected by no name":   {swap(`{"id":"V1","by":"Reviewer C"`, `{"id":"V1","by":"anonymous"`), "is no name"},
		"suspected by nobody":    {swap(`{"id":"V1","by":"Reviewer C"`, `{"id":"V1","by":""`), "has no name"},
		"suspected of nothing":   {swap(`,"suspected":["S2"]`, ""), "not of which ship"},
		"suspected of no ship":   {swap(`"suspected":["S2"]`, `"suspected":["S3"]`), "no ship of the finding"},
		"confidence typed":       {swap(`"grade"`, `"confidence":"high","grade"`), "unknown field"},
		"a grade":                {swap(`"grade":"B2"`, `"grade":"G2"`), "no Admiralty grade"},
		"handling unknown":       {swap(`"handling":"public"`, `"handling":"press"`), "press"},
		"a hash cut":             {swap(sumA, sumA[1:]), "sha256"},
		"hulls by broadcast":     {swap(`"kind":"image"`, `"kind":"statement"`), "does not identify both hulls"},
		"withheld in a whole":    {swap(`"id":"E3",`, `"id":"E3","withheld":"x",`), "a whole finding withholds something"},
		"not a day":              {swap(`"on":"2018-09-13"`, `"on":"2018-02-30"`), "cannot be read"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := Decode([]byte(c.text()))
			refused(t, err, c.want)
		})
	}
}

func FuzzDecode(f *testing.F) {
	whole, err := full(f).Encode()
	if err != nil {
		f.Fatal(err)
	}
	view, _ := full(f).Public()
	shown, err := view.Encode()
	if err != nil {
		f.Fatal(err)
	}
	plain, err := drafted(f).Encode()
	if err != nil {
		f.Fatal(err)
	}
	for _, seed := range [][]byte{whole, shown, plain, []byte(`{"schema":"plimsoll.finding/1","view":"public","steps":null}`)} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		x, err := Decode(b)
		if err != nil {
			return
		}
		again, err := x.Encode()
		if err != nil || !bytes.Equal(again, b) {
			t.Fatalf("%v\n%s\n%s", err, b, again)
		}
		v, _ := x.Public()
		for _, l := range append(append(x.Lines(on("2018-09-26")), x.Explain()...), v.Lines(on("2018-09-26"))...) {
			if strings.Contains(l, "\n") {
				t.Fatalf("a line break in %q", l)
			}
		}
		if _, err := v.Encode(); err != nil {
			t.Fatalf("the view does not encode: %v", err)
		}
		if gone := Dropped(x, v); len(gone) > 0 {
			t.Fatalf("the view drops %v", gone)
		}
	})
}

// TestViewRefused: a view that shows what it says is withheld is none.
func TestViewRefused(t *testing.T) {
	f := must(t)(must(t)(full(t).Handle("E1", Committee)).Handle("D1", Committee))
	for name, change := range map[string]func(v *Finding){
		"the text of a dissent":      func(v *Finding) { v.Dissents[0].Text = "x" },
		"who dissents":               func(v *Finding) { v.Dissents[0].By = "x" },
		"a dissent without its kind": func(v *Finding) { v.Dissents[0].Kind = "" },
		"one dissent less":           func(v *Finding) { v.Dissents = v.Dissents[1:] },
		"what evidence is":           func(v *Finding) { v.Evidence[0].What = "x" },
		"whose evidence is":          func(v *Finding) { v.Evidence[2].Origin = "x" },
		"the finding":                func(v *Finding) { v.Handling = Committee },
		"the claim":                  func(v *Finding) { v.Handling, v.Withheld = Committee, "x" },
		"another view":               func(v *Finding) { v.View = "press" },
	} {
		v, _ := f.Public()
		change(&v)
		if _, err := v.Encode(); err == nil {
			t.Errorf("shown: %s", name)
		}
	}
}
