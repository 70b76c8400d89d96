package encounter_test

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/plimsoll-watch/plimsoll/base/geo"
	"github.com/plimsoll-watch/plimsoll/base/vessel"
	"github.com/plimsoll-watch/plimsoll/sea/ais"
	"github.com/plimsoll-watch/plimsoll/sea/port"
	"github.com/plimsoll-watch/plimsoll/sea/track"
)

// scene is what the lines of a picture have drawn so far.
//
//	ship 599000101 tanker 183x32 ref 150,33,16,16
//	22:00 at 29.9100N 125.0200E hdg 0 0.3kn
//	22:05 to 4/02:00 every 5m at 29.9100N 125.0200E course 90 0.3kn says 2kn
//	22:05 to 4/02:00 every 5m beside 599000101 40m/090 accurate
//	port 29.9N 125.1E Nowhere
//	anchorage 29.9N 125.1E
//	area 27N 96W 29N 93W Southtex
//
// A ship's kind is tanker, cargo, tug, towing, pilot, fishing, tender or "type 37";
// its size is known with the place of the antenna (ref), without it, or not at all.
// A name, a call sign and the like are left out: encounter/1 does not read them.
// Times are UTC on 3 September 2018, "4/" the next day. A course goes along a great
// circle at the speed given, which is reported too unless it "says" another.
type scene struct {
	ships []*drawn
	said  []track.Static
	site  surroundings
}

// drawn is a ship and its fixes in the order drawn.
type drawn struct {
	mmsi vessel.MMSI
	said uint32
	rows []track.Row
}

func (s *scene) Static(id uint32) *track.Static { return &s.said[id-1] }

// dayOne is 3 September 2018.
const dayOne = 1535932800

// line adds one line to the scene; ok is false when it is a command.
func (s *scene) line(text string) (ok bool, err error) {
	words := strings.Fields(text)
	switch words[0] {
	case "ship":
		return true, s.ship(words[1:])
	case "port", "anchorage", "area":
		return true, s.onFile(words[0], words[1:])
	}
	if words[0][0] < '0' || words[0][0] > '9' {
		return false, nil
	}
	if len(s.ships) == 0 {
		return true, fmt.Errorf("no ship to go there")
	}
	return true, s.stretch(words)
}

// kinds are the ship types of the words for them.
func kindOf(word string) (shipType uint8, ok bool) {
	switch word {
	case "tanker":
		return 80, true
	case "cargo":
		return 70, true
	case "fishing":
		return 30, true
	case "towing":
		return 31, true
	case "tug":
		return 52, true
	case "pilot":
		return 50, true
	case "tender":
		return 53, true
	}
	return 0, false
}

func (s *scene) ship(words []string) error {
	mmsi, err := strconv.Atoi(words[0])
	if err != nil {
		return err
	}
	var said track.Static
	for i := 1; i < len(words); i++ {
		kind, isKind := kindOf(words[i])
		var length, beam uint16
		switch {
		case isKind:
			said.ShipType, said.Has = kind, said.Has|ais.HasShipType
		case words[i] == "type" && i+1 < len(words):
			i++
			n, err := strconv.ParseUint(words[i], 10, 8)
			if err != nil {
				return err
			}
			said.ShipType, said.Has = uint8(n), said.Has|ais.HasShipType
		case words[i] == "ref" && i+1 < len(words):
			i++
			z := &said.Size
			length, beam := z.Length(), z.Beam()
			if _, err := fmt.Sscanf(words[i], "%d,%d,%d,%d", &z.A, &z.B, &z.C, &z.D); err != nil {
				return err
			}
			if z.Length() != length || z.Beam() != beam {
				return fmt.Errorf("%s is not %dx%d", words[i], length, beam)
			}
			z.Reference = true
		default:
			if _, err := fmt.Sscanf(words[i], "%dx%d", &length, &beam); err != nil {
				return fmt.Errorf("%q is not understood", words[i])
			}
			said.Size, said.Has = vessel.Size{A: length, C: beam}, said.Has|ais.HasSize
		}
	}
	d := &drawn{mmsi: vessel.MMSI(mmsi)}
	if said.Has != 0 {
		s.said = append(s.said, said)
		d.said = uint32(len(s.said))
	}
	s.ships = append(s.ships, d)
	return nil
}

