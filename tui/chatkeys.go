package tui

import (
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"thicket/game"
	"thicket/tui/screen"
)

// What the keys do while the chat is open, beside letters.
var (
	chatSend   = key.NewBinding(key.WithKeys("enter"))
	chatErase  = key.NewBinding(key.WithKeys("backspace", "ctrl+h"))
	chatDelete = key.NewBinding(key.WithKeys("delete", "ctrl+d"))
	chatWord   = key.NewBinding(key.WithKeys("ctrl+w"))
	chatBefore = key.NewBinding(key.WithKeys("ctrl+u"))
	chatAfter  = key.NewBinding(key.WithKeys("ctrl+k"))
	chatLeft   = key.NewBinding(key.WithKeys("left", "ctrl+b"))
	chatRight  = key.NewBinding(key.WithKeys("right", "ctrl+f"))
	chatHome   = key.NewBinding(key.WithKeys("home", "ctrl+a"))
	chatEnd    = key.NewBinding(key.WithKeys("end", "ctrl+e"))
	chatOlder  = key.NewBinding(key.WithKeys("up"))
	chatNewer  = key.NewBinding(key.WithKeys("down"))
)

// openChat opens the line to write on, with what was said above it.
func (m *model) openChat() tea.Cmd {
	if m.place.Walker() == 0 {
		m.tell(wordsWalkerless)
		return nil
	}
	m.chat.back, m.chat.pages = 0, nil
	if m.chat.tells {
		m.hush()
	}
	m.open(chatOpen)
	m.layChat()
	return nil
}

func (m *model) closeChat() {
	m.open(nothing)
	m.layChat()
}

// pressChat answers a key while the chat is open. Letters are text.
func (m *model) pressChat(k tea.KeyPressMsg) tea.Cmd {
	c := &m.chat
	m.dirty = true
	switch {
	case len(c.pages) > 0 && key.Matches(k, m.keys.Close):
		c.pages = nil
	case len(c.pages) > 0:
		c.pages = c.pages[1:]
	case key.Matches(k, m.keys.Close):
		c.writing.clear()
		m.closeChat()
	case key.Matches(k, chatSend):
		return m.submitLine()
	case key.Matches(k, chatOlder):
		m.leaf(1)
	case key.Matches(k, chatNewer):
		m.leaf(-1)
	case key.Matches(k, pageUp):
		m.leaf(mostRows(m.Size) - 1)
	case key.Matches(k, pageDown):
		m.leaf(1 - mostRows(m.Size))
	default:
		c.writing.press(k)
	}
	return nil
}

// leaf scrolls the log so many rows back.
func (m *model) leaf(back int) {
	m.chat.back = max(m.chat.back+back, 0)
	m.layChat()
}

// press edits the line.
func (w *writing) press(k tea.KeyPressMsg) {
	switch {
	case key.Matches(k, chatErase):
		w.cut(w.at-1, w.at)
	case key.Matches(k, chatDelete):
		w.cut(w.at, w.at+1)
	case key.Matches(k, chatWord):
		w.cut(w.wordBefore(), w.at)
	case key.Matches(k, chatBefore):
		w.cut(0, w.at)
	case key.Matches(k, chatAfter):
		w.cut(w.at, len(w.text))
	case key.Matches(k, chatLeft):
		w.move(w.at - 1)
	case key.Matches(k, chatRight):
		w.move(w.at + 1)
	case key.Matches(k, chatHome):
		w.move(0)
	case key.Matches(k, chatEnd):
		w.move(len(w.text))
	default:
		w.write(k.Text)
	}
}

// submitLine says what was written, or does what it commands. It is gone then,
// unless nobody could take it.
func (m *model) submitLine() tea.Cmd {
	c := &m.chat
	c.typed, c.back = c.writing.String(), 0
	text := screen.Clean(c.typed, c.writing.most())
	switch {
	case text == "":
		m.closeChat()
		return nil
	case m.fallen:
		m.inform(wordsUnsaid)
		return nil
	case strings.HasPrefix(text, "//"):
		return m.speak(game.Speech{Text: text[1:]})
	case strings.HasPrefix(text, "/"):
		return m.command(text[1:])
	}
	return m.speak(game.Speech{Text: text})
}

// speak says something in the world, and closes the chat; nothing more will be
// read there than over the world.
func (m *model) speak(s game.Speech) tea.Cmd {
	c := &m.chat
	s.Text = clean(s.Text)
	c.writing.clear()
	if !m.place.Speak(s) {
		c.putBack(c.typed)
		m.inform(wordsUndone)
		return nil
	}
	c.send(s)
	m.closeChat()
	return nil
}
