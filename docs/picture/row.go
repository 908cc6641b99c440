package main

import (
	"fmt"
	"image/color"
	"unicode/utf8"

	uv "github.com/charmbracelet/ultraviolet"
)

// span is a stretch of cells that share something, from one column up to
// another.
type span[T any] struct {
	from, to int
	shared   T
}

// spans cuts a row where what(cell) changes.
func spans[T comparable](row []uv.Cell, what func(look) T) (all []span[T]) {
	for x := 0; x < len(row); {
		s := span[T]{from: x, shared: what(lookOf(row[x].Style))}
		for x < len(row) && what(lookOf(row[x].Style)) == s.shared {
			x = min(len(row), x+max(1, row[x].Width))
		}
		s.to = x
		all = append(all, s)
	}
	return all
}

// backgrounds draws a row's background, one rectangle for equal neighbours,
// and its block elements.
func (p *painter) backgrounds(y int, row []uv.Cell) {
	for _, s := range spans(row, func(l look) color.RGBA { return l.bg }) {
		if s.shared != background {
			p.rect(float64(s.from*cellWidth), float64(y*cellHeight), float64((s.to-s.from)*cellWidth), cellHeight, hex(s.shared))
		}
	}
	for x, c := range row {
		p.block(x, y, c)
	}
}

func (p *painter) block(x, y int, c uv.Cell) {
	l := lookOf(c.Style)
	areas, percent := blockOf(first(c))
	for _, a := range areas {
		if l.hidden {
			return
		}
		p.rect(float64(x*cellWidth)+float64(a.x*cellWidth)/8, float64(y*cellHeight)+float64(a.y*cellHeight)/8,
			float64(a.w*cellWidth)/8, float64(a.h*cellHeight)/8, hex(mix(l.fg, l.bg, 100-percent)))
	}
}

// text draws a row's glyphs: what every font has at the same width in runs
// of one style, everything else in the middle of its own columns.
func (p *painter) text(y int, row []uv.Cell) {
	for x := 0; x < len(row); {
		switch c := row[x]; {
		case blank(c):
			x++
		case steady(c):
			end := runEnd(row, x)
			p.run(x, y, row[x:end])
			x = end
		default:
			p.glyph(x, y, c)
			x += max(1, c.Width)
		}
	}
}

// runEnd is the column after the run that begins at x. A run goes over a
// single blank, never over two, and ends with a glyph.
func runEnd(row []uv.Cell, x int) int {
	l, end := ink(row[x]), x+1
	for i := end; i < len(row) && i <= end+1; i++ {
		switch c := row[i]; {
		case blank(c):
		case steady(c) && ink(c) == l:
			end = i + 1
		default:
			return end
		}
	}
	return end
}

func (p *painter) run(x, y int, cells []uv.Cell) {
	var s []byte
	for _, c := range cells {
		if blank(c) {
			s = append(s, ' ')
		} else {
			s = append(s, c.Content...)
		}
	}
	length := ""
	if len(cells) > 1 {
		length = fmt.Sprintf(` textLength="%d"`, len(cells)*cellWidth)
	}
	fmt.Fprintf(&p.runs, `<text x="%d" y="%s"%s%s>%s</text>`+"\n",
		x*cellWidth, number(textY(y)), length, attributes(cells[0]), escape(string(s)))
}

func (p *painter) glyph(x, y int, c uv.Cell) {
	layer, width := &p.narrow, 1
	if c.Width > 1 {
		layer, width = &p.wide, c.Width
	}
	middle := float64(x*cellWidth) + float64(width*cellWidth)/2
	fmt.Fprintf(layer, `<text x="%s" y="%s"%s>%s</text>`+"\n",
		number(middle), number(textY(y)), attributes(c), escape(c.Content))
}

// lines draws underlines and strikes, one line for equal neighbours. Each
// is a colour; the zero one is no line.
func (p *painter) lines(y int, row []uv.Cell) {
	draw := func(dy float64, line func(look) color.RGBA) {
		for _, s := range spans(row, line) {
			if s.shared.A != 0 {
				p.rect(float64(s.from*cellWidth), textY(y)+dy, float64((s.to-s.from)*cellWidth), 1, hex(s.shared))
			}
		}
	}
	draw(2, func(l look) color.RGBA { return l.underline })
	draw(-5, func(l look) color.RGBA { return l.strike })
}

func textY(y int) float64 { return float64(y*cellHeight) + baseline }

// attributes says what of a cell's look differs from the usual.
func attributes(c uv.Cell) (s string) {
	l := ink(c)
	if l.fg != foreground {
		s += ` fill="` + hex(l.fg) + `"`
	}
	if l.bold {
		s += ` font-weight="bold"`
	}
	if l.italic {
		s += ` font-style="italic"`
	}
	return s
}

// ink is the part of a cell's look that its glyph shows.
func ink(c uv.Cell) look {
	l := lookOf(c.Style)
	return look{fg: l.fg, bold: l.bold, italic: l.italic}
}

func first(c uv.Cell) rune {
	r, _ := utf8.DecodeRuneInString(c.Content)
	return r
}

// blank tells that a cell has no glyph to draw.
func blank(c uv.Cell) bool {
	if c.Content == "" || c.Content == " " || lookOf(c.Style).hidden {
		return true
	}
	areas, _ := blockOf(first(c))
	return areas != nil
}

// steady tells that a glyph has the same width as its neighbours in every
// monospaced font: printable ASCII, Latin-1 and lines for boxes.
func steady(c uv.Cell) bool {
	r := first(c)
	return c.Width == 1 && len(c.Content) == utf8.RuneLen(r) &&
		(r < 0x7f || r > 0xa0 && r <= 0xff || r >= 0x2500 && r <= 0x257f)
}
