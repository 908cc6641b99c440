package tui

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"thicket/game"
)

// KeyMap is what the keys do; it feeds the help.
type KeyMap struct {
	Step    [4]key.Binding              // by game.Dir
	Run     [4]key.Binding              // by game.Dir
	Choose  [game.Catalogue]key.Binding // by game.Pattern, less 1
	Plant   key.Binding
	Chop    key.Binding
	Atlas   key.Binding
	Scores  key.Binding
	Chat    key.Binding
	Worlds  key.Binding
	Watch   key.Binding
	Help    key.Binding
	Profile key.Binding
	Glyph   key.Binding
	Close   key.Binding
	Quit    key.Binding
	Leave   key.Binding
	Yes     key.Binding
	Later   []key.Binding // do nothing yet, and say so
}

// DefaultKeyMap is the contract's.
func DefaultKeyMap() KeyMap {
	bind := func(help, text string, keys ...string) key.Binding {
		return key.NewBinding(key.WithKeys(keys...), key.WithHelp(help, text))
	}
	return KeyMap{
		Step: [4]key.Binding{
			game.Up:    bind("arrows/wasd", "walk", "up", "k", "w"),
			game.Down:  bind("", "", "down", "j", "s"),
			game.Left:  bind("", "", "left", "h", "a"),
			game.Right: bind("", "", "right", "l", "d"),
		},
		Run: [4]key.Binding{
			game.Up:    bind("shift+arrow", "run", "shift+up"),
			game.Down:  bind("", "", "shift+down"),
			game.Left:  bind("", "", "shift+left"),
			game.Right: bind("", "", "shift+right"),
		},
		Choose: [game.Catalogue]key.Binding{
			bind("1-7", "pick", "1"), bind("", "", "2"), bind("", "", "3"), bind("", "", "4"),
			bind("", "", "5"), bind("", "", "6"), bind("", "", "7"),
		},
		Plant:   bind("space", "plant", "space"),
		Chop:    bind("x", "chop", "x"),
		Atlas:   bind("m", "map", "m"),
		Scores:  bind("tab", "scores", "tab"),
		Chat:    bind("t", "chat", "t", "enter"),
		Worlds:  bind("o", "worlds", "o"),
		Watch:   bind("v", "watch", "v"),
		Help:    bind("?", "help", "?"),
		Profile: bind("p", "profile", "p"),
		Glyph:   bind("g", "glyphs", "g"),
		Close:   bind("esc", "close", "esc"),
		Quit:    bind("q", "leave", "q"),
		Leave:   bind("ctrl+c", "leave at once", "ctrl+c"),
		Yes:     bind("y", "yes", "y"),
		Later: []key.Binding{
			bind("i", "There are no instruments yet.", "i"),
		},
	}
}

// keys are those of all sessions.
var keys = DefaultKeyMap()

// direction is that of a key that steps, or runs.
func (k *KeyMap) direction(msg tea.KeyPressMsg) (d game.Dir, run, ok bool) {
	for d := range k.Step {
		if run = key.Matches(msg, k.Run[d]); run || key.Matches(msg, k.Step[d]) {
			return game.Dir(d), run, true
		}
	}
	return 0, false, false
}

// Shown are the bindings that the help lists.
func (k *KeyMap) Shown() []key.Binding {
	return []key.Binding{
		k.Step[game.Up], k.Run[game.Up],
		k.Choose[0], k.Plant, k.Chop, k.Atlas,
		k.Scores, k.Chat, k.Worlds, k.Watch, k.Profile, k.Glyph, k.Quit,
	}
}