// stretch adds one fix, or one every so often.
func (s *scene) stretch(words []string) error {
	from, err := timeOf(words[0])
	if err != nil {
		return err
	}
	to, every := from, uint32(1)
	rest := words[1:]
	if len(rest) >= 4 && rest[0] == "to" && rest[2] == "every" {
		if to, err = timeOf(rest[1]); err != nil {
			return err
		}
		if every, err = spanOf(rest[3]); err != nil {
			return err
		}
		rest = rest[4:]
	}
	m, err := s.movement(rest)
	if err != nil {
		return err
	}
	ship := s.ships[len(s.ships)-1]
	for t := from; t <= to; t += every {
		at, err := m.at(t, t-from)
		if err != nil {
			return err
		}
		r := m.row
		r.MMSI, r.Time, r.Said, r.Place, r.Line = ship.mmsi, t, ship.said, at.Point().Fine(), uint32(len(ship.rows)+1)
		ship.rows = append(ship.rows, r)
	}
	return nil
}

// movement is where a ship is on a stretch, and what its fixes carry.
type movement struct {
	row    track.Row
	from   geo.Vec
	beside *drawn
	metres float64
	course float64 // of the ship, or the bearing from the other
	knots  float64
	moves  bool
}

func (s *scene) movement(words []string) (m movement, err error) {
	m.row.Flags = track.HasPlace
	for i := 0; i < len(words) && err == nil; i++ {
		next := func() string {
			i++
			if i < len(words) {
				return words[i]
			}
			return ""
		}
		switch w := words[i]; {
		case w == "at":
			var p geo.Point
			p, err = placeOf(next(), next())
			m.from = p.Vec()
		case w == "beside":
			m.beside, err = s.named(next())
			if _, e := fmt.Sscanf(next(), "%fm/%f", &m.metres, &m.course); err == nil {
				err = e
			}
		case w == "course":
			m.moves = true
			m.course, err = strconv.ParseFloat(next(), 64)
		case w == "hdg":
			var n uint64
			n, err = strconv.ParseUint(next(), 10, 16)
			m.row.Heading, m.row.Flags = uint16(n), m.row.Flags|track.HasHeading
		case w == "accurate":
			m.row.Flags |= track.Accurate
		case w == "says" && i+1 < len(words):
			var kn float64
			kn, err = strconv.ParseFloat(strings.TrimSuffix(next(), "kn"), 64)
			m.row.SOG, m.row.Flags = uint16(math.Round(kn*10)), m.row.Flags|track.HasSOG
		case strings.HasSuffix(w, "kn"):
			m.knots, err = strconv.ParseFloat(strings.TrimSuffix(w, "kn"), 64)
			m.row.SOG, m.row.Flags = uint16(math.Round(m.knots*10)), m.row.Flags|track.HasSOG
		default:
			err = fmt.Errorf("%q is not understood", w)
		}
	}
	return m, err
}

// at returns the place at t, seconds after the stretch began.
func (m *movement) at(t, seconds uint32) (geo.Vec, error) {
	switch {
	case m.beside != nil:
		at, err := m.beside.at(t)
		return geo.Destination(at, m.course, m.metres), err
	case m.moves:
		return geo.Destination(m.from, m.course, m.knots*geo.MetresPerNauticalMile/3600*float64(seconds)), nil
	}
	return m.from, nil
}

// at returns where the ship was drawn at t: on a fix or between two.
func (d *drawn) at(t uint32) (geo.Vec, error) {
	for i := range d.rows {
		r := &d.rows[i]
		switch {
		case r.Time == t:
			return r.Place.Vec(), nil
		case r.Time > t && i > 0:
			before := &d.rows[i-1]
			return geo.Between(before.Place.Vec(), r.Place.Vec(), float64(t-before.Time)/float64(r.Time-before.Time)), nil
		}
	}
	return geo.Vec{}, fmt.Errorf("%v is nowhere at %s", d.mmsi, timeText(t))
}

// named returns the ship last drawn with an MMSI.
func (s *scene) named(word string) (*drawn, error) {
	for i := len(s.ships) - 1; i >= 0; i-- {
		if s.ships[i].mmsi.String() == word {
			return s.ships[i], nil
		}
	}
	return nil, fmt.Errorf("no ship %q was drawn", word)
}

// hulls builds the hulls of all ships as the pipeline does, in order of keys.
func (s *scene) hulls() (hulls []*track.Hull, removed track.Removed) {
	var rows []track.Row
	for _, d := range s.ships {
		rows = append(rows, d.rows...)
	}
	track.Sort(rows)
	for len(rows) > 0 {
		n := 1
		for n < len(rows) && rows[n].MMSI == rows[0].MMSI {
			n++
		}
		built, r := track.Build(rows[:n], s)
		hulls = append(hulls, built...)
		removed.Repeat += r.Repeat
		removed.SameSecond += r.SameSecond
		removed.Jump += r.Jump
		rows = rows[n:]
	}
	return hulls, removed
}

