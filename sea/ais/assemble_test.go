package ais

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// A scene of two ships whose type 5 come in two parts each.
func twoShips(t *testing.T, opt EncodeOptions) (a1, a2, b1, b2 string) {
	a, b := aVoyage(), aVoyage()
	b.MMSI, b.Name, b.CallSign, b.IMO = 599000102, []byte("INVENTED BRAVO"), []byte("XBRAVO"), 9990002
	b.Destination = []byte("ELSEWHERE BY THE SEA")
	a1, a2 = halves(t, a, opt)
	b1, b2 = halves(t, b, opt)
	return
}

// TestSplice is the splice test: the first half of one ship's type 5, other
// sentences, the second half of another's with the same sequence id. No type 5
// comes of it, and both halves are counted.
func TestSplice(t *testing.T) {
	for _, others := range []int{200, 1000, 4000} {
		for _, timed := range []bool{false, true} {
			for _, second := range []struct{ name, channel, station string }{
				{"same channel", "A", "one"}, {"other channel", "B", "one"}, {"other station", "A", "two"},
			} {
				t.Run(fmt.Sprintf("%d others, timed %v, %s", others, timed, second.name), func(t *testing.T) {
					a1, _, _, _ := twoShips(t, EncodeOptions{Channel: 'A', Sequence: 4})
					_, _, _, b2 := twoShips(t, EncodeOptions{Channel: second.channel[0], Sequence: 4})
					lines := []string{tagAt(0, timed, "one", a1)}
					for i := range others {
						p := aPosition()
						p.MMSI += 1000 + 1
						lines = append(lines, tagAt(i/100, timed, "one", line(p, EncodeOptions{Channel: 'A'})))
					}
					lines = append(lines, tagAt(others/100, timed, second.station, b2))
					noVoyage(t, strings.Join(lines, "\n"), others, 2)
				})
			}
		}
	}
}

// tagAt tags a sentence with a station, and a time when the scene has times.
func tagAt(second int, timed bool, station, sentence string) string {
	tag := "s:" + station
	if timed {
		tag += fmt.Sprintf(",c:%d", t0+second)
	}
	return tagged(tag, sentence)
}

func noVoyage(t *testing.T, text string, reports, lost int) {
	t.Helper()
	got, tally := readSentences(t, text, Options{})
	if n := tally.ByType[5]; n != 0 || len(got) != reports {
		t.Errorf("%d type 5 and %d reports, want 0 and %d", n, len(got), reports)
	}
	if diff := cmp.Diff(map[Reason]int{ReasonIncomplete: lost}, rejects(tally)); diff != "" {
		t.Errorf("rejects (-want +got):\n%s", diff)
	}
}

