package tui

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"thicket/game"
	"thicket/tui/screen"
)

// typed is what a row of so many columns shows of a line after keys.
func typed(width int, keys ...string) (w writing, row string) {
	named := map[string]rune{
		"left": tea.KeyLeft, "right": tea.KeyRight, "home": tea.KeyHome, "end": tea.KeyEnd,
		"backspace": tea.KeyBackspace, "delete": tea.KeyDelete,
	}
	for _, k := range keys {
		switch letter, ctrl := strings.CutPrefix(k, "ctrl+"); {
		case ctrl:
			w.press(tea.KeyPressMsg{Code: rune(letter[0]), Mod: tea.ModCtrl})
		case named[k] != 0:
			w.press(tea.KeyPressMsg{Code: named[k]})
		default:
			w.press(tea.KeyPressMsg{Text: k})
		}
	}
	scr := screen.New(width, 1, palettes[dark][screen.Mono]())
	w.draw(scr, 0)
	return w, strings.TrimRight(texts(scr)[0], " ")
}

func TestWriting(t *testing.T) {
	for _, c := range []struct {
		keys string // separated by blanks, "_" is one
		want string
	}{
		{"a b c", "> abc_"},
		{"a b c left left X", "> aXbc"},
		{"a b c left backspace", "> ac"},
		{"a b c home delete", "> bc"},
		{"home backspace delete left a right b", "> ab_"},
		{"a b _ c d _ ctrl+w", "> ab _"},
		{"a b _ c d ctrl+w ctrl+w x", "> x_"},
		{"a b c left ctrl+u", "> c"},
		{"a b c left ctrl+k", "> ab_"},
		{"a b c ctrl+a x ctrl+e y ctrl+b z", "> xabczy"},
		{"森 a left left x", "> x森a"},
	} {
		keys := strings.Fields(c.keys)
		for i := range keys {
			keys[i] = strings.ReplaceAll(keys[i], "_", " ")
		}
		if _, got := typed(30, keys...); got != c.want {
			t.Errorf("%s shows %q, want %q", c.keys, got, c.want)
		}
	}
}

// What cannot stand on a screen is not taken, and no more than there is room for;
// a command has some for itself.
func TestWritingIsBounded(t *testing.T) {
	for _, c := range []struct {
		text string
		most int
	}{
		{"x", game.MostSaid}, {"森", game.MostSaid}, {"\u202e", 0}, {"\u200d", 0}, {"\x1b", 0}, {"\u0301", 0},
		{"\U0001f1e6", 0}, {"/", game.MostSaid + longestSlash},
	} {
		w, _ := typed(40, strings.Repeat(c.text, 1000))
		if got := w.width(0, len(w.text)); got != c.most || len(w.text) > 2*w.most() {
			t.Errorf("of %q %d cells are taken, in %d runes", c.text, got, len(w.text))
		}
	}
}

// The cursor is always in view, and some of what follows it.
func TestWritingScrolls(t *testing.T) {
	long := strings.Repeat("0123456789", 14)
	keys := []string{long}
	for range 2 * len(long) {
		w, row := typed(40, keys...)
		scr := screen.New(40, 1, palettes[dark][screen.Mono]())
		w.draw(scr, 0)
		cursor := 0
		for x, cell := range scr.Row(0) {
			if cell.Style == styleSelf {
				cursor = x
			}
		}
		if cursor < 2 || w.at > 38 && cursor < 20 || w.at < 130 && cursor > 31 {
			t.Fatalf("the cursor before rune %d stands in column %d of %q", w.at, cursor, row)
		}
		keys = append(keys, "left")
	}
}
