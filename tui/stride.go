package tui

import (
	"time"

	"thicket/game"
)

const (
	// A held key repeats 25 to 40 times a second; a walker may act 12 times.
	// The pace is a little slower than that limit, so that no step is lost.
	pace = 84 * time.Millisecond
	// So many steps may be sent at once, as many as the rules allow.
	burst = 4
	// So many steps may wait for their echo.
	inFlight = 4
)

// stride decides when a step that the player wants is sent, so that walking
// is even: single keys at once, a held key at the pace; of what must wait the
// newest is kept.
type stride struct {
	wanted  bool
	dir     game.Dir
	running bool // goes on by itself

	last  game.Dir
	sent  time.Time // when the last step was sent
	ready time.Time // when the allowance will be whole again
}

// want notes the newest direction.
func (s *stride) want(d game.Dir) { s.dir, s.wanted = d, true }

// stop forgets what was wanted.
func (s *stride) stop() { s.wanted, s.running = false, false }

// blocked ends a run, and forgets what was wanted if it leads the same way.
func (s *stride) blocked(d game.Dir) {
	s.running = false
	s.wanted = s.wanted && s.dir != d
}

// due is how long the wanted step has to wait; 0: it can go.
func (s *stride) due(now time.Time) time.Duration {
	free := s.ready.Add(-(burst - 1) * pace)
	if s.dir == s.last {
		if even := s.sent.Add(pace); even.After(free) {
			free = even
		}
	}
	return max(free.Sub(now), 0)
}

// take notes that the wanted step is sent now.
func (s *stride) take(now time.Time) game.Dir {
	if s.ready.Before(now) {
		s.ready = now
	}
	s.ready = s.ready.Add(pace)
	s.last, s.sent, s.wanted = s.dir, now, s.running
	return s.dir
}
