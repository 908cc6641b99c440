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
		var me game.PlayerMark
		if me, m.listed = frame.Player(m.place.Walker()); m.listed {
			m.Name = me.Name
		}
	}
}

// observe brings the first row up to date.
func (m *model) observe(frame *game.Frame) {
	s := &m.status.status
	s.glyphs, s.world = glyphSets[m.glyphs], m.World
	s.hearts, s.spores, s.at = int(m.echo.Hearts), int(m.echo.Spores), m.echo.At
	s.players = len(frame.Players)
	if !m.listed {
		s.players++ // the frame is of before the player entered
	}
	if rtt := time.Duration(m.line.rtt.Load()); rtt > 0 {
		s.rtt = max(rtt.Round(time.Millisecond), time.Millisecond)
	}
	now := sight{s.at, frame.PlayersSince, m.place.Walker(), m.camera.view(), m.glyphs}
	if now == m.sight {
		return
	}
	if m.now.Sub(m.surveyed) < surveyEvery {
		m.unsure = true
		return
	}
	m.surveyed, m.sight = m.now, now
	m.survey(frame)
}

// survey notes how the player is among the others.
func (m *model) survey(frame *game.Frame) {
	s, set, view := &m.status.status, glyphSets[m.glyphs], m.camera.view()
	me, _ := frame.Player(m.place.Walker())
	s.biomass, s.rank, m.dozing = me.Biomass, rank(frame, me.Biomass), me.Dozing
	s.near, s.nearWay, s.home = "", way{}, way{}
	if p := nearest(frame, m.place.Walker(), s.at, view); p != nil {
		s.near, s.nearWay = p.Name, set.wayTo(s.at, p.At)
	}
	if me.Biomass > 0 && !view.Contains(me.Middle) {
		s.home = set.wayTo(s.at, me.Middle)
	}
}

// rank is the place of somebody with so many cells.
func rank(f *game.Frame, biomass int) int {
	before := 0
	for i := range f.Players {
		if f.Players[i].Biomass > biomass {
			before++
		}
	}
	return before + 1
}

// nearest is the other player nearest to a place and out of a view, or nil.
func nearest(f *game.Frame, me game.WalkerID, at game.Point, view game.Rect) (best *game.PlayerMark) {
	for i := range f.Players {
		p := &f.Players[i]
		if p.Walker == me || view.Contains(p.At) {
			continue
		}
		if best == nil || at.Distance(p.At) < at.Distance(best.At) {
			best = p
		}
	}
	return best
}
