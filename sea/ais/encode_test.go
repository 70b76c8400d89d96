package ais

import (
	"bufio"
	"compress/gzip"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/plimsoll-watch/plimsoll/base/geo"
	"github.com/plimsoll-watch/plimsoll/base/vessel"
	"pgregory.net/rapid"
)

func TestEncodeForm(t *testing.T) {
	p := aPosition()
	p.Time, p.Has, p.Station = t0, p.Has|HasTime, []byte("own")
	v := aVoyage()
	v.Time, v.Has = t0, v.Has|HasTime
	for _, c := range []struct {
		name string
		r    *Report
		opt  EncodeOptions
		want []string // the beginning of each sentence, and its checksums are right
	}{
		{"plain", p, EncodeOptions{}, []string{"!AIVDM,1,1,,,1"}},
		{"channel, talker", p, EncodeOptions{Talker: "BS", Channel: 'B', Sequence: 7}, []string{"!BSVDM,1,1,,B,1"}},
		{"tag block", p, EncodeOptions{TagBlock: true}, []string{`\s:own,c:1536441247*`}},
		{"station", p, EncodeOptions{TagBlock: true, Station: "117"}, []string{`\s:117,c:1536441247*`}},
		{"nothing to tag", aPosition(), EncodeOptions{TagBlock: true}, []string{"!AIVDM,1,1,,,1"}},
		{"two parts", v, EncodeOptions{Channel: 'A', Sequence: 7218}, []string{"!AIVDM,2,1,8,A,5", "!AIVDM,2,2,8,A,"}},
		{
			"two parts, tagged", v, EncodeOptions{TagBlock: true, Station: "117", Sequence: 7218},
			[]string{`\g:1-2-7218,s:117,c:1536441247*`, `\g:2-2-7218,s:117,c:1536441247*`},
		},
	} {
		got := string(Encode([]byte("kept"), c.r, c.opt))
		lines := strings.Split(strings.TrimPrefix(got, "kept"), "\r\n")
		if len(lines) != len(c.want)+1 || lines[len(c.want)] != "" {
			t.Errorf("%s: %q", c.name, got)
			continue
		}
		for i, want := range c.want {
			if !strings.HasPrefix(lines[i], want) {
				t.Errorf("%s: %q, want %q...", c.name, lines[i], want)
			}
			if s := lines[i][strings.IndexByte(lines[i], '!'):]; len(s)+2 > 82 {
				t.Errorf("%s: %d characters, a sentence has 82 at most", c.name, len(s)+2)
			}
		}
		if _, tally := readSentences(t, got[4:], Options{}); tally.Rejected() != 0 || len(tally.Other) != 0 || tally.Reports != 1 {
			t.Errorf("%s: read again: %v %v", c.name, rejects(tally), tally.Other)
		}
	}
	for _, r := range []*Report{{}, {Type: 8}, {Type: 24}, {Type: 28}} {
		if got := Encode(nil, r, EncodeOptions{}); got != nil {
			t.Errorf("type %d: %q", r.Type, got)
		}
	}
}

// TestEncodeSpec compares one position report with its bits, written out by hand
// from M.1371-5, table 48.
func TestEncodeSpec(t *testing.T) {
	r := aPosition()
	r.Accurate, r.RAIM, r.Status, r.Maneuver, r.Radio = true, true, 5, 2, 0x4d0aa
	want := "000001" + "00" + fmt.Sprintf("%030b", mmsi) + "0101" + "10000000" + fmt.Sprintf("%010b", 123) + "1" +
		fmt.Sprintf("%028b", 75_000_000) + fmt.Sprintf("%027b", 18_000_000) + fmt.Sprintf("%012b", 2240) + fmt.Sprintf("%09b", 215) +
		"100001" + "10" + "000" + "1" + fmt.Sprintf("%019b", 0x4d0aa)
	var m message
	if m.encode(r); m.string() != want {
		t.Errorf("\n%s, want\n%s", m.string(), want)
	}
}

// string is the message in binary.
func (m *message) string() string {
	b := make([]byte, m.n)
	for i := range b {
		b[i] = '0' + byte(m.at(uint(i), 1))
	}
	return string(b)
}

