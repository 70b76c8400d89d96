package ais

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"
)

func readAll(text string, opt Options) reading {
	return collect(func(s Sink) (*Tally, Format, error) {
		return Read(context.Background(), strings.NewReader(text), opt, s)
	})
}

func zipped(text string) string {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	io.WriteString(w, text)
	w.Close()
	return b.String()
}

func TestReadTellsFormats(t *testing.T) {
	const sentence = "!AIVDM,1,1,,A,18s@49@P03`tBu0A7ET6dmL00000,0*35\n"
	m1 := file(t, "testdata/table/m1.csv")
	for _, c := range []struct {
		name, text string
		want       Format
	}{
		{"M1", m1, FormatMarineCadastre},
		{"M1 gzipped", zipped(m1), FormatMarineCadastre},
		{"M1 in two gzip members", zipped(m1[:300]) + zipped(m1[300:]), FormatMarineCadastre},
		{"M1 behind blank lines", "\n\r\n" + m1, FormatMarineCadastre},
		{"M2", file(t, "testdata/table/m2.csv"), FormatMarineCadastre2025},
		{"header only", "mmsi,time,lat,lon", FormatTable},
		{"a table with sentences in it", m1 + sentence, FormatMarineCadastre},
		{"sentences", sentence, FormatNMEA},
		{"sentences gzipped", zipped(sentence), FormatNMEA},
		{"sentences with a BOM", utf8BOM + sentence, FormatNMEA},
		{"a comment, then sentences", "# recorded at sea, by hand\n" + sentence, FormatNMEA},
		{"tag blocks", `\s:117,c:1668046497*0A\` + sentence, FormatNMEA},
		{"a receiver's time first", "$PGHP,1,2010,6,11,11,46,11,390,231,45,992190934,1,2B*5B\n" + sentence, FormatNMEA},
		{"numbers before sentences", "1412524603 " + sentence, FormatNMEA},
		{"sentences, then rows", sentence + m1, FormatNMEA},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := readAll(c.text, Options{})
			if got.format != c.want || got.tally == nil {
				t.Errorf("format %q, %v", got.format, got.err)
			}
			if strings.HasPrefix(c.name, "M") && (got.err != nil || len(got.reports) != 3) {
				t.Errorf("%d reports, %v", len(got.reports), got.err)
			}
			if y := got.tally; c.want == FormatNMEA && (y.Sentences != 1 || y.Reports != 1 || y.Other["text before a sentence"] != 0) {
				t.Errorf("%d sentences, %d reports, %v", y.Sentences, y.Reports, y.Other)
			}
			if mixed := c.name == "sentences, then rows"; mixed && got.tally.Rejected() != 4 {
				t.Errorf("a header and three rows were lost: %v", got.tally.Rejects())
			}
		})
	}
}

func TestReadRefuses(t *testing.T) {
	m1 := zipped(strings.Repeat(file(t, "testdata/table/m1.csv"), 50))
	damaged := []byte(m1)
	damaged[len(damaged)/2] ^= 0xff
	const neither = "not a table of positions and not AIS sentences"
	for _, c := range []struct{ name, text, what string }{
		{"nothing", "", "empty file"},
		{"nothing gzipped", zipped(""), "empty file"},
		{"blank lines", "\n \r\n\t\n", "empty file"},
		{"a BOM alone", utf8BOM, "empty file"},
		{"binary", "\x7fELF\x02\x01\x00\x00\x00mmsi,time", neither},
		{"table with NUL bytes", "mmsi,time,lat,lon\n\x00\x00\x00\x00", neither},
		{"prose", "It was a dark night\nand the sea was calm\n", neither},
		{"JSON", `{"mmsi":599000101,"lat":1,"lon":2}`, neither},
		{"a page", "<html>\n<body>a,b;c</body>\n", neither},
		{"zip", "PK\x03\x04\x14\x00\x00\x00", "a zip archive"},
		{"zstd", "\x28\xb5\x2f\xfd\x04\x00", "compressed with zstd"},
		{"xz", "\xfd7zXZ\x00\x00", "compressed with xz"},
		{"bzip2", "BZh91AY&SY", "compressed with bzip2"},
		{"7z", "7z\xbc\xaf\x27\x1c", "a 7z archive"},
		{"tar", strings.Repeat("x", 257) + "ustar\x0000", "a tar archive"},
		{"gzip in gzip", zipped(m1), "compressed twice"},
		{"parquet", "PAR1\x15\x04", "a Parquet file, which is not read"},
		{"SQLite", "SQLite format 3\x00", "an SQLite database, which is not read"},
		{"UTF-16", "\xff\xfem\x00m\x00", "text in UTF-16, which is not read"},
		{"office", "\xd0\xcf\x11\xe0\xa1\xb1", "an old office document, which is not read"},
		{"gzip cut in its header", m1[:5], "cut short in the middle of a compressed stream"},
		{"gzip cut in the middle", m1[:len(m1)/2], "cut short in the middle of a compressed stream"},
		{"gzip cut in its trailer", m1[:len(m1)-3], "cut short in the middle of a compressed stream"},
		{"gzip damaged", string(damaged), "damaged compressed stream"},
		{"gzip, then something else", m1 + "something else", "damaged compressed stream"},
		{"a first line without end", strings.Repeat("mmsi,time,lat,lon,", 5000), "the first line is over 64 kB long"},
		{"another table", "id,lon,lat,sog,when\n1,2,3,4,5\n", "no column for the time"},
		{"a table of other things", "a;b\n1;2\n", "no column for the time"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := readAll(c.text, Options{Name: "x"})
			var input *InputError
			if !errors.As(got.err, &input) || input.What != c.what || input.File != "x" || got.tally == nil {
				t.Fatalf("%v, want %s", got.err, c.what)
			}
			if input.Hint == "" || input != got.err {
				t.Errorf("hint %q in %v", input.Hint, got.err)
			}
		})
	}
}

func TestReadPassesErrorsOn(t *testing.T) {
	broken := errors.New("disk on fire")
	for _, before := range []string{"", "\x1f", zipped(file(t, "testdata/table/m1.csv"))[:80]} {
		r := io.MultiReader(strings.NewReader(before), iotest.ErrReader(broken))
		_, _, err := Read(context.Background(), r, Options{Name: "x"}, func(int, *Report) {})
		var input *InputError
		if !errors.Is(err, broken) || errors.As(err, &input) || err.Error() != "read x: disk on fire" {
			t.Errorf("after %d bytes: %v", len(before), err)
		}
	}
}

// TestReadKeepsWhatCameBefore reads the rows before the place where a compressed
// stream ends; the error says that they are not all.
func TestReadKeepsWhatCameBefore(t *testing.T) {
	text := file(t, "testdata/table/m1.csv")
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	io.WriteString(w, text)
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	got := readAll(b.String(), Options{})
	if got.err == nil || got.format != FormatMarineCadastre || got.tally.Rows != 3 {
		t.Errorf("%d rows, %v", got.tally.Rows, got.err)
	}
	if d := cmp.Diff(invented(), got.reports); d != "" {
		t.Error(d)
	}
}

// FuzzReadTable reads anything as a table, in small blocks: no panic, every line
// accounted for, every report whole.
func FuzzReadTable(f *testing.F) {
	f.Add([]byte("599000101,2018-09-08T21:14:00,29.91,125.02\n\n!AIVDM,1,1\nmmsi,time,lon,lat\n"), uint8(9))
	f.Add([]byte("\"599000101\",1536441240,\"29.91\",125.02"), uint8(200))
	f.Fuzz(func(t *testing.T, rows []byte, size uint8) {
		text := "mmsi,time,lat,lon\n" + string(rows)
		read := func(size, workers int) reading {
			return collect(func(s Sink) (*Tally, Format, error) {
				return readTable(context.Background(), strings.NewReader(text), Options{Workers: workers}, s, size)
			})
		}
		got := read(int(size)+1, 2)
		if d := cmp.Diff(read(1<<20, 1).reports, got.reports); d != "" {
			t.Fatal(d)
		}
		y := got.tally
		other := y.Other[otherHeader] + y.Other[otherRepeated] + y.Other[otherBlank]
		if y.Rows != y.Reports+y.Rejected() || int(y.Lines) != y.Rows+other || len(got.reports) != y.Reports {
			t.Fatalf("%d lines, %d rows, %d reports, %d rejected, %d other", y.Lines, y.Rows, y.Reports, y.Rejected(), other)
		}
		for _, r := range got.reports {
			if !r.Is(HasTime|HasPlace) || !r.Place.Valid() || r.MMSI >= 1<<30 {
				t.Fatalf("%+v", r)
			}
		}
	})
}
