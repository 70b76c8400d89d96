package ais

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/plimsoll-watch/plimsoll/base/geo"
	"github.com/plimsoll-watch/plimsoll/base/vessel"
	"pgregory.net/rapid"
)

func TestWriteTable(t *testing.T) {
	var b bytes.Buffer
	w := NewTableWriter(&b)
	for _, r := range invented() {
		if err := w.Write(&r); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	want := `MMSI,BaseDateTime,LAT,LON,SOG,COG,Heading,VesselName,IMO,CallSign,VesselType,Status,Length,Width,Draft,Cargo,TransceiverClass
599000101,2018-09-08T21:14:00,29.91,125.02,0.3,171.5,174,INVENTED ALPHA,IMO1234568,INV1,80,1,183,32,10.2,,A
599000102,2018-09-08T21:14:07,29.91003,125.02041,0,,,"INVENTED ""B"", BRAVO",,,82,,176,,,,B
599000103,2018-09-08T21:14:09,-0.00001,-179.99999,,0,0,,,0,,15,,,,,A
`
	diff(t, strings.Split(want, "\n"), strings.Split(b.String(), "\n"))
}

// reportOfRow draws a report with everything a row can say.
func reportOfRow(t *rapid.T) Report {
	r := Report{
		MMSI: vessel.MMSI(rapid.Uint32Range(0, 1<<30-1).Draw(t, "mmsi")), Line: 2,
		Time: rapid.Uint32Range(firstTime, endTime-1).Draw(t, "time"), Has: HasTime | HasPlace,
		Place: geo.Fine{
			Lat: rapid.Int32Range(-90*geo.FinePerDegree, 90*geo.FinePerDegree).Draw(t, "lat"),
			Lon: rapid.Int32Range(-180*geo.FinePerDegree, 180*geo.FinePerDegree).Draw(t, "lon"),
		},
		ClassB: rapid.Bool().Draw(t, "class B"),
	}
	has := func(f Field) bool {
		if rapid.Bool().Draw(t, "has") {
			r.Has |= f
		}
		return r.Is(f)
	}
	drawMotion(t, &r, has)
	drawStatic(t, &r, has)
	return r
}

func drawMotion(t *rapid.T, r *Report, has func(Field) bool) {
	if has(HasSOG) {
		r.SOG = rapid.Uint16Range(0, 1022).Draw(t, "sog")
	}
	if has(HasCOG) {
		r.COG = rapid.Uint16Range(0, 3599).Draw(t, "cog")
	}
	if has(HasHeading) {
		r.Heading = rapid.Uint16Range(0, 359).Draw(t, "heading")
	}
	if has(HasStatus) {
		r.Status = rapid.Uint8Range(0, 15).Draw(t, "status")
	}
}

func drawStatic(t *rapid.T, r *Report, has func(Field) bool) {
	// The characters of ITU-R M.1371-5, table 47, without the fill.
	name := rapid.StringMatching(`[A-Z\[\\\]^_!"#$%&'()*+,\-./0-9:;<=>?]{1}[A-Z "#,0-9]{0,18}[A-Z"?]`)
	if has(HasName) {
		r.Name = []byte(name.Draw(t, "name"))
	}
	if has(HasCallSign) {
		r.CallSign = []byte(name.Draw(t, "call sign"))
	}
	if has(HasIMO) {
		r.IMO = vessel.IMO(rapid.Uint32Range(1, 1<<30-1).Draw(t, "imo"))
	}
	if has(HasShipType) {
		r.ShipType = rapid.Uint8Range(1, 255).Draw(t, "ship type")
	}
	if has(HasDraught) {
		r.Draught = rapid.Uint8Range(1, 255).Draw(t, "draught")
	}
	if has(HasSize) {
		r.Size = vessel.Size{A: rapid.Uint16Range(1, 1022).Draw(t, "length"), C: rapid.Uint16Range(0, 126).Draw(t, "width")}
	}
}

func TestTableWrittenReadsBackTheSame(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := reportOfRow(t)
		var b bytes.Buffer
		w := NewTableWriter(&b)
		if err := errors.Join(w.Write(&want), w.Flush()); err != nil {
			t.Fatal(err)
		}
		got := collect(func(s Sink) (*Tally, Format, error) {
			return ReadTable(context.Background(), &b, Options{}, s)
		})
		if got.err != nil || len(got.reports) != 1 || got.tally.Rejected() != 0 {
			t.Fatal(got.err, got.tally.Rejects())
		}
		if r := got.reports[0]; !same(r, want) {
			t.Fatalf("\n%+v, want\n%+v", r, want)
		}
	})
}

func same(a, b Report) bool {
	names := bytes.Equal(a.Name, b.Name) && bytes.Equal(a.CallSign, b.CallSign)
	return names && a.MMSI == b.MMSI && a.Time == b.Time && a.Has == b.Has && a.Place == b.Place && a.ClassB == b.ClassB &&
		a.SOG == b.SOG && a.COG == b.COG && a.Heading == b.Heading && a.Status == b.Status &&
		a.IMO == b.IMO && a.ShipType == b.ShipType && a.Draught == b.Draught && a.Size == b.Size
}

func TestWriteTableRefuses(t *testing.T) {
	good := invented()[0]
	w := NewTableWriter(&bytes.Buffer{})
	for what, r := range map[string]Report{
		"no time":    {MMSI: 1, Has: HasPlace},
		"no place":   {MMSI: 1, Has: HasTime},
		"line break": {MMSI: 1, Has: good.Has, Name: []byte("A\nB")},
	} {
		if w.Write(&r) == nil {
			t.Errorf("%s: written", what)
		}
	}
	full := errors.New("no space left")
	w = NewTableWriter(failing{full})
	err := w.Flush()
	if !errors.Is(err, full) || err.Error() != "write table: no space left" {
		t.Error(err)
	}
	if err := w.Write(&good); !errors.Is(err, full) {
		t.Error(err)
	}
}

type failing struct{ err error }

func (f failing) Write([]byte) (int, error) { return 0, f.err }
