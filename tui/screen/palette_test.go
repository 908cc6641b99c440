package screen_test

import (
	"fmt"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"thicket/tui/screen"
)

// sent gives what it takes to write a letter in style 2 after one in style 1.
func sent(d screen.Depth, a, b screen.Look) string {
	s := screen.New(9, 1, screen.NewPalette(d, []screen.Look{{}, a, b}))
	s.Paint(nil)
	s.Text(0, 0, 1, "a")
	s.Paint(nil)
	s.Text(1, 0, 2, "b")
	out := string(s.Paint(nil))
	return out[:len(out)-1]
}

// One that has a number among the 256 is sent by it, on terminals of any colour too.
func TestColoursAreReduced(t *testing.T) {
	for _, c := range []struct {
		r, g, b      uint8
		c16, c256    string
		true24, back string
	}{
		{0, 0, 0, "30", "38;5;16", "38;5;16", "40"},
		{255, 255, 255, "97", "38;5;231", "38;5;231", "107"},
		{200, 10, 10, "31", "38;5;160", "38;2;200;10;10", "41"},
		{10, 250, 10, "92", "38;5;46", "38;2;10;250;10", "102"},
		{128, 128, 128, "90", "38;5;244", "38;5;244", "100"},
		{95, 135, 175, "90", "38;5;67", "38;5;67", "100"},
	} {
		fg, bg := screen.Look{Fg: screen.RGB(c.r, c.g, c.b)}, screen.Look{Bg: screen.RGB(c.r, c.g, c.b)}
		for d, want := range map[screen.Depth]string{
			screen.Mono: "", screen.Colors16: "\x1b[" + c.c16 + "m",
			screen.Colors256: "\x1b[" + c.c256 + "m", screen.TrueColor: "\x1b[" + c.true24 + "m",
		} {
			if got := sent(d, screen.Look{}, fg); got != want {
				t.Errorf("%d,%d,%d at depth %d: %q, want %q", c.r, c.g, c.b, d, got, want)
			}
		}
		if got, want := sent(screen.Colors16, screen.Look{}, bg), "\x1b["+c.back+"m"; got != want {
			t.Errorf("%d,%d,%d as background: %q, want %q", c.r, c.g, c.b, got, want)
		}
	}
}

// Every colour of the cube and of the greys is its own nearest, as the terminal
// has them.
func TestThe256ColoursAreTheTerminals(t *testing.T) {
	for i := 16; i < 256; i++ {
		r, g, b, _ := ansi.IndexedColor(i).RGBA()
		look := screen.Look{Fg: screen.RGB(uint8(r>>8), uint8(g>>8), uint8(b>>8))}
		var n int
		fmt.Sscanf(sent(screen.Colors256, screen.Look{}, look), "\x1b[38;5;%dm", &n)
		if n < 16 || !same(ansi.IndexedColor(n), ansi.IndexedColor(i)) {
			t.Errorf("%d became %d", i, n)
		}
	}
}

func same(a, b ansi.IndexedColor) bool {
	ar, ag, ab, _ := a.RGBA()
	br, bg, bb, _ := b.RGBA()
	return ar == br && ag == bg && ab == bb
}

func TestOnlyWhatDiffersIsSent(t *testing.T) {
	red, blue := screen.RGB(254, 0, 0), screen.RGB(0, 0, 254)
	type look = screen.Look
	for name, c := range map[string]struct {
		a, b look
		want string
	}{
		"nothing":                    {look{Fg: red}, look{Fg: red}, ""},
		"foreground":                 {look{Fg: red, Bg: blue}, look{Fg: blue, Bg: blue}, "\x1b[38;2;0;0;254m"},
		"background":                 {look{Fg: red, Bg: blue}, look{Fg: red, Bg: red}, "\x1b[48;2;254;0;0m"},
		"background off":             {look{Fg: red, Bg: blue}, look{Fg: red}, "\x1b[49m"},
		"an attribute on":            {look{Fg: red}, look{Fg: red, Attr: screen.Bold}, "\x1b[1m"},
		"an attribute off":           {look{Fg: red, Attr: screen.Bold}, look{Fg: red}, "\x1b[22m"},
		"bold to dim":                {look{Attr: screen.Bold}, look{Attr: screen.Dim}, "\x1b[0;2m"},
		"bold and dim to bold":       {look{Fg: red, Attr: screen.Bold | screen.Dim}, look{Fg: red, Attr: screen.Bold}, "\x1b[22;1m"},
		"all of it off":              {look{Fg: red, Bg: blue, Attr: screen.Bold}, look{}, "\x1b[m"},
		"a reset where it is less":   {look{Fg: red, Bg: blue, Attr: screen.Reverse | screen.Bold}, look{Attr: screen.Underline}, "\x1b[0;4m"},
		"both off, the colour stays": {look{Fg: red, Attr: screen.Reverse | screen.Underline}, look{Fg: red}, "\x1b[24;27m"},
	} {
		if got := sent(screen.TrueColor, c.a, c.b); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

func TestThePaletteBeginsWithTheDefault(t *testing.T) {
	for _, l := range [][]screen.Look{nil, looks[1:], make([]screen.Look, 1<<16+1)} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%d looks were accepted", len(l))
				}
			}()
			screen.NewPalette(screen.TrueColor, l)
		}()
	}
}
