package tui

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"thicket/game"
)

// gazeKeys are the keys of who looks on, beside those that do what they do in
// the game.
var gazeKeys = struct{ Next, Before, Direct key.Binding }{
	Next:   key.NewBinding(key.WithKeys("v", "n", "right")),
	Before: key.NewBinding(key.WithKeys("p", "left")),
	Direct: key.NewBinding(key.WithKeys("a", "0")),
}

// pressGaze answers a key while something else than the own walker is looked
// at; it is false if the key does what it does in the game.
func (m *model) pressGaze(k tea.KeyPressMsg) (cmd tea.Cmd, ok bool) {
	switch {
	case m.looksOn():
		return m.pressLookingOn(k)
	case key.Matches(k, m.keys.Watch):
		m.stir()
		return m.watchNext(false), true
	case key.Matches(k, m.keys.Close), m.steps(k):
		m.stir()
		m.hush()
		m.letGo()
		return nil, true
	case m.deeds(k):
		m.stir()
		m.tell(wordsOnlyNow)
		return nil, true
	}
	return nil, false
}

// pressLookingOn is pressGaze for who has no walker.
func (m *model) pressLookingOn(k tea.KeyPressMsg) (cmd tea.Cmd, ok bool) {
	switch {
	case key.Matches(k, gazeKeys.Next):
		return m.watchNext(false), true
	case key.Matches(k, gazeKeys.Before):
		return m.watchNext(true), true
	case key.Matches(k, gazeKeys.Direct):
		return m.direct(), true
	case key.Matches(k, m.keys.Close):
		m.open(leaving)
		return nil, true
	case m.steps(k), m.deeds(k):
		m.tell(wordsOnly)
		return nil, true
	}
	return nil, false
}

// direct lets the director choose again.
func (m *model) direct() tea.Cmd {
	m.gaze.chosen = false
	m.cut(m.place.Frame(), m.gaze.director.shot)
	m.tell(wordsDirected)
	return nil
}

// steps tells whether a key steps, or runs.
func (m *model) steps(k tea.KeyPressMsg) bool {
	_, _, ok := m.keys.direction(k)
	return ok
}

// deeds tells whether a key chooses, plants or chops.
func (m *model) deeds(k tea.KeyPressMsg) bool {
	return key.Matches(k, m.keys.Choose[:]...) || key.Matches(k, m.keys.Plant, m.keys.Chop)
}

// watchThere watches whom the cursor of the atlas follows or is on.
func (m *model) watchThere(f *game.Frame) tea.Cmd {
	a := &m.atlas
	var there *game.PlayerMark
	for i := range f.Players {
		p := &f.Players[i]
		if p.Away || p.Walker == m.place.Walker() || a.spot(p.At) != a.spot(a.cursor) {
			continue
		}
		if there == nil || p.Walker == a.follows {
			there = p
		}
	}
	if there == nil {
		m.tell(wordsNobodyThere)
		return nil
	}
	m.open(nothing)
	m.pick(there)
	return nil
}
