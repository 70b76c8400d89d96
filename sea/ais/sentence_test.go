package ais

import (
	"bytes"
	"context"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"
	"github.com/plimsoll-watch/plimsoll/base/geo"
	"github.com/plimsoll-watch/plimsoll/base/vessel"
)

// clone is a report with its slices copied.
func clone(r *Report) Report {
	c := *r
	for _, s := range []*[]byte{&c.Name, &c.CallSign, &c.Destination, &c.Vendor, &c.Station} {
		*s = bytes.Clone(*s)
	}
	return c
}

// readSentences reads text and returns the reports and the tally.
func readSentences(t *testing.T, text string, opt Options) ([]Report, *Tally) {
	t.Helper()
	var all []Report
	tally, err := ReadNMEA(context.Background(), strings.NewReader(text), opt, func(_ int, r *Report) {
		all = append(all, clone(r))
	})
	if err != nil {
		t.Fatalf("read: %v", err)
	}
	return all, tally
}

// rejects returns the counts by reason.
func rejects(t *Tally) map[Reason]int {
	m := map[Reason]int{}
	for _, r := range t.Rejects() {
		m[r.Reason] = r.Count
	}
	return m
}

// summed appends the checksum to a sentence, "!AIVDM,1,1,,A,...,0".
func summed(s string) string { return string(appendSum([]byte(s), 1)) }

