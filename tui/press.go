package tui

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"thicket/game"
)

// press answers a key. Every key wakes the player.
func (m *model) press(k tea.KeyPressMsg) tea.Cmd {
	m.stride.halt()
	m.dozing = false
	if key.Matches(k, m.keys.Leave) || m.small() && key.Matches(k, m.keys.Quit) {
		return tea.Quit // a small screen has no room to ask
	}
	if m.overlay == cardOpen {
		if m.small() { // it is not seen
			m.stir()
			return nil
		}
		m.open(nothing)
		if _, _, ok := m.keys.direction(k); !ok {
			m.stir()
			return nil
		}
	}
	if m.overlay != nothing {
		return m.pressOver(k)
	}
	if m.gazes() {
		if cmd, ok := m.pressGaze(k); ok {
			return cmd
		}
	}
	if d, run, ok := m.keys.direction(k); ok {
		m.stride.want(action{op: game.OpStep, dir: d, keyed: m.keyed})
		if m.stride.running = run; run {
			m.met = m.company()
		}
		return m.act()
	}
	if cmd, ok := m.pressDeed(k); ok {
		return cmd
	}
	m.stir()
	return m.pressOpening(k)
}

// pressOpening answers a key that opens something, or does nothing in the world.
func (m *model) pressOpening(k tea.KeyPressMsg) tea.Cmd {
	switch {
	case key.Matches(k, m.keys.Help):
		m.open(help)
	case key.Matches(k, m.keys.Quit):
		m.open(leaving)
	case key.Matches(k, m.keys.Atlas):
		return m.openAtlas()
	case key.Matches(k, m.keys.Scores):
		return m.openScores()
	case key.Matches(k, m.keys.Chat):
		return m.openChat()
	case key.Matches(k, m.keys.Worlds):
		return m.openLobby()
	case key.Matches(k, m.keys.Watch):
		return m.watchNext(false)
	case key.Matches(k, m.keys.Glyph):
		return m.nextGlyphs()
	case key.Matches(k, m.keys.Profile):
		m.openForm()
	case key.Matches(k, m.keys.Close) && m.chosen != game.NoPattern:
		m.chosen = game.NoPattern
		m.tell(wordsNothing)
		return nil
	default:
		m.tell(m.notYet(k))
		return nil
	}
	return nil
}

// nextGlyphs changes the glyph set, for good.
func (m *model) nextGlyphs() tea.Cmd {
	m.setGlyphs((m.glyphs + 1) % len(glyphSets))
	m.Glyphs = glyphSets[m.glyphs].name
	m.tell(say("Glyphs: " + m.Glyphs))
	m.later(&m.glyphsDue, glyphsAfter)
	return nil
}

// notYet answers a key that does nothing.
func (m *model) notYet(k tea.KeyPressMsg) words {
	for _, b := range m.keys.Later {
		if key.Matches(k, b) {
			return say(b.Help().Desc)
		}
	}
	return wordsUnknown
}

// pressOver answers a key while something lies over the world.
func (m *model) pressOver(k tea.KeyPressMsg) tea.Cmd {
	m.stir()
	switch {
	case m.overlay == atlasOpen:
		return m.pressAtlas(k)
	case m.overlay == scoresOpen:
		return m.pressScores(k)
	case m.overlay == chatOpen:
		return m.pressChat(k)
	case m.overlay == lobbyOpen:
		return m.pressLobby(k)
	case m.overlay == foundOpen:
		return m.pressFound(k)
	case m.overlay == profileOpen:
		m.pressForm(k)
	case m.overlay == leaving && key.Matches(k, m.keys.Yes):
		return tea.Quit
	case m.overlay == help && key.Matches(k, m.keys.Quit):
		m.open(leaving)
	default:
		m.open(nothing)
	}
	return nil
}

// pageUp and pageDown scroll as running does.
var (
	pageUp   = key.NewBinding(key.WithKeys("pgup"))
	pageDown = key.NewBinding(key.WithKeys("pgdown"))
)

// pressLines answers a key while lines lie over the world, of which a page is seen: move
// goes so many of them further down.
func (m *model) pressLines(k tea.KeyPressMsg, move func(lines int) tea.Cmd, page int) tea.Cmd {
	switch {
	case key.Matches(k, m.keys.Step[game.Up]):
		return move(-1)
	case key.Matches(k, m.keys.Step[game.Down]):
		return move(1)
	case key.Matches(k, m.keys.Run[game.Up]), key.Matches(k, pageUp):
		return move(-page)
	case key.Matches(k, m.keys.Run[game.Down]), key.Matches(k, pageDown):
		return move(page)
	case key.Matches(k, m.keys.Quit):
		m.open(leaving)
	case key.Matches(k, m.keys.Help):
		m.open(help)
	case key.Matches(k, m.keys.Atlas):
		return m.openAtlas()
	default:
		m.tell(wordsUncover)
	}
	return nil
}

func (m *model) open(o overlay) { m.overlay, m.dirty = o, true }

// stir tells the world, now and then, that the player is awake.
func (m *model) stir() {
	if !m.looksOn() && m.now.Sub(m.stirred) >= stirEvery && m.place.Stir() {
		m.stirred = m.now
	}
}

// pastes writes what was pasted where text is written, and nowhere else.
func (m *model) pastes(text string) {
	switch {
	case m.overlay == chatOpen && len(m.chat.pages) == 0:
		m.chat.writing.write(text)
	case m.overlay == foundOpen && !m.found.asked:
		for _, r := range text {
			m.found.write(string(r))
		}
	case m.overlay == profileOpen && !m.form.asked:
		m.form.write(m, cut(text, game.MaxName+1))
	default:
		return
	}
	m.dozing, m.dirty = false, true
	m.stir()
}
