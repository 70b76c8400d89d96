package page

import (
	_ "embed"
	"html/template"
	"io"
	"strings"
)

//go:embed report.tmpl
var reportTemplate string

//go:embed shell.tmpl
var shellTemplate string

// render fills the template. It is parsed at each call: a report is written once.
func render(w io.Writer, r *report) error {
	t, err := parsed("report", reportTemplate)
	if err != nil {
		return err
	}
	return t.Execute(w, r)
}

// parsed reads the template of a page, and the shell that all pages share.
func parsed(name, text string) (*template.Template, error) {
	t, err := template.New(name).Funcs(template.FuncMap{
		"px":    num,
		"short": short,
		"add":   func(a, b float64) float64 { return a + b },
	}).Parse(text)
	if err != nil {
		return nil, err
	}
	return t.Parse(shellTemplate)
}

// short prints the first and last digits of a digest.
func short(digest string) string {
	digest = strings.TrimPrefix(digest, "sha256:")
	if len(digest) <= 16 {
		return digest
	}
	return digest[:8] + "…" + digest[len(digest)-4:]
}
