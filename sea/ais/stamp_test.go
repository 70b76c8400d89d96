package ais

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// when is what a test says about one report.
type when struct {
	Time    uint32
	Timed   bool
	Station string
}

func whens(reports []Report) (all []when) {
	for _, r := range reports {
		all = append(all, when{r.Time, r.Is(HasTime), string(r.Station)})
	}
	return all
}

// sumOf is the two digits at the end of a sentence.
func sumOf(sentence string) string { return sentence[len(sentence)-2:] }

// pghp is a $PGHP for 8 September 2018, 21:14:07, whose cc is sum.
func pghp(station, sum string) string {
	return summed("$PGHP,1,2018,9,8,21,14,7,890,219,," + station + ",1," + sum)
}

const t0 = 1536441247 // 2018-09-08T21:14:07Z

func TestStamps(t *testing.T) {
	s := line(aPosition(), EncodeOptions{Channel: 'A'})
	u := line(aPosition(), EncodeOptions{Channel: 'B'})
	one, two := halves(t, aVoyage(), EncodeOptions{Channel: 'A', Sequence: 3})
	both := fmt.Sprintf("%02X", hexOf(sumOf(one))^hexOf(sumOf(two)))
	none := when{}
	for _, c := range []struct {
		name, text string
		want       []when
		other      map[string]int
	}{
		{name: "none", text: s, want: []when{none}},
		{name: "tag block, seconds", text: tagged("s:117,c:1536441247", s), want: []when{{t0, true, "117"}}},
		{name: "tag block, milliseconds", text: tagged("c:1536441247890,s:sdr,T:2018-09-08 21.14.07", s), want: []when{{t0, true, "sdr"}}},
		{name: "tag block, unknown fields", text: tagged("s:r1,d:me,q:u,n:17,t:some,si:AISD,x:y,zz", s), want: []when{{0, false, "r1"}}},
		{name: "tag block, empty fields", text: tagged("s:,c:,,g:", s), want: []when{none}},
		{name: "tag block, time of the year 1972", text: tagged("c:86400000", s), want: []when{none}, other: map[string]int{"time out of range": 1}},
		{name: "tag block, time after 2105", text: tagged("c:4291747200", s), want: []when{none}, other: map[string]int{"time out of range": 1}},
		{name: "tag block, bad checksum", text: `\c:1536441247,s:FM112*00\` + s, want: []when{none}, other: map[string]int{"tag block with a bad checksum": 1}},
		{name: "tag block, no checksum", text: `\c:1536441247\` + s, want: []when{none}, other: map[string]int{"tag block with a bad checksum": 1}},
		{name: "tag block without an end", text: `\c:1536441247` + s, want: []when{none}, other: map[string]int{"tag block without an end": 1}},
		{name: "the next line has none", text: tagged("c:1536441247", s) + "\n" + u, want: []when{{t0, true, ""}, none}},
		{name: "two on one line", text: tagged("c:1536441247", s) + tagged("s:q", u), want: []when{{t0, true, ""}, {0, false, "q"}}},
		{name: "two on one line, one tagged", text: tagged("c:1536441247", s) + u, want: []when{{t0, true, ""}, none}},
		{name: "alone on its line", text: tagged("c:1536441247,s:q", "") + "\n" + s + "\n" + u, want: []when{{t0, true, "q"}, none}},
		{name: "alone on its line, replaced", text: tagged("c:1536441247,s:q", "") + "\n" + tagged("c:1536441248", s), want: []when{{t0 + 1, true, ""}}},
		{name: "$PGHP", text: pghp("2190067", sumOf(s)) + "\n" + s, want: []when{{t0, true, "2190067"}}},
		{name: "$PGHP under a tag block", text: tagged("si:AISD", "") + "\n" + pghp("", sumOf(s)) + "\n" + s, want: []when{{t0, true, ""}}},
		{name: "$PGHP of another", text: pghp("2190067", sumOf(s)) + "\n" + u + "\n" + s, want: []when{none, none}, other: map[string]int{"$PGHP of another sentence": 1, "time of a sentence ($PGHP)": 1}},
		{name: "$PGHP before a VDO", text: pghp("2190067", "00") + "\n" + s, want: []when{none}},
		{name: "$PGHP, then a station status", text: pghp("1", "00") + "\n$PSTT,202,0*00\n" + s, want: []when{none}, other: map[string]int{"time of a sentence ($PGHP)": 1, "station status ($PSTT)": 1}},
		{name: "$PGHP with a bad checksum", text: strings.Replace(pghp("2190067", sumOf(s)), "2018", "2019", 1) + "\n" + s, want: []when{none}},
		{name: "$PGHP of the 31st of June", text: summed("$PGHP,1,2018,6,31,21,14,7,890,219,,77,1,"+sumOf(s)) + "\n" + s, want: []when{{0, false, "77"}}},
		{name: "$PGHP of two parts", text: pghp("7", both) + "\n" + one + "\n" + two, want: []when{{t0, true, "7"}}},
		{name: "$PGHP of one part of two", text: pghp("7", sumOf(one)) + "\n" + one + "\n" + two, want: []when{none}},
		{name: "behind, alone", text: s + ",1536441247", want: []when{{t0, true, ""}}},
		{name: "behind, station", text: s + ",r003669987,1536441247", want: []when{{t0, true, "r003669987"}}},
		{name: "behind, all", text: s + ",x259910,s29408,d-093,T34.40367,r003669973,1536441247,1525394001", want: []when{{t0, true, "r003669973"}}},
		{name: "behind, b", text: s + ",b003669794,1536441247", want: []when{{t0, true, "b003669794"}}},
		{name: "behind, no time", text: s + ",S0097,t050102.00,rCUDJOE_1,12", want: []when{{0, false, "rCUDJOE_1"}}},
		{name: "in front, nanoseconds", text: "1536441247161556683 " + s, want: []when{{t0, true, ""}}},
		{name: "in front, seconds", text: "1536441247 " + s, want: []when{{t0, true, ""}}},
		{name: "in front, ISO", text: "2018-09-08T21:14:07Z;" + s, want: []when{{t0, true, ""}}},
		{name: "in front, ISO with a fraction", text: "2018-09-08 21:14:07.890," + s, want: []when{{t0, true, ""}}},
		{name: "in front, with a zone", text: "2018-09-08T23:14:07+02:00 " + s, want: []when{{t0, true, ""}}},
		{name: "in front, of 1970", text: "1970-09-08T23:14:07Z " + s, want: []when{none}, other: map[string]int{"time out of range": 1}},
		{name: "tag block before what is behind", text: tagged("c:1536441247", s) + ",r1,1536441999", want: []when{{t0, true, "r1"}}},
		{name: "of part 1", text: tagged("s:66,c:1536441247", one) + "\n" + tagged("c:1536441246", two), want: []when{{t0, true, "66"}}},
		{name: "of part 2, when part 1 has none", text: one + "\n" + tagged("s:66,c:1536441247", two), want: []when{{t0, true, "66"}}},
		{name: "of part 1 by its group", text: tagged("g:1-2-1278,s:66,c:1536441247", one) + "\n" + tagged("g:2-2-1278", two), want: []when{{t0, true, "66"}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, tally := readSentences(t, c.text, Options{})
			if diff := cmp.Diff(c.want, whens(got)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			if c.other != nil && !cmp.Equal(c.other, tally.Other) {
				t.Errorf("other: %v, want %v", tally.Other, c.other)
			}
			untimed := 0
			for _, w := range c.want {
				if !w.Timed {
					untimed++
				}
			}
			if tally.NoTime != untimed {
				t.Errorf("%d reports without a time, want %d", tally.NoTime, untimed)
			}
		})
	}
}

func hexOf(s string) byte {
	b, _ := hexByte(s[0], s[1])
	return b
}

func TestBadTagBlockKept(t *testing.T) {
	s := line(aPosition(), EncodeOptions{})
	got, _ := readSentences(t, `\c:1536441247,s:FM112*00\`+s, Options{BadChecksum: true})
	if diff := cmp.Diff([]when{{t0, true, "FM112"}}, whens(got)); diff != "" {
		t.Error(diff)
	}
}

func TestGroups(t *testing.T) {
	for _, c := range []struct {
		text string
		want group
		ok   bool
	}{
		{"1-2-7218", group{1, 2, 7218}, true},
		{"2-2-001", group{2, 2, 1}, true},
		{"1-2--001", group{}, false},
		{"2-1-1", group{}, false},
		{"0-2-1", group{}, false},
		{"1-2-", group{}, false},
		{"1-2", group{}, false},
		{"10-12-1", group{}, false},
		{"1-2-1234567890", group{}, false},
	} {
		if got, ok := parseGroup([]byte(c.text)); got != c.want || ok != c.ok {
			t.Errorf("%s: %v %v, want %v %v", c.text, got, ok, c.want, c.ok)
		}
	}
}
