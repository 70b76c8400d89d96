package page

import (
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"html/template"
	"strings"
)

// policy is the page's Content-Security-Policy: nothing is requested, and of inline
// style and script only these very bytes are taken (CSP Level 3, section 2.3.1, hash
// sources; the JSON of the player is data and not run).
func policy(style, script string) string {
	return fmt.Sprintf("default-src 'none'; style-src '%s'; script-src '%s'; base-uri 'none'; form-action 'none'", digest(style), digest(script))
}

func digest(s string) string {
	sum := sha256.Sum256([]byte(s))
	return "sha256-" + base64.StdEncoding.EncodeToString(sum[:])
}

// element writes an inline style or script as it stands; check refused any that would
// close its own element.
func element(name, content string) template.HTML {
	return template.HTML("<" + name + ">" + content + "</" + name + ">")
}

// footStyle is the foot of each printed page: the title, method and facts of this report.
func footStyle(r *EventReport) string {
	foot := r.Title + " · " + r.Method
	if len(r.Survey.Files) > 0 && len(r.Survey.Files[0].SHA256) >= 16 {
		foot += " · input sha256 " + r.Survey.Files[0].SHA256[:16]
	}
	if r.Invented != "" {
		foot = "INVENTED · " + foot
	}
	return "@page{@bottom-left{content:" + cssString(foot) + "}}"
}

// cssString quotes text for a style: everything but letters and digits by its number
// (CSS Syntax Level 3, section 4.3.7), so that no text ends the string or the element.
func cssString(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		if r < 128 && (r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r == ' ') {
			b.WriteRune(r)
			continue
		}
		fmt.Fprintf(&b, "\\%06x ", r) // the space ends the number; one that follows in s stays
	}
	b.WriteByte('"')
	return b.String()
}
