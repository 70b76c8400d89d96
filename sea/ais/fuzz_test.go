package ais

import (
	"bytes"
	"context"
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// FuzzReadNMEA reads anything: no panic, no report without a sentence, and every
// report can be written and read again.
func FuzzReadNMEA(f *testing.F) {
	p, v := aPosition(), aVoyage()
	p.Time, p.Has = t0, p.Has|HasTime
	f.Add(Encode(Encode(nil, p, EncodeOptions{TagBlock: true, Station: "one"}), v, EncodeOptions{TagBlock: true, Sequence: 7, Channel: 'B'}))
	f.Fuzz(func(t *testing.T, text []byte) {
		for _, opt := range []Options{{}, {BadChecksum: true}} {
			receipts := 0
			tally, _ := ReadNMEA(context.Background(), bytes.NewReader(text), opt, func(_ int, r *Report) {
				receipts += r.Receipts
				sameAgain(t, r)
				if r.Line == 0 || int(r.Line) > bytes.Count(text, []byte("\n"))+1 {
					t.Errorf("line %d", r.Line)
				}
				if b := AppendJSON(nil, r, "x"); !json.Valid(b) {
					t.Errorf("not JSON: %s", b)
				}
			})
			if receipts > tally.Sentences || tally.Reports > receipts {
				t.Errorf("%d reports from %d of %d sentences", tally.Reports, receipts, tally.Sentences)
			}
		}
	})
}

// FuzzDecodePayload decodes any payload: what is handed on can be written and
// read again, and is on the Earth.
func FuzzDecodePayload(f *testing.F) {
	for _, r := range []*Report{
		aPosition(), aVoyage(), {Type: 18, Has: HasPlace}, {Type: 19, Has: HasPlace}, {Type: 27, Has: HasPlace},
		{Type: 4}, {Type: 24, Part: 'A'}, {Type: 24, Part: 'B', MMSI: 980000001},
	} {
		var m message
		m.encode(r)
		payload, fill := m.armour(nil)
		f.Add(payload, byte(fill))
	}
	f.Fuzz(func(t *testing.T, payload []byte, fill byte) {
		var r Report
		if _, ok := DecodePayload(payload, int(fill%6), &r); ok {
			sameAgain(t, &r)
		}
	})
}

// sameAgain writes r and decodes it again.
func sameAgain(t *testing.T, r *Report) {
	t.Helper()
	if r.Is(HasPlace) && !r.Place.Valid() || r.COG > 3599 || r.Heading > 359 || r.SOG > 1022 {
		t.Errorf("out of range: %+v", r)
	}
	var m message
	if !m.encode(r) {
		t.Fatalf("type %d is not written", r.Type)
	}
	payload, fill := m.armour(nil)
	var again Report
	if why, ok := DecodePayload(payload, fill, &again); !ok {
		t.Fatalf("written again it is rejected: %s", why)
	}
	want := clone(r)
	for _, x := range []*Report{&want, &again} { // what the payload does not hold, or may lack when cut
		x.Time, x.Line, x.Receipts, x.Station, x.Talker, x.Channel, x.Own = 0, 0, 0, nil, [2]byte{}, 0, false
		x.Has &^= HasTime | HasRadio | HasStatus | HasAccuracy
		if x.Status == 0 {
			x.Status = 15
		}
		x.Rest, x.Radio = 0, 0
	}
	if diff := cmp.Diff(want, again); diff != "" {
		t.Errorf("written again (-was +is):\n%s", diff)
	}
}

// FuzzTagBlock parses any tag block.
func FuzzTagBlock(f *testing.F) {
	f.Add(appendSum([]byte("g:1-2-7218,s:117,c:1668046497,n:1,d:x,q:u"), 0), true)
	f.Fuzz(func(t *testing.T, b []byte, keep bool) {
		var tag tagBlock
		wrong, ok := tag.parse(b, keep)
		if tag.timed && (tag.time < firstTime || tag.time >= endTime) {
			t.Errorf("time %d", tag.time)
		}
		if g := tag.group; g.number > g.total || g.total > 9 {
			t.Errorf("group %v", g)
		}
		if !ok && wrong == oddTagSum && !keep && !cmp.Equal(tag, tagBlock{}, cmp.AllowUnexported(tagBlock{}, stamp{}, group{})) {
			t.Errorf("used in spite of its checksum: %+v", tag)
		}
		_ = wrong.String()
	})
}
