package page

import (
	_ "embed"
	"html/template"
	"io"
	"strings"
)

//go:embed report.tmpl
var reportTemplate string

// render fills the template. It is parsed at each call: a report is written once.
func render(w io.Writer, r *report) error {
	t, err := template.New("report").Funcs(template.FuncMap{
		"px":    num,
		"short": short,
		"add":   func(a, b float64) float64 { return a + b },
	}).Parse(reportTemplate)
	if err != nil {
		return err
	}
	return t.Execute(w, r)
}

// short prints the first and last digits of a digest.
func short(digest string) string {
	digest = strings.TrimPrefix(digest, "sha256:")
	if len(digest) <= 16 {
		return digest
	}
	return digest[:8] + "…" + digest[len(digest)-4:]
}
