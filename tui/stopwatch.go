package tui

import "time"

// timed is how many actions a stopwatch knows at once; of more that wait for a
// paint, on a line that is stuck, the oldest are not told.
const timed = 32

// stopwatch times actions, from the key that asked for one to the paint that
// answers it. A zero one has seen none.
type stopwatch struct {
	zero  time.Time            // when the first began
	began [timed]time.Duration // since then, by the action's number
	told  uint32               // number of the newest action that was told
}

// start notes when an action began.
func (s *stopwatch) start(seq uint32, began time.Time) {
	if s.zero.IsZero() {
		s.zero = began
	}
	s.began[seq%timed] = began.Sub(s.zero)
}

// stop tells how long each action up to number seq took.
func (s *stopwatch) stop(seq uint32, tell func(time.Duration)) {
	if s.told == seq {
		return
	}
	now := time.Since(s.zero)
	for n := max(s.told, seq-min(seq, timed)) + 1; n <= seq; n++ {
		tell(now - s.began[n%timed])
	}
	s.told = seq
}
