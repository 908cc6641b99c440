package tui

import "thicket/game"

// paint composes what there is now, if something may look different, and appends
// the difference to what the client shows: in about so many bytes, the first row and
// what is around the player before all else. What is left is painted next.
func (m *model) paint(dst []byte, most int) []byte {
	if !m.dirty {
		return dst
	}
	m.compose()
	dst, all := m.screen.PaintSome(dst, most, 1+m.eye().Y-m.camera.at.Y)
	if m.dirty = !all; m.dirty {
		m.seen.forget()
		m.line.poke()
	}
	dst = m.chat.ring(dst)
	if m.Echoed != nil {
		m.watch.stop(m.echo.Seq, m.Echoed)
	}
	return dst
}

func (m *model) compose() {
	switch {
	case m.small():
		m.begin()
		for y, text := range tooSmall(m.Size) {
			m.screen.Text(0, y, styleMessage, text)
		}
		return
	case m.overlay == atlasOpen:
		m.begin()
		m.drawAtlas()
	case m.overlay == scoresOpen:
		m.begin()
		m.drawScores()
	case m.overlay == lobbyOpen, m.overlay == foundOpen:
		m.begin()
		m.drawLobby()
	default:
		m.drawWorld()
	}
	m.drawSaid()
}

// begin begins a picture of something else than the world.
func (m *model) begin() {
	m.screen.Clear()
	m.seen.forget()
}

// drawWorld draws what the camera shows, and what lies over it. Of a world with
// nothing over it only what has changed is drawn.
func (m *model) drawWorld() {
	frame := m.place.Frame()
	m.observe(frame)
	f := floor{
		scr: m.screen, glyphs: glyphSets[m.glyphs], frame: frame, seen: &m.seen,
		camera: m.camera, top: 1, me: m.place.Walker(), mine: m.place.Walker(),
	}
	if m.gazes() {
		f.me, f.mine = 0, m.gaze.who
	}
	changed := m.status.lay(m.Size.Width)
	open := m.overlay != nothing || ended(frame)
	amends := !open && m.seen.view == f.view()
	if f.hides = m.status.hides; amends {
		f.amend()
		if changed {
			m.screen.ClearRow(f.top)
			f.row(0)
		}
	} else {
		m.screen.Clear()
		f.compose()
		m.screen.Shift(f.top, m.Size.Height-1, 2*(m.drawn.X-f.camera.at.X), m.drawn.Y-f.camera.at.Y)
	}
	m.drawn = f.camera.at
	f.remember()
	m.drawPlayer(&f)
	m.drawFirst(amends, changed)
	m.lastRow(amends)
	m.drawOver(frame)
	if open {
		m.seen.forget()
	}
}

// drawPlayer draws the own walker and its ghost, or who is watched, and what was
// bumped into.
func (m *model) drawPlayer(f *floor) {
	if m.gazes() {
		m.drawWatched(f)
	} else {
		m.ghost(f)
		f.own(m.echo.At, m.figure(), m.echo.Facing)
	}
	if m.bumped.ahead(m.now) {
		f.highlight(m.bump)
	}
}

// drawOver draws what is open over the world.
func (m *model) drawOver(frame *game.Frame) {
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

// drawFirst draws the first row, unless it stands there already.
func (m *model) drawFirst(stands, changed bool) {
	if stands && !changed {
		return
	}
	if stands {
		m.screen.ClearRow(0)
	}
	m.status.draw(m.screen, 0)
}

// figure is how the own walker looks; the form shows it beforehand.
func (m *model) figure() game.Look {
	if m.overlay == profileOpen {
		return m.form.now.Look
	}
	return m.Look
}

// bottom is what stands on the last row. Equal ones look equal.
type bottom struct {
	text   words // none: the bar
	chosen game.Pattern
	spores uint8
}

// lastRow draws the last row, unless it stands there already: what is asked, what
// just happened, the next hint, or the bar.
func (m *model) lastRow(stands bool) {
	y, b := m.Size.Height-1, m.bottom()
	if stands && b == m.seen.bottom {
		return
	}
	if stands {
		m.screen.ClearRow(y)
	}
	m.seen.bottom = b
	switch {
	case m.overlay == chatOpen:
		m.chat.writing.draw(m.screen, y)
	case b.text != words{}:
		m.screen.Text(0, y, styleMessage, b.text.fit(m.Size.Width))
	default:
		drawBar(m.screen, y, b.chosen, int(b.spores))
	}
}

func (m *model) bottom() bottom {
	switch {
	case m.overlay == leaving:
		return bottom{text: wordsLeave}
	case m.fallen:
		return bottom{text: m.between}
	case m.told.ahead(m.now):
		return bottom{text: m.message}
	case m.overlay == profileOpen && m.form.asked:
		return bottom{text: wordsAsked}
	case m.overlay == profileOpen:
		return bottom{text: wordsForm}
	case m.overlay == cardOpen:
		return bottom{text: wordsCard}
	case m.gazes():
		return bottom{text: m.gazeRow()}
	case m.dozing:
		return bottom{text: wordsDoze}
	case m.hints.stand():
		return bottom{text: m.hints.text}
	}
	return bottom{chosen: m.chosen, spores: m.echo.Spores}
}
