package game

import "sync/atomic"

// counters stand beside what they count. They belong to a world, not to one
// run of its room.
type counters struct {
	moved, blocked, limited atomic.Uint64 // steps
	refused                 atomic.Uint64 // commands that found the mailbox full
	frames, late            atomic.Uint64
	generations, dropped    atomic.Uint64
	restarts                atomic.Uint64
}

// count counts steps by what became of them, and forgets them: once for many,
// since an atomic costs as much as a step.
func (n *counters) count(steps *[verdicts]uint64) {
	if *steps == ([verdicts]uint64{}) {
		return
	}
	n.moved.Add(steps[Done])
	n.blocked.Add(steps[Tree] + steps[Rim] + steps[Walker])
	n.limited.Add(steps[Limited])
	*steps = [verdicts]uint64{}
}

// Stats is a copy of a world's counters.
type Stats struct {
	Moved, Blocked, Limited uint64 // steps so far, by what became of them
	Refused                 uint64 // commands that found the mailbox full
	Frames                  uint64 // published
	Late                    uint64 // beats of the ticker that were dropped
	Generations             uint64 // of the bacteria so far
	Dropped                 uint64 // generations that were due and left out
	Restarts                uint64 // of the room after a panic
	Players, Bots           int    // as of the newest frame; who is away does not count
	Mailbox                 int    // commands that wait now
}

func (n *counters) stats() Stats {
	return Stats{
		Moved: n.moved.Load(), Blocked: n.blocked.Load(), Limited: n.limited.Load(),
		Refused: n.refused.Load(), Frames: n.frames.Load(), Late: n.late.Load(),
		Restarts: n.restarts.Load(), Generations: n.generations.Load(), Dropped: n.dropped.Load(),
	}
}

// add adds what another world counted; what is as of now is not added.
func (s *Stats) add(o Stats) {
	s.Moved += o.Moved
	s.Blocked += o.Blocked
	s.Limited += o.Limited
	s.Refused += o.Refused
	s.Frames += o.Frames
	s.Late += o.Late
	s.Generations += o.Generations
	s.Dropped += o.Dropped
	s.Restarts += o.Restarts
}
