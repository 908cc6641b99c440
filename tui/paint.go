package tui

import (
	"time"

	"thicket/game"
)

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
	m.line.give(m.screen.Paint(buf))
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
		return
	case scoresOpen:
		m.drawScores()
		return
	}
	frame := m.place.Frame()
	f := floor{
		scr: m.screen, glyphs: glyphSets[m.glyphs], frame: frame,
		camera: m.camera, top: 1, self: m.place.Walker().Slot(),
	}
	f.compose()
	if m.bumped.ahead(m.now) {
		f.highlight(m.bump)
	}
	f.own(m.echo.At, m.Look, m.echo.Facing)
	m.observe(frame)
	m.status.draw(m.screen, 0)
	m.lastRow(m.Size.Height - 1)
	if m.overlay == help {
		drawBox(m.screen, m.help)
	}
}

// observe brings the first row up to date.
func (m *model) observe(frame *game.Frame) {
	s := &m.status.status
	s.at, s.players, s.world = m.echo.At, len(frame.Players), m.World
	if !m.listed {
		var me game.PlayerMark
		if me, m.listed = frame.Player(m.place.Walker()); m.listed {
			m.call(me.Name)
		} else {
			s.players++ // the frame is of before the player entered
		}
	}
	if rtt := time.Duration(m.line.rtt.Load()); rtt > 0 {
		s.rtt = max(rtt.Round(time.Millisecond), time.Millisecond)
	}
	now := sight{s.at, frame.PlayersSince, m.place.Walker(), m.camera.view(), m.glyphs}
	if now == m.sight {
		return
	}
	if m.now.Sub(m.looked) < lookEvery {
		m.unsure = true
		return
	}
	m.looked, m.sight = m.now, now
	s.near = ""
	if p, ok := nearest(frame, m.place.Walker(), s.at, m.camera.view()); ok {
		s.near, s.far = p.Name, s.at.Distance(p.At)
		s.arrow = glyphSets[m.glyphs].arrow(s.at, p.At)
	}
}

// lastRow shows what is asked, what just happened, the next hint, or the keys.
func (m *model) lastRow(y int) {
	text, style := m.footer, styleLabel
	switch {
	case m.overlay == leaving:
		text, style = wordsLeave, styleMessage
	case m.fallen:
		text, style = wordsFell, styleMessage
	case m.told.ahead(m.now):
		text, style = m.message, styleMessage
	case !m.walked:
		text, style = m.welcome, styleMessage
	}
	m.screen.Text(0, y, style, text.fit(m.Size.Width))
}
