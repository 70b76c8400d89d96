package day

import (
	"encoding/csv"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func must(t testing.TB, s string) Date {
	t.Helper()
	d, err := Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func mustDay(t testing.TB, s string) Day {
	t.Helper()
	d := must(t, s)
	if d.Precision() != ToDay {
		t.Fatalf("%q is not a day", s)
	}
	return d.First()
}

func TestParse(t *testing.T) {
	for _, c := range []struct {
		s, first, last string
		precision      Precision
	}{
		{"2018-09-26", "2018-09-26", "2018-09-26", ToDay},
		{"2018-09", "2018-09-01", "2018-09-30", ToMonth},
		{"2018-12", "2018-12-01", "2018-12-31", ToMonth},
		{"2019-02", "2019-02-01", "2019-02-28", ToMonth},
		{"2020-02", "2020-02-01", "2020-02-29", ToMonth},
		{"2000-02", "2000-02-01", "2000-02-29", ToMonth},
		{"1900-02", "1900-02-01", "1900-02-28", ToMonth},
		{"2018", "2018-01-01", "2018-12-31", ToYear},
		{"2018-06..2018-12", "2018-06-01", "2018-12-31", Range},
		{"2018-01-01..2018-05-30", "2018-01-01", "2018-05-30", Range},
		{"2017..2018", "2017-01-01", "2018-12-31", Range},
		{"0001", "0001-01-01", "0001-12-31", ToYear},
		{"9999-12-31", "9999-12-31", "9999-12-31", ToDay},
	} {
		d := must(t, c.s)
		if got := [2]string{d.First().String(), d.Last().String()}; got != [2]string{c.first, c.last} {
			t.Errorf("%s runs from %s to %s, want %s to %s", c.s, got[0], got[1], c.first, c.last)
		}
		if d.Precision() != c.precision {
			t.Errorf("%s is known to %d, want %d", c.s, d.Precision(), c.precision)
		}
		if d.String() != c.s {
			t.Errorf("%s prints as %s", c.s, d)
		}
	}
}

func TestParseRefuses(t *testing.T) {
	for _, s := range []string{
		"", " ", "2018-", "-2018", "18", "02018", "2018-9", "2018-9-26", "2018-00", "2018-13", "2018-09-00", "2018-09-31",
		"2019-02-29", "1900-02-29", "2018-09-26 ", " 2018-09-26", "2018/09/26", "20180926", "26-09-2018", "2018-09-26T00:00:00Z",
		"0000", "10000", "+2018", "2018-+9", "２０１８", "2018-09-26-01",
		"..", "2018..", "..2018", "2018...2019", "2018..2019..2020",
		"2018-12..2018-06", "2018..2018", "2018-06..2018-06", "2018-06..2018", "2018..2018-06", "2018-06-01..2018-12",
	} {
		if d, err := Parse(s); err == nil {
			t.Errorf("%q is read as %v", s, d)
		} else if !d.IsZero() {
			t.Errorf("%q is refused and gives %v", s, d)
		}
	}
}

func date() *rapid.Generator[Date] {
	one := func(t *rapid.T, precision int) part {
		d := Day(rapid.Int32Range(int32(Min), int32(Max)).Draw(t, "day"))
		y, m, n := d.Civil()
		return part{int16(y), int8(m * min(1, precision)), int8(n * max(0, precision-1))}
	}
	return rapid.Custom(func(t *rapid.T) Date {
		precision := rapid.IntRange(0, 2).Draw(t, "precision")
		d := Date{from: one(t, precision)}
		if to := one(t, precision); rapid.Bool().Draw(t, "range") && to.first() > d.from.first() {
			d.to = to
		}
		return d
	})
}

func TestTextRoundTrips(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := date().Draw(t, "date")
		back, err := Parse(d.String())
		if err != nil || back != d {
			t.Fatalf("%v comes back as %v (%v)", d, back, err)
		}
		line, err := json.Marshal(d)
		if err != nil {
			t.Fatal(err)
		}
		var read Date
		if err := json.Unmarshal(line, &read); err != nil || read != d {
			t.Fatalf("%v comes back from %s as %v (%v)", d, line, read, err)
		}
	})
}

func TestDateCountsFromItsLastDay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := date().Draw(t, "date")
		first, last := d.First(), d.Last()
		if !first.Valid() || !last.Valid() || first > last {
			t.Fatalf("%v runs from %v to %v", d, first, last)
		}
		if !d.Contains(first) || !d.Contains(last) || d.Contains(first-1) || d.Contains(last+1) {
			t.Fatalf("%v holds other days than %v to %v", d, first, last)
		}
		if last > Min && d.KnownBy(last-1) || !d.KnownBy(last) || !d.KnownBy(Max) {
			t.Fatalf("%v is not known from %v on", d, last)
		}
	})
}

// Day numbers against the calendar of package time, walked day by day over every
// kind of century.
func TestDaysFollowTheCalendar(t *testing.T) {
	for _, year := range []int{1, 1899, 1999, 2099, 9989} {
		at := time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC)
		d, err := New(year, 1, 1)
		if err != nil {
			t.Fatal(err)
		}
		for range 10*365 + 2 {
			if got, want := d.String(), at.Format("2006-01-02"); got != want {
				t.Fatalf("day %d is %s, want %s", d, got, want)
			}
			if !d.Time().Equal(at) || OfTime(at) != d || OfTime(at.Add(24*time.Hour-1)) != d {
				t.Fatalf("%v begins %v, want %v", d, d.Time(), at)
			}
			d, at = d+1, at.AddDate(0, 0, 1)
		}
	}
	if got := OfTime(time.Date(2018, 9, 26, 23, 30, 0, 0, time.FixedZone("", -3600))); got != mustDay(t, "2018-09-27") {
		t.Errorf("half past midnight UTC is %v", got)
	}
	if Max.String() != "9999-12-31" || Min.String() != "0001-01-01" || unixDay != mustDay(t, "1970-01-01") {
		t.Error("the ends of the calendar lie elsewhere")
	}
	if got := OfTime(time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC)); got != 0 {
		t.Errorf("a day that cannot be written is %v", got)
	}
}

