package page

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/plimsoll-watch/plimsoll/base/coast"
	"github.com/plimsoll-watch/plimsoll/web"
)

var samples = flag.String("samples", "", "write whole sample reports, as a browser takes them, to this folder")

// TestSamples writes reports for the browser test and for looking at.
func TestSamples(t *testing.T) {
	if *samples == "" {
		t.Skip("no -samples folder given: nothing to write")
	}
	land, err := coast.Open()
	if err != nil {
		t.Fatal(err)
	}
	empty := cannedReport()
	for name, r := range map[string]*EventReport{"one": cannedReport(possibleCase()), "all": demoLike(), "empty": empty, "polar": cannedReport(polarCases()...)} {
		var out bytes.Buffer
		if err := WriteEventReport(&out, r, Assets{web.ReportCSS(), web.ReportJS()}, land, cannedPlaces()); err != nil {
			t.Fatal(err)
		}
		t.Logf("%s: %d bytes", name, out.Len())
		if err := os.WriteFile(filepath.Join(*samples, name+".html"), out.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func demoLike() *EventReport {
	r := cannedReport(allCases()...)
	r.Truth = []TruthRow{{"alongside-midnight", "INVENTED ALPHA, INVENTED BRAVO", "8 Sep 21:10 to 9 Sep 03:40, possible", "enc-6b1f0c2ad94e7a55, possible", "as planted"},
		{"silence-and-loitering", "INVENTED OSCAR, INVENTED PAPA", "6 Sep 04:00 to 09:00, not visible", "nothing", "beyond this method, as said"}}
	return r
}
