package tui

import (
	"slices"
	"sync"

	"thicket/tui/screen"
)

// theme is a choice of colours.
type theme int

// The themes. Dark and colorblind are for dark backgrounds; colorblind does
// without red against green.
const (
	dark theme = iota
	light
	colorblind
	themes = iota
)

// themeNames are what profiles and clients say.
var themeNames = [themes]string{"dark", "light", "colorblind"}

// chooseTheme is the one that a profile says, else the one that the client
// asks for.
func chooseTheme(profile string, env map[string]string) theme {
	for _, name := range []string{profile, env["THICKET_THEME"]} {
		if i := slices.Index(themeNames[:], name); i >= 0 {
			return theme(i)
		}
	}
	return dark
}

// hue is a colour in each theme; the zero value is the terminal's own.
type hue [themes]screen.Color

// in makes a hue of 0xrrggbb for each theme.
func in(rgb ...int) (h hue) {
	for i, c := range rgb {
		h[i] = screen.RGB(uint8(c>>16), uint8(c>>8), uint8(c))
	}
	return h
}

// tone is a style in each theme.
type tone struct {
	fg, bg hue
	attr   screen.Attr
}

// tones are the styles below stylePlayer. What is to be read has the terminal's
// own colour or one that is far from its background.
var tones = [stylePlayer]tone{
	styleGrass:   {fg: in(0x4e684e, 0xa4b8a0, 0x4c5a66)},
	styleTree:    {fg: in(0x5faf5f, 0x2f7d43, 0x4f8fa0)},
	styleRim:     {fg: in(0x6e6e6e, 0x8a8a8a, 0x6e6e6e), attr: screen.Reverse},
	styleBot:     {fg: in(0xd7875f, 0x9a5a10, 0xd7875f)},
	styleWild:    {fg: in(0xafaf87, 0x7d7650, 0xaf8787)},
	styleFits:    {fg: in(0x5a96c8, 0x2464a4, 0x56b4e9)},
	styleHits:    {fg: in(0xc85041, 0xb02a1c, 0xe07000), attr: screen.Bold},
	styleDozing:  {fg: in(0x828282, 0x6a6a6a, 0x828282), attr: screen.Dim},
	styleSelf:    {fg: in(0x000000, 0x000000, 0x000000), bg: in(0xffd75f, 0xffb000, 0xffd75f), attr: screen.Bold},
	styleBump:    {fg: in(0xffffff, 0xffffff, 0xffffff), bg: in(0xaf3c32, 0xaf3c32, 0x3a56c8), attr: screen.Bold},
	styleValue:   {attr: screen.Bold},
	styleLabel:   {fg: in(0x788778, 0x5c6b5c, 0x828a94)},
	styleMessage: {fg: in(0xc88c00, 0x8a5a00, 0xe0a000), attr: screen.Bold},
	styleTitle:   {fg: in(0x3c963c, 0x1f6f1f, 0x4f9ad0), attr: screen.Bold},
}

// colours are what players choose from. Profiles keep their numbers: a new one
// goes to the end. The glyph differs too.
var colours = [...]struct {
	name string
	hue
}{
	{"red", in(0xe14646, 0xc01f1f, 0xaf0000)},
	{"cyan", in(0x00a0c8, 0x00708f, 0x00d7ff)},
	{"yellow", in(0xbe9600, 0x8f7400, 0xffff00)},
	{"purple", in(0xaa5fdc, 0x7d3fb8, 0x5f00ff)},
	{"green", in(0x28aa50, 0x1a7a35, 0x5fffaf)},
	{"pink", in(0xdc69a5, 0xcf5a92, 0xd75faf)},
	{"blue", in(0x557de6, 0x2f55c8, 0x0087ff)},
	{"orange", in(0xe17d28, 0xc05a00, 0xff5f00)},
	{"teal", in(0x00a087, 0x007a66, 0x87ffff)},
	{"grey", in(0x828282, 0x6a6a6a, 0x585858)},
	{"magenta", in(0xb93c91, 0x96206f, 0xaf00af)},
	{"olive", in(0x7da000, 0x5a7000, 0xd7d75f)},
}

// The atlas paints its own background, a dark one in every theme: its layers
// are mixed with the floor's colour, the more the less there is. They are so far
// apart that they differ even among 16 colours.
var (
	atlasFloor  = in(0x161c16, 0x161c16, 0x161c16)
	atlasBots   = in(0xd55e00, 0xd55e00, 0xd55e00)
	atlasLayers = [...]hue{ // trees, wild cells, bots, the own colony
		in(0x14a032, 0x14a032, 0x2850ff), in(0xbec3af, 0xbec3af, 0xbec3af), atlasBots, in(0xffe63c, 0xffe63c, 0xffe63c),
	}
	atlasMarks = [...]tone{ // the cursor, people
		{fg: in(0xffffff, 0xffffff, 0xffffff), bg: in(0xbe2896, 0xbe2896, 0xbe2896), attr: screen.Bold},
		{fg: in(0x000000, 0x000000, 0x000000), bg: in(0xffffff, 0xffffff, 0xffffff), attr: screen.Bold},
	}
)

// look is a tone in a theme.
func (t tone) look(th theme) screen.Look {
	return screen.Look{Fg: t.fg[th], Bg: t.bg[th], Attr: t.attr}
}

// looksOf are all styles in a theme.
func looksOf(th theme) (looks []screen.Look) {
	for _, t := range tones {
		looks = append(looks, t.look(th))
	}
	for _, c := range colours {
		looks = append(looks, screen.Look{Fg: c.hue[th], Attr: screen.Bold})
	}
	return append(looks, atlasLooks(th)...)
}

// palettes are shared by all sessions, one for each theme and depth.
var palettes = func() (all [themes][4]func() *screen.Palette) {
	for th := range all {
		for d := range all[th] {
			all[th][d] = sync.OnceValue(func() *screen.Palette {
				return screen.NewPalette(screen.Depth(d), monoSafe(screen.Depth(d), looksOf(theme(th))))
			})
		}
	}
	return all
}()

// monoSafe adds attributes where a client without colours would miss what a
// background says.
func monoSafe(d screen.Depth, looks []screen.Look) []screen.Look {
	if d == screen.Mono {
		looks[styleSelf].Attr |= screen.Reverse
		looks[styleBump].Attr |= screen.Reverse | screen.Underline
		looks[styleCursor].Attr |= screen.Reverse
	}
	return looks
}
