package web

import (
	"regexp"
	"strings"
	"testing"
)

// TestBuilt: what is embedded is built, closes no element it is put into, and names no
// address to fetch from (the SVG namespace is a name).
func TestBuilt(t *testing.T) {
	for name, s := range map[string]string{"report.css": ReportCSS(), "report.js": ReportJS()} {
		if len(s) < 1000 {
			t.Errorf("%s: %d bytes", name, len(s))
		}
		for _, bad := range []string{"</script", "</style", "@import", "sourceMappingURL", "eval(", "fetch(", "XMLHttpRequest", "WebSocket", "sendBeacon"} {
			if strings.Contains(s, bad) {
				t.Errorf("%s holds %q", name, bad)
			}
		}
		for _, url := range regexp.MustCompile("https?://[^\"'`\\s)]*").FindAllString(s, -1) {
			if url != "http://www.w3.org/2000/svg" {
				t.Errorf("%s names %s", name, url)
			}
		}
	}
}
