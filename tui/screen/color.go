package screen

// Depth says which colours a terminal can show.
type Depth uint8

// The depths. Mono knows no colours; attributes stay.
const (
	Mono Depth = iota
	Colors16
	Colors256
	TrueColor
)

// Color is an RGB colour; the zero value is the terminal's default.
type Color uint32

// chosen tells black from the terminal's default.
const chosen Color = 1 << 31

// RGB makes a colour of its parts.
func RGB(r, g, b uint8) Color {
	return chosen | Color(r)<<16 | Color(g)<<8 | Color(b)
}

func (c Color) parts() (r, g, b int) {
	return int(c >> 16 & 0xff), int(c >> 8 & 0xff), int(c & 0xff)
}

// Mix is c with so many percent of another colour in it.
func (c Color) Mix(o Color, percent int) Color {
	mix := func(a, b int) uint8 { return uint8((a*(100-percent) + b*percent) / 100) }
	r, g, b := c.parts()
	or, og, ob := o.parts()
	return RGB(mix(r, or), mix(g, og), mix(b, ob))
}

// nearest gives the index in table of the colour that looks most like c.
// Green counts most and red least, about as the eye has it.
func nearest(c Color, table []Color) int {
	best, least := 0, -1
	r, g, b := c.parts()
	for i, t := range table {
		tr, tg, tb := t.parts()
		d := 2*(r-tr)*(r-tr) + 4*(g-tg)*(g-tg) + 3*(b-tb)*(b-tb)
		if least < 0 || d < least {
			best, least = i, d
		}
	}
	return best
}

// indexed holds xterm's 256 colours: 16 basic ones that users change as they
// like, a cube of 6 x 6 x 6, and 24 greys.
var indexed = func() (table [256]Color) {
	copy(table[:], basic[:])
	level := [6]uint8{0, 95, 135, 175, 215, 255}
	for i := range 216 {
		table[16+i] = RGB(level[i/36], level[i/6%6], level[i%6])
	}
	for i := range uint8(24) {
		table[232+int(i)] = RGB(8+10*i, 8+10*i, 8+10*i)
	}
	return table
}()

// basic holds the 16 basic colours as xterm shows them.
var basic = [16]Color{
	RGB(0, 0, 0), RGB(205, 0, 0), RGB(0, 205, 0), RGB(205, 205, 0),
	RGB(0, 0, 238), RGB(205, 0, 205), RGB(0, 205, 205), RGB(229, 229, 229),
	RGB(127, 127, 127), RGB(255, 0, 0), RGB(0, 255, 0), RGB(255, 255, 0),
	RGB(92, 92, 255), RGB(255, 0, 255), RGB(0, 255, 255), RGB(255, 255, 255),
}
