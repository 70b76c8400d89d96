package event

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/plimsoll-watch/plimsoll/base/day"
	"github.com/plimsoll-watch/plimsoll/sea/detect"
	"github.com/plimsoll-watch/plimsoll/sea/encounter"
)

func parsed(t *testing.T, s string) day.Date {
	t.Helper()
	d, err := day.Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// TestEngaged: an act is tested against the measures in force on its day; a measure
// that touches only listed ships is looked at when a ship broadcasts the number of one.
func TestEngaged(t *testing.T) {
	sts := Measure{Name: "STS", From: parsed(t, "2017-09-11"), Elements: []Element{{"act", "goods pass"}, {"flag", "DPRK flag"}}}
	ports := Measure{Name: "PORT", From: parsed(t, "2017-08-05"), Listing: true, Elements: []Element{{"designation", "designated"}, {"place", "in a port"}}}
	ended := Measure{Name: "ENDED", From: parsed(t, "2016-03-02"), To: parsed(t, "2018-09-07"), Elements: []Element{{"act", "x"}}}
	later := Measure{Name: "LATER", From: parsed(t, "2018-09-10"), Elements: []Element{{"act", "x"}}}
	b := Builder{Params: encounter.Standard(), Measures: []Measure{sts, ports, ended, later}}
	found := func(portM int) *detect.Found {
		return &detect.Found{Site: encounter.Site{PortM: portM, AnchorageM: -1}}
	}
	act := func(flags ...string) Event {
		e := Event{Start: parsed(t, "2018-09-08").First().Time()}
		for _, f := range flags {
			e.Ships = append(e.Ships, Ship{MMSI: "599000101", Flag: f})
		}
		return e
	}
	for _, c := range []struct {
		name  string
		e     Event
		portM int
		want  []string
	}{
		{"no flag known", act("", ""), 281_000, []string{"STS goods pass unknown", "STS DPRK flag unknown"}},
		{"flags of others", act("PA", "CN"), 281_000, []string{"STS goods pass unknown", "STS DPRK flag no"}},
		{"one flag known", act("PA", ""), 281_000, []string{"STS goods pass unknown", "STS DPRK flag unknown"}},
		{"a DPRK MMSI", act("PA", "KP"), 281_000, []string{"STS goods pass unknown", "STS DPRK flag yes"}},
	} {
		if diff := cmp.Diff(c.want, engagedText(b.engaged(found(c.portM), &c.e))); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
	e := act("", "")
	e.Listed = []Listed{{Measures: []StatusMeasure{{Measure: "PORT"}}}}
	for portM, met := range map[int]string{281_000: "no", 9_000: "unknown", -1: "unknown"} {
		got := engagedText(b.engaged(found(portM), &e))
		if want := "PORT in a port " + met; len(got) != 4 || got[3] != want {
			t.Errorf("port %d m away: %v, want %s", portM, got, want)
		}
	}
}

func engagedText(all []Engaged) []string {
	var out []string
	for _, x := range all {
		out = append(out, x.Measure+" "+x.Element+" "+x.Met)
	}
	return out
}

func TestAnyEngaged(t *testing.T) {
	e := Event{Engaged: []Engaged{{Measure: "A", Met: "yes"}, {Measure: "A", Met: "unknown"}, {Measure: "B", Met: "no"}}}
	if e.AnyEngaged() {
		t.Error("engaged with an element unknown")
	}
	e.Engaged[1].Met = "yes"
	if !e.AnyEngaged() {
		t.Error("not engaged with every element met")
	}
}
