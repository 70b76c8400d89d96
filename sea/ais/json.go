package ais

import (
	"encoding/json"
	"math"
	"strconv"
)

// AppendJSON appends r as one JSON object, without a line end. Names and units
// are gpsd's (AIVDM/AIVDO protocol decoding, "scaled"): degrees, knots, metres,
// degrees a minute. Added are received (when, RFC 3339), station, channel, own (a
// VDO) and source. What is absent has no key. A type 24 B has the vendor as three
// characters, model and serial number (M.1371-5), no text of seven characters.
func AppendJSON(dst []byte, r *Report, source string) []byte {
	o := object{dst}
	o.b = append(o.b, `{"class":"AIS"`...)
	if r.Type > 0 {
		o.number("type", int64(r.Type))
		o.number("repeat", int64(r.Repeat))
	}
	o.number("mmsi", int64(r.MMSI))
	o.b = append(o.b, `,"scaled":true`...)
	o.movement(r)
	o.static(r)
	o.flags(r)
	o.receipt(r, source)
	return append(o.b, '}')
}

// object is a JSON object being written; every key follows another.
type object struct{ b []byte }

// movement writes what changes with every report.
func (o *object) movement(r *Report) {
	if r.Is(HasStatus) {
		o.number("status", int64(r.Status))
	}
	if r.Is(HasROT) {
		o.turn(r.ROT)
	}
	if r.Is(HasSOG) {
		o.tenths("speed", int64(r.SOG))
	}
	if r.Is(HasAccuracy) {
		o.flag("accuracy", r.Accurate)
	}
	if r.Is(HasPlace) {
		o.degrees("lon", r.Place.Lon)
		o.degrees("lat", r.Place.Lat)
	}
	if r.Is(HasCOG) {
		o.tenths("course", int64(r.COG))
	}
	if r.Is(HasHeading) {
		o.number("heading", int64(r.Heading))
	}
	if r.hasMotion() && r.Second != 60 {
		o.number("second", int64(r.Second))
	}
	if r.Is(HasBaseTime) {
		o.key("timestamp")
		o.moment(r.BaseTime)
	}
}

// hasMotion reports whether r is of a type with the fields of [message.motion].
func (r *Report) hasMotion() bool {
	return r.Type >= 1 && r.Type <= 3 || r.Type == 18 || r.Type == 19
}

// turn writes the rate of turn in degrees a minute, ROT = 4.733 times its root;
// 127 and more says only which way (M.1371-5, table 48).
func (o *object) turn(rot int8) {
	o.key("turn")
	switch rot {
	case 127:
		o.b = append(o.b, `"fastright"`...)
	case -127:
		o.b = append(o.b, `"fastleft"`...)
	default:
		root := float64(rot) / 4.733
		o.b = strconv.AppendFloat(o.b, math.Copysign(root*root, root), 'f', 1, 64)
	}
}

// static writes who the ship is and where she is bound.
func (o *object) static(r *Report) {
	if r.Part != 0 {
		o.text("part", []byte{r.Part})
	}
	if r.Is(HasIMO) {
		o.number("imo", int64(r.IMO))
	}
	o.text("callsign", r.CallSign)
	o.text("shipname", r.Name)
	if r.Is(HasShipType) {
		o.number("shiptype", int64(r.ShipType))
	}
	o.text("vendorid", r.Vendor)
	if r.Part == 'B' {
		o.number("model", int64(r.Rest>>22&15))
		o.number("serial", int64(r.Rest>>2&0xfffff))
	}
	if r.Is(HasSize) {
		o.number("to_bow", int64(r.Size.A))
		o.number("to_stern", int64(r.Size.B))
		o.number("to_port", int64(r.Size.C))
		o.number("to_starboard", int64(r.Size.D))
	}
	if r.Mothership != 0 {
		o.number("mothership_mmsi", int64(r.Mothership))
	}
	if r.EPFD != 0 {
		o.number("epfd", int64(r.EPFD))
	}
	if r.Is(HasETA) {
		o.eta(r.ETA)
	}
	if r.Is(HasDraught) {
		o.tenths("draught", int64(r.Draught))
	}
	o.text("destination", r.Destination)
}

