package ais

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/plimsoll-watch/plimsoll/base/vessel"
)

const sharedAIS = "../../../shared/data/ais/"

// sharedCounts is what is in a file, as it was counted from the file without this
// package, and from its table of what each case is to become.
type sharedCounts struct {
	name                        string
	lines, sentences            int
	reports, unread, noTime     int
	rejects                     map[Reason]int
	byType                      map[int]int // some types
	other                       map[string]int
	first, last                 string // of the times of reports
	voyages                     []string
	repeatsAtLeast, repeatsMost int
}

// TestSharedFiles reads real files, among them four large ones without a wrong
// checksum: every sentence becomes a report, is of a type that is only counted,
// or has a named reason.
func TestSharedFiles(t *testing.T) {
	none := map[Reason]int{}
	for _, c := range []sharedCounts{
		{
			// 475 VDO, 473 of them behind a $PGHP whose checksum is 00; the cc of 25,536
			// $PGHP is the checksum of the sentence after it, of 68 of the two after it.
			name: "nmea/denmark_20131112_pghp.txt.gz", lines: 80246, sentences: 26146, reports: 26052, unread: 25, noTime: 473, rejects: none,
			byType: map[int]int{5: 69},
			other: map[string]int{
				"station status ($PSTT)": 967, "other NMEA sentence": 6, "time of a sentence ($PGHP)": 27050,
				"$PGHP of another sentence": 473,
			},
			first: "2013-11-12T12:00:00Z", last: "2013-11-12T12:04:59Z",
		},
		{
			name: "nmea/tagblock_10000.nmea", lines: 10000, sentences: 10000, reports: 9154, unread: 183,
			rejects: map[Reason]int{ReasonNoPosition: 43, ReasonIncomplete: 1},
			byType:  map[int]int{4: 47, 5: 612, 11: 1, 27: 3317},
			other:   map[string]int{"course out of range": 17, "heading out of range": 11},
		},
		{
			name: "nmea/gdansk_no_time.nmea", lines: 5414, sentences: 5414, reports: 4465, unread: 163, noTime: 4465, rejects: none,
			byType: map[int]int{4: 243, 5: 786}, repeatsAtLeast: 2002, repeatsMost: 2002,
		},
		{
			name: "nmea/dma_stream_20100611.txt", lines: 8551, sentences: 4500, reports: 3592, unread: 436, noTime: 78,
			rejects: map[Reason]int{ReasonNoPosition: 23}, other: map[string]int{"time of a sentence ($PGHP)": 4051, "$PGHP of another sentence": 141, "arrival time out of range": 2},
		},
		{
			name: "nmea/uscg_2006.ais", lines: 1001, sentences: 985, reports: 814, unread: 28, rejects: map[Reason]int{ReasonNoPosition: 11},
			byType: map[int]int{5: 131}, other: map[string]int{"comment": 1, "other NMEA sentence": 15}, first: "2006-07-15T00:01:32Z",
		},
		{name: "nmea/nais300-merrimac.log", lines: 579, sentences: 549, reports: 392, unread: 14, noTime: 392, rejects: map[Reason]int{ReasonNoPosition: 130}, other: map[string]int{"other NMEA sentence": 30}},
		{name: "nmea/nais400-merrimac.log", lines: 765, sentences: 703, reports: 590, unread: 61, noTime: 590, rejects: map[Reason]int{ReasonNoPosition: 17}, other: map[string]int{"other NMEA sentence": 62}},
		{name: "nmea/edge/bad-tagblock-group.nmea", lines: 2, sentences: 2, unread: 1, rejects: none, other: map[string]int{"tag block with a bad group": 2}, byType: map[int]int{21: 1}},
		{
			name: "nmea/edge/bad-type5.nmea", lines: 7, sentences: 6, reports: 3, rejects: map[Reason]int{ReasonNotSentence: 3},
			other:   map[string]int{"blank line": 1, "message longer than its type": 2},
			voyages: []string{"2023-10-31T20:59:08Z rMT2083", "2023-10-31T20:59:22Z rMT2083", "2023-10-31T20:59:24Z rMT6214"},
		},
		{
			name: "nmea/edge/ee-multiline.nmea", lines: 10, sentences: 10, reports: 8, rejects: none,
			voyages: []string{"2022-08-29T14:12:49Z 66", "2022-08-29T14:14:18Z 66"},
		},
		{name: "nmea/edge/errors.nmea", lines: 5, sentences: 5, reports: 3, rejects: map[Reason]int{ReasonBadChecksum: 2}, other: map[string]int{"message longer than its type": 2}},
		{name: "nmea/edge/mixed_types.nmea", lines: 109, sentences: 109, reports: 50, unread: 49, noTime: 50, rejects: none, byType: map[int]int{1: 5, 2: 5, 3: 5, 4: 5, 5: 5, 11: 5, 18: 5, 19: 5, 24: 5, 27: 5}},
		{name: "nmea/edge/multi-part.nmea", lines: 93, sentences: 93, reports: 10, unread: 33, noTime: 10, rejects: none, byType: map[int]int{5: 10}},
		{name: "nmea/edge/sample.nmea", lines: 3, sentences: 3, reports: 3, rejects: none, byType: map[int]int{18: 1, 24: 2}},
		{name: "nmea/edge/single-message-type-5.nmea", lines: 1, sentences: 1, rejects: map[Reason]int{ReasonBadChecksum: 1}},
		{name: "nmea/edge/spire-test.nmea", lines: 2, sentences: 4, reports: 2, noTime: 2, rejects: none, byType: map[int]int{5: 2}, other: map[string]int{"tag block with a bad checksum": 4}},
		{name: "nmea/edge/type1-bad-bitcount.nmea", lines: 13, sentences: 12, reports: 12, rejects: none, other: map[string]int{"blank line": 1, "message longer than its type": 12}},
		{name: "nmea/edge/type8.nmea", lines: 2, sentences: 1, unread: 1, rejects: none, byType: map[int]int{8: 1}},
		// 2,225 messages repeat another payload of the file; fewer within 30 seconds.
		{name: "tracks/212123000_drift_1.ais", lines: 10018, sentences: 3692, reports: 3130, rejects: none, byType: map[int]int{5: 562}, repeatsAtLeast: 2000, repeatsMost: 2225, first: "2014-10-02T16:30:03Z"},
		{name: "tracks/538004030_drift_1.ais", lines: 16104, sentences: 5475, reports: 5252, rejects: none, byType: map[int]int{5: 223}, repeatsAtLeast: 3500, repeatsMost: 4344, first: "2014-09-28T16:00:04Z"},
		{name: "tracks/219165000_ssc_1.ais", lines: 249, sentences: 89, reports: 68, unread: 12, rejects: none, byType: map[int]int{5: 9, 10: 12}},
		// Of 90 first and 88 second parts 85 pairs stand together. One more pair agrees
		// in all but its message: 90 sentences apart, 27 hundredths of a second.
		{name: "vectors/goais/aistest.nmea", lines: 998, sentences: 998, reports: 736, unread: 161, rejects: map[Reason]int{ReasonIncomplete: 8, ReasonNoPosition: 8}, first: "2019-02-16T07:52:46Z"},
		{name: "vectors/libais/tagblock.nmea", lines: 5, sentences: 5, reports: 4, rejects: none, voyages: []string{"2014-12-10T00:00:01Z rORBCOMM008"}},
	} {
		t.Run(c.name, func(t *testing.T) { c.check(t) })
	}
}

