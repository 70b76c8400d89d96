package main

import (
	"bytes"
	"context"
	"crypto/rand"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// TestDocs runs every command that README.md, CONTRIBUTING.md and docs/ show. A block fenced as console
// holds commands behind `$ ` and, below each, what it prints on a terminal 100
// characters wide; a line `…` stands for any number of lines, `…` in a line for anything
// in that line. What is not shown is not compared, and a command that shows no error
// must end well. Each page runs in a folder of its own, with plimsoll-demo/ in it.
func TestDocs(t *testing.T) {
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	week := demoFolder(t)
	for _, page := range docPages(t, root) {
		t.Run(filepath.ToSlash(strings.TrimPrefix(page, root+string(filepath.Separator))), func(t *testing.T) {
			text, err := os.ReadFile(page)
			if err != nil {
				t.Fatal(err)
			}
			for _, line := range strayCommands(string(text)) {
				t.Errorf("shown where no test runs it, fence it as console: %s", line)
			}
			shown := commandsIn(string(text))
			if len(shown) == 0 {
				return
			}
			t.Chdir(t.TempDir())
			if err := linkAll(week, "plimsoll-demo"); err != nil {
				t.Fatal(err)
			}
			for _, c := range shown {
				c.check(t)
			}
		})
	}
}

// docPages lists the pages, as far as they are there.
func docPages(t *testing.T, root string) []string {
	t.Helper()
	var pages []string
	for _, name := range []string{"README.md", "CONTRIBUTING.md"} {
		if _, err := os.Stat(filepath.Join(root, name)); err == nil {
			pages = append(pages, filepath.Join(root, name))
		}
	}
	err := filepath.WalkDir(filepath.Join(root, "docs"), func(path string, d fs.DirEntry, err error) error {
		if os.IsNotExist(err) {
			return nil
		}
		if err == nil && !d.IsDir() && filepath.Ext(path) == ".md" {
			pages = append(pages, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return pages
}

// shownCommand is a command in a page, and what stands below it.
type shownCommand struct {
	line   string
	output []string
}

// strayCommands returns the commands in blocks that are not fenced as console.
func strayCommands(text string) (lines []string) {
	fenced, console := false, false
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if kind, fence := strings.CutPrefix(line, "```"); fence {
			fenced, console = !fenced, kind == "console"
			continue
		}
		if fenced && !console && strings.HasPrefix(strings.TrimPrefix(line, "$ "), "plimsoll ") {
			lines = append(lines, line)
		}
	}
	return lines
}

var consoleBlock = regexp.MustCompile("(?ms)^```console\n(.*?)^```")

// commandsIn returns the commands of a page in their order.
func commandsIn(text string) (all []shownCommand) {
	for _, block := range consoleBlock.FindAllStringSubmatch(text, -1) {
		goesOn := false
		for line := range strings.Lines(block[1]) {
			line = strings.TrimRight(line, "\r\n")
			command, isCommand := strings.CutPrefix(line, "$ ")
			switch {
			case goesOn:
				last := &all[len(all)-1]
				last.line = strings.TrimSuffix(last.line, `\`) + strings.TrimSpace(line)
			case isCommand:
				all = append(all, shownCommand{line: command})
			case len(all) > 0:
				last := &all[len(all)-1]
				last.output = append(last.output, line)
				continue
			}
			goesOn = strings.HasSuffix(line, `\`)
		}
	}
	return all
}

// check runs the command and compares what it prints with what is shown.
func (c *shownCommand) check(t *testing.T) {
	t.Helper()
	if !strings.Contains(c.line, "plimsoll") || strings.HasPrefix(c.line, "go ") || strings.HasPrefix(c.line, "make ") || strings.HasPrefix(c.line, "git ") {
		t.Logf("not run: %s", c.line)
		return
	}
	text, code := c.run(t)
	wantsError := strings.Contains(strings.Join(c.output, "\n"), "plimsoll: error:")
	if wantsError != (code != exitDone) {
		t.Errorf("$ %s\nexit code %d\n%s", c.line, code, text)
	}
	if len(c.output) == 0 {
		return
	}
	if got := strings.Split(strings.TrimRight(text, "\n"), "\n"); !shows(c.output, got) {
		t.Errorf("$ %s\nprints something else than the page shows:\n%s", c.line, cmp.Diff(c.output, got))
	}
}

// run runs the command as on a terminal, or in a shell when it needs one.
func (c *shownCommand) run(t *testing.T) (text string, code int) {
	t.Helper()
	var out bytes.Buffer
	if args, plain := strings.CutPrefix(c.line, "plimsoll "); plain && !strings.ContainsAny(args, "|<>;&$*?'\"\\`(){}~#") {
		w := &world{stdin: strings.NewReader(""), stdout: &out, stderr: &out, stdoutTTY: true, stdinTTY: true, width: columns, ctx: context.Background(), now: time.Now, random: rand.Reader}
		code = run(w, strings.Fields(args))
		return out.String(), code
	}
	shell := exec.Command("sh", "-c", c.line)
	shell.Stdout, shell.Stderr = &out, &out
	if err := shell.Run(); err != nil {
		code = shell.ProcessState.ExitCode()
	}
	return out.String(), code
}

// shows reports whether the lines got are those shown.
func shows(shown, got []string) bool {
	if len(shown) == 0 {
		return len(got) == 0
	}
	if strings.TrimSpace(shown[0]) == "…" {
		for skip := range len(got) + 1 {
			if shows(shown[1:], got[skip:]) {
				return true
			}
		}
		return false
	}
	return len(got) > 0 && lineShows(shown[0], got[0]) && shows(shown[1:], got[1:])
}

func lineShows(shown, got string) bool {
	var parts []string
	for part := range strings.SplitSeq(shown, "…") {
		parts = append(parts, regexp.QuoteMeta(part))
	}
	return regexp.MustCompile(`^` + strings.Join(parts, ".*") + `\s*$`).MatchString(got)
}

// TestDocsNotice checks that the test of the docs can fail.
func TestDocsNotice(t *testing.T) {
	page := "```console\n$ plimsoll help \\\n    exit\nfirst\n…\nl…t\n$ plimsoll version\n```\n```sh\n$ no\n```\n"
	want := []shownCommand{
		{"plimsoll help exit", []string{"first", "…", "l…t"}},
		{"plimsoll version", nil},
	}
	if diff := cmp.Diff(want, commandsIn(page), cmp.AllowUnexported(shownCommand{})); diff != "" {
		t.Error(diff)
	}
	if got := strayCommands(page); got != nil {
		t.Errorf("stray commands %q", got)
	}
	if got := strayCommands("```sh\nplimsoll demo\n```\n"); len(got) != 1 {
		t.Errorf("stray commands %q, want one", got)
	}
	for _, c := range []struct {
		shown, got string
		want       bool
	}{
		{"a\nb", "a\nb", true},
		{"a\nb", "a\nc", false},
		{"a", "a\nb", false},
		{"a\n…", "a\nb\nc", true},
		{"a\n…\nd", "a\nb\nc", false},
		{"…\nc", "a\nb\nc", true},
		{"n … m", "n 12 m", true},
		{"n … m", "n 12 k", false},
		{"1.5", "115", false},
	} {
		if got := shows(strings.Split(c.shown, "\n"), strings.Split(c.got, "\n")); got != c.want {
			t.Errorf("shown %q, got %q: %v, want %v", c.shown, c.got, got, c.want)
		}
	}
}
