package disk_test

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/plimsoll-watch/plimsoll/workspace/disk"
	"github.com/plimsoll-watch/plimsoll/workspace/disk/disktest"
)

var errGone = errors.New("the disk is gone")

// journey writes three files, one of them twice, and says what it has been promised.
func journey(d disk.Disk, promised func(name, content string)) error {
	for i, name := range []string{"a", "deep/er/b", "deep/er/b", "deep/c"} {
		content := strings.Repeat(fmt.Sprint(i), 10+i)
		if err := disk.Write(d, name, 0o644, []byte(content)); err != nil {
			return err
		}
		promised(name, content)
	}
	return nil
}

// Whatever was promised is there after every crash at every step, and what is there under
// a name is one of the contents it was given, whole.
func TestWriteOutlivesCrash(t *testing.T) {
	d := disktest.New()
	promised := map[string]string{}
	points := 0
	check := func(when string) {
		points++
		for _, crash := range disktest.Crashes() {
			after := d.After(crash, points)
			if crash == disktest.Killed { // and the power goes later
				if err := disk.Write(after, "deep/er/later", 0o644, []byte("later")); err != nil {
					t.Fatal(err)
				}
				after = after.After(disktest.Lost, points)
				if b, err := fs.ReadFile(after, "deep/er/later"); string(b) != "later" {
					t.Errorf("%s, killed: a file written by the next program is lost with the power: %v", when, err)
				}
			}
			wholeAndPromised(t, fmt.Sprintf("%s, %s", when, crash), after, promised)
		}
	}
	d.Before = func(s disktest.Step) disktest.Outcome {
		check(fmt.Sprintf("before step %d, %s %s", points, s.Op, s.Name))
		return disktest.Outcome{}
	}
	if err := journey(d, func(name, content string) { promised[name] = content }); err != nil {
		t.Fatal(err)
	}
	check("at the end")
	t.Logf("%d crash points, %d crashes at each", points, len(disktest.Crashes()))
}

func wholeAndPromised(t *testing.T, when string, d *disktest.Disk, promised map[string]string) {
	t.Helper()
	for name, want := range promised {
		got, err := fs.ReadFile(d, name)
		if err != nil || len(got) < len(want) || strings.Trim(string(got), string(got[:1])) != "" {
			t.Errorf("%s: %s holds %q (%v), promised %q", when, name, got, err, want)
		}
	}
	err := fs.WalkDir(d, ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || disk.IsLeftover(name) {
			return err
		}
		if b, err := fs.ReadFile(d, name); err != nil || len(b) < 5 {
			t.Errorf("%s: %s is there and not whole: %q", when, name, b)
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
	if _, err := disk.Sweep(d, "."); err != nil {
		t.Errorf("%s: sweep: %v", when, err)
	}
}

// A step that fails, done or not, leaves the old file or the new one, and promises
// nothing.
func TestWriteOutlivesErrors(t *testing.T) {
	for _, done := range []bool{false, true} {
		for at := 0; ; at++ {
			d, n := disktest.New(), -1
			d.Before = func(disktest.Step) disktest.Outcome {
				if n++; n == at {
					return disktest.Outcome{Err: errGone, Done: done}
				}
				return disktest.Outcome{}
			}
			promised := map[string]string{}
			err := journey(d, func(name, content string) { promised[name] = content })
			d.Before = nil
			if n < at {
				break // there was no such step
			}
			if !errors.Is(err, errGone) {
				t.Errorf("step %d failed (done %v), the journey says %v", at, done, err)
			}
			for _, crash := range disktest.Crashes() {
				wholeAndPromised(t, fmt.Sprintf("step %d failed, %s", at, crash), d.After(crash, at), promised)
			}
		}
	}
}

// The two disks do the same.
func TestContract(t *testing.T) {
	for name, d := range map[string]disk.Disk{"real": disk.At(t.TempDir()), "disktest": disktest.New()} {
		t.Run(name, func(t *testing.T) { contract(t, d) })
	}
}

func contract(t *testing.T, d disk.Disk) {
	if err := journey(d, func(string, string) {}); err != nil {
		t.Fatal(err)
	}
	if err := fstest.TestFS(d, "a", "deep/er/b", "deep/c"); err != nil {
		t.Error(err)
	}
	if err := disk.Write(d, "secret/key", 0o600, []byte("key")); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]fs.FileMode{"secret": 0o700 | fs.ModeDir, "secret/key": 0o600, "deep": 0o755 | fs.ModeDir} {
		if info, err := fs.Stat(d, name); err != nil || info.Mode() != want {
			t.Errorf("%s has the mode %v (%v), want %v", name, info.Mode(), err, want)
		}
	}
	if err := d.Mkdir("deep", 0o755); !errors.Is(err, fs.ErrExist) {
		t.Errorf("a folder is made twice: %v", err)
	}
	if err := d.Remove("deep"); err == nil {
		t.Error("a folder with files in it is removed")
	}
	if err := d.Remove("nothing"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("remove nothing: %v", err)
	}
	for _, bad := range []string{"../out", "/abs", "a" + disk.Leftover, ""} {
		if err := disk.Write(d, bad, 0o644, nil); !errors.Is(err, fs.ErrInvalid) {
			t.Errorf("write %q: %v", bad, err)
		}
	}
	if err := disk.Write(d, "a/below", 0o644, nil); err == nil {
		t.Error("a file is written below a file")
	}
	f, err := d.Create("deep/left"+disk.Leftover, 0o644)
	if err != nil {
		t.Fatal(err)
	}
	f.Close()
	if n, err := disk.Sweep(d, "."); n != 1 || err != nil {
		t.Errorf("%d leftovers swept, %v", n, err)
	}
	if n, err := disk.Sweep(d, "not/there"); n != 0 || err != nil {
		t.Errorf("a folder that is not there has %d leftovers, %v", n, err)
	}
}

func TestFolderIsAStore(t *testing.T) {
	root := t.TempDir()
	f := disk.Folder{Disk: disk.At(root), Name: "log", Mode: 0o644}
	if _, err := f.Read("checkpoint"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("what is not there reads as %v", err)
	}
	want := []byte("x")
	if err := f.Write("tile/0/000", want); err != nil {
		t.Fatal(err)
	}
	if b, err := f.Read("tile/0/000"); err != nil || !bytes.Equal(b, want) {
		t.Errorf("%q, %v", b, err)
	}
	if found, err := filepath.Glob(filepath.Join(root, "log", "tile", "0", "*")); err != nil || len(found) != 1 {
		t.Errorf("%v, %v", found, err)
	}
}