// tagged puts a tag block before a sentence.
func tagged(tag, sentence string) string {
	return `\` + string(appendSum([]byte(tag), 0)) + `\` + sentence
}

// aPosition is a type 1 of an invented ship at 30 N 125 E, SOG 12.3.
func aPosition() *Report {
	return &Report{
		Type: 1, MMSI: 599000101, SOG: 123, COG: 2240, Heading: 215, Second: 33,
		Has:   HasPlace | HasSOG | HasCOG | HasHeading | HasStatus | HasAccuracy | HasRadio,
		Place: geo.Fine{Lat: 30 * geo.FinePerDegree, Lon: 125 * geo.FinePerDegree},
	}
}

// aVoyage is a type 5 of the same ship.
func aVoyage() *Report {
	return &Report{
		Type: 5, MMSI: 599000101, IMO: 9990001, ShipType: 80, Draught: 98, ETA: 9<<16 | 8<<11 | 21<<6 | 30,
		Has:  HasIMO | HasShipType | HasSize | HasDraught | HasETA | HasName | HasCallSign | HasDestination,
		Size: vessel.Size{A: 150, B: 33, C: 20, D: 12, Reference: true},
		Name: []byte("INVENTED ALPHA"), CallSign: []byte("XALPHA"), Destination: []byte("NOWHERE"),
	}
}

// line is Encode without the line end, with what opt says.
func line(r *Report, opt EncodeOptions) string {
	return strings.TrimSuffix(string(Encode(nil, r, opt)), "\r\n")
}

// halves are the two sentences of a type 5.
func halves(t *testing.T, r *Report, opt EncodeOptions) (first, second string) {
	t.Helper()
	both := strings.Split(line(r, opt), "\r\n")
	if len(both) != 2 {
		t.Fatalf("a type 5 has %d sentences", len(both))
	}
	return both[0], both[1]
}

func TestSentences(t *testing.T) {
	plain := line(aPosition(), EncodeOptions{Channel: 'A'})
	payload := strings.Split(plain, ",")[5]
	for _, c := range []struct {
		name, text string
		want       func(r *Report) // the report expected, from aPosition; nil for none
		rejects    map[Reason]int
		other      map[string]int
		opt        Options
	}{
		{name: "plain", text: plain, want: func(r *Report) {}},
		{name: "line end of DOS", text: plain + "\r\n", want: func(r *Report) {}},
		{name: "trailing quote", text: plain + "'", want: func(r *Report) {}},
		{name: "any talker", text: summed("!--VDM,1,1,,A," + payload + ",0"), want: func(r *Report) { r.Talker = [2]byte{'-', '-'} }},
		{name: "own ship", text: summed("!BSVDO,1,1,,A," + payload + ",0"), want: func(r *Report) { r.Talker, r.Own = [2]byte{'B', 'S'}, true }},
		{name: "no channel", text: summed("!AIVDM,1,1,,," + payload + ",0"), want: func(r *Report) { r.Channel = 0 }},
		{name: "channel 2", text: summed("!AIVDM,1,1,,2," + payload + ",0"), want: func(r *Report) { r.Channel = 'B' }},
		{name: "sequence id on one part", text: summed("!AIVDM,1,1,6,A," + payload + ",0"), want: func(r *Report) {}},
		{name: "no fill", text: summed("!AIVDM,1,1,,A," + payload + ","), want: func(r *Report) {}},
		{name: "small checksum", text: plain[:len(plain)-2] + strings.ToLower(plain[len(plain)-2:]), want: func(r *Report) {}},
		{name: "fragment count 0", text: summed("!AIVDM,0,1,,A," + payload + ",0"), rejects: map[Reason]int{ReasonFragments: 1}},
		{name: "part above the count", text: summed("!AIVDM,2,3,1,A," + payload + ",0"), rejects: map[Reason]int{ReasonFragments: 1}},
		{name: "part 0", text: summed("!AIVDM,2,0,1,A," + payload + ",0"), rejects: map[Reason]int{ReasonFragments: 1}},
		{name: "fragment count 10", text: summed("!AIVDM,10,1,1,A," + payload + ",0"), rejects: map[Reason]int{ReasonFragments: 1}},
		{name: "bad payload character", text: summed("!AIVDM,1,1,,A," + payload[:9] + "X" + payload[10:] + ",0"), rejects: map[Reason]int{ReasonPayload: 1}},
		{name: "too short", text: summed("!AIVDM,1,1,,A," + payload[:6] + ",0"), rejects: map[Reason]int{ReasonShort: 1}},
		{name: "empty payload", text: summed("!AIVDM,1,1,,A,,0"), rejects: map[Reason]int{ReasonShort: 1}},
		{name: "fill of 6", text: summed("!AIVDM,1,1,,A," + payload + ",6"), rejects: map[Reason]int{ReasonNotSentence: 1}},
		{name: "fields missing", text: summed("!AIVDM,1,1," + payload), rejects: map[Reason]int{ReasonNotSentence: 1}},
		{name: "type 0", text: summed("!AIVDM,1,1,,A,0" + payload[1:] + ",0"), rejects: map[Reason]int{ReasonReserved: 1}},
		{name: "type 28", text: summed("!AIVDM,1,1,,A,L" + payload[1:] + ",0"), rejects: map[Reason]int{ReasonReserved: 1}},
		{name: "type 63", text: summed("!AIVDM,1,1,,A,w" + payload[1:] + ",0"), rejects: map[Reason]int{ReasonReserved: 1}},
		{name: "type 8 is counted", text: summed("!AIVDM,1,1,,A,8" + payload[1:] + ",0"), rejects: map[Reason]int{}},
		{name: "no checksum", text: plain[:len(plain)-3], rejects: map[Reason]int{ReasonNoChecksum: 1}},
		{name: "half a checksum", text: plain[:len(plain)-1], rejects: map[Reason]int{ReasonBadChecksum: 1}},
		{name: "bad checksum", text: strings.Replace(plain, ",A,", ",B,", 1), rejects: map[Reason]int{ReasonBadChecksum: 1}},
		{
			name: "bad checksum kept", text: strings.Replace(plain, ",A,", ",B,", 1), opt: Options{BadChecksum: true},
			want: func(r *Report) { r.Channel = 'B' }, other: map[string]int{oddKept.String(): 1},
		},
		{
			name: "no checksum kept", text: plain[:len(plain)-3], opt: Options{BadChecksum: true},
			want: func(r *Report) {}, other: map[string]int{oddKept.String(): 1},
		},
		{name: "torn by another", text: plain[:20] + plain, want: func(r *Report) {}, rejects: map[Reason]int{ReasonNoChecksum: 1}},
		{name: "text before", text: "rx0 " + plain, want: func(r *Report) {}, other: map[string]int{oddBefore.String(): 1}},
		{name: "in a comment", text: "# " + plain + "\n" + plain, want: func(r *Report) { r.Line = 2 }, other: map[string]int{oddComment.String(): 1}},
		{name: "no !", text: plain[1:] + "\n" + plain, want: func(r *Report) { r.Line = 2 }, rejects: map[Reason]int{ReasonNotSentence: 1}},
		{
			name: "among others", text: "\n$GPRMC,123519,A*00\n$PSTT,203,001,V,BS lost*00\n!AIABM,1*00\n" + plain,
			want: func(r *Report) { r.Line = 5 }, other: map[string]int{"blank line": 1, "other NMEA sentence": 2, "station status ($PSTT)": 1},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, tally := readSentences(t, c.text, c.opt)
			var want []Report
			if c.want != nil {
				r := aPosition()
				r.Talker, r.Channel, r.Line, r.Receipts = [2]byte{'A', 'I'}, 'A', 1, 1
				c.want(r)
				want = append(want, *r)
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("reports (-want +got):\n%s", diff)
			}
			if c.rejects == nil {
				c.rejects = map[Reason]int{}
			}
			if diff := cmp.Diff(c.rejects, rejects(tally)); diff != "" {
				t.Errorf("rejects (-want +got):\n%s", diff)
			}
			if c.other != nil && !cmp.Equal(c.other, tally.Other) {
				t.Errorf("other: %v, want %v", tally.Other, c.other)
			}
		})
	}
}

func TestNoSentences(t *testing.T) {
	for _, text := range []string{"", "\n\n", "# !AIVDM,1,1,,A,1,0*00\n", "$GPRMC,123519,A*00\n", "\x00\x01\x02\xff\n\x80", "mmsi,lat,lon\n1,2,3\n"} {
		tally, err := ReadNMEA(context.Background(), strings.NewReader(text), Options{Name: "x.nmea"}, nil)
		want := &InputError{File: "x.nmea", What: "no AIS sentences in it"}
		var got *InputError
		if !errors.As(err, &got) || got.Error() != want.Error() || got.Hint == "" {
			t.Errorf("%q: error %#v, want %v with a hint", text, err, want)
		}
		if int(tally.Lines) != strings.Count(text, "\n")+min(1, len(text)-strings.LastIndex(text, "\n")-1) {
			t.Errorf("%q: %d lines", text, tally.Lines)
		}
	}
}

func TestStrictStopsAtTheFirst(t *testing.T) {
	good := line(aPosition(), EncodeOptions{})
	text := good + "\n" + strings.Replace(good, ",,", ",A,", 1) + "\n" + good + "\n"
	n := 0
	tally, err := ReadNMEA(context.Background(), strings.NewReader(text), Options{Name: "x.nmea", Strict: true}, func(int, *Report) { n++ })
	if err == nil || err.Error() != "read x.nmea: line 2: bad checksum" {
		t.Errorf("error %v", err)
	}
	if n != 1 || tally.Sentences != 2 {
		t.Errorf("%d reports of %d sentences before the stop, want 1 of 2", n, tally.Sentences)
	}
}

func TestLongLine(t *testing.T) {
	good := line(aPosition(), EncodeOptions{})
	for _, n := range []int{maxLine + 1, 5*maxLine + 3, 40 * maxLine} {
		got, tally := readSentences(t, "!AIVDM,1,1,,A,"+strings.Repeat("1", n)+"\n"+good+"\n", Options{})
		if len(got) != 1 || got[0].Line != 2 || rejects(tally)[ReasonLongLine] != 1 {
			t.Errorf("a line of %d bytes: %d reports, rejects %v", n, len(got), rejects(tally))
		}
	}
	// A payload no message can have, in a line that is not too long.
	_, tally := readSentences(t, summed("!AIVDM,1,1,,A,"+strings.Repeat("1", maxPayload+1)+",0"), Options{})
	if rejects(tally)[ReasonNotSentence] != 1 {
		t.Errorf("a payload of %d characters: rejects %v", maxPayload+1, rejects(tally))
	}
}

func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	text := strings.Repeat(line(aPosition(), EncodeOptions{})+"\n", 20000)
	n := 0
	_, err := ReadNMEA(ctx, strings.NewReader(text), Options{}, func(int, *Report) {
		if n++; n == 5000 {
			cancel()
		}
	})
	if err != context.Canceled || n >= 20000 {
		t.Errorf("after %d reports: %v", n, err)
	}
}

// TestReadError keeps what came before the disk failed.
func TestReadError(t *testing.T) {
	text := strings.Repeat(line(aPosition(), EncodeOptions{})+"\n", 3) + "!AIVDM,1,1,,A,1"
	broken := errors.New("disk on fire")
	n := 0
	tally, err := ReadNMEA(context.Background(), io.MultiReader(strings.NewReader(text), iotest.ErrReader(broken)), Options{Name: "x.nmea"}, func(int, *Report) { n++ })
	if !errors.Is(err, broken) || err.Error() != "read x.nmea: disk on fire" || n != 3 || tally.Reports != 3 {
		t.Errorf("%d reports, %v", n, err)
	}
}

func TestXor(t *testing.T) {
	b := []byte("the quick brown fox jumps over the lazy dog, 0123456789")
	for n := range b {
		want := byte(0)
		for _, c := range b[:n] {
			want ^= c
		}
		if got := xor(b[:n]); got != want {
			t.Errorf("xor of %d bytes: %02x, want %02x", n, got, want)
		}
	}
}
