package ais

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/plimsoll-watch/plimsoll/base/geo"
	"github.com/plimsoll-watch/plimsoll/base/vessel"
)

// bitField is a value of so many bits.
type bitField struct {
	v int64
	n int
}

// payloadOf writes fields one after the other, as M.1371-5 lists them.
func payloadOf(fields ...bitField) (payload []byte, fill int) {
	var m message
	for _, f := range fields {
		m.add(uint64(f.v), f.n)
	}
	return m.armour(nil)
}

const mmsi = 599000101

// position is a type 1 written field by field.
type position struct{ status, rot, sog, lon, lat, cog, heading, second int64 }

func (p position) payload() ([]byte, int) {
	return payloadOf(bitField{1, 6}, bitField{0, 2}, bitField{mmsi, 30}, bitField{p.status, 4}, bitField{p.rot, 8},
		bitField{p.sog, 10}, bitField{1, 1}, bitField{p.lon, 28}, bitField{p.lat, 27}, bitField{p.cog, 12},
		bitField{p.heading, 9}, bitField{p.second, 6}, bitField{0, 2}, bitField{0, 3}, bitField{1, 1}, bitField{0, 19})
}

// TestAbsence writes the values that say "not available", those that are invalid,
// and their neighbours (M.1371-5, table 48).
func TestAbsence(t *testing.T) {
	good := position{0, 0, 0, 75_000_000, 18_000_000, 0, 0, 0}
	const all = HasStatus | HasROT | HasSOG | HasCOG | HasHeading | HasAccuracy | HasPlace | HasRadio
	for _, c := range []struct {
		name  string
		set   func(p *position)
		lacks Field
		why   Reason
		odd   oddSet
	}{
		{"nothing absent", func(p *position) {}, 0, "", 0},
		{"SOG 1023", func(p *position) { p.sog = 1023 }, HasSOG, "", 0},
		{"SOG 1022 is 102.2 or more", func(p *position) { p.sog = 1022 }, 0, "", 0},
		{"COG 3600", func(p *position) { p.cog = 3600 }, HasCOG, "", 0},
		{"COG 360.4", func(p *position) { p.cog = 3604 }, HasCOG, "", 1 << oddCourse},
		{"COG 3599", func(p *position) { p.cog = 3599 }, 0, "", 0},
		{"heading 511", func(p *position) { p.heading = 511 }, HasHeading, "", 0},
		{"heading 480", func(p *position) { p.heading = 480 }, HasHeading, "", 1 << oddHeading},
		{"heading 360", func(p *position) { p.heading = 360 }, HasHeading, "", 1 << oddHeading},
		{"heading 359", func(p *position) { p.heading = 359 }, 0, "", 0},
		{"ROT -128", func(p *position) { p.rot = -128 }, HasROT, "", 0},
		{"ROT -127", func(p *position) { p.rot = -127 }, 0, "", 0},
		{"0 N 0 E is a place", func(p *position) { p.lat, p.lon = 0, 0 }, 0, "", 0},
		{"the pole", func(p *position) { p.lat = -54_000_000 }, 0, "", 0},
		{"the antimeridian", func(p *position) { p.lon = -108_000_000 }, 0, "", 0},
		{"latitude 91 alone", func(p *position) { p.lat = 54_600_000 }, HasPlace, ReasonNoPosition, 0},
		{"longitude 181 alone", func(p *position) { p.lon = 108_600_000 }, HasPlace, ReasonNoPosition, 0},
		{"latitude 91, longitude 181", func(p *position) { p.lat, p.lon = 54_600_000, 108_600_000 }, HasPlace, ReasonNoPosition, 0},
		{"latitude -101.5", func(p *position) { p.lat = -60_900_000 }, HasPlace, ReasonRange, 0},
		{"latitude 90.0000017", func(p *position) { p.lat = 54_000_001 }, HasPlace, ReasonRange, 0},
		{"longitude -181", func(p *position) { p.lon = -108_600_000 }, HasPlace, ReasonRange, 0},
		{"longitude 205", func(p *position) { p.lon = 123_000_000 }, HasPlace, ReasonRange, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := good
			c.set(&p)
			var m message
			var r Report
			payload, fill := p.payload()
			if !m.armoured(payload, fill) {
				t.Fatal("payload")
			}
			why, ok := m.decode(&r, new(texts))
			if why != c.why || ok != (c.why == "") {
				t.Errorf("rejected for %q, %v; want %q", why, ok, c.why)
			}
			if r.Has != all&^c.lacks {
				t.Errorf("has %b, want %b", r.Has, all&^c.lacks)
			}
			if m.wrong != c.odd {
				t.Errorf("noticed %b, want %b", m.wrong, c.odd)
			}
			zero := Report{}
			if c.lacks&HasSOG != 0 && r.SOG != zero.SOG || c.lacks&HasCOG != 0 && r.COG != zero.COG ||
				c.lacks&HasHeading != 0 && r.Heading != zero.Heading || c.lacks&HasROT != 0 && r.ROT != zero.ROT ||
				c.lacks&HasPlace != 0 && r.Place != zero.Place {
				t.Errorf("an absent value is not zero: %+v", r)
			}
		})
	}
}

