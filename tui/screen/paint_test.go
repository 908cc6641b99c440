package screen_test

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"thicket/tui/screen"
)

// TestPaintSendsTheLeast writes a first picture, then changes it, and compares
// what is sent with the shortest that a person found.
func TestPaintSendsTheLeast(t *testing.T) {
	const gold = "\x1b[38;2;80;200;120m"
	for name, c := range map[string]struct{ before, after, want string }{
		"nothing":                                  {"abc", "abc", ""},
		"one cell":                                 {"abc", "axc", "\x1b[1;2Hx"},
		"a neighbour needs no move":                {"abcd", "axyd", "\x1b[1;2Hxy"},
		"a small gap is written again":             {"a bcd f", "x bcx f", "\x1b[Hx bcx"},
		"a gap of long code points is jumped":      {"a──b", "x──x", "\x1b[Hx\x1b[4Gx"},
		"a gap with a symbol is jumped":            {"a♥b", "x♥x", "\x1b[Hx\x1b[Cx"},
		"a large gap is jumped":                    {"a  bcd f", "x  bcd x", "\x1b[Hx\x1b[8Gx"},
		"back to the first column":                 {"ab", "🌲", "\x1b[H  \r🌲"},
		"a row below, in the same column":          {"a\n\n  a", "ax\n\n  x", "\x1b[1;2Hx\x1b[2Bx"},
		"a blank has no ink":                       {"*.", "  ", "\x1b[H  "},
		"the rest of a row":                        {"abcdefgh", "ab", "\x1b[1;3H\x1b[K"},
		"colour on and off":                        {"abc", "x*x", "\x1b[Hx" + gold + "*\x1b[mx"},
		"a blank between two of a colour":          {"abc", "* *", "\x1b[H" + gold + "* *"},
		"a wide glyph over something":              {" abc", " 🌲c", "\x1b[1;2H  \x1b[2G🌲"},
		"a wide glyph over nothing":                {"", " 🌲", "\x1b[1;2H🌲"},
		"a wide glyph over another":                {" 🌲", " 🦠", "\x1b[1;2H🦠"},
		"wide glyphs side by side":                 {"", "🌲🌲", "\x1b[H🌲\x1b[3G🌲"},
		"a wide glyph moves":                       {"  🌲", "    🌲", "\x1b[1;3H  🌲"},
		"the column is not trusted after a symbol": {"", "♥a", "\x1b[H♥\x1b[2Ga"},
		"nor after the last column":                {"", ".................... \nb", "\x1b[H" + strings.Repeat(".", 20) + "\x1b[2Hb"},
	} {
		s := screen.New(20, 4, screen.NewPalette(screen.TrueColor, looks))
		draw(s, c.before)
		s.Paint(nil)
		// Leave the pen plain and the cursor unknown.
		s.Set(19, 3, screen.Cell{Rune: '.', Width: 1})
		s.Paint(nil)
		s.Clear()
		draw(s, c.after)
		s.Set(19, 3, screen.Cell{Rune: '.', Width: 1})
		if got := string(s.Paint(nil)); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

// draw draws lines; '*' is in colour.
func draw(s *screen.Screen, text string) {
	for y, line := range strings.Split(text, "\n") {
		x := 0
		for _, r := range line {
			st := screen.Style(0)
			if r == '*' {
				st = 1
			}
			x = s.Text(x, y, st, string(r))
		}
	}
}

// A picture that moves is moved by the terminal, as far as that takes fewer
// bytes.
func TestPaintShifts(t *testing.T) {
	rows := []string{"title", "one  abcdefgh", "two  ijklmnop", "three  qrstuv", "four 🌲 🌲🌲🌲 ", "five  123456", "bar"}
	for name, c := range map[string]struct {
		right, down int
		after, want string
	}{
		"up":            {0, -2, "title\nthree  qrstuv\nfour 🌲 🌲🌲🌲 \nfive  123456\n\n\nbar", "\x1b[2;6r\x1b[2H\x1b[2M\x1b[r"},
		"down":          {0, 1, "title\n*\none  abcdefgh\ntwo  ijklmnop\nthree  qrstuv\nfour 🌲 🌲🌲🌲 \nbar", "\x1b[2;6r\x1b[2H\x1b[1L\x1b[r\x1b[2H\x1b[38;2;80;200;120m*"},
		"left":          {-5, 0, "title\nabcdefgh\nijklmnop\n  qrstuv\n🌲 🌲🌲🌲\n 123456\nbar", "\x1b[2H\x1b[5P\n\r\x1b[5P\n\r\x1b[5P\n\r\x1b[5P\n\r\x1b[5P"},
		"nothing moved": {0, -2, strings.Join(rows, "\n"), ""},
	} {
		s := newStage(20, 7, screen.TrueColor)
		draw(s.Screen, strings.Join(rows, "\n"))
		s.paint()
		s.Clear()
		draw(s.Screen, c.after)
		s.Shift(1, 6, c.right, c.down)
		got := s.paint()
		s.check(t)
		if got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

func TestResizeAndPaletteStartOver(t *testing.T) {
	s := newStage(10, 3, screen.TrueColor)
	s.Text(0, 1, 1, "hello")
	first := s.paint()
	s.check(t)
	s.repalette(screen.Colors16, looks)
	if sent := s.paint(); !strings.HasPrefix(sent, "\x1b[m\x1b[2J") || strings.Contains(sent, "38;2") {
		t.Errorf("a new palette sent %q", sent)
	}
	s.check(t)
	s.repalette(screen.TrueColor, looks)
	s.resize(10, 3)
	s.Text(0, 1, 1, "hello")
	if again := s.paint(); again != first {
		t.Errorf("the same size again sent %q, not %q", again, first)
	}
	s.check(t)
}

func TestSynchronizedPaintsAreWrapped(t *testing.T) {
	s := newStage(10, 3, screen.Mono)
	s.Synchronized(true)
	for _, text := range []string{"", "a", "b"} {
		s.Text(0, 0, 0, text)
		sent := s.paint()
		if !strings.HasPrefix(sent, "\x1b[?2026h") || !strings.HasSuffix(sent, "\x1b[?2026l") {
			t.Errorf("sent %q", sent)
		}
		if again := s.paint(); again != "" {
			t.Errorf("an unchanged picture sent %q", again)
		}
	}
	s.check(t)
}

func TestPaintAppends(t *testing.T) {
	s := screen.New(4, 1, screen.NewPalette(screen.Mono, looks))
	s.Synchronized(true)
	s.Paint(nil)
	if got := string(s.Paint([]byte("before"))); got != "before" {
		t.Errorf("nothing to paint: %q", got)
	}
	s.Text(0, 0, 0, "a")
	if got := string(s.Paint([]byte("before"))); got != "before\x1b[?2026h\x1b[Ha\x1b[?2026l" {
		t.Errorf("%q", got)
	}
}

func TestPaintAllocatesNothing(t *testing.T) {
	s := screen.New(80, 24, screen.NewPalette(screen.TrueColor, looks))
	s.Synchronized(true)
	rng := rand.New(rand.NewPCG(1, 2))
	buf := make([]byte, 0, 1<<16)
	if n := testing.AllocsPerRun(200, func() {
		for range 40 {
			r := glyphs[rng.IntN(len(glyphs))]
			s.Set(rng.IntN(80), rng.IntN(24), screen.Cell{Rune: r, Style: screen.Style(rng.IntN(len(looks))), Width: uint8(screen.RuneWidth(r))})
		}
		s.Text(0, 23, 1, "spores 12 é 🌲")
		buf = s.Paint(buf[:0])
	}); n != 0 {
		t.Errorf("%v allocations a paint", n)
	}
}

// A terminal that ignores "no autowrap" may have gone to the next row.
func TestNothingIsAssumedAfterTheLastColumn(t *testing.T) {
	for _, last := range []string{"a", "♥", "🌲"} {
		s := screen.New(20, 2, screen.NewPalette(screen.Mono, looks))
		s.Text(20-screen.TextWidth(last), 0, 0, last)
		s.Paint(nil)
		s.Text(3, 0, 0, "b")
		if got, want := string(s.Paint(nil)), "\x1b[1;4Hb"; got != want {
			t.Errorf("after %s: %q, want %q", last, got, want)
		}
	}
}

// The background under a wide glyph's right half is laid before it, for a
// terminal that draws only the left one.
func TestAWideGlyphLaysItsBackgroundFirst(t *testing.T) {
	s := screen.New(20, 2, screen.NewPalette(screen.TrueColor, looks))
	s.Paint(nil)
	s.Text(4, 1, 6, "🌲")
	if got, want := string(s.Paint(nil)), "\x1b[2;5H\x1b[48;2;12;34;56m  \x1b[5G🌲"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestPaintMendsRowsWrittenDirectly(t *testing.T) {
	s := screen.New(7, 1, screen.NewPalette(screen.Mono, looks))
	copy(s.Row(0), []screen.Cell{
		{}, tree, {Rune: 'x', Style: 9}, {Rune: '\a', Style: 2, Width: 1}, {Rune: '\u009b', Width: 1}, {Rune: 'a', Width: 3}, tree,
	})
	sent := s.Paint(nil)
	want := []screen.Cell{
		{Rune: ' ', Width: 1}, tree, {Style: 1}, {Rune: ' ', Style: 2, Width: 1}, {Rune: ' ', Width: 1}, {Rune: ' ', Width: 1}, {Rune: ' ', Style: 1, Width: 1},
	}
	if !slices.Equal(s.Row(0), want) {
		t.Errorf("%+v, want %+v", s.Row(0), want)
	}
	if got, want := string(sent), "\x1b[m\x1b[2J\x1b[1;2H🌲"; got != want {
		t.Errorf("sent %q, want %q", got, want)
	}
}

func TestAGlyphHalfOverwrittenInARowIsMended(t *testing.T) {
	for at, want := range map[int]string{2: "__x_🌲>__", 3: "___x🌲>__", 4: "__🌲>x___", 5: "__🌲>_x__"} {
		s := newStage(8, 1, screen.TrueColor)
		s.Text(2, 0, 0, "🌲🌲")
		s.paint()
		s.Row(0)[at] = screen.Cell{Rune: 'x', Width: 1}
		s.paint()
		s.check(t)
		if got := picture(s.Screen); got != want {
			t.Errorf("x at %d: %s, want %s", at, got, want)
		}
	}
}
