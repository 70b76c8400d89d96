package main

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/plimsoll-watch/plimsoll/internal/config"
	"github.com/plimsoll-watch/plimsoll/sea/ais"
)

// pairCSV is two tankers 56 m apart for three hours, as a table.
func pairCSV() string {
	var b strings.Builder
	b.WriteString("mmsi,time,lat,lon,sog,name,ship_type,length\n")
	start := time.Date(2018, 9, 8, 22, 0, 0, 0, time.UTC)
	for i := range 7 {
		at := start.Add(time.Duration(i) * 30 * time.Minute).Format(time.RFC3339)
		fmt.Fprintf(&b, "599000001,%s,30.0000,125.0,0,INVENTED ONE,80,100\n599000002,%s,30.0005,125.0,0,INVENTED TWO,80,100\n", at, at)
	}
	return b.String()
}

// terminalRun runs the program in this process as on a terminal.
func terminalRun(t *testing.T, change func(*world), args ...string) (code int, stdout, stderr string) {
	t.Helper()
	var out, text bytes.Buffer
	w := &world{
		stdin: strings.NewReader(pairCSV()), stdout: &out, stderr: &text, stdoutTTY: true, stderrTTY: true,
		width: columns, ctx: context.Background(), now: time.Now, random: rand.Reader,
	}
	if change != nil {
		change(w)
	}
	code = run(w, args)
	return code, out.String(), text.String()
}

// TestTerminal: text and colour are for a terminal, data for a pipe.
func TestTerminal(t *testing.T) {
	noColor := func(w *world) { w.config = config.Config{NoColor: true} }
	code, stdout, coloured := terminalRun(t, nil, "detect", "-")
	if code != exitDone || stdout != "" {
		t.Errorf("code %d, stdout %q: events are told on a terminal, not printed", code, stdout)
	}
	if !strings.Contains(coloured, "\x1b[1m1 encounter; 1 is a possible") || !strings.Contains(coloured, "\x1b[35mpossible\x1b[0m transfer") {
		t.Errorf("no colour on a terminal:\n%q", coloured)
	}
	_, _, plain := terminalRun(t, noColor, "detect", "-")
	if strings.Contains(plain, "\x1b") {
		t.Errorf("colour in spite of NO_COLOR:\n%q", plain)
	}
	if without := strings.NewReplacer("\x1b[1m", "", "\x1b[35m", "", "\x1b[0m", "").Replace(coloured); without != plain {
		t.Errorf("colour says what no word does:\n%s", cmp.Diff(plain, without))
	}
	if _, stdout, _ := terminalRun(t, noColor, "detect", "-", "--format", "ndjson"); !strings.HasPrefix(stdout, `{"schema"`) {
		t.Errorf("--format ndjson on a terminal prints %q", stdout)
	}
	_, _, refused := terminalRun(t, nil, "detect", "nowhere")
	if !strings.Contains(refused, "\x1b[1merror:\x1b[0m") {
		t.Errorf("error without weight: %q", refused)
	}
}

// TestWidth: people's text fits the width asked for; what is written to be kept does
// not depend on it.
func TestWidth(t *testing.T) {
	for _, width := range []int{20, 60, 100} {
		narrow := func(w *world) { w.width = width; w.config.NoColor = true }
		_, _, text := terminalRun(t, narrow, "detect", "-")
		for line := range strings.Lines(text) {
			line = strings.TrimSpace(line)
			if len(line) > width && strings.Contains(line, " ") && !strings.Contains(line, " x ") && !strings.Contains(line, "encounter/1") {
				t.Errorf("width %d: a line of %d: %q", width, len(line), line)
			}
		}
	}
	var texts []string
	for _, width := range []int{20, 200} {
		name := filepath.Join(t.TempDir(), "found.txt")
		if code, _, text := terminalRun(t, func(w *world) { w.width = width }, "detect", "-q", "-", "--out", name); code != exitDone {
			t.Fatal(text)
		}
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		texts = append(texts, string(text))
	}
	if texts[0] != texts[1] || strings.Contains(texts[0], "\x1b") {
		t.Errorf("the text in a file depends on the terminal:\n%s", cmp.Diff(texts[0], texts[1]))
	}
}

