package finding

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/plimsoll-watch/plimsoll/base/day"
)

// act is one thing done to a finding, with whatever a person may type.
func act(t *rapid.T, f Finding) (Finding, error) {
	by := rapid.SampledFrom([]string{"Member A", "Member B", "Reviewer C", "a Member State", ""}).Draw(t, "by")
	when := rapid.SampledFrom([]day.Date{date("2018-09-12"), date("2018-09"), {}}).Draw(t, "on")
	text := rapid.SampledFrom([]string{"two ships met", "suspected", "a sentence. And another", "", "line\nbreak", "함흥", "why"}).Draw(t, "text")
	h := rapid.SampledFrom(append(Handlings(), "", "press")).Draw(t, "handling")
	id := func(prefix string) string {
		return fmt.Sprintf("%s%d", prefix, rapid.IntRange(0, 4).Draw(t, "id"))
	}
	switch rapid.IntRange(0, 13).Draw(t, "act") {
	case 0:
		return f.Submit(by, when, text)
	case 1:
		return f.LookAgain(by, when, text)
	case 2:
		return f.Return(by, when, text)
	case 3:
		if rapid.IntRange(0, 3).Draw(t, "rarely") > 0 {
			return f, nil
		}
		return f.Withdraw(by, when, text)
	case 4, 5:
		return f.AddDissent(Dissent{Kind: rapid.SampledFrom(append(DissentKinds(), "")).Draw(t, "kind"), By: by, On: when, Text: text, Handling: h})
	case 6:
		return f.AnswerDissent(id("D"), Answer{By: by, On: when, Text: text})
	case 7:
		return f.WithdrawDissent(id("D"), Withdrawal{By: by, On: when, Why: text, Handling: h})
	case 8, 9:
		return f.AddReview(Review{By: by, On: when, Verdict: rapid.SampledFrom(Verdicts()).Draw(t, "verdict"), Words: text,
			Suspected: rapid.SampledFrom([][]string{nil, {"S1"}, {"INVENTED BRAVO"}, {"S9"}}).Draw(t, "suspected")})
	case 10:
		return f.AddReply(Reply{Party: by, Role: "owner", About: rapid.SampledFrom([][]string{nil, {"S1"}, {"S2", "S2"}}).Draw(t, "about"), Asked: when})
	case 11:
		return f.ReceiveReply(id("R"), when, text)
	case 12:
		return f.Handle(rapid.SampledFrom([]string{"", "E1", "D1", "D2"}).Draw(t, "of"), h)
	}
	if rapid.Bool().Draw(t, "reword") {
		return f.Reword(text, by, when, "why")
	}
	return f.AddEvidence(Evidence{Kind: rapid.SampledFrom(EvidenceKinds()).Draw(t, "kind"), What: text, SHA256: sumA, Origin: Origin(by), Handling: h,
		BothHulls: rapid.Bool().Draw(t, "both"), Mark: "stored-page"})
}

// TestNothingLosesADissent: whatever is done, in whatever order, every dissent and reply
// stands as it was or as a tombstone, what changes is a new value, and the whole still
// encodes; a finding with an open objection is never agreed; nobody without a name calls
// a ship suspected; the public view drops no voice and claims no more confidence.
func TestNothingLosesADissent(t *testing.T) {
	start := drafted(t)
	levels := []Confidence{NoConfidence, Low, Moderate, High}
	rapid.Check(t, func(t *rapid.T) {
		states := []Finding{start}
		var encoded [][]byte
		for range rapid.IntRange(1, 40).Draw(t, "acts") {
			f := states[len(states)-1]
			g, err := act(t, f)
			if err != nil {
				if diff := cmp.Diff(f, g, cmp.Comparer(func(a, b day.Date) bool { return a == b })); diff != "" {
					t.Fatalf("refused (%v), and changed: %s", err, diff)
				}
				continue
			}
			b, err := g.Encode()
			if err != nil {
				t.Fatal(err)
			}
			if back, err := Decode(b); err != nil || len(Dropped(g, back)) > 0 {
				t.Fatalf("%v: %s", err, b)
			}
			states, encoded = append(states, g), append(encoded, b)
		}
		last := states[len(states)-1]
		for i, f := range states {
			if gone, replies := Dropped(f, last), DroppedReplies(f, last); len(gone)+len(replies) > 0 {
				t.Fatalf("dropped %v, %v", gone, replies)
			}
			if f.ID != start.ID || f.State == Agreed && len(f.OpenObjections()) > 0 {
				t.Fatalf("%s, %s with %v", f.ID, f.State, f.OpenObjections())
			}
			if i > 0 {
				if b, err := f.Encode(); err != nil || string(b) != string(encoded[i-1]) {
					t.Fatalf("a later act changed an earlier state: %v\n%s\n%s", err, b, encoded[i-1])
				}
			}
			for _, s := range f.Suspicions() {
				if s.By == "" || s.By == MemberStateWords {
					t.Fatalf("suspected by %q", s.By)
				}
			}
			v, _ := f.Public()
			if _, err := v.Encode(); err != nil || len(Dropped(f, v))+len(DroppedReplies(f, v)) > 0 {
				t.Fatalf("%v: the view drops %v, %v", err, Dropped(f, v), DroppedReplies(f, v))
			}
			if slices.Index(levels, v.Confidence()) > slices.Index(levels, f.Confidence()) {
				t.Fatalf("confidence %s, its view %s", f.Confidence(), v.Confidence())
			}
		}
	})
}

// TestOneOriginCountsOnce: evidence added on an origin that is there changes no
// confidence but by identifying hulls, and the order of the pieces changes nothing.
func TestOneOriginCountsOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var all []Evidence
		for range rapid.IntRange(1, 6).Draw(t, "pieces") {
			all = append(all, Evidence{Kind: rapid.SampledFrom(EvidenceKinds()).Draw(t, "kind"), BothHulls: rapid.Bool().Draw(t, "both"),
				Origin: Origin(rapid.SampledFrom([]string{"A", "B", "C", ""}).Draw(t, "origin"))})
		}
		want := Finding{Evidence: all}.Confidence()
		more := append(slices.Clone(all), Evidence{Kind: Statement, Origin: all[0].Origin})
		if got := (Finding{Evidence: more}).Confidence(); got != want {
			t.Fatalf("%s, with another on its origin %s", want, got)
		}
		if got := (Finding{Evidence: rapid.Permutation(all).Draw(t, "order")}).Confidence(); got != want {
			t.Fatalf("%s, in another order %s", want, got)
		}
	})
}