// anyReport draws a report of a type that is written, with values that its
// message can hold.
func anyReport(t *rapid.T) *Report {
	r := &Report{
		Type:   rapid.SampledFrom([]uint8{1, 2, 3, 4, 5, 11, 18, 19, 24, 27}).Draw(t, "type"),
		MMSI:   vessel.MMSI(rapid.IntRange(0, 1<<30-1).Draw(t, "mmsi")),
		Repeat: rapid.Uint8Range(0, 3).Draw(t, "repeat"),
	}
	has := Field(rapid.Uint32().Draw(t, "has"))
	switch r.Type {
	case 1, 2, 3:
		r.ROT, r.Maneuver = int8(rapid.IntRange(-127, 127).Draw(t, "rot")), rapid.Uint8Range(0, 3).Draw(t, "maneuver")
		r.drawMotion(t, has&(HasSOG|HasCOG|HasHeading|HasROT)|HasStatus, 3, 19)
	case 4, 11:
		r.Has = has&(HasBaseTime|HasPlace) | HasAccuracy
		r.BaseTime = rapid.Uint32Range(firstTime, endTime-1).Draw(t, "base time")
		r.drawPlace(t, 1)
		r.drawBits(t, 10, 19)
		r.EPFD = rapid.Uint8Range(0, 15).Draw(t, "epfd")
	case 5:
		r.drawVoyage(t, has)
	case 18:
		r.ClassB = true
		r.drawMotion(t, has&(HasSOG|HasCOG|HasHeading), 16, 20)
	case 19:
		r.ClassB = true
		r.drawMotion(t, has&(HasSOG|HasCOG|HasHeading), 18, 0)
		r.drawStatic(t, has&(HasName|HasShipType|HasSize))
	case 24:
		r.drawStaticB(t, has)
	case 27:
		r.Has = has&(HasSOG|HasCOG) | HasStatus | HasAccuracy | HasPlace
		r.SOG, r.COG = rapid.Uint16Range(0, 62).Draw(t, "sog")*10, rapid.Uint16Range(0, 359).Draw(t, "cog")*10
		r.drawPlace(t, longUnit)
		r.drawBits(t, 2, 0)
		r.Status, r.Second = rapid.Uint8Range(0, 15).Draw(t, "status"), 60
	}
	r.clear()
	return r
}

func (r *Report) drawMotion(t *rapid.T, has Field, rest, radio uint) {
	r.Has = has | HasPlace | HasAccuracy
	r.SOG, r.COG = rapid.Uint16Range(0, 1022).Draw(t, "sog"), rapid.Uint16Range(0, 3599).Draw(t, "cog")
	r.Heading, r.Second = rapid.Uint16Range(0, 359).Draw(t, "heading"), rapid.Uint8Range(0, 63).Draw(t, "second")
	if r.Is(HasStatus) {
		r.Status = rapid.Uint8Range(0, 15).Draw(t, "status")
	}
	r.drawPlace(t, 1)
	r.drawBits(t, rest, radio)
}

func (r *Report) drawPlace(t *rapid.T, unit int32) {
	r.Place = geo.Fine{
		Lat: rapid.Int32Range(-90*geo.FinePerDegree/unit, 90*geo.FinePerDegree/unit).Draw(t, "lat") * unit,
		Lon: rapid.Int32Range(-180*geo.FinePerDegree/unit, 180*geo.FinePerDegree/unit).Draw(t, "lon") * unit,
	}
	r.Accurate, r.RAIM = rapid.Bool().Draw(t, "accurate"), rapid.Bool().Draw(t, "raim")
}

func (r *Report) drawBits(t *rapid.T, rest, radio uint) {
	r.Rest = rapid.Uint32Range(0, 1<<rest-1).Draw(t, "rest")
	if radio > 0 {
		r.Radio, r.Has = rapid.Uint32Range(0, 1<<radio-1).Draw(t, "radio"), r.Has|HasRadio
	}
}

func drawText(t *rapid.T, most int, label string) []byte {
	return []byte(rapid.StringMatching(fmt.Sprintf(`[ -?A-_]{0,%d}[!-?A-_]`, most-1)).Draw(t, label))
}

func (r *Report) drawStatic(t *rapid.T, has Field) {
	r.Has |= has
	r.Name, r.CallSign = drawText(t, 20, "name"), drawText(t, 7, "call sign")
	r.ShipType, r.EPFD = rapid.Uint8Range(1, 255).Draw(t, "ship type"), rapid.Uint8Range(0, 15).Draw(t, "epfd")
	r.Size = vessel.Size{
		A: rapid.Uint16Range(0, 511).Draw(t, "a"), B: rapid.Uint16Range(1, 511).Draw(t, "b"),
		C: rapid.Uint16Range(0, 63).Draw(t, "c"), D: rapid.Uint16Range(1, 63).Draw(t, "d"),
	}
	r.Size.Reference = r.Size.A > 0 || r.Size.C > 0
}

