package archtest

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// listed is what `go list` says of a package.
type listed struct {
	ImportPath, Dir, Name, Export string
	GoFiles                       []string
	Error                         *struct{ Err string }
}

// Load reads and type-checks every package of the module in folder root. A package
// that does not compile is left out and named in the error; the others are given.
func Load(root string) ([]*Package, error) {
	root, err := filepath.Abs(root)
	if err != nil {
		return nil, err
	}
	all, err := list(root)
	if err != nil {
		return nil, err
	}
	exports := map[string]string{}
	for _, l := range all {
		exports[l.ImportPath] = l.Export
	}
	fset := token.NewFileSet()
	imp := importer.ForCompiler(fset, "gc", func(path string) (io.ReadCloser, error) {
		if exports[path] == "" {
			return nil, fmt.Errorf("no compiled package %s", path)
		}
		return os.Open(exports[path])
	})
	var packages []*Package
	var broken []error
	for _, l := range all {
		path, ours := strings.CutPrefix(l.ImportPath, Module)
		if !ours || len(l.GoFiles) == 0 {
			continue
		}
		p, err := load(fset, imp, root, l)
		if err != nil {
			broken = append(broken, fmt.Errorf("%s: %w", l.ImportPath, err))
			continue
		}
		p.Path = strings.TrimPrefix(path, "/")
		packages = append(packages, p)
	}
	return packages, errors.Join(broken...)
}

// list runs go list with compiled packages, so that imports can be type-checked.
func list(root string) ([]listed, error) {
	cmd := exec.Command("go", "list", "-buildvcs=false", "-e", "-deps", "-export", "-json=ImportPath,Dir,Name,Export,GoFiles,Error", "./...")
	cmd.Dir = root
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil && len(out) == 0 {
		return nil, fmt.Errorf("go list: %w\n%s", err, stderr.Bytes())
	}
	var all []listed
	for dec := json.NewDecoder(bytes.NewReader(out)); ; {
		var l listed
		if err := dec.Decode(&l); err == io.EOF {
			return all, nil
		} else if err != nil {
			return nil, fmt.Errorf("read go list: %w", err)
		}
		all = append(all, l)
	}
}

func load(fset *token.FileSet, imp types.Importer, root string, l listed) (*Package, error) {
	if l.Error != nil {
		return nil, errors.New(l.Error.Err)
	}
	var files []*ast.File
	for _, name := range l.GoFiles {
		path := filepath.Join(l.Dir, name)
		source, err := os.ReadFile(path)
		if err != nil {
			return nil, err
		}
		if short, err := filepath.Rel(root, path); err == nil {
			path = filepath.ToSlash(short)
		}
		file, err := parser.ParseFile(fset, path, source, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			return nil, err
		}
		files = append(files, file)
	}
	return checked(fset, imp, l.ImportPath, files)
}

// checked type-checks parsed files.
func checked(fset *token.FileSet, imp types.Importer, path string, files []*ast.File) (*Package, error) {
	info := &types.Info{
		Defs:       map[*ast.Ident]types.Object{},
		Uses:       map[*ast.Ident]types.Object{},
		Selections: map[*ast.SelectorExpr]*types.Selection{},
	}
	config := types.Config{Importer: imp}
	types, err := config.Check(path, fset, files, info)
	if err != nil {
		return nil, err
	}
	return &Package{Name: files[0].Name.Name, Fset: fset, Files: files, Types: types, Info: info}, nil
}
