//go:build darwin || dragonfly || freebsd || linux || netbsd || openbsd

package workspace

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"

	"github.com/plimsoll-watch/plimsoll/record/seal"
	"github.com/plimsoll-watch/plimsoll/workspace/disk"
)

// childVariable makes the test program work on a workspace instead of testing: its value
// is the step before which it is killed (0: none), how many acts to append, and the folder.
const childVariable = "PLIMSOLL_TEST_CHILD"

func TestMain(m *testing.M) {
	if order := os.Getenv(childVariable); order != "" {
		if err := child(order); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// child makes or opens a workspace and appends, and prints each act as it is acknowledged.
func child(order string) error {
	var at, acts int
	var path string
	if _, err := fmt.Sscanf(order, "%d %d %s", &at, &acts, &path); err != nil {
		return err
	}
	p, err := placeAt(path)
	if err != nil {
		return err
	}
	if err := makeRoot(path); err != nil {
		return err
	}
	p.disk = &deadly{Disk: p.disk, left: at}
	options := testOptions(&seeded{seed: fmt.Sprint(os.Getpid(), order)})
	d, err := initialise(p, options)
	var there *Refused
	if errors.As(err, &there) {
		d, err = open(p, options)
	}
	if err != nil {
		return err
	}
	fmt.Println("open")
	for n := range acts {
		entries, err := d.Append(context.Background(), Unsealed{Kind: seal.Finding, Body: fmt.Appendf(nil, `{"finding":"f%d"}`, n)})
		if err != nil {
			return err
		}
		for _, e := range entries {
			fmt.Println(e.Number, e.Act.Commitment())
		}
	}
	return d.Close()
}

// deadly is a disk that kills the process before a step.
type deadly struct {
	disk.Disk
	left int
}

func (d *deadly) step() {
	if d.left--; d.left == 0 {
		_ = syscall.Kill(os.Getpid(), syscall.SIGKILL)
		select {} // until it has come
	}
}

func (d *deadly) Create(name string, mode fs.FileMode) (disk.File, error) {
	d.step()
	f, err := d.Disk.Create(name, mode)
	return deadlyFile{f, d}, err
}

func (d *deadly) Rename(from, to string) error { d.step(); return d.Disk.Rename(from, to) }
func (d *deadly) Remove(name string) error     { d.step(); return d.Disk.Remove(name) }
func (d *deadly) SyncDir(name string) error    { d.step(); return d.Disk.SyncDir(name) }
func (d *deadly) Mkdir(name string, mode fs.FileMode) error {
	d.step()
	return d.Disk.Mkdir(name, mode)
}

type deadlyFile struct {
	disk.File
	disk *deadly
}

// Write writes a half, so that a kill between the halves leaves a torn file.
func (f deadlyFile) Write(b []byte) (int, error) {
	f.disk.step()
	n, err := f.File.Write(b[:len(b)/2])
	if err != nil {
		return n, err
	}
	f.disk.step()
	m, err := f.File.Write(b[len(b)/2:])
	return n + m, err
}

func (f deadlyFile) Sync() error  { f.disk.step(); return f.File.Sync() }
func (f deadlyFile) Close() error { f.disk.step(); return f.File.Close() }

// run runs a child and notes what it was promised; killed says how it ended.
func run(t *testing.T, path string, at, acts int, got *promise) (killed bool) {
	t.Helper()
	c := exec.Command(os.Args[0])
	c.Env = append(os.Environ(), fmt.Sprintf("%s=%d %d %s", childVariable, at, acts, path))
	var out, problems bytes.Buffer
	c.Stdout, c.Stderr = &out, &problems
	err := c.Run()
	lines := bufio.NewScanner(&out)
	for lines.Scan() {
		got.note(t, lines.Text())
	}
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		status, ok := exit.Sys().(syscall.WaitStatus)
		if ok && status.Signaled() && status.Signal() == syscall.SIGKILL {
			return true
		}
	}
	if err != nil {
		t.Errorf("a process to be killed at step %d: %v: %s", at, err, problems.String())
	}
	return false
}

func (got *promise) note(t *testing.T, line string) {
	t.Helper()
	got.whole = true
	if line == "open" {
		return
	}
	var n int64
	var text string
	if _, err := fmt.Sscan(line, &n, &text); err != nil {
		t.Fatal(err)
	}
	c, err := seal.ParseCommitment(text)
	if err != nil {
		t.Fatal(err)
	}
	if before, there := got.acts[n]; there && before != c {
		t.Errorf("entry %d was acknowledged twice", n)
	}
	got.acts[n] = c
}

// reopened opens what a killed process left, as a person would, and checks it.
func (got *promise) reopened(t *testing.T, when, path string) {
	t.Helper()
	options := testOptions(&seeded{seed: when})
	d, err := Open(path, options)
	if err != nil {
		if got.whole || !strings.Contains(Hint(err), "plimsoll init") {
			t.Errorf("%s: %v", when, err)
			return
		}
		if d, err = Init(path, options); err != nil {
			t.Errorf("%s: init does not begin again: %v", when, err)
			return
		}
	}
	defer d.Close()
	got.holds(t, when, d)
	noLeftovers(t, when, d.disk)
}

// A process killed before every step, on a new workspace and on one that others were
// killed in, loses nothing that it acknowledged.
func TestKilledAtEveryStep(t *testing.T) {
	t.Parallel()
	folder, points := memoryFolder(t), 0 // a killed process takes no disk with it
	every := crashEvery()
	for at := 1; ; at += every {
		path, got := filepath.Join(folder, fmt.Sprint("new-", at)), newPromise()
		if !run(t, path, at, 2, got) {
			break
		}
		points++
		got.reopened(t, fmt.Sprintf("killed at step %d", at), path)
	}
	path, got := filepath.Join(folder, "used"), newPromise()
	run(t, path, 0, 0, got)
	for at := 1; run(t, path, at, 3, got); at += 2 * every {
		points++
		got.reopened(t, fmt.Sprintf("used on, killed at step %d", at), path)
	}
	got.reopened(t, "used on, to its end", path)
	if len(got.acts) < 40 && !testing.Short() {
		t.Errorf("%d acts were acknowledged in the workspace that was used on", len(got.acts))
	}
	if points < 100 && !testing.Short() {
		t.Errorf("%d processes killed, fewer than 100", points)
	}
	t.Logf("%d processes killed, %d acts acknowledged in the workspace used on", points, len(got.acts))
}

// Two processes append at the same time: all is acknowledged, and all is there.
func TestTwoProcesses(t *testing.T) {
	t.Parallel()
	d := newDir(t)
	promises := [2]*promise{newPromise(), newPromise()}
	var both sync.WaitGroup
	for _, got := range promises {
		both.Go(func() { run(t, d.Path(), 0, 15, got) })
	}
	both.Wait()
	all := newPromise()
	for _, got := range promises {
		if len(got.acts) != 15 {
			t.Errorf("%d acts of 15 were acknowledged", len(got.acts))
		}
		for n, c := range got.acts {
			if _, twice := all.acts[n]; twice {
				t.Errorf("entry %d was acknowledged to both", n)
			}
			all.acts[n] = c
		}
	}
	all.holds(t, "after two processes", d) // the Dir was open all the time
	all.reopened(t, "after two processes", d.Path())
	if view, err := d.View(); err != nil || view.Checkpoint.Size != 31 {
		t.Errorf("the log has %d entries, %v", view.Checkpoint.Size, err)
	}
}