// TestQuadrants has places of types 1 and 27 in all four, each to its resolution.
func TestQuadrants(t *testing.T) {
	for _, lat := range []int32{-1, 1} {
		for _, lon := range []int32{-1, 1} {
			want := geo.Fine{Lat: lat * (33*geo.FinePerDegree + 7000), Lon: lon * (151*geo.FinePerDegree + 13000)}
			for _, kind := range []uint8{1, 2, 3, 4, 11, 18, 19, 27} {
				r := Report{Type: kind, MMSI: mmsi, Has: HasPlace, Place: want}
				var got Report
				why, ok := decodeEncoded(t, &r, &got)
				if !ok || got.Place != want {
					t.Errorf("type %d at %v: %v %q", kind, want, got.Place, why)
				}
			}
		}
	}
}

// decodeEncoded writes r and reads it again.
func decodeEncoded(t interface{ Fatal(...any) }, r, got *Report) (Reason, bool) {
	var m message
	if !m.encode(r) {
		t.Fatal("not written")
	}
	payload, fill := m.armour(nil)
	return DecodePayload(payload, fill, got)
}

func TestLongRange(t *testing.T) {
	write := func(status, lon, lat, sog, cog int64) ([]byte, int) {
		return payloadOf(bitField{27, 6}, bitField{0, 2}, bitField{mmsi, 30}, bitField{0, 1}, bitField{1, 1}, bitField{status, 4},
			bitField{lon, 18}, bitField{lat, 17}, bitField{sog, 6}, bitField{cog, 9}, bitField{1, 1}, bitField{0, 1})
	}
	for _, c := range []struct {
		name               string
		lon, lat, sog, cog int64
		want               Report
		why                Reason
	}{
		{"all", 75007, -18003, 12, 359, Report{Has: HasPlace | HasSOG | HasCOG, Place: geo.Fine{Lat: -18_003_000, Lon: 75_007_000}, SOG: 120, COG: 3590}, ""},
		{"SOG 63, COG 511", -75007, 18003, 63, 511, Report{Has: HasPlace, Place: geo.Fine{Lat: 18_003_000, Lon: -75_007_000}}, ""},
		{"COG 360", 0, 0, 62, 360, Report{Has: HasPlace | HasSOG, SOG: 620}, ""},
		{"no position", 108600, 54600, 0, 0, Report{Has: HasSOG | HasCOG}, ReasonNoPosition},
		{"latitude 91", 0, 54600, 0, 0, Report{Has: HasSOG | HasCOG}, ReasonNoPosition},
		{"longitude 181", 108600, 0, 0, 0, Report{Has: HasSOG | HasCOG}, ReasonNoPosition},
		{"longitude 200", 120000, 0, 0, 0, Report{Has: HasSOG | HasCOG}, ReasonRange},
	} {
		payload, fill := write(5, c.lon, c.lat, c.sog, c.cog)
		for _, slot := range []bool{false, true} { // 96 bits, or 168
			if slot {
				payload, fill = append(payload, "000000000000"...), 0
			}
			var r Report
			why, _ := DecodePayload(payload, fill, &r)
			want := c.want
			want.Type, want.MMSI, want.RAIM, want.Status, want.Second, want.Rest = 27, mmsi, true, 5, 60, 2
			want.Has |= HasAccuracy | HasStatus
			if diff := cmp.Diff(want, r); diff != "" || why != c.why {
				t.Errorf("%s: %q\n%s", c.name, why, diff)
			}
		}
	}
}

