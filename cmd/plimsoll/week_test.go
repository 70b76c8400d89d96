package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/plimsoll-watch/plimsoll/cmd/plimsoll/demo"
	"github.com/plimsoll-watch/plimsoll/internal/scene"
	"github.com/plimsoll-watch/plimsoll/record/event"
)

func readEvents(t *testing.T, name string) (events []event.Event) {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	for line := range bytes.Lines(text) {
		var e event.Event
		if err := json.Unmarshal(line, &e); err != nil {
			t.Fatal(err)
		}
		events = append(events, e)
	}
	return events
}

func readTruth(t *testing.T, dir string) (truth []scene.Truth) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(dir, "truth.json"))
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(text, &truth); err != nil {
		t.Fatal(err)
	}
	return truth
}

// weekNumbers are the numbers of the first chapter by what they are: of each thing
// planted and found, and of the week as a whole.
func weekNumbers(t *testing.T, dir string) map[string]string {
	t.Helper()
	numbers := map[string]string{}
	events := readEvents(t, filepath.Join(dir, "events.ndjson"))
	rows, strangers := demo.Compare(readTruth(t, dir), events)
	if len(strangers) > 0 {
		t.Errorf("%s: %d encounters that nobody planted", dir, len(strangers))
	}
	for _, r := range rows {
		if !r.Right {
			t.Errorf("%s: %s", dir, r.Words())
		}
		at := func(what string, value any) { numbers[r.Class+" "+what] = fmt.Sprint(value) }
		at("ships planted", r.Ships)
		if r.Expect != scene.None { // what is no meeting is planted all week
			at("start planted", r.Start)
			at("end planted", r.End)
		}
		i := slices.IndexFunc(events, func(e event.Event) bool { return e.ID == r.Event })
		if i < 0 {
			continue
		}
		e := &events[i]
		at("id", e.ID)
		at("start", e.Start)
		at("end", e.End)
		at("latitude", e.Place.Lat)
		at("longitude", e.Place.Lon)
		at("contact", e.Measured.ContactMin)
		at("from port", e.Place.Port.DistanceM)
		for s := range e.Ships {
			at(fmt.Sprint("MMSI ", s), e.Ships[s].MMSI)
			at(fmt.Sprint("IMO ", s), e.Ships[s].IMO)
			at(fmt.Sprint("call sign ", s), e.Ships[s].CallSign)
		}
	}
	for _, name := range []string{"week.nmea", "week.csv", "list.csv"} {
		info, err := os.Stat(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		if name != "list.csv" {
			numbers["bytes of "+name] = fmt.Sprint(info.Size())
			continue
		}
		text, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		numbers[name] = string(text)
	}
	return numbers
}

// TestAnotherSeedChangesEveryNumber: what the demo shows is computed, not painted.
// A minute of the week may be drawn twice by chance; with these two seeds none is.
func TestAnotherSeedChangesEveryNumber(t *testing.T) {
	if testing.Short() {
		t.Skip("makes a second week: not with -short")
	}
	other := filepath.Join(t.TempDir(), "other")
	if code, text := runHere(t, "demo", "--seed", "11", "--out", other); code != exitDone {
		t.Fatal(text)
	}
	a, b := weekNumbers(t, demoFolder(t)), weekNumbers(t, other)
	if len(a) < 100 {
		t.Fatalf("only %d numbers compared", len(a))
	}
	for what, value := range a {
		if b[what] == value {
			t.Errorf("%s is %s with either seed", what, value)
		}
	}
	if len(a) != len(b) {
		t.Errorf("%d numbers with one seed, %d with the other", len(a), len(b))
	}
}

// TestSameBytesOnNewerProcessors builds the program twice, for any amd64 and for one
// with fused multiply-add, and compares what both find in the week.
func TestSameBytesOnNewerProcessors(t *testing.T) {
	if testing.Short() {
		t.Skip("builds the program twice: not with -short")
	}
	if runtime.GOARCH != "amd64" {
		t.Skip("compares two builds for amd64: this is " + runtime.GOARCH)
	}
	flags, err := os.ReadFile("/proc/cpuinfo")
	if err != nil || !bytes.Contains(flags, []byte(" avx2 ")) || !bytes.Contains(flags, []byte(" fma ")) || !bytes.Contains(flags, []byte(" bmi2 ")) {
		t.Skip("this processor is not known to have AVX2, FMA and BMI2, which GOAMD64=v3 asks for")
	}
	if _, err := exec.LookPath("go"); err != nil {
		t.Skip("no go command to build with")
	}
	week := demoFolder(t)
	var found [2][]byte
	for i, level := range []string{"v1", "v3"} {
		program := filepath.Join(t.TempDir(), "plimsoll-"+level)
		build := exec.Command("go", "build", "-buildvcs=false", "-o", program, ".")
		build.Env = append(os.Environ(), "GOAMD64="+level)
		if text, err := build.CombinedOutput(); err != nil {
			t.Fatalf("build for %s: %v\n%s", level, err, text)
		}
		detect := exec.Command(program, "detect", "--quiet", "--list", "list.csv", "--sweep", "distance=100,500", "week.nmea")
		detect.Dir = week
		if found[i], err = detect.Output(); err != nil {
			t.Fatalf("run for %s: %v", level, err)
		}
	}
	if !bytes.Equal(found[0], found[1]) {
		t.Errorf("the events differ:\n%s\n%s", found[0], found[1])
	}
	if n := strings.Count(string(found[0]), "\n"); n != 9 {
		t.Errorf("%d events, want 9", n)
	}
}
