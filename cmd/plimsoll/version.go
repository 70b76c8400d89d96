package main

import (
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/plimsoll-watch/plimsoll/facts"
	"github.com/plimsoll-watch/plimsoll/sea/encounter"
	"github.com/plimsoll-watch/plimsoll/sea/track"
)

type versionCmd struct{}

// Run prints what this program is made of.
func (versionCmd) Run(w *world) error {
	digest, err := facts.Digest(facts.FS())
	if err != nil {
		return err
	}
	fmt.Fprintf(w.stdout, "plimsoll  %s\n", buildVersion())
	fmt.Fprintf(w.stdout, "methods   %s, %s\n", track.Method, encounter.Method)
	fmt.Fprintf(w.stdout, "rules     %s\n", encounter.Standard().Rules())
	fmt.Fprintf(w.stdout, "facts     %s\n", digest)
	fmt.Fprintf(w.stdout, "built     %s %s/%s\n", runtime.Version(), runtime.GOOS, runtime.GOARCH)
	return nil
}

func buildVersion() string {
	info, ok := debug.ReadBuildInfo()
	if !ok || info.Main.Version == "" || info.Main.Version == "(devel)" {
		return "development build"
	}
	return info.Main.Version
}
