package tui

import (
	"charm.land/bubbles/v2/key"

	"thicket/game"
)

// KeyMap is what the keys do; it feeds the help.
type KeyMap struct {
	Step   [4]key.Binding // by game.Dir
	Run    [4]key.Binding // by game.Dir
	Atlas  key.Binding
	Scores key.Binding
	Help   key.Binding
	Glyph  key.Binding
	Close  key.Binding
	Quit   key.Binding
	Leave  key.Binding
	Yes    key.Binding
}

// DefaultKeyMap is the contract's.
func DefaultKeyMap() KeyMap {
	bind := func(help, text string, keys ...string) key.Binding {
		return key.NewBinding(key.WithKeys(keys...), key.WithHelp(help, text))
	}
	return KeyMap{
		Step: [4]key.Binding{
			game.Up:    bind("arrows", "walk (or hjkl, wasd)", "up", "k", "w"),
			game.Down:  bind("", "", "down", "j", "s"),
			game.Left:  bind("", "", "left", "h", "a"),
			game.Right: bind("", "", "right", "l", "d"),
		},
		Run: [4]key.Binding{
			game.Up:    bind("shift+arrow", "run as far as it goes", "shift+up"),
			game.Down:  bind("", "", "shift+down"),
			game.Left:  bind("", "", "shift+left"),
			game.Right: bind("", "", "shift+right"),
		},
		Atlas:  bind("m", "atlas: the whole world", "m"),
		Scores: bind("tab", "scores", "tab"),
		Help:   bind("?", "this help", "?"),
		Glyph:  bind("g", "next glyph set", "g"),
		Close:  bind("esc", "close what is open", "esc"),
		Quit:   bind("q", "leave", "q"),
		Leave:  bind("ctrl+c", "leave at once", "ctrl+c"),
		Yes:    bind("y", "yes", "y"),
	}
}

// Shown are the bindings that the help lists.
func (k KeyMap) Shown() []key.Binding {
	return []key.Binding{k.Step[game.Up], k.Run[game.Up], k.Glyph, k.Help, k.Close, k.Quit, k.Leave}
}
