package encounter

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"github.com/plimsoll-watch/plimsoll/sea/track"
)

// Method is the name and version of the rules of this package.
const Method = "encounter/1"

// Params are the numbers of encounter/1. [Standard] returns those of the method;
// any other value makes another rule, and [Params.Method] says which.
type Params struct {
	DistanceM    int `json:"distance_m"`    // contact: the high edge of the hull gap
	ContactMin   int `json:"contact_min"`   // least contact of an encounter
	SeparatedMin int `json:"separated_min"` // most minutes known to be apart in one break
	UnknownMin   int `json:"unknown_min"`   // most unknown minutes in one break

	SlowKn          float64 `json:"slow_kn"`           // both medians under it: slow
	RelativeKn      float64 `json:"relative_kn"`       // under way together: median difference of velocity under it
	RelativeOverMin int     `json:"relative_over_min"` // over which velocity is taken
	CourseDeg       int     `json:"course_deg"`        // and courses within

	AccurateM   int    `json:"accurate_m"`   // a place with the accuracy flag is good to
	InaccurateM int    `json:"inaccurate_m"` // and without it
	ClosenessM  [3]int `json:"closeness_m"`  // classes

	WithinM        int     `json:"sts_within_m"`
	FromPortM      int     `json:"sts_from_port_m"`
	LeastFixes     int     `json:"sts_fixes"`
	LeastObserved  int     `json:"sts_observed_min"`
	BunkerLengthM  int     `json:"bunkering_length_m"`
	BunkerRatio    float64 `json:"bunkering_ratio"`
	BerthPortM     int     `json:"berth_port_m"`
	BerthAnchorM   int     `json:"berth_anchorage_m"`
	BerthWithinM   int     `json:"berth_within_m"`
	LighteringNear int     `json:"lightering_on_file_m"` // a list of areas speaks for waters this near to one of them
}

// Standard returns the numbers of methods page encounter/1.
func Standard() Params {
	return Params{
		DistanceM: 500, ContactMin: 120, SeparatedMin: 20, UnknownMin: 240,
		SlowKn: 2, RelativeKn: 0.5, RelativeOverMin: 10, CourseDeg: 20,
		AccurateM: 10, InaccurateM: 30, ClosenessM: [3]int{100, 200, 500},
		WithinM: 200, FromPortM: 10_000, LeastFixes: 3, LeastObserved: 30,
		BunkerLengthM: 120, BunkerRatio: 1.5,
		BerthPortM: 10_000, BerthAnchorM: 3_000, BerthWithinM: 100,
		LighteringNear: 370_400, // 200 nautical miles
	}
}

// Method returns "encounter/1", with the numbers that differ from the standard
// in brackets, by name.
func (p Params) Method() string {
	std, own := numbers(Standard()), numbers(p)
	var changed []string
	for _, name := range slices.Sorted(maps.Keys(own)) {
		if !bytes.Equal(own[name], std[name]) {
			changed = append(changed, name+" "+string(own[name]))
		}
	}
	if len(changed) == 0 {
		return Method
	}
	return Method + " (" + strings.Join(changed, ", ") + ")"
}

// numbers returns the parameters as JSON, by name.
func numbers(p Params) (byName map[string]json.RawMessage) {
	text, err := json.Marshal(p)
	if err == nil {
		err = json.Unmarshal(text, &byName)
	}
	if err != nil {
		return nil // a struct of numbers always marshals
	}
	return byName
}

// Rules returns the SHA-256 of the parameters of this method and of track/1 as
// JSON, "sha256:…".
func (p Params) Rules() string {
	text, err := json.Marshal(struct {
		Method string         `json:"method"`
		Track  map[string]int `json:"track/1"`
		Params Params         `json:"encounter/1"`
	}{p.Method(), map[string]int{
		"max_kn": track.MaxKn, "near_m": track.NearM, "min_fixes": track.MinFixes, "repeat_s": track.RepeatS,
		"interpolate_s": track.InterpolateS, "segment_s": track.SegmentS, "heading_s": track.HeadingS,
		"observed_s": track.ObservedS, "unknown_length_m": track.UnknownLengthM,
		"window_s": track.WindowS, "max_tracks": track.MaxTracks,
	}, p})
	if err != nil {
		return "" // a struct of numbers always marshals
	}
	sum := sha256.Sum256(text)
	return "sha256:" + hex.EncodeToString(sum[:])
}
