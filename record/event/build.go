package event

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
	"time"

	"github.com/plimsoll-watch/plimsoll/base/geo"
	"github.com/plimsoll-watch/plimsoll/base/quantity"
	"github.com/plimsoll-watch/plimsoll/sea/ais"
	"github.com/plimsoll-watch/plimsoll/sea/detect"
	"github.com/plimsoll-watch/plimsoll/sea/encounter"
	"github.com/plimsoll-watch/plimsoll/sea/port"
	"github.com/plimsoll-watch/plimsoll/sea/track"
)

// Builder joins what sea saw with what is looked for and on file.
type Builder struct {
	Params   encounter.Params
	Facts    string // digest of the tables used
	Wanted   []Wanted
	Measures []Measure // that an act at sea could touch
	Flag     func(mid int) (iso2, state string, ok bool)
	Shore    func(geo.Point) float64 // metres; nil: not known
	Reported func(geo.Point) []port.Area
	Files    []detect.FileSurvey
}

// NotChecked returns what no event of this program was checked against.
func NotChecked() []string {
	return []string{
		"satellite images", "paper draughts", "registers of ships and their deadweight", "ownership and control",
		"ships that do not transmit",
	}
}

// Build returns the event of an encounter.
func (b *Builder) Build(f *detect.Found) Event {
	e := &f.Encounter
	out := Event{
		Schema: Schema, Kind: "encounter", Method: b.Params.Method(), Rules: b.Params.Rules(), Facts: b.Facts,
		Version: 1, State: "closed", Start: minute(e.Start), End: minute(e.End), EndReason: string(e.EndReason),
		Place: b.place(f), STS: f.STS.Word, STSWhy: f.STS.Why,
		Measured: measured(e), Circumstances: b.circumstances(f),
		NotChecked: NotChecked(),
	}
	if e.Open() {
		out.State = "open"
	}
	out.ID = ID(out.Method, e.Ships[0].String(), e.Ships[1].String(), out.Start)
	for i := range f.Ships {
		out.Ships = append(out.Ships, b.ship(e.Ships[i], f.Of[i], &f.Ships[i]))
		out.Listed = append(out.Listed, b.listed(i, e, &f.Ships[i])...)
	}
	out.Engaged = b.engaged(f, &out)
	out.Invented = inventedBy(out.Ships)
	for i := range f.Explanations {
		out.ConsistentWith = append(out.ConsistentWith, explanation(&f.Explanations[i]))
	}
	for _, l := range f.Lines {
		file := &b.Files[l.File]
		out.Inputs = append(out.Inputs, Input{file.Name, file.SHA256, l.First, l.Last})
	}
	return out
}

func minute(m uint32) time.Time { return time.Unix(int64(m)*60, 0).UTC() }

// ID returns the id of an encounter: the first 16 hex digits of the SHA-256 of
// "plimsoll.event/1", the method, both keys (the second empty for one ship) and the
// start, each followed by a line feed.
func ID(method, key1, key2 string, start time.Time) string {
	text := strings.Join([]string{Schema, method, key1, key2, start.UTC().Format("2006-01-02T15:04:05Z"), ""}, "\n")
	sum := sha256.Sum256([]byte(text))
	return "enc-" + hex.EncodeToString(sum[:8])
}

func (b *Builder) ship(k track.Key, of int, id *track.Identity) Ship {
	s := Ship{
		MMSI: k.MMSI.String(), Name: id.Name, CallSign: id.CallSign,
		Identity: Identity{Basis: "broadcast", Messages: id.Messages, Rows: id.Rows},
	}
	if of > 1 {
		s.Hull = int(k.Hull)
	}
	if id.Has&ais.HasIMO != 0 {
		s.IMO = id.IMO.String()
	}
	if mid, ok := k.MMSI.MID(); ok && b.Flag != nil {
		if iso2, _, known := b.Flag(mid); known {
			s.Flag = iso2
		}
	}
	if id.Has&ais.HasShipType != 0 {
		t := int(id.ShipType)
		s.ShipType = &t
	}
	s.LengthM, s.BeamM = known(id.Size.Length()), known(id.Size.Beam())
	if id.FirstSeen > 0 {
		first := time.Unix(int64(id.FirstSeen), 0).UTC()
		s.Identity.FirstSeen = &first
	}
	for _, c := range id.Conflicts {
		s.Identity.Conflicts = append(s.Identity.Conflicts, c.String())
	}
	return s
}

