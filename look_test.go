package main

import (
	"strings"
	"testing"

	uv "github.com/charmbracelet/ultraviolet"

	"thicket/sshd/sshtest"
)

// trees are how a tree looks in each glyph set.
var trees = map[string]string{"emoji": "🌲", "unicode": "↟↟", "ascii": `/\`}

// glyphs is the set that a screen is drawn in; it fails if they are mixed.
func glyphs(t *testing.T, p *sshtest.Player) (name string) {
	t.Helper()
	for set, tree := range trees {
		if !strings.Contains(p.Screen(), tree) {
			continue
		}
		if name != "" {
			t.Fatalf("both %s and %s\n%s", name, set, p.Screen())
		}
		name = set
	}
	return name
}

func TestGlyphs(t *testing.T) {
	s := launch(t, "--world", "64x64", "--trees", "30")
	for _, c := range []struct {
		term string
		env  map[string]string
		want string
	}{
		{"xterm-256color", nil, "emoji"},
		{"xterm-256color", map[string]string{"LANG": "de_DE.UTF-8"}, "emoji"},
		{"xterm-256color", map[string]string{"LANG": "C"}, "ascii"},
		{"xterm-256color", map[string]string{"LANG": "de_DE.UTF-8", "LC_ALL": "POSIX"}, "ascii"},
		{"xterm-256color", map[string]string{"THICKET_GLYPHS": "unicode"}, "unicode"},
		{"xterm-256color", map[string]string{"THICKET_GLYPHS": "ascii"}, "ascii"},
		{"xterm-256color", map[string]string{"THICKET_GLYPHS": "runes"}, "emoji"},
		{"xterm", nil, "unicode"},
		{"linux", nil, "ascii"},
		{"vt100", nil, "ascii"},
		{"dumb", nil, "ascii"},
		{"vt100", map[string]string{"THICKET_GLYPHS": "emoji"}, "emoji"},
	} {
		p := s.enter(t, sshtest.Options{User: "otter", Term: c.term, Env: c.env})
		if got := glyphs(t, p); got != c.want {
			t.Errorf("TERM %s with %v gets %q, %q is expected", c.term, c.env, got, c.want)
		}
		_ = p.Close()
	}
}

func TestGlyphKey(t *testing.T) {
	s := launch(t, "--world", "64x64", "--trees", "30")
	p := s.enter(t, sshtest.Options{User: "otter"})
	for _, next := range []string{"unicode", "ascii", "emoji"} {
		press(t, p, "g")
		read(t, p, "Glyphs: "+next)
		if got := glyphs(t, p); got != next {
			t.Errorf("%q after %q was said", got, next)
		}
	}
}

// styles collects how the cells of a screen look, the rim's aside.
func styles(p *sshtest.Player) (coloured, reversed int) {
	w, h := p.Size()
	for y := range h {
		for x := range w {
			cell := p.Cell(x, y)
			if cell.Content == ":" {
				continue
			}
			st := cell.Style
			if st.Fg != nil || st.Bg != nil {
				coloured++
			}
			if st.Attrs&uv.AttrReverse != 0 {
				reversed++
			}
		}
	}
	return coloured, reversed
}

func TestColours(t *testing.T) {
	s := launch(t, "--world", "64x64", "--trees", "30")
	for _, c := range []struct {
		term     string
		env      map[string]string
		coloured bool
	}{
		{"xterm-256color", nil, true},
		{"xterm-256color", map[string]string{"COLORTERM": "truecolor"}, true},
		{"linux", nil, true},
		{"xterm-256color", map[string]string{"NO_COLOR": "1"}, false},
		{"xterm-256color", map[string]string{"NO_COLOR": "1", "COLORTERM": "truecolor"}, false},
		{"dumb", nil, false},
	} {
		p := s.enter(t, sshtest.Options{User: "otter", Term: c.term, Env: c.env})
		n, reversed := styles(p)
		if n > 0 != c.coloured {
			t.Errorf("TERM %s with %v: %d coloured cells", c.term, c.env, n)
		}
		if !c.coloured && reversed == 0 || reversed > 2 {
			t.Errorf("TERM %s with %v: %d cells stand out, those of the own walker should", c.term, c.env, reversed)
		}
		_ = p.Close()
	}
}
