package archtest

import (
	"fmt"
	"go/ast"
	"io"
	"slices"
)

// maxMethods is how wide an interface is at most, by our habit.
const maxMethods = 5

// Measure prints the sizes that are reviewed and fail nothing: functions, files,
// interfaces.
func Measure(w io.Writer, packages []*Package) {
	var functions, files []int
	var long, wide []string
	for _, p := range packages {
		eachFunction(p, func(name string, node ast.Node, lines int) {
			functions = append(functions, lines)
			if lines >= 65 {
				long = append(long, fmt.Sprintf("%4d lines  %s  %s", lines, p.Fset.Position(node.Pos()), name))
			}
		})
		for _, file := range p.Files {
			lines := p.Fset.File(file.Pos()).LineCount()
			files = append(files, lines)
			if lines > 500 {
				long = append(long, fmt.Sprintf("%4d lines  %s", lines, p.Fset.Position(file.Pos()).Filename))
			}
			wide = append(wide, wideInterfaces(p, file)...)
		}
	}
	fmt.Fprintf(w, "functions  %5d   lines p50 %3d (wanted <= 11), p95 %3d (< 65), max %3d (<= %d, enforced)\n",
		len(functions), percentile(functions, 50), percentile(functions, 95), percentile(functions, 100), maxFunctionLines)
	fmt.Fprintf(w, "files      %5d   lines p50 %3d (wanted <= 150), p95 %3d (<= 500), max %d\n",
		len(files), percentile(files, 50), percentile(files, 95), percentile(files, 100))
	section(w, "long functions (65 and over) and files (over 500)", long)
	section(w, fmt.Sprintf("interfaces of more than %d methods", maxMethods), wide)
}

// section prints a heading and its lines, or that there are none.
func section(w io.Writer, heading string, lines []string) {
	if len(lines) == 0 {
		fmt.Fprintf(w, "no %s\n", heading)
		return
	}
	fmt.Fprintf(w, "%s:\n", heading)
	slices.Sort(lines)
	slices.Reverse(lines)
	for _, line := range lines {
		fmt.Fprintf(w, "  %s\n", line)
	}
}

// wideInterfaces returns the interfaces of a file with more methods than the habit.
func wideInterfaces(p *Package, file *ast.File) []string {
	var wide []string
	ast.Inspect(file, func(n ast.Node) bool {
		if i, ok := n.(*ast.InterfaceType); ok && i.Methods.NumFields() > maxMethods {
			wide = append(wide, fmt.Sprintf("%2d methods  %s", i.Methods.NumFields(), p.Fset.Position(i.Pos())))
		}
		return true
	})
	return wide
}

// percentile returns the value that q per cent of the values do not exceed; 0 for
// no values.
func percentile(values []int, q int) int {
	if len(values) == 0 {
		return 0
	}
	sorted := slices.Sorted(slices.Values(values))
	return sorted[max(0, (len(sorted)*q+99)/100-1)]
}
