package tui

import (
	"time"

	tea "charm.land/bubbletea/v2"
)

// expiry is the moment at which something on the screen is over. However
// often it is put off, one timer is on its way at most.
type expiry struct {
	at      time.Time
	ticking bool
}

// expireMsg comes when an expiry may be over.
type expireMsg struct{ *expiry }

// in puts the moment off to a while from now.
func (e *expiry) in(now time.Time, while time.Duration) tea.Cmd {
	e.at = now.Add(while)
	if e.ticking {
		return nil
	}
	return e.tick(now)
}

// tick starts the timer, unless the moment has come.
func (e *expiry) tick(now time.Time) tea.Cmd {
	if e.ticking = e.ahead(now); !e.ticking {
		return nil
	}
	return tea.Tick(e.at.Sub(now), func(time.Time) tea.Msg { return expireMsg{e} })
}

// ahead tells whether the moment is yet to come.
func (e *expiry) ahead(now time.Time) bool { return now.Before(e.at) }
