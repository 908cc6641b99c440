package tui

import (
	"strings"

	"github.com/charmbracelet/colorprofile"

	"thicket/game"
	"thicket/tui/screen"
)

// The styles of everything on the screen; players' colours follow from
// stylePlayer on, the atlas's from styleCursor on.
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

// playerStyle is the style of a player with a look.
func playerStyle(look game.Look) screen.Style {
	return stylePlayer + screen.Style(int(look.Colour)%len(colours))
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
