// Testsum runs the Go tests and says plainly what happened: a line a package, what
// failed in full, what was skipped and why, and a last line of counts.
//
//	go run ./internal/testsum [arguments of go test]
//
// Without arguments it tests ./... . It exits with 1 when a test or a build fails,
// when go test itself does, and when there was no test at all: silence is not
// success.
package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
)

func main() {
	args := os.Args[1:]
	if len(args) == 0 {
		args = []string{"./..."}
	}
	if err := run(os.Stdout, os.Stderr, args); err != nil {
		fmt.Fprintln(os.Stderr, "testsum:", err)
		os.Exit(1)
	}
}

// run tests and prints; an error says why it is no success.
func run(stdout, stderr io.Writer, args []string) error {
	cmd := exec.Command("go", append([]string{"test", "-json"}, args...)...)
	cmd.Stderr = stderr
	events, err := cmd.StdoutPipe()
	if err != nil {
		return err
	}
	if err := cmd.Start(); err != nil {
		return fmt.Errorf("run go test: %w", err)
	}
	sum := newSummary(stdout)
	readErr := sum.read(events)
	waitErr := cmd.Wait()
	sum.close()
	switch {
	case sum.failed > 0:
		return errors.New("tests failed")
	case readErr != nil:
		return readErr
	case waitErr != nil:
		return fmt.Errorf("go test: %w", waitErr)
	case sum.passed == 0:
		return errors.New("no test passed: there is nothing here, or everything was skipped")
	}
	return nil
}