// TestShort cuts a type 1 and a type 5 at every bit: what is whole is there, the
// rest is absent.
func TestShort(t *testing.T) {
	ends := []struct {
		bits int
		has  Field
	}{{42, HasStatus}, {50, HasROT}, {60, HasSOG}, {61, HasAccuracy}, {116, HasPlace}, {128, HasCOG}, {137, HasHeading}, {168, HasRadio}}
	whole := aPosition()
	whole.Has |= HasROT
	for n := range 169 {
		r, why := cut(whole, n)
		want := Field(0)
		for _, e := range ends {
			if n >= e.bits {
				want |= e.has
			}
		}
		wantWhy := Reason("")
		switch {
		case n < 38:
			want, wantWhy = 0, ReasonShort
		case n < 116:
			wantWhy = ReasonNoPosition
		}
		if r.Has != want || why != wantWhy {
			t.Errorf("type 1 of %d bits: has %b, want %b; %q, want %q", n, r.Has, want, why, wantWhy)
		}
	}
	for n := 302; n <= 424; n++ {
		r, _ := cut(aVoyage(), n)
		want := "NOWHERE"[:min(7, (n-302)/6)]
		if string(r.Destination) != want || string(r.Name) != "INVENTED ALPHA" || !r.Is(HasETA|HasDraught|HasSize) {
			t.Errorf("type 5 of %d bits: destination %q, want %q", n, r.Destination, want)
		}
	}
	if r, _ := cut(aVoyage(), 231); r.Is(HasName) || string(r.CallSign) != "XALPHA" {
		t.Errorf("type 5 of 231 bits: name %q, cut short", r.Name)
	}
}

// cut decodes the first n bits of r.
func cut(r *Report, n int) (got Report, why Reason) {
	var m message
	m.encode(r)
	m.n = n
	clear(m.word[(n+63)/64:])
	if n%64 > 0 {
		m.word[n/64] &^= ^uint64(0) >> (n % 64)
	}
	payload, fill := m.armour(nil)
	why, _ = DecodePayload(payload, fill, &got)
	return got, why
}

func TestTooLong(t *testing.T) {
	payload, _ := position{lon: 1, lat: 1}.payload()
	for extra, want := range map[string]oddSet{"": 0, "0": 1 << oddLong, "000": 1 << oddLong, "000000": 1 << oddLong} {
		var m message
		var r Report
		m.armoured(append(payload[:28:28], extra...), 0)
		if _, ok := m.decode(&r, new(texts)); !ok || m.wrong != want || r.Place != (geo.Fine{Lat: 1, Lon: 1}) {
			t.Errorf("%d bits: ok %v, noticed %b, want %b", m.n, ok, m.wrong, want)
		}
	}
}

func TestTexts(t *testing.T) {
	for _, c := range []struct{ sent, want string }{
		{"@@@@@@@@@@@@@@@@@@@@", ""},
		{"                    ", ""},
		{"  @ALPHA            ", ""},
		{"INVENTED@LEFTOVER   ", "INVENTED"},
		{"INVENTED  @@@@@@@@@@", "INVENTED"},
		{"^-^_F\\V \"X\"  <[];Y>#", "^-^_F\\V \"X\"  <[];Y>#"},
		{" LEADING            ", " LEADING"},
	} {
		fields := []bitField{{24, 6}, {0, 2}, {mmsi, 30}, {0, 2}}
		for i := range c.sent {
			fields = append(fields, bitField{int64(c.sent[i] & 63), 6})
		}
		payload, fill := payloadOf(fields...)
		var r Report
		_, ok := DecodePayload(payload, fill, &r)
		if !ok || string(r.Name) != c.want || r.Is(HasName) != (c.want != "") || r.Part != 'A' || !r.ClassB {
			t.Errorf("%q: %q, has %v", c.sent, r.Name, r.Is(HasName))
		}
	}
}

// voyageOf is a type 5 with one run of bits replaced.
func voyageOf(at int, f bitField) Report {
	var m, n message
	m.encode(aVoyage())
	for i := 0; i < m.n; {
		if i == at {
			n.add(uint64(f.v), f.n)
			i += f.n
			continue
		}
		n.add(m.at(uint(i), 1), 1)
		i++
	}
	payload, fill := n.armour(nil)
	var r Report
	DecodePayload(payload, fill, &r)
	return r
}

