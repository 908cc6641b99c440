package screen_test

import (
	"fmt"
	"image/color"

	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/vt"

	"thicket/sshd/sshtest"
	"thicket/tui/screen"
)

// looks is the palette of the tests: every attribute by itself and together,
// styles that differ in one part only, and some that look the same on a blank.
var looks = []screen.Look{
	{},
	{Fg: screen.RGB(80, 200, 120)},
	{Fg: screen.RGB(80, 200, 120), Attr: screen.Bold},
	{Fg: screen.RGB(80, 200, 120), Attr: screen.Dim},
	{Fg: screen.RGB(255, 0, 0), Bg: screen.RGB(0, 0, 0)},
	{Fg: screen.RGB(0, 0, 0), Bg: screen.RGB(0, 0, 0), Attr: screen.Underline},
	{Bg: screen.RGB(12, 34, 56)},
	{Bg: screen.RGB(12, 34, 56), Attr: screen.Reverse},
	{Fg: screen.RGB(250, 250, 250), Bg: screen.RGB(12, 34, 56), Attr: screen.Reverse | screen.Bold},
	{Attr: screen.Reverse},
	{Attr: screen.Underline | screen.Bold | screen.Dim},
	{Fg: screen.RGB(1, 2, 3), Bg: screen.RGB(200, 100, 0), Attr: screen.Bold | screen.Dim | screen.Reverse | screen.Underline},
}

var depths = []screen.Depth{screen.Mono, screen.Colors16, screen.Colors256, screen.TrueColor}

// stage is a screen together with the terminal that it paints on.
type stage struct {
	*screen.Screen
	term  *vt.Emulator
	depth screen.Depth
	looks []screen.Look
	buf   []byte
}

func newStage(w, h int, d screen.Depth) *stage {
	s := &stage{
		Screen: screen.New(w, h, screen.NewPalette(d, looks)),
		term:   sshtest.NewEmulator(w, h), depth: d, looks: looks,
	}
	// What was on the terminal before must not matter.
	fmt.Fprintf(s.term, "\x1b[?7l\x1b[1;4;35;44mjunk 🌲🌲🌲\r\njunk")
	return s
}

// paint paints, and gives what was sent.
func (s *stage) paint() string {
	s.buf = s.Paint(s.buf[:0])
	s.term.Write(s.buf)
	return string(s.buf)
}

func (s *stage) resize(w, h int) {
	s.Resize(w, h)
	s.term.Resize(w, h)
}

func (s *stage) repalette(d screen.Depth, l []screen.Look) {
	s.SetPalette(screen.NewPalette(d, l))
	s.depth, s.looks = d, l
}

// diff tells the first cell where the terminal shows something else than what
// was composed; "" if there is none.
func (s *stage) diff() string {
	w, h := s.Size()
	for y := range h {
		for x, c := range s.Row(y) {
			got := s.term.CellAt(x, y)
			if got == nil {
				return fmt.Sprintf("%d,%d of %dx%d: nothing there", x, y, w, h)
			}
			if why := s.differs(c, got); why != "" {
				return fmt.Sprintf("%d,%d of %dx%d, composed %+v, shown %+v: %s", x, y, w, h, c, *got, why)
			}
		}
	}
	return ""
}

func (s *stage) differs(want screen.Cell, got *uv.Cell) string {
	if int(want.Width) != got.Width {
		return "width"
	}
	if want.Width == 0 {
		return "" // its style is the left half's
	}
	if string(want.Rune) != got.Content {
		return "rune"
	}
	var l screen.Look
	if int(want.Style) < len(s.looks) {
		l = s.looks[want.Style]
	}
	blank := want.Rune == ' '
	inked := !blank || l.Attr&(screen.Reverse|screen.Underline) != 0
	switch {
	case !s.shows(l.Bg, got.Style.Bg):
		return "background"
	case inked && !s.shows(l.Fg, got.Style.Fg):
		return "foreground"
	case inked && attrs(got.Style) != l.Attr:
		return "attributes"
	case !inked && attrs(got.Style)&(screen.Reverse|screen.Underline) != 0:
		return "a blank that is not blank"
	}
	return ""
}

func attrs(st uv.Style) (a screen.Attr) {
	if st.Attrs&uv.AttrBold != 0 {
		a |= screen.Bold
	}
	if st.Attrs&uv.AttrFaint != 0 {
		a |= screen.Dim
	}
	if st.Attrs&uv.AttrReverse != 0 {
		a |= screen.Reverse
	}
	if st.Underline != uv.UnderlineNone {
		a |= screen.Underline
	}
	return a
}

// shows says whether the terminal's colour is right for c at the stage's depth.
func (s *stage) shows(c screen.Color, got color.Color) bool {
	if c == 0 || s.depth == screen.Mono {
		return got == nil
	}
	switch got := got.(type) {
	case ansi.BasicColor:
		return s.depth == screen.Colors16
	case ansi.IndexedColor:
		return got >= 16 && (s.depth == screen.Colors256 && near(c, got) || s.depth == screen.TrueColor && c == colour(got))
	case nil:
		return false
	default:
		return s.depth == screen.TrueColor && c == colour(got)
	}
}

func colour(c color.Color) screen.Color {
	r, g, b, _ := c.RGBA()
	return screen.RGB(uint8(r>>8), uint8(g>>8), uint8(b>>8))
}

// near says whether got is no further from c than the cube's and the greys'
// coarsest steps make necessary.
func near(c screen.Color, got color.Color) bool {
	r, g, b, _ := got.RGBA()
	for i, part := range []uint32{b, g, r} {
		d := int(part>>8) - int(c>>(8*i)&0xff)
		if d < -48 || d > 48 {
			return false
		}
	}
	return true
}

// check fails the test unless the terminal shows what was composed.
func (s *stage) check(t failer) {
	t.Helper()
	if d := s.diff(); d != "" {
		t.Fatalf("%s\nlast paint: %q", d, s.buf)
	}
}

// failer is what a test and a property have in common.
type failer interface {
	Helper()
	Fatalf(format string, args ...any)
}
