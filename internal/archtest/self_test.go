package archtest

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// snippet reads one file of source as the package at path.
func snippet(t *testing.T, fset *token.FileSet, imp types.Importer, path, source string) *Package {
	t.Helper()
	file, err := parser.ParseFile(fset, "snippet.go", source, parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	p, err := checked(fset, imp, Module+"/"+path, []*ast.File{file})
	if err != nil {
		t.Fatal(err)
	}
	p.Path = path
	return p
}

// TestRulesRefuse shows each rule a snippet that breaks it, and its like that does
// not; want is part of the breach, "" for none.
func TestRulesRefuse(t *testing.T) {
	fset := token.NewFileSet()
	imp := importer.ForCompiler(fset, "gc", nil)
	long := strings.Repeat("\tx++\n", maxFunctionLines-2)
	for _, c := range []struct {
		name, path, source, want string
	}{
		// what a room touches
		{"disk", "sea/track", `import "os"; func F() { os.Remove("x") }`, "sea/track imports os"},
		{"a program", "sea/track", `import "os/exec"; func F() { exec.Command("x") }`, "imports os/exec"},
		{"network", "law/listing/un", `import "net/http"; func F() { http.Get("x") }`, "imports net/http"},
		{"an address is a value", "law/listing/un", `import "net/url"; func F() { url.Parse("x") }`, ""},
		{"system calls", "base/geo", `import "syscall"; func F() { syscall.Getpid() }`, "imports syscall"},
		{"paths of this machine", "base/geo", `import "path/filepath"; func F() { filepath.Abs("x") }`, "imports path/filepath"},
		{"cmd may", "cmd/plimsoll", `import "os"; func F() { os.Remove("x") }`, ""},
		{"the clock", "sea/track", `import "time"; func F() time.Time { return time.Now() }`, "sea/track uses time.Now"},
		{"the clock as a value", "sea/track", `import "time"; var now = time.Now`, "uses time.Now"},
		{"the clock under another name", "sea/track", `import clock "time"; func F() { clock.Sleep(1) }`, "uses time.Sleep"},
		{"waiting", "sea/track", `import "time"; func F() { <-time.After(1) }`, "uses time.After"},
		{"the machine's time zone", "sea/track", `import "time"; func F(t time.Time) time.Time { return t.In(time.Local) }`, "uses time.Local"},
		{"times as values", "sea/track", `import "time"; func F(t time.Time) bool { return t.After(time.Unix(0, 0)) }`, ""},
		{"a method of that name", "sea/track", `type T struct{}; func (T) Now() {}; func F() { T{}.Now() }`, ""},
		{"shared dice", "sea/track", `import "math/rand/v2"; func F() int { return rand.IntN(6) }`, "uses rand.IntN"},
		{"old shared dice", "sea/track", `import "math/rand"; func F() int { return rand.Intn(6) }`, "uses rand.Intn"},
		{"dice of one's own", "sea/track", `import "math/rand/v2"; func F() int { return rand.New(rand.NewPCG(1, 2)).IntN(6) }`, ""},
		{"the terminal", "sea/track", `import "fmt"; func F() { fmt.Println("x") }`, "uses fmt.Println"},
		{"a deadline", "sea/track", `import ("context"; "time"); func F(c context.Context, t time.Duration) { context.WithTimeout(c, t) }`, "uses context.WithTimeout"},

		{"the environment", "cmd/plimsoll", `import "os"; func F() string { return os.Getenv("X") }`, "calls os.Getenv"},
		{"the environment handed on", "cmd/plimsoll", `import "os"; func F(read func(func(string) string)) { read(os.Getenv) }`, ""},

		// variables
		{"set", "base/geo", `var n = 1; func F() { n = 2 }`, "variable n is changed"},
		{"counted", "cmd/plimsoll", `var n int; func F() { n++ }`, "variable n is changed"},
		{"added to", "base/geo", `var n int; func F() { n += 2 }`, "variable n is changed"},
		{"an element set", "base/geo", `var m = map[int]int{}; func F() { m[1] = 2 }`, "variable m is changed"},
		{"an element's field set", "base/geo", `var a [2]struct{ x int }; func F() { a[1].x = 2 }`, "variable a is changed"},
		{"set beside a local", "base/geo", `var n int; func F() { var x int; x, n = 1, 2; _ = x }`, "variable n is changed"},
		{"set by a loop", "base/geo", `var n int; func F() { for n = range 3 {} }`, "variable n is changed"},
		{"its address taken", "base/geo", `var n int; func F() *int { return &n }`, "variable n is changed"},
		{"deleted from", "base/geo", `var m = map[int]int{}; func F() { delete(m, 1) }`, "variable m is changed"},
		{"cleared", "base/geo", `var m = map[int]int{}; func F() { clear(m) }`, "variable m is changed"},
		{"copied into", "base/geo", `var s = []int{1}; func F() { copy(s[:], []int{2}) }`, "variable s is changed"},
		{"appended to", "base/geo", `var s = []int{1}; func F() []int { return append(s, 2) }`, "variable s is changed"},
		{"sorted", "base/geo", `import "slices"; var s = []int{1}; func F() { slices.Sort(s) }`, "variable s is changed"},
		{"a method that changes it", "base/geo", `type T int; func (t *T) Add() { *t++ }; var n T; func F() { n.Add() }`, "variable n is changed"},
		{"another package's", "cmd/plimsoll", `import "os"; func F() { os.Args = nil }`, "variable Args is changed"},
		{"a lock", "internal/x", `import "sync"; var mu sync.Mutex`, "variable mu is a sync.Mutex"},
		{"a once", "internal/x", `import "sync"; var once sync.Once`, "variable once is a sync.Once"},
		{"a counter", "internal/x", `import "sync/atomic"; var n atomic.Int64`, "variable n is a sync/atomic.Int64"},
		{"a channel", "internal/x", `var c = make(chan int)`, "variable c is a chan int"},
		{"a pointer", "internal/x", `type T struct{ n int }; var p = &T{}`, "variable p is a *"},
		{"exported", "base/geo", `var Table = []int{1}`, "variable Table is exported"},
		{"a table that is read", "base/geo", `var m = map[int]int{1: 2}; func F(n int) int { return m[n] }`, ""},
		{"a slice that is read", "base/geo", `import "slices"; var s = []int{1}; func F() bool { return slices.Contains(s, 1) }`, ""},
		{"an error", "base/geo", `import "errors"; var ErrX = errors.New("x")`, ""},
		{"a pattern", "base/geo", `import "regexp"; var p = regexp.MustCompile("x"); func F() bool { return p.MatchString("x") }`, ""},
		{"an embedded tree", "facts", `import "embed"; var FS embed.FS`, ""},
		{"a local of that name", "base/geo", `var n = 1; func F() int { n := 2; n = 3; return n }`, ""},
		{"a value's method", "base/geo", `type T int; func (t T) Get() int { return int(t) }; var n T; func F() int { return n.Get() }`, ""},
		{"an assertion", "base/geo", `import "fmt"; type T int; func (T) String() string { return "" }; var _ fmt.Stringer = T(0)`, ""},

		// shape
		{"too long", "base/geo", "func F() {\n\tx := 0\n" + long + "}\n", fmt.Sprintf("F has %d lines", maxFunctionLines+1)},
		{"as long as may be", "base/geo", "func F() {\n\tx := 0\n" + strings.TrimPrefix(long, "\tx++\n") + "}\n", ""},
		{"a long literal", "base/geo", "var f = func() {\n\tx := 0\n" + long + "}\n", "a function literal has"},
		{"init", "internal/x", `func init() {}`, "has an init function"},
		{"a method called init", "internal/x", `type T int; func (T) init() {}`, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			source := "// Package p is a snippet.\npackage p\n" + c.source
			expect(t, Check([]*Package{snippet(t, fset, imp, c.path, source)}), c.want)
		})
	}
}

