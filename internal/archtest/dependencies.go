package archtest

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io/fs"
	"regexp"
	"slices"
	"strings"
)

// row is a line of docs/dependencies.md: | `name` | where it is used | reason |.
var row = regexp.MustCompile("^\\| `([^`]+)` \\|([^|]*)\\|([^|]*)\\|$")

// CheckDependencies compares the direct dependencies of go.mod and
// web/package.json with docs/dependencies.md and returns what does not agree: one
// without a reason, and a reason for what is not depended on.
func CheckDependencies(root fs.FS) ([]string, error) {
	page, err := fs.ReadFile(root, "docs/dependencies.md")
	if err != nil {
		return nil, fmt.Errorf("read the list of dependencies: %w", err)
	}
	direct, err := directDependencies(root)
	if err != nil {
		return nil, err
	}
	var wrong, reasoned []string
	for line := range strings.Lines(string(page)) {
		m := row.FindStringSubmatch(strings.TrimSpace(line))
		if m == nil {
			continue
		}
		reasoned = append(reasoned, m[1])
		if strings.TrimSpace(m[2]) == "" || strings.TrimSpace(m[3]) == "" {
			wrong = append(wrong, m[1]+" has no use or no reason in docs/dependencies.md")
		}
		if !slices.Contains(direct, m[1]) {
			wrong = append(wrong, m[1]+" is in docs/dependencies.md and not depended on")
		}
	}
	for _, name := range direct {
		if !slices.Contains(reasoned, name) {
			wrong = append(wrong, name+" is depended on and has no line in docs/dependencies.md")
		}
	}
	return wrong, nil
}

// directDependencies returns the names that go.mod and web/package.json ask for.
func directDependencies(root fs.FS) ([]string, error) {
	mod, err := root.Open("go.mod")
	if err != nil {
		return nil, fmt.Errorf("read direct dependencies: %w", err)
	}
	defer mod.Close() // read only: nothing is lost
	var names []string
	lines := bufio.NewScanner(mod)
	for block := false; lines.Scan(); {
		line := strings.TrimSpace(lines.Text())
		switch {
		case line == "require (":
			block = true
		case line == ")":
			block = false
		case strings.HasSuffix(line, "// indirect"):
		case block || strings.HasPrefix(line, "require "):
			names = append(names, strings.Fields(strings.TrimPrefix(line, "require "))[0])
		}
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("read direct dependencies: %w", err)
	}
	text, err := fs.ReadFile(root, "web/package.json")
	if err != nil {
		return nil, fmt.Errorf("read direct dependencies: %w", err)
	}
	var web struct{ Dependencies, DevDependencies map[string]string }
	if err := json.Unmarshal(text, &web); err != nil {
		return nil, fmt.Errorf("read web/package.json: %w", err)
	}
	for _, set := range []map[string]string{web.Dependencies, web.DevDependencies} {
		for name := range set {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names, nil
}
