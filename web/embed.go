// Package web holds the built style and script of the pages.
//
// The sources are TypeScript and CSS under src/, built by Vite into dist/, which is
// committed: a Go build needs no Node. "npm run build" makes dist/ again, byte for byte
// the same from any folder; CI does it and fails on a difference.
//
// Limits: no page may need the script to be read, and no file here may ask a network
// for anything. "npm run test:browser" opens a report in a browser and fails when
// either does not hold.
package web

import _ "embed"

//go:embed dist/report.css
var reportCSS string

//go:embed dist/report.js
var reportJS string

// ReportCSS returns the style of the event report.
func ReportCSS() string { return reportCSS }

// ReportJS returns the script of the event report.
func ReportJS() string { return reportJS }