func TestNoDate(t *testing.T) {
	var d Date
	if !d.IsZero() || d.String() != "" || d.First() != 0 || d.Last() != 0 || d.Precision() != None {
		t.Errorf("no date is %q, %v to %v", d, d.First(), d.Last())
	}
	if d.KnownBy(Max) || d.Contains(0) || d.Contains(Min) {
		t.Error("no date is known or holds a day")
	}
	if Day(0).Valid() || Day(0).String() != "" || !Day(0).Date().IsZero() || (Max + 1).Valid() || (Max+1).String() != "" {
		t.Error("no day passes for one")
	}
	if y, m, n := Day(0).Civil(); y != 0 || m != 0 || n != 0 {
		t.Errorf("no day is %d-%d-%d", y, m, n)
	}
	if must(t, "2018").KnownBy(0) {
		t.Error("known by no day")
	}
	var read Date
	if err := json.Unmarshal([]byte(`""`), &read); err != nil || !read.IsZero() {
		t.Errorf("nothing is read as %v (%v)", read, err)
	}
}

func TestCompare(t *testing.T) {
	want := []string{"", "2017", "2018-09-25", "2018-09-26", "2018-06..2018-09", "2018-09", "2018-09-30", "2018-10-01", "2018"}
	var dates []Date
	for _, s := range []string{"2018", "2018-09-30", "2018-09", "2018-09-26", "", "2018-10-01", "2018-06..2018-09", "2017", "2018-09-25"} {
		if s == "" {
			dates = append(dates, Date{})
			continue
		}
		dates = append(dates, must(t, s))
	}
	slices.SortFunc(dates, Compare)
	var got []string
	for _, d := range dates {
		got = append(got, d.String())
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("order (-want +got):\n%s", diff)
	}
	if Compare(must(t, "2018"), must(t, "2018-01..2018-12")) != 0 {
		t.Error("the same days in other words have an order")
	}
}

func TestPeriod(t *testing.T) {
	for _, c := range []struct {
		since, until, on string
		want             bool
	}{
		{"2017-11-14", "", "2017-11-13", false},
		{"2017-11-14", "", "2017-11-14", true},
		{"2017-11-14", "", "9999-12-31", true},
		{"2017-11", "", "2017-11-29", false},
		{"2017-11", "", "2017-11-30", true},
		{"", "2018-09", "2018-09-30", true},
		{"", "2018-09", "2018-10-01", false},
		{"", "", "0001-01-01", true},
		{"2017-11-14", "2017-11-14", "2017-11-14", true},
		{"2017-11-14", "2017-11-14", "2017-11-15", false},
	} {
		var since, until Date
		if c.since != "" {
			since = must(t, c.since)
		}
		if c.until != "" {
			until = must(t, c.until)
		}
		p, err := NewPeriod(since, until)
		if err != nil {
			t.Fatal(err)
		}
		if got := p.Holds(mustDay(t, c.on)); got != c.want {
			t.Errorf("since %q until %q, on %s: %v", c.since, c.until, c.on, got)
		}
		if p.Holds(0) {
			t.Errorf("since %q until %q holds on no day", c.since, c.until)
		}
	}
	if _, err := NewPeriod(must(t, "2018-09-26"), must(t, "2018-09-25")); err == nil {
		t.Error("a period that ends before it begins")
	}
}

// Every dated cell of the shared tables is read and printed back.
func TestDatesOfTheFacts(t *testing.T) {
	files, err := filepath.Glob(filepath.Join("..", "..", "..", "shared", "facts", "*.csv"))
	if err != nil {
		t.Fatal(err)
	}
	if len(files) == 0 {
		t.Skip("the shared facts are not beside this checkout")
	}
	column := regexp.MustCompile(`^date_|(^|_)(on|date|adopted|since|from|to|until|start|end|deadline)$`)
	shape := regexp.MustCompile(`^\d{4}-`)
	read := 0
	for _, file := range files {
		f, err := os.Open(file)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		rows, err := csv.NewReader(f).ReadAll()
		f.Close()
		if err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		for _, row := range rows[1:] {
			for i, cell := range row {
				if !column.MatchString(rows[0][i]) || !shape.MatchString(cell) {
					continue
				}
				d, err := Parse(cell)
				if err != nil || d.String() != cell {
					t.Errorf("%s, %s: %q is read as %v (%v)", filepath.Base(file), rows[0][i], cell, d, err)
				}
				read++
			}
		}
	}
	if read < 1000 {
		t.Errorf("only %d dates in the tables", read)
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"2018", "2018-09", "2018-09-26", "2018-06..2018-12", "2018-01-01..2018-05-30", "2019-02-29", "..", "2018-"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, err := Parse(s)
		if err != nil {
			return
		}
		if d.String() != s {
			t.Fatalf("%q prints as %q", s, d)
		}
		if first, last := d.First(), d.Last(); first > last || !first.Valid() || !last.Valid() {
			t.Fatalf("%q runs from %v to %v", s, first, last)
		}
	})
}