// timeOf reads 22:00, 22:00:30 or 4/02:00.
func timeOf(word string) (uint32, error) {
	day := 3
	if before, after, found := strings.Cut(word, "/"); found {
		n, err := strconv.Atoi(before)
		if err != nil {
			return 0, err
		}
		day, word = n, after
	}
	var h, m, s int
	if _, err := fmt.Sscanf(word, "%d:%d:%d", &h, &m, &s); err != nil {
		s = 0
		if _, err := fmt.Sscanf(word, "%d:%d", &h, &m); err != nil {
			return 0, fmt.Errorf("%q is no time", word)
		}
	}
	return uint32(dayOne + (day-3)*86400 + h*3600 + m*60 + s), nil
}

func timeText(t uint32) string {
	t -= dayOne
	text := fmt.Sprintf("%02d:%02d", t/3600%24, t/60%60)
	if t%60 != 0 {
		text += fmt.Sprintf(":%02d", t%60)
	}
	if t >= 86400 {
		return fmt.Sprintf("%d/%s", 3+t/86400, text)
	}
	return text
}

// spanOf reads 5m, 30s or 1h.
func spanOf(word string) (uint32, error) {
	n, err := strconv.ParseUint(word[:len(word)-1], 10, 32)
	if err != nil {
		return 0, err
	}
	switch word[len(word)-1] {
	case 's':
		return uint32(n), nil
	case 'm':
		return uint32(n * 60), nil
	case 'h':
		return uint32(n * 3600), nil
	}
	return 0, fmt.Errorf("%q is no span", word)
}

// placeOf reads 29.9100N 125.0200E.
func placeOf(lat, lon string) (p geo.Point, err error) {
	if p.Lat, err = degrees(lat, "N", "S"); err != nil {
		return p, err
	}
	p.Lon, err = degrees(lon, "E", "W")
	return p, err
}

func degrees(word, plus, minus string) (float64, error) {
	sign := 1.0
	if strings.HasSuffix(word, minus) {
		sign = -1
	}
	x, err := strconv.ParseFloat(strings.TrimRight(word, plus+minus), 64)
	return sign * x, err
}

// surroundings is what a scene has on file.
type surroundings struct {
	ports      []port.Port
	anchorages []port.Anchorage
	areas      []port.Area
}

func (s *scene) onFile(kind string, words []string) error {
	if len(words) < 2 {
		return fmt.Errorf("no place")
	}
	at, err := placeOf(words[0], words[1])
	if err != nil {
		return err
	}
	switch {
	case kind == "port" && len(words) == 3:
		s.site.ports = append(s.site.ports, port.Port{Name: words[2], Place: at})
	case kind == "anchorage" && len(words) == 2:
		s.site.anchorages = append(s.site.anchorages, port.Anchorage{Place: at})
	case kind == "area" && len(words) == 5:
		far, err := placeOf(words[2], words[3])
		if err != nil {
			return err
		}
		s.site.areas = append(s.site.areas, port.Area{Name: words[4], Source: "33 CFR 156.300",
			Polygon: geo.Polygon{{at, {Lat: at.Lat, Lon: far.Lon}, far, {Lat: far.Lat, Lon: at.Lon}}}})
	default:
		return fmt.Errorf("%s %s is not understood", kind, strings.Join(words, " "))
	}
	return nil
}

func (s *surroundings) NearestPort(p geo.Point) (nearest port.Port, metres float64, ok bool) {
	for _, x := range s.ports {
		if m := geo.Distance(p, x.Place); !ok || m < metres {
			nearest, metres, ok = x, m, true
		}
	}
	return nearest, metres, ok
}

func (s *surroundings) NearestAnchorage(p geo.Point) (nearest port.Anchorage, metres float64, ok bool) {
	for _, x := range s.anchorages {
		if m := geo.Distance(p, x.Place); !ok || m < metres {
			nearest, metres, ok = x, m, true
		}
	}
	return nearest, metres, ok
}

func (s *surroundings) LighteringAt(p geo.Point) (inside *port.Area, nearestM float64, known bool) {
	for i := range s.areas {
		a := &s.areas[i]
		if a.Polygon.Contains(p) {
			return a, 0, true
		}
		if m := a.Polygon.DistanceToEdge(p); !known || m < nearestM {
			nearestM, known = m, true
		}
	}
	return nil, nearestM, known
}
