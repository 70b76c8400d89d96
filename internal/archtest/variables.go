package archtest

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
)

// fixedTypes are types behind a pointer or in an interface that do not change once
// made.
var fixedTypes = [...]string{
	"error", "embed.FS",
	"*regexp.Regexp", "*strings.Replacer", "*hash/crc32.Table", "*hash/crc64.Table", "*encoding/base64.Encoding",
	"*html/template.Template", "*text/template.Template", // made by Must and then executed
}

// shared are types a package may export a variable of: nothing in this module sets
// it, which is checked, and others have no reason to.
var shared = [...]string{"error", "embed.FS"}

const (
	changeReason   = "a package variable that changes is state that no caller sees: keep it in a value, or in the caller"
	exportedReason = "any package can set an exported variable: make it a function that returns the value, or unexport it"
	mutableReason  = "what it refers to can change, so it is state: make it where it is used"
)

func checkVariables(p *Package) []Breach {
	var found []Breach
	for _, file := range p.Files {
		for _, decl := range file.Decls {
			if g, ok := decl.(*ast.GenDecl); ok && g.Tok == token.VAR {
				found = append(found, checkDeclared(p, g)...)
			}
		}
		ast.Inspect(file, func(n ast.Node) bool {
			for _, w := range writes(p, n) {
				if v := packageVariable(p, w); v != nil {
					found = append(found, p.breach(w.Pos(), changeReason, "the package variable %s is changed, or handed out to be changed", v.Name()))
				}
			}
			return true
		})
	}
	return found
}

// checkDeclared refuses variables that could not be trusted even if nothing here
// writes to them.
func checkDeclared(p *Package, g *ast.GenDecl) []Breach {
	var found []Breach
	for _, spec := range g.Specs {
		for _, name := range spec.(*ast.ValueSpec).Names {
			v, ok := p.Info.Defs[name].(*types.Var)
			if !ok || name.Name == "_" {
				continue
			}
			switch {
			case mutableKind(v.Type()):
				found = append(found, p.breach(name.Pos(), mutableReason, "the package variable %s is a %s", name.Name, typeName(v.Type())))
			case v.Exported() && !slices.Contains(shared[:], typeName(v.Type())):
				found = append(found, p.breach(name.Pos(), exportedReason, "the package variable %s is exported", name.Name))
			}
		}
	}
	return found
}

// typeName prints a type with its full package path.
func typeName(t types.Type) string {
	return types.TypeString(t, func(p *types.Package) string { return p.Path() })
}

// mutableKind reports whether a variable of type t is state by its nature: a
// channel, a lock or counter, a pointer to something not known to be fixed.
func mutableKind(t types.Type) bool {
	if slices.Contains(fixedTypes[:], typeName(t)) {
		return false
	}
	if named, ok := types.Unalias(t).(*types.Named); ok && named.Obj().Pkg() != nil {
		if path := named.Obj().Pkg().Path(); path == "sync" || path == "sync/atomic" {
			return true
		}
	}
	switch t.Underlying().(type) {
	case *types.Chan, *types.Pointer:
		return true
	}
	return false
}

// writers are functions of the standard library that change their first argument.
var writers = map[string][]string{
	"sort":   {"Sort", "Stable", "Slice", "SliceStable", "Ints", "Strings", "Float64s"},
	"slices": {"Sort", "SortFunc", "SortStableFunc", "Reverse", "Delete", "DeleteFunc", "Insert", "Replace", "Compact", "CompactFunc", "Grow"},
	"maps":   {"Copy", "Insert", "DeleteFunc"},
}

// writes returns the expressions that a node writes to, or takes the address of.
func writes(p *Package, n ast.Node) []ast.Expr {
	switch n := n.(type) {
	case *ast.AssignStmt:
		if n.Tok != token.DEFINE {
			return n.Lhs
		}
	case *ast.IncDecStmt:
		return []ast.Expr{n.X}
	case *ast.RangeStmt:
		if n.Tok == token.ASSIGN {
			return []ast.Expr{n.Key, n.Value}
		}
	case *ast.UnaryExpr:
		if n.Op == token.AND {
			return []ast.Expr{n.X}
		}
	case *ast.CallExpr:
		return callWrites(p, n)
	}
	return nil
}

// callWrites returns what a call changes: the first argument of a builtin or
// library function that writes, the receiver of a method with a pointer receiver.
func callWrites(p *Package, call *ast.CallExpr) []ast.Expr {
	fun := ast.Unparen(call.Fun)
	if id, ok := fun.(*ast.Ident); ok {
		if b, ok := p.Info.Uses[id].(*types.Builtin); ok && len(call.Args) > 0 &&
			slices.Contains([]string{"append", "copy", "delete", "clear"}, b.Name()) {
			return call.Args[:1]
		}
		return nil
	}
	if x, ok := fun.(*ast.IndexExpr); ok { // slices.Sort[S]
		fun = x.X
	}
	sel, ok := fun.(*ast.SelectorExpr)
	if !ok {
		return nil
	}
	if s := p.Info.Selections[sel]; s != nil {
		return receiverWrites(s, sel)
	}
	f, ok := p.Info.Uses[sel.Sel].(*types.Func)
	if ok && f.Pkg() != nil && len(call.Args) > 0 && slices.Contains(writers[f.Pkg().Path()], f.Name()) {
		return call.Args[:1]
	}
	return nil
}

// receiverWrites returns the receiver of a method call that takes its address.
func receiverWrites(s *types.Selection, sel *ast.SelectorExpr) []ast.Expr {
	f, ok := s.Obj().(*types.Func)
	if !ok || s.Kind() != types.MethodVal {
		return nil
	}
	_, byPointer := f.Signature().Recv().Type().(*types.Pointer)
	_, isPointer := s.Recv().Underlying().(*types.Pointer)
	if byPointer && !isPointer {
		return []ast.Expr{sel.X}
	}
	return nil
}

// packageVariable returns the package variable an expression lies in, of this
// package or another; nil when it lies in none.
func packageVariable(p *Package, e ast.Expr) *types.Var {
	switch e := e.(type) {
	case *ast.ParenExpr:
		return packageVariable(p, e.X)
	case *ast.IndexExpr:
		return packageVariable(p, e.X)
	case *ast.SliceExpr:
		return packageVariable(p, e.X)
	case *ast.StarExpr:
		return packageVariable(p, e.X)
	case *ast.SelectorExpr:
		if v := global(p.Info.Uses[e.Sel]); v != nil {
			return v
		}
		return packageVariable(p, e.X)
	case *ast.Ident:
		return global(p.Info.Uses[e])
	}
	return nil
}

// global returns obj when it is a variable of a package's scope.
func global(obj types.Object) *types.Var {
	v, ok := obj.(*types.Var)
	if !ok || v.Pkg() == nil || v.Parent() != v.Pkg().Scope() {
		return nil
	}
	return v
}
