package sshd

import (
	"bytes"
	"strings"

	gossh "golang.org/x/crypto/ssh"

	"thicket/tui"
)

// The parsers below see what the network sent. They allocate no more than
// they return, and what they return is within the limits.

// parsePty reads a pty-req: the terminal's TERM and size. Its modes are of no
// use here; the pixel sizes neither.
func parsePty(payload []byte) (term string, size tui.Size, ok bool) {
	var p struct {
		Term          string
		Columns, Rows uint32
		Width, Height uint32
		Modes         string
	}
	if len(payload) > maxPtyPayload || gossh.Unmarshal(payload, &p) != nil {
		return "", tui.Size{}, false
	}
	return cleanTerm(p.Term), clampSize(p.Columns, p.Rows, tui.Size{Width: defaultColumns, Height: defaultRows}), true
}

// parseResize reads a window-change of a terminal that was of size old.
func parseResize(payload []byte, old tui.Size) (tui.Size, bool) {
	var p struct{ Columns, Rows, Width, Height uint32 }
	if gossh.Unmarshal(payload, &p) != nil {
		return tui.Size{}, false
	}
	return clampSize(p.Columns, p.Rows, old), true
}

// clampSize keeps a size within what a session may cost. A zero means that
// the client does not know (RFC 4254, 6.2); then the other size holds.
func clampSize(columns, rows uint32, other tui.Size) tui.Size {
	size := other
	if columns > 0 {
		size.Width = int(min(columns, maxColumns))
	}
	if rows > 0 {
		size.Height = int(min(rows, maxRows))
	}
	return size
}

// cleanTerm drops from TERM what no terminfo name has. A terminal without a
// name gets the one that promises nothing.
func cleanTerm(s string) string {
	term := keep(s, maxTerm, func(c byte) bool { return isAlnum(c) || strings.IndexByte("._+-", c) >= 0 })
	if term == "" {
		return "dumb"
	}
	return term
}

// keep returns the first n bytes of s that are allowed.
func keep(s string, n int, allowed func(byte) bool) string {
	kept := make([]byte, 0, min(len(s), n))
	for i := 0; i < len(s) && len(kept) < n; i++ {
		if allowed(s[i]) {
			kept = append(kept, s[i])
		}
	}
	return string(kept)
}

func isAlnum(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9'
}

// parseEnv reads an env request; ok is false for a variable that a client has
// no business to set.
func parseEnv(payload []byte) (name, value string, ok bool) {
	var p struct{ Name, Value string }
	if len(payload) > maxEnvSize+8 || gossh.Unmarshal(payload, &p) != nil {
		return "", "", false
	}
	if len(p.Name)+len("=")+len(p.Value) > maxEnvSize || !allowedEnv(p.Name) || !printableASCII(p.Value) {
		return "", "", false
	}
	return p.Name, p.Value, true
}

func allowedEnv(name string) bool {
	switch name {
	case "NO_COLOR", "COLORTERM", "LANG":
		return true
	}
	if !strings.HasPrefix(name, "LC_") && !strings.HasPrefix(name, "THICKET_") {
		return false
	}
	return !strings.ContainsFunc(name, func(r rune) bool {
		return !('A' <= r && r <= 'Z' || '0' <= r && r <= '9' || r == '_')
	})
}

func printableASCII(s string) bool {
	for i := range len(s) {
		if s[i] < ' ' || s[i] > '~' {
			return false
		}
	}
	return true
}

// parseExec reads the command of an exec request. There is no shell: no
// quoting, no expansion.
func parseExec(payload []byte) (command string, ok bool) {
	var p struct{ Command string }
	if len(payload) > maxCommand+4 || gossh.Unmarshal(payload, &p) != nil {
		return "", false
	}
	if bytes.IndexByte(payload[4:], 0) >= 0 {
		return "", false
	}
	return p.Command, true
}