// TestWaiting: what lets us wait is left when the context ends, and read whole when it
// does not.
func TestWaiting(t *testing.T) {
	text := strings.Repeat("0123456789", 50_000)
	whole, err := io.ReadAll(waitFor(t.Context(), io.NopCloser(strings.NewReader(text))))
	if err != nil || string(whole) != text {
		t.Errorf("read %d bytes, %v; want %d", len(whole), err, len(text))
	}
	broken := errors.New("broken")
	got, err := io.ReadAll(waitFor(t.Context(), io.NopCloser(io.MultiReader(strings.NewReader("before"), failing{broken}))))
	if string(got) != "before" || !errors.Is(err, broken) {
		t.Errorf("read %q, %v", got, err)
	}

	ctx, cancel := context.WithCancel(t.Context())
	never, writer := io.Pipe()
	defer writer.Close()
	r := waitFor(ctx, never)
	go cancel()
	if n, err := r.Read(make([]byte, 10)); n != 0 || !errors.Is(err, context.Canceled) {
		t.Errorf("read %d, %v; want the end of the wait", n, err)
	}
	if _, err := r.Read(make([]byte, 10)); !errors.Is(err, context.Canceled) {
		t.Errorf("read again: %v", err)
	}
}

type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }

// TestInterruptedByPipe: the program that feeds us was interrupted with us, so its end
// is no end of a file, and nothing is answered.
func TestInterruptedByPipe(t *testing.T) {
	name := filepath.Join(t.TempDir(), "found.ndjson")
	for _, verb := range []string{"detect", "inspect"} {
		ctx, cancel := context.WithCancel(t.Context())
		code, stdout, stderr := terminalRun(t, func(w *world) {
			w.ctx, w.stdin = ctx, io.MultiReader(strings.NewReader(pairCSV()), endsWith{cancel})
		}, verb, "-", "--out", name)
		if code != exitInterrupted || stdout != "" || !strings.Contains(stderr, "interrupted") {
			t.Errorf("%s: code %d, stdout %q, stderr %q", verb, code, stdout, stderr)
		}
		if _, err := os.Stat(name); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%s left a file: %v", verb, err)
		}
	}
}

// endsWith is an end of file at which something happens.
type endsWith struct{ do func() }

func (e endsWith) Read([]byte) (int, error) { e.do(); return 0, io.EOF }

func TestClassify(t *testing.T) {
	cancelled, cancel := context.WithCancel(t.Context())
	cancel()
	for _, c := range []struct {
		name string
		ctx  context.Context
		err  error
		want int
	}{
		{"a missing file", t.Context(), readError("x", &os.PathError{Op: "open", Path: "x", Err: fs.ErrNotExist}), exitOutside},
		{"a usage error", t.Context(), usagef("h", "wrong"), exitUsage},
		{"refused input", t.Context(), fmt.Errorf("around: %w", &ais.InputError{File: "x", What: "empty file"}), exitRefused},
		{"a refused list", t.Context(), refusedError{errors.New("bad")}, exitRefused},
		{"something held back", t.Context(), heldError{"1 file was left out"}, exitHeld},
		{"an interruption", cancelled, fmt.Errorf("read x: %w", context.Canceled), exitInterrupted},
		{"cancelled by nobody outside", t.Context(), context.Canceled, exitOutside},
		{"a refusal before the interruption", cancelled, &ais.InputError{File: "x", What: "empty file"}, exitRefused},
	} {
		if got, _ := classify(c.ctx, c.err); got != c.want {
			t.Errorf("%s: exit code %d, want %d", c.name, got, c.want)
		}
	}
	if _, hint := classify(t.Context(), usageError{hinted{errors.New("x"), "try"}}); hint != "try" {
		t.Errorf("hint %q", hint)
	}
}

func TestWithNumbers(t *testing.T) {
	for _, c := range []struct{ args, want string }{
		{"detect --area -98,18,-80,31 x", "detect --area=-98,18,-80,31 x"},
		{"detect --area 1,2,3,4 x", "detect --area 1,2,3,4 x"},
		{"detect --area --quiet x", "detect --area --quiet x"},
		{"detect --area -.5,0,1,1", "detect --area=-.5,0,1,1"},
		{"detect - --area", "detect - --area"},
		{"detect --strict -1.csv", "detect --strict -1.csv"},
		{"detect -- --area -1", "detect -- --area -1"},
	} {
		if diff := cmp.Diff(strings.Fields(c.want), withNumbers(strings.Fields(c.args))); diff != "" {
			t.Errorf("%s: %s", c.args, diff)
		}
	}
}

