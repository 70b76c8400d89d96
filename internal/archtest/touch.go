package archtest

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"
)

// forbiddenImports are packages no room of a floor imports; a name that ends in /
// stands for all below it.
var forbiddenImports = [...]struct{ path, reason string }{
	{"os", "a room touches no disk, process or environment: take an io.Reader, an fs.FS or a value"},
	{"os/", "a room runs no program and hears no signal: take a context or a value"},
	{"net", "a room touches no network: take what was received"},
	{"net/http", "a room touches no network: take what was received"},
	{"net/rpc", "a room touches no network: take what was received"},
	{"net/smtp", "a room touches no network: give back what is to be sent"},
	{"syscall", "a room asks nothing of the machine"},
	{"io/ioutil", "a room touches no disk: take an io.Reader or an fs.FS"},
	{"path/filepath", "names in an fs.FS have slashes on every machine: use path"},
	{"log", "a room writes to no shared log: return what is to be said"},
	{"log/slog", "a room writes to no shared log: return what is to be said"},
	{"flag", "a room takes its options as values"},
	{"expvar", "a room keeps no global state"},
	{"plugin", "a room loads no code"},
	{"crypto/rand", "a room takes its randomness as an io.Reader, so that a run can be repeated"},
}

const (
	clockReason  = "a room has no clock: take a time, or now func() time.Time; nothing sleeps"
	dieReason    = "shared randomness makes no run like another: take a *rand.Rand made from a seed"
	outputReason = "what a person reads goes out through cmd: take an io.Writer"
)

// forbiddenUses are the functions of allowed packages that no room calls.
var forbiddenUses = map[string]map[string]string{
	"time": {
		"Now": clockReason, "Since": clockReason, "Until": clockReason, "Sleep": clockReason, "After": clockReason, "AfterFunc": clockReason,
		"Tick": clockReason, "NewTimer": clockReason, "NewTicker": clockReason,
		"Local":        "the machine's time zone is environment: times are UTC",
		"LoadLocation": "time zones are read from disk: times are UTC",
	},
	"fmt": {
		"Print": outputReason, "Printf": outputReason, "Println": outputReason,
		"Scan": "input comes through an io.Reader", "Scanf": "input comes through an io.Reader", "Scanln": "input comes through an io.Reader",
	},
	"context":       {"WithTimeout": clockReason, "WithDeadline": clockReason, "WithTimeoutCause": clockReason, "WithDeadlineCause": clockReason},
	"html/template": {"ParseFiles": "a room touches no disk: use ParseFS", "ParseGlob": "a room touches no disk: use ParseFS"},
	"text/template": {"ParseFiles": "a room touches no disk: use ParseFS", "ParseGlob": "a room touches no disk: use ParseFS"},
}

// seeded are the functions of math/rand that make a generator of one's own.
var seeded = [...]string{"New", "NewSource", "NewPCG", "NewChaCha8", "NewZipf"}

// environment are the functions of os that read it; only internal/config calls what
// main hands it.
var environment = [...]string{"Getenv", "LookupEnv", "Environ", "ExpandEnv"}

// checkEnvironment refuses calls that read the environment past internal/config;
// naming the function, to hand it there, is no call.
func checkEnvironment(p *Package) []Breach {
	var found []Breach
	for _, file := range p.Files {
		ast.Inspect(file, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok {
				return true
			}
			sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
			if !ok {
				return true
			}
			f, ok := p.Info.Uses[sel.Sel].(*types.Func)
			if ok && f.Pkg() != nil && f.Pkg().Path() == "os" && slices.Contains(environment[:], f.Name()) {
				found = append(found, p.breach(call.Pos(), "the environment is read in internal/config alone, where every variable is listed", "%s calls os.%s", p.Path, f.Name()))
			}
			return true
		})
	}
	return found
}

func checkTouch(p *Package) []Breach {
	if !isDomain(p.Path) {
		return nil
	}
	var found []Breach
	p.imports(func(path string, at token.Pos) {
		for _, f := range forbiddenImports {
			if path == f.path || strings.HasSuffix(f.path, "/") && strings.HasPrefix(path, f.path) {
				found = append(found, p.breach(at, f.reason, "%s imports %s", p.Path, path))
			}
		}
	})
	for _, file := range p.Files {
		ast.Inspect(file, func(n ast.Node) bool {
			if id, ok := n.(*ast.Ident); ok {
				if reason := useRefusal(p.Info.Uses[id]); reason != "" {
					found = append(found, p.breach(id.Pos(), reason, "%s uses %s.%s", p.Path, p.Info.Uses[id].Pkg().Name(), id.Name))
				}
			}
			return true
		})
	}
	return found
}

// useRefusal returns why a room may not use an object of another package; "" when
// it may.
func useRefusal(obj types.Object) string {
	if obj == nil || obj.Pkg() == nil || obj.Parent() != obj.Pkg().Scope() {
		return "" // not of a package's own names: a method, a field, a local
	}
	path := obj.Pkg().Path()
	if path == "math/rand" || path == "math/rand/v2" {
		if _, isFunc := obj.(*types.Func); isFunc && !slices.Contains(seeded[:], obj.Name()) {
			return dieReason
		}
		return ""
	}
	return forbiddenUses[path][obj.Name()]
}
