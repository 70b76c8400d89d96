package config

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestFromEnv(t *testing.T) {
	for _, c := range []struct {
		name string
		env  map[string]string
		want Config
	}{
		{"nothing set", nil, Config{}},
		{"all set", map[string]string{"NO_COLOR": "1", "COLUMNS": "100", "TMPDIR": "/spill"}, Config{NoColor: true, Columns: 100, TempDir: "/spill"}},
		{"any value of NO_COLOR counts", map[string]string{"NO_COLOR": "0"}, Config{NoColor: true}},
		{"an empty NO_COLOR does not", map[string]string{"NO_COLOR": ""}, Config{}},
		{"no width", map[string]string{"COLUMNS": "wide"}, Config{}},
		{"a width nothing fits in", map[string]string{"COLUMNS": "3"}, Config{}},
		{"a negative width", map[string]string{"COLUMNS": "-80"}, Config{}},
		{"an absurd width", map[string]string{"COLUMNS": "99999999999999999999"}, Config{}},
		{"no threshold is read", map[string]string{"PLIMSOLL_MAX_DISTANCE": "300", "MIN_DURATION": "1"}, Config{}},
	} {
		got := FromEnv(func(key string) string { return c.env[key] })
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
}

// Only what the table lists is asked for, each once, and the table says what it is.
func TestOptionsAreAllThatIsRead(t *testing.T) {
	var asked, listed []string
	FromEnv(func(key string) string { asked = append(asked, key); return "" })
	for _, o := range Options() {
		listed = append(listed, o.Key)
		if o.Default == "" || o.What == "" {
			t.Errorf("%s does not say what it is", o.Key)
		}
	}
	if diff := cmp.Diff(listed, asked); diff != "" {
		t.Errorf("listed and asked for differ (-listed +asked):\n%s", diff)
	}
	if !slices.IsSorted(listed) {
		t.Errorf("not in the order of their keys: %v", listed)
	}
}
