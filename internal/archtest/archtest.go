// Package archtest holds the house to its hard rules: a test reads every package
// of the module and fails, with the reason, where one is broken.
//
// # The rules
//
//   - Imports point down: base, then sea and law (which do not know each other),
//     then record, then public; within a floor to earlier rooms alone, in the order
//     of [floors]. facts stands on base and is handed in by cmd; internal/scene and
//     internal/oracle share no code with what they test.
//   - Rooms of these floors touch no clock, disk, network, environment, process
//     output or shared randomness: values, io.Readers and fs.FSs come in. The
//     environment is read in internal/config and nowhere else.
//   - A package variable never changes.
//   - Every package has a doc; no function is over 120 lines; there is no init.
//
// Non-test files are read, as built for this platform. What the type checker cannot
// see is not caught: a package variable changed through an alias of its slice or
// map, or a forbidden function reached through somebody else's package.
//
// [Measure] prints what is reviewed and fails nothing.
package archtest

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"sort"
	"strings"
)

// Module is the import path everything here is relative to.
const Module = "github.com/plimsoll-watch/plimsoll"

// Package is one package of the module, read and type-checked.
type Package struct {
	Path  string // relative to the module: base/geo
	Name  string
	Fset  *token.FileSet
	Files []*ast.File
	Types *types.Package
	Info  *types.Info
}

// Breach is one place where a rule is broken.
type Breach struct {
	Where  token.Position
	What   string
	Reason string
}

// String returns the breach as a line of a test's failure, and its reason below.
func (b Breach) String() string {
	return fmt.Sprintf("%s:%d: %s\n\t%s", b.Where.Filename, b.Where.Line, b.What, b.Reason)
}

// rule finds the breaches of one rule in a package.
type rule func(*Package) []Breach

// rules are all rules, in the order of the package comment.
var rules = [...]rule{checkImports, checkTouch, checkEnvironment, checkVariables, checkDoc, checkLength, checkInit}

// Check returns all breaches in the packages, in order of place.
func Check(packages []*Package) []Breach {
	var all []Breach
	for _, p := range packages {
		for _, check := range rules {
			all = append(all, check(p)...)
		}
	}
	sort.SliceStable(all, func(i, j int) bool {
		a, b := all[i].Where, all[j].Where
		if a.Filename != b.Filename {
			return a.Filename < b.Filename
		}
		return a.Line < b.Line
	})
	return all
}

func (p *Package) breach(at token.Pos, reason, format string, args ...any) Breach {
	return Breach{p.Fset.Position(at), fmt.Sprintf(format, args...), reason}
}

// imports calls f with every import of the package: the path and its place.
func (p *Package) imports(f func(path string, at token.Pos)) {
	for _, file := range p.Files {
		for _, spec := range file.Imports {
			f(strings.Trim(spec.Path.Value, `"`), spec.Pos())
		}
	}
}

// under reports whether path is the folder or lies in it.
func under(path, folder string) bool {
	return path == folder || strings.HasPrefix(path, folder+"/")
}
