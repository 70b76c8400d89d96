// Package config is the one place where the environment is read, once, by main.
//
// The environment says how the program looks and where it may spill, never what it
// finds: no threshold, no list and no method comes from it, so that two machines
// give one answer. A variable that is not set, or cannot be understood, leaves the
// default; none of them can stop the program. [Options] lists them all.
package config

import (
	"strconv"
	"strings"
)

// Config is what the environment asked for.
type Config struct {
	NoColor   bool   // print no colour, even on a terminal
	Columns   int    // width of the terminal in characters; 0: not said, ask the terminal
	Workspace string // the folder of a workspace; "": the nearest .plimsoll upwards
	TempDir   string // where to spill what does not fit in memory; "": the system's own place
}

// Option is a variable of the environment that is read.
type Option struct {
	Key     string
	Default string
	What    string
	set     func(c *Config, value string)
}

// Options returns all variables that are read, in the order of their keys.
func Options() []Option {
	return []Option{
		{"COLUMNS", "the terminal's width", "width of a line in characters, 20 to 1000", setColumns},
		{"NO_COLOR", "colour on a terminal", "when set to anything, no colour (no-color.org)", setNoColor},
		{"PLIMSOLL_DIR", "the nearest .plimsoll upwards", "folder of the workspace", setWorkspace},
		{"TMPDIR", "the system's own place", "folder for what does not fit in memory", setTempDir},
	}
}

// FromEnv reads the environment through getenv, which returns "" for a variable
// that is not set, as os.Getenv does.
func FromEnv(getenv func(string) string) Config {
	var c Config
	for _, option := range Options() {
		if value := getenv(option.Key); value != "" {
			option.set(&c, value)
		}
	}
	return c
}

// setNoColor obeys https://no-color.org: "when present and not an empty string
// (regardless of its value)".
func setNoColor(c *Config, _ string) { c.NoColor = true }

// setColumns takes a width in which a table can be read; others are not widths.
func setColumns(c *Config, value string) {
	if n, err := strconv.Atoi(strings.TrimSpace(value)); err == nil && n >= 20 && n <= 1000 {
		c.Columns = n
	}
}

func setWorkspace(c *Config, value string) { c.Workspace = value }

func setTempDir(c *Config, value string) { c.TempDir = value }
