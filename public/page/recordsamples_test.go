package page

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/plimsoll-watch/plimsoll/web"
)

// TestRecordSamples writes pages of the record for the browser test and for looking at.
func TestRecordSamples(t *testing.T) {
	if *samples == "" {
		t.Skip("no -samples folder given: nothing to write")
	}
	for name, write := range recordPages(t, Assets{CSS: web.ReportCSS()}) {
		var out bytes.Buffer
		if err := write(&out); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(*samples, name+".html"), out.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
