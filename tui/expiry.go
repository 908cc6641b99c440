package tui

import "time"

// expiry is the moment at which something on the screen is over.
type expiry struct{ at time.Time }

// in puts the moment off to a while from now.
func (e *expiry) in(now time.Time, while time.Duration) { e.at = now.Add(while) }

// ahead tells whether the moment is yet to come.
func (e *expiry) ahead(now time.Time) bool { return now.Before(e.at) }

// expires is when the first of what is on the screen is over; zero: nothing ever
// is.
func (m *model) expires() (first time.Time) {
	for _, e := range [...]*expiry{
		&m.told, &m.bumped, &m.hinted, &m.resurvey, &m.said.over, &m.chat.fades, &m.round.tick, &m.keeping.glyphs, &m.keeping.hints,
	} {
		if e.ahead(m.now) && (first.IsZero() || e.at.Before(first)) {
			first = e.at
		}
	}
	return first
}

// alarm wakes the painter when something is over: one timer for all of it.
type alarm struct {
	at    time.Time // when it rings; zero: not at all
	timer *time.Timer
}

// set has it ring when the first of what the model shows is over. What is put off
// after that makes it ring too early, and nobody sees a difference.
func (a *alarm) set(first, now time.Time) {
	if first.IsZero() || !a.at.IsZero() && !first.Before(a.at) {
		return
	}
	a.at = first
	a.timer.Reset(first.Sub(now))
}

// rang tells whether it has rung since it was set.
func (a *alarm) rang(now time.Time) bool {
	if a.at.IsZero() || now.Before(a.at) {
		return false
	}
	a.at = time.Time{}
	return true
}
