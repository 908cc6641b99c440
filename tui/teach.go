package tui

import (
	"time"

	"thicket/game"
)

// foodEvery is how often the nearest food is looked for, while a hint may
// tell of it.
const foodEvery = 250 * time.Millisecond

// teach brings the newcomer's hint up to date.
func (m *model) teach() {
	if m.looksOn() {
		return
	}
	m.meet(m.place.Frame())
	s := &m.scene
	s.name, s.guest = m.Name, m.Guest
	s.meals, s.spores, s.hearts = m.echo.Meals, int(m.echo.Spores), int(m.echo.Hearts)
	s.biomass, s.home = m.status.biomass, m.status.home
	s.grown = s.grown || s.biomass > 0
	if s.meals == 0 && m.now.Sub(m.foraged) >= foodEvery {
		m.forage()
	}
	at, text := m.hints.at, m.hints.text
	left := m.hints.next(s, m.now, m.covered())
	m.dirty = m.dirty || m.hints.at != at || m.hints.text != text
	if left > 0 {
		m.hinted.in(m.now, left)
	}
	if m.Guest || m.hints.over == m.Hints {
		return
	}
	m.Hints = m.hints.over
	if m.hintsDue.at.IsZero() { // else it is not put off
		m.later(&m.hintsDue, hintsAfter)
	}
}

// covered tells whether something else stands where the hint would, or over
// the world that it tells of.
func (m *model) covered() bool {
	return m.told.ahead(m.now) || m.overlay != nothing || m.dozing || m.fallen || m.small() || m.gazes() || ended(m.place.Frame())
}

// forage looks for the nearest food, in view or a little beyond.
func (m *model) forage() {
	m.foraged, m.scene.food, m.scene.inView = m.now, way{}, false
	at := m.echo.At
	around := game.Rect{
		Min: game.Point{X: at.X - foodWithin, Y: at.Y - foodWithin},
		Max: game.Point{X: at.X + foodWithin, Y: at.Y + foodWithin},
	}
	if p, ok := food(m.place.Frame(), around, at, m.place.Walker()); ok {
		m.scene.food = way{glyphSets[m.glyphs].arrow(at, p), at.Steps(p)}
		m.scene.inView = m.camera.view().Contains(p)
	}
}
