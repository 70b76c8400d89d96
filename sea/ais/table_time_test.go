package ais

import (
	"strings"
	"testing"
	"time"
)

func TestTableTime(t *testing.T) {
	const want = 1641171723 // 2022-01-03T01:02:03Z
	for _, s := range []string{
		"2022-01-03T01:02:03", "2022-01-03 01:02:03", "2022-01-03t01:02:03z", "2022-01-03T01:02:03Z",
		"2022-01-03 01:02:03 UTC", "2022-01-03 01:02:03.999999", "2022-01-03T01:02:03,5Z", "2022/01/03 01:02:03",
		"2022-01-03T03:02:03+02:00", "2022-01-03T03:02:03+02", "2022-01-02T19:32:03-0530",
		"2022-01-03 01:02:03.375540658 +0000 UTC", " 2022-01-03T01:02:03 ",
		"1641171723", "1641171723.75", "1641171723000", "1641171723999",
	} {
		if got, why := tableTime([]byte(s)); got != want || why != "" {
			t.Errorf("%q: %d %s", s, got, why)
		}
	}
	for why, list := range map[Reason]string{
		ReasonNoTime: "| |null|nan",
		ReasonTimeForm: "31/12/2015 23:59:59|01/02/2015 00:00:00|03-01-2022 01:02:03|2022-01-03|2022-01-03T01:02|01:02:03" +
			"|2022-13-03T01:02:03|2022-00-03T01:02:03|2022-02-29T01:02:03|1900-02-29T00:00:00|2022-04-31T01:02:03|2022-01-00T01:02:03" +
			"|2022-01-03T24:00:00|2022-01-03T01:60:03|2022-01-03T01:02:60|2022-01-03X01:02:03|2022-01/03T01:02:03|2022-01-03T01-02-03" +
			"|2022-01-03T01:02:03.|2022-01-03T01:02:03+|2022-01-03T01:02:03+2|2022-01-03T01:02:03+15:00|2022-01-03T01:02:03+02:60" +
			"|2022-01-03T01:02:03 EST|2022-01-03T01:02:3x|20220103|20220103010203|1641171723000000|-1641171723|1641171723x|noon|12,5",
		ReasonTimeRange: "1989-12-31T23:59:59|2106-01-01T00:00:00|0000-01-01T00:00:00|9999-12-31T23:59:59|202201030102|100000000",
	} {
		for _, s := range strings.Split(list, "|") {
			if got, w := tableTime([]byte(s)); w != why {
				t.Errorf("%q: %d %q, want %q", s, got, w, why)
			}
		}
	}
}

// TestEveryDay compares the calendar with the standard library's, both ways.
func TestEveryDay(t *testing.T) {
	day := time.Date(1990, 1, 1, 0, 0, 0, 0, time.UTC)
	for day.Year() < 2106 {
		text := day.Format("2006-01-02T15:04:05")
		got, why := tableTime([]byte(text))
		if int64(got) != day.Unix() || why != "" {
			t.Fatalf("%s: %d %s", text, got, why)
		}
		if back := string(appendTime(nil, got)); back != text {
			t.Fatalf("%s is written %s", text, back)
		}
		day = day.Add(24*time.Hour + 61*time.Second)
	}
}

// FuzzTableTime compares with the standard library what is in RFC 3339.
func FuzzTableTime(f *testing.F) {
	for _, s := range []string{"2022-01-03T00:00:00Z", "2016-02-29T23:59:59.5+14:00", "1641171723", "31/12/2015 23:59:59", "2012-01-01T0:00:00+00:00"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got, why := tableTime([]byte(s))
		want, err := time.Parse(time.RFC3339, s)
		if err != nil || strings.ContainsAny(s, ",/") || s[13] != ':' {
			return // RFC 3339 asks for two digits of an hour; time.Parse takes one
		}
		_, offset := want.Zone()
		far := offset > 14*3600+59*60 || offset < -(14*3600+59*60)
		in := want.Unix() >= firstTime && want.Unix() < endTime && !far
		if in != (why == "") || in && int64(got) != want.Unix() {
			t.Errorf("%q: %d %q, want %d", s, got, why, want.Unix())
		}
	})
}
