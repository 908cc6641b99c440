package tui

import (
	"slices"
	"strings"
	"sync"

	"github.com/charmbracelet/colorprofile"

	"thicket/game"
	"thicket/tui/screen"
)

// The styles of everything on the screen; players' colours follow from
// stylePlayer on. What is to be read has the terminal's own colour or a middle
// tone, so that it can be read on dark and on light.
const (
	stylePlain screen.Style = iota
	styleGrass
	styleTree
	styleRim
	styleBot
	styleWild
	styleFits
	styleHits
	styleDozing
	styleSelf
	styleBump
	styleValue
	styleLabel
	styleMessage
	styleBox
	styleTitle
	stylePlayer
)

var looks = slices.Concat([]screen.Look{
	stylePlain:   {},
	styleGrass:   {Fg: screen.RGB(78, 104, 78)},
	styleTree:    {Fg: screen.RGB(70, 160, 90)},
	styleRim:     {Fg: screen.RGB(110, 110, 110), Attr: screen.Reverse},
	styleBot:     {Fg: screen.RGB(215, 150, 80)},
	styleWild:    {Fg: screen.RGB(175, 165, 120)},
	styleFits:    {Fg: screen.RGB(90, 150, 200)},
	styleHits:    {Fg: screen.RGB(200, 80, 65), Attr: screen.Bold},
	styleDozing:  {Fg: screen.RGB(130, 130, 130), Attr: screen.Dim},
	styleSelf:    {Fg: screen.RGB(0, 0, 0), Bg: screen.RGB(255, 215, 95), Attr: screen.Bold},
	styleBump:    {Fg: screen.RGB(255, 255, 255), Bg: screen.RGB(175, 60, 50), Attr: screen.Bold},
	styleValue:   {Attr: screen.Bold},
	styleLabel:   {Fg: screen.RGB(120, 135, 120)},
	styleMessage: {Fg: screen.RGB(200, 140, 0), Attr: screen.Bold},
	styleBox:     {},
	styleTitle:   {Fg: screen.RGB(60, 150, 60), Attr: screen.Bold},
}, playerLooks, atlasLooks)

// playerLooks are told apart by every depth but Mono; the glyph differs too.
var playerLooks = []screen.Look{
	{Fg: screen.RGB(225, 70, 70), Attr: screen.Bold},
	{Fg: screen.RGB(0, 160, 200), Attr: screen.Bold},
	{Fg: screen.RGB(190, 150, 0), Attr: screen.Bold},
	{Fg: screen.RGB(170, 95, 220), Attr: screen.Bold},
	{Fg: screen.RGB(40, 170, 80), Attr: screen.Bold},
	{Fg: screen.RGB(220, 105, 165), Attr: screen.Bold},
	{Fg: screen.RGB(85, 125, 230), Attr: screen.Bold},
	{Fg: screen.RGB(225, 125, 40), Attr: screen.Bold},
	{Fg: screen.RGB(0, 160, 135), Attr: screen.Bold},
	{Fg: screen.RGB(130, 130, 130), Attr: screen.Bold},
	{Fg: screen.RGB(185, 60, 145), Attr: screen.Bold},
	{Fg: screen.RGB(125, 160, 0), Attr: screen.Bold},
}

// playerStyle is the style of a player with a look.
func playerStyle(look game.Look) screen.Style {
	return stylePlayer + screen.Style(int(look.Colour)%len(playerLooks))
}

// palettes are shared by all sessions, one for each depth.
var palettes = func() (all [4]func() *screen.Palette) {
	for i := range all {
		all[i] = sync.OnceValue(func() *screen.Palette { return screen.NewPalette(screen.Depth(i), monoSafe(screen.Depth(i))) })
	}
	return all
}()

// monoSafe adds attributes where a client without colours would miss what a
// background says.
func monoSafe(d screen.Depth) []screen.Look {
	if d != screen.Mono {
		return looks
	}
	mono := append([]screen.Look(nil), looks...)
	mono[styleSelf].Attr |= screen.Reverse
	mono[styleBump].Attr |= screen.Reverse | screen.Underline
	mono[styleCursor].Attr |= screen.Reverse
	return mono
}

// chooseDepth is what colours the client can show, by its TERM and its
// environment alone.
func chooseDepth(term string, env map[string]string) screen.Depth {
	if env["NO_COLOR"] != "" || strings.HasPrefix(term, "vt") { // NO_COLOR: whatever its value, see no-color.org
		return screen.Mono
	}
	environ := []string{"TERM=" + term}
	for name, value := range env {
		environ = append(environ, name+"="+value)
	}
	switch colorprofile.Env(environ) {
	case colorprofile.TrueColor:
		return screen.TrueColor
	case colorprofile.ANSI256:
		return screen.Colors256
	case colorprofile.ANSI:
		return screen.Colors16
	}
	return screen.Mono
}

// environment reads NAME=value pairs.
func environment(pairs []string) map[string]string {
	env := make(map[string]string, len(pairs))
	for _, pair := range pairs {
		if name, value, ok := strings.Cut(pair, "="); ok {
			env[name] = value
		}
	}
	return env
}
