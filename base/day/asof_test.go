package day

import "testing"

func TestAsOf(t *testing.T) {
	eve, _ := New(2018, 9, 26)
	for _, c := range []struct {
		known string
		clock Day
		want  bool
	}{
		{"2018-09-26", eve, true},
		{"2018-09-27", eve, false},
		{"2018-09", eve, false},    // not certain before 30 September
		{"2018-09", eve + 4, true}, // 30 September
		{"2018-06..2018-12", eve, false},
		{"", eve, false}, // not known when: by no day that can be named
		{"", 0, true},    // no clock set
		{"2026-01-01", 0, true},
		{"2018-09-26", -5, false}, // no day at all knows nothing
	} {
		d := Date{}
		if c.known != "" {
			var err error
			if d, err = Parse(c.known); err != nil {
				t.Fatal(err)
			}
		}
		if got := (AsOf{Known: c.clock}).Knows(d); got != c.want {
			t.Errorf("known on %q, asked by %v: %v", c.known, c.clock, got)
		}
		if got := (AsOf{On: c.clock}).Reached(d); got != c.want {
			t.Errorf("dated %q, asked on %v: %v", c.known, c.clock, got)
		}
	}
	if a := AsOfDay(eve); a.On != eve || a.Known != eve {
		t.Errorf("as of a day sets both clocks: %v", a)
	}
}
