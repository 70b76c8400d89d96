package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/plimsoll-watch/plimsoll/sea/ais"
	"github.com/plimsoll-watch/plimsoll/sea/detect"
)

// reading holds the flags of every verb that reads AIS files.
type reading struct {
	Files          []string          `arg:"" optional:"" help:"Files to read: AIS sentences or tables of positions, plain or gzip; - or nothing is standard input."`
	Columns        map[string]string `placeholder:"OUR=THEIRS,…" mapsep:"," help:"Name the columns of a table that follows no known form, e.g. time=when,lat=y."`
	Strict         bool              `help:"Stop at the first rejected row or sentence."`
	BadChecksum    bool              `help:"Keep sentences whose checksum is wrong; they are counted all the same."`
	SkipUnreadable bool              `help:"Leave out a file that cannot be read instead of stopping (exit 5)."`
	Memory         string            `default:"1GB" placeholder:"SIZE" help:"Memory for positions; what does not fit goes to disk. Never changes a result."`
	Workers        int               `default:"0" placeholder:"N" help:"Cores to use, 0 for all. Never changes a result."`
	Quiet          bool              `short:"q" help:"Print errors only."`
	Verbose        bool              `short:"v" help:"Print everything."`
}

// inputs lists what to read.
func (r *reading) inputs(w *world) ([]detect.Input, error) {
	files := r.Files
	if len(files) == 0 {
		if w.stdinTTY {
			return nil, usagef("name one or more files, or pipe one in", "no files to read")
		}
		files = []string{"-"}
	}
	if len(files) > 1<<16-1 {
		return nil, usagef("join them first, e.g. with cat", "%d files are more than %d", len(files), 1<<16-1)
	}
	inputs := make([]detect.Input, 0, len(files))
	for i, name := range files {
		if name == "-" && slices.Contains(files[:i], "-") {
			return nil, usagef("name - once", "standard input is named twice and can be read once")
		}
		if name == "-" {
			inputs = append(inputs, detect.Input{Name: "standard input", Open: func() (io.ReadCloser, error) { return waitFor(w.ctx, io.NopCloser(w.stdin)), nil }})
			continue
		}
		inputs = append(inputs, detect.Input{Name: filepath.Base(name), Open: func() (io.ReadCloser, error) { return openFile(w.ctx, name) }})
	}
	return inputs, nil
}

// openFile opens a file to read; a directory is refused.
func openFile(ctx context.Context, name string) (io.ReadCloser, error) {
	info, err := os.Stat(name)
	if err != nil {
		return nil, readError(name, err)
	}
	if info.IsDir() {
		return nil, &ais.InputError{File: name, What: "is a directory", Hint: "name the files in it: " + filepath.Join(name, "*")}
	}
	if !info.Mode().IsRegular() {
		return openWaiting(ctx, name)
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, readError(name, err)
	}
	return f, nil
}

// readError says which file could not be read, once.
func readError(name string, err error) error {
	var path *os.PathError
	if errors.As(err, &path) {
		err = path.Err
	}
	return fmt.Errorf("read %s: %w", name, err)
}

// output is a file that stands under its name only when it is complete; a device or
// pipe is written directly.
type output struct {
	*bufio.Writer
	file *os.File
	name string // final name; "" when written directly
}

// createOutput begins a file.
func createOutput(name string) (*output, error) {
	if info, err := os.Stat(name); err == nil && !info.Mode().IsRegular() {
		if info.IsDir() {
			return nil, usagef("name a file in it", "write %s: is a directory", name)
		}
		f, err := os.OpenFile(name, os.O_WRONLY, 0)
		if err != nil {
			return nil, writeError(name, err)
		}
		return &output{bufio.NewWriterSize(f, 1<<16), f, ""}, nil
	}
	f, err := createBeside(name)
	if err != nil {
		return nil, writeError(name, err)
	}
	return &output{bufio.NewWriterSize(f, 1<<16), f, name}, nil
}

