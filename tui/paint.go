package tui

import "thicket/game"

// paint composes what there is now and hands the difference to the writer. If
// the writer is busy it does so when a readyMsg comes.
func (m *model) paint() {
	if !m.dirty {
		return
	}
	buf, ok := m.line.take()
	if !ok {
		return
	}
	m.dirty = false
	m.compose()
	m.line.give(m.chat.ring(m.screen.Paint(buf)))
	if m.Echoed != nil {
		m.watch.stop(m.echo.Seq, m.Echoed)
	}
}

func (m *model) compose() {
	m.screen.Clear()
	if m.small() {
		for y, text := range tooSmall(m.Size) {
			m.screen.Text(0, y, styleMessage, text)
		}
		return
	}
	switch m.overlay {
	case atlasOpen:
		m.drawAtlas()
	case scoresOpen:
		m.drawScores()
	case lobbyOpen, foundOpen:
		m.drawLobby()
	default:
		m.drawWorld()
	}
	m.drawSaid()
}

// drawWorld draws what the camera shows, and what lies over it.
func (m *model) drawWorld() {
	frame := m.place.Frame()
	f := floor{
		scr: m.screen, glyphs: glyphSets[m.glyphs], frame: frame,
		camera: m.camera, top: 1, me: m.place.Walker(), mine: m.place.Walker(),
	}
	if m.gazes() {
		f.me, f.mine = 0, m.gaze.who
	}
	f.compose()
	m.screen.Shift(1, m.Size.Height-1, 2*(m.drawn.X-m.camera.at.X), m.drawn.Y-m.camera.at.Y)
	m.drawn = m.camera.at
	if m.gazes() {
		m.drawWatched(&f)
	} else {
		m.ghost(&f)
		f.own(m.echo.At, m.figure(), m.echo.Facing)
	}
	if m.bumped.ahead(m.now) {
		f.highlight(m.bump)
	}
	m.observe(frame)
	m.status.draw(m.screen, 0)
	m.lastRow(m.Size.Height - 1)
	switch m.overlay {
	case help:
		m.drawHelp()
	case profileOpen:
		m.drawForm()
	case cardOpen:
		drawBox(m.screen, m.card.rows, 0)
	case chatOpen:
		m.drawPodium(frame)
		m.drawChat()
	case nothing:
		m.drawChat()
		m.drawPodium(frame)
	}
}

// figure is how the own walker looks; the form shows it beforehand.
func (m *model) figure() game.Look {
	if m.overlay == profileOpen {
		return m.form.now.Look
	}
	return m.Look
}

// lastRow shows what is asked, what just happened, the next hint, or the bar.
func (m *model) lastRow(y int) {
	var text words
	switch {
	case m.overlay == chatOpen:
		m.chat.writing.draw(m.screen, y)
		return
	case m.overlay == leaving:
		text = wordsLeave
	case m.fallen:
		text = m.between
	case m.told.ahead(m.now):
		text = m.message
	case m.overlay == profileOpen && m.form.asked:
		text = wordsAsked
	case m.overlay == profileOpen:
		text = wordsForm
	case m.overlay == cardOpen:
		text = wordsCard
	case m.gazes():
		text = m.gazeRow()
	case m.dozing:
		text = wordsDoze
	case m.hints.stand():
		text = m.hints.text
	default:
		drawBar(m.screen, y, m.chosen, int(m.echo.Spores))
		return
	}
	m.screen.Text(0, y, styleMessage, text.fit(m.Size.Width))
}
