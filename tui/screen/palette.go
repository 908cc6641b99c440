package screen

import (
	"fmt"
	"slices"
)

// Attr is a set of attributes.
type Attr uint8

// The attributes; they combine with |.
const (
	Bold Attr = 1 << iota
	Dim
	Reverse
	Underline
)

// Look is what a style looks like. The zero value is the terminal's default
// rendition.
type Look struct {
	Fg, Bg Color
	Attr   Attr
}

// Style is an index into a Palette. 0 is the terminal's default rendition; one
// beyond the palette looks like 0.
type Style uint16

// Palette holds the escape sequences of a list of styles for one Depth. It is
// immutable and may be shared by any number of screens.
type Palette struct {
	renditions []rendition
}

// rendition is a style spelled as SGR parameters, each followed by ';'.
type rendition struct {
	fg, bg string
	attr   Attr
	whole  string // the whole sequence, whatever the pen was before
	paper  Style  // the first style in which a blank looks the same
}

// NewPalette precomputes looks for terminals of depth d: the style i looks like
// looks[i]. It panics unless looks begins with the default, and holds at most
// 65,536.
func NewPalette(d Depth, looks []Look) *Palette {
	if len(looks) == 0 || looks[0] != (Look{}) || len(looks) > 1<<16 {
		panic(fmt.Sprintf("screen: %d looks, or the first is not the default", len(looks)))
	}
	p := &Palette{renditions: make([]rendition, len(looks))}
	papers := make(map[rendition]Style)
	for i, l := range looks {
		r := spell(d, l)
		key := r.blank()
		if _, ok := papers[key]; !ok {
			papers[key] = Style(i)
		}
		r.paper = papers[key]
		p.renditions[i] = r
	}
	return p
}

func spell(d Depth, l Look) rendition {
	r := rendition{fg: sgr(d, l.Fg, 30), bg: sgr(d, l.Bg, 40), attr: l.Attr}
	params := "0;" + string(appendAttr(nil, 0, l.Attr))
	if r.fg != "39;" {
		params += r.fg
	}
	if r.bg != "49;" {
		params += r.bg
	}
	r.whole = "\x1b[" + params[:len(params)-1] + "m"
	if params == "0;" {
		r.whole = "\x1b[m"
	}
	return r
}

// sgr spells a colour. ground is 30 for the foreground, 40 for the background.
func sgr(d Depth, c Color, ground int) string {
	switch {
	case c&chosen == 0 || d == Mono:
		return fmt.Sprintf("%d;", ground+9)
	case d == Colors16:
		n := nearest(c, basic[:])
		if n >= 8 {
			n += 60 - 8 // the bright ones: 90 to 97, 100 to 107
		}
		return fmt.Sprintf("%d;", ground+n)
	case d == Colors256:
		// The first 16 are the user's to change, so they are no match.
		return fmt.Sprintf("%d;5;%d;", ground+8, 16+nearest(c, indexed[16:]))
	default:
		if n := slices.Index(indexed[16:], c); n >= 0 {
			return fmt.Sprintf("%d;5;%d;", ground+8, 16+n) // shorter
		}
		r, g, b := c.parts()
		return fmt.Sprintf("%d;2;%d;%d;%d;", ground+8, r, g, b)
	}
}

// blank keeps of a rendition what can be seen of a blank.
func (r rendition) blank() rendition {
	if r.attr&(Reverse|Underline) == 0 {
		return rendition{bg: r.bg}
	}
	return rendition{fg: r.fg, bg: r.bg, attr: r.attr}
}

func (p *Palette) rendition(st Style) *rendition {
	if int(st) >= len(p.renditions) {
		st = 0
	}
	return &p.renditions[st]
}

// samePaper says whether a blank looks the same in both styles.
func (p *Palette) samePaper(a, b Style) bool {
	return a == b || p.rendition(a).paper == p.rendition(b).paper
}

// appendChange appends the shortest SGR sequence that takes a pen from one
// style to another, or nothing if they look the same.
func (p *Palette) appendChange(dst []byte, from, to Style) []byte {
	a, b := p.rendition(from), p.rendition(to)
	start := len(dst)
	dst = append(dst, "\x1b["...)
	dst = appendAttr(dst, a.attr, b.attr)
	if a.fg != b.fg {
		dst = append(dst, b.fg...)
	}
	if a.bg != b.bg {
		dst = append(dst, b.bg...)
	}
	switch n := len(dst) - start; {
	case n == len("\x1b["):
		return dst[:start]
	case n > len(b.whole):
		return append(dst[:start], b.whole...)
	default:
		dst[len(dst)-1] = 'm'
		return dst
	}
}

// appendAttr appends the parameters that change the attributes a into b.
func appendAttr(dst []byte, a, b Attr) []byte {
	if a == b {
		return dst
	}
	if a&^b&(Bold|Dim) != 0 {
		dst = append(dst, "22;"...) // ends both
		a &^= Bold | Dim
	}
	for _, s := range [...]struct {
		attr    Attr
		on, off string
	}{{Bold, "1;", ""}, {Dim, "2;", ""}, {Underline, "4;", "24;"}, {Reverse, "7;", "27;"}} {
		switch {
		case b&^a&s.attr != 0:
			dst = append(dst, s.on...)
		case a&^b&s.attr != 0:
			dst = append(dst, s.off...)
		}
	}
	return dst
}