func TestVoyageAbsence(t *testing.T) {
	whole := voyageOf(-1, bitField{})
	for _, c := range []struct {
		name  string
		at    int
		f     bitField
		lacks Field
	}{
		{"IMO 0", 40, bitField{0, 30}, HasIMO},
		{"IMO 9 digits is kept", 40, bitField{915847200, 30}, 0},
		{"ship type 0", 232, bitField{0, 8}, HasShipType},
		{"size 0", 240, bitField{0, 30}, HasSize},
		{"ETA 0/0 24:60", 274, bitField{24<<6 | 60, 20}, HasETA},
		{"ETA 0/0 00:00", 274, bitField{0, 20}, HasETA},
		{"ETA 13/1", 274, bitField{13<<16 | 1<<11, 20}, HasETA},
		{"ETA 5/0", 274, bitField{5 << 16, 20}, HasETA},
		{"ETA 5/1 24:60 has a day", 274, bitField{5<<16 | 1<<11 | 24<<6 | 60, 20}, 0},
		{"ETA 5/1 25:00", 274, bitField{5<<16 | 1<<11 | 25<<6, 20}, HasETA},
		{"draught 0", 294, bitField{0, 8}, HasDraught},
		{"draught 25.5", 294, bitField{255, 8}, 0},
	} {
		if r := voyageOf(c.at, c.f); r.Has != whole.Has&^c.lacks {
			t.Errorf("%s: has %b, want %b", c.name, r.Has, whole.Has&^c.lacks)
		}
	}
}

// TestSize has the reference point unknown where M.1371-5, figure 41, says so.
func TestSize(t *testing.T) {
	for _, c := range []struct {
		a, b, c, d int64
		want       vessel.Size
	}{
		{150, 33, 20, 12, vessel.Size{A: 150, B: 33, C: 20, D: 12, Reference: true}},
		{0, 183, 0, 32, vessel.Size{B: 183, D: 32}},
		{0, 183, 20, 12, vessel.Size{B: 183, C: 20, D: 12, Reference: true}},
		{150, 33, 0, 32, vessel.Size{A: 150, B: 33, D: 32, Reference: true}},
		{150, 33, 0, 0, vessel.Size{A: 150, B: 33}},
		{0, 0, 3, 4, vessel.Size{C: 3, D: 4}},
		{511, 511, 63, 63, vessel.Size{A: 511, B: 511, C: 63, D: 63, Reference: true}},
	} {
		r := voyageOf(240, bitField{c.a<<21 | c.b<<12 | c.c<<6 | c.d, 30})
		if r.Size != c.want || !r.Is(HasSize) {
			t.Errorf("%d %d %d %d: %+v", c.a, c.b, c.c, c.d, r.Size)
		}
	}
}

func TestType24(t *testing.T) {
	write := func(mmsi, part int64, tail ...bitField) ([]byte, int) {
		return payloadOf(append([]bitField{{24, 6}, {0, 2}, {mmsi, 30}, {part, 2}}, tail...)...)
	}
	dims := bitField{5<<21 | 21<<12 | 4<<6 | 3, 30}
	partB := func(d bitField) []bitField {
		return []bitField{{37, 8}, {'X' & 63, 6}, {'Y' & 63, 6}, {'Z' & 63, 6}, {9, 4}, {123456, 20},
			{'X' & 63, 6}, {'A' & 63, 6}, {'1', 6}, {0, 6}, {0, 6}, {0, 6}, {0, 6}, d, {1, 4}, {0, 2}}
	}
	want := Report{
		Type: 24, Part: 'B', MMSI: mmsi, ClassB: true, Has: HasShipType | HasSize | HasCallSign,
		ShipType: 37, Vendor: []byte("XYZ"), CallSign: []byte("XA1"), EPFD: 1, Rest: (9<<20 | 123456) << 2,
		Size: vessel.Size{A: 5, B: 21, C: 4, D: 3, Reference: true},
	}
	var r Report
	payload, fill := write(mmsi, 1, partB(dims)...)
	if _, ok := DecodePayload(payload, fill, &r); !ok || !cmp.Equal(want, r) {
		t.Errorf("part B:\n%s", cmp.Diff(want, r))
	}
	payload, fill = write(mmsi, 1, partB(dims)[:14]...) // 162 bits
	want.EPFD = 0
	if _, ok := DecodePayload(payload, fill, &r); !ok || !cmp.Equal(want, r) {
		t.Errorf("part B of 162 bits:\n%s", cmp.Diff(want, r))
	}
	payload, fill = write(981234567, 1, partB(bitField{mmsi, 30})...)
	if _, ok := DecodePayload(payload, fill, &r); !ok || r.Mothership != mmsi || r.Is(HasSize) || r.Size != (vessel.Size{}) {
		t.Errorf("part B of a craft: mother ship %d, size %v", r.Mothership, r.Size)
	}
	for part := int64(2); part < 4; part++ {
		payload, fill = write(mmsi, part, partB(dims)...)
		if why, ok := DecodePayload(payload, fill, &r); ok || why != "" || r.Is(HasShipType) {
			t.Errorf("part number %d: %q %v", part, why, ok)
		}
	}
}