func TestShellWords(t *testing.T) {
	for _, c := range []struct {
		args []string
		want string
	}{
		{[]string{"detect", "week.nmea", "--out=a_b.json"}, "detect week.nmea --out=a_b.json"},
		{[]string{"my list.csv"}, "'my list.csv'"},
		{[]string{""}, "''"},
		{[]string{"it's"}, `'it'\''s'`},
		{[]string{"a;rm -r b", "$HOME", "*"}, `'a;rm -r b' '$HOME' '*'`},
		{[]string{"zürich.csv"}, "'zürich.csv'"},
	} {
		if got := shellWords(c.args); got != c.want {
			t.Errorf("%q: %s, want %s", c.args, got, c.want)
		}
	}
}

func TestParseSize(t *testing.T) {
	for text, want := range map[string]int64{
		"1": 1, "1000": 1000, "1KB": 1024, "1kb": 1024, "1KiB": 1024, "512MB": 512 << 20, "1.5GB": 3 << 29, "2 TB": 2 << 40, "7B": 7,
		"": 0, "0": 0, "0.5B": 0, "-1": 0, "MB": 0, "NaN": 0, "Inf": 0, "1PB": 0, "1e30": 0, "12 parrots": 0,
	} {
		got, err := parseSize(text)
		if got != want || (err == nil) != (want > 0) {
			t.Errorf("%q: %d, %v; want %d", text, got, err, want)
		}
	}
}

func TestParseMoment(t *testing.T) {
	for text, want := range map[string]string{
		"2018-09-08":                "2018-09-08T00:00:00Z",
		"2018-09-08T21:14":          "2018-09-08T21:14:00Z",
		"2018-09-08T21:14:05Z":      "2018-09-08T21:14:05Z",
		"2018-09-08T21:14:05+09:00": "2018-09-08T12:14:05Z",
		"2018-02-30":                "", "8 Sep": "", "2018": "", "21:14": "", " 2018-09-08": "",
	} {
		got, err := parseMoment("from", text)
		if err == nil != (want != "") || err == nil && got.Format(time.RFC3339) != want {
			t.Errorf("%q: %v, %v; want %q", text, got, err, want)
		}
	}
}

func TestParseMinutes(t *testing.T) {
	for text, want := range map[string]int{
		"20m": 20, "2h": 120, "2h30m": 150, "120": 120, "60s": 1,
		"0": 0, "-20m": 0, "90s": 0, "1.5": 0, "soon": 0, "": 0,
	} {
		got, err := parseMinutes(text)
		if got != want || (err == nil) != (want > 0) {
			t.Errorf("%q: %d, %v; want %d", text, got, err, want)
		}
	}
}

func TestPrintable(t *testing.T) {
	for text, want := range map[string]string{
		"INVENTED ALPHA": "INVENTED ALPHA", "Zürich 東京": "Zürich 東京",
		"\x1b]0;title\x07": "?]0;title?", "a\rb\nc": "a?b?c", "a\u202eb": "a?b", "\xff": "?", "\u200b": "?",
	} {
		if got := printable(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// TestSpill: what was spilled is read back, and leaves nothing behind.
func TestSpill(t *testing.T) {
	dir := t.TempDir()
	f, err := spill{dir}.Create()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.Write([]byte("0123456789")); err != nil {
		t.Fatal(err)
	}
	got := make([]byte, 3)
	if _, err := f.ReadAt(got, 4); err != nil || string(got) != "456" {
		t.Errorf("read %q, %v", got, err)
	}
	if err := f.Close(); err != nil {
		t.Error(err)
	}
	if entries, _ := os.ReadDir(dir); len(entries) > 0 {
		t.Errorf("left %v", entries)
	}
}

// TestWriteFile: an error of what is to be written is not blamed on the file, and
// leaves the file as it was.
func TestWriteFile(t *testing.T) {
	dir := t.TempDir()
	name := filepath.Join(dir, "f")
	if err := os.WriteFile(name, []byte("before"), 0o640); err != nil {
		t.Fatal(err)
	}
	mine := errors.New("mine")
	err := writeFile(name, func(w io.Writer) error {
		fmt.Fprint(w, strings.Repeat("half", 1<<16))
		return mine
	})
	if err == nil || err.Error() != "mine" {
		t.Errorf("error %v", err)
	}
	if err := writeFile(filepath.Join(dir, "g"), func(w io.Writer) error { _, err := io.WriteString(w, "whole"); return err }); err != nil {
		t.Error(err)
	}
	for file, want := range map[string]string{"f": "before", "g": "whole"} {
		if got, err := os.ReadFile(filepath.Join(dir, file)); string(got) != want {
			t.Errorf("%s holds %q, %v; want %q", file, got, err, want)
		}
	}
	if entries, _ := os.ReadDir(dir); len(entries) != 2 {
		t.Errorf("left %v", entries)
	}
}
