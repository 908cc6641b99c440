package tui

import (
	"time"

	"thicket/game"
)

// surveyEvery is how often the players are looked through.
const surveyEvery = 500 * time.Millisecond

// sight is what a survey depends on.
type sight struct {
	at     game.Point
	since  uint64 // game.Frame.PlayersSince
	me     game.WalkerID
	view   game.Rect
	glyphs int
}

// meet notes what the player is called here, as soon as a frame tells.
func (m *model) meet(frame *game.Frame) {
	if !m.listed {
		m.self(frame)
	}
}

// self is the own mark in a frame. The world may call the player otherwise than
// they chose, as soon as it has dressed them.
func (m *model) self(frame *game.Frame) (me game.PlayerMark) {
	if me, m.listed = frame.Player(m.place.Walker()); m.listed {
		m.Name = me.Name
	}
	return me
}

// observe brings the first row up to date.
func (m *model) observe(frame *game.Frame) {
	s := &m.status.status
	s.glyphs, s.world, s.narrow = glyphSets[m.glyphs], m.World, m.Size.Width < tight
	s.gazes, s.hearts, s.spores, s.at = false, int(m.echo.Hearts), int(m.echo.Spores), m.echo.At
	s.round, s.left = m.round.number(frame), m.round.left(frame, m.now)
	if m.gazes() {
		m.observeWatched(frame)
	}
	if rtt := time.Duration(m.line.rtt.Load()); rtt > 0 {
		s.rtt = max(rtt.Round(time.Millisecond), time.Millisecond)
	}
	now := sight{s.at, frame.PlayersSince, m.place.Walker(), m.camera.view(), m.glyphs}
	if now == m.sight {
		return
	}
	if m.now.Sub(m.surveyed) < surveyEvery {
		m.resurvey.in(m.now, surveyEvery-m.now.Sub(m.surveyed))
		return
	}
	m.surveyed, m.sight = m.now, now
	m.survey(frame)
}

// survey notes how the player is among the others.
func (m *model) survey(frame *game.Frame) {
	s, set, view := &m.status.status, glyphSets[m.glyphs], m.camera.view()
	me := m.self(frame)
	if m.gazes() {
		m.surveyWatched(frame)
		return
	}
	me.Walker, me.At = m.place.Walker(), s.at // the frame shows the player late
	rank, here, near := among(frame, me, view)
	s.biomass, s.rank, s.players, m.dozing = me.Biomass, rank, here, me.Dozing
	s.eyes, s.near, s.nearWay, s.home = me.Eyes, "", way{}, way{}
	if near != nil {
		s.near, s.nearWay = near.Name, set.wayTo(s.at, near.At)
	}
	if me.Biomass > 0 && !view.Contains(me.Middle) {
		s.home = set.wayTo(s.at, me.Middle)
	}
}

// among tells the rank of a player by biomass among those who are not away, how
// many they are, the player included, and who of the others out of view is
// nearest, or nil.
func among(f *game.Frame, me game.PlayerMark, view game.Rect) (rank, here int, near *game.PlayerMark) {
	here = f.Present()
	if p, listed := f.Player(me.Walker); !listed || p.Away {
		here++
	}
	return f.Rank(me.Biomass), here, f.Nearest(me.At, view, me.Walker)
}
