package tui

import (
	"time"

	tea "charm.land/bubbletea/v2"
)

// glanceEvery is how often what covers the whole screen is drawn anew: the
// world wakes a session only for what it watches, and more would be too much.
const glanceEvery = 250 * time.Millisecond

// glanceMsg comes when it may be drawn anew.
type glanceMsg struct{}

// covers tells whether an overlay hides the whole world.
func (o overlay) covers() bool { return o == atlasOpen || o == scoresOpen || o.lists() }

// lists tells whether it shows the worlds.
func (o overlay) lists() bool { return o == lobbyOpen || o == foundOpen }

// cover opens such an overlay.
func (m *model) cover(o overlay) tea.Cmd {
	m.open(o)
	if m.glancing {
		return nil
	}
	m.glancing = true
	return nextGlance()
}

func nextGlance() tea.Cmd {
	return tea.Tick(glanceEvery, func(time.Time) tea.Msg { return glanceMsg{} })
}

// glance draws it anew if there is a new frame, as long as it is open.
func (m *model) glance() tea.Cmd {
	if m.glancing = m.overlay.covers(); !m.glancing {
		return nil
	}
	if m.overlay.lists() {
		return m.glanceLobby()
	}
	m.dirty = m.dirty || m.place.Frame() != m.glanced
	if m.overlay == scoresOpen {
		return tea.Batch(nextGlance(), m.askScores())
	}
	return nextGlance()
}

// hush takes back what was said, for the answer to another key.
func (m *model) hush() { m.told.at, m.dirty = m.now, true }

// lastRowOver shows on the last row what just happened, or else a text.
func (m *model) lastRowOver(text words) {
	style := styleLabel
	switch {
	case m.fallen:
		text, style = m.between, styleMessage
	case m.told.ahead(m.now):
		text, style = m.message, styleMessage
	}
	m.screen.Text(0, m.Size.Height-1, style, text.fit(m.Size.Width))
}
