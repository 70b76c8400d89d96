package demo

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/plimsoll-watch/plimsoll/internal/scene"
	"github.com/plimsoll-watch/plimsoll/record/event"
)

func at(minute int) time.Time {
	return time.Date(2018, 9, 5, 0, 0, 0, 0, time.UTC).Add(time.Duration(minute) * time.Minute)
}

func planted(class, expect string, a, b string, from, to int) scene.Truth {
	return scene.Truth{Class: class, Ships: []string{a, b}, Names: []string{"INVENTED " + a, "INVENTED " + b}, Kind: "encounter", Start: at(from), End: at(to), Expect: expect}
}

func found(id, sts, a, b string, from, to int) event.Event {
	return event.Event{ID: id, STS: sts, Start: at(from), End: at(to), Ships: []event.Ship{{MMSI: a}, {MMSI: b}}}
}

// TestCompare: a match is the same pair and at least half of either time in common
// (interface.md 1).
func TestCompare(t *testing.T) {
	type outcome struct {
		Found, Event string
		Right        bool
	}
	for _, c := range []struct {
		name      string
		truth     scene.Truth
		events    []event.Event
		want      outcome
		strangers int
	}{
		{"as planted", planted("x", "possible", "1", "2", 0, 200), []event.Event{found("e", "possible", "1", "2", 5, 190)}, outcome{"possible", "e", true}, 0},
		{"the pair may stand either way round", planted("x", "possible", "2", "1", 0, 200), []event.Event{found("e", "possible", "1", "2", 5, 190)}, outcome{"possible", "e", true}, 0},
		{"an encounter without sts is context", planted("x", "context", "1", "2", 0, 200), []event.Event{found("e", "", "1", "2", 5, 190)}, outcome{"context", "e", true}, 0},
		{"said too much", planted("x", "undecided", "1", "2", 0, 200), []event.Event{found("e", "possible", "1", "2", 0, 200)}, outcome{"possible", "e", false}, 0},
		{"missed", planted("x", "possible", "1", "2", 0, 200), nil, outcome{"none", "", false}, 0},
		{"nothing to find", planted("x", "none", "1", "2", 0, 200), nil, outcome{"none", "", true}, 0},
		{"found what is none", planted("x", "none", "1", "2", 0, 200), []event.Event{found("e", "", "1", "2", 0, 200)}, outcome{"context", "e", false}, 0},
		{"not visible and not found", planted("x", "not-visible", "1", "2", 0, 200), nil, outcome{"none", "", true}, 0},
		{"not visible and found", planted("x", "not-visible", "1", "2", 0, 200), []event.Event{found("e", "possible", "1", "2", 0, 200)}, outcome{"possible", "e", false}, 0},
		{"another pair", planted("x", "possible", "1", "2", 0, 200), []event.Event{found("e", "possible", "1", "3", 0, 200)}, outcome{"none", "", false}, 1},
		{"half of the event in common", planted("x", "possible", "1", "2", 0, 1000), []event.Event{found("e", "possible", "1", "2", 900, 1100)}, outcome{"possible", "e", true}, 0},
		{"half of what was planted in common", planted("x", "possible", "1", "2", 900, 1100), []event.Event{found("e", "possible", "1", "2", 0, 1000)}, outcome{"possible", "e", true}, 0},
		{"less than half of either", planted("x", "possible", "1", "2", 0, 1000), []event.Event{found("e", "possible", "1", "2", 901, 1101)}, outcome{"none", "", false}, 1},
		{"touching is nothing in common", planted("x", "possible", "1", "2", 0, 100), []event.Event{found("e", "possible", "1", "2", 100, 200)}, outcome{"none", "", false}, 1},
		{"in two pieces, the second is nobody's", planted("x", "possible", "1", "2", 0, 600),
			[]event.Event{found("e", "possible", "1", "2", 0, 400), found("f", "", "1", "2", 420, 600)}, outcome{"possible", "e", true}, 1},
	} {
		rows, strangers := Compare([]scene.Truth{c.truth}, c.events)
		got := outcome{rows[0].Found, rows[0].Event, rows[0].Right}
		if diff := cmp.Diff(c.want, got); diff != "" || len(strangers) != c.strangers {
			t.Errorf("%s: %d strangers, want %d\n%s", c.name, len(strangers), c.strangers, diff)
		}
	}
}

// TestOneEventOneTruth: an event answers for one thing planted.
func TestOneEventOneTruth(t *testing.T) {
	truth := []scene.Truth{planted("x", "possible", "1", "2", 0, 200), planted("y", "possible", "1", "2", 100, 300)}
	rows, _ := Compare(truth, []event.Event{found("e", "possible", "1", "2", 0, 300)})
	if !rows[0].Right || rows[1].Right {
		t.Errorf("right: %v, %v; want the first alone", rows[0].Right, rows[1].Right)
	}
}

func TestForeign(t *testing.T) {
	dir := t.TempDir()
	check := func(name string, want ...string) {
		t.Helper()
		got, err := Foreign(name)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
	check(filepath.Join(dir, "not-there"))
	check(dir)
	for _, name := range append([]string{"thesis.tex", ".hidden"}, Files()...) {
		if err := os.WriteFile(filepath.Join(dir, name), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	check(dir, ".hidden", "thesis.tex")
	if _, err := Foreign(filepath.Join(dir, "thesis.tex")); err == nil {
		t.Error("a file passes for a folder")
	}
}

// TestWriteWeek: the truth is written before the week; every file is one of ours; an
// error ends it.
func TestWriteWeek(t *testing.T) {
	var names []string
	err := WriteWeek(scene.Week(1), func(name string, fill func(io.Writer) error) error {
		names = append(names, name)
		return fill(io.Discard)
	})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"truth.json", "list.csv", "week.nmea", "week.csv"}, names); diff != "" {
		t.Error(diff)
	}
	full := errors.New("full")
	if err := WriteWeek(scene.Week(1), func(string, func(io.Writer) error) error { return full }); !errors.Is(err, full) {
		t.Errorf("error %v", err)
	}
}
