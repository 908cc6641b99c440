package tui

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"

	"thicket/game"
)

// A card that cannot be seen waits, and no key closes it unseen: until the
// window is large enough, and until what is open is closed.
func TestCardWaits(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		resizes := make(chan Size)
		l := comesBack(t, &ledger{placed: placedThird}, func(s *Settings) { s.Size, s.Resizes = Size{39, 12}, resizes })
		resize := func(s Size) {
			l.resize(s)
			resizes <- s
			after(time.Second)
		}
		l.press("z")
		after(messageFor) // of the key
		resize(Size{40, 12})
		l.golden(t, "card")
		resize(Size{39, 12})
		l.press("z" + right + "\x1b")
		resize(Size{40, 12})
		l.golden(t, "card")
		if l.press("z"); l.box(t) != "" {
			t.Errorf("it is still there:\n%s", l.box(t))
		}
		if l.press("?" + "z"); l.box(t) != "" {
			t.Errorf("it is there again:\n%s", l.box(t))
		}
	})
	m, h := heralded(t)
	m.open(help)
	h.notices = []game.Notice{{Kind: game.Returned, Away: &game.Away{Was: 4, Is: 3}}}
	if m.hears(); m.overlay != help {
		t.Errorf("the card covers the help")
	}
	m.Update(keyMsg{KeyPressMsg: tea.KeyPressMsg{Code: tea.KeyEscape}})
	if text := strings.Join(m.card.rows, "\n"); m.overlay != cardOpen || !strings.Contains(text, "4 cells then, 3 now") {
		t.Errorf("after the help there is\n%s", text)
	}
}

// The time for which they were away is that of the world, unless there was no
// world for a while.
func TestCardTellsHowLong(t *testing.T) {
	for last, want := range map[time.Duration]string{
		0: "You were away for 2 hours.", time.Hour: "You were away for 2 hours.", 50 * time.Hour: "You were away for 2 days 2 hours.",
	} {
		m, h := heralded(t)
		if last > 0 {
			m.Last = time.Now().Add(-last)
		}
		h.notices = []game.Notice{{Kind: game.Returned, Away: &game.Away{For: 2 * 3600 * 1000, Was: 4, Is: 3}}}
		m.hears()
		if text := strings.Join(m.card.rows, "\n"); !strings.Contains(text, want) {
			t.Errorf("of %v the card says\n%s", last, text)
		}
		m.Update(enteredMsg{Place: h, world: m.World}) // after a fall they were here all the same
		h.notices = []game.Notice{{Kind: game.Returned, Away: &game.Away{For: 1000, Was: 4, Is: 3}}}
		m.hears()
		if text := strings.Join(m.card.rows, "\n"); !strings.Contains(text, "You were away for 1 second.") {
			t.Errorf("after a fall the card says\n%s", text)
		}
	}
}
