package tui

import (
	"strings"
	"sync"

	"github.com/charmbracelet/colorprofile"

	"thicket/game"
	"thicket/tui/screen"
)

// The styles of everything on the screen; players' colours follow from
// stylePlayer on.
const (
	stylePlain screen.Style = iota
	styleGrass
	styleTree
	styleRim
	styleBot
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

var looks = append([]screen.Look{
	stylePlain:   {},
	styleGrass:   {Fg: screen.RGB(78, 104, 78)},
	styleTree:    {Fg: screen.RGB(70, 160, 90)},
	styleRim:     {Fg: screen.RGB(110, 110, 110), Attr: screen.Reverse},
	styleBot:     {Fg: screen.RGB(215, 150, 80)},
	styleDozing:  {Fg: screen.RGB(130, 130, 130), Attr: screen.Dim},
	styleSelf:    {Fg: screen.RGB(0, 0, 0), Bg: screen.RGB(255, 215, 95), Attr: screen.Bold},
	styleBump:    {Fg: screen.RGB(255, 255, 255), Bg: screen.RGB(175, 60, 50), Attr: screen.Bold},
	styleValue:   {Fg: screen.RGB(235, 240, 225), Attr: screen.Bold},
	styleLabel:   {Fg: screen.RGB(150, 165, 145)},
	styleMessage: {Fg: screen.RGB(255, 215, 95)},
	styleBox:     {Fg: screen.RGB(220, 225, 210)},
	styleTitle:   {Fg: screen.RGB(140, 210, 120), Attr: screen.Bold},
}, playerLooks...)

// playerLooks are told apart by every depth but Mono; the glyph differs too.
var playerLooks = []screen.Look{
	{Fg: screen.RGB(255, 95, 95), Attr: screen.Bold},
	{Fg: screen.RGB(95, 215, 255), Attr: screen.Bold},
	{Fg: screen.RGB(255, 255, 95), Attr: screen.Bold},
	{Fg: screen.RGB(215, 135, 255), Attr: screen.Bold},
	{Fg: screen.RGB(95, 255, 135), Attr: screen.Bold},
	{Fg: screen.RGB(255, 175, 215), Attr: screen.Bold},
	{Fg: screen.RGB(135, 175, 255), Attr: screen.Bold},
	{Fg: screen.RGB(255, 175, 95), Attr: screen.Bold},
	{Fg: screen.RGB(0, 215, 175), Attr: screen.Bold},
	{Fg: screen.RGB(255, 255, 255), Attr: screen.Bold},
	{Fg: screen.RGB(215, 95, 175), Attr: screen.Bold},
	{Fg: screen.RGB(175, 215, 0), Attr: screen.Bold},
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