func (r *Report) drawVoyage(t *rapid.T, has Field) {
	r.drawStatic(t, has&(HasIMO|HasName|HasCallSign|HasShipType|HasSize|HasETA|HasDraught|HasDestination))
	r.IMO = vessel.IMO(rapid.IntRange(1, 1<<30-1).Draw(t, "imo"))
	r.Draught = rapid.Uint8Range(1, 255).Draw(t, "draught")
	r.ETA = rapid.Uint32Range(1, 12).Draw(t, "month")<<16 | rapid.Uint32Range(1, 31).Draw(t, "day")<<11 |
		rapid.Uint32Range(0, 24).Draw(t, "hour")<<6 | rapid.Uint32Range(0, 60).Draw(t, "minute")
	r.Destination = drawText(t, 20, "destination")
	r.drawBits(t, 4, 0)
}

func (r *Report) drawStaticB(t *rapid.T, has Field) {
	r.ClassB = true
	r.Part = rapid.SampledFrom([]byte("AB")).Draw(t, "part")
	if r.Part == 'A' {
		r.drawStatic(t, has&HasName)
		r.EPFD = 0
		return
	}
	r.drawStatic(t, has&(HasCallSign|HasShipType|HasSize))
	r.Vendor = drawText(t, 3, "vendor")
	r.drawBits(t, 26, 0)
	if r.MMSI.Kind() == vessel.KindCraft {
		r.Has &^= HasSize
		r.Mothership = vessel.MMSI(rapid.IntRange(1, 1<<30-1).Draw(t, "mother ship"))
	}
}

// clear makes what is absent zero.
func (r *Report) clear() {
	gone := func(f Field) bool { return !r.Is(f) }
	if gone(HasSOG) {
		r.SOG = 0
	}
	if gone(HasCOG) {
		r.COG = 0
	}
	if gone(HasHeading) {
		r.Heading = 0
	}
	if gone(HasROT) {
		r.ROT = 0
	}
	if gone(HasPlace) {
		r.Place = geo.Fine{}
	}
	if gone(HasBaseTime) {
		r.BaseTime = 0
	}
	if gone(HasIMO) {
		r.IMO = 0
	}
	if gone(HasShipType) {
		r.ShipType = 0
	}
	if gone(HasSize) {
		r.Size = vessel.Size{}
	}
	if gone(HasDraught) {
		r.Draught = 0
	}
	if gone(HasETA) {
		r.ETA = 0
	}
	if gone(HasName) {
		r.Name = nil
	}
	if gone(HasCallSign) {
		r.CallSign = nil
	}
	if gone(HasDestination) {
		r.Destination = nil
	}
}

// TestRoundTrip writes any report as sentences and reads the same again.
func TestRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := anyReport(t)
		opt := EncodeOptions{
			Channel:  rapid.SampledFrom([]byte{0, 'A', 'B'}).Draw(t, "channel"),
			Talker:   rapid.SampledFrom([]string{"AI", "BS", "--"}).Draw(t, "talker"),
			Sequence: rapid.IntRange(0, 99999).Draw(t, "sequence"),
			TagBlock: rapid.Bool().Draw(t, "tag block"),
		}
		want.Talker, want.Channel, want.Own = [2]byte{opt.Talker[0], opt.Talker[1]}, opt.Channel, rapid.Bool().Draw(t, "own")
		if opt.TagBlock {
			want.Time, want.Has, want.Station = rapid.Uint32Range(firstTime, endTime-1).Draw(t, "time"), want.Has|HasTime, []byte("s-1")
		}
		text := string(Encode(nil, want, opt))
		want.Receipts = strings.Count(text, "\r\n")
		want.Line = uint32(want.Receipts)
		var got []Report
		tally, err := ReadNMEA(t.Context(), strings.NewReader(text), Options{Strict: true}, func(_ int, r *Report) { got = append(got, clone(r)) })
		if err != nil || len(got) != 1 || len(tally.Other) > 0 {
			t.Fatalf("%q: %d reports, %v, %v", text, len(got), tally.Other, err)
		}
		if diff := cmp.Diff(*want, got[0]); diff != "" {
			t.Fatalf("%q (-want +got):\n%s", text, diff)
		}
	})
}

// respelt is a run of bits of a type that may be written otherwise than it was read,
// with why.
type respelt struct {
	from, to int
	why      string
}

const (
	asText    = "a text padded with blanks, or with something after its '@'"
	asInvalid = "a value that is invalid"
	asAbsent  = "\"not available\" in an unusual way"
)

// respellings lists the fields by type, M.1371-5, annex 8.
func respellings(kind uint8, part byte) []respelt {
	switch kind {
	case 1, 2, 3:
		return []respelt{{61, 116, asAbsent}, {116, 128, asInvalid}, {128, 137, asInvalid}}
	case 4, 11:
		return []respelt{{38, 78, asInvalid}, {79, 134, asAbsent}}
	case 5:
		return []respelt{{70, 112, asText}, {112, 232, asText}, {274, 294, asInvalid}, {302, 422, asText}}
	case 18:
		return []respelt{{57, 112, asAbsent}, {112, 124, asInvalid}, {124, 133, asInvalid}}
	case 19:
		return []respelt{{57, 112, asAbsent}, {112, 124, asInvalid}, {124, 133, asInvalid}, {143, 263, asText}}
	case 27:
		return []respelt{{44, 79, asAbsent}, {85, 94, asInvalid}}
	}
	if part == 'A' {
		return []respelt{{40, 160, asText}}
	}
	return []respelt{{48, 66, asText}, {90, 132, asText}}
}