// expect fails unless the one breach says want; none for "".
func expect(t *testing.T, found []Breach, want string) {
	t.Helper()
	switch {
	case want == "" && len(found) > 0:
		t.Errorf("refused: %v", found)
	case want != "" && len(found) == 0:
		t.Errorf("nothing refused, want %q", want)
	}
	for _, b := range found {
		if !strings.Contains(b.What, want) {
			t.Errorf("refused as %q, want %q", b.What, want)
		}
		if b.Reason == "" {
			t.Errorf("%q has no reason", b.What)
		}
	}
}

func TestDocIsWanted(t *testing.T) {
	fset := token.NewFileSet()
	for source, want := range map[string]string{
		"package p":              "has 0 package docs",
		"// Helpers.\npackage p": "has 0 package docs",
		"// Package q is another's doc.\npackage p": "has 0 package docs",
		"// Package p is a snippet.\n\npackage p":   "has 0 package docs",
		"// Package p is a snippet.\npackage p":     "",
		"// Package main runs.\npackage main":       "has 0 package docs",
		"// Geo prints.\npackage main":              "",
		"// Command geo prints.\npackage main":      "",
	} {
		expect(t, Check([]*Package{snippet(t, fset, nil, "base/geo", source)}), want)
	}
}

// TestImportsPointDown holds the order of the house; no snippet is needed, the two
// paths say it all.
func TestImportsPointDown(t *testing.T) {
	for _, c := range []struct {
		from, to string
		may      bool
	}{
		{"base/vessel", "base/geo", true},
		{"base/geo", "base/vessel", false},
		{"base/geo", "sea/ais", false},
		{"sea/ais", "base/coast", true},
		{"sea/track", "sea/ais", true},
		{"sea/ais", "sea/track", false},
		{"sea/encounter", "sea/port", true},
		{"sea/detect", "sea/encounter", true},
		{"sea/track", "sea/detect", false},
		{"sea/track", "law/listing", false},
		{"law/screen", "law/listing/un", true},
		{"law/listing/un", "law/listing", true},
		{"law/listing/un", "law/screen", false},
		{"law/listing", "sea/ais", false},
		{"law/council", "base/day", true},
		{"record/event", "sea/detect", true},
		{"record/event", "law/listing", true},
		{"record/event", "record/finding", false},
		{"record/report", "record/seal", true},
		{"record/event", "public/page", false},
		{"sea/detect", "record/event", false},
		{"public/page", "record/event", true},
		{"public/page", "sea/detect", true},
		{"public/page", "public/brief", false},
		{"public/page", "facts", false},
		{"sea/port", "facts", false},
		{"sea/port", "internal/config", false},
		{"sea/detect", "cmd/plimsoll/demo", false},
		{"sea/encounter", "internal/oracle", false},
		{"facts", "base/day", true},
		{"facts", "sea/port", false},
		{"cmd/plimsoll", "facts", true},
		{"cmd/plimsoll/demo", "internal/scene", true},
		{"internal/coastpack", "base/coast", true},
		{"internal/scene", "base/geo", true},
		{"internal/scene", "sea/ais", true},
		{"internal/scene", "sea/track", false},
		{"internal/scene", "sea/encounter", false},
		{"internal/scene", "internal/oracle", false},
		{"internal/oracle", "base/geo", true},
		{"internal/oracle", "base/vessel", false},
		{"internal/oracle", "sea/encounter", false},
		{"sea/detect", "internal/scene", false},
		{"workspace", "internal/scene", false},
		{"workspace", "record/seal", true},
	} {
		if got := refusal(c.from, c.to); (got == "") != c.may {
			t.Errorf("%s imports %s: %q", c.from, c.to, got)
		}
	}
}

