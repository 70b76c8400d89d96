package archtest

import (
	"fmt"
	"regexp"
	"slices"
)

// codeName is a name in the glossary's last column: `room.Name`.
var codeName = regexp.MustCompile("`([a-z]+)\\.([A-Z][A-Za-z]*)`")

// CheckGlossary returns the names on the glossary's page that no package has.
func CheckGlossary(page string, packages []*Package) []string {
	var wrong []string
	for _, m := range codeName.FindAllStringSubmatch(page, -1) {
		has := func(p *Package) bool { return p.Name == m[1] && p.Types.Scope().Lookup(m[2]) != nil }
		if !slices.ContainsFunc(packages, has) {
			wrong = append(wrong, fmt.Sprintf("docs/GLOSSARY.md names %s.%s, which does not exist", m[1], m[2]))
		}
	}
	return wrong
}
