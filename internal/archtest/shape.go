package archtest

import (
	"go/ast"
	"path"
	"strings"
)

// maxFunctionLines is the hard limit; half of the functions should be under 12.
const maxFunctionLines = 120

func checkDoc(p *Package) []Breach {
	want := "Package " + p.Name + " "
	if p.Name == "main" {
		want = "Command " + path.Base(p.Path) + " "
	}
	docs := 0
	for _, file := range p.Files {
		text := strings.ToLower(file.Doc.Text())
		if strings.HasPrefix(text, strings.ToLower(want)) || p.Name == "main" && strings.HasPrefix(text, path.Base(p.Path)+" ") {
			docs++
		}
	}
	if docs == 1 {
		return nil
	}
	return []Breach{p.breach(p.Files[0].Name.Pos(),
		"a package's doc is its specification: one file begins with it",
		"%s has %d package docs that begin with %q", p.Path, docs, want)}
}

func checkLength(p *Package) []Breach {
	var found []Breach
	eachFunction(p, func(name string, f ast.Node, lines int) {
		if lines > maxFunctionLines {
			found = append(found, p.breach(f.Pos(), "a function fits in the head: cut it where its steps are", "%s has %d lines, over %d", name, lines, maxFunctionLines))
		}
	})
	return found
}

// eachFunction calls f with every declared function and every function literal
// outside of one, and its lines, the signature included.
func eachFunction(p *Package, f func(name string, node ast.Node, lines int)) {
	lines := func(n ast.Node) int {
		return p.Fset.Position(n.End()).Line - p.Fset.Position(n.Pos()).Line + 1
	}
	for _, file := range p.Files {
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.FuncDecl:
				begin := n.Type // without its doc
				f(n.Name.Name, n, p.Fset.Position(n.End()).Line-p.Fset.Position(begin.Pos()).Line+1)
				return false
			case *ast.FuncLit:
				f("a function literal", n, lines(n))
				return false
			}
			return true
		})
	}
}

func checkInit(p *Package) []Breach {
	var found []Breach
	for _, file := range p.Files {
		for _, decl := range file.Decls {
			if f, ok := decl.(*ast.FuncDecl); ok && f.Recv == nil && f.Name.Name == "init" {
				found = append(found, p.breach(f.Pos(), "what runs by being imported is seen by no caller: make it a function and call it", "%s has an init function", p.Path))
			}
		}
	}
	return found
}