func TestUnknownRoomIsRefused(t *testing.T) {
	p := snippet(t, token.NewFileSet(), nil, "sea/sonar", "// Package p is a snippet.\npackage p")
	expect(t, Check([]*Package{p}), "sea/sonar is not a room of the house")
}

// The direction is read from the imports as written.
func TestImportsAreRead(t *testing.T) {
	fset := token.NewFileSet()
	source := "// Package p is a snippet.\npackage p\nimport _ \"" + Module + "/sea/ais\"\n"
	file, err := parser.ParseFile(fset, "snippet.go", source, parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	p := &Package{Path: "base/geo", Name: "p", Fset: fset, Files: []*ast.File{file}, Info: &types.Info{}}
	expect(t, Check([]*Package{p}), "base/geo imports sea/ais")
}

func TestDependenciesCompared(t *testing.T) {
	const mod = "module x\nrequire (\n\texample.org/a v1.0.0\n\texample.org/b v1.0.0 // indirect\n)\nrequire example.org/c v1.0.0\n"
	const web = `{"devDependencies": {"vite": "8"}}`
	for _, c := range []struct {
		page string
		want []string
	}{
		{"| `example.org/a` | x | y |\n| `example.org/c` | x | y |\n| `vite` | x | y |\n", nil},
		{"| `example.org/a` | x | y |\n| `example.org/c` | x | y |\n", []string{"vite is depended on and has no line in docs/dependencies.md"}},
		{"| `example.org/a` | x |  |\n| `example.org/c` | x | y |\n| `vite` | x | y |\n", []string{"example.org/a has no use or no reason in docs/dependencies.md"}},
		{"| `example.org/a` | x | y |\n| `example.org/b` | x | y |\n| `example.org/c` | x | y |\n| `vite` | x | y |\n", []string{"example.org/b is in docs/dependencies.md and not depended on"}},
	} {
		got, err := CheckDependencies(fstest.MapFS{
			"go.mod": {Data: []byte(mod)}, "web/package.json": {Data: []byte(web)}, "docs/dependencies.md": {Data: []byte(c.page)},
		})
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("for\n%s%q, want %q", c.page, got, c.want)
		}
	}
}

func TestGlossaryNamesAreLookedUp(t *testing.T) {
	p := snippet(t, token.NewFileSet(), nil, "base/p", "// Package p is a snippet.\npackage p\n\ntype Fix int\n")
	got := CheckGlossary("| fix | a position | `p.Fix`, `p.Gap` |", []*Package{p})
	if want := []string{"docs/GLOSSARY.md names p.Gap, which does not exist"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestMeasure(t *testing.T) {
	source := "// Package p is a snippet.\npackage p\ntype I interface { A(); B(); C(); D(); E(); F() }\nfunc F() {\n" + strings.Repeat("\n", 70) + "}\nfunc G() {}\n"
	var out bytes.Buffer
	Measure(&out, []*Package{snippet(t, token.NewFileSet(), nil, "base/geo", source)})
	for _, want := range []string{"functions      2   lines p50   1", "max  72", "72 lines  snippet.go:4:1  F", "6 methods  snippet.go:3:8"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("no %q in\n%s", want, out.String())
		}
	}
	for q, want := range map[int]int{50: 5, 95: 10, 100: 10, 1: 1} {
		if got := percentile([]int{10, 9, 8, 7, 6, 5, 4, 3, 2, 1}, q); got != want {
			t.Errorf("percentile %d of 1 to 10 is %d, want %d", q, got, want)
		}
	}
}
