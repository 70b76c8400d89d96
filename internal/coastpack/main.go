// Coastpack packs Natural Earth's land, as TopoJSON in npm's world-atlas, into the
// file that base/coast embeds and whose package describes it:
//
//	go run ./internal/coastpack -in web/node_modules/world-atlas/land-10m.json -out base/coast/land.bin
//
// The same input gives the same bytes. The grid of the source is kept, so nothing
// is lost or moved; only Natural Earth's invented islet at 0 N 0 E is left out.
package main

import (
	"flag"
	"fmt"
	"os"
)

// note goes into the file: what it was made from and under which terms.
const note = "Natural Earth 1:10m land 4.1.0 (public domain), by way of world-atlas 2.0.2 land-10m.json"

func main() {
	in := flag.String("in", "", "TopoJSON to read")
	out := flag.String("out", "", "file to write")
	flag.Parse()
	if err := run(*in, *out); err != nil {
		fmt.Fprintln(os.Stderr, "coastpack: error:", err)
		os.Exit(1)
	}
}

func run(in, out string) error {
	b, err := os.ReadFile(in)
	if err != nil {
		return fmt.Errorf("read source: %w", err)
	}
	t, err := parse(b)
	if err != nil {
		return fmt.Errorf("read %s: %w", in, err)
	}
	packed, err := pack(t)
	if err != nil {
		return fmt.Errorf("pack %s: %w", in, err)
	}
	if err := os.WriteFile(out, packed, 0o644); err != nil {
		return fmt.Errorf("write land: %w", err)
	}
	return nil
}
