package workspace

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// FolderName is what a workspace's folder is called when nobody names it.
const FolderName = ".plimsoll"

// initHint is what to try where there is no workspace.
const initHint = "plimsoll init makes one"

// Found is where a workspace is, and who said so.
type Found struct {
	Path   string
	Origin string // "--dir", "PLIMSOLL_DIR" or "nearest .plimsoll upwards"
}

// Find returns the workspace that is meant: dir when it is given (--dir), else env (the
// value of PLIMSOLL_DIR), else the nearest .plimsoll from cwd upwards, else a Missing.
// What was named is not looked at: Open says what it finds there, and Init may make it.
func Find(dir, env, cwd string) (Found, error) {
	if dir != "" {
		return Found{dir, "--dir"}, nil
	}
	if env != "" {
		return Found{env, "PLIMSOLL_DIR"}, nil
	}
	for at := filepath.Clean(cwd); ; at = filepath.Dir(at) {
		path := filepath.Join(at, FolderName)
		switch info, err := os.Stat(path); {
		case err == nil && info.IsDir():
			return Found{path, "nearest " + FolderName + " upwards"}, nil
		case err != nil && !errors.Is(err, fs.ErrNotExist):
			return Found{}, fmt.Errorf("look for a workspace: %w", err)
		}
		if at == filepath.Dir(at) {
			return Found{}, &Missing{filepath.Join(cwd, FolderName), initHint + "; --dir or PLIMSOLL_DIR names another"}
		}
	}
}
