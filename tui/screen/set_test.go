package screen_test

import (
	"strings"
	"testing"

	"thicket/tui/screen"
)

var tree = screen.Cell{Rune: '🌲', Style: 1, Width: 2}

// picture draws what was composed: '>' is a right half, '_' a blank.
func picture(s *screen.Screen) string {
	_, h := s.Size()
	var rows []string
	for y := range h {
		var b strings.Builder
		for _, c := range s.Row(y) {
			switch {
			case c.Width == 0:
				b.WriteByte('>')
			case c.Rune == ' ':
				b.WriteByte('_')
			default:
				b.WriteRune(c.Rune)
			}
		}
		rows = append(rows, b.String())
	}
	return strings.Join(rows, "\n")
}

func TestSetLeavesNoHalfGlyphs(t *testing.T) {
	x := screen.Cell{Rune: 'x', Width: 1}
	for name, c := range map[string]struct {
		do   func(*screen.Screen)
		want string
	}{
		"the left half overwritten":           {func(s *screen.Screen) { s.Set(2, 0, x) }, "__x_🌲>__"},
		"the right half overwritten":          {func(s *screen.Screen) { s.Set(3, 0, x) }, "___x🌲>__"},
		"a wide one across two":               {func(s *screen.Screen) { s.Set(3, 0, tree) }, "___🌲>___"},
		"a wide one over itself":              {func(s *screen.Screen) { s.Set(2, 0, tree) }, "__🌲>🌲>__"},
		"a wide one moved to the left":        {func(s *screen.Screen) { s.Set(1, 0, tree) }, "_🌲>_🌲>__"},
		"no room for it at the right":         {func(s *screen.Screen) { s.Set(7, 0, tree) }, "__🌲>🌲>__"},
		"half of it left of the picture":      {func(s *screen.Screen) { s.Set(0, 0, x); s.Set(-1, 0, tree) }, "__🌲>🌲>__"},
		"a right half where one is":           {func(s *screen.Screen) { s.Set(3, 0, screen.Cell{}) }, "__🌲>🌲>__"},
		"a right half where none is":          {func(s *screen.Screen) { s.Set(0, 0, x); s.Set(0, 0, screen.Cell{}) }, "__🌲>🌲>__"},
		"outside":                             {func(s *screen.Screen) { s.Set(8, 0, x); s.Set(0, 1, x); s.Set(0, -1, x) }, "__🌲>🌲>__"},
		"text, cut at both ends":              {func(s *screen.Screen) { s.Text(-2, 0, 0, "abcd🌲🌲efgh") }, "cd🌲>🌲>ef"},
		"text, a glyph cut by each edge":      {func(s *screen.Screen) { s.Text(-1, 0, 0, "🌲abcdef🌲") }, "_abcdef_"},
		"text without what shows nothing":     {func(s *screen.Screen) { s.Text(0, 0, 0, "a\x1b[\u0301\u200d\nb\ufe0f\u00ad") }, "a[b_🌲>__"},
		"text of other scripts keeps columns": {func(s *screen.Screen) { s.Text(0, 0, 0, "é界🦠жx") }, "é界>🦠>жx_"},
	} {
		s := screen.New(8, 1, screen.NewPalette(screen.TrueColor, looks))
		s.Set(2, 0, tree)
		s.Set(4, 0, tree)
		c.do(s)
		if got := picture(s); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
}

func TestTextGivesTheNextColumn(t *testing.T) {
	s := screen.New(10, 1, screen.NewPalette(screen.Mono, looks))
	for text, want := range map[string]int{"": 3, "ab": 5, "🌲é": 6, "\x1b\u0301": 3, "more than fits": 10, "123456🌲": 10} {
		if got := s.Text(3, 0, 0, text); got != want {
			t.Errorf("%q ends at %d, want %d", text, got, want)
		}
	}
	if got := s.Text(3, 7, 0, "below"); got != 8 {
		t.Errorf("below the picture: ends at %d, want 8", got)
	}
}

func TestSizeIsLimited(t *testing.T) {
	s := screen.New(1<<30, -1, screen.NewPalette(screen.Mono, looks))
	s.Resize(1<<30, 1<<30)
	if w, h := s.Size(); w != screen.MaxWidth || h != screen.MaxHeight {
		t.Errorf("%d x %d", w, h)
	}
	s.Set(screen.MaxWidth-1, screen.MaxHeight-1, tree)
	s.Resize(0, 0)
	s.Set(0, 0, tree)
	s.Paint(nil)
}