// inventedBy says that ships are made up when their own names say so.
func inventedBy(ships []Ship) string {
	for i := range ships {
		if strings.HasPrefix(ships[i].Name, "INVENTED ") {
			return "ships whose names begin with INVENTED are made up, with their numbers, fixes and voyages"
		}
	}
	return ""
}

// known returns a pointer to a figure that is 0 when it is not known.
func known(n int) *int {
	if n == 0 {
		return nil
	}
	return &n
}

func (b *Builder) place(f *detect.Found) Place {
	p := Place{Lat: Degrees(f.Place.Lat), Lon: Degrees(f.Place.Lon)}
	if s := &f.Site; s.PortM >= 0 {
		p.Port = &Port{s.Port.Locode, s.Port.Name, s.PortM}
	}
	if s := &f.Site; s.AnchorageM >= 0 {
		p.Anchorage = &Anchorage{s.Anchorage.State, s.AnchorageM}
	}
	if b.Shore != nil {
		shore := quantity.Metres(b.Shore(f.Place)).Round()
		p.ShoreM = &shore
	}
	return p
}

func explanation(x *encounter.Explanation) Explanation {
	words := map[encounter.Met]string{encounter.Yes: "met", encounter.No: "not-met", encounter.Unknown: "unknown"}
	out := Explanation{What: x.What, Cargo: x.Cargo, Verdict: words[x.Verdict()]}
	for _, t := range x.Tests {
		test := Test{Test: t.Name, Met: string(t.Met), Rule: t.Rule, Text: t.Text, AnyOf: t.AnyOf}
		for _, v := range t.Value {
			test.Value = append(test.Value, v)
		}
		out.Tests = append(out.Tests, test)
	}
	return out
}

func measured(e *encounter.Encounter) Measured {
	m := Measured{
		ContactMin: e.ContactMin, ObservedMin: e.ObservedMin, InterpolatedMin: e.InterpolatedMin,
		UnknownMin: e.UnknownMin, SeparatedMin: e.SeparatedMin, Fixes: e.Fixes,
		DistanceM: Spread{e.DistanceMin, e.DistanceMedian, e.DistanceMax},
		HullGapM:  LowHigh{e.Low, e.High}, WithinM: Within{e.Sure, e.Possible},
		Motion: string(e.Motion), SpeedKn: [2]Tenth{Tenth(e.Speed[0]), Tenth(e.Speed[1])},
	}
	if e.HasRelative {
		relative := Tenth(e.Relative)
		m.RelativeSpeedKn = &relative
	}
	if e.HasCourse {
		course := e.Course
		m.CourseDiffDeg = &course
	}
	if e.HasHeading {
		heading := e.Heading
		m.HeadingDiffDeg = &heading
	}
	return m
}

// circumstances are worth knowing and decide nothing.
func (b *Builder) circumstances(f *detect.Found) []Circumstance {
	share := quantity.Decimals(float64(f.NightMin)/float64(f.ContactMin), 2)
	out := []Circumstance{{"night", share, fmt.Sprintf("%d of %d minutes in contact with the sun down", f.NightMin, f.ContactMin)}}
	if b.Reported != nil {
		for _, zone := range b.Reported(f.Place) {
			out = append(out, Circumstance{"area-of-reported-transfers", zone.Name,
				"inside an area drawn by us from places told in words, uncertain by 80 to 170 km: " + zone.Name})
		}
	}
	for i, d := range f.Draught {
		if d.Before == 0 || d.After == 0 || d.Before == d.After {
			continue
		}
		out = append(out, Circumstance{"draught", []any{i, Tenth(d.Before) / 10, Tenth(d.After) / 10},
			fmt.Sprintf("ship %d: draught %.1f m before, %.1f m after, within 12 h; typed by hand", i+1, float64(d.Before)/10, float64(d.After)/10)})
	}
	return out
}
