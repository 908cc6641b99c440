package tui

import (
	"time"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"thicket/game"
)

// act sends what the player wants, or sees to it that it is sent when it may.
func (m *model) act() tea.Cmd {
	for m.stride.n > 0 && !m.fallen && m.sent-m.echo.Seq < inFlight { // else an echo comes and asks again
		if wait := m.stride.due(m.now); wait > 0 {
			if m.ticking {
				return nil // a strideMsg comes and asks again
			}
			m.ticking = true
			return tea.Tick(wait, func(time.Time) tea.Msg { return strideMsg{} })
		}
		a := m.stride.take(m.now)
		seq, ok := m.send(a)
		if !ok {
			m.stride.stop()
			m.tell(wordsFull)
			return nil
		}
		m.sent = seq
		m.watch.start(seq, a.keyed)
	}
	return nil
}

func (m *model) send(a action) (seq uint32, ok bool) {
	switch a.op {
	case game.OpPlant:
		return m.place.Plant(a.pattern)
	case game.OpChop:
		return m.place.Chop()
	}
	return m.place.Step(a.dir)
}

// pressDeed answers a key that chooses, plants or chops.
func (m *model) pressDeed(k tea.KeyPressMsg) (cmd tea.Cmd, ok bool) {
	for i := range m.keys.Choose {
		if key.Matches(k, m.keys.Choose[i]) {
			return m.choose(game.Pattern(i + 1)), true
		}
	}
	switch {
	case key.Matches(k, m.keys.Plant):
		return m.plant(), true
	case key.Matches(k, m.keys.Chop):
		m.stride.want(action{op: game.OpChop, keyed: m.keyed})
		return m.act(), true
	}
	return nil, false
}

// choose takes a pattern; the one that was chosen before is planted.
func (m *model) choose(p game.Pattern) tea.Cmd {
	if m.chosen == p {
		return m.plant()
	}
	m.stir()
	m.chosen = p
	m.tell(chosen(p))
	return nil
}

func (m *model) plant() tea.Cmd {
	if m.chosen == game.NoPattern {
		m.stir()
		m.tell(wordsChoose)
		return nil
	}
	m.stride.want(action{op: game.OpPlant, pattern: m.chosen, keyed: m.keyed})
	return m.act()
}

// hear takes the newest echo.
func (m *model) hear(echo game.Echo) tea.Cmd {
	if echo == m.echo {
		return nil
	}
	answered := echo.Seq != m.echo.Seq
	m.echo = echo
	m.aim()
	if !answered {
		return nil // a sting, a spore, or a collapse
	}
	if m.overlay.covers() {
		m.watch.told = echo.Seq // no paint shows it
	}
	m.answer()
	return m.act()
}

// answer says what became of the newest action. Why something was not planted
// or chopped comes as a notice.
func (m *model) answer() {
	switch e := m.echo; {
	case e.Op == game.OpPlant:
	case e.Verdict == game.Ended:
		m.stride.stop()
		m.tell(wordsEnded)
	case e.Op == game.OpChop:
		m.stroke()
	case e.Verdict.Blocked():
		m.stride.blocked(e.Facing)
		m.point(e.At.Step(e.Facing))
		m.tell(inTheWay(e.Verdict, m.nameOf(e.By)))
	default:
		m.scene.walked = true
	}
}

func (m *model) stroke() {
	if m.echo.Verdict == game.Done && int(m.echo.Strokes) < rules.Strokes {
		m.tell(stroke(int(m.echo.Strokes)))
		return
	}
	m.stride.felled()
}

// point highlights a cell for a moment.
func (m *model) point(p game.Point) {
	m.bump, m.dirty = p, true
	m.bumped.in(m.now, bumpFor)
}
