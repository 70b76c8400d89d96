//go:build !(darwin || dragonfly || freebsd || linux || netbsd || openbsd)

package workspace

import (
	"errors"
	"io/fs"
	"os"
)

// tryLock takes the lock by making its file. A killed process leaves the file behind.
func tryLock(file string) (release func() error, err error) {
	f, err := os.OpenFile(file, os.O_WRONLY|os.O_CREATE|os.O_EXCL, private)
	if errors.Is(err, fs.ErrExist) {
		return nil, errLocked
	}
	if err != nil {
		return nil, err
	}
	if err := f.Close(); err != nil {
		return nil, err
	}
	return func() error { return os.Remove(file) }, nil
}

func lockHint(file string) string {
	return "try again when it is done; when no plimsoll is running, remove " + file
}
