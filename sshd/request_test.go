package sshd

import (
	"strings"
	"testing"

	gossh "golang.org/x/crypto/ssh"

	"thicket/tui"
)

type ptyMsg struct {
	Term                         string
	Columns, Rows, Width, Height uint32
	Modes                        string
}

type envMsg struct{ Name, Value string }

func TestParsePty(t *testing.T) {
	for _, c := range []struct {
		in   ptyMsg
		term string
		size tui.Size
	}{
		{ptyMsg{Term: "xterm-256color", Columns: 120, Rows: 40}, "xterm-256color", tui.Size{Width: 120, Height: 40}},
		{ptyMsg{Term: "xterm"}, "xterm", tui.Size{Width: 80, Height: 24}},
		{ptyMsg{Term: "xterm", Columns: 1, Rows: 1}, "xterm", tui.Size{Width: 1, Height: 1}},
		{ptyMsg{Term: "xterm", Rows: 50}, "xterm", tui.Size{Width: 80, Height: 50}},
		{ptyMsg{Term: "xterm", Columns: 100_000, Rows: 1 << 31}, "xterm", tui.Size{Width: 500, Height: 200}},
		{ptyMsg{Term: "a\x1b[2J\nb", Columns: 9, Rows: 9}, "a2Jb", tui.Size{Width: 9, Height: 9}},
		{ptyMsg{Term: strings.Repeat("x", 100), Columns: 9, Rows: 9}, strings.Repeat("x", 32), tui.Size{Width: 9, Height: 9}},
		{ptyMsg{Term: "\x00", Columns: 9, Rows: 9}, "dumb", tui.Size{Width: 9, Height: 9}},
	} {
		term, size, ok := parsePty(gossh.Marshal(c.in))
		if !ok || term != c.term || size != c.size {
			t.Errorf("%+v: %q %v %v", c.in, term, size, ok)
		}
	}
	long := gossh.Marshal(ptyMsg{Term: "xterm", Modes: strings.Repeat("m", maxPtyPayload)})
	for _, bad := range [][]byte{nil, {0}, {255, 255, 255, 255}, long} {
		if _, _, ok := parsePty(bad); ok {
			t.Errorf("%d bytes are a pty-req", len(bad))
		}
	}
}

func TestParseEnv(t *testing.T) {
	for name, want := range map[string]bool{
		"LANG": true, "LC_ALL": true, "LC_X9": true, "COLORTERM": true, "NO_COLOR": true, "THICKET_GLYPHS": true,
		"PATH": false, "LD_PRELOAD": false, "LANGUAGE": false, "": false, "LC_=x": false, "LC_a b": false, "THICKET_\n": false,
	} {
		if _, _, ok := parseEnv(gossh.Marshal(envMsg{name, "value"})); ok != want {
			t.Errorf("%q is allowed: %v", name, ok)
		}
	}
	for value, want := range map[string]bool{
		"": true, "C.UTF-8": true, "a b~": true, strings.Repeat("x", 251): true,
		strings.Repeat("x", 252): false, "\x1b": false, "a\n": false, "é": false,
	} {
		if _, _, ok := parseEnv(gossh.Marshal(envMsg{"LANG", value})); ok != want {
			t.Errorf("LANG=%q is allowed: %v", value, ok)
		}
	}
}

func FuzzPtyRequest(f *testing.F) {
	f.Add(gossh.Marshal(ptyMsg{Term: "xterm", Columns: 80, Rows: 24, Modes: "\x00"}))
	f.Add([]byte{0, 0, 0, 1})
	f.Fuzz(func(t *testing.T, payload []byte) {
		term, size, ok := parsePty(payload)
		if ok && (!fits(size) || len(term) > maxTerm || term == "" || cleanTerm(term) != term) {
			t.Errorf("%q %v", term, size)
		}
	})
}

func FuzzWindowChange(f *testing.F) {
	f.Add(gossh.Marshal(struct{ A, B, C, D uint32 }{80, 24, 0, 0}), 80, 24)
	f.Fuzz(func(t *testing.T, payload []byte, w, h int) {
		old := tui.Size{Width: w, Height: h}
		if size, ok := parseResize(payload, old); ok && fits(old) && !fits(size) {
			t.Errorf("%v", size)
		}
	})
}

func FuzzEnv(f *testing.F) {
	f.Add(gossh.Marshal(envMsg{"LANG", "C.UTF-8"}))
	f.Fuzz(func(t *testing.T, payload []byte) {
		name, value, ok := parseEnv(payload)
		if ok && (len(name)+1+len(value) > maxEnvSize || !printableASCII(name+value) || strings.Contains(name, "=")) {
			t.Errorf("%q=%q", name, value)
		}
	})
}

func FuzzExec(f *testing.F) {
	f.Add(gossh.Marshal(struct{ C string }{"help"}))
	f.Fuzz(func(t *testing.T, payload []byte) {
		if command, ok := parseExec(payload); ok && (len(command) > maxCommand || strings.Contains(command, "\x00")) {
			t.Errorf("%q", command)
		}
	})
}

func fits(s tui.Size) bool {
	return 1 <= s.Width && s.Width <= maxColumns && 1 <= s.Height && s.Height <= maxRows
}

func TestPrintable(t *testing.T) {
	for in, want := range map[string]string{
		"plain":                  "plain",
		"a\nb\x1b[0m":            `a\nb\x1b[0m`,
		"\u202e":                 `\u202e`,
		"\xff":                   `\xff`,
		strings.Repeat("x", 100): strings.Repeat("x", 64) + "...",
	} {
		if got := printable(in); got != want {
			t.Errorf("%q becomes %q", in, got)
		}
	}
}