func (c *sharedCounts) check(t *testing.T) {
	var first, last uint32
	var voyages []string
	tally, err := ReadNMEA(context.Background(), strings.NewReader(sharedText(t, c.name)), Options{}, func(_ int, r *Report) {
		if r.Is(HasTime) && (first == 0 || r.Time < first) {
			first = r.Time
		}
		last = max(last, r.Time)
		if r.Type == 5 {
			voyages = append(voyages, moment(r.Time)+" "+string(r.Station))
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	got := *c
	got.lines, got.sentences, got.reports, got.unread, got.noTime = int(tally.Lines), tally.Sentences, tally.Reports, tally.Unread, tally.NoTime
	got.rejects = rejects(tally)
	if c.other != nil {
		got.other = tally.Other
	}
	if c.byType != nil {
		got.byType = map[int]int{}
		for kind := range c.byType {
			got.byType[kind] = tally.ByType[kind]
		}
	}
	if c.first != "" {
		got.first = moment(first)
	}
	if c.last != "" {
		got.last = moment(last)
	}
	if c.voyages != nil {
		got.voyages = voyages
	}
	if diff := cmp.Diff(*c, got, cmp.AllowUnexported(sharedCounts{})); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if c.repeatsMost > 0 && (tally.Repeats < c.repeatsAtLeast || tally.Repeats > c.repeatsMost) {
		t.Errorf("%d repeats, want %d to %d", tally.Repeats, c.repeatsAtLeast, c.repeatsMost)
	}
}

func moment(seconds uint32) string { return time.Unix(int64(seconds), 0).UTC().Format(time.RFC3339) }

// TestTagblock10000 looks at the type 27 of the file: 3,328 messages, 499 without
// a course (511), and at a course of 360.4.
func TestTagblock10000(t *testing.T) {
	text := sharedText(t, "nmea/tagblock_10000.nmea")
	var all, noCourse, bad360 int
	rd := &reader{}
	rd.sink = func(int, *Report) {}
	rd.parts.lost = rd.lostParts
	for _, l := range strings.Split(text, "\n") {
		rd.report = Report{}
		rd.line([]byte(l))
		if rd.report.Type == 27 {
			all++
			if !rd.report.Is(HasCOG) && rd.message.wrong == 0 {
				noCourse++
			} else if !rd.report.Is(HasCOG) {
				bad360++
			}
		}
	}
	if all != 3328 || noCourse != 499 {
		t.Errorf("%d of type 27, %d without a course, want 3,328 and 499", all, noCourse)
	}
	got, _ := readSentences(t, strings.Split(text, "\n")[1535], Options{})
	if len(got) != 1 || got[0].Is(HasCOG) {
		t.Errorf("line 1536 has a course of 360.4: %+v", got)
	}
	t.Logf("%d of type 27 with a course of 360", bad360)
}

// TestGdanskSpan finds the span of the base stations' clocks in a file without
// times.
func TestGdanskSpan(t *testing.T) {
	got, _ := readSentences(t, sharedText(t, "nmea/gdansk_no_time.nmea"), Options{})
	var first, last uint32
	n := 0
	for _, r := range got {
		if r.Type == 4 {
			n++
			if first == 0 || r.BaseTime < first {
				first = r.BaseTime
			}
			last = max(last, r.BaseTime)
		}
	}
	if n != 243 || moment(first) != "2022-11-12T15:01:30Z" || moment(last) != "2022-11-12T15:11:21Z" {
		t.Errorf("%d reports from %s to %s", n, moment(first), moment(last))
	}
}

// TestSharedOdd looks at single lines of the shared files.
func TestSharedOdd(t *testing.T) {
	for _, c := range []struct {
		name string
		line int
		want string
	}{
		{"nmea/dma_stream_20100611.txt", 158, "type 8 of the talker --"},
		{"nmea/uscg_2006.ais", 17, "mmsi 5228"},
	} {
		lines := strings.Split(sharedText(t, c.name), "\n")
		got, tally := readSentences(t, lines[c.line-1], Options{})
		text := fmt.Sprintf("rejects %v", rejects(tally))
		switch {
		case tally.Unread == 1 && tally.ByType[8] == 1 && strings.HasPrefix(lines[c.line-1], "!--VDM"):
			text = "type 8 of the talker --"
		case len(got) == 1:
			text = fmt.Sprintf("mmsi %d", uint32(got[0].MMSI))
		}
		if text != c.want {
			t.Errorf("%s, line %d: %s, want %s", c.name, c.line, text, c.want)
		}
	}
}

// TestSharedSpeeds finds the five reports of 102.2 knots or more.
func TestSharedSpeeds(t *testing.T) {
	got, _ := readSentences(t, sharedText(t, "tracks/219165000_ssc_1.ais"), Options{})
	n := 0
	for _, r := range got {
		if r.SOG == 1022 && r.Is(HasSOG) && r.MMSI == vessel.MMSI(219165000) {
			n++
		}
	}
	if n != 5 {
		t.Errorf("%d reports of 102.2 knots, want 5", n)
	}
}