// eta writes month, day, hour and minute; 24 and 60 are gpsd's "not available".
func (o *object) eta(v uint32) {
	o.key("eta")
	o.b = append(appendPadded(append(o.b, '"'), int(v>>16), 10), '-')
	o.b = append(appendPadded(o.b, int(v>>11&31), 10), 'T')
	o.b = append(appendPadded(o.b, int(v>>6&31), 10), ':')
	o.b = append(appendPadded(o.b, int(v&63), 10), 'Z', '"')
}

// flags writes what Rest and Radio hold; see decode for where the bits are.
func (o *object) flags(r *Report) {
	rest := func(bit int) bool { return r.Rest>>bit&1 == 1 }
	switch r.Type {
	case 1, 2, 3, 4, 11, 18:
		if !r.Is(HasRadio) {
			return // cut short
		}
	}
	switch r.Type {
	case 1, 2, 3:
		o.number("maneuver", int64(r.Maneuver))
	case 5:
		o.number("ais_version", int64(r.Rest>>2))
		o.number("dte", int64(r.Rest>>1&1))
		return
	case 18:
		o.number("reserved", int64(r.Rest>>8))
		o.number("regional", int64(r.Rest>>6&3))
		o.flag("cs", rest(5))
		o.flag("display", rest(4))
		o.flag("dsc", rest(3))
		o.flag("band", rest(2))
		o.flag("msg22", rest(1))
		o.flag("assigned", rest(0))
	case 19:
		o.number("reserved", int64(r.Rest>>10))
		o.number("regional", int64(r.Rest>>6&15))
		o.number("dte", int64(r.Rest>>5&1))
		o.flag("assigned", rest(4))
	case 27:
		o.flag("gnss", rest(1)) // as sent and as gpsd prints it: false is a current position
	case 0, 24:
		return
	}
	o.flag("raim", r.RAIM)
	if r.Is(HasRadio) {
		o.number("radio", int64(r.Radio))
	}
}

// receipt writes how the report came here.
func (o *object) receipt(r *Report, source string) {
	if r.Is(HasTime) {
		o.key("received")
		o.moment(r.Time)
	}
	o.text("station", r.Station)
	if r.Channel != 0 {
		o.text("channel", []byte{r.Channel})
	}
	if r.Own {
		o.flag("own", true)
	}
	o.text("source", []byte(source))
}

func (o *object) key(name string) {
	o.b = append(append(append(o.b, ',', '"'), name...), '"', ':')
}

func (o *object) number(name string, v int64) {
	o.key(name)
	o.b = strconv.AppendInt(o.b, v, 10)
}

func (o *object) flag(name string, v bool) {
	o.key(name)
	o.b = strconv.AppendBool(o.b, v)
}

func (o *object) tenths(name string, v int64) {
	o.key(name)
	o.b = append(strconv.AppendInt(o.b, v/10, 10), '.', byte('0'+v%10))
}

func (o *object) degrees(name string, fine int32) {
	o.key(name)
	o.b = appendDegrees(o.b, fine)
}

func (o *object) moment(seconds uint32) {
	o.b = append(appendTime(append(o.b, '"'), seconds), 'Z', '"')
}

// text writes a text that is there. Bytes that are no UTF-8 become U+FFFD.
func (o *object) text(name string, v []byte) {
	if len(v) == 0 {
		return
	}
	o.key(name)
	for _, c := range v {
		if c < ' ' || c > '~' || c == '"' || c == '\\' {
			quoted, _ := json.Marshal(string(v)) // a string always marshals
			o.b = append(o.b, quoted...)
			return
		}
	}
	o.b = append(append(append(o.b, '"'), v...), '"')
}