// TestJoin reads scenes drawn as one letter a sentence: A and B are the two parts
// of ship A's type 5, C and D of ship B's, with the same sequence id; E and F of
// ship A's with another id; uppercase comes from station one, lower case from
// station two; '.' is a position, '$' a GNSS sentence, '!' before a letter a wrong
// checksum, '~' no station, 'n' after a colon makes n positions.
func TestJoin(t *testing.T) {
	const incomplete, spliced, sum = ReasonIncomplete, ReasonSpliced, ReasonBadChecksum
	for _, c := range []struct {
		scene string
		want  string // the ships of the type 5 that come of it, in order
		lost  map[Reason]int
	}{
		{"AB", "A", nil},
		{"ABCD", "A B", nil},
		{"A$$.$B", "A", nil},
		{"A(20)B", "A", nil},
		{"A(100)B", "A", nil},  // same station
		{"~A(20)~B", "A", nil}, // without
		{"~A(21)~B", "", map[Reason]int{incomplete: 2}},
		{"A(101)B", "", map[Reason]int{incomplete: 2}},
		{"AEBF", "A A", nil},                            // interleaved, two ids
		{"AcBd", "A B", nil},                            // interleaved, two stations
		{"Ad", "", map[Reason]int{incomplete: 2}},       // other station
		{"A~B", "A", nil},                               // part 2 says no station
		{"Ac~D", "B", map[Reason]int{incomplete: 1}},    // of two that fit, the latest
		{"ACD", "B", map[Reason]int{incomplete: 1}},     // part 1 again replaces
		{"AAB", "A", map[Reason]int{incomplete: 1}},     // also when it says the same
		{"BA", "A", nil},                                // out of order
		{"BA(30)", "A", nil},                            // held, then due
		{"BA(30)CD", "A B", nil},                        //
		{"BACD", "A B", nil},                            // part 1 again: what was held stands
		{"DAB", "", map[Reason]int{spliced: 2}},         // is it D A and B, or A B and D
		{"D(30)AB", "A", map[Reason]int{incomplete: 1}}, // D is too far back to be meant
		{"B", "", map[Reason]int{incomplete: 1}},        // the file begins inside
		{"A", "", map[Reason]int{incomplete: 1}},        // the file ends inside
		{"AB(5)B", "A", map[Reason]int{incomplete: 1}},  // a part too many
		{"A!BCD", "B", map[Reason]int{incomplete: 1, sum: 1}},
		{"A!BD", "", map[Reason]int{incomplete: 2, sum: 1}}, // D cannot take the broken part's place
		{"!ABCD", "B", map[Reason]int{incomplete: 1, sum: 1}},
		{"!CAB", "A", map[Reason]int{sum: 1}},
		{"!BAB", "A", map[Reason]int{sum: 1}},
	} {
		t.Run(c.scene, func(t *testing.T) {
			got, tally := readSentences(t, scene(t, c.scene), Options{})
			var ships []string
			for _, r := range got {
				if r.Type == 5 {
					ships = append(ships, shipOf(t, &r))
				}
			}
			if s := strings.Join(ships, " "); s != c.want {
				t.Errorf("type 5 of %q, want %q", s, c.want)
			}
			if c.lost == nil {
				c.lost = map[Reason]int{}
			}
			if diff := cmp.Diff(c.lost, rejects(tally)); diff != "" {
				t.Errorf("rejects (-want +got):\n%s", diff)
			}
		})
	}
}

// shipOf tells a whole type 5 from one made of two.
func shipOf(t *testing.T, r *Report) string {
	want := map[string]string{"INVENTED ALPHA": "NOWHERE", "INVENTED BRAVO": "ELSEWHERE BY THE SEA"}[string(r.Name)]
	if string(r.Destination) != want || r.Receipts != 2 {
		t.Errorf("%s is bound for %s, joined from %d: two ships in one", r.Name, r.Destination, r.Receipts)
	}
	return strings.TrimPrefix(string(r.Name), "INVENTED ")[:1]
}

func scene(t *testing.T, s string) string {
	a1, a2, b1, b2 := twoShips(t, EncodeOptions{Channel: 'A', Sequence: 4})
	e1, e2, _, _ := twoShips(t, EncodeOptions{Channel: 'A', Sequence: 5})
	parts := map[rune]string{'A': a1, 'B': a2, 'C': b1, 'D': b2, 'E': e1, 'F': e2}
	position := line(aPosition(), EncodeOptions{Channel: 'A'})
	var out []string
	broken, bare, count := false, false, -1
	for _, c := range s {
		sentence, ok := parts[c&^0x20]
		switch {
		case c == '!':
			broken = true
		case c == '~':
			bare = true
		case c == '.':
			out = append(out, position)
		case c == '$':
			out = append(out, "$GPRMC,123519,A*00")
		case c == '(':
			count = 0
		case c == ')':
			for range count {
				out = append(out, position)
			}
			count = -1
		case count >= 0:
			count = count*10 + int(c-'0')
		case ok:
			if broken {
				sentence = sentence[:len(sentence)-2] + fmt.Sprintf("%02X", hexOf(sumOf(sentence))^1)
			}
			if !bare {
				sentence = tagged("s:"+map[bool]string{true: "one", false: "two"}[c < 'a'], sentence)
			}
			out = append(out, sentence)
			broken, bare = false, false
		default:
			t.Fatalf("scene: %q", c)
		}
	}
	return strings.Join(out, "\n")
}

func TestJoinByTime(t *testing.T) {
	a1, a2, _, _ := twoShips(t, EncodeOptions{Channel: 'A', Sequence: 4})
	for _, c := range []struct{ gap, want int }{{0, 1}, {1, 1}, {-1, 1}, {10, 1}, {-10, 1}, {11, 0}, {-11, 0}, {600, 0}} {
		got, _ := readSentences(t, tagAt(0, true, "one", a1)+"\n"+tagAt(c.gap, true, "one", a2), Options{})
		if len(got) != c.want {
			t.Errorf("parts %d s apart: %d reports, want %d", c.gap, len(got), c.want)
		}
	}
}

