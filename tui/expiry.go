package tui

import "time"

// expiry is the moment at which something on the screen is over.
type expiry struct{ at time.Time }

// in puts the moment off to a while from now.
func (e *expiry) in(now time.Time, while time.Duration) { e.at = now.Add(while) }

// ahead tells whether the moment is yet to come.
func (e *expiry) ahead(now time.Time) bool { return now.Before(e.at) }

// expiries are all that a session waits for.
type expiries struct {
	told                expiry // the message on the last row
	bumped              expiry // the highlight
	hinted              expiry // the hint
	hushed              expiry // what an admin said
	faded               expiry // the newest line of the chat while it is closed
	ticked              expiry // another second of a match
	resurvey            expiry // the players may be looked through again
	glyphsDue, hintsDue expiry // what is to be kept; at no time: it is not
}

// first is when the first of what is yet to come is over; zero: nothing is.
func (e *expiries) first(now time.Time) (first time.Time) {
	for _, x := range [...]*expiry{
		&e.told, &e.bumped, &e.hinted, &e.hushed, &e.faded, &e.ticked, &e.resurvey, &e.glyphsDue, &e.hintsDue,
	} {
		if x.ahead(now) && (first.IsZero() || x.at.Before(first)) {
			first = x.at
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
