package main

import (
	"fmt"
	"image/color"

	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
)

// The colours of a terminal that has not been told otherwise.
var (
	foreground = color.RGBA{0xd5, 0xda, 0xe2, 0xff}
	background = color.RGBA{0x12, 0x16, 0x1d, 0xff}

	palette = [16]color.RGBA{
		{0x2b, 0x32, 0x3e, 0xff}, {0xe5, 0x67, 0x7a, 0xff}, {0x8c, 0xc5, 0x70, 0xff}, {0xe0, 0xb7, 0x68, 0xff},
		{0x6a, 0xa7, 0xee, 0xff}, {0xc5, 0x86, 0xd8, 0xff}, {0x57, 0xbd, 0xc4, 0xff}, {0xc6, 0xce, 0xd9, 0xff},
		{0x66, 0x72, 0x85, 0xff}, {0xff, 0x85, 0x95, 0xff}, {0xa9, 0xe0, 0x8a, 0xff}, {0xf5, 0xcf, 0x85, 0xff},
		{0x8f, 0xc1, 0xff, 0xff}, {0xdb, 0xa4, 0xec, 0xff}, {0x7a, 0xd9, 0xde, 0xff}, {0xff, 0xff, 0xff, 0xff},
	}
)

// look is how a cell is drawn: its style with every colour resolved. An
// underline or strike of no colour is none.
type look struct {
	fg, bg, underline, strike color.RGBA
	bold, italic, hidden      bool
}

func lookOf(s uv.Style) look {
	l := look{
		fg:     resolve(s.Fg, foreground),
		bg:     resolve(s.Bg, background),
		bold:   s.Attrs&uv.AttrBold != 0,
		italic: s.Attrs&uv.AttrItalic != 0,
		hidden: s.Attrs&uv.AttrConceal != 0,
	}
	if s.Attrs&uv.AttrReverse != 0 {
		l.fg, l.bg = l.bg, l.fg
	}
	if s.Attrs&uv.AttrFaint != 0 {
		l.fg = mix(l.fg, l.bg, 45)
	}
	if s.Underline != uv.UnderlineNone {
		l.underline = resolve(s.UnderlineColor, l.fg)
	}
	if s.Attrs&uv.AttrStrikethrough != 0 {
		l.strike = l.fg
	}
	return l
}

// resolve gives a terminal's colour its place in the palette; the colours
// from 16 to 255 are the same everywhere.
func resolve(c color.Color, none color.RGBA) color.RGBA {
	switch c := c.(type) {
	case nil:
		return none
	case ansi.BasicColor:
		return palette[c&15]
	case ansi.IndexedColor:
		if c < 16 {
			return palette[c]
		}
	}
	return color.RGBAModel.Convert(c).(color.RGBA)
}

// mix moves a by so many percent towards b.
func mix(a, b color.RGBA, percent int) color.RGBA {
	part := func(a, b uint8) uint8 { return uint8((int(a)*(100-percent) + int(b)*percent) / 100) }
	return color.RGBA{part(a.R, b.R), part(a.G, b.G), part(a.B, b.B), 0xff}
}

func hex(c color.RGBA) string { return fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B) }
