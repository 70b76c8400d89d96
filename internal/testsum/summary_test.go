package main

import (
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// stream writes events as go test does.
func stream(t *testing.T, events ...event) io.Reader {
	t.Helper()
	var b strings.Builder
	for _, e := range events {
		line, err := json.Marshal(e)
		if err != nil {
			t.Fatal(err)
		}
		b.Write(line)
		b.WriteByte('\n')
	}
	return strings.NewReader(b.String())
}

func TestSummary(t *testing.T) {
	const a, b, c, d = module + "base/a", module + "base/b", module + "base/c", module + "base/d"
	var out strings.Builder
	sum := newSummary(&out)
	err := sum.read(stream(t,
		event{Action: "start", Package: a},
		event{Action: "run", Package: a, Test: "TestOne"},
		event{Action: "output", Package: a, Test: "TestOne", Output: "=== RUN   TestOne\n"},
		event{Action: "pass", Package: a, Test: "TestOne"},
		event{Action: "run", Package: a, Test: "TestTwo"},
		event{Action: "run", Package: a, Test: "TestTwo/x"},
		event{Action: "pass", Package: a, Test: "TestTwo/x"},
		event{Action: "run", Package: a, Test: "TestTwo/y"},
		event{Action: "output", Package: a, Test: "TestTwo/y", Output: "    a_test.go:7: no shared folder\n"},
		event{Action: "output", Package: a, Test: "TestTwo/y", Output: "--- SKIP: TestTwo/y (0.00s)\n"},
		event{Action: "skip", Package: a, Test: "TestTwo/y"},
		event{Action: "pass", Package: a, Test: "TestTwo"},
		event{Action: "pass", Package: a, Elapsed: 1.25},
		event{Action: "run", Package: b, Test: "TestBad"},
		event{Action: "output", Package: b, Test: "TestBad", Output: "    b_test.go:3: 1, want 2\n"},
		event{Action: "fail", Package: b, Test: "TestBad"},
		event{Action: "fail", Package: b, Elapsed: 0.5},
		event{Action: "build-output", ImportPath: c, Output: "c.go:1:1: undefined: x\n"},
		event{Action: "build-fail", ImportPath: c},
		event{Action: "fail", Package: c},
		event{Action: "skip", Package: d},
	))
	if err != nil {
		t.Fatal(err)
	}
	sum.close()
	want := `ok    base/a                      1.2 s  2 passed, 0 failed, 1 skipped
FAIL  base/b TestBad
          b_test.go:3: 1, want 2
FAIL  base/b                      0.5 s  0 passed, 1 failed, 0 skipped
      c.go:1:1: undefined: x
FAIL  base/c                      0.0 s  0 passed, 1 failed, 0 skipped
packages without tests: 1
skipped: 1
  no shared folder
    base/a TestTwo/y
2 passed, 2 failed, 1 skipped
`
	if diff := cmp.Diff(want, out.String()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// A parent that fails of itself, or a package that crashes, is a failure too.
func TestNothingThatFailsPasses(t *testing.T) {
	const a = module + "base/a"
	for name, events := range map[string][]event{
		"parent": {
			{Action: "run", Package: a, Test: "TestTwo"}, {Action: "run", Package: a, Test: "TestTwo/x"},
			{Action: "pass", Package: a, Test: "TestTwo/x"}, {Action: "fail", Package: a, Test: "TestTwo"}, {Action: "fail", Package: a},
		},
		"crash": {{Action: "run", Package: a, Test: "TestTwo"}, {Action: "output", Package: a, Output: "panic: x\n"}, {Action: "fail", Package: a}},
	} {
		sum := newSummary(io.Discard)
		if err := sum.read(stream(t, events...)); err != nil {
			t.Fatal(err)
		}
		if sum.failed != 1 {
			t.Errorf("%s: %d failed, want 1", name, sum.failed)
		}
	}
}

// TestRun runs go test on modules made for it.
func TestRun(t *testing.T) {
	for _, c := range []struct{ name, test, err, last string }{
		{"passes", `func TestX(t *testing.T) {}`, "", "1 passed, 0 failed, 0 skipped"},
		{"fails", `func TestX(t *testing.T) { t.Error("x") }`, "tests failed", "0 passed, 1 failed, 0 skipped"},
		{"crashes", `func TestX(t *testing.T) { panic("x") }`, "tests failed", "0 passed, 1 failed, 0 skipped"},
		{"does not build", `func TestX(t *testing.T) { x }`, "tests failed", "0 passed, 1 failed, 0 skipped"},
		{"skips all", `func TestX(t *testing.T) { t.Skip("no reason") }`, "no test passed", "0 passed, 0 failed, 1 skipped"},
		{"has none", `var _ testing.TB`, "no test passed", "0 passed, 0 failed, 0 skipped"},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			for name, text := range map[string]string{"go.mod": "module x\n\ngo 1.26\n", "x_test.go": "package x\n\nimport \"testing\"\n\n" + c.test + "\n"} {
				if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			t.Chdir(dir)
			var out strings.Builder
			err := run(&out, io.Discard, []string{"./..."})
			if c.err == "" && err != nil || c.err != "" && (err == nil || !strings.Contains(err.Error(), c.err)) {
				t.Errorf("ends with %v, want %q", err, c.err)
			}
			lines := strings.Split(strings.TrimSpace(out.String()), "\n")
			if got := lines[len(lines)-1]; got != c.last {
				t.Errorf("last line %q, want %q", got, c.last)
			}
		})
	}
}
