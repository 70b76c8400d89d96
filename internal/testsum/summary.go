package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
)

// module is left out of printed package paths.
const module = "github.com/plimsoll-watch/plimsoll/"

// event is a line of `go test -json` (go doc cmd/test2json).
type event struct {
	Action     string
	Package    string
	ImportPath string // of a build
	Test       string
	Output     string
	Elapsed    float64
}

// test is one test or subtest; the package as a whole is the test without a name.
type test struct {
	output strings.Builder
	parent bool // it has subtests, which count instead of it
}

// folder is the tests of one package.
type folder struct {
	tests                   map[string]*test
	passed, failed, skipped int
	cached                  bool
}

// summary prints as packages end and counts.
type summary struct {
	out                     io.Writer
	folders                 map[string]*folder
	builds                  map[string]*strings.Builder
	skips                   map[string][]string // reason to tests
	untested                int
	passed, failed, skipped int
}

func newSummary(out io.Writer) *summary {
	return &summary{out: out, folders: map[string]*folder{}, builds: map[string]*strings.Builder{}, skips: map[string][]string{}}
}

// read takes all events; a line that is not one is printed as it is.
func (s *summary) read(r io.Reader) error {
	lines := bufio.NewReader(r)
	for {
		line, err := lines.ReadBytes('\n')
		if len(line) > 0 {
			var e event
			if json.Unmarshal(line, &e) == nil && e.Action != "" {
				s.take(e)
			} else {
				fmt.Fprintf(s.out, "%s\n", strings.TrimRight(string(line), "\n"))
			}
		}
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return fmt.Errorf("read the output of go test: %w", err)
		}
	}
}

func (s *summary) take(e event) {
	if e.Action == "build-output" {
		b := s.builds[e.ImportPath]
		if b == nil {
			b = &strings.Builder{}
			s.builds[e.ImportPath] = b
		}
		b.WriteString(e.Output)
		return
	}
	if e.Package == "" {
		return
	}
	f := s.folders[e.Package]
	if f == nil {
		f = &folder{tests: map[string]*test{}}
		s.folders[e.Package] = f
	}
	switch e.Action {
	case "output":
		f.test(e.Test).output.WriteString(e.Output)
		f.cached = f.cached || e.Test == "" && strings.Contains(e.Output, "(cached)")
	case "run":
		f.started(e.Test)
	case "pass", "fail", "skip":
		if e.Test != "" {
			s.ended(f, e)
		} else {
			s.packageEnded(f, e)
		}
	}
}

func (f *folder) test(name string) *test {
	t := f.tests[name]
	if t == nil {
		t = &test{}
		f.tests[name] = t
	}
	return t
}

// started notes that a subtest's parent has one.
func (f *folder) started(name string) {
	f.test(name)
	if i := strings.LastIndexByte(name, '/'); i >= 0 {
		f.test(name[:i]).parent = true
	}
}

// ended counts a test unless its subtests do; a parent that fails of itself, with
// no subtest failing, still counts through its package.
func (s *summary) ended(f *folder, e event) {
	t := f.test(e.Test)
	switch {
	case e.Action == "fail":
		fmt.Fprintf(s.out, "FAIL  %s %s\n%s", short(e.Package), e.Test, indent(said(t.output.String())))
		if !t.parent {
			f.failed++
		}
	case t.parent:
	case e.Action == "skip":
		f.skipped++
		reason := skipReason(t.output.String())
		s.skips[reason] = append(s.skips[reason], short(e.Package)+" "+e.Test)
	default:
		f.passed++
	}
	if e.Action != "fail" {
		t.output.Reset()
	}
}

func (s *summary) packageEnded(f *folder, e event) {
	if e.Action == "fail" && f.failed == 0 {
		f.failed = 1 // it did not build, it crashed, or a parent of subtests failed
		s.printBuilds()
		for _, name := range slices.Sorted(keys(f.tests)) {
			fmt.Fprint(s.out, indent(said(f.tests[name].output.String())))
		}
	}
	s.passed, s.failed, s.skipped = s.passed+f.passed, s.failed+f.failed, s.skipped+f.skipped
	if f.passed+f.failed+f.skipped == 0 {
		s.untested++
		return
	}
	word, note := "ok  ", fmt.Sprintf("%6.1f s", e.Elapsed)
	if f.failed > 0 {
		word = "FAIL"
	}
	if f.cached {
		note = "  cached"
	}
	fmt.Fprintf(s.out, "%s  %-24s %s  %s\n", word, short(e.Package), note, counts(f.passed, f.failed, f.skipped))
}

// printBuilds prints once what the compiler said.
func (s *summary) printBuilds() {
	for _, path := range slices.Sorted(keys(s.builds)) {
		fmt.Fprint(s.out, indent(s.builds[path].String()))
	}
	clear(s.builds)
}

// close prints what was skipped and the counts.
func (s *summary) close() {
	s.printBuilds()
	if s.untested > 0 {
		fmt.Fprintf(s.out, "packages without tests: %d\n", s.untested)
	}
	fmt.Fprintf(s.out, "skipped: %d\n", s.skipped)
	for _, reason := range slices.Sorted(keys(s.skips)) {
		fmt.Fprintf(s.out, "  %s\n", reason)
		for _, name := range s.skips[reason] {
			fmt.Fprintf(s.out, "    %s\n", name)
		}
	}
	fmt.Fprintln(s.out, counts(s.passed, s.failed, s.skipped))
}

func counts(passed, failed, skipped int) string {
	return fmt.Sprintf("%d passed, %d failed, %d skipped", passed, failed, skipped)
}

// keys ranges over the keys of a map.
func keys[V any](m map[string]V) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		for k := range m {
			if !yield(k) {
				return
			}
		}
	}
}

func short(path string) string { return strings.TrimPrefix(path, module) }

// said leaves out what go test says of its own course.
func said(output string) string {
	var b strings.Builder
	for line := range strings.Lines(output) {
		if trimmed := strings.TrimSpace(line); !strings.HasPrefix(trimmed, "=== ") && trimmed != "PASS" {
			b.WriteString(line)
		}
	}
	return b.String()
}

// skipReason returns what a test said when it skipped, without its place.
func skipReason(output string) string {
	var words []string
	for line := range strings.Lines(said(output)) {
		line = strings.TrimSpace(line)
		if strings.HasPrefix(line, "--- SKIP") || line == "" {
			continue
		}
		if place, message, ok := strings.Cut(line, ": "); ok && strings.Contains(place, ".go:") {
			line = message
		}
		words = append(words, line)
	}
	if len(words) == 0 {
		return "no reason given"
	}
	return strings.Join(words, " ")
}

// indent sets every line in, and ends the last.
func indent(text string) string {
	text = strings.TrimRight(text, "\n")
	if text == "" {
		return ""
	}
	return "      " + strings.ReplaceAll(text, "\n", "\n      ") + "\n"
}
