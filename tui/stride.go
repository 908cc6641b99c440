package tui

import (
	"time"

	"thicket/game"
)

const (
	// A held key repeats 25 to 40 times a second; a walker may act 12 times.
	// The pace is a little slower than that limit, so that no action is lost.
	pace = 84 * time.Millisecond
	// So many actions may be sent at once, as many as the rules allow.
	burst = 4
	// So many actions may wait for their echo.
	inFlight = 4
	// So many may wait to be sent; of more the newest takes the last's place.
	inMind = 4
	// A little slower than the rules' strokes, so that none is too early.
	strokePace = 260 * time.Millisecond
)

// action is something that a walker does: a step, planting, or a stroke.
type action struct {
	op      game.Op
	dir     game.Dir     // of OpStep
	pattern game.Pattern // of OpPlant
	keyed   time.Time    // when it began: its key was read or, if it had to wait, it was due
}

// same tells whether two actions do the same.
func (a action) same(b action) bool {
	return a.op == b.op && a.dir == b.dir && a.pattern == b.pattern
}

// stride decides when what the player wants is sent, so that walking is even:
// single keys at once, a held key at the pace. What must wait keeps its order.
type stride struct {
	waiting [inMind]action // the first n
	n       int
	running bool // the step goes on by itself

	last   game.Dir
	sent   time.Time // when the last step was sent
	struck time.Time // when the last stroke was sent
	ready  time.Time // when the allowance will be whole again
}

// want notes what to do next. Of steps in a row only the newest is kept, and
// of the same thing wanted again one, so that a held key never piles up.
func (s *stride) want(a action) {
	if s.n > 0 {
		newest := s.waiting[s.n-1]
		if newest.same(a) || newest.op == game.OpStep && a.op == game.OpStep || s.n == inMind {
			s.n--
		}
	}
	s.waiting[s.n] = a
	s.n++
}

// stop forgets what was wanted.
func (s *stride) stop() { s.n, s.running = 0, false }

// halt ends a run.
func (s *stride) halt() {
	if s.running && s.n > 0 && s.waiting[s.n-1].op == game.OpStep {
		s.n--
	}
	s.running = false
}

// blocked ends a run, and forgets the next step if it leads the same way.
func (s *stride) blocked(d game.Dir) {
	s.running = false
	if s.n > 0 && s.waiting[0].same(action{op: game.OpStep, dir: d}) {
		s.shift()
	}
}

// felled forgets the strokes at a tree that is gone.
func (s *stride) felled() {
	for s.n > 0 && s.waiting[0].op == game.OpChop {
		s.shift()
	}
}

// shift takes the first of what waits.
func (s *stride) shift() action {
	first := s.waiting[0]
	copy(s.waiting[:], s.waiting[1:s.n])
	s.n--
	return first
}

// due is how long the first of what waits has to; 0: it can go. A stroke that
// would be too early is left out when something else waits behind it.
func (s *stride) due(now time.Time) time.Duration {
	if s.n > 1 && s.waiting[0].op == game.OpChop && now.Before(s.struck.Add(strokePace)) {
		s.shift()
	}
	return max(s.free().Sub(now), 0)
}

// free is from when on the first of what waits can go.
func (s *stride) free() time.Time {
	free := s.ready.Add(-(burst - 1) * pace)
	switch first := s.waiting[0]; {
	case first.op == game.OpStep && first.dir == s.last:
		return later(free, s.sent.Add(pace))
	case first.op == game.OpChop:
		return later(free, s.struck.Add(strokePace))
	}
	return free
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

// take is the first of what waits, which is sent now.
func (s *stride) take(now time.Time) action {
	due := s.free()
	s.ready = later(s.ready, now).Add(pace)
	a := s.shift()
	a.keyed = later(a.keyed, due)
	switch a.op {
	case game.OpStep:
		s.last, s.sent = a.dir, now
		if s.running && s.n == 0 {
			s.want(a)
		}
	case game.OpChop:
		s.struck = now
	}
	return a
}
