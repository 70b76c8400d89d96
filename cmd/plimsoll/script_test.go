package main

import (
	"bytes"
	"compress/gzip"
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(tidy{m}, map[string]func(){"plimsoll": main})
}

// tidy runs the tests and takes the demo they shared away again.
type tidy struct{ *testing.M }

func (m tidy) Run() int {
	code := m.M.Run()
	if shared.dir != "" {
		_ = os.RemoveAll(filepath.Dir(shared.dir))
	}
	return code
}

// TestScripts runs the stories. Each finds in demo/ what `plimsoll demo --out demo`
// leaves, and in its folder what it brings along.
func TestScripts(t *testing.T) {
	week := demoFolder(t)
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		Setup: func(env *testscript.Env) error {
			env.Setenv("NO_COLOR", "")
			env.Setenv("COLUMNS", "1000") // a line is a line, so that stories can quote it
			return linkAll(week, filepath.Join(env.WorkDir, "demo"))
		},
		Condition: func(name string) (bool, error) {
			if name != "devfull" {
				return false, errors.New("no such condition")
			}
			info, err := os.Stat("/dev/full")
			return err == nil && info.Mode()&os.ModeCharDevice != 0, nil
		},
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){
			"exits":      cmdExits,
			"json":       cmdJSON,
			"jsonlines":  cmdJSONLines,
			"sameevents": cmdSameEvents,
			"gz":         cmdGz,
			"first":      cmdFirst,
			"mkfifo":     cmdMkfifo,
			"interrupt":  cmdInterrupt,
			"onlyfiles":  cmdOnlyFiles,
			"alter":      cmdAlter,
		},
	})
}

// shared is the demo's folder, made once for all tests.
var shared struct {
	sync.Once
	dir string
	err string
}

// demoFolder returns a folder with what the demo makes; it is not to be written to.
func demoFolder(t *testing.T) string {
	t.Helper()
	shared.Do(func() {
		dir, err := os.MkdirTemp("", "plimsoll-demo-*") //nolint:usetesting // it outlives the test that asks first
		if err != nil {
			shared.err = err.Error()
			return
		}
		shared.dir = filepath.Join(dir, "demo")
		if code, text := runHere(t, "demo", "--out", shared.dir); code != exitDone {
			shared.err = text
		}
	})
	if shared.err != "" {
		t.Fatalf("plimsoll demo: %s", shared.err)
	}
	return shared.dir
}

// runHere runs the program in this process, as in a pipe, and returns its exit code
// and what a person reads.
func runHere(t *testing.T, args ...string) (code int, text string) {
	t.Helper()
	var stderr bytes.Buffer
	code = run(&world{stdin: strings.NewReader(""), stdout: io.Discard, stderr: &stderr, width: columns, ctx: context.Background(), now: time.Now, random: rand.Reader}, args)
	return code, stderr.String()
}

// linkAll gives the files of a folder a second name; a file that is replaced by name
// stays what it was in the other folder.
func linkAll(from, to string) error {
	if err := os.MkdirAll(to, 0o755); err != nil {
		return err
	}
	entries, err := os.ReadDir(from)
	if err != nil {
		return err
	}
	for _, e := range entries {
		if e.IsDir() {
			if err := os.CopyFS(filepath.Join(to, e.Name()), os.DirFS(filepath.Join(from, e.Name()))); err != nil {
				return err
			}
			continue
		}
		if err := os.Link(filepath.Join(from, e.Name()), filepath.Join(to, e.Name())); err != nil {
			return err
		}
	}
	return nil
}

// cmdExits: `exits CODE PROGRAM ARG…` runs a program that must end with that code.
func cmdExits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE PROGRAM ARG...")
	}
	err := ts.Exec(args[1], args[2:]...)
	code := 0
	if exit := (*exec.ExitError)(nil); errors.As(err, &exit) {
		code = exit.ExitCode()
	} else {
		ts.Check(err)
	}
	if want := args[0]; strconv.Itoa(code) != want {
		ts.Fatalf("exit code %d, want %s", code, want)
	}
}

// cmdAlter: `alter FROM TO OLD NEW` copies a file with the first OLD in it made NEW.
func cmdAlter(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 4 {
		ts.Fatalf("usage: alter FROM TO OLD NEW")
	}
	b := ts.ReadFile(args[0])
	altered := strings.Replace(b, args[2], args[3], 1)
	if altered == b {
		ts.Fatalf("%s does not hold %q", args[0], args[2])
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), []byte(altered), 0o644))
}

// cmdJSON: `json FILE` checks that the file holds one JSON value and nothing else.
func cmdJSON(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: json FILE")
	}
	if !json.Valid([]byte(ts.ReadFile(args[0]))) {
		ts.Fatalf("%s is not one JSON value", args[0])
	}
}

