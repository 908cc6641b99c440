package tui

import (
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"thicket/game"
)

// newHome is a herald that counts steps.
type newHome struct {
	*herald
	steps uint32
}

func (p *newHome) Step(game.Dir) (uint32, bool) { p.steps++; return p.steps, true }

// Of the world before nothing is shown, and nothing holds the player back; what
// they have chosen stays.
func TestNothingOfTheOldWorldIsLeft(t *testing.T) {
	m, h := heralded(t)
	h.frame.Players[0].Dozing, h.frame.Players[0].Biomass, h.frame.Players[0].Middle = true, 30, game.Point{X: 1, Y: 1}
	h.frame.Milestone = game.Milestone{Number: 7, Name: "fern", Cells: 100}
	h.echo.Seq, h.echo.Spores = 40, 50
	m.sent, m.chosen = 44, game.Glider
	m.hears()
	m.openAtlas()
	h.notices = []game.Notice{{Kind: game.Returned, Away: &game.Away{Was: 4, Is: 3}}}
	m.hears()
	m.stride.want(action{op: game.OpChop})
	m.point(game.Point{X: 100, Y: 76})

	other, h2 := heralded(t)
	next := &newHome{herald: h2}
	h2.echo.At, h2.frame.Players[0].At = game.Point{X: 104, Y: 77}, game.Point{X: 104, Y: 77}
	other = newModel(other.Settings, next, newLine(nil, nil))
	other.World, other.chosen = "oak", game.Glider
	other.hears()
	m.Update(enteredMsg{Place: next, world: "oak"})
	if said := m.hears(); said != arrivedIn("oak").long {
		t.Errorf("the last row is %q", said)
	}
	got, want := texts(m.screen), texts(other.screen)
	for y := range want[:len(want)-1] {
		if got[y] != want[y] {
			t.Errorf("row %d is\n%q, not\n%q", y, got[y], want[y])
		}
	}
	if m.bumped.ahead(m.now) {
		t.Error("a cell is still pointed at")
	}
	if m.Update(keyMsg{KeyPressMsg: tea.KeyPressMsg{Code: tea.KeyRight}, read: time.Now()}); next.steps != 1 {
		t.Errorf("%d steps are sent", next.steps)
	}
}