// createBeside creates the file that will get the name, with the rights that the
// name has already, else those a new file gets here.
func createBeside(name string) (*os.File, error) {
	mode := fs.FileMode(0o666)
	info, err := os.Stat(name)
	if err == nil {
		mode = info.Mode().Perm()
	}
	for n := 0; ; n++ {
		beside := filepath.Join(filepath.Dir(name), fmt.Sprintf(".%s.%d-%d", filepath.Base(name), os.Getpid(), n))
		f, failed := os.OpenFile(beside, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
		if errors.Is(failed, fs.ErrExist) {
			continue
		}
		if failed == nil && err == nil {
			failed = f.Chmod(mode) // whatever the mask says
		}
		return f, failed
	}
}

// commit completes the file and gives it its name.
func (o *output) commit() error {
	err := o.Flush()
	if err == nil && o.name != "" {
		err = o.file.Sync()
	}
	if closed := o.file.Close(); err == nil {
		err = closed
	}
	if o.name == "" {
		if err != nil {
			return writeError(o.file.Name(), err)
		}
		return nil
	}
	if err == nil {
		err = os.Rename(o.file.Name(), o.name)
	}
	if err != nil {
		return writeError(o.name, errors.Join(err, os.Remove(o.file.Name())))
	}
	return nil
}

// discard gives up an unfinished file. After commit it does nothing.
func (o *output) discard() {
	if o.file.Close() == nil && o.name != "" {
		_ = os.Remove(o.file.Name()) // an error is on its way already
	}
}

func writeError(name string, err error) error {
	var path *os.PathError
	var link *os.LinkError
	switch {
	case errors.As(err, &path):
		err = path.Err
	case errors.As(err, &link):
		err = link.Err
	}
	return hinted{fmt.Errorf("write %s: %w", name, err), "nothing stands half-written under that name"}
}

// writeOut says that standard output could not be written.
func writeOut(err error) error {
	var path *os.PathError
	if errors.As(err, &path) {
		err = path.Err
	}
	return fmt.Errorf("write standard output: %w", err)
}

// writeFile writes a file as a whole.
func writeFile(name string, write func(io.Writer) error) error {
	out, err := createOutput(name)
	if err != nil {
		return err
	}
	defer out.discard()
	if err := write(out); err != nil {
		if failed := out.Flush(); failed != nil { // the first error of writing stays
			return writeError(name, failed)
		}
		return err // of what was to be written, not of the file
	}
	return out.commit()
}

// apart refuses an output that would replace one of the inputs, and two that are one.
func apart(inputs []string, outputs ...string) error {
	for i, out := range outputs {
		if out == "-" {
			return usagef("leave it out to write to standard output", "- is no file to write")
		}
		for _, other := range append(inputs[:len(inputs):len(inputs)], outputs[:i]...) {
			if out != "" && other != "" && sameFile(out, other) {
				return usagef("name another file", "%s is to be written and is named as %s too", out, other)
			}
		}
	}
	return nil
}

// sameFile reports whether two names are one file, there already or not; a device is
// nobody's own.
func sameFile(a, b string) bool {
	one, errA := os.Stat(a)
	two, errB := os.Stat(b)
	if errA == nil && errB == nil {
		return one.Mode().IsRegular() && os.SameFile(one, two)
	}
	return errA != nil && errB != nil && filepath.Clean(a) == filepath.Clean(b)
}

// spill keeps what does not fit into memory in files that vanish when closed.
type spill struct{ dir string }

// Create returns a new empty file that has no name any more where the system allows
// it.
func (s spill) Create() (detect.SpillFile, error) {
	f, err := os.CreateTemp(s.dir, "plimsoll-spill-*")
	if err != nil {
		return nil, hinted{err, "TMPDIR names the folder for what does not fit into --memory"}
	}
	return spillFile{f, os.Remove(f.Name()) == nil}, nil
}

type spillFile struct {
	*os.File
	gone bool // it has no name any more
}

// Close closes and removes the file.
func (f spillFile) Close() error {
	err := f.File.Close()
	if !f.gone {
		err = errors.Join(err, os.Remove(f.Name()))
	}
	return err
}
