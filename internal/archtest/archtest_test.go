package archtest

import (
	"flag"
	"os"
	"testing"
)

var report = flag.Bool("report", false, "print sizes for review")

const root = "../.."

func TestHouse(t *testing.T) {
	packages, err := Load(root)
	if err != nil {
		t.Error(err)
	}
	if len(packages) == 0 {
		t.Fatal("no packages were read")
	}
	for _, b := range Check(packages) {
		t.Error(b)
	}
	page, err := os.ReadFile(root + "/docs/GLOSSARY.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, w := range CheckGlossary(string(page), packages) {
		t.Error(w)
	}
	if *report {
		Measure(os.Stdout, packages)
	}
}

func TestDependenciesHaveReasons(t *testing.T) {
	wrong, err := CheckDependencies(os.DirFS(root))
	if err != nil {
		t.Fatal(err)
	}
	for _, w := range wrong {
		t.Error(w)
	}
}