func TestJoinByGroup(t *testing.T) {
	a1, a2, _, b2 := twoShips(t, EncodeOptions{Channel: 'A', Sequence: 4})
	group := func(g, s string) string { return tagged("g:"+g, s) }
	for _, c := range []struct {
		name, text string
		want       int
	}{
		{"same group", group("1-2-71", a1) + "\n" + group("2-2-71", a2), 1},
		{"another group", group("1-2-71", a1) + "\n" + group("2-2-72", b2), 0},
		{"bad groups", group("1-2--1", a1) + "\n" + group("2-2--1", a2), 1},
		{"part 2 has none", group("1-2-71", a1) + "\n" + a2, 1},
		{"other channel", a1 + "\n" + summed(strings.Replace(b2[:len(b2)-3], ",A,", ",B,", 1)), 0},
		{"other sequence id", a1 + "\n" + summed(strings.Replace(b2[:len(b2)-3], "2,2,4", "2,2,5", 1)), 0},
		{"other total", a1 + "\n" + summed(strings.Replace(b2[:len(b2)-3], "2,2,4", "3,2,4", 1)), 0},
		{"other talker", group("1-2-71", a1) + "\n" + summed(strings.Replace(a2[:len(a2)-3], "AI", "AB", 1)), 1},
	} {
		if got, _ := readSentences(t, c.text, Options{}); len(got) != c.want {
			t.Errorf("%s: %d reports, want %d", c.name, len(got), c.want)
		}
	}
}

// TestFillInside joins parts of which the first has fill bits: they are no part
// of the message.
func TestFillInside(t *testing.T) {
	var m message
	m.encode(aVoyage())
	whole, fill := m.armour(nil)
	// The first 50 characters less two bits, then the rest shifted by two.
	var rest message
	rest.n = 0
	for at := 298; at < 424; at++ {
		rest.add(m.at(uint(at), 1), 1)
	}
	tail, tailFill := rest.armour(nil)
	first := append([]byte(nil), whole[:50]...)
	text := summed(fmt.Sprintf("!AIVDM,2,1,4,A,%s,2", first)) + "\n" + summed(fmt.Sprintf("!AIVDM,2,2,4,A,%s,%d", tail, tailFill))
	got, tally := readSentences(t, text, Options{})
	if len(got) != 1 || string(got[0].Name) != "INVENTED ALPHA" || string(got[0].Destination) != "NOWHERE" || fill != 2 {
		t.Errorf("%d reports, rejects %v", len(got), rejects(tally))
	}
}

// TestManyStations has more messages open at once than the joiner keeps room for
// from before.
func TestManyStations(t *testing.T) {
	var first, second []string
	for i := range 30 {
		r := aVoyage()
		r.MMSI++
		r.Name = fmt.Appendf(nil, "INVENTED %d", i)
		a, b := halves(t, r, EncodeOptions{Channel: 'A', Sequence: 4})
		station := fmt.Sprint("s", i)
		first = append(first, tagAt(0, true, station, a))
		second = append(second, tagAt(0, true, station, b))
	}
	got, tally := readSentences(t, strings.Join(append(first, second...), "\n"), Options{})
	if len(got) != 30 || tally.Rejected() != 0 {
		t.Fatalf("%d reports, rejects %v", len(got), rejects(tally))
	}
	for i, r := range got {
		if want := fmt.Sprint("INVENTED ", i); string(r.Name) != want || string(r.Station) != fmt.Sprint("s", i) {
			t.Errorf("report %d: %s of %s", i, r.Name, r.Station)
		}
	}
}

// TestBadPart has a character that stands for nothing in a part with a right
// checksum: the whole message is rejected, as one.
func TestBadPart(t *testing.T) {
	a1, a2, _, _ := twoShips(t, EncodeOptions{Channel: 'A', Sequence: 4})
	bad := summed(strings.Replace(a2[:len(a2)-3], ",A,", ",A,X", 1))
	got, tally := readSentences(t, a1+"\n"+bad, Options{})
	if diff := cmp.Diff(map[Reason]int{ReasonPayload: 1}, rejects(tally)); diff != "" || len(got) != 0 {
		t.Errorf("%d reports\n%s", len(got), diff)
	}
}
