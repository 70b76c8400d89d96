package encounter_test

import (
	"reflect"
	"strings"
	"testing"

	"github.com/plimsoll-watch/plimsoll/sea/encounter"
)

// The numbers of methods page encounter/1.
func TestStandard(t *testing.T) {
	want := encounter.Params{
		DistanceM: 500, ContactMin: 120, SeparatedMin: 20, UnknownMin: 240,
		SlowKn: 2, RelativeKn: 0.5, RelativeOverMin: 10, CourseDeg: 20,
		AccurateM: 10, InaccurateM: 30, ClosenessM: [3]int{100, 200, 500},
		WithinM: 200, FromPortM: 10000, LeastFixes: 3, LeastObserved: 30,
		BunkerLengthM: 120, BunkerRatio: 1.5, BerthPortM: 10000, BerthAnchorM: 3000, BerthWithinM: 100,
		LighteringNear: 370400,
	}
	if got := encounter.Standard(); got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
	if got := encounter.Standard().Method(); got != "encounter/1" {
		t.Errorf("method %q", got)
	}
	if got := encounter.Standard().Rules(); !strings.HasPrefix(got, "sha256:") || len(got) != len("sha256:")+64 {
		t.Errorf("rules %q", got)
	}
}

// A changed number is another rule: its hash and its method say so.
func TestEveryNumberIsARule(t *testing.T) {
	standard := encounter.Standard()
	seen := map[string]string{standard.Rules(): "the standard"}
	for i := range reflect.TypeOf(standard).NumField() {
		p := encounter.Standard()
		field := reflect.ValueOf(&p).Elem().Field(i)
		switch field.Kind() {
		case reflect.Int:
			field.SetInt(field.Int() + 1)
		case reflect.Float64:
			field.SetFloat(field.Float() + 0.1)
		case reflect.Array:
			field.Index(0).SetInt(field.Index(0).Int() + 1)
		default:
			t.Fatalf("a %v is no number", field.Kind())
		}
		name := reflect.TypeOf(p).Field(i).Tag.Get("json")
		if other, ok := seen[p.Rules()]; ok {
			t.Errorf("%s changed: the same rules as %s", name, other)
		}
		seen[p.Rules()] = name
		if got := p.Method(); !strings.HasPrefix(got, "encounter/1 (") || !strings.Contains(got, name+" ") {
			t.Errorf("%s changed: method %q does not say so", name, got)
		}
	}
}

func TestMethodNamesWhatChanged(t *testing.T) {
	p := encounter.Standard()
	p.ContactMin = 20
	if got := p.Method(); got != "encounter/1 (contact_min 20)" {
		t.Errorf("%q", got)
	}
	p.DistanceM, p.SlowKn, p.ClosenessM = 300, 2.5, [3]int{50, 200, 500}
	if got := p.Method(); got != "encounter/1 (closeness_m [50,200,500], contact_min 20, distance_m 300, slow_kn 2.5)" {
		t.Errorf("%q", got)
	}
}
