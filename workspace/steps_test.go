package workspace

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"github.com/plimsoll-watch/plimsoll/workspace/disk/disktest"
)

// crashEvery returns at how many steps one is tried.
func crashEvery() int {
	if testing.Short() {
		return 7
	}
	return 1
}

// A crash before every step of a journey, in every way, loses nothing that was
// acknowledged and serves nothing half-written.
func TestCrashAtEveryStep(t *testing.T) {
	t.Parallel()
	d, folder := disktest.New(), memoryFolder(t)
	c := &crashes{t: t, got: newPromise(), folder: folder, index: filepath.Join(folder, "index.db")}
	steps, points := 0, 0
	boundary := func(what string) {
		steps++
		if steps%crashEvery() != 0 {
			return
		}
		points++
		for _, crash := range disktest.Crashes() {
			c.check(fmt.Sprintf("step %d, before %s", steps, what), d, crash)
		}
	}
	d.Before = func(s disktest.Step) disktest.Outcome {
		boundary(s.Op + " " + s.Name)
		if c.got.whole && len(c.got.acts) == 4 {
			keepEarly(t, folder, c.index)
		}
		return disktest.Outcome{}
	}
	if failures := journey(fakePlace(d, c.index), 12, testOptions(&seeded{seed: "journey"}), c.got); failures != nil {
		t.Fatal(failures)
	}
	d.Before = nil
	boundary("the end")
	if len(c.got.acts) != 15 || len(c.got.objects) != 3 {
		t.Fatalf("the journey sealed %d acts and kept %d objects", len(c.got.acts), len(c.got.objects))
	}
	if points < 200 && !testing.Short() {
		t.Errorf("%d crash points, fewer than 200", points)
	}
	t.Logf("%d crash points, %d crashes", points, c.checked)
}

// keepEarly keeps a copy of the index as it is now, once.
func keepEarly(t *testing.T, folder, index string) {
	early := filepath.Join(folder, "early.db")
	if there, _ := fileExists(early); there {
		return
	}
	for _, ending := range []string{"", "-wal"} {
		if b, err := os.ReadFile(index + ending); err == nil {
			if err := os.WriteFile(early+ending, b, 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// A step that fails, for once or from then on, done or not, acknowledges nothing that is
// not on the plate: what Append returned nil for is there although the power goes at once.
func TestErrorAtEveryStep(t *testing.T) {
	t.Parallel()
	points, folder := 0, memoryFolder(t)
	for _, forever := range []bool{false, true} {
		for _, done := range []bool{false, true} {
			for at := 0; errorAt(t, folder, at, forever, done); at += crashEvery() {
				points++
			}
		}
	}
	t.Logf("%d failed steps", points)
}

// errorAt runs a journey of which one step fails, or all from one on; false when there is
// no such step.
func errorAt(t *testing.T, folder string, at int, forever, done bool) bool {
	d, n := disktest.New(), -1
	d.Before = func(disktest.Step) disktest.Outcome {
		if n++; n == at || forever && n > at {
			return disktest.Outcome{Err: syscall.EIO, Done: done}
		}
		return disktest.Outcome{}
	}
	got := newPromise()
	index := filepath.Join(folder, fmt.Sprintf("index-%d-%v-%v.db", at, forever, done))
	failures := journey(fakePlace(d, index), 4, testOptions(&seeded{seed: "journey"}), got)
	if n < at {
		return false
	}
	when := fmt.Sprintf("step %d fails (forever %v, done %v)", at, forever, done)
	for _, err := range failures {
		if !errors.Is(err, syscall.EIO) {
			t.Errorf("%s: %v does not say what the disk said", when, err)
		}
	}
	if !got.whole {
		return true
	}
	w, err := open(fakePlace(d.After(disktest.Lost, at), index+".after"), testOptions(&seeded{seed: when}))
	if err != nil {
		t.Errorf("%s: %v", when, err)
		return true
	}
	defer w.Close()
	got.holdsLog(t, when, w)
	return true
}

// A crash while the next program finishes what Init began leaves a workspace, or something
// that Init begins again.
func TestCrashWhileFinishing(t *testing.T) {
	d, folder := disktest.New(), memoryFolder(t)
	var killed []*disktest.Disk
	renamed := false
	d.Before = func(s disktest.Step) disktest.Outcome {
		if renamed {
			killed = append(killed, d.After(disktest.Killed, 0))
		}
		renamed = renamed || s == disktest.Step{Op: "rename", Name: configName}
		return disktest.Outcome{}
	}
	options := testOptions(&seeded{seed: t.Name()})
	w, err := initialise(fakePlace(d, filepath.Join(folder, "index.db")), options)
	if err != nil {
		t.Fatal(err)
	}
	w.Close()
	c := &crashes{t: t, got: newPromise(), folder: folder}
	for i, left := range killed {
		left.Before = func(s disktest.Step) disktest.Outcome {
			for seed := range 20 {
				c.checked++
				c.checkLog(fmt.Sprintf("killed at step %d, then mixed %d before %s %s", i, seed, s.Op, s.Name), left.After(disktest.Mixed, seed), options)
			}
			return disktest.Outcome{}
		}
		w, err := open(fakePlace(left, filepath.Join(folder, fmt.Sprintf("killed-%d.db", i))), options)
		if err != nil {
			t.Errorf("killed at step %d: %v", i, err)
			continue
		}
		w.Close()
	}
	if len(killed) < 4 {
		t.Errorf("%d steps after config.json has its name", len(killed))
	}
}
