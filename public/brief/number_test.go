package brief

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/plimsoll-watch/plimsoll/base/day"
)

// TestNumbersIn: numbers as they are printed, and what only looks like one.
func TestNumbersIn(t *testing.T) {
	for text, want := range map[string][]Value{
		"about 14,000 t":                                   {{"14000", "t"}},
		"14\u00a0000\u00a0t":                               {{"14000", "t"}},
		"1\u202f367\u202f628 bbl":                          {{"1367628", "bbl"}},
		"105,000 to 116,620 bbl":                           {{"105000", "bbl"}, {"116620", "bbl"}},
		"between 21.0 and 23.3 per cent":                   {{"21.0", "%"}, {"23.3", "%"}},
		"21.0–23.3\u00a0%":                                 {{"21.0", "%"}, {"23.3", "%"}},
		"7.5 to 8.33 bbl/t":                                {{"7.5", "bbl/t"}, {"8.33", "bbl/t"}},
		"1.5 million barrels, 89 port calls":               {{"1500000", "bbl"}, {"89", ""}},
		"500,000 barrels a year, or 60,000 tonnes":         {{"500000", "bbl"}, {"60000", "t"}},
		"S/RES/2397 (2017), para. 5, under rule 37":        nil,
		"resolutions 2371 (2017) and 2375 (2017)":          nil,
		"SC/13506 on S/PV.8353, the 8363rd meeting":        nil,
		"adopted 15-0-0 on 22 December 2017 at 10.05 a.m.": nil,
		"PYG-5.1 and v2 of it (C16), article 41":           nil,
		"from 18 to 20 September 2018, and in 2019":        nil,
		"2018-09-17..2018-09-26":                           nil,
		"in 2018 148 deliveries":                           {{"148", ""}},
	} {
		var got []Value
		for _, f := range numbersIn(text) {
			got = append(got, f.Value)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%q:\n%s", text, diff)
		}
	}
}

// TestSays: fewer decimals are the same number rounded half away from zero; whole numbers
// are never rounded.
func TestSays(t *testing.T) {
	have := []Value{{"23.3", "%"}, {"116620", "bbl"}, {"8.33", "bbl/t"}, {"0.35", "t"}, {"99.95", "t"}}
	for _, c := range []struct {
		v    Value
		want bool
	}{
		{Value{"23.3", "%"}, true}, {Value{"23.30", "%"}, true}, {Value{"23", "%"}, true}, {Value{"23.4", "%"}, false}, {Value{"24", "%"}, false},
		{Value{"116620", ""}, true}, {Value{"116600", "bbl"}, false}, {Value{"116620", "t"}, false}, {Value{"8.3", "bbl/t"}, true},
		{Value{"0.4", "t"}, true}, {Value{"0.3", "t"}, false}, {Value{"100.0", "t"}, true}, {Value{"100", "t"}, true}, {Value{"23.33", "%"}, false},
	} {
		if got := says(have, c.v); got != c.want {
			t.Errorf("%v: says %v, want %v", c.v, got, c.want)
		}
	}
}

// TestDates: every part that prose names must agree.
func TestDates(t *testing.T) {
	var have []day.Date
	for _, s := range []string{"2018-09-27", "2018-09-10..2018-09-13", "2018-07"} {
		d, err := day.Parse(s)
		if err != nil {
			t.Fatal(err)
		}
		have = append(have, d)
	}
	for text, want := range map[string]bool{
		"27 September 2018": true, "27 September": true, "27 Sep 2018": true, "September 2018": true, "10 to 13 September 2018": true,
		"12 July 2018": true, "28 September 2018": false, "27 September 2017": false, "9 to 13 September 2018": false, "October 2018": false, "2018-09-27": true, "2018-09-28": false,
	} {
		dates, _ := datesIn(plainText(text))
		if len(dates) == 0 {
			t.Errorf("%q: no date read", text)
		}
		got := true
		for _, d := range dates {
			got = got && saysDate(have, d)
		}
		if got != want {
			t.Errorf("%q: %v, want %v", text, got, want)
		}
	}
	if dates, _ := datesIn("it may march on, in May"); dates != nil {
		t.Errorf("words are read as dates: %v", dates)
	}
}
