package workspace

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strconv"
	"strings"
	"time"
)

// Format is the number of the layout that this program writes and reads.
const Format = 1

// Config is config.json: one JSON object, and no key but these.
type Config struct {
	// Format is the number of the folder's layout, 1. A newer one is refused.
	Format int `json:"format"`
	// Key is the name of the key that signs: keys/NAME.key.
	Key string `json:"key"`
	// LockWait is how many seconds a write waits while another process holds the lock,
	// 0 to 3600; 10 when it is not there.
	LockWait *int `json:"lock_wait_s,omitempty"`
}

const lockWaitDefault = 10

// lockWait returns how long to wait for the lock.
func (c Config) lockWait() time.Duration {
	if c.LockWait == nil {
		return lockWaitDefault * time.Second
	}
	return time.Duration(*c.LockWait) * time.Second
}

// Setting is one setting as it is in force.
type Setting struct {
	Key    string `json:"key"`
	Value  string `json:"value"`
	Origin string `json:"origin"` // "config.json" or "default"
	What   string `json:"what"`
}

// settings returns all settings in the order of Config.
func (c Config) settings() []Setting {
	wait := Setting{"lock_wait_s", strconv.Itoa(lockWaitDefault), "default", "seconds a write waits while another process holds the lock"}
	if c.LockWait != nil {
		wait.Value, wait.Origin = strconv.Itoa(*c.LockWait), configName
	}
	return []Setting{
		{"format", strconv.Itoa(c.Format), configName, "the layout of the folder"},
		{"key", c.Key, configName, "the name of the key that signs"},
		wait,
	}
}

// encode returns the file's bytes.
func (c Config) encode() ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(c); err != nil {
		return nil, fmt.Errorf("encode %s: %w", configName, err)
	}
	return b.Bytes(), nil
}

// parseConfig reads config.json. The format comes first: a newer one may have keys that
// are not known here, and what is wrong then is the format.
func parseConfig(b []byte) (Config, error) {
	const hint = "the settings are in the documentation of workspace.Config; plimsoll config prints them"
	var c Config
	var loose struct {
		Format *json.Number `json:"format"`
	}
	if err := json.Unmarshal(b, &loose); err != nil {
		return c, refused(hint, "read %s: %v", configName, plainJSON(err))
	}
	if loose.Format == nil {
		return c, refused(hint, "read %s: it has no format", configName)
	}
	n, err := strconv.Atoi(loose.Format.String())
	switch {
	case err != nil || n < 1:
		return c, refused(hint, "read %s: format %s: there is none", configName, *loose.Format)
	case n > Format:
		return c, refused("use that plimsoll, or a newer one; this one knows format 1", "a newer plimsoll made this workspace (format %d)", n)
	}
	d := json.NewDecoder(bytes.NewReader(b))
	d.DisallowUnknownFields()
	if err := d.Decode(&c); err != nil {
		return c, refused(hint, "read %s: %v", configName, plainJSON(err))
	}
	if _, err := d.Token(); err != io.EOF {
		return c, refused(hint, "read %s: there is more after its end", configName)
	}
	return c, c.check(hint)
}

// check refuses values that cannot be obeyed.
func (c Config) check(hint string) error {
	if c.Key == "" || !fs.ValidPath(c.Key) || strings.ContainsAny(c.Key, `/\`) || c.Key == "." {
		return refused(hint, "read %s: key %q names no file in keys/", configName, c.Key)
	}
	if c.LockWait != nil && (*c.LockWait < 0 || *c.LockWait > 3600) {
		return refused(hint, "read %s: lock_wait_s %d is not within 0 to 3600", configName, *c.LockWait)
	}
	return nil
}

// plainJSON takes the name of the Go package off an error.
func plainJSON(err error) error {
	return errors.New(strings.TrimPrefix(err.Error(), "json: "))
}