// cmdJSONLines: `jsonlines COUNT FILE` checks that every line of the file is a JSON
// object, and that there are so many.
func cmdJSONLines(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: jsonlines COUNT FILE")
	}
	objects, err := jsonLines(ts.ReadFile(args[1]))
	ts.Check(err)
	if strconv.Itoa(len(objects)) != args[0] {
		ts.Fatalf("%d lines, want %s", len(objects), args[0])
	}
}

func jsonLines(text string) (objects []map[string]any, err error) {
	for line := range strings.Lines(text) {
		var object map[string]any
		if err := json.Unmarshal([]byte(line), &object); err != nil {
			return nil, err
		}
		if !strings.HasSuffix(line, "\n") {
			return nil, errors.New("the last line has no end")
		}
		objects = append(objects, object)
	}
	return objects, nil
}

// cmdSameEvents: `sameevents A B` checks that two files hold the same events, but for
// inputs, version and state, which may differ. interface.md 3, "promised equal".
func cmdSameEvents(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: sameevents A B")
	}
	var both [2][]map[string]any
	for i := range both {
		objects, err := jsonLines(ts.ReadFile(args[i]))
		ts.Check(err)
		for _, o := range objects {
			for _, key := range []string{"inputs", "version", "state"} {
				delete(o, key)
			}
		}
		both[i] = objects
	}
	if diff := cmp.Diff(both[0], both[1]); diff != "" {
		ts.Fatalf("the events of %s and %s differ:\n%s", args[0], args[1], diff)
	}
}

// cmdGz: `gz FILE` writes FILE.gz beside it.
func cmdGz(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: gz FILE")
	}
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	_, err := io.WriteString(z, ts.ReadFile(args[0]))
	ts.Check(errors.Join(err, z.Close()))
	ts.Check(os.WriteFile(ts.MkAbs(args[0]+".gz"), b.Bytes(), 0o644))
}

// cmdFirst: `first N FILE NEW` writes the first N bytes of a file to a new one.
func cmdFirst(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: first N FILE NEW")
	}
	n, err := strconv.Atoi(args[0])
	ts.Check(err)
	text := ts.ReadFile(args[1])
	if len(text) < n {
		ts.Fatalf("%s has %d bytes", args[1], len(text))
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[2]), []byte(text[:n]), 0o644))
}

// cmdMkfifo: `mkfifo NAME` makes a named pipe.
func cmdMkfifo(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: mkfifo NAME")
	}
	ts.Check(exec.Command("mkfifo", ts.MkAbs(args[0])).Run())
}

// cmdInterrupt: `interrupt CODE PIPE FILE PROGRAM ARG…` runs a program that reads the
// named pipe, feeds it the file, leaves the pipe open, and presses Ctrl-C. The program
// must end with the code. What it says is left in stderr.txt.
func cmdInterrupt(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 5 {
		ts.Fatalf("usage: interrupt CODE PIPE FILE PROGRAM ARG...")
	}
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	program := exec.CommandContext(ctx, args[3], args[4:]...)
	var stderr bytes.Buffer
	program.Dir, program.Stderr = ts.MkAbs("."), &stderr
	program.Env = append(os.Environ(), "TMPDIR="+ts.Getenv("TMPDIR"))
	ts.Check(program.Start())
	pipe, err := os.OpenFile(ts.MkAbs(args[1]), os.O_WRONLY, 0) // waits for the program to open it
	ts.Check(err)
	defer pipe.Close()
	_, err = io.WriteString(pipe, ts.ReadFile(args[2]))
	ts.Check(err)
	ts.Check(program.Process.Signal(os.Interrupt))
	err = program.Wait()
	ts.Check(os.WriteFile(ts.MkAbs("stderr.txt"), stderr.Bytes(), 0o644))
	exit := (*exec.ExitError)(nil)
	if !errors.As(err, &exit) || strconv.Itoa(exit.ExitCode()) != args[0] {
		ts.Fatalf("ended with %v, want exit code %s; it said:\n%s", err, args[0], stderr.String())
	}
}

// cmdOnlyFiles: `onlyfiles DIR NAME…` checks that a folder holds these files and no
// others, hidden ones included.
func cmdOnlyFiles(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 1 {
		ts.Fatalf("usage: onlyfiles DIR NAME...")
	}
	entries, err := os.ReadDir(ts.MkAbs(args[0]))
	ts.Check(err)
	names := []string{}
	for _, e := range entries {
		names = append(names, e.Name())
	}
	if diff := cmp.Diff(append([]string{}, args[1:]...), names); diff != "" {
		ts.Fatalf("%s holds something else:\n%s", args[0], diff)
	}
}
