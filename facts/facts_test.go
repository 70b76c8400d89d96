package facts

import (
	"compress/gzip"
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"io"
	"io/fs"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

// rows reads a table without the strict reader.
func rows(t *testing.T, fsys fs.FS, name string) [][]string {
	t.Helper()
	f, err := fsys.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var r io.Reader = f
	if strings.HasSuffix(name, ".gz") {
		if r, err = gzip.NewReader(f); err != nil {
			t.Fatal(err)
		}
	}
	all, err := csv.NewReader(r).ReadAll()
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return all
}

// TestEveryTableSaysWhereItIsFrom: a row in sources.csv for every table, no row for
// a table that is not there, and the three columns wherever a table has any of them.
func TestEveryTableSaysWhereItIsFrom(t *testing.T) {
	names, err := Tables(FS())
	if err != nil {
		t.Fatal(err)
	}
	origins, err := Origins(FS())
	if err != nil {
		t.Fatal(err)
	}
	described := []string{"sources.csv"}
	for _, o := range origins {
		described = append(described, o.Table)
	}
	if diff := cmp.Diff(map[string]bool{}, difference(names, described)); diff != "" {
		t.Errorf("tables without a row in sources.csv, or the other way round:\n%s", diff)
	}
	without := map[string]bool{"ports-wpi.csv": true, "anchorages.csv.gz": true}
	for _, name := range names {
		header := "," + strings.Join(rows(t, FS(), name)[0], ",") + ","
		for _, column := range []string{"source", "source_class", "verification"} {
			if has := strings.Contains(header, ","+column+","); has == without[name] {
				t.Errorf("%s: column %s: %v", name, column, has)
			}
		}
	}
}

// difference returns what stands in one list only.
func difference(a, b []string) map[string]bool {
	d := map[string]bool{}
	for _, s := range a {
		d[s] = true
	}
	for _, s := range b {
		if d[s] {
			delete(d, s)
		} else {
			d[s] = true
		}
	}
	return d
}

// TestCounts: the numbers that the sources' list gives; one more for the header.
func TestCounts(t *testing.T) {
	for name, want := range map[string]int{
		"ports-wpi.csv": 3768, "anchorages.csv.gz": 55936, "mid-flags.csv": 294,
		"lightering-areas.csv": 4, "sts-zones.csv": 7, "ports.csv": 21,
		"caps.csv": 12, "conversions.csv": 13, "deliveries.csv": 97, "delivery-aggregates.csv": 72,
		"illicit-estimates.csv": 15, "us-2018-estimate.csv": 6, "us-2018-implied-dwt.csv": 8, "other-regimes.csv": 36,
		"members.csv": 405, "state-aliases.csv": 348, "votes-dprk.csv": 270, "resolutions.csv": 31,
		"meeting-facts.csv": 47, "positions.csv": 125, "committee-actions.csv": 44, "talks.csv": 61,
		"designated-vessels.csv": 69, "listings-by-date.csv": 14,
		"measures.csv": 59, "measure-elements.csv": 146, "commitments.csv": 43, "commitment-events.csv": 23,
		"report-versions.csv": 23, "chronology.csv": 20, "sts-incidents.csv": 30,
	} {
		if got := len(rows(t, FS(), name)) - 1; got != want {
			t.Errorf("%s has %d rows, want %d", name, got, want)
		}
	}
}

// TestNothingWasLost compares with the tables these were made from, cell by cell,
// in their order. Numbers of ports may have lost zeros at their end; anchorages
// have one column more, ours, with a reason in two rows.
func TestNothingWasLost(t *testing.T) {
	shared := os.DirFS("../../shared/facts")
	if _, err := fs.Stat(shared, "ports.csv"); err != nil {
		t.Skip("the tables that facts were made from are not beside the repository")
	}
	names, err := Tables(FS())
	if err != nil {
		t.Fatal(err)
	}
	ours := map[string]bool{ // made by us from what their rows name, not from a table beside the repository
		"sources.csv": true, "cap-adoptions.csv": true, "stock-levels.csv": true, "duties.csv": true, "meeting-dates.csv": true, "presidencies.csv": true, "resolution-numbers.csv": true,
	}
	for _, name := range names {
		if ours[name] {
			continue
		}
		want, got := rows(t, shared, name), rows(t, FS(), name)
		if name == "ports-wpi.csv" {
			for _, r := range want[1:] {
				r[4], r[5] = shorten(r[4]), shorten(r[5])
			}
		}
		if name == "anchorages.csv.gz" {
			got = withoutSetAside(t, got)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s differs (-made from +shipped):\n%.2000s", name, diff)
		}
	}
}

func withoutSetAside(t *testing.T, rows [][]string) [][]string {
	reasons := 0
	for i, r := range rows {
		if r[3] != "" {
			reasons++
		}
		rows[i] = r[:3]
	}
	if reasons != 3 { // the header, 0 N 0 E and longitude 1001
		t.Errorf("%d cells of set_aside are filled", reasons)
	}
	return rows
}

func shorten(number string) string { return strings.TrimSuffix(strings.TrimRight(number, "0"), ".") }

func TestDigest(t *testing.T) {
	// b.csv sorts after a.csv.gz; notes.txt is no table.
	fsys := fstest.MapFS{"b.csv": {Data: []byte("x\n")}, "a.csv.gz": {Data: []byte("zip")}, "notes.txt": {Data: []byte("no")}}
	sum := sha256.Sum256([]byte("a.csv.gz\x00\x00\x00\x00\x00\x00\x00\x00\x03zipb.csv\x00\x00\x00\x00\x00\x00\x00\x00\x02x\n"))
	want := "sha256:" + hex.EncodeToString(sum[:])
	if got, err := Digest(fsys); got != want || err != nil {
		t.Errorf("digest %s, %v; by its definition %s", got, err, want)
	}
	fsys["b.csv"].Data = []byte("y\n")
	if got, _ := Digest(fsys); got == want {
		t.Error("a changed table has the same digest")
	}
}

func TestNoticeCredits(t *testing.T) {
	b, err := os.ReadFile("../NOTICE")
	if err != nil {
		t.Fatal(err)
	}
	for _, credit := range []string{"Copyright 2017 Global Fishing Watch", "pipe-anchorages", "Apache License, Version 2.0", "World Port Index", "Natural Earth", "International Telecommunication Union", "GeoNames"} {
		if !strings.Contains(strings.Join(strings.Fields(string(b)), " "), credit) {
			t.Errorf("NOTICE does not credit %s", credit)
		}
	}
}