// TestEncodeDecodedBits reads the bit strings of go-ais (42,892 of them, those of
// our types here) and writes them again: the same bits, but for the fields named
// in respellings; and what was written reads as the same report. How many are the
// same to the last bit was counted beforehand from the bits alone: those whose
// texts are padded with '@', whose course is below 360 or 360.0, and so on.
// Messages whose position is out of range are left out, their numbers cannot be
// kept.
func TestEncodeDecodedBits(t *testing.T) {
	for _, c := range []struct{ kind, exact int }{
		{1, 2000}, {2, 1999}, {3, 2000}, {4, 1976}, {5, 659}, {11, 1996}, {18, 1989}, {19, 1650}, {24, 1497}, {27, 1997},
	} {
		t.Run(fmt.Sprint("type ", c.kind), func(t *testing.T) {
			b := bitStrings{why: map[string]int{}}
			for _, s := range goaisBits(t, c.kind) {
				b.check(t, s)
			}
			t.Logf("%d messages: %d the same, respelt %v, %d out of range", b.n, b.exact, b.why, b.outside)
			if b.exact != c.exact {
				t.Errorf("%d messages come out bit for bit, want %d", b.exact, c.exact)
			}
		})
	}
}

func goaisBits(t *testing.T, kind int) []string {
	f, err := os.Open(fmt.Sprintf("%svectors/goais/%d.msg.gz", sharedAIS, kind))
	if err != nil {
		t.Skip("the shared go-ais bit strings are not here")
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for s := bufio.NewScanner(z); s.Scan(); {
		all = append(all, s.Text())
	}
	return all
}

// bitStrings counts what became of them.
type bitStrings struct {
	n, exact, outside int
	why               map[string]int
}

func (b *bitStrings) check(t *testing.T, s string) {
	b.n++
	var m, again message
	for _, c := range s {
		m.add(uint64(c-'0'), 1)
	}
	var r, r2 Report
	why, ok := m.decode(&r, new(texts))
	if !ok && why == "" {
		return // a reserved part of type 24
	}
	if why == ReasonRange {
		b.outside++
		return
	}
	if !ok && why != ReasonNoPosition {
		t.Errorf("%s: %s", s, why)
		return
	}
	if !again.encode(&r) {
		t.Fatalf("%s: not written", s)
	}
	if again.decode(&r2, new(texts)); !cmp.Equal(r, r2) {
		t.Errorf("%s reads, when written again, as\n%s", s, cmp.Diff(r, r2))
	}
	w := again.string()
	if len(w) != len(s) {
		t.Errorf("%s has %d bits, %d when written again", s, len(s), len(w))
		return
	}
	b.compare(t, s, w, respellings(r.Type, r.Part))
}

// compare finds differences and says whether each may be.
func (b *bitStrings) compare(t *testing.T, s, w string, may []respelt) {
	whys := map[string]bool{}
	for i := range len(s) {
		if s[i] == w[i] {
			continue
		}
		at := slices.IndexFunc(may, func(f respelt) bool { return i >= f.from && i < f.to })
		if at < 0 {
			t.Errorf("bit %d of\n%s differs in\n%s", i, s, w)
			return
		}
		whys[may[at].why] = true
	}
	for why := range whys {
		b.why[why]++
	}
	if len(whys) == 0 {
		b.exact++
	}
}

// TestEncodeRounds writes what six bits, or the resolution of a type 27, cannot
// say exactly.
func TestEncodeRounds(t *testing.T) {
	var got Report
	decodeEncoded(t, &Report{Type: 24, Part: 'A', Has: HasName, Name: []byte("alpha{é}1")}, &got)
	if string(got.Name) != "ALPHA    1" {
		t.Errorf("name %q", got.Name)
	}
	r := Report{Type: 27, Has: HasPlace | HasSOG | HasCOG, SOG: 1022, COG: 3596, Place: geo.Fine{Lat: -1500, Lon: 1499}}
	decodeEncoded(t, &r, &got)
	if got.SOG != 620 || got.COG != 0 || got.Place != (geo.Fine{Lat: -2000, Lon: 1000}) {
		t.Errorf("SOG %d, COG %d, %v", got.SOG, got.COG, got.Place)
	}
}