func TestBaseTime(t *testing.T) {
	for _, c := range []struct {
		y, mo, d, h, mi, s int64
		want               uint32
		odd                oddSet
	}{
		{2018, 9, 8, 21, 14, 7, t0, 0},
		{2024, 2, 29, 0, 0, 0, 1709164800, 0},
		{0, 0, 0, 24, 60, 60, 0, 0},
		{2018, 9, 8, 24, 60, 60, 0, 0},
		{2018, 2, 29, 0, 0, 0, 0, 1 << oddBaseTime},
		{2018, 13, 1, 0, 0, 0, 0, 1 << oddBaseTime},
		{2018, 9, 8, 21, 61, 0, 0, 1 << oddBaseTime},
		{10196, 9, 8, 21, 14, 7, 0, 1 << oddBaseTime},
		{1970, 9, 8, 21, 14, 7, 0, 1 << oddBaseTime},
	} {
		payload, fill := payloadOf(bitField{4, 6}, bitField{0, 2}, bitField{2573425, 30}, bitField{c.y, 14}, bitField{c.mo, 4}, bitField{c.d, 5},
			bitField{c.h, 5}, bitField{c.mi, 6}, bitField{c.s, 6}, bitField{0, 1}, bitField{noLon, 28}, bitField{noLat, 27}, bitField{1, 4},
			bitField{0, 10}, bitField{0, 1}, bitField{0, 19})
		var m message
		var r Report
		m.armoured(payload, fill)
		why, ok := m.decode(&r, new(texts))
		if !ok || r.BaseTime != c.want || r.Is(HasBaseTime) != (c.want != 0) || m.wrong != c.odd || r.Is(HasPlace) {
			t.Errorf("%v: %d, noticed %b, %q", c, r.BaseTime, m.wrong, why)
		}
	}
}

// TestSixBits tries every character in every place.
func TestSixBits(t *testing.T) {
	for at := range 8 {
		for c := range 256 {
			want, valid := uint64(0), true
			switch {
			case c >= '0' && c <= 'W':
				want = uint64(c - '0')
			case c >= '`' && c <= 'w':
				want = uint64(c-'`') + 40
			default:
				valid = false
			}
			got, ok := sixBits(0x3030303030303030&^(0xff<<(56-8*at)) | uint64(c)<<(56-8*at))
			if ok != valid || ok && got != want<<(42-6*at) {
				t.Errorf("%q at %d: %x %v", rune(c), at, got, ok)
			}
		}
	}
}

// TestNoAllocation holds the decoder to its word: reading allocates at the start
// and not by message.
func TestNoAllocation(t *testing.T) {
	payload, fill := position{lon: 1, lat: 1}.payload()
	one, two := halves(t, aVoyage(), EncodeOptions{})
	rd := &reader{sink: func(int, *Report) {}}
	lines := [][]byte{
		[]byte(tagged("s:117,c:1536441247", summed("!AIVDM,1,1,,A,"+string(payload)+","+string(rune('0'+fill))))),
		[]byte(tagged("g:1-2-7,s:117,c:1536441247", one)), []byte(tagged("g:2-2-7", two)),
		[]byte(tagged("si:AISD", "")), []byte(pghp("117", sumOf(one))), []byte("$GPRMC,123519,A*00"),
	}
	read := func() {
		for _, l := range lines {
			rd.line(l)
		}
	}
	for range 20 {
		read()
	}
	if n := testing.AllocsPerRun(100, read); n != 0 {
		t.Errorf("%v allocations for %d lines", n, len(lines))
	}
	if rd.tally.Rejected() > 0 || rd.tally.ByType[5] < 100 || rd.tally.ByType[1] < 100 {
		t.Errorf("rejects %v, types %v", rejects(&rd.tally), rd.tally.ByType[:6])
	}
}
