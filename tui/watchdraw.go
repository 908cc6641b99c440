package tui

import (
	"strconv"

	"thicket/game"
)

// drawWatched draws who is watched as their own screen does; who dozes does so
// in the frame.
func (m *model) drawWatched(f *floor) {
	if who, ok := f.frame.Walker(m.gaze.at); ok && m.gaze.who != 0 && who.Kind == game.Player && who.Slot == m.gaze.who.Slot() && !who.Dozing {
		f.own(m.gaze.at, who.Look, who.Facing)
	}
}

// observeWatched brings the first row up to date with who is watched.
func (m *model) observeWatched(f *game.Frame) {
	s, g := &m.status.status, &m.gaze
	s.gazes, s.watched, s.at = true, g.name, g.at
	if p, ok := f.Player(g.who); ok {
		s.hearts = int(p.Hearts)
	}
}

// surveyWatched notes how who is watched is among the others.
func (m *model) surveyWatched(f *game.Frame) {
	s := &m.status.status
	s.near, s.nearWay, s.home = "", way{}, way{}
	s.players = f.Present()
	if p, ok := f.Player(m.gaze.who); ok {
		s.biomass = p.Biomass
		s.rank, _, _ = among(f, p, m.camera.view())
	}
}

// watchFields appends the texts of the first row while somebody, or a place, is
// watched.
func (s *status) watchFields(dst []field) []field {
	if s.watched == "" {
		dst = append(dst, field{value: "looking on"}, field{value: s.at.String()})
	} else {
		dst = append(dst,
			field{lead: "watching ", value: s.watched}, field{value: s.at.String()},
			field{value: s.glyphs.heartRow(s.hearts)},
			field{lead: "biomass ", value: strconv.Itoa(s.biomass)}, field{lead: "rank ", value: strconv.Itoa(s.rank)},
		)
	}
	return append(dst, numbered(s.players, " player", " players"), field{value: s.world})
}

// gazeRow is the last row while somebody is watched.
func (m *model) gazeRow() words {
	switch {
	case !m.looksOn():
		return wordsWatching
	case m.gaze.chosen:
		return wordsChosen
	}
	return wordsLookOn
}

// drawHelp draws the help of who plays, or of who looks on.
func (m *model) drawHelp() {
	if m.looksOn() {
		drawBox(m.screen, watchHelp, 0)
		return
	}
	if m.help == nil {
		m.help = helpBox(*m.keys, m.Size, glyphSets[m.glyphs])
	}
	drawBox(m.screen, m.help, 1)
}
